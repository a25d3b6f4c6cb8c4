/** A page of its own that shows a list: no script, nothing loaded from elsewhere, every text escaped. */
import type { Cell } from '../domain/question.ts';
import { cellText, headerOf, isNumeric } from './cells.ts';
import type { WriteOptions } from './options.ts';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (char) => ESCAPES[char]!);

const STYLE =
  'body{font:14px system-ui,sans-serif}table{border-collapse:collapse}' +
  'th,td{border:1px solid #ccc;padding:2px 8px;text-align:left;vertical-align:top;white-space:pre-wrap}' +
  'th{background:#eee;position:sticky;top:0}.n{text-align:right}';

export function htmlWriter({ columns, labels, lang, tz }: WriteOptions) {
  const texts = columns.map((column) => cellText(column, tz, labels ? lang : undefined));
  const marks = columns.map((column) => (isNumeric(column) ? ' class="n"' : ''));
  const line = (tag: string, cells: readonly string[]): string =>
    `<tr>${cells.map((text, i) => `<${tag}${marks[i]}>${escaped(text)}</${tag}>`).join('')}</tr>\n`;
  const header = columns.map((column) => headerOf(column, labels, lang));
  return {
    head: (): string =>
      `<!doctype html>\n<html lang="${lang}"><head><meta charset="utf-8"><title>adctl</title><style>${STYLE}</style></head><body>\n` +
      `<table><thead>\n${line('th', header)}</thead><tbody>\n`,
    page: (rows: readonly (readonly Cell[])[]): string =>
      rows
        .map((row) =>
          line(
            'td',
            row.map((cell, i) => texts[i]!(cell)),
          ),
        )
        .join(''),
    end: (): string => '</tbody></table>\n</body></html>\n',
  };
}

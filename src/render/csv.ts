/** CSV and TSV: a header always, one line per record, quoted where needed so that every cell reads back. */
import type { Cell } from '../domain/question.ts';
import type { Lang } from '../domain/text.ts';
import { type CellText, cellText, headerOf, isNumeric } from './cells.ts';
import type { Column } from './columns.ts';

export type CsvOptions = {
  readonly delimiter: ',' | '\t';
  readonly columns: readonly Column[];
  readonly labels: boolean;
  readonly lang: Lang;
  readonly tz: string;
  readonly excel?: boolean;
  readonly bom?: boolean;
};

type Lines = readonly (readonly string[])[];

const BREAKS = /["\r\n]/;

/**
 * Whether a line reads back as it is. Hardly a line does not, and the library, which looks at a cell in a dozen ways,
 * takes longer over a screen of them than the store does to find it.
 */
function isPlain(line: string, cells: number, delimiter: string): boolean {
  if (line === '' || BREAKS.test(line)) return false;
  let between = 0;
  for (let at = line.indexOf(delimiter); at >= 0; at = line.indexOf(delimiter, at + 1)) between++;
  return between === cells - 1;
}

export function csvWriter(options: CsvOptions) {
  const { delimiter, columns, labels, lang, tz, excel, bom } = options;
  const texts = columns.map((column) => {
    const text = cellText(column, tz);
    return excel ? forExcel(column, text) : text;
  });
  const quoted = async (rows: Lines): Promise<string> => {
    const { stringify } = await import('csv-stringify/sync');
    return stringify(rows as string[][], {
      delimiter,
      // A line with nothing on it would be skipped by readers, and the row lost.
      quoted_empty: columns.length === 1,
      // A file that begins with ID is taken for another format; TAB and `;` for separators; a line break ends a record.
      ...(excel && { record_delimiter: '\r\n', quoted_match: /[\t;\r\n]|^ID/ }),
    });
  };
  const write = async (rows: Lines): Promise<string> => {
    if (excel) return await quoted(rows);
    let text = '';
    let others: (readonly string[])[] = [];
    for (const row of rows) {
      const line = row.join(delimiter);
      if (!isPlain(line, row.length, delimiter)) {
        others.push(row);
        continue;
      }
      if (others.length > 0) {
        text += await quoted(others);
        others = [];
      }
      text += `${line}\n`;
    }
    return others.length > 0 ? text + (await quoted(others)) : text;
  };
  const mark = bom ? '\ufeff' : '';
  return {
    head: async (): Promise<string> => mark + (await write([columns.map((column) => headerOf(column, labels, lang))])),
    page: (rows: readonly (readonly Cell[])[]) => write(rows.map((row) => row.map((c, i) => texts[i]!(c)))),
  };
}

/** What a spreadsheet would take for a number, a date or a truth value. */
const LOOKS_LIKE_VALUE = /^[+-]?[.(]?[\d０-９]|^(?:true|false)$/i;
/** What it would run, and what the way back would undo though nobody did it. */
const LOOKS_LIKE_FORMULA = /^[=+\-@\t\r'＝＋－＠]/;
/** A text within a formula may not be longer, nor go over lines. */
const LONGEST_LITERAL = 255;

/** Numbers stay numbers. A text that would not stay text becomes `="text"`, or, where that cannot be, is led by a TAB. */
function forExcel(column: Column, textOf: CellText): CellText {
  if (isNumeric(column)) return textOf;
  return (cell) => {
    const text = textOf(cell);
    if (column.type === 'instant' || column.type === 'day') return text;
    if (LOOKS_LIKE_VALUE.test(text) && text.length <= LONGEST_LITERAL && !/[\r\n]/.test(text))
      return `="${text.replaceAll('"', '""')}"`;
    return LOOKS_LIKE_FORMULA.test(text) || LOOKS_LIKE_VALUE.test(text) ? `\t${text}` : text;
  };
}

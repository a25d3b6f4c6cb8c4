/** One record as a block of lines, the names in a column of their own. */
import type { Cell } from '../domain/question.ts';
import type { Lang } from '../domain/text.ts';
import { cellText, headerOf } from './cells.ts';
import type { Column } from './columns.ts';
import { plain } from './plain.ts';
import { cut, displayWidth, pad } from './width.ts';

export type Pair = readonly [name: string, value: string];

/** Without a width values are whole, however long: `show` is where they are read. */
export function renderBlock(pairs: readonly Pair[], width?: number): string {
  const safe = pairs.map(([name, value]) => [plain(name), plain(value)] as const);
  const names = Math.max(0, ...safe.map(([name]) => displayWidth(name)));
  return safe
    .map(([name, value]) => {
      const line = `${pad(name, names)}  ${value}`.trimEnd();
      return width === undefined ? line : cut(line, width);
    })
    .join('\n');
}

export type RecordOptions = {
  readonly columns: readonly Column[];
  readonly labels: boolean;
  readonly lang: Lang;
  readonly tz: string;
};

/** The block of one row; empty fields are left out, as they say nothing on a screen. */
export function renderRecord(row: readonly Cell[], options: RecordOptions): string {
  const { columns, labels, lang, tz } = options;
  const pairs: Pair[] = [];
  columns.forEach((column, i) => {
    const value = cellText(column, tz, lang)(row[i] ?? null);
    if (value !== '') pairs.push([headerOf(column, labels, lang), value]);
  });
  return renderBlock(pairs);
}

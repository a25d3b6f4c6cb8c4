/** Which column gets how much room on a terminal. */
import { isNumeric } from './cells.ts';
import type { Column } from './columns.ts';
import { displayWidth } from './width.ts';

export const GAP = 2;

// Words may be cut early; ids, days and instants only when that was not enough; numbers never, for part of a number lies.
const LEAST_WORDS = 6;
const LEAST_IDS = 10;

const wholeIfPossible = (column: Column): boolean =>
  column.type === 'id' || column.type === 'instant' || column.type === 'day';

/** What each column would like to have; `heads` are its headers. */
export function naturalWidths(heads: readonly string[], rows: readonly (readonly string[])[]): number[] {
  const widths = heads.map(displayWidth);
  for (const row of rows) {
    for (let i = 0; i < widths.length; i++) widths[i] = Math.max(widths[i]!, displayWidth(row[i]!));
  }
  return widths;
}

/** Takes from the widest of the named columns until all fit; a column keeps its least width. */
function shrink(widths: number[], least: readonly number[], which: readonly boolean[], room: number): void {
  let over = widths.reduce((sum, width) => sum + width, 0) - room;
  while (over > 0) {
    let widest = -1;
    for (let i = 0; i < widths.length; i++) {
      if (which[i] && widths[i]! > least[i]! && (widest < 0 || widths[i]! > widths[widest]!)) widest = i;
    }
    if (widest < 0) return;
    widths[widest]!--;
    over--;
  }
}

/** Widths that fit into `total` columns, or undefined where a table would be unreadable. */
export function fitWidths(
  columns: readonly Column[],
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  total: number,
): number[] | undefined {
  const widths = naturalWidths(heads, rows).map((width) => Math.min(width, total));
  const room = total - GAP * (columns.length - 1);
  const contents = naturalWidths(
    columns.map(() => ''),
    rows,
  );
  const least = columns.map((column, i) => {
    if (isNumeric(column)) return Math.max(1, contents[i]!);
    return Math.min(widths[i]!, wholeIfPossible(column) ? LEAST_IDS : LEAST_WORDS);
  });
  shrink(
    widths,
    least,
    columns.map((column) => !wholeIfPossible(column)),
    room,
  );
  shrink(widths, least, columns.map(wholeIfPossible), room);
  return widths.reduce((sum, width) => sum + width, 0) <= room ? widths : undefined;
}

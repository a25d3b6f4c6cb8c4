/** Which column gets how much room on a terminal. */
import { isNumeric } from './cells.ts';
import type { Column } from './columns.ts';
import { displayWidth } from './width.ts';

export const GAP = 2;

// Words may be cut early; ids, days and instants only when that was not enough; numbers never, for part of a number lies.
const LEAST_WORDS = 6;
const LEAST_IDS = 10;
/** Less of a name than this does not tell one from another, less of an instant than its minute is a day. */
const READABLE = 14;
const MINUTES = 17;

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

type Fitted = { readonly kept: readonly number[]; readonly widths: number[] | undefined };

/**
 * Widths at which names can still be read, without as many of the optional columns as that takes. Where even so they do
 * not fit, names are cut further; widths are undefined where a table would be unreadable.
 */
export function fitColumns(
  columns: readonly Column[],
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  total: number,
  optional: readonly string[],
): Fitted {
  const leaving = [...optional];
  let kept = columns.map((_, i) => i);
  for (;;) {
    const of = <T>(all: readonly T[]): T[] => kept.map((i) => all[i] as T);
    const widthsAt = (readable: boolean) => fitWidths(of(columns), of(heads), rows.map(of), total, readable);
    const widths = widthsAt(optional.length > 0);
    if (widths) return { kept, widths };
    const key = leaving.shift();
    if (key === undefined) return { kept, widths: widthsAt(false) };
    if (kept.length > 1) kept = kept.filter((i) => columns[i]?.key !== key);
  }
}

function fitWidths(
  columns: readonly Column[],
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  total: number,
  readable: boolean,
): number[] | undefined {
  const widths = naturalWidths(heads, rows).map((width) => Math.min(width, total));
  const room = total - GAP * (columns.length - 1);
  const contents = naturalWidths(
    columns.map(() => ''),
    rows,
  );
  const least = columns.map((column, i) => {
    if (readable && column.type !== 'instant' && (isNumeric(column) || wholeIfPossible(column))) return widths[i]!;
    if (isNumeric(column)) return Math.max(1, contents[i]!);
    const [ids, words] = readable ? [MINUTES, READABLE] : [LEAST_IDS, LEAST_WORDS];
    return Math.min(widths[i]!, wholeIfPossible(column) ? ids : words);
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

/**
 * Rows of a file that each say how much something was in all, and say it of the same: none of them is the whole, and which
 * one stands first decides nothing. All of them are refused, so that nothing is booked by half and what is fed back, as it
 * is or added up, says the same as the file (FUND-4). The whole file is looked through before any of it is sent.
 */
import { parseRow } from '../domain/parse.ts';
import type { RawRow } from '../domain/schema.ts';
import type { OpenedRows } from '../files/open-rows.ts';
import type { Change } from '../operations/define.ts';

/** Of the number of each such row, that of another. */
export type Twice = ReadonlyMap<number, number>;
type Stating = Pick<Change, 'row' | 'argument' | 'states'>;

export async function statedTwice(
  { row: schema, argument = '', states }: Stating,
  options: Readonly<Record<string, unknown>>,
  file: OpenedRows,
): Promise<Twice> {
  const twice = new Map<number, number>();
  if (!states) return twice;
  // An amount that cannot be read is a part of the whole all the same.
  const naming = Object.fromEntries(Object.entries(schema).filter(([, { type }]) => type !== 'amount'));
  const first = new Map<string, number>();
  for await (const rows of file.read())
    for (const { row, cells } of rows) {
      const parsed = parseRow(naming, cells, argument);
      const what = 'refuse' in parsed ? undefined : states(parsed.input as never, options as never);
      if (what === undefined) continue;
      const key = JSON.stringify([cells[argument], cells['platform'], what]);
      const before = first.get(key);
      if (before === undefined) first.set(key, row);
      else {
        twice.set(row, before);
        if (!twice.has(before)) twice.set(before, row);
      }
    }
  return twice;
}

export async function* refusing(rows: AsyncIterable<RawRow[]>, twice: Twice | undefined): AsyncGenerator<RawRow[]> {
  for await (const chunk of rows) yield twice?.size ? chunk.map((row) => refused(row, twice)) : chunk;
}

function refused(row: RawRow, twice: Twice): RawRow {
  const other = twice.get(row.row);
  return other === undefined || row.bad ? row : { ...row, bad: { code: 'LINE_TWICE', details: { row: other } } };
}

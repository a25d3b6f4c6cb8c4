/**
 * Rows of a file that each say how much something was in all, and say it of the same: none of them is the whole, and which
 * one stands first decides nothing. All of them are refused, so that nothing is booked by half and what is fed back, as it
 * is or added up, says the same as the file (FUND-4). The whole file is looked through before any of it is sent.
 */
import { parseRow } from '../domain/parse.ts';
import type { RawRow } from '../domain/schema.ts';
import type { OpenedRows } from '../files/open-rows.ts';
import { bareId } from '../operations/account-rows.ts';
import type { Change } from '../operations/define.ts';

/** Of the number of each such row, that of another. */
export type Twice = ReadonlyMap<number, number>;
type Stating = Pick<Change, 'row' | 'argument' | 'states'>;

type Named = { readonly row: number; readonly platform?: string };

/** An account as `ID`, as `platform:ID` or with its platform beside it. */
function namedIn(text: string, beside: unknown): { readonly id: string; readonly platform?: string } {
  const platform = text.includes(':') ? text.slice(0, text.indexOf(':')) : beside;
  return { id: bareId(text), ...(typeof platform === 'string' && { platform }) };
}

/** Which platform an id alone is of is not known before the state is asked. */
const mayBeOne = (one: Pick<Named, 'platform'>, other: Pick<Named, 'platform'>): boolean =>
  one.platform === undefined || other.platform === undefined || one.platform === other.platform;

export async function statedTwice(
  { row: schema, argument = '', states }: Stating,
  options: Readonly<Record<string, unknown>>,
  file: OpenedRows,
): Promise<Twice> {
  const twice = new Map<number, number>();
  if (!states) return twice;
  // An amount that cannot be read is a part of the whole all the same.
  const naming = Object.fromEntries(Object.entries(schema).filter(([, { type }]) => type !== 'amount'));
  const met = new Map<string, Named[]>();
  for await (const rows of file.read())
    for (const { row, cells } of rows) {
      const parsed = parseRow(naming, cells, argument);
      if ('refuse' in parsed) continue;
      const { input } = parsed;
      const what = states(input as never, options as never);
      if (what === undefined) continue;
      const { id, ...named } = namedIn(String(input[argument]), input['platform']);
      const key = JSON.stringify([id, what]);
      const before = met.get(key) ?? [];
      for (const one of before) {
        if (!mayBeOne(one, named)) continue;
        if (!twice.has(row)) twice.set(row, one.row);
        if (!twice.has(one.row)) twice.set(one.row, row);
      }
      // One for each way to write it, however often it stands there.
      if (!before.some(({ platform }) => platform === named.platform)) met.set(key, [...before, { ...named, row }]);
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

/** Rows that find nothing to do because an earlier row of the same batch has done it: a name that stands twice in a file. */
import type { Entry } from '../domain/audit.ts';
import type { WriteTx } from '../store/port.ts';
import type { InputRow, Run } from './chunk.ts';
import type { RowResult } from './link.ts';

export async function tellTwins(
  run: Run,
  tx: WriteTx,
  rows: readonly InputRow[],
  entries: readonly Entry[],
  results: readonly RowResult[],
): Promise<readonly RowResult[]> {
  // Rows that come from the state stand there once each.
  if (run.op.expand || run.op.selects) return results;
  const keyOf = (result: RowResult) => result.id ?? result.target;
  const keys = results.filter(({ code }) => code === 'SAME').map(keyOf);
  if (keys.length === 0) return results;
  const before = await tx.writtenBy(run.batch, keys);
  // Rows may run in another order than they came in: what counts is which ran first.
  const turn = new Map(rows.map(({ row }, i) => [row, i]));
  const here = new Map<string, number>();
  for (const { key, row } of entries) if (!here.has(key)) here.set(key, row);
  return results.map((result, i) => {
    if (result.code !== 'SAME') return result;
    const twin = here.get(keyOf(result));
    const first = twin !== undefined && (turn.get(twin) ?? 0) < i ? twin : undefined;
    const row = before.get(keyOf(result)) ?? first;
    return row === undefined ? result : { ...result, code: 'SAME_AS_ROW', details: { ...result.details, row } };
  });
}

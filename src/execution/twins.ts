/** Rows that find nothing to do, of records that an earlier row of the same batch has changed: a name that stands twice in a file. */
import { pointerName, type WriteTx } from '../store/port.ts';
import type { Run } from './chunk.ts';
import type { RowResult } from './link.ts';
import type { RowDone } from './told.ts';

export async function tellTwins(
  run: Run,
  tx: WriteTx,
  done: readonly RowDone[],
  results: readonly RowResult[],
): Promise<readonly RowResult[]> {
  // Rows that come from the state stand there once each.
  if (run.op.expand || run.op.selects) return results;
  const asked = done.flatMap(({ same = [] }) => same);
  if (asked.length === 0) return results;
  // Rows may run in another order than they came in: what counts is which ran before.
  const last = new Map(await tx.writtenBy(run.batch, asked));
  return results.map((result, i) => {
    const { made, same = [] } = done[i] as RowDone;
    const row = same.map((one) => last.get(pointerName(one))).findLast((found) => found !== undefined);
    for (const entry of made) last.set(pointerName(entry), entry.row);
    if (row === undefined) return result;
    // Of money two rows are the same by their reference alone.
    if (result.code === 'PAID_ALREADY')
      return { ...result, code: 'PAID_BY_ROW', details: { ...result.details, row, reference: result.reference } };
    return { ...result, code: 'SAME_AS_ROW', details: { ...result.details, row } };
  });
}

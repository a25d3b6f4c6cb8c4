/**
 * How many rows an operation finds that looks for them itself: counted from a snapshot once the batch stands recorded,
 * so that others write meanwhile. A dry run has the writer anyway, and counts in its transaction.
 */
import type { ReadTx, WriteTx } from '../store/port.ts';
import type { Begun, Job } from './job.ts';
import { readOnce } from './read-once.ts';

export async function counted(job: Job, begun: Begun, within?: WriteTx): Promise<Begun> {
  const { op, env, options } = job;
  const count = async (tx: ReadTx) => await op.expanded?.(tx, options as never);
  const rows = op.expanded && (await (within ? count(within) : readOnce(env.store, count)));
  return rows === undefined ? begun : { ...begun, rows };
}

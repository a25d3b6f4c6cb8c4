/** What is written once no more rows of a batch will be. */
import type { BatchState } from '../domain/batches.ts';
import type { WriteTx } from '../store/port.ts';
import { type Begun, ended, type Job, logRefusals, settle } from './job.ts';

/** Answers the head that the log has then. */
export async function endBatch(
  job: Job,
  tx: WriteTx,
  { run, tally }: Begun,
  before: string | undefined,
  state: BatchState,
) {
  const settled = state === 'done' ? await settle(run, tx, tally) : undefined;
  const head = (await logRefusals(run, tx, tally)) ?? settled ?? before ?? (await tx.head());
  await tx.apply([ended(job, tally, state, head)]);
  return head;
}

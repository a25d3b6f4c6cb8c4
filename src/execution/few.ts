/**
 * A few rows are one chunk: with the batch's record in the same transaction they wait once for others, not three times.
 * A run that is killed leaves nothing, not even the batch.
 */
import { runChunk } from './chunk.ts';
import { endBatch } from './end-batch.ts';
import { inputs } from './inputs.ts';
import { announce, begin, beginOptions, countNotRun, type Job, summary } from './job.ts';
import type { RowResult, Summary } from './link.ts';

/** As many rows as one types. */
const FEW_ROWS = 100;

export function isFew({ op, call }: Job): boolean {
  const { type, rows = Number.POSITIVE_INFINITY } = call.source;
  return type === 'arguments' && rows <= FEW_ROWS && !op.expand && !op.selects && !call.resume;
}

export async function runFew(job: Job): Promise<Summary> {
  const { env, signal } = job;
  const { begun, results, head, stopped } = await env.store.write(beginOptions(job), async (tx) => {
    const begun = await begin(job, tx);
    const { run, tally } = begun;
    const results: RowResult[] = [];
    let head: string | undefined;
    let stopped = false;
    for await (const rows of inputs(job, begun, tx)) {
      stopped = signal?.aborted === true;
      if (stopped) break;
      const outcome = await runChunk(run, tx, rows);
      tally.take(outcome);
      head = outcome.head ?? head;
      results.push(...outcome.results);
    }
    head = await endBatch(job, tx, begun, head, stopped ? 'interrupted' : 'done');
    return { begun, results, head, stopped };
  });
  await announce(job, begun);
  if (results.length > 0) await job.emit({ type: 'results', rows: results.toSorted((a, b) => a.row - b.row) });
  if (stopped) countNotRun(begun.tally, begun.rows);
  return summary(job, begun.tally, stopped ? 'interrupted' : 'done', head);
}

/** Row by row: each chunk commits on its own, and its results are reported after that. */
import { AdctlError } from '../domain/refusal.ts';
import { assertMine, progress, Tally } from './batch.ts';
import { breathe } from './breathe.ts';
import { runChunk } from './chunk.ts';
import { counted } from './counted.ts';
import { endBatch } from './end-batch.ts';
import { inputs } from './inputs.ts';
import {
  announce,
  type Begun,
  begin,
  beginOptions,
  countNotRun,
  dueAt,
  type Job,
  markInterrupted,
  summary,
  waitOptions,
} from './job.ts';
import { stayLean } from './lean.ts';
import type { RowResult, Summary } from './link.ts';

/** Others that wait to write get their turn in this pause between two chunks. */
const PAUSE_MS = 5;
/** Whoever was stopped does not wait long for others, to say so in the record. */
const STOPPED_WAIT_MS = 1_000;

export async function runApart(job: Job): Promise<Summary> {
  const { env, call, signal } = job;
  const begun = await counted(job, await env.store.write(beginOptions(job), (tx) => begin(job, tx)));
  const { run, tally, resumed } = begun;
  await announce(job, begun);
  let { head } = begun;
  let stopped = false;
  /** Rows that ran in another order than they came in are reported in the order in which they came in. */
  const later: RowResult[] = [];
  try {
    for await (const rows of inputs(job, begun)) {
      await breathe();
      if (signal?.aborted) {
        stopped = true;
        break;
      }
      const before = tally.rows;
      if (before > 0) stayLean();
      const chunk = env.store.write(beginOptions(job), async (tx) => {
        await assertMine(tx, call.batch, before, resumed, job.now);
        const outcome = await runChunk(run, tx, rows);
        const next = new Tally(tally);
        next.take(outcome);
        await tx.apply([
          progress(call.batch, next, { due_at: dueAt(job, run.ctx), ...(outcome.head && { head: outcome.head }) }),
        ]);
        return outcome;
      });
      const outcome = await chunk.catch(unlessStopped);
      if (!outcome) {
        stopped = true;
        break;
      }
      tally.take(outcome);
      head = outcome.head ?? head;
      if (job.op.rank) later.push(...outcome.results);
      else await job.emit({ type: 'results', rows: outcome.results });
      if (env.store.contended()) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    if (later.length > 0) await job.emit({ type: 'results', rows: later.toSorted((a, b) => a.row - b.row) });
    return await finish(job, begun, head, stopped);
  } catch (error) {
    await markInterrupted(job, begun, error);
    throw error;
  }
}

/** Who waits for the writer may be stopped there: then the rows of this turn were not run. */
function unlessStopped(error: unknown): undefined {
  if (!(error instanceof AdctlError) || error.code !== 'INTERRUPTED') throw error;
}

async function finish(job: Job, begun: Begun, before: string | undefined, stopped: boolean): Promise<Summary> {
  const { env, call } = job;
  const { tally, resumed } = begun;
  const state = stopped ? 'interrupted' : 'done';
  let head = before;
  try {
    await env.store.write(waitOptions(job, stopped ? { timeoutMs: STOPPED_WAIT_MS } : {}), async (tx) => {
      await assertMine(tx, call.batch, tally.rows, resumed, job.now);
      head = await endBatch(job, tx, begun, before, state);
    });
  } catch (error) {
    // The record says `interrupted` when it is due.
    if (!stopped || !(error instanceof AdctlError) || error.code !== 'LOCKED') throw error;
  }
  if (state === 'interrupted') countNotRun(tally, begun.rows);
  return summary(job, tally, state, head);
}

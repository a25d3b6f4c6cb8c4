/** Row by row: each chunk commits on its own, and its results are reported after that. */
import type { BatchState } from '../domain/batches.ts';
import type { WriteTx } from '../store/port.ts';
import { assertMine, progress, Tally } from './batch.ts';
import { breathe } from './breathe.ts';
import { runChunk } from './chunk.ts';
import { inputs } from './inputs.ts';
import {
  announce,
  type Begun,
  begin,
  countNotRun,
  dueAt,
  ended,
  type Job,
  logRefusals,
  markInterrupted,
  settle,
  summary,
  waitOptions,
} from './job.ts';
import type { RowResult, Summary } from './link.ts';

/** Others that wait to write get their turn in this pause between two chunks. */
const PAUSE_MS = 5;

/** As many rows as one types. */
const FEW_ROWS = 100;

export async function runApart(job: Job): Promise<Summary> {
  const { env, call, signal } = job;
  if (few(job)) return await runFew(job);
  const begun = await env.store.write(waitOptions(job), (tx) => begin(job, tx));
  const { run, tally, resumed } = begun;
  await announce(job, begun.rows, begun.ahead);
  let head: string | undefined;
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
      const outcome = await env.store.write(waitOptions(job), async (tx) => {
        await assertMine(tx, call.batch, before, resumed, job.now);
        const outcome = await runChunk(run, tx, rows);
        const next = new Tally(tally.counts, tally.reasons);
        next.add(outcome.results);
        await tx.apply([
          progress(call.batch, next, { due_at: dueAt(job, run.ctx), ...(outcome.head && { head: outcome.head }) }),
        ]);
        return outcome;
      });
      tally.add(outcome.results);
      tally.changed += outcome.changed;
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

function few({ op, call }: Job): boolean {
  const { type, rows = Number.POSITIVE_INFINITY } = call.source;
  return type === 'arguments' && rows <= FEW_ROWS && !op.expand && !op.selects && !call.where && !call.resume;
}

/** A few rows are one chunk: with the batch's record in the same transaction it waits once for others, not three times. */
async function runFew(job: Job): Promise<Summary> {
  const { env, signal } = job;
  const { begun, results, head, stopped } = await env.store.write(waitOptions(job), async (tx) => {
    const begun = await begin(job, tx);
    const { run, tally } = begun;
    const results: RowResult[] = [];
    let head: string | undefined;
    let stopped = false;
    for await (const rows of inputs(job, begun, tx)) {
      stopped = signal?.aborted === true;
      if (stopped) break;
      const outcome = await runChunk(run, tx, rows);
      tally.add(outcome.results);
      tally.changed += outcome.changed;
      head = outcome.head ?? head;
      results.push(...outcome.results);
    }
    head = await close(job, tx, begun, head, stopped ? 'interrupted' : 'done');
    return { begun, results, head, stopped };
  });
  await announce(job, begun.rows, begun.ahead);
  if (results.length > 0) await job.emit({ type: 'results', rows: results.toSorted((a, b) => a.row - b.row) });
  if (stopped) countNotRun(begun.tally, begun.rows);
  return summary(job, begun.tally, stopped ? 'interrupted' : 'done', head);
}

async function finish(job: Job, begun: Begun, before: string | undefined, stopped: boolean): Promise<Summary> {
  const { env, call } = job;
  const { tally, resumed } = begun;
  const state = stopped ? 'interrupted' : 'done';
  let head = before;
  await env.store.write(waitOptions(job), async (tx) => {
    await assertMine(tx, call.batch, tally.rows, resumed, job.now);
    head = await close(job, tx, begun, before, state);
  });
  if (state === 'interrupted') countNotRun(tally, begun.rows);
  return summary(job, tally, state, head);
}

/** What is written once no more rows will be; the head that the log has then. */
async function close(job: Job, tx: WriteTx, { run, tally }: Begun, before: string | undefined, state: BatchState) {
  if (state === 'done') await settle(run, tx, tally);
  const head = (await logRefusals(run, tx, tally)) ?? before ?? (await tx.head());
  await tx.apply([ended(job, tally, state, head)]);
  return head;
}

/**
 * One numbered chunk of a batch whose rows come over a wire: a single transaction of what its rows did, its number and
 * the hash of its content. Guarantees: a chunk that is sent again, because its answer was lost, is answered from what is
 * kept and does nothing; other content under the same number is refused, and so is a chunk whose turn has not come.
 */
import { AdctlError } from '../domain/refusal.ts';
import type { Narrow } from '../operations/define.ts';
import type { WriteTx } from '../store/port.ts';
import { contextOf } from './actor.ts';
import { knownBatch, progress, type StoredBatch, Tally } from './batch.ts';
import { runChunk } from './chunk.ts';
import { endBatch } from './end-batch.ts';
import { inputs } from './inputs.ts';
import {
  announce,
  type Begun,
  begin,
  beginOptions,
  CHUNK_ROWS,
  countNotRun,
  dueAt,
  type Job,
  runOf,
  summary,
} from './job.ts';
import { keptResults } from './kept-results.ts';
import type { Chunk, RowResult, Summary } from './link.ts';
import { isAsBegun } from './record.ts';

/** While others wait to write. */
const SMALL_CHUNK_ROWS = 200;

type Done = {
  readonly job: Job;
  readonly tally: Tally;
  readonly state: 'running' | 'done' | 'interrupted';
  readonly results: readonly RowResult[];
  readonly head: string | undefined;
  readonly begun?: Begun;
};

export async function runOneChunk(asked: Job, chunk: Chunk): Promise<Summary> {
  const { env, emit } = asked;
  const done = await env.store.write(beginOptions(asked), async (tx): Promise<Done> => {
    const known = await knownBatch(tx, asked.call.batch, asked.now);
    if (known) await assertSame(asked, known, tx);
    // Who wants to go on with what still runs asks by the clock of now how long to wait.
    const job = known?.state === 'running' && !asked.call.resume ? carriedOn(asked, known) : asked;
    const kept = known && (await tx.keptChunk(known.id, chunk.after));
    if (kept && kept.digest !== chunk.digest)
      throw new AdctlError('CHUNK_CHANGED', { batch: asked.call.batch, after: chunk.after });
    if (known && (kept || stopped(known, chunk))) return await again(job, tx, known, chunk, kept?.rows ?? 0);
    return await forTheFirstTime(job, tx, known, chunk);
  });
  const { job, tally, state, head, begun } = done;
  if (begun && (chunk.after === 0 || asked.call.resume)) await announce(job, begun);
  if (done.results.length > 0) await emit({ type: 'results', rows: done.results });
  if (state === 'interrupted') countNotRun(tally, job.call.source.rows);
  return {
    ...summary(job, tally, state, head),
    ...(state === 'running' && { take: env.store.contended() ? SMALL_CHUNK_ROWS : CHUNK_ROWS }),
  };
}

/** Who names a batch that is somebody else's, or another thing of one's own, is not told more than that. */
async function assertSame(job: Job, known: StoredBatch, tx: WriteTx): Promise<void> {
  const { call, op } = job;
  const same =
    known.operation === op.name &&
    isAsBegun(op, call, known.options) &&
    (known.actor === call.actor || (await goesOnFor(job, known, tx)));
  if (!same) throw new AdctlError('BATCH_NAMED_TWICE', { batch: call.batch });
}

/** Whoever sees a batch may go on with it, and sends what follows. */
async function goesOnFor({ call, now }: Job, known: StoredBatch, tx: WriteTx): Promise<boolean> {
  if (!call.resume && known.resumed === null) return false;
  const { scope } = await contextOf(tx, call.actor, now, call);
  const [seen] = await tx.rows({ kind: 'batch', by: 'key', values: [known.id], fields: ['id'] }, { scope, now });
  return seen?.visible === true;
}

/** The chunk belongs to the batch as it began: its time, its view and how it is told in the log (TIME-1). */
function carriedOn(job: Job, known: StoredBatch): Job {
  const now = known.resumed ?? known.started;
  const { narrow, tz, origin, reference } = known.call as {
    readonly narrow?: Narrow;
    readonly tz: string;
    readonly origin: string;
    readonly reference?: string;
  };
  const call = { ...job.call, narrow, tz, origin, ...(reference !== undefined && { reference }) };
  // What is due is counted from when this chunk came.
  return { ...job, call, now, start: job.start - (job.now - now) };
}

/** Whoever sends it has been stopped, and it does not run any more. */
const stopped = (known: StoredBatch, { end }: Chunk): boolean => end === 'interrupted' && known.state !== 'running';

async function forTheFirstTime(job: Job, tx: WriteTx, known: StoredBatch | undefined, chunk: Chunk): Promise<Done> {
  const goesOn = known?.state === 'running' && !job.call.resume;
  const begun = goesOn ? await goOn(job, tx, known) : await begin(resuming(job, known), tx);
  const { run, tally } = begun;
  const lead = leadRows(job);
  const have = tally.rows === 0 ? 0 : tally.rows - lead;
  if (chunk.after !== have) throw new AdctlError('CHUNK_AHEAD', { batch: run.batch, after: chunk.after, have });
  const results: RowResult[] = [];
  let head = known?.head;
  for await (const rows of inputs(job, { ...begun, done: 0 }, tx)) {
    const outcome = await runChunk(run, tx, rows);
    tally.take(outcome);
    head = outcome.head ?? head;
    results.push(...outcome.results);
  }
  const rows = tally.rows - (known?.rows ?? 0) - (chunk.after === 0 ? lead : 0);
  // A stop brings no rows: the chunk that goes on from there has its number.
  if (rows > 0 || chunk.end === 'done') await tx.saveChunk(run.batch, chunk.after, { rows, digest: chunk.digest });
  if (chunk.end) {
    head = await endBatch(job, tx, begun, head, chunk.end);
    return { job, tally, state: chunk.end, results, head, begun };
  }
  await tx.apply([progress(run.batch, tally, { due_at: dueAt(job, run.ctx), ...(head !== undefined && { head }) })]);
  return { job, tally, state: 'running', results, head, begun };
}

const leadRows = ({ op, options }: Job): number => op.lead?.(options as never).length ?? 0;

/** A batch that has begun and does not run is interrupted, and goes on as such. */
const resuming = (job: Job, known: StoredBatch | undefined): Job =>
  known ? { ...job, call: { ...job.call, resume: true } } : job;

async function goOn(job: Job, tx: WriteTx, known: StoredBatch): Promise<Begun> {
  const { call, now } = job;
  const ctx = await contextOf(tx, call.actor, now, call);
  return { run: runOf(job, ctx, known), tally: new Tally(known), resumed: known.resumed, done: 0 };
}

/** From what is kept. */
async function again(job: Job, tx: WriteTx, known: StoredBatch, chunk: Chunk, rows: number): Promise<Done> {
  const ctx = await contextOf(tx, job.call.actor, job.now, job.call);
  const lead = leadRows(job);
  const after = chunk.after === 0 ? 0 : chunk.after + lead;
  const limit = rows + (chunk.after === 0 ? lead : 0);
  const sight = { scope: ctx.scope, now: ctx.now };
  const mine = known.actor === job.call.actor;
  const wanted = { batch: known.id, after, limit, mine };
  const results = rows > 0 ? await keptResults(tx, sight, job.vault, wanted) : [];
  const tally = new Tally(known);
  if ((tally.counts.ok ?? 0) === 0) tally.changed = await tx.changedRows(known.id);
  const state = known.state === 'done' && chunk.end ? 'done' : (chunk.end ?? 'running');
  return { job, tally, state, results, head: known.head };
}

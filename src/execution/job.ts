/** What every run of a change shares: how a batch begins, where its rows come from, how it ends. */
import { KINDS } from '../domain/kinds.ts';
import type { Question } from '../domain/question.ts';
import { AdctlError } from '../domain/refusal.ts';
import { may } from '../domain/rights.ts';
import { canUndo } from '../operations/can-undo.ts';
import type { Change, Ctx } from '../operations/define.ts';
import { actingAs } from '../operations/fund-references.ts';
import type { Store, WriteOptions, WriteTx } from '../store/port.ts';
import { contextOf } from './actor.ts';
import { assertMine, knownBatch, progress, type StoredBatch, Tally } from './batch.ts';
import { headerOf, type Run } from './chunk.ts';
import { headOf } from './head.ts';
import type { ChangeCall, Event, Summary } from './link.ts';
import { assertAsWritten } from './plan-as-written.ts';
import { recordOf } from './record.ts';
import { assertReference, needsReference } from './referencing.ts';
import { resumable, stopRunner } from './resuming.ts';
import { priorRows, selectedRows, selectionOf, whereRows } from './rows.ts';
import { toolsOf } from './tools.ts';
import type { Vault } from './vault.ts';
import { View } from './view.ts';
import { writeOf } from './write-of.ts';

export const CHUNK_ROWS = 1_000;

/** Whether one row that fails undoes all others (BULK-3). */
export const allOrNone = ({ op, call }: { readonly op: Change; readonly call: Pick<ChangeCall, 'atomic'> }): boolean =>
  call.atomic === true || op.atomic === 'always';

export type Environment = {
  readonly store: Store;
  readonly vault: () => Promise<Vault>;
  /** The wall clock of the executing machine. */
  readonly clock: () => number;
};

export type Emit = (event: Event) => Promise<void>;

export type Job = {
  readonly env: Environment;
  readonly op: Change;
  readonly call: ChangeCall;
  readonly emit: Emit;
  readonly signal: AbortSignal | undefined;
  /** When it was asked for; a batch has the time at which it begins (TIME-1). */
  readonly now: number;
  readonly start: number;
  readonly vault: Vault;
  readonly options: Record<string, unknown>;
};

/** What begins a batch: rights of now, the head's decision, the record, the rows that a selection stands for. */
export type Begun = {
  readonly run: Run;
  readonly tally: Tally;
  readonly resumed: number | null;
  readonly done: number;
  readonly rows?: number;
  /** Of the log, as the batch last left it. */
  readonly head?: string;
  /** When the log was last written, where that is later than `now`, when the batch began. */
  readonly ahead?: { readonly last: number; readonly now: number };
};

/** A clock is corrected by less than this all the time. */
const CLOCK_SLACK_MS = 1_000;

/** The first events of a run, once it has begun. */
export async function announce(
  job: Job,
  { rows, ahead, done }: Omit<Begun, 'run' | 'tally' | 'resumed'>,
): Promise<void> {
  const { call } = job;
  if (ahead) await job.emit({ type: 'clock_back', ...ahead });
  await job.emit({
    type: 'started',
    batch: call.batch,
    ...(rows !== undefined && { rows }),
    ...(done > 0 && { done }),
  });
}

/** `prior`: the record of a batch that goes on. */
export function runOf(job: Job, ctx: Ctx, prior?: StoredBatch): Run {
  const { op, call } = job;
  return {
    op,
    ctx,
    batch: call.batch,
    actsAs: op.money ? (prior?.as ?? actingAs(ctx)) : undefined,
    options: job.options,
    keep: prior?.keep,
    vault: job.vault,
    origin: call.origin,
    reason: prior?.reason ?? call.reason ?? '',
    dryRun: call.dryRun === true,
    brief: call.brief === true,
  };
}

/** The clock is read here, once nobody else writes: whoever was waited for has written what is before that. */
export async function begin(asked: Job, tx: WriteTx): Promise<Begun> {
  const job: Job = { ...asked, now: asked.env.clock(), start: performance.now() };
  const { op, call, now } = job;
  const ctx = await contextOf(tx, call.actor, now, call);
  if (ctx.view.of === 'client') throw new AdctlError('VIEW_READS_ONLY', { account: ctx.view.account });
  const prior = call.resume ? await resumable(tx, job, ctx) : undefined;
  assertReference(op, call);
  if (call.source.type === 'where' && !call.reference && needsReference(op, call, job.options))
    throw new AdctlError('REFERENCE_REQUIRED');
  // A call that came twice is one batch.
  if (!prior && (await knownBatch(tx, call.batch, now)))
    throw new AdctlError('BATCH_NAMED_TWICE', { batch: call.batch });
  const base = runOf(job, ctx, prior);
  const keep = prior ? prior.keep : await headOf(base, tx);
  if (op.plan) await assertAsWritten(tx, op.plan(job.options as never), now);
  const where = prior ? undefined : await selectionOf(op, call, ctx);
  const last = (await tx.lastLogged()) ?? now;
  const resumed = prior ? Math.max(now, (prior.resumed ?? 0) + 1) : null;
  const due = { due_at: dueAt(job, ctx), due_state: 'interrupted' };
  if (prior)
    await tx.apply([
      { op: 'set', kind: 'batch', key: call.batch, fields: { state: 'running', resumed, ended: null, ...due } },
    ]);
  else
    await tx.apply([
      {
        op: 'insert',
        kind: 'batch',
        key: call.batch,
        fields: { ...recordOf(job, base, keep, where), ...due },
      },
    ]);
  if (!prior && op.name === 'batches.undo') await stopRunner(tx, String(job.options['batch']), now);
  const rows = prior ? await priorRows(job, tx) : await ownRows(job, tx, ctx, where);
  const tally = new Tally(prior);
  return {
    run: { ...base, keep },
    tally,
    resumed,
    done: tally.rows,
    ...(rows !== undefined && { rows }),
    ...(prior?.head !== undefined && { head: prior.head }),
    ...(last - now > CLOCK_SLACK_MS && { ahead: { last, now } }),
  };
}

/** How many rows there are; those that are found in the state are kept with the batch first. */
async function ownRows(job: Job, tx: WriteTx, ctx: Ctx, where: Question | undefined): Promise<number | undefined> {
  const { op, call } = job;
  // They are counted once nobody is kept waiting by that.
  if (op.expand) return undefined;
  if (where) return await whereRows(job, tx, ctx, where);
  if (op.selects) {
    // There may be no row to refuse, and who may not look is not told that.
    if (typeof op.right === 'string' && !may(ctx.actor, op.right, { target: op.name, places: [] }))
      throw new AdctlError('FORBIDDEN', { right: op.right, target: op.name.split('.')[0] });
    return await selectedRows(tx, op.selects(ctx, job.options as never), call, ctx);
  }
  return call.source.rows;
}

/** The batch's own time, carried on by a clock that cannot be set: the wall clock is read once (TIME-1). */
function elapsed(job: Job): number {
  return job.now + Math.round(performance.now() - job.start);
}

export function dueAt(job: Job, ctx: Ctx): number {
  return elapsed(job) + ctx.rules.batch_interrupted_seconds * 1000;
}

export function waitOptions(job: Job, more: Partial<WriteOptions> = {}): WriteOptions {
  return {
    timeoutMs: job.call.lockTimeoutMs,
    // Which batch it is may be told to everybody, who runs it not (MEM-4).
    onWait: (holder) =>
      void job.emit({ type: 'waiting', ...(holder && { batch: holder.batch, operation: holder.operation }) }),
    ...more,
  };
}

/** Of a transaction before which nothing is done: it need not be waited for. */
export function beginOptions(job: Job, more: Partial<WriteOptions> = {}): WriteOptions {
  return waitOptions(job, { signal: job.signal, ...more });
}

export function ended(job: Job, tally: Tally, state: string, head?: string) {
  const more = { state, ended: elapsed(job), due_at: null, due_state: null, ...(head && { head }) };
  return progress(job.call.batch, tally, more);
}

/** Refusals for lack of rights are one entry without a change, with their count and the first targets (AUD-1). */
export async function logRefusals(run: Run, tx: WriteTx, tally: Tally): Promise<string | undefined> {
  const { count, targets } = tally.refused;
  if (count === 0) return undefined;
  const after = { failed: count, reason: `forbidden: ${targets.join(', ')}` };
  const head = await tx.log(headerOf(run), [{ row: 0, kind: 'batch', key: run.batch, before: {}, after }]);
  tally.told();
  return head;
}

/** What is written once all rows are through; `undone`: and nothing of them was, since all or nothing had to be. */
export async function settle(run: Run, tx: WriteTx, tally: Tally, undone = false): Promise<string | undefined> {
  const settled = undone ? run.op.unsettled : run.op.settle;
  if (!settled) return undefined;
  const view = new View();
  const { loader, pure } = toolsOf(run, tx, view);
  await run.op.loadHead?.(loader, pure, run.options as never);
  view.begin();
  for (const patch of settled(view, tally.counts, run.options as never, run.keep as never, pure)) view.fold(patch);
  const entries = view.entries(0);
  await tx.apply(entries.map(writeOf));
  const audited = entries.filter(({ kind }) => KINDS[kind].audited);
  return audited.length > 0 ? await tx.log(headerOf(run), audited) : undefined;
}

/** A run that ends by an error has committed what it reported; its batch can be resumed at once. */
export async function markInterrupted(job: Job, begun: Begun, error: unknown): Promise<void> {
  if (error instanceof AdctlError && error.code === 'BATCH_TAKEN') return;
  try {
    await job.env.store.write({ timeoutMs: 1_000 }, async (tx) => {
      await assertMine(tx, job.call.batch, begun.tally.rows, begun.resumed, job.now);
      await tx.apply([
        {
          op: 'set',
          kind: 'batch',
          key: job.call.batch,
          fields: { state: 'interrupted', due_at: null, due_state: null },
        },
      ]);
    });
  } catch {
    // Another process has it now, or the state cannot be written: then the record says `interrupted` when it is due.
  }
}

export function countNotRun(tally: Tally, total: number | undefined): void {
  if (total !== undefined && total > tally.rows) tally.counts.not_run = total - tally.rows;
}

export function summary(job: Job, tally: Tally, state: Summary['state'], head: string | undefined): Summary {
  const changed = tally.changed > 0 || (tally.counts.ok ?? 0) > 0;
  const { moved } = tally;
  return {
    batch: job.call.batch,
    operation: job.op.name,
    state,
    counts: tally.counts,
    reasons: tally.reasons,
    notes: tally.notes,
    ...(head && { head }),
    ...(moved && { moved }),
    undoable: changed && !tally.reversed && state !== 'dry_run' && canUndo(job.op),
  };
}

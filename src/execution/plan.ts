/** A batch that waits as a plan: its rows with what they would change, and the request that stands for them (FUND-6). */
import type { Key } from '../domain/kind.ts';
import { type PlanHead, planTotals } from '../domain/plans.ts';
import type { Right } from '../domain/rights.ts';
import type { Text } from '../domain/text.ts';
import { newRequest } from '../operations/request-types.ts';
import type { WriteTx } from '../store/port.ts';
import { Tally } from './batch.ts';
import { headerOf, type Run } from './chunk.ts';
import { endBatch } from './end-batch.ts';
import { announce, begin, beginOptions, CHUNK_ROWS, type Job, summary } from './job.ts';
import type { RowResult, Summary } from './link.ts';
import { type Again, againOf, isAnew, restOf } from './plan-again.ts';
import { type Kept, planRow } from './plan-row.ts';
import { readOnce } from './read-once.ts';
import { openOptions } from './record.ts';
import { rolledBack, stored } from './row-result.ts';
import type { Spool } from './spool.ts';
import { toolsOf } from './tools.ts';
import { View } from './view.ts';
import { writeOf } from './write-of.ts';

const HOUR_MS = 3_600_000;

export type Trial = Pick<PlanHead, 'as'> & {
  /** Whose caps count; first the one whose cap is in the way. */
  readonly orgs: readonly Key[];
  /** Why a second person decides. */
  readonly why: Text | undefined;
  /** The organisation that the first row is about, where no money says so. */
  readonly about: string | undefined;
  /** One of its rows failed, and all or none is to be done (BULK-3). */
  readonly none: boolean;
  readonly rows: Spool<Kept>;
};

type Tell = (row: Kept) => RowResult;

/** What becomes of rows of which no plan is made. */
const undone: Tell = ({ result }) => rolledBack(result);

export async function keepPlan(job: Job, trial: Trial, why: Text): Promise<Summary> {
  const { env, call, op } = job;
  if (call.dryRun) return await rehearsed(job, trial, why);
  const holder = { batch: call.batch, operation: op.name };
  const done = await env.store.write(beginOptions(job, { holder }), async (tx) => {
    const begun = await begin(job, tx);
    const { tell, logged, save } = trial.none ? { tell: undone } : await waitingPlan(job, tx, begun.run, trial, why);
    const { tally } = begun;
    for await (const rows of trial.rows.drain(CHUNK_ROWS)) {
      const told = rows.map(tell);
      tally.add(told);
      await save?.(rows);
      await tx.saveResults(call.batch, told.map(stored));
    }
    const head = await endBatch(job, tx, begun, logged, 'done');
    return { begun, head, tell };
  });
  await announce(job, done.begun);
  for await (const rows of trial.rows.drain(CHUNK_ROWS)) await job.emit({ type: 'results', rows: rows.map(done.tell) });
  return summary(job, done.begun.tally, 'done', done.head);
}

type Waiting = {
  readonly tell: Tell;
  readonly logged?: string;
  readonly save?: (rows: readonly Kept[]) => Promise<void>;
};

/** The request that stands for all rows that wait in no other plan. */
async function waitingPlan(job: Job, tx: WriteTx, run: Run, trial: Trial, why: Text): Promise<Waiting> {
  const { call, op } = job;
  const view = new View();
  const { pure } = toolsOf(run, tx, view);
  const again = await againOf(tx, job, trial);
  const rest = await restOf(trial, again);
  const { as } = trial;
  const options = openOptions(op, call.options);
  const plan: PlanHead = { operation: op.name, right: op.right as Right, options, as, why, ...rest.says };
  const request = newRequest(pure, 'plan', {
    named: namedOf(plan),
    org: rest.org ?? trial.about ?? null,
    batch: call.batch,
    plan: JSON.stringify(plan),
    ...rest.whose,
    note: run.reason || null,
    due_at: run.ctx.now + run.ctx.rules.plan_lapse_hours * HOUR_MS,
    due_state: 'lapsed',
  });
  view.begin();
  if (rest.count > 0) view.fold(request);
  const entries = view.entries(0);
  await tx.apply(entries.map(writeOf));
  const logged = entries.length > 0 ? await tx.log(headerOf(run), entries) : undefined;
  return {
    tell: telling(request.key, why, again),
    ...(logged && { logged }),
    save: (rows) => tx.savePlanRows(request.key, rows.filter((row) => isAnew(row, again)).map(planRow)),
  };
}

/** As it would end. */
async function rehearsed(job: Job, trial: Trial, why: Text): Promise<Summary> {
  const tally = new Tally();
  await announce(job, { done: 0, ...(job.call.source.rows !== undefined && { rows: job.call.source.rows }) });
  const tell = trial.none
    ? undone
    : telling('(new)', why, await readOnce(job.env.store, (tx) => againOf(tx, job, trial)));
  for await (const rows of trial.rows.drain(CHUNK_ROWS)) {
    const told = rows.map(tell);
    tally.add(told);
    await job.emit({ type: 'results', rows: told });
  }
  return summary(job, tally, 'dry_run', undefined);
}

/** What becomes of a row that was tried. */
const telling =
  (plan: string, why: Text, again: Again): Tell =>
  (row) => {
    if (row.input === undefined) return row.result;
    const there = again(row);
    if (there === undefined)
      return { ...row.result, status: 'pending', code: 'PLAN_WAITS', details: { plan, why }, id: plan };
    const { before: _, after: __, ...result } = row.result;
    return { ...result, status: 'unchanged', code: 'PLAN_WAITS_ALREADY', details: { plan: there }, id: there };
  };

const namedOf = ({ operation, totals }: PlanHead): string => `${operation} ${planTotals(totals)}`.trimEnd();

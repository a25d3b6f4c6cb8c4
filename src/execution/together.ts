/** All rows in one transaction: a dry run, which is rolled back, and an atomic run, which is where a row fails (BULK-3). */
import { AdctlError } from '../domain/refusal.ts';
import { assertMine, Tally } from './batch.ts';
import { breathe } from './breathe.ts';
import { runChunk } from './chunk.ts';
import { counted } from './counted.ts';
import { inputs } from './inputs.ts';
import {
  allOrNone,
  announce,
  type Begun,
  begin,
  beginOptions,
  CHUNK_ROWS,
  countNotRun,
  ended,
  type Job,
  logRefusals,
  markInterrupted,
  settle,
  summary,
  waitOptions,
} from './job.ts';
import { stayLean } from './lean.ts';
import type { RowResult, Summary } from './link.ts';
import { rolledBack, stored } from './row-result.ts';
import { Spool } from './spool.ts';

/** Thrown to roll back a transaction whose results are wanted all the same. */
class RollBack extends Error {}

/** All chunks in one transaction: rolled back after a dry run, and after an atomic run in which a row failed. */
export async function runTogether(job: Job): Promise<Summary> {
  const { env, call, op } = job;
  const holder = { batch: call.batch, operation: op.name };
  // The record of an atomic run is there before its transaction, so that a killed one can be seen and run again.
  const first = call.dryRun
    ? undefined
    : await counted(job, await env.store.write(beginOptions(job), (tx) => begin(job, tx)));
  const given = op.expand ? undefined : call.source.rows;
  await announce(job, { ...first, done: 0, ...(given !== undefined && { rows: given }) });
  let spool = new Spool<RowResult>();
  let tally = new Tally();
  let head: string | undefined;
  try {
    try {
      await env.store.write(beginOptions(job, { holder }), async (tx) => {
        await spool.close();
        spool = new Spool<RowResult>();
        if (first) await assertMine(tx, call.batch, first.tally.rows, first.resumed, job.now);
        const begun = first ?? (await counted(job, await begin(job, tx), tx));
        tally = new Tally();
        for await (const rows of inputs(job, begun, tx)) {
          await breathe();
          if (job.signal?.aborted) throw new AdctlError('INTERRUPTED');
          if (tally.rows > 0) stayLean();
          const outcome = await runChunk(begun.run, tx, rows);
          tally.take(outcome);
          head = outcome.head ?? head;
          await spool.push(outcome.results);
          await job.emit({ type: 'progress', rows: tally.rows, ...(begun.rows !== undefined && { of: begun.rows }) });
        }
        if (call.dryRun || tally.failed > 0) throw new RollBack();
        head = (await settle(begun.run, tx, tally)) ?? head;
        await tx.apply([ended(job, tally, 'done', head)]);
      });
    } catch (error) {
      if (!(error instanceof RollBack)) throw error;
      head = undefined;
      if (first) tally = await keepRolledBack(job, first, spool);
      else if (allOrNone(job)) tally = await retold(spool, tally);
    }
    await report(job, spool, tally.failed > 0 && allOrNone(job));
    return summary(job, tally, call.dryRun ? 'dry_run' : 'done', head);
  } catch (error) {
    if (first) await markInterrupted(job, first, error);
    // Of a dry run there is nothing to sum up, and no batch to go on with.
    if (!first || !(error instanceof AdctlError) || error.code !== 'INTERRUPTED') throw error;
    const empty = new Tally();
    countNotRun(empty, first.rows ?? call.source.rows);
    return summary(job, empty, 'interrupted', undefined);
  } finally {
    await spool.close();
  }
}

/** Results in the order of the rows; of a ranked operation they are few enough to be sorted here. */
async function report(job: Job, spool: Spool<RowResult>, undone: boolean): Promise<void> {
  const ranked: RowResult[] = [];
  for await (const rows of spool.drain(CHUNK_ROWS)) {
    const told = undone ? rows.map(rolledBack) : rows;
    if (job.op.rank) ranked.push(...told);
    else await job.emit({ type: 'results', rows: told });
  }
  if (ranked.length > 0) await job.emit({ type: 'results', rows: ranked.toSorted((a, b) => a.row - b.row) });
}

/** A dry run of an atomic batch ends as the real one would. */
async function retold(spool: Spool<RowResult>, tally: Tally): Promise<Tally> {
  if (tally.failed === 0) return tally;
  const told = new Tally();
  for await (const rows of spool.drain(CHUNK_ROWS)) told.add(rows.map(rolledBack));
  return told;
}

/** The rollback took the results with it: they are written again, so that the batch can be looked at later (BULK-3). */
async function keepRolledBack(job: Job, first: Begun, spool: Spool<RowResult>): Promise<Tally> {
  const tally = new Tally();
  for await (const rows of spool.drain(CHUNK_ROWS)) {
    const told = rows.map(rolledBack);
    tally.add(told);
    await job.env.store.write(waitOptions(job), async (tx) => {
      await assertMine(tx, job.call.batch, first.tally.rows, first.resumed, job.now);
      await tx.saveResults(job.call.batch, told.map(stored));
    });
  }
  await job.env.store.write(waitOptions(job), async (tx) => {
    await assertMine(tx, job.call.batch, first.tally.rows, first.resumed, job.now);
    const settled = await settle(first.run, tx, tally, true);
    await tx.apply([ended(job, tally, 'done', (await logRefusals(first.run, tx, tally)) ?? settled)]);
  });
  return tally;
}

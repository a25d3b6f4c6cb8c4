/**
 * Money beyond a cap waits for a second person (FUND-6). The whole batch runs first, in a transaction that is rolled
 * back; where a cap is in the way of what it would move, or its rows say that one person must not decide them, it is kept
 * as a plan instead: every row with what it would change, and the totals. Nothing has moved then. Where only some rows say
 * so the others are done (WAITS_APART), unless all or none of them is.
 */

import { FINE } from '../domain/batches.ts';
import type { Moved } from '../domain/funds/caps.ts';
import { changedFrom } from '../domain/plans.ts';
import { AdctlError } from '../domain/refusal.ts';
import type { RawRow } from '../domain/schema.ts';
import type { Text } from '../domain/text.ts';
import { isCapped } from '../operations/fund-caps.ts';
import { actingAs } from '../operations/fund-references.ts';
import { knownBatch } from './batch.ts';
import { breathe } from './breathe.ts';
import { beyondCaps, movedBy, orgsIn } from './caps.ts';
import { type InputRow, type RowOutcome, type Run, runChunk } from './chunk.ts';
import { inputs } from './inputs.ts';
import { allOrNone, begin, beginOptions, CHUNK_ROWS, type Job } from './job.ts';
import type { Summary } from './link.ts';
import { keepPlan, type Trial } from './plan.ts';
import type { Kept } from './plan-row.ts';
import { readOnce } from './read-once.ts';
import { Spool } from './spool.ts';

/** Thrown to roll back what was only tried. */
class Tried extends Error {}

/** Whether a batch must be tried before it runs or goes on: nothing is beyond a cap where there is none. */
export async function isGated({ op, env }: Job): Promise<boolean> {
  return op.gated === true || (isCapped(op) && (await readOnce(env.store, (tx) => tx.capped())).size > 0);
}

/** Each further one follows on somebody else's movement. */
const MOST_TRIES = 5;

/**
 * Tries the batch, and either keeps it as a plan or runs it, on the same rows. What a trial let through may be beyond
 * caps once it runs, as others move at the same time: then the rows that are left are tried again.
 */
export async function planOrRun(asked: Job, run: (job: Job) => Promise<Summary>): Promise<Summary> {
  // Rows may come once only, over a wire or from a pipe.
  const given = new Spool<RawRow>();
  let rows = copied(asked.call.rows, given);
  let { resume } = asked.call;
  try {
    for (let tries = 1; ; tries++) {
      const again = (): Job => ({ ...asked, call: { ...asked.call, rows, ...(resume && { resume }) } });
      const trial = await tried(again());
      rows = given.drain(CHUNK_ROWS);
      try {
        return trial.why ? await keepPlan(again(), trial, trial.why) : await run(again());
      } catch (error) {
        if (!(error instanceof AdctlError) || error.code !== 'CAPS_REACHED' || tries === MOST_TRIES) throw error;
      } finally {
        await trial.rows.close();
      }
      rows = given.drain(CHUNK_ROWS);
      // What has moved until here stays, and so does the record that says so.
      const { env, call, now } = asked;
      resume ||= (await readOnce(env.store, (tx) => knownBatch(tx, call.batch, now))) !== undefined;
    }
  } finally {
    await given.close();
  }
}

async function* copied(rows: AsyncIterable<readonly RawRow[]>, to: Spool<RawRow>): AsyncGenerator<readonly RawRow[]> {
  for await (const chunk of rows) {
    await to.push(chunk);
    yield chunk;
  }
}

async function tried(job: Job): Promise<Trial> {
  const { env, call, op } = job;
  let rows = new Spool<Kept>();
  let found: Omit<Trial, 'rows'> | undefined;
  try {
    await env.store.write(beginOptions(job, { holder: { batch: call.batch, operation: op.name } }), async (tx) => {
      await rows.close();
      rows = new Spool<Kept>();
      const begun = await begin(job, tx);
      const moved = new Map<string, Moved>();
      let why: Text | undefined;
      let others = false;
      const waiting = new Set<string>();
      let failed = false;
      let held: Kept[] = [];
      let about: string | undefined;
      const watch: Run['watch'] = (row, outcome, made) => {
        why ??= outcome.plan;
        if (op.gated) {
          // What follows on a row that waits would not be so without it.
          const changed = made.map(({ kind, key }) => `${kind} ${key}`);
          if (outcome.plan) for (const record of changed) waiting.add(record);
          else others ||= outcome.result.status === 'ok' && !changed.some((record) => waiting.has(record));
        }
        failed ||= !FINE.has(outcome.result.status);
        movedBy(made, moved);
        if (!op.money) about ??= outcome.subject?.target;
        held.push(keptOf(row, outcome, op.money === true));
      };
      for await (const chunk of inputs(job, begun, tx)) {
        await breathe();
        held = [];
        const { results } = await runChunk({ ...begun.run, brief: false, watch }, tx, chunk);
        await rows.push(results.map((result, i) => ({ ...held[i], result })));
        await job.emit({ type: 'progress', rows: 0, ...(begun.rows !== undefined && { of: begun.rows }) });
      }
      if (others && !allOrNone(job)) why = undefined;
      const beyond = why ? undefined : await beyondCaps(tx, moved, begun.run.ctx, begun.tally.counts.ok);
      found = {
        why: why ?? beyond?.why,
        about,
        orgs: [...new Set([...(beyond ? [beyond.org] : []), ...orgsIn(moved)])],
        as: begun.run.actsAs ?? actingAs(begun.run.ctx),
        none: failed && allOrNone(job),
      };
      throw new Tried();
    });
  } catch (error) {
    if (!(error instanceof Tried) || !found) {
      await rows.close();
      throw error;
    }
  }
  return { ...(found as Omit<Trial, 'rows'>), rows };
}

function keptOf({ input }: InputRow, { result, standing, made, subject, needs }: RowOutcome, money: boolean): Kept {
  if (result.status !== 'ok') return { result };
  const changes = made.flatMap(({ kind, key, before, after }) =>
    before && after ? [{ kind, key, before, after }] : [],
  );
  const orgs = money ? orgsIn(movedBy(made)) : subject ? [subject.target] : [];
  return { result, input, was: changedFrom(changes), standing, orgs, ...(needs && { needs }) };
}

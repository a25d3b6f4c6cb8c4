/**
 * Money beyond a cap waits for a second person (FUND-6). The whole batch runs first, in a transaction that is rolled
 * back; where a cap is in the way of what it would move, or a row says that one person must not decide it, it is kept as
 * a plan instead: every row with what it would change, and the totals. Nothing has moved then.
 */
import { addTo, beyondCap, CAP_FIELDS, type Moved } from '../domain/funds/caps.ts';
import { formatMinor } from '../domain/money.ts';
import { placesText } from '../domain/plans.ts';
import type { RawRow } from '../domain/schema.ts';
import { EVERYTHING } from '../domain/scope.ts';
import type { Text } from '../domain/text.ts';
import { BOOKS_ZONE, dayIn, spanOf } from '../domain/zone.ts';
import { isCapped } from '../operations/fund-caps.ts';
import { actingPlace } from '../operations/fund-holders.ts';
import type { Sight, WriteTx } from '../store/port.ts';
import { breathe } from './breathe.ts';
import { type InputRow, type RowOutcome, type Run, runChunk } from './chunk.ts';
import { inputs } from './inputs.ts';
import { begin, beginOptions, CHUNK_ROWS, type Job } from './job.ts';
import type { Summary } from './link.ts';
import { type Kept, keepPlan, type Trial } from './plan.ts';
import { readOnce } from './read-once.ts';
import { Spool } from './spool.ts';

/** Thrown to roll back what was only tried. */
class Tried extends Error {}

/** Whether a batch must be tried before it runs: nothing is beyond a cap where there is none. */
export async function isGated({ op, call, env }: Job): Promise<boolean> {
  if (call.resume) return false;
  return op.gated === true || (isCapped(op) && (await readOnce(env.store, (tx) => tx.capped())).size > 0);
}

/** Tries the batch, and either keeps it as a plan or runs it, on the same rows. */
export async function planOrRun(asked: Job, run: (job: Job) => Promise<Summary>): Promise<Summary> {
  // Rows may come once only, over a wire or from a pipe.
  const given = new Spool<RawRow>();
  const trial = await tried({ ...asked, call: { ...asked.call, rows: copied(asked.call.rows, given) } });
  try {
    if (trial.why) return await keepPlan(asked, trial, trial.why);
    return await run({ ...asked, call: { ...asked.call, rows: given.drain(CHUNK_ROWS) } });
  } finally {
    await trial.rows.close();
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
      let held: Kept[] = [];
      let about: string | undefined;
      let common: readonly string[] | undefined;
      const watch: Run['watch'] = (row, outcome, made) => {
        why ??= outcome.plan;
        for (const { kind, after } of made)
          if (kind === 'transaction' && typeof after?.['cap_org'] === 'string') {
            const name = `${after['cap_org']}/${after['currency']}`;
            moved.set(name, addTo(moved.get(name), BigInt(Number(after['amount']))));
          }
        if (!op.money) about ??= outcome.subject?.target;
        const places = outcome.subject?.places ?? [];
        if (outcome.result.status === 'ok')
          common =
            common === undefined || places === 'any' ? [...places] : common.filter((one) => places.includes(one));
        held.push(keptOf(row, outcome));
      };
      for await (const chunk of inputs(job, begun, tx)) {
        await breathe();
        held = [];
        const { results } = await runChunk({ ...begun.run, watch }, tx, chunk);
        await rows.push(results.map((result, i) => ({ ...held[i], result })));
        await job.emit({ type: 'progress', rows: 0, ...(begun.rows !== undefined && { of: begun.rows }) });
      }
      const totals = await totalsOf(tx, moved, begun.run.ctx);
      why ??= totals.find(({ beyond }) => beyond)?.beyond;
      found = {
        why,
        about,
        common: common ?? [],
        totals: totals.map(({ beyond: _, ...total }) => total),
        as: { login: begun.run.ctx.actor.login, place: actingPlace(begun.run.ctx) },
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

function keptOf({ input }: InputRow, { result, subject }: RowOutcome): Kept {
  if (result.status !== 'ok') return { result };
  return { result, input, places: placesText(subject?.places ?? []) };
}

type Total = Trial['totals'][number] & { readonly beyond: Text | undefined };

async function totalsOf(tx: WriteTx, moved: ReadonlyMap<string, Moved>, sight: Sight): Promise<Total[]> {
  const { now } = sight;
  const today = spanOf(dayIn(BOOKS_ZONE, now), BOOKS_ZONE)?.from ?? now;
  const totals: Total[] = [];
  for (const [key, one] of moved) {
    const [org = '', currency = ''] = key.split('/');
    const need = { kind: 'caps', by: 'key', values: [key], fields: CAP_FIELDS } as const;
    const [caps] = await tx.rows(need, { scope: EVERYTHING, now });
    const used = await tx.capUse(org, currency, today);
    const book = `entity:${org}/${currency}`;
    const shown = (await tx.showingMoney([book], sight)).has(book);
    const beyond = beyondCap(caps?.row, { ...one, org, currency, used, shown });
    totals.push({ org, currency, amount: formatMinor(one.sum, currency), rows: one.rows, shown, beyond });
  }
  return totals;
}

/**
 * What is over by now, written before it is read (TIME-2): as `state sweep` would write it, and as the next change of the
 * same books would, so that lines of the ledger say what balances say. In short transactions of its own; the answer that
 * waits for it is read after the last of them.
 */
import { bookSet } from '../domain/funds/books.ts';
import type { FundsNeed } from '../domain/funds/loaded.ts';
import { parseOptions } from '../domain/parse.ts';
import type { Question } from '../domain/question.ts';
import { AdctlError } from '../domain/refusal.ts';
import { may } from '../domain/rights.ts';
import { EVERYTHING } from '../domain/scope.ts';
import type { Query } from '../operations/define.ts';
import type { Sight, Watch, WriteTx } from '../store/port.ts';
import { contextOf } from './actor.ts';
import { flushDue, writeDue } from './due.ts';
import { CHUNK_ROWS, type Environment } from './job.ts';
import type { QueryCall } from './link.ts';
import { readOnce } from './read-once.ts';
import { resolve } from './resolve.ts';
import { View } from './view.ts';
import { ViewLoader } from './view-loader.ts';

/** Whoever only reads does not wait long for those who write. */
const WAIT_MS = 2_000;
const PAUSE_MS = 5;
/** The state cannot be written now, by whoever reads it. */
const UNWRITABLE: ReadonlySet<string> = new Set(['LOCKED', 'STATE_READONLY', 'STATE_UNWRITABLE', 'DISK_FULL']);

/** How many are left, where the state cannot be written. */
export async function writeEndings(
  env: Environment,
  op: Query,
  call: QueryCall,
  { now, signal, told }: Watch & { readonly now: number },
): Promise<number> {
  const of = await asked(env, op, call, now);
  // Others' endings are no reason to wait for the lock, and nothing of them is told (MEM-4).
  if (!of || (await readOnce(env.store, (tx) => tx.overdue(of.sight, 1, of.holders))).length === 0) return 0;
  const header = { time: now, origin: call.origin ?? 'cli' };
  const timeoutMs = Math.min(WAIT_MS, call.lockTimeoutMs ?? WAIT_MS);
  const left = () => readOnce(env.store, (tx) => tx.overdueCount(of.sight, of.holders));
  let done = 0;
  let total: number | undefined;
  try {
    for (;;) {
      if (signal?.aborted) throw new AdctlError('INTERRUPTED');
      const wrote = await env.store.write({ timeoutMs, signal }, (tx) => someOf(tx, of, header));
      if (wrote === 0) return 0;
      done += wrote;
      total ??= done + (wrote < CHUNK_ROWS ? 0 : await left());
      told?.('endings', done, Math.max(done, total));
      if (env.store.contended()) await new Promise((done) => setTimeout(done, PAUSE_MS));
    }
  } catch (error) {
    if (!(error instanceof AdctlError) || !UNWRITABLE.has(error.code)) throw error;
    return await left();
  }
}

/** Without holders: of all that the reader sees. */
type Of = { readonly sight: Sight; readonly holders: readonly string[] | undefined };

/** Whose lines the question is about, as far as it says so, of whoever may ask it. Undefined where it is about none. */
async function asked(env: Environment, op: Query, call: QueryCall, now: number): Promise<Of | undefined> {
  return await readOnce(env.store, async (tx) => {
    const ctx = await contextOf(tx, call.actor, now, call);
    const parsed = parseOptions(op.input, call.input);
    const allowed = may(ctx.actor, op.right, { target: op.name, places: 'any' });
    const question = allowed && 'input' in parsed ? op.lines?.(parsed.input as never, ctx) : undefined;
    if (!question) return undefined;
    const sight = { scope: ctx.scope, now };
    return { sight, holders: holdersOf(await resolve(tx, sight, env.vault, question)) };
  });
}

function holdersOf({ filters }: Question): readonly string[] | undefined {
  const named = filters.find(({ field, op }) => field === 'holder' && (op === '=' || op === 'in'));
  return named && [...new Set(named.values.map(String))];
}

/** Writes a chunk of them, and returns how many it was. */
async function someOf(tx: WriteTx, { sight, holders }: Of, header: Parameters<typeof flushDue>[1]): Promise<number> {
  const due = await tx.overdue(sight, CHUNK_ROWS, holders);
  if (due.length === 0) return 0;
  const needs = new Map<string, FundsNeed & { readonly over: number }>();
  for (const { holder, currency } of due) {
    const name = bookSet(holder, currency);
    needs.set(name, { holder, currency, over: (needs.get(name)?.over ?? 0) + 1 });
  }
  const { now } = sight;
  const view = new View();
  const loader = new ViewLoader(view, tx, { scope: EVERYTHING, now }, async () => {});
  await loader.funds([...needs.values()]);
  const entries = await writeDue(view, loader, now);
  if (entries.length === 0) throw new Error(`what is over of ${due[0]?.holder} cannot be written`);
  await flushDue(tx, header, entries);
  return entries.filter(({ kind }) => kind === 'transaction').length;
}

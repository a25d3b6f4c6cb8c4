/** The link to an executor in this process. */
import { KINDS } from '../domain/kinds.ts';
import type { Question } from '../domain/question.ts';
import { AdctlError } from '../domain/refusal.ts';
import type { Actor } from '../domain/rights.ts';
import type { Ctx, Narrow, Operation, View } from '../operations/define.ts';
import type { ReadTx, Store } from '../store/port.ts';
import { contextOf } from './actor.ts';
import type { Environment } from './job.ts';
import type { BatchRecord, Event, Link, RowResult } from './link.ts';
import { executeQuery } from './query.ts';
import { readOnce } from './read-once.ts';

export type LoadOperation = (name: string) => Promise<Operation>;

/** What a server needs besides: results that a caller lost, of a batch of its own, behind the row `after`. */
export type ServingLink = Link & {
  results(call: {
    readonly batch: string;
    readonly after: number;
    readonly actor: string;
    readonly narrow?: Narrow | undefined;
  }): AsyncGenerator<readonly RowResult[]>;
};

export function localLink(env: Environment, load: LoadOperation): ServingLink & { readonly store: Store } {
  return {
    store: env.store,
    actor: (login, narrow) => actorNow(env, login, narrow),
    async *query(call, signal, told) {
      const op = await load(call.operation);
      if (op.kind !== 'query') throw new Error(`${call.operation} is not a query`);
      return yield* executeQuery(env, op, call, signal, told);
    },
    async *change(call, signal) {
      const op = await load(call.operation);
      if (op.kind !== 'change') throw new Error(`${call.operation} is not a change`);
      const { executeChange } = await import('./execute.ts');
      return yield* channel((emit, stop) => executeChange(env, op, call, emit, stop), signal);
    },
    async *results({ batch, after, actor, narrow }) {
      const { keptResults } = await import('./kept-results.ts');
      const vault = await env.vault();
      for (let from = after; ; ) {
        const rows = await readOnce(env.store, async (tx) => {
          const ctx = await contextOf(tx, actor, env.clock(), { tz: 'UTC', narrow });
          await assertOwn(tx, ctx, batch);
          return await keptResults(tx, ctx, vault, { batch, after: from, limit: RESULTS_PAGE, mine: true });
        });
        if (rows.length === 0) return;
        yield rows;
        from = rows.at(-1)?.row ?? from;
      }
    },
    batch: (actor, ref, narrow) => findBatch(env, actor, ref, narrow),
    close: () => env.store.close(),
  };
}

/** Runs work that reports as it goes, as a stream: a report is taken before the work goes on, so nothing piles up. */
async function* channel<T>(
  work: (emit: (event: Event) => Promise<void>, signal: AbortSignal) => Promise<T>,
  signal?: AbortSignal,
): AsyncGenerator<Event, T> {
  const stop = new AbortController();
  signal?.addEventListener('abort', () => stop.abort());
  if (signal?.aborted) stop.abort();
  let wake = () => {};
  let gone = false;
  let heard = () => {};
  const queue: { event: Event; taken: () => void }[] = [];
  let ended: { value: T } | { error: unknown } | undefined;
  const emit = (event: Event) =>
    gone
      ? Promise.resolve()
      : new Promise<void>((taken) => {
          queue.push({ event, taken });
          wake();
        });
  const running = work(emit, stop.signal).then(
    (value) => void (ended = { value }),
    (error) => void (ended = { error }),
  );
  void running.then(() => wake());
  try {
    for (;;) {
      const next = queue.shift();
      if (next) {
        heard = next.taken;
        yield next.event;
        next.taken();
      } else if (ended) {
        if ('error' in ended) throw ended.error;
        return ended.value;
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    // Whoever listened is gone: the work stops at its next row boundary instead of waiting to be heard.
    gone = true;
    stop.abort();
    heard();
    for (const { taken } of queue) taken();
    await running;
  }
}

async function actorNow(env: Environment, login: string, narrow?: Narrow): Promise<Actor & { readonly view: View }> {
  return readOnce(env.store, async (tx) => {
    const { actor, view } = await contextOf(tx, login, env.clock(), { tz: 'UTC', narrow });
    return { ...actor, view };
  });
}

const RESULTS_PAGE = 1_000;

/** Of others' batches there is what `batches results` shows. */
async function assertOwn(tx: ReadTx, { actor, scope, now }: Ctx, batch: string): Promise<void> {
  const need = { kind: 'batch', by: 'key', values: [batch], fields: ['actor'] } as const;
  const [found] = await tx.rows(need, { scope, now });
  if (!found?.visible || found.row['actor'] !== actor.login)
    throw new AdctlError('NOT_FOUND', { kind: KINDS.batch.label, value: batch });
}

const SHORTEST_PREFIX = 8;
const PREFIX_EXPECTED = {
  en: 'an id, or its beginning of 8 characters or more (adctl batches list shows them)',
  zh: '批次编号，或其开头至少 8 个字符（用 adctl batches list 查看）',
};

/** By id or unique prefix, among the batches that the actor may read. */
async function findBatch(env: Environment, actor: string, ref: string, narrow?: Narrow): Promise<BatchRecord> {
  const now = env.clock();
  const missing = () => new AdctlError('NOT_FOUND', { kind: { en: 'batch', zh: '批次' }, value: ref });
  return readOnce(env.store, async (tx) => {
    const ctx = await contextOf(tx, actor, now, { tz: 'UTC', narrow });
    const question: Question = {
      kind: 'batch',
      columns: ['id'],
      filters: [{ field: 'id', op: 'between', values: [ref, `${ref}~`] }],
      sort: ['id'],
      limit: 6,
    };
    if (ref.length < SHORTEST_PREFIX)
      throw new AdctlError('VALUE_INVALID', { field: KINDS.batch.label, value: ref, expected: PREFIX_EXPECTED });
    const ids: string[] = [];
    for await (const page of tx.list(question, { scope: ctx.scope, now }))
      ids.push(...page.rows.map((row) => String(row[0])));
    if (ids.length === 0) throw missing();
    if (ids.length > 1 && !ids.includes(ref))
      throw new AdctlError('AMBIGUOUS', { value: ref, candidates: ids.slice(0, 5) });
    const { batchOf } = await import('./batch.ts');
    return await batchOf(tx, ids.includes(ref) ? ref : (ids[0] as string), now);
  });
}

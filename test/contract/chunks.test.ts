/** Batches whose rows come in numbered chunks (architecture.md, Link): each is done once, however often it is sent. */
import { beforeEach, describe, expect, test } from 'vitest';
import { AdctlError } from '../../src/domain/refusal.ts';
import type { RawRow } from '../../src/domain/schema.ts';
import type { ChangeCall, Chunk, Event, RowResult, Summary } from '../../src/execution/link.ts';
import { localLink } from '../../src/execution/local.ts';
import { Vault } from '../../src/execution/vault.ts';
import { operationNamed } from '../../src/operations/registry.ts';
import { fixture } from '../helpers/fixture.ts';
import { type ChangeInput, codeOf, KEY, type State, TZ } from '../helpers/state.ts';

const BATCH = 'b_CHVNKS00000000000000000001';
let state: State;
beforeEach(async () => {
  state = await fixture();
});

type Sent = { readonly results: readonly RowResult[]; readonly summary: Summary; readonly events: readonly Event[] };
type Send = Partial<Omit<ChangeCall, 'rows' | 'chunk'>> & Partial<Chunk> & { readonly rows?: readonly string[] };

/** One chunk, straight to the executor. `rows` are ids. */
async function send({ rows = [], after = 0, digest = rows.join(), end, ...more }: Send = {}): Promise<Sent> {
  const link = localLink(
    { store: state.store, vault: async () => new Vault(KEY), clock: () => state.now },
    operationNamed,
  );
  const raw = rows.map((id, i): RawRow => ({ row: after + i + 1, cells: { id } }));
  const changing = link.change({
    operation: 'accounts.tag',
    batch: BATCH,
    options: { tag: ['分段'] },
    rows: (async function* () {
      yield raw;
    })(),
    source: { type: 'file', path: '/ids.csv', bytes: 1, sha256: '0', rows: 6 },
    actor: 'ant.a',
    tz: TZ,
    origin: 'cli',
    lockTimeoutMs: 1_000,
    ...more,
    chunk: { after, digest, ...(end && { end }) },
  });
  const events: Event[] = [];
  for (;;) {
    const next = await changing.next();
    if (next.done) {
      const results = events.flatMap((event) => (event.type === 'results' ? event.rows : []));
      return { results, summary: next.value, events };
    }
    events.push(next.value);
  }
}

async function refused(sending: Send): Promise<string | undefined> {
  try {
    await send(sending);
    return undefined;
  } catch (error) {
    if (error instanceof AdctlError) return error.code;
    throw error;
  }
}

const FIRST = ['20000001', '20000002', 'x'];
const SECOND = ['20000003', '20000001', '99999999'];
const tagged = async () => (await state.query('accounts.list', { tag: '分段', count: 'true' })).rows[0]?.[0];
const logged = async () => (await state.query('audit.list', { batch: BATCH, count: 'true' })).rows[0]?.[0];

describe('chunks of a batch', () => {
  test('run one after the other as the rows of one batch', async () => {
    const one = await send({ rows: FIRST });
    expect(one.summary).toMatchObject({ state: 'running', counts: { ok: 2, invalid: 1 }, take: 1_000 });
    state.now += 10_000;
    const two = await send({ rows: SECOND, after: 3, end: 'done' });
    expect(two.summary).toMatchObject({ state: 'done', counts: { ok: 3, unchanged: 1, invalid: 1, not_found: 1 } });
    expect([...one.results, ...two.results].map(({ row }) => row)).toEqual([1, 2, 3, 4, 5, 6]);
    // As one run at home would tell it.
    const other = await state.change('accounts.tag', {
      rows: [...FIRST, ...SECOND],
      options: { tag: ['另一'] },
      actor: 'ant.a',
    });
    const shape = (rows: readonly RowResult[]) =>
      rows.map(({ row, target, status, code }) => [row, target, status, code]);
    expect(shape([...one.results, ...two.results])).toEqual(shape(other.results));
    expect(two.summary.reasons).toEqual(other.summary.reasons);
  });

  test('TIME-1 every chunk has the time at which the batch began', async () => {
    const began = state.now;
    await send({ rows: FIRST });
    state.now += 20_000;
    await send({ rows: SECOND, after: 3, end: 'done' });
    const times = (await state.records('audit.list', { batch: BATCH, columns: ['time'] })).map(({ time }) => time);
    expect(new Set(times)).toEqual(new Set([began]));
  });

  test('sent again are answered from what is kept, and do nothing', async () => {
    const first = await send({ rows: FIRST });
    const [tags, entries] = [await tagged(), await logged()];
    const again = await send({ rows: FIRST });
    expect(again.results).toEqual(first.results);
    expect(again.summary.counts).toEqual(first.summary.counts);
    const last = await send({ rows: SECOND, after: 3, end: 'done' });
    // An old one that comes late, and the last one after the batch has ended.
    expect((await send({ rows: FIRST })).results).toEqual(first.results);
    const lastAgain = await send({ rows: SECOND, after: 3, end: 'done' });
    expect(lastAgain.results).toEqual(last.results);
    expect(lastAgain.summary).toEqual(last.summary);
    expect(await tagged()).toBe(Number(tags) + 1);
    expect(await logged()).toBe(Number(entries) + 1);
  });

  test('at the same time are done once', async () => {
    const sent = await Promise.all([1, 2, 3, 4].map(() => send({ rows: FIRST })));
    for (const one of sent) expect(one.results).toEqual(sent[0]?.results);
    expect(await logged()).toBe(2);
  });

  const REFUSED: readonly (readonly [what: string, code: string, sending: Send])[] = [
    ['other rows under a number that was used', 'CHUNK_CHANGED', { rows: SECOND }],
    ['rows whose turn has not come', 'CHUNK_AHEAD', { rows: SECOND, after: 4 }],
    ['rows that overlap', 'CHUNK_AHEAD', { rows: SECOND, after: 2 }],
    ['the batch of another member', 'BATCH_NAMED_TWICE', { rows: SECOND, after: 3, actor: 'ant.c' }],
    ['a batch of another operation', 'BATCH_NAMED_TWICE', { rows: SECOND, after: 3, operation: 'accounts.untag' }],
    ['a batch with other options', 'BATCH_NAMED_TWICE', { rows: SECOND, after: 3, options: { tag: ['x'] } }],
    ['to go on with what still runs', 'BATCH_STATE', { rows: SECOND, after: 3, resume: true }],
  ];
  for (const [what, code, sending] of REFUSED)
    test(`${code}: ${what}`, async () => {
      await send({ rows: FIRST });
      const before = await logged();
      expect(await refused(sending)).toBe(code);
      expect(await logged()).toBe(before);
    });

  test('CHUNK_AHEAD: the batch has not begun, and is not begun by that', async () => {
    expect(await refused({ rows: SECOND, after: 3 })).toBe('CHUNK_AHEAD');
    expect((await state.records('batches.list', {})).some(({ id }) => id === BATCH)).toBe(false);
  });

  test('BATCH_STATE: behind the end there is nothing', async () => {
    await send({ rows: FIRST, end: 'done' });
    expect(await refused({ rows: SECOND, after: 3 })).toBe('BATCH_STATE');
  });

  test('stopped, the batch is interrupted and says what was not run; it goes on from there', async () => {
    await send({ rows: FIRST });
    const stopped = await send({ after: 3, end: 'interrupted' });
    expect(stopped.summary).toMatchObject({ state: 'interrupted', counts: { ok: 2, invalid: 1, not_run: 3 } });
    expect((await send({ after: 3, end: 'interrupted' })).summary.state).toBe('interrupted');
    const [record] = await state.records('batches.show', { batch: BATCH });
    expect(record).toMatchObject({ state: 'interrupted' });
    const on = await send({ rows: SECOND, after: 3, end: 'done', resume: true });
    expect(on.events[0]).toMatchObject({ type: 'started', done: 3 });
    expect(on.summary).toMatchObject({ state: 'done', counts: { ok: 3, unchanged: 1, invalid: 1, not_found: 1 } });
    expect((await send({ rows: SECOND, after: 3, end: 'done', resume: true })).results).toEqual(on.results);
  });

  test('after a long silence they go on as an interrupted batch does', async () => {
    await send({ rows: FIRST });
    state.now += 3_600_000;
    const on = await send({ rows: SECOND, after: 3, end: 'done' });
    expect(on.summary).toMatchObject({ state: 'done', counts: { ok: 3 } });
  });

  test('BULK-4 a batch that was undone is not gone on with', async () => {
    await send({ rows: FIRST });
    await send({ after: 3, end: 'interrupted' });
    await state.must('batches.undo', { options: { batch: BATCH }, actor: 'ant.a' });
    expect(await refused({ rows: SECOND, after: 3 })).toBe('BATCH_STATE');
    expect(await tagged()).toBe(0);
  });

  test('AUD-1 refusals for lack of rights are one entry for the batch, with the first of all chunks', async () => {
    const actor = 'ant.c';
    const ids = ['20000001', '20000002', '20000003', '20000004'];
    const whole = await state.change('accounts.tag', { rows: ids, options: { tag: ['无权'] }, actor });
    const options = { tag: ['无权'] };
    await send({ rows: ids.slice(0, 2), actor, options });
    await send({ rows: ids.slice(2), after: 2, end: 'done', actor, options });
    const refusals = async (batch: string) =>
      (await state.records('audit.list', { batch, columns: ['kind', 'after'] }))
        .filter(({ kind }) => kind === 'batch')
        .map(({ after }) => after);
    expect(await refusals(BATCH)).toEqual(await refusals(whole.batch));
  });

  test('BATCH_NAMED_TWICE: as a whole, too, a batch goes on as it was begun', async () => {
    await send({ rows: FIRST });
    await send({ after: 3, end: 'interrupted' });
    const on = { rows: SECOND, batch: BATCH, resume: true, actor: 'ant.a' };
    const resumed = (more: ChangeInput) => codeOf(state.change('accounts.tag', { ...on, ...more }));
    expect(await resumed({ options: { tag: ['另一'] } })).toBe('BATCH_NAMED_TWICE');
    expect(await resumed({ options: { tag: ['分段'] } })).toBe('BATCH_NAMED_TWICE');
    expect((await state.records('batches.show', { batch: BATCH }))[0]).toMatchObject({ state: 'interrupted', rows: 3 });
  });

  test('BATCH_STATE says how long what still runs is waited for, by the clock of now', async () => {
    await send({ rows: FIRST });
    state.now += 10_000;
    const told = await send({ rows: SECOND, after: 3, resume: true }).catch((error: AdctlError) => error.details);
    expect(told).toMatchObject({ advice: { en: expect.stringMatching(/in (?:20|21) s/) } });
  });

  test('of no rows begin and end a batch', async () => {
    const sent = await send({ end: 'done' });
    expect(sent.summary).toMatchObject({ state: 'done', counts: {} });
    expect((await send({ end: 'done' })).summary.state).toBe('done');
  });

  test('compact forgets them with the results', async () => {
    await send({ rows: FIRST, end: 'done' });
    const kept = async () => {
      for await (const chunk of state.store.read(async function* (tx) {
        yield (await tx.keptChunk(BATCH, 0)) ?? null;
      }))
        return chunk;
      return undefined;
    };
    expect(await kept()).toMatchObject({ rows: 3 });
    await state.store.dropSpent({ timeoutMs: 1_000 }, state.now + 60_000);
    expect(await kept()).toBeNull();
  });
});

/** What the state says about itself, and who may ask (MEM-3 state.*). */
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { ACCOUNT_COUNT, fixture, PEOPLE } from '../helpers/fixture.ts';
import { codeOf, NOW, type State } from '../helpers/state.ts';

describe('state.info and state.check', () => {
  test('state.info counts what is there', async () => {
    const state = await fixture();
    const [info] = await state.records('state.info');
    expect(info).toMatchObject({ file: state.file, head: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const counts = JSON.parse(String(info?.['counts'])) as Record<string, number>;
    expect(counts).toMatchObject({
      accounts: ACCOUNT_COUNT,
      members: Object.keys(PEOPLE).length + 1,
      orgs: 9,
      units: 4,
    });
  });

  for (const operation of ['state.info', 'state.check'])
    test(`MEM-3 ${operation}: the operator and the owner only`, async () => {
      const state = await fixture();
      for (const actor of Object.keys(PEOPLE)) {
        const code = await codeOf(state.query(operation, {}, actor));
        expect([actor, code]).toEqual([actor, actor === 'ops' ? undefined : 'FORBIDDEN']);
      }
    });

  test('state.check is silent when all is well, and names what is not', async () => {
    const state = await fixture();
    expect(await state.query('state.check')).toMatchObject({ rows: [], tail: { found: [] } });
    const database = new Database(state.file);
    database.pragma('foreign_keys = OFF');
    database.exec("UPDATE accounts SET unit = 'u_gone' WHERE id = '20000001'");
    database.close();
    expect((await state.query('state.check')).tail.found?.length).toBeGreaterThan(0);
  });
});

describe('state.sweep', () => {
  const DAY = 86_400_000;
  /** One authorisation that ends tomorrow, one that ends in a month. */
  async function withDue() {
    const state = await fixture();
    const [first, second] = await state.authorisations();
    const due = [
      [first as string, NOW + DAY],
      [second as string, NOW + 30 * DAY],
    ] as const;
    const header = { time: NOW, actor: 'owner', identity: '', operation: 'test', batch: '', origin: '', reason: '' };
    await state.store.write({ timeoutMs: 1_000 }, async (tx) => {
      const fields = (due_at: number) => ({ due_at, due_state: 'expired' });
      await tx.apply(due.map(([key, at]) => ({ op: 'set', kind: 'authorisation', key, fields: fields(at) })));
      const before = { due_at: null, due_state: null };
      await tx.log(
        header,
        due.map(([key, at], i) => ({ row: i + 1, kind: 'authorisation', key, before, after: fields(at) })),
      );
    });
    return { state, first: first as string };
  }
  const agencyOf = async (state: State) =>
    (await state.records('accounts.list', { where: ['agency is not empty'] })).length;

  test('TIME-2 what ended reads as ended before any sweep, and a sweep writes it as system', async () => {
    const { state, first } = await withDue();
    const before = await agencyOf(state);
    expect((await state.change('state.sweep')).results).toEqual([]);
    state.now = NOW + 2 * DAY;
    expect(await agencyOf(state)).toBe(before - 1);
    const { results, batch } = await state.must('state.sweep');
    expect(results.map(({ target }) => target)).toEqual([first]);
    const entries = await state.records('audit.list', { batch });
    const entry = entries.find(({ target }) => target === first);
    expect(entry).toMatchObject({ actor: 'system', operation: 'state.sweep', target: first });
    // ACC-7: what the agency's people had of the client goes with it.
    expect(
      entries
        .map(({ target }) => String(target).split('/')[1])
        .filter(Boolean)
        .toSorted(),
    ).toEqual(['fox.c', 'fox.d', 'fox.v']);
    // The effective time is what was due, the recorded time the entry's own.
    expect(JSON.parse(String(entry?.['before']))).toEqual({
      state: 'active',
      due_at: new Date(NOW + DAY).toISOString(),
    });
    expect(JSON.parse(String(entry?.['after']))).toEqual({ state: 'expired', due_at: null });
    expect(entry?.['time']).toBe(NOW + 2 * DAY);
    expect(await agencyOf(state)).toBe(before - 1);
    expect((await state.change('state.sweep')).results).toEqual([]);
    expect(await state.query('state.check')).toMatchObject({ tail: { found: [] } });
  });

  test('ACC-7 a client that is the agency’s again by then keeps what its people have', async () => {
    const { state } = await withDue();
    state.now = NOW + 2 * DAY;
    const again = { id: 'z_again', account: 'tencent:20000401', agency: 'a_fox', state: 'active' };
    await state.store.write({ timeoutMs: 1_000 }, (tx) =>
      tx.apply([{ op: 'insert', kind: 'authorisation', key: 'z_again', fields: again }]),
    );
    const before = await state.relations('tencent:20000401');
    await state.must('state.sweep');
    expect(await state.relations('tencent:20000401')).toEqual(before);
  });

  test('TIME-2 a sweep that is rehearsed writes nothing', async () => {
    const { state } = await withDue();
    state.now = NOW + 2 * DAY;
    expect((await state.change('state.sweep', { dryRun: true })).results).toHaveLength(1);
    expect((await state.change('state.sweep')).results).toHaveLength(1);
  });

  test('BULK-4 an interrupted batch is written as such', async () => {
    const state = await fixture();
    const key = 'b_TESTINTERRUPTED0000000000';
    const fields = { id: key, operation: 'accounts.claim', actor: 'owner', state: 'running', started: NOW, rows: 0 };
    await state.store.write({ timeoutMs: 1_000 }, (tx) =>
      tx.apply([
        { op: 'insert', kind: 'batch', key, fields: { ...fields, due_at: NOW + 1000, due_state: 'interrupted' } },
      ]),
    );
    state.now = NOW + 60_000;
    expect((await state.must('state.sweep')).results.map(({ target }) => target)).toEqual([key]);
    expect((await state.change('state.sweep')).results).toEqual([]);
  });
});

/** Batches as records: list, show, results, undo (BULK-2, BULK-4). What bulk runs promise is in bulk.test.ts. */
import { describe, expect, test } from 'vitest';
import { fixture, licence } from '../helpers/fixture.ts';
import { codeOf, type State } from '../helpers/state.ts';

async function claimed(): Promise<{ state: State; batch: string }> {
  const state = await fixture();
  const rows = ['20000005', '99999999', '20000006', '20000005'];
  const { batch } = await state.change('accounts.claim', { rows, actor: 'ant.c', reference: 'R', reason: '交接' });
  return { state, batch };
}
const undo = (state: State, batch: string, actor = 'ant.c') =>
  state.change('batches.undo', { options: { batch }, actor });
const stateOf = async (state: State, batch: string) => (await state.records('batches.show', { batch }))[0]?.['state'];

describe('batches.list and batches.show', () => {
  test('BULK-4 a batch is a record: who, what, when, how many', async () => {
    const { state, batch } = await claimed();
    const [shown] = await state.records('batches.show', { batch }, 'ant.c');
    expect(shown).toMatchObject({
      id: batch,
      operation: 'accounts.claim',
      actor: 'ant.c',
      state: 'done',
      rows: 4,
      ok: 2,
      failed: 1,
      started: state.now,
      reason: '交接',
    });
    const listed = await state.records('batches.list', { operation: 'accounts.claim' }, 'ant.c');
    expect(listed.map(({ id }) => id)).toEqual([batch]);
  });

  test('TIME-2 the newest is the one that began last, though the clock was put back since', async () => {
    const { state, batch } = await claimed();
    const tag = (name: string) =>
      state.change('accounts.tag', { rows: ['20000005'], options: { tag: [name] }, actor: 'ant.c' });
    const began = [batch];
    for (const back of [0, 3_600_000, 60_000, 0]) {
      state.now -= back;
      began.unshift((await tag(`t${began.length}`)).batch);
    }
    const ids = async (input: Readonly<Record<string, unknown>>) =>
      (await state.records('batches.list', input, 'ant.c')).map(({ id }) => id);
    expect(await ids({})).toEqual(began);
    expect(await ids({ where: ['actor = "ant.c"'], limit: 1 })).toEqual([began[0]]);
    expect((await ids({ sort: 'started' })).at(-1)).not.toBe(began[0]);
    for (const asked of [{ columns: ['seq'] }, { sort: 'seq' }, { where: ['seq > 1'] }])
      expect(await codeOf(ids(asked))).toBe('FIELD_UNKNOWN');
  });

  test('MEM-3 batch.read: one’s own; others’ with audit.read', async () => {
    const { state, batch } = await claimed();
    const sees = async (actor: string) =>
      (await state.records('batches.list', { operation: 'accounts.claim' }, actor)).some(({ id }) => id === batch);
    for (const actor of ['ant.c', 'owner', 'ops', 'ant.a', 'north.p', 'audit'])
      expect([actor, await sees(actor)]).toEqual([actor, true]);
    for (const actor of ['ant.c2', 'unit.a', 'cat.p', 'fox.m', 'plain'])
      expect([actor, await sees(actor)]).toEqual([actor, false]);
  });

  test('inputs.md a batch is found by a unique prefix of 8 or more, among those one may read', async () => {
    const { state, batch } = await claimed();
    await state.change('accounts.tag', { rows: ['20000005'], options: { tag: ['x'] }, actor: 'ant.c' });
    expect((await state.link.batch('ant.c', batch)).id).toBe(batch);
    expect((await state.link.batch('ant.c', batch.slice(0, 12))).id).toBe(batch);
    expect(await codeOf(state.link.batch('ant.c', batch.slice(0, 8)))).toBe('AMBIGUOUS');
    expect(await codeOf(state.link.batch('ant.c', batch.slice(0, 7)))).toBe('VALUE_INVALID');
    expect(await codeOf(state.link.batch('cat.p', batch))).toBe('NOT_FOUND');
  });
});

describe('batches.results', () => {
  test('BULK-2 every row once, in input order, with reference, reason, before and after', async () => {
    const { state, batch } = await claimed();
    const results = await state.records('batches.results', { batch }, 'ant.c');
    expect(results.map(({ row, status, code, reference }) => [row, status, code, reference])).toEqual([
      [1, 'ok', null, 'R:1'],
      [2, 'not_found', 'NOT_FOUND', 'R:2'],
      [3, 'ok', null, 'R:3'],
      [4, 'unchanged', 'SAME_AS_ROW', 'R:4'],
    ]);
    expect(JSON.parse(String(results[0]?.['after']))).toMatchObject({ manager: 'ant.c' });
    expect(results[1]?.['after']).toBeNull();
    expect(await state.records('batches.results', { batch, status: 'ok', limit: '1' }, 'ant.c')).toHaveLength(1);
  });

  test('MEM-4 results of a batch that is hidden are not found', async () => {
    const { state, batch } = await claimed();
    expect(await codeOf(state.query('batches.results', { batch }, 'cat.p'))).toBe('NOT_FOUND');
    expect(await codeOf(state.query('batches.results', { batch: 'b_NONE' }, 'cat.p'))).toBe('NOT_FOUND');
    expect(await codeOf(state.query('batches.show', { batch }, 'cat.p'))).toBe('NOT_FOUND');
  });
});

describe('batches.undo', () => {
  test('BULK-4 undo, redo, undo again: states of all batches', async () => {
    const { state, batch } = await claimed();
    const before = await state.account('20000005');
    const first = await undo(state, batch);
    expect(first.results.map(({ status }) => status)).toEqual(['ok', 'ok']);
    expect((await state.account('20000005'))['manager']).toBeNull();
    expect([await stateOf(state, batch), await stateOf(state, first.batch)]).toEqual(['undone', 'done']);
    expect((await undo(state, batch)).results.map(({ status }) => status)).toEqual(['unchanged', 'unchanged']);
    const redo = await undo(state, first.batch);
    expect(redo.results.map(({ status }) => status)).toEqual(['ok', 'ok']);
    expect(await state.account('20000005')).toEqual(before);
    expect([await stateOf(state, batch), await stateOf(state, first.batch)]).toEqual(['redone', 'undone']);
  });

  test('BULK-4 undo and redo of what made records: a unit with accounts and members, roles, organisations', async () => {
    const state = await fixture();
    const unit = {
      options: { name: '新单元', org: 'e_ant', admin: ['ant.c'], move: true },
      rows: ['20000001', '20000007'],
    };
    const row = { kind: 'entity', name: '新公司', licence: licence(60), group: 'g_north', principal: 'plain' };
    for (const [operation, input] of [
      ['units.create', unit],
      ['members.grant', { rows: ['ant.c'], options: { role: 'eA', org: 'e_ant' } }],
      ['orgs.create', { rows: [row] }],
      ['orgs.create', { rows: [{ kind: 'agency', entity: 'e_ant' }] }],
      ['members.create', { rows: [{ login: 'new.one', name: 'x', role: 'eU', org: 'e_ant' }] }],
    ] as const) {
      const { batch } = await state.must(operation, input);
      const undone = await state.must('batches.undo', { options: { batch } });
      await state.must('batches.undo', { options: { batch: undone.batch } });
      const again = await state.told(operation, input);
      expect([operation, new Set(again)]).toEqual([operation, new Set(['unchanged SAME'])]);
    }
    expect((await state.query('state.check')).tail.found).toEqual([]);
  });

  const HEAD: readonly (readonly [why: string, batch: string | undefined, actor: string, code: string])[] = [
    ['an unknown batch', 'b_NONE0000', 'owner', 'NOT_FOUND'],
    ['a hidden batch', undefined, 'cat.p', 'NOT_FOUND'],
    ['a batch of somebody else, without audit.read', undefined, 'ant.c2', 'NOT_FOUND'],
  ];
  for (const [why, named, actor, code] of HEAD)
    test(`BULK-4 undo: ${why}`, async () => {
      const { state, batch } = await claimed();
      expect(await codeOf(undo(state, named ?? batch, actor))).toBe(code);
    });

  test('MEM-3 undo: another’s with the operation’s right and audit.read; rights are those of now', async () => {
    const { state, batch } = await claimed();
    const told = async (actor: string) =>
      (await state.change('batches.undo', { options: { batch }, actor, dryRun: true })).results;
    // An auditor reads the batch and may not claim; an entity admin may both.
    await state.must('members.revoke', { rows: ['audit'], options: { role: 'eC', org: 'e_ant' } });
    expect((await told('audit')).map(({ status }) => status)).toEqual(['forbidden', 'forbidden']);
    expect((await told('ant.a')).map(({ status }) => status)).toEqual(['ok', 'ok']);
    await state.must('members.revoke', { rows: ['ant.c'], options: { role: 'eC', org: 'e_ant' } });
    expect((await told('ant.c')).map(({ status }) => status)).toEqual(['forbidden', 'forbidden']);
  });

  test('BULK-4 undo, field by field: later changes of other fields survive, a field changed since is a conflict', async () => {
    const state = await fixture();
    const rows = [
      { id: '20000101', note: '旧', login: 'a' },
      { id: '20000102', note: '旧', login: 'b' },
    ];
    const { batch } = await state.must('accounts.import', { rows });
    await state.must('accounts.note', { rows: ['20000101'], options: { text: '新' } });
    await state.must('accounts.budget', { rows: ['20000102'], options: { amount: '7' } });
    const { results, summary } = await undo(state, batch, 'owner');
    // Undone last first.
    expect(results.map(({ target, status, code }) => [target, status, code])).toEqual([
      ['tencent:20000102', 'ok', undefined],
      ['tencent:20000101', 'conflict', 'UNDO_LATER'],
    ]);
    expect(await state.account('20000101')).toMatchObject({ note: '新', login: 'login20000101' });
    expect(await state.account('20000102')).toMatchObject({ note: null, login: 'login20000102', daily_budget: '7.00' });
    expect(await stateOf(state, batch)).toBe('partly_undone');
    expect(summary.counts).toEqual({ ok: 1, conflict: 1 });
  });

  test('BULK-4 undo: an inserted record goes only if untouched and unreferenced', async () => {
    const state = await fixture();
    const row = (id: string) => ({ id, platform: 'tencent', name: 'x', entity: 'e_ant' });
    const { batch } = await state.must('accounts.import', { rows: [row('51'), row('52'), row('53')] });
    await state.must('accounts.note', { rows: ['51'], options: { text: 'n' } });
    await state.must('accounts.claim', { rows: ['52'], actor: 'ant.c' });
    const { results } = await undo(state, batch, 'owner');
    expect(results.map(({ target, status, code }) => [target, status, code])).toEqual([
      ['tencent:53', 'ok', undefined],
      ['tencent:52', 'conflict', 'UNDO_LATER'],
      ['tencent:51', 'conflict', 'UNDO_LATER'],
    ]);
    const org = await state.must('orgs.create', { rows: [{ kind: 'group', id: 'g_x', name: 'X' }] });
    await state.must('members.grant', { rows: ['plain'], options: { role: 'gA', org: 'g_x' } });
    expect((await undo(state, org.batch, 'owner')).results[0]).toMatchObject({
      status: 'conflict',
      code: 'UNDO_REFERENCED',
    });
  });

  test('BULK-4 undo: the invariants hold after it too', async () => {
    const state = await fixture();
    const { batch } = await state.must('units.add-accounts', {
      options: { unit: 'u_north', move: true },
      rows: ['20000001'],
    });
    await state.must('members.revoke', { rows: ['unit.a'], options: { role: 'uA', org: 'u_ant' } });
    const claim = await state.must('accounts.claim', { rows: ['20000103'], actor: 'north.a' });
    await state.must('accounts.assign', {
      rows: ['20000103'],
      options: { to: 'north.p', take_over: true },
      actor: 'north.p',
    });
    expect((await undo(state, claim.batch, 'north.a')).results[0]?.status).toBe('conflict');
    expect(await state.relations('tencent:20000103')).toEqual(['tencent:20000103/north.p/assigned/workbench']);
    expect((await undo(state, batch, 'owner')).results[0]?.status).toBe('ok');
    expect((await state.query('state.check')).tail.found).toEqual([]);
  });

  test('BULK-4 undo: a running batch is a conflict', async () => {
    const { state, batch } = await claimed();
    const running = { state: 'running', due_at: state.now + 30_000, due_state: 'interrupted' };
    await state.store.write({ timeoutMs: 5_000 }, (tx) =>
      tx.apply([{ op: 'set', kind: 'batch', key: batch, fields: running }]),
    );
    expect(await codeOf(undo(state, batch))).toBe('BATCH_STATE');
    const told = await undo(state, batch).catch((error: { details: unknown }) => error.details);
    expect(told).toMatchObject({ advice: { en: expect.stringMatching(/it can be undone in 30 s$/) } });
    // Without progress for 30 s it counts as interrupted, with no sweep (TIME-2).
    state.now += 31_000;
    expect(await stateOf(state, batch)).toBe('interrupted');
    expect((await undo(state, batch)).results.map(({ status }) => status)).toEqual(['ok', 'ok']);
  });
});

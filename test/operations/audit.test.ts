/** The operation log: what is in it, who reads what of it, and that it cannot be altered unseen (AUD-1). */
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, test } from 'vitest';
import { fixture } from '../helpers/fixture.ts';
import { openState, type State } from '../helpers/state.ts';

let state: State;
beforeAll(async () => {
  state = await fixture();
  await state.must('accounts.claim', { rows: ['20000005'], actor: 'ant.c', reason: '交接' });
  await state.must('accounts.claim', { rows: ['20000201'], actor: 'cat.c' });
  await state.must('accounts.claim', { rows: ['20000302'], actor: 'fox.e' });
});
const targets = async (actor: string, input: Record<string, unknown> = { operation: 'accounts.claim' }) => [
  ...new Set((await state.records('audit.list', input, actor)).map(({ target }) => String(target).split('/')[0])),
];

describe('audit.list', () => {
  test('AUD-1 an entry says who, as whom, what, on what, before and after, in which batch, why', async () => {
    const rows = await state.records('audit.list', { operation: 'accounts.claim', target: 'tencent:20000005' });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      time: state.now,
      actor: 'ant.c',
      identity: 'eC@e_ant',
      operation: 'accounts.claim',
      target: 'tencent:20000005',
      before: '{"manager":null}',
      after: '{"manager":"ant.c"}',
      reason: '交接',
    });
  });

  test('AUD-1 rows that change nothing are not logged, nor are dry runs and rolled-back batches', async () => {
    const count = async () => (await state.query('audit.list', { count: 'true' })).rows[0]?.[0];
    const before = await count();
    await state.change('accounts.claim', { rows: ['20000005'], actor: 'ant.c' });
    await state.change('accounts.claim', { rows: ['20000006'], actor: 'ant.c', dryRun: true });
    await state.change('accounts.claim', { rows: ['20000006', '99999999'], actor: 'ant.c', atomic: true });
    expect(await count()).toBe(before);
  });

  test('MEM-3 audit.read: own acts everybody; the organisation’s its admins and auditors; all the operator', async () => {
    const all = ['tencent:20000005', 'tencent:20000201', 'tencent:20000302'];
    const CASES: readonly (readonly [actor: string, targets: readonly string[]])[] = [
      ['owner', all],
      ['ops', all],
      ['ant.c', [all[0]!]],
      ['ant.a', [all[0]!]],
      ['north.p', [all[0]!]],
      ['audit', [all[0]!]],
      ['cat.p', [all[1]!]],
      ['fox.a', [all[2]!]],
      ['ant.c2', []],
      ['unit.a', []],
      ['fox.d', []],
      ['plain', []],
    ];
    for (const [actor, wanted] of CASES) expect([actor, (await targets(actor)).toSorted()]).toEqual([actor, wanted]);
  });

  test('AUD-1 filters by actor, operation, target, text and time', async () => {
    expect(await targets('owner', { actor: 'cat.c' })).toEqual(['tencent:20000201']);
    expect(await targets('owner', { search: '交接' })).toEqual(['tencent:20000005']);
    expect(await targets('owner', { where: ['time = 2026-01-06'] })).toEqual([]);
    expect((await targets('owner', { where: ['time = 2026-01-05'], operation: 'accounts.claim' })).length).toBe(3);
  });
});

describe('audit.verify', () => {
  test('AUD-1 each summary prints the head, and verify finds it in the chain', async () => {
    const { summary } = await state.must('accounts.tag', { rows: ['20000005'], options: { tag: ['头'] } });
    expect(summary.head).toMatch(/^[0-9a-f]{64}$/);
    const { rows, columns, tail } = await state.query('audit.verify', { head: summary.head });
    expect(rows[0]?.[columns.indexOf('head')]).toBe(summary.head);
    expect(tail.found).toEqual([]);
    expect((await state.query('audit.verify', { head: '0'.repeat(63) + '1' })).tail.found).toHaveLength(1);
  });

  const HARM: readonly (readonly [why: string, statement: string])[] = [
    ['an altered entry', `UPDATE log_rows SET after = '{"manager":"eve"}' WHERE after = '{"manager":"ant.c"}'`],
    ['a removed entry', `DELETE FROM log_rows WHERE after = '{"manager":"ant.c"}'`],
    ['an altered header', `UPDATE log_transactions SET actor = 'eve' WHERE actor = 'ant.c'`],
    ['a cut-off end', 'DELETE FROM log_transactions WHERE seq = (SELECT max(seq) FROM log_transactions)'],
  ];
  for (const [why, statement] of HARM)
    test(`AUD-1 verify finds ${why}, and the place`, async () => {
      const own = await fixture();
      const { summary } = await own.must('accounts.claim', { rows: ['20000005'], actor: 'ant.c' });
      const database = new Database(own.file);
      database.exec(statement);
      database.close();
      const { tail } = await own.query('audit.verify', { head: summary.head });
      expect(tail.found?.length).toBeGreaterThan(0);
    });

  test('AUD-1 a new state has an empty chain', async () => {
    const empty = await openState();
    expect((await empty.query('audit.verify')).rows[0]).toEqual(['0'.repeat(64), 0, 0, 0]);
  });
});

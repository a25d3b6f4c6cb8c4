/** Plans: what waits for a second person, how it is applied, and what ends it (FUND-6). */
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, test } from 'vitest';
import { KINDS } from '../../src/domain/kinds.ts';
import { PLANNED_BY } from '../../src/domain/plans.ts';
import { RIGHTS } from '../../src/domain/rights.ts';
import { isCapped } from '../../src/operations/fund-caps.ts';
import { operationNamed, REGISTRY } from '../../src/operations/registry.ts';
import { fixture } from '../helpers/fixture.ts';
import { balancesIn, faultsIn, give } from '../helpers/ledger.ts';
import type { Cells, ChangeInput, State } from '../helpers/state.ts';

/** Clients of the agency. */
const [A, B] = ['20000301', '20000302'];
const HOUR = 3_600_000;

let state: State;
beforeEach(async () => {
  state = await fixture();
  await give(state, { holder: 'agency:a_fox', kind: 'cash', amount: 1_000_000n });
});

const caps = (options: Readonly<Record<string, string>>, input: ChangeInput = {}) =>
  state.change('funds.caps', { rows: ['agency:a_fox'], options, actor: 'fox.m', ...input });
const set = async (options: Readonly<Record<string, string>>) => {
  const { results } = await caps(options);
  expect(results).toMatchObject([{ status: 'ok' }]);
};
const allocate = (amounts: readonly string[], input: ChangeInput = {}) =>
  state.change('funds.allocate', {
    rows: amounts.map((cash, i) => ({ holder: [A, B][i % 2] as string, cash, payer: 'agency:a_fox' })),
    actor: 'fox.m',
    ...input,
  });
const told = async (run: Promise<{ results: readonly { status: string; code?: string | undefined }[] }>) =>
  (await run).results.map(({ status, code }) => [status, code].join(' ').trim());
const planOf = async (amounts: readonly string[], input: ChangeInput = {}): Promise<string> => {
  const { results } = await allocate(amounts, input);
  expect(results[0]).toMatchObject({ status: 'pending', code: 'PLAN_WAITS' });
  return String(results.find(({ status }) => status === 'pending')?.id);
};
const apply = (plan: string, actor = 'fox.a', input: ChangeInput = {}) =>
  state.change('requests.apply', { options: { id: plan }, actor, ...input });
/** The code with which the whole command is refused. */
const refusedBy = async (run: Promise<unknown>) =>
  await run.then(
    () => 'done',
    (error) => (error as { code: string }).code,
  );
const stateOf = async (plan: string) => (await state.records('requests.show', { id: [plan] }))[0]?.['state'];
const WAITS = 'pending PLAN_WAITS';

describe('plans', () => {
  beforeEach(() => set({ per_movement: '100' }));

  test('FUND-6: every row with what it would change and the totals; applied by somebody else, with its references', async () => {
    const plan = await planOf(['150', '250'], { reference: 'march' });
    const [request] = await state.records('requests.show', { id: [plan] }, 'fox.a');
    expect(request).toMatchObject({ type: 'plan', state: 'pending', member: 'fox.m', org: 'a_fox' });
    expect(request?.['named']).toBe('funds.allocate 400.00 CNY (2)');
    const rows = await state.records('requests.plan', { id: plan }, 'fox.a');
    expect(rows.map(({ row, reference, target }) => [row, reference, target])).toEqual([
      [1, 'march:1', `tencent:${A}`],
      [2, 'march:2', `tencent:${B}`],
    ]);
    expect(JSON.parse(String(rows[1]?.['before']))['agency:a_fox cash']).toBe('9850.00');
    expect(JSON.parse(String(rows[1]?.['after']))['agency:a_fox cash']).toBe('9600.00');
    expect(await told(apply(plan))).toEqual(['ok', 'ok']);
    expect(await stateOf(plan)).toBe('applied');
    expect(balancesIn(state)).toMatchObject({ 'agency:a_fox cash': '9600.00', [`${A} cash`]: '150.00' });
    // The same file again was paid by the plan.
    expect(await told(allocate(['150', '250'], { reference: 'march' }))).toEqual([
      'unchanged PAID_ALREADY',
      'unchanged PAID_ALREADY',
    ]);
    expect(faultsIn(state)).toEqual([]);
  });

  test('FUND-6: who pays by default is the organisation that the plan was written for, whoever applies it', async () => {
    const { results } = await state.change('funds.allocate', { rows: [{ holder: A, cash: '150' }], actor: 'fox.a' });
    const plan = String(results[0]?.id);
    expect(results).toMatchObject([{ status: 'pending' }]);
    expect(await told(apply(plan, 'owner'))).toEqual(['ok']);
    expect(balancesIn(state)).toMatchObject({ 'agency:a_fox cash': '9850.00', [`${A} cash`]: '150.00' });
  });

  test('MONEY-2: a plan says what it moves in each currency, also in those that no cap is set for', async () => {
    const { results } = await state.change('funds.recharge', {
      rows: [
        { holder: 'agency:a_fox', amount: '3000', currency: 'JPY' },
        { holder: 'agency:a_fox', amount: '150' },
        { holder: 'agency:a_fox', amount: '21' },
      ],
      actor: 'fox.m',
    });
    const plan = String(results[0]?.id);
    const totals = [
      { currency: 'CNY', amount: '171.00', rows: 2 },
      { currency: 'JPY', amount: '3000', rows: 1 },
    ];
    for (const actor of ['fox.m', 'owner']) {
      const [request] = await state.records('requests.show', { id: [plan] }, actor);
      expect(request?.['named']).toBe('funds.recharge 171.00 CNY (2) · 3000 JPY (1)');
      expect(JSON.parse(String(request?.['plan']))).toMatchObject({ totals });
      expect((await state.query('requests.plan', { id: plan }, actor)).tail).toMatchObject({ totals });
    }
    expect(await told(apply(plan, 'owner'))).toEqual(['ok', 'ok', 'ok']);
  });

  const ALREADY = 'unchanged PLAN_WAITS_ALREADY';
  test('FUND-5: the same command again, while its plan waits, names that plan and makes no other', async () => {
    const plan = await planOf(['150', '250'], { reference: 'march' });
    for (const dryRun of [true, false]) {
      const { results, summary } = await allocate(['150', '250'], { reference: 'march', dryRun, actor: 'owner' });
      // The owner acts for no organisation in particular.
      expect(results.map(({ status }) => status)).toEqual(['pending', 'pending']);
      expect(summary.counts).toEqual({ pending: 2 });
    }
    const [other] = await state.records('requests.list', { type: 'plan', mine: true });
    await state.must('requests.withdraw', { rows: [String(other?.['id'])] });
    for (const dryRun of [true, false])
      for (const actor of ['fox.m', 'fox.a']) {
        const { results } = await allocate(['150', '250'], { reference: 'march', dryRun, actor });
        expect(results).toMatchObject([1, 2].map(() => ({ status: 'unchanged', details: { plan }, id: plan })));
      }
    expect(await state.records('requests.list', { type: 'plan', state: 'pending' })).toHaveLength(1);
    // A row more, another amount, no reference: what is new waits in a plan of its own.
    const more = await allocate(['150', '250', '350'], { reference: 'march' });
    expect(more.results.map(({ status, code }) => `${status} ${code}`)).toEqual([ALREADY, ALREADY, WAITS]);
    const [newest] = await state.records('requests.show', { id: [String(more.results[2]?.id)] });
    expect(newest?.['named']).toBe('funds.allocate 350.00 CNY (1)');
    expect(await told(allocate(['151', '250'], { reference: 'march' }))).toEqual([WAITS, ALREADY]);
    expect(await told(allocate(['150']))).toEqual([WAITS]);
    expect(await told(allocate(['150']))).toEqual([WAITS]);
    // What has ended waits no more.
    await state.must('requests.withdraw', { rows: [plan], actor: 'fox.m' });
    expect(await told(allocate(['150', '250'], { reference: 'march' }))).toEqual([WAITS, WAITS]);
    expect(faultsIn(state)).toEqual([]);
  });

  test('FUND-6: a cap that is to be raised is asked for once', async () => {
    const first = await caps({ per_movement: '200' });
    const plan = String(first.results[0]?.id);
    expect((await caps({ per_movement: '200' })).results).toMatchObject([{ status: 'unchanged', id: plan }]);
    expect(await told(caps({ per_movement: '300' }))).toEqual([WAITS]);
    state.now += 24 * HOUR;
    expect(await told(caps({ per_movement: '200' }))).toEqual([WAITS]);
  });

  test('FUND-6: a rehearsal ends as the real run would, and leaves nothing', async () => {
    expect(await told(allocate(['150', '1'], { dryRun: true }))).toEqual([WAITS, WAITS]);
    expect(await state.records('requests.list', { type: 'plan' })).toEqual([]);
  });

  test('FUND-6: rows that fail have no part in it', async () => {
    const { results } = await allocate(['150', '1e3', '50']);
    expect(results.map(({ status }) => status)).toEqual(['pending', 'invalid', 'pending']);
    const plan = String(results[0]?.id);
    expect((await state.records('requests.plan', { id: plan })).map(({ row }) => row)).toEqual([1, 3]);
    expect(await told(apply(plan))).toEqual(['ok', 'ok']);
  });

  test('FUND-6: drift: less is there than is needed', async () => {
    const plan = await planOf(['150', '250']);
    await state.must('funds.refund', { rows: [{ holder: 'agency:a_fox', amount: '90' }], actor: 'fox.m' });
    // A balance that moved but still suffices is no drift.
    expect(await told(apply(plan, 'fox.a', { dryRun: true }))).toEqual(['ok', 'ok']);
    await state.must('funds.caps', { rows: ['agency:a_fox'], options: { per_movement: '1' }, actor: 'fox.m' });
    const out = await state.change('funds.refund', {
      rows: [{ holder: 'agency:a_fox', amount: '9700' }],
      actor: 'fox.m',
    });
    await apply(String(out.results[0]?.id), 'owner');
    expect(await told(apply(plan))).toEqual(['rolled_back', 'conflict PLAN_DRIFTED']);
    expect(await stateOf(plan)).toBe('drifted');
    expect(balancesIn(state)).toMatchObject({ 'agency:a_fox cash': '210.00' });
  });

  test('FUND-6: drift: an account that is no client any more', async () => {
    const plan = await planOf(['150']);
    await state.must('clients.terminate', { rows: [A], options: { agency: 'a_fox' }, reason: '解约', actor: 'fox.m' });
    expect(await told(apply(plan, 'owner'))).toEqual(['conflict PLAN_DRIFTED']);
    expect(await stateOf(plan)).toBe('drifted');
    expect(await refusedBy(apply(plan))).toBe('REQUEST_ENDED');
  });

  test('FUND-6: drift: an account whose status is another', async () => {
    const plan = await planOf(['150']);
    await state.must('accounts.suspend', { rows: [A], reason: '核查', actor: 'owner' });
    expect(await told(apply(plan, 'owner'))).toEqual(['conflict PLAN_DRIFTED']);
    expect(await stateOf(plan)).toBe('drifted');
  });

  const ALTERED: readonly (readonly [what: string, statement: string])[] = [
    ['an amount', "UPDATE plan_rows SET input = replace(input, '150', '950') WHERE row = 1"],
    ['what was there', "UPDATE plan_rows SET before = replace(before, '9850', '9950') WHERE row = 2"],
    ['what would be there', "UPDATE plan_rows SET after = replace(after, '9600', '9700') WHERE row = 2"],
    ['a row that is gone', 'DELETE FROM plan_rows WHERE row = 2'],
    ['an amount, and what the plan says of its rows', "UPDATE requests SET plan = json_set(plan, '$.digest', 'x')"],
    ['what is paid', "UPDATE requests SET plan = json_set(plan, '$.options.kind', 'credit')"],
    ['who wrote it', "UPDATE requests SET member = 'fox.e'"],
    ['who may see it', "UPDATE requests SET concerns = json_insert(concerns, '$[#]', 'e_ant')"],
    ['who may apply it', "UPDATE requests SET needs = json_insert(needs, '$[#]', json_array('a_fox'))"],
  ];
  test.each(ALTERED)('FUND-6: a plan in whose file %s was changed moves nothing', async (_, statement) => {
    const plan = await planOf(['150', '250']);
    const db = new Database(state.file);
    expect(db.prepare(statement).run().changes).toBe(1);
    db.close();
    for (const dryRun of [true, false]) expect(await refusedBy(apply(plan, 'fox.a', { dryRun }))).toBe('PLAN_ALTERED');
    // Who looks at it is told.
    const { tail } = await state.query('requests.plan', { id: plan }, 'fox.a');
    expect(tail).toMatchObject({ warning: { code: 'PLAN_ALTERED', details: { plan } } });
    expect(balancesIn(state)).toEqual({ 'agency:a_fox cash': '10000.00' });
    expect(await stateOf(plan)).toBe('pending');
    // Nor is there a batch of it that could go on.
    const batches = await state.records('batches.list', {}, 'fox.a');
    expect(batches.map(({ operation }) => operation)).not.toContain('requests.apply');
    expect(await state.told('requests.reject', { rows: [plan], actor: 'fox.a' })).toEqual(['ok']);
  });

  test.each([['{}'], ['{'], ['null'], ['[1]'], [`{"operation":"funds.allocate","right":"funds.allocate"}`]])(
    'FUND-6: a plan whose file says %s of it is told as altered, moves nothing and can be rejected',
    async (text) => {
      const plan = await planOf(['150', '250']);
      const db = new Database(state.file);
      expect(db.prepare("UPDATE requests SET plan = ? WHERE type = 'plan'").run(text).changes).toBe(1);
      db.close();
      expect(await refusedBy(state.query('requests.plan', { id: plan }, 'owner'))).toBe('PLAN_ALTERED');
      expect(await refusedBy(apply(plan, 'owner'))).toBe('PLAN_ALTERED');
      expect(balancesIn(state)).toEqual({ 'agency:a_fox cash': '10000.00' });
      // It is in nobody's way: the same command makes a plan of its own.
      expect(await planOf(['150', '250'])).not.toBe(plan);
      expect(await state.told('requests.reject', { rows: [plan], actor: 'owner' })).toEqual(['ok']);
    },
  );

  test('FUND-6: a plan that is as it was written says nothing of that', async () => {
    const { tail } = await state.query('requests.plan', { id: await planOf(['150']) }, 'fox.a');
    expect(tail).toEqual({ totals: [{ currency: 'CNY', amount: '150.00', rows: 1 }] });
  });

  const OTHER_SIDE: readonly (readonly [operation: string, row: Cells, to: string])[] = [
    ['funds.transfer', { payer: 'agency:a_fox', payee: A, amount: '150' }, ''],
    ['funds.hold', { payer: 'agency:a_fox', payee: A, amount: '150' }, ''],
    ['funds.split', { holder: 'agency:a_fox', amount: '150' }, `${A}=50%`],
  ];
  test.each(OTHER_SIDE)('FUND-6: drift: of %s, the other side’s status and agency', async (operation, row, to) => {
    for (const since of ['clients.terminate', 'accounts.suspend'] as const) {
      const { results } = await state.change(operation, {
        rows: [row],
        actor: 'fox.m',
        ...(to && { options: { to: [to] } }),
      });
      expect(results).toMatchObject([{ status: 'pending', code: 'PLAN_WAITS' }]);
      const change =
        since === 'accounts.suspend' ? { actor: 'owner' } : { options: { agency: 'a_fox' }, actor: 'fox.m' };
      const undone = await state.must(since, { rows: [A], reason: '核查', ...change });
      expect(await told(apply(String(results[0]?.id), 'owner'))).toEqual(['conflict PLAN_DRIFTED']);
      await state.must('batches.undo', { options: { batch: undone.batch } });
    }
    expect(balancesIn(state)).toMatchObject({ 'agency:a_fox cash': '10000.00' });
  });

  const SINCE: readonly (readonly [since: Readonly<Record<string, string>>, told: string, state: string])[] = [
    [{ per_movement: '10' }, 'conflict PLAN_DRIFTED', 'drifted'],
    [{ per_day: '1000' }, 'ok', 'applied'],
    [{ per_movement: '500', currency: 'USD' }, 'ok', 'applied'],
  ];
  test.each(SINCE)('FUND-6: drift: caps were set since to %j: raising is %s', async (since, wanted, ends) => {
    const { results } = await caps({ per_movement: '200' });
    const plan = String(results[0]?.id);
    await set(since);
    expect(await told(apply(plan, 'owner'))).toEqual([wanted]);
    expect(await stateOf(plan)).toBe(ends);
    // What was lowered in the meantime stays so.
    const amount = wanted === 'ok' ? '200' : '10';
    expect(await told(allocate([amount]))).toEqual(['ok']);
    expect(await told(allocate([`${amount}.01`]))).toEqual([WAITS]);
  });

  test('TIME-2: what waits has one state, and is lapsed from its time on, in lists and in full, with nothing written', async () => {
    const plan = await planOf(['150']);
    const shown = async () => {
      const [full] = await state.records('requests.show', { id: [plan] }, 'fox.a');
      const [listed] = await state.records('requests.list', { columns: ['state'] }, 'fox.a');
      expect(full).not.toHaveProperty('due_state');
      return [full?.['state'], listed?.['state'], Number(full?.['due_at']) - state.now];
    };
    expect(await shown()).toEqual(['pending', 'pending', 24 * HOUR]);
    state.now += 24 * HOUR;
    expect(await shown()).toEqual(['lapsed', 'lapsed', 0]);
    for (const { clock, fields } of Object.values(KINDS))
      if (clock) expect(fields['due_state']).toMatchObject({ hidden: true });
  });

  const ENDS: readonly (readonly [how: string, end: (plan: string) => Promise<unknown>, wanted: string])[] = [
    ['withdrawn', (plan) => state.must('requests.withdraw', { rows: [plan], actor: 'fox.m' }), 'withdrawn'],
    ['rejected', (plan) => state.must('requests.reject', { rows: [plan], actor: 'fox.a' }), 'rejected'],
    ['lapsed', async () => void (state.now += 24 * HOUR), 'lapsed'],
  ];
  test.each(ENDS)('FUND-6: %s, and applied no more', async (_, end, wanted) => {
    const plan = await planOf(['150']);
    await end(plan);
    expect(await stateOf(plan)).toBe(wanted);
    expect(await refusedBy(apply(plan))).toBe('REQUEST_ENDED');
    expect(balancesIn(state)).toEqual({ 'agency:a_fox cash': '10000.00' });
  });

  test('FUND-6: a plan is not approved, and another request is not applied', async () => {
    const plan = await planOf(['150']);
    expect(await told(state.change('requests.approve', { rows: [plan], actor: 'fox.a' }))).toEqual([
      'conflict PLAN_APPLIED',
    ]);
    const { results } = await state.change('orgs.join', { rows: ['e_ant'], actor: 'plain' });
    expect(await refusedBy(apply(String(results[0]?.id), 'owner'))).toBe('PLAN_NONE');
  });

  test('MEM-4: who sees nothing of the organisation sees nothing of its plans', async () => {
    const plan = await planOf(['150']);
    expect(await state.records('requests.list', { type: 'plan' }, 'fox.e')).toEqual([]);
    expect(await refusedBy(apply(plan, 'cat.p'))).toBe('NOT_FOUND');
    await expect(state.records('requests.plan', { id: plan }, 'cat.p')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  const DECIDERS: readonly (readonly [op: string, row: Cells, sees: readonly string[], not: readonly string[]])[] = [
    ['funds.caps', { org: 'agency:a_fox', per_movement: '200' }, ['owner', 'ops'], ['fox.e', 'cat.p']],
    ['funds.refund', { holder: 'agency:a_fox', amount: '150' }, ['owner'], ['fox.e', 'south.p']],
    ['funds.allocate', { holder: A, amount: '150', payer: 'agency:a_fox' }, ['owner', 'fox.a'], ['fox.e', 'cat.p']],
  ];
  test.each(DECIDERS)('MEM-3: a plan of %s %j is seen and decided by %j, not by %j', async (op, row, sees, not) => {
    const { results } = await state.change(op, { rows: [row], actor: 'fox.m' });
    const plan = String(results[0]?.id);
    for (const actor of not) {
      expect(await state.records('requests.list', { type: 'plan' }, actor)).toEqual([]);
      expect(await state.told('requests.reject', { rows: [plan], actor })).toEqual(['not_found NOT_FOUND']);
      expect(await refusedBy(apply(plan, actor))).toBe('NOT_FOUND');
    }
    for (const actor of sees) {
      const [listed] = await state.records('requests.list', { type: 'plan', to_decide: true }, actor);
      expect(listed).toMatchObject({ id: plan, due_at: state.now + 24 * HOUR });
    }
    const [last] = sees.filter((actor) => actor !== 'ops').toReversed();
    expect(await state.told('requests.reject', { rows: [plan], actor: last as string })).toEqual(['ok']);
  });

  test('MEM-3: the rights of plans are those of the operations that wait, and who has one of a kind has all of it', async () => {
    const ops = await Promise.all(Object.keys(REGISTRY).map(operationNamed));
    const wait = ops.filter((op) => op.kind === 'change').filter((op) => op.gated || isCapped(op));
    const rights = [...new Set(wait.map(({ right }) => right as string))].toSorted();
    expect(PLANNED_BY.flat().toSorted()).toEqual(rights);
    for (const group of PLANNED_BY) expect(new Set(group.map((right) => RIGHTS[right])).size).toBe(1);
  });

  test('FUND-1: an applied plan is undone by reversing transactions, and stays applied', async () => {
    const plan = await planOf(['150', '250']);
    const { batch } = await apply(plan);
    expect(await state.told('batches.undo', { options: { batch }, actor: 'fox.a' })).toEqual(['ok', 'ok']);
    expect(balancesIn(state)).toEqual({ 'agency:a_fox cash': '10000.00' });
    expect(await stateOf(plan)).toBe('applied');
  });

  test('FUND-6: --atomic, and rows that come in chunks over a wire, wait as a whole', async () => {
    expect(await told(allocate(['150', '1'], { atomic: true }))).toEqual([WAITS, WAITS]);
  });
});

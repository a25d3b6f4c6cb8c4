/** Caps and plans: who moves much asks a second person (FUND-6). */
import { beforeEach, describe, expect, test } from 'vitest';
import { fixture } from '../helpers/fixture.ts';
import { balancesIn, faultsIn, give } from '../helpers/ledger.ts';
import type { ChangeInput, State } from '../helpers/state.ts';

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
const _planOf = async (amounts: readonly string[], input: ChangeInput = {}): Promise<string> => {
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

describe('caps', () => {
  const CAPS: readonly (readonly [cap: Readonly<Record<string, string>>, amounts: readonly string[], told: string])[] =
    [
      [{ per_movement: '100' }, ['100.00', '100.00'], 'ok'],
      [{ per_movement: '100' }, ['100.00', '100.01'], WAITS],
      [{ per_day: '200' }, ['100.00', '100.00'], 'ok'],
      [{ per_day: '200' }, ['100.00', '100.01'], WAITS],
      [{ per_batch: '2' }, ['1', '1'], 'ok'],
      [{ per_batch: '2' }, ['1', '1', '1'], WAITS],
      [{ per_movement: '100', currency: 'USD' }, ['500'], 'ok'],
    ];
  test.each(CAPS)('FUND-6: under %j %j are %s', async (cap, amounts, wanted) => {
    await set(cap);
    const before = balancesIn(state);
    expect(await told(allocate(amounts))).toEqual(amounts.map(() => wanted));
    if (wanted === WAITS) expect(balancesIn(state)).toEqual(before);
    expect(faultsIn(state)).toEqual([]);
  });

  test('FUND-6: what was moved before counts for the day, what was moved yesterday does not', async () => {
    await set({ per_day: '200' });
    expect(await told(allocate(['150']))).toEqual(['ok']);
    expect(await told(allocate(['60']))).toEqual([WAITS]);
    state.now += 24 * HOUR;
    expect(await told(allocate(['60']))).toEqual(['ok']);
  });

  const sets = (rows: readonly (readonly [org: string, perMovement: string])[], input: ChangeInput = {}) =>
    state.change('funds.caps', { rows: rows.map(([org, per_movement]) => ({ org, per_movement })), ...input });
  const perMovement = async () =>
    (await state.records('funds.caps-list', {})).map((row) => `${row['org']} ${row['per_movement']}`);

  test('FUND-6: of a file of caps what lowers one does not wait for what raises another', async () => {
    await sets([
      ['agency:a_fox', '100'],
      ['entity:e_dog', '100'],
    ]);
    const rows = [
      ['agency:a_fox', '50'],
      ['entity:e_dog', '150'],
      ['agency:a_fox', '70'],
    ] as const;
    const wanted = ['ok', 'conflict WAITS_APART', 'conflict WAITS_APART'];
    expect(await told(sets(rows, { dryRun: true }))).toEqual(wanted);
    expect(await perMovement()).toEqual(['a_fox 100.00', 'e_dog 100.00']);
    expect(await told(sets(rows))).toEqual(wanted);
    expect(await perMovement()).toEqual(['a_fox 50.00', 'e_dog 100.00']);
    // What failed, sent by itself, waits.
    expect(await told(sets(rows.slice(1)))).toEqual([WAITS, WAITS]);
  });

  test('FUND-6: what a file says of a cap after it has raised it waits with that', async () => {
    await set({ per_movement: '100' });
    const rows = [
      ['agency:a_fox', '150'],
      ['agency:a_fox', '120'],
    ] as const;
    expect(await told(sets(rows, { dryRun: true }))).toEqual([WAITS, WAITS]);
    const { results } = await sets(rows, { actor: 'fox.m' });
    expect(results).toMatchObject([{ code: 'PLAN_WAITS' }, { code: 'PLAN_WAITS' }]);
    expect(await perMovement()).toEqual(['a_fox 100.00']);
    expect(await told(apply(String(results[0]?.id), 'owner'))).toEqual(['ok', 'ok']);
    expect(await perMovement()).toEqual(['a_fox 120.00']);
  });

  test('BULK-3, FUND-6: where a row failed of all or none, nothing waits', async () => {
    await set({ per_movement: '100' });
    const rows = [A, B, '20009999'].map((holder, i) => ({
      holder,
      cash: i === 0 ? '200' : '50',
      payer: 'agency:a_fox',
    }));
    const wanted = ['rolled_back', 'rolled_back', 'not_found NOT_FOUND'];
    const run = (input: ChangeInput) =>
      state.change('funds.allocate', { rows, atomic: true, actor: 'fox.m', ...input });
    expect(await told(run({ dryRun: true }))).toEqual(wanted);
    expect(await told(run({}))).toEqual(wanted);
    expect(await state.records('requests.list', { type: 'plan' })).toEqual([]);
    // Without the row that failed all of it waits.
    expect(await told(run({ rows: rows.slice(0, 2) }))).toEqual([WAITS, WAITS]);
  });

  test('FUND-6: all or none of a file of caps: then all of it waits', async () => {
    await sets([
      ['agency:a_fox', '100'],
      ['entity:e_dog', '100'],
    ]);
    const { results } = await sets(
      [
        ['agency:a_fox', '50'],
        ['entity:e_dog', '150'],
      ],
      { atomic: true, actor: 'owner' },
    );
    expect(results).toMatchObject([{ code: 'PLAN_WAITS' }, { code: 'PLAN_WAITS' }]);
    expect(await perMovement()).toEqual(['a_fox 100.00', 'e_dog 100.00']);
  });

  test('FUND-6: a cap is lowered at once; raising and lifting it takes two', async () => {
    expect(await told(caps({ per_movement: '100' }))).toEqual(['ok']);
    expect(await told(caps({ per_movement: '50' }))).toEqual(['ok']);
    expect(await told(caps({ per_movement: '50' }))).toEqual(['unchanged SAME']);
    expect(await told(caps({ per_day: '50' }))).toEqual(['ok']);
    for (const raised of ['51', 'none']) {
      const { results } = await caps({ per_movement: raised });
      expect(results).toMatchObject([{ status: 'pending', code: 'PLAN_WAITS' }]);
      const plan = String(results[0]?.id);
      expect(await refusedBy(apply(plan, 'fox.m'))).toBe('PLAN_OWN');
      expect(await refusedBy(apply(plan, 'fox.a'))).toBe('FORBIDDEN');
      expect(await stateOf(plan)).toBe('pending');
      await apply(plan, 'owner');
      expect(await stateOf(plan)).toBe('applied');
    }
    expect(await told(allocate(['50.00']))).toEqual(['ok']);
  });

  const WRONG: readonly (readonly [Readonly<Record<string, string>>, actor: string, told: string])[] = [
    [{ per_movement: '1e3' }, 'fox.m', 'invalid AMOUNT_INVALID'],
    [{ per_movement: '0' }, 'fox.m', 'invalid AMOUNT_INVALID'],
    [{ per_batch: '0' }, 'fox.m', 'invalid VALUE_INVALID'],
    [{ per_batch: '1.5' }, 'fox.m', 'invalid VALUE_INVALID'],
    [{ per_movement: '1', currency: 'XXX' }, 'fox.m', 'invalid VALUE_INVALID'],
    [{ per_movement: '1' }, 'fox.a', 'forbidden FORBIDDEN'],
    [{ per_movement: '1' }, 'cat.p', 'not_found NOT_FOUND'],
  ];
  test.each(WRONG)('FUND-6: caps %j by %s: %s', async (options, actor, wanted) => {
    expect(await told(caps(options, { actor }))).toEqual([wanted]);
  });
});

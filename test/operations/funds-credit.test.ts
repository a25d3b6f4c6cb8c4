/** Credit: limits, what is owed, repayment (FUND-2, FUND-4). */
import { beforeEach, describe, expect, test } from 'vitest';
import { CLIENTS, fixture } from '../helpers/fixture.ts';
import { accountHolder, balancesIn, faultsIn, give } from '../helpers/ledger.ts';
import type { Cells, State } from '../helpers/state.ts';

const [A] = CLIENTS as [string];
const a = accountHolder(A);
const FOX = 'agency:a_fox';

let state: State;
beforeEach(async () => {
  state = await fixture();
});

const limit = (amount: string, more: Cells = {}) =>
  state.told('funds.credit-limit', { rows: [{ holder: A, amount, ...more }], actor: 'ops' });

describe('FUND-4 credit-limit', () => {
  test('the difference is the movement, what is owed counts for the limit', async () => {
    await give(state, { holder: a, kind: 'owed', amount: -3000n });
    expect(await limit('100')).toEqual(['ok']);
    expect(balancesIn(state)).toEqual({ [`${A} credit`]: '70.00', [`${A} owed`]: '-30.00' });
    expect(await limit('100.00')).toEqual(['unchanged SAME']);
    expect(await limit('40')).toEqual(['ok']);
    expect(balancesIn(state)).toEqual({ [`${A} credit`]: '10.00', [`${A} owed`]: '-30.00' });
    expect(await limit('29.99')).toEqual(['conflict CREDIT_USED']);
    expect(await limit('30')).toEqual(['ok']);
    expect(balancesIn(state)).toEqual({ [`${A} owed`]: '-30.00' });
    expect(faultsIn(state)).toEqual([]);
  });

  test('credit that is frozen or held counts for the limit, and is not taken back by a lower one', async () => {
    await limit('100');
    await state.must('funds.freeze', { rows: [{ holder: A, kind: 'credit', order: 'o1', amount: '20' }] });
    const hold = { payer: A, payee: FOX, kind: 'credit', amount: '30' };
    const { results } = await state.must('funds.hold', { rows: [hold] });
    expect(await limit('100')).toEqual(['unchanged SAME']);
    expect(await limit('120')).toEqual(['ok']);
    expect(await limit('49.99')).toEqual(['conflict CREDIT_USED']);
    expect(await limit('50')).toEqual(['ok']);
    await state.must('funds.void', { rows: [{ hold: String(results[0]?.id) }] });
    expect(await limit('20')).toEqual(['ok']);
    expect(balancesIn(state)).toEqual({ [`${A} credit order:o1`]: '20.00' });
  });

  test('FUND-7: credit that is frozen or held stands beside what is: total is available and frozen, as they say', async () => {
    const overview = async (at = state.now) => {
      const now = state.now;
      state.now = at;
      const [there] = await state.records('funds.overview', { holder: [A] }, 'ops');
      state.now = now;
      return ['total', 'available', 'frozen', 'credit', 'frozen_credit'].map((key) => there?.[key]).join(' ');
    };
    await limit('100');
    await state.must('funds.recharge', { rows: [{ holder: A, amount: '50' }] });
    await state.must('funds.freeze', { rows: [{ holder: A, kind: 'credit', order: 'o1', amount: '20' }] });
    expect(await overview()).toBe('50.00 50.00 0.00 80.00 20.00');
    await state.must('funds.freeze', { rows: [{ holder: A, order: 'o1', amount: '7' }] });
    for (const [kind, amount] of [
      ['credit', '30'],
      ['cash', '5'],
    ])
      await state.must('funds.hold', { rows: [{ payer: A, payee: FOX, kind: String(kind), amount: String(amount) }] });
    expect(await overview()).toBe('50.00 38.00 12.00 50.00 50.00');
    // Holds that are over by then are the payer's again, though nobody has written it down (TIME-2).
    expect(await overview(Date.UTC(2098, 0, 1))).toBe('50.00 43.00 7.00 80.00 20.00');
  });

  test('0 is a limit; an amount is what moved; undo takes the difference back', async () => {
    expect(await limit('0')).toEqual(['unchanged SAME']);
    await limit('50');
    const { batch } = await state.must('funds.credit-limit', { rows: [{ holder: A, amount: '20' }], actor: 'ops' });
    expect(balancesIn(state)).toEqual({ [`${A} credit`]: '20.00' });
    expect(await state.told('batches.undo', { options: { batch }, actor: 'ops' })).toEqual(['ok']);
    expect(balancesIn(state)).toEqual({ [`${A} credit`]: '50.00' });
  });

  test('FUND-5: the limit is what a reference stands for', async () => {
    expect(await limit('50', { reference: 'k' })).toEqual(['ok']);
    expect(await limit('60')).toEqual(['ok']);
    expect(await limit('50', { reference: 'k' })).toEqual(['unchanged PAID_ALREADY']);
    expect(await limit('70', { reference: 'k' })).toEqual(['conflict REFERENCE_TAKEN']);
  });

  const REFUSED: readonly (readonly [row: Cells, actor: string, told: string])[] = [
    [{ holder: '1', amount: '1' }, 'ops', 'not_found NOT_FOUND'],
    [{ holder: A, amount: '-1' }, 'fox.m', 'forbidden FORBIDDEN'],
    [{ holder: A, amount: '-1' }, 'ops', 'invalid AMOUNT_INVALID'],
    [{ holder: A }, 'ops', 'invalid MISSING'],
  ];
  test.each(REFUSED)('%j by %s: %s', async (row, actor, told) => {
    expect(await state.told('funds.credit-limit', { rows: [row], actor })).toEqual([told]);
  });
});

describe('FUND-4 repay', () => {
  beforeEach(() =>
    give(
      state,
      { holder: FOX, kind: 'cash', amount: 10000n },
      { holder: a, kind: 'owed', amount: -6000n },
      { holder: a, kind: 'credit', amount: 500n },
    ),
  );
  const repay = (row: Cells, actor = 'fox.m') =>
    state.told('funds.repay', { rows: [{ holder: A, payer: FOX, ...row }], actor });

  test('cash of the payer takes it back, and the debtor may use its credit again', async () => {
    const { batch } = await state.must('funds.repay', {
      rows: [{ holder: A, payer: FOX, amount: '60' }],
      actor: 'fox.m',
    });
    expect(balancesIn(state)).toEqual({ [`${A} credit`]: '65.00', [`${FOX} cash`]: '40.00' });
    expect(faultsIn(state)).toEqual([]);
    expect(await state.told('batches.undo', { options: { batch }, actor: 'fox.m' })).toEqual(['ok']);
    expect(balancesIn(state)).toEqual({
      [`${A} credit`]: '5.00',
      [`${A} owed`]: '-60.00',
      [`${FOX} cash`]: '100.00',
    });
  });

  test('a holder repays its own', async () => {
    await give(state, { holder: a, kind: 'cash', amount: 1000n });
    expect(await repay({ payer: A, amount: '10' }, 'owner')).toEqual(['ok']);
    expect(balancesIn(state)).toMatchObject({ [`${A} credit`]: '15.00', [`${A} owed`]: '-50.00' });
  });

  const REFUSED: readonly (readonly [row: Cells, actor: string, told: string])[] = [
    [{ amount: '0', payer: 'agency:a_none' }, 'fox.m', 'not_found NOT_FOUND'],
    [{ amount: '0' }, 'fox.a', 'forbidden FORBIDDEN'],
    [{ amount: '0' }, 'fox.m', 'invalid AMOUNT_INVALID'],
    [{ amount: '60.01' }, 'fox.m', 'conflict OWED_EXCEEDED'],
    [{ amount: '60', purse: 'external' }, 'fox.m', 'conflict OWED_EXCEEDED'],
  ];
  test.each(REFUSED)('%j by %s: %s', async (row, actor, told) => {
    expect(await repay(row, actor)).toEqual([told]);
  });

  test('the payer has too little', async () => {
    await state.must('funds.refund', { rows: [{ holder: FOX, amount: '90' }] });
    expect(await repay({ amount: '60' })).toEqual(['conflict FUNDS_INSUFFICIENT']);
  });
});

test('worked example 2: allocations, then a repayment by the agency', async () => {
  const [one, two] = CLIENTS as [string, string];
  await state.must('funds.recharge', { rows: [{ holder: FOX, amount: '60' }], actor: 'fox.m' });
  await state.must('funds.credit-limit', { rows: [{ holder: FOX, amount: '100' }], actor: 'ops' });
  const allocate = (holder: string) =>
    state.outcome('funds.allocate', { rows: [{ holder, kind: 'credit', amount: '60', payer: FOX }], actor: 'fox.m' });
  expect((await allocate(one)).status).toBe('ok');
  const second = await allocate(two);
  expect([second.code, second.details['there']]).toEqual(['FUNDS_INSUFFICIENT', '40.00']);
  // What a platform's file did meanwhile: 10 of cash, all the credit, and 10 beyond everything.
  await give(
    state,
    { holder: accountHolder(one), kind: 'credit', amount: -6000n },
    { holder: accountHolder(one), kind: 'owed', amount: -6000n },
    { holder: accountHolder(one), kind: 'overdraft', amount: -1000n },
  );
  await state.must('funds.recharge', { rows: [{ holder: one, amount: '50' }] });
  expect(balancesIn(state)).toMatchObject({ [`${one} cash`]: '40.00', [`${one} owed`]: '-60.00' });
  await state.must('funds.repay', { rows: [{ holder: one, amount: '60', payer: FOX }], actor: 'fox.m' });
  expect(balancesIn(state)).toEqual({
    [`${one} cash`]: '40.00',
    [`${one} credit`]: '60.00',
    [`${FOX} credit`]: '40.00',
  });
  expect(faultsIn(state)).toEqual([]);
});

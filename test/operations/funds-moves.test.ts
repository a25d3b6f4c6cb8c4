/** Movements of FUND-4 among holders and with the world: what each enters, what refuses it in which order, its undo. */
import { beforeEach, describe, expect, test } from 'vitest';
import { CLIENTS, fixture, YEN } from '../helpers/fixture.ts';
import { accountHolder, balancesIn, faultsIn, type Gift, give, lotsIn } from '../helpers/ledger.ts';
import type { Cells, ChangeInput, State } from '../helpers/state.ts';

const [A, B] = CLIENTS as [string, string];
const FOX = 'agency:a_fox';
const cash = (holder: string, amount: bigint, more: Partial<Gift> = {}): Gift => ({
  holder,
  kind: 'cash',
  amount,
  ...more,
});
const lot = (holder: string, id: string, amount: bigint, validTo: string, more: Partial<Gift> = {}): Gift => ({
  holder,
  kind: 'bonus',
  amount,
  lot: { id, validTo },
  ...more,
});
const a = accountHolder(A);

let state: State;
beforeEach(async () => {
  state = await fixture();
});

type Row = {
  readonly operation: string;
  readonly row: Cells;
  readonly actor?: string;
  readonly reason?: string;
  readonly given?: readonly Gift[];
  readonly after: Readonly<Record<string, string>>;
};

const MOVEMENTS: Readonly<Record<string, Row>> = {
  recharge: {
    operation: 'funds.recharge',
    row: { holder: FOX, amount: '100.00' },
    actor: 'fox.m',
    after: { [`${FOX} cash`]: '100.00' },
  },
  'recharge of the external purse': {
    operation: 'funds.recharge',
    row: { holder: 'unit:u_ant', amount: '1', purse: '外投钱包', currency: 'usd' },
    after: { 'unit:u_ant cash external USD': '1.00' },
  },
  'recharge clears overdraft first': {
    operation: 'funds.recharge',
    row: { holder: A, amount: '50' },
    given: [{ holder: a, kind: 'overdraft', amount: -1000n }],
    after: { [`${A} cash`]: '40.00' },
  },
  refund: {
    operation: 'funds.refund',
    row: { holder: FOX, amount: '100' },
    actor: 'fox.m',
    given: [cash(FOX, 15000n)],
    after: { [`${FOX} cash`]: '50.00' },
  },
  allocate: {
    operation: 'funds.allocate',
    row: { holder: A, amount: '60', payer: FOX },
    actor: 'fox.a',
    given: [cash(FOX, 10000n)],
    after: { [`${FOX} cash`]: '40.00', [`${A} cash`]: '60.00' },
  },
  'allocate several kinds, lots soonest-expiring first': {
    operation: 'funds.allocate',
    row: { holder: A, cash: '1', credit: '2', bonus: '7' },
    actor: 'fox.a',
    given: [
      cash(FOX, 10000n),
      { holder: FOX, kind: 'credit', amount: 500n },
      lot(FOX, 'l_late', 500n, '2026-12-31'),
      lot(FOX, 'l_soon', 500n, '2026-02-01'),
    ],
    after: {
      [`${FOX} cash`]: '99.00',
      [`${FOX} credit`]: '3.00',
      [`${FOX} bonus`]: '3.00',
      [`${A} cash`]: '1.00',
      [`${A} credit`]: '2.00',
      [`${A} bonus`]: '7.00',
    },
  },
  reclaim: {
    operation: 'funds.reclaim',
    row: { holder: A, amount: '4' },
    actor: 'fox.a',
    given: [cash(a, 1000n)],
    after: { [`${FOX} cash`]: '4.00', [`${A} cash`]: '6.00' },
  },
  transfer: {
    operation: 'funds.transfer',
    row: { payer: A, payee: B, amount: '4', kind: '授信' },
    actor: 'fox.a',
    given: [{ holder: a, kind: 'credit', amount: 1000n }],
    after: { [`${A} credit`]: '6.00', [`${B} credit`]: '4.00' },
  },
  'transfer between purses': {
    operation: 'funds.transfer',
    row: { payer: FOX, payee: FOX, amount: '4', to_purse: 'external' },
    actor: 'fox.a',
    given: [cash(FOX, 1000n)],
    after: { [`${FOX} cash`]: '6.00', [`${FOX} cash external`]: '4.00' },
  },
  freeze: {
    operation: 'funds.freeze',
    row: { holder: A, order: 'PO/1 甲', amount: '4', kind: 'bonus' },
    actor: 'fox.a',
    given: [lot(a, 'l_one', 1000n, '2026-12-31')],
    after: { [`${A} bonus`]: '6.00', [`${A} bonus order:PO/1 甲`]: '4.00' },
  },
  unfreeze: {
    operation: 'funds.unfreeze',
    row: { holder: A, order: 'PO1', amount: '4' },
    actor: 'fox.a',
    given: [cash(a, 1000n, { order: 'PO1' })],
    after: { [`${A} cash`]: '4.00', [`${A} cash order:PO1`]: '6.00' },
  },
  'adjust adds': {
    operation: 'funds.adjust',
    row: { holder: A, add: '0.01' },
    actor: 'ops',
    reason: '尾差',
    after: { [`${A} cash`]: '0.01' },
  },
  'adjust: more is owed': {
    operation: 'funds.adjust',
    row: { holder: A, add: '3', kind: 'owed' },
    actor: 'ops',
    reason: '补记',
    given: [{ holder: a, kind: 'owed', amount: -500n }],
    after: { [`${A} owed`]: '-8.00' },
  },
  'adjust takes': {
    operation: 'funds.adjust',
    row: { holder: FOX, take: '3', kind: '保证金' },
    actor: 'ops',
    reason: '冲销',
    given: [{ holder: FOX, kind: 'deposit', amount: 500n }],
    after: { [`${FOX} deposit`]: '2.00' },
  },
};

describe('FUND-4', () => {
  test('results say balances before and after, unless they are to be brief', async () => {
    for (const brief of [false, true]) {
      const rows = [1, 2].map((amount) => ({ holder: FOX, amount: String(amount) }));
      const { results } = await state.must('funds.recharge', { rows, actor: 'fox.m', brief });
      for (const result of results) expect(['before' in result, 'after' in result]).toEqual([!brief, !brief]);
    }
  });

  test.each(Object.entries(MOVEMENTS))('%s: its entries, a dry run, its undo', async (_, one) => {
    const { operation, row, given = [], after } = one;
    const input: ChangeInput = {
      rows: [row],
      ...(one.actor && { actor: one.actor }),
      ...(one.reason && { reason: one.reason }),
    };
    await give(state, ...given);
    const before = balancesIn(state);
    await state.must(operation, { ...input, dryRun: true });
    expect(balancesIn(state)).toEqual(before);
    const { batch } = await state.must(operation, input);
    expect(balancesIn(state)).toEqual(after);
    expect(faultsIn(state)).toEqual([]);
    const undo = { options: { batch }, ...(one.actor && { actor: one.actor }) };
    expect(await state.told('batches.undo', undo)).toEqual(['ok']);
    expect(await state.told('batches.undo', undo)).toEqual(['unchanged SAME']);
    // What was cleared of overdraft is overdraft again.
    expect(balancesIn(state)).toEqual(before);
    expect(faultsIn(state)).toEqual([]);
  });

  test('a lot keeps its id and its end on its way', async () => {
    await give(state, lot(FOX, 'l_one', 500n, '2026-12-31'));
    await state.must('funds.allocate', { rows: [{ holder: A, bonus: '2', payer: FOX }] });
    await state.must('funds.reclaim', { rows: [{ holder: A, bonus: '1', payee: FOX }] });
    expect(lotsIn(state)).toEqual({ [`l_one ${A}`]: '1.00 expired 0.00', [`l_one ${FOX}`]: '4.00 expired 0.00' });
  });

  test('worked example 4: a reference pays once, also when a corrected file is fed back', async () => {
    await give(state, cash(FOX, 15000n));
    const row = { holder: A, amount: '100.00', payer: FOX };
    const pay = (rows: readonly Cells[]) => state.change('funds.allocate', { rows, reference: 'pay7' });
    const first = (await pay([row, { ...row, holder: B }])).results;
    expect(first.map(({ status, code, reference }) => [status, code, reference])).toEqual([
      ['ok', undefined, 'pay7:1'],
      ['conflict', 'FUNDS_INSUFFICIENT', 'pay7:2'],
    ]);
    expect(first[1]?.details?.['there']).toBe('50.00');
    await give(state, cash(FOX, 10000n));
    const failed = [{ ...row, holder: B, reference: 'pay7:2' }];
    expect((await pay(failed)).results.map(({ status }) => status)).toEqual(['ok']);
    expect((await pay(failed)).results.map(({ status, code }) => [status, code])).toEqual([
      ['unchanged', 'PAID_ALREADY'],
    ]);
    expect(balancesIn(state)).toEqual({ [`${A} cash`]: '100.00', [`${B} cash`]: '100.00', [`${FOX} cash`]: '50.00' });
  });

  test('FUND-5: of a number that may stand for two rows the second moves nothing and says so', async () => {
    await give(state, cash(FOX, 15000n));
    const row = { holder: A, amount: '10.00', payer: FOX };
    const pay = (rows: readonly Cells[]) => state.told('funds.allocate', { rows, reference: 'pay7' });
    const brought = { ...row, reference: 'pay7:2' };
    expect(await pay([brought, row, { ...row, reference: 'other' }])).toEqual(['ok', 'invalid REFERENCE_MIXED', 'ok']);
    expect(await pay([{ ...row, holder: B }, brought])).toEqual(['ok', 'invalid REFERENCE_MIXED']);
    expect(balancesIn(state)).toMatchObject({ [`${A} cash`]: '20.00', [`${B} cash`]: '10.00' });
  });

  test('--atomic: none moves where one cannot', async () => {
    await give(state, cash(FOX, 15000n));
    const row = { holder: A, amount: '100.00', payer: FOX };
    const told = await state.told('funds.allocate', { rows: [row, { ...row, holder: B }], atomic: true });
    expect(told).toEqual(['rolled_back', 'conflict FUNDS_INSUFFICIENT']);
    expect(balancesIn(state)).toEqual({ [`${FOX} cash`]: '150.00' });
  });
});

/** Each row has all the faults that come after its own: that one is told first. */
const REFUSALS: readonly (readonly [operation: string, row: Cells, actor: string, told: string])[] = [
  ['refund', { holder: FOX, amount: '1' }, 'newbie', 'forbidden MEMBER_UNVERIFIED'],
  ['refund', { holder: FOX, amount: '1' }, 'cat.p', 'not_found NOT_FOUND'],
  ['refund', { holder: FOX, amount: 'x' }, 'fox.a', 'forbidden FORBIDDEN'],
  ['refund', { holder: FOX, amount: '1e3' }, 'fox.m', 'invalid AMOUNT_INVALID'],
  ['refund', { holder: FOX, amount: '0' }, 'fox.m', 'invalid AMOUNT_INVALID'],
  ['refund', { holder: FOX }, 'fox.m', 'invalid MISSING'],
  ['refund', { holder: FOX, amount: '1', currency: 'XXQ' }, 'fox.m', 'invalid VALUE_INVALID'],
  ['refund', { holder: FOX, amount: '1' }, 'fox.m', 'conflict FUNDS_INSUFFICIENT'],
  ['recharge', { holder: FOX, amount: '1.001' }, 'fox.m', 'invalid AMOUNT_INVALID'],
  ['recharge', { holder: YEN, amount: '1.0' }, 'owner', 'invalid AMOUNT_INVALID'],
  ['recharge', { holder: YEN, amount: '1', currency: 'CNY' }, 'owner', 'conflict CURRENCY_DIFFERS'],
  ['allocate', { holder: A, amount: '1', payer: 'agency:a_none' }, 'fox.a', 'not_found NOT_FOUND'],
  ['allocate', { holder: A, amount: '1', payer: 'entity:e_dog' }, 'fox.a', 'not_found NOT_FOUND'],
  ['allocate', { holder: A, amount: '1', payer: 'unit:u_ant' }, 'fox.a', 'not_found NOT_FOUND'],
  ['allocate', { holder: FOX, amount: '1' }, 'fox.a', 'invalid HOLDER_KIND'],
  ['allocate', { holder: A, amount: '1' }, 'owner', 'invalid PAYER_MISSING'],
  ['allocate', { holder: A, amount: '1', cash: '1' }, 'fox.a', 'invalid VALUE_INVALID'],
  ['allocate', { holder: A, cash: '1', bonus: '1' }, 'fox.a', 'conflict FUNDS_INSUFFICIENT'],
  ['reclaim', { holder: FOX, amount: '1' }, 'fox.a', 'invalid HOLDER_KIND'],
  ['reclaim', { holder: A, amount: '1' }, 'owner', 'invalid PAYEE_MISSING'],
  ['reclaim', { holder: A, amount: '1' }, 'fox.e', 'forbidden FORBIDDEN'],
  ['reclaim', { holder: A, amount: '1' }, 'fox.a', 'conflict FUNDS_INSUFFICIENT'],
  ['transfer', { payer: A, payee: A, amount: '0' }, 'fox.a', 'invalid SAME_HOLDER'],
  ['transfer', { payer: A, payee: '20000305', amount: '0' }, 'fox.a', 'not_found NOT_FOUND'],
  ['transfer', { payer: '20000001', payee: '20000101', amount: '0' }, 'ant.a', 'not_found NOT_FOUND'],
  ['transfer', { payer: '20000001', payee: YEN, amount: '1' }, 'ant.a', 'conflict CURRENCY_DIFFERS'],
  ['transfer', { payer: FOX, payee: FOX, credit: '1', to_purse: 'external' }, 'fox.a', 'invalid PURSES_CASH'],
  ['transfer', { payer: A, payee: B, amount: '1' }, 'fox.a', 'conflict FUNDS_INSUFFICIENT'],
  ['transfer', { payee: B, amount: '1' }, 'fox.a', 'invalid MISSING'],
  ['freeze', { holder: A, amount: '0' }, 'fox.a', 'invalid MISSING'],
  ['freeze', { holder: A, order: 'a|b', amount: '0' }, 'fox.a', 'invalid ORDER_INVALID'],
  ['freeze', { holder: A, order: 'a\tb', amount: '0' }, 'fox.a', 'invalid ORDER_INVALID'],
  ['freeze', { holder: A, order: 'a', amount: '0' }, 'fox.a', 'invalid AMOUNT_INVALID'],
  ['freeze', { holder: A, order: 'a', amount: '1', kind: 'owed' }, 'fox.a', 'invalid VALUE_INVALID'],
  ['freeze', { holder: A, order: 'a', amount: '1' }, 'fox.e', 'forbidden FORBIDDEN'],
  ['freeze', { holder: A, order: 'a', amount: '1' }, 'fox.a', 'conflict FUNDS_INSUFFICIENT'],
  ['unfreeze', { holder: A, order: 'a', amount: '1' }, 'fox.a', 'conflict FUNDS_INSUFFICIENT'],
  ['adjust', { holder: A, add: '1' }, 'fox.m', 'forbidden FORBIDDEN'],
  ['adjust', { holder: A, add: '1', take: '1' }, 'ops', 'invalid ADJUST_SIDE'],
  ['adjust', { holder: A }, 'ops', 'invalid ADJUST_SIDE'],
  ['adjust', { holder: A, add: '-1' }, 'ops', 'invalid AMOUNT_INVALID'],
  ['adjust', { holder: A, add: '1', kind: 'bonus' }, 'ops', 'invalid VALUE_INVALID'],
  ['adjust', { holder: A, take: '1' }, 'ops', 'conflict FUNDS_INSUFFICIENT'],
  ['adjust', { holder: A, take: '1', kind: 'owed' }, 'ops', 'conflict FUNDS_INSUFFICIENT'],
];

describe('FUND-3, FUND-6, MEM-4: what refuses a movement', () => {
  test.each(REFUSALS)('%s %j by %s: %s', async (verb, row, actor, told) => {
    const reason = verb === 'adjust' ? { reason: '调账' } : {};
    expect(await state.told(`funds.${verb}`, { rows: [row], actor, ...reason })).toEqual([told]);
    expect(balancesIn(state)).toEqual({});
  });

  test('the second holder needs the right, too', async () => {
    // An admin of the unit sees its account, and has no say in that of the entity beside it.
    await give(state, cash(accountHolder('20000001'), 1000n));
    const row = { payer: '20000001', payee: 'entity:e_ant', amount: '1' };
    const told = await state.told('funds.transfer', { rows: [row], actor: 'unit.a' });
    expect(told[0]).toMatch(/^(forbidden FORBIDDEN|not_found NOT_FOUND)$/);
    expect(await state.told('funds.transfer', { rows: [row], actor: 'ant.a' })).toEqual(['ok']);
  });

  test('an adjustment has a reason, which the statement tells', async () => {
    const adjust = state.told('funds.adjust', { rows: [{ holder: A, add: '1' }], actor: 'ops' });
    await expect(adjust).rejects.toMatchObject({ code: 'MISSING' });
  });

  test('FUND-5: the reference is looked at before the floor, and stands for all of the row', async () => {
    await give(state, cash(a, 100n));
    const freeze = (row: Cells) =>
      state.told('funds.freeze', { rows: [{ holder: A, order: 'x', amount: '1', reference: 'k', ...row }] });
    expect(await freeze({})).toEqual(['ok']);
    expect(await freeze({})).toEqual(['unchanged PAID_ALREADY']);
    expect(await freeze({ order: 'y' })).toEqual(['conflict REFERENCE_TAKEN']);
    expect(await freeze({ amount: '5' })).toEqual(['conflict REFERENCE_TAKEN']);
    expect(await freeze({ reference: 'l' })).toEqual(['conflict FUNDS_INSUFFICIENT']);
  });

  test('FUND-5: a reference whose movement was reversed is a conflict', async () => {
    const row = { holder: FOX, amount: '1', reference: 'k' };
    const { batch } = await state.must('funds.recharge', { rows: [row] });
    await state.must('batches.undo', { options: { batch } });
    expect(await state.told('funds.recharge', { rows: [row] })).toEqual(['conflict REFERENCE_REVERSED']);
  });

  test('FUND-1: an undo that would break a floor is a conflict', async () => {
    const { batch } = await state.must('funds.recharge', { rows: [{ holder: FOX, amount: '1' }] });
    await state.must('funds.refund', { rows: [{ holder: FOX, amount: '0.5' }] });
    expect(await state.told('batches.undo', { options: { batch } })).toEqual(['conflict FUNDS_INSUFFICIENT']);
  });
});

describe('ERR-1: a holder that nobody knows is told as what was asked for', () => {
  const UNKNOWN: readonly (readonly [operation: string, row: Cells, kind: string])[] = [
    ['allocate', { holder: 'nope', amount: '1', payer: FOX }, 'account'],
    ['reclaim', { holder: 'nope', amount: '1', payee: FOX }, 'account'],
    ['reclaim', { holder: 'unit:nope', amount: '1', payee: FOX }, 'business unit'],
    ['recharge', { holder: 'nope', amount: '1' }, 'holder'],
    ['recharge', { holder: 'agency:nope', amount: '1' }, 'organisation'],
    ['allocate', { holder: A, amount: '1', payer: 'nope' }, 'holder'],
  ];
  test.each(UNKNOWN)('%s %j: no %s', async (operation, row, kind) => {
    const { code, details } = await state.outcome(`funds.${operation}`, { rows: [row] });
    expect([code, (details['kind'] as { readonly en: string }).en]).toEqual(['NOT_FOUND', kind]);
  });
});

test('FUND-2: a holder that says its kind is no account, though its licence is all digits', async () => {
  const licence = '911100004000000022';
  const rows = [{ kind: 'entity', id: 'e_digits', name: '全数字有限公司', licence }];
  await state.must('orgs.create', { rows });
  await state.must('funds.recharge', { rows: [{ holder: `entity:${licence}`, amount: '5' }] });
  expect((await balancesIn(state))['entity:e_digits cash']).toBe('5.00');
});

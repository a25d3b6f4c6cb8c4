/** Deposits of agencies: what is due is a record, what is paid a book (FUND-4). */
import { beforeEach, describe, expect, test } from 'vitest';
import { CLIENTS, fixture } from '../helpers/fixture.ts';
import { balancesIn, faultsIn, give } from '../helpers/ledger.ts';
import type { Cells, State } from '../helpers/state.ts';

const FOX = 'agency:a_fox';
let state: State;
beforeEach(async () => {
  state = await fixture();
  await give(state, { holder: FOX, kind: 'cash', amount: 10000n });
});

const on = (verb: 'pay' | 'return' | 'due', row: Cells, actor = verb === 'due' ? 'ops' : 'fox.a') => {
  const name = { pay: 'funds.deposit-pay', return: 'funds.deposit-return', due: 'funds.deposit-due' }[verb];
  return state.told(name, { rows: [{ holder: FOX, ...row }], actor });
};

describe('FUND-4', () => {
  test('paid out of cash, and returned to it; each undone', async () => {
    const pay = await state.must('funds.deposit-pay', { rows: [{ holder: FOX, amount: '60' }], actor: 'fox.a' });
    expect(balancesIn(state)).toEqual({ [`${FOX} cash`]: '40.00', [`${FOX} deposit`]: '60.00' });
    const back = await state.must('funds.deposit-return', { rows: [{ holder: FOX, amount: '20' }], actor: 'fox.a' });
    expect(balancesIn(state)).toEqual({ [`${FOX} cash`]: '60.00', [`${FOX} deposit`]: '40.00' });
    expect(faultsIn(state)).toEqual([]);
    const undo = (batch: string) => state.told('batches.undo', { options: { batch }, actor: 'fox.a' });
    expect(await undo(back.batch)).toEqual(['ok']);
    expect(await undo(pay.batch)).toEqual(['ok']);
    expect(balancesIn(state)).toEqual({ [`${FOX} cash`]: '100.00' });
    expect(await on('return', { amount: '1' })).toEqual(['conflict FUNDS_INSUFFICIENT']);
  });

  test('how much is due is set, not moved', async () => {
    expect(await on('due', { amount: '0' })).toEqual(['unchanged SAME']);
    const { batch } = await state.must('funds.deposit-due', { rows: [{ holder: FOX, amount: '500' }], actor: 'ops' });
    expect(await on('due', { amount: '500.00' })).toEqual(['unchanged SAME']);
    expect(await on('due', { amount: '600' })).toEqual(['ok']);
    expect(balancesIn(state)).toEqual({ [`${FOX} cash`]: '100.00' });
    const undo = () => state.told('batches.undo', { options: { batch }, actor: 'ops' });
    expect(await undo()).toEqual(['conflict UNDO_LATER']);
    expect(await on('due', { amount: '500' })).toEqual(['ok']);
    expect(await undo()).toEqual(['ok']);
    expect(await on('due', { amount: '0' })).toEqual(['unchanged SAME']);
  });

  const REFUSED: readonly (readonly [verb: 'pay' | 'return' | 'due', row: Cells, actor: string, told: string])[] = [
    ['pay', { holder: 'agency:a_none' }, 'fox.a', 'not_found NOT_FOUND'],
    ['pay', { amount: '0' }, 'fox.e', 'forbidden FORBIDDEN'],
    ['pay', { holder: CLIENTS[0] as string, amount: '0' }, 'fox.a', 'invalid HOLDER_KIND'],
    ['pay', { amount: '0' }, 'fox.a', 'invalid AMOUNT_INVALID'],
    ['pay', { amount: '100.01' }, 'fox.a', 'conflict FUNDS_INSUFFICIENT'],
    ['return', { amount: '0.01' }, 'fox.a', 'conflict FUNDS_INSUFFICIENT'],
    ['due', { amount: 'x' }, 'fox.m', 'forbidden FORBIDDEN'],
    ['due', { holder: 'entity:e_ant', amount: 'x' }, 'ops', 'invalid HOLDER_KIND'],
    ['due', { amount: 'x' }, 'ops', 'invalid AMOUNT_INVALID'],
  ];
  test.each(REFUSED)('%s %j by %s: %s', async (verb, row, actor, told) => {
    expect(await on(verb, row, actor)).toEqual([told]);
  });
});

/** Bonus: lots with an end, granted, revoked, over (FUND-2, FUND-4, TIME-2). */
import { beforeEach, describe, expect, test } from 'vitest';
import { CLIENTS, fixture } from '../helpers/fixture.ts';
import { accountHolder, balancesIn, faultsIn, give, lotsIn } from '../helpers/ledger.ts';
import { type Cells, NOW, type State } from '../helpers/state.ts';

const [A, B] = CLIENTS as [string, string];
const FOX = 'agency:a_fox';
const DAY = 86_400_000;

let state: State;
beforeEach(async () => {
  state = await fixture();
});

const granting = (row: Cells) => ({
  rows: [{ holder: FOX, kind: 'bonus', amount: '10', valid_to: '2026-01-31', ...row }],
  actor: 'ops',
});
async function grant(row: Cells = {}): Promise<{ readonly lot: string; readonly batch: string }> {
  const { results, batch } = await state.must('funds.bonus-grant', granting(row));
  return { lot: String(results[0]?.id), batch };
}
const allocate = (holder: string, bonus: string) =>
  state.must('funds.allocate', { rows: [{ holder, bonus, payer: FOX }], actor: 'fox.a' });
const revoke = (row: Cells, actor = 'ops') => state.told('funds.bonus-revoke', { rows: [row], actor });

describe('FUND-4 bonus-grant', () => {
  test('makes a lot, whose id the result tells; undo takes it back', async () => {
    const { lot, batch } = await grant();
    expect(lot).toMatch(/^l_[a-z0-9]{16}$/);
    expect(lotsIn(state)).toEqual({ [`${lot} ${FOX}`]: '10.00 expired 0.00' });
    expect(await state.told('batches.undo', { options: { batch }, actor: 'ops' })).toEqual(['ok']);
    expect(balancesIn(state)).toEqual({});
    const rehearsed = await state.must('funds.bonus-grant', { ...granting({}), dryRun: true });
    expect(rehearsed.results[0]?.id).toBe('(new)');
  });

  test('days are those of the holder: where its last day is over, it cannot be granted', async () => {
    await state.must('accounts.update', { rows: [A], options: { time_zone: 'America/New_York' } });
    // 02:00 in London, 10:00 in Shanghai, and the evening before in New York.
    expect(await state.told('funds.bonus-grant', granting({ holder: A, valid_to: '2026-01-04' }))).toEqual(['ok']);
    expect(await state.told('funds.bonus-grant', granting({ holder: B, valid_to: '2026-01-04' }))).toEqual([
      'invalid LOT_VALIDITY',
    ]);
  });

  const REFUSED: readonly (readonly [row: Cells, actor: string, told: string])[] = [
    [{ holder: '1' }, 'ops', 'not_found NOT_FOUND'],
    [{ kind: 'cash' }, 'fox.m', 'invalid VALUE_INVALID'],
    [{ amount: '0' }, 'fox.m', 'forbidden FORBIDDEN'],
    [{ amount: '0', valid_to: '2025-01-01' }, 'ops', 'invalid AMOUNT_INVALID'],
    [{ valid_to: '2026-02-30' }, 'ops', 'invalid VALUE_INVALID'],
    [{ valid_to: '2026-01-04' }, 'ops', 'invalid LOT_VALIDITY'],
    [{ valid_from: '2026-02-01' }, 'ops', 'invalid LOT_VALIDITY'],
    [{ valid_to: '' }, 'ops', 'invalid MISSING'],
    [{ kind: '' }, 'ops', 'invalid MISSING'],
  ];
  test.each(REFUSED)('%j by %s: %s', async (row, actor, told) => {
    expect(await state.told('funds.bonus-grant', { ...granting(row), actor })).toEqual([told]);
  });
});

describe('FUND-7: what is usable', () => {
  const there = async () => {
    const columns = ['available', 'usable'];
    const [whole] = await state.records('funds.overview', { holder: [A], columns }, 'ops');
    const [account] = await state.records('accounts.list', { where: [`id = ${A}`], columns }, 'ops');
    const general = { holder: [A], by: 'purse', where: ['purse = general'], columns };
    const [purse] = await state.records('funds.overview', general, 'ops');
    expect([account, purse]).toEqual([whole, whole]);
    return [whole?.['available'], whole?.['usable']];
  };

  test.each([
    ['Asia/Shanghai', '+08:00'],
    ['America/New_York', '-05:00'],
  ])('a lot counts from its first day on, as it is in %s', async (zone, offset) => {
    const from = '2026-01-08';
    const begins = Date.parse(`${from}T00:00${offset}`);
    await state.change('accounts.update', { rows: [A], options: { time_zone: zone } });
    state.now = begins - DAY;
    await grant({ holder: A, amount: '5' });
    await grant({ holder: A, kind: 'traffic_bonus', amount: '7', valid_from: from });
    state.now = begins - 1;
    expect(await there()).toEqual(['12.00', '5.00']);
    state.now = begins;
    expect(await there()).toEqual(['12.00', '12.00']);
  });

  test('what comes back of a hold that is over counts as what was never held does', async () => {
    await grant({ holder: A, amount: '7', valid_from: '2026-01-20' });
    const hold = { payer: A, payee: B, kind: 'bonus', amount: '4' };
    await state.must('funds.hold', { rows: [hold], actor: 'fox.a' });
    state.now = Date.parse('2026-01-15T12:00+08:00');
    expect(await there()).toEqual(['7.00', '0.00']);
    state.now = Date.parse('2026-01-20T12:00+08:00');
    expect(await there()).toEqual(['7.00', '7.00']);
  });
});

describe('FUND-4 bonus-revoke', () => {
  test('part of a lot, then what is left of it', async () => {
    const { lot } = await grant();
    expect(await revoke({ lot, amount: '4' })).toEqual(['ok']);
    expect(balancesIn(state)).toEqual({ [`${FOX} bonus`]: '6.00' });
    const { batch } = await state.must('funds.bonus-revoke', { rows: [{ lot }], actor: 'ops' });
    expect(balancesIn(state)).toEqual({});
    expect(faultsIn(state)).toEqual([]);
    expect(await state.told('batches.undo', { options: { batch }, actor: 'ops' })).toEqual(['ok']);
    expect(balancesIn(state)).toEqual({ [`${FOX} bonus`]: '6.00' });
  });

  test('a lot that several have needs its holder', async () => {
    const { lot } = await grant();
    await allocate(A, '3');
    expect(await revoke({ lot })).toEqual(['invalid AMBIGUOUS']);
    expect(await revoke({ lot, holder: A })).toEqual(['ok']);
    expect(balancesIn(state)).toEqual({ [`${FOX} bonus`]: '7.00' });
    expect(await revoke({ lot })).toEqual(['ok']);
  });

  test.each([false, true])(
    'a lot that is over in two books is in both, swept before or not (TIME-2): %s',
    async (swept) => {
      const { lot } = await grant();
      await allocate(A, '3');
      state.now += 40 * DAY;
      // What touches the agency writes that its part is over.
      if (swept) await state.must('funds.recharge', { rows: [{ holder: FOX, amount: '1' }], actor: 'fox.m' });
      expect(await revoke({ lot })).toEqual(['invalid AMBIGUOUS']);
      expect(await revoke({ lot, holder: A })).toEqual(['conflict LOT_EMPTY']);
    },
  );

  test.each(['3', '6'])(
    'FUND-5: sent again after %s of it went elsewhere it revokes nothing more',
    async (elsewhere) => {
      const { lot } = await grant();
      expect(await revoke({ lot, amount: '4', reference: 'k' })).toEqual(['ok']);
      await allocate(A, elsewhere);
      expect(await revoke({ lot, amount: '4', reference: 'k' })).toEqual(['unchanged PAID_ALREADY']);
      expect(await revoke({ lot, amount: '2', reference: 'k' })).toEqual(['conflict REFERENCE_TAKEN']);
      expect(faultsIn(state)).toEqual([]);
    },
  );

  test('FUND-5: fed twice it revokes once', async () => {
    const { lot } = await grant();
    expect(await revoke({ lot, reference: 'k' })).toEqual(['ok']);
    expect(await revoke({ lot, reference: 'k' })).toEqual(['unchanged PAID_ALREADY']);
    expect(await revoke({ lot, reference: 'k', amount: '10' })).toEqual(['conflict REFERENCE_TAKEN']);
  });

  test('refusals, in order', async () => {
    const { lot } = await grant();
    expect(await revoke({ lot: 'l_none', amount: '0' })).toEqual(['not_found NOT_FOUND']);
    expect(await revoke({ lot, holder: 'agency:a_none' })).toEqual(['not_found NOT_FOUND']);
    expect(await revoke({ lot, holder: A })).toEqual(['not_found NOT_FOUND']);
    expect(await revoke({ lot, amount: '0' }, 'fox.m')).toEqual(['forbidden FORBIDDEN']);
    expect(await revoke({ lot, amount: '0' })).toEqual(['invalid AMOUNT_INVALID']);
    expect(await revoke({ lot, amount: '10.01' })).toEqual(['conflict FUNDS_INSUFFICIENT']);
    await revoke({ lot });
    expect(await revoke({ lot })).toEqual(['conflict LOT_EMPTY']);
  });
});

describe('TIME-2: a lot past its last day', () => {
  test('is over before the next row that touches its book, as the system', async () => {
    await grant({ valid_to: '2026-01-05' });
    await grant({ amount: '5' });
    state.now = NOW + DAY;
    const told = await state.told('funds.allocate', { rows: [{ holder: A, bonus: '6', payer: FOX }], actor: 'fox.a' });
    expect(told).toEqual(['conflict FUNDS_INSUFFICIENT']);
    expect(balancesIn(state)).toEqual({ [`${FOX} bonus`]: '5.00' });
    const [entry] = await state.records('audit.list', { limit: 1, columns: ['actor', 'operation', 'batch'] });
    expect(entry).toMatchObject({ actor: 'system', operation: 'state.sweep' });
    expect(faultsIn(state)).toEqual([]);
  });

  test('a sweep writes it down, once, and an undo does not take it back', async () => {
    const { lot } = await grant({ valid_to: '2026-01-05' });
    await grant({ amount: '5', kind: 'traffic_bonus' });
    expect((await state.change('state.sweep')).results).toEqual([]);
    state.now = NOW + DAY;
    const rehearsed = await state.must('state.sweep', { dryRun: true });
    expect(rehearsed.results.map(({ target }) => target)).toEqual([lot]);
    expect(balancesIn(state)).toMatchObject({ [`${FOX} bonus`]: '10.00' });
    const { batch } = await state.must('state.sweep');
    expect(balancesIn(state)).toEqual({ [`${FOX} traffic_bonus`]: '5.00' });
    expect(lotsIn(state)[`${lot} ${FOX}`]).toBe('0.00 expired 10.00');
    expect((await state.change('state.sweep')).results).toEqual([]);
    expect((await state.change('batches.undo', { options: { batch } })).results).toEqual([]);
    expect(balancesIn(state)).toEqual({ [`${FOX} traffic_bonus`]: '5.00' });
    expect(faultsIn(state)).toEqual([]);
  });

  test('frozen it does not expire; what comes back of it does so at once', async () => {
    const { lot } = await grant({ holder: A, valid_to: '2026-01-05' });
    await state.must('funds.freeze', { rows: [{ holder: A, order: 'x', kind: 'bonus', amount: '4' }] });
    state.now = NOW + DAY;
    await state.must('state.sweep');
    expect(balancesIn(state)).toEqual({ [`${A} bonus order:x`]: '4.00' });
    expect((await state.change('state.sweep')).results).toEqual([]);
    await state.must('funds.unfreeze', { rows: [{ holder: A, order: 'x', kind: 'bonus', amount: '4' }] });
    expect(balancesIn(state)).toEqual({});
    expect(lotsIn(state)[`${lot} ${A}`]).toBe('0.00 expired 10.00');
    expect(faultsIn(state)).toEqual([]);
  });

  test('an allocation of it that is undone expires where it comes back to', async () => {
    await grant({ valid_to: '2026-01-05' });
    const { batch } = await allocate(A, '4');
    // Another movement of the same holder and other lots, in one chunk with it.
    await give(state, { holder: accountHolder(A), kind: 'cash', amount: 100n });
    await state.must('funds.freeze', { rows: [{ holder: A, order: 'x', kind: 'bonus', amount: '4' }] });
    state.now = NOW + DAY;
    expect(await state.told('batches.undo', { options: { batch } })).toEqual(['conflict FUNDS_INSUFFICIENT']);
    expect(balancesIn(state)).toEqual({ [`${A} bonus order:x`]: '4.00', [`${A} cash`]: '1.00' });
  });

  test('lots that are gone where they went are a conflict each', async () => {
    const lots = [await grant({ amount: '3' }), await grant({ amount: '4', valid_to: '2026-02-28' })];
    const rows = ['3', '4'].map((bonus) => ({ holder: A, bonus, payer: FOX }));
    const { batch } = await state.must('funds.allocate', { rows });
    for (const { lot } of lots) await state.must('funds.bonus-revoke', { rows: [lot] });
    const told = await state.told('batches.undo', { options: { batch } });
    expect(told).toEqual(['conflict FUNDS_INSUFFICIENT', 'conflict FUNDS_INSUFFICIENT']);
  });

  test('two rows that are undone at once know both of their lots', async () => {
    const [one, two] = [await grant({ amount: '3' }), await grant({ amount: '4', valid_to: '2026-02-28' })];
    const rows = [A, B].map((holder, i) => ({ holder, bonus: i === 0 ? '3' : '4', payer: FOX }));
    const { batch } = await state.must('funds.allocate', { rows });
    expect(balancesIn(state)).toEqual({ [`${A} bonus`]: '3.00', [`${B} bonus`]: '4.00' });
    expect(await state.told('batches.undo', { options: { batch } })).toEqual(['ok', 'ok']);
    expect(lotsIn(state)).toMatchObject({
      [`${one.lot} ${FOX}`]: '3.00 expired 0.00',
      [`${two.lot} ${FOX}`]: '4.00 expired 0.00',
    });
  });
});

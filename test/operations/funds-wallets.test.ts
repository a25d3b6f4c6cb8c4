/** Shared wallets: switched on and off, listed with what is in them (FUND-9, MEM-3, MEM-4). */
import { beforeEach, describe, expect, test } from 'vitest';
import { fixture } from '../helpers/fixture.ts';
import { give } from '../helpers/ledger.ts';
import { type Cells, NOW, type State } from '../helpers/state.ts';

const UNIT = 'unit:u_ant';
const DAY = 86_400_000;

let state: State;
beforeEach(async () => {
  state = await fixture();
});

type Input = { readonly actor?: string; readonly currency?: string };
const row = (holder: string, currency?: string) => ({ holder, ...(currency && { currency }) });
const enable = (holder: string, { actor = 'ant.p', currency }: Input = {}) =>
  state.told('funds.wallet-enable', { rows: [row(holder, currency)], actor });
const disable = (holder: string, { actor = 'ant.p', currency }: Input = {}) =>
  state.told('funds.wallet-disable', { rows: [row(holder, currency)], actor });
const wallets = async (actor = 'owner', input = {}) =>
  (await state.records('funds.wallets', input, actor)).map((row) =>
    [row['holder'], row['currency'], row['state'], row['general'], row['external']].join(' '),
  );

describe('FUND-9', () => {
  test('switched on, off where it is empty, and on again', async () => {
    expect(await disable(UNIT)).toEqual(['unchanged SAME']);
    expect(await enable(UNIT)).toEqual(['ok']);
    expect(await enable(UNIT)).toEqual(['unchanged SAME']);
    expect(await enable(UNIT, { currency: 'USD' })).toEqual(['ok']);
    await give(
      state,
      { holder: UNIT, kind: 'cash', amount: 700n },
      { holder: UNIT, kind: 'cash', amount: 5n, purse: 'external' },
    );
    expect(await wallets()).toEqual([`${UNIT} CNY enabled 7.00 0.05`, `${UNIT} USD enabled 0.00 0.00`]);
    const refused = await state.outcome('funds.wallet-disable', { rows: [row(UNIT)], actor: 'ant.p' });
    expect([refused.code, (refused.details['what'] as { en: string }).en]).toEqual([
      'WALLET_NOT_EMPTY',
      '2 balances (cash external 0.05 CNY, cash 7.00 CNY)',
    ]);
    expect(await disable(UNIT, { currency: 'USD' })).toEqual(['ok']);
    await state.must('funds.refund', { rows: [{ holder: UNIT, amount: '7' }] });
    expect(await disable(UNIT)).toEqual(['conflict WALLET_NOT_EMPTY']);
    await state.must('funds.refund', { rows: [{ holder: UNIT, amount: '0.05', purse: 'external' }] });
    expect(await disable(UNIT)).toEqual(['ok']);
    expect(await wallets('owner', { state: 'disabled' })).toEqual([
      `${UNIT} CNY disabled 0.00 0.00`,
      `${UNIT} USD disabled 0.00 0.00`,
    ]);
    expect(await enable(UNIT)).toEqual(['ok']);
  });

  test('FUND-7: what an account may use counts what a hold of its wallet gave back, general and external (TIME-2)', async () => {
    await enable(UNIT);
    const account = 'account:tencent:20000001';
    await give(
      state,
      { holder: UNIT, kind: 'cash', amount: 700n },
      { holder: UNIT, kind: 'cash', amount: 90n, purse: 'external' },
      { holder: account, kind: 'cash', amount: 1n },
    );
    const hold = { payer: UNIT, payee: '20000001', expires: '2026-01-06' };
    for (const more of [{ amount: '7' }, { amount: '0.9', purse: 'external' }] as Cells[])
      await state.must('funds.hold', { rows: [{ ...hold, ...more }] });
    const seen = async () => {
      const rows = await state.records('funds.overview', { columns: ['holder', 'usable', 'external_cash'] });
      const of = (holder: string) => rows.find((row) => row['holder'] === holder);
      return [of(account)?.['usable'], of(UNIT)?.['external_cash']];
    };
    expect(await seen()).toEqual(['0.01', '0.00']);
    state.now = NOW + 6 * DAY;
    expect(await seen()).toEqual(['7.91', '0.90']);
  });

  test('FUND-7: of an account, the purse that only a shared wallet has is told of, to who sees that wallet (MEM-4)', async () => {
    const wallet = 'entity:e_dog';
    await enable(wallet, { actor: 'owner' });
    await give(
      state,
      { holder: wallet, kind: 'cash', amount: 90n, purse: 'external' },
      { holder: 'account:tencent:20000301', kind: 'cash', amount: 100n },
      { holder: 'account:tencent:20000401', kind: 'cash', amount: 1n },
    );
    const columns = ['holder', 'purse', 'available', 'usable'];
    const holder = ['20000301', '20000401', wallet];
    const told = async (actor: string, more = {}) =>
      (await state.records('funds.overview', { by: 'purse', columns, holder, ...more }, actor)).map((line) =>
        columns.map((name) => line[name] ?? '-').join(' '),
      );
    const external = 'account:tencent:20000301 external 0.00 0.90';
    const general = 'account:tencent:20000301 general 1.00 1.00';
    const other = 'account:tencent:20000401 general 0.01 0.01';
    expect(await told('owner')).toEqual([
      external,
      general,
      other,
      `${wallet} external 0.90 -`,
      `${wallet} general 0.00 -`,
    ]);
    expect(await told('owner', { where: ['purse = external', 'usable > 0.5'] })).toEqual([external]);
    const clients = holder.slice(0, 2);
    expect(await told('fox.m', { holder: clients })).toEqual([general, other]);
    expect((await state.records('funds.overview', { by: 'purse', count: true, holder: clients }, 'fox.m'))[0]).toEqual({
      count: 2,
    });
    await state.must('funds.refund', { rows: [{ holder: wallet, amount: '0.90', purse: 'external' }] });
    expect(await told('owner', { holder: ['20000301'] })).toEqual([general]);
  });

  test('what is frozen keeps it on; what a hold that is over gives back is in it', async () => {
    await enable('entity:e_ant');
    await give(state, { holder: 'entity:e_ant', kind: 'cash', amount: 700n });
    const hold = { payer: 'entity:e_ant', payee: '20000001', amount: '7', expires: '2026-01-06' };
    await state.must('funds.hold', { rows: [hold], actor: 'ant.a' });
    expect(await wallets()).toEqual(['entity:e_ant CNY enabled 0.00 0.00']);
    expect(await disable('entity:e_ant')).toEqual(['conflict WALLET_NOT_EMPTY']);
    state.now = NOW + 2 * DAY;
    expect(await wallets()).toEqual(['entity:e_ant CNY enabled 7.00 0.00']);
  });

  test('BULK-4: undo switches off again, where nothing is in it', async () => {
    const { batch } = await state.must('funds.wallet-enable', { rows: [UNIT], actor: 'ant.p' });
    await give(state, { holder: UNIT, kind: 'cash', amount: 700n });
    const undo = () => state.told('batches.undo', { options: { batch }, actor: 'ant.p' });
    expect(await undo()).toEqual(['conflict WALLET_NOT_EMPTY']);
    await state.must('funds.refund', { rows: [{ holder: UNIT, amount: '7' }] });
    expect(await undo()).toEqual(['ok']);
    expect(await wallets()).toEqual([]);
  });

  const REFUSED: readonly (readonly [holder: string, actor: string, told: string])[] = [
    [UNIT, 'newbie', 'forbidden MEMBER_UNVERIFIED'],
    ['unit:u_none', 'ant.p', 'not_found NOT_FOUND'],
    [UNIT, 'cat.p', 'not_found NOT_FOUND'],
    [UNIT, 'ant.a', 'forbidden FORBIDDEN'],
    [UNIT, 'unit.a', 'forbidden FORBIDDEN'],
    ['20000001', 'ant.p', 'invalid HOLDER_KIND'],
    ['agency:a_fox', 'fox.m', 'invalid HOLDER_KIND'],
    ['group:g_north', 'north.p', 'ok'],
  ];
  test.each(REFUSED)('%s by %s: %s', async (holder, actor, told) => {
    expect(await enable(holder, { actor })).toEqual([told]);
  });

  test('MEM-4: seen by who sees the money of their holders', async () => {
    for (const holder of [UNIT, 'unit:u_cat', 'entity:e_ant']) await enable(holder, { actor: 'owner' });
    const holders = async (actor: string) => (await wallets(actor)).map((text) => text.split(' ')[0]);
    expect(await holders('ops')).toEqual(['entity:e_ant', UNIT, 'unit:u_cat']);
    expect(await holders('ant.a')).toEqual(['entity:e_ant', UNIT]);
    expect(await holders('unit.a')).toEqual([UNIT]);
    expect(await holders('south.p')).toEqual(['unit:u_cat']);
    expect(await holders('fox.m')).toEqual([]);
  });
});

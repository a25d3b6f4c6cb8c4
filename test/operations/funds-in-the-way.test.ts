/** Money keeps what it is in: accounts, clients, organisations, units (ACC-1, ACC-7, ORG-10, BULK-4). */
import { beforeEach, describe, expect, test } from 'vitest';
import { CLIENTS, fixture } from '../helpers/fixture.ts';
import { accountHolder, balancesIn, give } from '../helpers/ledger.ts';
import { NOW, type State } from '../helpers/state.ts';

const FREE = '20000013';
const [A] = CLIENTS as [string];
const FOX = 'agency:a_fox';
const DAY = 86_400_000;

let state: State;
beforeEach(async () => {
  state = await fixture();
});

const what = async (operation: string, row: string, input = {}): Promise<string> => {
  const { code, details } = await state.outcome(operation, { rows: [row], ...input });
  return [code, (details['what'] as { en: string } | undefined)?.en].filter(Boolean).join(': ');
};

describe('ACC-1 closing', () => {
  const close = () => what('accounts.close', FREE);
  const holder = accountHolder(FREE);

  test('balances, orders and holds are named; what is over is not in the way', async () => {
    await give(
      state,
      { holder, kind: 'cash', amount: 700n },
      { holder, kind: 'owed', amount: -100n },
      { holder, kind: 'bonus', amount: 500n, lot: { id: 'l_one', validTo: '2026-01-05' } },
      { holder, kind: 'cash', amount: 900n, order: 'PO1' },
      { holder: 'entity:e_ant', kind: 'cash', amount: 900n },
    );
    const hold = { amount: '2', expires: '2026-01-05' };
    const mine = await state.must('funds.hold', { rows: [{ payer: FREE, payee: 'entity:e_ant', ...hold }] });
    const its = await state.must('funds.hold', { rows: [{ payer: 'entity:e_ant', payee: FREE, ...hold }] });
    expect(await close()).toBe(
      `MONEY_LEFT: 3 balances (bonus 5.00 CNY, cash 5.00 CNY, owed -1.00 CNY); 1 frozen order (PO1); 1 hold (${mine.results[0]?.id}); 1 hold for it (${its.results[0]?.id})`,
    );
    state.now = NOW + DAY;
    expect(await close()).toBe('MONEY_LEFT: 2 balances (cash 7.00 CNY, owed -1.00 CNY); 1 frozen order (PO1)');
  });

  test('also by an import, and by a redo; an empty account closes', async () => {
    const { batch } = await state.must('accounts.close', { rows: [FREE] });
    const { batch: undone } = await state.must('batches.undo', { options: { batch } });
    await give(state, { holder, kind: 'credit', amount: 1n });
    expect(await close()).toBe('MONEY_LEFT: 1 balance (credit 0.01 CNY)');
    const row = { id: FREE, platform: 'tencent', status: 'closed' };
    expect(await state.told('accounts.import', { rows: [row] })).toEqual(['conflict MONEY_LEFT']);
    expect(await state.told('batches.undo', { options: { batch: undone } })).toEqual(['conflict MONEY_LEFT']);
    await give(state, { holder, kind: 'credit', amount: -1n });
    expect(await close()).toBe('');
  });
});

describe('ACC-1 currency and time zone', () => {
  test('stay once there are entries', async () => {
    const update = (options: Record<string, string>) => state.told('accounts.update', { rows: [FREE], options });
    const { batch } = await state.must('accounts.update', { rows: [FREE], options: { currency: 'USD' } });
    await state.must('batches.undo', { options: { batch } });
    const zone = await state.must('accounts.update', { rows: [FREE], options: { time_zone: 'Asia/Tokyo' } });
    await give(state, { holder: accountHolder(FREE), kind: 'cash', amount: 1n });
    await give(state, { holder: accountHolder(FREE), kind: 'cash', amount: -1n });
    expect(await update({ currency: 'USD' })).toEqual(['conflict CURRENCY_FIXED']);
    expect(await update({ time_zone: 'Asia/Shanghai' })).toEqual(['conflict CURRENCY_FIXED']);
    expect(await update({ currency: 'CNY', time_zone: 'Asia/Tokyo' })).toEqual(['unchanged SAME']);
    expect(await update({ name: '新名称' })).toEqual(['ok']);
    expect(await state.told('batches.undo', { options: { batch: zone.batch } })).toEqual(['conflict CURRENCY_FIXED']);
    const row = { id: FREE, platform: 'tencent', currency: 'USD' };
    expect(await state.told('accounts.import', { rows: [row] })).toEqual(['conflict CURRENCY_FIXED']);
  });

  test('BULK-4: a redo makes an account and closes it again, as the file did', async () => {
    const of = (row: object) => ({ id: '777', platform: 'tencent', name: '新', entity: 'e_ant', ...row });
    const rows = [of({}), of({ currency: 'USD' }), of({ status: 'closed' })];
    const { batch } = await state.must('accounts.import', { rows });
    const { batch: undone } = await state.must('batches.undo', { options: { batch } });
    await state.must('batches.undo', { options: { batch: undone } });
    const [account] = await state.records('accounts.show', { id: ['777'] });
    expect(account).toMatchObject({ currency: 'USD', status: 'closed' });
  });

  test('BULK-4: an account with entries is not undone away', async () => {
    const row = { id: '777', platform: 'tencent', name: '新', entity: 'e_ant' };
    const { batch } = await state.must('accounts.create', { rows: [row] });
    await give(state, { holder: accountHolder('777'), kind: 'cash', amount: 1n });
    expect(await state.told('batches.undo', { options: { batch } })).toEqual(['conflict UNDO_REFERENCED']);
  });
});

describe('ACC-7 terminating', () => {
  const end = () => what('clients.terminate', A, { options: { agency: 'a_fox' }, reason: '到期', actor: 'fox.a' });
  const a = accountHolder(A);

  test('money that the agency allocated, as far as it is still there; the client’s own stays', async () => {
    await give(state, { holder: FOX, kind: 'cash', amount: 10000n }, { holder: a, kind: 'cash', amount: 500n });
    await state.must('funds.allocate', { rows: [{ holder: A, amount: '60', payer: FOX }] });
    expect(await end()).toBe('MONEY_LEFT: 1 balance (cash 60.00 CNY)');
    await state.must('funds.reclaim', { rows: [{ holder: A, amount: '50', payee: FOX }] });
    expect(await end()).toBe('MONEY_LEFT: 1 balance (cash 10.00 CNY)');
    const { batch } = await state.must('funds.reclaim', { rows: [{ holder: A, amount: '10', payee: FOX }] });
    expect(
      await state.told('clients.terminate', { rows: [A], options: { agency: 'a_fox' }, reason: 'x', dryRun: true }),
    ).toEqual(['ok CLIENT_ENDS']);
    await state.must('batches.undo', { options: { batch } });
    expect(await end()).toBe('MONEY_LEFT: 1 balance (cash 10.00 CNY)');
  });

  test('frozen orders and holds, whosever they are', async () => {
    await give(state, { holder: a, kind: 'cash', amount: 500n, order: 'PO1' });
    expect(await end()).toBe('MONEY_LEFT: 1 frozen order (PO1)');
    await state.must('funds.unfreeze', { rows: [{ holder: A, order: 'PO1', amount: '5' }] });
    const row = { payer: A, payee: '20000302', amount: '5' };
    const { results } = await state.must('funds.hold', { rows: [row] });
    expect(await end()).toBe(`MONEY_LEFT: 1 hold (${results[0]?.id})`);
  });

  test('BULK-4: that one became a client is not undone beneath the money', async () => {
    const free = '20000405';
    const { batch } = await state.must('accounts.import', {
      rows: [{ id: free, platform: 'tencent', agency: 'a_fox' }],
      actor: 'ops',
    });
    await give(state, { holder: FOX, kind: 'cash', amount: 100n });
    await state.must('funds.allocate', { rows: [{ holder: free, amount: '1', payer: FOX }] });
    expect(await state.told('batches.undo', { options: { batch } })).toEqual(['conflict MONEY_LEFT']);
  });
});

describe('FUND-4: what is closed or archived gets nothing', () => {
  const closed = '20000012';
  beforeEach(async () => {
    await state.must('units.archive', { rows: ['u_ant2'] });
    await give(
      state,
      { holder: accountHolder(closed), kind: 'cash', amount: 100n },
      { holder: 'unit:u_ant2', kind: 'cash', amount: 100n },
    );
  });
  const AMOUNT = { amount: '1' };
  const INTO: readonly (readonly [operation: string, row: Record<string, string>, code: string])[] = [
    ['funds.recharge', { holder: closed, ...AMOUNT }, 'ACCOUNT_CLOSED'],
    ['funds.recharge', { holder: 'unit:u_ant2', ...AMOUNT }, 'ARCHIVED'],
    ['funds.credit-limit', { holder: closed, ...AMOUNT }, 'ACCOUNT_CLOSED'],
    ['funds.bonus-grant', { holder: closed, ...AMOUNT, kind: 'bonus', valid_to: '2099-01-01' }, 'ACCOUNT_CLOSED'],
    ['funds.allocate', { holder: closed, payer: 'entity:e_ant', ...AMOUNT }, 'ACCOUNT_CLOSED'],
    ['funds.transfer', { payer: closed, payee: 'unit:u_ant2', ...AMOUNT }, 'ARCHIVED'],
    ['funds.hold', { payer: 'entity:e_ant', payee: closed, ...AMOUNT }, 'ACCOUNT_CLOSED'],
    ['funds.reclaim', { holder: closed, payee: 'unit:u_ant2', ...AMOUNT }, 'ARCHIVED'],
  ];
  test.each(INTO)('%s %j: %s', async (operation, row, code) => {
    expect(await state.told(operation, { rows: [row] })).toEqual([`conflict ${code}`]);
  });

  const SHARES: readonly (readonly [told: string, ...to: string[]])[] = [
    ['conflict ACCOUNT_CLOSED', `${closed}=100%`],
    ['conflict ACCOUNT_CLOSED', '20000001=50%', `${closed}=50%`],
    ['conflict ACCOUNT_CLOSED', '20000001=50%', 'rest=50%', `rest/${closed}=50%`],
    ['conflict ARCHIVED', 'unit:u_ant2=1.00'],
    ['conflict ARCHIVED', 'group:g_gone=10%'],
    ['ok', '20000001=50%'],
  ];
  test.each(SHARES)('FUND-13: funds.split is %s for %s %s %s', async (told, ...to) => {
    await state.must('orgs.create', { rows: [{ kind: 'group', id: 'g_gone', name: '已撤集团' }] });
    await state.must('orgs.archive', { rows: ['g_gone'] });
    await give(state, { holder: 'entity:e_ant', kind: 'cash', amount: 10_000n });
    const before = balancesIn(state);
    const row = { holder: 'entity:e_ant', amount: '10' };
    expect(await state.told('funds.split', { rows: [row], options: { to } })).toEqual([told]);
    if (told !== 'ok') expect(balancesIn(state)).toEqual(before);
  });

  test('what is there can still be taken out', async () => {
    expect(await state.told('funds.refund', { rows: [{ holder: closed, ...AMOUNT }] })).toEqual(['ok']);
    const row = { payer: 'unit:u_ant2', payee: 'entity:e_ant', ...AMOUNT };
    expect(await state.told('funds.transfer', { rows: [row] })).toEqual(['ok']);
  });
});

describe('ORG-10 archiving', () => {
  test('a unit with money in its wallet', async () => {
    await give(state, { holder: 'unit:u_ant2', kind: 'cash', amount: 100n });
    expect(await what('units.archive', 'u_ant2')).toBe('ARCHIVE_IN_USE: 1 balance (cash 1.00 CNY)');
    await state.must('funds.refund', { rows: [{ holder: 'unit:u_ant2', amount: '1' }] });
    expect(await what('units.archive', 'u_ant2')).toBe('');
  });

  test('an organisation with money, beside all else', async () => {
    await give(
      state,
      { holder: FOX, kind: 'deposit', amount: 100n },
      { holder: FOX, kind: 'cash', amount: 1n, order: 'x' },
    );
    expect(await what('orgs.archive', 'a_fox')).toMatch(
      /^ARCHIVE_IN_USE: 7 active authorisations; 1 balance \(deposit 1\.00 CNY\); 1 frozen order \(x\)$/,
    );
    await state.must('orgs.create', { rows: [{ name: '空集团', kind: 'group', id: 'g_empty' }] });
    await give(state, { holder: 'group:g_empty', kind: 'cash', amount: 100n });
    expect(await what('orgs.archive', 'g_empty')).toBe('ARCHIVE_IN_USE: 1 balance (cash 1.00 CNY)');
  });
});

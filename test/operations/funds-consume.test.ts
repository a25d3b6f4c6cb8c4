/** Consumption: which books pay, what a platform's file states, what comes back (FUND-4, FUND-4b, FUND-9). */
import { beforeEach, describe, expect, test } from 'vitest';
import { fixture } from '../helpers/fixture.ts';
import { accountHolder, balancesIn, faultsIn, give, lotsIn, wallet } from '../helpers/ledger.ts';
import type { Cells, ChangeInput, State } from '../helpers/state.ts';

const A = '20000001';
const a = accountHolder(A);
/** 10:00 in Shanghai. */
const on = (day: string): number => Date.parse(`${day}T02:00:00Z`);
const cells = (row: string): Cells =>
  Object.fromEntries(row.split(' ').map((cell) => cell.split('=') as [string, string]));

let state: State;
beforeEach(async () => {
  state = await fixture();
  state.now = on('2026-03-08');
});

type Call = Omit<ChangeInput, 'rows'> & { readonly source?: string };
type Verb = 'consume' | 'consume-return';
const OPERATIONS = { consume: 'funds.consume', 'consume-return': 'funds.consume-return' } as const;
const call = (verb: Verb, rows: readonly string[], { source, ...input }: Call = {}) =>
  state.change(OPERATIONS[verb], {
    ...input,
    rows: rows.map((row) => ({ account: A, ...cells(row) })),
    ...(source && { options: { source } }),
  });
const told = async (verb: Verb, rows: readonly string[], input: Call = {}): Promise<string[]> =>
  (await call(verb, rows, input)).results.map(({ status, code }) => [status, code].join(' ').trim());
const undo = (batch: string) => state.told('batches.undo', { options: { batch } });

async function stocked(): Promise<void> {
  await give(
    state,
    { holder: a, kind: 'traffic_bonus', amount: 500n, lot: { id: 'l_one', validTo: '2026-03-10' } },
    { holder: a, kind: 'traffic_bonus', amount: 500n, lot: { id: 'l_two', validTo: '2026-03-05' } },
    { holder: a, kind: 'bonus', amount: 1000n, lot: { id: 'l_three', validTo: '2026-12-31' } },
    { holder: a, kind: 'cash', amount: 2000n },
    { holder: 'unit:u_ant', kind: 'cash', amount: 3000n },
    { holder: 'entity:e_ant', kind: 'cash', amount: 4000n },
    { holder: a, kind: 'credit', amount: 5000n },
  );
  await wallet(state, 'unit:u_ant');
  await wallet(state, 'entity:e_ant');
}

const DAY = 'day total cash credit overdraft'.split(' ');
const days = async () =>
  (await state.records('funds.statement', { type: 'consumption', columns: DAY })).map((row) =>
    DAY.map((name) => row[name]).join(' '),
  );
const nothingFound = async () => expect((await state.query('funds.check')).rows).toEqual([]);

describe('FUND-8 a day of consumption is what was consumed of it, however it came back', () => {
  test('credit that is repaid by now comes back as cash, and is less credit consumed', async () => {
    await state.must('funds.recharge', { rows: [{ holder: 'agency:a_fox', amount: '50.00' }] });
    await state.must('funds.credit-limit', { rows: [{ holder: A, amount: '50.00' }] });
    expect(await told('consume', ['amount=50.00 day=2026-03-08'])).toEqual(['ok']);
    await state.must('funds.repay', { rows: [{ holder: A, payer: 'agency:a_fox', amount: '50.00' }] });
    expect(await told('consume-return', ['amount=20.00 day=2026-03-08'])).toEqual(['ok']);
    expect(await days()).toEqual(['2026-03-08 30.00 0.00 30.00 0.00']);
    await nothingFound();
  });

  test('overdraft that is cleared by now comes back as cash, and is less overdraft', async () => {
    expect(await told('consume', ['amount=80.00 day=2026-03-08'], { source: 'tencent' })).toEqual(['ok OVERDRAWN']);
    await state.must('funds.recharge', { rows: [{ holder: A, amount: '100.00' }] });
    const { batch } = await call('consume', ['amount=70.00 day=2026-03-08'], { source: 'tencent' });
    expect(await days()).toEqual(['2026-03-08 70.00 0.00 0.00 70.00']);
    expect(balancesIn(state)).toEqual({ [`${A} cash`]: '30.00' });
    await nothingFound();
    expect(await undo(batch)).toEqual(['ok']);
    expect(await days()).toEqual(['2026-03-08 80.00 0.00 0.00 80.00']);
    await nothingFound();
  });
});

test('MONEY-1: kinds that are too large together are refused', async () => {
  const half = '90071992547409.91';
  const row = `day=2026-03-08 cash=${half} credit=${half}`;
  expect(await told('consume', [row], { source: 'tencent' })).toEqual(['invalid AMOUNT_INVALID']);
});

describe('the worked examples', () => {
  test('example 1: traffic bonus, bonus, cash, wallets of unit and entity, credit; then 45.00 is there', async () => {
    state.now = on('2026-03-05');
    await stocked();
    const { results } = await call('consume', ['amount=115.00 day=2026-03-05']);
    expect(results[0]).toMatchObject({ status: 'ok' });
    expect(balancesIn(state)).toEqual({
      [`${A} credit`]: '45.00',
      [`${A} owed`]: '-5.00',
    });
    expect(lotsIn(state)).toMatchObject({
      [`l_one ${A}`]: '0.00 expired 0.00',
      [`l_two ${A}`]: '0.00 expired 0.00',
    });
    const { details, code } = (await call('consume', ['amount=45.01 day=2026-03-05'])).results[0] ?? {};
    expect([code, details?.['there']]).toEqual(['USABLE_INSUFFICIENT', '45.00']);
    expect(await told('consume', ['amount=45.00 day=2026-03-05'])).toEqual(['ok']);
    expect(balancesIn(state)).toEqual({ [`${A} owed`]: '-50.00' });
    expect(faultsIn(state)).toEqual([]);
  });

  test('example 1: the lot that ends first pays first', async () => {
    state.now = on('2026-03-05');
    await stocked();
    expect(await told('consume', ['amount=7.00 day=2026-03-05'])).toEqual(['ok']);
    expect(lotsIn(state)).toMatchObject({
      [`l_one ${A}`]: '3.00 expired 0.00',
      [`l_two ${A}`]: '0.00 expired 0.00',
    });
  });

  test('example 2: credit, overdraft, and a recharge that clears it', async () => {
    const [a1, a2] = ['20000301', '20000302'];
    await give(
      state,
      { holder: 'agency:a_fox', kind: 'credit', amount: 10000n },
      { holder: 'agency:a_fox', kind: 'cash', amount: 6000n },
      { holder: accountHolder(a1), kind: 'cash', amount: 1000n },
    );
    const allocate = (holder: string) =>
      state.change('funds.allocate', { rows: [{ holder, amount: '60.00', kind: 'credit', payer: 'agency:a_fox' }] });
    expect((await allocate(a1)).results[0]?.status).toBe('ok');
    const second = (await allocate(a2)).results[0];
    expect([second?.code, second?.details?.['there']]).toEqual(['FUNDS_INSUFFICIENT', '40.00']);
    const { results, summary } = await call('consume', [`account=${a1} amount=80.00 day=2026-03-08`], { source: 'tx' });
    expect([results[0]?.status, results[0]?.code, results[0]?.details?.['amount']]).toEqual([
      'ok',
      'OVERDRAWN',
      '10.00',
    ]);
    expect(summary.notes).toMatchObject([{ code: 'OVERDRAWN', count: 1 }]);
    expect(balancesIn(state)).toMatchObject({ [`${a1} owed`]: '-60.00', [`${a1} overdraft`]: '-10.00' });
    await state.must('funds.recharge', { rows: [{ holder: a1, amount: '50.00' }] });
    expect(balancesIn(state)).toEqual({
      [`${a1} cash`]: '40.00',
      [`${a1} owed`]: '-60.00',
      'agency:a_fox cash': '60.00',
      'agency:a_fox credit': '40.00',
    });
    expect(faultsIn(state)).toEqual([]);
  });

  describe('example 3', () => {
    beforeEach(async () => {
      await give(
        state,
        { holder: a, kind: 'traffic_bonus', amount: 500n, lot: { id: 'l_one', validTo: '2026-03-05' } },
        { holder: a, kind: 'cash', amount: 2000n },
      );
      expect(await told('consume', ['amount=12.00 day=2026-03-05'], { source: 'tx' })).toEqual(['ok']);
      expect(balancesIn(state)).toEqual({ [`${A} cash`]: '13.00' });
    });

    test('FUND-4b: restated to 9.00, cash comes back, effective on that day', async () => {
      expect(await told('consume', ['amount=9.00 day=2026-03-05'], { source: 'tx' })).toEqual(['ok']);
      expect(balancesIn(state)).toEqual({ [`${A} cash`]: '16.00' });
      expect(lotsIn(state)).toEqual({ [`l_one ${A}`]: '0.00 expired 0.00' });
    });

    test('FUND-4b: restated to 4.00, the lot comes back with 1, which expires at once', async () => {
      expect(await told('consume', ['amount=4.00 day=2026-03-05'], { source: 'tx' })).toEqual(['ok']);
      expect(balancesIn(state)).toEqual({ [`${A} cash`]: '20.00' });
      expect(lotsIn(state)).toEqual({ [`l_one ${A}`]: '0.00 expired 1.00' });
      expect(faultsIn(state)).toEqual([]);
    });
  });
});

describe('who pays', () => {
  const paid = async (row: string, call: Call = {}) => {
    const before = balancesIn(state);
    expect(await told('consume', [row], call)).toEqual(['ok']);
    const after = balancesIn(state);
    return Object.fromEntries(
      Object.keys(before)
        .filter((name) => before[name] !== after[name])
        .map((name) => [name, (Number(before[name]) - Number(after[name] ?? 0)).toFixed(2)]),
    );
  };

  test('FUND-9: a wallet that is switched off, or of another currency, is skipped', async () => {
    await give(
      state,
      { holder: 'unit:u_ant', kind: 'cash', amount: 3000n },
      { holder: 'entity:e_ant', kind: 'cash', amount: 3000n, currency: 'USD' },
      { holder: a, kind: 'credit', amount: 1000n },
    );
    await wallet(state, 'unit:u_ant', 'disabled');
    await wallet(state, 'entity:e_ant', 'enabled', 'USD');
    expect(await paid('amount=4.00 day=2026-03-08')).toEqual({ [`${A} credit`]: '4.00' });
  });

  test('FUND-9: the wallet of a group unit’s group comes after the unit’s and before the entity’s', async () => {
    const holders = ['entity:e_ant', 'group:g_north', 'unit:u_north'];
    for (const holder of holders) {
      await give(state, { holder, kind: 'cash', amount: 1000n });
      await wallet(state, holder);
    }
    expect(await paid('account=20000005 amount=25.00 day=2026-03-08')).toEqual({
      'unit:u_north cash': '10.00',
      'group:g_north cash': '10.00',
      'entity:e_ant cash': '5.00',
    });
    // The unit of another account is an entity's: there the group does not pay.
    expect(await told('consume', ['amount=6.00 day=2026-03-08'])).toEqual(['conflict USABLE_INSUFFICIENT']);
    expect(await told('consume', ['amount=5.00 day=2026-03-08'])).toEqual(['ok']);
  });

  test('USABLE_INSUFFICIENT says what is there and not valid that day', async () => {
    const lot = { kind: 'bonus', amount: '10.00', valid_from: '2026-03-09', valid_to: '2026-03-31' };
    await state.must('funds.bonus-grant', { rows: [{ holder: A, ...lot }] });
    const refused = async (day: string, amount: string) => {
      const [row] = (await call('consume', [`amount=${amount} day=${day}`])).results;
      return [row?.code, row?.details?.['there'], row?.details?.['unfit']];
    };
    expect(await refused('2026-03-08', '1.00')).toEqual(['USABLE_INSUFFICIENT', '0.00', '10.00']);
    state.now = on('2026-03-09');
    expect(await refused('2026-03-09', '10.01')).toEqual(['USABLE_INSUFFICIENT', '10.00', undefined]);
    expect(await told('consume', ['amount=10.00 day=2026-03-09'])).toEqual(['ok']);
  });

  test('FUND-9: external spend takes only the external purse', async () => {
    await stocked();
    await give(state, { holder: a, kind: 'cash', amount: 100n, purse: 'external' });
    expect(await told('consume', ['amount=1.01 day=2026-03-08 purse=external'])).toEqual([
      'conflict USABLE_INSUFFICIENT',
    ]);
    expect(await paid('amount=1.00 day=2026-03-08 purse=external')).toEqual({ [`${A} cash external`]: '1.00' });
  });

  test('FUND-4: what is frozen for the order pays first, on credit too; nothing else may use it', async () => {
    await give(
      state,
      { holder: a, kind: 'cash', amount: 1000n },
      { holder: a, kind: 'cash', amount: 500n, order: 'o/1' },
      { holder: a, kind: 'credit', amount: 300n, order: 'o/1' },
    );
    expect(await told('consume', ['amount=10.01 day=2026-03-08'])).toEqual(['conflict USABLE_INSUFFICIENT']);
    expect(await paid('amount=9.00 day=2026-03-08 order=o/1')).toEqual({
      [`${A} cash order:o/1`]: '5.00',
      [`${A} credit order:o/1`]: '3.00',
      [`${A} cash`]: '1.00',
    });
    expect(await told('consume-return', ['amount=9.00 day=2026-03-08'])).toEqual(['ok']);
    expect(balancesIn(state)).toEqual({
      [`${A} cash`]: '10.00',
      [`${A} cash order:o/1`]: '5.00',
      [`${A} credit order:o/1`]: '3.00',
    });
  });

  test('FUND-4: an order for which nothing is frozen is told, by hand and of a file, and not once it is there', async () => {
    await give(
      state,
      { holder: a, kind: 'cash', amount: 1000n },
      { holder: a, kind: 'credit', amount: 500n, order: 'o1' },
    );
    const row = 'amount=2.00 day=2026-03-08 order=';
    expect((await call('consume', [`${row}o2`])).results[0]).toMatchObject({
      status: 'ok',
      code: 'NOTHING_FROZEN',
      details: { order: 'o2' },
    });
    const rows = [`${row}o1`, `${row}o2`, 'amount=9.00 day=2026-03-08 order=o3'];
    const file = { source: 'tx' };
    // By hand was another source: what may be booked twice is graver, and so is what nothing paid for.
    expect(await told('consume', rows, file)).toEqual(['ok', 'ok SOURCE_BESIDE', 'ok OVERDRAWN']);
    expect(await told('consume', rows, file)).toEqual(Array(3).fill('unchanged SAME'));
    await state.must('funds.recharge', { rows: [{ holder: A, amount: '9.00' }] });
    expect(await told('consume', ['amount=1.00 day=2026-03-07 order=o2'], file)).toEqual(['ok NOTHING_FROZEN']);
    expect(await told('consume', ['amount=0.50 day=2026-03-07 order=o2'], file)).toEqual(['ok']);
  });

  test('FUND-4b: a lot that is not valid yet on the day does not pay, nor one that was over by then', async () => {
    await give(
      state,
      {
        holder: a,
        kind: 'bonus',
        amount: 100n,
        lot: { id: 'l_later', validFrom: '2026-03-08', validTo: '2026-03-20' },
      },
      { holder: a, kind: 'bonus', amount: 100n, lot: { id: 'l_before', validTo: '2026-03-06' } },
      { holder: a, kind: 'cash', amount: 500n },
    );
    expect(await paid('amount=2.00 day=2026-03-07')).toEqual({ [`${A} bonus`]: '1.00', [`${A} cash`]: '2.00' });
    expect(lotsIn(state)).toEqual({
      [`l_later ${A}`]: '1.00 expired 0.00',
      [`l_before ${A}`]: '0.00 expired 1.00',
    });
    expect(await told('consume', ['amount=1.50 day=2026-03-06'])).toEqual(['ok']);
    expect(lotsIn(state)).toMatchObject({ [`l_before ${A}`]: '0.00 expired 0.00' });
    expect(balancesIn(state)).toEqual({ [`${A} bonus`]: '1.00', [`${A} cash`]: '2.50' });
  });

  test('FUND-4b: only what expired in this account’s own book comes back', async () => {
    await give(state, {
      holder: accountHolder('20000002'),
      kind: 'bonus',
      amount: 100n,
      lot: { id: 'l_other', validTo: '2026-03-05' },
    });
    expect(await told('consume', ['amount=0.01 day=2026-03-05'])).toEqual(['conflict USABLE_INSUFFICIENT']);
    expect(await told('consume', ['account=20000002 amount=1.00 day=2026-03-05'])).toEqual(['ok']);
  });
});

describe('a platform’s file', () => {
  const SOURCE = { source: 'tx' };
  beforeEach(() => give(state, { holder: a, kind: 'cash', amount: 10000n }));

  test('FUND-4: the same again changes nothing, another amount books the difference', async () => {
    const rows = ['amount=30.00 day=2026-03-07', 'amount=5.00 day=2026-03-07 type=search'];
    expect(await told('consume', rows, SOURCE)).toEqual(['ok', 'ok']);
    expect(await told('consume', rows, SOURCE)).toEqual(['unchanged SAME', 'unchanged SAME']);
    expect(balancesIn(state)).toEqual({ [`${A} cash`]: '65.00' });
    const again = ['amount=20.00 day=2026-03-07', 'amount=6.50 day=2026-03-07 type=Search'];
    expect(await told('consume', again, SOURCE)).toEqual(['ok', 'ok']);
    expect(balancesIn(state)).toEqual({ [`${A} cash`]: '73.50' });
    expect(await told('consume', ['amount=0 day=2026-03-07'], SOURCE)).toEqual(['ok']);
    expect(balancesIn(state)).toEqual({ [`${A} cash`]: '93.50' });
  });

  test('FUND-4: another source, product, order or purse is another line; by hand is another, too', async () => {
    const same = 'amount=1.00 day=2026-03-07';
    for (const more of ['', ' product=p', ' type=brand/gd', ' type=brand'])
      expect(await told('consume', [`${same}${more}`], SOURCE)).toEqual(['ok']);
    expect(await told('consume', [`${same} order=o`], SOURCE)).toEqual(['ok NOTHING_FROZEN']);
    expect(await told('consume', [same], { source: 'other' })).toEqual(['ok SOURCE_BESIDE']);
    for (const source of ['Other', 'ＯＴＨＥＲ'])
      expect(await told('consume', [same], { source })).toEqual(['unchanged SAME']);
    expect(await told('consume', [same])).toEqual(['ok']);
    expect(await told('consume', [same])).toEqual(['ok']);
    expect(await told('consume', [same], SOURCE)).toEqual(['unchanged SAME']);
    expect(balancesIn(state)).toEqual({ [`${A} cash`]: '92.00' });
  });

  test('FUND-4: a type that is no known word is one however it is written, in rows, returns and filters', async () => {
    const row = (type: string, amount = '3.00') => `amount=${amount} day=2026-03-07 type=${type}`;
    expect(await told('consume', [row('Video\u3000Ads')], SOURCE)).toEqual(['ok']);
    const written = ['VIDEO\u00a0ads', 'ｖｉｄｅｏ\u3000\u3000ａｄｓ', '\u3000video\u2003Ads\u3000'];
    for (const type of written) expect(await told('consume', [row(type)], SOURCE)).toEqual(['unchanged SAME']);
    const twice = written.slice(1).map((type) => row(type, '4.00'));
    expect(await told('consume', twice, SOURCE)).toEqual(['ok', 'conflict LINE_TWICE']);
    expect(await told('consume-return', [row(written[0] as string, '1.00')])).toEqual(['ok']);
    for (const where of ['type = VIDEO  ads', 'type in "Ｖideo Ads",app', "type = ' video ads '"]) {
      const input = { where: [where], columns: ['type', 'total'] };
      expect(await state.records('funds.statement', { ...input, type: 'consumption' })).toEqual([
        { type: 'video ads', total: '3.00' },
      ]);
      expect(await state.records('funds.statement', { where: [where], columns: ['type'] })).toHaveLength(3);
    }
    expect(await state.records('funds.statement', { where: ['source = ＴＸ'] })).toHaveLength(3);
    // What is kept as search/rtb is found by each word for it, and what is kept as it was written by that.
    expect(await told('consume', [row('搜索-竞价'), row('搜索\u3000大字')], SOURCE)).toEqual(['ok', 'ok']);
    const types = async (where: string) =>
      (await state.records('funds.statement', { type: 'consumption', where: [where], columns: ['type'] })).map(
        ({ type }) => type,
      );
    expect((await types('type ~ 搜索')).toSorted()).toEqual(['search/rtb', '搜索 大字']);
    for (const where of ['type ~ 竞价', 'type ~ 搜索/竞价', 'type ~ SEARCH', 'type ~ rtb'])
      expect(await types(where)).toEqual(['search/rtb']);
  });

  test('FUND-4: two rows that state the same: the second is refused and names the first, also when nothing changes', async () => {
    const rows = ['amount=1.00 day=2026-03-07', 'amount=2.00 day=2026-03-07 type=app', 'amount=3.00 day=2026/3/7'];
    for (const first of ['ok', 'unchanged SAME']) {
      const { results } = await call('consume', rows, SOURCE);
      expect(results.map(({ status, code }) => [status, code].join(' ').trim())).toEqual([
        first,
        first,
        'conflict LINE_TWICE',
      ]);
      expect(results[2]?.details).toEqual({ row: 1 });
    }
    expect(balancesIn(state)).toEqual({ [`${A} cash`]: '97.00' });
  });

  test('FUND-4: two rows of one day that does not exist are each refused for their day, however it is written', async () => {
    const rows = ['2026-02-30', '2026/2/30', '2026-02-30', 'abc', 'abc'].map((day) => `amount=1.00 day=${day}`);
    expect(await told('consume', rows, SOURCE)).toEqual(Array(5).fill('invalid VALUE_INVALID'));
  });

  test('FUND-4, FUND-2: a line of another currency is another line, one in the account’s own is the same as without', async () => {
    const row = (more: string) => `amount=3.00 day=2026-03-07${more}`;
    const rows = ['', ' currency=JPY', ' currency=cny', ' purse=external', ' currency=CNY purse=external'].map(row);
    const { results } = await call('consume', rows, SOURCE);
    expect(results.map(({ code }) => code)).toEqual([
      undefined,
      'CURRENCY_DIFFERS',
      'LINE_TWICE',
      'OVERDRAWN',
      'LINE_TWICE',
    ]);
    expect(results[4]?.details).toMatchObject({ row: 4, purse: { en: 'external' } });
  });

  test('FUND-4: the second is refused across chunks, too, whatever became of the first', async () => {
    const others = Array.from({ length: 1001 }, (_, i) => `amount=0.01 day=2026-03-07 product=p${i}`);
    const row = 'amount=3.00 day=2026-03-07 product=p';
    for (const first of ['ok', 'unchanged SAME']) {
      const results = await told('consume', [row, ...others, row], SOURCE);
      expect([results[0], results.at(-1)]).toEqual([first, 'conflict LINE_TWICE']);
    }
  });

  test('FUND-4: a row that is refused for itself is told that, and is a part of its line all the same', async () => {
    const line = 'day=2026-03-07 product=p';
    const rows = ['amount=3.005', 'amount=3.00', 'amount=x', 'amount=3.00 cash=1.00', ''].map((one) =>
      `${one} ${line}`.trim(),
    );
    expect(await told('consume', rows, SOURCE)).toEqual([
      'invalid AMOUNT_INVALID',
      'conflict LINE_TWICE',
      'invalid AMOUNT_INVALID',
      'invalid COMPOSITION_DIFFERS',
      'invalid MISSING',
    ]);
  });

  test('FUND-4: a day of a thousand lines is stated once more', async () => {
    const rows = Array.from({ length: 1000 }, (_, i) => `amount=0.01 day=2026-03-07 product=p${i}`);
    for (const status of ['ok', 'unchanged SAME'])
      expect(new Set(await told('consume', rows, SOURCE))).toEqual(new Set([status]));
  });

  test('FUND-9: a composition is booked as given, what is not there is overdraft', async () => {
    await give(state, { holder: a, kind: 'bonus', amount: 200n, lot: { id: 'l_one', validTo: '2026-12-31' } });
    const row = 'day=2026-03-07 cash=10.00 bonus=3.00 credit=0 traffic_bonus=1.00';
    expect(await told('consume', [row], SOURCE)).toEqual(['ok OVERDRAWN']);
    expect(balancesIn(state)).toEqual({ [`${A} cash`]: '90.00', [`${A} overdraft`]: '-2.00' });
    expect(await told('consume', [row], SOURCE)).toEqual(['unchanged SAME']);
  });

  test('FUND-9: a composition that changed gives back one kind and takes another', async () => {
    await give(state, { holder: a, kind: 'bonus', amount: 500n, lot: { id: 'l_one', validTo: '2026-12-31' } });
    expect(await told('consume', ['day=2026-03-07 cash=10.00'], SOURCE)).toEqual(['ok']);
    const { batch, results } = await call('consume', ['day=2026-03-07 cash=7.00 bonus=3.00'], SOURCE);
    expect(results[0]?.status).toBe('ok');
    expect(balancesIn(state)).toEqual({ [`${A} bonus`]: '2.00', [`${A} cash`]: '93.00' });
    expect(await undo(batch)).toEqual(['ok']);
    expect(balancesIn(state)).toEqual({ [`${A} bonus`]: '5.00', [`${A} cash`]: '90.00' });
    // Less of all of it, and what was short is no longer.
    expect(await told('consume', ['day=2026-03-07 cash=7.00 bonus=6.00'], SOURCE)).toEqual(['ok OVERDRAWN']);
    expect(await told('consume', ['day=2026-03-07 cash=7.00 bonus=4.00'], SOURCE)).toEqual(['ok']);
    expect(balancesIn(state)).toEqual({ [`${A} bonus`]: '1.00', [`${A} cash`]: '93.00' });
    expect(faultsIn(state)).toEqual([]);
  });

  const OVERDRAWN = ['cash=10 bonus=5', 'cash=15', 'cash=14', 'cash=20', 'credit=14', 'cash=4 credit=9', 'bonus=15'];
  test('FUND-9: what was overdraft is paid as given once that is there', async () => {
    await give(state, { holder: a, kind: 'cash', amount: 10_000n }, { holder: a, kind: 'credit', amount: 4_000n });
    const booked: string[][] = [];
    for (const given of OVERDRAWN) {
      await told('consume', [`${given} day=2026-03-08`], { source: 'tencent' });
      booked.push(await days());
      expect(await told('consume', [`${given} day=2026-03-08`], { source: 'tencent' })).toEqual(['unchanged SAME']);
    }
    expect(booked).toEqual([
      ['2026-03-08 15.00 10.00 0.00 5.00'],
      ['2026-03-08 15.00 15.00 0.00 0.00'],
      ['2026-03-08 14.00 14.00 0.00 0.00'],
      ['2026-03-08 20.00 20.00 0.00 0.00'],
      ['2026-03-08 14.00 0.00 14.00 0.00'],
      ['2026-03-08 13.00 4.00 9.00 0.00'],
      ['2026-03-08 15.00 0.00 0.00 15.00'],
    ]);
    await give(state, { holder: a, kind: 'bonus', amount: 400n, lot: { id: 'l_late', validTo: '2026-12-31' } });
    expect(await told('consume', ['bonus=15 day=2026-03-08'], { source: 'tencent' })).toEqual(['ok']);
    expect(await days()).toEqual(['2026-03-08 15.00 0.00 0.00 11.00']);
    expect(faultsIn(state)).toEqual([]);
  });

  test('FUND-9: what comes back as cash pays for the cash of a composition that changed', async () => {
    const B = '20000301';
    await give(
      state,
      { holder: accountHolder(B), kind: 'credit', amount: 1000n },
      { holder: 'agency:a_fox', kind: 'cash', amount: 500n },
    );
    expect(await told('consume', [`account=${B} day=2026-03-07 credit=5.00`], SOURCE)).toEqual(['ok']);
    await state.must('funds.repay', { rows: [{ holder: B, amount: '5.00', payer: 'agency:a_fox' }] });
    expect(await told('consume', [`account=${B} day=2026-03-07 cash=5.00`], SOURCE)).toEqual(['ok']);
    expect(balancesIn(state)).toEqual({ [`${A} cash`]: '100.00', [`${B} credit`]: '10.00' });
  });

  test('FUND-5: with a reference a line is booked by it once', async () => {
    const row = 'amount=30.00 day=2026-03-07';
    const input = { ...SOURCE, reference: 'r' };
    expect(await told('consume', [row], input)).toEqual(['ok']);
    expect(await told('consume', [row], input)).toEqual(['unchanged PAID_ALREADY']);
    expect(await told('consume', ['amount=31.00 day=2026-03-07'], input)).toEqual(['conflict REFERENCE_TAKEN']);
  });
});

describe('returns', () => {
  beforeEach(() => stocked());
  const give90 = () => told('consume', ['amount=90.00 day=2026-03-08']);

  test('FUND-4: the original composition in reverse order, each lot and wallet to itself', async () => {
    const before = balancesIn(state);
    expect(await told('consume', ['amount=115.00 day=2026-03-05'])).toEqual(['ok']);
    expect(await told('consume-return', ['amount=20.00 day=2026-03-05'])).toEqual(['ok']);
    expect(balancesIn(state)).toEqual({ [`${A} credit`]: '50.00', 'entity:e_ant cash': '15.00' });
    expect(await told('consume-return', ['amount=95.00 day=2026-03-05'])).toEqual(['ok']);
    // What was valid to 03-05 was let pay for that day, and is over again.
    expect(balancesIn(state)).toEqual({ ...before, [`${A} traffic_bonus`]: '5.00' });
    expect(lotsIn(state)).toMatchObject({ [`l_two ${A}`]: '0.00 expired 5.00' });
    expect(faultsIn(state)).toEqual([]);
  });

  test('FUND-4: what was owed and is repaid, or overdraft that is cleared, comes back as cash', async () => {
    const B = '20000301';
    const b = accountHolder(B);
    await give(state, { holder: b, kind: 'credit', amount: 1000n });
    expect(await told('consume', [`account=${B} amount=14.00 day=2026-03-08`], { source: 'tx' })).toEqual([
      'ok OVERDRAWN',
    ]);
    await state.must('funds.recharge', { rows: [{ holder: B, amount: '4.00' }] });
    expect(await told('consume-return', [`account=${B} amount=6.00 day=2026-03-08`])).toEqual(['ok']);
    expect(balancesIn(state)).toMatchObject({ [`${B} cash`]: '4.00', [`${B} credit`]: '2.00', [`${B} owed`]: '-8.00' });
    expect(await told('consume', [`account=${B} amount=8.00 day=2026-03-08`], { source: 'tx' })).toEqual([
      'unchanged SAME',
    ]);
  });

  const LINES = ['amount=3.00 day=2026-03-08 type=search', 'amount=4.00 day=2026-03-08 product=p'];
  const RETURNS: readonly (readonly [why: string, row: string, told: string])[] = [
    ['two lines fit', 'amount=1.00', 'invalid AMBIGUOUS'],
    ['one of a type', 'amount=3.00 type=search', 'ok'],
    ['one without a type', 'amount=4.00 type=none', 'ok'],
    ['one by hand', 'amount=1.00 source=none product=p', 'ok'],
    ['none of this source', 'amount=1.00 source=tx', 'conflict NOTHING_CONSUMED'],
    ['none of this order', 'amount=1.00 order=o', 'conflict NOTHING_CONSUMED'],
    ['none of this purse', 'amount=1.00 type=search purse=external', 'conflict NOTHING_CONSUMED'],
    ['more than the line', 'amount=3.01 type=search', 'conflict RETURN_EXCEEDED'],
    ['of a day ahead', 'amount=3.01 type=search day=2026-03-09', 'invalid DAY_AHEAD'],
    ['nothing', 'amount=0 type=search', 'invalid AMOUNT_INVALID'],
  ];
  test.each(RETURNS)('FUND-4 consume-return: %s', async (_, row, outcome) => {
    expect(await told('consume', LINES)).toEqual(['ok', 'ok']);
    const day = row.includes('day=') ? '' : ' day=2026-03-08';
    expect(await told('consume-return', [`${row}${day}`])).toEqual([outcome]);
  });

  test('FUND-4: several that fit are named as they are asked for', async () => {
    await told('consume', LINES);
    const { details } = (await call('consume-return', ['amount=1.00 day=2026-03-08'])).results[0] ?? {};
    expect(details?.['candidates']).toEqual([
      '--source none --type search --product none --order none',
      '--source none --type none --product p --order none',
    ]);
    // Of one of them nothing is left: then the other is meant.
    await told('consume-return', ['amount=3.00 day=2026-03-08 type=search']);
    expect(await told('consume-return', ['amount=1.00 day=2026-03-08'])).toEqual(['ok']);
  });

  test('FUND-1: undo of consumption gives all of it back, once; not where part has come back since', async () => {
    const before = balancesIn(state);
    const first = await call('consume', ['amount=90.00 day=2026-03-08']);
    expect(await undo(first.batch)).toEqual(['ok']);
    expect(balancesIn(state)).toEqual({ ...before, [`${A} traffic_bonus`]: '5.00' });
    expect(await undo(first.batch)).toEqual(['unchanged SAME']);
    const second = await call('consume', ['amount=60.00 day=2026-03-08']);
    const back = await call('consume-return', ['amount=1.00 day=2026-03-08']);
    expect(await undo(second.batch)).toEqual(['conflict RETURNED_SINCE']);
    expect(await undo(back.batch)).toEqual(['ok']);
    expect(await undo(second.batch)).toEqual(['ok']);
    expect(faultsIn(state)).toEqual([]);
  });

  test('FUND-1: undo of consumption whose overdraft stands, whoever else is overdrawn', async () => {
    const far = (account: string) => [`account=${account} amount=900.00 day=2026-03-08`];
    await call('consume', far('20000301'), { source: 'tencent' });
    const { batch } = await call('consume', far(A), { source: 'tencent' });
    expect(balancesIn(state)).toHaveProperty([`${A} overdraft`]);
    expect(await undo(batch)).toEqual(['ok']);
    const after = balancesIn(state);
    expect(after).not.toHaveProperty([`${A} overdraft`]);
    expect(after).toMatchObject({ [`${A} cash`]: '20.00', '20000301 overdraft': '-900.00' });
    expect(faultsIn(state)).toEqual([]);
  });

  test('FUND-1: undo of consumption whose overdraft was cleared since says so', async () => {
    const { batch } = await call('consume', ['amount=200.00 day=2026-03-08'], { source: 'tencent' });
    const { batch: paid } = await state.must('funds.recharge', { rows: [{ holder: A, amount: '100.00' }] });
    expect(await undo(batch)).toEqual(['conflict OVERDRAFT_CLEARED']);
    expect(await undo(paid)).toEqual(['ok']);
    expect(await undo(batch)).toEqual(['ok']);
    expect(faultsIn(state)).toEqual([]);
  });

  test('FUND-4b: what expired by a return and paid for that day again does not come back a second time', async () => {
    await told('consume', ['amount=12.00 day=2026-03-05'], { source: 'tx' });
    const back = await call('consume-return', ['amount=12.00 day=2026-03-05']);
    expect(lotsIn(state)).toMatchObject({ [`l_two ${A}`]: '0.00 expired 5.00' });
    const again = await call('consume', ['amount=5.00 day=2026-03-05 type=app']);
    expect(lotsIn(state)).toMatchObject({ [`l_two ${A}`]: '0.00 expired 0.00' });
    expect(await undo(back.batch)).toEqual(['conflict FUNDS_INSUFFICIENT']);
    expect(await undo(again.batch)).toEqual(['ok']);
    expect(await undo(back.batch)).toEqual(['ok']);
    expect(lotsIn(state)).toMatchObject({ [`l_two ${A}`]: '0.00 expired 0.00' });
    expect(faultsIn(state)).toEqual([]);
  });

  test('FUND-1: after a return was undone, what is returned is what is still paid', async () => {
    expect(await give90()).toEqual(['ok']);
    const first = await call('consume-return', ['amount=25.00 day=2026-03-08']);
    await told('consume-return', ['amount=10.00 day=2026-03-08']);
    expect(await undo(first.batch)).toEqual(['ok']);
    const left = balancesIn(state);
    expect(await told('consume-return', ['amount=80.00 day=2026-03-08'])).toEqual(['ok']);
    expect(balancesIn(state)).toMatchObject({
      [`${A} cash`]: '20.00',
      'unit:u_ant cash': '30.00',
      'entity:e_ant cash': '40.00',
      [`${A} credit`]: '50.00',
    });
    expect(left).toBeDefined();
    expect(faultsIn(state)).toEqual([]);
  });
});

describe('refusals', () => {
  beforeEach(() => give(state, { holder: a, kind: 'cash', amount: 1000n }));
  const REFUSED: readonly (readonly [row: string, source: string, told: string])[] = [
    ['account=29999999 amount=1.00 day=2026-03-08', '', 'not_found NOT_FOUND'],
    ['amount=1.00 day=2026-03-08 currency=JPY', '', 'conflict CURRENCY_DIFFERS'],
    ['amount=1.00', '', 'invalid MISSING'],
    ['amount=1.00 day=2026-02-29', '', 'invalid VALUE_INVALID'],
    ['amount=1.00 day=yesterday', '', 'invalid VALUE_INVALID'],
    ['amount=1.00 day=2026-03-09', '', 'invalid DAY_AHEAD'],
    ['amount=1.00 day=2026-03-08 order=a|b', '', 'invalid ORDER_INVALID'],
    ['day=2026-03-08', '', 'invalid MISSING'],
    ['day=2026-03-08', 'tx', 'invalid MISSING'],
    ['amount=0 day=2026-03-08', '', 'invalid AMOUNT_INVALID'],
    ['amount=0 day=2026-03-08', 'tx', 'unchanged SAME'],
    ['amount=-1 day=2026-03-08', 'tx', 'invalid AMOUNT_INVALID'],
    ['cash=1.00 day=2026-03-08', '', 'invalid SOURCE_REQUIRED'],
    ['cash=1.00 bonus=1.001 day=2026-03-08', 'tx', 'invalid AMOUNT_INVALID'],
    ['cash=1.00 amount=2.00 day=2026-03-08', 'tx', 'invalid COMPOSITION_DIFFERS'],
    ['cash=2.00 amount=2.00 day=2026-03-08', 'tx', 'ok'],
    ['amount=10.01 day=2026-03-08', '', 'conflict USABLE_INSUFFICIENT'],
    ['amount=10.00 day=2026-03-08', '', 'ok'],
  ];
  test.each(REFUSED)('FUND-4 consume: %s (%s): %s', async (row, source, outcome) => {
    expect(await told('consume', [row], source ? { source } : {})).toEqual([outcome]);
  });

  test('FUND-4: a day is one of the account’s own zone', async () => {
    state.now = Date.parse('2026-03-08T16:30:00Z');
    expect(await told('consume', ['amount=1.00 day=2026-03-09'])).toEqual(['ok']);
    const B = '20000002';
    await give(state, { holder: 'entity:e_ant', kind: 'cash', amount: 100n });
    await wallet(state, 'entity:e_ant');
    await state.must('accounts.import', { rows: [{ id: B, platform: 'tencent', time_zone: 'America/New_York' }] });
    expect(await told('consume', [`account=${B} amount=1.00 day=2026-03-09`])).toEqual(['invalid DAY_AHEAD']);
    expect(await told('consume', [`account=${B} amount=1.00 day=2026-03-08`])).toEqual(['ok']);
  });

  const ACTORS: readonly (readonly [actor: string, told: string])[] = [
    ['ops', 'ok'],
    ['ant.p', 'ok'],
    ['ant.a', 'ok'],
    ['north.a', 'ok'],
    ['unit.a', 'forbidden FORBIDDEN'],
    ['ant.c', 'not_found NOT_FOUND'],
    ['cat.p', 'not_found NOT_FOUND'],
    ['fox.a', 'not_found NOT_FOUND'],
  ];
  test.each(ACTORS)('MEM-3 funds.consume: %s', async (actor, outcome) => {
    expect(await told('consume', ['amount=1.00 day=2026-03-08'], { actor })).toEqual([outcome]);
  });
});

test('FUND-10: a day that another source was booked from of the same is told; of another product, or once that came back, it is not', async () => {
  await give(state, { holder: a, kind: 'cash', amount: 10_000n });
  const day = 'day=2026-03-05';
  expect(await told('consume', [`amount=5.00 ${day} type=search`], { source: 'ocean' })).toEqual(['ok']);
  expect(await told('consume', [`amount=5.00 ${day} type=search`], { source: 'oceam' })).toEqual(['ok SOURCE_BESIDE']);
  expect(await told('consume', [`amount=5.00 ${day} type=search`], { source: 'oceam' })).toEqual(['unchanged SAME']);
  expect(await told('consume', [`amount=5.00 ${day} type=search product=p1`], { source: 'baidu' })).toEqual(['ok']);
  expect(await told('consume', [`amount=0 ${day} type=search`], { source: 'ocean' })).toEqual(['ok']);
  expect(await told('consume', [`amount=6.00 ${day} type=search`], { source: 'oceam' })).toEqual(['ok']);
  const { results } = await call('consume', [`amount=200.00 ${day} type=search`], { source: 'ocean' });
  expect(results[0]).toMatchObject({ code: 'OVERDRAWN_BESIDE', details: { booked: { en: '6.00 CNY from oceam' } } });
  for (const source of ['s1', 's2', 's3']) await call('consume', [`amount=1.00 ${day} type=search`], { source });
  const last = await call('consume', [`amount=1.00 ${day} type=search`], { source: 's4' });
  expect(last.results[0]?.details?.['booked']).toEqual({
    en: '200.00 CNY from ocean, 6.00 CNY from oceam, 1.00 CNY from s1, 1.00 CNY from s2, and 1 other',
    zh: 'ocean 200.00 CNY、oceam 6.00 CNY、s1 1.00 CNY、s2 1.00 CNY、及另外 1 个来源',
  });
});

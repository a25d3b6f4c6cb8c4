/** Purses of one holder (FUND-2): what moves between them has a line in each, and what is there is told of each. */
import { beforeAll, describe, expect, test } from 'vitest';
import { CLIENTS, fixture, YEN } from '../helpers/fixture.ts';
import { accountHolder, balancesIn } from '../helpers/ledger.ts';
import type { State } from '../helpers/state.ts';

const [A, B] = CLIENTS as [string, string];
const [a, b] = [accountHolder(A), accountHolder(B)];
const FOX = 'agency:a_fox';
let state: State;
let batch: string;

const moved = (operation: string, row: Record<string, string>, actor = 'fox.a') =>
  state.must(operation, { rows: [row], actor });
const minor = (text: unknown) => Math.round(Number(text) * 100);

beforeAll(async () => {
  state = await fixture();
  await moved('funds.recharge', { holder: FOX, amount: '500' }, 'owner');
  await moved('funds.allocate', { holder: A, amount: '20', payer: FOX });
  await moved('funds.transfer', { payer: FOX, payee: FOX, amount: '80', to_purse: 'external' });
  await moved('funds.allocate', { holder: A, amount: '50', payer: FOX, purse: 'external' });
  await moved('funds.consume', { account: A, amount: '30', day: '2026-01-02', purse: 'external' });
  await moved('funds.transfer', { payer: A, payee: A, amount: '10', purse: 'external', to_purse: 'general' });
  await moved('funds.transfer', { payer: FOX, payee: B, amount: '3', to_purse: 'external' });
  ({ batch } = await moved('funds.transfer', {
    payer: A,
    payee: A,
    amount: '1',
    purse: 'external',
    to_purse: 'general',
  }));
});

describe('FUND-7: the overview of each purse', () => {
  const cells = 'holder purse total available cash usable';
  const there = async (input: Record<string, unknown>, columns = cells) =>
    (await state.records('funds.overview', { by: 'purse', columns: columns.split(' '), ...input }, 'ops')).map((line) =>
      columns
        .split(' ')
        .map((name) => line[name] ?? '-')
        .join(' '),
    );

  test('says what is in each that was used, and what of it an account may use', async () => {
    expect(await there({ holder: [A, B, FOX] })).toEqual([
      `${a} external 9.00 9.00 9.00 9.00`,
      `${a} general 31.00 31.00 31.00 31.00`,
      `${b} external 3.00 3.00 3.00 3.00`,
      `${b} general 0.00 0.00 0.00 0.00`,
      `${FOX} external 30.00 30.00 30.00 -`,
      `${FOX} general 397.00 397.00 397.00 -`,
    ]);
  });

  test.each(['general', 'external'])('FUND-9: what is usable of %s is what consumption of it finds', async (purse) => {
    const [line] = await state.records(
      'funds.overview',
      { by: 'purse', holder: [A], where: [`purse = ${purse}`] },
      'ops',
    );
    const refused = await state.outcome('funds.consume', {
      rows: [{ account: A, amount: '60', day: '2026-01-02', purse }],
      actor: 'fox.a',
    });
    expect(refused).toMatchObject({ code: 'USABLE_INSUFFICIENT' });
    expect(JSON.stringify(refused.details)).toContain(String(line?.['usable']));
  });

  test('adds up to the overview, and to the books', async () => {
    const whole = await state.records('funds.overview', {}, 'ops');
    const each = await state.records('funds.overview', { by: 'purse' }, 'ops');
    for (const line of whole)
      for (const name of ['total', 'available', 'frozen', 'cash', 'bonus', 'credit', 'owed', 'usable']) {
        const sum = each
          .filter(({ holder }) => holder === line['holder'])
          .reduce((all, one) => all + minor(one[name]), 0);
        expect([line['holder'], name, sum]).toEqual([line['holder'], name, minor(line[name])]);
      }
    const books = balancesIn(state);
    for (const { holder, purse, cash } of each) {
      const name = `${String(holder).replace('account:tencent:', '')} cash${purse === 'general' ? '' : ' external'}`;
      expect([name, minor(cash)]).toEqual([name, minor(books[name] ?? 0)]);
    }
  });

  test('the overview says of the cash how much is external, filtered and counted like any list', async () => {
    const [whole] = await state.records('funds.overview', { holder: [A] }, 'ops');
    expect(whole).toMatchObject({ cash: '40.00', external_cash: '9.00' });
    expect(await there({ agency: 'a_fox', where: ['cash > 5'] }, 'holder purse')).toEqual([
      `${a} external`,
      `${a} general`,
    ]);
    expect((await state.records('funds.overview', { by: 'purse', count: true }, 'fox.a'))[0]).toEqual({ count: 11 });
    const used = { by: 'purse', where: ['total > 0'], count: true };
    expect((await state.records('funds.overview', used, 'fox.a'))[0]).toEqual({ count: 5 });
  });
});

describe('FUND-8: a transfer between the purses of one holder', () => {
  const cells = 'movement holder counterparty purse cash cash_after';
  const lines = async (input: Record<string, unknown>) =>
    (await state.records('funds.statement', { columns: cells.split(' '), ...input }, 'ops')).map((line) =>
      cells
        .split(' ')
        .map((name) => line[name])
        .join(' '),
    );

  test('has a line of either purse, and the balance of all purses runs on over both', async () => {
    expect(await lines({ holder: A })).toEqual([
      `transfer ${a} ${a} general 1.00 40.00`,
      `transfer ${a} ${a} external -1.00 39.00`,
      `transfer ${a} ${a} general 10.00 40.00`,
      `transfer ${a} ${a} external -10.00 30.00`,
      expect.stringMatching(/^consume .* external -30\.00 40\.00$/),
      `allocate ${a} ${FOX} external 50.00 70.00`,
      `allocate ${a} ${FOX} general 20.00 20.00`,
    ]);
  });

  test('into the other purse of somebody else is told in that purse', async () => {
    expect(await lines({ holder: B })).toEqual([`transfer ${b} ${FOX} external 3.00 3.00`]);
  });

  test('lines of a purse add up to what is in it', async () => {
    for (const [holder, purse, name] of [
      [A, 'external', `${A} cash external`],
      [A, 'general', `${A} cash`],
      [FOX, 'external', `${FOX} cash external`],
      [FOX, 'general', `${FOX} cash`],
    ] as const) {
      const where = [`purse = ${purse}`];
      const found = await state.records('funds.statement', { holder, where, columns: ['cash'] }, 'ops');
      const sum = found.reduce((all, { cash }) => all + minor(cash), 0);
      expect([name, sum]).toEqual([name, minor(balancesIn(state)[name])]);
    }
  });

  test('FUND-10: taken back, it has the same lines the other way, and the ledger holds', async () => {
    await state.must('batches.undo', { options: { batch }, actor: 'fox.a' });
    expect((await lines({ holder: A })).slice(0, 2)).toEqual([
      `transfer ${a} ${a} external 1.00 40.00`,
      `transfer ${a} ${a} general -1.00 39.00`,
    ]);
    const before = await lines({});
    const holds = async () => expect(await state.query('funds.check')).toMatchObject({ rows: [], tail: { found: [] } });
    await holds();
    await state.store.rebuild({ timeoutMs: 1_000 });
    await holds();
    expect(await lines({})).toEqual(before);
  });
});

test('MONEY-2: sorted by an amount, each currency is a block of its own', async () => {
  const own = await fixture();
  for (const [holder, amount] of [
    [FOX, '1'],
    [A, '3'],
    [YEN, '200'],
    [FOX, '1'],
  ])
    await own.must('funds.recharge', { rows: [{ holder: holder as string, amount: amount as string }] });
  const sorted = async (sort: string, more = {}) =>
    (
      await own.records('funds.overview', { sort, where: ['total > 0'], columns: ['available', 'currency'], ...more })
    ).map((line) => `${line['available']} ${line['currency']}`);
  expect(await sorted('-available')).toEqual(['3.00 CNY', '2.00 CNY', '200 JPY']);
  expect(await sorted('available')).toEqual(['2.00 CNY', '3.00 CNY', '200 JPY']);
  expect(await sorted('-available', { limit: '1' })).toEqual(['3.00 CNY']);
});

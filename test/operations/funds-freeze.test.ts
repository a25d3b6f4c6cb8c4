/** What is frozen for orders and holds (FUND-8): every line that adds to it or takes from it, and what is frozen by now. */
import { beforeAll, describe, expect, test } from 'vitest';
import { CLIENTS, fixture } from '../helpers/fixture.ts';
import { accountHolder, balancesIn, give } from '../helpers/ledger.ts';
import type { State } from '../helpers/state.ts';

const [A, B] = CLIENTS as [string, string];
const a = accountHolder(A);
const DAY = '2026-01-02';
let state: State;
let hold: string;

const moved = (operation: string, row: Record<string, string>, actor = 'fox.a') =>
  state.must(operation, { rows: [row], actor });
const minor = (text: unknown) => Math.round(Number(text) * 100);
const COLUMNS = ['movement', 'holder', 'order_id', 'hold', 'frozen', 'frozen_after', 'frozen_now', 'mark'];
const lines = (input: Record<string, unknown> = {}) =>
  state.records('funds.statement', { type: 'freeze', columns: COLUMNS, ...input }, 'ops');
const told = async (input?: Record<string, unknown>) =>
  (await lines(input)).map((line) =>
    ['movement', 'frozen', 'frozen_after', 'frozen_now', 'mark'].map((name) => line[name] ?? '-').join(' '),
  );

/** An account with cash and a bonus: two orders, of which one is consumed from, returned to and taken back; a hold. */
beforeAll(async () => {
  state = await fixture();
  await give(
    state,
    { holder: a, kind: 'cash', amount: 10_000n },
    { holder: a, kind: 'bonus', amount: 300n, lot: { id: 'l_1', validTo: '2026-02-01' } },
  );
  await moved('funds.freeze', { holder: A, order: 'O7', amount: '5' });
  await moved('funds.freeze', { holder: A, order: 'O8', amount: '20' });
  await moved('funds.freeze', { holder: A, order: 'O8', amount: '3', kind: 'bonus' });
  await moved('funds.consume', { account: A, amount: '12', day: DAY, order: 'O8' });
  await moved('funds.freeze', { holder: A, order: 'O8', amount: '1' });
  await moved('funds.consume-return', { account: A, amount: '2', day: DAY, order: 'O8' });
  const { batch } = await moved('funds.consume', { account: A, amount: '4', day: '2026-01-03', order: 'O8' });
  await state.must('batches.undo', { options: { batch }, actor: 'fox.a' });
  await moved('funds.unfreeze', { holder: A, order: 'O7', amount: '1.50' });
  await moved('funds.consume', { account: A, amount: '1', day: DAY });
  const { results } = await moved('funds.hold', { payer: A, payee: B, amount: '6' });
  hold = String(results[0]?.id);
  await moved('funds.post', { hold, amount: '2.50' });
});

describe('FUND-8: a statement of what is frozen', () => {
  test('has what orders were consumed from, returned to and given back', async () => {
    expect(await told({ where: ['order_id = O8'] })).toEqual([
      'consume 4.00 19.00 14.00 reversal',
      'consume -4.00 15.00 14.00 reversed',
      'consume_return 2.00 19.00 14.00 -',
      'freeze 1.00 17.00 14.00 -',
      'consume -12.00 16.00 14.00 -',
      'freeze 3.00 28.00 14.00 -',
      'freeze 20.00 25.00 14.00 -',
    ]);
  });

  test('has those of holds, under which each names its own, and what a payee got', async () => {
    expect((await lines()).slice(0, 3).map((line) => COLUMNS.map((name) => line[name] ?? '-').join(' '))).toEqual([
      `post ${accountHolder(B)} - ${hold} 0.00 0.00 - -`,
      `post ${a} - ${hold} -6.00 17.50 0.00 -`,
      `hold ${a} - ${hold} 6.00 23.50 0.00 -`,
    ]);
  });

  test('leaves out what moves past what is frozen, and its balance runs on from line to line', async () => {
    const page = (await lines({ holder: A })).toReversed();
    expect(page.filter(({ movement }) => movement === 'consume')).toHaveLength(3);
    let frozen = 0;
    for (const line of page) {
      frozen += minor(line['frozen']);
      expect(minor(line['frozen_after'])).toBe(frozen);
    }
    const [there] = await state.records('funds.overview', { holder: [A] }, 'ops');
    expect(minor(there?.['frozen'])).toBe(frozen);
  });

  test('adds up, for each order, to what is frozen for it', async () => {
    const sums = new Map<string, number>();
    for (const line of await lines({ holder: A })) {
      const order = `order:${line['order_id']}`;
      if (line['order_id'] === null) continue;
      sums.set(order, (sums.get(order) ?? 0) + minor(line['frozen']));
    }
    const books = Object.entries(balancesIn(state)).filter(([name]) => name.includes('order:'));
    for (const [order, sum] of sums) {
      const there = books.filter(([name]) => name.endsWith(order)).reduce((all, [, amount]) => all + minor(amount), 0);
      expect([order, sum]).toEqual([order, there]);
    }
    expect([...sums]).toEqual([
      ['order:O7', 350],
      ['order:O8', 1400],
    ]);
  });

  test('FUND-7: the overview of orders says what each has by now, in which kinds', async () => {
    const columns = ['holder', 'order_id', 'hold', 'all_frozen', 'cash', 'bonus'];
    const there = (input: Record<string, unknown>, actor = 'ops') =>
      state.records('funds.overview', { by: 'order', columns, ...input }, actor);
    const told = (await there({})).map((one) => columns.map((name) => one[name] ?? '-').join(' '));
    expect(told).toEqual([`${a} O7 - 3.50 3.50 0.00`, `${a} O8 - 14.00 14.00 0.00`]);
    expect(await there({ holder: [A], where: ['order_id = O8'] })).toHaveLength(1);
    expect(await there({ agency: 'a_fox', where: ['all_frozen > 5'] }, 'fox.a')).toHaveLength(1);
    expect(await there({ holder: [B] })).toEqual([]);
    expect(await there({}, 'elk.a')).toEqual([]);
  });

  test('TIME-2: a hold that is over has nothing frozen', async () => {
    const { results } = await moved('funds.hold', { payer: A, payee: B, amount: '1' });
    const id = String(results[0]?.id);
    const now = async () => (await lines({ where: [`hold = ${id}`] })).map((line) => line['frozen_now']);
    expect(await now()).toEqual(['1.00']);
    const before = state.now;
    state.now += 30 * 86_400_000;
    const over = await state.records('funds.overview', { by: 'order', holder: [A], columns: ['hold'] }, 'ops');
    expect(over).toEqual([{ hold: null }, { hold: null }]);
    expect(new Set(await now())).toEqual(new Set(['0.00']));
    state.now = before;
  });
});

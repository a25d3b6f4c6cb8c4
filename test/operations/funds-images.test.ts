/** Before and after of rows that move money (BULK-3): what left each book, and what its balance cannot say. */
import { beforeEach, expect, test } from 'vitest';
import { fixture } from '../helpers/fixture.ts';
import { accountHolder, give } from '../helpers/ledger.ts';
import type { Cells, State } from '../helpers/state.ts';

const A = '20000001';
const a = accountHolder(A);
let state: State;
beforeEach(async () => {
  state = await fixture();
  state.now = Date.parse('2026-03-08T02:00:00Z');
  await give(
    state,
    { holder: a, kind: 'traffic_bonus', amount: 500n, lot: { id: 'l_over', validTo: '2026-03-05' } },
    { holder: a, kind: 'cash', amount: 2000n },
  );
});

type Image = Readonly<Record<string, string>>;
/** `cash 20.00 → 13.00`, in the order in which it is shown. */
function moved({ before, after }: { readonly before?: unknown; readonly after?: unknown } = {}): string[] {
  const [was, is] = [before as Image, after as Image];
  return Object.keys(is).map((name) => `${name.replace(`${a} `, '')} ${was[name]} → ${is[name]}`);
}
const book = async (row: Cells, source?: string) => {
  const rows = [{ account: A, day: '2026-03-05', ...row }];
  const { batch, results } = await state.change('funds.consume', { rows, ...(source && { options: { source } }) });
  expect(results.map(({ status }) => status)).toEqual(['ok']);
  return { batch, moved: moved(results[0]) };
};
const undone = async (batch: string) => moved((await state.must('batches.undo', { options: { batch } })).results[0]);

test('FUND-4b: what is there again for its day is told beside the balance, and what expires at once, too', async () => {
  const first = await book({ amount: '12.00' }, 'tx');
  expect(first.moved).toEqual([
    'traffic bonus 0.00 → 0.00',
    'cash 20.00 → 13.00',
    'traffic bonus un-expired 0.00 → 5.00',
  ]);
  const less = await book({ amount: '4.00' }, 'tx');
  expect(less.moved).toEqual(['cash 13.00 → 20.00', 'traffic bonus 0.00 → 0.00', 'traffic bonus expired 0.00 → 1.00']);
  expect(await undone(less.batch)).toEqual([
    'traffic bonus 0.00 → 0.00',
    'cash 20.00 → 13.00',
    'traffic bonus un-expired 0.00 → 1.00',
  ]);
  expect(await undone(first.batch)).toEqual([
    'cash 13.00 → 20.00',
    'traffic bonus 0.00 → 0.00',
    'traffic bonus expired 0.00 → 5.00',
  ]);
});

test('FUND-4: of a row of two movements, before is what was there before both', async () => {
  await give(state, { holder: a, kind: 'credit', amount: 1000n });
  await book({ cash: '10.00', credit: '10.00' }, 'tx');
  await state.must('funds.repay', { rows: [{ holder: A, payer: a, amount: '10.00' }] });
  await state.must('funds.recharge', { rows: [{ holder: A, amount: '5.00' }] });
  // What was owed and is repaid comes back as cash, and is paid out of it again.
  expect((await book({ cash: '15.00', credit: '5.00' }, 'tx')).moved).toEqual(['cash 5.00 → 5.00']);
});

test('MONEY-2: a record of one currency says of which in its image', async () => {
  const images = async (op: string, rows: readonly Cells[], input = {}) => {
    const { results, batch } = await state.change(op, { rows: [...rows], ...input });
    return { batch, told: results.map(({ before, after }) => [before, after]) };
  };
  const org = 'agency:a_fox';
  const both = (per_movement: string) => ['CNY', 'USD'].map((currency) => ({ org, per_movement, currency }));
  const was = (per_movement: string) => ['CNY', 'USD'].map((currency) => ({ currency, per_movement }));
  await images('funds.caps', both('90.00'));
  const { told, batch } = await images('funds.caps', both('70.00'));
  expect(told).toEqual(was('90.00').map((before, i) => [before, was('70.00')[i]]));
  const kept = await state.records('batches.results', { batch });
  expect(kept.map(({ before }) => JSON.parse(String(before)))).toEqual(was('90.00'));
  const { results } = await state.change('funds.caps', { rows: both('95.00'), actor: 'fox.m' });
  const plan = await state.records('requests.plan', { id: String(results[0]?.id) });
  expect(plan.map(({ after }) => JSON.parse(String(after)))).toEqual(was('95.00'));
  const due = await images('funds.deposit-due', [{ holder: org, amount: '5' }], {});
  expect(due.told).toEqual([[{}, { currency: 'CNY', required: '5.00' }]]);
  const wallet = await images('funds.wallet-enable', [{ holder: 'entity:e_ant' }]);
  expect(wallet.told).toMatchObject([[{}, { currency: 'CNY', state: 'enabled' }]]);
});

/** Caps hold however many move at the same time, whatever was tried before, and whatever goes on later (FUND-6). */
import { beforeEach, expect, test } from 'vitest';
import { fixture } from '../helpers/fixture.ts';
import { balancesIn, faultsIn, give } from '../helpers/ledger.ts';
import type { Changed, ChangeInput, State } from '../helpers/state.ts';

const [A, B] = ['20000301', '20000302'];
const START = 10_000;

let state: State;
beforeEach(async () => {
  state = await fixture();
  await give(state, { holder: 'agency:a_fox', kind: 'cash', amount: BigInt(START) * 100n });
});

const caps = (options: Readonly<Record<string, string>>) =>
  state.must('funds.caps', { rows: ['agency:a_fox'], options, actor: 'fox.m' });
const allocate = (amount: string, rows = 1, input: ChangeInput = {}) =>
  state.change('funds.allocate', {
    rows: Array.from({ length: rows }, (_, i) => ({
      holder: [A, B][i % 2] as string,
      cash: amount,
      payer: 'agency:a_fox',
    })),
    actor: 'fox.m',
    ...input,
  });
/** How many rows of each status, each row having one result. */
function statuses(runs: readonly Changed[], rows: number): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { results, summary } of runs) {
    expect(results.map(({ row }) => row)).toEqual(Array.from({ length: rows }, (_, i) => i + 1));
    expect(summary.state).toBe('done');
    const own: Record<string, number> = {};
    for (const { status } of results) own[status] = (own[status] ?? 0) + 1;
    expect(summary.counts).toEqual(own);
    for (const [status, count] of Object.entries(own)) counts[status] = (counts[status] ?? 0) + count;
  }
  return counts;
}
const spent = () => START - Number(balancesIn(state)['agency:a_fox cash']);
const plans = async () => await state.records('requests.list', { type: 'plan' });

type Case = readonly [batches: number, rows: number, amount: string, cap: string, ok: number, input?: ChangeInput];
const CASES: readonly Case[] = [
  [5, 1, '60', '100', 1],
  [5, 3, '10', '100', 9],
  [4, 1, '60', '100', 1, { atomic: true }],
  [3, 120, '0.10', '30', 240],
];
const GIVEN = CASES.map(
  ([batches, rows, amount, cap, ok, input = {}]) => [batches, rows, amount, cap, ok, input] as const,
);
test.each(GIVEN)('FUND-6: %s batches at once of %s rows of %s, %s a day: %s rows move %j', async (...given) => {
  const [batches, rows, amount, cap, ok, input] = given;
  await caps({ per_day: cap });
  const runs = await Promise.all(Array.from({ length: batches }, () => allocate(amount, rows, input)));
  expect(statuses(runs, rows)).toEqual({ ok, pending: batches * rows - ok });
  expect(spent()).toBeCloseTo(ok * Number(amount), 2);
  expect(await plans()).toHaveLength(batches - ok / rows);
  expect(faultsIn(state)).toEqual([]);
});

test('FUND-6: files at once: what is within the cap moves in turn, the rest of each waits as one plan', async () => {
  await caps({ per_day: '4000' });
  const runs = await Promise.all([1, 2, 3].map(() => allocate('1', 2_500)));
  const { ok = 0, pending } = statuses(runs, 2_500);
  expect(ok).toBeLessThanOrEqual(4_000);
  expect(ok).toBeGreaterThan(2_000);
  expect(pending).toBe(7_500 - ok);
  expect(spent()).toBe(ok);
  for (const { id } of await plans()) {
    const { results } = await state.change('requests.apply', { options: { id: String(id) }, actor: 'owner' });
    expect(results.filter(({ status }) => status !== 'ok')).toEqual([]);
  }
  expect(spent()).toBe(7_500);
  expect(faultsIn(state)).toEqual([]);
});

test('FUND-6: a cap that is lowered between the trial and the run is met', async () => {
  await caps({ per_movement: '100' });
  const [, run] = await Promise.all([caps({ per_movement: '50' }), allocate('60')]);
  expect(run.results).toMatchObject([{ status: 'pending', code: 'PLAN_WAITS' }]);
  expect(spent()).toBe(0);
});

const LATER = [
  ['a movement', { per_movement: '0.50' }],
  ['a day', { per_day: '1100' }],
  ['a batch', { per_batch: '1500' }],
] as const;
test.each(LATER)('FUND-6: what goes on meets the cap of now, for %s', async (_, lowered) => {
  const first = await allocate('1', 2_500, { stopAt: ({ type }) => type === 'results' });
  expect(first.summary.state).toBe('interrupted');
  const before = spent();
  expect(before).toBe(first.results.length);
  expect(before).toBeLessThan(2_500);
  await caps(lowered);
  const rest = await allocate('1', 2_500, { batch: first.batch, resume: true });
  expect(rest.results.map(({ status }) => status)).toEqual(Array(2_500 - before).fill('pending'));
  expect(rest.summary.counts).toEqual({ ok: before, pending: 2_500 - before });
  expect(spent()).toBe(before);
  const [plan] = await plans();
  expect((await state.records('requests.plan', { id: String(plan?.['id']) })).map(({ row }) => row)).toEqual(
    Array.from({ length: 2_500 - before }, (_, i) => before + 1 + i),
  );
});

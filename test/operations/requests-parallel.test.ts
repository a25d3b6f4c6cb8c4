/** Two people at once at one plan: its money moves once, or not at all (FUND-6). */
import { beforeEach, expect, test } from 'vitest';
import { fixture } from '../helpers/fixture.ts';
import { balancesIn, faultsIn, give } from '../helpers/ledger.ts';
import type { State } from '../helpers/state.ts';

const ACCOUNT = '20000301';

let state: State;
beforeEach(async () => {
  state = await fixture();
  await give(state, { holder: 'agency:a_fox', kind: 'cash', amount: 1_000_000n });
  await state.must('funds.caps', { rows: ['agency:a_fox'], options: { per_movement: '100' } });
});

const written = async (): Promise<string> => {
  const rows = [{ holder: ACCOUNT, cash: '1000', payer: 'agency:a_fox' }];
  const { results } = await state.change('funds.allocate', { rows, actor: 'fox.m' });
  expect(results).toMatchObject([{ status: 'pending', code: 'PLAN_WAITS' }]);
  return String(results[0]?.id);
};
const apply = (plan: string, actor: string) => state.told('requests.apply', { options: { id: plan }, actor });
const withdraw = (plan: string) => state.told('requests.withdraw', { rows: [plan], actor: 'fox.m' });
const reject = (plan: string) => state.told('requests.reject', { rows: [plan], actor: 'owner' });
/** What became of the row, or the code with which the command was refused. */
const endOf = async (run: Promise<readonly string[]>): Promise<string> =>
  await run.then(
    ([told]) => String(told),
    (error) => (error as { code: string }).code,
  );

type Act = (plan: string) => Promise<readonly string[]>;
const PAIRS: readonly (readonly [name: string, one: Act, other: Act, ends: readonly string[]])[] = [
  ['applied by two', (plan) => apply(plan, 'fox.a'), (plan) => apply(plan, 'owner'), ['applied']],
  ['applied twice by one', (plan) => apply(plan, 'fox.a'), (plan) => apply(plan, 'fox.a'), ['applied']],
  ['applied and withdrawn', (plan) => apply(plan, 'fox.a'), withdraw, ['applied', 'withdrawn']],
  ['withdrawn and applied', withdraw, (plan) => apply(plan, 'fox.a'), ['applied', 'withdrawn']],
  ['applied and rejected', (plan) => apply(plan, 'fox.a'), reject, ['applied', 'rejected']],
  ['rejected and applied', reject, (plan) => apply(plan, 'fox.a'), ['applied', 'rejected']],
];
test.each(PAIRS)('FUND-6: %s at the same time', async (_, one, other, ends) => {
  const plan = await written();
  const told = await Promise.all([one(plan), other(plan)].map(endOf));
  expect(told.filter((end) => end === 'ok')).toHaveLength(1);
  expect(told.find((end) => end !== 'ok')).toMatch(/REQUEST_ENDED$/);
  const [request] = await state.records('requests.show', { id: [plan] });
  expect(ends).toContain(request?.['state']);
  const paid = request?.['state'] === 'applied';
  expect(balancesIn(state)).toEqual(
    paid ? { 'agency:a_fox cash': '9000.00', [`${ACCOUNT} cash`]: '1000.00' } : { 'agency:a_fox cash': '10000.00' },
  );
  expect(faultsIn(state)).toEqual([]);
});

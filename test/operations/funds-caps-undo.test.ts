/** Undoing moves money and lifts caps as the operations do whose effect it has: one person does not go beyond them (FUND-6). */
import { beforeEach, expect, test } from 'vitest';
import { fixture } from '../helpers/fixture.ts';
import { balancesIn, faultsIn, give } from '../helpers/ledger.ts';
import { shell } from '../helpers/main.ts';
import type { Cells, State } from '../helpers/state.ts';

/** Clients of the agency, of e_dog both. */
const [A, B] = ['20000301', '20000302'];

let state: State;
beforeEach(async () => {
  state = await fixture();
  for (const holder of ['agency:a_fox', `account:tencent:${A}`, 'entity:e_dog'])
    await give(state, { holder, kind: 'cash', amount: 1_000_000n });
  await give(state, { holder: 'agency:a_fox', kind: 'deposit', amount: 100_000n });
});

const caps = (org: string, options: Cells) => state.change('funds.caps', { rows: [org], options });
const undo = (batch: string) => state.told('batches.undo', { options: { batch } });

type Case = readonly [op: string, row: Cells, org: string, told: string, to?: string];
const CAPPED = 'conflict UNDO_CAPPED';
const CASES: readonly Case[] = [
  ['funds.recharge', { holder: 'agency:a_fox' }, 'agency:a_fox', CAPPED],
  ['funds.refund', { holder: 'agency:a_fox' }, 'agency:a_fox', CAPPED],
  ['funds.allocate', { holder: A, payer: 'agency:a_fox' }, 'entity:e_dog', CAPPED],
  ['funds.allocate', { holder: A, payer: 'agency:a_fox' }, 'agency:a_fox', 'ok'],
  ['funds.reclaim', { holder: A, payee: 'agency:a_fox' }, 'agency:a_fox', CAPPED],
  ['funds.reclaim', { holder: A, payee: 'agency:a_fox' }, 'entity:e_dog', 'ok'],
  ['funds.reclaim', { holder: A, payee: 'entity:e_dog' }, 'entity:e_dog', CAPPED],
  ['funds.transfer', { payer: 'agency:a_fox', payee: 'entity:e_dog' }, 'entity:e_dog', CAPPED],
  ['funds.transfer', { payer: 'agency:a_fox', payee: 'entity:e_dog' }, 'agency:a_fox', 'ok'],
  ['funds.transfer', { payer: A, payee: B }, 'agency:a_fox', CAPPED],
  ['funds.hold', { payer: 'agency:a_fox', payee: A }, 'agency:a_fox', 'ok'],
  ['funds.split', { holder: 'agency:a_fox' }, 'entity:e_dog', CAPPED, `${A}=100%`],
  ['funds.split', { holder: 'agency:a_fox' }, 'agency:a_fox', 'ok', `${A}=100%`],
  ['funds.deposit-pay', { holder: 'agency:a_fox' }, 'agency:a_fox', CAPPED],
  ['funds.deposit-return', { holder: 'agency:a_fox' }, 'agency:a_fox', CAPPED],
];
const GIVEN = CASES.map(([op, row, org, told, to = '']) => [op, row, org, told, to] as const);
test.each(GIVEN)('FUND-6: undo of %s %j under caps of %s: %s', async (op, row, org, told, to) => {
  const options = to === '' ? {} : { to: [to] };
  const { batch } = await state.must(op, { rows: [{ ...row, amount: '500' }], options });
  await caps(org, { per_movement: '100' });
  const before = balancesIn(state);
  expect(await undo(batch)).toEqual([told]);
  if (told !== 'ok') expect(balancesIn(state)).toEqual(before);
  expect(faultsIn(state)).toEqual([]);
});

test.each([
  ['entity:e_dog', CAPPED],
  ['agency:a_fox', 'ok'],
])('FUND-6: undo of what was posted under caps of %s: %s', async (org, told) => {
  const row = { payer: 'agency:a_fox', payee: A, amount: '500' };
  const { results } = await state.must('funds.hold', { rows: [row] });
  const hold = String(results[0]?.id);
  const { batch } = await state.must('funds.post', { rows: [{ hold, amount: '400' }] });
  await caps(org, { per_movement: '100' });
  const before = balancesIn(state);
  expect(await undo(batch)).toEqual([told]);
  if (told !== 'ok') expect(balancesIn(state)).toEqual(before);
  expect(faultsIn(state)).toEqual([]);
});

test('FUND-6: what is undone counts for the day; of a batch what is within it is undone', async () => {
  const rows = ['60', '70', '30'].map((cash) => ({ holder: A, cash, payee: 'agency:a_fox' }));
  const { batch } = await state.must('funds.reclaim', { rows });
  await caps('agency:a_fox', { per_day: '100', per_batch: '1' });
  // The last first.
  expect(await undo(batch)).toEqual(['ok', 'ok', CAPPED]);
  const [one] = await state.told('funds.allocate', { rows: [{ holder: A, cash: '1', payer: 'agency:a_fox' }] });
  expect(one).toBe('pending PLAN_WAITS');
  expect(faultsIn(state)).toEqual([]);
});

const SET: readonly (readonly [first: Cells, then: Cells, told: string])[] = [
  [{ per_movement: '100' }, { per_movement: '50' }, 'conflict CAPS_UNDONE'],
  [{ per_movement: '100' }, { per_day: '50' }, 'conflict CAPS_UNDONE'],
  [{}, { per_batch: '5' }, 'conflict CAPS_UNDONE'],
];
test.each(SET)('FUND-6: caps %j, then %j: undoing that is %s', async (first, then, told) => {
  if (Object.keys(first).length > 0) await caps('agency:a_fox', first);
  const { batch } = await caps('agency:a_fox', then);
  expect(await undo(batch)).toEqual([told]);
  expect((await caps('agency:a_fox', then)).results).toMatchObject([{ status: 'unchanged' }]);
});

test('FUND-6: a cap that two have raised is lowered by undoing that', async () => {
  await caps('agency:a_fox', { per_movement: '100' });
  const { results } = await state.change('funds.caps', {
    rows: ['agency:a_fox'],
    options: { per_movement: '200' },
    actor: 'fox.m',
  });
  const applied = await state.must('requests.apply', { options: { id: String(results[0]?.id) } });
  expect(await undo(applied.batch)).toEqual(['ok']);
  const [told] = await state.told('funds.refund', { rows: [{ holder: 'agency:a_fox', amount: '101' }] });
  expect(told).toBe('pending PLAN_WAITS');
});

test('BULK-4: undo is not offered for what it would refuse', async () => {
  const on = shell({ db: state.file });
  const said = async (...argv: string[]) => (await on.run(['funds', 'caps', 'a_fox', ...argv])).stderr;
  for (const dry of [['--dry-run'], []]) {
    const told = await said('--per-movement', '90', ...dry);
    expect(told).not.toContain('undo:');
    expect(told).toContain('raising them again takes two');
  }
  expect(await said('--per-movement', '90')).not.toContain('takes two');
  expect(await said('--per-movement', '80', '--lang', 'zh')).toContain('重新提高限额须由两人完成');
});

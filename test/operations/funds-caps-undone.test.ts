/** What is undone on its day counts no more for that day; what takes money out of another counts as on any day (FUND-6). */
import { beforeEach, describe, expect, test } from 'vitest';
import { fixture } from '../helpers/fixture.ts';
import { balancesIn, faultsIn, give } from '../helpers/ledger.ts';
import type { Cells, State } from '../helpers/state.ts';

/** Clients of the agency, of e_dog both. */
const [A, B] = ['20000301', '20000302'];
const FOX = 'agency:a_fox';
const HOUR = 3_600_000;
const [CAPPED, WAITS] = ['conflict UNDO_CAPPED', 'pending PLAN_WAITS'];

let state: State;
beforeEach(async () => {
  state = await fixture();
  for (const holder of [FOX, `account:tencent:${A}`, `account:tencent:${B}`, 'entity:e_dog'])
    await give(state, { holder, kind: 'cash', amount: 1_000_000n });
  await give(state, { holder: FOX, kind: 'deposit', amount: 100_000n });
});

const caps = (org: string, options: Cells) => state.must('funds.caps', { rows: [org], options });
const undo = (batch: string, actor = 'owner') => state.told('batches.undo', { options: { batch }, actor });
const used = async (org: string) =>
  (await state.records('funds.caps-list', { org: [org] })).map((row) => row['used_today']).join();
/** `status CODE` of the only row, and its batch. */
async function move(op: string, row: Cells, options: Readonly<Record<string, unknown>> = {}) {
  const { results, batch } = await state.change(op, { rows: [row], options });
  const [one] = results;
  return { told: [one?.status, one?.code].join(' ').trim(), batch, id: String(one?.id) };
}
const allocate = (amount: string, holder = A) => move('funds.allocate', { holder, payer: FOX, amount });

/** Of a day's 100: what 60 of it leave used once undone, and whether the same 60 pass again. */
type Case = readonly [op: string, row: Cells, org: string, left: string, again: string, to?: string];
const CASES: readonly Case[] = [
  ['funds.allocate', { holder: A, payer: FOX }, FOX, '0.00', 'ok'],
  ['funds.transfer', { payer: FOX, payee: 'entity:e_dog' }, FOX, '0.00', 'ok'],
  ['funds.hold', { payer: FOX, payee: A }, FOX, '0.00', 'ok'],
  ['funds.split', { holder: FOX }, FOX, '0.00', 'ok', `${A}=100%`],
  ['funds.refund', { holder: FOX }, FOX, '0.00', 'ok'],
  ['funds.deposit-pay', { holder: FOX }, FOX, '0.00', 'ok'],
  // What came in goes out of whoever got it.
  ['funds.recharge', { holder: FOX }, FOX, '60.00', WAITS],
  ['funds.deposit-return', { holder: FOX }, FOX, '60.00', WAITS],
  ['funds.reclaim', { holder: A, payee: FOX }, FOX, '60.00', WAITS],
  ['funds.transfer', { payer: A, payee: B }, FOX, '60.00', WAITS],
  ['funds.allocate', { holder: A, payer: FOX }, 'entity:e_dog', '60.00', 'ok'],
];
const GIVEN = CASES.map(([op, row, org, left, again, to = '']) => [op, row, org, left, again, to] as const);
test.each(GIVEN)(
  '%s %j under a day of %s: undone it leaves %s used; again: %s',
  async (op, row, org, left, again, to) => {
    await caps(org, { per_day: '100' });
    const options = to === '' ? {} : { to: [to] };
    const one = () => move(op, { ...row, amount: '60' }, options);
    const before = balancesIn(state);
    const { told, batch } = await one();
    expect(told).toBe('ok');
    expect(await undo(batch)).toEqual(['ok']);
    expect(balancesIn(state)).toMatchObject(before);
    expect(await used(org)).toBe(left);
    expect((await one()).told).toBe(again);
    expect(faultsIn(state)).toEqual([]);
  },
);

test('moved again it counts again, however often', async () => {
  await caps(FOX, { per_day: '100' });
  for (let i = 0; i < 5; i++) {
    const { told, batch } = await allocate('100');
    expect([told, await used(FOX)]).toEqual(['ok', '100.00']);
    expect((await allocate('0.01')).told).toBe(WAITS);
    const undone = await state.must('batches.undo', { options: { batch } });
    expect(await used(FOX)).toBe('0.00');
    // Money is not moved back by undoing that.
    expect(await undo(undone.batch)).toEqual(['conflict REVERSAL_FINAL']);
    expect(await used(FOX)).toBe('0.00');
  }
  expect(faultsIn(state)).toEqual([]);
});

test('of a batch that is undone in part, what stays moved counts', async () => {
  await caps(FOX, { per_day: '100' });
  const rows = [A, B, A].map((holder, i) => ({ holder, payer: FOX, amount: ['50', '30', '20'][i] as string }));
  const { batch } = await state.must('funds.allocate', { rows });
  // Nothing is there to be taken back from B.
  await state.must('funds.consume', { rows: [{ account: B, amount: '10030', day: '2026-01-05' }] });
  expect(await undo(batch)).toEqual(['ok', 'conflict FUNDS_INSUFFICIENT', 'ok']);
  expect(await used(FOX)).toBe('30.00');
  expect((await allocate('70.01')).told).toBe(WAITS);
  expect((await allocate('70')).told).toBe('ok');
});

describe('another day', () => {
  test.each(['refund', 'recharge'])('%s: what is undone later counts then', async (verb) => {
    await caps(FOX, { per_day: '100' });
    const { batch } = await move(`funds.${verb}`, { holder: FOX, amount: '60' });
    // 10:00 in Shanghai, and 23:59.
    state.now += 14 * HOUR;
    expect(await undo(batch)).toEqual(['ok']);
    expect(await used(FOX)).toBe('60.00');
  });

  test('what was moved yesterday frees nothing today', async () => {
    await caps(FOX, { per_day: '100' });
    const { batch } = await allocate('60');
    state.now += 24 * HOUR;
    await allocate('60');
    expect(await undo(batch)).toEqual(['ok']);
    expect(await used(FOX)).toBe('60.00');
  });
});

describe('one person does not undo beyond a cap', () => {
  const byTwo = async (op: string, row: Cells) => {
    const { told, id } = await move(op, row);
    expect(told).toBe(WAITS);
    return (await state.must('requests.apply', { options: { id }, actor: 'fox.m' })).batch;
  };
  test.each(['refund', 'recharge', 'deposit-pay'])('%s that two have moved', async (verb) => {
    await caps(FOX, { per_day: '100' });
    const batch = await byTwo(`funds.${verb}`, { holder: FOX, amount: '500' });
    expect(await undo(batch)).toEqual([CAPPED]);
    expect(await used(FOX)).toBe('500.00');
    expect((await move('funds.refund', { holder: FOX, amount: '1' })).told).toBe(WAITS);
  });

  test('what others have brought in is not undone beside what one moves out', async () => {
    await caps(FOX, { per_day: '100' });
    const { batch } = await move('funds.recharge', { holder: FOX, amount: '90' });
    expect(await undo(batch)).toEqual(['ok']);
    expect((await move('funds.refund', { holder: FOX, amount: '10.01' })).told).toBe(WAITS);
    expect((await move('funds.refund', { holder: FOX, amount: '10' })).told).toBe('ok');
  });

  test('a cap that was set since is met as before', async () => {
    const { batch } = await move('funds.refund', { holder: FOX, amount: '60' });
    await caps(FOX, { per_day: '50' });
    expect(await undo(batch)).toEqual([CAPPED]);
    expect(await used(FOX)).toBe('0.00');
  });
});

test('caps that are taken away and set again have the same day', async () => {
  await caps(FOX, { per_day: '100' });
  const { batch } = await allocate('60');
  const lifted = await state.change('funds.caps', { rows: [FOX], options: { per_day: 'none' }, actor: 'fox.m' });
  await state.must('requests.apply', { options: { id: String(lifted.results[0]?.id) } });
  expect(await undo(batch)).toEqual(['ok']);
  await caps(FOX, { per_day: '100' });
  expect(await used(FOX)).toBe('0.00');
});

test('who moves and undoes at the same time as others never leaves more moved than the cap', async () => {
  await caps(FOX, { per_day: '100' });
  const start = Number(balancesIn(state)[`${FOX} cash`]);
  const runs = Array.from({ length: 6 }, async (_, i) => {
    for (let turn = 0; turn < 3; turn++) {
      const { told, batch } = await allocate('40', i % 2 === 0 ? A : B);
      const out = start - Number(balancesIn(state)[`${FOX} cash`]);
      expect(out).toBeLessThanOrEqual(100);
      if (told === 'ok' && turn < 2) expect(await undo(batch)).toEqual(['ok']);
    }
  });
  await Promise.all(runs);
  const out = start - Number(balancesIn(state)[`${FOX} cash`]);
  expect(out).toBeLessThanOrEqual(100);
  expect(Number(await used(FOX))).toBe(out);
  expect(faultsIn(state)).toEqual([]);
});

/** Caps are listed with what of today is used, to whoever sees the organisation's money (FUND-6, MEM-3, MEM-4). */
import { beforeEach, expect, test } from 'vitest';
import { fixture } from '../helpers/fixture.ts';
import { give } from '../helpers/ledger.ts';
import { type Cells, codeOf, type State } from '../helpers/state.ts';

const A = '20000301';
const HOUR = 3_600_000;

let state: State;
beforeEach(async () => {
  state = await fixture();
  await give(state, { holder: 'agency:a_fox', kind: 'cash', amount: 1_000_000n });
});

const set = (org: string, options: Cells) => state.must('funds.caps', { rows: [org], options });
const listed = async (input: Readonly<Record<string, unknown>> = {}, actor = 'owner') =>
  (await state.records('funds.caps-list', input, actor)).map((row) =>
    ['org', 'currency', 'per_movement', 'per_day', 'used_today', 'left_today', 'per_batch']
      .map((name) => row[name] ?? '-')
      .join(' '),
  );
const allocate = (cash: string) =>
  state.change('funds.allocate', { rows: [{ holder: A, cash, payer: 'agency:a_fox' }], actor: 'fox.m' });

test('FUND-6: each organisation and currency, with what of the day is used and left', async () => {
  expect(await listed()).toEqual([]);
  await set('agency:a_fox', { per_movement: '150', per_day: '200', per_batch: '9' });
  await set('agency:a_fox', { per_movement: '5', currency: 'JPY' });
  await set('entity:e_cat', { per_day: '10' });
  await allocate('150');
  expect(await listed()).toEqual([
    'a_fox CNY 150.00 200.00 150.00 50.00 9',
    'a_fox JPY 5 - 0 - -',
    'e_cat CNY - 10.00 0.00 10.00 -',
  ]);
  // 10:00 in Shanghai: midnight there is not midnight anywhere else.
  state.now += 13 * HOUR;
  expect(await listed({ currency: 'CNY', org: ['agency:a_fox'] })).toEqual(['a_fox CNY 150.00 200.00 150.00 50.00 9']);
  state.now += HOUR;
  expect(await listed({ org: ['蓝狐广告'], where: ['currency = CNY'] })).toEqual([
    'a_fox CNY 150.00 200.00 0.00 200.00 9',
  ]);
});

test('FUND-6: where two have moved beyond the cap nothing is left, and not less', async () => {
  await set('agency:a_fox', { per_day: '200' });
  const { results } = await allocate('250');
  await state.must('requests.apply', { options: { id: String(results[0]?.id) } });
  expect(await listed()).toEqual(['a_fox CNY - 200.00 250.00 0.00 -']);
});

test('LIST: sorted, filtered by what is used and left, searched, counted, and read by pages', async () => {
  await set('agency:a_fox', { per_day: '200' });
  await set('entity:e_cat', { per_day: '30' });
  await set('entity:e_dog', { per_movement: '30' });
  await allocate('50');
  const orgs = async (input: Readonly<Record<string, unknown>>) =>
    (await listed(input)).map((line) => line.split(' ', 1)[0]);
  expect(await orgs({ sort: '-left_today' })).toEqual(['a_fox', 'e_cat', 'e_dog']);
  expect(await orgs({ where: ['used_today > 0'] })).toEqual(['a_fox']);
  expect(await orgs({ where: ['left_today is empty'] })).toEqual(['e_dog']);
  expect(await orgs({ search: '蓝狐' })).toEqual(['a_fox']);
  expect(await orgs({ org: ['entity:e_dog', 'e_cat'] })).toEqual(['e_cat', 'e_dog']);
  expect((await state.query('funds.caps-list', { count: 'true' })).rows).toEqual([[3]]);
  const first = await state.query('funds.caps-list', { sort: '-used_today,org', limit: '1' });
  const rest = await state.query('funds.caps-list', { sort: '-used_today,org', after: first.tail.cursor });
  expect([...first.rows, ...rest.rows].map(([org]) => org)).toEqual(['a_fox', 'e_cat', 'e_dog']);
});

test('MEM-3, MEM-4: caps are seen by who sees the money', async () => {
  await set('agency:a_fox', { per_day: '200' });
  await set('entity:e_cat', { per_day: '30' });
  expect(await listed({}, 'fox.a')).toEqual(['a_fox CNY - 200.00 0.00 200.00 -']);
  expect(await listed({}, 'cat.p')).toEqual(['e_cat CNY - 30.00 0.00 30.00 -']);
  for (const org of ['agency:a_fox', 'agency:a_nope'])
    expect(await codeOf(listed({ org: [org] }, 'cat.p'))).toBe('NOT_FOUND');
  for (const actor of ['fox.e', 'fox.d', 'fox.v']) expect(await codeOf(listed({}, actor))).toBe('FORBIDDEN');
});

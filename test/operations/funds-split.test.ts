/** Splits: who gets what of an amount, what comes back, what receivers got by month (FUND-13). */
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { parseSplit, splitOf } from '../../src/domain/funds/split.ts';
import { fixture } from '../helpers/fixture.ts';
import { balancesIn, faultsIn, give } from '../helpers/ledger.ts';
import type { ChangeInput, State } from '../helpers/state.ts';

const PAYER = 'agency:a_fox';
const [A, B, C] = ['20000301', '20000302', '20000303'] as const;

let state: State;
beforeEach(async () => {
  state = await fixture();
  await give(state, { holder: PAYER, kind: 'cash', amount: 100_000n });
});
type Asked = { readonly amount: string; readonly to?: readonly string[]; readonly refund?: string };
const split = ({ amount, ...options }: Asked, input: ChangeInput = {}) =>
  state.change('funds.split', { rows: [{ holder: PAYER, amount }], options, actor: 'fox.m', ...input });
const told = async (asked: Asked, input: ChangeInput = {}) =>
  (await split(asked, input)).results.map(({ status, code }) => [status, code].join(' ').trim())[0];
const cash = () =>
  Object.fromEntries(Object.entries(balancesIn(state)).map(([name, amount]) => [name.replace(' cash', ''), amount]));
const THIRDS = [`${A}=33.3333%`, `${B}=33.3333%`, `${C}=33.3334%`];

test('FUND-13: worked example 5: 100.00 in three; three refunds of 0.01 take no more from one than split(R) says', async () => {
  const { results } = await split({ amount: '100.00', to: THIRDS });
  const id = String(results[0]?.id);
  expect(cash()).toEqual({ [PAYER]: '900.00', [A]: '33.33', [B]: '33.33', [C]: '33.34' });
  const back: Record<string, string>[] = [];
  for (let i = 0; i < 3; i++) {
    expect(await told({ amount: '0.01', refund: id })).toBe('ok');
    back.push(cash());
  }
  expect(back).toEqual([
    { [PAYER]: '900.01', [A]: '33.33', [B]: '33.33', [C]: '33.33' },
    { [PAYER]: '900.02', [A]: '33.32', [B]: '33.33', [C]: '33.33' },
    { [PAYER]: '900.03', [A]: '33.32', [B]: '33.32', [C]: '33.33' },
  ]);
  expect(await told({ amount: '99.98', refund: id })).toBe('conflict SPLIT_REFUNDED');
  expect(await told({ amount: '99.97', refund: id })).toBe('ok');
  expect(cash()).toEqual({ [PAYER]: '1000.00' });
  expect(faultsIn(state)).toEqual([]);
});

test.each([
  ['JPY', 'general', '7', '1'],
  ['KWD', 'external', '9.999', '0.001'],
])(
  'FUND-13: a refund is of the currency and purse of its split, named or not: %s %s',
  async (currency, purse, amount, part) => {
    await state.must('funds.recharge', { rows: [{ holder: PAYER, amount: '100', currency, purse }] });
    const to = ['entity:e_ant=33.3333%', 'entity:e_bee=33.3333%'];
    const [made] = (
      await state.must('funds.split', { rows: [{ holder: PAYER, amount, currency, purse }], options: { to } })
    ).results;
    const refund = String(made?.id);
    const back = async (said: Record<string, string>) =>
      (
        await state.change('funds.split', { rows: [{ holder: PAYER, amount: part, ...said }], options: { refund } })
      ).results.map(({ status, code }) => [status, code].filter(Boolean).join(' '))[0];
    expect(await back({})).toMatch(/^ok/);
    expect(await back({ currency, purse })).toMatch(/^ok/);
    expect(await back({ currency: 'USD' })).toBe('invalid VALUE_INVALID');
    expect(await back({ purse: purse === 'general' ? 'external' : 'general' })).toBe('invalid VALUE_INVALID');
    const [after] = await state.records('funds.splits', { where: [`id = ${refund}`] });
    expect(Number(after?.['refunded'])).toBe(2 * Number(part));
    expect(faultsIn(state)).toEqual([]);
  },
);

const SPLITS: readonly (readonly [to: readonly string[], amount: string, Readonly<Record<string, string>>])[] = [
  [[`${A}=10.00`, `${B}=50%`], '30.00', { [PAYER]: '980.00', [A]: '10.00', [B]: '10.00' }],
  [[`${B}=50%`, `${A}=10.00`], '30.00', { [PAYER]: '980.00', [A]: '10.00', [B]: '10.00' }],
  [[`${A}=0.0001%`], '100.00', { [PAYER]: '1000.00' }],
  [[`${A}=50%`, `${B}=50%`], '0.01', { [PAYER]: '999.99', [A]: '0.01' }],
  [
    ['partners=60%', `partners/${A}=50%`, `partners/${B}=50%`, `${C}=40%`],
    '10.00',
    { [PAYER]: '990.00', [A]: '3.00', [B]: '3.00', [C]: '4.00' },
  ],
  [['x=100%', 'x/y=100%', `x/y/${A}=1.00`], '10.00', { [PAYER]: '999.00', [A]: '1.00' }],
  [['x=50%', `x/${A}=100%`, `${A}=50%`], '10.00', { [PAYER]: '990.00', [A]: '10.00' }],
];
test.each(SPLITS)('FUND-13: %j of %s', async (to, amount, wanted) => {
  await split({ amount, to });
  expect(cash()).toEqual(wanted);
  expect(faultsIn(state)).toEqual([]);
});

const REFUSED: readonly (readonly [asked: Asked, told: string, actor?: string])[] = [
  [{ amount: '1' }, 'invalid MISSING'],
  [{ amount: '1e3', to: THIRDS }, 'invalid AMOUNT_INVALID'],
  [{ amount: '0', to: THIRDS }, 'invalid AMOUNT_INVALID'],
  [{ amount: '1', to: [A] }, 'invalid SPLIT_SHARE'],
  [{ amount: '1', to: [`${A}=`] }, 'invalid AMOUNT_INVALID'],
  [{ amount: '1', to: [`${A}=0%`] }, 'invalid SPLIT_SHARE'],
  [{ amount: '1', to: [`${A}=33.33333%`] }, 'invalid SPLIT_SHARE'],
  [{ amount: '1', to: [`${A}=101%`] }, 'invalid SPLIT_SHARE'],
  [{ amount: '1', to: ['a/b/c/d=10%'] }, 'invalid SPLIT_LEVELS'],
  [{ amount: '1', to: [`x/${A}=10%`] }, 'invalid SPLIT_PARENT'],
  [{ amount: '1', to: [`${A}=10%`, `${A}=10%`] }, 'invalid SPLIT_TWICE'],
  [{ amount: '1', to: [`${A}=10%`, `tencent:${A}=10%`] }, 'invalid SPLIT_TWICE'],
  [{ amount: '1', to: [`${A}=60%`, `${B}=60%`] }, 'invalid SPLIT_OVER'],
  [{ amount: '1', to: ['x=50%', `x/${A}=60%`, `x/${B}=60%`] }, 'invalid SPLIT_OVER'],
  [{ amount: '1', to: [`${A}=1.01`] }, 'conflict SPLIT_FIXED'],
  [{ amount: '1', to: ['20009999=10%'] }, 'not_found NOT_FOUND'],
  [{ amount: '1', to: [`${PAYER}=10%`] }, 'invalid SAME_HOLDER'],
  [{ amount: '1000.01', to: [`${A}=100%`] }, 'conflict FUNDS_INSUFFICIENT'],
  [{ amount: '1', refund: 't_none' }, 'not_found NOT_FOUND'],
  [{ amount: '1', refund: 't_none', to: THIRDS }, 'invalid VALUE_INVALID'],
  [{ amount: '1', to: THIRDS }, 'forbidden FORBIDDEN', 'fox.a'],
];
test.each(REFUSED.map(([asked, wanted, actor = 'fox.m']) => [asked, wanted, actor] as const))(
  'FUND-13: %j is %s',
  async (asked, wanted, actor) => {
    expect(await told(asked, { actor })).toBe(wanted);
    expect(cash()).toEqual({ [PAYER]: '1000.00' });
  },
);

test('MEM-4: a refund names no receiver that is hidden from whoever asks, and takes nothing', async () => {
  const to = ['entity:e_cat=50%', `${A}=50%`];
  const { results } = await split({ amount: '10.00', to }, { actor: 'owner' });
  const refund = String(results[0]?.id);
  const [row] = (await split({ amount: '1.00', refund })).results;
  expect([row?.code, JSON.stringify(row?.details)]).toEqual(['FORBIDDEN', expect.stringContaining('another org')]);
  expect(JSON.stringify(row)).not.toContain('e_cat');
  expect(await told({ amount: '1.00', refund }, { actor: 'owner' })).toBe('ok');
});

test('FUND-13: a refund takes from whom was paid, whoever has the name by now', async () => {
  const to = ['南山游戏有限公司=50%'];
  const { results } = await split({ amount: '10.00', to }, { actor: 'owner' });
  const refund = String(results[0]?.id);
  await state.must('orgs.update', { rows: ['e_cat'], options: { name: '新名游戏有限公司' }, actor: 'owner' });
  await state.must('orgs.update', { rows: ['e_elk'], options: { name: '南山游戏有限公司' }, actor: 'owner' });
  expect(await told({ amount: '1.00', refund }, { actor: 'owner' })).toBe('ok');
  expect(cash()).toMatchObject({ 'entity:e_cat': '4.50' });
  expect(await told({ amount: '1.00', refund })).toBe('forbidden FORBIDDEN');
  const [kept] = await state.records('funds.splits', { columns: ['rule'] }, 'owner');
  expect(kept?.['rule']).toEqual(['entity:e_cat=50%']);
});

describe('what was split', () => {
  test('FUND-13: is found by the reference it was made under', async () => {
    const { results } = await split({ amount: '10.00', to: THIRDS }, { reference: 's1' });
    await split({ amount: '20.00', to: THIRDS });
    const input = { where: [`reference = ${results[0]?.reference}`], columns: ['id', 'reference'] };
    const [{ id, reference } = {}] = results;
    expect(await state.records('funds.splits', input, 'fox.m')).toEqual([{ id, reference }]);
  });

  test('MEM-4: is found by its receivers, by whoever is shown them', async () => {
    const { results } = await split({ amount: '10.00', to: ['entity:e_cat=50%', `${A}=50%`] }, { actor: 'owner' });
    const ids = results.map(({ id }) => id);
    const found = async (search: string, actor: string) =>
      (await state.records('funds.splits', { search }, actor)).map(({ id }) => id);
    expect(await found('e_cat', 'owner')).toEqual(ids);
    expect(await found('E_CAT 50%', 'owner')).toEqual(ids);
    expect(await found('e_dog', 'owner')).toEqual([]);
    expect(await found('e_cat', 'fox.m')).toEqual([]);
    expect(await found(PAYER, 'fox.m')).toEqual(ids);
  });

  test.each(['2026-1', '2026-13', '202601', 'march'])('FUND-13: %s is no month', async (month) => {
    const asked = state.records('funds.settlement', { month }, 'ops');
    await expect(asked).rejects.toMatchObject({
      code: 'WHERE_INVALID',
      details: { reason: { en: 'a month is expected' } },
    });
  });

  test('FUND-13: settlement per receiver and month; splits say what was refunded', async () => {
    const { results } = await split({ amount: '100.00', to: THIRDS });
    await split({ amount: '30.00', refund: String(results[0]?.id) });
    state.now += 40 * 86_400_000;
    await split({ amount: '1.00', to: [`${A}=100%`] });
    const rows = await state.records('funds.settlement', { receiver: A }, 'fox.m');
    expect(rows.map(({ month, splits, paid, returned, net }) => [month, splits, paid, returned, net])).toEqual([
      ['2026-02', 1, '1.00', '0.00', '1.00'],
      ['2026-01', 1, '33.33', '10.00', '23.33'],
    ]);
    const [, first] = await state.records('funds.splits', {}, 'fox.m');
    expect(first).toMatchObject({ payer: PAYER, amount: '100.00', refunded: '30.00' });
    expect(await state.records('funds.splits', {}, 'cat.p')).toEqual([]);
  });

  test("FUND-13: what cleared the receiver's overdraft at once was paid to it all the same", async () => {
    await give(state, { holder: `account:tencent:${A}`, kind: 'overdraft', amount: -3000n });
    await split({ amount: '100.00', to: [`${A}=100%`] });
    const [row] = await state.records('funds.settlement', {}, 'fox.m');
    expect(row).toMatchObject({ paid: '100.00', returned: '0.00', net: '100.00' });
  });

  test('FUND-13: refunds that move nothing by themselves count: with the next of them a cent comes back, and no more than the whole', async () => {
    const { results } = await split({ amount: '100.00', to: [`${A}=1%`] });
    const refund = String(results[0]?.id);
    const counted = 'ok SPLIT_COUNTED';
    expect(await told({ amount: '0.49', refund }, { reference: 'r1' })).toBe(counted);
    expect(await told({ amount: '0.49', refund }, { reference: 'r1' })).toBe('unchanged PAID_ALREADY');
    const { batch } = await split({ amount: '0.40', refund });
    await state.must('batches.undo', { options: { batch }, actor: 'fox.m' });
    const after = [];
    for (const n of [2, 3, 4, 5]) after.push(await told({ amount: '0.49', refund }, { reference: `r${n}` }));
    expect(after).toEqual(['ok', counted, 'ok', counted]);
    expect(cash()).toEqual({ [A]: '0.98', [PAYER]: '999.02' });
    expect(await told({ amount: '97.56', refund })).toBe('conflict SPLIT_REFUNDED');
    expect(await told({ amount: '97.55', refund })).toBe('ok');
    expect(cash()).toEqual({ [PAYER]: '1000.00' });
    const found = (await state.query('funds.check')).rows;
    expect(found.filter(([code]) => code !== 'LEDGER_UNLOGGED')).toEqual([]);
  });

  test('FUND-5: of a refund that only counts its own movement is told, and that it was taken back', async () => {
    const made = await split({ amount: '100.00', to: [`${A}=1%`] });
    const refund = String(made.results[0]?.id);
    const send = async () => (await split({ amount: '0.49', refund }, { reference: 'r1' })).results[0];
    const undo = (batch: string) => state.told('batches.undo', { options: { batch }, actor: 'fox.m' });
    const { batch, results } = await split({ amount: '0.49', refund }, { reference: 'r1' });
    const transaction = results[0]?.id;
    expect(transaction).not.toBe(refund);
    expect(await send()).toMatchObject({ code: 'PAID_ALREADY', id: transaction, details: { transaction } });
    expect(await undo(made.batch)).toEqual(['conflict UNDO_LATER']);
    expect(await undo(batch)).toEqual(['ok']);
    expect(await send()).toMatchObject({ code: 'REFERENCE_REVERSED', details: { transaction } });
    expect(cash()).toEqual({ [A]: '1.00', [PAYER]: '999.00' });
    expect(await undo(made.batch)).toEqual(['ok']);
    const found = (await state.query('funds.check')).rows;
    expect(found.filter(([code]) => code !== 'LEDGER_UNLOGGED')).toEqual([]);
    expect(faultsIn(state)).toEqual([]);
  });

  test('FUND-13: a refund that only counts needs nothing of the payer, nor does taking it back', async () => {
    const { results } = await split({ amount: '100.00', to: [`${A}=1%`] });
    await state.must('funds.refund', { rows: [{ holder: PAYER, amount: '999.00' }], actor: 'fox.m' });
    const refund = await split({ amount: '0.49', refund: String(results[0]?.id) });
    expect(refund.results).toMatchObject([{ status: 'ok', code: 'SPLIT_COUNTED' }]);
    expect(await state.told('batches.undo', { options: { batch: refund.batch }, actor: 'fox.m' })).toEqual(['ok']);
    expect(cash()).toEqual({ [A]: '1.00' });
    expect(faultsIn(state)).toEqual([]);
  });

  test('FUND-1: a split is undone as a whole, not once part of it came back', async () => {
    const { batch, results } = await split({ amount: '100.00', to: THIRDS });
    const refund = await split({ amount: '1.00', refund: String(results[0]?.id) });
    const undo = (id: string) => state.told('batches.undo', { options: { batch: id }, actor: 'fox.m' });
    expect(await undo(batch)).toEqual(['conflict UNDO_LATER']);
    expect(await undo(refund.batch)).toEqual(['ok']);
    expect(await undo(batch)).toEqual(['ok']);
    expect(cash()).toEqual({ [PAYER]: '1000.00' });
  });
});

test('FUND-13: shares are never negative, never more than the amount, and refunds step by step come to the same', () => {
  const percents = fc.array(fc.integer({ min: 1, max: 250_000 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(percents, fc.bigInt({ min: 0n, max: 10n ** 12n }), (parts, amount) => {
      const rule = parseSplit(
        parts.map((part, i) => `h${i}=${(part / 10_000).toFixed(4)}%`),
        'CNY',
      );
      if ('refuse' in rule) throw new Error(rule.refuse);
      const shares = [...splitOf(rule, amount).values()];
      expect(shares.every((share) => share >= 0n)).toBe(true);
      const sum = shares.reduce((all, share) => all + share, 0n);
      const whole = parts.reduce((all, part) => all + part, 0) === 1_000_000;
      expect(whole ? sum === amount : sum <= amount).toBe(true);
    }),
  );
});

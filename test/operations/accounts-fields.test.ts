/** Tags, notes and budgets of accounts, singly, in bulk and from a file (ACC-6, ACC-8). */
import { beforeAll, describe, expect, test } from 'vitest';
import { CLOSED, fixture, YEN } from '../helpers/fixture.ts';
import type { Cells, State } from '../helpers/state.ts';

type Row = readonly [why: string, actor: string, row: Cells | string, options: Record<string, unknown>, told: string];

let state: State;
beforeAll(async () => {
  state = await fixture();
  await state.must('accounts.claim', { rows: ['20000007'], actor: 'ant.c' });
});

/** The checks that every operation on one account's fields shares. */
const shared = (options: Record<string, unknown>): readonly Row[] => [
  ['an id that is none', 'ant.a', 'abc', options, 'invalid ID_INVALID'],
  ['an unverified actor', 'newbie', '99999999', options, 'forbidden MEMBER_UNVERIFIED'],
  ['an unknown id', 'ant.a', '99999999', options, 'not_found NOT_FOUND'],
  ['a hidden account', 'ant.a', '20000201', options, 'not_found NOT_FOUND'],
  ['hidden from a collaborator without a relation to it', 'ant.c', '20000008', options, 'not_found NOT_FOUND'],
  ['seen without the right', 'unit.c', '20000002', options, 'forbidden FORBIDDEN'],
  ['the operator has no such right', 'ops', '20000002', options, 'forbidden FORBIDDEN'],
];

function table(operation: string, rule: string, rows: readonly Row[]): void {
  for (const [why, actor, row, options, told] of rows)
    test(`${rule} ${operation}: ${why}`, async () => {
      expect(await state.told(operation, { rows: [row], actor, options, dryRun: true })).toEqual([told]);
    });
}

describe('accounts.tag', () => {
  const tag = { tag: ['新标签'] };
  table('accounts.tag', 'ACC-6', [
    ...shared(tag),
    ['no tag given', 'ant.a', '20000002', {}, 'invalid MISSING'],
    ['a tag with a separator', 'ant.a', '20000002', { tag: ['a,b'] }, 'invalid VALUE_INVALID'],
    ['a tag too long', 'ant.a', '20000002', { tag: ['长'.repeat(65)] }, 'invalid VALUE_INVALID'],
    ['a tag of the greatest length', 'ant.a', '20000002', { tag: ['长'.repeat(64)] }, 'ok'],
    ['one held already', 'ant.a', '20000001', { tag: ['重点'] }, 'unchanged SAME'],
    ['own account of a collaborator', 'ant.c', '20000007', tag, 'ok'],
    ['a unit admin', 'unit.a', '20000002', tag, 'ok'],
    ['an agency employee', 'fox.e', '20000302', tag, 'ok'],
  ]);

  test('ACC-6 a tag is added to those held, in order, each once; the row’s own, then the command’s', async () => {
    const rows: Cells[] = [{ id: '20000001', tags: '甲;乙，甲' }, { id: '20000002' }];
    const { results } = await state.change('accounts.tag', { rows, options: { tag: ['丙', '丁'] }, actor: 'ant.a' });
    expect(results.map(({ before, after }) => [before, after])).toEqual([
      [{ tags: ['重点'] }, { tags: ['重点', '甲', '乙', '丙', '丁'] }],
      [{ tags: [] }, { tags: ['丙', '丁'] }],
    ]);
    expect((await state.account('20000001'))['tags']).toEqual(['重点', '甲', '乙', '丙', '丁']);
    // A list that is fed back says what is held: --tag alone names what goes.
    const back = [{ id: '20000001', tags: '重点,甲' }];
    await state.must('accounts.untag', { rows: back, options: { tag: ['丁'] }, actor: 'ant.a' });
    expect((await state.account('20000001'))['tags']).toEqual(['重点', '甲', '乙', '丙']);
  });

  test('ACC-5 a tag is found by its name alone, not by a part of it', async () => {
    await state.must('accounts.tag', { rows: ['20000005'], options: { tag: ['双十一'] } });
    const tagged = async (tag: string) => (await state.records('accounts.list', { tag })).map(({ id }) => id);
    expect(await tagged('双十一')).toEqual(['20000005']);
    expect(await tagged('双十')).toEqual([]);
  });
});

describe('accounts.untag', () => {
  table('accounts.untag', 'ACC-6', [
    ...shared({ tag: ['重点'] }),
    ['no tag given', 'ant.a', '20000004', {}, 'invalid MISSING'],
    ['one not held', 'ant.a', '20000004', { tag: ['没有'] }, 'unchanged SAME'],
    ['one held', 'ant.a', '20000004', { tag: ['重点', '没有'] }, 'ok'],
  ]);

  test('ACC-6 untag takes the named ones only', async () => {
    await state.must('accounts.tag', { rows: ['20000103'], options: { tag: ['a', 'b', 'c'] } });
    await state.must('accounts.untag', { rows: ['20000103'], options: { tag: ['b'] } });
    expect((await state.account('20000103'))['tags']).toEqual(['a', 'c']);
  });
});

describe('accounts.note', () => {
  const text = { text: '已核对' };
  table('accounts.note', 'ACC-6', [
    ...shared(text),
    ['no text given', 'ant.a', '20000002', {}, 'invalid MISSING'],
    ['none to clear', 'ant.a', '20000003', { text: '' }, 'unchanged SAME'],
    ['own account of a collaborator', 'ant.c', '20000007', text, 'ok'],
    ['a text too long', 'ant.a', { id: '20000002', note: '长'.repeat(1001) }, {}, 'invalid VALUE_INVALID'],
  ]);

  test('ACC-6 note: written, the same again unchanged, an empty text clears', async () => {
    const note = (value: string) => state.told('accounts.note', { rows: ['20000104'], options: { text: value } });
    expect(await note('一')).toEqual(['ok']);
    expect(await note('一')).toEqual(['unchanged SAME']);
    expect((await state.account('20000104'))['note']).toBe('一');
    expect(await note('')).toEqual(['ok']);
    expect((await state.account('20000104'))['note']).toBeNull();
  });

  test('ACC-6 note: each row its own from a file; what is typed is for every row, as a list that is fed back needs', async () => {
    const rows: Cells[] = [
      { id: '20000105', note: '甲' },
      { id: '20000106', note: '' },
    ];
    expect(await state.told('accounts.note', { rows })).toEqual(['ok', 'invalid MISSING']);
    expect((await state.account('20000105'))['note']).toBe('甲');
    await state.must('accounts.note', { rows, options: { text: '乙' } });
    expect((await state.account('20000105'))['note']).toBe('乙');
    expect((await state.account('20000106'))['note']).toBe('乙');
  });
});

describe('accounts.budget', () => {
  const amount = (value: string) => ({ amount: value });
  const ID = '20000002';
  table('accounts.budget', 'ACC-8', [
    ...shared(amount('500')),
    ['closed', 'ant.a', CLOSED, amount('500'), 'conflict ACCOUNT_CLOSED'],
    ['no amount given', 'ant.a', ID, {}, 'invalid MISSING'],
    ['0', 'ant.a', ID, amount('0'), 'invalid AMOUNT_INVALID'],
    ['0.00', 'ant.a', ID, amount('0.00'), 'invalid AMOUNT_INVALID'],
    ['below zero', 'ant.a', ID, amount('-5'), 'invalid AMOUNT_INVALID'],
    ['a thousands separator', 'ant.a', ID, amount('1,000'), 'invalid AMOUNT_INVALID'],
    ['an exponent', 'ant.a', ID, amount('5e2'), 'invalid AMOUNT_INVALID'],
    ['full-width digits', 'ant.a', ID, amount('５００'), 'invalid AMOUNT_INVALID'],
    ['three places of CNY', 'ant.a', ID, amount('5.005'), 'invalid AMOUNT_INVALID'],
    ['one place of JPY', 'ant.a', YEN, amount('500.5'), 'invalid AMOUNT_INVALID'],
    ['a JPY amount with needless zeros', 'ant.a', YEN, amount('500.0'), 'invalid AMOUNT_INVALID'],
    ['words', 'ant.a', ID, amount('viel'), 'invalid AMOUNT_INVALID'],
    ['too large', 'ant.a', ID, amount('99999999999999999'), 'invalid AMOUNT_INVALID'],
    ['unlimited, as it is', 'ant.a', ID, amount('unlimited'), 'unchanged SAME'],
    ['不限, as it is', 'ant.a', ID, amount('不限'), 'unchanged SAME'],
    ['two places', 'ant.a', ID, amount('500.05'), 'ok'],
    ['whole JPY', 'ant.a', YEN, amount('500'), 'ok'],
    ['own account of a collaborator', 'ant.c', '20000007', amount('1'), 'ok'],
  ]);

  test('ACC-8 budget: in major units, exact, in the currency’s places; unlimited takes the limit away', async () => {
    const rows: Cells[] = [
      { id: '20000107', daily_budget: '1234.5' },
      { id: YEN, daily_budget: '1234' },
    ];
    await state.must('accounts.budget', { rows });
    const back = [{ id: '20000108', daily_budget: '5' }];
    await state.must('accounts.budget', { rows: back, options: amount('0.07') });
    const budget = async (id: string) => (await state.account(id))['daily_budget'];
    expect(await budget('20000107')).toBe('1234.50');
    expect(await budget(YEN)).toBe('1234');
    expect(await budget('20000108')).toBe('0.07');
    await state.must('accounts.budget', { rows: ['20000107'], options: amount('unlimited') });
    expect(await budget('20000107')).toBe('unlimited');
    const over = await state.records('accounts.list', { where: ['daily_budget > 1000'] });
    expect(over.map(({ id }) => id)).toContain(YEN);
  });
});

test("ACC-8 an amount in another currency than the account's is no budget; a list fed back says the same one", async () => {
  const state = await fixture();
  const told = (currency: string, options = {}) =>
    state.told('accounts.budget', {
      rows: [{ id: '20000005', daily_budget: '100', currency }],
      options,
      dryRun: true,
    });
  expect(await told('USD')).toEqual(['invalid VALUE_INVALID']);
  expect(await told('USD', { amount: '5' })).toEqual(['invalid VALUE_INVALID']);
  expect(await told('cny')).toEqual(['ok']);
});

/** How lists of money are narrowed: by amounts below zero, and by whoever is on the other side (FUND-7, FUND-8). */
import { beforeAll, describe, expect, test } from 'vitest';
import { CLIENTS, fixture } from '../helpers/fixture.ts';
import { give } from '../helpers/ledger.ts';
import type { State } from '../helpers/state.ts';

let state: State;

describe('amounts below zero', () => {
  beforeAll(async () => {
    state = await fixture();
    for (const [currency, amount] of [
      ['CNY', -429n],
      ['JPY', -5n],
      ['KWD', -4_291n],
      ['CNY', 429n],
    ] as const)
      await give(state, { currency, amount, holder: 'agency:a_fox', kind: 'overdraft' });
  });

  test.each([
    ['< -4.29', ['JPY -5', 'KWD -4.291']],
    ['<= -4.29', ['CNY -4.29', 'JPY -5', 'KWD -4.291']],
    ['= -4.29', ['CNY -4.29']],
    ['!= -5', ['CNY -4.29', 'CNY 4.29', 'KWD -4.291']],
    ['in -5,-4.291', ['JPY -5', 'KWD -4.291']],
    ['between -5..-4.291', ['JPY -5', 'KWD -4.291']],
    ['between -4.3..4.29', ['CNY -4.29', 'CNY 4.29', 'KWD -4.291']],
    ['> -0', ['CNY 4.29']],
    ['< -0.00', ['CNY -4.29', 'JPY -5', 'KWD -4.291']],
  ])('MONEY-1: overdraft %s, in whatever currency', async (asked, found) => {
    const input = { where: [`overdraft ${asked}`], columns: ['currency', 'overdraft'] };
    const lines = await state.records('funds.statement', input, 'ops');
    expect(lines.map((line) => `${line['currency']} ${line['overdraft']}`).sort()).toEqual(found);
  });

  test('the overview, too', async () => {
    const of = async (where: string) =>
      (await state.records('funds.overview', { where: [where] }, 'ops')).map((one) => one['currency']);
    expect(await of('overdraft < -4.5')).toEqual(['JPY']);
    const none = await of('overdraft = -0');
    expect(none).toContain('CNY');
    expect(none).not.toContain('KWD');
  });
});

describe('FUND-8: a statement of whoever is no account, by the accounts on the other side', () => {
  const FOX = 'agency:a_fox';
  const [A, B] = CLIENTS as [string, string];
  const lines = async (input: Record<string, unknown>, actor = 'ops') =>
    (
      await state.records(
        'funds.statement',
        { holder: FOX, columns: ['movement', 'counterparty', 'mark'], ...input },
        actor,
      )
    ).map((line) =>
      [
        line['movement'],
        String(line['counterparty'] ?? '-')
          .split(':')
          .at(-1),
        line['mark'],
      ]
        .filter(Boolean)
        .join(' '),
    );

  beforeAll(async () => {
    state = await fixture();
    await give(state, { holder: FOX, kind: 'cash', amount: 100_000n });
    await give(state, { holder: FOX, kind: 'bonus', amount: 5_000n, lot: { id: 'l_1', validTo: '2099-12-31' } });
    const moved = (operation: string, row: Record<string, string>, options = {}, actor = 'fox.a') =>
      state.must(`funds.${operation}`, { rows: [row], options, actor });
    await moved('allocate', { holder: A, cash: '10.00', bonus: '2.00', payer: FOX });
    await moved('allocate', { holder: B, cash: '5.00', payer: FOX });
    await moved('hold', { payer: FOX, payee: B, amount: '1.00' });
    const { batch } = await moved('hold', { payer: FOX, payee: B, amount: '2.00' });
    await state.must('batches.undo', { options: { batch }, actor: 'fox.a' });
    await moved('split', { holder: FOX, amount: '3.00' }, { to: [`${A}=50%`, `${B}=1.00`] }, 'owner');
    await moved('freeze', { holder: FOX, order: 'o_1', amount: '7.00' });
  });

  const OF_A = ['split -', `allocate ${A}`];
  const OF_B = ['split -', `hold ${B} reversal`, `hold ${B} reversed`, `hold ${B}`, `allocate ${B}`];

  test.each([
    ['its id', { account: A }, OF_A],
    ['its platform and id', { account: `tencent:${B}` }, OF_B],
    ['several', { account: `${A},${B}`, type: 'allocation' }, ['split -', `allocate ${B}`, `allocate ${A}`]],
    ['its name', { search: `账户${A}` }, OF_A],
    ['part of a name', { search: B.slice(2), limit: 2 }, OF_B.slice(0, 2)],
    ['its pid', { pid: 'nobody' }, []],
    ['a filter besides', { account: B, where: ['cash < -4'] }, [`allocate ${B}`]],
    ['of bonus', { account: A, type: 'bonus' }, [`allocate ${A}`]],
  ])('by %s', async (_, input, found) => {
    const columns =
      'type' in input && input.type === 'bonus' ? ['movement', 'counterparty'] : ['movement', 'counterparty', 'mark'];
    expect(await lines({ ...input, columns })).toEqual(found);
    const [counted] = await state.records('funds.statement', { holder: FOX, ...input, count: true }, 'ops');
    if (!('limit' in input)) expect(counted?.['count']).toBe(found.length);
  });

  test('an account that is named is itself asked for', async () => {
    expect(await lines({ holder: A, account: A })).toEqual(['split a_fox', 'allocate a_fox']);
  });

  test('tells the name of the other side, and finds by it', async () => {
    const input = { holder: FOX, columns: ['counterparty_name'], where: [`counterparty_name ~ 账户${A}`] };
    expect(await state.records('funds.statement', input, 'ops')).toEqual([{ counterparty_name: `账户${A}` }]);
  });

  test('refuses an account that there is none of', async () => {
    await expect(lines({ account: '99999999' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

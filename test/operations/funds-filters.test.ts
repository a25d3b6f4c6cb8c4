/** How lists of money are narrowed: by amounts below zero, and by whoever is on the other side (FUND-7, FUND-8). */
import { beforeAll, describe, expect, test } from 'vitest';
import { fixture } from '../helpers/fixture.ts';
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
    expect(await of('overdraft = -0')).toEqual(['CNY']);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BalanceChain } from '../../src/domain/statement-balances.ts';
import { type Claim, StatementCheck } from '../../src/domain/statement-checks.ts';
import type { StatementLine } from '../../src/domain/statement-lines.ts';

const lineOf = (line: number, signed: number, more: Partial<StatementLine> = {}): StatementLine => ({
  line,
  at: line + 1,
  time: '2026-03-01',
  day: '2026-03-01',
  direction: signed < 0 ? 'out' : 'in',
  amount: Math.abs(signed),
  currency: 'CNY',
  reference: '',
  merchantReference: '',
  counterparty: '',
  note: '',
  status: '',
  ...more,
});

/** Lines with their balances, from the oldest. */
function withBalances(opening: number, amounts: readonly number[]): StatementLine[] {
  let balance = opening;
  return amounts.map((amount, i) => {
    balance += amount;
    return lineOf(i + 1, amount, { balance });
  });
}
const chained = (lines: readonly StatementLine[]) => {
  const chain = new BalanceChain('CNY');
  for (const line of lines) chain.add(line);
  return chain.end();
};
const renumbered = (lines: readonly StatementLine[]) => lines.map((line, i) => ({ ...line, line: i + 1, at: i + 2 }));
const amounts = fc.array(
  fc.integer({ min: -1000, max: 1000 }).filter((n) => n !== 0),
  { minLength: 4, maxLength: 20 },
);

describe('FUND-11 balance steps', () => {
  test('right balances are right in either order of lines, with gaps or without', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -5000, max: 5000 }),
        amounts,
        fc.boolean(),
        fc.array(fc.nat(19)),
        (opening, some, up, gaps) => {
          const lines = withBalances(opening, some).map((line, i) => {
            if (!gaps.includes(i)) return line;
            return lineOf(line.line, some[i] as number);
          });
          if (lines.filter(({ balance }) => balance !== undefined).length < 3) return;
          const found = chained(renumbered(up ? lines.toReversed() : lines));
          expect(found?.wrong).toBe(0);
          if (found?.order !== (up ? 'newest_first' : 'oldest_first')) return;
          const closing = some.reduce((sum, amount) => sum + amount, opening);
          expect([found.opening, found.closing]).toEqual([BigInt(opening), BigInt(closing)]);
        },
      ),
    );
  });

  test('a balance that is wrong is found, and named once where all later ones follow from it', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 9 }), (some, from, by) => {
        const lines = withBalances(100, some).map((line, i) =>
          i < from ? line : { ...line, balance: (line.balance ?? 0) + by },
        );
        const found = chained(lines);
        expect(found?.wrong).toBeGreaterThan(0);
        if (found?.order === 'oldest_first' && found.wrong === 1)
          expect(found.first).toMatchObject([{ line: from + 1, found: (found.first[0]?.expected ?? 0n) + BigInt(by) }]);
      }),
    );
  });

  test('a line that cannot be read, or goes neither way, breaks the chain and nothing more', () => {
    const chain = new BalanceChain('CNY');
    for (const line of withBalances(0, [5, 6])) chain.add(line);
    chain.gap(undefined);
    chain.add(lineOf(4, 1, { balance: 500 }));
    chain.add(lineOf(5, 3, { direction: 'neutral', balance: 490 }));
    chain.add(lineOf(6, 1, { balance: 491 }));
    chain.add(lineOf(7, 1, { balance: 492 }));
    expect(chain.end()).toMatchObject({ steps: 2, wrong: 0, opening: 0n, closing: 492n });
  });

  test('days decide where the steps do not', () => {
    const one = (day: string, line: number) => lineOf(line, 1, { day, balance: line * 7 });
    expect(chained([one('2026-03-02', 1), one('2026-03-01', 2)])?.order).toBe('newest_first');
    expect(chained([one('2026-03-01', 1), one('2026-03-02', 2)])?.order).toBe('oldest_first');
    expect(chained([])).toBeUndefined();
  });

  test('only the first wrong steps are told one by one', () => {
    const check = new StatementCheck();
    for (let i = 1; i <= 31; i++) check.add(lineOf(i, 1, { balance: i * i * 3 }));
    const { findings } = check.end([], 'CNY', false);
    expect(findings).toHaveLength(21);
    expect(findings.at(-1)).toEqual({ code: 'STATEMENT_BALANCES', details: { count: 10, currency: 'CNY' } });
  });
});

describe('FUND-11 the file’s own totals', () => {
  const check = (claims: Claim[], net = false) => {
    const lines = new StatementCheck();
    lines.add(lineOf(1, -13177, { refunded: 8984 }));
    lines.add(lineOf(2, 500, { balance: 700 }));
    lines.add(lineOf(3, 300, { direction: 'neutral', unmoved: true }));
    lines.add({
      line: 4,
      at: 5,
      bad: {
        code: 'STATEMENT_LINE',
        details: { line: 4, at: 5, field: { en: '', zh: '' }, value: '', reason: { en: '', zh: '' } },
      },
    });
    return lines.end(claims, 'CNY', net).findings.map(({ code, details }) => [code, details['said'], details['found']]);
  };
  test.each<[string, Claim, boolean, unknown[]]>([
    ['a line that cannot be read counts', { kind: 'lines', count: 4 }, false, []],
    ['fewer lines', { kind: 'lines', count: 5 }, false, [['STATEMENT_COUNT', 5, 4]]],
    ['a total', { kind: 'total', direction: 'out', count: 1, amount: '131.77' }, false, []],
    ['a total with a minus', { kind: 'total', direction: 'out', count: 1, amount: '-131.77' }, false, []],
    ['without what was paid back', { kind: 'total', direction: 'out', amount: '41.93' }, true, []],
    [
      'without what never moved, which counts all the same',
      { kind: 'total', direction: 'neutral', count: 1, amount: '0.00' },
      true,
      [],
    ],
    [
      'another total',
      { kind: 'total', direction: 'in', count: 2, amount: '5.01' },
      false,
      [
        ['STATEMENT_COUNT', 2, 1],
        ['STATEMENT_TOTAL', '5.01', '5.00'],
      ],
    ],
    [
      'a total of a currency that is not there',
      { kind: 'total', direction: 'in', amount: '1', currency: 'USD' },
      false,
      [['STATEMENT_TOTAL', '1', '0.00']],
    ],
    ['the opening balance', { kind: 'opening', amount: '133.77' }, false, []],
    ['another closing balance', { kind: 'closing', amount: '-7.00' }, false, [['STATEMENT_TOTAL', '-7.00', '7.00']]],
    ['a column', { kind: 'column', label: 'x', said: 1n, found: 1n, text: '0.000001' }, false, []],
    [
      'a column’s sum that is no number',
      { kind: 'column', label: 'x', said: undefined, found: 1n, text: '?' },
      false,
      [['STATEMENT_TOTAL', '?', '0.000001']],
    ],
  ])('%s', (_, claim, net, expected) => expect(check([claim], net)).toEqual(expected));
});

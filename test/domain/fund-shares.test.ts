/** Rounding and sharing out (FUND-13, FUND-14): halves away from zero, parts that sum to the whole, ties by id. */
import '../helpers/seed.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bookedOfDay, largestRemainder, minorOfMicros, rounded } from '../../src/domain/funds/shares.ts';
import { consumptionType } from '../../src/domain/funds/words.ts';

const ids = (weights: readonly bigint[]) => weights.map((weight, i) => ({ id: String.fromCharCode(97 + i), weight }));
const parts = (amount: bigint, weights: readonly bigint[]) => [...largestRemainder(amount, ids(weights)).values()];

describe('shares', () => {
  const ROUNDED: readonly (readonly [amount: bigint, by: bigint, to: bigint])[] = [
    [5n, 10n, 1n],
    [4n, 10n, 0n],
    [-5n, 10n, -1n],
    [-4n, 10n, 0n],
    [15n, 10n, 2n],
    [-15n, 10n, -2n],
    [1n, 3n, 0n],
    [2n, 3n, 1n],
  ];
  test.each(ROUNDED)('FUND-14: %s / %s is %s, half away from zero', (amount, by, to) => {
    expect(rounded(amount, by)).toBe(to);
  });

  test('FUND-14: micros in the smallest unit of their currency', () => {
    expect(minorOfMicros(1_005_000n, 'CNY')).toBe(101n);
    expect(minorOfMicros(1_500_000n, 'JPY')).toBe(2n);
    expect(minorOfMicros(1_000_500n, 'KWD')).toBe(1001n);
  });

  const SHARED: readonly (readonly [amount: bigint, weights: readonly bigint[], parts: readonly bigint[]])[] = [
    // Worked example 5: 33.3333 %, 33.3333 %, 33.3334 % of 100.00.
    [10000n, [333333n, 333333n, 333334n], [3333n, 3333n, 3334n]],
    [100n, [1n, 1n, 1n], [34n, 33n, 33n]],
    [2n, [1n, 1n, 1n], [1n, 1n, 0n]],
    [-100n, [1n, 1n, 1n], [-33n, -33n, -34n]],
    [0n, [1n, 2n], [0n, 0n]],
    [7n, [0n, 5n], [0n, 7n]],
  ];
  test.each(SHARED)('FUND-13: %s by %s', (amount, weights, wanted) => {
    expect(parts(amount, weights)).toEqual(wanted);
  });

  test('FUND-14: the day is rounded as a whole, and its lines sum to that', () => {
    const lines = ids([1_004_000n, 1_004_000n, 1_004_000n]);
    expect([...bookedOfDay(lines, 'CNY').values()]).toEqual([101n, 100n, 100n]);
    expect([...bookedOfDay(ids([1000n, -1000n]), 'CNY').values()]).toEqual([0n, 0n]);
  });

  test('FUND-13: parts sum to the whole, and each is within one unit of its share', () => {
    const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), weights, (amount, given) => {
        const all = given.reduce((sum, weight) => sum + weight, 0n);
        fc.pre(all > 0n);
        const shares = parts(amount, given);
        expect(shares.reduce((sum, share) => sum + share, 0n)).toBe(amount);
        shares.forEach((share, i) => {
          const off = share * all - amount * (given[i] as bigint);
          expect(off > -all && off < all).toBe(true);
        });
      }),
    );
  });
});

describe('types of consumption', () => {
  const WRITTEN: readonly (readonly [text: string, type: string])[] = [
    ['search', 'search'],
    ['Search-RTB', 'search/rtb'],
    ['搜索 竞价', 'search/rtb'],
    ['ｓｅａｒｃｈ／ＲＴＢ', 'search/rtb'],
    ['gd × brand', 'brand/gd'],
    ['全域智投', 'omni'],
    ['outdoor_gd', 'outdoor/gd'],
    ['Moments', 'moments'],
    [' ＶＩＤＥＯ　 Ads ', 'video ads'],
    ['朋友圈', '朋友圈'],
    ['search moments', 'search moments'],
    ['search app', 'search app'],
    ['rtb', 'rtb'],
  ];
  test.each(WRITTEN)('FUND-4: %s is %s', (text, type) => {
    expect(consumptionType(text)).toBe(type);
  });
});

/** Parts of an amount that add up to it exactly: rounding once, and handing out what rounding leaves (FUND-13, FUND-14). */
import { exponentOf } from '../currencies.ts';

export type Weight = { readonly id: string; readonly weight: bigint };

const floorOf = (a: bigint, b: bigint): bigint => (a % b < 0n ? a / b - 1n : a / b);

/** A quotient to the nearest whole number, half away from zero. `by` is positive. */
export function rounded(amount: bigint, by: bigint): bigint {
  const twice = 2n * (amount < 0n ? -amount : amount);
  const quotient = (twice + by) / (2n * by);
  return amount < 0n ? -quotient : quotient;
}

/** Millionths of a currency, as reports have them, in its smallest unit. */
export const minorOfMicros = (micros: bigint, currency: string): bigint =>
  rounded(micros * 10n ** BigInt(exponentOf(currency)), 1_000_000n);

/**
 * An amount in proportion to weights, in whole units: each gets its share rounded down, the units left go to the largest
 * remainders, of equal ones to the lower id. The sum of the weights is positive.
 */
export function largestRemainder(amount: bigint, weights: readonly Weight[]): Map<string, bigint> {
  const all = weights.reduce((sum, { weight }) => sum + weight, 0n);
  if (all <= 0n) throw new Error('there is nothing to share by');
  const parts = weights.map(({ id, weight }) => {
    const part = floorOf(amount * weight, all);
    return { id, part, remainder: amount * weight - part * all };
  });
  let left = parts.reduce((rest, { part }) => rest - part, amount);
  const shares = new Map(parts.map(({ id, part }) => [id, part]));
  const first = parts.toSorted((a, b) =>
    a.remainder === b.remainder ? (a.id < b.id ? -1 : 1) : a.remainder > b.remainder ? -1 : 1,
  );
  for (const { id, part } of first) {
    if (left === 0n) break;
    shares.set(id, part + 1n);
    left--;
  }
  return shares;
}

/** What an account-day's cost books per line: the day is rounded as a whole, and its lines sum to that (FUND-14). */
export function bookedOfDay(lines: readonly Weight[], currency: string): Map<string, bigint> {
  const day = minorOfMicros(
    lines.reduce((sum, { weight }) => sum + weight, 0n),
    currency,
  );
  return day === 0n ? new Map(lines.map(({ id }) => [id, 0n])) : largestRemainder(day, lines);
}

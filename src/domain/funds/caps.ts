/** Caps (FUND-6): how much an organisation moves before a second person is asked. */
import type { Key, Row } from '../kind.ts';
import { formatMinor } from '../money.ts';
import type { Text } from '../text.ts';

/** What a transaction counts for the day of one organisation; and what of that day counts no more, as it is taken back. */
export type CapUse = { readonly org: Key; readonly counted: bigint; readonly freed: bigint };

/** As the ledger and the log keep it. */
export const capUseText = (uses: readonly CapUse[]): string =>
  uses.map(({ org, counted, freed }) => `${org}|${counted}|${freed}`).join(',');

const USE = /([^|,]+)\|(\d+)\|(\d+)/g;
/** Of a damaged state what can be read: the log says that it is another text. */
export const capUsesIn = (text: string): readonly CapUse[] =>
  [...text.matchAll(USE)].map(([, org = '', counted = 0, freed = 0]) => ({
    org,
    counted: BigInt(counted),
    freed: BigInt(freed),
  }));

/**
 * What one batch moves under the caps of one organisation, in one currency. `back`: what only brings back what the day
 * counted, which is measured when it is done, and counts no more once it is.
 */
export type Moved = { readonly largest: bigint; readonly back: bigint; readonly rows: number };

/** `used`: of the day, what this batch leaves counted included. `shown`: the reader sees the organisation's money, and so its caps. */
export type Counted = Moved & {
  readonly org: Key;
  readonly currency: string;
  readonly used: bigint;
  readonly shown: boolean;
};

export const addTo = (moved: Moved | undefined, amount: bigint, back: bigint): Moved => ({
  largest: moved && moved.largest > amount ? moved.largest : amount,
  back: (moved?.back ?? 0n) + back,
  rows: (moved?.rows ?? 0) + 1,
});

const amountIn = (caps: Row, field: string): bigint | undefined =>
  typeof caps[field] === 'number' ? BigInt(caps[field]) : undefined;

export const BEYOND: Text = { en: 'it is beyond a cap', zh: '超过限额' };

/** Which cap is in the way first; undefined: none. */
export function beyondCap(caps: Row | undefined, counted: Counted): Text | undefined {
  const beyond = caps && capReached(caps, counted);
  return beyond && !counted.shown ? BEYOND : beyond;
}

function capReached(caps: Row, counted: Counted): Text | undefined {
  const { largest, rows, currency } = counted;
  const used = counted.used + counted.back;
  const money = (amount: bigint) => `${formatMinor(amount, currency)} ${currency}`;
  const movement = amountIn(caps, 'per_movement');
  if (movement !== undefined && largest > movement)
    return {
      en: `a movement of ${money(largest)} is beyond the cap of ${money(movement)}`,
      zh: `单笔 ${money(largest)} 超过限额 ${money(movement)}`,
    };
  const batch = amountIn(caps, 'per_batch');
  if (batch !== undefined && BigInt(rows) > batch)
    return { en: `${rows} rows are beyond the cap of ${batch} a batch`, zh: `${rows} 行超过单批上限 ${batch} 行` };
  const day = amountIn(caps, 'per_day');
  if (day !== undefined && used > day)
    return {
      en: `${money(used)} today is beyond the cap of ${money(day)} a day`,
      zh: `当日累计 ${money(used)} 超过每日限额 ${money(day)}`,
    };
  return undefined;
}

export const CAP_FIELDS = ['per_movement', 'per_day', 'per_batch'] as const;
export const NO_CAPS: Readonly<Record<string, number | null>> = { per_movement: null, per_day: null, per_batch: null };

/** Whether somebody may move more under the new caps than under the old. None is no cap at all. */
export function raises(before: Row | undefined, after: Readonly<Record<string, number | null>>): boolean {
  return CAP_FIELDS.some((field) => {
    const was = before?.[field];
    const is = after[field];
    if (typeof was !== 'number' || is === undefined) return false;
    return is === null || is > was;
  });
}

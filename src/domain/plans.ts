/** Plans (FUND-6): what an operation would have done, kept until a second person applies it. */
import { canonical } from './audit.ts';
import type { Key, KindName, Row, Value } from './kind.ts';
import type { Right, Subject } from './rights.ts';
import type { Text } from './text.ts';

/** The rights of operations that wait as plans, those together that the same roles have (MEM-3). */
export const PLANNED_BY: readonly (readonly [Right, ...Right[]])[] = [
  ['funds.recharge', 'funds.refund', 'funds.repay', 'funds.split', 'funds.caps'],
  ['funds.allocate', 'funds.reclaim', 'funds.transfer', 'funds.hold'],
  ['funds.deposit'],
];

/** As whom money moves: who, for which organisation, and whose its references are, the first being the one acted for. */
export type ActsAs = {
  readonly login: string;
  readonly place?: Key | undefined;
  readonly orgs: readonly [string, ...string[]];
};

/** What all rows of a currency move, whether or not caps are set for it (MONEY-2). */
export type PlanTotal = { readonly currency: string; readonly amount: string; readonly rows: number };

export type PlanHead = {
  readonly operation: string;
  /** Whoever has it where the plan lies sees and decides it. */
  readonly right: Right;
  readonly options: Readonly<Record<string, unknown>>;
  /** Who wrote it: so its references and its default payer are the same when it is applied. */
  readonly as: ActsAs;
  readonly why: Text;
  readonly totals: readonly PlanTotal[];
  /** Of its rows (plan-digest.ts). */
  readonly digest: string;
};

/** Of a request that is a plan: what it would do, whose it is, and who may see and apply it. The log has them as they were written. */
export const WRITTEN_FIELDS = ['plan', 'batch', 'member', 'places', 'concerns', 'needs'] as const;

/** `1234.00 CNY (812) · 3000 JPY (2)`. */
export const planTotals = (totals: readonly PlanTotal[]): string =>
  totals.map(({ rows, amount, currency }) => `${amount} ${currency} (${rows})`).join(' · ');

/** A row as it was decided, and what it would have changed. Texts of `input`, `before` and `after` are JSON. */
export type PlanRow = {
  readonly row: number;
  readonly reference: string | null;
  readonly target: string;
  readonly input: string;
  readonly before: string | null;
  readonly after: string | null;
  /** As `changedFrom` says it, of records that it changes besides the ledger. */
  readonly was: string | null;
  /** As `standingOf` says it. */
  readonly standing: string;
};

type Changed = { readonly kind: KindName; readonly key: Key; readonly before: Row; readonly after: Row };

/** What these changes find in the fields that they change: whether that is still so decides whether a plan has drifted. */
export function changedFrom(changes: readonly Changed[]): string | null {
  const found: Record<string, Record<string, Value>> = {};
  for (const { kind, key, before, after } of changes)
    for (const [field, value] of Object.entries(after)) {
      const was = before[field] ?? null;
      if (JSON.stringify(was) !== JSON.stringify(value)) (found[`${kind} ${key}`] ??= {})[field] ??= was;
    }
  return Object.keys(found).length > 0 ? canonical(found) : null;
}

type Standing = Pick<Subject, 'places' | 'status'>;

/** Where each lies that a row is about, and what its status is, as plans keep it: the row's own first. */
export const standingOf = (subjects: readonly Standing[]): string =>
  subjects
    .map(({ places, status = '' }) => `${status}@${places === 'any' ? '' : [...places].toSorted().join(' ')}`)
    .join('\n');

/** What is different of those that stand in `now`. */
export function standsOtherwise(then: string, now: string): 'status' | 'places' | undefined {
  const before = then.split('\n');
  const statusOf = (one = ''): string => one.slice(0, one.indexOf('@'));
  for (const [i, one] of now.split('\n').entries())
    if (one !== before[i]) return statusOf(one) === statusOf(before[i]) ? 'places' : 'status';
  return undefined;
}

/** How many places one need may have for its parts to be looked up; no subject has as many. */
const MOST_PLACES = 8;

/** Places, in one of each of which somebody needs a right: without what is met by whoever meets another. */
export function narrowest(needs: Iterable<readonly Key[]>): Key[][] {
  const sorted = [...needs].map((places) => [...new Set(places)].toSorted());
  const each = new Map(sorted.map((places) => [places.join(' '), places]));
  return [...each.values()].filter((places) => !hasWithin(places, each));
}

/** A part of these places is a need of its own. */
function hasWithin(places: readonly Key[], each: ReadonlyMap<string, unknown>): boolean {
  if (places.length > MOST_PLACES) return false;
  for (let bits = 0; bits < 2 ** places.length - 1; bits++)
    if (each.has(places.filter((_, i) => (bits >> i) % 2 === 1).join(' '))) return true;
  return false;
}

/** Plans (FUND-6): what an operation would have done, kept until a second person applies it. */
import type { Key } from './kind.ts';
import type { Text } from './text.ts';

export type PlanHead = {
  readonly operation: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** Who wrote it, and for which organisation: so its references and its default payer are the same when it is applied. */
  readonly as: { readonly login: string; readonly place?: Key | undefined };
  readonly why: Text;
  readonly totals: readonly {
    readonly org: Key;
    readonly currency: string;
    readonly amount: string;
    readonly rows: number;
  }[];
};

/** A row as it was decided, and what it would have changed. Texts of `input`, `before` and `after` are JSON. */
export type PlanRow = {
  readonly row: number;
  readonly reference: string | null;
  readonly target: string;
  readonly input: string;
  readonly before: string | null;
  readonly after: string | null;
  /** Where it lay: organisations and units, sorted. */
  readonly places: string;
};

export const placesText = (places: readonly string[] | 'any'): string =>
  places === 'any' ? '' : [...places].toSorted().join(' ');

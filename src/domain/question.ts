/** A list as data: what is asked, never how. The store compiles it; the scope is added there. */
import type { Reconciliation } from './funds/reconciliations.ts';
import type { KindName, Value } from './kind.ts';
import type { PlanTotal } from './plans.ts';
import type { Text } from './text.ts';

export type Operator =
  | '='
  | '!='
  | '>'
  | '>='
  | '<'
  | '<='
  | '~'
  | 'in'
  | 'between'
  | 'not_between'
  | 'empty'
  | 'not_empty';

/**
 * Values are typed by the field: instants are UTC milliseconds, integers numbers, amounts decimal text in major units
 * (`unlimited` too), all else text. On a list field `=` means "holds this item". `between` includes both ends and takes
 * any number of pairs, one of which must hold.
 */
export type Filter = { readonly field: string; readonly op: Operator; readonly values: readonly (string | number)[] };

export type Question = {
  readonly kind: KindName;
  /** Field names, or `<field>_name` for the name behind a reference. */
  readonly columns: readonly string[];
  /** All must hold. */
  readonly filters: readonly Filter[];
  /** Substring of any search field, case- and width-insensitive. */
  readonly search?: string;
  /** Columns, `-` before one for descending; the key is appended so that the order is total. Empty sorts last. */
  readonly sort: readonly string[];
  readonly limit?: number;
  /** The opaque cursor of an earlier answer to the same question. */
  readonly after?: string;
  /** Only records with a relation to this member (`--mine`). */
  readonly mine?: string;
  /** Only records of which this member is not in the entity, though related to them (`--other`, ORG-8). */
  readonly other?: string;
  /** Only assets that this account may use: its own, those of its unit, and those granted to it (ASSET-1, ASSET-3). */
  readonly usableBy?: string;
  /** Only requests that the reader may decide, and not those that it sees only. */
  readonly decidable?: true;
  /** Only members who hold one of these roles or flags, at this organisation or unit where one is given. */
  readonly holding?: { readonly roles?: readonly string[]; readonly place?: string };
};

export type Cell = string | number | null | readonly string[];
/** At most 500 rows. Amounts are decimal text with the currency's places, instants UTC milliseconds. */
export type Page = { readonly columns: readonly string[]; readonly rows: readonly (readonly Cell[])[] };
/** Of a state, how far its log went, and the head that proves all of it up to there. */
export type History = { readonly state: string; readonly seq: number; readonly head: string };
/** And of whom it was seen, in which view: others see other lines of it. `rows`: which were there to be seen, as one word. */
export type Seen = History & { readonly reader: string; readonly rows?: string };
/** What follows the last page: the cursor where a limit cut the list. `found` > 0 ends with exit code 8. */
export type Tail = {
  readonly cursor?: string;
  readonly total?: number;
  /** There are more than `total`: it was not counted to the end. */
  readonly atLeast?: true;
  readonly found?: readonly Finding[];
  /** Of a check: what it could not look at, and why. */
  readonly unchecked?: Finding;
  /** Of a reconciliation: how it went, in counts and sums. */
  readonly reconciled?: Reconciliation;
  /** What the executor writes down of the answer, with its log entry, before the answer ends. */
  readonly keep?: { readonly kind: KindName; readonly key: string; readonly fields: Readonly<Record<string, Value>> };
  /** Of an export that a later one may go on from: what there was when it was read. */
  readonly history?: Seen;
  /** Holds and lots that are over and still stand in what was read, since it could not be written. */
  readonly unwritten?: number;
  /** Of a plan: what its rows move in all. */
  readonly totals?: readonly PlanTotal[];
  /** What must be known of the answer, which is one all the same. */
  readonly warning?: Finding;
  /** A question that was answered with no: 4. */
  readonly exit?: 4;
  /** Of `show`: the keys shown, and what was asked for and is not there. */
  readonly keys?: readonly string[];
  readonly missing?: readonly string[];
  /** Of what was asked for, that of which the answer is an error; the rest was answered. */
  readonly refused?: readonly Finding[];
  /** Records that were to be revealed and stay masked. */
  readonly masked?: number;
  /** How many accounts are beside all that is listed: mine, though I am not in their entity (ORG-8). */
  readonly others?: number;
  /** Of a list without a row: words asked for that no record seen has, most likely mistyped. */
  readonly unseen?: readonly Unseen[];
};
/** `nearest`: words that records seen have, the nearest first. */
export type Unseen = { readonly kind: Text; readonly value: string; readonly nearest: readonly string[] };
export type Finding = { readonly code: string; readonly details: Readonly<Record<string, unknown>> };

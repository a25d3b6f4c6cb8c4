/** Who acts, when, in which view, and what deciding may use besides. */
import type { Key, KindName, Value } from '../domain/kind.ts';
import type { ActsAs } from '../domain/plans.ts';
import type { Actor, Right, Subject } from '../domain/rights.ts';
import type { Rules } from '../domain/rules.ts';
import type { Scope } from '../domain/scope.ts';

/** The view asked for, as it is typed (CTX-1): an organisation, or `all`; an account. */
export type Narrow = { readonly org?: string; readonly client?: string };

/** The view in force. `chosen`: asked for; else the default of who has a single role at an agency among others. */
export type View =
  | { readonly of: 'everything' }
  | {
      readonly of: 'org';
      readonly kind: 'group' | 'entity' | 'agency';
      readonly place: Key;
      readonly chosen: boolean;
    }
  | { readonly of: 'client'; readonly account: Key; readonly place: Key };

/** Who acts, when, in which view. `now` is read once, when the batch or query starts (TIME-1). */
export type Ctx = {
  readonly now: number;
  readonly tz: string;
  readonly actor: Actor;
  /** Where the actor has roles, whatever the view. */
  readonly places: readonly Key[];
  /** The role and organisation under which the actor acts, for the log. */
  readonly identity: string;
  readonly scope: Scope;
  /** As it was asked for, for chunks that read rights again. */
  readonly narrow?: Narrow | undefined;
  readonly view: View;
  readonly rules: Rules;
};

/** What `decide` may use besides: everything is a function of its arguments and the batch. */
export type Pure = Ctx & {
  /** Why, as the caller gave it for the log; empty where it gave none. */
  readonly reason: string;
  /** Of the current row: what its caller knows it by (FUND-5). */
  readonly reference: string | undefined;
  /** As whom money moves: rows of a plan, and of a batch that goes on, mean what they meant to who wrote or began it. */
  readonly actsAs?: ActsAs | undefined;
  /** `org/currency` of whoever has caps (FUND-6). */
  readonly capped: ReadonlySet<string>;
  /** A new id for the current row: `prefix` and 8 base32 characters (or 16), the same whenever the row runs again. */
  id(prefix: string, ordinal?: number, length?: 8 | 16): Key;
  may(right: Right, subject: Subject): boolean;
  /** Sealed value and blind index of personal fields, ready for a patch; null clears. Throws where there is no usable key. */
  seal(
    kind: KindName,
    key: Key,
    fields: Readonly<Record<string, string | null>>,
  ): Readonly<Record<string, string | null>>;
  /** Fields of a record with the blind indexes of those that are personal, sealed already. Throws where there is no usable key. */
  reblind(kind: KindName, key: Key, fields: Readonly<Record<string, Value>>): Readonly<Record<string, Value>>;
  /** The blind index of a value, to find a record by it. Throws where there is no usable key. */
  blind(kind: KindName, field: string, value: string): string;
};

/** What operations read of the state when they decide: rows as loaded and folded so far. */
import type { Funds } from '../domain/funds/funds.ts';
import type { Consumed, FundsNeed, HeldMoney, Lent } from '../domain/funds/loaded.ts';
import type { Key, KindName, Row } from '../domain/kind.ts';
import type { Need, Survey, Surveyed } from '../store/port.ts';

export interface Loader {
  /** What was loaded so far: for loads that depend on it. */
  readonly view: ReadView;
  /** Loads rows, unscoped, each with its visibility. What was not loaded cannot be read from the view. */
  need(...needs: Need[]): Promise<void>;
  /** Counts and samples what stands by values of an index as it is stored: what this chunk changes is not in it. */
  survey(name: string, survey: Survey): Promise<void>;
  /** Loads what refers to these records, so that `referenced` can be asked. */
  references(kind: KindName, keys: readonly Key[]): Promise<void>;
  /** Loads books, lots among them; what is due on them by now is written down first (TIME-2). */
  funds(needs: readonly FundsNeed[]): Promise<void>;
  /** Asks what is in all books of holders, as stored: what this chunk moves is not in it. */
  held(holders: readonly string[]): Promise<void>;
  /** Asks what holders gave to others and have not taken back, as stored. */
  lent(pairs: readonly Lent['of'][]): Promise<void>;
  /** Loads what was consumed and returned on days. */
  consumption(days: readonly { readonly holder: string; readonly day: string }[]): Promise<void>;
}

/** Rows as loaded and folded so far. Every method throws where nothing was loaded: "not loaded" is never "absent". */
export interface ReadView {
  /** The ledger, with what was folded. */
  readonly funds: Funds & {
    consumed(holder: string, day: string): readonly Consumed[];
    held(holder: string): HeldMoney;
    lent(of: Lent['of']): Lent['kinds'];
    /** Whether a hold, or a lot in a book, was over, and this chunk writes it down. */
    ended(what: string): boolean;
  };
  get(kind: KindName, key: Key): Row | undefined;
  find(kind: KindName, index: string, value: string): Key | undefined;
  list(kind: KindName, index: string, value: string): readonly Key[];
  sees(kind: KindName, key: Key): boolean;
  /** More of it than its name: only then is it found by what stands in its other fields (MEM-4). */
  seesWhole(kind: KindName, key: Key): boolean;
  /** What a survey of this name found by a value. */
  surveyed(name: string, value: string): Surveyed;
  /** Whether another record refers to this one, those in `without` (`kind key`) apart. */
  referenced(kind: KindName, key: Key, without?: ReadonlySet<string>): boolean;
}

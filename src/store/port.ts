/**
 * What the executor and the operations need of a database, in domain words. Asynchronous and chunk-sized, so that an
 * embedded and a remote database serve alike. Every read takes the scope; nothing outside the store applies it.
 */
import type { Entry, LogHeader } from '../domain/audit.ts';
import type { RowStatus } from '../domain/batches.ts';
import type { BookName } from '../domain/funds/books.ts';
import type { Consumed, FundsNeed, HeldMoney, HolderFunds, Lent, Overdue } from '../domain/funds/loaded.ts';
import type { Key, KindName, Row, Value } from '../domain/kind.ts';
import type { PlanRow } from '../domain/plans.ts';
import type { Finding, History, Page, Question, Tail } from '../domain/question.ts';
import type { Scope } from '../domain/scope.ts';
import type { Step } from '../domain/steps.ts';

/**
 * Rows to load: by key, or by an index of the kind. For an index of several fields a value is the fields' values
 * joined by `/`. A pii field is read as it is stored (sealed); a pii index is asked by blind value.
 */
export type Need = {
  readonly kind: KindName;
  readonly by: 'key' | (string & {});
  readonly values: readonly string[];
  readonly fields: readonly string[];
  /** States as they were written, not as they are by now (TIME-2): for whoever writes what is due. */
  readonly recorded?: true;
};
/**
 * `at` is the value of the need that brought the row; rows of one value come in key order. `whole`: the reader sees more
 * of it than its name.
 */
export type LoadedRow = {
  readonly at: string;
  readonly key: Key;
  readonly row: Row;
  readonly visible: boolean;
  readonly whole: boolean;
};

/**
 * How many records stand by each value of an index: counted and sampled, never loaded. `and`: further fields, whose
 * values follow the index's in each value, joined by `/`. `except`: records with one of these values are passed over.
 */
export type Survey = {
  readonly kind: KindName;
  readonly by: string;
  readonly and?: readonly string[];
  readonly values: readonly string[];
  readonly except?: Readonly<Record<string, string>>;
  /** At most this many keys for each value. */
  readonly sample: number;
  /** Beyond this many it is enough that there are more: they are counted no further, and samples are any of them. */
  readonly most?: number;
};
/** What the reader sees of them; `hidden`: there are others besides. */
export type Surveyed = {
  readonly seen: number;
  /** There are more than `seen`; whether any are hidden was not asked then. */
  readonly more?: true;
  readonly hidden: boolean;
  readonly sample: readonly Key[];
};

/** Stands among the persons: what it seals tells one state key from the next. No person's name is without a colon. */
export const STATE_MARK = 'state';

export type Pointer = { readonly kind: KindName; readonly key: Key };
export const pointerName = ({ kind, key }: Pointer): string => `${kind} ${key}`;

/** Fields of a set are the changed ones; of an insert all that are not null. */
export type Write =
  | {
      readonly op: 'insert';
      readonly kind: KindName;
      readonly key: Key;
      readonly fields: Readonly<Record<string, Value>>;
    }
  | { readonly op: 'set'; readonly kind: KindName; readonly key: Key; readonly fields: Readonly<Record<string, Value>> }
  | { readonly op: 'remove'; readonly kind: KindName; readonly key: Key };

export type StoredResult = {
  readonly row: number;
  readonly reference: string | null;
  readonly target: string | null;
  readonly status: RowStatus;
  readonly code: string | null;
  readonly details: string | null;
  readonly id: string | null;
};

/** How many rows it had, and the SHA-256 of what was sent. */
export type KeptChunk = { readonly rows: number; readonly digest: string };

/** A logged change with before and after as JSON, for undo and for `show`. */
export type StoredEntry = Omit<Entry, 'before' | 'after'> & {
  readonly before: string | null;
  readonly after: string | null;
};

/** `now`: the instant at which what is due counts as happened (TIME-2). */
export type Sight = { readonly scope: Scope; readonly now: number };

export interface ReadTx {
  list(question: Question, sight: Sight): AsyncGenerator<Page, Tail>;
  count(question: Question, sight: Sight): Promise<number>;
  /** Of lines of the ledger or days of consumption: how many there are, and which, as one word. */
  tally(question: Question, sight: Sight): Promise<string>;
  rows(need: Need, sight: Sight): Promise<readonly LoadedRow[]>;
  survey(survey: Survey, sight: Sight): Promise<ReadonlyMap<string, Surveyed>>;
  /** Of these places those whose members are shown to the reader, and with them the roles held there. */
  showingRoles(places: readonly Key[], sight: Sight): Promise<ReadonlySet<Key>>;
  /** Of these books those whose balances are shown to the reader. */
  showingMoney(books: readonly BookName[], sight: Sight): Promise<ReadonlySet<BookName>>;
  /** Records that refer to each of the keys, at most `limit` each. Unscoped: it answers "may this be removed". */
  referencing(kind: KindName, keys: readonly Key[], limit: number): Promise<ReadonlyMap<Key, readonly Pointer[]>>;
  /** What holders have, as it was written; what is due by `now` with it. */
  funds(needs: readonly FundsNeed[], now: number): Promise<readonly HolderFunds[]>;
  /** Holds and lots that are over by now and not written as such, at most so many: of these holders, or of all that are seen. */
  overdue(sight: Sight, most: number, holders?: readonly string[]): Promise<readonly Overdue[]>;
  /** How many they are. */
  overdueCount(sight: Sight, holders?: readonly string[]): Promise<number>;
  /** What is in all books of holders by `now`. */
  held(holders: readonly string[], now: number): Promise<readonly HeldMoney[]>;
  /** What agencies gave to accounts and have not taken back, by kind. */
  lent(pairs: readonly Lent['of'][]): Promise<readonly Lent[]>;
  /** Consumption and returns of holders' days, in order; those that were reversed are left out. */
  consumption(days: readonly { readonly holder: string; readonly day: string }[]): Promise<readonly Consumed[]>;
  /** `org/currency` of whoever has caps. */
  capped(): Promise<ReadonlySet<string>>;
  /** What counts for an organisation's cap of a day. Minor units. */
  capUse(org: Key, currency: string, day: string): Promise<bigint>;
  /** Rows of a plan behind the row `after`, in order. */
  planRows(plan: Key, after: number, limit: number): Promise<readonly PlanRow[]>;
  personKeys(persons: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
  /** All of them in order, `limit` at a time, from behind `after` on. */
  allPersonKeys(after: string, limit: number): Promise<ReadonlyMap<string, Uint8Array>>;
  /** Entries of a batch, the last written first (by transaction, then entry), `limit` at a time; `next` goes on from there. */
  entries(
    batch: string,
    after: string | undefined,
    limit: number,
  ): Promise<{ readonly entries: readonly StoredEntry[]; readonly next?: string }>;
  /** How many rows of a batch changed a record. */
  changedRows(batch: string): Promise<number>;
  /** Entries of these rows of a batch, in order (for before and after of stored results). */
  entriesOf(batch: string, firstRow: number, lastRow: number): Promise<readonly StoredEntry[]>;
  /** The transactions that hold entries of these rows of a batch: the log is listed through them without the whole batch. */
  transactionsOf(batch: string, firstRow: number, lastRow: number): Promise<readonly number[]>;
  /** Which of these records the batch has written so far, and in which row last, by `pointerName`. */
  writtenBy(batch: string, records: readonly Pointer[]): Promise<ReadonlyMap<string, number>>;
  /** Row inputs kept with a batch, from `after` (0 = the first) on; JSON text each. */
  inputs(batch: string, after: number, limit: number): Promise<readonly string[]>;
  /** How many of them there are. */
  inputCount(batch: string): Promise<number>;
  results(batch: string, afterRow: number, limit: number): Promise<readonly StoredResult[]>;
  /** The chunk of a batch that came with this number. */
  keptChunk(batch: string, after: number): Promise<KeptChunk | undefined>;
  /** Which rows of a batch stated these things, by what was stated. */
  statedRows(batch: string, keys: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Walks the whole log and names every place where it does not hold. `head`: must be in the chain. */
  verifyLog(
    head?: string,
    watch?: Watch,
  ): AsyncGenerator<Finding, { readonly head: string; readonly transactions: number; readonly entries: number }>;
  /** Whether the ledger holds, against itself and the log: the first offence of each invariant. */
  checkLedger(watch?: Watch): AsyncGenerator<Finding>;
  /** What is no fault of the ledger and worth a look. */
  ledgerWarnings(watch?: Watch): AsyncGenerator<Finding>;
  head(): Promise<string>;
  /** How far the log goes; with `at`, how it was when it went so far, undefined where it never did. */
  history(at?: number): Promise<History | undefined>;
  /** When the log was last written, by the clock of then; undefined: never. */
  lastLogged(): Promise<number | undefined>;
}

export interface WriteTx extends ReadTx {
  apply(writes: readonly Write[]): Promise<void>;
  /** Runs f; if it throws, what it wrote is taken back and the error goes on. */
  attempt<T>(f: () => Promise<T>): Promise<T>;
  log(header: LogHeader, entries: readonly Entry[]): Promise<string>;
  saveResults(batch: string, rows: readonly StoredResult[]): Promise<void>;
  saveChunk(batch: string, after: number, chunk: KeptChunk): Promise<void>;
  saveStated(batch: string, rows: ReadonlyMap<string, number>): Promise<void>;
  saveInputs(batch: string, from: number, rows: readonly string[]): Promise<void>;
  savePlanRows(plan: Key, rows: readonly PlanRow[]): Promise<void>;
  savePersonKeys(keys: ReadonlyMap<string, Uint8Array>): Promise<void>;
  /** For good: nothing of them is left in the file. */
  dropPersonKeys(persons: readonly string[]): Promise<void>;
  /** All keys are sealed anew from now on: who has the state open by the old key meets `KEY_ROTATED` at its next write. */
  saveStateMark(mark: Uint8Array): Promise<void>;
}

/** A unique index refused a write: the backstop behind `decide`. */
export class UniqueViolation extends Error {
  readonly kind: KindName;
  readonly index: string;
  constructor(kind: KindName, index: string) {
    super(`unique index ${index} of ${kind}`);
    this.kind = kind;
    this.index = index;
  }
}

export type Holder = { readonly batch: string; readonly operation: string };

export type WriteOptions = {
  /** How long to wait for another writer; 0 fails at once (`--lock fail`). Then `LOCKED`. */
  readonly timeoutMs: number;
  /** Called once when waiting takes noticeable time, with who holds the writer where that is known. */
  readonly onWait?: (holder: Holder | undefined) => void;
  /** Name this transaction to those who wait: it will take long. */
  readonly holder?: Holder;
  /** Who waits may give it up: then `INTERRUPTED`, and nothing was done. Once the writer is one's own it says nothing. */
  readonly signal?: AbortSignal | undefined;
};

/** Who waits for long work on the whole state: may end it at its next safe place with `INTERRUPTED`, and hears of it. */
export type Watch = {
  readonly signal?: AbortSignal | undefined;
  /** `done` of `total`, where that can be known. */
  readonly told?: (step: Step, done?: number, total?: number) => void;
};

export interface Store {
  /** One snapshot on a connection of its own, held until the iteration ends. */
  read<T, R>(f: (tx: ReadTx) => AsyncGenerator<T, R>): AsyncGenerator<T, R>;
  /** One writer at a time, first come first served. Commits when f returns, rolls back when it throws; f may run again. */
  write<T>(options: WriteOptions, f: (tx: WriteTx) => Promise<T>): Promise<T>;
  /** True while another process waits to write: a long batch then makes room. */
  contended(): boolean;
  /** The state's id, and its mark or one of the keys sealed under the state's key, if there are any. Cheap. */
  identity(): Promise<StateIdentity>;
  info(): Promise<StateInfo>;
  /** Damage of pages, indexes, references and derived rows, each as a finding. Silent when all is well. */
  check(watch?: Watch): AsyncGenerator<Finding>;
  /** A consistent copy into a new file; refuses an existing one with `FILE_EXISTS`. Returns its size in bytes. */
  backup(file: string, watch?: Watch): Promise<number>;
  /** Makes derived rows and indexes anew from the records, all or nothing; returns how many accounts there are. */
  rebuild(options: WriteOptions, watch?: Watch): Promise<number>;
  /** What `compact` would drop and free. */
  compactable(before: number): Promise<Compactable>;
  /**
   * Drops results and inputs of batches that ended before `before`, some batches at a time; returns what went. An error on
   * the way, an interruption among them, says as its detail `went` what went before it.
   */
  dropSpent(options: WriteOptions, before: number, watch?: Watch): Promise<Spent>;
  /** Gives unused space back to the disk; returns the bytes of the whole state then. */
  giveBack(options: WriteOptions, watch?: Watch): Promise<number>;
  /** What a backup holds; refused where `restore` would refuse it. */
  restorable(from: string, watch?: Watch): Promise<Restorable>;
  /** Puts a backup in this state's place, the state as it was beside it. Who has it open meets `STATE_RESTORED`. */
  restore(from: string, header: LogHeader, timeoutMs: number, watch?: Watch): Promise<Restored>;
  close(): void;
}

/** By a statement's text: how often it ran, and how long in all. */
export type SqlTimes = Map<string, { readonly count: number; readonly ms: number }>;

export type Spent = { readonly batches: number; readonly results: number };

/** `bytes`: of the whole state; `unused` is what nothing uses within it. */
export type Compactable = Spent & { readonly bytes: number; readonly unused: number };

/** `since`: when the first of them was written. `untold`: nobody knows, as the state is damaged. */
export type Forgotten = {
  readonly movements: number;
  readonly references: number;
  readonly since?: number;
  readonly untold?: true;
};
export type Restorable = { readonly id: string; readonly accounts: number; readonly forgotten: Forgotten };

export type Restored = Restorable & {
  readonly epoch: number;
  /** The copy of the state as it was. */
  readonly before: string;
  /** That work now; and those that would, were they not revoked after the backup. */
  readonly tokens: number;
  readonly ended: number;
};

/** `sealed`: a person and its key as it is stored; the state's key must open it. */
export type StateIdentity = {
  readonly id: string;
  readonly sealed?: { readonly person: string; readonly key: Uint8Array };
};

export type StateInfo = {
  readonly file: string;
  readonly id: string;
  readonly schema: number;
  readonly epoch: number;
  readonly created: number;
  readonly bytes: number;
  readonly engine: string;
  readonly driver: string;
  readonly counts: Readonly<Record<string, number>>;
  /** How many have sealed fields, by a key of their own. */
  readonly persons: number;
};

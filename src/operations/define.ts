/**
 * What an operation is: data plus pure functions. Commands, flags, help, completion, routes and columns are derived
 * from it; the executor runs it. An operation never reads a clock, a file or a database, and never prints.
 */
import type { Code } from '../domain/errors.ts';
import type { LedgerTransaction } from '../domain/funds/transactions.ts';
import type { Movement } from '../domain/funds/words.ts';
import type { InTheWay } from '../domain/in-the-way.ts';
import type { Key, KindName, Value } from '../domain/kind.ts';
import type { Page, Question, Tail, Unseen } from '../domain/question.ts';
import type { Details, Refusal } from '../domain/refusal.ts';
import type { Actor, Grant, Right, Subject } from '../domain/rights.ts';
import type { InputOf, Schema } from '../domain/schema.ts';
import type { Text } from '../domain/text.ts';
import type { Need, Pointer, ReadTx, Store } from '../store/port.ts';
import type { Ctx, Narrow, Pure, View } from './context.ts';
import type { Loader, ReadView } from './reading.ts';

export type { Ctx, Loader, Narrow, Pure, ReadView, View };

export type Example = { readonly command: string; readonly does: Text };

export type Patch =
  | { readonly insert: KindName; readonly key: Key; readonly row: Readonly<Record<string, Value>> }
  | { readonly set: KindName; readonly key: Key; readonly fields: Readonly<Record<string, Value>> }
  | { readonly remove: KindName; readonly key: Key }
  /** `at`: the instant of the batch. */
  | { readonly post: LedgerTransaction; readonly at: number };

export type Decision =
  | {
      readonly ok: readonly Patch[];
      readonly id?: Key;
      readonly note?: Code;
      readonly details?: Details;
      /** Why a second person decides: the batch becomes a plan (FUND-6). */
      readonly plan?: Text;
      /** Records whose personal fields nobody may open again: their keys are destroyed. */
      readonly forget?: readonly { readonly kind: KindName; readonly key: Key }[];
    }
  | { readonly pending: readonly Patch[]; readonly id: Key }
  | {
      readonly unchanged: Code;
      readonly details?: Details;
      readonly id?: Key;
      /** The records that would have been written, where these are not the one that the row is about; none: nothing was asked for. */
      readonly of?: readonly Pointer[];
      /** What is of the batch and not of the row: no undo takes it back. */
      readonly kept?: readonly Patch[];
    }
  /** Part of the row could be done and is; the row still counts as what the code says (undo, field by field). */
  | (Refusal & { readonly partly?: readonly Patch[] });

export type Counts = Readonly<Record<string, number>>;

type Common = {
  /** `noun.verb`. */
  readonly name: string;
  readonly summary: Text;
  readonly examples: readonly [Example, Example, ...Example[]];
};

/** Who asks, and in which zone its dates are meant. */
export type Asking = Pick<Ctx, 'tz'> & { readonly actor: { readonly login: string } };
/** When it is asked, by which rules: not known of options that are kept, which none that needs them is among. */
export type AskingNow = Asking & Partial<Pick<Ctx, 'now' | 'rules'>>;

/** `optional`: left out of a table that has no room for all, the first of them first. */
export type ListColumns =
  | {
      readonly kind: KindName;
      /** The kind that is listed, where that depends on what is asked for. */
      readonly by?: (input: Readonly<Record<string, unknown>>) => KindName;
    }
  | {
      readonly columns: readonly ColumnDef[];
      readonly optional?: readonly string[];
      /** A kind is listed instead, where that is asked for. */
      readonly by?: (input: Readonly<Record<string, unknown>>) => KindName | undefined;
    };
export type ColumnDef = {
  readonly key: string;
  readonly type: 'text' | 'id' | 'integer' | 'amount' | 'instant' | 'day' | 'enum' | 'list' | 'json';
  readonly label: Text;
  readonly values?: Readonly<Record<string, Text>>;
};

/** `keys`: of the records that were changed. */
export type RowImage = { readonly before: string; readonly after: string; readonly keys: readonly Key[] };

/** A store transaction with the actor's scope and time bound, personal fields masked. */
export interface ScopedTx {
  list(question: Question): AsyncGenerator<Page, Tail>;
  count(question: Question): Promise<number>;
  tally(question: Question): Promise<string>;
  /** Of a question that finds nothing: the words in it that no record seen has. */
  unseen(question: Question): Promise<readonly Unseen[]>;
  rows(need: Need): ReturnType<ReadTx['rows']>;
  /** Loads rows as a change does, in the reader's sight, to ask by the same rules. */
  look(): Loader;
  /**
   * What these rows of a batch changed, as JSON, personal fields masked; by row. `mine`: the reader ran it. Of others'
   * batches there is what the log shows the reader, and no other row.
   */
  images(batch: string, firstRow: number, lastRow: number, mine: boolean): Promise<ReadonlyMap<number, RowImage>>;
  results: ReadTx['results'];
  /** Of a plan that the reader sees, with what it sees of others' money. */
  planRows: ReadTx['planRows'];
  /** Whether a plan and all of its rows are as they were written. */
  planKept(plan: Key): Promise<boolean>;
  verifyLog(head?: string): ReturnType<ReadTx['verifyLog']>;
  checkLedger(): ReturnType<ReadTx['checkLedger']>;
  ledgerWarnings(): ReturnType<ReadTx['ledgerWarnings']>;
  head: ReadTx['head'];
  history: ReadTx['history'];
  /** Another member acting in the same snapshot with these of its roles: for questions about what it may do. */
  as(login: string, grants: readonly Grant[]): Promise<{ readonly actor: Actor } & Pick<ScopedTx, 'look'>>;
  info: Store['info'];
  check(): ReturnType<Store['check']>;
}

export type Query<S extends Schema = Schema> = Common & {
  readonly kind: 'query';
  readonly input: S;
  /** The positional argument(s): a field of `input`; `…` when it takes several. */
  readonly argument?: { readonly field: string & keyof S; readonly many?: true };
  /** A field that is the first positional argument, before `argument`. */
  readonly first?: string & keyof S;
  readonly columns: ListColumns;
  readonly right: Right;
  /** Why the answer does not depend on what the actor may see. */
  readonly scope?: { readonly none: Text };
  /** Takes `reveal`: personal values in clear, each logged before it leaves. */
  readonly reveals?: true;
  /** Reads the whole state before it answers: says how far it is. */
  readonly long?: true;
  /** The column of addresses that a terminal opens in a browser where the input says `browser`. */
  readonly opens?: string;
  /** Its end tells what a reader must know: it is read up to there, however few rows a table shows. */
  readonly toTheEnd?: true;
  /** Says nothing at all when it has no rows (a check). */
  readonly silent?: true;
  /** Rows are places in a tree, parents first: a table draws them as one, without the columns in `drop`, on a narrow terminal `narrow` too. */
  readonly tree?: {
    readonly name: string;
    readonly kind: string;
    readonly drop: readonly string[];
    readonly narrow: readonly string[];
  };
  /** The columns shown unless others are asked for, where that depends on the question. */
  shown?(input: InputOf<S>): readonly string[] | undefined;
  /** Its rows are text of a form of its own, written as it is. */
  readonly text?: true;
  /** Takes `--manifest` and `--since`: what was exported is told beside it, and a later export goes on from there (REP-12). */
  readonly manifest?: true;
  /** Columns whose sums would say nothing of what is asked for. */
  unsummed?(input: Readonly<Record<string, unknown>>): readonly string[];
  /** One record, shown as a block on a terminal and as an object in JSON. */
  readonly single?: true;
  /** Rows that come with the question, from `--from FILE`, and the field that names a row's record. */
  readonly rows?: {
    readonly schema: Schema;
    readonly argument: string;
    /** The file is the positional argument, and a statement of a bank or platform; none is read with one of these inputs. */
    readonly statement?: { readonly without: readonly string[] };
  };
  /** Of a list: what its inputs ask for. A change selects its rows by the same question. */
  question?(input: InputOf<S>, ctx: Asking): Question;
  /** The lines of the ledger that it reads: what is over by now on the books that these are of is written first (TIME-2). */
  lines?(input: InputOf<S>, ctx: Asking): Question | undefined;
  run(tx: ScopedTx, ctx: Ctx, input: InputOf<S>, rows: QueryRows): AsyncGenerator<Page, Tail>;
};

/** Rows as typed input; `bad` where a cell does not pass. */
export type QueryRow = {
  readonly row: number;
  readonly target: string;
  readonly input: Readonly<Record<string, unknown>> | undefined;
  readonly bad?: Refusal;
};
export type QueryRows = AsyncIterable<readonly QueryRow[]>;

/** `line`: which part of its subject; `currency`: where that is known; `told`: what a message says of it; `unread`: how much it is cannot be read. */
export type Stated = {
  readonly line: string;
  readonly currency?: string | undefined;
  readonly told?: Readonly<Record<string, Text>>;
  readonly unread?: boolean;
};
/** A subject that is known. */
export type Stating = { readonly view: ReadView; readonly target: Key };

export type Effect = 'reversible' | 'compensated' | 'final';

export type Change<O extends Schema = Schema, R extends Schema = Schema, H = unknown> = Common & {
  readonly kind: 'change';
  /** The verb's own word for ok in a summary: "claimed". */
  readonly past: Text | ((options: Readonly<Record<string, unknown>>) => Text);
  readonly options: O;
  readonly row: R;
  /** The row field that arguments fill. Absent: the operation takes no ids. */
  readonly argument?: string & keyof R;
  /** An option that is the first positional argument (`units add-accounts UNIT ids…`). */
  readonly first?: string & keyof O;
  /** A command that follows `--` and becomes the one row (`views save NAME -- accounts list OPTIONS`). */
  readonly wraps?: string;
  /** Rows that come by flags of their own: `--accounts ID,…`, `--accounts-from FILE`, `--accounts-where EXPR`. */
  readonly feed?: { readonly flag: string; readonly row: Schema; readonly map: Readonly<Record<string, string>> };
  /** `--where` selects records of this kind, and their key goes into these row fields. */
  readonly where?: { readonly kind: KindName; readonly fields: Readonly<Record<string, string>> };
  /** Commands that do what people look for in an option here, by the option's name. */
  readonly elsewhere?: Readonly<Record<string, string>>;
  /** Options of which one at least says what to set, unless a file does. */
  readonly sets?: readonly string[];
  /** The list that is meant where the command is typed with none of its own options: nothing is to be set, so it is asked. */
  readonly reads?: string;
  /** Moves money: rows that come from a file or a selection have references, so that none moves twice (FUND-5). */
  readonly money?: true;
  /** The movement that each row makes: its batch becomes a plan where it goes beyond caps on that (FUND-6). */
  readonly moves?: Movement;
  /** Two have decided what it moves: no cap is in its way. */
  readonly seconded?: true;
  /** Takes back what others moved, which is no plan: a row beyond a cap is refused. */
  readonly reverses?: true;
  /** Its batch becomes a plan where a row says so. */
  readonly gated?: true;
  /** With these options a row says by itself what was moved before, and needs no reference. */
  sure?(options: InputOf<O>): boolean;
  /**
   * What of its subject a row is the whole statement of. Of rows of a file that state the same none is decided; of a call's
   * rows the later ones are refused and named the first. One whose amount is refused is told that, and states it all the same.
   */
  states?(row: Omit<InputOf<R>, 'amount'>, options: InputOf<O>, of?: Stating): Stated | undefined;
  /** True where columns beyond the row's own are an error; an operation that takes ids only ignores them. */
  readonly writes?: true;
  readonly right: Right | ((row: Readonly<Record<string, unknown>>, options: InputOf<O>) => Right);
  /** All rights that `right` may answer, where it is a function. */
  readonly rights?: readonly Right[];
  readonly effect: Effect;
  /** Of a final one: done without a question, as waiting would cost more than a mistake; a selection is asked about all the same. */
  readonly unasked?: true;
  /**
   * Each row makes a secret that is shown once: whoever asks makes it, keeps it, and sends its hash in this row field,
   * which is internal. So a call sent again is the same call, and no secret reaches the state or the log.
   */
  readonly secret?: { readonly hash: string };
  /** What ends with each row, by these names in its details: told in total before it is done, and asked about. */
  readonly totals?: Readonly<Record<string, InTheWay['label']>>;
  /** Said once it is done: what is still to do. */
  readonly after?: Text;
  /** Why undo is refused though it changed something, said before it is done and after; what to do instead. */
  readonly lasting?: Text;
  /** Rows of one file may depend on each other in any order: lower ranks run first. Such files are held in memory. */
  rank?(row: InputOf<R>): number;
  /** A row that asks what all rows before it have left in the state: it begins a chunk. */
  alone?(row: InputOf<R>): boolean;
  readonly atomic?: 'always';
  /** Row fields may be given as flags for the rows that arguments name (`accounts create ID --platform P`). */
  readonly rowFlags?: true;
  /** Options that stand for the cell of that name wherever a row has none. */
  readonly fills?: readonly (string & keyof O & keyof R)[];
  /** A row as it is meant, of the columns as they are written; all that follows has it like this. */
  shape?(row: InputOf<R>, options: InputOf<O>): InputOf<R>;
  /** Rows that come before the given ones (the unit itself, before its accounts). */
  lead?(options: InputOf<O>): readonly InputOf<R>[];
  /**
   * Records that become rows where the caller names none: what the operation looks for itself. Each row is the record's
   * `kind` and `key`, kept with the batch as those of a `--where` are, and its number among them, `turn`.
   */
  selects?(ctx: Ctx, options: InputOf<O>): readonly Question[];
  /** Who acts in the log, where that is not the caller. */
  readonly actsAs?: 'system';
  /** Rows that come from the state instead of the caller; must be the same when run again. */
  expand?(source: ExpandSource, options: InputOf<O>): AsyncIterable<readonly InputOf<R>[]>;
  /** The plan whose rows `expand` gives: it is as it was written, or nothing is done. */
  plan?(options: InputOf<O>): Key;
  /** How many rows `expand` gives, for who waits for them. */
  expanded?(source: Pick<ReadTx, 'changedRows'>, options: InputOf<O>): Promise<number>;
  loadHead?(l: Loader, ctx: Pure, options: InputOf<O>): Promise<void>;
  /** Once, also with no rows. Its refusal ends the command; `keep` travels with the batch. */
  head?(v: ReadView, ctx: Pure, options: InputOf<O>): { readonly keep: H } | Refusal;
  load(l: Loader, rows: readonly InputOf<R>[], options: InputOf<O>, keep: H, ctx: Pure): Promise<void>;
  subject(v: ReadView, row: InputOf<R>, options: InputOf<O>, keep: H, ctx: Pure): Subject | Refusal;
  decide(v: ReadView, ctx: Pure, row: InputOf<R>, options: InputOf<O>, keep: H, subject: Subject): Decision;
  /** Changes to the executor's own records once all rows are through (an undo marks what it undid). */
  settle?(v: ReadView, counts: Counts, options: InputOf<O>, keep: H, ctx: Pure): readonly Patch[];
  /** The same where nothing of it was done, since all or nothing had to be. */
  unsettled?(v: ReadView, counts: Counts, options: InputOf<O>, keep: H, ctx: Pure): readonly Patch[];
  /** An unverified member may do this (ORG-4). */
  readonly unverified?: true;
};

/** What an expansion may read. */
export type ExpandSource = Pick<ReadTx, 'entries' | 'planRows'>;

export type Operation = Query | Change;

export const defineQuery = <S extends Schema>(query: Query<S>): Query => query as unknown as Query;
export const defineChange = <O extends Schema, R extends Schema, H>(change: Change<O, R, H>): Change =>
  change as unknown as Change;

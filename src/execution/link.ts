/** The one way from a command to the executor, in this process or over a wire: a call goes out, a stream comes back. */

import type { BatchState, RowStatus } from '../domain/batches.ts';
import type { Code } from '../domain/errors.ts';
import type { Page, Tail } from '../domain/question.ts';
import type { Details } from '../domain/refusal.ts';
import type { Actor } from '../domain/rights.ts';
import type { RawRow } from '../domain/schema.ts';
import type { Narrow, View } from '../operations/define.ts';
import type { Watch } from '../store/port.ts';
import type { MovedSums } from './moved.ts';

/** Where a batch's rows come from, so that a resume finds the same ones. */
export type Source =
  | {
      readonly type: 'file';
      readonly path: string;
      readonly bytes: number;
      readonly sha256: string;
      readonly rows: number;
      /** Of a workbook: the sheet. */
      readonly sheet?: string;
      readonly ignoreUnknown?: true;
    }
  | { readonly type: 'stdin' | 'arguments' | 'where' | 'none'; readonly rows?: number };

export type QueryCall = {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** For a query that is asked about rows. */
  readonly rows?: AsyncIterable<readonly RawRow[]>;
  readonly actor: string;
  readonly narrow?: Narrow | undefined;
  readonly tz: string;
  /** The columns that are printed of all that are answered: of others nothing is revealed. */
  readonly printed?: readonly string[];
  /** How long to wait for other writers, where what is revealed is to be logged. */
  readonly lockTimeoutMs?: number;
  readonly origin?: string;
};

/** One of the numbered chunks in which the rows of a batch come over a wire, each a transaction of its own. */
export type Chunk = {
  /** Its number: how many rows were sent before it. */
  readonly after: number;
  /** SHA-256 of its rows as they were sent, in hex. */
  readonly digest: string;
  /** No rows come behind it: these were all, or whoever sends them was stopped. */
  readonly end?: 'done' | 'interrupted';
};

export type ChangeCall = {
  readonly operation: string;
  /** `b_` and a ULID, made by the caller: a call sent again names the same batch. */
  readonly batch: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** Given to a server they are read again where it did not get them, or wants them all at once. */
  readonly rows: AsyncIterable<readonly RawRow[]>;
  readonly source: Source;
  /** Instead of rows: the records that the list of what the operation is about shows with these inputs. */
  readonly selection?: Readonly<Record<string, unknown>>;
  readonly actor: string;
  readonly narrow?: Narrow | undefined;
  readonly tz: string;
  readonly origin: string;
  readonly dryRun?: boolean;
  readonly atomic?: boolean;
  readonly reference?: string;
  readonly reason?: string;
  readonly maxRows?: number;
  /** Results say what became of each row, and not what was before and after. */
  readonly brief?: boolean;
  /** The rows are this one chunk of the batch's. */
  readonly chunk?: Chunk;
  /** Goes on with a batch that was interrupted; operation, options and where come from its record. */
  readonly resume?: boolean;
  readonly lockTimeoutMs: number;
};

export type RowResult = {
  readonly row: number;
  readonly reference?: string;
  readonly target: string;
  readonly status: RowStatus;
  readonly code?: Code;
  readonly details?: Details;
  readonly id?: string;
  /** Changed fields, personal ones masked: one object per record, or one for the only record. */
  readonly before?: unknown;
  readonly after?: unknown;
  /** Of money, by currency. */
  readonly moved?: MovedSums;
};

export type Event =
  /** `done` of the rows were through before this run. */
  | { readonly type: 'started'; readonly batch: string; readonly rows?: number; readonly done?: number }
  /** The log was last written at a time that the clock has not reached: `last`, and what it says now. */
  | { readonly type: 'clock_back'; readonly last: number; readonly now: number }
  | { readonly type: 'waiting'; readonly batch?: string; readonly operation?: string }
  /** A server does not answer; it is asked again. */
  | { readonly type: 'unanswered'; readonly reason: string }
  /** Rows that a selection has found so far; `all`: there are no more. */
  | { readonly type: 'selected'; readonly rows: number; readonly all?: true }
  | { readonly type: 'progress'; readonly rows: number; readonly of?: number }
  | { readonly type: 'results'; readonly rows: readonly RowResult[] };

export type ReasonCount = {
  readonly status: RowStatus;
  readonly code: Code;
  readonly details?: Details;
  readonly count: number;
};

/** What is worth saying of rows that went well, with the first of them by name; of a single one its details too. */
export type NoteCount = ReasonCount & { readonly names: readonly string[] };

export type Summary = {
  readonly batch: string;
  readonly operation: string;
  /** `unknown`: the answer of a server was lost. */
  readonly state: BatchState | 'dry_run' | 'unknown';
  readonly counts: Readonly<Partial<Record<RowStatus, number>>>;
  readonly reasons: readonly ReasonCount[];
  readonly notes: readonly NoteCount[];
  readonly head?: string;
  /** By currency, of the rows that moved money or wait with it. */
  readonly moved?: MovedSums;
  /** False where nothing was changed that could be undone. */
  readonly undoable: boolean;
  /** Of a batch that comes in chunks: how many rows the next one should have, with regard to who else writes. */
  readonly take?: number;
};

/** What a resume needs to know before rows can be sent. */
export type BatchRecord = {
  readonly id: string;
  readonly operation: string;
  readonly state: BatchState;
  readonly actor: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly call: Readonly<Record<string, unknown>>;
  readonly source: Source;
  readonly rows: number;
  readonly counts: Summary['counts'];
  readonly reasons: Summary['reasons'];
  readonly notes: Summary['notes'];
  /** It moved money back, which nothing moves again. */
  readonly reversed?: boolean;
  readonly moved?: MovedSums;
  readonly head?: string;
};

export interface Link {
  /** `told` hears how far a query is that reads the whole state. */
  query(call: QueryCall, signal?: AbortSignal, told?: Watch['told']): AsyncGenerator<Page, Tail>;
  change(call: ChangeCall, signal?: AbortSignal): AsyncGenerator<Event, Summary>;
  /** A batch by id or by a unique prefix of 8 or more characters, among those the actor may read. */
  batch(actor: string, ref: string, narrow?: Narrow): Promise<BatchRecord>;
  /** The actor as it is now, and in which view it acts. */
  actor(login: string, narrow?: Narrow): Promise<Actor & { readonly view: View }>;
  close(): void;
}

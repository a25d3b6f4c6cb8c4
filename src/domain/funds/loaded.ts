/** What is loaded of the ledger for a chunk of rows. */
import type { Key } from '../kind.ts';
import type { BookName, BookState, Holder } from './books.ts';
import type { HeldLot } from './funds.ts';
import type { Posting } from './postings.ts';
import type { FundKind, Movement, Purse } from './words.ts';

/** Books of a holder in a currency: those available, and those of the states named. */
export type FundsNeed = {
  readonly holder: Holder;
  readonly currency: string;
  /** In which its days begin: where it is not known yet, it is looked up. */
  readonly zone?: string;
  readonly states?: readonly BookState[];
  /** Whatever is frozen as well, for all orders and holds. */
  readonly frozen?: true;
  /** Lots that expired are loaded, too, whose last day is this or later: they may come back for it (FUND-4b). */
  readonly since?: string;
  /** Lots that will be met, wherever they are by now. */
  readonly lots?: readonly Key[];
  /** Of lots that are available and of holds only what is over, at most so many of either: for whoever does nothing but write that. */
  readonly over?: number;
};

export type LotInBook = HeldLot & { readonly book: BookName };

/** A hold whose time is over, and which nobody has written down yet (TIME-2). */
export type DueHold = {
  readonly id: Key;
  readonly payer: Holder;
  readonly payee: Holder;
  readonly purse: Purse;
  readonly kind: FundKind;
  readonly dueAt: number;
};

/** Who has something that is over, and has it still as it is written. */
export type Overdue = { readonly holder: Holder; readonly currency: string };

export type HolderFunds = {
  readonly holder: Holder;
  readonly currency: string;
  readonly states: readonly BookState[];
  readonly frozen: boolean;
  readonly zone: string;
  readonly books: readonly { readonly book: BookName; readonly balance: bigint }[];
  readonly lots: readonly LotInBook[];
  readonly due: readonly DueHold[];
  /** Of the lots that were asked for. */
  readonly ends: readonly { readonly lot: Key; readonly validFrom: string; readonly validTo: string }[];
};

/** What is in a book, which is not empty. */
export type HeldBook = {
  readonly currency: string;
  readonly purse: Purse;
  readonly kind: FundKind;
  readonly state: BookState;
  readonly amount: bigint;
};
/** `booked`: something was ever entered in a book of it. */
export type HeldMoney = { readonly holder: Holder; readonly booked: boolean; readonly books: readonly HeldBook[] };

/** What one holder gave another, less what it took back: above zero, or not at all. */
export type Lent = {
  readonly of: { readonly from: Holder; readonly to: Holder };
  readonly kinds: readonly {
    readonly currency: string;
    readonly purse: Purse;
    readonly kind: FundKind;
    readonly amount: bigint;
  }[];
};

/** What tells lines of one day's consumption apart. */
export type ConsumptionLine = {
  readonly type?: string | undefined;
  readonly product?: string | undefined;
  readonly order?: string | undefined;
  readonly source?: string | undefined;
};

export type Consumed = ConsumptionLine & {
  readonly id: Key;
  readonly movement: Movement;
  readonly holder: Holder;
  readonly day: string;
  readonly currency: string;
  readonly purse: Purse;
  readonly amount: bigint;
  readonly postings: readonly Posting[];
};

/** What composing a movement reads of the ledger as it is by now, and how it writes down what moves. */
import { lastOf } from '../days.ts';
import type { Key } from '../kind.ts';
import { formatMinor } from '../money.ts';
import { held, named } from '../references.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Text } from '../text.ts';
import {
  AVAILABLE,
  type Book,
  type BookName,
  bookName,
  bookNamed,
  type Holder,
  holderParts,
  isWorld,
  learnBook,
  WORLD,
} from './books.ts';
import type { Posting } from './postings.ts';
import { FUND_KINDS, type FundKind, LOT_KINDS, type Part, type Purse } from './words.ts';

/** A lot in one book. `expired`: how much of it has expired there; `expires`: from when on it is over, in the holder's zone. */
export type HeldLot = {
  readonly lot: Key;
  readonly amount: bigint;
  readonly expired: bigint;
  readonly validFrom: string;
  readonly validTo: string;
  readonly expires: number;
};

/** The ledger, as far as it was loaded: every method throws where it was not. */
export interface Funds {
  /** `parts`: what the name says, where that is known. */
  balance(name: BookName, parts?: Book): bigint;
  /** What is frozen of a kind, for all orders and holds together. */
  frozen(book: Book): bigint;
  /** Those of a book that something is left of, or has expired of; the soonest-expiring first. */
  lots(book: BookName): readonly HeldLot[];
  /** The last day of a lot that some book loaded holds. */
  validTo(lot: Key): string;
  /** The time zone in which a holder's days begin. */
  zone(holder: Holder): string;
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** A holder as a message names it: as its reader may see it. */
export function holderNamed(holder: Holder): unknown {
  const { kind, place } = holderParts(holder);
  if (kind === 'world') return { en: 'the platform', zh: '平台' };
  return named(kind === 'account' || kind === 'unit' ? kind : 'org', place);
}

/** For what a book is frozen: of an order or a hold, which no recharge adds to. */
function frozenFor(state: Book['state']): Text | undefined {
  if (state === AVAILABLE) return undefined;
  const id = state.slice(state.indexOf(':') + 1);
  return state.startsWith('hold:')
    ? { en: `held under ${id}`, zh: `预占 ${id} 下` }
    : { en: `frozen for order ${id}`, zh: `为订单 ${id} 冻结的` };
}

/** `undone`: what is taken back, where that is what asks. */
export function insufficient(book: Book, amount: bigint, there: bigint, undone?: Text): Refusal {
  const frozen = frozenFor(book.state);
  const kind = FUND_KINDS[book.kind];
  return refuse('FUNDS_INSUFFICIENT', {
    amount: formatMinor(amount, book.currency),
    there: held([bookName(book)], formatMinor(there, book.currency)),
    currency: book.currency,
    kind: undone && frozen ? { en: `${kind.en} ${frozen.en}`, zh: `${frozen.zh}${kind.zh}` } : kind,
    holder: holderNamed(book.holder),
    ...(undone ? { undone } : frozen && { frozen }),
  });
}

/** A book that is asked about or moved, and by how much. */
type Met = { readonly book: Book; readonly name: BookName; amount: bigint };

const same = (a: Book, b: Book): boolean =>
  a.kind === b.kind && a.state === b.state && a.purse === b.purse && a.currency === b.currency && a.holder === b.holder;

/** One transaction being composed: what has been posted so far counts for what comes after. */
export class Draft {
  readonly postings: Posting[] = [];
  readonly currency: string;
  readonly purse: Purse;
  private readonly funds: Funds;
  /** What the same row moved before this. */
  private readonly after: Draft | undefined;
  private readonly now: number;
  /** There are few: a list is as fast as a map, and a book's name is made once for all that is asked of it. */
  private readonly met: Met[] = [];
  private movedLots: Map<string, bigint> | undefined;
  private granted: Map<Key, string> | undefined;

  constructor(
    funds: Funds,
    of: { readonly currency: string; readonly purse: Purse; readonly now: number },
    after?: Draft,
  ) {
    this.funds = funds;
    this.after = after;
    this.currency = of.currency;
    this.purse = of.purse;
    this.now = of.now;
  }

  book(holder: Holder, kind: FundKind, state: Book['state'] = AVAILABLE, purse: Purse = this.purse): Book {
    return { holder, currency: this.currency, purse, kind, state };
  }

  private meet(book: Book): Met {
    for (const met of this.met) if (met.book === book || same(met.book, book)) return met;
    const met = { book, name: bookName(book), amount: 0n };
    this.met.push(met);
    return met;
  }

  balance(book: Book): bigint {
    const { name, amount } = this.meet(book);
    return (this.after?.balance(book) ?? this.funds.balance(name, book)) + amount;
  }

  /** For all orders and holds, before this transaction. */
  frozen = (book: Book): bigint => this.funds.frozen(book);

  /** Lots with what is left of them by now. */
  lots(book: Book): HeldLot[] {
    const { name } = this.meet(book);
    return this.funds.lots(name).map((held) => {
      const moved = this.movedLots?.get(`${name}|${held.lot}`);
      return moved === undefined ? held : { ...held, amount: held.amount + moved };
    });
  }

  add(book: Book, amount: bigint, lot?: Key, part?: Part): void {
    if (amount === 0n) return;
    const met = this.meet(book);
    const { name } = met;
    met.amount += amount;
    learnBook(name, book);
    if (lot !== undefined && !isWorld(book.holder)) {
      const at = `${name}|${lot}`;
      this.movedLots ??= new Map();
      this.movedLots.set(at, (this.movedLots.get(at) ?? 0n) + amount);
    }
    this.postings.push({ book: name, amount, lot, part });
  }

  /** The same amount out of one book and into another. */
  pair(from: Book, to: Book, amount: bigint, lot?: Key, part?: Part): void {
    this.add(from, -amount, lot, part);
    this.add(to, amount, lot, part);
  }

  /** Moves what is there: lots keep their ids, the soonest-expiring first. */
  move(from: Book, to: Book, amount: bigint): Refusal | undefined {
    const there = this.balance(from);
    if (there < amount) return insufficient(from, amount, there);
    if (!LOT_KINDS.has(from.kind)) {
      this.pair(from, to, amount);
      return undefined;
    }
    let rest = amount;
    for (const { lot, amount: left } of this.lots(from)) {
      const taken = least(left, rest);
      if (taken <= 0n) continue;
      this.pair(from, to, taken, lot);
      rest -= taken;
    }
    if (rest > 0n) throw new Error(`${bookName(from)} is more than its lots`);
    return undefined;
  }

  /** To the world, or from it. */
  world(kind: FundKind): Book {
    return this.book(WORLD, kind);
  }

  /**
   * What follows by itself, in the same transaction: cash that reaches a holder with overdraft clears it first, and what
   * comes back of a lot past its last day expires at once (FUND-4).
   */
  finish(): readonly Posting[] {
    for (const { book, amount: arrived } of this.met.slice()) {
      if (isWorld(book.holder) || book.state !== AVAILABLE || arrived <= 0n || book.kind !== 'cash') continue;
      const overdraft = { ...book, kind: 'overdraft' } as const;
      const cleared = least(arrived, -this.balance(overdraft));
      if (cleared <= 0n) continue;
      const world = { ...book, holder: WORLD };
      this.pair(book, world, cleared, undefined, 'settle');
      this.pair({ ...world, kind: 'overdraft' }, overdraft, cleared, undefined, 'settle');
    }
    for (const [at, arrived] of [...(this.movedLots ?? [])]) {
      const mark = at.lastIndexOf('|');
      const book = bookNamed(at.slice(0, mark));
      if (arrived <= 0n || book.state !== AVAILABLE) continue;
      const lot = at.slice(mark + 1);
      if (this.expiresAt(book.holder, lot) <= this.now)
        this.pair(book, { ...book, holder: WORLD }, arrived, lot, 'expire');
    }
    return this.postings;
  }

  /** A lot that is made by this very transaction. */
  grant(lot: Key, validTo: string): void {
    this.granted ??= new Map();
    this.granted.set(lot, validTo);
  }

  private expiresAt(holder: Holder, lot: Key): number {
    const day = this.granted?.get(lot) ?? this.funds.validTo(lot);
    return lastOf(day, this.funds.zone(holder)) ?? Number.POSITIVE_INFINITY;
  }
}

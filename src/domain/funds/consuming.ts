/** Consumption (FUND-4, FUND-4b, FUND-9): in which order books pay for a day, and how that is taken back. */
import type { Key } from '../kind.ts';
import { formatMinor } from '../money.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { type Book, type BookName, type BookState, bookNamed, type Holder, isWorld, WORLD } from './books.ts';
import { type Draft, holderNamed } from './funds.ts';
import type { Posting } from './postings.ts';
import { type FundKind, LOT_KINDS } from './words.ts';

export type Consumer = {
  readonly holder: Holder;
  /** Shared wallets that it uses, in their order, of its currency and switched on. */
  readonly wallets: readonly Holder[];
  readonly day: string;
  /** An order whose frozen funds pay first. */
  readonly order?: BookState | undefined;
};

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const OWN: readonly FundKind[] = ['traffic_bonus', 'bonus', 'cash'];

/** Pays with the lots of a book that are valid on the day; one that expired since comes back for it. Returns the rest. */
function payWithLots(draft: Draft, book: Book, day: string, amount: bigint): bigint {
  let rest = amount;
  const world = draft.world(book.kind);
  for (const held of draft.lots(book)) {
    if (rest === 0n) break;
    if (held.validFrom > day || held.validTo < day) continue;
    const back = least(rest - least(rest, held.amount), held.expired);
    if (back > 0n) draft.pair(world, book, back, held.lot, 'unexpire');
    const paid = least(rest, held.amount + back);
    draft.pair(book, world, paid, held.lot);
    rest -= paid;
  }
  return rest;
}

function payWith(draft: Draft, book: Book, day: string, amount: bigint): bigint {
  if (amount === 0n) return 0n;
  if (LOT_KINDS.has(book.kind)) return payWithLots(draft, book, day, amount);
  const there = draft.balance(book);
  const paid = least(amount, there > 0n ? there : 0n);
  draft.pair(book, draft.world(book.kind), paid);
  if (book.kind === 'credit') draft.pair(draft.book(book.holder, 'owed'), draft.world('owed'), paid);
  return amount - paid;
}

function sources(draft: Draft, { holder, wallets, order }: Consumer): Book[] {
  const frozen = order === undefined ? [] : [...OWN, 'credit' as const].map((kind) => draft.book(holder, kind, order));
  return [
    ...frozen,
    ...OWN.map((kind) => draft.book(holder, kind)),
    ...wallets.map((wallet) => draft.book(wallet, 'cash')),
    draft.book(holder, 'credit'),
  ];
}

/** What a book can pay for a day. */
function usableOf(draft: Draft, book: Book, day: string): bigint {
  if (!LOT_KINDS.has(book.kind)) return draft.balance(book);
  return draft
    .lots(book)
    .filter(({ validFrom, validTo }) => validFrom <= day && day <= validTo)
    .reduce((sum, { amount, expired }) => sum + amount + expired, 0n);
}

/** `beyond`: what nothing pays for is overdraft, as a platform's file has it; else it is refused. */
export function consume(
  draft: Draft,
  by: Consumer,
  amount: bigint,
  beyond: boolean,
): Refusal | { readonly overdraft: bigint } {
  const books = sources(draft, by);
  const usable = books.reduce((sum, book) => sum + usableOf(draft, book, by.day), 0n);
  if (usable < amount && !beyond)
    return refuse('USABLE_INSUFFICIENT', {
      amount: formatMinor(amount, draft.currency),
      there: formatMinor(usable, draft.currency),
      currency: draft.currency,
      holder: holderNamed(by.holder),
    });
  let rest = amount;
  for (const book of books) rest = payWith(draft, book, by.day, rest);
  if (rest > 0n) draft.pair(draft.book(by.holder, 'overdraft'), draft.world('overdraft'), rest);
  return { overdraft: rest };
}

/** As a platform's file says what paid: booked as given, what is not there is overdraft. */
export function consumeAs(
  draft: Draft,
  by: Consumer,
  composition: ReadonlyMap<FundKind, bigint>,
): { readonly overdraft: bigint } {
  let rest = 0n;
  for (const [kind, amount] of composition) rest += payWith(draft, draft.book(by.holder, kind), by.day, amount);
  if (rest > 0n) draft.pair(draft.book(by.holder, 'overdraft'), draft.world('overdraft'), rest);
  return { overdraft: rest };
}

/** What one book, or one lot of it, paid. */
export type Piece = { readonly book: BookName; readonly lot: Key | undefined; readonly amount: bigint };

/** What consumption and returns of it have been, in order. */
export type Booked = { readonly returns: boolean; readonly amount: bigint; readonly postings: readonly Posting[] };

/** What paid for the days booked, less what was returned: of that the last paid was returned first. */
export function composition(booked: readonly Booked[]): Piece[] {
  const pieces: Piece[] = [];
  for (const { returns, amount, postings } of booked) {
    if (returns) pop(pieces, amount);
    else pieces.push(...paidBy(postings));
  }
  return pieces;
}

function paidBy(postings: readonly Posting[]): Piece[] {
  return postings.flatMap(({ book, lot, amount, part }) => {
    const { holder, kind } = bookNamed(book);
    return part !== undefined || isWorld(holder) || kind === 'owed' || amount >= 0n
      ? []
      : [{ book, lot, amount: -amount }];
  });
}

/** Takes an amount off the end; returns what went, the last first. */
function pop(pieces: Piece[], amount: bigint): Piece[] {
  const taken: Piece[] = [];
  let rest = amount;
  while (rest > 0n) {
    const last = pieces.pop();
    if (!last) throw new Error('more is returned than was consumed');
    const part = least(rest, last.amount);
    taken.push({ ...last, amount: part });
    if (part < last.amount) pieces.push({ ...last, amount: last.amount - part });
    rest -= part;
  }
  return taken;
}

export const total = (pieces: readonly Piece[]): bigint => pieces.reduce((sum, { amount }) => sum + amount, 0n);

/**
 * Each lot and wallet gets back what it paid, the last first. What was owed and is repaid by now, and overdraft that is
 * cleared, were paid with cash by then: that is what comes back.
 */
export function giveBack(draft: Draft, booked: readonly Booked[], amount: bigint): Refusal | undefined {
  const pieces = composition(booked);
  const there = total(pieces);
  if (amount > there)
    return refuse('RETURN_EXCEEDED', {
      amount: formatMinor(amount, draft.currency),
      there: formatMinor(there, draft.currency),
      currency: draft.currency,
    });
  for (const piece of pop(pieces, amount)) returnPiece(draft, piece);
  return undefined;
}

function returnPiece(draft: Draft, { book: name, lot, amount }: Piece): void {
  const book = bookNamed(name);
  const world = { ...book, holder: WORLD, state: 'available' } as const;
  if (book.kind !== 'credit' && book.kind !== 'overdraft') {
    draft.pair(world, book, amount, lot);
    return;
  }
  const against = book.kind === 'credit' ? { ...book, kind: 'owed' as const, state: 'available' as const } : book;
  const open = least(amount, -draft.balance(against));
  if (book.kind === 'credit') draft.pair(world, book, open);
  draft.pair({ ...world, kind: against.kind }, against, open);
  const paid = amount - open;
  draft.pair({ ...world, kind: 'cash' }, { ...book, kind: 'cash', state: 'available' }, paid);
}

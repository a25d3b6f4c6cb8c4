/** Consumption (FUND-4, FUND-4b, FUND-9): in which order books pay for a day, and how that is taken back. */
import { formatMinor } from '../money.ts';
import { held } from '../references.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { type Book, type BookState, bookName, type Holder } from './books.ts';
import { type Draft, type HeldLot, holderNamed } from './funds.ts';
import { type FundKind, LOT_KINDS, MOVABLE_KINDS, type MovableKind } from './words.ts';

export type Consumer = {
  readonly holder: Holder;
  /** Shared wallets that it uses, in their order, of its currency and switched on. */
  readonly wallets: readonly Holder[];
  readonly day: string;
  /** An order whose frozen funds pay first. */
  readonly order?: BookState | undefined;
};

/** What a platform's file says paid, by kind. */
export type Composition = ReadonlyMap<MovableKind, bigint>;
/** Of what is consumed: what no book had. */
export type Overdrawn = { readonly overdraft: bigint };

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
/** In which order an account's own kinds pay; wallets come after its cash. */
export const PAYING = ['traffic_bonus', 'bonus', 'cash', 'credit'] as const satisfies readonly MovableKind[];

/** Pays with the lots of a book that are valid on the day; one that expired since comes back for it. Returns the rest. */
function payWithLots(draft: Draft, book: Book, day: string, amount: bigint): bigint {
  let rest = amount;
  const world = draft.world(book.kind);
  for (const held of draft.lots(book)) {
    if (rest === 0n) break;
    if (!validOn(held, day)) continue;
    const back = least(rest - least(rest, held.amount), held.expired);
    draft.pair(world, book, back, held.lot, 'unexpire');
    const paid = least(rest, held.amount + back);
    draft.pair(book, world, paid, held.lot);
    rest -= paid;
  }
  return rest;
}

function payWith(draft: Draft, book: Book, day: string, amount: bigint): bigint {
  if (amount === 0n) return 0n;
  if (LOT_KINDS.has(book.kind)) return payWithLots(draft, book, day, amount);
  const paid = least(amount, draft.balance(book));
  draft.pair(book, draft.world(book.kind), paid);
  if (book.kind === 'credit') draft.pair(draft.book(book.holder, 'owed'), draft.world('owed'), paid);
  return amount - paid;
}

/** The books of one kind that pay, first what is frozen for the order. */
function booksOf(draft: Draft, { holder, order, wallets }: Consumer, kind: FundKind): Book[] {
  return [
    ...(order === undefined ? [] : [draft.book(holder, kind, order)]),
    draft.book(holder, kind),
    ...(kind === 'cash' ? wallets.map((wallet) => draft.book(wallet, 'cash')) : []),
  ];
}

/** All books that pay, in their order: what is frozen for the order is before all else. */
function sources(draft: Draft, by: Consumer): Book[] {
  const books = PAYING.flatMap((kind) => booksOf(draft, by, kind));
  const frozen = books.filter(({ state }) => state === by.order);
  return [...frozen, ...books.filter((book) => !frozen.includes(book))];
}

/** Whether an order is named for which nothing is frozen. */
export const nothingFrozen = (draft: Draft, { holder, order }: Consumer): boolean =>
  order !== undefined && PAYING.every((kind) => draft.balance(draft.book(holder, kind, order)) === 0n);

/** What a book can pay for a day. */
function usableOf(draft: Draft, book: Book, day: string): bigint {
  if (!LOT_KINDS.has(book.kind)) return draft.balance(book);
  return draft
    .lots(book)
    .filter((lot) => validOn(lot, day))
    .reduce((sum, { amount, expired }) => sum + amount + expired, 0n);
}

const validOn = ({ validFrom, validTo }: HeldLot, day: string): boolean => validFrom <= day && day <= validTo;

/** What is there and cannot pay for a day, because its lots are valid on others. */
const unfitFor = (draft: Draft, books: readonly Book[], day: string): bigint =>
  books
    .filter(({ kind }) => LOT_KINDS.has(kind))
    .flatMap((book) => draft.lots(book).filter((lot) => !validOn(lot, day)))
    .reduce((sum, { amount }) => sum + amount, 0n);

/** What books of one kind can pay for the day. */
export const payableBy = (draft: Draft, by: Consumer, kind: FundKind): bigint =>
  booksOf(draft, by, kind).reduce((sum, book) => sum + usableOf(draft, book, by.day), 0n);

/** By hand: refused beyond what is there. */
export function consume(draft: Draft, by: Consumer, amount: bigint): Refusal | undefined {
  const books = sources(draft, by);
  const usable = books.reduce((sum, book) => sum + usableOf(draft, book, by.day), 0n);
  if (usable < amount) {
    const unfit = unfitFor(draft, books, by.day);
    const of = (there: bigint) => held(books.map(bookName), formatMinor(there, draft.currency));
    return refuse('USABLE_INSUFFICIENT', {
      amount: formatMinor(amount, draft.currency),
      there: of(usable),
      currency: draft.currency,
      holder: holderNamed(by.holder),
      ...(unfit > 0n && { unfit: of(unfit), day: by.day }),
    });
  }
  consumeBeyond(draft, by, amount);
  return undefined;
}

/** As a platform's file has it: what nothing pays for is overdraft. */
export function consumeBeyond(draft: Draft, by: Consumer, amount: bigint): Overdrawn {
  let rest = amount;
  for (const book of sources(draft, by)) rest = payWith(draft, book, by.day, rest);
  return overdrawn(draft, by, rest);
}

/** As a platform's file says what paid: booked as given, what is not there is overdraft. */
export function consumeAs(draft: Draft, by: Consumer, composition: Composition): Overdrawn {
  let rest = 0n;
  for (const kind of PAYING) {
    let open = composition.get(kind) ?? 0n;
    for (const book of booksOf(draft, by, kind)) open = payWith(draft, book, by.day, open);
    rest += open;
  }
  return overdrawn(draft, by, rest);
}

function overdrawn(draft: Draft, { holder }: Consumer, overdraft: bigint): Overdrawn {
  draft.pair(draft.book(holder, 'overdraft'), draft.world('overdraft'), overdraft);
  return { overdraft };
}

export const sumOf = (composition: Composition): bigint =>
  MOVABLE_KINDS.reduce((sum, kind) => sum + (composition.get(kind) ?? 0n), 0n);

/**
 * Books (FUND-2): what one holder has in one currency, purse, kind and state. A book is named by its parts joined by `/`,
 * the state last, since it may hold an order's id and so any character.
 */
import type { Key } from '../kind.ts';
import type { FundKind, HolderKind, Purse } from './words.ts';
import { FUND_KINDS, HOLDER_KINDS } from './words.ts';

/** `account:tencent:20000001`, `agency:a_…`, `world:platform`. */
export type Holder = string;
export type BookState = 'available' | `order:${string}` | `hold:${string}`;

export type Book = {
  readonly holder: Holder;
  readonly currency: string;
  readonly purse: Purse;
  readonly kind: FundKind;
  readonly state: BookState;
};
export type BookName = string;

export const WORLD: Holder = 'world:platform';
export const AVAILABLE = 'available';

export const bookName = ({ holder, currency, purse, kind, state }: Book): BookName =>
  `${holder}/${currency}/${purse}/${kind}/${state}`;

/** The part of a name that the books loaded together share. */
export const bookSet = (holder: Holder, currency: string): string => `${holder}/${currency}`;

/** A few chunks' worth: what is remembered for longer costs more to keep than to take apart again. */
const MOST_KNOWN = 5_000;
const known = new Map<BookName, Book>();

/** A name is taken apart once for all that is done with it in a chunk. */
export function bookNamed(name: BookName): Book {
  let book = known.get(name);
  if (!book) {
    const [holder = '', currency = '', purse, kind, ...state] = name.split('/');
    book = { holder, currency, purse: purse as Purse, kind: kind as FundKind, state: state.join('/') as BookState };
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(name, book);
  }
  return book;
}

/** It need not be taken apart again. */
export function learnBook(name: BookName, book: Book): void {
  if (known.has(name)) return;
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(name, book);
}

export const holderOf = (kind: HolderKind, place: Key): Holder => `${kind}:${place}`;

export function holderParts(holder: Holder): { readonly kind: HolderKind; readonly place: Key } {
  const colon = holder.indexOf(':');
  return { kind: holder.slice(0, colon) as HolderKind, place: holder.slice(colon + 1) };
}

/** The kind that a text says before its first colon, as `agency:X` does and an account's platform does not. */
export function kindSaid(text: string): HolderKind | undefined {
  const [prefix = ''] = text.split(':', 1);
  return prefix !== text && Object.hasOwn(HOLDER_KINDS, prefix) ? (prefix as HolderKind) : undefined;
}

const ACCOUNT = 'account:';
/** The account that a holder is. */
export const accountOf = (holder: Holder): Key | undefined =>
  holder.startsWith(ACCOUNT) ? holder.slice(ACCOUNT.length) : undefined;

export const isWorld = (holder: Holder): boolean => holder === WORLD;

/** Whether a balance is on the wrong side of its book's floor (FUND-3). */
export function belowFloor({ holder, kind }: Pick<Book, 'holder' | 'kind'>, balance: bigint): boolean {
  if (isWorld(holder)) return false;
  return FUND_KINDS[kind].floor === 'positive' ? balance < 0n : balance > 0n;
}

/** Sums and balances beyond this are refused (MONEY-1). */
const LARGEST = 2n ** 63n - 1n;
export const beyondLargest = (balance: bigint): boolean => balance > LARGEST || balance < -LARGEST;

/**
 * What a transaction writes into books, and how the log keeps it: a movement is one line there, its postings a list of
 * texts, `BOOK|AMOUNT|BALANCE|LOT|PART`, amounts in minor units.
 */
import type { Key } from '../kind.ts';
import { type Book, type BookName, bookNamed } from './books.ts';
import type { Part } from './words.ts';

export type Posting = {
  readonly book: BookName;
  readonly amount: bigint;
  readonly lot?: Key | undefined;
  readonly part?: Part | undefined;
};
/** `balance`: of the book, once this has been posted. */
export type Posted = Posting & { readonly balance: bigint };

/** An order's id may hold any character but this one (`funds freeze` refuses it). */
const MARK = '|';

const postedText = ({ book, amount, balance, lot, part }: Posted): string =>
  [book, amount, balance, lot ?? '', part ?? ''].join(MARK);

function postedNamed(text: string): Posted {
  const [book = '', amount = '0', balance = '0', lot, part] = text.split(MARK);
  return {
    book,
    amount: BigInt(amount),
    balance: BigInt(balance),
    ...(lot && { lot }),
    ...(part && { part: part as Part }),
  };
}

/** Texts are parted again by whoever meets them next, and mostly that is who made them. */
const parted = new WeakMap<readonly string[], readonly Posted[]>();

export function postedTexts(posted: readonly Posted[]): readonly string[] {
  const texts = posted.map(postedText);
  parted.set(texts, posted);
  return texts;
}

export const postedOf = (texts: readonly string[]): readonly Posted[] => parted.get(texts) ?? texts.map(postedNamed);

/** Whether postings sum to zero per currency and kind (FUND-1). */
export function sumsToZero(postings: readonly Posting[]): boolean {
  // There are few: a list is as fast as a map, and needs no name for each.
  const sums: { readonly of: Book; sum: bigint }[] = [];
  for (const { book, amount } of postings) {
    const of = bookNamed(book);
    const same = sums.find((one) => one.of.kind === of.kind && one.of.currency === of.currency);
    if (same) same.sum += amount;
    else sums.push({ of, sum: amount });
  }
  return sums.every(({ sum }) => sum === 0n);
}

/** The same backwards: what was taken last is given back first. */
export const reversed = (postings: readonly Posting[]): Posting[] =>
  postings.toReversed().map(({ book, amount, lot, part }) => ({
    book,
    amount: -amount,
    ...(lot !== undefined && { lot }),
    ...(part !== undefined && { part: opposite(part) }),
  }));

const OPPOSITE: Readonly<Partial<Record<Part, Part>>> = { expire: 'unexpire', unexpire: 'expire' };
const opposite = (part: Part): Part => OPPOSITE[part] ?? part;

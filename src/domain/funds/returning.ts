/**
 * What was consumed and comes back (FUND-4): the original composition in reverse order, each lot and wallet to itself. It
 * is read from the postings of what was booked, so that it is right whatever of it was returned or reversed since.
 */
import type { Key } from '../kind.ts';
import { formatMinor } from '../money.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { AVAILABLE, type BookName, bookNamed, isWorld, WORLD } from './books.ts';
import { type Composition, type Consumer, PAYING, payableBy } from './consuming.ts';
import type { Draft } from './funds.ts';
import type { Posting } from './postings.ts';
import type { FundKind, MovableKind } from './words.ts';

/** What one book, or one lot of it, paid. */
export type Piece = { readonly book: BookName; readonly lot: Key | undefined; readonly amount: bigint };
type Booked = { readonly postings: readonly Posting[] };

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const kindOf = ({ book }: Piece): FundKind => bookNamed(book).kind;
export const total = (pieces: readonly Piece[]): bigint => pieces.reduce((sum, { amount }) => sum + amount, 0n);

/** What paid and has not come back, in the order in which it paid. `booked`: in the order in which it was. */
export function piecesOf(booked: readonly Booked[]): Piece[] {
  const pieces: Piece[] = [];
  for (const posting of booked.flatMap(({ postings }) => postings)) {
    const { book, lot, amount, part } = posting;
    const { holder, kind } = bookNamed(book);
    if (isWorld(holder) || kind === 'owed') continue;
    if (part === undefined && amount < 0n) pieces.push({ book, lot, amount: -amount });
    else if (amount > 0n && (part === undefined || part === 'repaid' || part === 'cleared'))
      take(pieces, amount, matching(posting));
  }
  return pieces;
}

/** The pieces that a return was of: what came back as cash was credit or overdraft when it paid. */
function matching({ book, lot, part }: Posting): (piece: Piece) => boolean {
  if (part === undefined) return (piece) => piece.book === book && piece.lot === lot;
  const { holder, purse } = bookNamed(book);
  const kind = part === 'repaid' ? 'credit' : 'overdraft';
  return (piece) => {
    const paid = bookNamed(piece.book);
    return paid.kind === kind && paid.holder === holder && paid.purse === purse;
  };
}

/** Takes an amount off the end, of the pieces that are meant; returns what went, the last first. */
function take(pieces: Piece[], amount: bigint, meant: (piece: Piece) => boolean = () => true): Piece[] {
  const taken: Piece[] = [];
  let rest = amount;
  for (let at = pieces.length - 1; at >= 0 && rest > 0n; at--) {
    const piece = pieces[at] as Piece;
    if (!meant(piece)) continue;
    const part = least(rest, piece.amount);
    taken.push({ ...piece, amount: part });
    pieces.splice(at, 1, ...(part < piece.amount ? [{ ...piece, amount: piece.amount - part }] : []));
    rest -= part;
  }
  if (rest > 0n) throw new Error('more is returned than was consumed');
  return taken;
}

/** How what was booked differs from what is said to have been consumed in all: what comes back, what is consumed besides. */
export type Difference = { readonly back: readonly Piece[]; readonly more: bigint | Composition };

/** What stays overdraft, and for which kinds it stands, which were short when it was booked. */
type Standing = { readonly pieces: readonly Piece[]; readonly covered: Composition };

export function differenceTo(
  booked: readonly Booked[],
  stated: bigint | Composition,
): Difference & { readonly standing?: Standing } {
  const pieces = piecesOf(booked);
  if (typeof stated !== 'bigint') return differenceByKind(pieces, stated);
  const now = total(pieces);
  return now > stated ? { back: take(pieces, now - stated), more: 0n } : { back: [], more: stated - now };
}

/** What was overdraft stands for the kinds that were short, in the order in which kinds pay. */
function differenceByKind(pieces: Piece[], stated: Composition): Difference & { readonly standing: Standing } {
  const paid = (kind: FundKind) => total(pieces.filter((piece) => kindOf(piece) === kind));
  const back: Piece[] = [];
  const more = new Map<MovableKind, bigint>();
  const covered = new Map<MovableKind, bigint>();
  let open = paid('overdraft');
  const takeBack = (kind: FundKind, amount: bigint) =>
    back.unshift(...take(pieces, amount, (piece) => kindOf(piece) === kind));
  for (const kind of PAYING) {
    const short = (stated.get(kind) ?? 0n) - paid(kind);
    if (short <= 0n) takeBack(kind, -short);
    else {
      const stands = least(short, open);
      open -= stands;
      if (stands > 0n) covered.set(kind, stands);
      if (short > stands) more.set(kind, short - stands);
    }
  }
  takeBack('overdraft', open);
  return { back, more, standing: { pieces: pieces.filter((piece) => kindOf(piece) === 'overdraft'), covered } };
}

/**
 * Overdraft is what nothing paid: a kind that it stands for pays instead, as far as it is there by now. `draft`: after
 * what comes back. With cash that came since, overdraft is cleared already, and that is not done twice.
 */
export function paidByNow(draft: Draft, by: Consumer, { back, more }: Difference, standing: Standing): Difference {
  if (typeof more === 'bigint') return { back, more };
  const instead = new Map(more);
  let open = -draft.balance(draft.book(by.holder, 'overdraft'));
  let paid = 0n;
  for (const kind of PAYING) {
    const there = payableBy(draft, by, kind) - (more.get(kind) ?? 0n);
    const amount = least(standing.covered.get(kind) ?? 0n, kind === 'cash' ? least(there, open) : there);
    if (amount <= 0n) continue;
    instead.set(kind, (more.get(kind) ?? 0n) + amount);
    open -= least(open, amount);
    paid += amount;
  }
  return paid === 0n ? { back, more } : { back: [...back, ...take([...standing.pieces], paid)], more: instead };
}

/** The last that was paid comes back first; refused beyond what was consumed. */
export function giveBack(draft: Draft, booked: readonly Booked[], amount: bigint): Refusal | undefined {
  const pieces = piecesOf(booked);
  const there = total(pieces);
  if (amount > there)
    return refuse('RETURN_EXCEEDED', {
      amount: formatMinor(amount, draft.currency),
      there: formatMinor(there, draft.currency),
      currency: draft.currency,
    });
  returnPieces(draft, take(pieces, amount));
  return undefined;
}

export function returnPieces(draft: Draft, pieces: readonly Piece[]): void {
  for (const piece of pieces) returnPiece(draft, piece);
}

/** What was owed and is repaid by now, and overdraft that is cleared, were paid with cash by then: that is what comes back. */
function returnPiece(draft: Draft, { book: name, lot, amount }: Piece): void {
  const book = bookNamed(name);
  const world = { ...book, holder: WORLD, state: AVAILABLE } as const;
  if (book.kind !== 'credit' && book.kind !== 'overdraft') {
    draft.pair(world, book, amount, lot);
    return;
  }
  const credit = book.kind === 'credit';
  const against = { ...book, kind: credit ? 'owed' : 'overdraft', state: AVAILABLE } as const;
  const open = least(amount, -draft.balance(against));
  if (credit) draft.pair(world, book, open);
  draft.pair({ ...world, kind: against.kind }, against, open);
  const cash = { ...book, kind: 'cash', state: AVAILABLE } as const;
  draft.pair({ ...world, kind: 'cash' }, cash, amount - open, undefined, credit ? 'repaid' : 'cleared');
}

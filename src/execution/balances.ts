/**
 * What movements did to each book that they touched, the world's apart: its balance before and after. What expires at once,
 * or is there again for a day when it was valid, comes and goes within one transaction: no balance tells it, so it is told
 * besides.
 */
import type { Entry, Fields } from '../domain/audit.ts';
import { AVAILABLE, type BookName, bookNamed, isWorld } from '../domain/funds/books.ts';
import { type Posted, postedOf } from '../domain/funds/postings.ts';
import { DEFAULT_PURSE, FUND_KINDS, type Part } from '../domain/funds/words.ts';
import { formatMinor } from '../domain/money.ts';

type Told = Record<string, string>;
export type Balances = { readonly before: Told; readonly after: Told };
type Made = Pick<Entry, 'kind' | 'after'>;

/** In the order in which they were made: what a book had before the first of them, and what it has after the last. */
export function balancesOf(made: readonly Made[]): Balances {
  const before: Told = {};
  const after: Told = {};
  const posted = made.filter(({ kind }) => kind === 'transaction').flatMap(({ after }) => postedIn(after));
  for (const { book, amount, balance } of posted) {
    const name = shown(book);
    before[name] ??= money(book, balance - amount);
    after[name] = money(book, balance);
  }
  for (const [book, part, amount] of withinOf(posted)) {
    const name = `${shown(book)} ${PARTS_SAID[part]}`;
    before[name] = money(book, 0n);
    after[name] = money(book, amount);
  }
  return { before, after };
}

const postedIn = (fields: Fields | null): readonly Posted[] =>
  postedOf((fields?.['postings'] ?? []) as readonly string[]).filter(({ book }) => !isWorld(bookNamed(book).holder));

const money = (book: BookName, amount: bigint) => formatMinor(amount, bookNamed(book).currency);

const PARTS_SAID = { expire: 'expired', unexpire: 'un-expired' } as const satisfies Partial<Record<Part, string>>;
type ToldPart = keyof typeof PARTS_SAID;

/** What expired of a book, or came back to it, where something else moved it too: alone, its balance says so. */
function withinOf(posted: readonly Posted[]): [BookName, ToldPart, bigint][] {
  const moved = new Set(posted.filter(({ part }) => part !== 'expire' && part !== 'unexpire').map(({ book }) => book));
  const sums = new Map<string, [BookName, ToldPart, bigint]>();
  for (const { book, part, amount } of posted) {
    if ((part !== 'expire' && part !== 'unexpire') || !moved.has(book)) continue;
    const size = amount < 0n ? -amount : amount;
    const sum = sums.get(`${part} ${book}`);
    if (sum) sum[2] += size;
    else sums.set(`${part} ${book}`, [book, part, size]);
  }
  return [...sums.values()];
}

/** `agency:a_… cash`, with purse and state where they are not the usual ones. */
function shown(book: BookName): string {
  const { holder, purse, kind, state } = bookNamed(book);
  const besides = [purse === DEFAULT_PURSE ? '' : purse, state === AVAILABLE ? '' : state].filter(Boolean);
  return [holder, FUND_KINDS[kind].en, ...besides].join(' ');
}

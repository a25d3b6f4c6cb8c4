/** What a movement did to each book that it touched, the world's apart: its balance before and after. */
import type { Fields } from '../domain/audit.ts';
import { AVAILABLE, type BookName, bookNamed, isWorld } from '../domain/funds/books.ts';
import { postedOf } from '../domain/funds/postings.ts';
import { DEFAULT_PURSE, FUND_KINDS } from '../domain/funds/words.ts';
import { formatMinor } from '../domain/money.ts';

type Balances = Record<string, string>;

export function balancesOf(fields: Fields | null): { readonly before: Balances; readonly after: Balances } {
  const before: Balances = {};
  const after: Balances = {};
  for (const { book, amount, balance } of postedOf((fields?.['postings'] ?? []) as readonly string[])) {
    const { holder, currency } = bookNamed(book);
    if (isWorld(holder)) continue;
    const name = shown(book);
    before[name] ??= formatMinor(balance - amount, currency);
    after[name] = formatMinor(balance, currency);
  }
  return { before, after };
}

/** `agency:a_… cash`, with purse and state where they are not the usual ones. */
function shown(book: BookName): string {
  const { holder, purse, kind, state } = bookNamed(book);
  const besides = [purse === DEFAULT_PURSE ? '' : purse, state === AVAILABLE ? '' : state].filter(Boolean);
  return [holder, FUND_KINDS[kind].en, ...besides].join(' ');
}

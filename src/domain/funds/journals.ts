/** The ledger as text for plain-text accounting programs (FUND-12): one commodity for each kind and currency, so that none is added to another. */

import { formatMinor } from '../money.ts';
import type { Text } from '../text.ts';
import { bookName, bookNamed } from './books.ts';

export const DIALECTS = {
  hledger: { en: 'hledger', zh: 'hledger 日记账' },
  beancount: { en: 'beancount', zh: 'beancount 日记账' },
} as const satisfies Record<string, Text>;
export type Dialect = keyof typeof DIALECTS;

export type JournalTransaction = {
  readonly id: string;
  readonly day: string;
  readonly movement: string;
  readonly reference: string | null;
  readonly postings: readonly { readonly book: string; readonly amount: bigint }[];
};

const KIND_WORDS: Readonly<Record<string, string>> = { traffic_bonus: 'TRAFFIC' };
const kindWord = (kind: string): string => KIND_WORDS[kind] ?? kind.toUpperCase();

/** What hledger ends a name at, or takes for a posting's status, is written as its code, so that no two names are alike. */
const coded = (text: string): string =>
  text.replace(/[^\p{L}\p{N}:_.-]/gu, (letter) => `%${(letter.codePointAt(0) ?? 0).toString(16)}%`);

/** beancount has five roots, and every further part begins with a capital or a digit. An X of its own is written twice. */
const beanPart = (part: string): string => {
  const plain = [...part]
    .map((letter) => (/[A-Za-z0-9]/.test(letter) ? letter : `-${letter.codePointAt(0)?.toString(16)}-`))
    .join('');
  return /^[A-WYZ0-9]/.test(plain) ? plain : `X${plain}`;
};

function accountOf(dialect: Dialect, book: string): string {
  const { holder, purse, kind, state } = bookNamed(book);
  const parts = [holder, purse, kind, ...(state === 'available' ? [] : [state])].join(':');
  if (dialect === 'hledger') return coded(parts);
  const root = holder.startsWith('world:')
    ? 'Equity'
    : kind === 'owed' || kind === 'overdraft'
      ? 'Liabilities'
      : 'Assets';
  return [root, ...parts.split(':').map(beanPart)].join(':');
}

function amountOf(dialect: Dialect, book: string, amount: bigint): string {
  const { kind, currency } = bookNamed(book);
  const digits = formatMinor(amount, currency);
  return dialect === 'hledger'
    ? `${digits} "${currency}-${kindWord(kind)}"`
    : `${digits} ${currency}-${kindWord(kind)}`;
}

/** Text between quotes of beancount, on one line; a description of hledger ends with the line and at a `;`. */
const quoted = (text: string): string => text.replace(/["\\\p{Cc}]/gu, ' ');

/** Whose book it is, where the reader does not see that. */
export const OTHER = 'other:other';

/**
 * With what is not shown of a transaction as one line of each commodity, in the purse that the first one shown has: these
 * programs take none that does not balance.
 */
function balanced(postings: JournalTransaction['postings']): JournalTransaction['postings'] {
  const sums = new Map<string, { readonly book: string; readonly amount: bigint }>();
  for (const { book, amount } of postings) {
    const { currency, kind, purse } = bookNamed(book);
    const other = bookName({ holder: OTHER, currency, purse, kind, state: 'available' });
    const sum = sums.get(`${currency} ${kind}`) ?? { book: other, amount: 0n };
    sums.set(`${currency} ${kind}`, { ...sum, amount: sum.amount - amount });
  }
  return [...postings, ...[...sums.values()].filter(({ amount }) => amount !== 0n)];
}

export class Journal {
  private readonly dialect: Dialect;
  private readonly opened = new Set<string>();

  constructor(dialect: Dialect) {
    this.dialect = dialect;
  }

  text(one: JournalTransaction): string {
    const lines = balanced(one.postings).map(({ book, amount }) => {
      const account = accountOf(this.dialect, book);
      return { account, line: `  ${account}  ${amountOf(this.dialect, book, amount)}` };
    });
    const body = lines.map(({ line }) => `${line}\n`).join('');
    const reference = quoted(one.reference ?? '');
    if (this.dialect === 'hledger')
      return `${one.day} (${one.id}) ${one.movement}${reference && ` | ${reference.replaceAll(';', ',')}`}\n${body}`;
    const opens = lines
      .filter(({ account }) => !this.opened.has(account) && this.opened.add(account))
      .map(({ account }) => `1970-01-01 open ${account}\n`);
    return `${opens.join('')}${one.day} * "${quoted(one.movement)}" "${reference}" ^${one.id}\n${body}`;
  }
}

/** What a batch moves in all, by currency (MONEY-2), as rehearsals and sums tell it (BULK-3). */
import type { Entry, Fields } from '../domain/audit.ts';
import { type BookName, bookNamed, isWorld } from '../domain/funds/books.ts';
import { postedOf } from '../domain/funds/postings.ts';
import type { Movement } from '../domain/funds/words.ts';
import type { Change } from '../operations/define.ts';

/** In minor units, as text, for sums may be beyond what numbers hold. */
export type MovedSums = Readonly<Record<string, string>>;

/**
 * Of a row. What a file says was consumed in all is booked as a difference: what comes back counts against it. So it does
 * where that is taken back (`keep` of an undo says so): both tell one sum.
 */
export function movedOf({ states }: Change, made: readonly Entry[], keep?: unknown): MovedSums | undefined {
  const nets = states !== undefined || (keep as { readonly nets?: boolean } | null | undefined)?.nets === true;
  let sums: Sums | undefined;
  for (const { kind, after } of made) {
    if (kind !== 'transaction' || !after) continue;
    const amount = sharedOut(after) ?? BigInt(Number(after['amount']));
    sums ??= new Sums();
    sums.add(String(after['currency']), nets && givesBack(after) ? -amount : amount);
  }
  return sums?.told;
}

/**
 * Of a split what reached a receiver, and of its refund what came back: the rest of its amount stays where it is. A reversal
 * does not say what it reverses: whatever lies between one holder and others whom it does not name is counted so.
 */
function sharedOut(fields: Fields): bigint | undefined {
  const movement = String(fields['movement']);
  if (!SHARING.has(movement) || typeof fields['counterparty'] === 'string') return undefined;
  const books = new Map<BookName, bigint>();
  for (const { book, amount, part } of postedOf((fields['postings'] ?? []) as readonly string[])) {
    if (part !== undefined) continue;
    if (isWorld(bookNamed(book).holder)) return undefined;
    books.set(book, (books.get(book) ?? 0n) + amount);
  }
  return [...books.values()].reduce((sum, amount) => (amount > 0n ? sum + amount : sum), 0n);
}
const SHARING: ReadonlySet<string> = new Set(['split', 'split_refund', 'reversal'] satisfies Movement[]);

/** A return, or the reversal of one: of that the platform has what the account had back. */
function givesBack(fields: Fields): boolean {
  if (fields['movement'] !== 'reversal') return fields['movement'] === 'consume_return';
  let gained = 0n;
  for (const { book, amount, part } of postedOf((fields['postings'] ?? []) as readonly string[]))
    if (isWorld(bookNamed(book).holder) && (part === undefined || part === 'repaid' || part === 'cleared'))
      gained += amount;
  return gained > 0n;
}

export class Sums {
  private readonly by = new Map<string, bigint>();

  constructor(told: MovedSums = {}) {
    this.take(told);
  }

  add(currency: string, amount: bigint): void {
    this.by.set(currency, (this.by.get(currency) ?? 0n) + amount);
  }

  take(told: MovedSums): void {
    for (const currency in told) this.add(currency, BigInt(told[currency] as string));
  }

  get told(): MovedSums {
    const told: Record<string, string> = {};
    for (const [currency, sum] of this.by) told[currency] = String(sum);
    return told;
  }

  get any(): boolean {
    return this.by.size > 0;
  }
}

/** Taking back a transaction of the ledger: by another one, once, and never by a third (FUND-1). */
import { askedOf } from '../domain/funds/asked.ts';
import { type Book, bookName, bookNamed, type Holder, isWorld } from '../domain/funds/books.ts';
import { Draft, holderNamed } from '../domain/funds/funds.ts';
import { sameLine } from '../domain/funds/lines.ts';
import type { Consumed, FundsNeed } from '../domain/funds/loaded.ts';
import { postedOf, reversed } from '../domain/funds/postings.ts';
import { movementSaid, transactionSaid } from '../domain/funds/said.ts';
import type { LedgerTransaction } from '../domain/funds/transactions.ts';
import type { Movement, Purse } from '../domain/funds/words.ts';
import type { Key, KindName } from '../domain/kind.ts';
import { generalWord, holderRecord } from '../domain/references.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Logged } from '../domain/undo.ts';
import type { Loader, Patch, Pure, ReadView } from './define.ts';
import { capUsesBack } from './fund-caps.ts';
import { transactionId } from './fund-change.ts';
import { holderFault, loadHolderKeys, otherFault, seesHolder } from './fund-holders.ts';

/** What has expired is met whenever that was. */
const ANY_DAY = '0';

const postingsOf = ({ after }: Logged) => postedOf((after?.['postings'] ?? []) as readonly string[]);
const holdersOf = (entry: Logged): Holder[] => postingsOf(entry).map(({ book }) => bookNamed(book).holder);
const consumes = ({ after }: Logged): boolean => after?.['movement'] === 'consume';

export async function loadReversals(l: Loader, entries: readonly Logged[]): Promise<void> {
  const made = entries.filter(({ kind }) => kind === 'transaction');
  if (made.length === 0) return;
  const keys = made.map(({ key }) => key);
  const moved = made.map(movedIn);
  await l.need({ kind: 'transaction', by: 'key', values: [...keys, ...moved], fields: MOVED });
  await l.need({ kind: 'transaction', by: 'reverses', values: keys, fields: ['reverses'] });
  await l.funds(
    made.flatMap(postingsOf).map(({ book, lot, part }): FundsNeed => {
      const { holder, currency, state } = bookNamed(book);
      const expired = part === 'expire' || part === 'unexpire';
      return {
        holder,
        currency,
        states: [state],
        ...(lot !== undefined && { lots: [lot] }),
        ...(expired && { since: ANY_DAY }),
      };
    }),
  );
  const sides = moved.flatMap((key) => {
    const row = l.view.get('transaction', key);
    return [row?.['holder'], row?.['counterparty']].filter((side): side is Holder => typeof side === 'string');
  });
  await loadHolderKeys(l, [...new Set([...sides, ...made.flatMap(holdersOf)])]);
  await l.consumption(
    made.filter(consumes).map(({ after }) => ({ holder: String(after?.['holder']), day: String(after?.['day']) })),
  );
}

/** What a transaction moved, or the one did that it took back. */
const MOVED = ['movement', 'holder', 'counterparty', 'reference'];
const movedIn = ({ key, after }: Logged): Key => (typeof after?.['reverses'] === 'string' ? after['reverses'] : key);

/** Whoever takes a movement back has, on each of its sides, what that movement asks. */
export function sidesFault(v: ReadView, ctx: Pure, entries: readonly Logged[]): Refusal | undefined {
  for (const entry of entries) {
    if (entry.kind !== 'transaction') continue;
    const row = v.get('transaction', movedIn(entry));
    const [movement, holder] = [row?.['movement'] as Movement, row?.['holder'] as Holder];
    const asked = askedOf(movement);
    if (!asked) continue;
    const counterparty = row?.['counterparty'];
    const fault =
      holderFault(v, ctx, asked.right, holder) ??
      (typeof counterparty === 'string' ? otherFault(v, ctx, { movement, holder, counterparty }) : undefined);
    if (fault) return fault;
    const hidden = asked.others === 'seen' ? holdersOf(entry).find((other) => !seesHolder(v, other)) : undefined;
    if (hidden !== undefined)
      return refuse('FORBIDDEN', { right: asked.right, target: generalWord(holderRecord(hidden)?.kind ?? 'org') });
  }
  return undefined;
}

/** What takes a transaction back; nothing, where that was done before. */
export function reversal(v: ReadView, ctx: Pure, entry: Logged, ordinal: number): Patch | Refusal | undefined {
  const { key } = entry;
  const row = entry.after ?? {};
  if (v.find('transaction', 'reverses', key) !== undefined) return undefined;
  const transaction = transactionSaid(v, key, row);
  if (row['movement'] === 'reversal') return refuse('REVERSAL_FINAL', { transaction });
  const later = consumes(entry) ? returnedSince(v, entry) : undefined;
  if (later)
    return refuse('RETURNED_SINCE', { transaction, later: movementSaid(later, (kind, place) => v.sees(kind, place)) });
  const currency = String(row['currency']);
  const purse = row['purse'] as Purse;
  const draft = new Draft(v.funds, { currency, purse, now: ctx.now });
  const opposite = reversed(postingsOf(entry));
  const cleared = consumes(entry) && opposite.find(({ book, amount }) => isCleared(v, bookNamed(book), amount));
  if (cleared) return refuse('OVERDRAFT_CLEARED', { transaction, holder: holderNamed(bookNamed(cleared.book).holder) });
  for (const { book, amount, lot, part } of opposite) draft.add(bookNamed(book), amount, lot, part);
  const optional = (name: string) => (typeof row[name] === 'string' ? row[name] : undefined);
  const sides = { holder: String(row['holder']), counterparty: optional('counterparty') };
  const amount = BigInt(Number(row['amount']));
  const postings = draft.finish();
  const taken = { movement: row['movement'] as Movement, currency, ...sides, amount, postings };
  const post: LedgerTransaction = {
    id: transactionId(ctx, ordinal),
    movement: 'reversal',
    currency,
    purse,
    ...sides,
    amount,
    day: optional('day'),
    order: optional('order_id'),
    reverses: key,
    caps: capUsesBack(v, ctx, taken, row),
    postings,
  };
  return { post, at: ctx.now };
}

/** What was beyond everything has been paid since: its holder has nothing of it to give back to. */
const isCleared = (v: ReadView, book: Book, amount: bigint): boolean =>
  book.kind === 'overdraft' && !isWorld(book.holder) && v.funds.balance(bookName(book)) + amount > 0n;

/** What these words say of a record. */
const WORDED = ['payer', 'currency', 'amount'];
export const IN_WORDS: Partial<Readonly<Record<KindName, readonly string[]>>> = { hold: WORDED, split: WORDED };

/** What is in the way of money that is recorded beside its books is told of as a movement is. */
export function inWords(v: ReadView, { kind, key }: Logged, refusal: Refusal): Refusal {
  if (kind !== 'hold' && kind !== 'split') return refusal;
  const { payer, currency, amount } = v.get(kind, key) ?? {};
  if (typeof payer !== 'string') return refusal;
  const of = { holder: payer, currency: String(currency), amount: BigInt(Number(amount)) };
  const target = movementSaid({ id: key, movement: kind, ...of }, (holder, place) => v.sees(holder, place));
  return { ...refusal, details: { ...refusal.details, target } };
}

/** Part of what it consumed came back by itself: taking all of it back would give that twice. */
function returnedSince(v: ReadView, { key, after }: Logged): Consumed | undefined {
  const day = v.funds.consumed(String(after?.['holder']), String(after?.['day']));
  const at = day.findIndex(({ id }) => id === key);
  const mine = day[at];
  if (!mine) return undefined;
  return day.slice(at + 1).find((one) => one.movement === 'consume_return' && sameLine(one, mine));
}

/** What is in all books of holders, as it is by now: lots that are over are no more, holds that are over are given back. */
import type { BookState } from '../../../domain/funds/books.ts';
import type { HeldBook, HeldMoney, Lent } from '../../../domain/funds/loaded.ts';
import type { FundKind, Purse } from '../../../domain/funds/words.ts';
import type { Session } from '../session.ts';

const BOOK = 'SELECT id, currency, purse, kind, state, balance FROM books';
const BOOKS = `${BOOK} INDEXED BY books_key WHERE holder = ? AND state = 'available' AND balance <> 0
  UNION ALL ${BOOK} INDEXED BY books_frozen WHERE holder = ? AND state <> 'available' AND balance <> 0
  ORDER BY currency, purse, kind, state`;
const OVER = 'SELECT ifnull(sum(amount), 0) FROM lot_books WHERE book = ? AND amount > 0 AND expires <= ?';
const DUE = `SELECT 1 FROM holds WHERE id = ? AND state = 'open' AND due_at <= ?`;

type BookRow = [bigint, string, Purse, FundKind, BookState, bigint];

export function heldBy(session: Session, holders: readonly string[], now: number): HeldMoney[] {
  const known = session.prepare('SELECT id FROM holders WHERE holder = ?');
  return holders.map((holder) => {
    const found = known.get(holder) as [number] | undefined;
    return { holder, booked: found !== undefined, books: found ? booksOf(session, found[0], now) : [] };
  });
}

function booksOf(session: Session, holder: number, now: number): HeldBook[] {
  const found = session.prepare(BOOKS).safeIntegers(true).all(holder, holder) as BookRow[];
  const books = new Map<string, HeldBook>();
  for (const [id, currency, purse, kind, written, balance] of found) {
    const state = stateNow(session, written, now);
    const over =
      state === 'available' && (kind === 'bonus' || kind === 'traffic_bonus') ? overIn(session, id, now) : 0n;
    const name = [currency, purse, kind, state].join('/');
    const amount = (books.get(name)?.amount ?? 0n) + balance - over;
    books.set(name, { currency, purse, kind, state, amount });
  }
  return [...books.values()].filter(({ amount }) => amount !== 0n);
}

function stateNow(session: Session, state: BookState, now: number): BookState {
  if (!state.startsWith('hold:')) return state;
  return session.prepare(DUE).get(state.slice('hold:'.length), now) ? 'available' : state;
}

const overIn = (session: Session, book: bigint, now: number): bigint =>
  (session.prepare(OVER).safeIntegers(true).get(book, now) as [bigint])[0];

/** By what reached the account's own books and left them again, reversals included, whatever became of it there. */
const LENT = `SELECT b.currency, b.purse, b.kind, sum(e.amount)
  FROM holders h CROSS JOIN ledger_parties p ON p.holder = h.id
  CROSS JOIN ledger_transactions t ON t.seq = (p.line >> 16) CROSS JOIN ledger_entries e ON e.txn = t.seq CROSS JOIN books b ON b.id = e.book
  WHERE h.holder = ? AND p.movement IN ('allocate', 'reclaim', 'transfer', 'post')
    AND (t.counterparty = ? OR t.holder = ?) AND b.holder = h.id AND b.purse = coalesce(p.purse, t.purse) AND b.state = 'available' AND e.part IS NULL
  GROUP BY b.currency, b.purse, b.kind HAVING sum(e.amount) > 0`;

export function lentTo(session: Session, pairs: readonly Lent['of'][]): Lent[] {
  const asked = session.prepare(LENT).safeIntegers(true);
  return pairs.map((of) => {
    const found = asked.all(of.to, of.from, of.from) as [string, Purse, FundKind, bigint][];
    return { of, kinds: found.map(([currency, purse, kind, amount]) => ({ currency, purse, kind, amount })) };
  });
}

/** Reads books, lots and consumption for a chunk of rows: exact, so that what lies beyond 2^53 is not rounded. */
import { AVAILABLE, type BookState, bookName, isWorld } from '../../../domain/funds/books.ts';
import type { Consumed, DueHold, FundsNeed, HolderFunds, LotInBook } from '../../../domain/funds/loaded.ts';
import { type FundKind, LOT_KINDS, type Movement, type Purse } from '../../../domain/funds/words.ts';
import type { Session, Statement } from '../session.ts';
import { ASKED } from '../sql.ts';
import { holderIds } from './holders.ts';
import { zonesOf } from './zone.ts';

const exact = (session: Session, text: string): Statement => session.prepare(text).safeIntegers(true);

const BOOKS = `SELECT asked.nth, b.id, b.purse, b.kind, b.balance FROM ${ASKED} CROSS JOIN books b
  WHERE b.holder = asked.wanted ->> 0 AND b.currency = asked.wanted ->> 1 AND b.state = asked.wanted ->> 2`;
const FROZEN = `SELECT DISTINCT state FROM books INDEXED BY books_frozen
  WHERE holder = ? AND currency = ? AND state <> 'available' AND balance <> 0`;
const LOTS = `SELECT l.lot, l.amount, l.expired, t.valid_from, t.valid_to, l.expires
  FROM lot_books l JOIN lots t ON t.id = l.lot WHERE l.book = ? AND (l.amount > 0 OR (l.expired > 0 AND t.valid_to >= ?))`;
const LOTS_OVER = `${LOTS} AND l.expires <= ? LIMIT ?`;
const HAVE_DUE = `SELECT DISTINCT asked.wanted FROM ${ASKED} CROSS JOIN holds h
  WHERE h.payer = asked.wanted AND h.state = 'open' AND h.due_at <= ?`;
const DUE = `SELECT id, payer, payee, purse, kind, due_at FROM holds
  WHERE payer = ? AND state = 'open' AND due_at <= ? AND currency = ? LIMIT ?`;

/** Later than any day there is. */
const NEVER = '~';
/** Most holders have nothing else. */
const ONLY_AVAILABLE: readonly BookState[] = [AVAILABLE];
/** No limit. */
const ALL = -1;

export function fundsOf(session: Session, needs: readonly FundsNeed[], now: number): HolderFunds[] {
  const owners = holderIds(
    session,
    needs.map(({ holder }) => holder),
  );
  const zones = zonesOf(
    session,
    needs.filter(({ zone }) => zone === undefined).map(({ holder }) => holder),
  );
  // Whoever was never met has no books, and pays for no hold.
  const met = needs.filter(({ holder }, i) => owners[i] !== undefined && !isWorld(holder));
  const haveDue = new Set(
    session
      .prepare(HAVE_DUE)
      .all(JSON.stringify(met.map(({ holder }) => holder)), now)
      .flat() as string[],
  );
  const loaded = needs.map((need, i): Loaded => {
    const { holder, currency, frozen = false, over } = need;
    const owner = owners[i];
    const zone = need.zone ?? (zones.get(holder) as string);
    const due = haveDue.has(holder) ? dueHolds(session, holder, currency, now, over) : [];
    const others =
      frozen && owner !== undefined ? (session.prepare(FROZEN).all(owner, currency) as [BookState][]).flat() : [];
    const ofDue = due.map(({ id }) => `hold:${id}` as const);
    const besides = [...(need.states ?? []), ...ofDue, ...others];
    const states = besides.length > 0 ? [...new Set<BookState>([AVAILABLE, ...besides])] : ONLY_AVAILABLE;
    const ends = (need.lots ?? []).flatMap((lot) => endsOf(session, lot));
    return { holder, currency, states, frozen, zone, books: [], lots: [], due, ends };
  });
  const sets = loaded.flatMap((into, i) => {
    const owner = owners[i];
    const need = needs[i] as FundsNeed;
    return owner === undefined ? [] : into.states.map((state): BookSet => ({ into, need, owner, state }));
  });
  loadBooks(session, sets, now);
  return loaded;
}

/** Its books and what is in them are filled in. */
type Loaded = HolderFunds & { readonly books: { book: string; balance: bigint }[]; readonly lots: LotInBook[] };
type BookSet = {
  readonly into: Loaded;
  readonly need: FundsNeed;
  readonly owner: number;
  readonly state: BookState;
};

function loadBooks(session: Session, sets: readonly BookSet[], now: number): void {
  const asked = JSON.stringify(sets.map(({ into, owner, state }) => [owner, into.currency, state]));
  type Found = [nth: bigint, id: bigint, purse: Purse, kind: FundKind, balance: bigint];
  for (const [nth, id, purse, kind, balance] of exact(session, BOOKS).all(asked) as Found[]) {
    const { into, need, state } = sets[Number(nth)] as BookSet;
    const { holder, currency } = into;
    const book = bookName({ holder, currency, purse, kind, state });
    into.books.push({ book, balance });
    if (!LOT_KINDS.has(kind)) continue;
    // A hold that is over gives back lots that are not.
    const most = need.over === undefined || state !== 'available' ? [] : [now, need.over];
    into.lots.push(...lotsIn(session, id, need.since ?? NEVER, most).map((lot) => ({ ...lot, book })));
  }
}

type LotRow = [lot: string, amount: bigint, expired: bigint, validFrom: string, validTo: string, expires: bigint];

/** `over`: by now, at most so many. */
function lotsIn(session: Session, book: bigint, since: string, over: readonly number[]): Omit<LotInBook, 'book'>[] {
  const found = exact(session, over.length > 0 ? LOTS_OVER : LOTS).all(book, since, ...over) as LotRow[];
  return found.map(([lot, amount, expired, validFrom, validTo, expires]) => ({
    lot,
    amount,
    expired,
    validFrom,
    validTo,
    expires: Number(expires),
  }));
}

function endsOf(session: Session, lot: string): HolderFunds['ends'] {
  const found = session.prepare('SELECT valid_from, valid_to FROM lots WHERE id = ?').get(lot);
  if (!found) return [];
  const [validFrom, validTo] = found as [string, string];
  return [{ lot, validFrom, validTo }];
}

function dueHolds(session: Session, holder: string, currency: string, now: number, most = ALL): DueHold[] {
  const found = session.prepare(DUE).all(holder, now, currency, most) as [
    string,
    string,
    string,
    Purse,
    FundKind,
    number,
  ][];
  return found.map(([id, payer, payee, purse, kind, dueAt]) => ({ id, payer, payee, purse, kind, dueAt }));
}

const DAYS = `SELECT t.seq, t.id, t.movement, t.currency, t.purse, t.amount, t.type, t.product, t.order_id, t.source
  FROM ledger_transactions t WHERE t.holder = ? AND t.day = ? AND t.movement IN ('consume', 'consume_return')
    AND NOT EXISTS (SELECT 1 FROM ledger_transactions r WHERE r.reverses = t.id) ORDER BY t.seq`;
const ENTRIES = `SELECT h.holder, b.currency, b.purse, b.kind, b.state, e.amount, e.lot, e.part
  FROM ledger_entries e JOIN books b ON b.id = e.book JOIN holders h ON h.id = b.holder WHERE e.txn = ? ORDER BY e.n`;

type DayRow = [
  bigint,
  string,
  Movement,
  string,
  Purse,
  bigint,
  string | null,
  string | null,
  string | null,
  string | null,
];

export function consumptionOf(
  session: Session,
  days: readonly { readonly holder: string; readonly day: string }[],
): Consumed[] {
  return days.flatMap(({ holder, day }) => {
    const found = exact(session, DAYS).all(holder, day) as DayRow[];
    return found.map(([seq, id, movement, currency, purse, amount, type, product, order, source]) => ({
      id,
      movement,
      holder,
      day,
      currency,
      purse,
      amount,
      ...(type !== null && { type }),
      ...(product !== null && { product }),
      ...(order !== null && { order }),
      ...(source !== null && { source }),
      postings: postingsOf(session, seq),
    }));
  });
}

type EntryRow = [string, string, Purse, FundKind, BookState, bigint, string | null, string | null];

function postingsOf(session: Session, seq: bigint): Consumed['postings'] {
  const found = exact(session, ENTRIES).all(seq) as EntryRow[];
  return found.map(([holder, currency, purse, kind, state, amount, lot, part]) => ({
    book: bookName({ holder, currency, purse, kind, state }),
    amount,
    ...(lot !== null && { lot }),
    ...(part !== null && { part: part as 'settle' }),
  }));
}

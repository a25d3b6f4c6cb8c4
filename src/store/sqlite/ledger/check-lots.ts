/** Lots: what is left of each in each book is what the entries say, a book is the sum of its lots, and each begins and ends on its day. */
import { LOT_KINDS } from '../../../domain/funds/words.ts';
import { formatMinor } from '../../../domain/money.ts';
import type { Finding } from '../../../domain/question.ts';
import type { Session } from '../session.ts';
import { sql } from '../sql.ts';
import { bookText } from './book-table.ts';
import type { Found } from './check-walk.ts';
import { lotSpan } from './lot-span.ts';
import { zoneOf } from './zone.ts';

/** What entries make of lots outside the world: `rebuild` writes the same. */
export const LOTS_BY_ENTRIES = `SELECT e.book, e.lot, sum(e.amount),
    sum(CASE WHEN e.part IN ('expire', 'unexpire') THEN -e.amount ELSE 0 END)
  FROM ledger_entries e JOIN books b ON b.id = e.book WHERE e.lot IS NOT NULL AND b.holder <> 1 GROUP BY e.book, e.lot`;

type Moved = [book: bigint, lot: string, amount: bigint, expired: bigint];
type Kept = [
  ...Moved,
  begins: bigint,
  expires: bigint,
  kind: string | null,
  from: string | null,
  to: string | null,
  of: string | null,
  holder: string | null,
];
const KEPT = `SELECT l.book, l.lot, l.amount, l.expired, l.begins, l.expires, t.kind, t.valid_from, t.valid_to, b.kind, h.holder
  FROM lot_books l LEFT JOIN lots t ON t.id = l.lot LEFT JOIN books b ON b.id = l.book LEFT JOIN holders h ON h.id = b.holder
  ORDER BY l.book, l.lot`;

const MOMENT = 5_000;

export function* lotsKept(session: Session): Found {
  const exact = (text: string) => session.prepare(text).safeIntegers(true).iterate();
  const moved = exact(LOTS_BY_ENTRIES) as IterableIterator<Moved>;
  const kept = exact(KEPT) as IterableIterator<Kept>;
  let [is, was] = [kept.next(), moved.next()];
  let n = 0;
  try {
    while (!is.done || !was.done) {
      if (++n % MOMENT === 0) yield undefined;
      const order = is.done ? 1 : was.done ? -1 : compared(is.value, was.value);
      if (!is.done && order <= 0) {
        const expected = order === 0 ? (was.value as Moved) : undefined;
        yield* lotFault(session, is.value, expected);
        is = kept.next();
      }
      if (!was.done && order >= 0) {
        // What came and went within one transaction leaves nothing behind, yet its line stays.
        if (order > 0) yield differs(session, was.value, undefined);
        was = moved.next();
      }
    }
  } finally {
    moved.return?.();
    kept.return?.();
  }
  yield* sums(session);
}

function compared([book, lot]: Kept, [other, same]: Moved): number {
  if (book !== other) return book < other ? -1 : 1;
  return lot === same ? 0 : lot < same ? -1 : 1;
}

function* lotFault(session: Session, kept: Kept, expected: Moved | undefined): Found {
  const [book, lot, amount, expired, begins, expires, kind, from, to, of, holder] = kept;
  const name = () => bookText(session, Number(book));
  if (amount !== (expected?.[2] ?? 0n) || expired !== (expected?.[3] ?? 0n)) {
    yield differs(session, expected ?? [book, lot, 0n, 0n], kept);
  } else if (kind !== of || !LOT_KINDS.has(of ?? '') || (from ?? '') > (to ?? '')) {
    yield { code: 'LEDGER_LOT', details: { book: name(), lot, kind, valid_from: from, valid_to: to } };
  } else if (holder !== null && from !== null && to !== null) {
    const span = lotSpan(from, to, zoneOf(session, holder));
    const wrong = (day: Finding['details'], which: keyof typeof span, is: number) => ({
      code: 'LEDGER_LOT',
      details: { book: name(), lot, ...day, [which]: instant(is), expected: instant(span[which]) },
    });
    if (span.begins !== Number(begins)) yield wrong({ valid_from: from }, 'begins', Number(begins));
    if (span.expires !== Number(expires)) yield wrong({ valid_to: to }, 'expires', Number(expires));
  }
}

/** `expired` is said where that is what differs. */
function differs(session: Session, [book, lot, amount, expired]: Moved, kept: Kept | undefined): Finding {
  const [currency = ''] = session.first<[string]>(sql`SELECT currency FROM books WHERE id = ${book}`) ?? [];
  const money = (minor: bigint | undefined) => (minor === undefined ? null : formatMinor(minor, currency));
  const which = kept?.[2] === amount ? 'expired' : 'left';
  const [expected, found] = which === 'left' ? [amount, kept?.[2]] : [expired, kept?.[3]];
  return {
    code: 'LEDGER_LOT',
    details: { book: bookText(session, Number(book)), lot, which, expected: money(expected), found: money(found) },
  };
}

const LAST = 8.64e15;
const instant = (at: number): string | null => (at > LAST ? null : new Date(at).toISOString());

function* sums(session: Session): Found {
  const differing = `SELECT b.id, b.currency, b.balance, ifnull(sum(l.amount), 0) FROM books b
    LEFT JOIN lot_books l ON l.book = b.id WHERE b.holder <> 1 AND b.kind IN ('bonus', 'traffic_bonus')
    GROUP BY b.id HAVING b.balance <> ifnull(sum(l.amount), 0) LIMIT 1`;
  for (const [at, currency, balance, lots] of session.prepare(differing).safeIntegers(true).iterate() as Iterable<
    [bigint, string, bigint, bigint]
  >) {
    const [found, expected] = [formatMinor(balance, currency), formatMinor(lots, currency)];
    yield { code: 'LEDGER_LOTS', details: { book: bookText(session, Number(at)), lots: expected, balance: found } };
  }
}

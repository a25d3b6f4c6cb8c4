/** What stands beside the entries: references used once, holds and what is frozen for them, returns of consumption. */
import { formatMinor } from '../../../domain/money.ts';
import type { Session } from '../session.ts';
import { raw, type Sql } from '../sql.ts';
import { exact } from './ahead.ts';
import { bookText } from './book-table.ts';
import type { Found } from './check-walk.ts';

export function* referencesOnce(session: Session): Found {
  for (const table of ['ledger_transactions', 'used_references']) {
    // Without a content a reference stands for nothing: the index takes two empty ones for different.
    const twice = raw(`SELECT ifnull(t.org, ''), t.reference, max(t.id) FROM (
        SELECT reference FROM ${table} WHERE reference IS NOT NULL
        GROUP BY reference HAVING count(*) > 1 OR count(content) = 0) r
      JOIN ${table} t ON t.reference = r.reference
      GROUP BY t.reference, t.org HAVING count(*) > 1 OR t.org IS NULL OR count(t.content) = 0 LIMIT 1`);
    yield* usedTwice(session, twice);
  }
  // What found nothing to do and what moved something: never the same, nor of one organisation.
  yield* usedTwice(
    session,
    raw(`SELECT t.org, t.reference, t.id FROM used_references u CROSS JOIN ledger_transactions t
      ON t.reference = u.reference AND (t.content = u.content OR t.org = u.org) LIMIT 1`),
  );
}

function* usedTwice(session: Session, text: Sql): Found {
  for (const [org, reference, transaction] of session.iterate<[string, string, string]>(text))
    yield { code: 'LEDGER_REFERENCE', details: { transaction, org, reference } };
}

/** What an open hold holds is frozen under it, what has ended holds nothing, and nothing else is frozen so. */
export function* holdsKept(session: Session): Found {
  const wrong = `SELECT d.id, d.state, d.currency, d.amount, ifnull(b.balance, 0) FROM holds d
    LEFT JOIN holders h ON h.holder = d.payer
    LEFT JOIN books b ON b.holder = h.id AND b.currency = d.currency AND b.state = 'hold:' || d.id
      AND b.purse = d.purse AND b.kind = d.kind
    WHERE CASE d.state WHEN 'open' THEN ifnull(b.balance, 0) <> d.amount
      ELSE ifnull(b.balance, 0) <> 0 OR (d.state = 'posted') <> (d.posted IS NOT NULL) OR ifnull(d.posted, 0) > d.amount END
    LIMIT 1`;
  for (const [hold, state, currency, amount, frozen] of exact<[string, string, string, bigint, bigint]>(
    session,
    wrong,
  )) {
    const money = (minor: bigint) => formatMinor(minor, currency);
    yield { code: 'LEDGER_HOLD', details: { hold, state, amount: money(amount), frozen: money(frozen) } };
  }
  const stray = `SELECT b.id, b.currency, b.balance FROM books b JOIN holders h ON h.id = b.holder
    WHERE b.state >= 'hold:' AND b.state < 'hold;' AND b.balance <> 0 AND NOT EXISTS (
      SELECT 1 FROM holds d WHERE d.id = substr(b.state, 6) AND d.payer = h.holder AND d.currency = b.currency
        AND d.purse = b.purse AND d.kind = b.kind) LIMIT 1`;
  for (const [at, currency, frozen] of exact<[bigint, string, bigint]>(session, stray))
    yield {
      code: 'LEDGER_HOLD',
      details: { hold: null, book: bookText(session, Number(at)), frozen: formatMinor(frozen, currency) },
    };
}

const NOT_REVERSED = 'NOT EXISTS (SELECT 1 FROM ledger_transactions x WHERE x.reverses = t.id)';
const RETURNED = `FROM ledger_transactions t WHERE t.movement = 'consume_return' AND ${NOT_REVERSED}`;
const RETURNED_DAYS = `SELECT DISTINCT t.holder, t.day ${RETURNED} AND t.day IS NOT NULL`;
const OF_NO_DAY = `SELECT t.id, t.holder ${RETURNED} AND t.day IS NULL ORDER BY t.seq LIMIT 1`;
// By their index, which has no lines without a day: a question that might ask for those would read the ledger for each day.
const OF_DAY = `SELECT t.id, t.movement = 'consume', t.amount, t.currency, t.purse, t.source, t.type, t.product, t.order_id
  FROM ledger_transactions t WHERE t.holder = ? AND t.day = ? AND t.movement IN ('consume', 'consume_return')
    AND ${NOT_REVERSED} ORDER BY t.seq`;
type Of = [id: string, consumed: bigint, amount: bigint, currency: string, ...line: (string | null)[]];

/** Of each line of a day no more came back than was consumed; what was reversed is neither. A day is read once for all of its lines. */
export function* returnsWithin(session: Session): Found {
  for (const [transaction, holder] of session.iterate<[string, string]>(raw(OF_NO_DAY)))
    yield { code: 'LEDGER_RETURN', details: { transaction, holder, day: null, beyond: null } };
  const left = new Map<string, bigint>();
  let n = 0;
  for (const [holder, day] of session.iterate<[string, string]>(raw(RETURNED_DAYS))) {
    left.clear();
    const found = session.prepare(OF_DAY).safeIntegers(true).iterate(holder, day) as IterableIterator<Of>;
    for (const [transaction, consumed, amount, currency, ...line] of found) {
      if (++n % MOMENT === 0) yield undefined;
      const name = JSON.stringify([currency, ...line]);
      const by = (left.get(name) ?? 0n) + (consumed === 1n ? amount : -amount);
      left.set(name, by);
      if (consumed === 1n || by >= 0n) continue;
      yield { code: 'LEDGER_RETURN', details: { transaction, holder, day, beyond: formatMinor(-by, currency) } };
    }
  }
}

const MOMENT = 5_000;

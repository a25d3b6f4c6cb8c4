/** What stands beside the entries: references used once, holds and what is frozen for them, returns of consumption. */
import { formatMinor } from '../../../domain/money.ts';
import type { Session } from '../session.ts';
import { raw, sql } from '../sql.ts';
import { exact } from './ahead.ts';
import { bookText } from './book-table.ts';
import type { Found } from './check-walk.ts';

export function* referencesOnce(session: Session): Found {
  // Without a content a reference stands for nothing: the index takes two empty ones for different.
  const twice = sql`SELECT ifnull(t.org, ''), t.reference, max(t.id) FROM (
      SELECT reference FROM ledger_transactions WHERE reference IS NOT NULL
      GROUP BY reference HAVING count(*) > 1 OR count(content) = 0) r
    JOIN ledger_transactions t ON t.reference = r.reference
    GROUP BY t.reference, t.org HAVING count(*) > 1 OR t.org IS NULL OR count(t.content) = 0 LIMIT 1`;
  for (const [org, reference, transaction] of session.iterate<[string, string, string]>(twice))
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

/** Of each line of a day no more came back than was consumed; what was reversed is neither. */
export function* returnsWithin(session: Session): Found {
  const same = ['purse', 'source', 'type', 'product', 'order_id'].map((name) => `t.${name} IS r.${name}`).join(' AND ');
  const not = (one: string) => `NOT EXISTS (SELECT 1 FROM ledger_transactions x WHERE x.reverses = ${one}.id)`;
  const returns = `SELECT r.id, r.seq, r.holder, r.day, r.currency, (
      SELECT sum(CASE t.movement WHEN 'consume' THEN t.amount ELSE -t.amount END) FROM ledger_transactions t
      WHERE t.holder = r.holder AND t.day = r.day AND t.currency = r.currency AND t.seq <= r.seq AND ${same}
        AND t.movement IN ('consume', 'consume_return') AND ${not('t')}) AS left
    FROM ledger_transactions r WHERE r.movement = 'consume_return' AND ${not('r')} ORDER BY r.seq`;
  let n = 0;
  for (const [transaction, , holder, day, currency, left] of session.iterate<
    [string, number, string, string | null, string, number | null]
  >(raw(returns))) {
    if (++n % MOMENT === 0) yield undefined;
    if (left !== null && left >= 0) continue;
    const beyond = left === null ? null : formatMinor(-left, currency);
    yield { code: 'LEDGER_RETURN', details: { transaction, holder, day, beyond } };
  }
}

/** What is kept of each day is the sum of its transactions, and no day is left out. */
export function* daysKept(session: Session): Found {
  // What takes a transaction back has its day, and counts against it.
  const signed = `CASE ifnull(o.movement, t.movement) WHEN 'consume' THEN t.amount WHEN 'consume_return' THEN -t.amount ELSE 0 END
    * iif(o.id IS NULL, 1, -1)`;
  const from = 'ledger_transactions t LEFT JOIN ledger_transactions o ON o.id = t.reverses';
  const days = `SELECT d.holder, d.day, d.currency, d.total, (SELECT ifnull(sum(${signed}), 0) FROM ${from}
      WHERE t.holder = d.holder AND t.day = d.day AND t.currency = d.currency AND t.purse = d.purse
        AND ifnull(o.type, ifnull(t.type, '')) = d.type AND ifnull(o.product, ifnull(t.product, '')) = d.product)
    FROM consumption_days d`;
  const told = (holder: string, day: string, currency: string, expected: bigint, found: bigint | null) => ({
    code: 'LEDGER_DAY',
    details: {
      ...{ holder, day, currency, expected: formatMinor(expected, currency) },
      found: found === null ? null : formatMinor(found, currency),
    },
  });
  type Day = [holder: string, day: string, currency: string, found: bigint, expected: bigint];
  let n = 0;
  for (const [holder, day, currency, found, expected] of exact<Day>(session, days)) {
    if (++n % MOMENT === 0) yield undefined;
    if (found !== expected) yield told(holder, day, currency, expected, found);
  }
  const missing = `SELECT t.holder, t.day, t.currency, t.amount FROM ledger_transactions t
    WHERE t.movement = 'consume' AND NOT EXISTS (SELECT 1 FROM consumption_days d WHERE d.holder = t.holder
      AND d.currency = t.currency AND d.day = t.day AND d.purse = t.purse AND d.type = ifnull(t.type, '')
      AND d.product = ifnull(t.product, '')) LIMIT 1`;
  for (const [holder, day, currency, amount] of exact<[string, string, string, bigint]>(session, missing))
    yield told(holder, day, currency, amount, null);
}

const MOMENT = 5_000;

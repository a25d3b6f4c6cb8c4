/** Lines by who is on the other side of them: a line has that of its transaction, and a split those of its receivers. */
import { type Sql, sql } from '../sql.ts';
import type { Condition } from './condition.ts';

/**
 * The transactions that these holders are a side of: what touches their books, what wallets paid for them, and what is
 * held for them. Perhaps more than once, and others besides: `test` decides.
 */
const around = (others: Sql): Sql => sql`SELECT p.line >> 16 AS txn FROM (${others}) s
    CROSS JOIN holders h ON h.holder = s.holder CROSS JOIN ledger_parties p ON p.holder = h.id
  UNION ALL SELECT x.seq FROM (${others}) s CROSS JOIN ledger_transactions x ON x.holder = s.holder AND x.day IS NOT NULL
  UNION ALL SELECT x.seq FROM ${held(others)}
  UNION ALL SELECT r.seq FROM ${held(others)} CROSS JOIN ledger_transactions r ON r.reverses = x.id`;
const held = (others: Sql): Sql => sql`(${others}) s
    CROSS JOIN ledger_transactions x ON x.counterparty = s.holder AND x.movement IN ('hold', 'void', 'hold_expire')`;

/** `others`: a query of one column `holder`, of such as the reader sees. */
export function facing(others: Sql): Condition {
  const among = sql`(SELECT s.holder FROM (${others}) s)`;
  const test = sql`(+t.counterparty IN ${among} OR (t.counterparty IS NULL AND EXISTS (SELECT 1
    FROM ledger_parties o CROSS JOIN holders h ON h.id = o.holder
    WHERE o.line BETWEEN (t.line >> 16) << 16 AND (t.line | 65535) AND h.holder <> t.holder AND h.holder IN ${among})))`;
  const rows = around(others);
  const lines = sql`SELECT o.line FROM (${rows}) s CROSS JOIN ledger_parties o
    ON o.line BETWEEN s.txn << 16 AND (s.txn << 16 | 65535)`;
  return { test, asks: 'row', leads: { drive: sql`(t.line IN (${lines}) AND ${test})`, size: rows, rows } };
}

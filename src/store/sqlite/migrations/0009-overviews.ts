/** What holders have (FUND-7), as it was written down: in all purses together, and in each. */
import { DEFAULT_CURRENCY } from '../../../domain/currencies.ts';

/** Casts have both parts of a view agree on types: only then is each read in the order of its index, no further than a page. */
const text = (value: string): string => `CAST(${value} AS TEXT)`;
const integer = (value: string): string => `CAST(${value} AS INTEGER)`;

const NAMED = text("'account:' || a.platform || ':' || a.id");
/** Every account, whether or not it ever had anything. */
const ACCOUNTS = `accounts a LEFT JOIN holders h ON h.holder = ${NAMED} LEFT JOIN fund_totals f ON f.holder = h.id`;
const ACCOUNT = `h.id AS party, ${NAMED} AS holder, ${text("'account'")} AS holder_kind,
  ${text(`coalesce(f.currency, a.currency, '${DEFAULT_CURRENCY}')`)} AS currency`;
/** Whoever has books, or owes a deposit. */
const HOLDERS = 'holders h CROSS JOIN fund_totals f ON f.holder = h.id';
const HOLDER = 'h.id AS party, h.holder, h.kind AS holder_kind, f.currency';
/** What follows the names of accounts. */
const NO_ACCOUNT = "holder >= 'account;'";

/** As it was written down, what is due by now still in it. */
const named = (kind: string): string => (['deposit', 'owed', 'overdraft'].includes(kind) ? kind : `${kind}_booked`);
const available = (kind: string): string =>
  `coalesce((SELECT b.balance FROM books b WHERE b.holder = f.holder AND b.currency = f.currency AND b.state = 'available'
    AND b.purse = p.purse AND b.kind = '${kind}'), 0)`;
const FROZEN = `CASE WHEN ifnull(f.frozen, 0) = 0 THEN 0 ELSE (SELECT coalesce(sum(b.balance), 0) FROM books b INDEXED BY books_frozen
    WHERE b.balance <> 0 AND b.holder = f.holder AND b.currency = f.currency AND b.purse = p.purse
      AND b.state <> 'available') END`;

const KINDS = ['cash', 'credit', 'bonus', 'traffic_bonus', 'deposit', 'owed', 'overdraft', 'frozen'];
const TOTALS = KINDS.map((kind) => `${integer(`ifnull(f.${kind}, 0)`)} AS ${named(kind)}`).join(', ');
const IN_PURSE = KINDS.map((kind) => `${integer(kind === 'frozen' ? FROZEN : available(kind))} AS ${named(kind)}`);
const PURSES = `(SELECT ${text("'general'")} AS purse UNION ALL SELECT 'external')`;
const OWN = `(p.purse = 'general' OR EXISTS (SELECT 1 FROM books b WHERE b.holder = f.holder AND b.currency = f.currency
  AND b.state = 'available' AND b.purse = p.purse))`;
const PURSE = `p.purse,
  ${IN_PURSE.join(',\n  ')}, ${integer(OWN)} AS own`;

export const OVERVIEWS = `
CREATE INDEX accounts_holder ON accounts (${NAMED.replaceAll(' a.', ' ')});

-- What stands in books; then the same of everybody.
CREATE VIEW booked_funds AS
SELECT ${HOLDER}, ${TOTALS}
FROM ${HOLDERS};
CREATE VIEW fund_overviews AS
SELECT ${ACCOUNT}, ${TOTALS}
FROM ${ACCOUNTS}
UNION ALL
SELECT * FROM booked_funds WHERE ${NO_ACCOUNT};

-- The same of each purse, of those that were used; an account may use what is in a shared wallet's, too. Holders come
-- first, by their names, as they are listed: a page reads no more than its own.
CREATE VIEW booked_purses AS
SELECT ${HOLDER}, ${PURSE}
FROM ${HOLDERS} CROSS JOIN ${PURSES} p WHERE ${OWN};
CREATE VIEW purse_overviews AS
SELECT ${ACCOUNT}, ${PURSE}
FROM ${ACCOUNTS} CROSS JOIN ${PURSES} p
UNION ALL
SELECT * FROM booked_purses WHERE ${NO_ACCOUNT};

-- What orders and holds have by now, of all kinds.
CREATE VIEW order_overviews AS
SELECT h.holder, h.kind AS holder_kind, b.currency, b.state,
  CASE WHEN b.state >= 'order:' THEN substr(b.state, 7) END AS order_id,
  CASE WHEN b.state < 'order:' THEN substr(b.state, 6) END AS hold,
  sum(b.balance) AS all_frozen, sum(iif(b.kind = 'cash', b.balance, 0)) AS cash,
  sum(iif(b.kind = 'credit', b.balance, 0)) AS credit, sum(iif(b.kind = 'bonus', b.balance, 0)) AS bonus,
  sum(iif(b.kind = 'traffic_bonus', b.balance, 0)) AS traffic_bonus
FROM books b INDEXED BY books_frozen JOIN holders h ON h.id = b.holder
WHERE b.state <> 'available' AND b.balance <> 0 GROUP BY h.holder, b.currency, b.state;
`;

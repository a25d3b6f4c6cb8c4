/** What holders have (FUND-7), as it was written down: in all purses together, and in each. */

/** What is available of a kind in one purse, as it was written down. */
const booked = (kind: string, name: string): string =>
  `coalesce((SELECT b.balance FROM books b WHERE b.holder = f.holder AND b.currency = f.currency AND b.state = 'available'
    AND b.purse = p.purse AND b.kind = '${kind}'), 0) AS ${name}`;
const BOOKED = [
  ...['cash', 'credit', 'bonus', 'traffic_bonus'].map((kind) => `  ${booked(kind, `${kind}_booked`)},`),
  ...['deposit', 'owed', 'overdraft'].map((kind) => `  ${booked(kind, kind)},`),
].join('\n');
const OWN = `(p.purse = 'general' OR EXISTS (SELECT 1 FROM books b WHERE b.holder = f.holder AND b.currency = f.currency
  AND b.state = 'available' AND b.purse = p.purse))`;

export const OVERVIEWS = `
CREATE VIEW fund_overviews AS
SELECT h.id AS party, h.holder, h.kind AS holder_kind, f.currency, f.cash AS cash_booked, f.credit AS credit_booked,
  f.bonus AS bonus_booked, f.traffic_bonus AS traffic_bonus_booked, f.deposit, f.owed, f.overdraft,
  f.frozen AS frozen_booked
FROM fund_totals f JOIN holders h ON h.id = f.holder;

-- The same of each purse, of those that were used; an account may use what is in a shared wallet's, too. Holders come
-- first, by their names, as they are listed: a page reads no more than its own.
CREATE VIEW purse_overviews AS
SELECT h.id AS party, h.holder, h.kind AS holder_kind, f.currency, p.purse,
${BOOKED}
  CASE WHEN f.frozen = 0 THEN 0 ELSE (SELECT coalesce(sum(b.balance), 0) FROM books b INDEXED BY books_frozen
    WHERE b.balance <> 0 AND b.holder = f.holder AND b.currency = f.currency AND b.purse = p.purse
      AND b.state <> 'available') END AS frozen_booked,
${OWN} AS own
FROM holders h CROSS JOIN fund_totals f ON f.holder = h.id
CROSS JOIN (SELECT 'general' AS purse UNION ALL SELECT 'external') p
WHERE h.kind = 'account' OR ${OWN};

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

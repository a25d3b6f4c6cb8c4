/**
 * The ledger (FUND-1): its tables, and what is listed of them. What holds in it whoever writes is in 0009-ledger-guards.
 */
export const LEDGER = `
CREATE TABLE holders (
  id INTEGER PRIMARY KEY,
  holder TEXT NOT NULL,
  kind TEXT NOT NULL,
  place TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX holders_holder ON holders (holder);
CREATE UNIQUE INDEX holders_place ON holders (place, kind);
INSERT INTO holders (id, holder, kind, place) VALUES (1, 'world:platform', 'world', 'platform');

-- balance: the sum of its entries. holder: asked for when all is written, so that no insertion needs a journal of its own
-- (0009-ledger-guards).
CREATE TABLE books (
  id INTEGER PRIMARY KEY,
  holder INTEGER NOT NULL REFERENCES holders (id) DEFERRABLE INITIALLY DEFERRED,
  currency TEXT NOT NULL,
  purse TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  balance INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX books_key ON books (holder, state, currency, purse, kind);
-- Every order and hold leaves a book behind: what is frozen is found past those that are empty.
CREATE INDEX books_frozen ON books (holder, currency) WHERE state <> 'available' AND balance <> 0;

CREATE TABLE lots (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What of a lot is in a book, and how much of it expired there; from when on it can be used and is over, in the holder's
-- zone.
CREATE TABLE lot_books (
  book INTEGER NOT NULL REFERENCES books (id),
  lot TEXT NOT NULL REFERENCES lots (id),
  amount INTEGER NOT NULL CHECK (amount >= 0),
  expired INTEGER NOT NULL CHECK (expired >= 0),
  begins INTEGER NOT NULL,
  expires INTEGER NOT NULL,
  PRIMARY KEY (book, lot)
) STRICT, WITHOUT ROWID;
CREATE INDEX lot_books_lot ON lot_books (lot);
CREATE INDEX lot_books_due ON lot_books (CASE WHEN amount > 0 THEN expires END);

CREATE TABLE ledger_transactions (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  movement TEXT NOT NULL,
  time INTEGER NOT NULL,
  currency TEXT NOT NULL,
  purse TEXT NOT NULL,
  holder TEXT NOT NULL,
  counterparty TEXT,
  amount INTEGER NOT NULL,
  day TEXT,
  type TEXT,
  product TEXT,
  order_id TEXT,
  source TEXT,
  reference TEXT,
  org TEXT,
  content TEXT,
  reverses TEXT,
  caps TEXT,
  note TEXT
) STRICT;
CREATE UNIQUE INDEX ledger_transactions_id ON ledger_transactions (id);
-- One content is moved once under a reference, whoever sends it.
CREATE UNIQUE INDEX ledger_transactions_reference ON ledger_transactions (reference, content) WHERE reference IS NOT NULL;
CREATE UNIQUE INDEX ledger_transactions_reverses ON ledger_transactions (reverses) WHERE reverses IS NOT NULL;
CREATE INDEX ledger_transactions_day ON ledger_transactions (holder, day) WHERE day IS NOT NULL;
CREATE INDEX ledger_transactions_time ON ledger_transactions (time);
-- What is held for somebody does not touch its books before it is posted.
CREATE INDEX ledger_transactions_held ON ledger_transactions (counterparty) WHERE movement IN ('hold', 'void', 'hold_expire');

CREATE TABLE ledger_entries (
  txn INTEGER NOT NULL,
  n INTEGER NOT NULL,
  book INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  balance INTEGER NOT NULL,
  lot TEXT,
  part TEXT,
  PRIMARY KEY (txn, n)
) STRICT, WITHOUT ROWID;

-- Whom a transaction touches, the world apart: a line of each one's statement, with what it brought and what was there
-- after it, in the transaction's currency: of all purses, though each line is of one. line: the transaction's seq times
-- 65536, and a number within it. movement: of a reversal that of what it takes back. purse: where it is another than the
-- transaction's.
CREATE TABLE ledger_parties (
  line INTEGER PRIMARY KEY,
  holder INTEGER NOT NULL REFERENCES holders (id) DEFERRABLE INITIALLY DEFERRED,
  movement TEXT NOT NULL,
  currency TEXT NOT NULL,
  cash INTEGER NOT NULL,
  credit INTEGER NOT NULL,
  bonus INTEGER NOT NULL,
  traffic_bonus INTEGER NOT NULL,
  deposit INTEGER NOT NULL,
  owed INTEGER NOT NULL,
  overdraft INTEGER NOT NULL,
  frozen INTEGER NOT NULL,
  cash_after INTEGER NOT NULL,
  credit_after INTEGER NOT NULL,
  bonus_after INTEGER NOT NULL,
  traffic_bonus_after INTEGER NOT NULL,
  deposit_after INTEGER NOT NULL,
  owed_after INTEGER NOT NULL,
  overdraft_after INTEGER NOT NULL,
  frozen_after INTEGER NOT NULL,
  purse TEXT
) STRICT;
-- Read backwards: by currency, the newest line first.
CREATE INDEX ledger_parties_holder ON ledger_parties (holder, currency DESC);
CREATE INDEX ledger_parties_movement ON ledger_parties (movement);
-- What orders and holds got and gave, whatever moved it, and what a payee got of a hold.
CREATE INDEX ledger_parties_frozen ON ledger_parties (holder, currency DESC) WHERE frozen <> 0 OR movement = 'post';

-- What a holder has, in all its books of a currency. An agency that owes a deposit is here though it has nothing.
-- frozen: of all kinds.
CREATE TABLE fund_totals (
  holder INTEGER NOT NULL REFERENCES holders (id),
  currency TEXT NOT NULL,
  cash INTEGER NOT NULL,
  credit INTEGER NOT NULL,
  bonus INTEGER NOT NULL,
  traffic_bonus INTEGER NOT NULL,
  deposit INTEGER NOT NULL,
  owed INTEGER NOT NULL,
  overdraft INTEGER NOT NULL,
  frozen INTEGER NOT NULL,
  PRIMARY KEY (holder, currency)
) STRICT, WITHOUT ROWID;

-- Outer joins: what is counted reads no more than the lines. cash: what came or went, with what of it cleared overdraft at
-- once (a file of the bank has the whole); cleared: that part.
CREATE VIEW statement_lines AS
SELECT p.line, p.holder AS party, t.id AS "transaction", t.time, p.movement, h.holder,
  CASE WHEN h.holder = t.holder THEN t.counterparty ELSE t.holder END AS counterparty,
  coalesce(p.purse, t.purse) AS purse, p.currency,
  p.cash + CASE WHEN p.overdraft <> 0 AND p.movement NOT IN ('consume', 'consume_return', 'adjust') THEN p.overdraft ELSE 0 END AS cash,
  p.credit, p.bonus, p.traffic_bonus, p.deposit, p.owed, p.overdraft, p.frozen,
  CASE WHEN p.overdraft <> 0 AND p.movement NOT IN ('consume', 'consume_return', 'adjust') THEN p.overdraft END AS cleared,
  p.cash_after, p.credit_after, p.bonus_after, p.traffic_bonus_after,
  p.deposit_after, p.owed_after, p.overdraft_after, p.frozen_after,
  t.day, t.type, t.product, t.order_id, t.source, t.reference, t.reverses, t.note
FROM ledger_parties p LEFT JOIN holders h ON h.id = p.holder LEFT JOIN ledger_transactions t ON t.seq = (p.line >> 16);

-- The same by lots: what became of each, in the books of that holder.
CREATE VIEW lot_lines AS
SELECT p.line, e.n, t.id AS "transaction", t.time, p.movement, h.holder,
  CASE WHEN h.holder = t.holder THEN t.counterparty ELSE t.holder END AS counterparty, b.purse, p.currency, b.kind,
  e.lot, l.valid_from, l.valid_to, e.amount, e.balance AS after, b.state, e.part,
  t.day, t.order_id, t.reference, t.reverses, t.note
FROM ledger_parties p LEFT JOIN holders h ON h.id = p.holder
CROSS JOIN ledger_entries e ON e.txn = (p.line >> 16) AND e.lot IS NOT NULL
CROSS JOIN books b ON b.id = e.book AND b.holder = p.holder AND (p.purse IS NULL OR b.purse = p.purse)
LEFT JOIN ledger_transactions t ON t.seq = (p.line >> 16) LEFT JOIN lots l ON l.id = e.lot;

-- All entries in their order, for journals.
CREATE VIEW ledger_postings AS
SELECT e.txn, e.n, t.id AS "transaction", t.time, t.movement, t.reference, t.holder AS of, t.counterparty,
  h.holder, b.purse, b.kind, b.state, b.currency, e.amount
FROM ledger_entries e CROSS JOIN ledger_transactions t ON t.seq = e.txn
CROSS JOIN books b ON b.id = e.book CROSS JOIN holders h ON h.id = b.holder;

-- What accounts consumed, by day: what paid for it, and since when it is not as it was first booked. wallet: paid by
-- shared wallets. type, product: empty where nothing is known. line: the last that changed it.
CREATE TABLE consumption_days (
  holder TEXT NOT NULL,
  currency TEXT NOT NULL,
  day TEXT NOT NULL,
  purse TEXT NOT NULL,
  type TEXT NOT NULL,
  product TEXT NOT NULL,
  total INTEGER NOT NULL,
  cash INTEGER NOT NULL,
  bonus INTEGER NOT NULL,
  traffic_bonus INTEGER NOT NULL,
  credit INTEGER NOT NULL,
  wallet INTEGER NOT NULL,
  overdraft INTEGER NOT NULL,
  booked INTEGER NOT NULL,
  restated INTEGER,
  line INTEGER NOT NULL,
  PRIMARY KEY (holder, currency, day DESC, purse, type, product)
) STRICT, WITHOUT ROWID;

CREATE VIEW consumption_months AS
SELECT holder, currency, substr(day, 1, 7) AS month, purse, type, product, sum(total) AS total, sum(cash) AS cash,
  sum(bonus) AS bonus, sum(traffic_bonus) AS traffic_bonus, sum(credit) AS credit, sum(wallet) AS wallet,
  sum(overdraft) AS overdraft, min(booked) AS booked, max(restated) AS restated, max(line) AS line
FROM consumption_days GROUP BY holder, currency, substr(day, 1, 7), purse, type, product;

-- What rows of a batch are the whole statement of: none is stated twice.
CREATE TABLE batch_stated (
  batch TEXT NOT NULL,
  key TEXT NOT NULL,
  row INTEGER NOT NULL,
  PRIMARY KEY (batch, key)
) STRICT, WITHOUT ROWID;

-- Amounts that are held for somebody until they are posted, voided, or over.
CREATE TABLE holds (
  id TEXT NOT NULL PRIMARY KEY,
  payer TEXT NOT NULL,
  payee TEXT NOT NULL,
  currency TEXT NOT NULL,
  purse TEXT NOT NULL,
  kind TEXT NOT NULL,
  amount INTEGER NOT NULL,
  posted INTEGER,
  state TEXT NOT NULL,
  expires TEXT,
  created INTEGER,
  ended INTEGER,
  due_at INTEGER,
  due_state TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX holds_payer ON holds (payer, state, due_at);
CREATE INDEX holds_payee ON holds (payee, state);
CREATE INDEX holds_due ON holds (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX holds_created ON holds (created, id);

CREATE TABLE wallets (
  holder TEXT NOT NULL,
  currency TEXT NOT NULL,
  state TEXT NOT NULL,
  created INTEGER,
  PRIMARY KEY (holder, currency)
) STRICT, WITHOUT ROWID;

CREATE TABLE deposits (
  agency TEXT NOT NULL REFERENCES orgs (id),
  currency TEXT NOT NULL,
  required INTEGER NOT NULL,
  PRIMARY KEY (agency, currency)
) STRICT, WITHOUT ROWID;

CREATE TABLE splits (
  id TEXT NOT NULL PRIMARY KEY,
  payer TEXT NOT NULL,
  currency TEXT NOT NULL,
  purse TEXT NOT NULL,
  amount INTEGER NOT NULL,
  refunded INTEGER NOT NULL,
  rule TEXT NOT NULL,
  created INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX splits_payer ON splits (payer, created, id);
CREATE INDEX splits_created ON splits (created, id);

-- What receivers got of splits, by month of the books' zone, what cleared their overdraft at once included.
CREATE VIEW settlements AS
SELECT strftime('%Y-%m', t.time / 1000 + 28800, 'unixepoch') AS month, h.holder, t.holder AS payer, p.currency,
  sum(t.movement = 'split') AS splits, sum(max(p.cash + p.overdraft, 0)) AS paid, sum(max(-p.cash - p.overdraft, 0)) AS returned,
  sum(p.cash + p.overdraft) AS net, min(p.line) AS line
FROM ledger_parties p JOIN holders h ON h.id = p.holder JOIN ledger_transactions t ON t.seq = (p.line >> 16)
WHERE p.movement IN ('split', 'split_refund') AND h.holder <> t.holder
GROUP BY 1, 2, 3, 4;
`;

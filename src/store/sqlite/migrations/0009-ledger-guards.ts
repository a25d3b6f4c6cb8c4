/**
 * What the database itself holds of the ledger (FUND-1). Entries come first; the row of their transaction seals them, and
 * is refused unless they sum to zero per currency and kind and leave no book below its floor. Nothing that is written is
 * changed or removed.
 */
export const LEDGER_GUARDS = `
-- What breaks a rule here takes its whole transaction with it: a fault of the program leaves nothing behind, and no
-- statement needs a journal of its own to be taken back alone. So what entries name is held here, too.
CREATE TRIGGER ledger_entries_open BEFORE INSERT ON ledger_entries
WHEN EXISTS (SELECT 1 FROM ledger_transactions WHERE seq = NEW.txn)
BEGIN SELECT RAISE(ROLLBACK, 'ledger: the transaction is sealed'); END;
CREATE TRIGGER ledger_entries_lot BEFORE INSERT ON ledger_entries
WHEN NEW.lot IS NOT NULL AND NOT EXISTS (SELECT 1 FROM lots WHERE id = NEW.lot)
BEGIN SELECT RAISE(ROLLBACK, 'ledger: there is no such lot'); END;
-- Asked before: that something changed, asked of SQLite after, would have it keep a journal of each entry.
CREATE TRIGGER ledger_entries_follow BEFORE INSERT ON ledger_entries
WHEN NOT EXISTS (SELECT 1 FROM books WHERE id = NEW.book AND balance + NEW.amount = NEW.balance)
BEGIN SELECT RAISE(ROLLBACK, 'ledger: the balance does not follow from the entry'); END;
CREATE TRIGGER ledger_entries_balance AFTER INSERT ON ledger_entries BEGIN
  UPDATE books SET balance = NEW.balance WHERE id = NEW.book;
END;
CREATE TRIGGER ledger_entries_keep BEFORE UPDATE ON ledger_entries
BEGIN SELECT RAISE(ABORT, 'ledger: an entry is not changed'); END;
CREATE TRIGGER ledger_entries_stay BEFORE DELETE ON ledger_entries
BEGIN SELECT RAISE(ABORT, 'ledger: an entry is not removed'); END;

-- Sums are asked for kind by kind only where there are several.
CREATE TRIGGER ledger_transactions_seal BEFORE INSERT ON ledger_transactions BEGIN
  SELECT CASE
    WHEN entries = 0 THEN RAISE(ROLLBACK, 'ledger: a transaction without entries')
    WHEN foreign_currency OR amount <> 0 OR first_kind <> last_kind AND EXISTS (SELECT 1
        FROM ledger_entries e JOIN books b ON b.id = e.book WHERE e.txn = NEW.seq GROUP BY b.kind HAVING sum(e.amount) <> 0)
      THEN RAISE(ROLLBACK, 'ledger: entries do not sum to zero')
    WHEN below_floor THEN RAISE(ROLLBACK, 'ledger: a book is below its floor') END
  FROM (SELECT count(*) AS entries, max(b.currency <> NEW.currency) AS foreign_currency, sum(e.amount) AS amount,
      min(b.kind) AS first_kind, max(b.kind) AS last_kind,
      max(b.holder <> 1 AND iif(b.kind IN ('owed', 'overdraft'), b.balance > 0, b.balance < 0)) AS below_floor
    FROM ledger_entries e JOIN books b ON b.id = e.book WHERE e.txn = NEW.seq);
END;
CREATE TRIGGER ledger_transactions_reversed BEFORE INSERT ON ledger_transactions
WHEN NEW.reverses IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ledger_transactions WHERE id = NEW.reverses)
BEGIN SELECT RAISE(ROLLBACK, 'ledger: what is reversed is not there'); END;
CREATE TRIGGER ledger_parties_keep BEFORE UPDATE ON ledger_parties
BEGIN SELECT RAISE(ABORT, 'ledger: a line is not changed'); END;
CREATE TRIGGER ledger_parties_stay BEFORE DELETE ON ledger_parties
BEGIN SELECT RAISE(ABORT, 'ledger: a line is not removed'); END;
CREATE TRIGGER ledger_transactions_keep BEFORE UPDATE ON ledger_transactions
BEGIN SELECT RAISE(ABORT, 'ledger: a transaction is not changed'); END;
CREATE TRIGGER ledger_transactions_stay BEFORE DELETE ON ledger_transactions
BEGIN SELECT RAISE(ABORT, 'ledger: a transaction is not removed'); END;
CREATE TRIGGER lots_keep BEFORE UPDATE ON lots
BEGIN SELECT RAISE(ABORT, 'ledger: a lot is not changed'); END;
CREATE TRIGGER lots_stay BEFORE DELETE ON lots
BEGIN SELECT RAISE(ABORT, 'ledger: a lot is not removed'); END;
-- Of what is written in place of something no trigger of deletions is told. Insertions are refused as entries are: a
-- refusal of the statement alone would have SQLite keep a journal of each.
CREATE TRIGGER books_made BEFORE INSERT ON books
WHEN NEW.balance <> 0 OR EXISTS (SELECT 1 FROM books WHERE id = NEW.id OR holder = NEW.holder AND currency = NEW.currency
  AND state = NEW.state AND purse = NEW.purse AND kind = NEW.kind)
BEGIN SELECT RAISE(ROLLBACK, 'ledger: a book begins with nothing, and replaces none'); END;
CREATE TRIGGER ledger_parties_once BEFORE INSERT ON ledger_parties
WHEN EXISTS (SELECT 1 FROM ledger_parties WHERE line = NEW.line)
BEGIN SELECT RAISE(ROLLBACK, 'ledger: a line is not replaced'); END;
-- Questions of their own: one with OR would be answered from a list of all that is found.
CREATE TRIGGER ledger_transactions_once BEFORE INSERT ON ledger_transactions
WHEN EXISTS (SELECT 1 FROM ledger_transactions WHERE seq = NEW.seq)
  OR EXISTS (SELECT 1 FROM ledger_transactions WHERE id = NEW.id)
  OR NEW.reference IS NOT NULL
    AND EXISTS (SELECT 1 FROM ledger_transactions WHERE reference = NEW.reference AND content = NEW.content)
  OR NEW.reverses IS NOT NULL AND EXISTS (SELECT 1 FROM ledger_transactions WHERE reverses = NEW.reverses)
BEGIN SELECT RAISE(ROLLBACK, 'ledger: a transaction is not replaced'); END;
CREATE TRIGGER lots_once BEFORE INSERT ON lots WHEN EXISTS (SELECT 1 FROM lots WHERE id = NEW.id)
BEGIN SELECT RAISE(ROLLBACK, 'ledger: a lot is not replaced'); END;
CREATE TRIGGER holders_keep BEFORE UPDATE ON holders
BEGIN SELECT RAISE(ABORT, 'ledger: a holder stays who it is'); END;
CREATE TRIGGER holders_stay BEFORE DELETE ON holders
BEGIN SELECT RAISE(ABORT, 'ledger: a holder is not removed'); END;
CREATE TRIGGER books_keep BEFORE UPDATE OF id, holder, currency, purse, kind, state ON books
BEGIN SELECT RAISE(ABORT, 'ledger: a book stays what it is'); END;
CREATE TRIGGER books_stay BEFORE DELETE ON books
BEGIN SELECT RAISE(ABORT, 'ledger: a book is not removed'); END;
`;

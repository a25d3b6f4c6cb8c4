/**
 * References of rows that found what they say to be so already (FUND-5): no transaction has them. `standing`: those that
 * it was so by. Like transactions they are kept for ever.
 */
export const USED_REFERENCES = `
CREATE TABLE used_references (
  id TEXT NOT NULL PRIMARY KEY,
  reference TEXT NOT NULL,
  content TEXT NOT NULL,
  org TEXT NOT NULL,
  movement TEXT NOT NULL,
  holder TEXT NOT NULL,
  counterparty TEXT,
  standing TEXT,
  time INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX used_references_content ON used_references (reference, content);
CREATE TRIGGER used_references_keep BEFORE UPDATE ON used_references
BEGIN SELECT RAISE(ABORT, 'ledger: a used reference is not changed'); END;
CREATE TRIGGER used_references_stay BEFORE DELETE ON used_references
BEGIN SELECT RAISE(ABORT, 'ledger: a used reference is not removed'); END;
-- Two questions: one with OR would look through the whole table.
CREATE TRIGGER used_references_once BEFORE INSERT ON used_references
WHEN EXISTS (SELECT 1 FROM used_references WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM used_references WHERE reference = NEW.reference AND content = NEW.content)
BEGIN SELECT RAISE(ROLLBACK, 'ledger: a used reference is not replaced'); END;
`;

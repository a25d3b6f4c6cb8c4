/** What came of comparing statement files with the books: kept, and never changed. */
export const RECONCILIATIONS = `
CREATE TABLE reconciliations (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  holder TEXT NOT NULL,
  source TEXT NOT NULL,
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  from_day TEXT,
  to_day TEXT,
  lines INTEGER NOT NULL,
  by_reference INTEGER NOT NULL,
  by_amount INTEGER NOT NULL,
  differing INTEGER NOT NULL,
  only_in_file INTEGER NOT NULL,
  only_here INTEGER NOT NULL,
  invalid INTEGER NOT NULL,
  faults TEXT,
  fault_details TEXT NOT NULL,
  sums TEXT NOT NULL,
  digest TEXT NOT NULL,
  differences TEXT NOT NULL,
  member TEXT NOT NULL,
  created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX reconciliations_holder ON reconciliations (holder, sha256);
CREATE INDEX reconciliations_created ON reconciliations (created, id);
`;

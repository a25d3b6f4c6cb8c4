/** Saved views of members; indexes for the filters of accounts that had none. */
export const VIEWS = `
CREATE TABLE views (
  owner TEXT NOT NULL REFERENCES members (login),
  noun TEXT NOT NULL,
  name TEXT NOT NULL,
  command TEXT,
  options TEXT,
  created INTEGER,
  PRIMARY KEY (owner, noun, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX accounts_kind ON accounts (kind);
CREATE INDEX accounts_industry ON accounts (industry) WHERE industry IS NOT NULL;
CREATE INDEX accounts_currency ON accounts (currency);
`;

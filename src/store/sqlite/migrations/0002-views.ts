/** Saved views of members. */
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
`;

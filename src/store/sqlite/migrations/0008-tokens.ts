/** Tokens of members: how they authenticate to a server. */
export const TOKENS = `
CREATE TABLE tokens (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  member TEXT NOT NULL REFERENCES members (login),
  hash TEXT NOT NULL,
  state TEXT NOT NULL,
  read_only TEXT NOT NULL,
  addresses TEXT,
  expires TEXT,
  last_used INTEGER,
  created INTEGER,
  created_by TEXT REFERENCES members (login),
  due_at INTEGER,
  due_state TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX tokens_hash ON tokens (hash);
CREATE INDEX tokens_name ON tokens (member, name, id);
CREATE INDEX tokens_state ON tokens (member, state);
CREATE INDEX tokens_created_by ON tokens (created_by) WHERE created_by IS NOT NULL;
CREATE INDEX tokens_due ON tokens (due_at) WHERE due_at IS NOT NULL;
`;

/**
 * The first schema. Tables hold the fields of the kinds in `domain/`, plus `<field>_bi` for what is personal.
 * Never changed once released: what comes later is a file of its own.
 */
export const INIT = `
-- accounts: how many there are, derived, because counting a million for every list costs more than the list.
CREATE TABLE meta (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  created INTEGER NOT NULL,
  cursor_key BLOB NOT NULL,
  accounts INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Who holds the writer for long, for those who wait.
CREATE TABLE writer_holder (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  batch TEXT NOT NULL,
  operation TEXT NOT NULL,
  actor TEXT NOT NULL,
  pid INTEGER NOT NULL
) STRICT;

CREATE TABLE members (
  login TEXT NOT NULL PRIMARY KEY,
  name TEXT,
  phone TEXT, phone_bi TEXT,
  email TEXT, email_bi TEXT,
  wechat TEXT, wechat_bi TEXT,
  id_number TEXT, id_number_bi TEXT,
  verified INTEGER,
  verified_method TEXT,
  status TEXT NOT NULL,
  created INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX members_phone ON members (phone_bi) WHERE phone_bi IS NOT NULL;
CREATE INDEX members_email ON members (email_bi) WHERE email_bi IS NOT NULL;

CREATE TABLE orgs (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT,
  group_type TEXT,
  licence_kind TEXT,
  licence TEXT,
  personal_number TEXT, personal_number_bi TEXT,
  parent TEXT REFERENCES orgs (id),
  status TEXT NOT NULL,
  created INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX orgs_licence ON orgs (licence);
CREATE UNIQUE INDEX orgs_personal_number ON orgs (personal_number_bi);
CREATE UNIQUE INDEX orgs_group_name ON orgs (name) WHERE kind = 'group';
CREATE UNIQUE INDEX orgs_agency ON orgs (parent) WHERE kind = 'agency';
CREATE INDEX orgs_parent ON orgs (parent);
CREATE INDEX orgs_name ON orgs (name);

CREATE TABLE units (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  org TEXT NOT NULL REFERENCES orgs (id),
  track TEXT,
  note TEXT,
  status TEXT NOT NULL,
  created INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX units_natural ON units (org, name);
CREATE INDEX units_name ON units (name);

CREATE TABLE grants (
  member TEXT NOT NULL REFERENCES members (login),
  role TEXT NOT NULL,
  place TEXT NOT NULL,
  PRIMARY KEY (member, role, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX grants_place ON grants (place, role);

-- Sort columns end with the key, so that a list in that order walks the index however many values are equal.
CREATE TABLE accounts (
  seq INTEGER PRIMARY KEY,
  platform TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT,
  name TEXT,
  login TEXT,
  pid TEXT,
  email TEXT,
  entity TEXT REFERENCES orgs (id),
  unit TEXT REFERENCES units (id),
  manager TEXT REFERENCES members (login),
  industry TEXT,
  status TEXT NOT NULL,
  daily_budget INTEGER,
  currency TEXT,
  time_zone TEXT,
  tags TEXT,
  note TEXT,
  created INTEGER
) STRICT;
CREATE UNIQUE INDEX accounts_key ON accounts (id, platform);
CREATE INDEX accounts_platform ON accounts (platform, id);
CREATE INDEX accounts_name ON accounts (name);
CREATE INDEX accounts_status ON accounts (status, platform, id);
CREATE INDEX accounts_created ON accounts (created, platform, id);
CREATE INDEX accounts_daily_budget ON accounts (daily_budget, platform, id);
CREATE INDEX accounts_entity ON accounts (entity) WHERE entity IS NOT NULL;
CREATE INDEX accounts_unit ON accounts (unit) WHERE unit IS NOT NULL;
CREATE INDEX accounts_manager ON accounts (manager) WHERE manager IS NOT NULL;

-- Derived from accounts, in the same transaction: what a tag holds, and the grams that searching needs.
CREATE TABLE account_tags (
  tag TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (tag, seq)
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE account_grams USING fts5 (grams, content='', contentless_delete=1, detail=none, tokenize='ascii');

CREATE TABLE relations (
  account TEXT NOT NULL,
  member TEXT NOT NULL REFERENCES members (login),
  source TEXT NOT NULL,
  system TEXT NOT NULL,
  PRIMARY KEY (account, member, source, system)
) STRICT, WITHOUT ROWID;
CREATE INDEX relations_member ON relations (member, source, account);

CREATE TABLE authorisations (
  id TEXT NOT NULL PRIMARY KEY,
  account TEXT NOT NULL,
  agency TEXT NOT NULL REFERENCES orgs (id),
  state TEXT NOT NULL,
  source TEXT,
  created INTEGER,
  due_at INTEGER,
  due_state TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX authorisations_account ON authorisations (account);
CREATE INDEX authorisations_agency ON authorisations (agency, account);

CREATE TABLE rules (
  key TEXT NOT NULL PRIMARY KEY,
  value INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE batches (
  id TEXT NOT NULL PRIMARY KEY,
  operation TEXT NOT NULL,
  actor TEXT NOT NULL,
  state TEXT NOT NULL,
  started INTEGER,
  resumed INTEGER,
  ended INTEGER,
  due_at INTEGER,
  due_state TEXT,
  rows INTEGER,
  ok INTEGER,
  failed INTEGER,
  counts TEXT,
  options TEXT,
  source TEXT,
  keep TEXT,
  undoes TEXT,
  reason TEXT,
  head TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX batches_started ON batches (started, id);
CREATE INDEX batches_actor ON batches (actor, started, id);
CREATE INDEX batches_undoes ON batches (undoes) WHERE undoes IS NOT NULL;

CREATE TABLE results (
  batch TEXT NOT NULL,
  row INTEGER NOT NULL,
  reference TEXT,
  target TEXT,
  status TEXT NOT NULL,
  code TEXT,
  details TEXT,
  id TEXT,
  PRIMARY KEY (batch, row)
) STRICT, WITHOUT ROWID;

CREATE TABLE batch_inputs (
  batch TEXT NOT NULL,
  row INTEGER NOT NULL,
  input TEXT NOT NULL,
  PRIMARY KEY (batch, row)
) STRICT, WITHOUT ROWID;

-- One header for each transaction; the rows it covers, so that a batch is read back by row without an index of entries.
CREATE TABLE log_transactions (
  seq INTEGER PRIMARY KEY,
  time INTEGER NOT NULL,
  actor TEXT NOT NULL,
  identity TEXT NOT NULL,
  operation TEXT NOT NULL,
  batch TEXT NOT NULL,
  origin TEXT NOT NULL,
  reason TEXT NOT NULL,
  first_row INTEGER NOT NULL,
  last_row INTEGER NOT NULL,
  head TEXT NOT NULL
) STRICT;
CREATE INDEX log_transactions_batch ON log_transactions (batch);

CREATE TABLE log_rows (
  seq INTEGER NOT NULL,
  n INTEGER NOT NULL,
  row INTEGER NOT NULL,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  before TEXT,
  after TEXT,
  digest BLOB NOT NULL,
  PRIMARY KEY (seq, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX log_rows_target ON log_rows (key, kind);

CREATE VIEW log_entries AS
  SELECT e.seq AS seq, e.n AS n, t.time AS time, t.actor AS actor, t.identity AS identity, t.operation AS operation,
    e.kind AS kind, e.key AS target, e.row AS row, e.before AS before, e.after AS after,
    t.batch AS batch, t.origin AS origin, t.reason AS reason
  FROM log_rows e JOIN log_transactions t ON t.seq = e.seq;

-- The key of each person's sealed fields, itself sealed under the state key. Erasing a person is deleting the key.
CREATE TABLE person_keys (
  person TEXT NOT NULL PRIMARY KEY,
  key BLOB NOT NULL
) STRICT, WITHOUT ROWID;
`;

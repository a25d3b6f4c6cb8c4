/** Requests, what authorisations and organisations say besides, qualifications, assets and grants of them. */
export const ORGANISATIONS = `
ALTER TABLE orgs ADD COLUMN claim_policy TEXT;
ALTER TABLE orgs ADD COLUMN application_state TEXT;
ALTER TABLE orgs ADD COLUMN certification TEXT;
ALTER TABLE orgs ADD COLUMN certificate TEXT;
ALTER TABLE orgs ADD COLUMN merchant_mark TEXT;

ALTER TABLE authorisations ADD COLUMN data TEXT;
ALTER TABLE authorisations ADD COLUMN until TEXT;
ALTER TABLE authorisations ADD COLUMN ended INTEGER;
ALTER TABLE authorisations ADD COLUMN reason TEXT;

CREATE TABLE requests (
  id TEXT NOT NULL PRIMARY KEY,
  type TEXT NOT NULL,
  state TEXT NOT NULL,
  member TEXT NOT NULL REFERENCES members (login),
  named TEXT,
  org TEXT REFERENCES orgs (id),
  account TEXT,
  authorisation TEXT REFERENCES authorisations (id),
  side TEXT,
  system TEXT,
  note TEXT,
  decided_by TEXT REFERENCES members (login),
  decided INTEGER,
  answer TEXT,
  created INTEGER,
  due_at INTEGER,
  due_state TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX requests_member ON requests (member, state);
CREATE INDEX requests_org ON requests (org, state) WHERE org IS NOT NULL;
CREATE INDEX requests_account ON requests (account, state) WHERE account IS NOT NULL;
CREATE INDEX requests_authorisation ON requests (authorisation) WHERE authorisation IS NOT NULL;
CREATE INDEX requests_decided_by ON requests (decided_by) WHERE decided_by IS NOT NULL;
CREATE INDEX requests_created ON requests (created, id);
CREATE INDEX requests_due ON requests (due_at) WHERE due_at IS NOT NULL;

CREATE INDEX authorisations_due ON authorisations (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE qualifications (
  id TEXT NOT NULL PRIMARY KEY,
  account TEXT NOT NULL,
  kind TEXT NOT NULL,
  number TEXT,
  valid_until TEXT,
  state TEXT NOT NULL,
  submitted_by TEXT REFERENCES members (login),
  reviewed_by TEXT REFERENCES members (login),
  reviewed INTEGER,
  reason TEXT,
  replaces TEXT REFERENCES qualifications (id),
  created INTEGER,
  due_at INTEGER,
  due_state TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX qualifications_account ON qualifications (account, kind);
CREATE INDEX qualifications_number ON qualifications (account, number);
CREATE INDEX qualifications_replaces ON qualifications (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX qualifications_submitted_by ON qualifications (submitted_by) WHERE submitted_by IS NOT NULL;
CREATE INDEX qualifications_reviewed_by ON qualifications (reviewed_by) WHERE reviewed_by IS NOT NULL;
CREATE INDEX qualifications_due ON qualifications (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE assets (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  unit TEXT REFERENCES units (id),
  account TEXT,
  external_id TEXT,
  status TEXT NOT NULL,
  created INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX assets_unit_product ON assets (unit, external_id) WHERE kind = 'product' AND unit IS NOT NULL;
CREATE INDEX assets_product ON assets (unit, external_id) WHERE unit IS NOT NULL;
CREATE INDEX assets_unit_name ON assets (unit, name) WHERE unit IS NOT NULL;
CREATE INDEX assets_account_name ON assets (account, name) WHERE account IS NOT NULL;
CREATE INDEX assets_account_product ON assets (account, external_id) WHERE account IS NOT NULL;
CREATE INDEX assets_kind ON assets (kind, name);
CREATE INDEX assets_name ON assets (name);

CREATE TABLE asset_grants (
  asset TEXT NOT NULL REFERENCES assets (id),
  account TEXT NOT NULL,
  created INTEGER,
  PRIMARY KEY (asset, account)
) STRICT, WITHOUT ROWID;
CREATE INDEX asset_grants_account ON asset_grants (account);
`;

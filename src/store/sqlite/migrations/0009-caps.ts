/** Caps, what counts for them, and plans: what waits beyond them for a second person (FUND-6). */
export const CAPS = `
CREATE TABLE caps (
  org TEXT NOT NULL REFERENCES orgs (id),
  currency TEXT NOT NULL,
  per_movement INTEGER,
  per_day INTEGER,
  per_batch INTEGER,
  PRIMARY KEY (org, currency)
) STRICT, WITHOUT ROWID;

-- What the transactions of a day count for an organisation's caps.
CREATE TABLE cap_days (
  org TEXT NOT NULL,
  currency TEXT NOT NULL,
  day TEXT NOT NULL,
  used INTEGER NOT NULL,
  PRIMARY KEY (org, currency, day)
) STRICT, WITHOUT ROWID;

-- Plans: a request, and the rows that it stands for.
ALTER TABLE requests ADD COLUMN batch TEXT;
ALTER TABLE requests ADD COLUMN plan TEXT;
-- Of a plan: organisations and units in which all of its rows lie; organisations whose caps it counts for or raises; and
-- lists of places, in one of each of which whoever applies it has the right.
ALTER TABLE requests ADD COLUMN places TEXT;
ALTER TABLE requests ADD COLUMN concerns TEXT;
ALTER TABLE requests ADD COLUMN needs TEXT;
-- Plans are few among requests, and nothing else leads to them all.
CREATE INDEX requests_plans ON requests (id) WHERE type = 'plan';
CREATE TABLE plan_rows (
  plan TEXT NOT NULL,
  row INTEGER NOT NULL,
  reference TEXT,
  target TEXT NOT NULL,
  input TEXT NOT NULL,
  before TEXT,
  after TEXT,
  was TEXT,
  standing TEXT NOT NULL,
  PRIMARY KEY (plan, row)
) STRICT, WITHOUT ROWID;
`;

/** How many accounts each entity has in each unit, derived: counting them for every list costs more than the list. An empty text stands for none. */
export const PLACES = `
CREATE TABLE account_places (
  entity TEXT NOT NULL,
  unit TEXT NOT NULL,
  accounts INTEGER NOT NULL,
  PRIMARY KEY (entity, unit)
) STRICT, WITHOUT ROWID;
CREATE INDEX account_places_unit ON account_places (unit, entity, accounts);
INSERT INTO account_places (entity, unit, accounts)
  SELECT coalesce(entity, ''), coalesce(unit, ''), count(*) FROM accounts GROUP BY 1, 2;
`;

/**
 * The indexes that lists of accounts walk hold what their filters and the scope ask, so that a walk reads no row that
 * it does not show; those of entities, units and managers are in the order of names.
 */
export const WALKS = `
DROP INDEX accounts_platform;
CREATE INDEX accounts_platform ON accounts (platform, id, entity, unit, manager, status, daily_budget);
DROP INDEX accounts_name;
CREATE INDEX accounts_name ON accounts (name, platform, id, entity, unit, manager, status, daily_budget);
DROP INDEX accounts_status;
CREATE INDEX accounts_status ON accounts (status, platform, id, entity, unit, manager, daily_budget);
DROP INDEX accounts_created;
CREATE INDEX accounts_created ON accounts (created, platform, id, entity, unit, manager, status, daily_budget);
DROP INDEX accounts_daily_budget;
CREATE INDEX accounts_daily_budget ON accounts (daily_budget, platform, id, entity, unit, manager, status);
DROP INDEX accounts_entity;
CREATE INDEX accounts_entity ON accounts (entity, name, platform, id, status, daily_budget, created, unit, manager)
  WHERE entity IS NOT NULL;
DROP INDEX accounts_unit;
CREATE INDEX accounts_unit ON accounts (unit, name, platform, id, status, daily_budget, created, entity, manager)
  WHERE unit IS NOT NULL;
DROP INDEX accounts_manager;
CREATE INDEX accounts_manager ON accounts (manager, name, platform, id, status, daily_budget, created, entity, unit)
  WHERE manager IS NOT NULL;
`;

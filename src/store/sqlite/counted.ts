/**
 * How many accounts lie in a place, as its reader may know it (MEM-4): all of them where the reader sees them all, else
 * those that the reader sees. What is seen as a whole is added up from `account_places`; only what is seen account by
 * account is counted.
 */

import { accountBranches } from './branches.ts';
import { isClient } from './clients.ts';
import type { Lens, Narrow } from './lens.ts';
import { orgSeenInFull } from './scope.ts';
import { and, column, FALSE, join, or, raw, type Sql, sql, valuesOf } from './sql.ts';

const total = (from: Sql) => sql`(SELECT coalesce(sum(p.accounts), 0) FROM ${from})`;

/** A unit is seen with all its accounts, or not at all. */
export const accountsOfUnit = (t: string): Sql => total(raw(`account_places p WHERE p.unit = ${t}.id`));

/** A group counts its entities' accounts, an agency its clients, an entity its own. */
export function accountsOfOrg(lens: Lens, t: string): Sql {
  const s = lens.scope;
  const all = sql`CASE ${column(t, 'kind')}
    WHEN 'group' THEN ${total(raw(`orgs e JOIN account_places p ON p.entity = e.id WHERE e.parent = ${t}.id`))}
    WHEN 'agency' THEN (SELECT count(*) FROM authorisations z WHERE ${raw(`z.agency = ${t}.id`)} AND ${isClient(lens, 'z')})
    ELSE ${total(raw(`account_places p WHERE p.entity = ${t}.id`))} END`;
  if (s.all || s.names.length === 0) return all;
  return sql`CASE WHEN ${orgSeenInFull(lens, column(t, 'id'))} THEN ${all} ELSE ${ownIn(lens, s, t)} END`;
}

/** Of an organisation that is seen by its name alone: what the reader sees there all the same. */
function ownIn(lens: Lens, s: Narrow, t: string): Sql {
  const units = within(s.units, raw('p.unit'));
  const clients = (rows: Sql) =>
    sql`(SELECT count(DISTINCT z.account) FROM ${rows} AND ${raw(`z.agency = ${t}.id`)} AND ${isClient(lens, 'z')})`;
  const bound =
    s.client === undefined
      ? clients(sql`relations r JOIN authorisations z ON z.account = r.account
          WHERE r.member = ${s.actor} AND r.source = 'bound'`)
      : clients(sql`authorisations z WHERE z.account = ${s.client}`);
  const apart = (rows: Sql) =>
    sql`coalesce((SELECT o.accounts FROM (SELECT x.entity AS entity, count(*) AS accounts FROM ${rows}
      AND NOT ${within(s.units, raw("coalesce(x.unit, '')"))} GROUP BY x.entity) o WHERE ${raw(`o.entity = ${t}.id`)}), 0)`;
  return sql`CASE ${column(t, 'kind')}
    WHEN 'group' THEN ${total(sql`account_places p JOIN units n ON n.id = p.unit WHERE ${raw(`n.org = ${t}.id`)} AND ${units}`)}
    WHEN 'agency' THEN ${bound}
    ELSE ${total(sql`account_places p WHERE ${raw(`p.entity = ${t}.id`)} AND ${units}`)}
      + ${join(singles(lens, s).map(apart), ' + ')} END`;
}

/** All accounts that the reader sees. */
export function accountsSeen(lens: Lens, s: Narrow): Sql {
  const whole = (entity: string, unit: string) => or([within(s.entities, raw(entity)), within(s.units, raw(unit))]);
  const apart = (rows: Sql) =>
    sql`(SELECT count(*) FROM ${rows} AND NOT ${whole("coalesce(x.entity, '')", "coalesce(x.unit, '')")})`;
  return sql`SELECT ${total(sql`account_places p WHERE ${whole('p.entity', 'p.unit')}`)}
    + ${join(singles(lens, s).map(apart), ' + ')}`;
}

const within = (places: readonly string[], value: Sql): Sql =>
  places.length === 0 ? FALSE : sql`(${value} IN ${valuesOf(places)})`;

/**
 * The accounts that are seen one by one, not with all of their entity or unit, each once and as `x`: those that the reader
 * manages, by their index, and all others.
 */
function singles(lens: Lens, s: Narrow): readonly Sql[] {
  const managed = and([sql`x.manager = ${s.actor}`, within(s.own, raw('x.entity'))]);
  const others = (accountBranches(lens) ?? []).flatMap((branch) =>
    'rows' in branch ? [branch.unmanaged ?? branch.rows] : [],
  );
  return [
    ...(managed === FALSE ? [] : [sql`accounts x INDEXED BY accounts_manager WHERE ${managed}`]),
    sql`accounts x WHERE x.seq IN (${join(others, ' UNION ')}) AND (${managed}) IS NOT 1`,
  ];
}

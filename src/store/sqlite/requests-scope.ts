/** Which requests somebody sees (MEM-3). */
import type { Deciding } from '../../domain/scope.ts';
import { client } from './clients.ts';
import { accountIs, among, type Lens, type Narrow } from './lens.ts';
import { and, column, FALSE, or, raw, type Sql, sql } from './sql.ts';

/** One's own, what one may decide (MEM-3), and what waits beyond caps that one sees. */
export function requestSeen(lens: Lens, s: Narrow, t: string): Sql {
  const own = lens.log || s.client !== undefined ? FALSE : sql`${column(t, 'member')} = ${s.actor}`;
  // In the view of one organisation, of one's own what was asked there (CTX-1).
  const there = () =>
    or([among(lens, [...s.orgs, ...s.names], column(t, 'org')), lies(lens, t, [...s.entities, ...s.own], s.units)]);
  const asked = s.alone && s.decides ? and([own, there()]) : own;
  return or([asked, requestDecided(lens, s, t), cappedSeen(lens, s, t)]);
}

/** What one may decide, whoever asked. */
export function requestDecided(lens: Lens, s: Narrow, t: string): Sql {
  if (!s.decides) return FALSE;
  const { joins, claims, clients, agencies, plans } = s.decides;
  const type = (name: string) => sql`${column(t, 'type')} = ${name}`;
  const side = (name: string) => sql`${column(t, 'side')} = ${name}`;
  const managed = or([
    lies(lens, t, claims.entities, claims.units),
    claims.agencies.length > 0 ? client(lens, claims.agencies, column(t, 'account')) : FALSE,
  ]);
  return or([
    and([type('join'), among(lens, joins, column(t, 'org'))]),
    and([type('claim'), managed]),
    and([type('authorisation'), side('client'), lies(lens, t, clients, [])]),
    and([type('authorisation'), side('agency'), among(lens, agencies, column(t, 'org'))]),
    and([type('plan'), or(plans.map((deciding) => planDecided(lens, t, deciding)))]),
  ]);
}

/** The account of a request lies there. */
function lies(lens: Lens, t: string, entities: readonly string[], units: readonly string[]): Sql {
  const a = lens.alias();
  const there = or([among(lens, entities, column(a, 'entity')), among(lens, units, column(a, 'unit'))]);
  const is = accountIs(a, column(t, 'account'));
  return there === FALSE ? FALSE : sql`EXISTS (SELECT 1 FROM accounts ${raw(a)} WHERE ${is} AND ${there})`;
}

/** Applied by whoever has its right wherever its rows need it; rejected also where it was written, and by those whose caps it counts for. */
function planDecided(lens: Lens, t: string, { rights, orgs, units }: Deciding['plans'][number]): Sql {
  const places = [...orgs, ...units];
  if (places.length === 0) return FALSE;
  const plan = ofPlan(t, 'plan');
  const written = among(lens, places, sql`json_extract(${plan}, '$.as.place')`);
  return and([
    among(lens, rights, sql`json_extract(${plan}, '$.right')`),
    or([
      needsMet(lens, t, places),
      and([holding(lens, t, 'places', places), or([holding(lens, t, 'concerns', orgs), written])]),
    ]),
  ]);
}

/** Whoever sees the caps that a plan counts for sees it, if all of its rows lie there: of one that reaches further nobody sees a part. */
function cappedSeen(lens: Lens, { decides }: Narrow, t: string): Sql {
  const { orgs = [], units = [] } = decides?.capped ?? {};
  if (orgs.length === 0) return FALSE;
  return and([
    sql`${column(t, 'type')} = 'plan'`,
    holding(lens, t, 'concerns', orgs),
    holding(lens, t, 'places', [...orgs, ...units]),
  ]);
}

/** As nothing where a state was changed from outside. */
const ofPlan = (t: string, name: string): Sql =>
  sql`CASE WHEN json_valid(${column(t, name)}) THEN ${column(t, name)} END`;

function holding(lens: Lens, t: string, name: string, places: readonly string[]): Sql {
  const c = lens.alias();
  const is = among(lens, places, column(c, 'value'));
  return is === FALSE ? FALSE : sql`EXISTS (SELECT 1 FROM json_each(${ofPlan(t, name)}) ${raw(c)} WHERE ${is})`;
}

function needsMet(lens: Lens, t: string, places: readonly string[]): Sql {
  const [n, p] = [lens.alias(), lens.alias()];
  const met = sql`EXISTS (SELECT 1 FROM json_each(${column(n, 'value')}) ${raw(p)} WHERE ${among(lens, places, column(p, 'value'))})`;
  const needs = ofPlan(t, 'needs');
  return sql`(json_array_length(${needs}) > 0 AND NOT EXISTS (SELECT 1 FROM json_each(${needs}) ${raw(n)} WHERE NOT ${met}))`;
}

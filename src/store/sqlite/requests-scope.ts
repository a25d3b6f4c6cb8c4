/** Which requests somebody sees (MEM-3). */
import type { Deciding } from '../../domain/scope.ts';
import { client } from './clients.ts';
import { accountIs, among, type Lens, type Narrow } from './lens.ts';
import { and, column, FALSE, or, raw, type Sql, sql } from './sql.ts';

/** One's own, and what one may decide (MEM-3). */
export function requestSeen(lens: Lens, s: Narrow, t: string): Sql {
  const own = lens.log || s.client !== undefined ? FALSE : sql`${column(t, 'member')} = ${s.actor}`;
  const { decides } = s;
  if (!decides) return own;
  const type = (name: string) => sql`${column(t, 'type')} = ${name}`;
  const side = (name: string) => sql`${column(t, 'side')} = ${name}`;
  const account = column(t, 'account');
  const at = (entities: readonly string[], units: readonly string[]) => {
    const a = lens.alias();
    const lies = or([among(lens, entities, column(a, 'entity')), among(lens, units, column(a, 'unit'))]);
    return lies === FALSE
      ? FALSE
      : sql`EXISTS (SELECT 1 FROM accounts ${raw(a)} WHERE ${accountIs(a, account)} AND ${lies})`;
  };
  // In the view of one organisation, of one's own what was asked there (CTX-1).
  const asked = s.alone
    ? and([own, or([among(lens, [...s.orgs, ...s.names], column(t, 'org')), at([...s.entities, ...s.own], s.units)])])
    : own;
  const { joins, claims, clients, agencies, plans } = decides;
  const managed = or([
    at(claims.entities, claims.units),
    claims.agencies.length > 0 ? client(lens, claims.agencies, account) : FALSE,
  ]);
  return or([
    asked,
    and([type('join'), among(lens, joins, column(t, 'org'))]),
    and([type('claim'), managed]),
    and([type('authorisation'), side('client'), at(clients, [])]),
    and([type('authorisation'), side('agency'), among(lens, agencies, column(t, 'org'))]),
    and([type('plan'), or(plans.map((deciding) => plansSeen(lens, t, deciding)))]),
  ]);
}

/**
 * Whoever has the right of its operation where all rows of a plan lie, if it is of an organisation where that is so, or
 * was written for that or for its unit: of a plan that reaches further nobody sees a part.
 */
function plansSeen(lens: Lens, t: string, { rights, orgs, units }: Deciding['plans'][number]): Sql {
  const places = [...orgs, ...units];
  if (places.length === 0) return FALSE;
  const plan = sql`CASE WHEN json_valid(${column(t, 'plan')}) THEN ${column(t, 'plan')} END`;
  const c = lens.alias();
  const common = sql`EXISTS (SELECT 1 FROM json_each(${column(t, 'places')}) ${raw(c)} WHERE ${among(lens, places, column(c, 'value'))})`;
  const written = among(lens, places, sql`json_extract(${plan}, '$.as.place')`);
  return and([
    among(lens, rights, sql`json_extract(${plan}, '$.right')`),
    common,
    or([among(lens, orgs, column(t, 'org')), written]),
  ]);
}

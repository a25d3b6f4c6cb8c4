/** Who acts and what they see, read once when a query or batch starts. */

import { EVERYWHERE, FLAGS, STATE_OWNER } from '../domain/members.ts';
import { type Places, scopeBy, scopeOf } from '../domain/reach.ts';
import { AdctlError } from '../domain/refusal.ts';
import { type Actor, AGENCY_ROLES, type Grant, isOperator } from '../domain/rights.ts';
import { DEFAULT_RULES, type Rules } from '../domain/rules.ts';
import { EVERYTHING, type Scope } from '../domain/scope.ts';
import type { Ctx, Narrow, View } from '../operations/define.ts';
import type { ReadTx } from '../store/port.ts';
import type { Narrowed } from './narrowing.ts';

/** Who calls, in which view: `tz` is asked only where a time is read or a date is meant, for finding a machine's own costs a fifth of a start. */
type Calling = { readonly tz: string; readonly narrow?: Narrow | undefined };

export async function contextOf(
  tx: ReadTx,
  login: string,
  now: number,
  calling: Calling,
  only?: readonly Grant[],
): Promise<Ctx> {
  const sight = { scope: EVERYTHING, now };
  const [member] = await tx.rows({ kind: 'member', by: 'key', values: [login], fields: ['verified', 'status'] }, sight);
  if (member?.row['status'] !== 'active') throw new AdctlError('ACTOR_UNKNOWN', { actor: login });
  const held = await tx.rows({ kind: 'grant', by: 'member', values: [login], fields: ['role', 'place'] }, sight);
  const grants = only ?? held.map(({ row }) => ({ role: row['role'], place: row['place'] }) as Grant);
  const self: Actor = { login, verified: member.row['verified'] !== null, grants };
  const whole = async () => (isOperator(self) ? EVERYTHING : scopeOf(self, await placesOf(tx, grants, now)));
  const { narrow } = calling;
  const { actor, view } = asks(narrow)
    ? await (await import('./narrowing.ts')).narrowed(tx, now, self, narrow, await whole())
    : byDefault(self, narrow);
  return {
    now,
    get tz() {
      return calling.tz;
    },
    actor,
    places: grants.map(({ place }) => place),
    narrow,
    view,
    identity: identityOf(actor, view),
    scope: view.of === 'everything' ? await whole() : await scopeIn(tx, now, actor, view),
    rules: await rulesOf(tx, now),
  };
}

const ALL = 'all';
const asks = (narrow: Narrow | undefined): narrow is Narrow =>
  narrow?.client !== undefined || (narrow?.org !== undefined && narrow.org !== ALL);

/** All that one is; or one's agency, of who has a single role at one, unless all was asked for. */
function byDefault(actor: Actor, narrow: Narrow | undefined): Narrowed {
  const agency = narrow?.org === undefined ? onlyAgency(actor) : undefined;
  if (agency === undefined) return { actor, view: { of: 'everything' } };
  const grants = actor.grants.filter(({ place }) => place === agency);
  return { actor: { ...actor, grants }, view: { of: 'org', kind: 'agency', place: agency, chosen: false } };
}

/** The agency of who has one role at one, and other roles elsewhere. */
function onlyAgency(actor: Actor): string | undefined {
  if (isOperator(actor)) return undefined;
  const [first, second] = actor.grants.filter(({ role }) => AGENCY_ROLES.has(role));
  const elsewhere = actor.grants.some(({ place }) => place !== first?.place);
  return first && !second && elsewhere ? first.place : undefined;
}

/** How the log names it: `ROLE@PLACE` where one place decides, else the login. */
function identityOf(actor: Actor, view: View): string {
  if (view.of === 'everything' && actor.login === STATE_OWNER) return STATE_OWNER;
  // A flag stands beside a role, and names nobody.
  const held = actor.grants.some(({ role }) => !(role in FLAGS))
    ? actor.grants.filter(({ role }) => !(role in FLAGS))
    : actor.grants;
  const roles = [...new Set(held.map(({ role }) => role))];
  const places = new Set(held.map(({ place }) => place));
  if (view.of !== 'everything')
    return `${isOperator(actor) ? (roles[0] ?? STATE_OWNER) : roles.join('+')}@${view.place}`;
  return places.size === 1 && roles.length === 1 ? `${roles[0]}@${[...places][0] ?? EVERYWHERE}` : actor.login;
}

const PRINCIPAL = { group: 'gP', entity: 'eP', agency: 'aM' } as const;

/** What is seen in a view that is not everything: the operator sees of an organisation what its principal does. */
async function scopeIn(
  tx: ReadTx,
  now: number,
  actor: Actor,
  view: Exclude<View, { of: 'everything' }>,
): Promise<Scope> {
  const { place } = view;
  if (view.of === 'client') {
    const { log: _, decides: __, ...nothing } = scopeBy({ ...actor, grants: [] }, NOWHERE);
    return { ...nothing, alone: true, client: view.account, names: [place] };
  }
  const grants = isOperator(actor) ? [{ role: PRINCIPAL[view.kind], place }] : actor.grants;
  const places = await placesOf(tx, grants, now);
  const scope = scopeBy({ ...actor, grants }, view.kind === 'entity' ? { ...places, entity: place } : places);
  return view.chosen ? { ...scope, alone: true } : scope;
}

const NOWHERE: Places = { entitiesOf: new Map(), agencyOf: new Map(), unitOrg: new Map() };

async function placesOf(tx: ReadTx, grants: readonly Grant[], now: number): Promise<Places> {
  const sight = { scope: EVERYTHING, now };
  const at = (...prefixes: string[]) =>
    grants.filter(({ role }) => prefixes.includes(role.slice(0, 1))).map(({ place }) => place);
  const flagged = grants.filter(({ role }) => role === 'auditor').map(({ place }) => place);
  const parents = [...new Set([...at('g', 'e'), ...flagged])];
  const children = await tx.rows({ kind: 'org', by: 'parent', values: parents, fields: ['kind', 'parent'] }, sight);
  const entitiesOf = new Map<string, string[]>();
  for (const { key, row } of children) {
    if (row['kind'] === 'entity')
      entitiesOf.set(String(row['parent']), [...(entitiesOf.get(String(row['parent'])) ?? []), key]);
  }
  const entities = [...parents, ...[...entitiesOf.values()].flat()];
  const agencies = await tx.rows(
    { kind: 'org', by: 'parent', values: [...new Set(entities)], fields: ['kind', 'parent'] },
    sight,
  );
  const agencyOf = new Map(
    agencies.filter(({ row }) => row['kind'] === 'agency').map(({ key, row }) => [String(row['parent']), key]),
  );
  for (const place of flagged) if (place.startsWith('a_')) agencyOf.set(place, place);
  const unitPlaces = [...new Set([...at('u'), ...flagged])];
  const units = await tx.rows({ kind: 'unit', by: 'key', values: unitPlaces, fields: ['org'] }, sight);
  return { entitiesOf, agencyOf, unitOrg: new Map(units.map(({ key, row }) => [key, String(row['org'])])) };
}

export async function rulesOf(tx: ReadTx, now: number): Promise<Rules> {
  const changed = await tx.rows(
    { kind: 'rules', by: 'key', values: Object.keys(DEFAULT_RULES), fields: ['key', 'value'] },
    { scope: EVERYTHING, now },
  );
  return { ...DEFAULT_RULES, ...Object.fromEntries(changed.map(({ row }) => [row['key'], row['value']])) };
}

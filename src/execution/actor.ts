/** Who acts and what they see, read once when a query or batch starts. */
import { AdctlError } from '../domain/refusal.ts';
import type { Actor, Grant, Places } from '../domain/rights.ts';
import { isOperator, isOwner, scopeOf } from '../domain/rights.ts';
import { DEFAULT_RULES, type Rules } from '../domain/rules.ts';
import { EVERYTHING } from '../domain/scope.ts';
import type { Ctx } from '../operations/define.ts';
import type { ReadTx } from '../store/port.ts';

/** `zone` is asked only where a time is read or a date is meant: finding a machine's own costs a fifth of a start. */
export async function contextOf(
  tx: ReadTx,
  login: string,
  now: number,
  zone: { readonly tz: string },
  only?: readonly Grant[],
): Promise<Ctx> {
  const sight = { scope: EVERYTHING, now };
  const [member] = await tx.rows({ kind: 'member', by: 'key', values: [login], fields: ['verified', 'status'] }, sight);
  if (member?.row['status'] !== 'active') throw new AdctlError('ACTOR_UNKNOWN', { actor: login });
  const held = await tx.rows({ kind: 'grant', by: 'member', values: [login], fields: ['role', 'place'] }, sight);
  const grants = only ?? held.map(({ row }) => ({ role: row['role'], place: row['place'] }) as Grant);
  const actor: Actor = { login, verified: member.row['verified'] !== null, grants };
  const scope = isOperator(actor) ? EVERYTHING : scopeOf(actor, await placesOf(tx, grants, now));
  return {
    now,
    get tz() {
      return zone.tz;
    },
    actor,
    identity: identityOf(actor),
    scope,
    rules: await rulesOf(tx, now),
  };
}

function identityOf(actor: Actor): string {
  if (isOwner(actor)) return 'owner';
  const [only, ...others] = actor.grants;
  return only && others.length === 0 ? `${only.role}@${only.place}` : actor.login;
}

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

/** The one manager of an account: patches that keep account and relations in step (ACC-3). */
import { MANAGING_SOURCES } from '../domain/accounts.ts';
import type { Key } from '../domain/kind.ts';
import { keyOf } from '../domain/kind.ts';
import { KINDS } from '../domain/kinds.ts';
import { STATE_OWNER } from '../domain/members.ts';
import type { Patch, ReadView } from './define.ts';

/** Roles that may manage an account where they are held. */
const MANAGING_ROLES: ReadonlySet<string> = new Set(['gP', 'gA', 'eP', 'eA', 'eC', 'uA', 'aM', 'aA', 'aE', 'aD']);

/** Where a member holds such a role; its grants must be loaded. */
export function managingPlaces(v: ReadView, login: string): string[] {
  const grants = v.list('grant', 'member', login).map((key) => v.get('grant', key));
  return grants.filter((grant) => MANAGING_ROLES.has(String(grant?.['role']))).map((grant) => String(grant?.['place']));
}

/** Nobody becomes manager of an account that it could not see. */
export function managesAt(managing: readonly string[], login: string, places: readonly string[] | 'any'): boolean {
  return login === STATE_OWNER || (places !== 'any' && places.some((place) => managing.includes(place)));
}

/** Removes the managing relations of an account, whoever holds them. */
export function dropManager(v: ReadView, account: Key): Patch[] {
  return v
    .list('relation', 'account', account)
    .filter((key) => MANAGING_SOURCES.some((source) => source === v.get('relation', key)?.['source']))
    .map((key) => ({ remove: 'relation', key }));
}

export function setManager(
  v: ReadView,
  account: Key,
  member: string,
  source: 'claimed' | 'assigned',
  system: string,
): Patch[] {
  const row = { account, member, source, system };
  return [
    { set: 'account', key: account, fields: { manager: member } },
    ...dropManager(v, account),
    { insert: 'relation', key: keyOf(KINDS.relation, row), row },
  ];
}

export function clearManager(v: ReadView, account: Key): Patch[] {
  return [{ set: 'account', key: account, fields: { manager: null } }, ...dropManager(v, account)];
}

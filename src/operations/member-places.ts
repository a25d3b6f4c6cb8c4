/** Where a member has roles: the places at which somebody may administer it. */
import type { Key } from '../domain/kind.ts';
import { EVERYWHERE, type Role } from '../domain/members.ts';
import { GRANT_FIELDS } from './address.ts';
import type { Loader, ReadView } from './define.ts';
import { placesAround } from './grants.ts';

export async function loadMemberPlaces(l: Loader, logins: readonly string[]): Promise<void> {
  await l.need({ kind: 'grant', by: 'member', values: logins, fields: GRANT_FIELDS });
  const places = [...new Set(logins.flatMap((login) => grantsOf(l.view, login).map(({ place }) => place)))].filter(
    (place) => place !== EVERYWHERE,
  );
  await l.need(
    { kind: 'unit', by: 'key', values: places, fields: ['type', 'name', 'org', 'status'] },
    { kind: 'org', by: 'key', values: places, fields: ['kind', 'name', 'parent', 'status'] },
  );
  const orgs = places
    .map((place) => l.view.get('unit', place)?.['org'])
    .filter((org): org is string => typeof org === 'string');
  await l.need({ kind: 'org', by: 'key', values: orgs, fields: ['kind', 'name', 'parent', 'status'] });
}

export function grantsOf(v: ReadView, login: string): { readonly role: Role; readonly place: Key }[] {
  return v.list('grant', 'member', login).map((key) => {
    const row = v.get('grant', key);
    return { role: row?.['role'] as Role, place: String(row?.['place']) };
  });
}

/** All places around the member's roles; the highest of its roles where only staff may be touched (MEM-3). */
export function placesOfMember(v: ReadView, login: string): { readonly places: Key[]; readonly role?: Role } {
  const grants = grantsOf(v, login);
  const agency = grants.find(({ role }) => role.startsWith('a'));
  return {
    places: [...new Set(grants.flatMap(({ place }) => placesAround(v, place)))],
    ...(agency && { role: agency.role }),
  };
}

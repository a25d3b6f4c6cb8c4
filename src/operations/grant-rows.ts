/** What granting and revoking share: which role or flag of which member, where, and who may. */
import type { Key } from '../domain/kind.ts';
import type { Flag, Role } from '../domain/members.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { PRINCIPAL_ROLES, type Right, type Subject } from '../domain/rights.ts';
import { MEMBER_FIELDS, memberNamed } from './address.ts';
import type { Loader, ReadView } from './define.ts';
import { type Asked, loadPlaces, placeOf, placesAround, roleOrFlag } from './grants.ts';
import { loadMemberPlaces } from './member-places.ts';

type Row = Asked & { readonly login: string };

/** A row's own role or flag, else that of the command. */
function askedOf(row: Asked, options: Asked): Asked {
  const { role, flag } = row.role !== undefined || row.flag !== undefined ? row : options;
  return { role, flag, org: row.org ?? options.org };
}

export const GRANT_RIGHTS = ['member.grant', 'flag.grant'] as const;

export function grantRight(row: Readonly<Record<string, unknown>>, options: Asked): Right {
  return askedOf(row as Asked, options).flag ? 'flag.grant' : 'member.grant';
}

export async function loadGrants(l: Loader, rows: readonly Row[], options: Asked): Promise<void> {
  const logins = rows.map((row) => row.login);
  await l.need({ kind: 'member', by: 'key', values: logins, fields: MEMBER_FIELDS });
  await loadMemberPlaces(l, logins);
  await loadPlaces(l, [...rows.map((row) => row.org), options.org]);
}

export type Grant = { readonly key: Key; readonly role: Role | Flag; readonly place: Key };

export function grantNamed(v: ReadView, row: Row, options: Asked): Grant | Refusal {
  const asked = askedOf(row, options);
  if (asked.role && asked.flag) return refuse('ROLE_OR_FLAG');
  const role = roleOrFlag(asked);
  if (typeof role !== 'string') return role;
  const place = placeOf(v, role, asked.org);
  return typeof place === 'string' ? { key: `${row.login}/${role}/${place}`, role, place } : place;
}

/** A principal role is judged by who may grant at all: that it moves by hand-over only is said after that. */
export function grantSubject(v: ReadView, row: Row, options: Asked): Subject | Refusal {
  const missing = memberNamed(v, row.login);
  if (missing) return missing;
  const grant = grantNamed(v, row, options);
  if ('refuse' in grant) return grant;
  const { role, place } = grant;
  return { target: row.login, places: placesAround(v, place), ...(!PRINCIPAL_ROLES.has(role) && { role }) };
}

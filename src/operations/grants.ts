/** Roles and flags at places (MEM-1): which role belongs where, and how a grant is written. */
import { archivedRefusal } from '../domain/invariants.ts';
import type { Key } from '../domain/kind.ts';
import type { Flag, Role } from '../domain/members.ts';
import { EVERYWHERE, FLAGS, ROLES } from '../domain/members.ts';
import { nearest } from '../domain/nearest.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { flagNamed, may, type Right, roleNamed, type Subject } from '../domain/rights.ts';
import type { Schema } from '../domain/schema.ts';
import { addressed, GRANT_FIELDS, loadAddresses, MEMBER_FIELDS } from './address.ts';
import type { Ctx, Loader, Patch, Pure, ReadView } from './define.ts';

export const GRANT_ROW = {
  login: {
    type: 'member',
    required: true,
    label: { en: 'member', zh: '成员' },
    help: { en: 'login', zh: '登录名' },
    headers: ['member', '登录名'],
    metavar: 'LOGIN',
  },
  role: {
    type: 'text',
    label: { en: 'role', zh: '角色' },
    help: {
      en: 'letters or long name of a role (eA or entity_admin); adctl help permissions lists them',
      zh: '角色代码或全称（eA 或 entity_admin）；全部见 adctl help permissions',
    },
    question: { en: 'role: its letters or long name (eA or entity_admin)', zh: '角色代码或全称（eA 或 entity_admin）' },
    metavar: 'ROLE',
  },
  flag: {
    type: 'text',
    label: { en: 'flag', zh: '标记' },
    help: { en: 'flag instead of a role', zh: '以标记代替角色' },
    metavar: 'FLAG',
  },
  org: {
    type: 'text',
    label: { en: 'organisation or unit', zh: '组织或业务单元' },
    help: { en: 'where it is held', zh: '所在的组织或业务单元' },
    question: { en: 'organisation or unit where it is held', zh: '所在的组织或业务单元' },
    headers: ['place', '组织'],
    metavar: 'ORG|UNIT',
  },
} as const satisfies Schema;

export type Asked = { readonly role?: string; readonly flag?: string; readonly org?: string };

export function roleOrFlag(asked: Asked): Role | Flag | Refusal {
  if (asked.flag) {
    const flag = flagNamed(asked.flag);
    return (
      flag ??
      refuse('VALUE_INVALID', {
        field: GRANT_ROW.flag.label,
        value: asked.flag,
        expected: Object.keys(FLAGS),
        nearest: nearest(asked.flag, Object.keys(FLAGS)),
      })
    );
  }
  if (!asked.role) return refuse('MISSING', { field: GRANT_ROW.role.label, option: '--role' });
  const role = roleNamed(asked.role);
  return (
    role ??
    refuse('VALUE_INVALID', {
      field: GRANT_ROW.role.label,
      value: asked.role,
      expected: Object.keys(ROLES),
      nearest: nearest(asked.role, Object.keys(ROLES)),
    })
  );
}

export async function loadPlaces(l: Loader, orgs: readonly (string | undefined)[]): Promise<void> {
  // A role of an agency may be asked for by its entity.
  await loadAddresses(l, 'org', orgs, ['agency']);
  await loadAddresses(l, 'unit', orgs);
  const keys = orgs
    .filter((org): org is string => !!org)
    .flatMap((org) => [
      addressed(l.view, 'org', org),
      addressed(l.view, 'org', org, ['agency']),
      addressed(l.view, 'unit', org),
    ]);
  const found = [EVERYWHERE, ...keys.filter((key): key is string => typeof key === 'string')];
  await l.need({ kind: 'unit', by: 'key', values: found, fields: ['type', 'name', 'org', 'status'] });
  const unitOrgs = found.map((key) => unitOrg(l.view, key)).filter((key): key is string => key !== undefined);
  await l.need(
    { kind: 'org', by: 'key', values: unitOrgs, fields: ['kind', 'name', 'parent', 'status'] },
    { kind: 'grant', by: 'place', values: found, fields: GRANT_FIELDS },
  );
  const holders = found.flatMap((place) =>
    l.view.list('grant', 'place', place).map((key) => key.slice(0, key.indexOf('/'))),
  );
  await l.need({ kind: 'member', by: 'key', values: holders, fields: MEMBER_FIELDS });
}

function unitOrg(v: ReadView, key: Key): string | undefined {
  return v.get('unit', key)?.['org'] as string | undefined;
}

const PLACES: Readonly<Record<string, string>> = { g: 'group', e: 'entity', u: 'unit', a: 'agency' };

/** The place that a role may be held at; a flag stands at any organisation. */
export function placeOf(v: ReadView, role: Role | Flag, org: string | undefined): Key | Refusal {
  if (role === 'op') return EVERYWHERE;
  if (!org) return refuse('MISSING', { field: GRANT_ROW.org.label, option: '--org' });
  const wanted = role in FLAGS ? undefined : role === 'cv' ? 'agency' : PLACES[role[0] as string];
  const place = wanted === 'unit' ? addressed(v, 'unit', org) : addressed(v, 'org', org, wanted ? [wanted] : undefined);
  if (typeof place === 'string' || place.refuse === 'AMBIGUOUS') return place;
  // There, but of another kind: say so rather than "not found".
  const other = [addressed(v, 'org', org), addressed(v, 'unit', org)].some((key) => typeof key === 'string');
  return other ? refuse('ROLE_PLACE', { role, place: org }) : place;
}

/** The place and the organisations around it, where a role may give the right. */
export function placesAround(v: ReadView, place: Key): Key[] {
  if (place === EVERYWHERE) return [];
  const org = unitOrg(v, place) ?? place;
  const row = v.get('org', org);
  // An agency is not administered by the admins of its entity: they are two roles of one legal person.
  const group = row?.['kind'] === 'entity' ? row['parent'] : undefined;
  return [...new Set([place, org, ...(typeof group === 'string' ? [group] : [])])];
}

export const ADMINS: ReadonlySet<unknown> = new Set(['gP', 'gA', 'eP', 'eA', 'uA', 'aM', 'aA']);

/** Whether an admin of the place would have the right, the operator's own apart. */
export function administers({ actor }: Pick<Ctx, 'actor'>, right: Right, subject: Subject): boolean {
  const { login, verified, grants } = actor;
  return may({ login, verified, grants: grants.filter(({ role }) => role !== 'op') }, right, subject);
}

/** The operator nominates where nobody administers; elsewhere roles are the admins' to give and take (ORG-9). */
export function notNominating(
  v: ReadView,
  ctx: Pick<Ctx, 'actor'>,
  subject: Subject,
  place: Key,
  right: Right = 'member.grant',
): Refusal | undefined {
  const administered = v.list('grant', 'place', place).some((key) => ADMINS.has(v.get('grant', key)?.['role']));
  return administered && !administers(ctx, right, subject)
    ? refuse('FORBIDDEN', { right, target: subject.target })
    : undefined;
}

/** Whoever nominates an admin where there is none, as operator alone, says why (ORG-9). */
export function reasonLacking(ctx: Pure, subject: Subject, role: Role | Flag): Refusal | undefined {
  return ADMINS.has(role) && ctx.reason.trim() === '' && !administers(ctx, 'member.grant', subject)
    ? refuse('REASON_NEEDED', { member: subject.target, role })
    : undefined;
}

/** An archived organisation or unit takes no more roles (ORG-10). */
export function closedToRoles(v: ReadView, place: Key): Refusal | undefined {
  if (place === EVERYWHERE) return undefined;
  const unit = v.get('unit', place);
  if (unit?.['status'] === 'archived') return archivedRefusal('unit', place, unit);
  const key = unit ? String(unit['org']) : place;
  const org = v.get('org', key);
  return org?.['status'] === 'archived' ? archivedRefusal('org', key, org) : undefined;
}

export function grantPatch(member: string, role: string, place: Key): Extract<Patch, { insert: unknown }> {
  return { insert: 'grant', key: `${member}/${role}/${place}`, row: { member, role, place } };
}

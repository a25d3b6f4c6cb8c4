/** Break-glass (ORG-9): the operator names an admin where nobody administers, of a unit that it may make with it. */
import { archivedRefusal } from '../domain/invariants.ts';
import type { Key } from '../domain/kind.ts';
import type { Flag, Role } from '../domain/members.ts';
import { named } from '../domain/references.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Subject } from '../domain/rights.ts';
import { addressed, GRANT_FIELDS, loadAddresses, MEMBER_FIELDS, memberNamed } from './address.ts';
import type { Decision, Loader, Patch, Pure, ReadView } from './define.ts';
import { ADMINS, GRANT_ROW, grantPatch, roleOrFlag } from './grants.ts';
import { ORG_FIELDS, orgPlaces, orgSubject } from './org-address.ts';

type Row = { readonly org: string };
type Options = { readonly member: string; readonly role?: string; readonly unit?: string; readonly new_unit?: string };

/** The admins that a kind of place has, the one first who is named unless another is said. */
const ADMINS_OF: Readonly<Record<string, readonly (Role | Flag)[]>> = {
  group: ['gP', 'gA'],
  entity: ['eP', 'eA'],
  agency: ['aM', 'aA'],
  unit: ['uA'],
};

export async function loadNominations(
  l: Loader,
  rows: readonly Row[],
  { member, unit, new_unit }: Options,
): Promise<void> {
  const texts = rows.map((row) => row.org);
  await loadAddresses(l, 'org', texts, ['agency']);
  await loadAddresses(l, 'unit', [unit, new_unit]);
  const orgs = texts.map((text) => addressed(l.view, 'org', text)).filter((key) => typeof key === 'string');
  const around = orgs
    .flatMap((key) => l.view.get('org', key)?.['parent'] ?? [])
    .filter((key) => typeof key === 'string');
  await l.need({ kind: 'org', by: 'key', values: around, fields: ORG_FIELDS });
  const found = unit === undefined ? undefined : addressed(l.view, 'unit', unit);
  const places = [...orgs, ...around, ...(typeof found === 'string' ? [found] : [])];
  await l.need(
    { kind: 'grant', by: 'place', values: [...new Set(places)], fields: GRANT_FIELDS },
    { kind: 'member', by: 'key', values: [member], fields: MEMBER_FIELDS },
    { kind: 'grant', by: 'member', values: [member], fields: GRANT_FIELDS },
  );
}

export function nominateSubject(v: ReadView, row: Row, { member }: Options): Subject | Refusal {
  return memberNamed(v, member) ?? orgSubject(v, row);
}

const administered = (v: ReadView, place: Key): boolean =>
  v.list('grant', 'place', place).some((key) => ADMINS.has(v.get('grant', key)?.['role']));

export function nominate(v: ReadView, ctx: Pure, { target: org }: Subject, options: Options): Decision {
  const { member, unit, new_unit: fresh } = options;
  if (unit !== undefined && fresh !== undefined) return refuse('UNIT_OR_NEW');
  const row = v.get('org', org);
  if (row?.['status'] === 'archived') return archivedRefusal('org', org, row);
  const ofUnit = unit !== undefined || fresh !== undefined;
  const there = unit === undefined ? unitCalled(v, org, fresh) : addressed(v, 'unit', unit);
  if (there !== undefined && typeof there !== 'string') return there;
  const place = ofUnit ? there : org;
  const wanted = roleFor(ofUnit ? 'unit' : String(row?.['kind']), options.role);
  if (typeof wanted !== 'string') return wanted;
  if (ofUnit && row?.['kind'] === 'agency') return refuse('ROLE_PLACE', { role: wanted, place: org });
  if (place !== undefined && ofUnit) {
    const held = v.get('unit', place);
    if (held?.['org'] !== org) return refuse('UNIT_ELSEWHERE', { unit: place });
    if (held['status'] === 'archived') return archivedRefusal('unit', place, held);
  }
  const key = place && `${member}/${wanted}/${place}`;
  if (key && v.list('grant', 'member', member).includes(key))
    return { unchanged: 'SAME', of: [{ kind: 'grant', key }] };
  const above = ofUnit ? orgPlaces(v, org) : [];
  const taken = [...above, ...(place === undefined ? [] : [place])].find((at) => administered(v, at));
  if (taken !== undefined)
    return refuse('ORG_ADMINISTERED', { place: named(taken === place && ofUnit ? 'unit' : 'org', taken) });
  if (ctx.reason.trim() === '') return refuse('REASON_NEEDED', { member, role: wanted });
  const id = place ?? ctx.id('u_');
  return {
    ok: [
      ...(place === undefined ? [made(ctx, id, String(fresh), org, row?.['kind'])] : []),
      grantPatch(member, wanted, id),
    ],
  };
}

/** A unit of that name that is there already: the same command run again finds it. */
const unitCalled = (v: ReadView, org: Key, name: string | undefined): Key | undefined =>
  name === undefined ? undefined : v.list('unit', 'name', name).find((key) => v.get('unit', key)?.['org'] === org);

function roleFor(kind: string, asked: string | undefined): Role | Flag | Refusal {
  const fits = ADMINS_OF[kind] ?? [];
  const role = asked === undefined ? (fits[0] as Role) : roleOrFlag({ role: asked });
  if (typeof role !== 'string' || fits.includes(role)) return role;
  return refuse('VALUE_INVALID', { field: GRANT_ROW.role.label, value: role, expected: fits });
}

function made(ctx: Pure, id: Key, name: string, org: Key, kind: unknown): Patch {
  const type = kind === 'group' ? 'group' : 'entity';
  return { insert: 'unit', key: id, row: { id, name, org, type, status: 'active', created: ctx.now } };
}

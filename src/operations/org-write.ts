/** Creating organisations (ORG-1, ORG-2, ORG-5), singly and from a file. */
import { SLUG } from '../domain/addresses.ts';
import type { Key, Value } from '../domain/kind.ts';
import { AdctlError, type Refusal, refuse } from '../domain/refusal.ts';
import { isOperator, type Right, type Subject } from '../domain/rights.ts';
import { addressed, GRANT_FIELDS, loadAddresses, MEMBER_FIELDS, notFound } from './address.ts';
import type { Decision, Loader, Patch, Pure, ReadView } from './define.ts';
import { alikeThere, loadAlike } from './org-alike.ts';
import { entitiesOf, licenceOf, ORG_ROW, type OrgRow, PRINCIPAL } from './org-row.ts';
import { archivedThere, decideThere } from './org-there.ts';

export const ORG_RIGHTS = ['org.create_group', 'org.create_entity', 'org.create_agency'] as const;
export const orgRight = (row: Readonly<Record<string, unknown>>): Right =>
  `org.create_${row['kind'] as 'group' | 'entity' | 'agency'}`;
/** A file may name what it creates itself, in any order: groups first, agencies last. */
export const orgRank = (row: OrgRow): number => ({ group: 0, entity: 1, agency: 2 })[row.kind as 'group'];

const PREFIX = { group: 'g_', entity: 'e_', agency: 'a_' } as const;

/** What to do with a company of which only the name is known. */
const LICENCE_OR_NAME = {
  en: '--licence, in a file the column licence (统一社会信用代码); a name alone makes a group: --kind group --group-type customer',
  zh: '--licence，文件中为“统一社会信用代码”列；仅有名称时可作为集团：--kind group --group-type customer',
};

/** The column as it most likely stands in the file. */
const SHORT_NAME = {
  en: 'group_name (short_name, 简称, 证券简称, …)',
  zh: '“集团名称”（简称、证券简称、short_name 等）',
};

const THERE = ['kind', 'name', 'parent', 'group_type', 'licence', 'licence_kind', 'personal_number_bi'];

export async function loadOrgs(l: Loader, rows: readonly OrgRow[], ctx: Pure): Promise<void> {
  const licences: string[] = [];
  const blinds: string[] = [];
  for (const row of rows) {
    const licence = licenceOf(row);
    if (!licence || 'refuse' in licence) continue;
    if (licence.kind === 'business') licences.push(licence.number);
    else blinds.push(...blindsOf(ctx, licence.number));
  }
  await loadAddresses(
    l,
    'org',
    rows.flatMap((row) => [row.group, ...(row.entity ?? []), row.name, row.id]),
  );
  const ids = rows.map((row) => row.id).filter((id): id is string => id !== undefined);
  await l.need({ kind: 'unit', by: 'key', values: ids, fields: ['org'] });
  // With the personal number comes the person's key, or the proof that there is none.
  await l.need(
    { kind: 'org', by: 'key', values: ids, fields: [...THERE, 'personal_number'] },
    { kind: 'grant', by: 'place', values: ids, fields: GRANT_FIELDS },
  );
  const fields = ['kind', 'name', 'parent', 'status', 'group_type', 'licence'];
  await l.need(
    { kind: 'org', by: 'licence', values: licences, fields },
    {
      kind: 'org',
      by: 'personal_number',
      values: blinds,
      fields: [...fields, 'personal_number', 'personal_number_bi'],
    },
  );
  // The key of a person is loaded with the record, whether or not there is one: an undone creation leaves it.
  const own = rows.map((row) => row.id).filter((id): id is string => id !== undefined);
  await l.need({ kind: 'org', by: 'key', values: own, fields: ['personal_number'] });
  const parents = rows.flatMap((row) => entitiesOf(row).flatMap((entity) => keysNamed(l, entity)));
  await l.need({ kind: 'org', by: 'parent', values: parents, fields });
  await loadAgencies(l, fields, parents);
  await loadAlike(l, rows);
  const principals = [ctx.actor.login, ...rows.map((row) => row.principal).filter((login): login is string => !!login)];
  await l.need({ kind: 'member', by: 'key', values: principals, fields: MEMBER_FIELDS });
}

/** None without the state key: then the row says so itself when it is decided, and the others go on. */
function blindsOf(ctx: Pure, number: string): string[] {
  try {
    return [ctx.blind('org', 'personal_number', number)];
  } catch (error) {
    if (error instanceof AdctlError) return [];
    throw error;
  }
}

function keysNamed(l: Loader, entity: string): Key[] {
  const key = addressed(l.view, 'org', entity, ['entity']);
  return typeof key === 'string' ? [key] : [];
}

/** The groups of the entities named, and the members of the places that get a principal admin. */
async function loadAgencies(l: Loader, fields: readonly string[], entities: readonly Key[]): Promise<void> {
  const groups = entities
    .map((key) => l.view.get('org', key)?.['parent'])
    .filter((key): key is string => typeof key === 'string');
  await l.need({ kind: 'org', by: 'key', values: groups, fields });
}

export function subjectOfOrg(v: ReadView, row: OrgRow): Subject | Refusal {
  const target = row.name ?? entitiesOf(row)[0] ?? '';
  if (row.kind === 'entity') return { target, places: [] };
  const places: string[] = [];
  for (const entity of entitiesOf(row)) {
    const key = addressed(v, 'org', entity, ['entity']);
    if (typeof key !== 'string') return key;
    places.push(key);
  }
  return { target, places };
}

export function decideOrg(v: ReadView, ctx: Pure, row: OrgRow, subject: Subject): Decision {
  if (row.id !== undefined && !SLUG.test(row.id)) {
    return refuse('VALUE_INVALID', {
      field: ORG_ROW.id.label,
      value: row.id,
      expected: { en: 'a–z, 0–9, _ and -, 2 to 40 of them', zh: '2 到 40 位小写字母、数字、_ 或 -' },
    });
  }
  if (row.id !== undefined && v.get('org', row.id) && v.sees('org', row.id)) return decideThere(v, ctx, row, row.id);
  if (row.principal && !isOperator(ctx.actor) && row.principal !== ctx.actor.login)
    return refuse('FORBIDDEN', { right: 'org.nominate', target: row.principal });
  if (row.kind === 'group') return decideGroup(v, ctx, row, subject.places as readonly string[]);
  if (row.kind === 'agency') return decideAgency(v, ctx, row, (subject.places as readonly string[])[0]);
  return decideEntity(v, ctx, row);
}

function decideGroup(v: ReadView, ctx: Pure, row: OrgRow, entities: readonly Key[]): Decision {
  if (!row.name) return refuse('MISSING', { field: ORG_ROW.name.label });
  const type = row.group_type ?? 'policy';
  const old = v.list('org', 'name', row.name).find((key) => v.get('org', key)?.['kind'] === 'group');
  if (old) {
    if (!v.sees('org', old)) return refuse('ORG_EXISTS', { name: row.name });
    const closed = archivedThere(v, old);
    if (closed) return closed;
    const same =
      (row.group_type === undefined || v.get('org', old)?.['group_type'] === type) &&
      entities.every((key) => v.get('org', key)?.['parent'] === old);
    return same ? { unchanged: 'SAME', id: old } : refuse('ORG_EXISTS', { name: row.name });
  }
  const taken = entities.find((key) => v.get('org', key)?.['parent'] != null);
  if (taken) return refuse('GROUP_TAKEN', { entity: v.get('org', taken)?.['name'] });
  return insert(
    v,
    ctx,
    row,
    'group',
    { name: row.name, group_type: type },
    entities.map((key) => (id) => ({ set: 'org', key, fields: { parent: id } })),
  );
}

function decideEntity(v: ReadView, ctx: Pure, row: OrgRow): Decision {
  if (!row.name) return refuse('MISSING', { field: ORG_ROW.name.label });
  const licence = licenceOf(row);
  if (!licence) return refuse('MISSING', { field: ORG_ROW.licence.label, option: LICENCE_OR_NAME, input: 'licence' });
  if ('refuse' in licence) return licence;
  let parent: Key | null = null;
  if (row.group) {
    const group = addressed(v, 'org', row.group, ['group']);
    if (typeof group !== 'string')
      return row.group_name !== undefined && group.refuse === 'NOT_FOUND'
        ? refuse('GROUP_NAME_UNKNOWN', { column: SHORT_NAME, value: row.group_name })
        : group;
    if (!ctx.may('org.attach', { target: group, places: [group] }))
      return refuse('FORBIDDEN', { right: 'org.attach', target: group });
    parent = group;
  }
  const personal = licence.kind === 'person';
  const old = personal
    ? v.find('org', 'personal_number', ctx.blind('org', 'personal_number', licence.number))
    : v.find('org', 'licence', licence.number);
  if (old) {
    const there = v.get('org', old);
    if (!v.sees('org', old)) return refuse('LICENCE_TAKEN', {});
    const closed = archivedThere(v, old);
    if (closed) return closed;
    const same = there?.['name'] === row.name && (!row.group || there['parent'] === parent);
    return same ? { unchanged: 'SAME', id: old } : refuse('LICENCE_TAKEN', { owner: `: ${there?.['name']}` });
  }
  const fields: Record<string, Value> = { name: row.name, licence_kind: licence.kind, parent };
  if (!personal) fields['licence'] = licence.number;
  const made = insert(v, ctx, row, 'entity', fields, [], personal ? licence.number : undefined);
  return 'ok' in made && !personal ? { ...made, ...alikeThere(v, row.name) } : made;
}

function decideAgency(v: ReadView, ctx: Pure, row: OrgRow, entity: Key | undefined): Decision {
  if (row.group_name !== undefined) return refuse('GROUP_NAME_UNUSED', { column: SHORT_NAME, value: row.group_name });
  if (!entity) return refuse('MISSING', { field: ORG_ROW.entity.label, option: '--entity' });
  const old = v.list('org', 'parent', entity).find((key) => v.get('org', key)?.['kind'] === 'agency');
  if (old) return archivedThere(v, old) ?? { unchanged: 'SAME', id: old };
  return insert(
    v,
    ctx,
    row,
    'agency',
    { name: row.name ?? String(v.get('org', entity)?.['name']), parent: entity },
    [],
  );
}

function insert(
  v: ReadView,
  ctx: Pure,
  row: OrgRow,
  kind: keyof typeof PREFIX,
  fields: Readonly<Record<string, Value>>,
  more: readonly ((id: Key) => Patch)[],
  personalNumber?: string,
): Decision {
  const id = row.id ?? ctx.id(PREFIX[kind]);
  // A role's place is an id, of an organisation or of a unit: one id is never both.
  if (row.id && (v.get('org', row.id) || v.get('unit', row.id))) return refuse('ORG_EXISTS', { name: row.id });
  const sealed = personalNumber ? ctx.seal('org', id, { personal_number: personalNumber }) : {};
  const patches: Patch[] = [
    { insert: 'org', key: id, row: { id, kind, status: 'active', created: ctx.now, ...fields, ...sealed } },
  ];
  const principal = row.principal ?? (isOperator(ctx.actor) ? undefined : ctx.actor.login);
  if (principal) {
    const member = v.get('member', principal);
    if (!member || !v.sees('member', principal)) return notFound('member', principal);
    if (member['verified'] === null) return refuse('MEMBER_UNVERIFIED', { member: principal });
    const grant = { member: principal, role: PRINCIPAL[kind], place: id };
    patches.push({ insert: 'grant', key: `${principal}/${grant.role}/${id}`, row: grant });
  }
  return { ok: [...patches, ...more.map((patch) => patch(id))], id };
}

/** Creating organisations (ORG-1, ORG-2, ORG-5), singly and from a file. */
import type { Key, Value } from '../domain/kind.ts';
import { checkLicence } from '../domain/licence.ts';
import { GROUP_TYPES, LICENCE_KINDS, ORG_KINDS } from '../domain/orgs.ts';
import { AdctlError, type Refusal, refuse } from '../domain/refusal.ts';
import { isOperator, type Right, type Subject } from '../domain/rights.ts';
import type { InputOf, Schema } from '../domain/schema.ts';
import { addressed, loadAddresses, MEMBER_FIELDS, notFound } from './address.ts';
import type { Decision, Loader, Patch, Pure, ReadView } from './define.ts';

export const ORG_ROW = {
  name: {
    type: 'text',
    label: { en: 'name', zh: '名称' },
    help: { en: 'legal name, or name of the group', zh: '主体名称或集团名称' },
    headers: ['主体名称', '公司名称', '组织名称'],
    metavar: 'NAME',
  },
  kind: {
    type: 'enum',
    values: ORG_KINDS,
    required: true,
    label: { en: 'kind', zh: '类型' },
    help: { en: 'group, entity or agency', zh: '集团、主体或代理商' },
  },
  licence: {
    type: 'text',
    label: { en: 'licence', zh: '证照号码' },
    help: { en: 'unified social credit code or personal id number', zh: '统一社会信用代码或身份证号' },
    headers: ['统一社会信用代码', '营业执照号'],
    metavar: 'N',
    pii: true,
  },
  licence_kind: {
    type: 'enum',
    values: LICENCE_KINDS,
    label: { en: 'licence kind', zh: '证照类型' },
    help: { en: 'business or person; seen from the number if not given', zh: '企业或个人；不填则由号码判断' },
  },
  group: {
    type: 'text',
    label: { en: 'group', zh: '集团' },
    help: { en: 'group of the entity', zh: '主体所属集团' },
    headers: ['parent', '所属集团', '上级'],
    metavar: 'ORG',
  },
  group_type: {
    type: 'enum',
    values: GROUP_TYPES,
    label: { en: 'group type', zh: '集团类型' },
    help: { en: 'policy or customer', zh: '政策集团或客户简称' },
  },
  entity: {
    type: 'list',
    label: { en: 'entity', zh: '主体' },
    help: {
      en: 'entity of the agency; entities of the group (repeatable)',
      zh: '代理商的主体；集团包含的主体（可重复）',
    },
    metavar: 'ORG',
  },
  principal: {
    type: 'member',
    label: { en: 'principal admin', zh: '主管理员' },
    help: { en: 'who becomes principal admin (operator only)', zh: '指定主管理员（仅行业运营）' },
    metavar: 'LOGIN',
  },
  id: {
    type: 'text',
    label: { en: 'id', zh: '编号' },
    help: { en: 'an id of your own', zh: '自定义编号' },
    metavar: 'SLUG',
  },
} as const satisfies Schema;

export type OrgRow = InputOf<typeof ORG_ROW>;

export const orgRight = (row: Readonly<Record<string, unknown>>): Right =>
  `org.create_${row['kind'] as 'group' | 'entity' | 'agency'}`;
/** A file may name what it creates itself, in any order: groups first, agencies last. */
export const orgRank = (row: OrgRow): number => ({ group: 0, entity: 1, agency: 2 })[row.kind as 'group'];

const PREFIX = { group: 'g_', entity: 'e_', agency: 'a_' } as const;
const PRINCIPAL = { group: 'gP', entity: 'eP', agency: 'aM' } as const;
export const SLUG = /^[a-z0-9][a-z0-9_-]{1,39}$/;

function licenceOf(row: OrgRow) {
  return row.licence ? checkLicence(row.licence, row.licence_kind) : undefined;
}

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
  await l.need({ kind: 'org', by: 'key', values: ids, fields: ['kind', 'personal_number'] });
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
  const parents = rows.flatMap((row) => (row.entity ?? []).flatMap((entity) => keysNamed(l, entity)));
  await l.need({ kind: 'org', by: 'parent', values: parents, fields });
  await loadAgencies(l, fields, parents);
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
  const target = row.name ?? row.entity?.[0] ?? '';
  if (row.kind === 'entity') return { target, places: [] };
  const places: string[] = [];
  for (const entity of row.entity ?? []) {
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
  if (!licence) return refuse('MISSING', { field: ORG_ROW.licence.label, option: '--licence' });
  if ('refuse' in licence) return licence;
  let parent: Key | null = null;
  if (row.group) {
    const group = addressed(v, 'org', row.group, ['group']);
    if (typeof group !== 'string') return group;
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
    const same = there?.['name'] === row.name && (!row.group || there['parent'] === parent);
    return same ? { unchanged: 'SAME', id: old } : refuse('LICENCE_TAKEN', { owner: `: ${there?.['name']}` });
  }
  const fields: Record<string, Value> = { name: row.name, licence_kind: licence.kind, parent };
  if (!personal) fields['licence'] = licence.number;
  return insert(v, ctx, row, 'entity', fields, [], personal ? licence.number : undefined);
}

function decideAgency(v: ReadView, ctx: Pure, row: OrgRow, entity: Key | undefined): Decision {
  if (!entity) return refuse('MISSING', { field: ORG_ROW.entity.label, option: '--entity' });
  const old = v.list('org', 'parent', entity).find((key) => v.get('org', key)?.['kind'] === 'agency');
  if (old) return { unchanged: 'SAME', id: old };
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

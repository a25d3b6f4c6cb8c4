/** Creating units with members and accounts, as rows of one atomic batch (UNIT-3). */
import { SLUG } from '../domain/addresses.ts';
import { archivedRefusal } from '../domain/invariants.ts';
import type { Key } from '../domain/kind.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Subject } from '../domain/rights.ts';
import type { InputOf, Schema } from '../domain/schema.ts';
import { loadAccounts, visibleAccount } from './account-rows.ts';
import { addressed, GRANT_FIELDS, loadAddresses, MEMBER_FIELDS, memberNamed } from './address.ts';
import type { Decision, Loader, Pure, ReadView } from './define.ts';
import { grantPatch } from './grants.ts';
import { addToUnit, unitPlaces } from './unit-accounts.ts';
import { loadOrgsOfUnits, loadUnit } from './unit-head.ts';

const text = (en: string, zh: string, metavar: string, headers: readonly string[] = []) =>
  ({ type: 'text', label: { en, zh }, help: { en, zh }, metavar, headers }) as const;

/** In a file: one unit a row. The other fields are rows that the command makes: a member or an account of the unit. */
export const UNIT_ROW = {
  name: text('name', '名称', 'NAME', ['业务单元', '业务单元名称']),
  org: text('organisation', '所属组织', 'ORG', ['组织', '主体', '集团']),
  track: text('track', '赛道', 'TRACK'),
  note: text('note', '备注', 'TEXT'),
  id: text('id of your own', '自定义编号', 'SLUG'),
  account: {
    type: 'account',
    label: { en: 'account', zh: '账户' },
    help: { en: 'account', zh: '账户' },
    internal: true,
  },
  platform: {
    type: 'platform',
    label: { en: 'platform', zh: '平台' },
    help: { en: 'platform', zh: '平台' },
    internal: true,
  },
  member: { type: 'member', label: { en: 'member', zh: '成员' }, help: { en: 'member', zh: '成员' }, internal: true },
  role: { type: 'text', label: { en: 'role', zh: '角色' }, help: { en: 'role', zh: '角色' }, internal: true },
} as const satisfies Schema;

type UnitRow = InputOf<typeof UNIT_ROW>;
type Options = {
  readonly name?: string;
  readonly org?: string;
  readonly track?: string;
  readonly note?: string;
  readonly id?: string;
  readonly move: boolean;
};
/** The unit that rows of members and accounts go to: one that exists already, or the id that the first row will make. */
type Keep = { readonly unit: Key | null; readonly made?: boolean };

/** Units that the actor administers: beside them, in the same organisation, it may create more (MEM-3). */
const ownUnits = (ctx: Pure): string[] =>
  ctx.actor.grants.filter(({ role }) => role === 'uA').map(({ place }) => place);
async function loadOwnUnits(l: Loader, ctx: Pure): Promise<void> {
  await l.need({ kind: 'unit', by: 'key', values: ownUnits(ctx), fields: ['type', 'name', 'org', 'status'] });
}
function beside(v: ReadView, ctx: Pure, org: unknown): string[] {
  return ownUnits(ctx).filter((unit) => v.get('unit', unit)?.['org'] === org);
}
/** A unit that this batch makes is filled by whoever may make it, one that exists by whoever may change it. */
function placesOf(v: ReadView, ctx: Pure, keep: Keep): Key[] {
  const unit = keep.unit as Key;
  return [...unitPlaces(v, unit), ...(keep.made ? beside(v, ctx, v.get('unit', unit)?.['org']) : [])];
}

export function unitKeep(v: ReadView, ctx: Pure, options: Options): { readonly keep: Keep } | Refusal {
  if (options.name === undefined) return { keep: { unit: null } };
  const org = addressed(v, 'org', options.org ?? '', ['group', 'entity']);
  if (typeof org !== 'string') return org;
  const there = v.list('unit', 'name', options.name).find((key) => v.get('unit', key)?.['org'] === org);
  return { keep: { unit: there ?? options.id ?? ctx.id('u_'), made: there === undefined } };
}

export async function loadUnits(
  l: Loader,
  rows: readonly UnitRow[],
  options: Options,
  keep: Keep,
  ctx: Pure,
): Promise<void> {
  await loadOwnUnits(l, ctx);
  const made = rows.filter((row) => row.name !== undefined);
  await loadAddresses(
    l,
    'org',
    made.map((row) => row.org ?? options.org),
  );
  await loadAddresses(
    l,
    'unit',
    made.flatMap((row) => [row.name, row.id]),
  );
  const ids = made.map((row) => row.id).filter((id): id is string => id !== undefined);
  await l.need({ kind: 'org', by: 'key', values: ids, fields: ['kind', 'name', 'parent', 'status', 'group_type'] });
  if (keep.unit) {
    await loadUnit(l, keep.unit);
    await l.need({ kind: 'grant', by: 'place', values: [keep.unit], fields: GRANT_FIELDS });
  }
  const members = rows.map((row) => row.member).filter((login): login is string => login !== undefined);
  await l.need({ kind: 'member', by: 'key', values: members, fields: MEMBER_FIELDS });
  const named = rows
    .filter((row) => row.account !== undefined)
    .map((row) => ({ id: row.account as string, platform: row.platform }));
  await loadOrgsOfUnits(l, await loadAccounts(l, named, []));
}

export function subjectOfUnit(v: ReadView, row: UnitRow, options: Options, keep: Keep, ctx: Pure): Subject | Refusal {
  if (keep.unit === null && (row.account !== undefined || row.member !== undefined))
    return refuse('MISSING', { field: UNIT_ROW.name.label, option: 'NAME' });
  if (row.account !== undefined) {
    const subject = visibleAccount(v, { id: row.account, platform: row.platform }, ctx);
    return 'refuse' in subject ? subject : { ...subject, places: placesOf(v, ctx, keep) };
  }
  if (row.member !== undefined) {
    return memberNamed(v, row.member) ?? { target: row.member, places: placesOf(v, ctx, keep) };
  }
  if (!row.name) return refuse('MISSING', { field: UNIT_ROW.name.label });
  const home = row.org ?? options.org;
  if (!home) return refuse('MISSING', { field: UNIT_ROW.org.label, option: '--org' });
  const org = addressed(v, 'org', home, ['group', 'entity']);
  if (typeof org !== 'string') return org;
  const group = v.get('org', org)?.['parent'];
  return { target: row.name, places: [org, ...(typeof group === 'string' ? [group] : []), ...beside(v, ctx, org)] };
}

export function decideUnit(
  v: ReadView,
  ctx: Pure,
  row: UnitRow,
  options: Options,
  keep: Keep,
  subject: Subject,
): Decision {
  if (row.account !== undefined) return addToUnit(v, ctx, subject.target, keep.unit as Key, options.move);
  if (row.member !== undefined) return decideMember(v, row, keep.unit as Key);
  const org = subject.places[0] as Key;
  const id = keep.unit ?? row.id ?? ctx.id('u_');
  if (row.id !== undefined && !SLUG.test(row.id)) {
    return refuse('VALUE_INVALID', {
      field: UNIT_ROW.id.label,
      value: row.id,
      expected: { en: 'a–z, 0–9, _ and -, 2 to 40 of them', zh: '2 到 40 位小写字母、数字、_ 或 -' },
    });
  }
  const name = row.name as string;
  const old = v.list('unit', 'name', name).find((key) => v.get('unit', key)?.['org'] === org);
  if (old) {
    const there = v.get('unit', old);
    if (there?.['status'] === 'archived') return archivedRefusal('unit', old, there);
    return sameUnit(v, row, options, old) ? { unchanged: 'SAME', id: old } : refuse('UNIT_EXISTS', { name });
  }
  if (row.id && (v.get('unit', row.id) || v.get('org', row.id))) return refuse('UNIT_EXISTS', { name: row.id });
  const type = v.get('org', org)?.['kind'] === 'group' ? 'group' : 'entity';
  const unit = {
    id,
    name,
    org,
    type,
    track: row.track ?? options.track ?? null,
    note: row.note ?? options.note ?? null,
    status: 'active',
    created: ctx.now,
  };
  return { ok: [{ insert: 'unit', key: id, row: unit }], id };
}

function sameUnit(v: ReadView, row: UnitRow, options: Options, key: Key): boolean {
  const there = v.get('unit', key);
  const same = (field: 'track' | 'note') => {
    const wanted = row[field] ?? options[field];
    return wanted === undefined || there?.[field] === wanted;
  };
  return (row.id === undefined || row.id === key) && same('track') && same('note');
}

function decideMember(v: ReadView, row: UnitRow, unit: Key): Decision {
  const login = row.member as string;
  const role = row.role ?? 'uC';
  const key = `${login}/${role}/${unit}`;
  if (v.list('grant', 'place', unit).includes(key)) return { unchanged: 'SAME', of: [{ kind: 'grant', key }] };
  const there = v.get('unit', unit);
  if (there?.['status'] === 'archived') return archivedRefusal('unit', unit, there);
  return { ok: [grantPatch(login, role, unit)] };
}

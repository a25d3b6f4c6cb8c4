/** Creating members, singly and from a file (MEM-0, MEM-7). */

import { LOGIN } from '../domain/addresses.ts';
import { WITHHELD } from '../domain/covered.ts';
import type { Key, Row, Value } from '../domain/kind.ts';
import { checkPersonNumber } from '../domain/licence.ts';
import { isMasked } from '../domain/mask.ts';
import { EMAIL_EXPECTED, isEmail } from '../domain/parse.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { isOperator, type Right, type Subject } from '../domain/rights.ts';
import type { InputOf, Schema } from '../domain/schema.ts';
import type { Text } from '../domain/text.ts';
import type { Decision, Loader, Patch, Pure, ReadView } from './define.ts';
import {
  closedToRoles,
  grantPatch,
  loadPlaces,
  notNominating,
  placeOf,
  placesAround,
  reasonLacking,
  roleOrFlag,
} from './grants.ts';
import { loadTokensOf, tokensEnded } from './token-rows.ts';

const personal = (en: string, zh: string, headers: readonly string[] = []) =>
  ({ type: 'text', pii: true, label: { en, zh }, help: { en, zh }, headers }) as const;

export const MEMBER_ROW = {
  login: {
    type: 'member',
    required: true,
    label: { en: 'login', zh: '登录名' },
    help: { en: 'login name', zh: '登录名' },
    headers: ['账号', '员工账号'],
    metavar: 'LOGIN',
  },
  name: {
    type: 'text',
    required: true,
    label: { en: 'name', zh: '姓名' },
    help: { en: 'name', zh: '姓名' },
    headers: ['员工姓名'],
    metavar: 'NAME',
  },
  phone: personal('phone', '手机号', ['手机', '电话']),
  email: personal('e-mail', '邮箱', ['mail', 'email']),
  wechat: personal('WeChat', '微信', ['微信号']),
  id_number: personal('id number', '身份证号', ['身份证']),
  verified: {
    type: 'text',
    label: { en: 'verified', zh: '实名' },
    help: { en: 'verified, and by which method', zh: '已实名及其方式' },
    headers: ['实名方式', 'verified_method'],
    metavar: 'METHOD',
  },
  role: {
    type: 'text',
    label: { en: 'role', zh: '角色' },
    help: { en: 'role to grant at once', zh: '同时授予的角色' },
    metavar: 'ROLE',
  },
  org: {
    type: 'text',
    label: { en: 'organisation or unit', zh: '组织或业务单元' },
    help: { en: 'where the role is held', zh: '角色所在的组织或业务单元' },
    question: { en: 'organisation or unit of the role', zh: '角色所在的组织或业务单元' },
    headers: ['place', '组织', '业务单元'],
    metavar: 'ORG|UNIT',
  },
} as const satisfies Schema;

export type MemberRow = InputOf<typeof MEMBER_ROW>;

/** Lower-case letters, digits and `._@-`: safe in keys, files and shells. */
export const PERSONAL = ['phone', 'email', 'wechat', 'id_number'] as const;
export const MEMBER_WRITE_FIELDS = [
  'login',
  'name',
  'verified',
  'verified_method',
  'status',
  ...PERSONAL.flatMap((field) => [field, `${field}_bi`]),
];

export async function loadMembers(l: Loader, rows: readonly MemberRow[]): Promise<void> {
  const logins = rows.map((row) => row.login);
  await l.need({ kind: 'member', by: 'key', values: logins, fields: MEMBER_WRITE_FIELDS });
  await l.need({ kind: 'grant', by: 'member', values: logins, fields: ['member', 'role', 'place'] });
  await loadPlaces(
    l,
    rows.map((row) => row.org),
  );
  await loadTokensOf(
    l,
    logins.filter((login) => l.view.get('member', login)),
  );
}

export function subjectOfMember(v: ReadView, row: MemberRow, ctx: Pure): Subject | Refusal {
  // Nothing is written to who is there already: one's own list is a fit input.
  const there = memberThere(v, row.login) !== undefined && v.sees('member', row.login);
  if (!row.role && !row.org) {
    if (!ctx.may('member.create', { target: row.login, places: 'any' })) return { target: row.login, places: [] };
    // Who may not see all members would lose sight of one without a role at once.
    if (!isOperator(ctx.actor) && !there)
      return refuse('MISSING', { field: MEMBER_ROW.role.label, option: '--role and --org' });
    return { target: row.login, places: 'any' };
  }
  const granted = grantOf(v, row);
  if ('refuse' in granted) return granted;
  return { target: row.login, places: placesAround(v, granted.place), role: granted.role };
}

/**
 * Whoever still sees a removed member may create it again. For all others its login is taken, as any hidden one is
 * (MEM-4): otherwise they would overwrite the record of a person whom they do not know.
 */
function memberThere(v: ReadView, login: string): Row | undefined {
  const row = v.get('member', login);
  return row?.['status'] === 'removed' && v.sees('member', login) ? undefined : row;
}

function grantOf(v: ReadView, row: MemberRow) {
  if (!row.role) return refuse('MISSING', { field: MEMBER_ROW.role.label });
  const role = roleOrFlag({ role: row.role });
  if (typeof role !== 'string') return role;
  const place = placeOf(v, role, row.org);
  return typeof place === 'string' ? { role, place } : place;
}

/** A list shows when a member was verified where an import tells by which method: that leaves as is. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T/;

/** What a list shows instead of a value leaves as is what is there; of a new member there is nothing yet. */
function written(row: MemberRow, there: boolean): MemberRow | Refusal {
  const shown = [
    ...PERSONAL.filter((field) => isMasked(row[field] ?? '')),
    ...(INSTANT.test(row.verified ?? '') ? (['verified'] as const) : []),
  ];
  const [first] = shown;
  if (first === undefined) return row;
  if (!there)
    return refuse('VALUE_INVALID', {
      field: MEMBER_ROW[first].label,
      value: first === 'verified' ? row.verified : WITHHELD,
      expected: { en: 'the value itself, for a new member', zh: '新成员需填写实际值' },
    });
  return Object.fromEntries(Object.entries(row).filter(([name]) => !shown.includes(name as never))) as MemberRow;
}

export function decideMember(v: ReadView, ctx: Pure, asked: MemberRow, subject: Subject): Decision {
  const old = memberThere(v, asked.login);
  const row = written(asked, old !== undefined && v.sees('member', asked.login));
  if ('refuse' in row) return row;
  const bad = checkFields(row);
  if (bad) return bad;
  // Told only to who could have made it (MEM-4).
  if (old && !v.sees('member', row.login)) return refuse('MEMBER_EXISTS', { login: row.login });
  const sealed = ctx.seal(
    'member',
    row.login,
    Object.fromEntries(
      PERSONAL.filter((field) => row[field]).map((field) => [field, folded(field, row[field] as string)]),
    ),
  );
  if (old?.['status'] === 'erased') return refuse('MEMBER_ERASED', { member: row.login });
  if (old) {
    const same =
      old['name'] === row.name &&
      Object.entries(sealed).every(([field, value]) => old[field] === value) &&
      (!row.verified || old['verified_method'] === row.verified);
    const granted = row.role ? grantOf(v, row) : undefined;
    const holds = (key: string) => v.list('grant', 'member', row.login).includes(key);
    const held = !granted || ('role' in granted && holds(keyOfGrant(row.login, granted)));
    return same && held ? { unchanged: 'SAME', id: row.login } : refuse('MEMBER_EXISTS', { login: row.login });
  }
  if (row.verified && !ctx.may('member.verify', subject))
    return refuse('FORBIDDEN', { right: 'member.verify', target: row.login });
  const before = v.get('member', row.login) ? tokensEnded(v, row.login) : [];
  const patches: Patch[] = [memberPatch(v, ctx, row, sealed), ...before];
  if (row.role) {
    const granted = grantOf(v, row);
    if ('refuse' in granted) return granted;
    if (!ctx.may('member.grant' satisfies Right, subject))
      return refuse('FORBIDDEN', { right: 'member.grant', target: row.login });
    const foreign = notNominating(v, ctx, subject, granted.place);
    if (foreign) return foreign;
    const fault = closedToRoles(v, granted.place) ?? reasonLacking(ctx, subject, granted.role);
    if (fault) return fault;
    patches.push(grantPatch(row.login, granted.role, granted.place));
  }
  return { ok: patches, id: row.login };
}

/** A new member; a login that was removed begins anew: nobody takes over contact data, a verification or a token of before. */
function memberPatch(v: ReadView, ctx: Pure, row: MemberRow, sealed: Readonly<Record<string, Value>>): Patch {
  const { login: key, name } = row;
  const verified = { verified: row.verified ? ctx.now : null, verified_method: row.verified ?? null };
  const fields = { name, status: 'active', ...verified };
  if (!v.get('member', key))
    return { insert: 'member', key, row: { login: key, created: ctx.now, ...fields, ...sealed } };
  const cleared = ctx.seal('member', key, Object.fromEntries(PERSONAL.map((field) => [field, null])));
  return { set: 'member', key, fields: { ...fields, ...cleared, ...sealed } };
}

function keyOfGrant(login: string, granted: { readonly role: string; readonly place: Key }): Key {
  return `${login}/${granted.role}/${granted.place}`;
}

export function folded(field: (typeof PERSONAL)[number], value: string): string {
  if (field === 'id_number') return value.toUpperCase();
  return field === 'phone' ? value.replace(/[\s-]/g, '') : value;
}

export function checkFields(row: Partial<MemberRow> & { readonly login: string }): Refusal | undefined {
  const bad = (field: keyof typeof MEMBER_ROW, expected: Text) =>
    refuse('VALUE_INVALID', {
      field: MEMBER_ROW[field].label,
      value: 'pii' in MEMBER_ROW[field] ? WITHHELD : row[field],
      expected,
    });
  if (!LOGIN.test(row.login))
    return bad('login', { en: 'a–z, 0–9 and . _ @ -, at most 64', zh: '小写字母、数字和 . _ @ -，最多 64 位' });
  if (row.phone && !/^\+?\d{5,15}$/.test(folded('phone', row.phone)))
    return bad('phone', { en: '5 to 15 digits', zh: '5 到 15 位数字' });
  if (row.email && !isEmail(row.email)) return bad('email', EMAIL_EXPECTED);
  if (row.id_number) {
    const checked = checkPersonNumber(row.id_number);
    if ('refuse' in checked) return bad('id_number', checked.details['reason'] as Text);
  }
  return undefined;
}

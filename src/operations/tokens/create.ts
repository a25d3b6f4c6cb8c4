import { dayWritten, endOfDay } from '../../domain/days.ts';
import { isRange } from '../../domain/ip-ranges.ts';
import { STATE_OWNER } from '../../domain/members.ts';
import { named } from '../../domain/references.ts';
import { type Refusal, refuse } from '../../domain/refusal.ts';
import type { Schema } from '../../domain/schema.ts';
import { isHash, TOKEN_DAYS } from '../../domain/tokens.ts';
import { DAY_MS, dayIn } from '../../domain/zone.ts';
import { MEMBER_FIELDS, memberNamed } from '../address.ts';
import { type Ctx, defineChange } from '../define.ts';
import { activeNamed, TOKEN_FIELDS } from '../token-rows.ts';

/** Shown in full in every list. */
const MOST_LETTERS = 60;

const OPTIONS = {
  member: {
    type: 'member',
    label: { en: 'member', zh: '成员' },
    help: { en: 'whose it is; without: one’s own', zh: '令牌所属成员，默认本人' },
    question: { en: 'whose it is', zh: '令牌所属成员' },
    metavar: 'LOGIN',
  },
  expires: {
    type: 'text',
    label: { en: 'expires', zh: '有效期至' },
    help: {
      en: `its last day, or never; without: ${TOKEN_DAYS} days from now`,
      zh: `最后一个有效日，或 never（长期有效）；默认 ${TOKEN_DAYS} 天后`,
    },
    question: { en: 'its last day', zh: '最后一个有效日' },
    headers: ['有效期', '到期日'],
    metavar: 'DAY',
  },
  read_only: {
    type: 'flag',
    label: { en: 'read only', zh: '只读' },
    help: { en: 'it changes nothing', zh: '只能查询，不能修改' },
  },
  address: {
    type: 'list',
    label: { en: 'address', zh: '地址' },
    help: { en: 'from where alone it works: an address or a range', zh: '仅允许从此地址或网段使用' },
    several: { en: ', repeatable', zh: '，可重复' },
    headers: ['addresses', '允许的地址'],
    metavar: 'CIDR',
  },
} as const satisfies Schema;

export const createTokens = defineChange({
  kind: 'change',
  name: 'tokens.create',
  summary: { en: 'Create tokens; each is shown once, and an undo ends it', zh: '创建令牌：仅显示一次，撤销后失效' },
  past: { en: 'created', zh: '已创建' },
  options: OPTIONS,
  row: {
    name: {
      type: 'text',
      required: true,
      label: { en: 'name', zh: '名称' },
      help: { en: 'what it is for', zh: '用途名称' },
      metavar: 'NAME',
    },
    ...OPTIONS,
    hash: {
      type: 'text',
      internal: true,
      label: { en: 'hash', zh: '摘要' },
      help: {
        en: 'SHA-256, in hex, of the token that its maker keeps: adctl tokens create makes one, and no other form works',
        zh: '令牌的 SHA-256（十六进制）；令牌由 adctl tokens create 生成，其他形式无效',
      },
    },
  },
  fills: ['member', 'expires', 'read_only', 'address'],
  argument: 'name',
  writes: true,
  right: 'token.write',
  effect: 'reversible',
  secret: { hash: 'hash' },
  examples: [
    {
      command: 'TOKEN=$(adctl tokens create nightly --read-only)',
      does: { en: 'one for a script that reads', zh: '为只读脚本创建' },
    },
    {
      command: 'adctl tokens create office --member wang.wei --expires 2099-12-31 --address 10.0.0.0/8 --dry-run',
      does: { en: 'rehearse one of another member, for one network', zh: '预演为其他成员创建，限定网段' },
    },
  ],
  async load(l, rows, _options, _keep, ctx) {
    const members = rows.map(({ member }) => member ?? ctx.actor.login);
    await l.need({ kind: 'member', by: 'key', values: members, fields: MEMBER_FIELDS });
    const names = rows.map(({ name }, i) => `${members[i]}/${name}`);
    const hashes = rows.flatMap(({ hash }) => (hash === undefined ? [] : [hash]));
    await l.need(
      { kind: 'token', by: 'name', values: names, fields: TOKEN_FIELDS },
      { kind: 'token', by: 'hash', values: hashes, fields: TOKEN_FIELDS },
    );
  },
  subject(v, { name, member = '' }, _options, _keep, ctx) {
    const login = member || ctx.actor.login;
    return memberNamed(v, login) ?? { target: name, places: [], own: login === ctx.actor.login };
  },
  decide(v, ctx, row) {
    const { name, hash } = row;
    const member = row.member ?? ctx.actor.login;
    // Whoever had one would have every right (MEM-0).
    if (member === STATE_OWNER && ctx.actor.login !== STATE_OWNER)
      return refuse('FORBIDDEN', { right: 'token.write', target: name });
    if (v.get('member', member)?.['verified'] == null)
      return refuse('MEMBER_UNVERIFIED', { member: named('member', member) });
    const ends = endOf(row.expires, ctx);
    const fault = wrongName(name) ?? wrongRange(row.address) ?? wrongHash(hash);
    if (fault) return fault;
    if ('refuse' in ends) return ends;
    const same = v.find('token', 'hash', hash as string);
    const there = same ?? activeNamed(v, member, name);
    const found = there === undefined ? undefined : v.get('token', there);
    if (same !== undefined && found?.['member'] === member && found['name'] === name)
      return { unchanged: 'SAME', id: same };
    if (there !== undefined)
      return refuse('TOKEN_EXISTS', { member: named('member', member), name, id: named('token', there) });
    const id = ctx.id('t_');
    const token = {
      id,
      name,
      member,
      hash: hash as string,
      state: 'active',
      read_only: row.read_only ? 'yes' : 'no',
      addresses: row.address ?? [],
      ...ends,
      created: ctx.now,
      created_by: ctx.actor.login,
    };
    return { ok: [{ insert: 'token', key: id, row: token }], id };
  },
});

function wrongName(name: string): Refusal | undefined {
  return [...name].length <= MOST_LETTERS
    ? undefined
    : refuse('VALUE_INVALID', {
        field: { en: 'name', zh: '名称' },
        value: name,
        expected: { en: `at most ${MOST_LETTERS} characters`, zh: `最多 ${MOST_LETTERS} 个字符` },
      });
}

function wrongRange(ranges: readonly string[] = []): Refusal | undefined {
  const value = ranges.find((text) => !isRange(text));
  return value === undefined
    ? undefined
    : refuse('VALUE_INVALID', {
        field: OPTIONS.address.label,
        value,
        expected: {
          en: 'an IP address, or a range such as 10.0.0.0/8 or 2001:db8::/32 that begins at its first address',
          zh: 'IP 地址，或以首个地址开头的网段，如 10.0.0.0/8、2001:db8::/32',
        },
      });
}

/** Whoever calls without the command line sends none, or the token itself. */
function wrongHash(hash: string | undefined): Refusal | undefined {
  const field = { en: 'hash', zh: '摘要' };
  if (hash === undefined) return refuse('MISSING', { field, option: 'hash' });
  if (isHash(hash)) return undefined;
  const expected = { en: 'the SHA-256 of the token, in hex', zh: '令牌的 SHA-256 十六进制摘要' };
  return refuse('VALUE_INVALID', { field, value: '•••', expected });
}

type Ends = { readonly expires: string | null; readonly due_at: number | null; readonly due_state: string | null };

/** When it ends: with the end of a day, where the caller is. */
function endOf(text: string | undefined, ctx: Pick<Ctx, 'now' | 'tz'>): Ends | Refusal {
  if (text?.toLowerCase() === 'never') return { expires: null, due_at: null, due_state: null };
  const expires = text === undefined ? dayIn(ctx.tz, ctx.now + TOKEN_DAYS * DAY_MS) : dayWritten(text);
  const end = endOfDay(OPTIONS.expires, expires, ctx.tz, ctx.now);
  return 'refuse' in end ? end : { expires, due_at: end.ends, due_state: 'expired' };
}

/**
 * Tokens: how a member authenticates to a server. Whoever makes one keeps its text; the state holds the hash alone, so
 * that nobody who reads the state, a backup or the log can act with it.
 */
import { createHash } from 'node:crypto';
import type { KindDef } from './kind.ts';

export const TOKEN_STATES = {
  active: { en: 'active', zh: '有效' },
  expired: { en: 'expired', zh: '已过期' },
  revoked: { en: 'revoked', zh: '已吊销' },
} as const;

/** How long one lasts where nothing is said. */
export const TOKEN_DAYS = 90;

/** What a server asks of the token that a hash leads to (index `hash`): whose it is, whether and from where it works. */
export const TOKEN_AUTH_FIELDS = ['member', 'name', 'state', 'read_only', 'addresses', 'last_used'] as const;

export const tokenKind: KindDef = {
  name: 'token',
  table: 'tokens',
  label: { en: 'token', zh: '令牌' },
  key: ['id'],
  separator: '/',
  fields: {
    id: { type: 'id', label: { en: 'ID', zh: '编号' } },
    name: { type: 'text', label: { en: 'Name', zh: '名称' } },
    member: { type: 'text', ref: 'member', label: { en: 'Member', zh: '成员' } },
    hash: { type: 'id', hidden: true, unlogged: true, label: { en: 'Hash', zh: '摘要' } },
    state: { type: 'enum', values: TOKEN_STATES, label: { en: 'State', zh: '状态' } },
    read_only: {
      type: 'enum',
      values: { yes: { en: 'yes', zh: '是' }, no: { en: 'no', zh: '否' } },
      label: { en: 'Read only', zh: '只读' },
    },
    addresses: {
      type: 'list',
      label: { en: 'Addresses', zh: '允许的地址' },
      also: ['address', '地址'],
      help: { en: 'from where it works; none: from everywhere', zh: '允许使用的来源地址；空为不限' },
    },
    expires: {
      type: 'day',
      label: { en: 'Expires', zh: '有效期至' },
      help: { en: 'its last day; none: it does not end', zh: '最后一个有效日；空为长期有效' },
    },
    last_used: { type: 'instant', unlogged: true, label: { en: 'Last used', zh: '最近使用' } },
    created: { type: 'instant', label: { en: 'Created', zh: '创建时间' } },
    created_by: { type: 'text', ref: 'member', noName: true, label: { en: 'Created by', zh: '创建人' } },
    due_at: { type: 'instant', label: { en: 'Due', zh: '到期时间' } },
    due_state: { type: 'text', hidden: true, label: { en: 'State when due', zh: '到期后状态' } },
  },
  indexes: {
    hash: { fields: ['hash'], unique: true },
    name: { fields: ['member', 'name'] },
    member: { fields: ['member', 'state'] },
  },
  nameField: 'name',
  search: ['id', 'name', 'member'],
  columns: ['id', 'name', 'member', 'state', 'read_only', 'addresses', 'created', 'expires', 'last_used'],
  optional: ['created', 'addresses', 'read_only', 'last_used'],
  sort: ['member', 'name', 'id'],
  clock: true,
  audited: true,
};

const SHAPE = /^adctl_[\w-]{43}[0-9A-Za-z]{6}$/;
const CHECKED = 'adctl_'.length + 43;
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

const digest = (text: string) => createHash('sha256').update(text);

/** Six characters that tell a mistyped or cut token from a wrong one without asking a server. */
function checksum(text: string): string {
  let rest = digest(text).digest().readUIntBE(0, 6);
  let sum = '';
  for (let i = 0; i < 6; i++) {
    sum += DIGITS[rest % 62];
    rest = Math.floor(rest / 62);
  }
  return sum;
}

/** A token's text, of 32 random bytes. */
export function newToken(random: Uint8Array): string {
  if (random.length !== 32) throw new Error('a token is made of 32 random bytes');
  const body = `adctl_${Buffer.from(random).toString('base64url')}`;
  return body + checksum(body);
}

/** Whether a text can be a token at all: its form, and its checksum. */
export const looksLikeToken = (text: string): boolean =>
  SHAPE.test(text) && checksum(text.slice(0, CHECKED)) === text.slice(CHECKED);

/** What the state keeps of a token. A slow hash would add nothing: there are 256 random bits to guess. */
export const hashOf = (token: string): string => digest(token).digest('hex');

export const isHash = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

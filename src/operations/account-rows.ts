/** What all account operations share: how a row names its account, what is loaded of it, how the actor stands to it. */
import { CLIENT_FIELDS, RELATION_FIELDS } from '../domain/invariants.ts';
import type { Key } from '../domain/kind.ts';
import { DIGITS_KEPT, isRounded } from '../domain/parse.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Subject } from '../domain/rights.ts';
import type { Schema } from '../domain/schema.ts';
import { notFound } from './address.ts';
import type { Ctx, Loader, ReadView } from './define.ts';

export const ACCOUNT_ROW = {
  id: {
    type: 'account',
    required: true,
    label: { en: 'account id', zh: '账户ID' },
    help: { en: 'account id, or platform:id', zh: '账户ID，或 平台:账户ID' },
    headers: ['account', 'account_id', 'uid', '账户', '账号', '账号ID', '广告账户ID', '广告主ID', 'advertiser_id'],
    metavar: 'ACCOUNT',
  },
  platform: {
    type: 'platform',
    label: { en: 'platform', zh: '平台' },
    help: { en: 'where an id is not unique', zh: '账户ID不唯一时使用' },
    question: { en: 'platform', zh: '平台' },
    headers: ['平台', '投放平台', '媒体'],
  },
} as const satisfies Schema;

/** The same where the record has an id of its own, and the account is what it is of. */
export const ACCOUNT_REF = {
  account: { ...ACCOUNT_ROW.id, headers: ['id', ...ACCOUNT_ROW.id.headers] },
  platform: ACCOUNT_ROW.platform,
} as const satisfies Schema;

export const WHERE_ACCOUNT_REF = { kind: 'account', fields: { account: 'id', platform: 'platform' } } as const;

export const accountIn = (row: { readonly account: string; readonly platform?: string }): AccountRow => ({
  id: row.account,
  ...(row.platform !== undefined && { platform: row.platform }),
});

export const WHERE_ACCOUNTS = { kind: 'account', fields: { id: 'id', platform: 'platform' } } as const;

export type AccountRow = { readonly id: string; readonly platform?: string };

export function bareId(ref: string): string {
  return ref.slice(ref.indexOf(':') + 1);
}

export const ACCOUNT_FIELDS = ['platform', 'id', 'entity', 'unit', 'manager', 'status'];

/** Loads the named accounts and what rights on them depend on: entity, its group, authorisation, the relations. */
export async function loadAccounts(
  l: Loader,
  rows: readonly AccountRow[],
  fields: readonly string[],
): Promise<readonly Key[]> {
  const ids = [...new Set(rows.map((row) => bareId(row.id)))];
  await l.need({ kind: 'account', by: 'id', values: ids, fields: [...new Set([...ACCOUNT_FIELDS, ...fields])] });
  const keys = ids.flatMap((id) => l.view.list('account', 'id', id));
  await loadSurroundings(l, keys);
  return keys;
}

export async function loadSurroundings(l: Loader, keys: readonly Key[]): Promise<void> {
  const values = (field: string) =>
    keys
      .map((key) => l.view.get('account', key)?.[field])
      .filter((value): value is string => typeof value === 'string');
  await l.need(
    { kind: 'relation', by: 'account', values: keys, fields: RELATION_FIELDS },
    { kind: 'authorisation', by: 'account', values: keys, fields: CLIENT_FIELDS },
    { kind: 'org', by: 'key', values: values('entity'), fields: ['kind', 'name', 'parent', 'status'] },
    { kind: 'unit', by: 'key', values: values('unit'), fields: ['type', 'org', 'name', 'status'] },
  );
}

/** The one account that a row names among those the actor reaches: what is hidden makes no difference (MEM-4). */
export function accountNamed(
  v: ReadView,
  row: AccountRow,
  reached: (key: Key) => boolean = (key) => v.sees('account', key),
): Key | Refusal {
  const colon = row.id.indexOf(':');
  const platform = colon > 0 ? row.id.slice(0, colon + 1) : row.platform ? `${row.platform}:` : '';
  const keys = v
    .list('account', 'id', row.id.slice(colon + 1))
    .filter((key) => key.startsWith(platform) && reached(key));
  if (keys.length > 1) return refuse('AMBIGUOUS', { value: row.id, candidates: keys });
  if (keys[0] !== undefined) return keys[0];
  return isRounded(bareId(row.id))
    ? refuse('ID_SPOILT', { value: row.id, kept: DIGITS_KEPT })
    : notFound('account', row.id);
}

/** The client relation that the account is in. */
export const activeClient = (v: ReadView, key: Key): Key | undefined =>
  v.list('authorisation', 'account', key).find((id) => {
    const row = v.get('authorisation', id);
    return row?.['state'] === 'active' && row['data'] === null;
  });

export function activeAgency(v: ReadView, key: Key): string | undefined {
  const active = activeClient(v, key);
  return active && (v.get('authorisation', active)?.['agency'] as string);
}

/** Where the account lies and how the actor stands to it, whether or not lists show it. */
export function accountSubject(v: ReadView, key: Key, ctx: Pick<Ctx, 'actor'>): Subject {
  const row = v.get('account', key);
  const entity = row?.['entity'] as string | null;
  const places = [entity, entity && v.get('org', entity)?.['parent'], row?.['unit'], activeAgency(v, key)];
  const relations = v.list('relation', 'account', key).map((relation) => v.get('relation', relation));
  const mine = relations.filter((relation) => relation?.['member'] === ctx.actor.login);
  return {
    target: key,
    places: places.filter((place): place is string => typeof place === 'string'),
    status: String(row?.['status'] ?? ''),
    own: mine.length > 0 || ctx.actor.client === key,
    manages: row?.['manager'] === ctx.actor.login,
    bound: ctx.actor.client === key || mine.some((relation) => relation?.['source'] === 'bound'),
    shared: mine.some((relation) => relation?.['source'] === 'collaborator' || relation?.['source'] === 'self_run'),
  };
}

/** The usual subject: what lists hide does not exist (MEM-4). */
export function visibleAccount(v: ReadView, row: AccountRow, ctx: Pick<Ctx, 'actor'>): Subject | Refusal {
  const key = accountNamed(v, row);
  return typeof key === 'string' ? accountSubject(v, key, ctx) : key;
}

/** By exact id a collaborator claims, and releases again, what lists hide from it in its own entity (ACC-3). */
export const reaches = ({ grants }: Ctx['actor'], entity: unknown): boolean =>
  grants.some(({ role, place }) => role === 'eC' && place === entity);

export function reachedAccount(v: ReadView, row: AccountRow, ctx: Pick<Ctx, 'actor'>): Subject | Refusal {
  const reached = (key: Key) => v.sees('account', key) || reaches(ctx.actor, v.get('account', key)?.['entity']);
  const key = accountNamed(v, row, reached);
  return typeof key === 'string' ? accountSubject(v, key, ctx) : key;
}

/** What the operations on assets share: how one is named, where it belongs, who may (ASSET-1…3). */
import type { Key } from '../domain/kind.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Subject } from '../domain/rights.ts';
import type { Schema } from '../domain/schema.ts';
import {
  ACCOUNT_FIELDS,
  ACCOUNT_ROW,
  accountNamed,
  accountSubject,
  loadAccounts,
  loadSurroundings,
} from './account-rows.ts';
import { notFound } from './address.ts';
import type { Ctx, Decision, Loader, ReadView } from './define.ts';
import { unitSubject } from './unit-accounts.ts';
import { loadOrgsOf } from './unit-head.ts';

export const ASSET_FIELDS = ['kind', 'name', 'unit', 'account', 'external_id', 'status'];

export const ASSET_ROW = {
  id: {
    type: 'text',
    required: true,
    label: { en: 'asset', zh: '资产' },
    help: { en: 'id of an asset', zh: '资产编号' },
    headers: ['asset', '编号'],
    metavar: 'ASSET',
  },
} as const satisfies Schema;

export const WHERE_ASSETS = { kind: 'asset', fields: { id: 'id' } } as const;

/** Assets, and what the right on each depends on. */
export async function loadAssets(l: Loader, ids: readonly Key[]): Promise<void> {
  await l.need({ kind: 'asset', by: 'key', values: ids, fields: ASSET_FIELDS });
  const of = (field: string) =>
    ids.map((id) => l.view.get('asset', id)?.[field]).filter((key): key is string => typeof key === 'string');
  await l.need(
    { kind: 'account', by: 'key', values: of('account'), fields: ACCOUNT_FIELDS },
    { kind: 'unit', by: 'key', values: of('unit'), fields: ['type', 'name', 'org', 'status'] },
  );
  await loadSurroundings(l, of('account'));
  await loadOrgsOf(l, of('unit'));
}

export function assetSubject(v: ReadView, id: Key, ctx: Pick<Ctx, 'actor'>): Subject | Refusal {
  if (!v.sees('asset', id)) return notFound('asset', id);
  const { unit, account } = v.get('asset', id) ?? {};
  if (typeof unit === 'string') return unitSubject(v, unit, id);
  return { ...accountSubject(v, String(account), ctx), target: id };
}

/** What granting and revoking have in common. */
export const onGrants = {
  row: ASSET_ROW,
  argument: 'id',
  where: WHERE_ASSETS,
  right: 'asset.grant',
  effect: 'reversible',
  subject: (v: ReadView, row: { readonly id: Key }, _options: unknown, _keep: unknown, ctx: Ctx) =>
    assetSubject(v, row.id, ctx),
} as const;

/** The account that an asset is granted to, or taken from. */
export const granteeOption = (help: { readonly en: string; readonly zh: string }) =>
  ({ ...ACCOUNT_ROW.id, required: true, headers: [], help }) as const;

export async function loadGrantees(l: Loader, ids: readonly Key[], to: string): Promise<void> {
  await loadAssets(l, ids);
  await loadAccounts(l, [{ id: to }], []);
  await l.need({ kind: 'asset_grant', by: 'asset', values: ids, fields: ['asset', 'account', 'created'] });
}

/** What both verbs find out: the account, and that the asset is one that is granted. */
export function granting(v: ReadView, id: Key, to: string): { readonly account: Key } | Refusal {
  const account = accountNamed(v, { id: to });
  if (typeof account !== 'string') return account;
  return v.get('asset', id)?.['unit'] == null ? { account } : refuse('ASSET_OF_UNIT', { id });
}

export const unchangedGrant = (key: Key): Decision => ({
  unchanged: 'SAME',
  id: key,
  of: [{ kind: 'asset_grant', key }],
});

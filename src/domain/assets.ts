/** Assets (资产) of units and accounts, and what accounts are granted of others' (ASSET-1…3). */
import type { KindDef } from './kind.ts';
import { ORG_STATUSES } from './orgs.ts';

export const ASSET_KINDS = {
  product: { en: 'promoted product', zh: '推广产品' },
  creative: { en: 'creative', zh: '创意' },
  landing_page: { en: 'landing page', zh: '落地页' },
  audience: { en: 'audience', zh: '人群包' },
  conversion: { en: 'conversion source', zh: '转化源' },
} as const;

/** Belongs to a unit or to an account, never to both. */
export const assetKind: KindDef = {
  name: 'asset',
  table: 'assets',
  label: { en: 'asset', zh: '资产' },
  key: ['id'],
  separator: '/',
  fields: {
    id: { type: 'id', label: { en: 'ID', zh: '编号' } },
    kind: { type: 'enum', values: ASSET_KINDS, label: { en: 'Kind', zh: '资产类型' } },
    name: { type: 'text', label: { en: 'Name', zh: '名称' } },
    unit: { type: 'id', ref: 'unit', label: { en: 'Unit', zh: '业务单元' } },
    account: { type: 'text', ref: 'account', label: { en: 'Account', zh: '账户' } },
    granted_to: {
      type: 'list',
      derived: true,
      label: { en: 'Granted to', zh: '已授权账户' },
      help: { en: 'accounts that it is granted to, of those you may see', zh: '已授权给哪些账户，仅限可见范围' },
    },
    external_id: { type: 'id', label: { en: 'External ID', zh: '外部编号' } },
    status: { type: 'enum', values: ORG_STATUSES, label: { en: 'Status', zh: '状态' } },
    created: { type: 'instant', label: { en: 'Created', zh: '创建时间' } },
  },
  indexes: {
    unit: { fields: ['unit'] },
    account: { fields: ['account'] },
    product: { fields: ['unit', 'external_id'] },
    unit_name: { fields: ['unit', 'name'] },
    account_product: { fields: ['account', 'external_id'] },
    account_name: { fields: ['account', 'name'] },
  },
  nameField: 'name',
  search: ['id', 'name', 'external_id'],
  columns: ['id', 'kind', 'name', 'unit', 'unit_name', 'account', 'granted_to', 'external_id', 'status'],
  optional: ['status', 'granted_to', 'unit', 'external_id'],
  sort: ['kind', 'name', 'id'],
  audited: true,
};

export const assetGrantKind: KindDef = {
  name: 'asset_grant',
  table: 'asset_grants',
  label: { en: 'asset grant', zh: '资产授权' },
  key: ['asset', 'account'],
  separator: '/',
  fields: {
    asset: { type: 'id', ref: 'asset', label: { en: 'Asset', zh: '资产' } },
    account: { type: 'text', ref: 'account', label: { en: 'Account', zh: '账户' } },
    created: { type: 'instant', label: { en: 'Created', zh: '授权时间' } },
  },
  indexes: { asset: { fields: ['asset'] }, account: { fields: ['account'] } },
  columns: ['asset', 'account', 'created'],
  sort: ['asset', 'account'],
  audited: true,
};

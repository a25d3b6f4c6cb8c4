/** Business units (UNIT-1…3). */
import type { KindDef } from './kind.ts';
import { ORG_STATUSES } from './orgs.ts';

export const UNIT_TYPES = {
  entity: { en: 'entity unit', zh: '主体业务单元' },
  group: { en: 'group unit', zh: '集团业务单元' },
} as const;

export const unitKind: KindDef = {
  name: 'unit',
  table: 'units',
  label: { en: 'business unit', zh: '业务单元' },
  key: ['id'],
  separator: '/',
  fields: {
    id: { type: 'id', label: { en: 'ID', zh: '编号' } },
    name: { type: 'text', label: { en: 'Name', zh: '名称' } },
    type: { type: 'enum', values: UNIT_TYPES, label: { en: 'Type', zh: '类型' } },
    org: { type: 'id', ref: 'org', label: { en: 'Organisation', zh: '所属组织' }, also: ['组织'] },
    track: { type: 'text', label: { en: 'Track', zh: '赛道' } },
    note: { type: 'text', label: { en: 'Note', zh: '备注' } },
    admins: { type: 'integer', derived: true, label: { en: 'Admins', zh: '管理员数' } },
    members: { type: 'integer', derived: true, label: { en: 'Members', zh: '成员数' } },
    accounts: { type: 'integer', derived: true, label: { en: 'Accounts', zh: '账户数' } },
    status: { type: 'enum', values: ORG_STATUSES, label: { en: 'Status', zh: '状态' } },
    created: { type: 'instant', label: { en: 'Created', zh: '创建时间' } },
  },
  indexes: { natural: { fields: ['org', 'name'], unique: true }, org: { fields: ['org'] }, name: { fields: ['name'] } },
  nameField: 'name',
  search: ['name', 'track', 'id'],
  columns: ['id', 'name', 'type', 'org', 'track', 'admins', 'members', 'accounts', 'status'],
  optional: ['admins', 'track', 'members', 'status', 'org'],
  sort: ['name', 'id'],
  audited: true,
};

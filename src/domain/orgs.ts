/** Organisations: groups, entities, agencies (ORG-1, ORG-2, ORG-5). */
import type { KindDef } from './kind.ts';

export const ORG_KINDS = {
  group: { en: 'group', zh: '集团' },
  entity: { en: 'entity', zh: '主体' },
  agency: { en: 'agency', zh: '代理商' },
} as const;

export const GROUP_TYPES = {
  policy: { en: 'policy group', zh: '政策集团' },
  customer: { en: 'customer name', zh: '客户简称' },
} as const;

export const LICENCE_KINDS = {
  business: { en: 'business licence', zh: '营业执照' },
  person: { en: 'personal id card', zh: '身份证' },
} as const;

export const ORG_STATUSES = {
  active: { en: 'active', zh: '有效' },
  archived: { en: 'archived', zh: '已归档' },
} as const;

/** Who becomes manager of an entity's account by claiming it: anybody who may, or who an admin approves (ACC-3). */
export const CLAIM_POLICIES = {
  auto: { en: 'at once', zh: '自动通过' },
  approval: { en: 'by approval', zh: '需审批' },
} as const;

/** How far an agency's application to the platform is (ACC-11). */
export const APPLICATION_STATES = {
  applied: { en: 'applied', zh: '已申请' },
  approved: { en: 'approved', zh: '已通过' },
  rejected: { en: 'rejected', zh: '已拒绝' },
} as const;

/** A group's parent is empty, an entity's is its group, an agency's is its entity (`entity` too, for the index). */
export const orgKind: KindDef = {
  name: 'org',
  table: 'orgs',
  label: { en: 'organisation', zh: '组织' },
  key: ['id'],
  separator: '/',
  fields: {
    id: { type: 'id', label: { en: 'ID', zh: '编号' } },
    kind: { type: 'enum', values: ORG_KINDS, label: { en: 'Kind', zh: '类型' } },
    name: { type: 'text', label: { en: 'Name', zh: '名称' }, also: ['主体名称', '公司名称', '组织名称'] },
    group_type: { type: 'enum', values: GROUP_TYPES, label: { en: 'Group type', zh: '集团类型' } },
    licence_kind: { type: 'enum', values: LICENCE_KINDS, label: { en: 'Licence kind', zh: '证照类型' } },
    licence: {
      type: 'id',
      label: { en: 'Licence', zh: '证照号码' },
      help: { en: 'unified social credit code', zh: '统一社会信用代码' },
    },
    personal_number: { type: 'id', pii: 'number', label: { en: 'Personal number', zh: '身份证号' } },
    parent: { type: 'id', ref: 'org', label: { en: 'Parent', zh: '上级' }, also: ['group', '所属集团'] },
    claim_policy: {
      type: 'enum',
      values: CLAIM_POLICIES,
      label: { en: 'Claim policy', zh: '认领策略' },
      help: { en: 'of an entity; empty: at once', zh: '主体的认领方式；空为自动通过' },
    },
    application_state: {
      type: 'enum',
      values: APPLICATION_STATES,
      label: { en: 'Application', zh: '入驻申请状态' },
    },
    certification: { type: 'text', label: { en: 'Certification', zh: '代理商认证' } },
    certificate: { type: 'text', label: { en: 'Authorisation certificate', zh: '授权证书' } },
    merchant_mark: { type: 'text', label: { en: 'Merchant mark', zh: '商家标识' } },
    principal: {
      type: 'text',
      ref: 'member',
      noName: true,
      derived: true,
      label: { en: 'Principal admin', zh: '主管理员' },
    },
    members: { type: 'integer', derived: true, label: { en: 'Members', zh: '成员数' } },
    accounts: { type: 'integer', derived: true, label: { en: 'Accounts', zh: '账户数' } },
    units: { type: 'integer', derived: true, label: { en: 'Units', zh: '业务单元数' } },
    spend: {
      type: 'amount',
      derived: true,
      label: { en: 'Spend', zh: '消耗' },
      help: {
        en: 'empty: funds statement --type consumption says it',
        zh: '为空：请用 funds statement --type consumption 查看',
      },
    },
    balance: {
      type: 'amount',
      derived: true,
      label: { en: 'Balance', zh: '余额' },
      help: { en: 'what it has itself, in CNY: available and frozen', zh: '组织自有资金（人民币），含冻结' },
    },
    status: { type: 'enum', values: ORG_STATUSES, label: { en: 'Status', zh: '状态' } },
    created: { type: 'instant', label: { en: 'Created', zh: '创建时间' } },
  },
  indexes: {
    licence: { fields: ['licence'], unique: true },
    personal_number: { fields: ['personal_number'], unique: true },
    parent: { fields: ['parent'] },
    name: { fields: ['name'] },
    likeness: { fields: ['kind', 'licence_kind', 'name'], kept: true },
  },
  nameField: 'name',
  search: ['name', 'licence', 'id'],
  columns: ['id', 'kind', 'name', 'parent', 'principal', 'members', 'accounts', 'units', 'status'],
  optional: ['units', 'members', 'parent', 'principal', 'accounts', 'status'],
  sort: ['kind', 'name'],
  audited: true,
};

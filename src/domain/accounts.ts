/** Accounts and the relations of members to them (ACC-1, ACC-2). */
import { currencyNamed } from './currencies.ts';
import type { KindDef } from './kind.ts';

export const RELATION_SOURCES = {
  assigned: { en: 'assigned', zh: '管理员分配' },
  collaborator: { en: 'collaborator', zh: '协作者' },
  claimed: { en: 'claimed', zh: '认领' },
  self_run: { en: 'self-run', zh: '自理投放管理员' },
  bound: { en: 'bound', zh: '绑定' },
} as const;

type RelationSource = keyof typeof RELATION_SOURCES;
/** Of the relations that an account's manager has, and nobody else (ACC-2). */
export const MANAGING_SOURCES: readonly RelationSource[] = ['claimed', 'assigned'];
/** Of those by which an account is shared beyond its manager (ACC-2, ORG-8). */
export const SHARED_SOURCES: readonly RelationSource[] = ['collaborator', 'self_run'];

export const SYSTEMS = {
  workbench: { en: 'workbench', zh: '客户工作台' },
  delivery: { en: 'delivery', zh: '投放平台' },
  service: { en: 'service', zh: '服务商系统' },
} as const;

export const ACCOUNT_STATUSES = {
  active: { en: 'active', zh: '有效' },
  suspended: { en: 'suspended', zh: '已暂停' },
  pending_review: { en: 'pending review', zh: '待审核' },
  closed: { en: 'closed', zh: '已注销' },
} as const;

export type AccountStatus = keyof typeof ACCOUNT_STATUSES;

/** What a status may become (ACC-1). What waits for review is resumed by the operator; closed comes back only by undo. */
export const STATUS_MOVES: Readonly<Record<AccountStatus, readonly AccountStatus[]>> = {
  active: ['suspended', 'closed'],
  suspended: ['active', 'closed'],
  pending_review: ['active', 'closed'],
  closed: [],
};

export const ACCOUNT_KINDS = {
  direct: { en: 'direct', zh: '直客' },
  sub_client: { en: 'sub-client', zh: '子客' },
} as const;

/** Logins of the members with a relation of one source. */
const MONEY = { type: 'amount', derived: true, currency: 'currency' } as const;
const RELATED = { type: 'list', ref: 'member', noName: true, derived: true } as const;

export const accountKind: KindDef = {
  name: 'account',
  table: 'accounts',
  label: { en: 'account', zh: '账户' },
  key: ['platform', 'id'],
  separator: ':',
  fields: {
    platform: { type: 'text', label: { en: 'Platform', zh: '平台' }, also: ['投放平台', '媒体'] },
    id: {
      type: 'id',
      label: { en: 'Account ID', zh: '账户ID' },
      also: ['uid', 'account', '账户', '账号', '账号ID', '广告账户ID', '广告主ID'],
    },
    kind: { type: 'enum', values: ACCOUNT_KINDS, label: { en: 'Kind', zh: '账户类型' } },
    name: { type: 'text', label: { en: 'Name', zh: '账户名称' }, also: ['名称'] },
    login: { type: 'text', label: { en: 'Login', zh: '登录名' }, also: ['登录账号'] },
    pid: { type: 'id', label: { en: 'PID', zh: 'PID' } },
    email: { type: 'text', label: { en: 'E-mail', zh: '邮箱' }, also: ['mail'] },
    entity: { type: 'id', ref: 'org', only: 'entity', label: { en: 'Entity', zh: '主体' }, also: ['公司'] },
    agency: {
      type: 'id',
      ref: 'org',
      only: 'agency',
      derived: true,
      label: { en: 'Agency', zh: '代理商' },
      help: { en: 'from the active authorisation', zh: '取自生效中的授权' },
    },
    unit: { type: 'id', ref: 'unit', label: { en: 'Unit', zh: '业务单元' } },
    manager: { type: 'text', ref: 'member', label: { en: 'Manager', zh: '管理人' }, also: ['负责人'] },
    collaborators: {
      ...RELATED,
      label: { en: 'Collaborators', zh: '协作者' },
      also: ['collaborator'],
      help: { en: 'with whom it is shared, of those you may see', zh: '共享给哪些成员，仅限可见范围' },
    },
    self_run: {
      ...RELATED,
      label: { en: 'Self-run by', zh: '自理投放管理员' },
      help: { en: 'who runs it on their own, of those you may see', zh: '自理投放的成员，仅限可见范围' },
    },
    bound: {
      ...RELATED,
      label: { en: 'Bound to', zh: '绑定员工' },
      help: { en: 'staff that this client is bound to, of those you may see', zh: '绑定的员工，仅限可见范围' },
    },
    industry: { type: 'text', label: { en: 'Industry', zh: '行业' } },
    status: { type: 'enum', values: ACCOUNT_STATUSES, label: { en: 'Status', zh: '状态' }, also: ['账户状态'] },
    daily_budget: {
      type: 'amount',
      currency: 'currency',
      unlimited: true,
      label: { en: 'Daily budget', zh: '日预算' },
    },
    balance: {
      ...MONEY,
      label: { en: 'Balance', zh: '余额' },
      help: { en: 'available and frozen, of what is its own', zh: '自有资金，含冻结' },
    },
    available: {
      ...MONEY,
      label: { en: 'Available', zh: '可用余额' },
      help: { en: 'cash and bonus, without credit', zh: '现金与红包，不含授信' },
    },
    usable: {
      ...MONEY,
      label: { en: 'Usable', zh: '可使用' },
      help: { en: 'with shared wallets and credit; never to be added up', zh: '含共享钱包与授信，不可加总' },
    },
    currency: { type: 'text', stored: (text) => currencyNamed(text) ?? text, label: { en: 'Currency', zh: '币种' } },
    time_zone: { type: 'text', label: { en: 'Time zone', zh: '时区' } },
    tags: { type: 'list', label: { en: 'Tags', zh: '标签' }, also: ['tag'] },
    note: { type: 'text', label: { en: 'Note', zh: '备注' } },
    created: { type: 'instant', label: { en: 'Created', zh: '创建时间' } },
  },
  indexes: {
    id: { fields: ['id'] },
    unit: { fields: ['unit'] },
    entity: { fields: ['entity'] },
    manager: { fields: ['manager'] },
  },
  nameField: 'name',
  search: ['name', 'login', 'pid', 'email', 'id'],
  columns: ['platform', 'id', 'name', 'entity_name', 'unit_name', 'manager', 'status', 'daily_budget', 'currency'],
  optional: ['currency', 'unit_name', 'manager', 'platform', 'entity_name'],
  address: 'address',
  sort: ['platform', 'id'],
  audited: true,
};

/** Key: account, member, source, system. The account's own key holds a `:`, never a `/`. */
export const relationKind: KindDef = {
  name: 'relation',
  table: 'relations',
  label: { en: 'relation', zh: '账户关系' },
  key: ['account', 'member', 'source', 'system'],
  separator: '/',
  fields: {
    account: { type: 'text', ref: 'account', label: { en: 'Account', zh: '账户' } },
    member: { type: 'text', ref: 'member', label: { en: 'Member', zh: '成员' } },
    source: { type: 'enum', values: RELATION_SOURCES, label: { en: 'Source', zh: '来源' } },
    system: { type: 'enum', values: SYSTEMS, label: { en: 'System', zh: '系统' } },
  },
  indexes: {
    account: { fields: ['account'] },
    member: { fields: ['member'] },
    pair: { fields: ['account', 'member'] },
  },
  columns: ['account', 'member', 'source', 'system'],
  sort: ['account', 'member', 'source', 'system'],
  audited: true,
};

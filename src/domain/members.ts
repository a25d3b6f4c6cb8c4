/** Members and the roles and flags granted to them (MEM-1, MEM-7). */
import type { KindDef } from './kind.ts';

export const MEMBER_STATUSES = {
  active: { en: 'active', zh: '在职' },
  removed: { en: 'removed', zh: '已移除' },
  erased: { en: 'erased', zh: '已清除' },
} as const;

/** Every role of MEM-1 by its letters, and the flags beside a role; `long` names are accepted where a role is typed. */
export const ROLES = {
  op: { en: 'operator', zh: '行业运营', long: 'operator' },
  gP: { en: 'group principal admin', zh: '集团主管理员', long: 'group_principal' },
  gA: { en: 'group admin', zh: '集团管理员', long: 'group_admin' },
  eP: { en: 'entity principal admin', zh: '主体主管理员', long: 'entity_principal' },
  eA: { en: 'entity admin', zh: '主体管理员', long: 'entity_admin' },
  eC: { en: 'collaborator', zh: '协作者', long: 'collaborator' },
  eU: { en: 'unverified employee', zh: '未验证员工', long: 'unverified_employee' },
  uA: { en: 'unit admin', zh: '业务单元管理员', long: 'unit_admin' },
  uC: { en: 'unit collaborator', zh: '业务单元协作者', long: 'unit_collaborator' },
  aM: { en: 'agency master', zh: '主账户', long: 'agency_master' },
  aA: { en: 'agency admin', zh: '管理员', long: 'agency_admin' },
  aE: { en: 'agency employee', zh: '员工', long: 'agency_employee' },
  aD: { en: 'dedicated employee', zh: '专职员工', long: 'dedicated_employee' },
  aC: { en: 'client employee', zh: '商家员工', long: 'client_employee' },
  cv: { en: 'client viewer', zh: '客户门户', long: 'client_viewer' },
} as const;
export type Role = keyof typeof ROLES;

export const FLAGS = {
  lead_admin: { en: 'lead admin', zh: '线索管理员' },
  ticket_handler: { en: 'ticket handler', zh: '客服' },
  ticket_dispatcher: { en: 'ticket dispatcher', zh: '服务主管' },
  pii_viewer: { en: 'contact data viewer', zh: '联系信息查看员' },
  auditor: { en: 'auditor', zh: '审计员' },
} as const;
export type Flag = keyof typeof FLAGS;

/** What the operator's role is held at. */
export const EVERYWHERE = '*';

/** The one member that a new state has, and who holds every right but reveal (MEM-0). */
export const STATE_OWNER = 'owner';

/** Of what the reader sees. */
const COUNT = {
  type: 'integer',
  derived: true,
  help: { en: 'how many, of those you may see', zh: '数量，仅限可见范围' },
} as const;

export const memberKind: KindDef = {
  name: 'member',
  table: 'members',
  label: { en: 'member', zh: '成员' },
  key: ['login'],
  separator: '/',
  fields: {
    login: { type: 'text', label: { en: 'Login', zh: '登录名' }, also: ['账号', '员工账号'] },
    name: { type: 'text', label: { en: 'Name', zh: '姓名' }, also: ['员工姓名'] },
    phone: { type: 'text', pii: 'phone', label: { en: 'Phone', zh: '手机号' } },
    email: { type: 'text', pii: 'email', label: { en: 'E-mail', zh: '邮箱' } },
    wechat: { type: 'text', pii: 'text', label: { en: 'WeChat', zh: '微信' } },
    id_number: { type: 'id', pii: 'number', label: { en: 'ID number', zh: '身份证号' } },
    verified: { type: 'instant', label: { en: 'Verified', zh: '实名时间' } },
    verified_method: { type: 'text', label: { en: 'Verified by', zh: '实名方式' } },
    roles: {
      type: 'list',
      derived: true,
      label: { en: 'Roles', zh: '全部角色' },
      help: { en: 'ROLE@ORGANISATION, of those you may see', zh: '角色@组织，仅限可见范围' },
    },
    managed: { ...COUNT, label: { en: 'Accounts managed', zh: '管理账户数' } },
    collaborated: { ...COUNT, label: { en: 'Accounts shared', zh: '协作账户数' } },
    self_run: { ...COUNT, label: { en: 'Accounts self-run', zh: '自理投放账户数' } },
    bound: { ...COUNT, label: { en: 'Clients bound', zh: '绑定客户数' } },
    units: { ...COUNT, label: { en: 'Units', zh: '业务单元数' } },
    status: { type: 'enum', values: MEMBER_STATUSES, label: { en: 'Status', zh: '状态' } },
    created: { type: 'instant', label: { en: 'Created', zh: '创建时间' } },
  },
  indexes: {},
  nameField: 'name',
  search: ['login', 'name'],
  columns: ['login', 'name', 'phone', 'email', 'verified', 'roles', 'status'],
  optional: ['verified', 'email', 'phone', 'status'],
  sort: ['login'],
  audited: true,
};

/** `role` is a role's letters or a flag's name; `place` is the organisation or unit; the operator's place is `*`. */
export const grantKind: KindDef = {
  name: 'grant',
  table: 'grants',
  label: { en: 'role', zh: '角色' },
  key: ['member', 'role', 'place'],
  separator: '/',
  fields: {
    member: { type: 'text', ref: 'member', label: { en: 'Member', zh: '成员' } },
    role: { type: 'text', label: { en: 'Role', zh: '角色' } },
    place: { type: 'id', refs: ['org', 'unit'], label: { en: 'Organisation or unit', zh: '组织或业务单元' } },
  },
  indexes: { member: { fields: ['member'] }, place: { fields: ['place'] } },
  columns: ['member', 'role', 'place'],
  sort: ['member', 'role', 'place'],
  audited: true,
};

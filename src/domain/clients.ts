/** Authorisations between an agency and its clients, and to the clients' data (ACC-7). */
import type { KindDef } from './kind.ts';

export const AUTHORISATION_STATES = {
  pending: { en: 'pending', zh: '待确认' },
  active: { en: 'active', zh: '生效中' },
  rejected: { en: 'rejected', zh: '已拒绝' },
  withdrawn: { en: 'withdrawn', zh: '已撤回' },
  lapsed: { en: 'lapsed', zh: '已失效' },
  terminated: { en: 'terminated', zh: '已解约' },
  expired: { en: 'expired', zh: '已到期' },
} as const;

/** What an agency may be let see of a client besides the account; none: the account itself. */
export const CLIENT_DATA = {
  leads: { en: 'leads data', zh: '留资数据' },
  audience: { en: 'audience API', zh: '人群接口' },
  conversion: { en: 'conversion API', zh: '转化接口' },
} as const;

export const authorisationKind: KindDef = {
  name: 'authorisation',
  table: 'authorisations',
  label: { en: 'authorisation', zh: '授权' },
  key: ['id'],
  separator: '/',
  fields: {
    id: { type: 'id', label: { en: 'ID', zh: '编号' } },
    account: { type: 'text', ref: 'account', shown: true, label: { en: 'Account', zh: '账户' } },
    entity: { type: 'id', ref: 'org', derived: true, label: { en: 'Entity', zh: '主体' } },
    pid: { type: 'id', derived: true, label: { en: 'PID', zh: 'PID' } },
    email: { type: 'text', derived: true, label: { en: 'E-mail', zh: '邮箱' } },
    agency: { type: 'id', ref: 'org', label: { en: 'Agency', zh: '代理商' } },
    data: { type: 'enum', values: CLIENT_DATA, label: { en: 'Data', zh: '数据授权' } },
    state: { type: 'enum', values: AUTHORISATION_STATES, label: { en: 'State', zh: '状态' } },
    until: { type: 'day', label: { en: 'Until', zh: '授权截止日' } },
    ended: { type: 'instant', label: { en: 'Ended', zh: '结束时间' } },
    reason: { type: 'text', label: { en: 'Reason', zh: '结束原因' } },
    source: { type: 'text', label: { en: 'Source', zh: '来源' } },
    created: { type: 'instant', label: { en: 'Created', zh: '创建时间' } },
    due_at: { type: 'instant', label: { en: 'Due', zh: '到期时间' } },
    due_state: { type: 'text', hidden: true, label: { en: 'State when due', zh: '到期后状态' } },
  },
  indexes: { account: { fields: ['account'] }, agency: { fields: ['agency'] } },
  search: ['id', 'account', 'account_name', 'pid', 'email'],
  columns: [
    'id',
    'account',
    'account_name',
    'pid',
    'email',
    'agency',
    'agency_name',
    'data',
    'state',
    'until',
    'source',
    'created',
  ],
  optional: ['email', 'source', 'created', 'agency', 'pid', 'until', 'data', 'agency_name'],
  // What is asked for and ended is named by the account.
  address: 'account',
  sort: ['account', '-created', 'id'],
  clock: true,
  audited: true,
};

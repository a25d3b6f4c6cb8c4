/**
 * Whatever waits for somebody's decision (申请): joins (ORG-3), claims under approval (ACC-3), authorisations (ACC-7),
 * plans (FUND-6).
 * What is asked for is done by whoever approves; the request keeps who asked, who decided, and why.
 */
import { CLIENT_DATA } from './clients.ts';
import type { KindDef } from './kind.ts';

export const REQUEST_TYPES = {
  join: { en: 'join', zh: '加入组织' },
  claim: { en: 'claim', zh: '认领账户' },
  authorisation: { en: 'authorisation', zh: '授权' },
  plan: { en: 'plan', zh: '资金方案' },
} as const;

export const REQUEST_STATES = {
  pending: { en: 'pending', zh: '待审批' },
  approved: { en: 'approved', zh: '已通过' },
  rejected: { en: 'rejected', zh: '已拒绝' },
  withdrawn: { en: 'withdrawn', zh: '已撤回' },
  void: { en: 'void', zh: '已作废' },
  lapsed: { en: 'lapsed', zh: '已失效' },
  applied: { en: 'applied', zh: '已执行' },
  drifted: { en: 'drifted', zh: '已过时' },
} as const;

/** Of an authorisation: who was asked. */
export const REQUEST_SIDES = {
  client: { en: 'client', zh: '委托人' },
  agency: { en: 'agency', zh: '代理商' },
} as const;

/** `org`: the entity to join, or the agency of an authorisation. `system`: of a claim. `data`, `until`: of an authorisation. */
export const requestKind: KindDef = {
  name: 'request',
  table: 'requests',
  label: { en: 'request', zh: '申请' },
  key: ['id'],
  separator: '/',
  fields: {
    id: { type: 'id', label: { en: 'ID', zh: '编号' } },
    type: { type: 'enum', values: REQUEST_TYPES, label: { en: 'Type', zh: '申请类型' } },
    state: { type: 'enum', values: REQUEST_STATES, label: { en: 'State', zh: '状态' } },
    member: { type: 'text', ref: 'member', shown: true, label: { en: 'Asked by', zh: '申请人' } },
    named: {
      type: 'text',
      label: { en: 'Asked for', zh: '申请对象' },
      help: { en: 'as whoever asked named it', zh: '申请人填写的对象' },
    },
    org: { type: 'id', ref: 'org', label: { en: 'Organisation', zh: '组织' } },
    entity: {
      type: 'id',
      ref: 'org',
      derived: true,
      label: { en: 'Entity', zh: '主体' },
      help: { en: 'the one to join, or whose account it is', zh: '申请加入的主体，或账户所属主体' },
    },
    // Whoever asked named it, whoever decides has it.
    account: { type: 'text', ref: 'account', shown: true, label: { en: 'Account', zh: '账户' } },
    authorisation: { type: 'id', ref: 'authorisation', label: { en: 'Authorisation', zh: '授权' } },
    data: { type: 'enum', values: CLIENT_DATA, derived: true, label: { en: 'Data', zh: '数据授权' } },
    until: { type: 'day', derived: true, label: { en: 'Until', zh: '授权截止日' } },
    side: { type: 'enum', values: REQUEST_SIDES, label: { en: 'Asked of', zh: '审批方' } },
    system: { type: 'text', label: { en: 'System', zh: '系统' } },
    batch: { type: 'id', ref: 'batch', noName: true, label: { en: 'Batch', zh: '批次' } },
    plan: { type: 'json', label: { en: 'Plan', zh: '方案' } },
    // Of a plan: in which all its rows lie, whose caps it counts for or raises, and where its rows need its right.
    places: { type: 'list', hidden: true, label: { en: 'Places', zh: '所在' } },
    concerns: { type: 'list', hidden: true, label: { en: 'Concerns', zh: '相关组织' } },
    needs: { type: 'json', hidden: true, label: { en: 'Needs', zh: '所需权限' } },
    note: { type: 'text', label: { en: 'Note', zh: '申请说明' } },
    decided_by: { type: 'text', ref: 'member', label: { en: 'Decided by', zh: '审批人' } },
    decided: { type: 'instant', label: { en: 'Decided', zh: '审批时间' } },
    answer: { type: 'text', label: { en: 'Answer', zh: '审批意见' } },
    created: { type: 'instant', label: { en: 'Created', zh: '申请时间' } },
    due_at: {
      type: 'instant',
      label: { en: 'Lapses', zh: '失效时间' },
      help: { en: 'unless it is decided before', zh: '届时仍未审批即失效' },
    },
    due_state: { type: 'text', hidden: true, label: { en: 'State when due', zh: '到期后状态' } },
  },
  indexes: {
    // With the state, since what waits is few and what was decided is kept for ever.
    member: { fields: ['member', 'state'] },
    org: { fields: ['org', 'state'] },
    account: { fields: ['account', 'state'] },
    authorisation: { fields: ['authorisation'] },
  },
  search: ['id', 'member', 'named', 'account', 'note'],
  columns: [
    'id',
    'type',
    'state',
    'member',
    'named',
    'data',
    'until',
    'due_at',
    'org_name',
    'account_name',
    'note',
    'created',
  ],
  optional: ['note', 'account_name', 'created', 'until', 'due_at', 'org_name', 'state'],
  sort: ['-created', 'id'],
  clock: true,
  audited: true,
};

export type RequestType = keyof typeof REQUEST_TYPES;
export type RequestState = keyof typeof REQUEST_STATES;

/** The value by which an index of requests leads to those that wait for a decision. */
export const waiting = (value: string): string => `${value}/pending`;

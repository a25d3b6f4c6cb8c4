/** Qualifications (资质) of accounts: what the platform wants to see before it delivers (ACC-9). */
import type { KindDef } from './kind.ts';

export const QUALIFICATION_STATES = {
  submitted: { en: 'submitted', zh: '待审核' },
  approved: { en: 'approved', zh: '已通过' },
  rejected: { en: 'rejected', zh: '已拒绝' },
  expired: { en: 'expired', zh: '已过期' },
  replaced: { en: 'replaced', zh: '已替换' },
} as const;

export const qualificationKind: KindDef = {
  name: 'qualification',
  table: 'qualifications',
  label: { en: 'qualification', zh: '资质' },
  key: ['id'],
  separator: '/',
  fields: {
    id: { type: 'id', label: { en: 'ID', zh: '编号' } },
    account: { type: 'text', ref: 'account', label: { en: 'Account', zh: '账户' } },
    kind: { type: 'text', label: { en: 'Kind', zh: '资质类型' } },
    number: { type: 'id', label: { en: 'Number', zh: '资质编号' } },
    valid_until: { type: 'day', label: { en: 'Valid until', zh: '有效期至' } },
    state: { type: 'enum', values: QUALIFICATION_STATES, label: { en: 'State', zh: '状态' } },
    submitted_by: { type: 'text', ref: 'member', label: { en: 'Submitted by', zh: '提交人' } },
    reviewed_by: { type: 'text', ref: 'member', label: { en: 'Reviewed by', zh: '审核人' } },
    reviewed: { type: 'instant', label: { en: 'Reviewed', zh: '审核时间' } },
    reason: { type: 'text', label: { en: 'Reason', zh: '审核意见' } },
    replaces: { type: 'id', ref: 'qualification', label: { en: 'Replaces', zh: '替换的资质' } },
    created: { type: 'instant', label: { en: 'Created', zh: '提交时间' } },
    due_at: { type: 'instant', label: { en: 'Due', zh: '到期时间' } },
    due_state: { type: 'text', hidden: true, label: { en: 'State when due', zh: '到期后状态' } },
  },
  indexes: { number: { fields: ['account', 'number'] }, replaces: { fields: ['replaces'] } },
  search: ['id', 'account', 'kind', 'number'],
  columns: ['id', 'account', 'account_name', 'kind', 'number', 'valid_until', 'state', 'reason'],
  optional: ['reason', 'account_name'],
  sort: ['account', 'kind', 'id'],
  clock: true,
  audited: true,
};

/** Records beside the ledger: holds, shared wallets, what deposits are due, caps. Money itself is in books alone. */
import type { KindDef } from '../kind.ts';
import { BOOKS_ZONE } from '../zone.ts';
import { reference } from './statement-fields.ts';
import { FUND_KINDS, PURSES } from './words.ts';

export const HOLD_STATES = {
  open: { en: 'open', zh: '预占中' },
  posted: { en: 'posted', zh: '已入账' },
  voided: { en: 'voided', zh: '已撤销' },
  expired: { en: 'expired', zh: '已过期' },
} as const;

const currency = { type: 'text', currencyCode: true, label: { en: 'Currency', zh: '币种' } } as const;
const created = { type: 'instant', label: { en: 'Created', zh: '创建时间' } } as const;

/** A hold has the id of the transaction that made it, with a letter of its own. */
export const holdOf = (transaction: string): string => `h_${transaction.slice(2)}`;

/** An amount that is held for a payee until it is posted, voided, or over (FUND-4). */
export const holdKind: KindDef = {
  name: 'hold',
  table: 'holds',
  label: { en: 'hold', zh: '预占' },
  key: ['id'],
  separator: '/',
  fields: {
    id: { type: 'id', label: { en: 'ID', zh: '编号' } },
    payer: { type: 'id', holder: true, label: { en: 'Payer', zh: '付款方' } },
    payee: { type: 'id', holder: true, label: { en: 'Payee', zh: '收款方' } },
    currency,
    purse: { type: 'enum', values: PURSES, label: { en: 'Purse', zh: '钱包' } },
    kind: { type: 'enum', values: FUND_KINDS, label: { en: 'Kind', zh: '资金类型' } },
    amount: { type: 'amount', currency: 'currency', label: { en: 'Amount', zh: '金额' } },
    posted: { type: 'amount', currency: 'currency', label: { en: 'Posted', zh: '入账金额' } },
    state: { type: 'enum', values: HOLD_STATES, label: { en: 'State', zh: '状态' } },
    expires: { type: 'day', label: { en: 'Expires', zh: '有效期至' } },
    created,
    ended: { type: 'instant', label: { en: 'Ended', zh: '结束时间' } },
    due_at: { type: 'instant', label: { en: 'Due', zh: '到期时间' } },
    due_state: { type: 'text', hidden: true, label: { en: 'State when due', zh: '到期后状态' } },
    payer_id: { type: 'id', derived: true, label: { en: 'Payer ID', zh: '付款方ID' } },
    payee_id: { type: 'id', derived: true, label: { en: 'Payee ID', zh: '收款方ID' } },
    // Not among the columns: fed back, it would be the reference of what is done to the hold.
    reference: { ...reference, derived: true },
  },
  indexes: { payer: { fields: ['payer', 'state'] }, payee: { fields: ['payee', 'state'] } },
  search: ['id', 'payer', 'payee'],
  columns: ['id', 'payer', 'payee', 'kind', 'amount', 'currency', 'posted', 'state', 'expires', 'created'],
  optional: ['created', 'posted', 'kind'],
  sort: ['-created', '-id'],
  clock: true,
  audited: true,
};

/**
 * What of a lot is in one book: written with the ledger and by nothing else. `due_at`: from when on what is left of it
 * is over; of a frozen book never, as it expires when it comes back.
 */
export const lotKind: KindDef = {
  name: 'lot',
  table: 'lot_books',
  label: { en: 'bonus lot', zh: '红包批次' },
  key: ['book', 'lot'],
  separator: '/',
  fields: {
    book: { type: 'integer', label: { en: 'Book', zh: '账本' } },
    lot: { type: 'id', label: { en: 'Lot', zh: '红包批次' } },
    amount: { type: 'integer', label: { en: 'Left', zh: '剩余' } },
    expired: { type: 'integer', label: { en: 'Expired', zh: '已过期' } },
    begins: { type: 'instant', label: { en: 'Begins', zh: '生效时间' } },
    expires: { type: 'instant', label: { en: 'Expires', zh: '到期时间' } },
    holder: { type: 'id', derived: true, label: { en: 'Holder', zh: '持有方' } },
    currency: { ...currency, derived: true },
    purse: { type: 'enum', values: PURSES, derived: true, label: { en: 'Purse', zh: '钱包' } },
    kind: { type: 'enum', values: FUND_KINDS, derived: true, label: { en: 'Kind', zh: '资金类型' } },
    state: { type: 'text', derived: true, label: { en: 'State', zh: '状态' } },
    due_at: { type: 'instant', derived: true, label: { en: 'Due', zh: '到期时间' } },
  },
  indexes: { lot: { fields: ['lot'] } },
  columns: ['lot', 'holder', 'kind', 'amount', 'currency', 'expires'],
  sort: ['expires', 'lot'],
  audited: false,
};

export const WALLET_STATES = {
  enabled: { en: 'enabled', zh: '已启用' },
  disabled: { en: 'disabled', zh: '已停用' },
} as const;

/** Cash of a unit, group or entity that its accounts spend without transfers (FUND-9). */
export const walletKind: KindDef = {
  name: 'wallet',
  table: 'wallets',
  label: { en: 'shared wallet', zh: '共享钱包' },
  key: ['holder', 'currency'],
  separator: '/',
  fields: {
    holder: { type: 'id', holder: true, label: { en: 'Holder', zh: '持有方' } },
    currency,
    state: { type: 'enum', values: WALLET_STATES, label: { en: 'State', zh: '状态' } },
    general: { type: 'amount', derived: true, currency: 'currency', label: PURSES.general },
    external: { type: 'amount', derived: true, currency: 'currency', label: PURSES.external },
    created,
  },
  indexes: {},
  search: ['holder'],
  address: 'holder',
  columns: ['holder', 'currency', 'state', 'general', 'external', 'created'],
  sort: ['holder', 'currency'],
  audited: true,
};

/** How much an agency is to deposit. What it has is in its book. */
export const depositKind: KindDef = {
  name: 'deposit',
  table: 'deposits',
  label: { en: 'deposit', zh: '保证金' },
  key: ['agency', 'currency'],
  separator: '/',
  fields: {
    agency: { type: 'id', ref: 'org', only: 'agency', label: { en: 'Agency', zh: '代理商' } },
    currency,
    required: { type: 'amount', currency: 'currency', label: { en: 'Required', zh: '应缴' } },
  },
  indexes: {},
  columns: ['agency', 'currency', 'required'],
  sort: ['agency', 'currency'],
  audited: true,
};

const USED_TODAY = { en: 'Used today', zh: '今日已用' };
const LEFT_TODAY = { en: 'Left today', zh: '今日剩余' };
const CAP_DAY = {
  en: `a day begins at midnight in ${BOOKS_ZONE}; what moved before the organisation had caps does not count`,
  zh: `每日从 ${BOOKS_ZONE} 零时起计；设置限额之前的变动不计入`,
};

/** Beyond these a movement waits for a second person (FUND-6). Empty: no cap. */
export const capsKind: KindDef = {
  name: 'caps',
  table: 'caps',
  label: { en: 'caps', zh: '限额' },
  key: ['org', 'currency'],
  separator: '/',
  fields: {
    org: { type: 'id', ref: 'org', label: { en: 'Organisation', zh: '组织' } },
    currency,
    per_movement: { type: 'amount', currency: 'currency', label: { en: 'Per movement', zh: '单笔限额' } },
    per_day: { type: 'amount', currency: 'currency', label: { en: 'Per day', zh: '每日限额' } },
    per_batch: { type: 'integer', label: { en: 'Rows per batch', zh: '单批行数上限' } },
    used_today: { type: 'amount', derived: true, currency: 'currency', label: USED_TODAY, help: CAP_DAY },
    left_today: { type: 'amount', derived: true, currency: 'currency', label: LEFT_TODAY, help: CAP_DAY },
  },
  indexes: {},
  search: ['org', 'org_name'],
  address: 'org',
  columns: ['org', 'org_name', 'currency', 'per_movement', 'per_day', 'used_today', 'left_today', 'per_batch'],
  optional: ['org_name', 'per_batch', 'used_today'],
  sort: ['org', 'currency'],
  audited: true,
};

/** Splits as they were made, and what receivers got by period (FUND-13). */
import type { KindDef } from '../kind.ts';
import { amount, currency, holder, line, purse, reference } from './statement-fields.ts';

const amountOf = { type: 'amount', currency: 'currency' } as const;
const payer = { ...holder, label: { en: 'Payer', zh: '付款方' } } as const;

/** A split, by the transaction that made it. */
export const splitKind: KindDef = {
  name: 'split',
  table: 'splits',
  label: { en: 'split', zh: '分账' },
  key: ['id'],
  separator: '/',
  fields: {
    id: { type: 'id', label: { en: 'ID', zh: '编号' } },
    payer: { type: 'id', holder: true, label: { en: 'Payer', zh: '付款方' } },
    currency: { type: 'text', currencyCode: true, label: { en: 'Currency', zh: '币种' } },
    purse,
    amount: { ...amountOf, label: { en: 'Amount', zh: '金额' } },
    refunded: { ...amountOf, label: { en: 'Refunded', zh: '已退回' } },
    rule: { type: 'list', label: { en: 'Rule', zh: '规则' } },
    created: { type: 'instant', label: { en: 'Created', zh: '创建时间' } },
    // Not among the columns, as of holds.
    reference: { ...reference, derived: true },
  },
  indexes: { payer: { fields: ['payer'] } },
  search: ['id', 'payer', 'rule'],
  columns: ['id', 'payer', 'amount', 'refunded', 'currency', 'rule', 'created'],
  optional: ['rule', 'created'],
  sort: ['-created', '-id'],
  audited: true,
};

export const settlementKind: KindDef = {
  name: 'settlement',
  table: 'settlements',
  label: { en: 'settlement', zh: '分账结算' },
  // Whoever is not shown the payer still has each line of its own: the first of the ledger that it is made of names it.
  key: ['line'],
  address: 'holder',
  separator: '/',
  fields: {
    line: { ...line, hidden: true },
    month: { type: 'text', month: true, full: true, label: { en: 'Month', zh: '月份' } },
    holder: { ...holder, shown: true, label: { en: 'Receiver', zh: '收款方' } },
    payer: { ...payer, shown: true },
    currency,
    splits: { type: 'integer', full: true, label: { en: 'Splits', zh: '分账笔数' } },
    paid: amount({ en: 'Paid', zh: '分账金额' }),
    returned: amount({ en: 'Returned', zh: '退回金额' }),
    net: amount({ en: 'Net', zh: '净额' }),
  },
  indexes: {},
  search: ['holder', 'payer', 'month'],
  columns: ['month', 'holder', 'payer', 'splits', 'paid', 'returned', 'net', 'currency'],
  sort: ['-month', 'holder', 'payer', 'currency'],
  audited: false,
};

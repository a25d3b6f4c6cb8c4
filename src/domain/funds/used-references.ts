/** References of rows that found nothing to do (FUND-5): of those that moved something, the transaction has them. */
import type { KindDef } from '../kind.ts';
import { SIDES } from './transactions.ts';
import { MOVEMENTS } from './words.ts';

/** What was so already may be otherwise later: the same row, sent again then, must not have it as it was. */
export const usedReferenceKind: KindDef = {
  name: 'used_reference',
  table: 'used_references',
  label: { en: 'used reference', zh: '已用参考号' },
  key: ['id'],
  separator: '/',
  fields: {
    id: { type: 'id', label: { en: 'ID', zh: '编号' } },
    reference: { type: 'id', label: { en: 'Reference', zh: '参考号' } },
    content: { type: 'text', hidden: true, label: { en: 'Content', zh: '内容' } },
    org: { type: 'id', refs: ['org', 'unit'], label: { en: 'Reference of', zh: '参考号所属组织' } },
    movement: { type: 'enum', values: MOVEMENTS, label: { en: 'Movement', zh: '交易类型' } },
    ...SIDES,
    /** Transactions by which it was so already, where such say that. */
    standing: { type: 'list', label: { en: 'Booked by', zh: '已登记的交易' } },
    time: { type: 'instant', label: { en: 'Time', zh: '时间' } },
  },
  indexes: { reference: { fields: ['reference'] }, content: { fields: ['reference', 'content'], unique: true } },
  columns: ['id', 'time', 'movement', 'holder', 'counterparty', 'reference'],
  sort: ['id'],
  audited: true,
};

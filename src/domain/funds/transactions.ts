/** Transactions of the ledger (FUND-1): appended, never changed; taken back by one that names them. */
import type { Key, KindDef, Value } from '../kind.ts';
import type { Holder } from './books.ts';
import { type CapUse, capUseText } from './caps.ts';
import { type Posted, type Posting, postedTexts } from './postings.ts';
import { type FundKind, MOVEMENTS, type Movement, PURSES, type Purse } from './words.ts';

/** A lot that a transaction makes. */
export type LotMade = {
  readonly id: Key;
  readonly kind: FundKind;
  readonly validFrom: string;
  readonly validTo: string;
};

export type LedgerTransaction = {
  readonly id: Key;
  readonly movement: Movement;
  readonly currency: string;
  readonly purse: Purse;
  /** Whom it is about: who is paid, who consumes. */
  readonly holder: Holder;
  readonly counterparty?: Holder | undefined;
  /** What moves in all, without a sign. Minor units. */
  readonly amount: bigint;
  /** The day that it is effective on, of consumption and of what was over by itself. */
  readonly day?: string | undefined;
  readonly type?: string | undefined;
  readonly product?: string | undefined;
  readonly order?: string | undefined;
  /** Whose file consumption came in. */
  readonly source?: string | undefined;
  /** With whose it is, and a digest of what it stands for: of one content there is one transaction (FUND-5). */
  readonly reference?: string | undefined;
  readonly org?: string | undefined;
  readonly content?: string | undefined;
  readonly reverses?: Key | undefined;
  /** Under whose caps it counts (FUND-6): nobody's, where there are none. */
  readonly caps?: readonly CapUse[] | undefined;
  readonly note?: string | undefined;
  readonly lot?: LotMade | undefined;
  readonly postings: readonly Posting[];
};

const holderField = { type: 'id', holder: true, help: { en: 'KIND:ID', zh: '类型:编号' } } as const;
/** Whom a movement is about, and who is on its other side. */
export const SIDES = {
  holder: { ...holderField, label: { en: 'Holder', zh: '持有方' } },
  counterparty: { ...holderField, label: { en: 'Counterparty', zh: '对方' } },
} as const;

export const transactionKind: KindDef = {
  name: 'transaction',
  table: 'ledger_transactions',
  label: { en: 'transaction', zh: '交易' },
  key: ['id'],
  separator: '/',
  fields: {
    id: { type: 'id', label: { en: 'ID', zh: '编号' } },
    movement: { type: 'enum', values: MOVEMENTS, label: { en: 'Movement', zh: '交易类型' } },
    time: { type: 'instant', label: { en: 'Time', zh: '时间' } },
    currency: { type: 'text', currencyCode: true, label: { en: 'Currency', zh: '币种' } },
    purse: { type: 'enum', values: PURSES, label: { en: 'Purse', zh: '钱包' } },
    ...SIDES,
    amount: { type: 'amount', currency: 'currency', label: { en: 'Amount', zh: '金额' } },
    day: { type: 'day', label: { en: 'Day', zh: '日期' } },
    type: { type: 'text', label: { en: 'Type', zh: '消耗类型' } },
    product: { type: 'text', label: { en: 'Product', zh: '产品' } },
    order_id: { type: 'id', label: { en: 'Order', zh: '订单' } },
    source: { type: 'text', label: { en: 'Source', zh: '来源' } },
    reference: { type: 'id', label: { en: 'Reference', zh: '参考号' } },
    org: { type: 'id', refs: ['org', 'unit'], label: { en: 'Reference of', zh: '参考号所属组织' } },
    content: { type: 'text', hidden: true, label: { en: 'Content', zh: '内容' } },
    reverses: { type: 'id', ref: 'transaction', noName: true, label: { en: 'Reverses', zh: '冲正的交易' } },
    caps: { type: 'text', hidden: true, label: { en: 'Counts for caps', zh: '计入的限额' } },
    note: { type: 'text', label: { en: 'Note', zh: '备注' } },
    lot: { type: 'text', posted: true, derived: true, label: { en: 'Lot', zh: '红包批次' } },
    postings: { type: 'list', holder: true, posted: true, derived: true, label: { en: 'Postings', zh: '分录' } },
  },
  indexes: {
    reference: { fields: ['reference'] },
    content: { fields: ['reference', 'content'], unique: true },
    reverses: { fields: ['reverses'], unique: true },
  },
  columns: ['id', 'time', 'movement', 'holder', 'counterparty', 'amount', 'currency', 'reference'],
  sort: ['id'],
  audited: true,
};

export const lotText = ({ id, kind, validFrom, validTo }: LotMade): string => [id, kind, validFrom, validTo].join('|');

export function lotNamed(text: string): LotMade {
  const [id = '', kind, validFrom = '', validTo = ''] = text.split('|');
  return { id, kind: kind as FundKind, validFrom, validTo };
}

/** As the view, the store and the log have it: whole, so that later rows may read it. */
export function transactionRow(
  transaction: LedgerTransaction,
  time: number,
  posted: readonly Posted[],
): Record<Exclude<keyof LedgerTransaction, 'order'> | 'time' | 'order_id', Value> {
  // By name, as the log wants them.
  return {
    amount: Number(transaction.amount),
    caps: transaction.caps ? capUseText(transaction.caps) : null,
    content: transaction.content ?? null,
    counterparty: transaction.counterparty ?? null,
    currency: transaction.currency,
    day: transaction.day ?? null,
    holder: transaction.holder,
    id: transaction.id,
    lot: transaction.lot ? lotText(transaction.lot) : null,
    movement: transaction.movement,
    note: transaction.note ?? null,
    order_id: transaction.order ?? null,
    org: transaction.org ?? null,
    postings: postedTexts(posted),
    product: transaction.product ?? null,
    purse: transaction.purse,
    reference: transaction.reference ?? null,
    reverses: transaction.reverses ?? null,
    source: transaction.source ?? null,
    time,
    type: transaction.type ?? null,
  };
}

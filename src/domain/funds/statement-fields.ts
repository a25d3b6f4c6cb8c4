/** Fields that several lists of money have. */
import type { FieldDef } from '../kind.ts';
import type { Text } from '../text.ts';
import { consumptionType, FUND_KINDS, MOVEMENTS, PURSES, sourceNamed } from './words.ts';

/** Whether a transaction was taken back by another, or takes one back itself (FUND-1). */
const MARKS = {
  reversed: { en: 'reversed', zh: '已冲正' },
  reversal: { en: 'reversal', zh: '冲正' },
} as const;

export const amount = (label: Text, more: Partial<FieldDef> = {}) =>
  ({ type: 'amount', currency: 'currency', full: true, label, ...more }) as const satisfies FieldDef;
/** Of some rows there is none. */
export const amountIfAny = (label: Text, more: Partial<FieldDef> = {}) => amount(label, { ...more, full: undefined });
export const derived = { derived: true, type: 'text' } as const;
export const text = (label: Text) => ({ type: 'text', label }) as const;

export const line = { type: 'integer', full: true, label: { en: 'Line', zh: '行' } } as const;
export const holder = {
  type: 'id',
  holder: true,
  full: true,
  help: { en: 'KIND:ID', zh: '类型:编号' },
  label: { en: 'Holder', zh: '持有方' },
} as const;
export const currency = {
  type: 'text',
  currencyCode: true,
  full: true,
  label: { en: 'Currency', zh: '币种' },
} as const;
export const purse = { type: 'enum', full: true, values: PURSES, label: { en: 'Purse', zh: '钱包' } } as const;
/** Of an account, where the reader sees it. */
export const ACCOUNT = {
  name: { ...derived, label: { en: 'Name', zh: '名称' }, also: ['账户名称'] },
  pid: { ...derived, label: { en: 'PID', zh: 'PID' } },
} as const;
/** Who is on the other side: its name is told where it is. The rest is asked for by the options of a statement alone. */
const asked = { derived: true, hidden: true } as const;
export const OTHER = {
  counterparty_name: { ...derived, label: { en: 'Counterparty name', zh: '对方名称' } },
  other: { ...asked, type: 'id', holder: true, label: { en: 'Other side', zh: '对方' } },
  other_pid: { ...asked, type: 'text', label: { en: 'PID of the other side', zh: '对方PID' } },
  other_words: { ...asked, type: 'text', label: { en: 'Words of the other side', zh: '对方文字' } },
} as const;
export const time = { type: 'instant', full: true, label: { en: 'Time', zh: '时间' } } as const;
export const day = { type: 'day', label: { en: 'Day', zh: '日期' } } as const;
export const transaction = { type: 'id', full: true, label: { en: 'Transaction', zh: '交易编号' } } as const;
export const movement = {
  type: 'enum',
  full: true,
  values: MOVEMENTS,
  label: { en: 'Movement', zh: '交易类型' },
} as const;
/** What a line of consumption is of, and whose file said so. */
export const spentType = { ...text({ en: 'Type', zh: '消耗类型' }), stored: consumptionType } as const;
export const source = { ...text({ en: 'Source', zh: '来源' }), stored: sourceNamed } as const;
export const order = { type: 'id', label: { en: 'Order', zh: '订单' } } as const;
export const hold = { type: 'id', label: { en: 'Hold', zh: '预占' } } as const;
export const reference = { type: 'id', label: { en: 'Reference', zh: '参考号' } } as const;
/** What is taken back later is marked then. */
export const mark = {
  ...derived,
  restated: true,
  type: 'enum',
  values: MARKS,
  label: { en: 'Mark', zh: '标记' },
} as const;
export const reverses = { type: 'id', label: { en: 'Reverses', zh: '冲正的交易' } } as const;
export const note = text({ en: 'Note', zh: '备注' });

/** Credit with the rest: the overview has the two apart. */
export const ALL_FROZEN = { en: 'all frozen', zh: '冻结合计' } as const;
export const FROZEN = { en: 'frozen', zh: '冻结' } as const;
export const BOOK_WORDS = { ...FUND_KINDS, frozen: FROZEN } as const;
const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
export const kindLabel = ({ en, zh }: Text): Text => ({ en: capital(en), zh });

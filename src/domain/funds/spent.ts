/** What accounts consumed, by day and by month (FUND-8). */
import type { KindDef } from '../kind.ts';
import { ACCOUNT, amount, currency, day, holder, kindLabel, line, purse, spentType } from './statement-fields.ts';
import { FUND_KINDS } from './words.ts';

/** A day that is restated is another then. */
const CHANGES = { sums: true, restated: true } as const;
const SPENT = {
  total: amount({ en: 'Total', zh: '总消耗' }, CHANGES),
  cash: amount(kindLabel(FUND_KINDS.cash), CHANGES),
  bonus: amount(kindLabel(FUND_KINDS.bonus), CHANGES),
  traffic_bonus: amount(kindLabel(FUND_KINDS.traffic_bonus), CHANGES),
  credit: amount(kindLabel(FUND_KINDS.credit), CHANGES),
  wallet: amount({ en: 'Shared wallet', zh: '共享钱包' }, CHANGES),
  overdraft: amount(kindLabel(FUND_KINDS.overdraft), CHANGES),
} as const;
const SPENT_BESIDE = {
  booked: { type: 'instant', full: true, label: { en: 'Booked', zh: '首次入账' } },
  restated: {
    type: 'instant',
    restated: true,
    label: { en: 'Restated', zh: '重述' },
    help: { en: 'when it was last changed after it was first booked', zh: '首次入账后最近一次变更的时间' },
  },
  line: { ...line, restated: true },
} as const;
const OF_WHAT = {
  type: { ...spentType, full: true },
  product: { type: 'text', full: true, label: { en: 'Product', zh: '产品' } },
} as const;
const spentColumns = (when: string) => [
  when,
  'holder',
  'name',
  'total',
  'cash',
  'bonus',
  'traffic_bonus',
  'credit',
  'wallet',
  'overdraft',
  'currency',
  'type',
  'product',
  'restated',
];
const spentOptional = ['product', 'overdraft', 'wallet', 'name', 'type', 'credit', 'traffic_bonus', 'bonus'];
const SPENT_KEY = ['purse', 'type', 'product'];

export const spentDayKind: KindDef = {
  name: 'spent_day',
  table: 'consumption_days',
  label: { en: 'day of consumption', zh: '日消耗' },
  key: ['holder', 'currency', 'day', ...SPENT_KEY],
  address: 'holder',
  separator: '/',
  fields: { day: { ...day, full: true }, holder, ...ACCOUNT, currency, purse, ...OF_WHAT, ...SPENT, ...SPENT_BESIDE },
  indexes: {},
  search: ['name', 'holder'],
  columns: spentColumns('day'),
  optional: spentOptional,
  sort: ['holder', 'currency', '-day', ...SPENT_KEY],
  audited: false,
};

export const spentMonthKind: KindDef = {
  name: 'spent_month',
  table: 'consumption_months',
  label: { en: 'month of consumption', zh: '月消耗' },
  key: ['holder', 'currency', 'month', ...SPENT_KEY],
  address: 'holder',
  separator: '/',
  fields: {
    month: { type: 'text', month: true, full: true, label: { en: 'Month', zh: '月份' } },
    holder,
    ...ACCOUNT,
    currency,
    purse,
    ...OF_WHAT,
    ...SPENT,
    ...SPENT_BESIDE,
  },
  indexes: {},
  search: ['name', 'holder'],
  columns: spentColumns('month'),
  optional: spentOptional,
  sort: ['holder', 'currency', '-month', ...SPENT_KEY],
  grouped: true,
  audited: false,
};

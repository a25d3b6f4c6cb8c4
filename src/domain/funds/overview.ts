/** What each holder has, by currency (FUND-7). */
import type { KindDef } from '../kind.ts';
import {
  ACCOUNT,
  ALL_FROZEN,
  amount,
  amountIfAny,
  BOOK_WORDS,
  currency,
  derived,
  FROZEN,
  hold,
  holder,
  kindLabel,
  order,
  purse,
  text,
} from './statement-fields.ts';
import { FUND_KINDS, HOLDER_KINDS, MOVABLE_KINDS } from './words.ts';

/** As it was written down; what is due by now is taken off in the fields that are shown (TIME-2). */
const booked = Object.fromEntries(
  (['cash', 'credit', 'bonus', 'traffic_bonus', 'frozen'] as const).map((name) => [
    `${name}_booked`,
    amount(kindLabel(BOOK_WORDS[name]), { hidden: true }),
  ]),
);
const now = { derived: true, sums: true } as const;
const kept = { sums: true } as const;

const FIELDS = {
  party: { type: 'integer', full: true, hidden: true, label: { en: 'Party', zh: '持有方序号' } },
  holder,
  holder_kind: { type: 'enum', values: HOLDER_KINDS, label: { en: 'Kind of holder', zh: '持有方类型' } },
  ...ACCOUNT,
  currency,
  total: amount({ en: 'Total', zh: '总额' }, { ...now, help: { en: 'available and frozen', zh: '可用与冻结之和' } }),
  available: amount(
    { en: 'Available', zh: '可用' },
    { ...now, help: { en: 'cash and bonus, without credit', zh: '现金与红包，不含授信' } },
  ),
  frozen: amount(kindLabel(FROZEN), {
    ...now,
    help: { en: 'for orders and holds: cash and bonus, without credit', zh: '订单与预占冻结的现金与红包，不含授信' },
  }),
  cash: amount(kindLabel(FUND_KINDS.cash), now),
  external_cash: amount(
    { en: 'Of cash, external', zh: '其中外投现金' },
    {
      ...now,
      also: ['外投现金'],
      help: { en: 'a part of cash, never to be added to it', zh: '已含在现金内，不可再相加' },
    },
  ),
  bonus: amount(kindLabel(FUND_KINDS.bonus), now),
  traffic_bonus: amount(kindLabel(FUND_KINDS.traffic_bonus), now),
  credit: amount(kindLabel(FUND_KINDS.credit), now),
  frozen_credit: amount(
    { en: 'Credit, frozen', zh: '冻结授信' },
    { ...now, help: { en: 'for orders and holds, beside frozen', zh: '订单与预占冻结的授信，不计入冻结' } },
  ),
  owed: amount(kindLabel(FUND_KINDS.owed), kept),
  overdraft: amount(kindLabel(FUND_KINDS.overdraft), kept),
  usable: amountIfAny(
    { en: 'Usable', zh: '可使用' },
    {
      derived: true,
      help: {
        en: 'of an account: its own that is valid by now, shared wallets and credit, in all purses; never to be added up',
        zh: '账户各钱包已生效的自有资金、共享钱包与授信之和，不可加总',
      },
    },
  ),
  deposit_due: amountIfAny({ en: 'Deposit due', zh: '应补保证金' }, now),
  deposit: amount({ en: 'Deposit paid', zh: '已缴保证金' }, now),
  agency: { ...derived, type: 'id', ref: 'org', only: 'agency', noName: true, label: { en: 'Agency', zh: '代理商' } },
  ...booked,
} as const satisfies KindDef['fields'];

export const fundsKind: KindDef = {
  name: 'funds',
  table: 'fund_overviews',
  label: { en: 'funds', zh: '资金' },
  key: ['holder', 'currency'],
  address: 'holder',
  separator: '/',
  fields: FIELDS,
  indexes: {},
  search: ['name', 'holder'],
  columns: [
    'holder',
    'name',
    'currency',
    'total',
    'available',
    'frozen',
    'cash',
    'external_cash',
    'bonus',
    'traffic_bonus',
    'credit',
    'frozen_credit',
    'owed',
    'overdraft',
    'usable',
    'deposit_due',
    'deposit',
  ],
  optional: [
    'frozen_credit',
    'external_cash',
    'deposit',
    'deposit_due',
    'overdraft',
    'traffic_bonus',
    'bonus',
    'name',
    'owed',
  ],
  sort: ['holder', 'currency'],
  audited: false,
};

/** What is told of a holder as a whole alone. */
const { external_cash: _, deposit_due: __, ...OF_PURSE } = FIELDS;

/** The same of each purse apart (FUND-7): what is in one does not pay for what the other has to (FUND-9). */
export const purseFundsKind: KindDef = {
  ...fundsKind,
  name: 'purse_funds',
  table: 'purse_overviews',
  label: { en: 'funds of a purse', zh: '钱包资金' },
  key: ['holder', 'currency', 'purse'],
  fields: {
    ...OF_PURSE,
    purse,
    own: { type: 'integer', full: true, hidden: true, label: { en: 'Has books', zh: '有账本' } },
  },
  columns: fundsKind.columns.flatMap((name) =>
    name === 'currency' ? [name, 'purse'] : name in OF_PURSE ? [name] : [],
  ),
  optional: (fundsKind.optional ?? []).filter((name) => name in OF_PURSE),
  sort: ['holder', 'currency', 'purse'],
};

/** What is frozen, of each order and hold (FUND-8). */
export const orderFundsKind: KindDef = {
  name: 'order_funds',
  table: 'order_overviews',
  label: { en: 'frozen funds', zh: '冻结资金' },
  key: ['holder', 'currency', 'state'],
  address: 'frozen_for',
  separator: '/',
  fields: {
    holder,
    holder_kind: FIELDS.holder_kind,
    ...ACCOUNT,
    order_id: order,
    hold,
    frozen_for: { type: 'id', derived: true, hidden: true, label: { en: 'Order or hold', zh: '订单或预占' } },
    currency,
    // With credit: another key than what is frozen of a holder without it.
    all_frozen: amount(kindLabel(ALL_FROZEN), kept),
    ...Object.fromEntries(MOVABLE_KINDS.map((kind) => [kind, amount(kindLabel(FUND_KINDS[kind]), kept)])),
    state: { ...text({ en: 'State', zh: '状态' }), full: true },
    agency: FIELDS.agency,
  },
  indexes: {},
  search: ['name', 'holder'],
  columns: ['holder', 'name', 'order_id', 'hold', 'all_frozen', ...MOVABLE_KINDS, 'currency'],
  optional: ['traffic_bonus', 'bonus', 'credit', 'name', 'hold'],
  sort: ['holder', 'currency', 'state'],
  grouped: true,
  audited: false,
};

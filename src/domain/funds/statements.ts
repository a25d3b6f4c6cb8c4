/** Statements: a line for each transaction and holder, and for each lot that moves in it (FUND-8). */
import type { KindDef } from '../kind.ts';
import type { Text } from '../text.ts';
import {
  ACCOUNT,
  ALL_FROZEN,
  amount,
  amountIfAny,
  BOOK_WORDS,
  currency,
  day,
  derived,
  hold,
  holder,
  kindLabel,
  line,
  mark,
  movement,
  note,
  OTHER,
  order,
  purse,
  reference,
  reverses,
  source,
  spentType,
  text,
  time,
  transaction,
} from './statement-fields.ts';
import { FUND_KINDS, type MOVEMENTS } from './words.ts';

/** The types of statements, and the movements that each holds; lines of bonus, freeze and postpaid are told by what they move. */
export const STATEMENT_TYPES = {
  allocation: {
    en: 'allocation',
    zh: '划拨',
    movements: ['allocate', 'reclaim', 'transfer', 'post', 'split', 'split_refund'],
  },
  recharge: { en: 'recharge', zh: '充值', movements: ['recharge'] },
  refund: { en: 'refund', zh: '退款', movements: ['refund'] },
  bonus: { en: 'bonus', zh: '红包', movements: [] },
  consumption: { en: 'consumption', zh: '消耗', movements: ['consume', 'consume_return'] },
  freeze: { en: 'freeze', zh: '冻结', movements: [] },
  postpaid: { en: 'postpaid', zh: '后付', movements: [] },
} as const satisfies Record<string, Text & { readonly movements: readonly (keyof typeof MOVEMENTS)[] }>;
export type StatementType = keyof typeof STATEMENT_TYPES;

/** What became of a lot in a book. */
const LOT_CHANGES = {
  grant: { en: 'grant', zh: '发放' },
  allocate_in: { en: 'allocated in', zh: '划入' },
  allocate_out: { en: 'allocated out', zh: '划出' },
  consume: { en: 'consumed', zh: '消耗' },
  return: { en: 'returned', zh: '退回' },
  revoke: { en: 'revoked', zh: '收回' },
  expire: { en: 'expired', zh: '过期' },
  unexpire: { en: 'restored', zh: '恢复' },
  freeze: { en: 'frozen', zh: '冻结' },
  unfreeze: { en: 'unfrozen', zh: '解冻' },
  adjust: { en: 'adjusted', zh: '调账' },
} as const;

const counterparty = { type: 'id', label: { en: 'Counterparty', zh: '对方' } } as const;
const LINE_WORDS = { ...BOOK_WORDS, frozen: ALL_FROZEN } as const;
const afterLabel = ({ en, zh }: Text): Text => ({ en: `${kindLabel({ en, zh }).en} after`, zh: `${zh}余额` });
/** The overview's `frozen` is without credit: of a line it cannot be told apart by its key, so it is said. */
const FROZEN_HELP = {
  help: {
    en: 'for orders and holds, credit with the rest: of the overview that is frozen and frozen_credit together',
    zh: '订单与预占冻结的各类资金，含授信；即总览中“冻结”与“冻结授信”之和',
  },
};
const helpOf = (name: string) => (name === 'frozen' ? FROZEN_HELP : {});
/** As a file of the bank has it. */
const CASH_HELP = {
  help: {
    en: 'what came or went, with what of it cleared overdraft at once: less "cleared" it is what the balance changed by',
    zh: '实际收付金额，含当即冲抵透支的部分；减去“冲抵透支”即为余额变动',
  },
};
const changes = Object.fromEntries(
  Object.entries(LINE_WORDS).map(([name, label]) => [
    name,
    amount(kindLabel(label), { sums: true, ...(name === 'cash' ? CASH_HELP : helpOf(name)) }),
  ]),
);
const afters = Object.fromEntries(
  Object.entries(LINE_WORDS).map(([name, label]) => [`${name}_after`, amount(afterLabel(label), helpOf(name))]),
);

export const statementKind: KindDef = {
  name: 'statement',
  table: 'statement_lines',
  label: { en: 'statement line', zh: '资金明细' },
  key: ['line'],
  address: 'transaction',
  separator: '/',
  fields: {
    line,
    party: { type: 'integer', full: true, hidden: true, label: { en: 'Party', zh: '持有方序号' } },
    transaction,
    time,
    movement,
    holder,
    ...ACCOUNT,
    counterparty,
    ...OTHER,
    purse,
    currency,
    ...changes,
    cleared: amountIfAny(
      { en: 'Clears overdraft', zh: '冲抵透支' },
      { sums: true, help: { en: 'of the cash, what cleared overdraft at once', zh: '现金中当即冲抵透支的部分' } },
    ),
    available_after: amount({ en: 'Available after', zh: '可用余额' }, { derived: true }),
    ...afters,
    // Not for everybody who sees the line.
    deposit_after: amount(afterLabel(LINE_WORDS.deposit), { derived: true }),
    day,
    type: spentType,
    product: text({ en: 'Product', zh: '产品' }),
    order_id: order,
    hold: { ...derived, ...hold },
    frozen_now: amountIfAny(
      { en: 'Still frozen', zh: '当前冻结' },
      {
        derived: true,
        restated: true,
        help: { en: 'by now, for that order or hold, of all kinds', zh: '该订单或预占当前冻结的各类资金合计' },
      },
    ),
    source,
    reference,
    mark,
    reverses,
    note,
    freezes: { type: 'integer', derived: true, hidden: true, label: { en: 'Freezes', zh: '冻结' } },
    postpaid: { type: 'integer', derived: true, hidden: true, label: { en: 'Postpaid', zh: '后付' } },
  },
  indexes: {},
  search: ['name', 'holder'],
  columns: [
    'time',
    'movement',
    'holder',
    'counterparty',
    'purse',
    'cash',
    'credit',
    'bonus',
    'traffic_bonus',
    'owed',
    'overdraft',
    'frozen',
    'cleared',
    'available_after',
    'currency',
    'reference',
    'mark',
    'transaction',
  ],
  optional: [
    'transaction',
    'reference',
    'cleared',
    'overdraft',
    'owed',
    'traffic_bonus',
    'bonus',
    'frozen',
    'credit',
    'mark',
    'purse',
  ],
  sort: ['-line'],
  open: ['currency'],
  audited: false,
};

export const lotLineKind: KindDef = {
  name: 'lot_line',
  table: 'lot_lines',
  label: { en: 'bonus line', zh: '红包明细' },
  key: ['line', 'n'],
  address: 'lot',
  separator: '/',
  fields: {
    line,
    n: { type: 'integer', full: true, label: { en: 'Entry', zh: '条目' } },
    transaction,
    time,
    movement,
    change: { ...derived, type: 'enum', values: LOT_CHANGES, label: { en: 'Change', zh: '变动' } },
    holder,
    ...ACCOUNT,
    counterparty,
    ...OTHER,
    purse,
    currency,
    kind: { type: 'enum', full: true, values: FUND_KINDS, label: { en: 'Kind', zh: '资金类型' } },
    lot: { type: 'id', full: true, label: { en: 'Lot', zh: '红包批次' } },
    valid_from: { ...day, label: { en: 'Valid from', zh: '有效期起' } },
    valid_to: { ...day, label: { en: 'Valid to', zh: '有效期至' } },
    amount: amount({ en: 'Amount', zh: '金额' }, { sums: true }),
    after: amount({ en: 'Book after', zh: '账簿余额' }),
    state: {
      ...text({ en: 'State', zh: '状态' }),
      help: { en: 'available, or for which order or hold it is frozen', zh: '可用，或为哪个订单、预占冻结' },
    },
    part: { type: 'text', hidden: true, label: { en: 'Part', zh: '部分' } },
    day,
    order_id: order,
    reference,
    mark,
    reverses,
    note,
  },
  indexes: {},
  search: ['name', 'holder'],
  columns: [
    'time',
    'change',
    'holder',
    'kind',
    // Of the one book that `after` is the balance of.
    'purse',
    'state',
    'amount',
    'after',
    'currency',
    'lot',
    'valid_from',
    'valid_to',
    'reference',
    'mark',
    'transaction',
  ],
  // Without its book a balance says nothing: it goes before them.
  optional: ['transaction', 'reference', 'valid_from', 'after', 'purse', 'mark', 'state'],
  sort: ['-line', '-n'],
  open: ['currency'],
  audited: false,
};

/** Entries as they were written; whose they are is empty where the reader does not see it. */
export const postingKind: KindDef = {
  name: 'posting',
  table: 'ledger_postings',
  label: { en: 'entry', zh: '分录' },
  key: ['txn', 'n'],
  separator: '/',
  fields: {
    txn: { ...line, label: { en: 'Sequence', zh: '交易序号' } },
    n: { ...line, label: { en: 'Entry', zh: '条目' } },
    transaction,
    time,
    movement,
    reference,
    of: { ...holder, hidden: true },
    counterparty: { ...holder, hidden: true },
    holder,
    purse,
    kind: { type: 'enum', full: true, values: FUND_KINDS, label: { en: 'Kind', zh: '资金类型' } },
    state: text({ en: 'State', zh: '状态' }),
    currency,
    amount: amount({ en: 'Amount', zh: '金额' }),
  },
  indexes: {},
  columns: ['transaction', 'time', 'movement', 'reference', 'holder', 'purse', 'kind', 'state', 'currency', 'amount'],
  sort: ['txn', 'n'],
  audited: false,
};

/** What consumption and its return have in common: how a row says which day of which account, and what is loaded for it. */

import { currencyNamed } from '../domain/currencies.ts';
import { type BookName, type BookState, bookNamed, type Holder, holderOf } from '../domain/funds/books.ts';
import type { Consumer } from '../domain/funds/consuming.ts';
import { holderNamed } from '../domain/funds/funds.ts';
import type { LineOf } from '../domain/funds/lines.ts';
import type { FundsNeed } from '../domain/funds/loaded.ts';
import { orderState } from '../domain/funds/orders.ts';
import { consumptionType, DEFAULT_PURSE, PURSES, type Purse, sourceNamed } from '../domain/funds/words.ts';
import type { Key } from '../domain/kind.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { InputField, Schema } from '../domain/schema.ts';
import { dayIn, spanOf } from '../domain/zone.ts';
import { type AccountRow, accountIn, accountNamed, loadAccounts, visibleAccount } from './account-rows.ts';
import type { Loader, Pure, ReadView, Stated, Stating } from './define.ts';
import { AMOUNT, currencyOf, type MoneyRow, NOTE, PURSE_CURRENCY, purseOf } from './fund-change.ts';
import { ACCOUNT_MONEY } from './fund-holders.ts';

export const DAY_FIELD = {
  type: 'day',
  label: { en: 'day', zh: '日期' },
  help: { en: "the account's own day, as 2026-03-05", zh: '账户所在时区的日期，如 2026-03-05' },
  question: { en: 'day', zh: '日期' },
  headers: ['date', '日期', '消耗日期'],
  metavar: 'DAY',
} as const satisfies InputField;

/** What tells lines of one day apart. */
export const LINE_FIELDS = {
  type: {
    type: 'text',
    label: { en: 'type', zh: '消耗类型' },
    help: {
      en: 'omni, search, brand, app, outdoor, with /rtb or /gd; any other word is kept, in lower case',
      zh: '全域、搜索、品牌、应用、户外，可加 /竞价、/合约；其他文字保留，英文统一为小写',
    },
    question: { en: 'type of consumption, such as search', zh: '消耗类型，如搜索' },
    headers: ['类型', '消耗类型'],
    metavar: 'TYPE',
  },
  product: {
    type: 'text',
    label: { en: 'product', zh: '产品' },
    help: { en: 'what was advertised', zh: '推广产品' },
    headers: ['产品', '产品名称'],
    metavar: 'PRODUCT',
  },
  order: {
    type: 'text',
    label: { en: 'order', zh: '订单' },
    help: { en: 'what is frozen for it pays first', zh: '订单编号，优先使用其冻结资金' },
    headers: ['order_id', '订单', '订单号', '订单编号'],
    metavar: 'ORDER',
  },
} as const satisfies Schema;

export const SOURCE_FIELD = {
  type: 'text',
  label: { en: 'source', zh: '来源' },
  help: { en: 'whose file it is: amounts are what was consumed in all', zh: '文件来源；金额为该项的全部消耗' },
  question: { en: 'whose file it is', zh: '文件来源' },
  metavar: 'NAME',
} as const satisfies InputField;

/** As platforms call it in their reports. */
const CONSUMED = [
  '消耗',
  '消耗金额',
  '总消耗',
  '消费',
  '消费金额',
  '总消费',
  '花费',
  '花费金额',
  '总花费',
  'cost',
  'spend',
];

export const CONSUMPTION = {
  amount: { ...AMOUNT, headers: [...AMOUNT.headers, ...CONSUMED] },
  day: DAY_FIELD,
  ...LINE_FIELDS,
  ...PURSE_CURRENCY,
  ...NOTE,
} as const;

export type ConsumptionRow = MoneyRow & {
  readonly account: string;
  readonly platform?: string;
  readonly day?: string;
  readonly type?: string;
  readonly product?: string;
  readonly order?: string;
  readonly amount?: string;
};

export const namedAccount = (row: ConsumptionRow): AccountRow => accountIn(row);
export const consumptionSubject = (v: ReadView, row: ConsumptionRow, ctx: Pure) =>
  visibleAccount(v, namedAccount(row), ctx);

/** A line of a day of an account, as a row names it. */
export type Named = LineOf & {
  readonly holder: Holder;
  readonly currency: string;
  readonly day: string;
  readonly state?: BookState;
};

/** Whose, in which currency, on which day: in this order they are checked. */
export function named(
  v: ReadView,
  { now }: Pick<Pure, 'now'>,
  key: Key,
  row: ConsumptionRow,
  source: string | undefined,
): Named | Refusal {
  const holder = holderOf('account', key);
  const currency = currencyOf(v, holder, row.currency);
  if (typeof currency !== 'string') return currency;
  const fault = dayFault(v, holder, row.day, now);
  if (fault) return fault;
  const state = row.order === undefined ? undefined : orderState(row.order);
  if (state !== undefined && typeof state !== 'string') return state;
  return { ...lineOf(row, source), holder, currency, day: row.day as string, ...(state && { state }) };
}

const lineOf = (row: ConsumptionRow, source: string | undefined): LineOf & { readonly purse: Purse } => ({
  purse: purseOf(row),
  ...(source !== undefined && { source: sourceNamed(source) }),
  ...(row.type !== undefined && { type: consumptionType(row.type) }),
  ...(row.product !== undefined && { product: row.product }),
  ...(row.order !== undefined && { order: row.order }),
});

/**
 * What a row states in all. Books are of one currency: lines in two of them are two lines. Of a day that does not exist
 * nothing is stated, however often.
 */
export function lineStated(row: ConsumptionRow, source: string, of: Stating | undefined): Stated | undefined {
  if (row.day !== undefined && !isDay(row.day)) return undefined;
  const { purse, type, product, order } = lineOf(row, source);
  const typed = row.currency === undefined ? undefined : currencyNamed(row.currency);
  const kept = of && currencyOf(of.view, holderOf('account', of.target), undefined);
  return {
    line: JSON.stringify([row.day, purse, type, product, order]),
    currency: typed ?? (typeof kept === 'string' ? kept : undefined),
    ...(purse !== DEFAULT_PURSE && { told: { purse: PURSES[purse] } }),
  };
}

/** A day that exists, and is not ahead in the account's own zone. */
function dayFault(v: ReadView, holder: Holder, day: string | undefined, now: number): Refusal | undefined {
  if (day === undefined) return refuse('MISSING', { field: DAY_FIELD.label, option: '--day' });
  const zone = v.funds.zone(holder);
  if (!isDay(day))
    return refuse('VALUE_INVALID', {
      field: DAY_FIELD.label,
      value: day,
      expected: { en: 'a day that exists, as 2026-12-31', zh: '实际存在的日期，如 2026-12-31' },
    });
  const today = dayIn(zone, now);
  return day > today ? refuse('DAY_AHEAD', { day, today, zone, holder: holderNamed(holder) }) : undefined;
}

const isDay = (day: string): boolean => /^\d{4}-\d\d-\d\d$/.test(day) && spanOf(day, 'UTC') !== undefined;

/** Whose cash an account uses without a transfer, in order: its unit's, the group's of a group unit, its entity's (FUND-9). */
function walletHolders(v: ReadView, account: Key): Holder[] {
  const { unit, entity } = v.get('account', account) ?? {};
  const home = typeof unit === 'string' ? v.get('unit', unit)?.['org'] : undefined;
  const ofGroup = typeof home === 'string' && v.get('org', home)?.['kind'] === 'group';
  return [
    ...(typeof unit === 'string' ? [holderOf('unit', unit)] : []),
    ...(ofGroup ? [holderOf('group', home)] : []),
    ...(typeof entity === 'string' ? [holderOf('entity', entity)] : []),
  ];
}

export function consumerOf(v: ReadView, key: Key, { holder, currency, day, state }: Named): Consumer {
  const wallets = walletHolders(v, key).filter(
    (wallet) => v.get('wallet', `${wallet}/${currency}`)?.['state'] === 'enabled',
  );
  return { holder, wallets, day, order: state };
}

/** Accounts, wallets that they use, books of all, and what was consumed on these days. */
export async function loadConsumption(l: Loader, rows: readonly ConsumptionRow[]): Promise<void> {
  await loadAccounts(l, rows.map(namedAccount), ACCOUNT_MONEY);
  const asked = rows.flatMap((row) => {
    const key = accountNamed(l.view, namedAccount(row));
    const currency = typeof key === 'string' ? currencyOf(l.view, holderOf('account', key), row.currency) : undefined;
    return typeof key === 'string' && typeof currency === 'string' ? [{ row, key, currency }] : [];
  });
  await loadHomes(
    l,
    asked.map(({ key }) => key),
  );
  const wallets = asked.flatMap(({ key, currency }) =>
    walletHolders(l.view, key).map((holder) => ({ holder, currency })),
  );
  const values = wallets.map(({ holder, currency }) => `${holder}/${currency}`);
  await l.need({ kind: 'wallet', by: 'key', values, fields: ['state'] });
  const own = asked.map(({ row: { day, order }, key, currency }): FundsNeed => {
    const state = order === undefined ? undefined : orderState(order);
    return {
      holder: holderOf('account', key),
      currency,
      ...(typeof state === 'string' && { states: [state] }),
      ...(day !== undefined && { since: day }),
    };
  });
  await l.funds([...own, ...wallets]);
  await loadDays(l, asked);
}

/** The organisations of units, of which a group's wallet pays for group units. */
async function loadHomes(l: Loader, accounts: readonly Key[]): Promise<void> {
  const units = accounts.map((key) => l.view.get('account', key)?.['unit']);
  const homes = units.map((unit) => (typeof unit === 'string' ? l.view.get('unit', unit)?.['org'] : undefined));
  const values = homes.filter((home) => typeof home === 'string');
  await l.need({ kind: 'org', by: 'key', values, fields: ['kind', 'name', 'parent', 'status'] });
}

/** What was consumed, and the books and lots that it may come back to. */
async function loadDays(
  l: Loader,
  asked: readonly { readonly row: ConsumptionRow; readonly key: Key }[],
): Promise<void> {
  const days = new Map(
    asked.flatMap(({ row: { day }, key }) => {
      const holder = holderOf('account', key);
      return day === undefined ? [] : [[`${holder}/${day}`, { holder, day }]];
    }),
  );
  await l.consumption([...days.values()]);
  // Lines of a day lie in the same few books and lots, however many there are.
  const needs = new Map<string, FundsNeed>();
  for (const { holder, day } of days.values())
    for (const { postings } of l.view.funds.consumed(holder, day))
      for (const { book, lot } of postings) needs.set(`${book} ${lot}`, needOf(book, lot));
  await l.funds([...needs.values()]);
}

function needOf(name: BookName, lot: Key | undefined): FundsNeed {
  const { holder, currency, state } = bookNamed(name);
  return { holder, currency, states: [state], ...(lot !== undefined && { lots: [lot] }) };
}

/** What money keeps a record from going: balances, what is frozen under orders, open holds (ACC-1, ACC-7, ORG-10). */
import { AVAILABLE, type Holder, holderOf } from '../domain/funds/books.ts';
import { holderNamed } from '../domain/funds/funds.ts';
import type { HeldBook } from '../domain/funds/loaded.ts';
import { DEFAULT_PURSE, FUND_KINDS, PURSES } from '../domain/funds/words.ts';
import { type InTheWay, inTheWay } from '../domain/in-the-way.ts';
import type { Key, Row } from '../domain/kind.ts';
import { formatMinor } from '../domain/money.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Lang, Text } from '../domain/text.ts';
import { activeAgency } from './account-rows.ts';
import type { Loader, ReadView } from './define.ts';

const HOLDS = 'open holds for a payee';
const SAMPLE = 5;

export async function loadMoneyLeft(l: Loader, holders: readonly Holder[]): Promise<void> {
  await l.held(holders);
  const values = holders.map((holder) => `${holder}/open`);
  // What is over by now is given back, whatever is stored (TIME-2).
  await l.survey(HOLDS, { kind: 'hold', by: 'payee', values, except: { state: 'expired' }, sample: SAMPLE });
}

const LABELS = {
  books: { one: 'balance', en: 'balances', zh: '余额' },
  orders: { one: 'frozen order', en: 'frozen orders', zh: '订单冻结' },
  holds: { one: 'hold', en: 'holds', zh: '预占' },
  comes: { one: 'hold for it', en: 'holds for it', zh: '待收预占' },
} as const;

/** `cash 100.00 CNY`, with purse where it is not the usual one. */
function shown({ currency, purse, kind, amount }: HeldBook): Text {
  const besides = purse === DEFAULT_PURSE ? [] : [PURSES[purse]];
  const sum = `${formatMinor(amount, currency)} ${currency}`;
  const said = (lang: Lang) => [FUND_KINDS[kind], ...besides].map((word) => word[lang]).join(' ');
  return { en: `${said('en')} ${sum}`, zh: `${said('zh')} ${sum}` };
}

function way(label: InTheWay['label'], names: InTheWay['sample']): InTheWay {
  return { label, seen: names.length, sample: names.slice(0, SAMPLE) };
}

/** By what keeps it there; orders and holds by their ids. */
export function moneyLeft(v: ReadView, holder: Holder): InTheWay[] {
  const { books } = v.funds.held(holder);
  const under = (prefix: string) => [
    ...new Set(books.flatMap(({ state }) => (state.startsWith(prefix) ? [state.slice(prefix.length)] : []))),
  ];
  return [
    way(LABELS.books, books.filter(({ state }) => state === AVAILABLE).map(shown)),
    way(LABELS.orders, under('order:')),
    way(LABELS.holds, under('hold:')),
    { label: LABELS.comes, ...v.surveyed(HOLDS, `${holder}/open`) },
  ];
}

export function moneyFault(v: ReadView, holder: Holder): Refusal | undefined {
  const what = inTheWay(moneyLeft(v, holder));
  return what && refuse('MONEY_LEFT', { holder: holderNamed(holder), what });
}

/** What is in the way of an agency and a client that part (ACC-7). */
export async function loadPartingMoney(l: Loader, accounts: readonly Key[]): Promise<void> {
  await loadMoneyLeft(
    l,
    accounts.map((account) => holderOf('account', account)),
  );
  const agencies = accounts.map((account) => ({ account, agency: activeAgency(l.view, account) }));
  await l.lent(agencies.flatMap(({ account, agency }) => (agency === undefined ? [] : [pairOf({ account, agency })])));
}

type Pair = { readonly account: Key; readonly agency: Key };
const pairOf = ({ account, agency }: Pair) => ({
  from: holderOf('agency', agency),
  to: holderOf('account', account),
});

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** Money that the agency allocated, as far as it is still there; what is frozen or held, whoever's it was. */
export function partingFault(v: ReadView, pair: Pair): Refusal | undefined {
  const of = pairOf(pair);
  const holder = of.to;
  const { books } = v.funds.held(holder);
  const left = v.funds.lent(of).flatMap((given) => {
    const { currency, purse, kind } = given;
    const book = books.find(
      (one) => one.currency === currency && one.purse === purse && one.kind === kind && one.state === AVAILABLE,
    );
    return book && book.amount > 0n ? [{ ...book, amount: least(book.amount, given.amount) }] : [];
  });
  const [, ...frozen] = moneyLeft(v, holder);
  const what = inTheWay([way(LABELS.books, left.map(shown)), ...frozen]);
  return what && refuse('MONEY_LEFT', { holder: holderNamed(holder), what });
}

const FIXED: Readonly<Record<string, Text>> = {
  currency: { en: 'currency', zh: '币种' },
  time_zone: { en: 'time zone', zh: '时区' },
};

/** In what an account's books are kept does not change beneath them (ACC-1). What its books hold was asked. */
export function bookedFault(
  v: ReadView,
  account: Key,
  old: Row | undefined,
  changed: Readonly<Record<string, unknown>>,
): Refusal | undefined {
  const field = Object.keys(FIXED).find((name) => name in changed && changed[name] !== old?.[name]);
  return field !== undefined && v.funds.held(holderOf('account', account)).booked
    ? refuse('CURRENCY_FIXED', { account, field: FIXED[field], kept: old?.[field] })
    : undefined;
}

/** Cash of a holder in one currency, whatever it is frozen for. */
export function cashLeft(v: ReadView, holder: Holder, currency: string): Text | undefined {
  const { books } = v.funds.held(holder);
  return inTheWay([
    way(LABELS.books, books.filter((book) => book.kind === 'cash' && book.currency === currency).map(shown)),
  ]);
}

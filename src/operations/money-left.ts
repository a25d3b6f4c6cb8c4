/** What money keeps a record from going: balances, what is frozen under orders, open holds (ACC-1, ACC-7, ORG-10). */
import { AVAILABLE, type Holder } from '../domain/funds/books.ts';
import { holderNamed } from '../domain/funds/funds.ts';
import type { HeldBook } from '../domain/funds/loaded.ts';
import { DEFAULT_PURSE, FUND_KINDS, PURSES } from '../domain/funds/words.ts';
import { type InTheWay, inTheWay } from '../domain/in-the-way.ts';
import { formatMinor } from '../domain/money.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Text } from '../domain/text.ts';
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
function shown({ currency, purse, kind, amount }: HeldBook): string {
  const besides = purse === DEFAULT_PURSE ? [] : [PURSES[purse].en];
  return [FUND_KINDS[kind].en, ...besides, formatMinor(amount, currency), currency].join(' ');
}

function way(label: InTheWay['label'], names: readonly string[]): InTheWay {
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

/** Cash of a holder in one currency, whatever it is frozen for. */
export function cashLeft(v: ReadView, holder: Holder, currency: string): Text | undefined {
  const { books } = v.funds.held(holder);
  return inTheWay([
    way(LABELS.books, books.filter((book) => book.kind === 'cash' && book.currency === currency).map(shown)),
  ]);
}

/** Splitting an amount among receivers, and taking part of it back (FUND-13). */
import { ASKED } from '../domain/funds/asked.ts';
import type { Holder } from '../domain/funds/books.ts';
import { holderNamed as toldHolder } from '../domain/funds/funds.ts';
import { fixedSum, paidIn, parseSplit, type Receiver, splitOf, withIds } from '../domain/funds/split.ts';
import { PURSES, type Purse } from '../domain/funds/words.ts';
import type { Key, KindName } from '../domain/kind.ts';
import { formatMinor } from '../domain/money.ts';
import { generalWord } from '../domain/references.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { notFound } from './address.ts';
import type { Decision, Loader, Pure, ReadView } from './define.ts';
import { amountOf, currencyOf, decideMoney, type MoneyRow, purseOf } from './fund-change.ts';
import { holderNamed, loadHolders } from './fund-holders.ts';
import { goneFault } from './fund-receivers.ts';

export type SplitOptions = { readonly to?: readonly string[]; readonly refund?: string };
export type SplitRow = MoneyRow & { readonly holder: string; readonly amount?: string };

const SPLIT = ['payer', 'currency', 'purse', 'amount', 'refunded', 'rule'];
/** Shares are read before a currency is known: how many places they have is asked when they are decided. */
const ANY = 'CNY';

export async function loadSplit(l: Loader, rows: readonly SplitRow[], options: SplitOptions): Promise<void> {
  if (options.refund !== undefined) await l.need({ kind: 'split', by: 'key', values: [options.refund], fields: SPLIT });
  const split = options.refund === undefined ? undefined : l.view.get('split', options.refund);
  const rule = (split?.['rule'] as readonly string[] | undefined) ?? options.to ?? [];
  const parsed = parseSplit(rule, ANY);
  const receivers = 'refuse' in parsed ? [] : paidIn(parsed);
  await loadHolders(l, [...rows.map(({ holder }) => holder), ...receivers]);
  await l.funds(
    rows.flatMap((row) => {
      const payer = holderNamed(l.view, row.holder);
      const asked = (split?.['currency'] as string | undefined) ?? row.currency;
      const currency = typeof payer === 'string' ? currencyOf(l.view, payer, asked) : payer;
      if (typeof payer !== 'string' || typeof currency !== 'string') return [];
      const holders = receivers.map((text) => holderNamed(l.view, text)).filter((holder) => typeof holder === 'string');
      return [payer, ...holders].map((holder) => ({ holder, currency }));
    }),
  );
}

type Meant = {
  readonly payer: Holder;
  readonly currency: string;
  readonly purse: Purse;
  readonly amount: bigint;
  readonly receivers: readonly Receiver[];
  readonly note: { readonly note?: string };
};

function meantBy(v: ReadView, row: SplitRow, rule: readonly string[]): Meant | Refusal {
  const payer = holderNamed(v, row.holder);
  if (typeof payer !== 'string') return payer;
  const currency = currencyOf(v, payer, row.currency);
  if (typeof currency !== 'string') return currency;
  const amount = amountOf(row.amount, currency);
  if (typeof amount !== 'bigint') return amount;
  const receivers = parseSplit(rule, currency);
  if ('refuse' in receivers) return receivers;
  const note = row.note === undefined ? {} : { note: row.note };
  return { payer, currency, purse: purseOf(row), amount, receivers, note };
}

/** By holder what each was paid. */
function paidTo(v: ReadView, shares: ReadonlyMap<string, bigint>, currency: string): Map<Holder, bigint> | Refusal {
  const paid = new Map<Holder, bigint>();
  for (const [text, amount] of shares) {
    const holder = holderNamed(v, text);
    if (typeof holder !== 'string') return holder;
    const own = currencyOf(v, holder, currency);
    if (typeof own !== 'string') return own;
    paid.set(holder, (paid.get(holder) ?? 0n) + amount);
  }
  return paid;
}

/** Whom it pays is settled when it is made: by id, as it is kept. */
function namedRule(
  v: ReadView,
  to: readonly string[],
  receivers: readonly Receiver[],
): { readonly rule: readonly string[] } | Refusal {
  const ids = new Map<string, Holder>();
  for (const text of paidIn(receivers)) {
    const holder = holderNamed(v, text);
    if (typeof holder !== 'string') return holder;
    ids.set(text, holder);
  }
  return { rule: withIds(to, (text) => ids.get(text) as Holder) };
}

export function decideSplit(v: ReadView, ctx: Pure, row: SplitRow, { to = [] }: SplitOptions): Decision {
  if (to.length === 0) return refuse('MISSING', { field: { en: 'a receiver', zh: '收款方' }, option: '--to' });
  const meant = meantBy(v, row, to);
  if ('refuse' in meant) return meant;
  const { payer, currency, purse, amount, receivers, note } = meant;
  const fixed = fixedSum(receivers);
  if (fixed > amount)
    return refuse('SPLIT_FIXED', {
      fixed: formatMinor(fixed, currency),
      amount: formatMinor(amount, currency),
      currency,
    });
  const named = namedRule(v, to, receivers);
  if ('refuse' in named) return named;
  const shared = parseSplit(named.rule, currency);
  if ('refuse' in shared) return shared;
  const paid = splitOf(shared, amount);
  for (const holder of paid.keys()) {
    const own = currencyOf(v, holder, currency);
    if (typeof own !== 'string') return own;
  }
  if (paid.has(payer)) return refuse('SAME_HOLDER', {});
  const amounts = [['cash', amount]] as const;
  const intent = { ...note, movement: 'split', holder: payer, currency, purse, amounts, besides: named.rule } as const;
  return decideMoney(v, ctx, intent, (draft, id) => {
    for (const holder of paid.keys()) {
      const gone = goneFault(v, holder);
      if (gone) return gone;
    }
    for (const [holder, part] of paid) {
      const refusal = draft.move(draft.book(payer, 'cash'), draft.book(holder, 'cash'), part);
      if (refusal) return refusal;
    }
    if (draft.postings.length === 0)
      return { nothing: 'SPLIT_NOTHING', details: { amount: formatMinor(amount, currency), currency } };
    const record = {
      id,
      payer,
      currency,
      purse,
      amount: Number(amount),
      refunded: 0,
      rule: named.rule,
      created: ctx.now,
    };
    return { patches: [{ insert: 'split', key: id, row: record }] };
  });
}

/** What comes back is of the currency and the purse that it was paid in: whoever says others means another split. */
function otherMoney(v: ReadView, row: SplitRow, of: Pick<Meant, 'payer' | 'currency' | 'purse'>): Refusal | undefined {
  const currency = row.currency === undefined ? of.currency : currencyOf(v, of.payer, row.currency);
  if (typeof currency !== 'string') return currency;
  const same = currency === of.currency && (row.purse === undefined || row.purse === of.purse);
  if (same) return undefined;
  const value = [row.currency, row.purse].filter((typed) => typed !== undefined).join(' ');
  const expected = {
    en: `${of.currency} ${of.purse}, as the split`,
    zh: `与分账一致：${of.currency} ${PURSES[of.purse].zh}`,
  };
  return refuse('VALUE_INVALID', { field: MONEY_OF, value, expected });
}
const MONEY_OF = { en: 'currency and purse', zh: '币种与钱包' };

/** What brings the refunded total to R pays split(R) less what came back before; of that a receiver may get some again. */
export function decideSplitRefund(v: ReadView, ctx: Pure, row: SplitRow, split: Key): Decision {
  const made = v.sees('split', split) ? v.get('split', split) : undefined;
  if (!made) return notFound('split', split);
  const rule = made['rule'] as readonly string[];
  const currency = String(made['currency']);
  const meant = meantBy(v, { ...row, currency, purse: String(made['purse']) }, rule);
  if ('refuse' in meant) return meant;
  const { payer, purse, amount, receivers, note } = meant;
  const fault = otherMoney(v, row, { payer, currency, purse });
  if (fault) return fault;
  if (payer !== made['payer'])
    return refuse('SPLIT_PAYER', { split, payer: toldHolder(made['payer'] as Holder), holder: toldHolder(payer) });
  // Who was paid is of the rule, not of the row: as with undo, whoever does not see all of them is told no name.
  const paid = paidIn(receivers).map((text) => holderNamed(v, text));
  for (const found of paid) {
    if (typeof found === 'string' || found.refuse !== 'NOT_FOUND') continue;
    const target = generalWord((found.details?.['record'] ?? 'org') as KindName);
    return refuse('FORBIDDEN', { right: ASKED.split_refund.right, target });
  }
  const before = BigInt(Number(made['refunded']));
  const there = BigInt(Number(made['amount'])) - before;
  const intent = {
    ...note,
    movement: 'split_refund',
    holder: payer,
    currency,
    purse,
    amounts: [['cash', amount]],
    besides: [split],
  } as const;
  return decideMoney(v, ctx, intent, (draft) => {
    if (amount > there) {
      const [asked, left] = [formatMinor(amount, currency), formatMinor(there, currency)];
      return refuse('SPLIT_REFUNDED', { split, amount: asked, there: left, currency });
    }
    const [was, is] = [before, before + amount].map((total) => paidTo(v, splitOf(receivers, total), currency));
    if (!was || !is || 'refuse' in was || 'refuse' in is) return is && 'refuse' in is ? is : undefined;
    // Whoever gives back goes first, so that what some get again is there.
    const parts = [...is].map(([holder, total]) => [holder, total - (was.get(holder) ?? 0n)] as const);
    for (const [holder, part] of parts.toSorted(([, a], [, b]) => (a > b ? -1 : a < b ? 1 : 0))) {
      const [from, into] = part > 0n ? [holder, payer] : [payer, holder];
      const refusal = draft.move(draft.book(from, 'cash'), draft.book(into, 'cash'), part > 0n ? part : -part);
      if (refusal) return refusal;
    }
    const patch = { set: 'split', key: split, fields: { refunded: Number(before + amount) } } as const;
    if (draft.postings.length > 0) return { patches: [patch] };
    // It counts though no receiver has as much as a cent of it to give back: with what is refunded next it may be more. So
    // it is a transaction as any other, that a reference stands for and that can be taken back.
    const cash = draft.book(payer, 'cash');
    draft.pair(cash, cash, amount);
    return { patches: [patch], note: 'SPLIT_COUNTED' };
  });
}

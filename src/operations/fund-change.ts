/**
 * What every operation that moves money has in common (FUND-1): what a row means is read first, then whether its reference
 * was used for just that before (fund-references.ts), and only then is anything composed.
 */
import { currencyNamed, DEFAULT_CURRENCY } from '../domain/currencies.ts';
import type { Code } from '../domain/errors.ts';
import { type Holder, holderParts } from '../domain/funds/books.ts';
import { Draft, holderNamed as shownHolder } from '../domain/funds/funds.ts';
import type { Intent } from '../domain/funds/intents.ts';
import type { LedgerTransaction, LotMade } from '../domain/funds/transactions.ts';
import { DEFAULT_PURSE, PURSES, type Purse } from '../domain/funds/words.ts';
import type { Key } from '../domain/kind.ts';
import { parseAmount, parseMoved } from '../domain/money.ts';
import { type Details, type Refusal, refuse } from '../domain/refusal.ts';
import type { Schema } from '../domain/schema.ts';
import type { Decision, Patch, Pure, ReadView } from './define.ts';
import { capUses } from './fund-caps.ts';
import { receiverFault } from './fund-receivers.ts';
import { alreadySo, referenced, usedBefore } from './fund-references.ts';

export const AMOUNT = {
  type: 'amount',
  label: { en: 'amount', zh: '金额' },
  help: { en: 'a plain decimal, as 1234.50', zh: '普通小数，如 1234.50' },
  question: { en: 'amount', zh: '金额' },
  headers: ['金额'],
  metavar: 'X',
} as const;

export const PURSE_CURRENCY = {
  purse: {
    type: 'enum',
    values: PURSES,
    label: { en: 'purse', zh: '钱包' },
    help: { en: 'which purse; default general', zh: '钱包，默认通用钱包' },
    question: { en: 'which purse', zh: '哪个钱包' },
    headers: ['钱包'],
    metavar: 'PURSE',
  },
  currency: {
    type: 'text',
    label: { en: 'currency', zh: '币种' },
    help: { en: "default: the account's, else CNY", zh: '默认为账户币种，否则 CNY' },
    question: { en: 'currency', zh: '币种' },
    headers: ['币种'],
    metavar: 'C',
  },
} as const satisfies Schema;

/** Why this row, for its statement; a file's own column. */
export const NOTE = {
  note: {
    type: 'text',
    label: { en: 'note', zh: '备注' },
    help: { en: 'what the statement says of it', zh: '明细中的备注' },
    column: 'reason',
    headers: ['reason', 'remark', '备注', '说明', '原因', '事由', '用途'],
    metavar: 'TEXT',
  },
} as const satisfies Schema;

export type MoneyRow = { readonly purse?: string; readonly currency?: string; readonly note?: string };

export const purseOf = (row: MoneyRow): Purse => (row.purse as Purse | undefined) ?? DEFAULT_PURSE;

/** In which currency a holder is paid: an account in its own, and in no other. */
export function currencyOf(v: ReadView, holder: Holder, typed: string | undefined): string | Refusal {
  const { kind, place } = holderParts(holder);
  const asked = typed === undefined ? undefined : currencyNamed(typed);
  if (typed !== undefined && asked === undefined)
    return refuse('VALUE_INVALID', {
      field: PURSE_CURRENCY.currency.label,
      value: typed,
      expected: { en: 'an ISO 4217 code, as CNY', zh: 'ISO 4217 币种代码，如 CNY' },
    });
  if (kind !== 'account') return asked ?? DEFAULT_CURRENCY;
  const kept = String(v.get('account', place)?.['currency'] ?? DEFAULT_CURRENCY);
  if (asked === undefined || asked === kept) return kept;
  return refuse('CURRENCY_DIFFERS', { holder: shownHolder(holder), kept, currency: asked });
}

export function amountOf(text: string | undefined, currency: string): bigint | Refusal {
  if (text === undefined) return refuse('MISSING', { field: AMOUNT.label, option: '--amount' });
  const parsed = parseMoved(text, currency);
  return 'refuse' in parsed ? parsed : BigInt(parsed.minor);
}

/** Of what is a limit and moves nothing itself: 0 is one. */
export function limitOf(text: string | undefined, currency: string): bigint | Refusal {
  if (text === undefined) return refuse('MISSING', { field: AMOUNT.label, option: '--amount' });
  const parsed = parseAmount(text, currency);
  return 'refuse' in parsed ? parsed : BigInt(parsed.minor);
}

export type Composed = {
  /** Records that change besides the ledger. */
  readonly patches?: readonly Patch[];
  readonly lot?: LotMade;
  readonly note?: Extract<Decision, { ok: unknown }>['note'];
  readonly details?: Extract<Decision, { ok: unknown }>['details'];
  /** The record that the result is about, where that is not the transaction. */
  readonly id?: Key;
  /** What moves in all, where the row leaves it to what is there. */
  readonly amount?: bigint;
};

/** Nothing has to move: so it is already, or for another reason that is said. */
type Nothing = 'same' | { readonly nothing: Code; readonly details: Details };

/** Decides a row that means `intent`: `compose` posts into the draft, or says why not. */
export function decideMoney(
  v: ReadView,
  ctx: Pure,
  intent: Intent,
  compose: (draft: Draft, id: Key) => Composed | Refusal | undefined | Nothing,
): Decision {
  const before = usedBefore(v, ctx, intent);
  if (before) return before;
  const receiver = receiverFault(v, intent);
  if (receiver) return receiver;
  const draft = new Draft(v.funds, { currency: intent.currency, purse: intent.purse, now: ctx.now });
  const id = transactionId(ctx);
  const composed = compose(draft, id);
  if (composed === 'same') return alreadySo(ctx, intent);
  if (composed && 'nothing' in composed)
    return { ...alreadySo(ctx, intent), unchanged: composed.nothing, details: composed.details };
  if (composed && 'refuse' in composed) return composed;
  const made = transactionOf(ctx, id, intent, draft, composed);
  const caps = capUses(v, ctx, made);
  const post = caps ? { ...made, caps } : made;
  const { patches = [], note, details } = composed ?? {};
  return {
    ok: [...patches, { post, at: ctx.now }],
    id: composed?.id ?? id,
    ...(note && { note }),
    ...(details && { details }),
  };
}

/** Transactions are kept for ever: twice the usual length keeps their ids apart. */
export const transactionId = (ctx: Pure, ordinal = 0): Key => ctx.id('t_', ordinal, 16);

/** Every field is given, if only as undefined: none is forgotten. */
type Whole<T> = { [K in keyof Required<T>]: T[K] };

function transactionOf(
  ctx: Pure,
  id: Key,
  intent: Intent,
  draft: Draft,
  { lot, amount }: Composed = {},
): Whole<Omit<LedgerTransaction, 'reverses' | 'caps'>> {
  const { movement, currency, purse, holder, counterparty, day, order, type, product, source, note } = intent;
  const { reference, org, content } = referenced(ctx, intent);
  return {
    id,
    movement,
    currency,
    purse,
    holder,
    counterparty,
    amount: amount ?? intent.amounts.reduce((sum, [, one]) => sum + one, 0n),
    day,
    type,
    product,
    order,
    source,
    reference,
    org,
    content,
    note,
    lot,
    postings: draft.finish(),
  };
}

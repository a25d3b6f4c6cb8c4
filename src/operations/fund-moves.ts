/** What allocate, reclaim and transfer have in common: money of several kinds that goes from one holder to another. */
import { accountOf, type Holder } from '../domain/funds/books.ts';
import type { Draft } from '../domain/funds/funds.ts';
import type { Intent } from '../domain/funds/intents.ts';
import type { FundsNeed } from '../domain/funds/loaded.ts';
import { move } from '../domain/funds/moving.ts';
import { MOVABLE_KINDS, type MovableKind, type Movement, PURSES, type Purse } from '../domain/funds/words.ts';
import type { Key } from '../domain/kind.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Schema } from '../domain/schema.ts';
import { ACCOUNT_ROW } from './account-rows.ts';
import type { Decision, Loader, Pure, ReadView } from './define.ts';
import {
  AMOUNT,
  amountOf,
  type Composed,
  currencyOf,
  decideMoney,
  type MoneyRow,
  NOTE,
  PURSE_CURRENCY,
  purseOf,
} from './fund-change.ts';
import { actingHolder, HOLDER_FIELD, holderNamed, loadActing, loadHolders, otherFault } from './fund-holders.ts';

const KIND_LABELS = {
  cash: { en: 'cash', zh: '现金' },
  credit: { en: 'credit', zh: '授信' },
  bonus: { en: 'bonus', zh: '普通红包' },
  traffic_bonus: { en: 'traffic bonus', zh: '流量红包' },
} as const;

const ofKind = <K extends MovableKind>(kind: K, headers: readonly string[]) =>
  ({
    type: 'amount',
    label: KIND_LABELS[kind],
    help: {
      en: `amount of ${KIND_LABELS[kind].en}, beside other kinds`,
      zh: `${KIND_LABELS[kind].zh}金额，可与其他类型并用`,
    },
    headers,
    metavar: 'X',
  }) as const;

/** One kind by `amount` and `kind`, or one column for each kind. */
export const AMOUNTS = {
  amount: AMOUNT,
  kind: {
    type: 'enum',
    values: KIND_LABELS,
    label: { en: 'kind', zh: '资金类型' },
    help: { en: 'kind of funds; default cash', zh: '资金类型，默认现金' },
    question: { en: 'kind of funds', zh: '资金类型' },
    headers: ['类型', '资金类型'],
    metavar: 'KIND',
  },
  cash: ofKind('cash', ['现金', '现金金额']),
  credit: ofKind('credit', ['授信', '授信金额']),
  bonus: ofKind('bonus', ['红包', '普通红包']),
  traffic_bonus: ofKind('traffic_bonus', ['流量红包']),
  ...PURSE_CURRENCY,
  ...NOTE,
} as const satisfies Schema;

export type AmountsRow = MoneyRow & {
  readonly amount?: string;
  readonly kind?: string;
} & { readonly [K in MovableKind]?: string };

/** By kind, in the order in which kinds are named. */
export function amountsOf(row: AmountsRow, currency: string): [MovableKind, bigint][] | Refusal {
  const amounts: [MovableKind, bigint][] = [];
  for (const kind of MOVABLE_KINDS) {
    const own = row[kind];
    const typed = (row.kind ?? 'cash') === kind ? row.amount : undefined;
    if (own !== undefined && typed !== undefined)
      return refuse('VALUE_INVALID', {
        field: AMOUNT.label,
        value: row.amount,
        expected: {
          en: `one amount of ${KIND_LABELS[kind].en}, not two`,
          zh: `${KIND_LABELS[kind].zh}只能填写一个金额`,
        },
      });
    const text = own ?? typed;
    if (text === undefined) continue;
    const amount = amountOf(text, currency);
    if (typeof amount !== 'bigint') return amount;
    amounts.push([kind, amount]);
  }
  return amounts.length > 0 ? amounts : refuse('MISSING', { field: AMOUNT.label, option: '--amount' });
}

export const PAYER = {
  ...HOLDER_FIELD,
  label: { en: 'payer', zh: '付款方' },
  help: { en: 'whose money it is; default: the organisation acted for', zh: '付款方；默认为当前操作的组织' },
  question: { en: 'whose money it is', zh: '付款方' },
  headers: ['付款方', '付款账户', '付款人'],
} as const;
export const PAYEE = {
  ...HOLDER_FIELD,
  label: { en: 'payee', zh: '收款方' },
  help: { en: 'who gets it; default: the organisation acted for', zh: '收款方；默认为当前操作的组织' },
  question: { en: 'who gets it', zh: '收款方' },
  headers: ['收款方', '收款账户', '收款人'],
} as const;

const { help } = HOLDER_FIELD;
/** Both sides, where both are to be said. */
export const SIDES = {
  payer: { ...PAYER, help, question: PAYER.label },
  payee: { ...PAYEE, help, question: PAYEE.label },
} as const satisfies Schema;

/** The other side of a movement: as named, else the organisation that the actor acts for. */
export function otherSide(v: ReadView, ctx: Pure, text: string | undefined, side: 'payer' | 'payee'): Holder | Refusal {
  if (text !== undefined) return holderNamed(v, text);
  return actingHolder(v, ctx) ?? refuse(side === 'payer' ? 'PAYER_MISSING' : 'PAYEE_MISSING');
}

/** Both sides keep the same currency; an account keeps its own. */
function sharedCurrency(v: ReadView, sides: readonly Holder[], typed: string | undefined): string | Refusal {
  const account = sides.find((holder) => accountOf(holder) !== undefined);
  const currency = currencyOf(v, account ?? (sides[0] as Holder), typed);
  if (typeof currency !== 'string') return currency;
  for (const side of sides) {
    const other = currencyOf(v, side, currency);
    if (typeof other !== 'string') return other;
  }
  return currency;
}

/** Whether the actor may move money on the other side too, and in which currency both keep theirs. */
export function sidesAgree(
  v: ReadView,
  ctx: Pure,
  movement: Movement,
  { about, other, typed }: { readonly about: Holder; readonly other: Holder; readonly typed: string | undefined },
): string | Refusal {
  const fault = otherFault(v, ctx, { movement, holder: about, counterparty: other });
  return fault ?? sharedCurrency(v, [about, other], typed);
}

export type Move = {
  readonly movement: Movement;
  readonly payer: Holder;
  readonly payee: Holder;
  /** Whom the transaction is about. */
  readonly about: Holder;
  readonly to?: Purse;
};

export function decideMove(
  v: ReadView,
  ctx: Pure,
  row: AmountsRow,
  { movement, payer, payee, about, to }: Move,
): Decision {
  const purse = purseOf(row);
  if (payer === payee && (to ?? purse) === purse) return refuse('SAME_HOLDER', {});
  const other = about === payer ? payee : payer;
  const currency = sidesAgree(v, ctx, movement, { about, other, typed: row.currency });
  if (typeof currency !== 'string') return currency;
  const amounts = amountsOf(row, currency);
  if ('refuse' in amounts) return amounts;
  if (to !== undefined && to !== purse && amounts.some(([kind]) => kind !== 'cash')) return refuse('PURSES_CASH', {});
  const besides = to !== undefined && to !== purse ? [`to=${PURSES[to].en}`] : undefined;
  const intent = {
    movement,
    holder: about,
    counterparty: other,
    currency,
    purse,
    amounts,
    ...(besides && { besides }),
    ...(row.note !== undefined && { note: row.note }),
  };
  return decideMoney(v, ctx, intent, (draft) => move(draft, payer, payee, new Map(amounts), to));
}

type Sided = {
  readonly movement: Movement;
  readonly about: Holder;
  readonly other: Holder;
  amounts(amount: bigint): Intent['amounts'];
  readonly besides?: readonly string[];
  compose(draft: Draft, amount: bigint, id: Key): Composed | Refusal | undefined;
};

/** One amount that concerns two holders, otherwise than by going from one to the other. */
export function decideSided(
  v: ReadView,
  ctx: Pure,
  row: MoneyRow & { readonly amount?: string },
  { movement, about, other, amounts, besides, compose }: Sided,
): Decision {
  const currency = sidesAgree(v, ctx, movement, { about, other, typed: row.currency });
  if (typeof currency !== 'string') return currency;
  const amount = amountOf(row.amount, currency);
  if (typeof amount !== 'bigint') return amount;
  const intent = {
    movement,
    holder: about,
    counterparty: other,
    currency,
    purse: purseOf(row),
    amounts: amounts(amount),
    ...(besides && { besides }),
    ...(row.note !== undefined && { note: row.note }),
  };
  return decideMoney(v, ctx, intent, (draft, id) => compose(draft, amount, id));
}

type Sides = AmountsRow & { readonly holder?: string; readonly payer?: string; readonly payee?: string };

/** Holders on both sides and their books, in the currency that the row means. */
export async function loadMoves(l: Loader, ctx: Pure, rows: readonly Sides[]): Promise<void> {
  await loadActing(l, ctx);
  await loadHolders(
    l,
    rows.flatMap(({ holder, payer, payee }) => [holder, payer, payee]),
  );
  const acting = actingHolder(l.view, ctx);
  const found = (text: string | undefined): Holder | undefined => {
    const holder = text === undefined ? undefined : holderNamed(l.view, text);
    return typeof holder === 'string' ? holder : undefined;
  };
  const needs: FundsNeed[] = [];
  for (const row of rows) {
    const sides = [found(row.holder), found(row.payer), found(row.payee)].filter((side) => side !== undefined);
    if (sides.length < 2 && acting !== undefined) sides.push(acting);
    const currency = sides.length > 0 ? sharedCurrency(l.view, sides, row.currency) : undefined;
    if (typeof currency === 'string') for (const holder of sides) needs.push({ holder, currency });
  }
  await l.funds(needs);
}

/** An account's platform in a column of its own, as lists of accounts have it. */
const PLATFORM_OF_HOLDER = {
  platform: { ...ACCOUNT_ROW.platform, help: { en: 'of an account whose id is not unique', zh: '账户ID不唯一时使用' } },
} as const satisfies Schema;

/** The account that a row is about, where no other holder will do. */
export const ACCOUNT_HOLDER_ROW = {
  holder: {
    ...HOLDER_FIELD,
    label: ACCOUNT_ROW.id.label,
    help: ACCOUNT_ROW.id.help,
    column: 'account',
    required: true,
    metavar: 'ACCOUNT',
  },
  ...PLATFORM_OF_HOLDER,
} as const satisfies Schema;

/** The holder that a row is about. */
export const HOLDER_ROW = {
  holder: { ...HOLDER_FIELD, required: true },
  ...PLATFORM_OF_HOLDER,
} as const satisfies Schema;

export const withPlatform = <R extends { readonly holder: string; readonly platform?: string }>(row: R): R =>
  row.platform !== undefined && /^\d+$/.test(row.holder) ? { ...row, holder: `${row.platform}:${row.holder}` } : row;

export const WHERE_HOLDERS = { kind: 'account', fields: { holder: 'id', platform: 'platform' } } as const;

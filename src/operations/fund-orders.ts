/** Money under an order (FUND-2): frozen in one kind, and released again. */
import type { BookState, Holder } from '../domain/funds/books.ts';
import type { Draft } from '../domain/funds/funds.ts';
import { orderState } from '../domain/funds/orders.ts';
import type { FundKind, Movement } from '../domain/funds/words.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Schema } from '../domain/schema.ts';
import { AMOUNT, amountOf, NOTE, PURSE_CURRENCY } from './fund-change.ts';
import { AMOUNTS } from './fund-moves.ts';
import { type OwnRow, ownMovement } from './fund-own.ts';

const ORDER = {
  type: 'text',
  label: { en: 'order', zh: '订单' },
  help: { en: 'id of the order, as the platform writes it', zh: '订单编号，按平台的写法' },
  question: { en: 'id of the order', zh: '订单编号' },
  headers: ['order_id', '订单', '订单号', '订单编号', '订单ID'],
  metavar: 'ID',
} as const;

export const ORDER_FIELDS = {
  order: ORDER,
  amount: AMOUNT,
  kind: AMOUNTS.kind,
  ...PURSE_CURRENCY,
  ...NOTE,
} as const satisfies Schema;

const stateOf = (order: string | undefined): BookState | Refusal =>
  order === undefined || order === ''
    ? refuse('MISSING', { field: ORDER.label, option: '--order' })
    : orderState(order);

type Row = OwnRow & { readonly order?: string; readonly amount?: string; readonly kind?: string };
type Move = (draft: Draft, holder: Holder, kind: FundKind, state: BookState, amount: bigint) => Refusal | undefined;

export const orderMove = (movement: Movement, move: Move) =>
  ownMovement<Row>({
    movement,
    states({ order }) {
      const state = stateOf(order);
      return typeof state === 'string' ? [state] : [];
    },
    plan(row, { holder, currency }) {
      const state = stateOf(row.order);
      if (typeof state !== 'string') return state;
      const amount = amountOf(row.amount, currency);
      if (typeof amount !== 'bigint') return amount;
      const kind = (row.kind as FundKind | undefined) ?? 'cash';
      return {
        amounts: [[kind, amount]],
        order: row.order as string,
        compose: (draft) => move(draft, holder, kind, state, amount),
      };
    },
  });

/** Cash between a holder and the world outside: what recharge, refund and deposits have in common. */
import type { Holder } from '../domain/funds/books.ts';
import type { Draft } from '../domain/funds/funds.ts';
import type { HolderKind, Movement } from '../domain/funds/words.ts';
import type { Refusal } from '../domain/refusal.ts';
import { amountOf } from './fund-change.ts';
import { type OwnRow, ownMovement } from './fund-own.ts';

type Row = OwnRow & { readonly amount?: string };

export const worldMove = (
  movement: Movement,
  move: (draft: Draft, holder: Holder, amount: bigint) => Refusal | undefined,
  only?: readonly HolderKind[],
) =>
  ownMovement<Row>({
    movement,
    ...(only && { only }),
    plan(row, { holder, currency }) {
      const amount = amountOf(row.amount, currency);
      if (typeof amount !== 'bigint') return amount;
      return { amounts: [['cash', amount]], compose: (draft) => move(draft, holder, amount) };
    },
  });

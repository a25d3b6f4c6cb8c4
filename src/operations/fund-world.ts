/** Cash between a holder and the world outside: what recharge and refund have in common. */
import type { Holder } from '../domain/funds/books.ts';
import type { Draft } from '../domain/funds/funds.ts';
import type { Movement } from '../domain/funds/words.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Subject } from '../domain/rights.ts';
import type { Decision, Loader, Pure, ReadView } from './define.ts';
import { amountOf, currencyOf, decideMoney, type MoneyRow, purseOf } from './fund-change.ts';
import { holderNamed, holderSubject, loadHolders } from './fund-holders.ts';

type Row = MoneyRow & { readonly holder: string; readonly amount?: string };

/** Books of the holders that rows name, each in the currency that its row means. */
export async function loadOwnFunds(l: Loader, rows: readonly Row[]): Promise<void> {
  await loadHolders(
    l,
    rows.map(({ holder }) => holder),
  );
  await l.funds(
    ...rows.flatMap((row) => {
      const holder = holderNamed(l.view, row.holder);
      const currency = typeof holder === 'string' ? currencyOf(l.view, holder, row.currency) : holder;
      return typeof holder === 'string' && typeof currency === 'string' ? [{ holder, currency }] : [];
    }),
  );
}

export function ownSubject(v: ReadView, row: { readonly holder: string }, ctx: Pure): Subject | Refusal {
  const holder = holderNamed(v, row.holder);
  return typeof holder === 'string' ? holderSubject(v, holder, ctx) : holder;
}

export const worldMove = (
  movement: Movement,
  compose: (draft: Draft, holder: Holder, amount: bigint) => Refusal | undefined,
) => ({
  load: (l: Loader, rows: readonly Row[]) => loadOwnFunds(l, rows),
  subject: (v: ReadView, row: Row, _options: unknown, _keep: unknown, ctx: Pure) => ownSubject(v, row, ctx),
  decide(v: ReadView, ctx: Pure, row: Row): Decision {
    const holder = holderNamed(v, row.holder) as Holder;
    const currency = currencyOf(v, holder, row.currency);
    if (typeof currency !== 'string') return currency;
    const amount = amountOf(row.amount, currency);
    if (typeof amount !== 'bigint') return amount;
    const intent = {
      movement,
      holder,
      currency,
      purse: purseOf(row),
      amounts: [['cash', amount]] as const,
      ...(row.note !== undefined && { note: row.note }),
    };
    return decideMoney(v, ctx, intent, (draft) => compose(draft, holder, amount));
  },
});

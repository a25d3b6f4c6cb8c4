/** What movements of a single holder have in common: its books in one currency, against the world or among themselves. */
import type { BookState, Holder } from '../domain/funds/books.ts';
import type { Draft } from '../domain/funds/funds.ts';
import type { Intent } from '../domain/funds/intents.ts';
import type { HolderKind, Movement } from '../domain/funds/words.ts';
import type { Key } from '../domain/kind.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Subject } from '../domain/rights.ts';
import type { Decision, Loader, Pure, ReadView } from './define.ts';
import { type Composed, currencyOf, decideMoney, type MoneyRow, purseOf } from './fund-change.ts';
import { holderNamed, holderSubject, loadHolders } from './fund-holders.ts';

export type OwnRow = MoneyRow & { readonly holder: string };

/** What a row means, once its holder and currency are known. */
export type Plan = Pick<Intent, 'amounts' | 'order' | 'besides' | 'note'> & {
  compose(draft: Draft, id: Key): Composed | Refusal | undefined | 'same';
};

type Own<R extends OwnRow> = {
  readonly movement: Movement;
  /** Kinds of holders that can have this. */
  readonly only?: readonly HolderKind[];
  /** Books besides those available. */
  states?(row: R): readonly BookState[];
  /** Whatever is frozen counts. */
  readonly frozen?: true;
  plan(row: R, of: { v: ReadView; ctx: Pure; holder: Holder; currency: string }): Plan | Refusal;
};

export const ownMovement = <R extends OwnRow>({ movement, only, states, frozen, plan }: Own<R>) => ({
  async load(l: Loader, rows: readonly R[]): Promise<void> {
    await loadHolders(
      l,
      rows.map(({ holder }) => holder),
    );
    await l.funds(
      rows.flatMap((row) => {
        const holder = holderNamed(l.view, row.holder);
        const currency = typeof holder === 'string' ? currencyOf(l.view, holder, row.currency) : holder;
        return typeof holder === 'string' && typeof currency === 'string'
          ? [{ holder, currency, ...(states && { states: states(row) }), ...(frozen && { frozen }) }]
          : [];
      }),
    );
  },
  subject: (v: ReadView, row: R, _options: unknown, _keep: unknown, ctx: Pure) => ownSubject(v, row, ctx),
  decide(v: ReadView, ctx: Pure, row: R): Decision {
    const holder = holderNamed(v, row.holder, only);
    if (typeof holder !== 'string') return holder;
    const currency = currencyOf(v, holder, row.currency);
    if (typeof currency !== 'string') return currency;
    const planned = plan(row, { v, ctx, holder, currency });
    if ('refuse' in planned) return planned;
    const { compose, ...meant } = planned;
    const note = row.note === undefined ? {} : { note: row.note };
    const intent = { ...note, ...meant, movement, holder, currency, purse: purseOf(row) };
    return decideMoney(v, ctx, intent, compose);
  },
});

/** `only`: what it names where it names nothing; that it is of another kind is said once the right is there. */
export function ownSubject(
  v: ReadView,
  row: { readonly holder: string },
  ctx: Pure,
  only?: readonly HolderKind[],
): Subject | Refusal {
  const holder = holderNamed(v, row.holder);
  if (typeof holder === 'string') return holderSubject(v, holder, ctx);
  return holder.refuse === 'NOT_FOUND' ? (holderNamed(v, row.holder, only) as Refusal) : holder;
}

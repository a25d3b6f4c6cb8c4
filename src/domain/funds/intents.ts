/** What a movement is meant to be, before anything of it is composed, and what makes two of them the same (FUND-5). */
import { hash } from 'node:crypto';
import type { LedgerTransaction } from './transactions.ts';

/** What a row means, whatever becomes of it: this is what a reference stands for. */
export type Intent = Pick<
  LedgerTransaction,
  | 'movement'
  | 'currency'
  | 'purse'
  | 'holder'
  | 'counterparty'
  | 'day'
  | 'order'
  | 'type'
  | 'product'
  | 'source'
  | 'note'
> & {
  /** By kind, in the order in which they move; 0 where the row leaves it to what is there. */
  readonly amounts: readonly (readonly [kind: string, amount: bigint])[];
  /** What else makes it another movement: the other purse, the validity of a lot. */
  readonly besides?: readonly string[];
};

/** 128 bits of a hash: contents are only compared. */
const CONTENT_LENGTH = 22;

/** What a reference stands for, to be compared alone. */
export function contentOf(intent: Intent): string {
  const { movement, holder, counterparty, currency, purse, order, day, type, product, besides = [] } = intent;
  const amounts = intent.amounts.map(([kind, amount]) => `${kind}=${amount}`).toSorted();
  // What is not said is null there.
  const said = [movement, holder, counterparty, currency, purse, order, day, type, product, amounts, besides];
  return hash('sha256', JSON.stringify(said), 'base64url').slice(0, CONTENT_LENGTH);
}

/** Movements between the world and holders, and among holders (FUND-4): each posts into a draft, or says why not. */
import type { Key } from '../kind.ts';
import { formatMinor } from '../money.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { BookState, Holder } from './books.ts';
import type { Draft } from './funds.ts';
import { holderNamed, insufficient } from './funds.ts';
import type { FundKind, MovableKind, Purse } from './words.ts';

type Outcome = Refusal | undefined;

export function recharge(draft: Draft, holder: Holder, amount: bigint): Outcome {
  draft.pair(draft.world('cash'), draft.book(holder, 'cash'), amount);
  return undefined;
}

/** Out of the system again: also called withdrawal. */
export const refund = (draft: Draft, holder: Holder, amount: bigint): Outcome =>
  draft.move(draft.book(holder, 'cash'), draft.world('cash'), amount);

/** Several kinds at once, each as a whole; lots keep their ids. */
export function move(
  draft: Draft,
  payer: Holder,
  payee: Holder,
  amounts: ReadonlyMap<MovableKind, bigint>,
  to: Purse = draft.purse,
): Outcome {
  for (const [kind, amount] of amounts) {
    const refusal = draft.move(draft.book(payer, kind), draft.book(payee, kind, 'available', to), amount);
    if (refusal) return refusal;
  }
  return undefined;
}

/** `limit`: credit, frozen or not, and what is owed together; the movement is the difference to what it is now. */
export function creditLimit(draft: Draft, holder: Holder, limit: bigint): Outcome | 'same' {
  const credit = draft.book(holder, 'credit');
  const unused = draft.balance(credit);
  const used = draft.frozen(credit) - draft.balance(draft.book(holder, 'owed'));
  const change = limit - unused - used;
  if (change === 0n) return 'same';
  if (-change > unused)
    return refuse('CREDIT_USED', {
      holder: holderNamed(holder),
      used: formatMinor(used, draft.currency),
      currency: draft.currency,
      limit: formatMinor(limit, draft.currency),
    });
  draft.pair(draft.world('credit'), credit, change);
  return undefined;
}

/** Cash of the payer takes back what the debtor owes, which may use its credit again. */
export function repay(draft: Draft, payer: Holder, debtor: Holder, amount: bigint): Outcome {
  const owed = draft.book(debtor, 'owed');
  const due = -draft.balance(owed);
  if (amount > due)
    return refuse('OWED_EXCEEDED', {
      holder: holderNamed(debtor),
      amount: formatMinor(amount, draft.currency),
      owed: formatMinor(due, draft.currency),
      currency: draft.currency,
    });
  const refusal = draft.move(draft.book(payer, 'cash'), draft.world('cash'), amount);
  if (refusal) return refusal;
  draft.pair(draft.world('owed'), owed, amount);
  draft.pair(draft.world('credit'), draft.book(debtor, 'credit'), amount);
  return undefined;
}

export type NewLot = { readonly id: Key; readonly validFrom: string; readonly validTo: string };

export function grantBonus(draft: Draft, holder: Holder, kind: FundKind, amount: bigint, lot: NewLot): Outcome {
  draft.grant(lot.id, lot.validTo);
  draft.pair(draft.world(kind), draft.book(holder, kind), amount, lot.id);
  return undefined;
}

/** Of one lot, from the one book given: all that is left there, or part of it. */
export function revokeBonus(
  draft: Draft,
  holder: Holder,
  kind: FundKind,
  lot: Key,
  amount: bigint | undefined,
): Outcome {
  const book = draft.book(holder, kind);
  const left = draft.lots(book).find((held) => held.lot === lot)?.amount ?? 0n;
  const taken = amount ?? left;
  if (taken > left || left === 0n) return insufficient(book, taken, left);
  draft.pair(book, draft.world(kind), taken, lot);
  return undefined;
}

/** What is over of a lot in a book, by its end. */
export function expire(draft: Draft, holder: Holder, kind: FundKind, lot: Key, amount: bigint): void {
  draft.pair(draft.book(holder, kind), draft.world(kind), amount, lot, 'expire');
}

export function payDeposit(draft: Draft, agency: Holder, amount: bigint): Outcome {
  const refusal = draft.move(draft.book(agency, 'cash'), draft.world('cash'), amount);
  if (!refusal) draft.pair(draft.world('deposit'), draft.book(agency, 'deposit'), amount);
  return refusal;
}

export function returnDeposit(draft: Draft, agency: Holder, amount: bigint): Outcome {
  const refusal = draft.move(draft.book(agency, 'deposit'), draft.world('deposit'), amount);
  if (!refusal) draft.pair(draft.world('cash'), draft.book(agency, 'cash'), amount);
  return refusal;
}

export const freeze = (draft: Draft, holder: Holder, kind: FundKind, state: BookState, amount: bigint): Outcome =>
  draft.move(draft.book(holder, kind), draft.book(holder, kind, state), amount);

export const unfreeze = (draft: Draft, holder: Holder, kind: FundKind, state: BookState, amount: bigint): Outcome =>
  draft.move(draft.book(holder, kind, state), draft.book(holder, kind), amount);

/** What was held goes to the payee as far as it is posted; the rest is the payer's again. */
export function postHold(
  draft: Draft,
  hold: { readonly payer: Holder; readonly payee: Holder; readonly kind: FundKind; readonly state: BookState },
  amount: bigint,
): Outcome {
  const held = draft.book(hold.payer, hold.kind, hold.state);
  const all = draft.balance(held);
  const refusal = draft.move(held, draft.book(hold.payee, hold.kind), amount);
  return refusal ?? draft.move(held, draft.book(hold.payer, hold.kind), all - amount);
}

/** One book against the world, either way (operators only, with a reason). */
export function adjust(draft: Draft, holder: Holder, kind: FundKind, amount: bigint): Outcome {
  const book = draft.book(holder, kind);
  draft.pair(draft.world(kind), book, amount);
  return undefined;
}

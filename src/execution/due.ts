/**
 * What is over by now on the books that a chunk touches: lots past their last day, holds past their time. It is written
 * down before the chunk's own rows, as done by the system (TIME-2).
 */
import { hash } from 'node:crypto';
import type { Entry, LogHeader } from '../domain/audit.ts';
import { bookNamed, type Holder } from '../domain/funds/books.ts';
import { Draft } from '../domain/funds/funds.ts';
import type { DueHold } from '../domain/funds/loaded.ts';
import { expire, unfreeze } from '../domain/funds/moving.ts';
import type { LedgerTransaction } from '../domain/funds/transactions.ts';
import type { Movement, Purse } from '../domain/funds/words.ts';
import type { Key } from '../domain/kind.ts';
import { dayIn } from '../domain/zone.ts';
import type { WriteTx } from '../store/port.ts';
import { base32 } from './tools.ts';
import type { View } from './view.ts';
import type { ViewLoader } from './view-loader.ts';
import { isAudited, writeOf } from './write-of.ts';

/** Folds what is due, and returns what that wrote. */
export async function writeDue(view: View, loader: ViewLoader, now: number): Promise<Entry[]> {
  const holds = view.funds.dueHolds;
  const lots = view.funds.dueLots(now);
  if (holds.length + lots.length === 0) return [];
  const fields = ['state', 'ended', 'due_at', 'due_state'];
  await loader.need({ kind: 'hold', by: 'key', values: holds.map(({ id }) => id), fields, recorded: true });
  view.begin();
  for (const hold of holds) {
    expireHold(view, hold, now);
    view.funds.end(`hold ${hold.id}`);
  }
  for (const { book, lot, amount, expires } of view.funds.dueLots(now)) {
    const { holder, currency, purse, kind } = bookNamed(book);
    const draft = new Draft(view.funds, { currency, purse, now });
    expire(draft, holder, kind, lot, amount);
    const id = dueId('lot', lot, book, now);
    const day = dayIn(view.funds.zone(holder), expires);
    view.fold({ post: transaction(draft, { id, movement: 'expire', holder, amount, purse, day }), at: now });
    view.funds.end(`lot ${lot} ${book}`);
  }
  return view.entries(0);
}

function expireHold(
  view: View,
  { id, payer, payee, purse, kind, currency, dueAt }: DueHold & { currency: string },
  now: number,
): void {
  const draft = new Draft(view.funds, { currency, purse, now });
  const state = `hold:${id}` as const;
  const amount = draft.balance(draft.book(payer, kind, state));
  const refusal = unfreeze(draft, payer, kind, state, amount);
  if (refusal) throw new Error(`hold ${id} is not what it was`);
  const of = {
    id: dueId('hold', id, '', dueAt),
    movement: 'hold_expire',
    holder: payer,
    counterparty: payee,
    amount,
    purse,
    day: dayIn(view.funds.zone(payer), dueAt),
  } as const;
  view.fold({ post: transaction(draft, of), at: now });
  view.fold({ set: 'hold', key: id, fields: { state: 'expired', ended: dueAt, due_at: null, due_state: null } });
}

type Of = {
  readonly id: Key;
  readonly movement: Movement;
  readonly holder: Holder;
  readonly counterparty?: Holder;
  readonly amount: bigint;
  readonly purse: Purse;
  /** From when on it is over, by its holder's days; it may be written later. */
  readonly day: string;
};

const transaction = (draft: Draft, of: Of): LedgerTransaction => ({
  ...of,
  currency: draft.currency,
  postings: draft.finish(),
});

/** The same however often it is tried. */
const dueId = (what: string, key: Key, book: string, at: number): Key =>
  `t_${base32(hash('sha256', `${what}/${key}/${book}/${at}`, 'binary'), 16)}`;

/** What happens by itself belongs to no batch, so that no undo takes it back. */
const BY_TIME = { actor: 'system', identity: 'system', operation: 'state.sweep', batch: '', reason: '' } as const;

/** Nobody's personal fields are in it. */
export async function flushDue(
  tx: WriteTx,
  { time, origin }: Pick<LogHeader, 'time' | 'origin'>,
  due: readonly Entry[],
): Promise<void> {
  await tx.apply(due.map(writeOf));
  await tx.log({ time, origin, ...BY_TIME }, due.filter(isAudited));
}

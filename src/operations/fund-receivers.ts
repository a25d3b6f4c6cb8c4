/** Who gets money: not an account that is closed, nor an organisation or unit that is archived. Nothing would take it out again. */
import { type Holder, holderParts } from '../domain/funds/books.ts';
import type { Movement } from '../domain/funds/words.ts';
import { archivedRefusal } from '../domain/invariants.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { ReadView } from './define.ts';

/**
 * Which side it is; whom a split pays is in its rule, and asked about there. Corrections, days that a platform booked, and
 * what comes back are for whoever they are about.
 */
const RECEIVES: Readonly<Partial<Record<Movement, 'holder' | 'counterparty'>>> = {
  recharge: 'holder',
  allocate: 'holder',
  reclaim: 'counterparty',
  transfer: 'counterparty',
  credit_limit: 'holder',
  bonus_grant: 'holder',
  hold: 'counterparty',
  post: 'counterparty',
};

type Sides = { readonly movement: Movement; readonly holder: string; readonly counterparty?: string | undefined };

export function receiverFault(v: ReadView, intent: Sides): Refusal | undefined {
  const side = RECEIVES[intent.movement];
  const receiver = side && intent[side];
  return receiver === undefined ? undefined : goneFault(v, receiver);
}

/** That a holder is gone, and gets nothing any more. */
export function goneFault(v: ReadView, receiver: Holder): Refusal | undefined {
  const { kind, place } = holderParts(receiver);
  if (kind === 'account')
    return v.get('account', place)?.['status'] === 'closed' ? refuse('ACCOUNT_CLOSED', { account: place }) : undefined;
  const record = kind === 'unit' ? 'unit' : 'org';
  const row = v.get(record, place);
  return row?.['status'] === 'archived' ? archivedRefusal(record, place, row) : undefined;
}

/**
 * What a movement asks of whoever makes it, and of whoever takes it back (FUND-6): which right, and on whose side. Both
 * directions read it here, so that neither moves what the other would not let go.
 */
import type { Right } from '../rights.ts';
import type { Movement } from './words.ts';

/** What happens by itself asks nobody; a reversal asks what it takes back asked. */
type ByItself = 'expire' | 'hold_expire' | 'reversal';

export type Asked = {
  readonly right: Right;
  /** Of the holder that it is about, always; of the other side as well, or that all whom it pays are seen. */
  readonly others?: 'right' | 'seen';
};

export const ASKED = {
  recharge: { right: 'funds.recharge' },
  refund: { right: 'funds.refund' },
  allocate: { right: 'funds.allocate', others: 'right' },
  reclaim: { right: 'funds.reclaim', others: 'right' },
  transfer: { right: 'funds.transfer', others: 'right' },
  credit_limit: { right: 'funds.credit_limit' },
  repay: { right: 'funds.repay', others: 'right' },
  bonus_grant: { right: 'funds.bonus_grant' },
  bonus_revoke: { right: 'funds.bonus_revoke' },
  deposit_pay: { right: 'funds.deposit' },
  deposit_return: { right: 'funds.deposit' },
  freeze: { right: 'funds.freeze' },
  unfreeze: { right: 'funds.freeze' },
  hold: { right: 'funds.hold', others: 'right' },
  post: { right: 'funds.hold', others: 'right' },
  // What is held is the payer's, and stays so.
  void: { right: 'funds.hold' },
  consume: { right: 'funds.consume' },
  consume_return: { right: 'funds.consume' },
  split: { right: 'funds.split', others: 'seen' },
  split_refund: { right: 'funds.split', others: 'seen' },
  adjust: { right: 'funds.adjust' },
} as const satisfies Record<Exclude<Movement, ByItself>, Asked>;

/** Nothing, where it happened by itself. */
export const askedOf = (movement: Movement): Asked | undefined =>
  movement in ASKED ? ASKED[movement as keyof typeof ASKED] : undefined;

/** Under whose caps a movement counts (FUND-6): of the organisation whose money it is. */
import { type Holder, holderParts } from '../domain/funds/books.ts';
import type { LedgerTransaction } from '../domain/funds/transactions.ts';
import type { Movement } from '../domain/funds/words.ts';
import type { Key } from '../domain/kind.ts';
import type { Pure, ReadView } from './define.ts';

/** What members of an organisation move by their own decision. */
const CAPPED: ReadonlySet<Movement> = new Set<Movement>([
  'recharge',
  'refund',
  'allocate',
  'reclaim',
  'transfer',
  'repay',
  'hold',
  'split',
  'deposit_pay',
  'deposit_return',
]);

/** The organisation behind a holder: a unit's own, an account's entity. */
function orgOf(v: ReadView, holder: Holder): Key | undefined {
  const { kind, place } = holderParts(holder);
  if (kind === 'world') return undefined;
  const org =
    kind === 'unit' ? v.get('unit', place)?.['org'] : kind === 'account' ? v.get('account', place)?.['entity'] : place;
  return typeof org === 'string' ? org : undefined;
}

/** Of the side that is no account, where there is one: it is whose money is given out. */
export function capOrg(
  v: ReadView,
  ctx: Pick<Pure, 'capped'>,
  { movement, holder, counterparty, currency }: Moves,
): Key | undefined {
  if (ctx.capped.size === 0 || !CAPPED.has(movement)) return undefined;
  const sides = [holder, counterparty].filter((side) => side !== undefined);
  const giving = sides.find((side) => holderParts(side).kind !== 'account') ?? holder;
  const org = orgOf(v, giving);
  return org !== undefined && ctx.capped.has(`${org}/${currency}`) ? org : undefined;
}

type Moves = Pick<LedgerTransaction, 'movement' | 'holder' | 'counterparty' | 'currency'>;

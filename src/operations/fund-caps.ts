/** Under whose caps a movement counts (FUND-6): of the organisation whose money it is. */
import { type Holder, holderParts } from '../domain/funds/books.ts';
import type { LedgerTransaction } from '../domain/funds/transactions.ts';
import type { Movement } from '../domain/funds/words.ts';
import type { Key, Row } from '../domain/kind.ts';
import { bookDayBegan } from '../domain/zone.ts';
import { activeAgency } from './account-rows.ts';
import type { Change, Pure, ReadView } from './define.ts';

/**
 * What members of an organisation move by their own decision, and which side of it that organisation is: who pays, or
 * who alone is concerned. Whatever stands here waits as a plan beyond a cap; nothing else does.
 */
export const CAPPED: Partial<Readonly<Record<Movement, 'holder' | 'counterparty'>>> = {
  recharge: 'holder',
  refund: 'holder',
  allocate: 'counterparty',
  reclaim: 'holder',
  transfer: 'holder',
  repay: 'counterparty',
  hold: 'holder',
  split: 'holder',
  deposit_pay: 'holder',
  deposit_return: 'holder',
};

type Sides = Pick<LedgerTransaction, 'movement' | 'holder' | 'counterparty'>;

/** Whose money a movement is. */
export const payerOf = ({ movement, holder, counterparty }: Sides): Holder =>
  CAPPED[movement] === 'counterparty' && counterparty ? counterparty : holder;

/** Whether caps may be in the way of an operation. */
export const isCapped = ({ moves }: Change): boolean => moves !== undefined && moves in CAPPED;

/**
 * The organisations behind a holder, the first with caps being the one that they are: a unit's own; an account's entity,
 * whose books it is in, and else the agency that it is a client of, so that what an agency's people move between its
 * clients does not go round the agency's caps.
 */
function orgsOf(v: ReadView, holder: Holder): readonly unknown[] {
  const { kind, place } = holderParts(holder);
  if (kind === 'world') return [];
  if (kind === 'unit') return [v.get('unit', place)?.['org']];
  return kind === 'account' ? [v.get('account', place)?.['entity'], activeAgency(v, place)] : [place];
}

type Moves = Sides & Pick<LedgerTransaction, 'currency'>;
type Caps = Pick<Pure, 'capped'>;

export function capOrg(v: ReadView, ctx: Caps, moves: Moves): Key | undefined {
  if (ctx.capped.size === 0 || !(moves.movement in CAPPED)) return undefined;
  return withCaps(ctx, orgsOf(v, payerOf(moves)), moves);
}

const withCaps = ({ capped }: Caps, orgs: readonly unknown[], { currency }: Moves): Key | undefined =>
  orgs.filter((org) => typeof org === 'string').find((org) => capped.has(`${org}/${currency}`));

/** Who pays where a movement is taken back whose opposite is above. */
const TAKEN_BACK: Partial<Readonly<Record<Movement, 'holder' | 'counterparty'>>> = {
  recharge: 'holder',
  refund: 'holder',
  allocate: 'holder',
  reclaim: 'counterparty',
  transfer: 'counterparty',
  deposit_pay: 'holder',
  deposit_return: 'holder',
};

/** Of a movement that is taken back. What comes back to an organisation is not in the way of its own caps. */
export function capOrgBack(v: ReadView, ctx: Caps, moves: Moves): Key | undefined {
  const side = TAKEN_BACK[moves.movement];
  if (ctx.capped.size === 0 || side === undefined) return undefined;
  const { pays, gets } =
    side === 'holder'
      ? { pays: moves.holder, gets: moves.counterparty }
      : { pays: moves.counterparty, gets: moves.holder };
  if (pays === undefined) return undefined;
  const own = gets === undefined || holderParts(gets).kind === 'account' ? [] : orgsOf(v, gets);
  return withCaps(
    ctx,
    orgsOf(v, pays).filter((org) => !own.includes(org)),
    moves,
  );
}

/** What takes these back brings money back to who has paid it, and takes it from no holder. */
const BRINGS_BACK: ReadonlySet<unknown> = new Set<Movement>(['refund', 'deposit_pay']);

/**
 * A movement that is taken back on its day counts no more for that day; nor does what takes it back, where that only
 * brings back. Where it takes money out of a holder, as the undo of a recharge does, it counts as it does on any day: else
 * who undoes what others have moved would have as much to move again.
 */
export function freedBy(
  undone: Row,
  now: number,
  back: Key | undefined,
): Pick<LedgerTransaction, 'freed_org' | 'freed'> {
  const { cap_org: org, time, amount, movement } = undone;
  if (typeof org !== 'string' || bookDayBegan(Number(time)) !== bookDayBegan(now)) return {};
  const counted = BigInt(Number(amount));
  return { freed_org: org, freed: BRINGS_BACK.has(movement) && back === org ? 2n * counted : counted };
}

/** Under whose caps a movement counts (FUND-6): of the organisations whose money it is. */
import { bookNamed, type Holder, holderParts, isWorld } from '../domain/funds/books.ts';
import { type CapUse, capUsesIn } from '../domain/funds/caps.ts';
import type { LedgerTransaction } from '../domain/funds/transactions.ts';
import type { Movement } from '../domain/funds/words.ts';
import type { Key, Row } from '../domain/kind.ts';
import { bookDay } from '../domain/zone.ts';
import { activeAgency } from './account-rows.ts';
import type { Change, Pure, ReadView } from './define.ts';

/** `givers`: whoever has less after it. */
type Side = 'holder' | 'counterparty' | 'givers';

/**
 * What members of an organisation move by their own decision, and which side of it that organisation is: who pays, or
 * who alone is concerned. Whatever stands here waits as a plan beyond a cap; nothing else does.
 */
export const CAPPED: Partial<Readonly<Record<Movement, Side>>> = {
  recharge: 'holder',
  refund: 'holder',
  allocate: 'counterparty',
  reclaim: 'holder',
  transfer: 'holder',
  repay: 'counterparty',
  hold: 'holder',
  split: 'holder',
  split_refund: 'givers',
  deposit_pay: 'holder',
  deposit_return: 'holder',
};

/** Who pays where a movement is taken back whose opposite is above: of what was posted, that is reclaiming it. */
const TAKEN_BACK: Partial<Readonly<Record<Movement, Side>>> = {
  recharge: 'holder',
  refund: 'holder',
  allocate: 'holder',
  reclaim: 'counterparty',
  transfer: 'counterparty',
  post: 'givers',
  split: 'givers',
  split_refund: 'givers',
  deposit_pay: 'holder',
  deposit_return: 'holder',
};

/** What takes these back brings money back to who has paid it, and takes it from no holder. */
const BRINGS_BACK: ReadonlySet<unknown> = new Set<Movement>(['refund', 'deposit_pay']);

type Sides = Pick<LedgerTransaction, 'holder' | 'counterparty'>;
type Moves = Sides & Pick<LedgerTransaction, 'movement' | 'currency' | 'amount' | 'postings'>;
type Caps = Pick<Pure, 'capped'>;

/** Whether caps may be in the way of an operation. */
export const isCapped = ({ moves }: Change): boolean => moves !== undefined && moves in CAPPED;

/** Undefined: under nobody's. */
export function capUses(v: ReadView, ctx: Caps, moves: Moves): readonly CapUse[] | undefined {
  const side = CAPPED[moves.movement];
  if (ctx.capped.size === 0 || side === undefined) return undefined;
  return usesOf(countedFor(v, ctx, moves, payersOf(moves, side)));
}

/**
 * Of a movement that is taken back by `postings`. What comes back to an organisation is not in the way of its own caps.
 *
 * What is taken back on the day on which it moved counts no more for that day; nor does what takes it back, where that
 * only brings back. Where it takes money out of a holder, as the undo of a recharge does, it counts as it does on any day:
 * else who undoes what others have moved would have as much to move again.
 */
export function capUsesBack(
  v: ReadView,
  ctx: Caps & Pick<Pure, 'now'>,
  undone: Moves,
  { caps, time }: Row,
): readonly CapUse[] | undefined {
  const counted = new Map<Key, bigint>();
  const side = TAKEN_BACK[undone.movement];
  if (ctx.capped.size > 0 && side !== undefined) {
    // Of a refunded split many do.
    const gets = side === 'holder' || undone.movement === 'split_refund' ? undone.counterparty : undone.holder;
    const own = gets === undefined || holderParts(gets).kind === 'account' ? [] : orgsOf(v, gets);
    for (const [org, amount] of countedFor(v, ctx, undone, payersOf(undone, side)))
      if (!own.includes(org)) counted.set(org, amount);
  }
  const freed = new Map<Key, bigint>();
  if (typeof caps === 'string' && bookDay(Number(time)) === bookDay(ctx.now))
    for (const { org, counted: was } of capUsesIn(caps))
      freed.set(org, BRINGS_BACK.has(undone.movement) ? was + (counted.get(org) ?? 0n) : was);
  return usesOf(counted, freed);
}

function usesOf(counted: ReadonlyMap<Key, bigint>, freed: ReadonlyMap<Key, bigint> = new Map()): CapUse[] | undefined {
  const orgs = [...new Set([...counted.keys(), ...freed.keys()])];
  if (orgs.length === 0) return undefined;
  return orgs.map((org) => ({ org, counted: counted.get(org) ?? 0n, freed: freed.get(org) ?? 0n }));
}

/** By organisation with caps in this currency: each has its own, and whichever is in the way stops it. */
function countedFor(
  v: ReadView,
  { capped }: Caps,
  { currency }: Moves,
  payers: Iterable<readonly [Holder, bigint]>,
): Map<Key, bigint> {
  const counted = new Map<Key, bigint>();
  for (const [payer, amount] of payers)
    for (const org of orgsOf(v, payer))
      if (capped.has(`${org}/${currency}`)) counted.set(org, (counted.get(org) ?? 0n) + amount);
  return counted;
}

const sideOf = ({ holder, counterparty }: Sides, side: Side | undefined): Holder =>
  side === 'counterparty' && counterparty ? counterparty : holder;

/** Whose money a movement is; of a refunded split that of many, whom its holder stands for. */
export const payerOf = (moves: Sides & Pick<Moves, 'movement'>): Holder => sideOf(moves, CAPPED[moves.movement]);

function payersOf(moves: Moves, side: Side): Iterable<readonly [Holder, bigint]> {
  if (side !== 'givers') return [[sideOf(moves, side), moves.amount]];
  const given = new Map<Holder, bigint>();
  for (const { book, amount } of moves.postings) {
    const { holder } = bookNamed(book);
    if (!isWorld(holder)) given.set(holder, (given.get(holder) ?? 0n) - amount);
  }
  return [...given].filter(([, less]) => less > 0n);
}

/**
 * The organisations behind a holder: a unit's own; of an account its entity, whose books it is in, and the agency that it
 * is a client of, so that what an agency's people move between its clients does not go round the agency's caps. In this
 * order: beyond the caps of both the entity's people are asked.
 */
function orgsOf(v: ReadView, holder: Holder): readonly Key[] {
  const { kind, place } = holderParts(holder);
  if (kind === 'world') return [];
  if (kind !== 'account' && kind !== 'unit') return [place];
  const orgs =
    kind === 'unit' ? [v.get('unit', place)?.['org']] : [v.get('account', place)?.['entity'], activeAgency(v, place)];
  return [...new Set(orgs)].filter((org): org is Key => typeof org === 'string');
}

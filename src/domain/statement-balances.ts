/**
 * Whether each balance of a statement is the one before it and the line's amount. Files run from the oldest line to the
 * newest or the other way, whatever their days say: the way that fits more steps is theirs. Nothing but counts and the
 * first wrong steps is kept, however long the file is.
 */
import type { StatementLine } from './statement-lines.ts';
import { signedAmount } from './statement-lines.ts';

/** How many wrong steps are told one by one. */
const TOLD = 20;

export type WrongStep = {
  readonly line: number;
  readonly at: number;
  readonly expected: bigint;
  readonly found: bigint;
};
export type Balances = {
  readonly currency: string;
  readonly order: 'oldest_first' | 'newest_first';
  readonly opening: bigint;
  readonly closing: bigint;
  readonly steps: number;
  readonly wrong: number;
  readonly first: readonly WrongStep[];
};

type Seen = {
  readonly line: number;
  readonly at: number;
  readonly balance: bigint;
  readonly amount: bigint;
  readonly day: string;
};
type Way = { wrong: number; readonly first: WrongStep[] };

export class BalanceChain {
  private steps = 0;
  private firstSeen: Seen | undefined;
  private last: Seen | undefined;
  /** Amounts of lines without a balance since the last that had one; undefined: one of them could not be read. */
  private between: bigint | undefined = 0n;
  /** Before the first balance. */
  private before: bigint | undefined = 0n;
  private readonly down: Way = { wrong: 0, first: [] };
  private readonly up: Way = { wrong: 0, first: [] };
  private readonly currency: string;

  constructor(currency: string) {
    this.currency = currency;
  }

  add(line: StatementLine): void {
    const signed = line.unmoved ? 0 : signedAmount(line);
    if (line.balance === undefined || signed === undefined) {
      this.gap(line.balance === undefined ? signed : undefined);
      return;
    }
    const seen: Seen = { ...line, balance: BigInt(line.balance), amount: BigInt(signed) };
    const { last, between } = this;
    if (!last) {
      this.firstSeen = seen;
      this.before = between;
    } else if (between !== undefined) {
      this.steps++;
      step(this.down, seen, last.balance + between + seen.amount);
      step(this.up, last, seen.balance + between + last.amount);
    }
    this.last = seen;
    this.between = 0n;
  }

  /** A line without a balance; without an amount too where it could not be read. */
  gap(amount: number | undefined): void {
    this.between = amount === undefined || this.between === undefined ? undefined : this.between + BigInt(amount);
  }

  end(): Balances | undefined {
    const { firstSeen, last, up, down } = this;
    if (!firstSeen || !last) return undefined;
    const newest = up.wrong === down.wrong ? firstSeen.day > last.day : up.wrong < down.wrong;
    const { wrong, first } = newest ? up : down;
    const [before, after] = [this.before ?? 0n, this.between ?? 0n];
    const ends = newest
      ? { opening: last.balance - last.amount - after, closing: firstSeen.balance + before }
      : { opening: firstSeen.balance - firstSeen.amount - before, closing: last.balance + after };
    const order = newest ? 'newest_first' : 'oldest_first';
    return { currency: this.currency, order, ...ends, steps: this.steps, wrong, first };
  }
}

function step(way: Way, { line, at, balance }: Seen, expected: bigint): void {
  if (balance === expected) return;
  way.wrong++;
  if (way.first.length < TOLD) way.first.push({ line, at, expected, found: balance });
}

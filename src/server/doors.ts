/**
 * Who is let in. Beyond the limits a call is turned away, with the time after which it is worth trying again: what was let
 * in is answered in time, however many want in.
 */
import { AdctlError } from '../domain/refusal.ts';
import { Bucket, Buckets } from './buckets.ts';
import { Gate } from './gate.ts';
import type { Limits } from './limits.ts';

export type Work = 'query' | 'change';

export class Doors {
  private readonly limits: Limits;
  private readonly rates: Buckets;
  private readonly wrong: Buckets;
  private readonly open = new Map<string, number>();
  private readonly gates: Readonly<Record<Work, Gate>>;
  /** Turned away, for the metrics. */
  turnedAway = 0;

  constructor(limits: Limits) {
    this.limits = limits;
    const { callsPerSecond: rate, wrongPerMinute: wrong, waiting, waitMs } = limits;
    // Ten seconds' worth may come at once.
    this.rates = new Buckets(() => new Bucket(rate, rate * 10));
    this.wrong = new Buckets(() => new Bucket(wrong / 60, wrong));
    this.gates = {
      query: new Gate({ places: limits.queries, waiting, waitMs }),
      change: new Gate({ places: limits.changes, waiting, waitMs }),
    };
  }

  get running(): number {
    return this.gates.query.running + this.gates.change.running;
  }

  get waiting(): number {
    return this.gates.query.waiting + this.gates.change.waiting;
  }

  /** After a wrong token. */
  wrongFrom(address: string): void {
    const seconds = this.wrong.take(address);
    if (seconds > 0) throw this.away(seconds);
  }

  /** Before anything is looked up for a call: a full house costs nothing. */
  assertRoom(kind: Work): void {
    if (this.gates[kind].full) throw this.away(this.limits.waitMs / 1000);
  }

  /** For as long as its body comes and its answer goes. */
  async admit<T>(token: string, run: () => Promise<T>): Promise<T> {
    const own = this.open.get(token) ?? 0;
    if (own >= this.limits.callsPerToken) throw this.away(1);
    const seconds = this.rates.take(token);
    if (seconds > 0) throw this.away(seconds);
    this.open.set(token, own + 1);
    try {
      return await run();
    } finally {
      const left = (this.open.get(token) ?? 1) - 1;
      if (left === 0) this.open.delete(token);
      else this.open.set(token, left);
    }
  }

  /** In a place of its own. */
  async work<T>(kind: Work, run: (gate: Gate) => Promise<T>): Promise<T> {
    const gate = this.gates[kind];
    if (!(await gate.enter())) throw this.away(this.limits.waitMs / 1000);
    try {
      return await run(gate);
    } finally {
      gate.leave();
    }
  }

  private away(seconds: number): AdctlError {
    this.turnedAway++;
    return new AdctlError('TOO_MANY_CALLS', { seconds: Math.max(1, Math.ceil(seconds)) });
  }
}

/**
 * How much one caller and all of them together may ask at once. Beyond it a call is turned away at the door, with the time
 * after which it is worth trying again: what was let in is answered in time, however many want in.
 */
import { AdctlError } from '../domain/refusal.ts';

export type Limits = {
  /** Calls that are worked on at a time. */
  readonly calls: number;
  /** Calls that wait for that. */
  readonly waiting: number;
  /** How long a call waits for its turn before it is turned away. */
  readonly waitMs: number;
  /** Of one token: at a time, and in a second over a longer time. */
  readonly callsPerToken: number;
  readonly callsPerSecond: number;
  /** Wrong tokens from one address in a minute. */
  readonly wrongPerMinute: number;
  /** Bytes: of a row, of a body that is held in memory, of one that is spooled. */
  readonly rowBytes: number;
  readonly bodyBytes: number;
  readonly spoolBytes: number;
  /** How long a body may take to come. */
  readonly bodyMs: number;
  /** How long a list holds its snapshot for a slow reader. */
  readonly snapshotMs: number;
  /** How long a stop waits for what runs. */
  readonly stopMs: number;
};

export const LIMITS: Limits = {
  calls: 32,
  waiting: 128,
  waitMs: 2_000,
  callsPerToken: 16,
  callsPerSecond: 100,
  wrongPerMinute: 20,
  rowBytes: 1024 * 1024,
  bodyBytes: 16 * 1024 * 1024,
  spoolBytes: 4 * 1024 * 1024 * 1024,
  bodyMs: 600_000,
  snapshotMs: 60_000,
  stopMs: 20_000,
};

const busy = (seconds: number) => new AdctlError('TOO_MANY_CALLS', { seconds: Math.max(1, Math.ceil(seconds)) });

/** Tokens of a bucket that fills steadily; a burst of ten seconds' worth. */
class Bucket {
  private left: number;
  private at = performance.now();
  private readonly perSecond: number;
  private readonly most: number;
  constructor(perSecond: number, most: number) {
    this.perSecond = perSecond;
    this.most = most;
    this.left = most;
  }

  private fill(): void {
    const now = performance.now();
    this.left = Math.min(this.most, this.left + ((now - this.at) / 1000) * this.perSecond);
    this.at = now;
  }

  /** Seconds until there is one, 0 where one was taken. */
  take(): number {
    this.fill();
    if (this.left < 1) return (1 - this.left) / this.perSecond;
    this.left--;
    return 0;
  }

  get full(): boolean {
    this.fill();
    return this.left >= this.most;
  }
}

/** Forgets who has not been heard of: names are from outside. */
class Buckets {
  private readonly of = new Map<string, Bucket>();
  private readonly make: () => Bucket;
  constructor(make: () => Bucket) {
    this.make = make;
  }

  take(name: string): number {
    let bucket = this.of.get(name);
    if (!bucket) {
      if (this.of.size >= 10_000) for (const [known, one] of this.of) if (one.full) this.of.delete(known);
      this.of.set(name, (bucket = this.make()));
    }
    return bucket.take();
  }
}

export class Doors {
  private readonly limits: Limits;
  private readonly rates: Buckets;
  private readonly wrong: Buckets;
  private readonly open = new Map<string, number>();
  private readonly queue: { enter(): void; timer: NodeJS.Timeout }[] = [];
  running = 0;
  /** Turned away, for the metrics. */
  turnedAway = 0;

  constructor(limits: Limits) {
    this.limits = limits;
    const { callsPerSecond: rate, wrongPerMinute: wrong } = limits;
    this.rates = new Buckets(() => new Bucket(rate, rate * 10));
    this.wrong = new Buckets(() => new Bucket(wrong / 60, wrong));
  }

  get waiting(): number {
    return this.queue.length;
  }

  /** After a wrong token. */
  wrongFrom(address: string): void {
    const seconds = this.wrong.take(address);
    if (seconds > 0) throw this.away(seconds);
  }

  /** Before anything is looked up for a call: a full house costs nothing. */
  assertRoom(): void {
    const { waiting, waitMs } = this.limits;
    if (this.queue.length >= waiting) throw this.away(waitMs / 1000);
  }

  /** Answers what to call when the call is over. */
  async enter(token: string): Promise<() => void> {
    const { limits } = this;
    const own = this.open.get(token) ?? 0;
    if (own >= limits.callsPerToken) throw this.away(1);
    const seconds = this.rates.take(token);
    if (seconds > 0) throw this.away(seconds);
    this.open.set(token, own + 1);
    try {
      if (this.running >= limits.calls) await this.turn();
      else this.running++;
    } catch (error) {
      this.leave(token);
      throw error;
    }
    return () => {
      this.leave(token);
      const next = this.queue.shift();
      if (!next) this.running--;
      else next.enter();
    };
  }

  private leave(token: string): void {
    const own = (this.open.get(token) ?? 1) - 1;
    if (own === 0) this.open.delete(token);
    else this.open.set(token, own);
  }

  /** The place of a call that is over is handed on, so that nobody comes in between. */
  private async turn(): Promise<void> {
    const { limits, queue } = this;
    this.assertRoom();
    await new Promise<void>((resolve, reject) => {
      const one = {
        enter: () => {
          clearTimeout(one.timer);
          resolve();
        },
        timer: setTimeout(() => {
          queue.splice(queue.indexOf(one), 1);
          reject(this.away(1));
        }, limits.waitMs),
      };
      queue.push(one);
    });
  }

  private away(seconds: number): AdctlError {
    this.turnedAway++;
    return busy(seconds);
  }
}

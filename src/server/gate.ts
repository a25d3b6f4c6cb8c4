/**
 * Places for work that one thread does: few, so that what has begun is soon done. Whoever waits too long is turned away;
 * whoever had a place and gave it up for a while, because it waited itself or so that others have their turn, gets one again.
 */
type Waiting = { enter(): void; readonly timer: NodeJS.Timeout | undefined };

export type GateLimits = { readonly places: number; readonly waiting: number; readonly waitMs: number };

export class Gate {
  private readonly limits: GateLimits;
  private readonly queue: Waiting[] = [];
  running = 0;

  constructor(limits: GateLimits) {
    this.limits = limits;
  }

  get waiting(): number {
    return this.queue.length;
  }

  get full(): boolean {
    return this.queue.length >= this.limits.waiting;
  }

  /** False where it was not let in, in time or at all. */
  async enter(): Promise<boolean> {
    if (this.running < this.limits.places) {
      this.running++;
      return true;
    }
    return !this.full && (await this.turn(this.limits.waitMs));
  }

  /** The place is handed on, so that nobody comes in between. */
  leave(): void {
    const next = this.queue.shift();
    if (next) next.enter();
    else this.running--;
  }

  /** Lets the others have their turn, where there are any. */
  async step(): Promise<void> {
    if (this.queue.length === 0) return;
    const turn = this.turn();
    this.leave();
    await turn;
  }

  /** Gives the place up while something else is waited for. */
  async away<T>(wait: () => Promise<T>): Promise<T> {
    this.leave();
    try {
      return await wait();
    } finally {
      if (this.running < this.limits.places) this.running++;
      else await this.turn();
    }
  }

  private turn(waitMs?: number): Promise<boolean> {
    return new Promise((resolve) => {
      const one: Waiting = {
        enter: () => {
          clearTimeout(one.timer);
          resolve(true);
        },
        timer:
          waitMs === undefined
            ? undefined
            : setTimeout(() => {
                this.queue.splice(this.queue.indexOf(one), 1);
                resolve(false);
              }, waitMs),
      };
      this.queue.push(one);
    });
  }
}

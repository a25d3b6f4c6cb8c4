/** How often something may happen: buckets that fill steadily, by the name of who takes from them. */

/** Takes may be `most` at once, and `perSecond` over a longer time. */
export class Bucket {
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

const MOST = 10_000;

/** Forgets who was heard of long ago: names are from outside. */
export class Buckets {
  private readonly of = new Map<string, Bucket>();
  private readonly make: () => Bucket;
  constructor(make: () => Bucket) {
    this.make = make;
  }

  /** Those that were heard of first, a tenth of them. */
  private forget(): void {
    let left = MOST / 10;
    for (const name of this.of.keys()) {
      if (left-- === 0) return;
      this.of.delete(name);
    }
  }

  take(name: string): number {
    let bucket = this.of.get(name);
    if (!bucket) {
      if (this.of.size >= MOST) this.forget();
      this.of.set(name, (bucket = this.make()));
    }
    return bucket.take();
  }
}

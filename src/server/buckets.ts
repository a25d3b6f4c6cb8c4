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

/** Forgets who has not been heard of: names are from outside. */
export class Buckets {
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

/** One producer, one consumer, nothing piles up: a push waits until its item is taken. */
export class Pipe<T> implements AsyncIterable<T> {
  private waiting: { item: T; taken: () => void } | undefined;
  private ended = false;
  private failed = false;
  private broken: unknown;
  private wake = (): void => {};

  async push(item: T): Promise<void> {
    if (this.failed) return;
    await new Promise<void>((taken) => {
      this.waiting = { item, taken };
      this.wake();
    });
  }

  end(): void {
    this.ended = true;
    this.wake();
  }

  /** What was pushed is not to be kept after all: the consumer ends with this error. */
  break(error: unknown): void {
    this.broken = error;
    this.drop();
    this.wake();
  }

  /** The consumer is gone: what is pushed from now on is dropped. */
  drop(): void {
    this.failed = true;
    this.waiting?.taken();
    this.waiting = undefined;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    for (;;) {
      if (this.broken !== undefined) throw this.broken;
      const next = this.waiting;
      if (next) {
        this.waiting = undefined;
        try {
          yield next.item;
        } finally {
          // Also where the consumer stops here: nobody must wait for it.
          next.taken();
        }
      } else if (this.ended) return;
      else await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }
}

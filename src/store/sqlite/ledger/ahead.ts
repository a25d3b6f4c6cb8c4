/** Streams of rows that are walked side by side. */
import type { Session } from '../session.ts';

/** Integers as they are stored, beyond 2^53 too. Of one text one stream at a time. */
export const exact = <R>(session: Session, text: string): IterableIterator<R> =>
  session.prepare(text).safeIntegers(true).iterate() as IterableIterator<R>;

/** The next of a stream is known before it is taken. */
export class Ahead<R> {
  next: R | undefined;
  private readonly source: IterableIterator<R>;
  constructor(source: IterableIterator<R>) {
    this.source = source;
    this.step();
  }
  step(): void {
    const result = this.source.next();
    this.next = result.done ? undefined : result.value;
  }
  close(): void {
    this.source.return?.();
  }
}

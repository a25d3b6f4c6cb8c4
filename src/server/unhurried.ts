/**
 * Pages as their reader takes them, from one snapshot of the state; what is left of them after a minute goes into a spool
 * at once, for a snapshot that is held keeps the log of writes from ending.
 */
import { Spool } from '../execution/spool.ts';

/** In memory: pages of 500 rows. */
const MOST_PAGES = 16;

export async function* unhurried<T, R>(pages: AsyncGenerator<T, R>, afterMs: number): AsyncGenerator<T, R> {
  const spool = new Spool<T>(MOST_PAGES);
  let asking = false;
  let late = false;
  let rest: Promise<R> | undefined;
  const drain = async (): Promise<R> => {
    for (;;) {
      const next = await pages.next();
      if (next.done) return next.value;
      await spool.push([next.value]);
    }
  };
  const begin = () => {
    rest ??= drain();
    // It is asked for later, when the reader has taken the page before.
    rest.catch(() => {});
  };
  const timer = setTimeout(() => {
    late = true;
    if (!asking) begin();
  }, afterMs);
  timer.unref();
  try {
    for (;;) {
      if (late) begin();
      if (rest) {
        const end = await rest;
        for await (const few of spool.drain(MOST_PAGES)) yield* few;
        return end;
      }
      asking = true;
      const next = await pages.next();
      asking = false;
      if (next.done) return next.value;
      // The time was over while it was asked for.
      if (late) begin();
      yield next.value;
    }
  } finally {
    clearTimeout(timer);
    await rest?.catch(() => {});
    await pages.return(undefined as R);
    await spool.close();
  }
}

/** A stream that may never end, read until whoever waits for it gives up: what is typed on a terminal. */
import { AdctlError } from '../domain/refusal.ts';

type Stream = AsyncIterable<Buffer | string> & { destroy?(): unknown };

export async function* untilStopped(input: Stream, signal?: AbortSignal): AsyncGenerator<Buffer | string> {
  if (!signal) return yield* input;
  const stopped = new AdctlError('INTERRUPTED');
  let hear = (): void => {};
  const heard = new Promise<never>((_, reject) => {
    hear = () => reject(stopped);
    if (signal.aborted) hear();
    signal.addEventListener('abort', hear);
  });
  const parts = input[Symbol.asyncIterator]();
  try {
    for (;;) {
      const part = parts.next();
      // Its end is of no interest once nobody waits for it.
      part.catch(() => {});
      const next = await Promise.race([part, heard]);
      if (next.done) return;
      yield next.value;
    }
  } catch (error) {
    // Left open, it would keep the process.
    if (error === stopped) input.destroy?.();
    throw error;
  } finally {
    signal.removeEventListener('abort', hear);
    heard.catch(() => {});
  }
}

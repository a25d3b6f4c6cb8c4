/** Ctrl-C, told to a server: it is to stop a call, and whoever waits hears what was done, for a while. */
import type { Wire } from './wire.ts';

/** Answers what ends the listening. `call` is the name of the call; without `waitMs` it is waited for until it ends. */
export function stopWith(wire: Wire, call: string, signal: AbortSignal | undefined, waitMs?: number): () => void {
  let giveUp: NodeJS.Timeout | undefined;
  const stop = () => {
    void wire.ask('link.stop', { batch: call }).catch(() => {});
    if (waitMs !== undefined) giveUp = setTimeout(() => wire.cut(call), waitMs);
  };
  signal?.addEventListener('abort', stop, { once: true });
  return () => {
    clearTimeout(giveUp);
    signal?.removeEventListener('abort', stop);
  };
}

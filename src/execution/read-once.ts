/** One answer from one snapshot. */
import type { ReadTx, Store } from '../store/port.ts';

export async function readOnce<T>(store: Store, f: (tx: ReadTx) => Promise<T>): Promise<T> {
  const reading = store.read(async function* (tx) {
    yield await f(tx);
  });
  for await (const value of reading) return value;
  throw new Error('the snapshot ended before it answered');
}

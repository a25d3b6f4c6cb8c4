/** A batch's rows as chunks to send: as many rows as are wanted at the time, of a few megabytes at most. */
import type { RawRow } from '../../domain/schema.ts';
import { rowText } from '../codec.ts';

const MOST_BYTES = 4 * 1024 * 1024;

export type Packed = {
  /** How many rows are before it. */
  readonly after: number;
  readonly rows: readonly RawRow[];
  /** Each as JSON. */
  readonly texts: readonly string[];
  readonly last: boolean;
};

/** Without the first `skip` rows. There is one chunk at least, so that a batch without rows begins and ends. */
export async function* packed(
  source: AsyncIterable<readonly RawRow[]>,
  skip: number,
  take: () => number,
): AsyncGenerator<Packed> {
  let after = skip;
  let seen = 0;
  let rows: RawRow[] = [];
  let texts: string[] = [];
  let bytes = 0;
  const next = (last: boolean): Packed => {
    const chunk = { after, rows, texts, last };
    after += rows.length;
    [rows, texts, bytes] = [[], [], 0];
    return chunk;
  };
  for await (const some of source) {
    for (const row of some) {
      if (seen++ < skip) continue;
      const text = rowText(row);
      // It is not the last one: another row stands behind it.
      if (rows.length > 0 && (rows.length >= take() || bytes + text.length > MOST_BYTES)) yield next(false);
      rows.push(row);
      texts.push(text);
      bytes += text.length;
    }
  }
  yield next(true);
}

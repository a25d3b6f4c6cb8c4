/** An input's bytes as UTF-8, whatever they came in, and the place of a byte that is no text. */
import type { Encoding } from './encoding.ts';
import { Place } from './place.ts';

export class Undecodable extends Error {}

/** Without the BOM. UTF-8 passes through: the survey has validated it. */
export async function* decoded(chunks: AsyncIterable<Buffer>, encoding: Encoding, bom: number): AsyncGenerator<Buffer> {
  if (encoding === 'utf-8') {
    yield* skip(chunks, bom);
    return;
  }
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  const text = (bytes?: Buffer): string => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined });
    } catch (error) {
      throw new Undecodable(encoding, { cause: error });
    }
  };
  for await (const chunk of skip(chunks, bom)) yield Buffer.from(text(chunk));
  yield Buffer.from(text());
}

async function* skip(chunks: AsyncIterable<Buffer>, count: number): AsyncGenerator<Buffer> {
  let left = count;
  for await (const chunk of chunks) {
    const rest = chunk.subarray(Math.min(left, chunk.length));
    left -= chunk.length - rest.length;
    if (rest.length > 0) yield rest;
  }
}

/**
 * The place of the first byte that cannot be decoded, and how many characters beyond ASCII were read before it.
 * Two decoders: a quick one finds the chunk, the other, one chunk behind, goes through that chunk byte by byte.
 */
export async function undecodable(
  chunks: AsyncIterable<Buffer>,
  encoding: Encoding,
  bom: number,
): Promise<{ readonly line: number; readonly column: number; readonly wide: number } | undefined> {
  const place = new Place();
  let wide = 0;
  const take = (text: string): void => {
    place.pass(text);
    for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) wide++;
  };
  const quick = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  const exact = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  const fits = (bytes?: Buffer): boolean => {
    try {
      quick.decode(bytes, { stream: bytes !== undefined });
      return true;
    } catch {
      return false;
    }
  };
  for await (const chunk of skip(chunks, bom)) {
    if (fits(chunk)) {
      take(exact.decode(chunk, { stream: true }));
      continue;
    }
    try {
      for (const byte of chunk) take(exact.decode(Buffer.of(byte), { stream: true }));
    } catch {
      // Here it is.
    }
    return { ...place.at(), wide };
  }
  return fits() ? undefined : { ...place.at(), wide };
}

/** Which encoding an input is in: a BOM decides; then NULs that only UTF-16 has; then valid UTF-8; else GB18030. */
import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';
export type Survey = { readonly bytes: number; readonly sha256: string; readonly head: Buffer; readonly utf8: boolean };

const HEAD = 64 * 1024;

/** Size, digest, first bytes, and whether every byte is UTF-8: one pass over the raw bytes. */
export async function survey(chunks: AsyncIterable<Buffer>): Promise<Survey> {
  const hash = createHash('sha256');
  let bytes = 0;
  let head = Buffer.alloc(0);
  let utf8 = true;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    hash.update(chunk);
    bytes += chunk.length;
    if (head.length < HEAD) head = Buffer.concat([head, chunk.subarray(0, HEAD - head.length)]);
    if (!utf8) continue;
    const whole = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    const cut = lastBoundary(whole);
    utf8 = isUtf8(whole.subarray(0, cut));
    rest = whole.subarray(cut);
  }
  return { bytes, sha256: hash.digest('hex'), head, utf8: utf8 && rest.length === 0 };
}

/** Where the last character that may go on in the next chunk begins. */
function lastBoundary(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return needs > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** `bom`: how many bytes of it stand before the text. */
export function encodingOf(seen: Survey): { readonly encoding: Encoding; readonly bom: number } {
  const { head } = seen;
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', bom: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bom: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bom: 2 };
  if (head.length >= 4 && head.readUInt32BE(0) === 0x84319533) return { encoding: 'gb18030', bom: 4 };
  const zeros = [0, 0];
  for (let i = head.indexOf(0); i >= 0 && i < head.length; i++) if (head[i] === 0) zeros[i % 2]!++;
  // Separators, digits and line ends have their NUL on one side; a few characters, such as 一, have it on the other.
  const plain = (side: number): boolean => zeros[side]! * 8 >= head.length && zeros[1 - side]! * 4 <= zeros[side]!;
  if (head.length > 1 && plain(1)) return { encoding: 'utf-16le', bom: 0 };
  if (head.length > 1 && plain(0)) return { encoding: 'utf-16be', bom: 0 };
  return { encoding: seen.utf8 ? 'utf-8' : 'gb18030', bom: 0 };
}

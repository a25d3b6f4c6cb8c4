/** A file that gzip packed is read as what it holds, whatever it is called: unpacked on the way, each time it is read. */
import { Readable } from 'node:stream';
import { AdctlError } from '../domain/refusal.ts';
import type { Source } from './source.ts';

const MAGIC = '1f8b08';

export async function unpacked(source: Source): Promise<Source> {
  for await (const head of source.bytes()) {
    if (head.toString('hex', 0, 3) !== MAGIC) return source;
    return { ...source, bytes: () => gunzipped(source) };
  }
  return source;
}

async function* gunzipped(source: Source): AsyncGenerator<Buffer> {
  const { createGunzip } = await import('node:zlib');
  const { pipeline } = await import('node:stream');
  // What goes wrong before it ends the stream, and is thrown where the stream is read.
  const out = pipeline(Readable.from(source.bytes()), createGunzip(), () => undefined);
  try {
    for await (const chunk of out) yield chunk as Buffer;
  } catch (error) {
    if (!String((error as NodeJS.ErrnoException).code).startsWith('Z_')) throw error;
    const reason = { en: 'what gzip packed in it is damaged or cut off', zh: 'gzip 压缩内容已损坏或不完整' };
    throw new AdctlError('FILE_UNREADABLE', { file: source.name, reason }, { cause: error });
  }
}

/**
 * Keeps a stream for a second reading: on disk, because it may be larger than memory, and encrypted, because it is
 * people's data. The key is only in memory; the file has no name from its first moment on, so that nothing is left
 * behind however the process ends.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileError, readAll } from './handle.ts';

export type Spooled = {
  bytes(): AsyncGenerator<Buffer>;
  close(): Promise<void>;
  /** What lies on the disk; for the test that proves that it cannot be read. */
  readonly handle: FileHandle;
};

const CIPHER = 'aes-256-ctr';

export async function spool(input: AsyncIterable<Buffer | string>): Promise<Spooled> {
  const folder = tmpdir();
  const path = join(folder, `adctl-${randomBytes(8).toString('hex')}.spool`);
  // A key is used for one spool, so the counter may start anywhere.
  const key = randomBytes(32);
  const start = randomBytes(16);
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, 'wx+', 0o600);
    await unlink(path);
    const cipher = createCipheriv(CIPHER, key, start);
    for await (const chunk of input) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      await handle.writeFile(cipher.update(bytes));
    }
  } catch (error) {
    await handle?.close().catch(() => undefined);
    throw fileError(folder, error);
  }
  const opened = handle;
  return {
    handle: opened,
    bytes: async function* () {
      const decipher = createDecipheriv(CIPHER, key, start);
      for await (const chunk of readAll(opened)) yield decipher.update(chunk);
    },
    close: async () => {
      key.fill(0);
      await opened.close();
    },
  };
}

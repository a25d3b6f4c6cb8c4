/**
 * What must wait and may be too much for memory: rows of a body, results of a transaction whose outcome is not known yet,
 * pages for a slow reader. The file is sealed by a key that is in memory alone (PII-1), and gone when it is closed.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createReadStream, rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { linesOf } from './lines.ts';

/** Small runs never touch the disk. */
const IN_MEMORY = 2_000;
const CIPHER = 'aes-256-ctr';

type Sealed = {
  readonly path: string;
  readonly handle: FileHandle;
  readonly key: Buffer;
  readonly iv: Buffer;
  readonly cipher: ReturnType<typeof createCipheriv>;
};

export class Spool<T> {
  private held: T[] = [];
  private file: Sealed | undefined;
  private readonly most: number;

  /** `most`: how many stay in memory. */
  constructor(most = IN_MEMORY) {
    this.most = most;
  }

  async push(items: readonly T[]): Promise<void> {
    // One by one: too many to be arguments.
    for (const item of items) this.held.push(item);
    if (this.held.length < this.most) return;
    this.file ??= await sealedFile();
    const lines = this.held.map((item) => JSON.stringify(item) + '\n').join('');
    await this.file.handle.writeFile(this.file.cipher.update(lines, 'utf8'));
    this.held = [];
  }

  async *drain(chunk: number): AsyncGenerator<T[]> {
    if (this.file) {
      let items: T[] = [];
      for await (const line of linesOf(opened(this.file), Number.POSITIVE_INFINITY)) {
        items.push(JSON.parse(line.toString()) as T);
        if (items.length === chunk) {
          yield items;
          items = [];
        }
      }
      if (items.length > 0) yield items;
    }
    for (let i = 0; i < this.held.length; i += chunk) yield this.held.slice(i, i + chunk);
  }

  async close(): Promise<void> {
    await this.file?.handle.close();
    if (this.file) rmSync(this.file.path, { force: true });
    this.file = undefined;
    this.held = [];
  }
}

async function* opened({ path, key, iv }: Sealed): AsyncGenerator<Buffer> {
  const decipher = createDecipheriv(CIPHER, key, iv);
  for await (const part of createReadStream(path)) yield decipher.update(part as Buffer);
}

async function sealedFile(): Promise<Sealed> {
  const path = join(tmpdir(), `adctl-${randomBytes(8).toString('hex')}.spool`);
  const [key, iv] = [randomBytes(32), randomBytes(16)];
  return { path, key, iv, cipher: createCipheriv(CIPHER, key, iv), handle: await open(path, 'wx', 0o600) };
}

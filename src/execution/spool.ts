/** Results of a transaction whose outcome is not known yet, kept out of memory until it is. */
import { randomBytes } from 'node:crypto';
import { createReadStream, rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Small runs never touch the disk. */
const IN_MEMORY = 2_000;

export class Spool<T> {
  private held: T[] = [];
  private file: { path: string; handle: FileHandle } | undefined;

  async push(items: readonly T[]): Promise<void> {
    this.held.push(...items);
    if (this.held.length < IN_MEMORY) return;
    if (!this.file) {
      const path = join(tmpdir(), `adctl-${randomBytes(8).toString('hex')}.spool`);
      this.file = { path, handle: await open(path, 'wx', 0o600) };
    }
    await this.file.handle.writeFile(this.held.map((item) => JSON.stringify(item) + '\n').join(''));
    this.held = [];
  }

  async *drain(chunk: number): AsyncGenerator<T[]> {
    if (this.file) {
      let items: T[] = [];
      for await (const line of createInterface({
        input: createReadStream(this.file.path),
        crlfDelay: Number.POSITIVE_INFINITY,
      })) {
        items.push(JSON.parse(line) as T);
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

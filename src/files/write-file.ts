/** A file that is there whole or not at all, readable by its owner only. */
import { randomBytes } from 'node:crypto';
import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { fileError } from './handle.ts';

const BLOCK = 64 * 1024;

export async function writeFile(path: string, bom: boolean, lines: AsyncIterable<string>): Promise<void> {
  try {
    const kind = await stat(path).catch(() => undefined);
    if (kind?.isDirectory()) throw Object.assign(new Error('a directory'), { code: 'EISDIR', syscall: 'open' });
    // A pipe or /dev/stdout is written to, not replaced.
    if (kind && !kind.isFile()) return await fill(await open(path, 'w'), bom, lines);
    // Through a link, so that the link stays one.
    const target = kind ? await realpath(path) : path;
    const beside = `${target}.${randomBytes(4).toString('hex')}.tmp`;
    try {
      await fill(await open(beside, 'wx', 0o600), bom, lines, true);
      await rename(beside, target);
    } catch (error) {
      await rm(beside, { force: true });
      throw error;
    }
  } catch (error) {
    throw fileError(path, error);
  }
}

async function fill(handle: FileHandle, bom: boolean, lines: AsyncIterable<string>, keep = false): Promise<void> {
  try {
    let block = bom ? '\ufeff' : '';
    for await (const line of lines) {
      block += line;
      if (block.length < BLOCK) continue;
      await handle.writeFile(block);
      block = '';
    }
    await handle.writeFile(block);
    if (keep) await handle.sync();
  } finally {
    await handle.close();
  }
}

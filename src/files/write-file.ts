/** A file that is there whole or not at all, readable by its owner only. */
import { type FileHandle, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Text } from '../domain/text.ts';
import { fileError, reasonOf } from './handle.ts';

const BLOCK = 64 * 1024;
export type Part = string | Uint8Array;

export const isSheetName = (path: string): boolean => /\.xlsx$/i.test(path);

export async function writeFile(path: string, bom: boolean, parts: AsyncIterable<Part>): Promise<void> {
  try {
    const kind = await stat(path).catch(() => undefined);
    if (kind?.isDirectory()) throw Object.assign(new Error('a directory'), { code: 'EISDIR', syscall: 'open' });
    // A pipe or /dev/stdout is written to, not replaced.
    if (kind && !kind.isFile()) return await fill(await open(path, 'w'), bom, parts);
    const { target, beside } = await draftOf(path);
    try {
      await fill(await open(beside, 'wx', 0o600), bom, parts, true);
      await rename(beside, target);
    } catch (error) {
      await rm(beside, { force: true });
      throw error;
    }
  } catch (error) {
    throw fileError(path, error);
  }
}

/** Why a file cannot be made here; found by making one beside it, as rights alone do not tell. */
export async function probe(path: string): Promise<Text | string | undefined> {
  try {
    const { beside } = await draftOf(path);
    await (await open(beside, 'wx', 0o600)).close();
    await rm(beside, { force: true });
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EACCES' || code === 'EROFS' || code === 'EPERM')
      return { en: 'its folder is missing or read-only', zh: '其目录不存在或只读' };
    return reasonOf(error);
  }
}

/** Beside the file, until it is whole; drafts of processes of this machine that have died are cleared away. */
async function draftOf(path: string): Promise<{ readonly target: string; readonly beside: string }> {
  // Through a link, so that the link stays one.
  const target = await realpath(path).catch(() => path);
  const host = hostname()
    .replace(/[^\w-]/g, '')
    .slice(0, 40);
  const head = `${basename(target)}.${host}-`;
  const folder = dirname(target);
  for (const name of await readdir(folder)) {
    const pid = name.startsWith(head) ? /^(\d+)\.tmp$/.exec(name.slice(head.length))?.[1] : undefined;
    if (pid !== undefined && (Number(pid) === process.pid || !isAlive(Number(pid))))
      await rm(join(folder, name), { force: true });
  }
  return { target, beside: join(folder, `${head}${process.pid}.tmp`) };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

async function fill(handle: FileHandle, bom: boolean, parts: AsyncIterable<Part>, keep = false): Promise<void> {
  try {
    let block = bom ? '\ufeff' : '';
    for await (const part of parts) {
      if (typeof part !== 'string') {
        await handle.writeFile(part);
        continue;
      }
      block += part;
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

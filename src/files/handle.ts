/** Reading an open file, and what the system says when that or writing fails. */
import type { FileHandle } from 'node:fs/promises';
import { AdctlError } from '../domain/refusal.ts';
import { SYSTEM_WORDS } from '../domain/system-words.ts';
import type { Text } from '../domain/text.ts';

export const CHUNK = 256 * 1024;

/** By position, so that several readers of one handle do not disturb each other. */
export async function* readAll(handle: FileHandle): AsyncGenerator<Buffer> {
  for (let position = 0; ; ) {
    const buffer = Buffer.allocUnsafe(CHUNK);
    const { bytesRead } = await handle.read(buffer, 0, CHUNK, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/** What the system says, in words where it has some; undefined where the error is none of the system's. */
export function reasonOf(error: unknown): Text | string | undefined {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (typeof code !== 'string' || typeof syscall !== 'string') return undefined;
  return SYSTEM_WORDS[code] ?? `${code} (${syscall})`;
}

/** What the system says about a file, as a user's error; anything else passes through. */
export function fileError(file: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  const reason = reasonOf(error);
  // A database's error has a code as well, but comes from no system call.
  if (reason === undefined) return error;
  if (code === 'ENOENT' || code === 'ENOTDIR') return new AdctlError('FILE_NOT_FOUND', { file }, { cause: error });
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AdctlError('DISK_FULL', { file }, { cause: error });
  return new AdctlError('FILE_UNREADABLE', { file, reason }, { cause: error });
}

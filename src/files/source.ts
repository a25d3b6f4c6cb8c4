/** Where an input's bytes come from, so that they can be read more than once: a file as it lies, a stream by way of a spool. */
import { type FileHandle, open } from 'node:fs/promises';
import { AdctlError } from '../domain/refusal.ts';
import type { Text } from '../domain/text.ts';
import { spool } from './spool.ts';

export type Source = {
  readonly path: string;
  /** What messages call it. */
  readonly name: string | Text;
  /** It can be read once only by whoever gave it: standard input, a pipe. */
  readonly stdin: boolean;
  bytes(): AsyncGenerator<Buffer>;
  close(): Promise<void>;
};

const CHUNK = 256 * 1024;
const STDIN: Text = { en: 'standard input', zh: '标准输入' };

export async function openSource(file: string, stdin: AsyncIterable<Buffer | string>): Promise<Source> {
  if (file === '-') return { path: file, name: STDIN, stdin: true, ...(await spool(stdin)) };
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, 'r');
    const kind = await handle.stat();
    if (kind.isDirectory()) throw Object.assign(new Error('a directory'), { code: 'EISDIR', syscall: 'open' });
    // A named pipe or <(command) gives its bytes once only, as standard input does.
    if (!kind.isFile()) {
      const pipe = handle.createReadStream({ highWaterMark: CHUNK });
      return { path: file, name: file, stdin: true, ...(await spool(pipe)) };
    }
  } catch (error) {
    await handle?.close().catch(() => undefined);
    throw fileError(file, error);
  }
  const opened = handle;
  return {
    path: file,
    name: file,
    stdin: false,
    bytes: async function* () {
      try {
        yield* readAll(opened);
      } catch (error) {
        throw fileError(file, error);
      }
    },
    close: () => opened.close(),
  };
}

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

const REASONS: Readonly<Record<string, Text>> = {
  EISDIR: { en: 'it is a directory', zh: '它是一个目录' },
  EACCES: { en: 'permission denied', zh: '没有权限' },
  EPERM: { en: 'permission denied', zh: '没有权限' },
  EROFS: { en: 'it is on a read-only disk', zh: '磁盘为只读' },
};

/** What the system says about a file, as a user's error; anything else passes through. */
export function fileError(file: string, error: unknown): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  // A database's error has a code as well, but comes from no system call.
  if (typeof code !== 'string' || typeof syscall !== 'string') return error;
  if (code === 'ENOENT' || code === 'ENOTDIR') return new AdctlError('FILE_NOT_FOUND', { file }, { cause: error });
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AdctlError('DISK_FULL', { file }, { cause: error });
  const reason = REASONS[code] ?? (syscall ? `${code} (${syscall})` : code);
  return new AdctlError('FILE_UNREADABLE', { file, reason }, { cause: error });
}

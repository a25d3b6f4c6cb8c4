/** Where an input's bytes come from, so that they can be read more than once: a file as it lies, a stream by way of a spool. */
import { type FileHandle, open } from 'node:fs/promises';
import type { Text } from '../domain/text.ts';
import { CHUNK, fileError, readAll } from './handle.ts';
import { spool } from './spool.ts';
import { untilStopped } from './until-stopped.ts';

export type Source = {
  readonly path: string;
  /** What messages call it. */
  readonly name: string | Text;
  /** It can be read once only by whoever gave it: standard input, a pipe. */
  readonly stdin: boolean;
  bytes(): AsyncGenerator<Buffer>;
  close(): Promise<void>;
};

const STDIN: Text = { en: 'standard input', zh: '标准输入' };

/** `signal`: standard input is waited for until then. */
export async function openSource(
  file: string,
  stdin: AsyncIterable<Buffer | string>,
  signal?: AbortSignal,
): Promise<Source> {
  if (file === '-') return { path: file, name: STDIN, stdin: true, ...(await spool(untilStopped(stdin, signal))) };
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

/** Composition root: streams, clock, state and executor are put together here, and an error becomes an exit code here alone. */

import { dispatch } from './cli/dispatch.ts';
import { type Io, type OutStream, put } from './cli/io.ts';
import type { LocalLink, OpenLink, Session } from './cli/session.ts';
import { loadStateKey } from './config/keys.ts';
import { configDir } from './config/paths.ts';
import { ERRORS } from './domain/errors.ts';
import { AdctlError } from './domain/refusal.ts';
import { reasonOf } from './files/handle.ts';

const openLocal: OpenLink = async (file, session, more = {}): Promise<LocalLink> => {
  const [{ openStore }, { localLink }, { Vault }, { operationNamed }] = await Promise.all([
    import('./store/sqlite/open.ts'),
    import('./execution/local.ts'),
    import('./execution/vault.ts'),
    import('./operations/registry.ts'),
  ]);
  const { env } = session.io;
  const clock = more.clock ?? session.io.clock;
  const store = await openStore({
    file,
    create: true,
    now: clock,
    timeoutMs: session.lockTimeoutMs,
    onCreated: () => void session.note(session.say({ en: `created state ${file}`, zh: `已创建状态 ${file}` })),
  });
  const vault = async () => {
    const { id, sealed } = await store.identity();
    try {
      // A new key for data that is sealed already would open nothing: it is made only while there is none.
      const key = await loadStateKey(id, { env, configDir: configDir(env), create: !sealed });
      const vault = new Vault(key?.key);
      if (!key || !sealed || vault.opens(sealed)) return vault;
      return new Vault(undefined, new AdctlError('KEY_WRONG', { file: key.file }));
    } catch (error) {
      // A key that cannot be used keeps back contact data, and nothing else (PII-1).
      if (error instanceof AdctlError) return new Vault(undefined, error);
      throw error;
    }
  };
  return localLink({ store, vault, clock }, operationNamed);
};

/** Runs one command line; every outcome is an exit code, every expected error a message (ERR-1). */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  let session: Session | undefined;
  let code = 0;
  let error: unknown;
  try {
    code = await dispatch(argv, io, openLocal, (spoken) => {
      session = spoken;
    });
  } catch (thrown) {
    error = thrown;
  }
  const lost = await io.lost?.();
  if (lost) error = outputLost(lost);
  return error === undefined ? code : await fail(error, io, session);
}

function outputLost(error: Error): AdctlError {
  const file = { en: 'standard output', zh: '标准输出' };
  const advice = { en: 'send its output elsewhere', zh: '请输出到其他位置' };
  return new AdctlError('OUTPUT_LOST', { file, reason: reasonOf(error) ?? error.message, advice }, { cause: error });
}

async function fail(error: unknown, io: Io, session: Session | undefined): Promise<number> {
  if (isBrokenPipe(error)) return 0;
  const known =
    error instanceof AdctlError
      ? error
      : new AdctlError('BUG', { message: error instanceof Error ? error.message : String(error) });
  const { renderError } = await import('./render/messages.ts');
  await put(io.stderr, await renderError(known, session?.speech ?? { lang: 'en', color: false }));
  if (session?.settings.values.debug && error instanceof Error) await put(io.stderr, `${error.stack}\n`);
  return ERRORS[known.code].exit;
}

/** Whoever reads the output has seen enough (`| head`). */
function isBrokenPipe(error: unknown): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === 'EPIPE';
}

/** A stream that drops what is written once its reader has gone, and leaves nobody waiting for it. */
function quietWhenClosed(stream: NodeJS.WriteStream): OutStream & { readonly lost: Error | undefined } {
  const waiting = new Set<() => void>();
  let closed = false;
  let lost: Error | undefined;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') lost ??= error;
    closed = true;
    for (const listener of waiting) listener();
  });
  return {
    get closed() {
      return closed;
    },
    get lost() {
      return lost;
    },
    isTTY: stream.isTTY,
    get columns() {
      return stream.columns;
    },
    write: (part) => stream.write(part),
    once(event, listener) {
      const once = () => {
        waiting.delete(once);
        listener();
      };
      waiting.add(once);
      return stream.once(event, once);
    },
  };
}

/** The process: Ctrl-C once stops at a row boundary, twice at once. */
export async function run(): Promise<void> {
  const stop = new AbortController();
  const interrupt = () => (stop.signal.aborted ? process.exit(130) : stop.abort());
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  const stdout = quietWhenClosed(process.stdout);
  process.exitCode = await main(process.argv.slice(2), {
    env: process.env,
    stdin: process.stdin,
    stdout,
    stderr: process.stderr,
    clock: Date.now,
    signal: stop.signal,
    // A stream tells what became of a write a moment later.
    lost: async () => {
      await new Promise((told) => setImmediate(told));
      return stdout.lost;
    },
  });
}

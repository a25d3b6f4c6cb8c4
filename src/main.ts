/** Composition root: streams, clock, state and executor are put together here, and an error becomes an exit code here alone. */

import { type Io, put } from './cli/io.ts';
import { outputTo } from './cli/output.ts';
import type { Links, LocalLink, Session } from './cli/session.ts';
import { configDir } from './config/paths.ts';
import { proxiesOf } from './config/proxies.ts';
import { AdctlError } from './domain/refusal.ts';
import { Unreadable } from './domain/stored.ts';
import { VERSION } from './domain/version.ts';
import { reasonOf } from './files/handle.ts';

/** How to tell an error: as the session would, once there is one. */
type Spoken = Pick<Session, 'speech' | 'debug'> & Partial<Pick<Session, 'settings'>>;

const openLocal: Links['local'] = async (file, session, more = {}): Promise<LocalLink> => {
  const [{ openStore }, { localLink }, { operationNamed }] = await Promise.all([
    import('./store/sqlite/open.ts'),
    import('./execution/local.ts'),
    import('./operations/registry.ts'),
  ]);
  const { env } = session.io;
  const clock = more.clock ?? session.io.clock;
  const store = await openStore({
    file,
    create: !more.look,
    ...(more.look && { look: true }),
    now: clock,
    timeoutMs: session.lockTimeoutMs,
    sqlTimes: session.sqlTimes,
    onCreated: () => void session.note(session.say({ en: `created state ${file}`, zh: `已创建状态 ${file}` })),
    onUpgrading: (from, to, bytes) => {
      const size = `${Math.ceil(bytes / 1e6)} MB`;
      void session.note(
        session.say({
          en: `upgrading state ${file} (${size}) from schema ${from} to ${to}, after a copy of it: a minute for a gigabyte`,
          zh: `正在将状态 ${file}（${size}）从结构 ${from} 升级到 ${to}，升级前先备份：每 GB 约需一分钟`,
        }),
      );
    },
    onCopied: (backup) =>
      void session.note(session.say({ en: `as it was it is kept in ${backup}`, zh: `升级前的状态保存在 ${backup}` })),
  });
  // Most lists show nothing of a person, and load neither cipher nor keys.
  const vault = async () => {
    const [{ Vault }, { isNextKey, keyPlace, loadStateKey, promoteKey }] = await Promise.all([
      import('./execution/vault.ts'),
      import('./config/keys.ts'),
    ]);
    // Whoever only looks sees contact data masked, and needs no key for that.
    if (more.look) return new Vault(undefined);
    const { id, sealed } = await store.identity();
    try {
      // A new key for data that is sealed already would open nothing: it is made only while there is none.
      const opens = sealed && { opens: (key: Buffer) => new Vault(key).opens(sealed) };
      const where = { env, configDir: configDir(env) };
      const key = await loadStateKey(id, { ...where, create: !sealed, ...opens });
      // A rotation that was killed after its commit; where the folder cannot be written, the key is found here again.
      if (key && isNextKey(key.file)) await promoteKey(keyPlace(id, where).file, key.file).catch(() => {});
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

const openRemote: Links['remote'] = async (url, token, session) => {
  const [{ remoteLink }, { operationNamed }] = await Promise.all([
    import('./execution/remote.ts'),
    import('./operations/registry.ts'),
  ]);
  const verbose = session.options['verbose'] === true && ((line: string) => void session.note(line));
  return remoteLink(
    { url, token, version: VERSION, proxied: proxiesOf(session.io.env), ...(verbose && { verbose }) },
    operationNamed,
  );
};

const openServer: Links['serve'] = async (link, session, { log, callsPerSecond, ...how }) => {
  const [{ serve }, { authenticating }, { operationNamed, REGISTRY }, { newBatchId }, messages] = await Promise.all([
    import('./server/serve.ts'),
    import('./server/authenticate.ts'),
    import('./operations/registry.ts'),
    import('./cli/batch-id.ts'),
    import('./render/messages.ts'),
  ]);
  const { clock } = session.io;
  const { authenticate, stop } = authenticating(link.store, clock);
  const served = await serve({
    ...how,
    link,
    load: operationNamed,
    operations: Object.keys(REGISTRY),
    authenticate,
    ready: () =>
      link.store.identity().then(
        () => true,
        () => false,
      ),
    newBatch: () => newBatchId(session.io),
    // Words for whoever calls by hand; a link has its own for the code.
    tell: ({ code, details }) => ({
      code,
      message: messages.messageOf(code, details, 'en'),
      hint: messages.hintOf(code, details, 'en') ?? '',
      details,
    }),
    unexpected: (error, request) => {
      const known = unexpected(error, session);
      void session.note(`request ${request}: ${error instanceof Error ? error.stack : String(error)}`);
      return known.code === 'BUG'
        ? new AdctlError('BUG', { message: `request ${request} of the server's log` })
        : known;
    },
    openApi: async () => {
      const [{ openApi }, { allColumns }] = await Promise.all([
        import('./server/openapi/document.ts'),
        import('./cli/columns.ts'),
      ]);
      return await openApi(VERSION, allColumns);
    },
    log: (entry) => log(JSON.stringify(entry), entry.code),
    clock,
    version: VERSION,
    ...(callsPerSecond !== undefined && { limits: { callsPerSecond } }),
  }).catch(async (error) => {
    await stop();
    throw error;
  });
  return {
    url: served.url,
    async stop() {
      await served.stop();
      await stop();
    },
  };
};

/** Runs one command line; every outcome is an exit code, every expected error a message (ERR-1). */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  let session: Spoken | undefined;
  let code = 0;
  let error: unknown;
  try {
    const { dispatch } = await import('./cli/dispatch.ts');
    code = await dispatch(argv, io, { local: openLocal, remote: openRemote, serve: openServer }, (spoken) => {
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

async function fail(error: unknown, io: Io, session: Spoken | undefined): Promise<number> {
  if (isBrokenPipe(error)) return 0;
  const known = error instanceof AdctlError ? error : unexpected(error, session);
  // Most commands meet no error, and start without the words for them.
  const [{ renderError }, { ERRORS }] = await Promise.all([
    import('./render/messages.ts'),
    import('./domain/errors.ts'),
  ]);
  await put(io.stderr, await renderError(known, session?.speech ?? { lang: 'en', color: false }));
  if (session?.debug && error instanceof Error) await put(io.stderr, `${error.stack}\n`);
  return ERRORS[known.code].exit;
}

/** What the state holds and cannot be read is its damage, wherever it was read; all else is a bug. */
function unexpected(error: unknown, session: Spoken | undefined): AdctlError {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof Unreadable)) return new AdctlError('BUG', { message });
  const at = session?.settings?.values;
  return new AdctlError('STATE_DAMAGED', { file: at?.db ?? at?.url ?? '', reason: message });
}

/** Whoever reads the output has seen enough (`| head`). */
function isBrokenPipe(error: unknown): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === 'EPIPE';
}

/** What asks a program to end, and the code that a shell expects of one that did. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** The process: a signal stops it at a row boundary, a second one at once. Else `exit` waits for all output. */
export async function run(exit: (code: number) => void = process.exit): Promise<void> {
  const stop = new AbortController();
  let heard: number = SIGNALS.SIGINT;
  for (const [name, code] of Object.entries(SIGNALS)) {
    process.on(name, () => {
      if (stop.signal.aborted) exit(code);
      heard = code;
      stop.abort();
    });
  }
  const stdout = outputTo(1, () => process.stdout);
  const stderr = outputTo(2, () => process.stderr);
  const code = await main(process.argv.slice(2), {
    env: process.env,
    // Node loads what reads a stream when it is asked for: hardly a command does.
    get stdin() {
      return process.stdin;
    },
    stdout,
    stderr,
    clock: Date.now,
    signal: stop.signal,
    // A stream tells what became of a write a moment later.
    lost: async () => {
      await new Promise((told) => setImmediate(told));
      return stdout.lost;
    },
  });
  process.exitCode = code === SIGNALS.SIGINT ? heard : code;
  // Left to end by itself, Node takes its memory apart first, for a tenth of the time of a short command.
  if (!stdout.pending && !stderr.pending) exit(process.exitCode);
}

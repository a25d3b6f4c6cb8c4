/**
 * The key of a state (PII-1): 32 random bytes in a file of mode 0600, outside the state and its backups. Never printed,
 * never logged; made on first need, by one process only.
 */
import { randomBytes } from 'node:crypto';
import { link, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { AdctlError } from '../domain/refusal.ts';
import { withLock } from './lock.ts';
import { makeFolder } from './make-folder.ts';
import { type Env, keyFile } from './paths.ts';

export const KEY_BYTES = 32;

export type StateKey = { readonly key: Buffer; readonly file: string };
export type KeyOptions = {
  readonly env: Env;
  readonly configDir: string;
  readonly create: boolean;
  /** Whether a key opens the state, where there is something to open. */
  readonly opens?: (key: Buffer) => boolean;
};
/** Where the key belongs, and what says so. */
export type KeyPlace = { readonly file: string; readonly by: 'ADCTL_KEY_FILE' | 'configuration' };

const NEXT = /^[0-9a-f]+\.next$/;
export const isNextKey = (file: string): boolean => file.endsWith('.next');

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

async function readKey(file: string): Promise<Buffer | undefined> {
  let key: Buffer;
  try {
    key = await readFile(file);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  if (key.length === KEY_BYTES) return key;
  const reason = {
    en: `${key.length} bytes instead of ${KEY_BYTES}`,
    zh: `长度为 ${key.length} 字节，应为 ${KEY_BYTES} 字节`,
  };
  throw new AdctlError('KEY_DAMAGED', { file, reason });
}

/** On disk before its name is: a key that a power cut takes away would take all contact data with it. */
async function writeWhole(file: string, key: Buffer): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(key);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

/** Unlike a rename, a link never replaces. Where the file system has none, the file is written in its place. */
async function publish(draft: string, file: string, key: Buffer): Promise<void> {
  try {
    await link(draft, file);
  } catch (error) {
    if (!NO_LINKS.has(codeOf(error) ?? '')) throw error;
    await writeWhole(file, key);
  }
}

/** Of several processes one makes the key; whoever comes second finds it whole. */
async function createKey(file: string): Promise<void> {
  const folder = dirname(file);
  await makeFolder(folder);
  const key = randomBytes(KEY_BYTES);
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await writeWhole(draft, key);
    await publish(draft, file, key);
    await syncFolder(folder);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    key.fill(0);
    await rm(draft, { force: true });
  }
}

/** `ADCTL_KEY_FILE` names the file itself; else it is in the folder of the configuration. */
export function keyPlace(stateId: string, { env, configDir }: Omit<KeyOptions, 'create'>): KeyPlace {
  if (!/^[\w-]+$/.test(stateId)) throw new Error('a state id is letters, digits, _ and -');
  const named = env['ADCTL_KEY_FILE'];
  return named
    ? { file: resolve(named), by: 'ADCTL_KEY_FILE' }
    : { file: keyFile(configDir, stateId), by: 'configuration' };
}

/**
 * Undefined: there is none, and `create` is false. Where the key at its place does not open the state, one beside it
 * may: that of before the last rotation, for a state restored from before, or that of a rotation that was killed.
 */
export async function loadStateKey(stateId: string, options: KeyOptions): Promise<StateKey | undefined> {
  const { file } = keyPlace(stateId, options);
  const { opens = () => true, create } = options;
  let damaged: unknown;
  let found: StateKey | undefined;
  try {
    let key = await readKey(file);
    if (!key && create) {
      await createKey(file);
      key = await readKey(file);
    }
    found = key && { key, file };
  } catch (error) {
    damaged = coded(file, error);
  }
  if (found && opens(found.key)) return found;
  for (const beside of options.opens ? await keysBeside(file) : []) {
    const key = await readKey(beside).catch(() => undefined);
    if (key && opens(key)) return { key, file: beside };
  }
  if (damaged !== undefined) throw damaged;
  return found;
}

/** What stands beside a key: those before it, the newest first, and one that was being put in its place. */
export async function keysBeside(file: string): Promise<string[]> {
  const name = `${basename(file)}.`;
  const entries = await readdir(dirname(file)).catch(() => []);
  const own = entries.filter((entry) => entry.startsWith(name)).map((entry) => entry.slice(name.length));
  const number = (end: string) => Number(/^(\d+)\.old$/.exec(end)?.[1] ?? 0);
  const old = own.filter((end) => number(end) > 0).toSorted((a, b) => number(b) - number(a));
  return [...own.filter((end) => NEXT.test(end)), ...old].map((end) => `${file}.${end}`);
}

/** A new key beside the one that it is to replace, on disk before anything is sealed under it. */
export async function writeNextKey(file: string): Promise<StateKey> {
  const key = randomBytes(KEY_BYTES);
  const next = `${file}.${randomBytes(6).toString('hex')}.next`;
  try {
    await makeFolder(dirname(file));
    const draft = next.replace(/\.next$/, '');
    await writeWhole(draft, key);
    await rename(draft, next);
    await syncFolder(dirname(file));
  } catch (error) {
    throw unwritable(next, error);
  }
  return { key, file: next };
}

/** The new key takes the place; the one before it keeps a name of its own and is never without one. */
export async function promoteKey(file: string, next: string): Promise<{ readonly before?: string }> {
  try {
    return await withLock(`${file}.lock`, async () => {
      // Whoever opened the state meanwhile has done it, and kept the key before as the newest of those beside.
      if (!(await readKey(next))) {
        const before = (await keysBeside(file)).find((beside) => beside.endsWith('.old'));
        return before === undefined ? {} : { before };
      }
      // One that cannot be read is no reason to write over it.
      const old = await readFile(file).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      });
      const before = old && (await keepAs(file, old));
      await rename(next, file);
      await syncFolder(dirname(file));
      return before === undefined ? {} : { before };
    });
  } catch (error) {
    throw unwritable(file, error);
  }
}

async function keepAs(file: string, key: Buffer): Promise<string> {
  for (let n = 1; ; n++) {
    const kept = `${file}.${n}.old`;
    try {
      await publish(file, kept, key);
      return kept;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
}

function coded(file: string, error: unknown): unknown {
  const code = codeOf(error);
  if (error instanceof AdctlError || code === undefined) return error;
  return new AdctlError('KEY_DAMAGED', { file, reason: code }, { cause: error });
}

function unwritable(file: string, error: unknown): unknown {
  const code = codeOf(error);
  if (error instanceof AdctlError || code === undefined) return error;
  return new AdctlError('KEY_UNWRITABLE', { file, reason: code }, { cause: error });
}

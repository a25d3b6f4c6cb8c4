/**
 * The key of a state (PII-1): 32 random bytes in a file of mode 0600, outside the state and its backups. Never printed,
 * never logged; made on first need, by one process only.
 */
import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { AdctlError } from '../domain/refusal.ts';
import { type Env, keyFile } from './paths.ts';

export const KEY_BYTES = 32;

export type StateKey = { readonly key: Buffer; readonly file: string };
export type KeyOptions = { readonly env: Env; readonly configDir: string; readonly create: boolean };

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
  await mkdir(folder, { recursive: true, mode: 0o700 });
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

/** Undefined: there is none, and `create` is false. `ADCTL_KEY_FILE` names the file itself. */
export async function loadStateKey(stateId: string, options: KeyOptions): Promise<StateKey | undefined> {
  if (!/^[\w-]+$/.test(stateId)) throw new Error('a state id is letters, digits, _ and -');
  const named = options.env['ADCTL_KEY_FILE'];
  const file = named ? resolve(named) : keyFile(options.configDir, stateId);
  try {
    let key = await readKey(file);
    if (!key && options.create) {
      await createKey(file);
      key = await readKey(file);
    }
    return key && { key, file };
  } catch (error) {
    const code = codeOf(error);
    if (error instanceof AdctlError || code === undefined) throw error;
    throw new AdctlError('KEY_DAMAGED', { file, reason: code }, { cause: error });
  }
}

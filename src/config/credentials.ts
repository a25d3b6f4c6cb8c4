/**
 * The tokens of servers, by profile: a file of their own that only its owner reads, changed under a lock and replaced at
 * once, so that parallel logins lose nothing. A token goes to the address that it was kept for, and nowhere else.
 */
import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { AdctlError } from '../domain/refusal.ts';
import type { Text } from '../domain/text.ts';
import { type LockOptions, withLock } from './lock.ts';
import { makeFolder } from './make-folder.ts';
import { credentialsFile } from './paths.ts';

export type Credential = {
  readonly url: string;
  readonly token: string;
  readonly member: string;
  /** What the token is called; it says which one is to be revoked. */
  readonly name: string;
  readonly expires: number | null;
};
type Credentials = Readonly<Record<string, Credential>>;
/** What another version keeps beside it stays. */
type Kept = Readonly<Record<string, unknown>> & { readonly credentials: Credentials };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isCredential(value: unknown): value is Credential {
  if (!isRecord(value)) return false;
  const { url, token, member, name, expires } = value;
  const texts = [url, token, member, name].every((text) => typeof text === 'string');
  return texts && (expires === null || typeof expires === 'number');
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

async function readKept(file: string): Promise<Kept> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return { credentials: {} };
    throw new AdctlError('FILE_UNREADABLE', { file, reason: code ?? String(error) }, { cause: error });
  }
  const damaged = (reason: Text) => new AdctlError('CONFIG_DAMAGED', { file, reason });
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    // Neither the parser's words nor the error itself: both quote the file, and with it a token.
    throw damaged({ en: 'not JSON', zh: '不是 JSON' });
  }
  if (!isRecord(parsed) || !isRecord(parsed['credentials']))
    throw damaged({ en: 'no "credentials" in it', zh: '缺少 "credentials"' });
  const bad = Object.entries(parsed['credentials']).find(([, one]) => !isCredential(one));
  if (bad) throw damaged({ en: `"${bad[0]}" is no login`, zh: `“${bad[0]}”不是登录信息` });
  return parsed as Kept;
}

export const readCredentials = async (dir: string): Promise<Credentials> =>
  (await readKept(credentialsFile(dir))).credentials;

/** Whether others than the owner may read it. Windows has no such mode. */
export async function isOpenToOthers(dir: string): Promise<boolean> {
  if (process.platform === 'win32') return false;
  const found = await stat(credentialsFile(dir)).catch(() => undefined);
  return found !== undefined && (found.mode & 0o077) !== 0;
}

/** On disk before it takes the place, and never wider than its owner, not even for a moment. */
async function replace(file: string, kept: Kept): Promise<void> {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(`${JSON.stringify(kept, undefined, 2)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}

async function change(dir: string, f: (credentials: Credentials) => Credentials, lock?: LockOptions): Promise<void> {
  const file = credentialsFile(dir);
  try {
    await makeFolder(dir);
    await withLock(
      `${file}.lock`,
      async () => {
        const kept = await readKept(file);
        const credentials = f(kept.credentials);
        if (credentials !== kept.credentials) await replace(file, { ...kept, credentials });
      },
      lock,
    );
  } catch (error) {
    const code = codeOf(error);
    if (error instanceof AdctlError || code === undefined) throw error;
    throw new AdctlError('FILE_UNREADABLE', { file, reason: code }, { cause: error });
  }
}

export async function keepCredential(dir: string, profile: string, credential: Credential, lock?: LockOptions) {
  await change(dir, (credentials) => ({ ...credentials, [profile]: credential }), lock);
}

/** What was forgotten; undefined: there was nothing. */
export async function forgetCredential(
  dir: string,
  profile: string,
  lock?: LockOptions,
): Promise<Credential | undefined> {
  let gone: Credential | undefined;
  await change(
    dir,
    (credentials) => {
      const { [profile]: found, ...rest } = credentials;
      gone = found;
      return found ? rest : credentials;
    },
    lock,
  );
  return gone;
}

/** Opens the state in a file, making or migrating it where needed. Nothing is loaded or touched on import. */
import { closeSync, existsSync, mkdirSync, openSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { missingFolders } from '../../domain/folders.ts';
import { AdctlError } from '../../domain/refusal.ts';
import { SYSTEM_WORDS } from '../../domain/system-words.ts';
import type { Text } from '../../domain/text.ts';
import type { SqlTimes, Store } from '../port.ts';
import { connect, loadDriver } from './driver.ts';
import { leavingAlone } from './maintenance/leave-alone.ts';
import type { Migration } from './migrations/index.ts';
import { APPLICATION_ID, SCHEMA, versionOf } from './schema-version.ts';
import { Session, type Timed } from './session.ts';
import { mapped } from './sqlite-errors.ts';
import { SqliteStore } from './store.ts';

export type OpenOptions = {
  readonly file: string;
  /** Make the state where there is none; else `FILE_NOT_FOUND`. */
  readonly create: boolean;
  /** Only look: a state of an older schema is refused with `STATE_UPGRADED`, never migrated. */
  readonly look?: boolean;
  readonly onCreated?: () => void;
  /** Told before the copy is made and the schema changes: both take time on a large state. */
  readonly onUpgrading?: (from: number, to: number, bytes: number) => void;
  /** Told before the schema changes, with the copy that was made. */
  readonly onCopied?: (backup: string) => void;
  /** How long to wait for another process that creates or migrates; then `LOCKED`. */
  readonly timeoutMs?: number;
  readonly now?: () => number;
  readonly migrations?: readonly Migration[];
  /** Where to keep what each statement takes. */
  readonly sqlTimes?: SqlTimes | undefined;
};

const WAIT_MS = 60_000;

/** However short a caller would wait for a writer: another process that is just making the file is waited for. */
const LEAST_WAIT_MS = 2_000;

/** A clock that never goes back. `performance` would do, but every command would load it, which takes a millisecond. */
const steadyMs = (): number => process.uptime() * 1000;

export async function openStore(options: OpenOptions): Promise<Store> {
  const deadline = steadyMs() + Math.max(options.timeoutMs ?? WAIT_MS, LEAST_WAIT_MS);
  for (;;) {
    try {
      return await opened(options);
    } catch (error) {
      // The file's mode changes once, when it is made: whoever opens it at that moment meets a lock.
      const locked = error instanceof AdctlError && error.code === 'LOCKED';
      if (!locked || steadyMs() >= deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

async function opened(options: OpenOptions): Promise<Store> {
  const { file } = options;
  const known = options.migrations?.length ?? SCHEMA;
  try {
    const found = stats(file);
    if (!found) make(options);
    else if (!found.isFile()) throw new AdctlError('STATE_FOREIGN', { file });
    await loadDriver();
    const left = options.look ? leavingAlone(file) : undefined;
    const timed = options.sqlTimes && (await import('./timed.ts')).timing(options.sqlTimes);
    let session = new Session(connect(file, 'read'), file, timed);
    try {
      if (outdated(session, options, known)) {
        if (options.look) throw new AdctlError('STATE_UPGRADED');
        session.close();
        session = await upgraded(options, known, timed);
      }
    } catch (error) {
      session.close();
      throw error;
    }
    return new SqliteStore(file, known, session, left);
  } catch (error) {
    throw mapped(error, file);
  }
}

/** A path that leads through a file, or where nobody may look, is a mistake of who named it. */
function stats(file: string): Stats | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch (error) {
    throw unusable(file, error);
  }
}

function make({ file, create }: OpenOptions): void {
  if (!create) throw new AdctlError('FILE_NOT_FOUND', { file });
  try {
    makeFolder(dirname(file));
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') throw new AdctlError('STATE_READONLY', { file });
    if (code === 'ENOSPC') throw new AdctlError('DISK_FULL', { file });
    throw unusable(file, error);
  }
}

/** All folders above it were to be made: where one still is missing, none can be. */
const NOWHERE: Text = { en: 'no file can be made there', zh: '该位置无法创建文件' };

function unusable(file: string, error: unknown): AdctlError {
  const { code = '', message } = error as NodeJS.ErrnoException;
  const reason = code === 'ENOENT' ? NOWHERE : (SYSTEM_WORDS[code] ?? (code || message));
  return new AdctlError('FILE_UNREADABLE', { file, reason }, { cause: error });
}

/** Whether the schema is older than this program's. Refuses files of others and of newer programs. */
function outdated(session: Session, { file, create }: OpenOptions, known: number): boolean {
  const { application, schema, empty } = versionOf(session);
  if (empty) {
    if (!create) throw new AdctlError('STATE_FOREIGN', { file });
    return true;
  }
  if (application !== APPLICATION_ID) throw new AdctlError('STATE_FOREIGN', { file });
  if (schema > known) throw new AdctlError('STATE_NEWER', { file, found: schema, known });
  return schema < known;
}

async function upgraded(options: OpenOptions, known: number, timed?: Timed): Promise<Session> {
  const { file, now = Date.now, timeoutMs = WAIT_MS, migrations } = options;
  const { onCreated, onUpgrading, onCopied } = options;
  const { upgrade } = await import('./upgrade.ts');
  await upgrade(file, { timeoutMs, now, onCreated, onUpgrading, onCopied }, migrations);
  // What SQLite keeps beside the file takes the file's mode; the file was made by us or keeps its owner's choice.
  const session = new Session(connect(file, 'read'), file, timed);
  outdated(session, options, known);
  return session;
}

function makeFolder(folder: string): void {
  for (const missing of missingFolders(folder, { exists: existsSync, above: dirname })) {
    try {
      mkdirSync(missing, { mode: 0o700 });
    } catch (error) {
      // Another process was first.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

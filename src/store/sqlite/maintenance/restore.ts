/**
 * Puts a backup in the place of a state while others may use it: the copy is prepared beside the state, then written
 * into it in one transaction by SQLite itself. Whoever had the state open before learns of it at its next write, since
 * the epoch has risen.
 */

import { randomBytes } from 'node:crypto';
import { closeSync, openSync, rmSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { LogHeader } from '../../../domain/audit.ts';
import { AdctlError } from '../../../domain/refusal.ts';
import type { Restorable, Restored } from '../../port.ts';
import { connect } from '../driver.ts';
import { appendLog } from '../log.ts';
import { APPLICATION_ID, migrate, reserve, versionOf } from '../migrate.ts';
import { MIGRATIONS } from '../migrations/index.ts';
import { Session } from '../session.ts';
import { raw, sql } from '../sql.ts';
import { mapped } from '../sqlite-errors.ts';
import { bytesOf } from './info.ts';

export type RestoreOptions = { readonly from: string; readonly header: LogHeader; readonly timeoutMs: number };

/** What a restore would bring; refused where it would be. */
export function restorable(file: string, from: string): Restorable {
  const backup = openBackup(file, from);
  try {
    return holdingsOf(backup);
  } finally {
    backup.close();
  }
}

export async function restoreInto(file: string, options: RestoreOptions): Promise<Restored> {
  const deadline = performance.now() + options.timeoutMs;
  const backup = openBackup(file, options.from);
  try {
    for (;;) {
      const restored = await attempt(file, backup, options);
      if (restored) {
        emptyLog(file);
        return restored;
      }
      if (performance.now() >= deadline) throw new AdctlError('LOCKED', { holder: '' });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  } finally {
    backup.close();
  }
}

/** The backup, open to be read, once it is known that it can take the state's place. */
function openBackup(file: string, from: string): Session {
  if (!statSync(from, { throwIfNoEntry: false })?.isFile()) throw new AdctlError('FILE_NOT_FOUND', { file: from });
  let backup: Session | undefined;
  try {
    backup = new Session(connect(from, 'read'), from);
    assertRestorable(backup, file);
    const { bavail, bsize } = statfsSync(dirname(file));
    // The prepared copy, the state as it was, and the write-ahead log through which the copy replaces it.
    if (bavail * bsize < bytesOf(from) * 2 + bytesOf(file)) throw new AdctlError('DISK_FULL', { file });
    return backup;
  } catch (thrown) {
    backup?.close();
    const error = mapped(thrown, from);
    if (!(error instanceof AdctlError) || error.code !== 'STATE_FOREIGN') throw error;
    // The file is what was typed: a wrong one is the caller's, unlike a state that is none.
    const reason = { en: 'it is not an adctl state', zh: '不是 adctl 状态文件' };
    throw new AdctlError('FILE_UNREADABLE', { file: from, reason });
  }
}

function holdingsOf(session: Session): Restorable {
  const [id, accounts] = session.first<[string, number]>(raw('SELECT id, accounts FROM meta')) as [string, number];
  return { id, accounts };
}

/** Undefined where another process holds the writer. */
async function attempt(file: string, backup: Session, options: RestoreOptions): Promise<Restored | undefined> {
  const draft = `${file}.${randomBytes(6).toString('hex')}.restoring`;
  closeSync(openSync(draft, 'wx', 0o600));
  const current = new Session(connect(file, 'read'), file);
  try {
    await backup.connection.backup(draft);
    const epoch = Math.max(epochOf(current), epochOf(backup)) + 1;
    await prepare(draft, epoch, options);
    const prepared = new Session(connect(draft, 'read'), draft);
    let before: string | undefined;
    try {
      await prepared.connection.backup(file, {
        // Called first when the state is locked for writing and nothing is copied yet: what is copied now is its last.
        progress() {
          if (before === undefined) {
            if (epochOf(current) >= epoch) throw new AdctlError('STATE_RESTORED', { file });
            before = reserve(`${file}.before-restore`);
            current.prepare('VACUUM INTO ?').run(before);
          }
          return 0x7fffffff;
        },
      });
    } catch (error) {
      if (before !== undefined) rmSync(before, { force: true });
      throw error;
    } finally {
      prepared.close();
    }
    const after = new Session(connect(file, 'read'), file);
    try {
      if (before === undefined || epochOf(after) !== epoch) return undefined;
      return { ...holdingsOf(after), epoch, before };
    } finally {
      after.close();
    }
  } finally {
    current.close();
    for (const end of ['', '-wal', '-shm']) rmSync(draft + end, { force: true });
  }
}

/** The write-ahead log that carried the copy is as large as the state; it stays where somebody reads from it. */
function emptyLog(file: string): void {
  let session: Session | undefined;
  try {
    session = new Session(connect(file, 'write'), file);
    session.connection.pragma('wal_checkpoint(TRUNCATE)');
  } catch {
    // The state is restored; whoever writes next empties the log.
  } finally {
    session?.close();
  }
}

/** The copy gets this program's schema, the next epoch, and the entry that says where it came from. */
async function prepare(draft: string, epoch: number, { header, timeoutMs }: RestoreOptions): Promise<void> {
  const session = new Session(connect(draft, 'write'), draft);
  try {
    await migrate(session, { migrations: MIGRATIONS, timeoutMs, now: () => header.time, copies: false });
    session.connection.exec('BEGIN IMMEDIATE');
    session.run(sql`UPDATE meta SET epoch = ${epoch}`);
    session.run(raw('DELETE FROM writer_holder'));
    // An entry without a change: the record that it is about is the state itself.
    appendLog(session, header, [{ row: 0, kind: 'batch', key: idOf(session), before: {}, after: { epoch } }]);
    session.connection.exec('COMMIT');
    session.connection.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    session.close();
  }
}

function assertRestorable(backup: Session, file: string): void {
  const { application, schema } = versionOf(backup);
  const from = backup.file;
  if (application !== APPLICATION_ID) throw new AdctlError('STATE_FOREIGN', { file: from });
  if (schema > MIGRATIONS.length)
    throw new AdctlError('STATE_NEWER', { file: from, found: schema, known: MIGRATIONS.length });
  const [damage] = backup.first<[string]>(raw('PRAGMA quick_check(1)')) ?? ['ok'];
  if (damage !== 'ok') throw new AdctlError('STATE_DAMAGED', { file: from, reason: damage });
  const current = new Session(connect(file, 'read'), file);
  try {
    const used = current.first(raw('SELECT 1 FROM log_transactions LIMIT 1')) !== undefined;
    if (used && idOf(current) !== idOf(backup)) throw new AdctlError('STATE_OTHER', { file, from });
  } finally {
    current.close();
  }
}

const epochOf = (session: Session): number => session.first<[number]>(raw('SELECT epoch FROM meta'))?.[0] ?? 0;
const idOf = (session: Session): string => session.first<[string]>(raw('SELECT id FROM meta'))?.[0] ?? '';

/**
 * Puts a backup in the place of a state while others may use it: the copy is prepared beside the state, then written
 * into it in one transaction by SQLite itself. Whoever had the state open before learns of it at its next write, since
 * the epoch has risen.
 */

import { randomBytes } from 'node:crypto';
import { closeSync, openSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { LogHeader } from '../../../domain/audit.ts';
import { AdctlError } from '../../../domain/refusal.ts';
import type { Forgotten, Restorable, Restored, Watch } from '../../port.ts';
import { connect } from '../driver.ts';
import { appendLog } from '../log.ts';
import { migrate, reserve } from '../migrate.ts';
import { MIGRATIONS } from '../migrations/index.ts';
import { APPLICATION_ID, versionOf } from '../schema-version.ts';
import { Session } from '../session.ts';
import { raw, sql } from '../sql.ts';
import { mapped } from '../sqlite-errors.ts';
import { readPages } from './aside.ts';
import { copyInto, PAGES_AT_ONCE, removeState } from './backup.ts';
import { activeTokens, endTokens, revokedTokens } from './ended-tokens.ts';
import { forgottenIn } from './forgotten.ts';
import { bytesOf } from './info.ts';
import { leavingAlone } from './leave-alone.ts';
import { stopIfAsked } from './pause.ts';

export type RestoreOptions = {
  readonly from: string;
  readonly header: LogHeader;
  readonly timeoutMs: number;
  readonly watch?: Watch | undefined;
};

/** What a restore would bring; refused where it would be. */
export async function restorable(file: string, from: string, watch?: Watch): Promise<Restorable> {
  assertOther(file, from);
  const left = leavingAlone(from);
  try {
    const backup = await openBackup(file, from, watch);
    try {
      const current = new Session(connect(file, 'read'), file);
      try {
        return { ...holdingsOf(backup), forgotten: forgottenIn(current, backup) };
      } finally {
        current.close();
      }
    } finally {
      backup.close();
    }
  } finally {
    left();
  }
}

export async function restoreInto(file: string, options: RestoreOptions): Promise<Restored> {
  assertOther(file, options.from);
  const left = leavingAlone(options.from);
  try {
    const backup = await openBackup(file, options.from, options.watch);
    try {
      const restored = await patiently(file, backup, options);
      emptyLog(file);
      return restored;
    } finally {
      backup.close();
    }
  } finally {
    left();
  }
}

async function patiently(file: string, backup: Session, options: RestoreOptions): Promise<Restored> {
  const deadline = performance.now() + options.timeoutMs;
  for (;;) {
    const restored = await attempt(file, backup, options);
    if (restored) return restored;
    if (performance.now() >= deadline) throw new AdctlError('LOCKED', { holder: '' });
    await new Promise((resolve) => setTimeout(resolve, 20));
    stopIfAsked(options.watch);
  }
}

/** A state is no backup of itself, by whatever path it is named. */
function assertOther(file: string, from: string): void {
  const [state, backup] = [file, from].map((one) => statSync(one, { throwIfNoEntry: false, bigint: true }));
  if (!backup) throw new AdctlError('FILE_NOT_FOUND', { file: from });
  if (!backup.isFile()) throw new AdctlError('FILE_UNREADABLE', { file: from, reason: NO_FILE });
  if (state?.ino === backup.ino && state.dev === backup.dev) throw new AdctlError('STATE_ITSELF', { file: from });
}

const NO_FILE = { en: 'it is not a file', zh: '不是文件' };

/** The backup, open to be read, once it is known that it can take the state's place. */
async function openBackup(file: string, from: string, watch: Watch | undefined): Promise<Session> {
  let backup: Session | undefined;
  try {
    backup = new Session(connect(from, 'read'), from);
    await assertRestorable(backup, file, watch);
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

function holdingsOf(session: Session): Omit<Restorable, 'forgotten'> {
  const [id, accounts] = session.first<[string, number]>(raw('SELECT id, accounts FROM meta')) as [string, number];
  return { id, accounts };
}

/** Undefined where another process holds the writer. Until the last page is in place the state is as it was. */
async function attempt(file: string, backup: Session, options: RestoreOptions): Promise<Restored | undefined> {
  const { watch } = options;
  const draft = `${file}.${randomBytes(6).toString('hex')}.restoring`;
  closeSync(openSync(draft, 'wx', 0o600));
  const current = new Session(connect(file, 'read'), file);
  try {
    await copyInto(backup, draft, 'copy', watch);
    const epoch = Math.max(epochOf(current), epochOf(backup)) + 1;
    const ended = await prepare(draft, epoch, revokedTokens(current), options);
    const prepared = new Session(connect(draft, 'read'), draft);
    const before = new Kept(current, backup, watch);
    try {
      await prepared.connection.backup(file, {
        // Called first when the state is locked for writing and nothing is copied yet: what is copied now is its last.
        progress({ totalPages, remainingPages }) {
          if (!before.begun && epochOf(current) >= epoch) throw new AdctlError('STATE_RESTORED', { file });
          const kept = before.done();
          if (kept) watch?.told?.('put', totalPages - remainingPages, totalPages);
          stopIfAsked(watch);
          if (!kept) return 0;
          return PAGES_AT_ONCE;
        },
      });
    } catch (error) {
      await before.forget();
      throw error;
    } finally {
      prepared.close();
    }
    const after = new Session(connect(file, 'read'), file);
    try {
      if (before.file === undefined || epochOf(after) !== epoch) return undefined;
      const { file: kept, forgotten } = before;
      return { ...holdingsOf(after), forgotten, epoch, before: kept, tokens: activeTokens(after), ended };
    } finally {
      after.close();
    }
  } finally {
    current.close();
    removeState(draft);
  }
}

/** The state as it was, copied while the restore holds it locked: it is asked again and again whether the copy is whole. */
class Kept {
  file: string | undefined;
  /** Of what was written until then. */
  forgotten: Forgotten = { movements: 0, references: 0 };
  private readonly session: Session;
  private readonly backup: Session;
  private readonly watch: Watch | undefined;
  private running: Promise<void> | undefined;
  private whole = false;
  private failed: { readonly error: unknown } | undefined;

  constructor(session: Session, backup: Session, watch: Watch | undefined) {
    this.session = session;
    this.backup = backup;
    this.watch = watch;
  }

  get begun(): boolean {
    return this.running !== undefined;
  }

  done(): boolean {
    this.running ??= this.copy();
    if (this.failed) throw this.failed.error;
    return this.whole;
  }

  private async copy(): Promise<void> {
    try {
      this.forgotten = forgottenIn(this.session, this.backup);
      this.file = reserve(`${this.session.file}.before-restore`);
      await copyInto(this.session, this.file, 'kept', this.watch);
      this.whole = true;
    } catch (error) {
      this.failed = { error };
    }
  }

  async forget(): Promise<void> {
    await this.running;
    if (this.file !== undefined) removeState(this.file);
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

/** The copy gets this program's schema, the next epoch, and the entry that says where it came from. How many tokens end. */
async function prepare(
  draft: string,
  epoch: number,
  revoked: readonly string[],
  { header, timeoutMs }: RestoreOptions,
): Promise<number> {
  const session = new Session(connect(draft, 'write'), draft);
  try {
    await migrate(session, { migrations: MIGRATIONS, timeoutMs, now: () => header.time, copies: false });
    session.connection.exec('BEGIN IMMEDIATE');
    session.run(sql`UPDATE meta SET epoch = ${epoch}`);
    session.run(raw('DELETE FROM writer_holder'));
    // An entry without a change: the record that it is about is the state itself.
    const restored = { row: 0, kind: 'batch', key: idOf(session), before: {}, after: { epoch } } as const;
    const ended = endTokens(session, revoked);
    appendLog(session, header, [restored, ...ended]);
    session.connection.exec('COMMIT');
    session.connection.pragma('wal_checkpoint(TRUNCATE)');
    return ended.length;
  } finally {
    session.close();
  }
}

async function assertRestorable(backup: Session, file: string, watch: Watch | undefined): Promise<void> {
  const { application, schema } = versionOf(backup);
  const from = backup.file;
  if (application !== APPLICATION_ID) throw new AdctlError('STATE_FOREIGN', { file: from });
  if (schema > MIGRATIONS.length)
    throw new AdctlError('STATE_NEWER', { file: from, found: schema, known: MIGRATIONS.length });
  const statement = 'PRAGMA quick_check(1)';
  const [[damage] = ['ok']] = await readPages(backup, statement, watch);
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

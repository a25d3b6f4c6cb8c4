/**
 * Brings a state to the schema of this program: under an exclusive lock, with the version read again inside it, after
 * a copy of what was there. A new file gets the schema, its identity and the member `owner`.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { STATE_OWNER } from '../../domain/members.ts';
import { AdctlError } from '../../domain/refusal.ts';
import type { Migration } from './migrations/index.ts';
import { APPLICATION_ID, versionOf } from './schema-version.ts';
import type { Session } from './session.ts';
import { sql } from './sql.ts';
import { isBusy } from './sqlite-errors.ts';
import { mark, unmark } from './waiting.ts';

export type MigrationPlan = {
  readonly migrations: readonly Migration[];
  readonly timeoutMs: number;
  readonly now: () => number;
  /** Whether what was there is copied first; a file that is a copy itself needs none. */
  readonly copies?: false;
  readonly onCreated?: (() => void) | undefined;
  /** Before the copy is made: both take time on a large state. */
  readonly onUpgrading?: ((from: number, to: number, bytes: number) => void) | undefined;
  readonly onCopied?: ((backup: string) => void) | undefined;
};

export async function migrate(session: Session, plan: MigrationPlan): Promise<void> {
  const { connection } = session;
  await patiently(session, plan.timeoutMs, () => connection.pragma('journal_mode = WAL'));
  await patiently(session, plan.timeoutMs, () => connection.exec('BEGIN EXCLUSIVE'));
  let created = false;
  try {
    const { schema, empty } = versionOf(session);
    if (schema < plan.migrations.length) {
      created = empty;
      if (!empty && plan.copies !== false) {
        plan.onUpgrading?.(schema, plan.migrations.length, statSync(session.file).size);
        const copy = backup(session, schema);
        plan.onCopied?.(copy);
      }
      const missing = plan.migrations.slice(schema);
      for (const migration of missing) connection.exec(migration.sql);
      if (!empty && missing.some(({ fills }) => fills)) {
        const { rebuildKept } = await import('./kept-indexes.ts');
        for (const _ of rebuildKept(session));
      }
      if (empty) genesis(session, plan.now());
      connection.pragma(`user_version = ${plan.migrations.length}`);
    }
    connection.exec('COMMIT');
  } catch (error) {
    if (connection.inTransaction) connection.exec('ROLLBACK');
    throw error;
  }
  if (created) plan.onCreated?.();
}

/** The one record that a state begins with is not in its log: nobody did it. */
function genesis(session: Session, now: number): void {
  session.connection.pragma(`application_id = ${APPLICATION_ID}`);
  const id = `s_${randomBytes(8).toString('hex')}`;
  session.run(
    sql`INSERT INTO meta (one, id, epoch, created, cursor_key) VALUES (1, ${id}, 1, ${now}, ${randomBytes(32)})`,
  );
  session.run(sql`INSERT INTO members (login, name, verified, verified_method, status, created)
    VALUES (${STATE_OWNER}, ${STATE_OWNER}, ${now}, 'state owner', 'active', ${now})`);
}

/**
 * The lock is held by the migrating connection; a second one reads the old state and copies it. The copy gets its name
 * when it is whole, so that no half of one is ever taken for a backup.
 */
function backup(session: Session, schema: number): string {
  const { file } = session;
  const needed = statSync(file).size + (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0);
  const { bavail, bsize } = statfsSync(dirname(file));
  // The copy, and as much again for what the migration itself writes.
  if (bavail * bsize < needed * 2) throw new AdctlError('DISK_FULL', { file });
  const part = `${file}.v${schema}.part`;
  // Of a run that was killed: whoever holds the lock is the only one to copy.
  rmSync(part, { force: true });
  closeSync(openSync(part, 'wx', 0o600));
  try {
    const reader = session.beside();
    try {
      reader.prepare('VACUUM INTO ?').run(part);
    } finally {
      reader.close();
    }
    const copy = reserve(`${file}.v${schema}`);
    renameSync(part, copy);
    return copy;
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

/** A new empty file that only its owner reads. */
export function reserve(stem: string): string {
  for (let n = 1; ; n++) {
    const name = n === 1 ? `${stem}.backup` : `${stem}.${n}.backup`;
    try {
      closeSync(openSync(name, 'wx', 0o600));
      return name;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** Others may hold the file for as long as their migration takes; an older program's long batch makes room. */
async function patiently({ file }: Session, timeoutMs: number, f: () => unknown): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  let waited = false;
  try {
    for (;;) {
      try {
        f();
        return;
      } catch (error) {
        if (!isBusy(error) || performance.now() >= deadline) throw error;
      }
      waited = true;
      mark(file);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  } finally {
    if (waited) unmark(file);
  }
}

/** A consistent copy of the state into a new file, while others go on writing. */
import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import { AdctlError } from '../../../domain/refusal.ts';
import type { Step } from '../../../domain/steps.ts';
import type { Watch } from '../../port.ts';
import type { Session } from '../session.ts';
import { sql } from '../sql.ts';
import { stopIfAsked } from './pause.ts';

/** Pages between two moments at which it may stop: some milliseconds. */
export const PAGES_AT_ONCE = 2_000;

/** The session holds a snapshot, so that a write meanwhile does not start the copy again. */
export async function backupInto(session: Session, file: string, watch?: Watch): Promise<number> {
  session.first(sql`SELECT 1 FROM meta`);
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw new AdctlError('FILE_EXISTS', { file });
    throw new AdctlError('FILE_UNREADABLE', { file, reason: message });
  }
  try {
    await copyInto(session, file, 'copy', watch);
    return statSync(file).size;
  } catch (error) {
    removeState(file);
    throw error;
  }
}

/** Into a file that is there and empty. */
export async function copyInto(session: Session, file: string, step: Step, watch: Watch | undefined): Promise<void> {
  await session.connection.backup(file, {
    progress({ totalPages, remainingPages }) {
      watch?.told?.(step, totalPages - remainingPages, totalPages);
      stopIfAsked(watch);
      return PAGES_AT_ONCE;
    },
  });
}

/** With what SQLite keeps beside it. */
export function removeState(file: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
}

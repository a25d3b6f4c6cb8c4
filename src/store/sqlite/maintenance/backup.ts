/** A consistent copy of the state into a new file, while others go on writing. */
import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import { AdctlError } from '../../../domain/refusal.ts';
import type { Session } from '../session.ts';
import { sql } from '../sql.ts';

/** The session holds a snapshot, so that a write meanwhile does not start the copy again. */
export async function backupInto(session: Session, file: string): Promise<number> {
  session.first(sql`SELECT 1 FROM meta`);
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw new AdctlError('FILE_EXISTS', { file });
    throw new AdctlError('FILE_UNREADABLE', { file, reason: message });
  }
  try {
    await session.connection.backup(file);
    return statSync(file).size;
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  }
}

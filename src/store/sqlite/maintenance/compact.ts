/** What is kept no longer goes, and its space with it. The log stays for ever. */
import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { AdctlError } from '../../../domain/refusal.ts';
import type { Compacted } from '../../port.ts';
import type { Session } from '../session.ts';
import { raw, sql } from '../sql.ts';
import { bytesOf } from './info.ts';

/** Batches that ended before; what was interrupted may still be resumed and keeps its rows. */
const over = (before: number) =>
  sql`SELECT id FROM batches WHERE ended < ${before} AND state NOT IN ('running', 'interrupted')`;

export function spent(session: Session, before: number): Pick<Compacted, 'batches' | 'results'> {
  const [batches, results] = session.first<[number, number]>(
    sql`SELECT count(DISTINCT batch), count(*) FROM results WHERE batch IN (${over(before)})`,
  ) as [number, number];
  return { batches, results };
}

/** Within the caller's transaction. */
export function dropSpent(session: Session, before: number): void {
  session.run(sql`DELETE FROM results WHERE batch IN (${over(before)})`);
  session.run(sql`DELETE FROM batch_inputs WHERE batch IN (${over(before)})`);
}

/** Bytes that nothing uses within the file. */
export function unusedBytes(session: Session): number {
  const [pages, size] = session.first<[number, number]>(
    raw('SELECT freelist_count, page_size FROM pragma_freelist_count, pragma_page_size'),
  ) as [number, number];
  return pages * size;
}

/** Writes the file anew without its unused pages; outside any transaction. */
export function giveBack(session: Session): void {
  const { bavail, bsize } = statfsSync(dirname(session.file));
  // The new copy, and the write-ahead log through which it replaces the old one.
  if (bavail * bsize < bytesOf(session.file) * 2) throw new AdctlError('DISK_FULL', { file: session.file });
  session.connection.exec('VACUUM');
  session.connection.pragma('optimize');
  session.connection.pragma('wal_checkpoint(TRUNCATE)');
}

/** What is kept no longer goes, and its space with it. The log stays for ever. */
import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { AdctlError } from '../../../domain/refusal.ts';
import type { Spent, Watch, WriteOptions } from '../../port.ts';
import type { Session } from '../session.ts';
import { raw, sql } from '../sql.ts';
import type { Writer } from '../writer.ts';
import { aside } from './aside.ts';
import { bytesOf } from './info.ts';

/** Batches that ended before; what was interrupted may still be resumed and keeps its rows. */
const over = (before: number) =>
  sql`SELECT id FROM batches WHERE ended < ${before} AND state NOT IN ('running', 'interrupted')`;

export function spent(session: Session, before: number): Spent {
  const [batches, results] = session.first<[number, number]>(
    sql`SELECT count(DISTINCT batch), count(*) FROM results WHERE batch IN (${over(before)})`,
  ) as [number, number];
  return { batches, results };
}

/** Results that go in one transaction; the last batch of them goes whole. */
const PORTION = 20_000;

/** Batch by batch, so that none keeps a part of its results; where it is stopped, what went stays gone. */
export async function dropSpent(
  writer: Writer,
  options: WriteOptions,
  before: number,
  watch: Watch | undefined,
): Promise<Spent> {
  let batches = 0;
  let results = 0;
  const kept = (session: Session) =>
    session
      .all<[string]>(
        sql`SELECT id FROM (${over(before)}) WHERE id IN (SELECT batch FROM results UNION SELECT batch FROM batch_inputs)`,
      )
      .flat();
  const left = await writer.maintain(options, kept);
  const all = left.length;
  while (left.length > 0) {
    if (watch?.signal?.aborted) return { batches, results, interrupted: true };
    watch?.told?.('results', all - left.length, all);
    const dropped = await writer.maintain(options, (session) => {
      const counts: number[] = [];
      for (let sum = 0; sum < PORTION && left.length > 0; sum += counts.at(-1) ?? 0)
        counts.push(dropBatch(session, left.shift() as string));
      return counts;
    });
    batches += dropped.filter((count) => count > 0).length;
    results += dropped.reduce((sum, count) => sum + count, 0);
  }
  return { batches, results };
}

function dropBatch(session: Session, batch: string): number {
  session.run(sql`DELETE FROM batch_inputs WHERE batch = ${batch}`);
  return session.run(sql`DELETE FROM results WHERE batch = ${batch}`).changes;
}

/** Bytes that nothing uses within the file. */
export function unusedBytes(session: Session): number {
  const [pages, size] = session.first<[number, number]>(
    raw('SELECT freelist_count, page_size FROM pragma_freelist_count, pragma_page_size'),
  ) as [number, number];
  return pages * size;
}

/** Writes the file anew without its unused pages; outside any transaction. */
export async function giveBack(session: Session, watch: Watch | undefined): Promise<void> {
  const { connection, file } = session;
  const { bavail, bsize } = statfsSync(dirname(file));
  // The new copy, and the write-ahead log through which it replaces the old one.
  if (bavail * bsize < bytesOf(file) * 2) throw new AdctlError('DISK_FULL', { file });
  await aside({ file, access: 'write', statement: 'VACUUM', step: 'space' }, watch);
  connection.pragma('optimize');
  connection.pragma('wal_checkpoint(TRUNCATE)');
}

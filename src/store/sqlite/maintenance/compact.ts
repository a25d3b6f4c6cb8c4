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
import { stopIfAsked } from './pause.ts';

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

/** Batches of which something is kept no longer. None of them begins again, so they are found before anything is locked. */
export function spentBatches(session: Session, before: number): string[] {
  const has = (table: string) => sql`EXISTS (SELECT 1 FROM ${raw(table)} WHERE batch = b.id)`;
  const any = sql`${has('results')} OR ${has('batch_inputs')} OR ${has('batch_chunks')} OR ${has('batch_stated')}`;
  return session.all<[string]>(sql`SELECT id FROM (${over(before)}) b WHERE ${any}`).flat();
}

/** Whole batches, a portion in each transaction; where it ends before its end, what went stays gone and is counted. */
export async function dropSpent(
  writer: Writer,
  options: WriteOptions,
  batches: readonly string[],
  watch: Watch | undefined,
): Promise<Spent> {
  let went: Spent = { batches: 0, results: 0 };
  try {
    for (let done = 0; done < batches.length; ) {
      stopIfAsked(watch);
      watch?.told?.('results', done, batches.length);
      const left = batches.slice(done);
      const dropped = await writer.maintain(options, (session) => dropPortion(session, left));
      done += dropped.length;
      went = {
        batches: went.batches + dropped.filter((count) => count > 0).length,
        results: went.results + dropped.reduce((sum, count) => sum + count, 0),
      };
    }
    return went;
  } catch (error) {
    if (!(error instanceof AdctlError)) throw error;
    throw new AdctlError(error.code, { ...error.details, went }, { cause: error });
  }
}

/** How many results of each batch went, of the first batches. */
function dropPortion(session: Session, batches: readonly string[]): number[] {
  const counts: number[] = [];
  let sum = 0;
  for (const batch of batches) {
    const count = dropBatch(session, batch);
    counts.push(count);
    sum += count;
    if (sum >= PORTION) break;
  }
  return counts;
}

function dropBatch(session: Session, batch: string): number {
  session.run(sql`DELETE FROM batch_inputs WHERE batch = ${batch}`);
  session.run(sql`DELETE FROM batch_chunks WHERE batch = ${batch}`);
  session.run(sql`DELETE FROM batch_stated WHERE batch = ${batch}`);
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

/** Walks the whole log and names every place where an entry was altered or removed, or the chain does not hold (AUD-1). */
import { entryDigest, FIRST_HEAD, link } from '../../../domain/audit.ts';
import type { Finding } from '../../../domain/question.ts';
import type { Watch } from '../../port.ts';
import { damageOf } from '../damage.ts';
import type { Session } from '../session.ts';
import { sql } from '../sql.ts';
import { pause } from './pause.ts';

type Header = [
  seq: number,
  time: number,
  actor: string,
  identity: string,
  operation: string,
  batch: string,
  origin: string,
  reason: string,
  head: string,
];
type Entry = [
  seq: number,
  n: number,
  row: number,
  kind: string,
  key: string,
  before: string | null,
  after: string | null,
  /** Something else where the file is damaged. */
  digest: unknown,
];

export type Verified = { readonly head: string; readonly transactions: number; readonly entries: number };

/** Entries between two moments at which it may stop. */
const MOMENT = 1_000;

export async function* verifyLog(session: Session, wanted?: string, watch?: Watch): AsyncGenerator<Finding, Verified> {
  let previous = FIRST_HEAD;
  let expected = 1;
  let found = wanted === undefined || wanted === FIRST_HEAD;
  let transactions = 0;
  let count = 0;
  const entries = new Grouped(session);
  let paused = 0;
  try {
    await pause(watch);
    const [all] = session.first<[number]>(sql`SELECT count(*) FROM log_rows`) ?? [0];
    const headers = session.iterate<Header>(
      sql`SELECT seq, time, actor, identity, operation, batch, origin, reason, head FROM log_transactions ORDER BY seq`,
    );
    for (const [seq, time, actor, identity, operation, batch, origin, reason, head] of headers) {
      for (; expected < seq; expected++) yield finding('LOG_TRANSACTION_REMOVED', { transaction: expected });
      expected = seq + 1;
      transactions++;
      for (const stray of entries.before(seq)) yield finding('LOG_ENTRY_STRAY', placeOf(stray));
      const own = entries.of(seq);
      count += own.length;
      if (count - paused >= MOMENT) {
        paused = count;
        watch?.told?.('log', count, all);
        await pause(watch);
      }
      let faults = 0;
      let n = 1;
      for (const entry of own) {
        for (; n < entry[1]; n++, faults++) yield finding('LOG_ENTRY_REMOVED', { transaction: seq, entry: n, batch });
        n = entry[1] + 1;
        const [, , row, kind, key, before, after, digest] = entry;
        if (!Buffer.isBuffer(digest) || !entryDigest(row, kind, key, before, after).equals(digest)) {
          faults++;
          yield finding('LOG_ENTRY_ALTERED', { ...placeOf(entry), batch });
        }
      }
      const header = { time, actor, identity, operation, batch, origin, reason };
      const digests = () => own.map((entry) => entry[7] as Buffer);
      if (faults === 0 && link(previous, header, digests()) !== head) {
        // Every entry fits its digest, yet not the chain: the header, a digest or the last entries are not what they were.
        yield finding('LOG_LINK_BROKEN', { transaction: seq, batch, entries: own.length });
      }
      // What follows was linked to the head as it was written; going on with it names each place once.
      previous = head;
      if (head === wanted) found = true;
    }
    for (const stray of entries.before(Number.POSITIVE_INFINITY)) yield finding('LOG_ENTRY_STRAY', placeOf(stray));
  } catch (error) {
    const reason = damageOf(error, session.file);
    if (reason === undefined) throw error;
    yield finding('LOG_UNREADABLE', { transaction: expected, reason });
    // What lies beyond was not read: whether the head is there cannot be said.
    found = true;
  } finally {
    entries.close();
  }
  // A tail that was cut off leaves a shorter chain that holds; only a head noted elsewhere can tell.
  if (!found) yield finding('LOG_HEAD_UNKNOWN', { head: wanted, transaction: expected - 1 });
  return { head: previous, transactions, entries: count };
}

function finding(code: string, details: Record<string, unknown>): Finding {
  return { code, details };
}

function placeOf([seq, n, row, kind, key]: Entry): Record<string, unknown> {
  return { transaction: seq, entry: n, row, kind, target: key };
}

/** Entries in order, one transaction at a time. */
class Grouped {
  private readonly source: IterableIterator<Entry>;
  private next: Entry | undefined;
  private begun = false;

  constructor(session: Session) {
    this.source = session.iterate<Entry>(
      sql`SELECT seq, n, row, kind, key, before, after, digest FROM log_rows ORDER BY seq, n`,
    );
  }

  /** The first is read when it is asked for, so that damage there is met like any other. */
  private begin(): void {
    if (this.begun) return;
    this.begun = true;
    this.step();
  }

  private step(): void {
    const result = this.source.next();
    this.next = result.done ? undefined : result.value;
  }

  *before(seq: number): Generator<Entry> {
    this.begin();
    while (this.next && this.next[0] < seq) {
      yield this.next;
      this.step();
    }
  }

  of(seq: number): Entry[] {
    const entries: Entry[] = [];
    while (this.next && this.next[0] === seq) {
      entries.push(this.next);
      this.step();
    }
    return entries;
  }

  close(): void {
    this.source.return?.();
  }
}

/** The operation log: appending to its hash chain, and reading a batch's entries back by row. */
import { canonical, type Entry, entryDigest, FIRST_HEAD, type LogHeader, link } from '../../domain/audit.ts';
import type { KindName } from '../../domain/kind.ts';
import type { History } from '../../domain/question.ts';
import { type Pointer, pointerName, type StoredEntry } from '../port.ts';
import type { Session } from './session.ts';
import { sql } from './sql.ts';

export function headOf(session: Session): { readonly seq: number; readonly head: string } {
  const [seq, head] = session.first<[number, string]>(
    sql`SELECT seq, head FROM log_transactions ORDER BY seq DESC LIMIT 1`,
  ) ?? [0, FIRST_HEAD];
  return { seq, head };
}

/** By its head alone the whole chain up to there is known: what was restored has another one, however alike. */
export function historyOf(session: Session, at?: number): History | undefined {
  const [state] = session.first<[string]>(sql`SELECT id FROM meta`) ?? [''];
  const { seq, head } = at === undefined ? headOf(session) : headAt(session, at);
  return head === undefined ? undefined : { state, seq, head };
}

function headAt(session: Session, seq: number): { readonly seq: number; readonly head: string | undefined } {
  if (seq === 0) return { seq, head: FIRST_HEAD };
  return { seq, head: session.first<[string]>(sql`SELECT head FROM log_transactions WHERE seq = ${seq}`)?.[0] };
}

export function appendLog(session: Session, header: LogHeader, entries: readonly Entry[]): string {
  const last = headOf(session);
  const seq = last.seq + 1;
  const digests: Buffer[] = [];
  const insert = session.prepare(
    'INSERT INTO log_rows (seq, n, row, kind, key, before, after, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  let first = entries[0]?.row ?? 0;
  let final = first;
  for (let i = 0; i < entries.length; i++) {
    const { row, kind, key, before, after } = entries[i] as Entry;
    const was = before && canonical(before);
    const is = after && canonical(after);
    const digest = entryDigest(row, kind, key, was, is);
    insert.run(seq, i + 1, row, kind, key, was, is, digest);
    digests.push(digest);
    if (row < first) first = row;
    if (row > final) final = row;
  }
  const { time, actor, identity, operation, batch, origin, reason } = header;
  // Exactly these fields are linked, in whatever object they came, since verifying has no others.
  const head = link(last.head, { time, actor, identity, operation, batch, origin, reason }, digests);
  session.run(sql`INSERT INTO log_transactions
    (seq, time, actor, identity, operation, batch, origin, reason, first_row, last_row, head)
    VALUES (${seq}, ${time}, ${actor}, ${identity}, ${operation}, ${batch}, ${origin}, ${reason}, ${first}, ${final}, ${head})`);
  return head;
}

type Placed = [
  row: number,
  seq: number,
  n: number,
  kind: string,
  key: string,
  before: string | null,
  after: string | null,
];

function entryOf([row, , , kind, key, before, after]: Placed): StoredEntry {
  return { row, kind: kind as KindName, key, before, after };
}

/** The entries of a batch, the last written first. `after` is the place where the page before ended. */
export function entriesBack(
  session: Session,
  batch: string,
  after: string | undefined,
  limit: number,
): { readonly entries: readonly StoredEntry[]; readonly next?: string } {
  const [seq, n] = after === undefined ? [Number.MAX_SAFE_INTEGER, 0] : after.split('/').map(Number);
  // In this join order both indexes yield the rows as they are wanted, and nothing is sorted.
  const found = session.all<Placed>(
    sql`SELECT e.row, e.seq, e.n, e.kind, e.key, e.before, e.after
      FROM log_transactions t CROSS JOIN log_rows e ON e.seq = t.seq
      WHERE t.batch = ${batch} AND t.seq <= ${seq} AND (t.seq < ${seq} OR e.n < ${n})
      ORDER BY t.seq DESC, e.n DESC LIMIT ${limit}`,
  );
  const last = found.at(-1);
  return { entries: found.map(entryOf), ...(last && found.length === limit && { next: `${last[1]}/${last[2]}` }) };
}

/** What tells of the batch as a whole is of no row. */
export function changedRows(session: Session, batch: string): number {
  const rows = sql`SELECT DISTINCT e.row FROM log_transactions t CROSS JOIN log_rows e ON e.seq = t.seq
    WHERE t.batch = ${batch} AND e.row > 0`;
  return session.first<[number]>(sql`SELECT count(*) FROM (${rows})`)?.[0] ?? 0;
}

export function transactionsOfRows(session: Session, batch: string, firstRow: number, lastRow: number): number[] {
  const found = session.all<[number]>(
    sql`SELECT seq FROM log_transactions
      WHERE batch = ${batch} AND last_row >= ${firstRow} AND first_row <= ${lastRow} ORDER BY seq`,
  );
  return found.flat();
}

export function entriesOfRows(session: Session, batch: string, firstRow: number, lastRow: number): StoredEntry[] {
  const found = session.all<Placed>(
    sql`SELECT e.row, e.seq, e.n, e.kind, e.key, e.before, e.after
      FROM log_transactions t JOIN log_rows e ON e.seq = t.seq
      WHERE t.batch = ${batch} AND t.last_row >= ${firstRow} AND t.first_row <= ${lastRow}
        AND e.row BETWEEN ${firstRow} AND ${lastRow}
      ORDER BY e.row, e.seq, e.n`,
  );
  return found.map(entryOf);
}

/** The last row in which a batch wrote each of these records. A batch that has written nothing is told at once. */
export function rowsOf(session: Session, batch: string, records: readonly Pointer[]): ReadonlyMap<string, number> {
  const [first] =
    session.first<[number | null]>(sql`SELECT min(seq) FROM log_transactions WHERE batch = ${batch}`) ?? [];
  if (first == null) return new Map();
  // Each is found by the index of targets, the last written first, however long the batch is.
  const asked = JSON.stringify(records.map(({ kind, key }) => [kind, key]));
  const found = session.all<[KindName, string, number | null]>(
    sql`SELECT k.value ->> 0, k.value ->> 1, (
        SELECT e.row FROM log_rows e CROSS JOIN log_transactions t ON t.seq = e.seq
        WHERE e.key = k.value ->> 1 AND e.kind = k.value ->> 0 AND e.seq >= ${first} AND t.batch = ${batch} AND e.row > 0
        ORDER BY e.seq DESC, e.n DESC LIMIT 1)
      FROM json_each(${asked}) k`,
  );
  return new Map(
    found.flatMap(([kind, key, row]) => (row === null ? [] : [[pointerName({ kind, key }), row] as const])),
  );
}

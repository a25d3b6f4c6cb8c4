/** What a state holds of a batch, and whether that is what its caller was told. */
import Database from 'better-sqlite3';
import { ERRORS } from '../../src/domain/errors.ts';
import type { AdctlError } from '../../src/domain/refusal.ts';
import type { Link } from '../../src/execution/link.ts';
import { TZ } from '../helpers/state.ts';
import type { Act } from './network-commands.ts';

/** What the state holds of a batch. */
export type Kept = {
  readonly state: string | undefined;
  /** As many as its record says. */
  readonly rows: number;
  /** By row. */
  readonly results: ReadonlyMap<number, string>;
  /** How many transactions of the log have an entry of a row. */
  readonly logged: ReadonlyMap<number, number>;
};

export function keptOf(file: string, batch: string): Kept {
  const database = new Database(file, { readonly: true });
  try {
    const record = database.prepare('SELECT state, rows FROM batches WHERE id = ?').get(batch) as
      | { state: string; rows: number }
      | undefined;
    const results = database.prepare('SELECT row, status FROM results WHERE batch = ?').raw().all(batch);
    const logged = database
      .prepare(
        `SELECT e.row, count(DISTINCT e.seq) FROM log_transactions t JOIN log_rows e ON e.seq = t.seq
          WHERE t.batch = ? AND e.kind <> 'batch' GROUP BY e.row`,
      )
      .raw()
      .all(batch);
    return {
      state: record?.state,
      rows: record?.rows ?? 0,
      results: new Map(results as [number, string][]),
      logged: new Map(logged as [number, number][]),
    };
  } finally {
    database.close();
  }
}

/** The log holds, and each account's note is what its log says, each entry beginning where the one before ended. */
export async function wholeness(file: string, link: Link): Promise<string[]> {
  const found: string[] = [];
  for (const [operation, good] of [
    ['audit.verify', undefined],
    ['state.check', undefined],
  ] as const) {
    const answers = link.query({ operation, input: {}, actor: 'owner', tz: TZ });
    for (;;) {
      const next = await answers.next();
      if (!next.done) continue;
      if (next.value.found !== good && (next.value.found?.length ?? 0) > 0)
        found.push(`${operation}: ${JSON.stringify(next.value.found)}`);
      break;
    }
  }
  const database = new Database(file, { readonly: true });
  try {
    const entries = database
      .prepare(
        "SELECT key, before, after FROM log_rows WHERE kind = 'account' AND (before LIKE '%\"note\"%' OR after LIKE '%\"note\"%') ORDER BY seq, n",
      )
      .all() as { key: string; before: string | null; after: string | null }[];
    const notes = new Map<string, unknown>();
    for (const { key, before, after } of entries) {
      const noteOf = (text: string | null) => (text && (JSON.parse(text) as { note?: unknown }).note) ?? null;
      const was = notes.get(key) ?? null;
      if (noteOf(before) !== was) found.push(`${key}: the log goes on from ${noteOf(before)}, not ${was}`);
      notes.set(key, noteOf(after));
    }
    const now = new Map(
      database.prepare("SELECT platform || ':' || id, note FROM accounts WHERE note IS NOT NULL").raw().all() as [
        string,
        string,
      ][],
    );
    for (const [key, note] of notes)
      if ((now.get(key) ?? null) !== note) found.push(`${key}: is ${now.get(key)}, logged ${note}`);
  } finally {
    database.close();
  }
  return found;
}

const TOLD_BUT_NOT_KEPT: ReadonlySet<string> = new Set(['unknown', 'not_run']);
/** Nobody knows: whoever hears it expects either. */
const UNKNOWN_EXIT = 7;
export const ENDED = /^(done|undone|partly_undone|redone)$/;
const exitOf = (error: AdctlError): number => ERRORS[error.code].exit;

/** What is wrong between what a caller was told and what is kept. */
export function compared(act: Act, kept: Kept, copied: boolean): string[] {
  const found: string[] = [];
  const { rows, summary, error } = act.told;
  const { dryRun, atomic } = act.call;
  const numbers = rows.map(({ row }) => row);
  if (numbers.some((row, i) => i > 0 && row <= (numbers[i - 1] as number))) found.push(`told out of order: ${numbers}`);
  for (const [row, times] of kept.logged) if (times > 1) found.push(`row ${row} is in the log ${times} times`);
  if (dryRun) {
    if (kept.state !== undefined || kept.logged.size > 0 || kept.results.size > 0)
      found.push('a rehearsal left something');
    return found;
  }
  for (const { row, status } of rows) {
    const is = kept.results.get(row);
    if (!TOLD_BUT_NOT_KEPT.has(status) && is !== status) found.push(`row ${row} was told ${status}, is ${is}`);
    if (status === 'not_run' && is !== undefined) found.push(`row ${row} was told not_run, is ${is}`);
    if (status === 'ok' && !kept.logged.has(row)) found.push(`row ${row} was told ok and is not in the log`);
  }
  for (const [row, status] of kept.results)
    if ((status === 'ok') !== kept.logged.has(row))
      found.push(`row ${row} is ${status}, in the log: ${kept.logged.has(row)}`);
  const heard = new Set(numbers);
  const unheard = [...kept.results].filter(([row, status]) => !heard.has(row) && status !== 'rolled_back');
  // A copy of what was refused is a call of its own, whenever it comes; that it is a copy is no refusal.
  const refused = error && exitOf(error) !== UNKNOWN_EXIT && (!copied || error.code === 'BATCH_NAMED_TWICE');
  if (refused && unheard.length > 0)
    found.push(`refused with ${error.code}, yet rows ${unheard.map(([row]) => row)} were decided`);
  if (summary) {
    const { counts } = summary;
    const unknown = counts.unknown ?? 0;
    const toldUnknown = rows.filter(({ status }) => status === 'unknown').length;
    if (summary.state !== 'unknown' && summary.state !== 'interrupted' && unheard.length > 0)
      found.push(`ended as ${summary.state}, yet rows ${unheard.map(([row]) => row)} were never told`);
    // Of a whole one it is only known how many there are.
    if (unheard.length > unknown - toldUnknown && act.rows !== undefined)
      found.push(`rows ${unheard.map(([row]) => row)} were decided, unknown are ${unknown}`);
    const sum = Object.values(counts).reduce((all, count) => all + (count ?? 0), 0);
    if (act.rows !== undefined && sum !== act.rows) found.push(`counts ${JSON.stringify(counts)} of ${act.rows} rows`);
    for (const status of new Set(rows.map((one) => one.status))) {
      const times = rows.filter((one) => one.status === status).length;
      if (counts[status] !== times) found.push(`${times} rows told ${status}, counted ${counts[status]}`);
    }
    if (summary.state === 'done' && !ENDED.test(kept.state ?? '')) found.push(`told done, is ${kept.state}`);
  }
  if (atomic && kept.results.size > 0) {
    const statuses = new Set(kept.results.values());
    if (statuses.has('rolled_back') && statuses.has('ok')) found.push('half of an atomic batch was done');
  }
  return found;
}

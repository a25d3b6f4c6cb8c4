/** What is kept of the rows of batches agrees with itself: results with what the batch counted, with their codes, and with what its rows stated. */
import type { RowStatus } from '../../../domain/batches.ts';
import { ERRORS, type ErrorDef } from '../../../domain/errors.ts';
import type { Finding } from '../../../domain/question.ts';
import { readable } from '../../../domain/stored.ts';
import type { Session } from '../session.ts';
import { raw, sql } from '../sql.ts';
import type { Found } from './check-walk.ts';

/** Results between two moments at which a check may stop. */
const MOMENT = 20_000;
const PAGE = 5_000;
/** Whose results say what became of money. */
const MONEY = "operation LIKE 'funds.%' OR operation = 'requests.apply'";
const CODES = { money: 'LEDGER_BATCH', others: 'STATE_RESULTS' } as const;

/** An atomic run tells of rows that it rolled back before it counts them: killed between, it is run again from its first. */
const TELLING = "state = 'interrupted' AND ifnull(rows, 0) = 0";

/** A batch that is not running has the results that it counted, by their status, unless results were not kept. */
export function* resultsKept(session: Session, of: keyof typeof CODES): Found {
  const which = raw(of === 'money' ? MONEY : `NOT (${MONEY})`);
  const batches = sql`SELECT id, ifnull(rows, 0), counts FROM batches
    WHERE state <> 'running' AND NOT (${raw(TELLING)}) AND (${which})`;
  const told = (details: Finding['details']): Finding => ({ code: CODES[of], details });
  let n = 0;
  for (const [batch, rows, counts] of session.iterate<[string, number, string | null]>(batches)) {
    const found = session.all<[string, string | null, number, number]>(
      sql`SELECT status, code, count(*), min(row) FROM results WHERE batch = ${batch} GROUP BY status, code`,
    );
    const kept = new Map<string, number>();
    let results = 0;
    for (const [status, , count] of found) {
      kept.set(status, (kept.get(status) ?? 0) + count);
      results += count;
    }
    n += 1 + results;
    if (n >= MOMENT) {
      n = 0;
      yield undefined;
    }
    if (results === 0) continue;
    if (results !== rows) yield told({ batch, rows, results });
    else if (counts !== null) {
      const counted = countedIn(counts);
      const status = [...new Set([...counted.keys(), ...kept.keys()])].find(
        (one) => counted.get(one) !== kept.get(one),
      );
      if (status !== undefined)
        yield told({ batch, status, rows: counted.get(status) ?? 0, results: kept.get(status) ?? 0 });
    }
    // Of what moves no money there are results of older versions, whose codes may have meant another status.
    const wrong = of === 'money' ? found.find(([status, code]) => !agree(status, code)) : undefined;
    if (wrong) yield told({ batch, row: wrong[3], status: wrong[0], code: wrong[1] });
  }
}

/** Whether a row with this status says this: counts alone do not show that two rows have each other's. */
function agree(status: string, code: string | null): boolean {
  if (code === null) return BARE.has(status);
  const def = (ERRORS as Readonly<Record<string, ErrorDef>>)[code];
  // A newer version has written it.
  return def === undefined || (def.status ?? 'conflict') === status;
}

/** What is said without a reason. */
const BARE: ReadonlySet<string> = new Set<RowStatus>(['ok', 'pending', 'rolled_back']);

/** By status; rows that were not run have no result. */
function countedIn(text: string): ReadonlyMap<string, number> {
  const { counts = {} } = readable<{ readonly counts?: Record<string, number> } | null>(text) ?? {};
  return new Map(Object.entries(counts).filter(([status, count]) => status !== 'not_run' && count > 0));
}

/** Of a source's file each row that was booked, or was booked already, is kept as stated, so that none is stated twice. */
export function* statedKept(session: Session): Found {
  const batches = sql`SELECT id, options FROM batches WHERE operation = 'funds.consume'`;
  for (const [batch, options] of session.iterate<[string, string | null]>(batches)) {
    const source = readable<{ readonly options?: { readonly source?: string } } | null>(options ?? '{}')?.options
      ?.source;
    if (source !== undefined) yield* statedIn(session, batch);
  }
}

function* statedIn(session: Session, batch: string): Found {
  const last = session.first<[number | null]>(sql`SELECT max(row) FROM results WHERE batch = ${batch}`)?.[0] ?? 0;
  const told = (row: number): Finding => ({ code: 'LEDGER_BATCH', details: { batch, row, field: 'stated' } });
  const stated = new Uint8Array(last + 1);
  for (let after = ''; ; ) {
    const page = session.all<[string, number]>(
      sql`SELECT key, row FROM batch_stated WHERE batch = ${batch} AND key > ${after} ORDER BY key LIMIT ${PAGE}`,
    );
    for (const [, row] of page) {
      if (row < 1 || row > last || stated[row] === 1) yield told(row);
      else stated[row] = 1;
    }
    yield undefined;
    const [key] = page.at(-1) ?? [];
    if (key === undefined) break;
    after = key;
  }
  for (let after = 0; ; ) {
    const page = session.all<[number, string]>(
      sql`SELECT row, status FROM results WHERE batch = ${batch} AND row > ${after} ORDER BY row LIMIT ${PAGE}`,
    );
    for (const [row, status] of page)
      if ((status === 'ok' || status === 'unchanged') && stated[row] !== 1) yield told(row);
    yield undefined;
    const [row] = page.at(-1) ?? [];
    if (row === undefined) return;
    after = row;
  }
}

/**
 * Transactions beside their lines in the operation log, both in the order in which they were written: each has its line
 * and each line its transaction. Only where the two orders part is anything looked up.
 */
import type { Finding } from '../../../domain/question.ts';
import { fromStored, readable } from '../../../domain/stored.ts';
import type { Session } from '../session.ts';
import { sql } from '../sql.ts';

/** Of a transaction, all that the log keeps, in the order of the log's canonical text; `postings` and `lot` are put in between. */
export const LOGGED = [
  'amount',
  'caps',
  'content',
  'counterparty',
  'currency',
  'day',
  'holder',
  'lot',
  'movement',
  'note',
  'order_id',
  'org',
  'postings',
  'product',
  'purse',
  'reference',
  'reverses',
  'source',
  'time',
  'type',
] as const;
export type LoggedFields = Readonly<Partial<Record<(typeof LOGGED)[number], string | bigint | null>>>;

type Line = [key: string, before: string | null, after: string | null];

/** The log's text of a transaction; `postings` is JSON already. */
function lineOf(fields: LoggedFields): string {
  let text = '{';
  for (const name of LOGGED) {
    const value = fields[name];
    if (value === null || value === undefined) continue;
    if (text.length > 1) text += ',';
    text += `"${name}":`;
    text += name === 'postings' || typeof value === 'bigint' ? String(value) : JSON.stringify(value);
  }
  return `${text}}`;
}

export class LoggedLines {
  private readonly session: Session;
  private readonly lines: IterableIterator<Line>;
  private next: Line | undefined;
  /** Transactions whose line is still to come. */
  private readonly ahead = new Set<string>();

  constructor(session: Session) {
    this.session = session;
    this.lines = session.iterate<Line>(
      sql`SELECT key, before, after FROM log_rows WHERE kind = 'transaction' ORDER BY seq, n`,
    );
    this.step();
  }

  private step(): void {
    const result = this.lines.next();
    this.next = result.done ? undefined : result.value;
  }

  /** What the log has wrong up to this transaction, and of it. */
  *compare(id: string, seq: number, fields: LoggedFields): Generator<Finding> {
    let found: string | null | undefined;
    for (;;) {
      const { next } = this;
      if (!next) {
        found = this.elsewhere(id);
        break;
      }
      const [key, before, after] = next;
      if (key === id) {
        found = before === null ? after : undefined;
        this.step();
        break;
      }
      const place = this.placeOf(key);
      if (place !== undefined && place > seq) {
        found = this.elsewhere(id);
        if (found !== undefined) this.ahead.add(id);
        break;
      }
      yield* this.passed(key, place);
      this.step();
    }
    if (found === undefined || found === null) yield unlogged(id, undefined);
    else if (found !== lineOf(fields)) yield* this.differing(id, fields, found);
  }

  /** Lines that no transaction asked for. */
  *rest(): Generator<Finding | undefined> {
    for (; this.next; this.step()) {
      const [key] = this.next;
      const place = this.placeOf(key);
      yield* this.passed(key, place);
    }
  }

  private *passed(key: string, place: number | undefined): Generator<Finding> {
    if (place === undefined) yield { code: 'LEDGER_LOST', details: { transaction: key } };
    else if (!this.ahead.delete(key)) yield unlogged(key, 'twice');
  }

  /** Only what is not the text expected is read. */
  private *differing(id: string, fields: LoggedFields, found: string): Generator<Finding> {
    const logged = readable<Record<string, unknown>>(found);
    if (!logged) return yield unlogged(id, undefined);
    const { lot } = logged;
    const expected = lineOf(typeof lot === 'string' ? { ...fields, lot: this.lotNow(lot) } : fields);
    if (expected === found) return;
    const here = fromStored<Record<string, unknown>>(expected);
    const names = [...new Set([...Object.keys(here), ...Object.keys(logged)])].toSorted();
    const field = names.find((name) => JSON.stringify(here[name]) !== JSON.stringify(logged[name]));
    // The same said in another way is the same.
    if (field !== undefined) yield unlogged(id, field);
  }

  /** The lot that the log says was made, as it is now. */
  private lotNow(text: string): string | null {
    const [id = ''] = text.split('|');
    const found = this.session.first<[string, string, string]>(
      sql`SELECT kind, valid_from, valid_to FROM lots WHERE id = ${id}`,
    );
    return found ? [id, ...found].join('|') : null;
  }

  private placeOf(id: string): number | undefined {
    return this.session.first<[number]>(sql`SELECT seq FROM ledger_transactions WHERE id = ${id}`)?.[0];
  }

  private elsewhere(id: string): string | undefined {
    return this.session.first<[string]>(
      sql`SELECT after FROM log_rows WHERE key = ${id} AND kind = 'transaction' AND before IS NULL AND after IS NOT NULL`,
    )?.[0];
  }

  close(): void {
    this.lines.return?.();
  }
}

const unlogged = (transaction: string, field: string | undefined): Finding => ({
  code: 'LEDGER_UNLOGGED',
  details: { transaction, ...(field !== undefined && { field }) },
});

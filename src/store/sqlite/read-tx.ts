/** What a read transaction offers, on one session. */
import type { RowStatus } from '../../domain/batches.ts';
import type { BookName } from '../../domain/funds/books.ts';
import type { FundsNeed, Lent } from '../../domain/funds/loaded.ts';
import type { Key, KindName } from '../../domain/kind.ts';
import type { Finding, Page, Question, Tail } from '../../domain/question.ts';
import {
  type KeptChunk,
  type Need,
  type Pointer,
  type ReadTx,
  type Sight,
  STATE_MARK,
  type StoredResult,
  type Survey,
  type Watch,
} from '../port.ts';
import { heldBy, lentTo } from './ledger/held.ts';
import { overdueCount, overdueIn } from './ledger/overdue.ts';
import { consumptionOf, fundsOf } from './ledger/read.ts';
import { showingMoney } from './ledger/seen.ts';
import { countRows, listRows, tallyRows } from './lists/list.ts';
import { changedRows, entriesBack, entriesOfRows, headOf, historyOf, rowsOf, transactionsOfRows } from './log.ts';
import { pause } from './maintenance/pause.ts';
import { showingRoles } from './masked.ts';
import { capped, capUse, planRows } from './plans.ts';
import { loadRows, referencing } from './rows.ts';
import type { Session } from './session.ts';
import { sql } from './sql.ts';
import { mapped } from './sqlite-errors.ts';
import { statedRows } from './stated.ts';
import { survey } from './survey.ts';

/** At each moment that it names, long work may stop. */
async function* watched(work: Iterable<Finding | undefined>, watch: Watch | undefined): AsyncGenerator<Finding> {
  for (const finding of work)
    if (finding) yield finding;
    else await pause(watch);
}

export class SqliteReadTx implements ReadTx {
  protected readonly session: Session;
  constructor(session: Session) {
    this.session = session;
  }

  protected async told<T>(f: () => T): Promise<T> {
    try {
      return f();
    } catch (error) {
      throw mapped(error, this.session.file);
    }
  }

  /** A writer must not hold a statement open between pages. */
  protected get holds(): boolean {
    return true;
  }

  async *list(question: Question, sight: Sight): AsyncGenerator<Page, Tail> {
    try {
      return yield* listRows(this.session, question, sight, this.holds);
    } catch (error) {
      throw mapped(error, this.session.file);
    }
  }

  async tally(question: Question, sight: Sight) {
    return this.told(() => tallyRows(this.session, question, sight));
  }

  async count(question: Question, sight: Sight) {
    return this.told(() => countRows(this.session, question, sight));
  }

  async rows(need: Need, sight: Sight) {
    return this.told(() => loadRows(this.session, need, sight));
  }

  async survey(asked: Survey, sight: Sight) {
    return this.told(() => survey(this.session, asked, sight));
  }

  async showingRoles(places: readonly Key[], sight: Sight) {
    return this.told(() => showingRoles(this.session, places, sight));
  }

  async showingMoney(books: readonly BookName[], sight: Sight) {
    return this.told(() => showingMoney(this.session, books, sight));
  }

  async referencing(kind: KindName, keys: readonly Key[], limit: number) {
    return this.told(() => referencing(this.session, kind, keys, limit));
  }

  async funds(needs: readonly FundsNeed[], now: number) {
    return this.told(() => fundsOf(this.session, needs, now));
  }

  async overdue(sight: Sight, most: number, holders?: readonly string[]) {
    return this.told(() => overdueIn(this.session, sight, most, holders));
  }

  async overdueCount(sight: Sight, holders?: readonly string[]) {
    return this.told(() => overdueCount(this.session, sight, holders));
  }

  async held(holders: readonly string[], now: number) {
    return this.told(() => heldBy(this.session, holders, now));
  }

  async lent(pairs: readonly Lent['of'][]) {
    return this.told(() => lentTo(this.session, pairs));
  }

  async consumption(days: readonly { readonly holder: string; readonly day: string }[]) {
    return this.told(() => consumptionOf(this.session, days));
  }

  async capped() {
    return this.told(() => capped(this.session));
  }

  async capUse(org: Key, currency: string, day: string) {
    return this.told(() => capUse(this.session, org, currency, day));
  }

  async planRows(plan: Key, after: number, limit: number) {
    return this.told(() => planRows(this.session, plan, after, limit));
  }

  async personKeys(persons: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
    return this.told(() => {
      const keys = new Map<string, Uint8Array>();
      for (const person of persons) {
        const found = this.session.first<[Buffer]>(sql`SELECT key FROM person_keys WHERE person = ${person}`);
        if (found) keys.set(person, found[0]);
      }
      return keys;
    });
  }

  async allPersonKeys(after: string, limit: number): Promise<ReadonlyMap<string, Uint8Array>> {
    return this.told(() => {
      const found = this.session.all<[string, Buffer]>(
        sql`SELECT person, key FROM person_keys WHERE person > ${after} AND person <> ${STATE_MARK}
          ORDER BY person LIMIT ${limit}`,
      );
      return new Map(found);
    });
  }

  async entries(batch: string, after: string | undefined, limit: number) {
    return this.told(() => entriesBack(this.session, batch, after, limit));
  }

  async changedRows(batch: string) {
    return this.told(() => changedRows(this.session, batch));
  }

  async entriesOf(batch: string, firstRow: number, lastRow: number) {
    return this.told(() => entriesOfRows(this.session, batch, firstRow, lastRow));
  }

  async transactionsOf(batch: string, firstRow: number, lastRow: number) {
    return this.told(() => transactionsOfRows(this.session, batch, firstRow, lastRow));
  }

  async writtenBy(batch: string, records: readonly Pointer[]) {
    return this.told(() => rowsOf(this.session, batch, records));
  }

  async inputs(batch: string, after: number, limit: number): Promise<readonly string[]> {
    return this.told(() =>
      this.session
        .all<[string]>(
          sql`SELECT input FROM batch_inputs WHERE batch = ${batch} AND row > ${after} ORDER BY row LIMIT ${limit}`,
        )
        .map(([input]) => input),
    );
  }

  async inputCount(batch: string): Promise<number> {
    return this.told(
      () => this.session.first<[number]>(sql`SELECT count(*) FROM batch_inputs WHERE batch = ${batch}`)?.[0] ?? 0,
    );
  }

  async results(batch: string, afterRow: number, limit: number): Promise<readonly StoredResult[]> {
    return this.told(() =>
      this.session
        .all<[number, string | null, string | null, RowStatus, string | null, string | null, string | null]>(
          sql`SELECT row, reference, target, status, code, details, id FROM results
            WHERE batch = ${batch} AND row > ${afterRow} ORDER BY row LIMIT ${limit}`,
        )
        .map(([row, reference, target, status, code, details, id]) => ({
          row,
          reference,
          target,
          status,
          code,
          details,
          id,
        })),
    );
  }

  async keptChunk(batch: string, after: number): Promise<KeptChunk | undefined> {
    return this.told(() => {
      const found = this.session.first<[number, string]>(
        sql`SELECT rows, digest FROM batch_chunks WHERE batch = ${batch} AND after = ${after}`,
      );
      return found && { rows: found[0], digest: found[1] };
    });
  }

  async statedRows(batch: string, keys: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return this.told(() => statedRows(this.session, batch, keys));
  }

  async *verifyLog(head?: string, watch?: Watch) {
    const { verifyLog } = await import('./maintenance/verify-log.ts');
    return yield* verifyLog(this.session, head, watch);
  }

  async *checkLedger(watch?: Watch) {
    const { checkLedger } = await import('./ledger/check.ts');
    yield* watched(checkLedger(this.session, watch), watch);
  }

  async *ledgerWarnings(watch?: Watch) {
    const { warnings } = await import('./ledger/check-warn.ts');
    yield* watched(warnings(this.session), watch);
  }

  async head(): Promise<string> {
    return this.told(() => headOf(this.session).head);
  }

  async history(at?: number) {
    return this.told(() => historyOf(this.session, at));
  }

  async lastLogged(): Promise<number | undefined> {
    return this.told(() => {
      const last = sql`SELECT time FROM log_transactions ORDER BY seq DESC LIMIT 1`;
      return this.session.first<[number]>(last)?.[0];
    });
  }
}

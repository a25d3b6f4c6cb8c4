/** What a write transaction offers besides, on one session. */
import type { Entry, LogHeader } from '../../domain/audit.ts';
import type { Key } from '../../domain/kind.ts';
import type { PlanRow } from '../../domain/plans.ts';
import { type KeptChunk, STATE_MARK, type StoredResult, type Write, type WriteTx } from '../port.ts';
import type { Applier } from './apply.ts';
import { appendLog } from './log.ts';
import { savePlanRows } from './plans.ts';
import { SqliteReadTx } from './read-tx.ts';
import type { Session } from './session.ts';
import { saveStated } from './stated.ts';

export class SqliteWriteTx extends SqliteReadTx implements WriteTx {
  private readonly applier: Applier;
  private depth = 0;
  /** Keys were destroyed: the log of writes must not keep them. */
  destroyed = false;
  /** The mark of a new state key, once there is one. */
  mark: Buffer | undefined;

  constructor(session: Session, applier: Applier) {
    super(session);
    this.applier = applier;
  }

  protected override get holds(): boolean {
    return false;
  }

  async apply(writes: readonly Write[]): Promise<void> {
    return this.told(() => this.applier.apply(writes));
  }

  async attempt<T>(f: () => Promise<T>): Promise<T> {
    const name = `attempt_${++this.depth}`;
    const exec = (text: string) => this.told(() => this.session.connection.exec(text));
    await exec(`SAVEPOINT ${name}`);
    try {
      const result = await f();
      await exec(`RELEASE ${name}`);
      return result;
    } catch (error) {
      // After some failures (a full disk) SQLite has taken back the whole transaction already.
      if (this.session.connection.inTransaction) await exec(`ROLLBACK TO ${name}; RELEASE ${name}`);
      throw error;
    } finally {
      this.depth--;
    }
  }

  async log(header: LogHeader, entries: readonly Entry[]): Promise<string> {
    return this.told(() => appendLog(this.session, header, entries));
  }

  async saveResults(batch: string, rows: readonly StoredResult[]): Promise<void> {
    return this.told(() => {
      // A resumed batch decides again what was not run.
      const insert = this.session.prepare(
        'INSERT OR REPLACE INTO results (batch, row, reference, target, status, code, details, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      );
      for (const { row, reference, target, status, code, details, id } of rows)
        insert.run(batch, row, reference, target, status, code, details, id);
    });
  }

  async saveChunk(batch: string, after: number, { rows, digest }: KeptChunk): Promise<void> {
    return this.told(() => {
      const insert = this.session.prepare('INSERT INTO batch_chunks (batch, after, rows, digest) VALUES (?, ?, ?, ?)');
      insert.run(batch, after, rows, digest);
    });
  }

  async saveStated(batch: string, rows: ReadonlyMap<string, number>): Promise<void> {
    return this.told(() => saveStated(this.session, batch, rows));
  }

  async saveInputs(batch: string, from: number, rows: readonly string[]): Promise<void> {
    return this.told(() => {
      const insert = this.session.prepare('INSERT INTO batch_inputs (batch, row, input) VALUES (?, ?, ?)');
      rows.forEach((input, i) => {
        insert.run(batch, from + i, input);
      });
    });
  }

  async savePlanRows(plan: Key, rows: readonly PlanRow[]) {
    return this.told(() => savePlanRows(this.session, plan, rows));
  }

  async savePersonKeys(keys: ReadonlyMap<string, Uint8Array>): Promise<void> {
    return this.told(() => {
      const insert = this.session.prepare('INSERT OR REPLACE INTO person_keys (person, key) VALUES (?, ?)');
      for (const [person, key] of keys) insert.run(person, key);
    });
  }

  async dropPersonKeys(persons: readonly string[]): Promise<void> {
    return this.told(() => {
      // Pages that become free are overwritten, too; the writer empties the -wal once this is committed.
      this.session.connection.pragma('secure_delete = ON');
      const drop = this.session.prepare('DELETE FROM person_keys WHERE person = ?');
      for (const person of persons) drop.run(person);
      this.destroyed = true;
    });
  }

  async saveStateMark(mark: Uint8Array): Promise<void> {
    this.session.connection.pragma('secure_delete = ON');
    await this.savePersonKeys(new Map([[STATE_MARK, mark]]));
    this.destroyed = true;
    this.mark = Buffer.from(mark);
  }
}

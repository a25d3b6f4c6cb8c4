/**
 * The embedded store: readers on connections of their own, each with one snapshot, and one writer. What only writes or
 * looks after the file is loaded when it is called for: a list needs none of it.
 */
import type { LogHeader } from '../../domain/audit.ts';
import type { Finding } from '../../domain/question.ts';
import type {
  Compactable,
  ReadTx,
  Restorable,
  Restored,
  Spent,
  StateIdentity,
  StateInfo,
  Store,
  Watch,
  WriteOptions,
  WriteTx,
} from '../port.ts';
import { explained } from './damage.ts';
import { connect } from './driver.ts';
import { SqliteReadTx } from './read-tx.ts';
import { Session, type Timed } from './session.ts';
import { sql } from './sql.ts';
import { type StateVersion, stateVersion } from './state-version.ts';
import type { Writer } from './writer.ts';

/** What each holds is found again by the next reader; a server has many at a time. */
const MOST_IDLE_READERS = 8;

/** Who may stop the work may also stop the waiting for it. */
const heard = (options: WriteOptions, watch: Watch | undefined): WriteOptions => ({
  ...options,
  signal: watch?.signal,
});

export class SqliteStore implements Store {
  private readonly file: string;
  private readonly schema: number;
  private readonly version: StateVersion;
  private writer: Writer | undefined;
  private readonly idle: Session[];
  private closed = false;
  private readonly left: (() => void) | undefined;
  private readonly timed: Timed | undefined;

  /** `left`: called when all connections are closed. */
  constructor(file: string, schema: number, reader: Session, left?: () => void) {
    this.file = file;
    this.left = left;
    this.schema = schema;
    this.version = stateVersion(reader);
    this.idle = [reader];
    this.timed = reader.timed;
  }

  async *read<T, R>(f: (tx: ReadTx) => AsyncGenerator<T, R>): AsyncGenerator<T, R> {
    const session = this.idle.pop() ?? new Session(connect(this.file, 'read'), this.file, this.timed);
    try {
      session.connection.exec('BEGIN');
      // The snapshot is taken by the first read, not by BEGIN.
      session.first(sql`SELECT 1 FROM meta`);
      return yield* f(new SqliteReadTx(session));
    } catch (error) {
      throw explained(error, this.file);
    } finally {
      this.release(session);
    }
  }

  async write<T>(options: WriteOptions, f: (tx: WriteTx) => Promise<T>): Promise<T> {
    return (await this.writing()).write(options, f);
  }

  contended(): boolean {
    return this.writer?.contended() === true;
  }

  async identity(): Promise<StateIdentity> {
    const { stateIdentity } = await import('./maintenance/info.ts');
    return this.with((session) => stateIdentity(session));
  }

  async info(): Promise<StateInfo> {
    const { stateInfo } = await import('./maintenance/info.ts');
    return this.with((session) => stateInfo(session));
  }

  async *check(watch?: Watch): AsyncGenerator<Finding> {
    const { checkState } = await import('./maintenance/check.ts');
    const session = new Session(connect(this.file, 'read'), this.file, this.timed);
    try {
      session.connection.exec('BEGIN');
      yield* checkState(session, watch);
    } catch (error) {
      throw explained(error, this.file);
    } finally {
      session.close();
    }
  }

  async backup(file: string, watch?: Watch): Promise<number> {
    const { backupInto } = await import('./maintenance/backup.ts');
    return this.with((session) => backupInto(session, file, watch));
  }

  async rebuild(options: WriteOptions, watch?: Watch): Promise<number> {
    const [{ rebuild }, writer] = await Promise.all([import('./maintenance/rebuild.ts'), this.writing()]);
    return writer.maintain(heard(options, watch), (session) => rebuild(session, watch));
  }

  async compactable(before: number): Promise<Compactable> {
    const [{ bytesOf }, { spent, unusedBytes }] = await Promise.all([
      import('./maintenance/info.ts'),
      import('./maintenance/compact.ts'),
    ]);
    return this.with((session) => ({
      ...spent(session, before),
      bytes: bytesOf(this.file),
      unused: unusedBytes(session),
    }));
  }

  async dropSpent(options: WriteOptions, before: number, watch?: Watch): Promise<Spent> {
    const { dropSpent, spentBatches } = await import('./maintenance/compact.ts');
    const batches = await this.with((session) => spentBatches(session, before));
    return dropSpent(await this.writing(), heard(options, watch), batches, watch);
  }

  async giveBack(options: WriteOptions, watch?: Watch): Promise<number> {
    const [{ bytesOf }, { giveBack }] = await Promise.all([
      import('./maintenance/info.ts'),
      import('./maintenance/compact.ts'),
    ]);
    await (await this.writing()).alone(heard(options, watch), (session) => giveBack(session, watch));
    return bytesOf(this.file);
  }

  async restorable(from: string, watch?: Watch): Promise<Restorable> {
    const { restorable } = await import('./maintenance/restore.ts');
    return restorable(this.file, from, watch);
  }

  async restore(from: string, header: LogHeader, timeoutMs: number, watch?: Watch): Promise<Restored> {
    const { restoreInto } = await import('./maintenance/restore.ts');
    try {
      return await restoreInto(this.file, { from, header, timeoutMs, watch });
    } catch (error) {
      throw explained(error, this.file);
    }
  }

  close(): void {
    this.closed = true;
    // The writer last: only a connection that may write removes the -wal when it is the last to go.
    for (const session of this.idle.splice(0)) session.close();
    this.writer?.close();
    this.left?.();
  }

  private async writing(): Promise<Writer> {
    const { Writer } = await import('./writer.ts');
    this.writer ??= new Writer(this.file, this.schema, this.version, this.timed);
    return this.writer;
  }

  private async with<T>(f: (session: Session) => T | Promise<T>): Promise<T> {
    const session = new Session(connect(this.file, 'read'), this.file, this.timed);
    try {
      session.connection.exec('BEGIN');
      return await f(session);
    } catch (error) {
      throw explained(error, this.file);
    } finally {
      session.close();
    }
  }

  private release(session: Session): void {
    const { connection } = session;
    try {
      if (connection.inTransaction) connection.exec('ROLLBACK');
    } catch {
      session.close();
      return;
    }
    if (this.closed || this.idle.length >= MOST_IDLE_READERS) session.close();
    else this.idle.push(session);
  }
}

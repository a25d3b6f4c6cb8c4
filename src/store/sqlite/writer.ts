/**
 * One writer at a time: first come first served within the process, by the file's write lock among processes. SQLite's
 * own back-off starves short transactions, so the store retries in steps of a few milliseconds.
 */
import { statSync } from 'node:fs';
import { AdctlError } from '../../domain/refusal.ts';
import type { Holder, WriteOptions, WriteTx } from '../port.ts';
import { Applier } from './apply.ts';
import { explained } from './damage.ts';
import { connect } from './driver.ts';
import { stopIfAsked } from './maintenance/pause.ts';
import { Session, type Timed } from './session.ts';
import { sql } from './sql.ts';
import { isBusy, mapped } from './sqlite-errors.ts';
import { type StateVersion, stateVersion } from './state-version.ts';
import { mark, unmark } from './waiting.ts';
import { SqliteWriteTx } from './write-tx.ts';

const NOTICEABLE_MS = 300;
const MARK_EVERY_MS = 20;
const CONTENDED_EVERY_MS = 10;
/**
 * A page that many transactions wrote is copied once per checkpoint, so a long run lets the log grow before it does.
 * A small command checkpoints only where nobody has done so for long.
 */
const CHECKPOINT_BYTES = { long: 128 << 20, short: 512 << 20 } as const;
const LONG_RUN_COMMITS = 20;

const sameMark = (a: Buffer | null, b: Buffer | null): boolean => (a && b ? a.equals(b) : a === b);

export class Writer {
  private readonly file: string;
  private readonly timed: Timed | undefined;
  private readonly schema: number;
  private readonly known: StateVersion;
  private session: Session | undefined;
  private applier: Applier | undefined;
  private turn: Promise<unknown> = Promise.resolve();
  private commits = 0;
  private asked = Number.NEGATIVE_INFINITY;
  private lastAnswer = false;
  /** The log still holds keys that were destroyed: somebody read from it when it was to be emptied. */
  private destroyed = false;

  constructor(file: string, schema: number, known: StateVersion, timed?: Timed) {
    this.file = file;
    this.timed = timed;
    this.schema = schema;
    this.known = { ...known };
  }

  write<T>(options: WriteOptions, f: (tx: WriteTx) => Promise<T>): Promise<T> {
    const deadline = performance.now() + options.timeoutMs;
    const mine = this.turn.then(() => this.run(options, deadline, f));
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  /** Work on the file itself, in one transaction. */
  maintain<T>(options: WriteOptions, f: (session: Session) => T | Promise<T>): Promise<T> {
    return this.write(options, async () => await f(this.open()));
  }

  /** Work that SQLite does in a transaction of its own: again and again until nobody else writes. */
  async alone<T>(options: WriteOptions, f: (session: Session) => Promise<T>): Promise<T> {
    const deadline = performance.now() + options.timeoutMs;
    for (;;) {
      try {
        return await f(this.open());
      } catch (error) {
        if (!isBusy(error) || performance.now() >= deadline) throw mapped(error, this.file);
      }
      stopIfAsked(options);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  contended(): boolean {
    const now = performance.now();
    if (now - this.asked < CONTENDED_EVERY_MS) return this.lastAnswer;
    this.asked = now;
    this.lastAnswer = unmark(this.file);
    return this.lastAnswer;
  }

  close(): void {
    if (this.session && this.destroyed) emptied(this.session);
    else if (this.session && this.commits > LONG_RUN_COMMITS) this.checkpoint(this.session, 0);
    this.session?.close();
    this.session = undefined;
  }

  private async run<T>(options: WriteOptions, deadline: number, f: (tx: WriteTx) => Promise<T>): Promise<T> {
    try {
      const session = this.open();
      if (options.holder) await this.announce(session, options, options.holder, deadline);
      try {
        await beginImmediate(session, options, deadline);
        this.sameState(session);
        const tx = new SqliteWriteTx(session, this.applierOf(session));
        const result = await f(tx);
        if (options.holder) session.run(sql`DELETE FROM writer_holder`);
        session.connection.exec('COMMIT');
        this.commits++;
        const long = options.holder !== undefined || this.commits > LONG_RUN_COMMITS;
        if (tx.mark) this.known.mark = tx.mark;
        if (tx.destroyed) this.destroyed = true;
        if (this.destroyed) this.destroyed = !emptied(session);
        else this.checkpoint(session, long ? CHECKPOINT_BYTES.long : CHECKPOINT_BYTES.short);
        return result;
      } catch (error) {
        if (session.connection.inTransaction) session.connection.exec('ROLLBACK');
        session.connection.pragma('secure_delete = FAST');
        if (options.holder) await this.withdraw(session);
        throw error;
      }
    } catch (error) {
      throw explained(error, this.file);
    }
  }

  private open(): Session {
    this.session ??= new Session(connect(this.file, 'write'), this.file, this.timed);
    return this.session;
  }

  private applierOf(session: Session): Applier {
    this.applier ??= new Applier(session);
    return this.applier;
  }

  /** An older process never writes into a schema that it does not know, nor into another state than it has read. */
  private sameState(session: Session): void {
    const [version] = session.first<[number]>(sql`SELECT user_version FROM pragma_user_version`) ?? [];
    if (version !== this.schema) throw new AdctlError('STATE_UPGRADED', { file: this.file });
    const { epoch, mark } = stateVersion(session);
    if (epoch !== this.known.epoch) throw new AdctlError('STATE_RESTORED', { file: this.file });
    if (!sameMark(mark, this.known.mark)) throw new AdctlError('KEY_ROTATED', { file: this.file });
  }

  /** A transaction's own rows are not seen by others before it ends, so its holder is committed ahead of it. */
  private async announce(session: Session, options: WriteOptions, holder: Holder, deadline: number): Promise<void> {
    await beginImmediate(session, options, deadline);
    try {
      this.sameState(session);
      session.run(sql`INSERT OR REPLACE INTO writer_holder (one, batch, operation, actor, pid)
        VALUES (1, ${holder.batch}, ${holder.operation}, '', ${process.pid})`);
      session.connection.exec('COMMIT');
    } catch (error) {
      if (session.connection.inTransaction) session.connection.exec('ROLLBACK');
      throw error;
    }
  }

  private async withdraw(session: Session): Promise<void> {
    try {
      await beginImmediate(session, { timeoutMs: 1_000 }, performance.now() + 1_000);
      session.run(sql`DELETE FROM writer_holder WHERE pid = ${process.pid}`);
      session.connection.exec('COMMIT');
    } catch {
      // The row names a process that no longer holds anything; a reader of it sees that once the process has ended.
      if (session.connection.inTransaction) session.connection.exec('ROLLBACK');
    }
  }

  private checkpoint(session: Session, most: number): void {
    const size = statSync(`${this.file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
    if (size <= most) return;
    try {
      session.connection.pragma('wal_checkpoint(PASSIVE)');
    } catch {
      // The data is committed; whoever writes next checkpoints.
    }
  }
}

/** Destroyed keys are gone from the -wal, too; false while somebody still reads what was before. */
function emptied(session: Session): boolean {
  try {
    session.connection.pragma('secure_delete = FAST');
    return session.connection.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) === 0;
  } catch {
    // The data is committed.
    return false;
  }
}

/** Begins a write transaction, waiting for others until the deadline. */
async function beginImmediate(session: Session, options: WriteOptions, deadline: number): Promise<void> {
  const start = performance.now();
  let marked = Number.NEGATIVE_INFINITY;
  let told = false;
  try {
    for (;;) {
      try {
        session.connection.exec('BEGIN IMMEDIATE');
        return;
      } catch (error) {
        if (!isBusy(error)) throw error;
      }
      stopIfAsked(options);
      const now = performance.now();
      if (now >= deadline) throw new AdctlError('LOCKED', { holder: describe(holderOf(session)) });
      if (now - marked >= MARK_EVERY_MS) {
        mark(session.file);
        marked = now;
      }
      if (!told && now - start >= NOTICEABLE_MS) {
        told = true;
        options.onWait?.(holderOf(session));
      }
      await new Promise((resolve) => setTimeout(resolve, 1 + Math.random() * 4));
    }
  } finally {
    if (marked > 0) unmark(session.file);
  }
}

/** Who holds the writer, where a long run said so and its process still lives. */
function holderOf(session: Session): Holder | undefined {
  const found = session.first<[string, string, number]>(sql`SELECT batch, operation, pid FROM writer_holder`);
  if (!found || !lives(found[2])) return undefined;
  const [batch, operation] = found;
  return { batch, operation };
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function describe(holder: Holder | undefined): string {
  return holder ? ` (${holder.operation}, ${holder.batch})` : '';
}

/** A connection with its prepared statements. A statement is prepared once for each text, however often it runs. */
import type Database from 'better-sqlite3';
import { type Connection, connect } from './driver.ts';
import type { Sql } from './sql.ts';

export type Statement = Database.Statement<unknown[], unknown>;
/** The same statement, whose time is taken. */
export type Timed = (statement: Statement, text: string) => Statement;
const MOST_STATEMENTS = 400;

export class Session {
  readonly connection: Connection;
  readonly file: string;
  readonly timed: Timed | undefined;
  private readonly statements = new Map<string, Statement>();
  /** Those that stream; one that is still read from is busy. */
  private readonly streams = new Map<string, Statement>();

  constructor(connection: Connection, file: string, timed?: Timed) {
    this.connection = connection;
    this.file = file;
    this.timed = timed;
  }

  prepare(text: string): Statement {
    return this.statements.get(text) ?? this.kept(this.statements, text);
  }

  /** All rows, each an array of its columns. */
  all<R extends unknown[] = unknown[]>(query: Sql): R[] {
    return this.prepare(query.text).all(...query.values) as R[];
  }

  first<R extends unknown[] = unknown[]>(query: Sql): R | undefined {
    return this.prepare(query.text).get(...query.values) as R | undefined;
  }

  run(query: Sql): Database.RunResult {
    return this.prepare(query.text).run(...query.values);
  }

  /** Streams through a statement that nobody else reads from, so that the same question can be asked again meanwhile. */
  iterate<R extends unknown[] = unknown[]>(query: Sql): IterableIterator<R> {
    const known = this.streams.get(query.text);
    const statement = known && !known.busy ? known : this.kept(this.streams, query.text);
    return statement.iterate(...query.values) as IterableIterator<R>;
  }

  private kept(among: Map<string, Statement>, text: string): Statement {
    const statement = this.made(text);
    if (among.size >= MOST_STATEMENTS) among.clear();
    among.set(text, statement);
    return statement;
  }

  private made(text: string): Statement {
    const statement = this.connection.prepare(text) as Statement;
    if (statement.reader) statement.raw(true);
    return this.timed ? this.timed(statement, text) : statement;
  }

  /** Another connection to the same file, which only reads. */
  beside(): Session {
    return new Session(connect(this.file, 'read'), this.file, this.timed);
  }

  close(): void {
    this.statements.clear();
    this.streams.clear();
    this.connection.close();
  }
}

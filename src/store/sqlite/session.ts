/** A connection with its prepared statements. A statement is prepared once for each text, however often it runs. */
import type Database from 'better-sqlite3';
import { type Connection, connect } from './driver.ts';
import type { Sql } from './sql.ts';

type Statement = Database.Statement<unknown[], unknown>;
const MOST_STATEMENTS = 400;

export class Session {
  readonly connection: Connection;
  readonly file: string;
  private readonly statements = new Map<string, Statement>();

  constructor(connection: Connection, file: string) {
    this.connection = connection;
    this.file = file;
  }

  prepare(text: string): Statement {
    let statement = this.statements.get(text);
    if (!statement) {
      if (this.statements.size >= MOST_STATEMENTS) this.statements.clear();
      statement = this.connection.prepare(text) as Statement;
      if (statement.reader) statement.raw(true);
      this.statements.set(text, statement);
    }
    return statement;
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

  /** Streams through a statement of its own, so that the same question can be asked again meanwhile. */
  iterate<R extends unknown[] = unknown[]>(query: Sql): IterableIterator<R> {
    return (this.connection.prepare(query.text) as Statement).raw(true).iterate(...query.values) as IterableIterator<R>;
  }

  /** Another connection to the same file, which only reads. */
  beside(): Session {
    return new Session(connect(this.file, 'read'), this.file);
  }

  close(): void {
    this.statements.clear();
    this.connection.close();
  }
}

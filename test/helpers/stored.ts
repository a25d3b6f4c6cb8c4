/** What a state's file holds, row by row, past every layer of the program. */
import Database from 'better-sqlite3';

export type Without = (table: string, column: string) => boolean;

/** Rows of every table, each as text; `without` says which columns are left out. */
export function rowsOf(file: string, without: Without): Record<string, string[]> {
  const db = new Database(file, { readonly: true });
  try {
    const tables = db
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
      .pluck()
      .all() as string[];
    return Object.fromEntries(
      tables.map((table) => {
        const columns = (db.prepare(`SELECT name FROM pragma_table_info('${table}')`).pluck().all() as string[]).filter(
          (column) => !without(table, column),
        );
        if (columns.length === 0) return [table, []];
        const rows = db
          .prepare(`SELECT ${columns.map((name) => `"${name}"`).join()} FROM "${table}"`)
          .raw()
          .all();
        return [table, rows.map((row) => JSON.stringify(row)).toSorted()];
      }),
    );
  } finally {
    db.close();
  }
}

/** The keys of persons, which are random where they are made. */
export function personKeys(file: string): string {
  const db = new Database(file, { readonly: true });
  try {
    return JSON.stringify(db.prepare('SELECT * FROM person_keys ORDER BY person').all());
  } finally {
    db.close();
  }
}

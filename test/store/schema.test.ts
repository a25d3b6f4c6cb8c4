import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { KINDS } from '../../src/domain/kinds.ts';
import { newFile, open } from './states.ts';

/** Columns that are no field: numbers of rows, and what a field of the same name is shown from. */
const OWN: Readonly<Record<string, readonly string[]>> = {
  account: ['seq'],
  transaction: ['seq'],
  funds: ['deposit'],
  purse_funds: ['deposit'],
  statement: ['deposit_after'],
};

describe('the schema', () => {
  test('holds every stored field of every kind, personal ones with a blind index, and nothing else', async () => {
    const file = newFile();
    await open(file);
    const database = new Database(file, { readonly: true });
    for (const kind of Object.values(KINDS)) {
      const columns = database.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(kind.table) as string[];
      const fields = Object.entries(kind.fields)
        .filter(([, def]) => !def.derived)
        .flatMap(([name, def]) => (def.pii ? [name, `${name}_bi`] : [name]));
      const own = OWN[kind.name] ?? [];
      expect([kind.table, columns.toSorted()]).toEqual([kind.table, [...fields, ...own].toSorted()]);
    }
    database.close();
  });

  test('has an index for every index of every kind, unique where it says so', async () => {
    const file = newFile();
    await open(file);
    const database = new Database(file, { readonly: true });
    for (const kind of Object.values(KINDS)) {
      const found = (
        database.prepare('SELECT name, "unique" AS u FROM pragma_index_list(?)').all(kind.table) as {
          name: string;
          u: number;
        }[]
      ).map(({ name, u }) => ({
        u,
        columns: database.prepare('SELECT name FROM pragma_index_info(?)').pluck().all(name) as string[],
      }));
      for (const [name, def] of Object.entries(kind.indexes)) {
        if (def.kept) {
          const table = database.prepare('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk').pluck();
          expect(table.all(`${kind.name}_${name}`)).toEqual(['value', 'key']);
          continue;
        }
        const wanted = def.fields.map((field) => (kind.fields[field]?.pii ? `${field}_bi` : field));
        const serves = found.some(
          ({ u, columns }) =>
            wanted.every((column, i) => columns[i] === column) &&
            (!def.unique || (u === 1 && columns.length === wanted.length)),
        );
        expect([kind.name, name, serves]).toEqual([kind.name, name, true]);
      }
    }
    database.close();
  });
});

/** A state of the first schema, kept for ever as it was written: every later program opens it and loses nothing of it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { beforeAll, expect, test } from 'vitest';
import { MIGRATIONS } from '../../src/store/sqlite/migrations/index.ts';
import { openStore } from '../../src/store/sqlite/open.ts';
import { SCHEMA } from '../../src/store/sqlite/schema-version.ts';
import { CONTACT } from '../helpers/fixture.ts';
import { NOW, newFolder, State } from '../helpers/state.ts';

const FIXTURE = new URL('../fixtures/schema-1.db.gz', import.meta.url);
/** The last link of its log: nothing of what was logged then may be written otherwise now. */
const HEAD = '2eb4674a984957c3ad8f8250c49b892029eb697201fe5497ff280628293eb43f';
let file: string;
let state: State;

/** Every row of every table that the first schema had, with the columns that it had. */
function rowsOf(db: string): Record<string, unknown[]> {
  const database = new Database(db, { readonly: true });
  const tables = first.map(({ table, columns }) => {
    const cells = columns.map((name) => `"${name}"`).join(', ');
    return [table, database.prepare(`SELECT ${cells} FROM "${table}" ORDER BY 1, 2`).raw().all()] as const;
  });
  database.close();
  return Object.fromEntries(tables);
}
let first: { table: string; columns: string[] }[];
let before: Record<string, unknown[]>;

beforeAll(async () => {
  file = join(newFolder(), 'state.db');
  writeFileSync(file, gunzipSync(readFileSync(FIXTURE)));
  const database = new Database(file, { readonly: true });
  expect(database.pragma('user_version', { simple: true })).toBe(1);
  const named = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'account_grams%'")
    .pluck();
  first = (named.all() as string[]).map((table) => ({
    table,
    columns: database.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[],
  }));
  database.close();
  before = rowsOf(file);
  state = new State(file, await openStore({ file, create: false, now: () => NOW }));
  state.skipBatches(900);
});

test('it is brought to the schema of now, and every row is what it was', async () => {
  expect(MIGRATIONS.length).toBe(SCHEMA);
  expect((await state.store.info()).schema).toBe(SCHEMA);
  expect(before['accounts']).toHaveLength(61);
  expect(rowsOf(file)).toEqual(before);
});

test('the check is silent and the log ends in the link it ended in', async () => {
  expect((await state.query('state.check')).rows).toEqual([]);
  const [verified] = await state.records('audit.verify', { head: HEAD });
  expect(verified).toMatchObject({ head: HEAD, findings: 0 });
});

test('what was sealed then is opened, what was done then is undone', async () => {
  const [person] = await state.records('members.show', { login: ['ant.c'] });
  expect(person?.['phone']).toMatch(/^138\*+5678$/);
  const shown = await state.account('20000001');
  expect(shown).toMatchObject({ manager: 'ant.c', note: '备注 "x"', tags: ['重点'] });
  const claims = await state.records('batches.list', { where: ['operation = accounts.claim'] });
  await state.must('batches.undo', { options: { batch: claims[0]?.['id'] as string } });
  expect(await state.account('20000001')).toMatchObject({ manager: null, note: '备注 "x"' });
  expect((await state.query('state.check')).rows).toEqual([]);
  expect(CONTACT.phone).toMatch(/5678$/);
});

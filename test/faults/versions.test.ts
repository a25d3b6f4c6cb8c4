/**
 * Programs of two versions and one state: a migration that is killed at any step leaves the state of before or the one
 * of after; the older program never writes into what it does not know.
 */
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MIGRATIONS } from '../../src/store/sqlite/migrations/index.ts';
import { openStore } from '../../src/store/sqlite/open.ts';
import { HOOK, idsFile, SEED } from './campaign.ts';
import { LATER_MIGRATIONS, LATER_STATEMENTS, laterProgram } from './later.ts';
import { type Ended, Place } from './processes.ts';

const NOW = MIGRATIONS.length;
const LATER = LATER_MIGRATIONS.length;
const ROWS = 6_000;
const place = new Place();
const base = join(place.folder, 'base.db');
const small = join(place.folder, 'small.db');
let program: string;

beforeAll(async () => {
  [program] = await Promise.all([laterProgram(place.folder), place.run('demo', '--accounts', String(ROWS))]);
  copyFileSync(place.db, base);
  await place.run('demo', '--accounts', '200', '--db', small);
});
afterAll(() => place.remove());

const later = (args: readonly string[], step?: string): Promise<Ended> =>
  place.launch(args, {
    program,
    ...(step && { node: ['--require', HOOK], env: { ADCTL_TEST_KILL: step } }),
  }).ended;

function fresh(from: string | Uint8Array = base): void {
  for (const name of readdirSync(place.folder))
    if (name.startsWith('state.db')) rmSync(join(place.folder, name), { recursive: true });
  if (typeof from === 'string') copyFileSync(from, place.db);
  else writeFileSync(place.db, from);
}

function ask<T>(file: string, sql: string): T[] {
  const database = new Database(file, { readonly: true });
  try {
    return database.prepare(sql).pluck().all() as T[];
  } finally {
    database.close();
  }
}
const schemaOf = (file = place.db) => ask<number>(file, 'PRAGMA user_version')[0];
const backups = () => readdirSync(place.folder).filter((name) => /^state\.db.*\.backup$/.test(name));

/** By the later program's own store: what the check finds, and whether the log holds. */
async function whole(migrations = LATER_MIGRATIONS): Promise<void> {
  const store = await openStore({ file: place.db, create: false, migrations });
  try {
    const found = [];
    for await (const finding of store.check()) found.push(finding);
    expect(found).toEqual([]);
  } finally {
    store.close();
  }
}

/** Where it is killed: each step of a migration, before it and after it. */
const STEPS = [
  'wal 1',
  'exclusive 1',
  'copy 1',
  ...Array.from({ length: LATER_STATEMENTS }, (_, i) => `statement ${i + 1}`),
  'version 1',
  'commit 1',
].flatMap((step) => [`before ${step}`, `after ${step}`]);

describe(`from schema ${NOW} to ${LATER}`, () => {
  const tag = ['accounts', 'tag', '20000001', '--tag', 'later', '-q'];

  // A quarter of them each time; all of them in full.
  const chosen = process.env['ADCTL_KILLS'] ? STEPS : STEPS.filter((_, i) => i % 4 === SEED % 4);
  test.each(chosen)(
    'killed %s: the state is the one of before or of after, and the same command ends the work',
    {
      timeout: 30_000,
    },
    async (step) => {
      fresh(small);
      const killed = await later(tag, step);
      expect(killed.signal, killed.stderr).toBe('SIGKILL');
      // Until its commit nothing of the migration is there, after it all of it.
      const expected = step === 'after commit 1' ? LATER : NOW;
      expect(schemaOf()).toBe(expected);
      expect(ask(place.db, "SELECT name FROM sqlite_schema WHERE name = 'later'")).toHaveLength(expected - NOW);
      const again = await later(tag);
      expect([again.code, again.stderr], step).toEqual([0, expect.anything()]);
      expect(schemaOf()).toBe(LATER);
      expect(ask(place.db, "SELECT count(*) FROM account_tags WHERE tag = 'later'")).toEqual([1]);
      expect(backups().length).toBeGreaterThan(0);
      for (const name of backups()) {
        const copy = join(place.folder, name);
        expect([schemaOf(copy), ask(copy, 'PRAGMA integrity_check')]).toEqual([NOW, ['ok']]);
      }
      await whole();
    },
  );
});

test('a later schema is refused by this program, whatever it is asked', { timeout: 60_000 }, async () => {
  fresh();
  expect((await later(['accounts', 'list', '--count'])).stdout).toBe(`${ROWS}\n`);
  const before = readFileSync(place.db);
  for (const args of [
    ['accounts', 'list'],
    ['accounts', 'tag', '20000001', '--tag', 'x'],
    ['accounts', 'tag', '20000001', '--tag', 'x', '--dry-run'],
    ['batches', 'resume', 'b_0123456789'],
    ['undo', '--last', '--yes'],
    ['state', 'check'],
    ['state', 'info'],
    ['state', 'backup', 'copy.db'],
    ['state', 'rebuild'],
    ['audit', 'verify'],
  ]) {
    const { code, stdout, stderr } = await place.run(...args);
    expect([code, stdout, stderr], args.join(' ')).toEqual([9, '', expect.stringContaining('(STATE_NEWER)')]);
    expect(stderr).toMatch(/\n {2}hint: /);
  }
  // Where somebody types, nothing is said.
  expect(await place.run('__complete', 'account', '2')).toMatchObject({ stdout: '', stderr: '', code: 0 });
  expect(readFileSync(place.db).equals(before)).toBe(true);
});

test('an older program that runs meanwhile never writes again, and the later one ends its batch', {
  timeout: 60_000,
}, async () => {
  fresh();
  const ids = ask<string>(place.db, "SELECT platform || ':' || id FROM accounts WHERE status <> 'closed' ORDER BY seq");
  const file = idsFile(place.folder, ids);
  const older = place.start('accounts', 'note', '--from', file, '--text', 'older', '--format', 'csv');
  await new Promise((resolve) => older.child.stdout?.once('data', resolve));
  // In the middle of its rows: nobody takes its results, so it waits between two transactions.
  older.child.stdout?.pause();
  const upgraded = await later(['accounts', 'list', '--count', '--lock', 'wait']);
  expect([upgraded.code, upgraded.stdout]).toEqual([0, `${ROWS}\n`]);
  older.child.stdout?.resume();
  const { code, stdout, stderr } = await older.ended;
  expect([code, stderr]).toEqual([9, expect.stringContaining('(STATE_UPGRADED)')]);
  const noted = () => ask<number>(place.db, "SELECT count(*) FROM accounts WHERE note = 'older'")[0] as number;
  // What it reported is there, and nothing besides.
  const reported = stdout.split('\n').filter((line) => /^\d+,.*,ok,/.test(line)).length;
  expect([noted(), schemaOf()]).toEqual([reported, LATER]);
  expect(reported).toBeLessThan(ids.length);
  await whole();
  const [batch] = ask<string>(place.db, "SELECT id FROM batches WHERE operation = 'accounts.note'");
  const database = new Database(place.db);
  database.exec("UPDATE batches SET due_at = 1 WHERE state = 'running'");
  database.close();
  const resumed = await later(['batches', 'resume', batch as string, '-q']);
  expect([resumed.code, noted()], resumed.stderr).toEqual([0, ids.length]);
  expect(ask(place.db, `SELECT count(DISTINCT row) FROM results WHERE batch = '${batch}'`)).toEqual([ids.length]);
  await whole();
});

test('the first schema is brought to the later one at once', { timeout: 30_000 }, async () => {
  fresh(gunzipSync(readFileSync(new URL('../fixtures/schema-1.db.gz', import.meta.url))));
  expect((await later(['accounts', 'list', '--count'])).stdout).toBe('61\n');
  expect([schemaOf(), backups()]).toEqual([LATER, ['state.db.v1.backup']]);
  await whole();
});

import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/domain/question.ts';
import type { Store } from '../../src/store/port.ts';
import { driverFits, loadDriver } from '../../src/store/sqlite/driver.ts';
import { MIGRATIONS } from '../../src/store/sqlite/migrations/index.ts';
import { openStore } from '../../src/store/sqlite/open.ts';
import { mapped } from '../../src/store/sqlite/sqlite-errors.ts';
import { account, apply, change, grant, ids, load, NOW, newFile, newFolder, open, org, remove, set } from './states.ts';

const mode = (file: string) => statSync(file).mode & 0o777;

async function findings(store: Store): Promise<Finding[]> {
  const found: Finding[] = [];
  for await (const finding of store.check()) found.push(finding);
  return found;
}

describe('a new state', () => {
  test('is a file and folder of its owner alone, says so once, and begins with the member owner', async () => {
    const file = newFile();
    let created = 0;
    const store = await open(file, { onCreated: () => created++ });
    expect([mode(file), mode(dirname(file)), created]).toEqual([0o600, 0o700, 1]);
    const fields = ['name', 'verified', 'verified_method', 'status', 'created'];
    const [owner] = await load(store, { kind: 'member', by: 'key', values: ['owner'], fields });
    expect(owner?.row).toEqual({
      name: 'owner',
      verified: NOW,
      verified_method: 'state owner',
      status: 'active',
      created: NOW,
    });
    const again = await open(file, { onCreated: () => created++ });
    expect(created).toBe(1);
    const [first, second] = [await store.info(), await again.info()];
    expect(second.id).toBe(first.id);
    expect(first).toMatchObject({ file, schema: MIGRATIONS.length, epoch: 1, created: NOW });
    expect(first.counts).toMatchObject({ members: 1, accounts: 0, log_entries: 0 });
    await apply(store, account('1'));
    for (const name of readdirSync(dirname(file)))
      expect([name, mode(join(dirname(file), name))]).toEqual([name, 0o600]);
  });

  test('is not made where none is wanted', async () => {
    const file = newFile();
    await expect(openStore({ file, create: false })).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    expect(existsSync(file)).toBe(false);
  });

  test('is made once by several that open it at the same time', async () => {
    const file = newFile();
    let created = 0;
    const stores = await Promise.all([1, 2, 3, 4].map(() => open(file, { onCreated: () => created++ })));
    expect(created).toBe(1);
    expect(new Set(await Promise.all(stores.map(async (store) => (await store.info()).id))).size).toBe(1);
  });
});

describe('a file that is no state of this program', () => {
  test('text, another database, an empty file', async () => {
    const folder = newFolder();
    const text = join(folder, 'text');
    writeFileSync(text, 'hello, this is a text file and surely no database '.repeat(100));
    await expect(openStore({ file: text, create: true })).rejects.toMatchObject({ code: 'STATE_FOREIGN' });
    const other = join(folder, 'other.db');
    const database = new Database(other);
    database.exec('CREATE TABLE t (a)');
    database.close();
    await expect(openStore({ file: other, create: true })).rejects.toMatchObject({ code: 'STATE_FOREIGN' });
    const empty = join(folder, 'empty');
    writeFileSync(empty, '');
    await expect(openStore({ file: empty, create: false })).rejects.toMatchObject({ code: 'STATE_FOREIGN' });
    await expect(openStore({ file: folder, create: true })).rejects.toMatchObject({ code: 'STATE_FOREIGN' });
  });

  test('a newer schema is refused and left alone', async () => {
    const file = newFile();
    (await open(file)).close();
    const database = new Database(file);
    database.pragma('user_version = 99');
    database.close();
    await expect(openStore({ file, create: true })).rejects.toMatchObject({
      code: 'STATE_NEWER',
      details: { found: 99, known: MIGRATIONS.length },
    });
  });

  test('a damaged file is said to be damaged', async () => {
    const file = newFile();
    const store = await open(file);
    await apply(store, ...Array.from({ length: 500 }, (_, i) => account(String(i), { name: 'x'.repeat(200) })));
    store.close();
    const size = statSync(file).size;
    const handle = openSync(file, 'r+');
    for (let at = 8_192; at < size; at += 4_096) writeSync(handle, Buffer.alloc(4_096, 0x5a), 0, 4_096, at);
    closeSync(handle);
    const reading = async () => ids(await open(file), { kind: 'account' });
    await expect(reading()).rejects.toMatchObject({ code: 'STATE_DAMAGED' });
    truncateSync(file, 50);
    await expect(openStore({ file, create: true })).rejects.toMatchObject({ code: 'STATE_DAMAGED' });
  });
});

describe('the driver', () => {
  test.each([
    ['12.11.1', '20.19.0', true],
    ['13.2.0', '20.19.0', false],
    ['13.2.0', '22.0.0', true],
    ['12.11.1', '24.1.0', true],
  ])('%s on Node %s fits: %s', async (driver, node, fits) => {
    expect(driverFits(driver, node)).toBe(fits);
    if (!fits)
      await expect(loadDriver(driver, node)).rejects.toMatchObject({
        code: 'DRIVER_UNSUPPORTED',
        details: { driver, node },
      });
  });

  test.each([
    ['SQLITE_FULL', 'DISK_FULL'],
    ['SQLITE_READONLY', 'STATE_READONLY'],
    ['SQLITE_READONLY_DIRECTORY', 'STATE_READONLY'],
    ['SQLITE_CANTOPEN', 'STATE_READONLY'],
    ['SQLITE_CORRUPT_VTAB', 'STATE_DAMAGED'],
    ['SQLITE_NOTADB', 'STATE_FOREIGN'],
    ['SQLITE_BUSY', 'LOCKED'],
    ['SQLITE_IOERR_WRITE', 'STATE_UNWRITABLE'],
    ['SQLITE_IOERR_READ', 'STATE_DAMAGED'],
  ])('%s is told as %s', (code, expected) => {
    expect(mapped(Object.assign(new Error('x'), { code }), 'f')).toMatchObject({ code: expected });
  });

  test('any other error stays what it is', () => {
    const error = new Error('bug');
    expect(mapped(error, 'f')).toBe(error);
  });
});

describe('a migration', () => {
  const next = [...MIGRATIONS, { name: '0002-more', sql: 'CREATE TABLE more (a INTEGER) STRICT;' }];

  test('copies the state first, keeps what is in it, and shuts out older programs', async () => {
    const file = newFile();
    const old = await open(file);
    await apply(old, account('1'));
    const told: unknown[] = [];
    const store = await open(file, {
      migrations: next,
      onUpgrading: (from, to) => told.push([from, to]),
      onCopied: (copy) => told.push(copy),
    });
    const copy = `${file}.v${MIGRATIONS.length}.backup`;
    expect(told).toEqual([[MIGRATIONS.length, next.length], copy]);
    expect(mode(copy)).toBe(0o600);
    expect((await store.info()).schema).toBe(next.length);
    expect(await ids(store, { kind: 'account' })).toEqual(['1']);
    const before = await open(copy);
    expect(await ids(before, { kind: 'account' })).toEqual(['1']);
    expect((await before.info()).schema).toBe(MIGRATIONS.length);
    await expect(apply(old, account('2'))).rejects.toMatchObject({ code: 'STATE_UPGRADED' });
    expect(await ids(store, { kind: 'account' })).toEqual(['1']);
    await expect(openStore({ file, create: true })).rejects.toMatchObject({ code: 'STATE_NEWER' });
  });

  test('brings a state of the first schema to this one, with what is in it, beside a copy', async () => {
    const file = newFile();
    (await open(file, { migrations: MIGRATIONS.slice(0, 1) })).close();
    const raw = new Database(file);
    raw.exec(`INSERT INTO orgs (id, kind, name, status) VALUES ('e1', 'entity', 'e1', 'active');
      INSERT INTO accounts (platform, id, entity, status) VALUES ('tencent', '1', 'e1', 'active')`);
    raw.close();
    const told: unknown[] = [];
    const store = await open(file, { onUpgrading: (...what) => told.push(what), onCopied: (copy) => told.push(copy) });
    expect(told).toEqual([[1, MIGRATIONS.length, expect.any(Number)], `${file}.v1.backup`]);
    expect(await ids(store, { kind: 'account' })).toEqual(['1']);
    // What is derived is made of the records that are there.
    expect(await ids(store, { kind: 'org', columns: ['accounts'] })).toEqual(['1']);
    const fields = { owner: 'owner', noun: 'accounts', name: 'all', options: '{}' };
    await apply(store, { op: 'insert', kind: 'view', key: 'owner/accounts/all', fields });
    expect(await ids(store, { kind: 'view', columns: ['name'] })).toEqual(['all']);
  });

  test('that fails leaves the state as it was', async () => {
    const file = newFile();
    const old = await open(file);
    const broken = [...MIGRATIONS, { name: '0002-broken', sql: 'CREATE TABLE half (a); CREATE TABL;' }];
    await expect(openStore({ file, create: true, migrations: broken })).rejects.toThrow('syntax error');
    await apply(old, account('1'));
    expect((await old.info()).schema).toBe(MIGRATIONS.length);
    // The copy of the first try stays; the second takes another name.
    await expect(openStore({ file, create: true, migrations: broken })).rejects.toThrow('syntax error');
    expect(readdirSync(dirname(file)).filter((name) => name.endsWith('.backup'))).toHaveLength(2);
  });
});

describe('a backup', () => {
  test('is the whole state, of its owner alone, and never replaces a file', async () => {
    const store = await open();
    await apply(store, account('1', { name: '中' }));
    const copy = join(newFolder(), 'copy.db');
    const bytes = await store.backup(copy);
    expect([mode(copy), statSync(copy).size]).toEqual([0o600, bytes]);
    const opened = await open(copy);
    expect(await ids(opened, { kind: 'account', search: '中' })).toEqual(['1']);
    expect((await opened.info()).id).toBe((await store.info()).id);
    await expect(store.backup(copy)).rejects.toMatchObject({ code: 'FILE_EXISTS' });
    await expect(store.backup(join(copy, 'no'))).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });
});

describe('the check', () => {
  async function filled(): Promise<{ file: string; store: Store }> {
    const file = newFile();
    const store = await open(file);
    const fields = { name: '店', tags: ['a', 'b'], status: 'active' };
    await change(store, org('e1', 'entity'), account('1', fields), account('2', fields), grant('owner', 'eA', 'e1'));
    await change(store, set('account', 'tencent:1', { note: 'x' }), set('account', 'tencent:1', { industry: '3C' }));
    await store.write({ timeoutMs: 0 }, async (tx) => {
      await tx.apply([
        { op: 'insert', kind: 'batch', key: 'b1', fields: { operation: 'x', actor: 'owner', state: 'done', rows: 1 } },
      ]);
      await tx.saveResults('b1', [
        { row: 1, reference: null, target: null, status: 'ok', code: null, details: null, id: null },
      ]);
    });
    return { file, store };
  }

  test('is silent when all is well, also after changes', async () => {
    const { store } = await filled();
    await change(store, set('account', 'tencent:2', { tags: ['b', 'c'], name: 'y' }), account('3'), account('4'));
    await change(store, remove('account', 'tencent:3'));
    expect(await findings(store)).toEqual([]);
  });

  test.each<[string, string, string, Record<string, unknown>]>([
    [
      'a tag that is not indexed',
      "DELETE FROM account_tags WHERE tag = 'b' AND seq = 1",
      'STATE_DERIVED',
      { key: 'tencent:1', what: 'tag', tag: 'b' },
    ],
    ['a tag too many', "INSERT INTO account_tags VALUES ('z', 1)", 'STATE_DERIVED', { what: 'tag', tag: 'z', row: 1 }],
    [
      'a tag of nobody',
      "INSERT INTO account_tags VALUES ('a', 77)",
      'STATE_DERIVED',
      { what: 'tag', tag: 'a', row: 77 },
    ],
    [
      'an account that is not searchable',
      'DELETE FROM account_grams WHERE rowid = 2',
      'STATE_DERIVED',
      { key: 'tencent:2', what: 'search' },
    ],
    [
      'an account with other grams',
      "INSERT OR REPLACE INTO account_grams (rowid, grams) VALUES (2, 'zz')",
      'STATE_DERIVED',
      { key: 'tencent:2', what: 'search' },
    ],
    [
      'grams of nobody',
      "INSERT INTO account_grams (rowid, grams) VALUES (77, 'zz')",
      'STATE_DERIVED',
      { row: 77, what: 'search' },
    ],
    [
      'another number of accounts',
      'UPDATE meta SET accounts = 3',
      'STATE_DERIVED',
      { what: 'count', counted: 3, accounts: 2 },
    ],
    [
      'a change behind the log',
      "UPDATE accounts SET status = 'closed' WHERE id = '1'",
      'STATE_UNLOGGED',
      { kind: 'account', key: 'tencent:1', field: 'status' },
    ],
    [
      'a change behind the log of a field that an earlier entry wrote',
      "UPDATE accounts SET note = 'y' WHERE id = '1'",
      'STATE_UNLOGGED',
      { kind: 'account', key: 'tencent:1', field: 'note' },
    ],
    [
      'a change behind the log of a field that no entry wrote',
      "UPDATE accounts SET daily_budget = 5 WHERE id = '1'",
      'STATE_UNLOGGED',
      { kind: 'account', key: 'tencent:1', field: 'daily_budget' },
    ],
    [
      'a record without an entry',
      "INSERT INTO members (login, status) VALUES ('eve', 'active')",
      'STATE_UNLOGGED',
      { kind: 'member', key: 'eve', field: null },
    ],
    [
      'a record that is gone without an entry',
      'DELETE FROM grants',
      'STATE_UNLOGGED',
      { kind: 'grant', key: 'owner/eA/e1', field: null },
    ],
    [
      'a list that is none',
      "UPDATE accounts SET tags = '[' WHERE id = '2'",
      'STATE_PAGES',
      { reason: 'malformed JSON' },
    ],
    [
      'a reference to nothing',
      "PRAGMA foreign_keys = OFF; UPDATE accounts SET entity = 'gone' WHERE id = '2'",
      'STATE_REFERENCE',
      { table: 'accounts', parent: 'orgs' },
    ],
    [
      'a result too many',
      "INSERT INTO results (batch, row, status) VALUES ('b1', 2, 'ok')",
      'STATE_RESULTS',
      { batch: 'b1', rows: 1, results: 2 },
    ],
    [
      'a result of another status',
      `UPDATE batches SET counts = '{"counts":{"ok":1}}'; UPDATE results SET status = 'conflict'`,
      'STATE_RESULTS',
      { batch: 'b1', status: 'ok', rows: 1, results: 0 },
    ],
  ])('finds %s', async (_, statement, code, details) => {
    const { file, store } = await filled();
    const database = new Database(file);
    database.exec(statement);
    database.close();
    const found = await findings(store);
    expect(found[0]?.code).toBe(code);
    expect(found[0]?.details).toMatchObject(details);
  });
});

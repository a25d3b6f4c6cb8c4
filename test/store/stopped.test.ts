/** Long work on the whole state, stopped at each of its moments: the state is whole, and nothing half done is left. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { Step } from '../../src/domain/steps.ts';
import type { Store, Watch } from '../../src/store/port.ts';
import { recordsKept } from '../../src/store/sqlite/ledger/check-records.ts';
import { aside } from '../../src/store/sqlite/maintenance/aside.ts';
import { Session } from '../../src/store/sqlite/session.ts';
import { account, apply, change, ids, newFile, open, RESTORE } from './states.ts';

const WAIT = { timeoutMs: 2_000 };
const STOPPED = { code: 'INTERRUPTED' };
const ENDLESS = 'WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n';

/** Stops when it hears of the step for the nth time. */
function stopAt(step: Step, nth = 1): Watch & { readonly heard: Step[] } {
  const stop = new AbortController();
  const heard: Step[] = [];
  const told = (one: Step) => {
    heard.push(one);
    if (one === step && heard.filter((other) => other === step).length === nth) stop.abort();
  };
  return { signal: stop.signal, told, heard };
}

async function findings(store: Store, watch?: Watch): Promise<string[]> {
  const codes: string[] = [];
  for await (const { code } of store.check(watch)) codes.push(code);
  return codes;
}

async function filled() {
  const file = newFile();
  const store = await open(file);
  const many = Array.from({ length: 5_000 }, (_, i) => account(String(i), { name: `格力${i}`, tags: ['a'] }));
  await change(store, ...many);
  const beside = () => readdirSync(dirname(file)).filter((name) => !name.startsWith(`${basename(file)}-`));
  return { file, store, beside };
}
const tagged = (store: Store) => ids(store, { kind: 'account', filters: [{ field: 'tags', op: '=', values: ['a'] }] });

test.each([
  ['indexes', 1],
  ['indexes', 20],
  ['accounts', 1],
  ['accounts', 3],
] as const)('a rebuild stopped at %s %i has rebuilt nothing', async (step, nth) => {
  const { store } = await filled();
  await expect(store.rebuild(WAIT, stopAt(step, nth))).rejects.toMatchObject(STOPPED);
  expect([await findings(store), (await tagged(store)).length]).toEqual([[], 5_000]);
  expect(await ids(store, { kind: 'account', search: '力4999' })).toEqual(['4999']);
  // Who waits is not kept waiting by what was given up.
  await apply(store, account('x'));
  expect(await store.rebuild(WAIT)).toBe(5_001);
});

test('a backup that is stopped leaves no file', async () => {
  const { file, store, beside } = await filled();
  const copy = join(dirname(file), 'copy.db');
  await expect(store.backup(copy, stopAt('copy'))).rejects.toMatchObject(STOPPED);
  expect(beside()).toEqual([basename(file)]);
  expect(await store.backup(copy)).toBeGreaterThan(0);
});

test.each(['copy', 'kept', 'put'] as const)('a restore stopped at %s has restored nothing', async (step) => {
  const { file, store, beside } = await filled();
  const copy = join(dirname(file), 'copy.db');
  await store.backup(copy);
  await change(store, account('later'));
  const watch = stopAt(step);
  await expect(store.restore(copy, RESTORE, 2_000, watch)).rejects.toMatchObject(STOPPED);
  expect(watch.heard).toContain(step);
  expect(beside().toSorted()).toEqual([basename(file), 'copy.db'].toSorted());
  expect([await findings(store), await ids(store, { kind: 'account', search: 'later' })]).toEqual([[], ['later']]);
  await apply(store, account('another'));
  expect((await store.restore(copy, RESTORE, 2_000)).accounts).toBe(5_000);
  expect(existsSync(`${copy}-shm`) || existsSync(`${copy}-wal`)).toBe(false);
});

/** Four batches that ended before 200, with 15,000 results each. */
async function compactable() {
  const file = newFile();
  const store = await open(file);
  const results = Array.from({ length: 15_000 }, (_, i) => ({
    row: i + 1,
    reference: null,
    target: 't',
    status: 'ok' as const,
    code: null,
    details: null,
    id: null,
  }));
  const names = ['b1', 'b2', 'b3', 'b4'];
  for (const id of names) {
    const fields = { id, operation: 'x.y', actor: 'owner', state: 'done', started: 1, rows: 15_000, ended: 100 };
    await apply(store, { op: 'insert', kind: 'batch', key: id, fields });
    await store.write(WAIT, (tx) => tx.saveResults(id, results));
  }
  return { store, file };
}

test('a compacting stopped between batches has dropped whole ones, and says how many', async () => {
  const { store } = await compactable();
  const stopped = { ...STOPPED, details: { went: { batches: 2, results: 30_000 } } };
  await expect(store.dropSpent(WAIT, 200, stopAt('results'))).rejects.toMatchObject(stopped);
  expect(await findings(store)).toEqual([]);
  await expect(store.giveBack(WAIT, { signal: AbortSignal.abort() })).rejects.toMatchObject(STOPPED);
  expect(await store.dropSpent(WAIT, 200)).toEqual({ batches: 2, results: 30_000 });
});

test('a compacting that fails on the way says what went before', async () => {
  const { store, file } = await compactable();
  const other = new Database(file);
  const told = (_step: Step, done?: number) => {
    if (done === 2) other.exec('BEGIN IMMEDIATE');
  };
  const locked = { code: 'LOCKED', details: { holder: '', went: { batches: 2, results: 30_000 } } };
  await expect(store.dropSpent({ timeoutMs: 0 }, 200, { told })).rejects.toMatchObject(locked);
  other.exec('ROLLBACK');
  expect(await store.dropSpent(WAIT, 200)).toEqual({ batches: 2, results: 30_000 });
  // Where nothing is left to go, nobody is waited for.
  other.exec('BEGIN IMMEDIATE');
  expect(await store.dropSpent({ timeoutMs: 0 }, 200)).toEqual({ batches: 0, results: 0 });
  other.close();
});

test('a check stops between its parts and within them', async () => {
  const { store } = await filled();
  for (const nth of [1, 4, 9]) await expect(findings(store, stopAt('parts', nth))).rejects.toMatchObject(STOPPED);
  const log = store.read((tx) => tx.verifyLog(undefined, stopAt('log')));
  await expect(log.next()).rejects.toMatchObject(STOPPED);
});

test('records beside the ledger that are gone are looked for with moments between, however long the log is', async () => {
  const { file } = await filled();
  const connection = new Database(file);
  connection.exec(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)
    INSERT INTO log_rows (seq, n, row, kind, key, before, after, digest)
    SELECT 1000000 + i, 0, 0, iif(i % 100000 = 0, 'hold', 'transaction'), 'k_' || i, NULL, '{}', x'' FROM n`);
  let moments = 0;
  const gone: unknown[] = [];
  for (const found of recordsKept(new Session(connection, file)))
    if (found) gone.push(found.details['hold']);
    else moments++;
  connection.close();
  expect(gone).toEqual(['k_100000', 'k_200000']);
  // Every 50,000 entries.
  expect(moments).toBeGreaterThan(8);
});

test('what runs aside is killed when it is to stop, and tells that time passes', async () => {
  const { file, store } = await filled();
  const watch = stopAt('pages', 2);
  const what = { file, access: 'read', statement: ENDLESS, step: 'pages' } as const;
  await expect(aside(what, watch)).rejects.toMatchObject(STOPPED);
  expect(watch.heard).toEqual(['pages', 'pages']);
  expect(await aside({ ...what, statement: 'SELECT count(*) FROM accounts' }, undefined)).toEqual([[5_000]]);
  await expect(aside({ ...what, statement: 'VACUUM' }, undefined)).rejects.toMatchObject({ code: 'SQLITE_READONLY' });
  expect(await findings(store)).toEqual([]);
});

/** Ends what runs aside of this process by a signal, as soon as it is there. */
async function strike(signal: string): Promise<void> {
  const own = ['-P', String(process.pid), '-f', 'const prepared = database.prepare'];
  for (;;) {
    const pid = Number(spawnSync('pgrep', own, { encoding: 'utf8' }).stdout);
    if (pid > 0) return void process.kill(pid, `SIG${signal}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

test.each(['SEGV', 'KILL', 'ABRT'])(
  'what runs aside and ends by SIG%s has crashed: nobody interrupted it',
  async (signal) => {
    const { file, store } = await filled();
    const crashed = { code: 'PART_CRASHED', details: { file, end: `SIG${signal}` } };
    const check = aside({ file, access: 'read', statement: ENDLESS, step: 'pages' }, {});
    await Promise.all([expect(check).rejects.toMatchObject(crashed), strike(signal)]);
    await Promise.all([expect(store.giveBack(WAIT)).rejects.toMatchObject(crashed), strike(signal)]);
    expect(await findings(store)).toEqual([]);
  },
);

test.each(['INT', 'TERM', 'HUP'])('what runs aside may hear of SIG%s first', async (signal) => {
  const { file } = await filled();
  const check = aside({ file, access: 'read', statement: ENDLESS, step: 'pages' }, {});
  await Promise.all([expect(check).rejects.toMatchObject(STOPPED), strike(signal)]);
});

/** ACC-3, ERR-1: many processes on one state; each row is somebody's once, and nobody sees a lock. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Place } from './processes.ts';

const place = new Place();
const PROCESSES = 4;
const CLAIMERS = ['owner', 'dong.mei', 'shen.yue', 'wang.wei'];

beforeAll(async () => {
  expect((await place.run('demo', '--accounts', '5000')).code).toBe(0);
});
afterAll(() => place.remove());

test(`ACC-3 ${PROCESSES} processes claim the same ids: the sum of ok is the number of ids`, {
  timeout: 120_000,
}, async () => {
  const where = ['--where', 'manager is empty', '--where', 'status != closed', '--where', 'entity = e_gree'];
  const accounts = await place.json<{ platform: string; id: string }>('accounts', 'list', ...where);
  expect(accounts.length).toBeGreaterThan(100);
  const file = join(place.folder, 'ids.csv');
  writeFileSync(file, `id\n${accounts.map(({ platform, id }) => `${platform}:${id}`).join('\n')}\n`);
  const runs = CLAIMERS.map(
    (login) => place.start('accounts', 'claim', '--from', file, '--as', login, '--format', 'json').ended,
  );
  let ok = 0;
  for (const { stdout, stderr } of await Promise.all(runs)) {
    expect(stderr).not.toMatch(/locked|LOCKED|BUG/);
    const results = JSON.parse(stdout) as { status: string }[];
    expect(results).toHaveLength(accounts.length);
    expect(results.every(({ status }) => status === 'ok' || status === 'conflict')).toBe(true);
    ok += results.filter(({ status }) => status === 'ok').length;
  }
  expect(ok).toBe(accounts.length);
  expect((await place.run('state', 'check')).code).toBe(0);
});

test('ERR-1 --lock fail ends with 9 while another process holds the state, and says for which batch', {
  timeout: 60_000,
}, async () => {
  const holder = new Database(place.db);
  holder.exec(
    `INSERT INTO writer_holder (one, batch, operation, actor, pid) VALUES (1, 'b_HELD', 'accounts.tag', 'owner', ${process.pid})`,
  );
  holder.exec('BEGIN IMMEDIATE');
  const { code, stderr } = await place.run('accounts', 'note', '20000001', '--text', 'x', '--lock', 'fail', '-q');
  holder.exec('ROLLBACK');
  holder.exec('DELETE FROM writer_holder');
  holder.close();
  expect(stderr).toMatch(/b_HELD.*\(LOCKED\)/);
  expect(code).toBe(9);
});

test('parallel first use: one state is created, no process fails', { timeout: 60_000 }, async () => {
  const fresh = new Place();
  const runs = Array.from(
    { length: PROCESSES },
    (_, i) => fresh.start('accounts', 'create', `9000000${i}`, '--platform', 'tencent', '--name', `n${i}`, '-q').ended,
  );
  for (const { code, stderr } of await Promise.all(runs)) {
    expect(stderr).not.toContain('error');
    expect(code).toBe(0);
  }
  expect((await fresh.run('accounts', 'list', '--count')).stdout).toBe(`${PROCESSES}\n`);
  fresh.remove();
});

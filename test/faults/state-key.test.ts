/** PII-1: a rotation that is killed at any moment leaves a state that one of the keys opens, without hand work. */
import { readdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Place } from './processes.ts';

/** Beside the 1,000 kills of the campaign in full. */
const KILLS = Math.max(3, Number(process.env['ADCTL_KILLS'] ?? 0) / 10);
const MEMBERS = 1_500;
const place = new Place();
const phoneOf = (i: number) => `139${String(i).padStart(8, '0')}`;

beforeAll(async () => {
  const file = join(place.folder, 'members.csv');
  const rows = Array.from({ length: MEMBERS }, (_, i) => `m${i},成员${i},${phoneOf(i)}`);
  writeFileSync(file, `login,name,phone\n${rows.join('\n')}\n`);
  expect((await place.run('members', 'import', '--from', file, '-q')).code).toBe(0);
}, 60_000);
afterAll(() => place.remove());

type Key = { file: string; state: string; persons: number };
async function key(): Promise<Key> {
  const { stdout, stderr, code } = await place.run('state', 'key', '--json');
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as Key;
}

/** Every record is opened and found: by the key of before or by the new one. */
async function whole(): Promise<void> {
  expect(await key()).toMatchObject({ state: 'opens', persons: MEMBERS });
  const all = await place.run('members', 'list', '--where', 'phone is not empty', '--columns', 'login,phone', '--csv');
  expect(all.stdout.split('\n').filter((line) => /^m\d+,139\*{4}\d{4}$/.test(line))).toHaveLength(MEMBERS);
  const [one] = await place.json<{ login: string }>('members', 'list', '--where', `phone = ${phoneOf(1_321)}`);
  expect(one?.login).toBe('m1321');
  const check = await place.run('state', 'check');
  expect([check.code, check.stdout, check.stderr]).toEqual([0, '', '']);
  expect((await place.run('audit', 'verify')).code).toBe(0);
}

test(`${KILLS} kills of a rotation`, { timeout: 60_000 + KILLS * 20_000 }, async () => {
  const began = performance.now();
  expect((await place.run('state', 'key', '--rotate')).code).toBe(0);
  const whole_ms = performance.now() - began;
  let hits = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const { child, ended } = place.start('state', 'key', '--rotate');
    const timer = setTimeout(() => child.kill('SIGKILL'), whole_ms * (0.3 + (0.75 * kill) / KILLS));
    if ((await ended).signal === 'SIGKILL') hits++;
    clearTimeout(timer);
    await whole();
  }
  expect(hits).toBeGreaterThan(0);
  expect((await place.run('state', 'key', '--rotate')).code).toBe(0);
  await whole();
  const { file } = await key();
  const drafts = readdirSync(dirname(file)).filter((name) => name.endsWith('.lock'));
  expect(drafts).toEqual([]);
});

test('processes that rotate and write at once: nobody loses anything', { timeout: 120_000 }, async () => {
  const runs = await Promise.all([
    place.run('state', 'key', '--rotate'),
    place.run('state', 'key', '--rotate'),
    ...Array.from({ length: 4 }, (_, i) => place.run('members', 'update', `m${i}`, '--wechat', `wx_${i}`, '-q')),
  ]);
  for (const { code, stderr } of runs) {
    expect([0, 9]).toContain(code);
    if (code === 9) expect(stderr).toContain('KEY_ROTATED');
  }
  for (let i = 0; i < 4; i++)
    expect((await place.run('members', 'update', `m${i}`, '--wechat', `wx_${i}`, '-q')).code).toBe(0);
  for (let i = 0; i < 4; i++)
    expect((await place.json('members', 'list', '--where', `wechat = wx_${i}`)).length).toBe(1);
  await whole();
});

test('PII-1 a record that is not found by its phone number any more is noticed, and a rotation mends it', async () => {
  const db = new Database(place.db);
  const stray = 'UPDATE members SET phone_bi = phone_bi || ? WHERE login = ?';
  db.prepare(stray).run('x', 'm7');
  db.close();
  const check = await place.run('state', 'check', '--lang', 'en');
  expect(check.code).toBe(8);
  expect(check.stdout).toContain('STATE_BLIND');
  expect(check.stdout).toContain('m7');
  // Without the key nothing of it can be said, and that is said.
  const { file } = await key();
  renameSync(file, `${file}.away`);
  const blind = await place.run('state', 'check', '--lang', 'en');
  expect([blind.code, blind.stdout]).toEqual([0, '']);
  expect(blind.stderr).toMatch(/^warning: contact data was not checked: .*\(KEY_MISSING\)\n$/);
  renameSync(`${file}.away`, file);
  expect((await place.run('state', 'key', '--rotate')).code).toBe(0);
  await whole();
});

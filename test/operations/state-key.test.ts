/** PII-1 the key of a state: where it is, what it opens, and a new one in its place. */
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rekey } from '../../src/execution/rekey.ts';
import { openStore } from '../../src/store/sqlite/open.ts';
import { fixture } from '../helpers/fixture.ts';
import { type Shell, shell } from '../helpers/main.ts';
import { State } from '../helpers/state.ts';

const PHONES = Array.from({ length: 30 }, (_, i) => `1390000${String(i).padStart(4, '0')}`);
const MEMBERS = `login,name,phone,email\n${PHONES.map((phone, i) => `m${i},成员${i},${phone},m${i}@example.com`).join('\n')}\n`;
const PERSON = '11010519491231002X';

async function filled(): Promise<Shell> {
  const place = shell();
  expect((await place.run(['members', 'import', '--from', '-', '-q'], { stdin: MEMBERS })).code).toBe(0);
  expect((await place.run(['orgs', 'create', '张三', '--kind', 'entity', '--licence', PERSON, '-q'])).code).toBe(0);
  return place;
}
const keysOf = ({ folder }: Shell) => join(folder, 'config', 'keys');
const state = async (place: Shell, env: Record<string, string> = {}) => {
  const { stdout, code, stderr } = await place.run(['state', 'key', '--json'], { env });
  return { ...(JSON.parse(stdout) as { file: string }), code, stderr };
};
const found = async (place: Shell, phone: string) =>
  (await place.run(['members', 'list', '--where', `phone = ${phone}`, '--columns', 'login,phone', '--csv'])).stdout
    .split('\n')
    .slice(1, -1);

describe('state key', () => {
  test('says where it is, what chose it, how many it seals', async () => {
    const place = shell();
    expect(await state(place)).toMatchObject({ state: 'unused', persons: 0, code: 0 });
    const full = await filled();
    const key = await state(full);
    expect(key).toMatchObject({ chosen_by: 'configuration folder', state: 'opens', persons: 31, beside: [], code: 0 });
    expect(existsSync(key.file)).toBe(true);
    const named = join(full.folder, 'named.key');
    copyFileSync(key.file, named);
    expect(await state(full, { ADCTL_KEY_FILE: named })).toMatchObject({ file: named, chosen_by: 'ADCTL_KEY_FILE' });
  });

  test.each([
    ['KEY_MISSING', (file: string) => rmSync(file)],
    ['KEY_WRONG', (file: string) => writeFileSync(file, Buffer.alloc(32, 7))],
    ['KEY_DAMAGED', (file: string) => writeFileSync(file, 'short')],
  ])('%s is found, ends with 8, and a rotation is refused', async (code, harm) => {
    const place = await filled();
    harm((await state(place)).file);
    const told = await state(place);
    expect(told).toMatchObject({ state: code, persons: 31, code: 8 });
    expect(told.stderr).toContain(code);
    const refused = await place.run(['state', 'key', '--rotate']);
    expect([refused.code, refused.stderr]).toEqual([5, expect.stringContaining(code)]);
    const backup = await place.run(['state', 'backup', join(place.folder, 'b.db')]);
    expect(backup.stderr).toContain(code);
    expect((await place.run(['profile', 'test'])).code).toBe(8);
  });

  test('is the operator’s', async () => {
    const place = await filled();
    for (const more of [[], ['--rotate'], ['--rotate', '--dry-run']])
      expect((await place.run(['state', 'key', ...more, '--as', 'm1'])).code).toBe(4);
  });
});

describe('state key --rotate', () => {
  test('a rehearsal changes nothing', async () => {
    const place = await filled();
    const before = readFileSync((await state(place)).file);
    const { stderr, code } = await place.run(['state', 'key', '--rotate', '--dry-run']);
    expect([code, stderr]).toEqual([0, expect.stringContaining('the keys of 31 persons and what 31 records')]);
    expect(readFileSync((await state(place)).file).equals(before)).toBe(true);
    expect(readdirSync(keysOf(place))).toHaveLength(1);
  });

  test('afterwards everything is found, changed, undone; the old key alone opens nothing', async () => {
    const place = await filled();
    const file = (await state(place)).file;
    const old = readFileSync(file);
    const { stderr } = await place.run(['members', 'update', 'm3', '--phone', '13777777777', '-q']);
    const batch = /b_\w+/.exec(stderr)?.[0] as string;
    const rotated = await place.run(['state', 'key', '--rotate', '--reason', '例行']);
    expect(rotated.stderr).toContain(`kept as ${file}.1.old`);
    expect(readFileSync(`${file}.1.old`).equals(old)).toBe(true);
    expect(readFileSync(file).equals(old)).toBe(false);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(keysOf(place)).toSorted()).toEqual(
      [file, `${file}.1.old`].map((path) => path.slice(dirname(path).length + 1)),
    );
    expect(await state(place)).toMatchObject({ file, state: 'opens', persons: 31, beside: [`${file}.1.old`] });
    expect(await found(place, PHONES[7] as string)).toEqual(['m7,139****0007']);
    expect(await found(place, '13777777777')).toEqual(['m3,137****7777']);
    // What stands in the log of before is undone, and found again by the new key.
    expect((await place.run(['undo', batch, '-q'])).code).toBe(0);
    expect(await found(place, PHONES[3] as string)).toEqual(['m3,139****0003']);
    expect(await found(place, '13777777777')).toEqual([]);
    expect(
      (await place.run(['members', 'import', '--from', '-', '--format', 'csv'], { stdin: MEMBERS })).stderr,
    ).toContain('unchanged 30');
    // A personal number is still there once.
    const twice = await place.run(['orgs', 'create', '李四', '--kind', 'entity', '--licence', PERSON]);
    expect(twice.stderr).toContain('LICENCE_TAKEN');
    const check = await place.run(['state', 'check']);
    expect([check.code, check.stdout]).toEqual([0, '']);
    expect((await place.run(['audit', 'verify'])).code).toBe(0);
    const log = await place.run(['audit', 'list', '--where', 'operation = state.key', '--columns', 'actor,reason']);
    expect(log.stdout).toBe('actor,reason\nowner,例行\n');
    writeFileSync(file, old);
    rmSync(`${file}.1.old`);
    expect(await state(place)).toMatchObject({ state: 'KEY_WRONG' });
  });

  test('an undo of what was created before, and its redo', async () => {
    const place = await filled();
    await place.run(['state', 'key', '--rotate']);
    const batches = await place.run(['batches', 'list', '--operation', 'members.import', '--columns', 'id', '-q']);
    const undone = await place.run(['undo', batches.stdout.trim(), '-q']);
    expect(undone.stderr).toContain('restored 30');
    await place.run(['state', 'key', '--rotate']);
    const redo = /b_\w+/.exec(undone.stderr)?.[0] as string;
    expect((await place.run(['undo', redo, '-q'])).stderr).toContain('restored 30');
    expect(await found(place, PHONES[5] as string)).toEqual(['m5,139****0005']);
    expect((await place.run(['state', 'check'])).code).toBe(0);
  });

  test('a backup of before is restored with the key of before; without it KEY_WRONG says what to do', async () => {
    const place = await filled();
    const backup = join(place.folder, 'before.db');
    await place.run(['state', 'backup', backup]);
    await place.run(['state', 'key', '--rotate']);
    const file = (await state(place)).file;
    const restored = await place.run(['state', 'restore', backup, '--yes']);
    expect([restored.code, restored.stderr]).toEqual([0, expect.not.stringContaining('warning')]);
    expect(await state(place)).toMatchObject({ file: `${file}.1.old`, state: 'opens', beside: [file] });
    expect(await found(place, PHONES[7] as string)).toEqual(['m7,139****0007']);
    // The next rotation puts a key in the place again, and keeps what stood there.
    await place.run(['state', 'key', '--rotate']);
    expect(await state(place)).toMatchObject({ file, state: 'opens', beside: [`${file}.2.old`, `${file}.1.old`] });
    renameSync(`${file}.1.old`, join(place.folder, 'away'));
    const blind = await place.run(['state', 'restore', backup, '--yes']);
    expect(blind.stderr).toContain('KEY_WRONG');
    expect(blind.stderr).toContain('ADCTL_KEY_FILE');
    expect(await state(place, { ADCTL_KEY_FILE: join(place.folder, 'away') })).toMatchObject({ state: 'opens' });
  });

  test('a rotation that ended between its commit and the naming of its key is completed by whoever comes next', async () => {
    const place = await filled();
    await place.run(['state', 'key', '--rotate']);
    const file = (await state(place)).file;
    renameSync(file, `${file}.0123456789ab.next`);
    renameSync(`${file}.1.old`, file);
    expect(await state(place)).toMatchObject({ state: 'opens', file: `${file}.0123456789ab.next` });
    expect(await found(place, PHONES[7] as string)).toEqual(['m7,139****0007']);
    expect(await state(place)).toMatchObject({ state: 'opens', file, beside: [`${file}.1.old`] });
  });

  test('where the new key cannot be written nothing is changed: KEY_UNWRITABLE', async () => {
    const place = await filled();
    const { file } = await state(place);
    const folder = join(place.folder, 'gone');
    mkdirSync(folder);
    // A name to which nothing can be added.
    const long = join(folder, 'k'.repeat(250));
    copyFileSync(file, long);
    const refused = await place.run(['state', 'key', '--rotate'], { env: { ADCTL_KEY_FILE: long } });
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('KEY_UNWRITABLE')]);
    expect(await state(place)).toMatchObject({ state: 'opens', file });
    expect(await found(place, PHONES[7] as string)).toEqual(['m7,139****0007']);
  });

  test('who had the state open writes nothing sealed under the key of before: KEY_ROTATED', async () => {
    const mine = await fixture();
    const [from, next] = [createHash('sha256').update('test').digest(), Buffer.alloc(32, 9)];
    const rows = Array.from({ length: 2_500 }, (_, i) => ({
      login: `n${i}`,
      name: '新',
      phone: `138${10_000_000 + i}`,
    }));
    const other = await openStore({ file: mine.file, create: false });
    const header = {
      time: 1,
      actor: 'owner',
      identity: 'owner',
      operation: 'state.key',
      batch: '',
      origin: '',
      reason: '',
    };
    const rotate = () => rekey({ store: other, from, to: async () => next, writing: { timeoutMs: 1_000 }, header });
    const call = {
      operation: 'members.import',
      batch: mine.newBatch(),
      options: {},
      rows: (async function* () {
        yield rows.map((cells, i) => ({ row: i + 1, cells }));
      })(),
      source: { type: 'arguments', rows: rows.length } as const,
      actor: 'owner',
      tz: 'UTC',
      origin: 'test',
      lockTimeoutMs: 1_000,
    };
    const events = mine.link.change(call);
    let committed = 0;
    const going = (async () => {
      for (;;) {
        const event = await events.next();
        if (event.done) return;
        if (event.value.type !== 'results') continue;
        committed += event.value.rows.length;
        if (committed === 1_000) await rotate();
      }
    })();
    await expect(going).rejects.toMatchObject({ code: 'KEY_ROTATED' });
    expect(committed).toBe(1_000);
    // The one that rotated goes on writing.
    await other.write({ timeoutMs: 1_000 }, async () => {});
    other.close();
    const again = new State(mine.file, await openStore({ file: mine.file, create: false }), next);
    again.skipBatches(900);
    const { summary } = await again.change('members.import', { rows });
    expect(summary.counts).toEqual({ ok: 1_500, unchanged: 1_000 });
    for (const i of [0, 999, 1_000, 2_499])
      expect(await again.records('members.list', { where: [`phone = 138${10_000_000 + i}`] })).toMatchObject([
        { login: `n${i}` },
      ]);
    expect(await again.query('state.check')).toMatchObject({ rows: [] });
  });
});

/** The launcher takes what was compiled at build where it fits, and does without it where it does not. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type Table from 'cli-table3';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'adctl-compiled-'));
const kept = join(folder, 'dist', 'main.cjs.compiled');

beforeAll(() => {
  mkdirSync(join(folder, 'dist'));
  for (const name of [
    'bin',
    'package.json',
    'dist/main.cjs',
    'dist/main.cjs.compiled',
    'dist/rest.cjs',
    'dist/words.cjs',
    'dist/libraries',
  ])
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(...args: string[]) {
  const env = { PATH: process.env['PATH'], HOME: folder, ADCTL_CONFIG_DIR: folder, ADCTL_DB: join(folder, 'x.db') };
  return spawnSync(process.execPath, [join(folder, 'bin', 'adctl.js'), ...args], { env, encoding: 'utf8' });
}

test('what was compiled is what Node takes', () => {
  const taken = `
    const [{ readFileSync }, { wrap }, { Script }] = ['fs', 'module', 'vm'].map((name) => require(name));
    for (const name of ['main', 'rest', 'words', 'completing']) {
      const file = name + '.cjs';
      const cachedData = readFileSync(file + '.compiled').subarray(0, -16);
      const script = new Script(wrap(readFileSync(file, 'latin1')), { filename: file, cachedData });
      console.log(name, script.cachedDataRejected);
    }`;
  const env = { PATH: process.env['PATH'] };
  const { stdout } = spawnSync(process.execPath, ['-e', taken], { cwd: join(ROOT, 'dist'), env, encoding: 'utf8' });
  expect(stdout).toBe('main false\nrest false\nwords false\ncompleting false\n');
});

test('what it says does not depend on what was compiled', () => {
  const whole = readFileSync(kept);
  run('state', 'info');
  const shown = run('help', 'errors').stdout;
  expect(shown).toContain('NOT_FOUND');
  const spoilt: Readonly<Record<string, Buffer>> = {
    'of another build': Buffer.concat([whole.subarray(0, -16), Buffer.from('0123456789abcdef')]),
    'cut off': whole.subarray(0, 1_000),
    empty: Buffer.alloc(0),
    'of another V8': Buffer.concat([Buffer.alloc(64), whole.subarray(64)]),
  };
  for (const [what, bytes] of Object.entries(spoilt)) {
    writeFileSync(kept, bytes);
    expect(run('help', 'errors').stdout, what).toBe(shown);
    expect(run('accounts', 'list', '--count').stdout, what).toBe('0\n');
  }
  rmSync(kept);
  expect(run('help', 'errors').stdout).toBe(shown);
});

test('a file that a build left half done is not taken for the program', () => {
  const main = join(folder, 'dist', 'main.cjs');
  const source = readFileSync(main, 'latin1');
  writeFileSync(main, source.replace(/^\/\/[0-9a-f]{16}\n/, '//0000000000000000\n'), 'latin1');
  expect(run('--version').status).toBe(0);
  expect(run('whoami').status).toBe(0);
});

test('the library for tables draws without its detours what it draws with them', () => {
  const load = createRequire(import.meta.url);
  const whole = load('cli-table3') as typeof Table;
  const bundled = load(join(ROOT, 'dist', 'libraries', 'cli-table3.cjs')) as typeof Table;
  const drawn = [whole, bundled].map((Library) => {
    const table = new Library({
      chars: { mid: '', left: '', right: '', top: '', bottom: '', middle: '  ' },
      style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
      colWidths: [12, 6, 4],
      colAligns: ['left', 'right', 'left'],
    });
    table.push(['名称', '预算', 'id'], ['珠海格力…', '200.00', 'a'], ['', '', ''], ['x'.repeat(12), '1', '\ue000x']);
    table.push(['一\n\nthree', '1\n2\n', '\na…\n']);
    return table.toString();
  });
  expect(drawn[1]).toBe(drawn[0]);
  expect(drawn[0]).toMatch(/珠海格力… {5}200\.00 {2}a/);
});

test('a driver that does not load is told in words, by a code', () => {
  const modules = join(folder, 'node_modules');
  rmSync(modules);
  const place = join(modules, 'better-sqlite3');
  const told = () => {
    const { status, stderr } = run('accounts', 'list');
    expect(stderr).toMatch(
      /^error: the SQLite driver cannot be loaded by Node [\d.]+: .*\(DRIVER_UNUSABLE\)\n {2}hint: /,
    );
    expect([status, stderr.trimEnd().split('\n').length]).toEqual([1, 2]);
    return stderr;
  };
  expect(told()).toContain('it is not installed');
  mkdirSync(join(place, 'build/Release'), { recursive: true });
  for (const name of ['bindings', 'file-uri-to-path'])
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  for (const part of ['lib', 'package.json'])
    cpSync(join(ROOT, 'node_modules/better-sqlite3', part), join(place, part), { recursive: true });
  expect(told()).toContain('its compiled part is missing');
  writeFileSync(join(place, 'build/Release/better_sqlite3.node'), 'no library at all');
  expect(told()).toContain('better_sqlite3.node: ');
});

test('what is built is read as one byte for each character, regular expressions too', () => {
  const files = readdirSync(join(ROOT, 'dist'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.cjs'),
  );
  expect(files.length).toBeGreaterThan(3);
  const wide = files.filter((name) => readFileSync(join(ROOT, 'dist', name)).some((byte) => byte > 0x7f));
  expect(wide).toEqual([]);
  // A comma of another width separates a list as the usual one does.
  const words = ['members', 'matrix', '--role', 'eA，eC', '--columns', 'right', '--csv'];
  const env = { PATH: process.env['PATH'], HOME: folder, ADCTL_CONFIG_DIR: folder, ADCTL_DB: join(folder, 'y.db') };
  const ran = spawnSync(process.execPath, [join(ROOT, 'bin', 'adctl.js'), ...words], { env, encoding: 'utf8' });
  expect([ran.stderr.replace(/^created.*\n/, ''), ran.stdout.includes('account.claim')]).toEqual(['', true]);
});

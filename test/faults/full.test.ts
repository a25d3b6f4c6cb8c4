/** No room for the output or for the state, and nothing that may be written: said in words, and no work is lost. */
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Place } from './processes.ts';

const BIN = resolve(import.meta.dirname, '../../bin/adctl.js');
const place = new Place();
afterAll(() => place.remove());

test.skipIf(!existsSync('/dev/full'))('standard output that takes nothing is an error in words', async () => {
  expect((await place.run('accounts', 'create', '1', '--platform', 'tencent', '--name', 'a')).code).toBe(0);
  for (const [words, told] of [
    [['accounts', 'list'], ''],
    [['accounts', 'note', '1', '--text', 'x'], 'noted 1 · batch '],
  ] as const) {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [BIN, ...words], {
      stdio: ['ignore', full, 'pipe'],
      env: place.env,
      encoding: 'utf8',
    });
    closeSync(full);
    expect(stderr).toContain(told);
    expect(stderr).toContain('error: standard output could not be written: no room left on its disk (OUTPUT_LOST)\n');
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(status).toBe(1);
  }
});

/** What a command may do under a limit of the shell: `ulimit -f` counts KB, and ends what ignores its signal by EFBIG. */
function limited(place: Place, kilobytes: number, ...args: string[]) {
  const command = `trap '' XFSZ; ulimit -f ${kilobytes}; exec "$@"`;
  return spawnSync('bash', ['-c', command, 'bash', process.execPath, BIN, ...args], {
    env: place.env,
    cwd: place.folder,
    encoding: 'utf8',
  });
}

function rowsFile(place: Place, rows: number): string {
  const file = join(place.folder, 'rows.csv');
  const lines = Array.from(
    { length: rows },
    (_, i) => `tencent,8${String(i).padStart(7, '0')},${'账户'.repeat(20)}${i}`,
  );
  writeFileSync(file, `platform,id,name\n${lines.join('\n')}\n`);
  return file;
}

/** What a run that met the end of the room acknowledged is there, what the state holds is whole, and the same command ends the work. */
async function nothingLost(
  at: Place,
  stdout: string,
  again: () => Promise<{ code: number | null; stderr: string }>,
  rows: number,
) {
  const acknowledged = stdout.split('\n').filter((line) => /^\d+,.*,ok,/.test(line)).length;
  const check = await at.run('state', 'check');
  expect([check.stdout, check.stderr, check.code]).toEqual(['', '', 0]);
  const there = Number((await at.run('accounts', 'list', '--count')).stdout);
  expect(there).toBeGreaterThanOrEqual(acknowledged);
  expect(there).toBeLessThan(rows);
  const { code, stderr } = await again();
  expect([code, stderr]).toEqual([0, expect.anything()]);
  expect((await at.run('accounts', 'list', '--count')).stdout).toBe(`${rows}\n`);
  return acknowledged;
}

const CODED = /error: .*\((DISK_FULL|STATE_UNWRITABLE)\)\n/;

test('BULK-3 a file that may not grow further: a code, and nothing acknowledged is lost', {
  timeout: 60_000,
}, async () => {
  const at = new Place();
  expect((await at.run('state', 'info')).code).toBe(0);
  const file = rowsFile(at, 3_000);
  const { status, stdout, stderr } = limited(at, 1_500, 'accounts', 'import', '--from', file, '--format', 'csv');
  expect(stderr).toMatch(CODED);
  expect(stderr).not.toMatch(/BUG|\n\s+at /);
  expect(status).toBe(1);
  const again = () => at.run('accounts', 'import', '--from', file, '-q');
  expect(await nothingLost(at, stdout, again, 3_000)).toBeGreaterThan(0);
  at.remove();
});

const mounts = process.getuid?.() === 0 && spawnSync('unshare', ['-m', 'true']).status === 0;

test.skipIf(!mounts)(
  'BULK-3 a disk that is full: a code, and nothing acknowledged is lost',
  { timeout: 60_000 },
  async () => {
    const at = new Place();
    const disk = join(at.folder, 'disk');
    mkdirSync(disk);
    const file = rowsFile(at, 3_000);
    // In a mount space of its own, so that nothing is left mounted; what it held is copied out at its end.
    const script = `mount -t tmpfs -o size=2500k tmpfs "$DISK" && export ADCTL_DB="$DISK/state.db"
    "$@" accounts import --from "${file}" --format csv; code=$?
    "$@" accounts list --count >&2; cp "$DISK"/state.db* "$OUT"; exit $code`;
    const { status, stdout, stderr } = spawnSync(
      'unshare',
      ['-m', 'bash', '-c', script, 'bash', process.execPath, BIN],
      {
        env: { ...at.env, DISK: disk, OUT: at.folder },
        encoding: 'utf8',
      },
    );
    expect(stderr).toMatch(CODED);
    expect(stderr).not.toMatch(/BUG|\n\s+at /);
    expect(status).toBe(1);
    const again = () => at.run('accounts', 'import', '--from', file, '-q');
    expect(await nothingLost(at, stdout, again, 3_000)).toBeGreaterThan(0);
    at.remove();
  },
);

test.skipIf(!mounts)('a folder that may only be read is said to be one', { timeout: 60_000 }, async () => {
  const at = new Place();
  expect((await at.run('accounts', 'create', '1', '--platform', 'tencent', '--name', 'a')).code).toBe(0);
  const script = `mount --bind "$DIR" "$DIR" && mount -o remount,ro,bind "$DIR"
    for verb in "note 1 --text x" "list -q" "import --from -"; do "$@" accounts $verb </dev/null; echo "$?"; done`;
  const { stdout, stderr } = spawnSync('unshare', ['-m', 'bash', '-c', script, 'bash', process.execPath, BIN], {
    env: { ...at.env, DIR: at.folder },
    encoding: 'utf8',
  });
  expect(stderr).toMatch(/\(STATE_READONLY\)\n/);
  expect(stderr).not.toMatch(/BUG|\n\s+at /);
  expect(stdout.split('\n').filter((line) => /^\d+$/.test(line))).toEqual(['1', '1', '1']);
  at.remove();
});

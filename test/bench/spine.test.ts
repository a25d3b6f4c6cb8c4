/**
 * Whole processes against what a user would pick instead, in one run, as ratios. CI runs it small, for function only;
 * `npm run bench` measures on 1,000,000 accounts and prints the table.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Place } from '../faults/processes.ts';

const FULL = process.env['ADCTL_BENCH'] === 'full';
const ACCOUNTS = FULL ? 1_000_000 : 2_000;
const ROWS = FULL ? 100_000 : 500;
const RUNS = FULL ? 5 : 1;
const ROOT = resolve(import.meta.dirname, '../..');
const ADCTL = [process.execPath, join(ROOT, 'bin', 'adctl.js')];
const place = new Place();
const ids = join(place.folder, 'ids.csv');
const table: string[] = [];

beforeAll(async () => {
  expect((await place.run('demo', '--accounts', String(ACCOUNTS))).code).toBe(0);
  const where = ['--where', 'manager is empty', '--where', 'status != closed'];
  const { stdout } = await place.run('accounts', 'list', ...where, '--limit', String(ROWS), '--columns', 'platform,id');
  writeFileSync(
    ids,
    `id\n${stdout
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.replace(',', ':'))
      .join('\n')}\n`,
  );
}, 1_800_000);
afterAll(() => {
  place.remove();
  process.stdout.write(`${table.join('\n')}\n`);
});

function timed(command: readonly string[], env: Readonly<Record<string, string>> = {}): number {
  const [file, ...args] = command as [string, ...string[]];
  const start = performance.now();
  const { status, stderr } = spawnSync(file, args, {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      HOME: place.folder,
      ADCTL_CONFIG_DIR: join(place.folder, 'config'),
      ADCTL_DB: place.db,
      TZ: 'UTC',
      ...env,
    },
  });
  expect(status, String(stderr)).toBe(0);
  return performance.now() - start;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;

/** Both in turn, so that a slower moment of the machine meets both. */
function compare(what: string, ours: () => number, theirs: () => number): void {
  const pairs = Array.from({ length: RUNS }, () => [ours(), theirs()] as const);
  const [a, b] = [median(pairs.map(([one]) => one)), median(pairs.map(([, other]) => other))];
  table.push(
    `${what.padEnd(44)} ${(a / b).toFixed(2).padStart(6)} ×   ${a.toFixed(0).padStart(7)} ms / ${b.toFixed(0)} ms`,
  );
}

const bare = () => timed([process.execPath, '-e', '0']);

test('start-up, against node -e 0', { timeout: 600_000 }, () => {
  compare('--version', () => timed([...ADCTL, '--version']), bare);
  compare('accounts list --limit 100, CSV', () => timed([...ADCTL, 'accounts', 'list', '--limit', '100']), bare);
  compare(
    'accounts list --limit 100, table',
    () => timed([...ADCTL, 'accounts', 'list', '--limit', '100', '-o', 'table']),
    bare,
  );
  compare(
    'accounts list --search, 10 rows',
    () => timed([...ADCTL, 'accounts', 'list', '--search', '格力', '--limit', '10']),
    bare,
  );
  compare('completion of an account id', () => timed([...ADCTL, '__complete', 'account', '2000']), bare);
  compare('completion of an organisation', () => timed([...ADCTL, '__complete', 'org', '万']), bare);
});

test('claim, against prepared statements that check and log nothing', { timeout: 1_800_000 }, () => {
  const copy = join(place.folder, 'copy.db');
  const fresh = () => {
    for (const end of ['', '-wal', '-shm']) rmSync(copy + end, { force: true });
    copyFileSync(place.db, copy);
  };
  const ours = () => {
    fresh();
    return timed([...ADCTL, 'accounts', 'claim', '--from', ids, '-q'], { ADCTL_DB: copy });
  };
  const byHand = () => {
    fresh();
    return timed([process.execPath, join(import.meta.dirname, 'by-hand.mjs'), copy, ids]);
  };
  compare(`accounts claim, ${ROWS} rows`, ours, byHand);
  expect(readFileSync(ids, 'utf8').split('\n').length).toBe(ROWS + 2);
});

test('export, against the sqlite3 shell', { timeout: 1_800_000 }, (context) => {
  if (spawnSync('sqlite3', ['--version']).status !== 0) context.skip('sqlite3 is not installed');
  const columns = 'platform,id,name,entity,unit,manager,status,daily_budget,currency,created';
  const shell = () =>
    timed([
      'sqlite3',
      '-readonly',
      '-header',
      '-csv',
      place.db,
      `SELECT ${columns} FROM accounts ORDER BY platform, id`,
    ]);
  compare(
    `accounts list, all × 10 columns, CSV`,
    () => timed([...ADCTL, 'accounts', 'list', '--columns', columns]),
    shell,
  );
});

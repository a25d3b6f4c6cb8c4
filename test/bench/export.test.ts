/** Exporting all accounts as CSV, against the sqlite3 shell on the same file. */
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, test } from 'vitest';
import { ADCTL, Bench, FULL } from './measure.ts';

const bench = new Bench();
beforeAll(() => bench.demo(), 1_800_000);
afterAll(() => bench.end());

const COLUMNS = 'platform,id,name,entity,unit,manager,status,daily_budget,currency,created';
const COMMAND = [...ADCTL, 'accounts', 'list', '--columns', COLUMNS];

test('accounts list of all, 10 columns, CSV, against the shell', { timeout: 1_800_000 }, (context) => {
  if (spawnSync('sqlite3', ['--version']).status !== 0) context.skip('sqlite3 is not installed');
  const query = `SELECT ${COLUMNS} FROM accounts ORDER BY platform, id`;
  const shell = ['sqlite3', '-readonly', '-header', '-csv', bench.db, query];
  const [ours, theirs] = [() => bench.run(COMMAND), () => bench.run(shell)];
  bench.compare('export of all accounts × 10, CSV', ours, theirs, { must: 4.5, aim: 2.5 }, FULL ? 3 : 1);
});

test('accounts list of all: peak memory', { timeout: 600_000 }, () => {
  bench.peak('export of all accounts', bench.measured(COMMAND).megabytes);
});

/** Exporting all accounts as CSV, against the sqlite3 shell on the same file. */
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, test } from 'vitest';
import { ADCTL, Bench, FULL } from './measure.ts';

const bench = new Bench();
beforeAll(() => bench.demo(), 1_800_000);
afterAll(() => bench.end());

const COLUMNS = 'platform,id,name,entity,unit,manager,status,daily_budget,currency,created';

test('accounts list of all, 10 columns, CSV', { timeout: 1_800_000 }, (context) => {
  const command = [...ADCTL, 'accounts', 'list', '--columns', COLUMNS];
  const query = `SELECT ${COLUMNS} FROM accounts ORDER BY platform, id`;
  const shell = ['sqlite3', '-readonly', '-header', '-csv', bench.db, query];
  if (spawnSync('sqlite3', ['--version']).status === 0) {
    const ours = () => bench.run(command).ms;
    bench.compare(
      'export of all accounts × 10, CSV',
      ours,
      () => bench.run(shell).ms,
      { must: 4.5, aim: 2.5 },
      FULL ? 3 : 1,
    );
  }
  bench.peak('export of all accounts', bench.memory(command));
  if (spawnSync('sqlite3', ['--version']).status !== 0)
    context.skip('sqlite3 is not installed: nothing to compare with');
});

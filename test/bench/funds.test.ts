/**
 * Statements and overview of a ledger: a page at once, exports against the sqlite3 shell on the same rows, memory. CI runs
 * it small, for function only; `npm run bench` measures on 10,000,000 entries.
 */
import { spawnSync } from 'node:child_process';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillLedger } from './ledger.ts';
import { ADCTL, Bench, bareNode, FULL } from './measure.ts';

const ENTRIES = Number(process.env['ADCTL_BENCH_ENTRIES'] ?? (FULL ? 10_000_000 : 20_000));
const HOLDERS = FULL ? 100_000 : 100;
const bench = new Bench();
let days = 0;
const named = { ACCOUNT: '', PAYER: '' };

beforeAll(async () => {
  await bench.demo();
  bench.db = bench.copy('ledger.db');
  const filled = fillLedger(bench.db, ENTRIES, HOLDERS);
  days = filled.days;
  named.PAYER = filled.payer;
  const db = new Database(bench.db, { readonly: true });
  named.ACCOUNT = String(
    db.prepare("SELECT holder FROM holders WHERE kind = 'account' ORDER BY id DESC LIMIT 1").pluck().get(),
  );
  db.close();
}, 1_800_000);
afterAll(() => bench.end());

const funds = (...args: readonly string[]) => [...ADCTL, 'funds', ...args, '--format', 'csv'];
const PAGES: readonly (readonly [what: string, ...args: string[]])[] = [
  ['the newest of all', 'statement', '--limit', '100'],
  ['of an account', 'statement', 'ACCOUNT', '--limit', '100'],
  ['of a payer with a third of all lines', 'statement', 'PAYER', '--limit', '100'],
  ['recharges, of which there is one', 'statement', '--type', 'recharge', '--limit', '100'],
  ['lots', 'statement', '--type', 'bonus', '--limit', '100'],
  ['consumption by day', 'statement', '--type', 'consumption', '--limit', '100'],
  [
    'consumption of an account by month',
    'statement',
    'ACCOUNT',
    '--type',
    'consumption',
    '--by',
    'month',
    '--limit',
    '100',
  ],
  ['what is frozen, of which there is nothing', 'statement', '--type', 'freeze', '--limit', '100'],
  ['overview', 'overview', '--limit', '100'],
  ['overview of each purse', 'overview', '--by', 'purse', '--limit', '100'],
];

test.each(PAGES)('FUND-8: a page %s', { timeout: 600_000 }, (what, ...args) => {
  const ours = funds(...args.map((arg) => named[arg as keyof typeof named] ?? arg));
  bench.compare(`a page: ${what}`, () => bench.run(ours), bareNode(bench), { must: 4, aim: 2.2 });
});

const shell = (query: string) => ['sqlite3', '-readonly', '-header', '-csv', bench.db, query];
const hasShell = spawnSync('sqlite3', ['--version']).status === 0;
const DAY_COLUMNS = 'day,holder,total,cash,bonus,traffic_bonus,credit,wallet,overdraft,currency,type,product,restated';
const SPENT = funds('statement', '--type', 'consumption', '--columns', DAY_COLUMNS, '--limit', '1000000');
const LINES = funds('statement', '--columns', 'time,movement,holder,cash,bonus,available_after,currency,transaction');

test('FUND-8: consumption by day against the shell', { timeout: 1_800_000 }, (context) => {
  if (!hasShell) context.skip('sqlite3 is not installed');
  expect(days).toBeGreaterThan(HOLDERS);
  const query = `SELECT ${DAY_COLUMNS} FROM consumption_days ORDER BY holder, currency, day DESC, purse, type, product LIMIT 1000000`;
  bench.compare(
    'consumption by day, CSV',
    () => bench.run(SPENT),
    () => bench.run(shell(query)),
    { must: 4.5, aim: 2.5 },
    FULL ? 3 : 1,
  );
});

test('FUND-8: all lines against the shell', { timeout: 1_800_000 }, (context) => {
  if (!hasShell) context.skip('sqlite3 is not installed');
  const query = `SELECT time, movement, holder, cash, bonus, cash_after + bonus_after + traffic_bonus_after AS available_after,
    currency, "transaction" FROM statement_lines ORDER BY line DESC`;
  bench.compare(
    'all lines of statements, CSV',
    () => bench.run(LINES),
    () => bench.run(shell(query)),
    { must: 4.5, aim: 2.5 },
    1,
  );
});

test('FUND-7: an overview of all against one query', { timeout: 600_000 }, (context) => {
  if (!hasShell) context.skip('sqlite3 is not installed');
  const query = `SELECT h.holder, b.currency, sum(iif(b.kind = 'cash', balance, 0)) AS cash, sum(iif(b.kind = 'bonus', balance, 0)) AS bonus
    FROM books b JOIN holders h ON h.id = b.holder WHERE b.holder <> 1 GROUP BY h.holder, b.currency`;
  bench.compare(
    'overview of all, CSV',
    () => bench.run(funds('overview')),
    () => bench.run(shell(query)),
    {},
    FULL ? 3 : 1,
  );
});

test('FUND-10: funds check of all', { timeout: 1_800_000 }, () => {
  const { ms, megabytes } = bench.measured([...ADCTL, 'funds', 'check']);
  bench.say(`funds check of ${ENTRIES} entries`, `${Math.round(ENTRIES / (ms / 1000))} a second`);
  bench.peak('funds check', megabytes);
});

test('FUND-8: memory does not grow with lines', { timeout: 1_800_000 }, () => {
  bench.peak('all lines of statements', bench.measured(LINES).megabytes);
  bench.peak('consumption by day', bench.measured(SPENT).megabytes);
});

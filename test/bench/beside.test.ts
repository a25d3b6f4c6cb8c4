/**
 * Lists of what lies beside accounts, for somebody with a hundred of them: that there are very many others costs nothing.
 * Against a process that does nothing, like the lists of accounts (readers.test.ts).
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADCTL, Bench, bareNode, FULL } from './measure.ts';

const bench = new Bench();
const FEW = FULL ? 100 : 10;
/** Qualifications and assets of others. */
const OTHERS = FULL ? 50_000 : 500;
const READER = 'reads.beside';
let ADCTL_DB = '';

const lines = (csv: string): string[] => csv.trim().split('\n').slice(1);

beforeAll(async () => {
  await bench.demo();
  ADCTL_DB = bench.copy();
  const run = (...args: string[]) => bench.run([...ADCTL, ...args], { ADCTL_DB });
  const listed = (...args: string[]) => lines(bench.output([...args, '--format', 'csv'], { ADCTL_DB }));
  const accounts = (limit: number) =>
    listed(
      'accounts',
      'list',
      '--where',
      'entity = e_gree',
      '--where',
      'status != closed',
      '--columns',
      'platform,id',
      '--limit',
      String(limit),
    ).map((line) => line.replace(',', ':'));
  const all = accounts(OTHERS);
  expect(all.length).toBeGreaterThan(FEW);
  run('members', 'create', READER, '--name', 'Beside', '--verified', 'x', '--role', 'eC', '--org', 'e_gree');
  run('accounts', 'assign', ...all.slice(0, FEW), '--to', READER, '--take-over');
  const file = (name: string, header: string, row: (account: string, i: number) => string) =>
    bench.file(name, [header, ...all.map(row), ''].join('\n'));
  const numbered = file('qualifications.csv', 'account,kind,number', (account, i) => `${account},商标,T${i}`);
  run('qualifications', 'submit', '--from', numbered);
  run(
    'assets',
    'create',
    '--from',
    file('assets.csv', 'name,kind,account', (account, i) => `A${i},audience,${account}`),
  );
}, 1_800_000);
afterAll(() => bench.end());

const SCREENS: readonly (readonly string[])[] = [
  ['qualifications', 'list', '--limit', '20'],
  ['qualifications', 'list', '--count'],
  ['assets', 'list', '--limit', '20'],
  ['assets', 'list', '--count'],
  ['requests', 'list', '--limit', '20'],
];

test.each(SCREENS.map((args) => [args.join(' '), args] as const))(
  `%s of ${FEW} accounts, against node -e 0`,
  { timeout: 600_000 },
  (what, args) => {
    const command = [...ADCTL, ...args, '--as', READER];
    bench.compare(
      `${what}, of ${FEW} accounts`,
      () => bench.run(command, { ADCTL_DB }),
      bareNode(bench),
      { must: 2.5, aim: 2 },
      FULL ? 11 : 1,
    );
  },
);

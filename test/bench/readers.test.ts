/**
 * The same screens for who sees a part: an admin of twenty entities, and somebody with a hundred accounts. Against a
 * process that does nothing; what the owner waits for is in start.test.ts.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADCTL, Bench, bareNode, FULL } from './measure.ts';

const bench = new Bench();
const FEW = FULL ? 100 : 10;
const READERS = { 'of 20 entities': 'reads.many', [`of ${FEW} accounts`]: 'reads.few' } as const;
let ADCTL_DB = '';

const column = (csv: string): string[] =>
  csv
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',')[0] as string);

beforeAll(async () => {
  await bench.demo();
  ADCTL_DB = bench.copy();
  const run = (...args: string[]) => bench.run([...ADCTL, ...args], { ADCTL_DB });
  const listed = (...args: string[]) => column(bench.output([...args, '--format', 'csv'], { ADCTL_DB }));
  const entities = listed('orgs', 'list', '--kind', 'entity', '--columns', 'id', '--limit', '20');
  expect(entities).toHaveLength(20);
  const [many, few] = Object.values(READERS) as [string, string];
  run('members', 'create', many, '--name', 'Many', '--verified', 'x', '--role', 'eA', '--org', entities[0] as string);
  const rows = entities.slice(1).map((org) => `${many},eA,${org}`);
  run('members', 'grant', '--from', bench.file('grants.csv', ['login,role,org', ...rows, ''].join('\n')));
  run('members', 'create', few, '--name', 'Few', '--verified', 'x', '--role', 'eC', '--org', 'e_gree');
  const where = ['--where', 'entity = e_gree', '--where', 'status != closed'];
  const ids = listed('accounts', 'list', ...where, '--columns', 'id', '--limit', String(FEW));
  run('accounts', 'assign', ...ids, '--to', few, '--take-over');
}, 1_800_000);
afterAll(() => bench.end());

const LIST = ['accounts', 'list', '--limit', '100'];
const SCREENS: readonly (readonly [what: string, args: readonly string[], must: number, aim: number])[] = [
  ['accounts list, CSV', LIST, 1.9, 1.7],
  ['accounts list, table', [...LIST, '-o', 'table'], 2.5, 2.2],
  ['accounts list by budget', [...LIST, '--sort', '-daily_budget'], 1.9, 1.7],
  ['accounts list --search', ['accounts', 'list', '--search', '格力', '--limit', '10'], 1.9, 1.7],
  ['accounts list --count', ['accounts', 'list', '--count'], 1.9, 1.7],
  ['orgs tree', ['orgs', 'tree'], 2, 1.8],
];

for (const [who, login] of Object.entries(READERS))
  test.each(SCREENS)(`%s ${who}, against node -e 0`, { timeout: 600_000 }, (what, args, must, aim) => {
    const command = [...ADCTL, ...args, '--as', login];
    bench.compare(
      `${what}, ${who}`,
      () => bench.run(command, { ADCTL_DB }),
      bareNode(bench),
      { must, aim },
      FULL ? 11 : 1,
    );
  });

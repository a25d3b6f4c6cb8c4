/**
 * ORG-7: the map and the overview against a process that does nothing, for who sees everything, who manages tens of
 * thousands of accounts one by one, and an agency's employee. What an admin of twenty entities and somebody with a
 * hundred accounts wait for is in readers.test.ts.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ACCOUNTS, ADCTL, Bench, bareNode, FULL } from './measure.ts';

const bench = new Bench();
beforeAll(() => bench.demo(), 1_800_000);
afterAll(() => bench.end());

const SCREENS: readonly (readonly [what: string, args: readonly string[], must: number, aim: number])[] = [
  ['orgs tree, CSV', ['orgs', 'tree'], 2, 1.8],
  ['orgs tree, table', ['orgs', 'tree', '-o', 'table'], 2.5, 2.2],
  ['orgs tree --find', ['orgs', 'tree', '--find', '格力'], 2, 1.8],
  ['orgs tree of a group', ['orgs', 'tree', 'g_huaxia'], 2, 1.8],
  ['orgs tree of a unit', ['orgs', 'tree', 'u_huadong'], 2, 1.8],
  ['orgs list', ['orgs', 'list'], 2, 1.8],
  ['orgs tree, with accounts of one’s own', ['orgs', 'tree', '--as', 'li.na'], 2.5, 2.2],
  ['orgs tree, of an agency', ['orgs', 'tree', '--as', 'hua.rong'], 2, 1.8],
];

test.each(SCREENS)('%s, against node -e 0', { timeout: 600_000 }, (what, args, must, aim) => {
  const command = [...ADCTL, ...args];
  bench.compare(what, () => bench.run(command), bareNode(bench), { must, aim }, FULL ? 15 : 1);
});

test('what stands at the top of the map adds up to all accounts', () => {
  const rows = bench.output(['orgs', 'tree', '--depth', '1', '--format', 'ndjson']).trim().split('\n');
  const tops = rows.map((row) => JSON.parse(row) as { readonly kind: string; readonly accounts: number });
  // Agencies have the accounts of others; other accounts lie in an entity, too.
  const own = tops.filter(({ kind }) => ['group', 'entity', 'none'].includes(kind));
  expect(own.reduce((sum, { accounts }) => sum + accounts, 0)).toBe(ACCOUNTS);
});

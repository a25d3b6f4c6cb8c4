/** Start-up: how long a command takes that shows a screen of a large state, against a process that does nothing. */
import { afterAll, beforeAll, test } from 'vitest';
import { ADCTL, Bench, bareNode, FULL } from './measure.ts';

const bench = new Bench();
beforeAll(() => bench.demo(), 1_800_000);
afterAll(() => bench.end());

const LIST = ['accounts', 'list', '--limit', '100'];
const COMMANDS: readonly (readonly [what: string, args: readonly string[], must: number, aim: number])[] = [
  ['--version', ['--version'], 1.2, 1.1],
  ['accounts list --limit 100, CSV', LIST, 1.9, 1.7],
  ['accounts list --limit 100, table', [...LIST, '-o', 'table'], 2.5, 2.2],
  ['accounts list --search, 10 rows', ['accounts', 'list', '--search', '格力', '--limit', '10'], 1.9, 1.7],
  ['completion of an account id', ['__complete', 'account', '2000'], 1.9, 1.7],
  ['completion of an organisation', ['__complete', 'org', '万'], 1.9, 1.7],
];

test.each(COMMANDS)('%s, against node -e 0', { timeout: 600_000 }, (what, args, must, aim) => {
  const command = [...ADCTL, ...args];
  bench.compare(what, () => bench.run(command), bareNode(bench), { must, aim }, FULL ? 15 : 1);
});

/** A bare list of money names whose it is, which the other commands take, and not the currency (cli.md "-q"). */
import { beforeAll, expect, test } from 'vitest';
import { demoShell, type Shell } from '../helpers/main.ts';

const AGENCY = 'agency:a_bluefocus';
const SHOWN = 'tencent:20000001';
let on: Shell;
beforeAll(async () => {
  on = await demoShell(300);
  expect((await on.run(['funds', 'caps', AGENCY, '--per-day', '500', '--as', 'cao.yang'])).code).toBe(0);
}, 60_000);

const LISTS = [
  [['funds', 'caps'], 'a_bluefocus'],
  [['funds', 'wallets'], 'entity:e_haier'],
  [['funds', 'overview', AGENCY], AGENCY],
  [['funds', 'overview', AGENCY, '--by', 'purse', '--limit', '1'], AGENCY],
  [['funds', 'overview', AGENCY, '--by', 'order', '--where', 'order_id is not empty'], 'PO-2026-0301'],
  [['funds', 'statement', SHOWN, '--type', 'consumption', '--limit', '1'], `account:${SHOWN}`],
  [['funds', 'statement', SHOWN, '--type', 'consumption', '--by', 'month', '--limit', '1'], `account:${SHOWN}`],
] as const;
test.each(LISTS)('%j -q: %s', async (args, named) => {
  const { code, stdout } = await on.run([...args, '-q']);
  expect([code, stdout]).toEqual([0, `${named}\n`]);
});

test('of what has an id it names that: a hold, a transaction, a lot', async () => {
  const ids = async (...args: string[]) => (await on.run(['funds', ...args, '-q'])).stdout.trim().split('\n');
  expect(await ids('overview', AGENCY, '--by', 'order', '--where', 'hold is not empty')).toEqual(await ids('holds'));
  expect(await ids('statement', AGENCY, '--limit', '1')).toEqual([expect.stringMatching(/^t_\w+$/)]);
  expect(await ids('statement', AGENCY, '--type', 'bonus', '--limit', '1')).toEqual([expect.stringMatching(/^l_\w+$/)]);
});

/** A bare list of money names whose it is, which the other commands take, and not the currency (cli.md "-q"). */
import { beforeAll, expect, test } from 'vitest';
import { demoShell, type Shell } from '../helpers/main.ts';

const AGENCY = 'agency:a_bluefocus';
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
] as const;
test.each(LISTS)('%j -q: %s', async (args, named) => {
  const { code, stdout } = await on.run([...args, '-q']);
  expect([code, stdout]).toEqual([0, `${named}\n`]);
});

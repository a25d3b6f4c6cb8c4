/** What is over by itself, as it is read on a command line, here and behind a server (TIME-2, FUND-8). */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, expect, test } from 'vitest';
import { Both, seedOf } from '../helpers/both-links.ts';
import { shell } from '../helpers/main.ts';
import { NOW, newFolder } from '../helpers/state.ts';

const HOLDER = 'entity:e_hengrui';
let both: Both;

/** Granted a month before, until a week before. */
beforeAll(async () => {
  const folder = newFolder();
  const { run } = shell({ folder });
  const day = 86_400_000;
  for (const words of [
    ['demo', '--accounts', '600', '--db', join(folder, 'state.db')],
    ['funds', 'bonus-grant', HOLDER, '--kind', 'bonus', '--amount', '5.00', '--valid-to', '2025-12-29'],
  ])
    expect(await run(words, { now: NOW - 30 * day })).toMatchObject({ code: 0 });
  both = await Both.of(await seedOf(folder, ['owner', 'zhang.min']));
}, 60_000);

const LINES = ['funds', 'statement', HOLDER, '--csv', '--columns', 'movement,bonus_after'];
const UNWRITTEN =
  '1 hold or lot is over and not written as such yet, for the state could not be written: adctl state sweep';

test('where somebody else writes, it is read as it is written, and said; then it is written once', async () => {
  const others = both.states.map((file) => new Database(file));
  for (const other of others) other.exec('BEGIN IMMEDIATE');
  for (const words of [LINES, ['funds', 'statement', HOLDER, '--count']]) {
    const { here, there } = await both.run(words);
    expect(there).toEqual(here);
    expect(here.code).toBe(0);
    expect(here.stderr).toContain(UNWRITTEN);
  }
  for (const other of others) other.exec('ROLLBACK');
  for (const other of others) other.close();
  for (let again = 0; again < 2; again++) {
    const { here, there } = await both.run(LINES);
    expect(there).toEqual(here);
    expect(here.stdout.split('\n').slice(1, 3)).toEqual(['expire,0.00', 'bonus_grant,5.00']);
    expect(here.stderr).not.toContain('state sweep');
  }
});

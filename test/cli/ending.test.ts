/** What ends with a change is shown, per row and in total, and asked about before it is done (ACC-7). */
import { beforeAll, describe, expect, test } from 'vitest';
import { demoShell, type Shell } from '../helpers/main.ts';

let on: Shell;
beforeAll(async () => {
  on = await demoShell(300);
}, 60_000);
const ALL = ['clients', 'terminate', '--where', 'state = active', '--agency', 'a_bluefocus', '--reason', '到期'];
const TOTAL = /with it end: [1-9]\d* managers?; [1-9]\d* bound members?/;

describe('ACC-7 clients terminate', () => {
  test('a rehearsal says per account and in total what would end', async () => {
    const { code, stderr, stdout } = await on.run([...ALL, '--dry-run']);
    // One of them has money there: it stays.
    expect([code, stderr]).toEqual([6, expect.stringMatching(TOTAL)]);
    expect(stderr).toContain('conflict 1: money is still there');
    expect(stdout).toMatch(/CLIENT_ENDS,with it end: /);
  });

  test('without a terminal it needs --yes, and says the same', async () => {
    const refused = await on.run(ALL);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringMatching(TOTAL)]);
    expect(refused.stderr).toContain('--yes');
    const listed = await on.run(['clients', 'list', '--state', 'active', '--limit', '3', '--csv']);
    const file = ['clients', 'terminate', '--from', '-', '--reason', '到期'];
    expect((await on.run(file, { stdin: listed.stdout })).code).toBe(2);
    const done = await on.run([...file, '--yes'], { stdin: listed.stdout });
    expect([done.code, done.stderr]).toEqual([0, expect.stringContaining('terminated 3')]);
  });

  test('what is refused in any case is not asked about', async () => {
    const { code, stderr } = await on.run([
      'clients',
      'terminate',
      '29999999',
      '--agency',
      'a_bluefocus',
      '--reason',
      'r',
    ]);
    expect([code, stderr]).toEqual([3, expect.stringContaining('NOT_FOUND')]);
  });
});

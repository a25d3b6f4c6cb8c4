/** MEM-5, BULK-3: a handover that is killed at any moment gives each account away once, and the same command ends it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { licence } from '../helpers/fixture.ts';
import { campaign, Ground, KILLS } from './campaign.ts';

/** With the role before them, of two chunks. */
const ACCOUNTS = 1_200;
const FIRST = 999;

async function ground(): Promise<Ground> {
  const made = new Ground();
  const must = async (...argv: string[]) => {
    const ran = await made.soon(argv);
    expect([argv.join(' '), ran.stderr, ran.code]).toEqual([argv.join(' '), ran.stderr, 0]);
  };
  await must('orgs', 'create', '移交公司', '--kind', 'entity', '--id', 'e_hand', '--licence', licence(1));
  await must('members', 'create', 'ada', '--name', 'Ada', '--verified', 'x', '--role', 'eC', '--org', 'e_hand');
  await must('members', 'create', 'bob', '--name', 'Bob', '--verified', 'x');
  const rows = Array.from({ length: ACCOUNTS }, (_, i) => `${71000000 + i},账户${i},e_hand,ada`);
  const file = join(made.place.folder, 'accounts.csv');
  writeFileSync(file, ['id,name,entity,manager', ...rows, ''].join('\n'));
  await must('accounts', 'import', '--from', file, '--platform', 'tencent', '-q');
  made.count();
  made.keep();
  return made;
}

const managedBy = (at: Ground, login: string): number =>
  at.query<{ n: number }>('SELECT count(*) AS n FROM accounts WHERE manager = ?', login)[0]?.n ?? 0;

test('MEM-5 handovers: every account 0 or 1 times', { timeout: Math.max(60_000, KILLS * 6_000) }, async () => {
  const argv = ['members', 'handover', 'ada', '--to', 'bob', '-q'];
  const { atStep } = await campaign({
    name: 'handover',
    count: Math.max(3, Math.round(KILLS * 0.1)),
    steps: [
      ['begin', 5],
      ['commit', 5],
      ['write', 4 * ACCOUNTS],
      ['close', 3],
    ],
    argv: () => argv,
    ground,
    async verify(at) {
      await at.whole();
      const done = managedBy(at, 'bob');
      expect([0, FIRST, ACCOUNTS]).toContain(done);
      expect(managedBy(at, 'ada')).toBe(ACCOUNTS - done);
      const again = await at.place.run(...argv);
      expect([again.code, again.stderr.match(/error|BUG/)]).toEqual([0, null]);
      expect([managedBy(at, 'bob'), managedBy(at, 'ada')]).toEqual([ACCOUNTS, 0]);
      const [logged] = at.query<{ rows: number; most: number }>(
        `SELECT count(*) AS rows, max(times) AS most FROM (SELECT count(*) AS times FROM log_rows
          WHERE seq > ? AND kind = 'account' GROUP BY key)`,
        at.since,
      );
      expect(logged).toEqual({ rows: ACCOUNTS, most: 1 });
      await at.whole();
    },
  });
  expect(atStep).toBeGreaterThan(0);
});

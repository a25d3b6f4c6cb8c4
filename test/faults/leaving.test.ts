/** MEM-5, ACC-7, BULK-3: a handover or a termination that is killed at any moment does each account once, and the same command ends it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { licence } from '../helpers/fixture.ts';
import { campaign, Ground, KILLS } from './campaign.ts';

/** Of two chunks. */
const ACCOUNTS = 1_200;
const CHUNK = 1_000;

const STEPS = [
  ['begin', 5],
  ['commit', 5],
  ['write', 4 * ACCOUNTS],
  ['close', 3],
] as const;
const LIMIT = { timeout: Math.max(60_000, KILLS * 6_000) };
const COUNT = Math.max(3, Math.round(KILLS * 0.1));

/** Accounts of an entity, all of them somebody's; `more`: what they are given besides, and what is made before. */
async function ground(manager: string, before: readonly string[][], more = ''): Promise<Ground> {
  const made = new Ground();
  const must = async (...argv: string[]) => {
    const ran = await made.soon(argv);
    expect([argv.join(' '), ran.stderr, ran.code]).toEqual([argv.join(' '), ran.stderr, 0]);
  };
  await must('orgs', 'create', '移交公司', '--kind', 'entity', '--id', 'e_hand', '--licence', licence(1));
  for (const argv of before) await must(...argv);
  const [header, value] = more === '' ? ['', ''] : [',agency', `,${more}`];
  const rows = Array.from({ length: ACCOUNTS }, (_, i) => `${71000000 + i},账户${i},e_hand,${manager}${value}`);
  const file = join(made.place.folder, 'accounts.csv');
  writeFileSync(file, [`id,name,entity,manager${header}`, ...rows, ''].join('\n'));
  await must('accounts', 'import', '--from', file, '--platform', 'tencent', '-q');
  made.count();
  made.keep();
  return made;
}

const member = (login: string, ...more: string[]) => [
  'members',
  'create',
  login,
  '--name',
  login,
  '--verified',
  'x',
  ...more,
];
const managedBy = (at: Ground, login: string): number =>
  at.query<{ n: number }>('SELECT count(*) AS n FROM accounts WHERE manager = ?', login)[0]?.n ?? 0;

/** How many records of a kind changed since, and how often the most changed of them did. */
function changed(at: Ground, kind: string): { rows: number; most: number } | undefined {
  const [logged] = at.query<{ rows: number; most: number }>(
    `SELECT count(*) AS rows, max(times) AS most FROM (SELECT count(*) AS times FROM log_rows
      WHERE seq > ? AND kind = ? GROUP BY key)`,
    at.since,
    kind,
  );
  return logged;
}

/** The same command again ends the work, without an error. */
async function ends(at: Ground, argv: readonly string[]): Promise<void> {
  const again = await at.place.run(...argv);
  expect([again.code, again.stderr.match(/error|BUG/)]).toEqual([0, null]);
}

test('MEM-5 handovers: every account 0 or 1 times', LIMIT, async () => {
  const argv = ['members', 'handover', 'ada', '--to', 'bob', '-q'];
  const people = [member('ada', '--role', 'eC', '--org', 'e_hand'), member('bob')];
  const { atStep } = await campaign({
    name: 'handover',
    count: COUNT,
    steps: STEPS,
    argv: () => argv,
    ground: () => ground('ada', people),
    async verify(at) {
      await at.whole();
      const done = managedBy(at, 'bob');
      // The role goes before them, in the same chunk.
      expect([0, CHUNK - 1, ACCOUNTS]).toContain(done);
      expect(managedBy(at, 'ada')).toBe(ACCOUNTS - done);
      await ends(at, argv);
      expect([managedBy(at, 'bob'), managedBy(at, 'ada')]).toEqual([ACCOUNTS, 0]);
      expect(changed(at, 'account')).toEqual({ rows: ACCOUNTS, most: 1 });
      await at.whole();
    },
  });
  expect(atStep).toBeGreaterThan(0);
});

test('ACC-7 terminations: every client ends once, with all that hangs on it', LIMIT, async () => {
  const argv = [
    'clients',
    'terminate',
    '--where',
    'state = active',
    '--agency',
    'a_hand',
    '--reason',
    '到期',
    '--yes',
    '-q',
  ];
  const made = [
    ['orgs', 'create', '代理公司', '--kind', 'entity', '--id', 'e_fox', '--licence', licence(2)],
    ['orgs', 'create', '--kind', 'agency', '--entity', 'e_fox', '--id', 'a_hand'],
    member('eve', '--role', 'aE', '--org', 'a_hand'),
  ];
  const { atStep } = await campaign({
    name: 'termination',
    count: COUNT,
    steps: STEPS,
    argv: () => argv,
    ground: () => ground('eve', made, 'a_hand'),
    async verify(at) {
      await at.whole();
      const ended = at.query<{ n: number }>("SELECT count(*) AS n FROM authorisations WHERE state = 'terminated'")[0]
        ?.n;
      expect([0, CHUNK, ACCOUNTS]).toContain(ended);
      expect(managedBy(at, 'eve')).toBe(ACCOUNTS - (ended ?? 0));
      await ends(at, argv);
      expect(managedBy(at, 'eve')).toBe(0);
      for (const kind of ['account', 'authorisation', 'relation'])
        expect([kind, changed(at, kind)]).toEqual([kind, { rows: ACCOUNTS, most: 1 }]);
      await at.whole();
    },
  });
  expect(atStep).toBeGreaterThan(0);
});

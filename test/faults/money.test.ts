/**
 * FUND-5, FUND-1: a file of money that is killed at any moment, run again, fed back in part, or sent many times at once
 * moves each of its rows once, on a state here and behind a server. ADCTL_KILLS and ADCTL_SENDERS say how often.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { serving, stopped } from '../server/processes.ts';
import { campaign, type Ground, HOOK, KILLS } from './campaign.ts';
import { ALL, allocating, moneyGround, moved, PAYER, ROWS, removeTemplate, sound, statuses } from './money.ts';
import type { Ended } from './processes.ts';

/** In full 50. */
const SENDERS = Number(process.env['ADCTL_SENDERS'] ?? 8);
const LIMIT = { timeout: Math.max(120_000, KILLS * 8_000, SENDERS * 6_000) };
/** Each row writes its transaction, entries, balances and result. */
const STEPS = [
  ['begin', 4],
  ['commit', 4],
  ['write', 6 * ROWS],
] as const;

afterAll(removeTemplate);

/** The same command again ends the work: what moved before is unchanged, what did not is paid now. */
async function again(ground: Ground, env: Readonly<Record<string, string>> = {}): Promise<void> {
  const before = moved(ground);
  expect(before.most).toBeLessThanOrEqual(1);
  const end = await ground.place.launch(allocating(ground, '--json'), { env }).ended;
  expect([end.code, end.stderr]).toEqual([0, expect.not.stringContaining('BUG')]);
  const { ok = 0, unchanged = 0, ...others } = statuses(end);
  expect([ok, unchanged, others]).toEqual([ROWS - before.rows, before.rows, {}]);
  expect(moved(ground)).toEqual(ALL);
  await sound(ground);
}

test('FUND-5 killed anywhere and run again, every row has moved once', LIMIT, async () => {
  let between = 0;
  const { hit } = await campaign({
    name: 'allocate',
    count: KILLS,
    steps: STEPS,
    ground: moneyGround,
    argv: (ground) => allocating(ground, '-q'),
    async verify(ground) {
      await sound(ground);
      const { rows } = moved(ground);
      if (rows > 0 && rows < ROWS) between++;
      await again(ground);
    },
  });
  expect(hit).toBeGreaterThan(0);
  console.info(`money: ${between} of ${hit} kills left a part of the rows behind`);
});

test('FUND-5 what failed for want of money is fed back once, killed in the middle or not', LIMIT, async () => {
  const ground = await moneyGround();
  ground.fresh();
  try {
    const run = (...args: string[]) => ground.place.run(...args);
    const [overview] = await ground.place.json<{ available: string }>('funds', 'overview', PAYER);
    // Cash for about half of the rows is left.
    const spare = (Number(overview?.available) - 700).toFixed(2);
    const spent = await run('funds', 'refund', PAYER, '--amount', (Number(spare) - 7_870).toFixed(2), '-q');
    expect([spent.code, spent.stderr]).toEqual([0, expect.any(String)]);
    const failed = join(ground.place.folder, 'failed.csv');
    const first = await run(...allocating(ground, '--failed', failed, '-q'));
    expect(first.code).toBe(6);
    const short = moved(ground);
    expect(short.rows).toBeGreaterThan(100);
    expect(short.rows).toBeLessThan(ROWS);
    expect(readFileSync(failed, 'utf8').trimEnd().split('\n')).toHaveLength(1 + ROWS - short.rows);
    await run('funds', 'recharge', PAYER, '--amount', '5000', '-q');
    const fed = allocating(ground, '-q').map((word) => (word.endsWith('rows.csv') ? failed : word));
    const killed = await ground.kill({ step: `before write ${3 * (ROWS - short.rows)}` }, fed);
    expect(killed.signal).toBe('SIGKILL');
    await sound(ground);
    // From now on every row has its money: the part, the whole, the part again.
    expect((await run(...fed)).code).toBe(0);
    expect(moved(ground)).toEqual(ALL);
    await again(ground);
    expect((await run(...fed)).code).toBe(0);
    expect(moved(ground)).toEqual(ALL);
  } finally {
    ground.place.remove();
  }
});

describe.each(['here', 'behind a server'] as const)('%s', (where) => {
  /** `send`: a process that speaks to the state. */
  async function on(f: (ground: Ground, env: Readonly<Record<string, string>>) => Promise<void>): Promise<void> {
    const ground = await moneyGround();
    ground.fresh();
    try {
      if (where === 'here') return await f(ground, {});
      const token = (await ground.place.run('tokens', 'create', 'money')).stdout.trim();
      const server = await serving(ground.place);
      await f(ground, { ADCTL_DB: '', ADCTL_URL: server.url, ADCTL_TOKEN: token });
      await stopped(server);
    } finally {
      ground.place.remove();
    }
  }

  test('FUND-5 a file sent twice at once moves each row once', LIMIT, async () => {
    await on(async (ground, env) => {
      const sent = [1, 2].map(() => ground.place.launch(allocating(ground, '--json'), { env }).ended);
      const ended = await Promise.all(sent);
      for (const { code, stderr } of ended) expect([code, stderr]).toEqual([0, expect.not.stringMatching(/BUG|lock/i)]);
      const [one, other] = ended.map(statuses) as [Record<string, number>, Record<string, number>];
      expect((one['ok'] ?? 0) + (other['ok'] ?? 0)).toBe(ROWS);
      expect((one['unchanged'] ?? 0) + (other['unchanged'] ?? 0)).toBe(ROWS);
      expect(moved(ground)).toEqual(ALL);
      await sound(ground);
    });
  });

  test(`FUND-5 ${SENDERS} processes with one reference make one transaction`, LIMIT, async () => {
    await on(async (ground, env) => {
      const words = ['funds', 'allocate', '20000001', '--amount', '3.00', '--payer', PAYER, '--reference', 'only'];
      const sent = Array.from({ length: SENDERS }, () => ground.place.launch([...words, '--json'], { env }).ended);
      const ended = await Promise.all(sent);
      for (const { code, stderr } of ended) expect([code, stderr]).toEqual([0, expect.not.stringMatching(/BUG|lock/i)]);
      const told = ended.map((end) => JSON.parse(end.stdout) as [{ status: string; id: string }]);
      expect(told.filter(([{ status }]) => status === 'ok')).toHaveLength(1);
      expect(told.filter(([{ status }]) => status === 'unchanged')).toHaveLength(SENDERS - 1);
      // All name the one transaction.
      expect(new Set(told.map(([{ id }]) => id)).size).toBe(1);
      const made = ground.query("SELECT id FROM ledger_transactions WHERE reference GLOB 'only*'");
      expect(made).toHaveLength(1);
      await sound(ground);
    });
  });
});

describe('FUND-5 behind a server', () => {
  const sending = (ground: Ground, url: string, token: string) =>
    ground.place.launch(allocating(ground, '--format', 'csv'), {
      env: { ADCTL_DB: '', ADCTL_URL: url, ADCTL_TOKEN: token },
    });
  const settled = async (ground: Ground, token: string) => {
    const server = await serving(ground.place);
    await again(ground, { ADCTL_DB: '', ADCTL_URL: server.url, ADCTL_TOKEN: token });
    await stopped(server);
  };

  test('a client that is killed, and the command again', LIMIT, async () => {
    const ground = await moneyGround();
    ground.fresh();
    const token = (await ground.place.run('tokens', 'create', 'money')).stdout.trim();
    const server = await serving(ground.place);
    const { child, ended } = sending(ground, server.url, token);
    child.stdout?.once('data', () => child.kill('SIGKILL'));
    expect((await ended).signal).toBe('SIGKILL');
    await again(ground, { ADCTL_DB: '', ADCTL_URL: server.url, ADCTL_TOKEN: token });
    await stopped(server);
    ground.place.remove();
  });

  test.each([
    'before commit 1',
    'after commit 1',
    'before commit 2',
    `before write ${ROWS}`,
    `after write ${4 * ROWS}`,
  ])('a server that is killed %s, started anew, and the command again', LIMIT, async (plan) => {
    const ground = await moneyGround();
    ground.fresh();
    const token = (await ground.place.run('tokens', 'create', 'money')).stdout.trim();
    const server = await serving(ground.place, [], {
      node: ['--require', HOOK],
      env: { ADCTL_TEST_KILL: plan },
    });
    const client = sending(ground, server.url, token);
    const gone: Ended = await server.ended;
    expect(gone.signal).toBe('SIGKILL');
    client.child.kill('SIGKILL');
    await client.ended;
    await sound(ground);
    await settled(ground, token);
    ground.place.remove();
  });
});

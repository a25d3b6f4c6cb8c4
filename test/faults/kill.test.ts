/** BULK-4: a run that was killed is interrupted, goes on by its id, and can be undone. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOOK } from './campaign.ts';
import { Place } from './processes.ts';

const ROWS = 3_000;
const place = new Place();
let free: string[];

type Account = { platform: string; id: string; manager: string | null; status: string };
const file = join(place.folder, 'ids.csv');

beforeAll(async () => {
  expect((await place.run('demo', '--accounts', '4000')).code).toBe(0);
  expect((await place.run('rules', 'set', 'batch_interrupted_seconds', '5')).code).toBe(0);
  const accounts = await place.json<Account>(
    'accounts',
    'list',
    '--where',
    'manager is empty',
    '--where',
    'status != closed',
    '--limit',
    String(ROWS),
  );
  free = accounts.map(({ platform, id }) => `${platform}:${id}`);
  writeFileSync(file, `id\n${free.join('\n')}\n`);
});
afterAll(() => place.remove());

async function whole(): Promise<void> {
  const check = await place.run('state', 'check');
  expect(check.stderr + check.stdout).toBe('');
  expect(check.code).toBe(0);
}

async function mine(): Promise<number> {
  return Number((await place.run('accounts', 'list', '--manager', 'owner', '--count')).stdout);
}

test('BULK-4 a killed batch is interrupted, is resumed with every row exactly once, and is undone', {
  timeout: 120_000,
}, async () => {
  // What is reported of the first rows is committed.
  const { child, ended } = place.start('accounts', 'claim', '--from', file, '--format', 'csv');
  child.stdout?.once('data', () => child.kill('SIGKILL'));
  expect((await ended).signal).toBe('SIGKILL');
  expect(await mine()).toBeGreaterThan(0);
  expect(await mine()).toBeLessThan(free.length);
  const [batch] = await place.json<{ id: string; state: string; rows: number }>('batches', 'list', '--limit', '1');
  expect(batch?.state).toBe('running');
  await new Promise((done) => setTimeout(done, 5_500));
  const id = batch?.id as string;
  expect((await place.json<{ state: string }>('batches', 'list', '--limit', '1'))[0]?.state).toBe('interrupted');

  const resumed = await place.run('batches', 'resume', id.slice(0, 14), '-q');
  expect(resumed.stderr).toContain(`claimed ${free.length.toLocaleString('en-US')}`);
  expect(resumed.code).toBe(0);
  const results = await place.json<{ row: number; status: string }>('batches', 'results', id);
  expect(results.map(({ row }) => row)).toEqual(free.map((_, i) => i + 1));
  expect(results.every(({ status }) => status === 'ok')).toBe(true);
  expect(await mine()).toBe(free.length);

  const again = await place.run('batches', 'resume', id);
  expect(again.code).toBe(5);
  expect(again.stderr).toContain('BATCH_STATE');

  expect((await place.run('undo', id, '-q')).stderr).toContain(`restored ${free.length.toLocaleString('en-US')}`);
  expect(await mine()).toBe(0);
  expect((await place.run('audit', 'verify')).code).toBe(0);
  await whole();
});

test('BULK-3 what an atomic run had told of its rows when it was killed is no damage', {
  timeout: 120_000,
}, async () => {
  const rows = join(place.folder, 'rows.csv');
  writeFileSync(rows, `account,amount\n${free[0]},1.00\ntencent:99999999999,1.00\n`);
  const argv = ['funds', 'recharge', '--from', rows, '--atomic', '--reference', 'k'];
  for (let n = 1; ; n++) {
    const env = { ADCTL_TEST_KILL: `after commit ${n}` };
    if ((await place.launch(argv, { node: ['--require', HOOK], env }).ended).signal === null) break;
  }
  await new Promise((done) => setTimeout(done, 5_500));
  expect((await place.run('state', 'sweep')).code).toBe(0);
  expect(await place.run('funds', 'check')).toMatchObject({ code: 0, stdout: '' });
  await whole();
});

/** A clock that was set back: the log goes on in its order, and who writes is told once (TIME-1, AUD-1). */
import { expect, test } from 'vitest';
import { shell } from '../helpers/main.ts';
import { NOW } from '../helpers/state.ts';

const HOUR = 3_600_000;

test('CLOCK_BACK is one warning on stderr; the work is done, the log holds and keeps its order', async () => {
  const at = shell();
  const create = (id: string, now: number, ...more: string[]) =>
    at.run(['accounts', 'create', id, '--platform', 'tencent', '--name', id, ...more], { now });
  expect((await create('1', NOW + HOUR)).stderr).not.toContain('CLOCK_BACK');
  const { code, stderr } = await create('2', NOW);
  expect(code).toBe(0);
  expect(stderr.match(/CLOCK_BACK/g)).toHaveLength(1);
  expect(stderr).toContain(
    'warning: the clock says 2026-01-05T10:00:00+08:00, but the log was last written at 2026-01-05T11:00:00+08:00',
  );
  expect((await create('3', NOW, '--lang', 'zh')).stderr).not.toContain('CLOCK_BACK');
  await create('4', NOW + HOUR);
  expect((await create('5', NOW, '--atomic', '--lang', 'zh')).stderr).toContain('警告：当前时钟为');
  // A correction of less than a second is none to speak of.
  expect((await create('6', NOW - 900)).stderr).not.toContain('CLOCK_BACK');
  const listed = await at.run(['audit', 'list', '--columns', 'target', '--format', 'csv']);
  expect(listed.stdout.trim().split('\n').slice(1)).toEqual([6, 5, 4, 3, 2, 1].map((n) => `tencent:${n}`));
  expect((await at.run(['audit', 'verify'])).code).toBe(0);
  expect((await at.run(['state', 'check'])).code).toBe(0);
});

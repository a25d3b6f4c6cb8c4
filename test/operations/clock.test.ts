/** A clock that was set back: the log goes on in its order, and who writes is told once (TIME-1, AUD-1). */
import { expect, test } from 'vitest';
import type { Store } from '../../src/store/port.ts';
import { shell } from '../helpers/main.ts';
import { NOW, openState } from '../helpers/state.ts';

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

test.each([
  ['few rows', {}],
  ['all or none', { atomic: true }],
  ['a selection', { where: ['status = active'] }],
])(
  'TIME-1: a batch of %s that waited for others begins once they are through: the clock was not set back',
  async (_, more) => {
    const state = await openState();
    await state.must('accounts.create', { rows: [{ id: '1', platform: 'tencent', name: 'x' }] });
    let waited = false;
    const slow = state.beside(null, (store) =>
      Object.create(store, {
        write: {
          value: async (...asked: Parameters<Store['write']>) => {
            if (!waited) {
              waited = true;
              state.now = slow.now = NOW + HOUR;
              await state.must('accounts.create', { rows: [{ id: '2', platform: 'tencent', name: 'x' }] });
            }
            return await store.write(...asked);
          },
        },
      }),
    );
    const told: string[] = [];
    const row = 'where' in more ? {} : { rows: ['tencent:1'] };
    await slow.must('accounts.tag', {
      ...row,
      ...more,
      options: { tag: ['t'] },
      stopAt: ({ type }) => told.push(type) < 0,
    });
    expect(waited).toBe(true);
    expect(told).toContain('started');
    expect(told).not.toContain('clock_back');
    const times = await state.records('audit.list', { columns: ['time'] });
    expect(new Set(times.slice(0, 2).map(({ time }) => time)).size).toBe(1);
  },
);

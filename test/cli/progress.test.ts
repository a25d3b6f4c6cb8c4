/** What progress says and when, on a clock of its own. The moving line itself is seen in test/faults/terminal.test.ts. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Progress } from '../../src/cli/progress.ts';
import type { Session } from '../../src/cli/session.ts';
import type { Text } from '../../src/domain/text.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

const PAST = { en: 'claimed', zh: '已认领' };

function told(more: { isTTY?: boolean; quiet?: boolean; lang?: 'en' | 'zh'; TERM?: string } = {}) {
  const { isTTY = false, quiet = false, lang = 'en', TERM = 'xterm' } = more;
  const lines: string[] = [];
  const note = async (line: string) => void lines.push(line);
  const session = {
    io: { stderr: { isTTY }, env: { TERM } },
    quiet,
    lang,
    note,
    say: (text: Text) => text[lang],
  } as unknown as Session;
  return { lines, progress: new Progress(session, PAST) };
}

async function work(progress: Progress): Promise<void> {
  for (const rows of [50_000, 100_000]) {
    vi.advanceTimersByTime(6_000);
    await progress.see({ type: 'selected', rows });
  }
  await progress.see({ type: 'selected', rows: 143_722, all: true });
  for (let rows = 10_000; rows <= 140_000; rows += 10_000) {
    vi.advanceTimersByTime(1_000);
    await progress.see({ type: 'progress', rows });
  }
  await progress.see({ type: 'results', rows: [{ row: 1, target: 'x', status: 'ok' }] });
  vi.advanceTimersByTime(10_000);
  await progress.see({ type: 'progress', rows: 143_000 });
}

test('off a terminal there is a line every ten seconds, of the selecting too', async () => {
  const { lines, progress } = told();
  await work(progress);
  expect(lines).toEqual([
    'selected 100,000 · 8,333/s',
    'claimed 100,000 / 143,722 · 10,000/s · 5 s left',
    'claimed 143,000 / 143,722 · 5,958/s · 1 s left',
  ]);
});

test('in Chinese; a terminal that can only print has one every five seconds', async () => {
  const { lines, progress } = told({ isTTY: true, lang: 'zh', TERM: 'dumb' });
  await work(progress);
  expect(lines.slice(0, 3)).toEqual([
    '已选择 50,000 · 8,333/s',
    '已选择 100,000 · 8,333/s',
    '已认领 50,000 / 143,722 · 10,000/s · 剩余 10 秒',
  ]);
});

test('that it waits for another process is said once, and again only after a minute', async () => {
  const { lines, progress } = told();
  for (let second = 0; second < 100; second++) {
    await progress.see({ type: 'waiting', batch: 'b_1', operation: 'funds.consume' });
    vi.advanceTimersByTime(1_000);
  }
  const waits = 'waiting for another process that writes to the state (funds.consume, b_1)';
  expect(lines.filter((line) => line.startsWith('waiting'))).toEqual([waits, waits]);
});

test('what was done before this run is in the count, and in no rate; undo knows how much there is', async () => {
  const { lines, progress } = told();
  await progress.see({ type: 'started', batch: 'b', rows: 100_000, done: 60_000 });
  vi.advanceTimersByTime(10_000);
  await progress.see({ type: 'progress', rows: 80_000 });
  expect(lines).toEqual(['claimed 80,000 / 100,000 · 2,000/s · 10 s left']);
  vi.advanceTimersByTime(10_000);
  await progress.see({ type: 'progress', rows: 90_000, of: 120_000 });
  expect(lines[1]).toBe('claimed 90,000 / 120,000 · 1,500/s · 20 s left');
});

test('each step has its own rate; what cannot be counted tells how long it takes', async () => {
  const { lines, progress } = told({ lang: 'zh' });
  const READ = { en: 'reading', zh: '正在检查' };
  await progress.at(READ);
  vi.advanceTimersByTime(12_000);
  await progress.at(READ);
  await progress.at(PAST, 2_000, 50_000);
  vi.advanceTimersByTime(10_000);
  await progress.at(PAST, 12_000, 50_000);
  expect(lines).toEqual(['正在检查 · 12 s', '已认领 12,000 / 50,000 · 1,000/s · 剩余 38 秒']);
});

test('-q has none, and short work says nothing', async () => {
  const quiet = told({ quiet: true });
  await work(quiet.progress);
  expect(quiet.lines).toEqual([]);
  const short = told();
  vi.advanceTimersByTime(9_000);
  await short.progress.see({ type: 'progress', rows: 9 });
  expect(short.lines).toEqual([]);
});

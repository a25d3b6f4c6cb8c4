import { expect, test } from 'vitest';
import { formatCount, noteLines, reasonLines, summaryLine } from '../../src/render/summary.ts';

const past = { en: 'claimed', zh: '已认领' };

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [9812, '9,812'],
  [1234567, '1,234,567'],
])('%d is %s', (count, text) => expect(formatCount(count)).toBe(text));

test('the summary names statuses in their order, ok always, none that is zero (BULK-2)', () => {
  const counts = { conflict: 3, ok: 9812, unchanged: 188, invalid: 0 };
  const undo = 'adctl undo b_01J';
  expect(summaryLine({ past, counts, batch: 'b_01J', undo, lang: 'en' })).toBe(
    'claimed 9,812 · unchanged 188 · conflict 3 · batch b_01J  (undo: adctl undo b_01J)',
  );
  expect(summaryLine({ past, counts, batch: 'b_01J', undo, lang: 'zh' })).toBe(
    '已认领 9,812 · 未变化 188 · 冲突 3 · 批次 b_01J  （撤销：adctl undo b_01J）',
  );
  expect(summaryLine({ past, counts: { not_found: 2 }, dryRun: true, lang: 'en' })).toBe(
    'dry run: claimed 0 · not found 2',
  );
  expect(
    summaryLine({ past: { en: 'restored', zh: '已恢复' }, counts: { ok: 1 }, redo: 'adctl undo b_2', lang: 'en' }),
  ).toBe('restored 1  (redo: adctl undo b_2)');
});

test('reasons: a line per failing status, at most five, and the numbers add up', () => {
  const reason = (text: string, count: number) => ({ status: 'conflict', code: 'X', text, count }) as const;
  expect(reasonLines([reason('closed', 8), reason('taken by another member', 180)], 'en')).toEqual([
    'conflict 188: taken by another member 180, closed 8',
  ]);
  const many = [1, 2, 3, 4, 5, 6, 7].map((n) => reason(`r${n}`, n));
  expect(reasonLines([{ status: 'invalid', code: 'Y', text: 'bad\ncell', count: 1 }, ...many], 'en')).toEqual([
    'conflict 28: r7 7, r6 6, r5 5, r4 4, r3 3, other 3',
    'invalid 1: bad cell 1',
  ]);
  expect(reasonLines([{ status: 'unchanged', code: 'Z', text: 'same', count: 4 }], 'en')).toEqual([]);
});

test('BULK-2 what is worth saying of rows that went well: how many, and the first of them by name', () => {
  const note = {
    status: 'unchanged',
    code: 'SAME_AS_ROW',
    text: 'done before',
    count: 2,
    names: ['三维股份', 'a\nb'],
  } as const;
  expect(noteLines([note], 'en')).toEqual(['unchanged 2: done before (三维股份, a b)']);
  expect(noteLines([{ ...note, count: 7 }], 'zh')).toEqual(['未变化 7：done before（三维股份，a b，…）']);
  expect(noteLines([], 'en')).toEqual([]);
});

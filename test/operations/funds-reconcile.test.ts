/** Reconciliation as an operation: rows of a statement against cash in the books, over either link (FUND-11). */
import { beforeEach, expect, test } from 'vitest';
import { HIDDEN } from '../../src/domain/covered.ts';
import type { Page } from '../../src/domain/question.ts';
import type { RawRow } from '../../src/domain/schema.ts';
import { fixture } from '../helpers/fixture.ts';
import { give } from '../helpers/ledger.ts';
import { type Cells, NOW, type State, TZ } from '../helpers/state.ts';

const HOLDER = 'agency:a_fox';
const line = (reference: string, amount: string, direction = 'in', day = '2026-01-05'): Cells => ({
  at: String(Date.parse(`${day}T02:00:00Z`)),
  time: day,
  day,
  direction,
  amount,
  currency: 'CNY',
  reference,
});

let state: State;
beforeEach(async () => {
  state = await fixture();
  await give(
    state,
    { holder: HOLDER, kind: 'cash', amount: 10_000n },
    { holder: HOLDER, kind: 'cash', amount: 2_500n },
  );
});

test('FUND-11: a recharge that cleared overdraft at once is matched by the whole of it', async () => {
  await give(state, { holder: HOLDER, kind: 'overdraft', amount: -9_000n });
  await state.must('funds.recharge', { rows: [{ holder: HOLDER, amount: '70.00' }] });
  const day = new Date(NOW).toISOString().slice(0, 10);
  expect(await compared([line('', '70.00', 'in', day), line('', '100.00'), line('', '25.00')])).toEqual([
    'matched',
    'matched',
    'matched',
  ]);
  const [told] = await state.records('funds.statement', { type: 'recharge', columns: ['cash', 'cleared'] });
  expect(told).toEqual({ cash: '70.00', cleared: '70.00' });
});

/** What of both sides there is, by these columns, and how it went. */
async function outcome(lines: readonly Cells[], columns: readonly string[], input: Cells = {}, actor = 'fox.m') {
  const raw = lines.map((cells, i): RawRow => ({ row: i + 1, cells }));
  const rows = (async function* () {
    yield raw;
  })();
  const asked = { holder: HOLDER, all: 'true', ...input };
  const pages = state.link.query({ operation: 'funds.reconcile', input: asked, rows, actor, tz: TZ });
  const found: string[] = [];
  let page = await pages.next();
  for (; !page.done; page = await pages.next()) {
    const at = columns.map((key) => (page.value as Page).columns.indexOf(key));
    found.push(...page.value.rows.map((cells) => at.map((i) => String(cells[i] ?? '')).join(' ')));
  }
  return { found, reconciled: page.value.reconciled };
}

test('FUND-11: what a file counts as neither has no sign before it is matched, and a sum of its own', async () => {
  const day = new Date(NOW).toISOString().slice(0, 10);
  await state.must('funds.refund', { rows: [{ holder: HOLDER, amount: '10.00' }] });
  const lines = [
    line('', '10.00', 'neutral', day),
    line('', '468.32', 'neutral', day),
    line('', '100.00', 'in', day),
    line('', '25.00', 'neutral', day),
    line('', '3.00', 'out', day),
    { ...line('', '82.00', 'out', day), unmoved: 'true' },
  ];
  const { found, reconciled } = await outcome(lines, ['difference', 'row', 'amount', 'direction']);
  expect(found.toSorted()).toEqual([
    'matched 1 -10.00 neutral',
    'matched 3 100.00 in',
    'matched 4 25.00 neutral',
    'only_in_file 2 468.32 neutral',
    'only_in_file 5 -3.00 out',
  ]);
  expect(reconciled?.sums).toEqual([
    { currency: 'CNY', file: ['100.00', '3.00'], neutral: '503.32', unmoved: '82.00', here: ['125.00', '10.00'] },
  ]);
});

test('FUND-11: lines outside the days that the file names are told, and matched where the books have them', async () => {
  const stated = { from: '2025-08-01', to: '2025-09-30' };
  const lines = [line('', '100.00'), line('', '7.00', 'in', '2025-09-30'), line('', '8.00', 'in', '2025-10-09')];
  const { found, reconciled } = await outcome(lines, ['difference', 'row'], stated);
  // The 25.00 of that day are not missing in a file that is of other days.
  expect(found.toSorted()).toEqual(['matched 1', 'only_in_file 2', 'only_in_file 3']);
  expect(reconciled?.outside).toEqual({ lines: 2, ...stated });
  expect((await outcome(lines, ['row'])).reconciled?.outside).toBeUndefined();
});

test('FUND-11: what the books have in a currency that the file has not is told, and no difference', async () => {
  const yen = { holder: HOLDER, amount: '7000', currency: 'JPY' };
  await state.must('funds.recharge', { rows: [yen, yen] });
  await state.must('funds.recharge', { rows: [{ holder: HOLDER, amount: '5.00' }] });
  const day = new Date(NOW).toISOString().slice(0, 10);
  const lines = [line('', '100.00'), line('', '25.00'), line('', '5.00', 'in', day)];
  const { found, reconciled } = await outcome(lines, ['difference']);
  expect(found).toEqual(['matched', 'matched', 'matched']);
  expect(reconciled).toMatchObject({ only_here: 0, apart: { movements: 2, currencies: ['JPY'] } });
  const both = await outcome([...lines, { ...line('', '7000', 'in', day), currency: 'JPY' }], ['difference']);
  expect(both.found.toSorted()).toEqual(['matched', 'matched', 'matched', 'matched', 'only_here']);
});

/** `difference` of each row, sorted. */
async function compared(lines: readonly Cells[], actor = 'fox.m'): Promise<string[]> {
  return (await outcome(lines, ['difference'], {}, actor)).found.toSorted();
}

const TABLE: readonly (readonly [why: string, lines: readonly Cells[], found: readonly string[]])[] = [
  ['all by amount and day', [line('', '100.00'), line('', '25.00')], ['matched', 'matched']],
  ['within the window', [line('', '100.00', 'in', '2026-01-07'), line('', '25.00')], ['matched', 'matched']],
  ['one only here', [line('', '100.00')], ['matched', 'only_here']],
  [
    'one only in the file',
    [line('', '100.00'), line('', '25.00'), line('', '7.00')],
    ['matched', 'matched', 'only_in_file'],
  ],
  ['two equal lines are two lines', [line('', '25.00'), line('', '25.00')], ['matched', 'only_here', 'only_in_file']],
  [
    'what the file counts as neither is matched with either',
    [line('', '100.00', 'neutral'), line('', '25.00')],
    ['matched', 'matched'],
  ],
  ['out is not in', [line('', '100.00', 'out'), line('', '25.00')], ['matched', 'only_here', 'only_in_file']],
];
test.each(TABLE)('FUND-11: %s', async (_, lines, found) => {
  expect(NOW).toBe(Date.parse('2026-01-05T02:00:00Z'));
  expect(await compared(lines)).toEqual(found);
});

test('MEM-3: an employee of the agency does not reconcile', async () => {
  await expect(compared([line('', '1.00')], 'fox.e')).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(compared([line('', '1.00')], 'cat.p')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('MEM-4: who kept it before is named to those alone who see that member', async () => {
  const told = async (actor: string, more: Record<string, unknown>) => {
    const rows = (async function* () {
      yield [{ row: 1, cells: line('', '100.00') }];
    })();
    const input = { holder: HOLDER, file: 'a.csv', sha256: 'a'.repeat(64), ...more };
    const answer = state.link.query({ operation: 'funds.reconcile', input, rows, actor, tz: TZ });
    for (;;) {
      const next = await answer.next();
      if (next.done) return next.value.reconciled?.before?.map(({ member }) => member);
    }
  };
  await told('ops', { keep: 'by_ops' });
  expect(await told('owner', {})).toEqual(['ops']);
  expect(await told('fox.m', {})).toEqual([HIDDEN]);
});

test.each(['x', '["FORBIDDEN"]', '["STATEMENT_CUT"]', '{}'])(
  'FUND-11: %s is no fault of a file, and not kept',
  async (faults) => {
    const asked = outcome([line('', '100.00')], [], { keep: 'k', faults });
    await expect(asked).rejects.toMatchObject({ code: 'VALUE_INVALID' });
    expect(await state.records('funds.reconcile', { kept: 'true' })).toEqual([]);
  },
);

/** Reconciliation as an operation: rows of a statement against cash in the books, over either link (FUND-11). */
import { beforeEach, expect, test } from 'vitest';
import { HIDDEN } from '../../src/domain/covered.ts';
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

/** `difference amount` of each row, sorted. */
async function compared(lines: readonly Cells[], actor = 'fox.m'): Promise<string[]> {
  const raw = lines.map((cells, i): RawRow => ({ row: i + 1, cells }));
  const rows = (async function* () {
    yield raw;
  })();
  const call = { operation: 'funds.reconcile', input: { holder: HOLDER, all: 'true' }, rows, actor, tz: TZ };
  const found: string[] = [];
  for await (const page of state.link.query(call)) {
    const at = page.columns.indexOf('difference');
    found.push(...page.rows.map((cells) => String(cells[at])));
  }
  return found.toSorted();
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

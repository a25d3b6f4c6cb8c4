/** An export goes on while its reader sees of the rows from before it what it saw then (REP-12, MEM-4). */
import { beforeEach, expect, test } from 'vitest';
import { historyText } from '../../src/domain/history.ts';
import { AdctlError } from '../../src/domain/refusal.ts';
import { CLIENTS, fixture } from '../helpers/fixture.ts';
import { give } from '../helpers/ledger.ts';
import type { State } from '../helpers/state.ts';

const [A] = CLIENTS as [string];
/** Two accounts of entities that are no clients of the agency, and their twin. */
const [OTHER, TWIN] = ['20000201', '20000202'];
const CLIENT = (id: string) => ({ rows: [id], options: { agency: 'a_fox' } });
let state: State;

async function consume(account: string, day: string, amount = '1.00'): Promise<void> {
  state.now += 1_000;
  const row = { account, day, amount };
  await state.must('funds.consume', { rows: [row], options: { source: 'x' }, actor: 'owner' });
  state.now += 1_000;
}
beforeEach(async () => {
  state = await fixture();
  for (const id of [A, OTHER, TWIN]) {
    await give(state, { holder: `account:tencent:${id}`, kind: 'cash', amount: 1_000n });
    await consume(id as string, '2026-01-02');
  }
});

const ask = async (input: Record<string, unknown>) => await state.query('funds.statement', input, 'fox.a');
/** What a later export is told of an earlier one. */
async function exported(input: Record<string, unknown>): Promise<Record<string, unknown>> {
  const { tail, rows } = await ask({ ...input, columns: ['line'], history: true });
  const last = Math.max(0, ...rows.map(([line]) => Number(line)));
  if (!tail.history) throw new Error('no history');
  return { since_line: String(last), since_history: historyText(tail.history), since_seen: tail.history.rows };
}
async function goesOn(input: Record<string, unknown>, since: Record<string, unknown>): Promise<number | string> {
  try {
    return (await ask({ ...input, ...since, columns: ['line'] })).rows.length;
  } catch (error) {
    if (error instanceof AdctlError) return error.code;
    throw error;
  }
}

test.each([
  [{ type: 'consumption' }, 2],
  [{ type: 'consumption', by: 'month' }, 1],
  [{}, 2],
])('REP-12: %j brings what is new and restated, and no more', async (input, brought) => {
  const since = await exported(input);
  expect(await goesOn(input, since)).toBe(0);
  await consume(A, '2026-01-03');
  await consume(A, '2026-01-02', '2.00');
  expect(await goesOn(input, since)).toBe(brought);
});

test.each([[{ type: 'consumption' }], [{ type: 'consumption', by: 'month' }], [{}]])(
  'MEM-4, REP-12: %j is refused where a client came into view since, or another in its place',
  async (input) => {
    const alone = await exported(input);
    await consume(A, '2026-01-03');
    const last = await exported(input);
    await state.must('clients.authorize', CLIENT(OTHER as string));
    expect(await goesOn(input, last)).toBe('MANIFEST_SEEN');
    const both = await exported(input);
    await state.must('clients.terminate', { ...CLIENT(OTHER as string), reason: 'over' });
    expect([await goesOn(input, both), await goesOn(input, alone)]).toEqual(['MANIFEST_SEEN', expect.any(Number)]);
    await state.must('clients.authorize', CLIENT(TWIN as string));
    expect(await goesOn(input, both)).toBe('MANIFEST_SEEN');
  },
);

test('REP-12: of fewer days what came into view of the days of the manifest is found all the same', async () => {
  const input = { type: 'consumption', range: '2026-01-01..2026-01-05' };
  const since = { ...(await exported(input)), since_range: input.range };
  const fewer = { type: 'consumption', range: '2026-01-04..2026-01-05' };
  expect(await goesOn(fewer, since)).toBe(0);
  await state.must('clients.authorize', CLIENT(OTHER as string));
  expect(await goesOn(fewer, since)).toBe('MANIFEST_SEEN');
});

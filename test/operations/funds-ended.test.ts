/** What ended by itself is ended for whoever reads: lines, journals and balances say the same (TIME-2, FUND-8, FUND-12). */
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, test } from 'vitest';
import { CLIENTS, fixture } from '../helpers/fixture.ts';
import { accountHolder, balancesIn, faultsIn, give } from '../helpers/ledger.ts';
import { NOW, type State } from '../helpers/state.ts';

const [A, B] = CLIENTS as [string, string];
const FOX = 'agency:a_fox';
const DAY = 86_400_000;

let state: State;
/** A bonus that is over after three days and a hold that is after seven; another's bonus, over as early. */
beforeEach(async () => {
  state = await fixture();
  await give(
    state,
    { holder: FOX, kind: 'cash', amount: 10_000n },
    { holder: FOX, kind: 'bonus', amount: 500n, lot: { id: 'l_one', validTo: '2026-01-08' } },
    { holder: 'entity:e_elk', kind: 'bonus', amount: 300n, lot: { id: 'l_elk', validTo: '2026-01-08' } },
  );
  await state.must('funds.hold', { rows: [{ payer: FOX, payee: A, amount: '6' }], actor: 'fox.a' });
  state.now = NOW + 20 * DAY;
});

const lines = async (input: Record<string, unknown>, columns: string, actor = 'ops') => {
  const records = await state.records('funds.statement', { ...input, columns: columns.split(' ') }, actor);
  return records.map((record) =>
    columns
      .split(' ')
      .map((name) => record[name] ?? '-')
      .join(' '),
  );
};
const overview = async (holder: string) => {
  const [there] = await state.records('funds.overview', { holder: [holder] }, 'ops');
  return `${there?.['available']} ${there?.['bonus']} ${there?.['frozen']}`;
};
/** What a journal's postings of a kind add up to, by its own account. */
async function journal(book: string): Promise<string> {
  const text = (await state.records('funds.journal', {}, 'ops')).map((record) => String(record['text'])).join('');
  const own = text.split('\n').filter((line) => line.includes(` ${book}  `));
  const cents = own.map((line) => /(-?)(\d+)\.(\d\d)/.exec(line)).map((m) => Number(`${m?.[1]}${m?.[2]}${m?.[3]}`));
  return (cents.reduce((sum, one) => sum + one, 0) / 100).toFixed(2);
}
const ENDED = ['expire -5.00 0.00 0.00', 'hold_expire 0.00 5.00 0.00'];

describe('TIME-2: what is over is over in every read of money', () => {
  test('statements have its lines, as overview has its sums', async () => {
    expect(await overview(FOX)).toBe('100.00 0.00 0.00');
    expect(await lines({ holder: FOX, limit: 2 }, 'movement bonus bonus_after frozen_after')).toEqual(ENDED);
    expect(await lines({ holder: FOX, type: 'bonus', limit: 1 }, 'change amount after')).toEqual(['expire -5.00 0.00']);
    expect(await lines({ holder: FOX, type: 'freeze', limit: 1 }, 'movement frozen_after')).toEqual([
      'hold_expire 0.00',
    ]);
    expect(await overview(FOX)).toBe('100.00 0.00 0.00');
    expect(faultsIn(state)).toEqual([]);
  });

  test('lines that were written later say on which day it was over', async () => {
    expect(await lines({ holder: FOX, limit: 2 }, 'movement day')).toEqual([
      'expire 2026-01-09',
      'hold_expire 2026-01-13',
    ]);
  });

  test('what was over on a day was not consumed on it', async () => {
    const holder = accountHolder(A);
    await give(state, { holder, kind: 'bonus', amount: 500n, lot: { id: 'l_client', validTo: '2026-01-24' } });
    const row = { account: A, amount: '1', day: '2026-01-25' };
    expect(await state.told('funds.consume-return', { rows: [row], actor: 'fox.a' })).toEqual([
      'conflict NOTHING_CONSUMED',
    ]);
    expect(await lines({ holder: A, limit: 1 }, 'movement day')).toEqual(['expire 2026-01-25']);
  });

  test('a hold of bonus that is over gives back what is not', async () => {
    const lot = { id: 'l_long', validTo: '2026-03-08' };
    await give(state, { holder: FOX, kind: 'bonus', amount: 500n, lot });
    const held = { payer: FOX, payee: A, amount: '4', kind: 'bonus' };
    await state.must('funds.hold', { rows: [held], actor: 'fox.a' });
    state.now += 20 * DAY;
    expect(await lines({ holder: FOX, limit: 1 }, 'movement bonus bonus_after')).toEqual(['hold_expire 4.00 5.00']);
    expect(faultsIn(state)).toEqual([]);
  });

  test('an export since a manifest brings them', async () => {
    state.now = NOW;
    const [last] = await lines({ holder: FOX, limit: 1 }, 'line');
    state.now = NOW + 20 * DAY;
    const since = await lines({ holder: FOX, since_line: last }, 'movement bonus bonus_after frozen_after');
    expect(since).toEqual(ENDED);
    expect(await lines({ type: 'bonus', holder: FOX, since_line: last }, 'movement after')).toEqual(['expire 0.00']);
  });

  test('FUND-12: a journal comes to the balances of the overview', async () => {
    expect(await journal('agency:a_fox:general:bonus')).toBe('0.00');
    expect(await journal('agency:a_fox:general:cash')).toBe('100.00');
  });

  test('of the holder that is asked for, and no other; by the system, once', async () => {
    await lines({ holder: FOX }, 'movement');
    expect(balancesIn(state)).toEqual({ [`${FOX} cash`]: '100.00', 'entity:e_elk bonus': '3.00' });
    const log = await state.records('audit.list', { columns: ['actor', 'operation', 'batch', 'target'] }, 'owner');
    expect(log.filter(({ actor }) => actor === 'system').map(({ operation }) => operation)).toEqual(
      Array(3).fill('state.sweep'),
    );
    await lines({ account: B }, 'movement');
    await lines({}, 'movement', 'fox.a');
    expect(balancesIn(state)).toHaveProperty('entity:e_elk bonus');
    await lines({}, 'movement');
    expect(balancesIn(state)).toEqual({ [`${FOX} cash`]: '100.00' });
    expect(faultsIn(state)).toEqual([]);
  });

  test('of a hold for whoever sees its payee, too', async () => {
    await state.must('members.grant', { rows: [{ login: 'plain', role: 'eA', org: 'e_dog' }] });
    const text = (await state.records('funds.journal', {}, 'plain')).map((record) => String(record['text'])).join('');
    expect(text).toContain('hold_expire');
  });

  test('whoever may not read it has nothing written; what consumption tells needs nothing', async () => {
    await expect(state.query('funds.journal', {}, 'plain')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await lines({ type: 'consumption' }, 'day');
    expect(balancesIn(state)).toHaveProperty(`${FOX} bonus`, '5.00');
  });

  test('an undo of one’s last batch is none of what the system wrote', async () => {
    await lines({ holder: FOX }, 'movement');
    const batches = await state.records('batches.list', {}, 'owner');
    expect(batches[0]).toMatchObject({ operation: 'funds.hold' });
  });

  test('more than a chunk of them, each holder’s once', async () => {
    const many = Array.from({ length: 1_500 }, (_, i) => ({ id: `l_m${i}`, validTo: '2026-01-20' }));
    for (const lot of many) await give(state, { holder: 'entity:e_cat', kind: 'bonus', amount: 1n, lot });
    expect(await lines({ holder: 'entity:e_cat', limit: 1 }, 'bonus_after')).toEqual(['0.00']);
    const db = new Database(state.file, { readonly: true });
    const log = db.prepare("SELECT count(*) AS sweeps FROM log_transactions WHERE operation = 'state.sweep'").get();
    db.close();
    expect(log).toEqual({ sweeps: 2 });
  });
});

test('where nothing can be written the read goes on, and says what is not in it', async () => {
  const db = new Database(state.file);
  db.exec('BEGIN IMMEDIATE');
  try {
    const { tail, rows } = await state.query('funds.statement', { holder: FOX, columns: ['bonus_after'] }, 'ops');
    expect(tail.unwritten).toBe(2);
    expect(rows).toHaveLength(3);
    // Of others' books not even how many (MEM-4).
    expect((await state.query('funds.statement', {}, 'elk.a')).tail.unwritten).toBe(1);
    expect((await state.query('funds.statement', {}, 'ant.a')).tail.unwritten).toBeUndefined();
    expect((await state.query('funds.statement', {}, 'ops')).tail.unwritten).toBe(3);
  } finally {
    db.exec('ROLLBACK');
    db.close();
  }
});

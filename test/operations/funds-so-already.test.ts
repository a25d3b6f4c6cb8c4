/** A row that finds what it says to be so already has used its reference: sent again it is done, whatever came since (FUND-5). */
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, test } from 'vitest';
import { fixture } from '../helpers/fixture.ts';
import { balancesIn } from '../helpers/ledger.ts';
import { newFolder, type State } from '../helpers/state.ts';

const A = '20000001';
const DAY = '2026-03-07';

let state: State;
beforeEach(async () => {
  state = await fixture();
  state.now = Date.parse('2026-03-08T02:00:00Z');
  await state.must('funds.recharge', { rows: [{ holder: A, amount: '1000' }] });
});

const file = (amount: string, reference: string, more: object = {}) =>
  state.change('funds.consume', {
    rows: [{ account: A, amount, day: DAY }],
    options: { source: 'tencent' },
    reference,
    ...more,
  });
const told = async (amount: string, reference: string, more: object = {}): Promise<string> =>
  (await file(amount, reference, more)).results.map(({ status, code }) => [status, code].join(' ').trim()).join();
const left = async () => (await balancesIn(state))[`${A} cash`];
const sound = async () => {
  expect((await state.query('funds.check')).rows).toEqual([]);
  for await (const finding of state.store.check()) expect(finding).toBeUndefined();
};

describe('FUND-5: a line of a file that is booked already', () => {
  test('has used its reference: the older file sent again does not have the day as it was', async () => {
    expect(await told('100', 'morning')).toBe('ok');
    expect(await told('100', 'first')).toBe('unchanged SAME');
    expect(await told('120', 'second')).toBe('ok');
    const again = await file('100', 'first');
    expect(again.results).toMatchObject([{ status: 'unchanged', code: 'PAID_ALREADY' }]);
    expect(await left()).toBe('880.00');
    expect(await told('120', 'first')).toBe('conflict REFERENCE_TAKEN');
    // The day was booked by another reference: its transaction is not what this one stands for.
    expect((await file('130', 'first', { actor: 'ops' })).results).toMatchObject([
      { code: 'REFERENCE_TAKEN', details: { transaction: { en: 'it was so, and nothing had to move' } } },
    ]);
    const { results } = await file('110', 'morning');
    expect(results).toMatchObject([
      { code: 'REFERENCE_TAKEN', details: { transaction: expect.stringMatching(/^t_/) } },
    ]);
    await sound();
  });

  test.each(['morning', 'noon'])(
    'names no movement of another reference; once that of %s is taken back, it is not said to be done',
    async (undone) => {
      const batches: Record<string, string> = {};
      for (const [reference, amount] of [
        ['morning', '100'],
        ['noon', '120'],
      ] as const)
        batches[reference] = (await file(amount, reference)).batch;
      expect(await told('120', 'first')).toBe('unchanged SAME');
      const [again] = (await file('120', 'first')).results;
      expect(again).toMatchObject({ code: 'PAID_ALREADY', details: { transaction: { en: expect.any(String) } } });
      expect(again?.id).toBeUndefined();
      await state.must('batches.undo', { options: { batch: String(batches[undone]) } });
      expect((await file('120', 'first')).results).toMatchObject([
        { code: 'REFERENCE_REVERSED', details: { transaction: { en: expect.any(String) } } },
      ]);
      await sound();
    },
  );

  test('of a reference that moved something, what is taken back of it is named', async () => {
    await file('100', 'morning');
    const { batch, results } = await file('60', 'less', { rows: [{ account: A, credit: '0', cash: '60', day: DAY }] });
    const [row] = results;
    await state.must('batches.undo', { options: { batch } });
    const again = await file('60', 'less', { rows: [{ account: A, credit: '0', cash: '60', day: DAY }] });
    expect(again.results).toMatchObject([{ code: 'REFERENCE_REVERSED', details: { transaction: row?.id } }]);
  });

  test('of a day that nothing was consumed on: nothing had to move', async () => {
    expect(await told('0', 'first')).toBe('unchanged SAME');
    expect(await told('20', 'second')).toBe('ok');
    expect((await file('0', 'first')).results).toMatchObject([
      { code: 'PAID_ALREADY', details: { transaction: { en: 'it was so, and nothing had to move' } } },
    ]);
    expect(await left()).toBe('980.00');
  });

  test('is not kept by a rehearsal, nor without a reference, and a refused row uses none', async () => {
    expect(await told('100', 'morning')).toBe('ok');
    expect(await told('100', 'first', { dryRun: true })).toBe('unchanged SAME');
    expect(await told('x', 'first')).toBe('invalid AMOUNT_INVALID');
    expect(await told('120', 'first')).toBe('ok');
    const rows = [{ account: A, amount: '120', day: DAY }];
    expect(await state.told('funds.consume', { rows, options: { source: 'tencent' } })).toEqual(['unchanged SAME']);
    const db = new Database(state.file, { readonly: true });
    expect(db.prepare('SELECT count(*) FROM used_references').pluck().get()).toBe(0);
    db.close();
  });

  test('has it of the batch, not of the row: there is nothing to undo, and an undo leaves it', async () => {
    expect(await told('100', 'morning')).toBe('ok');
    const first = await file('100', 'first');
    expect(first.summary.undoable).toBe(false);
    const undone = await state.change('batches.undo', { options: { batch: first.batch } });
    expect(undone.results).toEqual([]);
    expect(await told('120', 'second')).toBe('ok');
    expect(await told('100', 'first')).toBe('unchanged PAID_ALREADY');
    await sound();
  });

  test('in a file that goes on: each has its own, in whichever chunk', async () => {
    const days = Array.from({ length: 28 }, (_, i) => `2026-02-${String(i + 1).padStart(2, '0')}`);
    const rows = days.flatMap((day) =>
      Array.from({ length: 100 }, (_, i) => ({ account: A, amount: '0.01', day, product: `p${i}` })),
    );
    const call = { rows, options: { source: 'tencent' } };
    await state.must('funds.consume', { ...call, reference: 'morning' });
    const begun = await state.change('funds.consume', {
      ...call,
      reference: 'first',
      stopAt: ({ type }) => type === 'results',
    });
    expect(begun.summary.state).toBe('interrupted');
    const rest = { ...call, reference: 'first', batch: begun.batch, resume: true };
    expect((await state.change('funds.consume', rest)).summary.counts).toEqual({ unchanged: rows.length });
    const again = await state.change('funds.consume', { ...call, reference: 'first' });
    expect(again.summary.notes).toMatchObject([{ code: 'PAID_ALREADY', count: rows.length }]);
  });

  test('is told of as forgotten where a backup without it is restored', async () => {
    expect(await told('100', 'morning')).toBe('ok');
    const copy = `${newFolder()}/before.db`;
    await state.store.backup(copy);
    expect(await told('100', 'first')).toBe('unchanged SAME');
    expect((await state.store.restorable(copy)).forgotten).toEqual({ movements: 0, references: 1, since: state.now });
  });
});

test('FUND-5: a limit that is so already has used its reference, too', async () => {
  const limit = (amount: string, reference: string) =>
    state.told('funds.credit-limit', { rows: [{ holder: A, amount }], reference });
  expect(await limit('100', 'a')).toEqual(['ok']);
  expect(await limit('100', 'b')).toEqual(['unchanged SAME']);
  expect(await limit('120', 'c')).toEqual(['ok']);
  expect(await limit('100', 'b')).toEqual(['unchanged PAID_ALREADY']);
  expect(await balancesIn(state)).toMatchObject({ [`${A} credit`]: '120.00' });
});

test('FUND-5: a reference that moved nothing is of no row before, in whichever chunk it comes again', async () => {
  await state.must('funds.credit-limit', { rows: [{ holder: A, amount: '100' }], reference: 'a' });
  const rows = Array.from({ length: 1_100 }, (_, i) => ({ holder: 'nobody', amount: '1', reference: `n${i}` }));
  rows[0] = rows[1] = rows[1_099] = { holder: A, amount: '100', reference: 'b' };
  const { results } = await state.change('funds.credit-limit', { rows });
  expect([0, 1, 1_099].map((i) => results[i]?.code)).toEqual(['SAME', 'PAID_ALREADY', 'PAID_ALREADY']);
});

/** BULK-4, TIME-1: a batch that was stopped goes on where it was, and ends with every row exactly once. */
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, test } from 'vitest';
import { fixture } from '../helpers/fixture.ts';
import { type ChangeInput, codeOf, KEY, type State } from '../helpers/state.ts';

const COUNT = 2_600;
const ids = Array.from({ length: COUNT }, (_, i) => String(50000000 + i));

let state: State;
beforeAll(async () => {
  state = await fixture();
  await state.must('accounts.import', {
    rows: ids.map((id) => ({ id, platform: 'tencent', name: `大批${id}`, entity: 'e_bee' })),
  });
});

/** Every third row is one that does not exist, so that results are of two kinds. */
const mixed = ids.map((id, i) => (i % 3 === 2 ? `9${id}` : id));
const firstChunk: NonNullable<ChangeInput['stopAt']> = (event) => event.type === 'results';

describe('BULK-4 an interrupted batch', () => {
  for (const [how, source] of [
    ['rows from a file', { rows: mixed }],
    ['a selection', { where: ['name ~ 大批'] }],
  ] as const)
    test(`BULK-4 ${how}: stopped after the first chunk and resumed, each row has exactly one result`, async () => {
      const tag = how;
      const rows = 'rows' in source ? mixed.length : COUNT;
      const input = { ...source, options: { tag: [tag] } };
      const first = await state.change('accounts.tag', { ...input, stopAt: firstChunk });
      expect(first.summary).toMatchObject({ state: 'interrupted', undoable: true });
      expect(first.results).toHaveLength(1_000);
      expect(first.summary.counts.not_run).toBe(rows - 1_000);
      const [record] = await state.records('batches.show', { batch: first.batch });
      expect(record).toMatchObject({ state: 'interrupted', rows: 1_000 });

      state.now += 60_000;
      const second = await state.change('accounts.tag', { ...input, batch: first.batch, resume: true });
      expect(second.summary.state).toBe('done');
      expect(second.results.map(({ row }) => row)).toEqual(Array.from({ length: rows - 1_000 }, (_, i) => i + 1_001));
      const kept = await state.records('batches.results', { batch: first.batch });
      expect(kept.map(({ row }) => row)).toEqual(Array.from({ length: rows }, (_, i) => i + 1));
      const ok = kept.filter(({ status }) => status === 'ok').length;
      expect(second.summary.counts.ok).toBe(ok);
      expect((await state.query('accounts.list', { tag, count: 'true' })).rows[0]).toEqual([ok]);
      expect((await state.query('audit.list', { batch: first.batch, count: 'true' })).rows[0]).toEqual([ok]);
      // The batch keeps both times (TIME-1).
      const [done] = await state.records('batches.show', { batch: first.batch });
      expect(done).toMatchObject({ state: 'done', started: state.now - 60_000, resumed: state.now, rows });
      expect(await codeOf(state.change('accounts.tag', { ...input, batch: first.batch, resume: true }))).toBe(
        'BATCH_STATE',
      );
    });

  test('stopped while another process has the writer, it waits no longer and goes on later', async () => {
    const other = new Database(state.file);
    const input = { rows: ids, options: { tag: ['等'] } };
    const start = performance.now();
    const stopAt: ChangeInput['stopAt'] = ({ type }) => {
      if (type === 'results') other.exec('BEGIN IMMEDIATE');
      return type === 'waiting';
    };
    const { batch, summary, results } = await state.change('accounts.tag', { ...input, stopAt });
    expect(performance.now() - start).toBeLessThan(4_500);
    other.exec('ROLLBACK');
    other.close();
    expect([summary.state, results.length, summary.counts.not_run]).toEqual(['interrupted', 1_000, COUNT - 1_000]);
    state.now += 600_000;
    const rest = await state.change('accounts.tag', { ...input, batch, resume: true });
    expect([rest.summary.state, rest.results.length]).toEqual(['done', COUNT - 1_000]);
  });

  test('an undo counts its rows while others may write', async () => {
    const { batch } = await state.must('accounts.tag', { rows: ids.slice(0, 3), options: { tag: ['数'] } });
    const counting: number[] = [];
    const within = <T extends object>(of: T, own: Partial<T>): T => Object.assign(Object.create(of), own);
    const beside = state.beside(KEY, (store) =>
      within(store, {
        write: (options, f) =>
          store.write(options, (tx) =>
            f(within(tx, { changedRows: () => Promise.reject(new Error('counted while others wait')) })),
          ),
      }),
    );
    const stopAt: ChangeInput['stopAt'] = (event) => {
      if (event.type === 'started') counting.push(event.rows ?? 0);
      return false;
    };
    expect((await beside.change('batches.undo', { options: { batch }, stopAt })).summary.state).toBe('done');
    expect(counting).toEqual([3]);
  });

  test('a resumed run says how many rows were through before it, an undo how many it will go through', async () => {
    const started: unknown[] = [];
    const heard: NonNullable<ChangeInput['stopAt']> = (event) => {
      if (event.type === 'started') started.push({ rows: event.rows, done: event.done });
      if (event.type === 'progress') started.push({ of: event.of });
      return false;
    };
    const input = { rows: ids, options: { tag: ['几'] } };
    const { batch } = await state.change('accounts.tag', { ...input, stopAt: firstChunk });
    await state.change('accounts.tag', { ...input, batch, resume: true, stopAt: heard });
    await state.change('batches.undo', { options: { batch }, dryRun: true, stopAt: heard });
    await state.change('batches.undo', { options: { batch }, stopAt: heard });
    expect(started.filter((one, i) => i === 0 || JSON.stringify(one) !== JSON.stringify(started[i - 1]))).toEqual([
      { rows: COUNT, done: 1_000 },
      { rows: undefined, done: undefined },
      { of: COUNT },
      { rows: COUNT, done: undefined },
    ]);
  });

  test('BULK-3 the same command again finishes what was stopped: done rows are unchanged', async () => {
    const input = { rows: ids, options: { text: '再来' } };
    await state.change('accounts.note', { ...input, stopAt: firstChunk });
    const { summary } = await state.change('accounts.note', input);
    expect(summary.counts).toEqual({ unchanged: 1_000, ok: COUNT - 1_000 });
  });

  test('BULK-1 a resumed selection works on the rows that it stood for at first', async () => {
    const input = { where: ['note = 再来'], options: { text: '第三次' } };
    const first = await state.change('accounts.note', { ...input, stopAt: firstChunk });
    const { summary } = await state.change('accounts.note', { ...input, batch: first.batch, resume: true });
    expect(summary.counts).toEqual({ ok: COUNT });
  });

  test('BULK-4 stopped again while it is resumed: the counts sum to the rows all the same', async () => {
    for (const source of [{ rows: ids }, { where: ['name ~ 大批'] }]) {
      const input = { ...source, options: { tag: ['又停'] } };
      const { batch } = await state.change('accounts.tag', { ...input, stopAt: firstChunk });
      const again = await state.change('accounts.tag', { ...input, batch, resume: true, stopAt: firstChunk });
      expect(again.summary.state).toBe('interrupted');
      const counts = Object.values(again.summary.counts).reduce((sum, count) => sum + (count ?? 0), 0);
      expect(counts).toBe(COUNT);
      expect(again.summary.counts.not_run).toBe(COUNT - 2_000);
    }
  });

  test('BULK-4 interrupted, then undone: what was done is undone', async () => {
    const first = await state.change('accounts.tag', { rows: ids, options: { tag: ['半途'] }, stopAt: firstChunk });
    const { summary } = await state.change('batches.undo', { options: { batch: first.batch } });
    expect(summary.counts).toEqual({ ok: 1_000 });
    expect((await state.query('accounts.list', { tag: '半途', count: 'true' })).rows[0]).toEqual([0]);
    expect((await state.records('batches.show', { batch: first.batch }))[0]?.['state']).toBe('undone');
  });

  test('BULK-3 an atomic run that is stopped has done nothing', async () => {
    const input = { rows: ids, options: { tag: ['全或无'] }, atomic: true };
    const { summary, results } = await state.change('accounts.tag', {
      ...input,
      stopAt: ({ type }) => type === 'progress',
    });
    expect(summary).toMatchObject({ state: 'interrupted', counts: { not_run: COUNT }, undoable: false });
    expect(results).toEqual([]);
    expect((await state.query('accounts.list', { tag: '全或无', count: 'true' })).rows[0]).toEqual([0]);
  });

  test('BULK-4 an undo that is stopped goes on too', async () => {
    const { batch } = await state.must('accounts.tag', { rows: ids, options: { tag: ['撤'] } });
    const first = await state.change('batches.undo', { options: { batch }, stopAt: firstChunk });
    expect(first.summary.state).toBe('interrupted');
    const second = await state.change('batches.undo', { options: { batch }, batch: first.batch, resume: true });
    expect(second.summary.counts).toEqual({ ok: COUNT });
    expect((await state.query('accounts.list', { tag: '撤', count: 'true' })).rows[0]).toEqual([0]);
  });
});

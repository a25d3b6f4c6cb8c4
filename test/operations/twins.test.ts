/** A row that finds nothing to do because an earlier row of the same input did it says so (BULK-2). */
import { beforeAll, describe, expect, test } from 'vitest';
import { fixture } from '../helpers/fixture.ts';
import type { Cells, State } from '../helpers/state.ts';

let state: State;
beforeAll(async () => {
  state = await fixture();
});

const group = (name: string) => ({ kind: 'group', name });
/** More than one chunk apart. */
const LONG = [...Array.from({ length: 1_200 }, (_, i) => group(`客户${i}`)), group('客户3'), group('客户1199')];

describe('twins in one input', () => {
  for (const how of [{}, { dryRun: true }, { atomic: true }])
    test(`BULK-2 in the same chunk and chunks apart, by row and by name: ${JSON.stringify(how)}`, async () => {
      const own = await fixture();
      const { results, summary } = await own.change('orgs.import', { rows: LONG, ...how });
      expect(results.slice(-2)).toMatchObject([
        { row: 1_201, status: 'unchanged', code: 'SAME_AS_ROW', details: { row: 4 } },
        { row: 1_202, status: 'unchanged', code: 'SAME_AS_ROW', details: { row: 1_200 } },
      ]);
      expect(summary.counts).toEqual({ ok: 1_200, unchanged: 2 });
      expect(summary.notes).toEqual([
        { status: 'unchanged', code: 'SAME_AS_ROW', count: 2, names: ['客户3', '客户1199'] },
      ]);
      expect(summary.reasons).toEqual([]);
    });

  test('BULK-2 what was so before the batch is no twin, though a later row changes it', async () => {
    const { results, summary } = await state.change('accounts.import', {
      rows: [
        { id: '20000003', name: '账户20000003' },
        { id: '20000003', name: '新名' },
        { id: '20000003', name: '新名' },
        { id: '20000004', name: '账户20000004' },
      ],
      dryRun: true,
    });
    expect(results.map(({ code, details }) => [code, details?.['row']])).toEqual([
      ['SAME', undefined],
      [undefined, undefined],
      ['SAME_AS_ROW', 2],
      ['SAME', undefined],
    ]);
    expect(summary.notes).toMatchObject([{ count: 1, names: ['tencent:20000003'] }]);
  });

  test('BULK-2 at most five are named, each once; the same input again has no twins', async () => {
    const own = await fixture();
    const rows = Array.from({ length: 24 }, (_, i) => group(`简称${i % 8}`));
    const { summary } = await own.change('orgs.import', { rows });
    expect(summary.notes).toMatchObject([{ count: 16, names: ['简称0', '简称1', '简称2', '简称3', '简称4'] }]);
    const again = await own.change('orgs.import', { rows });
    expect(again.summary).toMatchObject({ counts: { unchanged: 24 }, notes: [] });
  });

  test('BULK-4 an undo of rows about one record has no twins', async () => {
    const own = await fixture();
    const { batch } = await own.must('accounts.tag', { rows: ['20000003'], options: { tag: ['新'] } });
    await own.must('batches.undo', { options: { batch } });
    const again = await own.change('batches.undo', { options: { batch } });
    expect(again.results.map(({ code }) => code)).toEqual(['SAME']);
  });

  const X = '20000003';
  const told = ({ code, details }: { code?: string; details?: Readonly<Record<string, unknown>> }) =>
    code === 'SAME_AS_ROW' ? details?.['row'] : code;
  for (const far of [0, 1_200])
    test(`BULK-2 the row that changed the record last is named, of a row that asks for something: ${far} rows apart`, async () => {
      const between = Array.from({ length: far }, () => ({ id: '20000004', industry: 'B1' }));
      const rows: Cells[] = [
        { id: X, industry: 'A1' },
        { id: X, industry: 'B1' },
        ...between,
        { id: X, industry: 'B1' },
      ];
      const { results } = await state.change('accounts.update', { rows, dryRun: true });
      expect(told(results.at(-1) ?? {})).toBe(2);
      const idle: Cells[] = [{ id: X, pid: 'P77' }, ...between, { id: X, pid: '', industry: '' }];
      const { results: none } = await state.change('accounts.update', { rows: idle, dryRun: true });
      expect(told(none.at(-1) ?? {})).toBe('SAME');
    });

  const AGAIN: readonly [operation: string, rows: readonly (string | Cells)[], options: object, before?: string][] = [
    ['accounts.tag', [X, X], { tag: ['新'] }],
    ['accounts.share', [X, X], { with: ['ant.c'] }],
    ['accounts.unshare', [X, X], { with: ['ant.c', 'ant.c2'] }, 'accounts.share'],
    ['accounts.bind', ['20000302', '20000302'], { to: ['fox.d'] }],
    ['accounts.unbind', ['20000302', '20000302'], { to: ['fox.d'] }, 'accounts.bind'],
    ['accounts.assign', [X, X], { to: 'ant.c' }],
    ['accounts.unassign', [X, X], {}, 'accounts.assign'],
    ['accounts.suspend', [X, X], {}],
    ['members.grant', ['ant.c', 'ant.c'], { role: 'eA', org: 'e_ant' }],
    ['members.revoke', ['ant.c', 'ant.c'], { role: 'eC', org: 'e_ant' }],
    ['units.add-members', ['ant.c', 'ant.c'], { unit: 'u_ant' }],
    ['units.remove-members', ['unit.c', 'unit.c'], { unit: 'u_ant' }],
    ['units.add-accounts', ['20000007', '20000007'], { unit: 'u_ant' }],
    ['units.remove-accounts', ['20000007', '20000007'], { unit: 'u_ant' }, 'units.add-accounts'],
    ['orgs.attach', ['e_elk', 'e_elk'], { to: 'g_north' }],
  ];
  for (const [operation, rows, options, before] of AGAIN)
    test(`BULK-2 every verb tells twins: ${operation}`, async () => {
      const own = await fixture();
      const asked = before === 'accounts.assign' ? { to: 'ant.c' } : options;
      if (before) await own.must(before, { rows: rows.slice(0, 1), options: asked as Cells });
      const { results } = await own.change(operation, { rows, options: options as Cells });
      expect(results.map(told)).toEqual([undefined, 1]);
      const again = await own.change(operation, { rows, options: options as Cells });
      expect(again.results.map(({ code }) => code)).not.toContain('SAME_AS_ROW');
    });

  test('BULK-2 a client relation is a record of its own', async () => {
    const rows = [
      { id: '20000005', agency: 'a_fox' },
      { id: '20000005', agency: 'a_fox' },
    ];
    const { results } = await state.change('accounts.import', { rows, dryRun: true });
    expect(results.map(told)).toEqual([undefined, 1]);
  });
});

/** BULK-1…4: what every bulk run promises, whatever the operation. */
import { describe, expect, test } from 'vitest';
import { FINE, ROW_STATUSES } from '../../src/domain/batches.ts';
import { fixture } from '../helpers/fixture.ts';
import { type Changed, type ChangeInput, codeOf, type State } from '../helpers/state.ts';

/** Rows of every kind of answer, good and faulty mixed. */
const MIXED: readonly (readonly [operation: string, input: ChangeInput])[] = [
  [
    'accounts.claim',
    { rows: ['20000005', '1e5', '99999999', '20000012', '20000005', '20000201', '20000006'], actor: 'ant.c' },
  ],
  ['accounts.tag', { rows: ['20000001', '20000002', 'x', '20000201'], options: { tag: ['重点'] }, actor: 'ant.a' }],
  [
    'accounts.budget',
    {
      rows: [
        { id: '20000001', daily_budget: '5' },
        { id: '20000002', daily_budget: '0' },
        { id: '20000012', daily_budget: '1' },
      ],
    },
  ],
  [
    'accounts.import',
    {
      rows: [
        { id: '61', platform: 'tencent', name: 'x' },
        { id: '20000001', name: 'y' },
        { id: '62' },
        { id: '61', platform: 'tencent', name: 'x' },
      ],
    },
  ],
  ['accounts.assign', { rows: ['20000005', '20000103', '20000012'], options: { to: 'ant.c' }, actor: 'north.a' }],
  [
    'orgs.import',
    {
      rows: [
        { kind: 'agency', entity: 'e_bee' },
        { kind: 'group', name: 'g' },
        { kind: 'entity', name: 'x' },
      ],
    },
  ],
  [
    'members.import',
    {
      rows: [
        { login: 'n1', name: 'x' },
        { login: 'N2', name: 'x' },
        { login: 'n1', name: 'x' },
        { login: 'n3', name: 'y', phone: '13800001111' },
      ],
    },
  ],
  ['members.grant', { rows: ['ant.c', 'ant.u', 'nobody', 'ant.c2'], options: { role: 'eA', org: 'e_ant' } }],
  ['members.verify', { rows: ['ant.u', 'newbie', 'nobody', 'ant.c'], options: { method: 'm' } }],
  ['units.add-accounts', { rows: ['20000007', '20000201', '20000005', '20000001'], options: { unit: 'u_ant' } }],
  ['units.remove-accounts', { rows: ['20000001', '20000007', '99'], options: { unit: 'u_ant' } }],
];

/** Everything that a user can list, log included. */
async function everything(state: State): Promise<string> {
  const lists = ['accounts.list', 'orgs.list', 'units.list', 'members.list', 'audit.list'];
  return JSON.stringify(await Promise.all(lists.map((operation) => state.query(operation))));
}
const shape = ({ results }: Changed) => results.map(({ row, status, code, target }) => [row, status, code, target]);
const total = (counts: Changed['summary']['counts']) => Object.values(counts).reduce((sum, count) => sum + count, 0);

describe('BULK', () => {
  for (const [operation, input] of MIXED) {
    const rows = input.rows?.length ?? 0;

    test(`BULK-2 ${operation}: each row has exactly one result, in input order, and the counts sum to them`, async () => {
      const state = await fixture();
      const { results, summary, batch } = await state.change(operation, { ...input, reference: 'REF' });
      expect(results.map(({ row }) => row)).toEqual(Array.from({ length: rows }, (_, i) => i + 1));
      expect(results.map(({ reference }) => reference)).toEqual(results.map(({ row }) => `REF:${row}`));
      expect(total(summary.counts)).toBe(rows);
      for (const [status, count] of Object.entries(summary.counts))
        expect([status, results.filter((one) => one.status === status).length]).toEqual([status, count]);
      for (const { status, code } of results) {
        expect(Object.keys(ROW_STATUSES)).toContain(status);
        if (!FINE.has(status)) expect(code).toBeDefined();
      }
      const failed = results.filter(({ status }) => !FINE.has(status)).length;
      expect(summary.reasons.reduce((sum, { count }) => sum + count, 0)).toBe(failed);
      const [record] = await state.records('batches.show', { batch }, input.actor ?? 'owner');
      expect(record).toMatchObject({ rows, failed, ok: summary.counts.ok ?? 0 });
      const kept = await state.records('batches.results', { batch }, input.actor ?? 'owner');
      expect(kept.map(({ row, status, code }) => [row, status, code ?? undefined])).toEqual(
        results.map(({ row, status, code }) => [row, status, code]),
      );
    });

    test(`BULK-3 ${operation}: a dry run changes nothing and ends as the real run`, async () => {
      const state = await fixture();
      const before = await everything(state);
      const dry = await state.change(operation, { ...input, dryRun: true });
      expect(await everything(state)).toBe(before);
      expect(await codeOf(state.query('batches.show', { batch: dry.batch }))).toBe('NOT_FOUND');
      expect(dry.summary).toMatchObject({ state: 'dry_run', undoable: false });
      const real = await state.change(operation, input);
      expect(shape(dry)).toEqual(shape(real));
      expect(dry.summary.counts).toEqual(real.summary.counts);
      expect(await everything(state)).not.toBe(before);
    });

    test(`BULK-3 ${operation}: --atomic rolls all back, the faulty keep their status, dry run the same`, async () => {
      const state = await fixture();
      const before = await everything(state);
      const plain = await state.change(operation, { ...input, dryRun: true });
      const atomic = await state.change(operation, { ...input, atomic: true });
      expect(await everything(state)).toBe(before);
      expect(shape(atomic)).toEqual(
        shape(plain).map(([row, status, code, target]) =>
          FINE.has(status as never) ? [row, 'rolled_back', undefined, target] : [row, status, code, target],
        ),
      );
      expect(total(atomic.summary.counts)).toBe(rows);
      expect(atomic.summary.undoable).toBe(false);
      expect(shape(await state.change(operation, { ...input, atomic: true, dryRun: true }))).toEqual(shape(atomic));
      const kept = await state.records('batches.results', { batch: atomic.batch }, input.actor ?? 'owner');
      expect(kept.map(({ status }) => status)).toEqual(atomic.results.map(({ status }) => status));
      expect(
        await codeOf(state.change('batches.undo', { options: { batch: atomic.batch }, actor: input.actor ?? 'owner' })),
      ).toBeUndefined();
    });

    test(`BULK-3 ${operation}: --atomic with good rows alone does them all, and the same run again is unchanged`, async () => {
      const state = await fixture();
      const plain = await state.change(operation, { ...input, dryRun: true });
      const good = (input.rows ?? []).filter((_, i) => FINE.has(plain.results[i]!.status));
      const { results } = await state.change(operation, { ...input, rows: good, atomic: true });
      expect(results.every(({ status }) => FINE.has(status))).toBe(true);
      const again = await state.change(operation, { ...input, rows: good });
      expect(new Set(again.results.map(({ status }) => status))).toEqual(new Set(['unchanged']));
      expect(again.summary.undoable).toBe(false);
    });
  }

  test('BULK-3 a dry run shows before and after, and (new) for an id that is not there yet', async () => {
    const state = await fixture();
    const { results } = await state.change('orgs.create', { rows: [{ kind: 'group', name: '新' }], dryRun: true });
    expect(results[0]).toMatchObject({ status: 'ok', id: '(new)', after: { name: '新' } });
  });

  test('BULK-1 no rows: nothing done, nothing failed', async () => {
    const state = await fixture();
    for (const input of [{ rows: [] }, { where: ['id = 1'] }])
      expect((await state.change('accounts.claim', input)).summary).toMatchObject({
        state: 'done',
        counts: {},
        undoable: false,
      });
  });

  test('BULK-1 --max-rows refuses more, before anything is done', async () => {
    const state = await fixture();
    const before = await everything(state);
    const rows = ['20000001', '20000002', '20000003'];
    expect(await codeOf(state.change('accounts.claim', { rows, maxRows: 2 }))).toBe('TOO_MANY_ROWS');
    expect(await codeOf(state.change('accounts.claim', { where: ['entity = e_ant'], maxRows: 2 }))).toBe(
      'TOO_MANY_ROWS',
    );
    expect(await everything(state)).toBe(before);
    expect(await state.told('accounts.claim', { rows, maxRows: 3 })).toEqual(['ok', 'ok', 'ok']);
  });

  test('BULK-2 a row’s own reference comes before the command’s', async () => {
    const state = await fixture();
    const { results } = await state.change('accounts.claim', {
      rows: [{ id: '20000001', reference: 'mine' }, '20000002'],
      reference: 'R',
    });
    expect(results.map(({ reference }) => reference)).toEqual(['mine', 'R:2']);
  });
});

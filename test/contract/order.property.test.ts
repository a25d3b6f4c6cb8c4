/** BULK-2: rows that do not touch each other end as they end, in whatever order and pieces they come. */
import '../helpers/seed.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Store } from '../../src/store/port.ts';
import { fixture } from '../helpers/fixture.ts';
import type { Cells, ChangeInput, State } from '../helpers/state.ts';

const RUNS = Math.ceil(Number(process.env['ADCTL_ROWS'] ?? 1_000) / 250);

/** Every account of the fixture, some that are not there, and some that are none. */
const IDS = [
  ...Array.from({ length: 12 }, (_, i) => String(20_000_001 + i)),
  ...['20000101', '20000102', '20000103', '20000201', '20000202', '99999999', 'x', '1e5', 'nobody:1'],
];
const cells = (more: (i: number) => Cells): Cells[] => IDS.map((id, i) => ({ id, ...more(i) }));

type Bulk = readonly [operation: string, rows: readonly (Cells | string)[], more?: Partial<ChangeInput>];
const BULKS: readonly Bulk[] = [
  ['accounts.claim', IDS, { actor: 'ant.c' }],
  ['accounts.tag', IDS, { options: { tag: ['a', 'b'] }, actor: 'ant.a' }],
  ['accounts.note', cells((i) => ({ note: `n${i}` }))],
  ['accounts.budget', cells((i) => ({ daily_budget: i % 3 === 0 ? '0' : i % 3 === 1 ? 'x' : '5.5' }))],
  ['accounts.suspend', IDS, { actor: 'ant.a' }],
  ['accounts.assign', IDS, { options: { to: 'ant.c' }, actor: 'north.a' }],
  ['units.add-accounts', IDS, { options: { unit: 'u_ant' } }],
  [
    'accounts.import',
    [
      ...cells((i) => ({ name: `名${i}`, tags: 'x,y', ...(i % 2 === 0 && { manager: 'ant.c' }) })),
      ...Array.from({ length: 6 }, (_, i) => ({ id: `7${i}`, platform: 'tencent', ...(i > 0 && { name: `new${i}` }) })),
    ],
  ],
  [
    'members.import',
    Array.from({ length: 12 }, (_, i) => ({
      login: i === 3 ? 'BAD LOGIN' : `n${i}`,
      name: i === 4 ? '' : `成员${i}`,
      phone: i === 5 ? 'x' : `1380000${1000 + i}`,
      ...(i % 4 === 0 && { role: 'eU', org: 'e_ant' }),
    })),
  ],
];

/** What a user can list, the log and times apart. */
async function everything(state: State): Promise<unknown> {
  const lists = ['accounts.list', 'orgs.list', 'units.list', 'members.list'].map((operation) =>
    state.records(operation),
  );
  const accounts = Array.from({ length: 12 }, (_, i) => state.relations(`tencent:${20_000_001 + i}`));
  return [await Promise.all(lists), await Promise.all(accounts)];
}

/** What became of each row, in the order of the rows that were given; `pieces`: how many rows go into one batch. */
async function run(state: State, [operation, , more]: Bulk, rows: Bulk[1], pieces: readonly number[]) {
  const told = new Map<string, unknown>();
  for (let i = 0, n = 0; i < rows.length; n++) {
    const part = rows.slice(i, i + (pieces[n] ?? rows.length));
    const { results } = await state.change(operation, { ...more, rows: part });
    results.forEach(({ status, code, details, target, before, after }, k) => {
      told.set(JSON.stringify(part[k]), { status, code, details, target, before, after });
    });
    i += part.length;
  }
  return told;
}

describe('BULK-2 rows that are independent', () => {
  for (const bulk of BULKS) {
    const [operation, rows] = bulk;
    test(`${operation}: any order, any pieces`, async () => {
      const whole = await fixture();
      const expected = await run(whole, bulk, rows, []);
      const end = await everything(whole);
      expect(new Set([...expected.values()].map((one) => (one as { status: string }).status)).size).toBeGreaterThan(1);
      const order = fc.shuffledSubarray([...rows], { minLength: rows.length });
      const pieces = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 6 });
      await fc.assert(
        fc.asyncProperty(order, pieces, async (shuffled, sizes) => {
          const state = await fixture();
          const told = await run(state, bulk, shuffled, sizes);
          for (const [row, outcome] of told) expect([row, outcome]).toEqual([row, expected.get(row)]);
          expect(await everything(state)).toEqual(end);
          expect((await state.query('state.check')).rows).toEqual([]);
          state.close();
        }),
        { numRuns: RUNS },
      );
    });
  }

  test('a chunk is large or small as others wait or not, and nothing of it shows', { timeout: 60_000 }, async () => {
    const rows = Array.from({ length: 2_600 }, (_, i) => ({
      platform: 'tencent',
      id: String(i % 7 === 0 ? `x${i}` : 1_000_000 + ((i * 7_919) % 2_600)),
      name: `账户${i}`,
    }));
    const ends: unknown[] = [];
    let asked = 0;
    for (const answers of [() => false, () => true, () => ++asked % 3 === 0]) {
      const state = await fixture();
      const { results } = await state
        .beside(null, (store) => waited(store, answers))
        .change('accounts.import', { rows });
      const shape = results.map(({ row, status, code, target }) => [row, status, code, target]);
      ends.push([shape, await state.records('accounts.list', { limit: 5_000 })]);
    }
    expect(ends[1]).toEqual(ends[0]);
    expect(ends[2]).toEqual(ends[0]);
  });
});

/** The same store with another answer to whether others wait. */
function waited(store: Store, contended: () => boolean): Store {
  return new Proxy(store, {
    get(target, name) {
      const value = name === 'contended' ? contended : (Reflect.get(target, name) as unknown);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** Whose caps a movement counts for, and that each such movement waits beyond them (FUND-6). */
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, test } from 'vitest';
import { capUsesIn } from '../../src/domain/funds/caps.ts';
import { CAPPED, isCapped } from '../../src/operations/fund-caps.ts';
import { operationNamed, REGISTRY } from '../../src/operations/registry.ts';
import { fixture } from '../helpers/fixture.ts';
import { balancesIn, faultsIn, give } from '../helpers/ledger.ts';
import type { Cells, State } from '../helpers/state.ts';

/** Of e_dog and of e_elk, clients of the agency; of e_cat, and of no entity, clients of nobody. */
const [DOG, ELK, CAT, NOBODY] = ['20000301', '20000401', '20000201', '20000601'];
const ORGS = ['agency:a_fox', 'entity:e_dog', 'entity:e_elk', 'entity:e_cat', 'group:g_south'];
const HOLDERS = [...ORGS, 'unit:u_cat', ...[DOG, ELK, CAT, NOBODY].map((id) => `account:tencent:${id}`)];

let state: State;
beforeEach(async () => {
  state = await fixture();
  for (const holder of HOLDERS)
    await give(
      state,
      { holder, kind: 'cash', amount: 100_000n },
      { holder, kind: 'credit', amount: 10_000n },
      { holder, kind: 'owed', amount: -10_000n },
    );
  await give(state, { holder: 'agency:a_fox', kind: 'deposit', amount: 100_000n });
});

const capping = async (orgs: readonly string[], perMovement: string) => {
  for (const org of orgs) await state.must('funds.caps', { rows: [{ org, per_movement: perMovement }] });
};
const countedFor = (): readonly string[] => {
  const db = new Database(state.file, { readonly: true });
  try {
    const caps = db.prepare('SELECT caps FROM ledger_transactions ORDER BY seq DESC LIMIT 1').pluck().get();
    return typeof caps === 'string'
      ? capUsesIn(caps)
          .map(({ org }) => org)
          .toSorted()
      : [];
  } finally {
    db.close();
  }
};

type Row = readonly [op: string, row: Cells, capped: readonly string[], orgs: readonly string[], to?: string];
const [pair, one] = [
  (payer: string, payee: string): Cells => ({ payer, payee }),
  (holder: string): Cells => ({ holder }),
];
/** Everybody has caps, or just these. */
const ROWS: readonly Row[] = [
  ['funds.recharge', one('agency:a_fox'), ORGS, ['a_fox']],
  ['funds.recharge', one(DOG), ORGS, ['a_fox', 'e_dog']],
  ['funds.recharge', one(DOG), ['agency:a_fox'], ['a_fox']],
  ['funds.recharge', one(NOBODY), ORGS, []],
  ['funds.recharge', one('unit:u_cat'), ORGS, ['e_cat']],
  ['funds.refund', one('entity:e_cat'), ORGS, ['e_cat']],
  ['funds.refund', one('group:g_south'), ORGS, ['g_south']],
  ['funds.refund', one(CAT), ORGS, ['e_cat']],
  ['funds.refund', one(CAT), ['agency:a_fox'], []],
  ['funds.allocate', { holder: DOG, payer: 'agency:a_fox' }, ORGS, ['a_fox']],
  ['funds.allocate', { holder: DOG, payer: 'entity:e_dog' }, ORGS, ['e_dog']],
  ['funds.allocate', { holder: DOG, payer: 'agency:a_fox' }, ['entity:e_dog'], []],
  ['funds.allocate', { holder: CAT, payer: DOG }, ORGS, ['a_fox', 'e_dog']],
  ['funds.allocate', { holder: ELK, payer: DOG }, ['agency:a_fox', 'entity:e_elk'], ['a_fox']],
  ['funds.reclaim', { holder: DOG, payee: 'agency:a_fox' }, ORGS, ['a_fox', 'e_dog']],
  ['funds.reclaim', { holder: DOG, payee: 'agency:a_fox' }, ['agency:a_fox'], ['a_fox']],
  ['funds.transfer', pair(DOG, 'entity:e_cat'), ORGS, ['a_fox', 'e_dog']],
  ['funds.transfer', pair('entity:e_cat', DOG), ORGS, ['e_cat']],
  ['funds.transfer', pair(DOG, ELK), ['agency:a_fox', 'entity:e_elk'], ['a_fox']],
  ['funds.transfer', { ...pair('agency:a_fox', 'agency:a_fox'), to_purse: 'external' }, ORGS, ['a_fox']],
  ['funds.repay', { holder: 'entity:e_dog', payer: 'agency:a_fox' }, ORGS, ['a_fox']],
  ['funds.repay', { holder: DOG, payer: 'entity:e_elk' }, ORGS, ['e_elk']],
  ['funds.repay', { holder: 'entity:e_dog', payer: DOG }, ORGS, ['a_fox', 'e_dog']],
  ['funds.hold', pair('agency:a_fox', DOG), ORGS, ['a_fox']],
  ['funds.hold', pair(DOG, 'agency:a_fox'), ORGS, ['a_fox', 'e_dog']],
  ['funds.split', one('agency:a_fox'), ORGS, ['a_fox'], `${DOG}=100%`],
  ['funds.split', one(DOG), ORGS, ['a_fox', 'e_dog'], 'entity:e_cat=100%'],
  ['funds.deposit-pay', one('agency:a_fox'), ORGS, ['a_fox']],
  ['funds.deposit-return', one('agency:a_fox'), ORGS, ['a_fox']],
];
const GIVEN = ROWS.map(([op, row, capped, orgs, to = '']) => [op, row, capped, orgs, to] as const);
test.each(GIVEN)('FUND-6: %s %j, with caps of %j, counts for %j', async (op, row, capped, orgs, to) => {
  const options = to === '' ? {} : { to: [to] };
  const run = async (amount: string) => await state.told(op, { rows: [{ ...row, amount }], options });
  await capping(capped, '50');
  expect(await run('10')).toEqual(['ok']);
  expect(countedFor()).toEqual(orgs);
  const before = balancesIn(state);
  expect(await run('50.01')).toEqual([orgs.length === 0 ? 'ok' : 'pending PLAN_WAITS']);
  if (orgs.length > 0) expect(balancesIn(state)).toEqual(before);
  expect(faultsIn(state)).toEqual([]);
});

test('FUND-6: every movement that counts for caps is of an operation that waits beyond them, and is told of above', async () => {
  const ops = await Promise.all(Object.keys(REGISTRY).map(operationNamed));
  const capped = ops.filter((op) => op.kind === 'change').filter(isCapped);
  // `funds split --refund` is of the same operation.
  const moved = Object.keys(CAPPED).filter((movement) => movement !== 'split_refund');
  expect(capped.map(({ moves }) => moves as string).toSorted()).toEqual(moved.toSorted());
  const told = new Set(ROWS.flatMap(([op, , , orgs]) => (orgs.length === 0 ? [] : [op])));
  expect([...told].toSorted()).toEqual(capped.map(({ name }) => name).toSorted());
});

test('FUND-6: what is held beyond a cap is a plan, and what is posted was decided with it', async () => {
  await capping(['agency:a_fox'], '100');
  const hold = (amount: string) =>
    state.change('funds.hold', { rows: [{ payer: 'agency:a_fox', payee: DOG, amount }], actor: 'fox.m' });
  const { results } = await hold('500');
  expect(results).toMatchObject([{ status: 'pending', code: 'PLAN_WAITS' }]);
  const inside = await hold('100');
  const id = String(inside.results[0]?.id);
  expect(await state.told('funds.post', { rows: [{ hold: id }], actor: 'fox.m' })).toEqual(['ok']);
});

test('FUND-6: of an account’s entity and its agency the strictest cap counts, whichever of them was set first', async () => {
  const move = (amount: string) => state.told('funds.transfer', { rows: [{ payer: DOG, payee: ELK, amount }] });
  await capping(['agency:a_fox'], '50');
  expect(await move('60')).toEqual(['pending PLAN_WAITS']);
  // What the entity sets for itself makes nobody freer.
  await state.must('funds.caps', { rows: [{ org: 'entity:e_dog', per_batch: '5' }] });
  expect(await move('60')).toEqual(['pending PLAN_WAITS']);
  await capping(['entity:e_dog'], '20');
  expect(await move('30')).toEqual(['pending PLAN_WAITS']);
  expect(await move('20')).toEqual(['ok']);
});

test.each([
  ['its own', '50', '500'],
  ['its agency’s', '500', '50'],
  ['both', '50', '50'],
])(
  'FUND-6: of what goes beyond the cap of %s all are asked who have the right there, of the entity and of the agency',
  async (_, entity, agency) => {
    await capping(['entity:e_elk'], entity);
    await capping(['agency:a_fox'], agency);
    const row = { payer: ELK, payee: '20000402', amount: '100' };
    const { results } = await state.change('funds.transfer', { rows: [row], actor: 'fox.m' });
    expect(results).toMatchObject([{ code: 'PLAN_WAITS' }]);
    const id = String(results[0]?.id);
    const may = async (actor: string) =>
      await state.told('requests.apply', { options: { id }, actor, dryRun: true }).then(
        (told) => told[0] === 'ok',
        () => false,
      );
    const able: string[] = [];
    for (const actor of ['elk.a', 'fox.a']) if (await may(actor)) able.push(actor);
    expect(able).toEqual(['elk.a', 'fox.a']);
  },
);

test('MEM-4: for whose caps a movement counts leads nobody to an organisation that is hidden', async () => {
  await capping(['agency:a_fox', 'entity:e_dog'], '50');
  await state.must('funds.reclaim', { rows: [{ holder: DOG, amount: '10', payee: 'agency:a_fox' }] });
  expect(countedFor()).toEqual(['a_fox', 'e_dog']);
  const found = async (asked: { readonly search?: string; readonly where?: readonly string[] }) =>
    (await state.records('audit.list', { columns: ['operation'], ...asked }, 'fox.m')).map((row) => row['operation']);
  expect(await found({ search: 'reclaim' })).toEqual(['funds.reclaim']);
  for (const asked of [{ search: 'e_dog' }, { where: ['after ~ e_dog'] }]) expect(await found(asked)).toEqual([]);
});

describe('FUND-6: what a split gave comes back under the caps of whoever gives it', () => {
  const split = async (amount: string, to: readonly string[]) => {
    const { results, batch } = await state.must('funds.split', {
      rows: [{ holder: 'entity:e_cat', amount }],
      options: { to },
    });
    return { batch, id: String(results[0]?.id) };
  };
  const used = async (org: string): Promise<unknown> =>
    (await state.records('funds.caps-list', { org: [org] })).map((row) => row['used_today']);

  test('by --refund: each receiver’s own part', async () => {
    const { id } = await split('100', [`${DOG}=60%`, 'entity:e_elk=40%']);
    await capping(['entity:e_dog', 'entity:e_elk'], '25');
    for (const org of ['entity:e_dog', 'entity:e_elk'])
      await state.must('funds.caps', { rows: [{ org, per_day: '40' }] });
    const refund = (amount: string) =>
      state.told('funds.split', { rows: [{ holder: 'entity:e_cat', amount }], options: { refund: id } });
    expect(await refund('50')).toEqual(['pending PLAN_WAITS']);
    expect(await refund('40')).toEqual(['ok']);
    expect(await used('e_dog')).toEqual(['24.00']);
    expect(await used('e_elk')).toEqual(['16.00']);
    // 24 and 18 of the day's 40.
    expect(await refund('30')).toEqual(['pending PLAN_WAITS']);
    expect(faultsIn(state)).toEqual([]);
  });

  test('by undo of a refund: the payer counts what it gives back, not what the split counted', async () => {
    const { id } = await split('500', [`${DOG}=10%`]);
    await capping(['entity:e_cat', 'entity:e_dog'], '20');
    await state.must('funds.caps', { rows: [{ org: 'entity:e_cat', per_day: '30' }] });
    const refund = async (amount: string) =>
      (await state.must('funds.split', { rows: [{ holder: 'entity:e_cat', amount }], options: { refund: id } })).batch;
    const undo = (batch: string) => state.told('batches.undo', { options: { batch } });
    const [more, counted] = [await refund('200'), await refund('0.04')];
    expect(await used('e_dog')).toEqual(['20.00']);
    expect(await undo(counted)).toEqual(['ok']);
    expect(await used('e_cat')).toEqual(['0.00']);
    expect(await undo(more)).toEqual(['ok']);
    expect(await used('e_cat')).toEqual(['20.00']);
    expect(await used('e_dog')).toEqual(['0.00']);
    expect(faultsIn(state)).toEqual([]);
  });

  test('by undo: and the payer’s day has it again', async () => {
    await state.must('funds.caps', { rows: [{ org: 'entity:e_cat', per_day: '150' }] });
    const { batch } = await split('100', [`${DOG}=100%`]);
    expect(await used('e_cat')).toEqual(['100.00']);
    await capping(['entity:e_dog'], '99');
    const undo = () => state.told('batches.undo', { options: { batch } });
    expect(await undo()).toEqual(['conflict UNDO_CAPPED']);
    await give(state, { holder: 'entity:e_elk', kind: 'cash', amount: 100_000n });
    const { batch: other } = await split('50', ['entity:e_elk=100%']);
    expect(await used('e_cat')).toEqual(['150.00']);
    expect(await state.told('batches.undo', { options: { batch: other } })).toEqual(['ok']);
    expect(await used('e_cat')).toEqual(['100.00']);
    expect(faultsIn(state)).toEqual([]);
  });
});

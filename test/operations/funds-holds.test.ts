/** Holds: open, then posted, voided, or expired by themselves (FUND-4, TIME-2). */
import { beforeEach, describe, expect, test } from 'vitest';
import { CLIENTS, fixture } from '../helpers/fixture.ts';
import { balancesIn, faultsIn, give } from '../helpers/ledger.ts';
import { type Cells, NOW, type State } from '../helpers/state.ts';

const [A, B] = CLIENTS as [string, string];
const FOX = 'agency:a_fox';
const DAY = 86_400_000;

let state: State;
beforeEach(async () => {
  state = await fixture();
  await give(
    state,
    { holder: FOX, kind: 'cash', amount: 10000n },
    { holder: FOX, kind: 'bonus', amount: 1000n, lot: { id: 'l_one', validTo: '2026-01-08' } },
  );
});

const holding = (row: Cells = {}) => ({ rows: [{ payer: FOX, payee: A, amount: '60', ...row }], actor: 'fox.a' });
async function hold(row: Cells = {}): Promise<{ readonly id: string; readonly batch: string }> {
  const { results, batch } = await state.must('funds.hold', holding(row));
  return { id: String(results[0]?.id), batch };
}
const post = (hold: string, row: Cells = {}, actor = 'fox.a') =>
  state.told('funds.post', { rows: [{ hold, ...row }], actor });
const voids = (hold: string, row: Cells = {}, actor = 'fox.a') =>
  state.told('funds.void', { rows: [{ hold, ...row }], actor });
const record = async (id: string, actor = 'owner') =>
  (await state.records('funds.holds', { where: [`id = ${id}`] }, actor))[0];
const undo = (batch: string) => state.told('batches.undo', { options: { batch }, actor: 'fox.a' });
const HELD = { [`${FOX} bonus`]: '10.00', [`${FOX} cash`]: '40.00' };
const ALL = { [`${FOX} bonus`]: '10.00', [`${FOX} cash`]: '100.00' };

describe('FUND-4 hold, post, void', () => {
  test('FUND-8: of bonus that is posted in part, the rest is unfrozen to its payer, and what is paid is allocated', async () => {
    const { id } = await hold({ kind: 'bonus', amount: '10' });
    expect(await post(id, { amount: '4' })).toEqual(['ok']);
    const columns = ['holder', 'change', 'state', 'amount', 'transaction'];
    const lines = await state.records('funds.statement', { type: 'bonus', columns });
    const [{ transaction } = {}] = lines;
    const posted = lines.filter((line) => line['transaction'] === transaction);
    expect(
      posted
        .map((line) =>
          columns
            .slice(0, 4)
            .map((name) => line[name])
            .join(' '),
        )
        .toSorted(),
    ).toEqual([
      `account:tencent:${A} allocate_in available 4.00`,
      `${FOX} allocate_out hold:${id} -4.00`,
      `${FOX} unfreeze available 6.00`,
      `${FOX} unfreeze hold:${id} -6.00`,
    ]);
  });

  test('a hold freezes, for seven days unless it says otherwise; undo releases it', async () => {
    const { id, batch } = await hold();
    expect(id).toMatch(/^h_[a-z0-9]{16}$/);
    expect(balancesIn(state)).toEqual({ ...HELD, [`${FOX} cash hold:${id}`]: '60.00' });
    expect(await record(id)).toMatchObject({ state: 'open', amount: '60.00', expires: '2026-01-12', posted: null });
    expect(await undo(batch)).toEqual(['ok']);
    expect(balancesIn(state)).toEqual(ALL);
    expect(await record(id)).toBeUndefined();
    expect(faultsIn(state)).toEqual([]);
  });

  test('posted as a whole, and undone', async () => {
    const { id } = await hold();
    const { batch } = await state.must('funds.post', { rows: [id], actor: 'fox.a' });
    expect(balancesIn(state)).toEqual({ ...HELD, [`${A} cash`]: '60.00' });
    expect(await record(id)).toMatchObject({ state: 'posted', posted: '60.00' });
    expect(await undo(batch)).toEqual(['ok']);
    expect(balancesIn(state)).toEqual({ ...HELD, [`${FOX} cash hold:${id}`]: '60.00' });
    expect(await record(id)).toMatchObject({ state: 'open', posted: null });
    expect(await voids(id)).toEqual(['ok']);
    expect(balancesIn(state)).toEqual(ALL);
    expect(faultsIn(state)).toEqual([]);
  });

  test('posted in part: the rest is the payer’s again', async () => {
    const { id } = await hold();
    expect(await post(id, { amount: '45.50' })).toEqual(['ok']);
    expect(balancesIn(state)).toEqual({ [`${FOX} bonus`]: '10.00', [`${FOX} cash`]: '54.50', [`${A} cash`]: '45.50' });
    expect(await record(id)).toMatchObject({ state: 'posted', posted: '45.50', amount: '60.00' });
  });

  test('voided; undone it is open again', async () => {
    const { id } = await hold({ kind: 'bonus', amount: '4', purse: 'general' });
    const { batch } = await state.must('funds.void', { rows: [id], actor: 'fox.a' });
    expect(balancesIn(state)).toEqual(ALL);
    expect(await undo(batch)).toEqual(['ok']);
    expect(await record(id)).toMatchObject({ state: 'open' });
    expect(balancesIn(state)).toMatchObject({ [`${FOX} bonus hold:${id}`]: '4.00' });
    expect(faultsIn(state)).toEqual([]);
  });

  test('FUND-8: posted it is an allocation, told of both sides, which adds up to nothing, and is marked when undone', async () => {
    const { id } = await hold();
    const { batch } = await state.must('funds.post', { rows: [{ hold: id, amount: '45.50' }], actor: 'fox.a' });
    const columns = ['movement', 'holder', 'counterparty', 'cash', 'frozen', 'available_after', 'mark'];
    const told = async (input: Cells = {}) =>
      (await state.records('funds.statement', { type: 'allocation', columns, ...input }, 'fox.a')).map((line) =>
        columns.map((name) => line[name] ?? '-').join(' '),
      );
    const a = `account:tencent:${A}`;
    expect(await told()).toEqual([`post ${a} ${FOX} 45.50 0.00 45.50 -`, `post ${FOX} ${a} 14.50 -60.00 64.50 -`]);
    expect(await told({ holder: A })).toHaveLength(1);
    const { columns: shown } = await state.query('funds.statement', { type: 'allocation' }, 'fox.a');
    expect(shown).toContain('frozen');
    expect(await undo(batch)).toEqual(['ok']);
    expect((await told({ holder: FOX })).slice(0, 2)).toEqual([
      `post ${FOX} ${a} -14.50 60.00 50.00 reversal`,
      `post ${FOX} ${a} 14.50 -60.00 64.50 reversed`,
    ]);
  });

  test('ended once: a hold that was posted is not undone beneath it', async () => {
    const { id, batch } = await hold();
    await post(id);
    expect(await post(id)).toEqual(['conflict HOLD_ENDED']);
    expect(await voids(id)).toEqual(['conflict HOLD_ENDED']);
    expect(await undo(batch)).toEqual(['conflict UNDO_LATER']);
    const other = await hold({ amount: '1' });
    expect(await voids(other.id)).toEqual(['ok']);
    expect(await voids(other.id)).toEqual(['unchanged SAME']);
    expect(await post(other.id)).toEqual(['conflict HOLD_ENDED']);
  });

  test('FUND-5: a hold is found by the reference it was made under, and sent again it is told by the same id', async () => {
    const { id } = await hold({ reference: 'pay-1' });
    await hold({ amount: '1' });
    const { results } = await state.change('funds.hold', holding({ reference: 'pay-1' }));
    expect(results).toMatchObject([{ status: 'unchanged', code: 'PAID_ALREADY', id }]);
    const columns = ['id', 'reference'];
    for (const where of ['reference = pay-1', 'reference in pay-1,pay-2', 'reference ~ PAY'])
      expect(await state.records('funds.holds', { where: [where], columns })).toEqual([{ id, reference: 'pay-1' }]);
    expect(await state.records('funds.holds', { where: ['reference = pay-2'] })).toEqual([]);
    expect(await state.records('funds.holds', { where: ['reference is empty'] })).toHaveLength(1);
    expect(await state.told('funds.void', { where: ['reference = pay-1'], reference: 'v', actor: 'fox.a' })).toEqual([
      'ok',
    ]);
  });

  test('FUND-5: the reference comes before what became of the hold', async () => {
    const { id } = await hold({ reference: 'h' });
    expect(await state.told('funds.hold', holding({ reference: 'h' }))).toEqual(['unchanged PAID_ALREADY']);
    expect(await state.told('funds.hold', holding({ reference: 'h', expires: '2026-02-01' }))).toEqual([
      'conflict REFERENCE_TAKEN',
    ]);
    expect(await post(id, { reference: 'p' })).toEqual(['ok']);
    expect(await post(id, { reference: 'p' })).toEqual(['unchanged PAID_ALREADY']);
    expect(await post(id, { reference: 'p', amount: '60' })).toEqual(['conflict REFERENCE_TAKEN']);
    expect(await post(id, { reference: 'q' })).toEqual(['conflict HOLD_ENDED']);
    // As much of another hold is another movement.
    const { id: other } = await hold({ amount: '40' });
    expect(await post(other, { reference: 'p' })).toEqual(['conflict REFERENCE_TAKEN']);
  });

  const REFUSED: readonly (readonly [row: Cells, actor: string, told: string])[] = [
    [{ payer: 'agency:a_none', amount: '0' }, 'fox.a', 'not_found NOT_FOUND'],
    [{ amount: '0' }, 'fox.e', 'forbidden FORBIDDEN'],
    [{ payee: '20000001', amount: '0' }, 'fox.a', 'not_found NOT_FOUND'],
    [{ payee: FOX, amount: '0' }, 'fox.a', 'invalid SAME_HOLDER'],
    [{ amount: '0' }, 'fox.a', 'invalid AMOUNT_INVALID'],
    [{ amount: '1', currency: 'USD' }, 'fox.a', 'conflict CURRENCY_DIFFERS'],
    [{ amount: '1000', expires: '2026-01-04' }, 'fox.a', 'invalid DAY_OVER'],
    [{ amount: '1000', expires: '2026-13-01' }, 'fox.a', 'invalid VALUE_INVALID'],
    [{ amount: '1000' }, 'fox.a', 'conflict FUNDS_INSUFFICIENT'],
  ];
  test.each(REFUSED)('%j by %s: %s', async (row, actor, told) => {
    expect(await state.told('funds.hold', { ...holding(row), actor })).toEqual([told]);
    expect(balancesIn(state)).toEqual(ALL);
  });

  test('what refuses to post, in order', async () => {
    const { id } = await hold();
    expect(await post('h_none', { amount: '0' })).toEqual(['not_found NOT_FOUND']);
    expect(await post(id, { amount: '0' }, 'cat.p')).toEqual(['not_found NOT_FOUND']);
    expect(await post(id, { amount: '0' }, 'south.p')).toEqual(['forbidden FORBIDDEN']);
    expect(await post(id, { amount: '0' })).toEqual(['invalid AMOUNT_INVALID']);
    expect(await post(id, { amount: '60.01' })).toEqual(['conflict FUNDS_INSUFFICIENT']);
    expect(await voids(id, {}, 'south.p')).toEqual(['forbidden FORBIDDEN']);
  });
});

describe('TIME-2: a hold past its last day', () => {
  test('is expired in every read, and its money is back before the next row that touches it', async () => {
    const { id, batch } = await hold({ expires: '2026-01-06' });
    state.now = NOW + 2 * DAY;
    expect(await record(id)).toMatchObject({ state: 'expired' });
    expect(await post(id)).toEqual(['conflict HOLD_EXPIRED']);
    expect(balancesIn(state)).toEqual(ALL);
    expect(await voids(id)).toEqual(['conflict HOLD_EXPIRED']);
    expect(await undo(batch)).toEqual(['conflict UNDO_LATER']);
    expect(faultsIn(state)).toEqual([]);
  });

  test('undoing a hold that is over meanwhile leaves its money where it was', async () => {
    const { id, batch } = await hold({ expires: '2026-01-06' });
    state.now = NOW + 2 * DAY;
    expect(await undo(batch)).toEqual(['conflict UNDO_LATER']);
    expect(balancesIn(state)).toEqual(ALL);
    expect(await record(id)).toMatchObject({ state: 'expired' });
    expect((await state.change('state.sweep')).results).toEqual([]);
  });

  test('what it gives back pays for the row that finds it', async () => {
    await hold({ expires: '2026-01-06' });
    const allocate = () =>
      state.told('funds.allocate', { rows: [{ holder: B, amount: '100', payer: FOX }], actor: 'fox.a' });
    expect(await allocate()).toEqual(['conflict FUNDS_INSUFFICIENT']);
    state.now = NOW + 2 * DAY;
    expect(await allocate()).toEqual(['ok']);
    expect(faultsIn(state)).toEqual([]);
  });

  test('a sweep gives its money back; a lot that is over by then expires with it', async () => {
    const cash = await hold({ expires: '2026-01-06' });
    const bonus = await hold({ expires: '2026-01-09', kind: 'bonus', amount: '4' });
    state.now = NOW + 2 * DAY;
    expect((await state.must('state.sweep')).results.map(({ target }) => target)).toEqual([cash.id]);
    expect(balancesIn(state)).toEqual({
      [`${FOX} bonus`]: '6.00',
      [`${FOX} bonus hold:${bonus.id}`]: '4.00',
      [`${FOX} cash`]: '100.00',
    });
    state.now = NOW + 6 * DAY;
    const swept = (await state.must('state.sweep')).results.map(({ target }) => target);
    expect(swept.toSorted()).toEqual([bonus.id, 'l_one']);
    expect(balancesIn(state)).toEqual({ [`${FOX} cash`]: '100.00' });
    expect(await record(bonus.id)).toMatchObject({ state: 'expired' });
    expect((await state.change('state.sweep')).results).toEqual([]);
    expect(faultsIn(state)).toEqual([]);
  });
});

describe('funds holds', () => {
  test('by payer, payee and state; who is not seen is not named', async () => {
    const { id } = await hold();
    const other = await hold({ payee: '20000401', amount: '5' });
    await voids(other.id);
    const ids = async (input: Record<string, unknown>, actor = 'owner') =>
      (await state.records('funds.holds', input, actor)).map((row) => row['id']).toSorted();
    const both = [id, other.id].toSorted();
    expect(await ids({})).toEqual(both);
    expect(await ids({ payer: FOX })).toEqual(both);
    expect(await ids({ payer: 'a_fox' })).toEqual(both);
    expect(await ids({ payee: A })).toEqual([id]);
    expect(await ids({ payee: `tencent:${A},20000401` })).toEqual(both);
    expect(await ids({ payee: `tencent:${A}` })).toEqual([id]);
    expect(await ids({ state: 'voided' })).toEqual([other.id]);
    expect(await ids({}, 'south.p')).toEqual([id]);
    expect(await ids({}, 'cat.p')).toEqual([]);
    await expect(ids({}, 'fox.e')).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('by a holder that says its kind, be its id of digits alone', async () => {
    const rows = [{ kind: 'entity', id: '777', name: '全数字有限公司', licence: '911100004000000022' }];
    await state.must('orgs.create', { rows });
    await give(state, { holder: 'entity:777', kind: 'cash', amount: 10_000n });
    const { results } = await state.must('funds.hold', { rows: [{ payer: 'entity:777', payee: A, amount: '1' }] });
    const found = async (input: Record<string, unknown>) =>
      (await state.records('funds.holds', input)).map((row) => row['id']);
    const ids = results.map(({ id }) => id);
    expect(await found({ payer: 'entity:777' })).toEqual(ids);
    for (const payee of [A, `account:${A}`, `account:tencent:${A}`]) expect(await found({ payee })).toEqual(ids);
  });

  test('selected by a filter', async () => {
    await hold();
    await hold({ payee: B, amount: '5' });
    const { results } = await state.must('funds.void', { where: ['state = open'], reference: 'v', actor: 'fox.a' });
    expect(results).toHaveLength(2);
    expect(balancesIn(state)).toEqual(ALL);
  });

  test('how long a hold lasts is a rule', async () => {
    await state.must('rules.set', { rows: [{ key: 'hold_days', value: '2' }] });
    expect(await record((await hold()).id)).toMatchObject({ expires: '2026-01-07' });
  });
});

/** Who takes a movement back: whoever has on each of its sides what the movement itself asks (FUND-6, FUND-1). */
import { beforeEach, describe, expect, test } from 'vitest';
import { ASKED } from '../../src/domain/funds/asked.ts';
import { AdctlError } from '../../src/domain/refusal.ts';
import { fixture } from '../helpers/fixture.ts';
import { balancesIn, faultsIn, give } from '../helpers/ledger.ts';
import type { Cells, State } from '../helpers/state.ts';

const FOX = 'agency:a_fox';
/** Both of e_dog, in the group of south.p; the first is a client of the agency, of the second its people know nothing. */
const [CLIENT, OTHER] = ['20000301', '20000304'];

let state: State;
beforeEach(async () => {
  state = await fixture();
  for (const holder of [FOX, `account:tencent:${CLIENT}`, `account:tencent:${OTHER}`])
    await give(
      state,
      { holder, kind: 'cash', amount: 100_000n },
      { holder, kind: 'owed', amount: -10_000n },
      { holder, kind: 'credit', amount: 10_000n },
    );
});

type Step = readonly [op: string, row: Cells, options?: Readonly<Record<string, string | readonly string[]>>];
/** Later steps name what the first one made as `ID`. */
const pair = (op: string, row: Cells, ...more: Step[]): readonly Step[] => [[op, row], ...more];
const MOVEMENTS: Readonly<Record<string, (from: string, to: string) => readonly Step[]>> = {
  allocate: (from, to) => pair('funds.allocate', { holder: to, payer: from, cash: '10' }),
  reclaim: (from, to) => pair('funds.reclaim', { holder: from, payee: to, cash: '10' }),
  transfer: (from, to) => pair('funds.transfer', { payer: from, payee: to, amount: '10' }),
  repay: (from, to) => pair('funds.repay', { holder: to, payer: from, amount: '10' }),
  hold: (from, to) => pair('funds.hold', { payer: from, payee: to, amount: '10' }),
  post: (from, to) =>
    pair('funds.hold', { payer: from, payee: to, amount: '10' }, ['funds.post', { hold: 'ID', amount: '4' }]),
  split: (from, to) => [['funds.split', { holder: from, amount: '10' }, { to: [`${to}=100%`] }]],
  split_refund: (from, to) => [
    ['funds.split', { holder: from, amount: '10' }, { to: [`${to}=100%`] }],
    ['funds.split', { holder: from, amount: '4' }, { refund: 'ID' }],
  ],
};

async function made(movement: string, from: string, to: string, actor = 'owner'): Promise<string> {
  let [id, batch] = ['', ''];
  for (const [op, row, options = {}] of MOVEMENTS[movement]?.(from, to) ?? []) {
    const named = <T>(cells: Readonly<Record<string, T>>) =>
      Object.fromEntries(Object.entries(cells).map(([name, value]) => [name, value === 'ID' ? id : value]));
    const done = await state.must(op, { rows: [named(row) as Cells], options: named(options), actor });
    id = String(done.results[0]?.id);
    batch = done.batch;
  }
  return batch;
}
async function undo(batch: string, actor: string) {
  try {
    const { results, batch: made } = await state.change('batches.undo', { options: { batch }, actor });
    const told = results.map(({ status, code }) => [status, code].join(' ').trim()).join();
    return { told, text: JSON.stringify(results), batch: made };
  } catch (error) {
    if (!(error instanceof AdctlError)) throw error;
    return { told: error.code, text: JSON.stringify(error.details), batch: '' };
  }
}

/** Of what another did, one who does not see it is told of nothing. */
const [FORBIDDEN, NOTHING] = ['forbidden FORBIDDEN', 'NOT_FOUND'];
const WAYS = Object.keys(MOVEMENTS)
  .flatMap((movement) => [[movement, FOX, OTHER] as const, [movement, OTHER, FOX] as const])
  // To accounts and from them alone.
  .filter(
    ([movement, from, to]) => !(movement === 'allocate' && to === FOX) && !(movement === 'reclaim' && from === FOX),
  );

describe('FUND-6 undo of what has two sides', () => {
  test('every movement that asks of another side is told of here', () => {
    const sided = Object.entries(ASKED).filter(([, asked]) => 'others' in asked);
    expect(sided.map(([movement]) => movement).toSorted()).toEqual(Object.keys(MOVEMENTS).toSorted());
  });

  test.each(WAYS)('%s from %s to %s: by neither side alone, nor again; by who has both', async (movement, from, to) => {
    const batch = await made(movement, from, to);
    const before = balancesIn(state);
    // Of its own side each would have had the right: the other one is in the way.
    const byOneSide = async (of: string) => {
      const tried = [await undo(of, 'fox.m'), await undo(of, 'south.p')] as const;
      for (const { told } of tried) expect([FORBIDDEN, NOTHING, `not_found ${NOTHING}`]).toContain(told);
      if (movement !== 'split' && movement !== 'split_refund')
        expect(tried.map(({ told }) => told)).toContain(FORBIDDEN);
      expect(tried[0].text).not.toContain(OTHER);
      expect(tried[1].text).not.toContain('a_fox');
    };
    await byOneSide(batch);
    expect(balancesIn(state)).toEqual(before);
    const both = await undo(batch, 'owner');
    expect(both.told).toBe('ok');
    const after = balancesIn(state);
    expect(after).not.toEqual(before);
    await byOneSide(both.batch);
    expect((await undo(both.batch, 'owner')).told).toBe('conflict REVERSAL_FINAL');
    expect(balancesIn(state)).toEqual(after);
    expect(faultsIn(state)).toEqual([]);
  });

  test.each(Object.keys(MOVEMENTS))('%s: by the agency of a client, who has both', async (movement) => {
    const batch = await (movement === 'reclaim' ? made(movement, CLIENT, FOX) : made(movement, FOX, CLIENT));
    expect((await undo(batch, 'fox.m')).told).toBe('ok');
    expect(faultsIn(state)).toEqual([]);
  });

  // While money of the agency lies there, it stays a client.
  test.each(['reclaim', 'repay', 'split', 'split_refund'])(
    '%s: not by the agency of one that is no client any more',
    async (movement) => {
      const client = { rows: [OTHER], options: { agency: 'a_fox' } };
      await state.must('clients.authorize', client);
      const batch = await made(
        movement,
        movement === 'reclaim' ? OTHER : FOX,
        movement === 'reclaim' ? FOX : OTHER,
        'fox.m',
      );
      await state.must('clients.terminate', { ...client, reason: 'over' });
      const { told, text } = await undo(batch, 'fox.m');
      expect(told).toBe(FORBIDDEN);
      expect(text).not.toContain(OTHER);
      expect((await undo(batch, 'owner')).told).toBe('ok');
    },
  );

  test('FUND-6: what is held goes back to its payer by who has that side alone, as a void; its undo likewise', async () => {
    const held = await state.must('funds.hold', { rows: [{ payer: OTHER, payee: FOX, amount: '10' }] });
    const rows = [String(held.results[0]?.id)];
    const { batch } = await state.must('funds.void', { rows, actor: 'south.p' });
    expect((await undo(batch, 'fox.m')).told).toBe(FORBIDDEN);
    expect((await undo(batch, 'south.p')).told).toBe('ok');
  });
});

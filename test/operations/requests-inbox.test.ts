/** Whose inbox a plan is in: all verbs of requests agree on who sees it, who applies it and who rejects it (MEM-3, MEM-4). */
import { beforeEach, describe, expect, test } from 'vitest';
import { narrowest } from '../../src/domain/plans.ts';
import { fixture } from '../helpers/fixture.ts';
import { give } from '../helpers/ledger.ts';
import type { State } from '../helpers/state.ts';

/** Clients of the agency, of two entities. */
const [ELK, DOG] = ['20000401', '20000301'];
const GENERAL = { en: 'it is beyond a cap', zh: '超过限额' };

let state: State;
beforeEach(async () => {
  state = await fixture();
  for (const holder of ['agency:a_fox', ...[ELK, DOG].map((id) => `account:tencent:${id}`)])
    await give(state, { holder, kind: 'cash', amount: 100_000n });
});

const capping = async (org: string, perMovement: string) =>
  await state.must('funds.caps', { rows: [{ org, per_movement: perMovement }] });
const planBy = async (actor: string, op: string, rows: readonly Readonly<Record<string, string>>[]) => {
  const { results } = await state.change(op, { rows: [...rows], actor });
  expect(results[0]).toMatchObject({ status: 'pending', code: 'PLAN_WAITS' });
  return String(results[0]?.id);
};
const codeOf = async (run: Promise<readonly unknown[]>): Promise<unknown> =>
  await run.then(
    ([first]) => first,
    (error) => (error as { code: string }).code,
  );

type Seen = { readonly sees: boolean; readonly applies: unknown; readonly rejects: unknown; readonly asked: boolean };

async function stands(plan: string, actor: string): Promise<Seen> {
  const listed = async (more: object) =>
    (await state.records('requests.list', { type: 'plan', ...more }, actor)).some(({ id }) => id === plan);
  const shown = await codeOf(state.records('requests.show', { id: [plan] }, actor));
  const rows = await codeOf(state.records('requests.plan', { id: plan }, actor));
  const sees = await listed({});
  const told = sees ? [expect.objectContaining({ id: plan }), expect.objectContaining({ row: 1 })] : [];
  expect([shown, rows]).toEqual(sees ? told : ['NOT_FOUND', 'NOT_FOUND']);
  return {
    sees,
    applies: await codeOf(state.told('requests.apply', { options: { id: plan }, actor, dryRun: true })),
    rejects: await codeOf(state.told('requests.reject', { rows: [plan], actor, dryRun: true })),
    asked: await listed({ to_decide: true }),
  };
}

const MAY = { sees: true, applies: 'ok', rejects: 'ok', asked: true };
const MAY_REJECT = { ...MAY, applies: 'FORBIDDEN' };
const SEES = { ...MAY_REJECT, rejects: 'forbidden FORBIDDEN', asked: false };
const HIDDEN = { sees: false, applies: 'NOT_FOUND', rejects: 'not_found NOT_FOUND', asked: false };

describe('MEM-3: what an agency takes back from a client waits', () => {
  const reclaim = (...ids: readonly string[]) =>
    planBy(
      'fox.a',
      'funds.reclaim',
      ids.map((holder) => ({ holder, amount: '60', payee: 'agency:a_fox' })),
    );

  const CAPS: readonly (readonly [whose: string, entity: string, agency: string | undefined])[] = [
    ['the client’s, the agency having none', '50', undefined],
    ['the client’s', '50', '500'],
    ['the agency’s', '500', '50'],
    ['both', '50', '50'],
  ];
  test.each(CAPS)('beyond the cap of %s: with those who apply it, and whose caps it counts for', async (...caps) => {
    const [, entity, agency] = caps;
    await capping('entity:e_elk', entity);
    if (agency !== undefined) await capping('agency:a_fox', agency);
    const plan = await reclaim(ELK);
    expect(await stands(plan, 'fox.m')).toEqual(MAY);
    expect(await stands(plan, 'elk.a')).toEqual(MAY_REJECT);
    expect(await stands(plan, 'owner')).toEqual(MAY);
    for (const actor of ['cat.p', 'fox.e', 'south.p']) expect(await stands(plan, actor)).toEqual(HIDDEN);
    const [own] = await state.records('requests.list', { type: 'plan', mine: true }, 'fox.a');
    expect(own).toMatchObject({ id: plan });
    expect(await state.told('requests.withdraw', { rows: [plan], actor: 'elk.a' })).toEqual(['forbidden FORBIDDEN']);
    expect(await state.told('requests.withdraw', { rows: [plan], actor: 'cat.p' })).toEqual(['not_found NOT_FOUND']);
    expect(await state.told('requests.withdraw', { rows: [plan], actor: 'fox.a' })).toEqual(['ok']);
    expect(await stands(plan, 'elk.a')).toMatchObject({ sees: true, asked: false });
  });

  test('MEM-4: how high the cap is, is for those who see it', async () => {
    await capping('entity:e_elk', '500');
    await capping('agency:a_fox', '50');
    const plan = await reclaim(ELK);
    const why = async (actor: string) => {
      const [shown] = await state.records('requests.show', { id: [plan] }, actor);
      return (JSON.parse(String(shown?.['plan'])) as { why: unknown }).why;
    };
    expect(await why('fox.m')).not.toEqual(GENERAL);
    expect(await why('elk.a')).toEqual(GENERAL);
    const [logged] = await state.records('audit.list', { where: [`target = ${plan}`] }, 'elk.a');
    expect(String(logged?.['after'])).toContain(GENERAL.en);
  });

  test('MEM-4: of a plan that reaches beyond one client neither sees a part', async () => {
    await capping('entity:e_elk', '50');
    const plan = await reclaim(ELK, DOG);
    expect(await stands(plan, 'elk.a')).toEqual(HIDDEN);
    expect(await stands(plan, 'fox.m')).toEqual(MAY);
  });
});

test('MEM-3: whoever sees the caps sees what waits beyond them, and decides it with its right alone', async () => {
  await capping('agency:a_fox', '50');
  const plan = await planBy('fox.m', 'funds.refund', [{ holder: 'agency:a_fox', amount: '60' }]);
  expect(await stands(plan, 'fox.a')).toEqual(SEES);
  expect(await stands(plan, 'fox.e')).toEqual(HIDDEN);
});

test('what is needed is needed once', () => {
  expect(narrowest([['a', 'b'], ['b'], ['b', 'c', 'a'], ['c', 'd'], ['d', 'c'], ['b']])).toEqual([['b'], ['c', 'd']]);
  expect(narrowest([['a'], []])).toEqual([[]]);
});

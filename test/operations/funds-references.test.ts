/** A movement is made once under its reference, whoever sends it, in whichever view, with whichever roles (FUND-5). */
import { beforeEach, describe, expect, test } from 'vitest';
import { CLIENTS, fixture } from '../helpers/fixture.ts';
import { accountHolder, balancesIn, faultsIn, give } from '../helpers/ledger.ts';
import type { Cells, ChangeInput, State } from '../helpers/state.ts';

const [A, B] = CLIENTS as [string, string];
const FOX = 'agency:a_fox';

let state: State;
beforeEach(async () => {
  state = await fixture();
  for (const holder of [FOX, 'entity:e_dog', accountHolder(A), accountHolder(B)])
    await give(state, { holder, kind: 'cash', amount: 100_000n });
  // Who has a role at an agency and another elsewhere acts for the agency, unless told otherwise.
  await state.must('members.grant', { rows: [{ login: 'fox.e', role: 'eA', org: 'e_elk' }] });
  await state.must('members.grant', { rows: [{ login: 'fox.e', role: 'aA', org: 'a_fox' }] });
});

type Sender = Pick<ChangeInput, 'actor' | 'narrow'>;
const SENDERS: Readonly<Record<string, Sender>> = {
  owner: { actor: 'owner' },
  operator: { actor: 'ops' },
  "operator in the agency's view": { actor: 'ops', narrow: { org: 'a_fox' } },
  admin: { actor: 'fox.a' },
  'admin in a view that was asked for': { actor: 'fox.a', narrow: { org: 'a_fox' } },
  'admin, all that one is': { actor: 'fox.a', narrow: { org: 'all' } },
  'who is elsewhere too': { actor: 'fox.e' },
  'who is elsewhere too, all that one is': { actor: 'fox.e', narrow: { org: 'all' } },
};
const NAMES = Object.keys(SENDERS);

const ALLOCATION: Cells = { holder: A, amount: '5', payer: FOX, reference: 'once' };
const MADE: Readonly<Record<string, Cells>> = {
  'funds.allocate': ALLOCATION,
  'funds.reclaim': { holder: A, amount: '5', payee: FOX, reference: 'once' },
  'funds.transfer': { payer: A, payee: B, amount: '5', reference: 'once' },
  'funds.consume': { account: A, amount: '5', day: '2026-01-04', reference: 'once' },
  'funds.freeze': { holder: A, order: 'o', amount: '5', reference: 'once' },
};

/** What whoever has the right to it is told, each different answer once. */
async function toldAll(operation: string, rows: readonly Cells[]): Promise<(string | undefined)[]> {
  const told: (string | undefined)[] = [];
  for (const name of NAMES) told.push(...(await state.told(operation, { rows, ...SENDERS[name] })));
  const answers = told.filter((one) => one !== 'forbidden FORBIDDEN');
  expect(answers.length).toBeGreaterThan(3);
  return [...new Set(answers)];
}

describe('FUND-5: the same movement', () => {
  const firsts = (operation: string) =>
    operation === 'funds.consume' ? NAMES : NAMES.filter((name) => !name.startsWith('operator'));
  test.each(Object.keys(MADE).flatMap((operation) => firsts(operation).map((first) => [operation, first] as const)))(
    '%s by %s is made once, whoever sends it then',
    async (operation, first) => {
      const rows = [MADE[operation] as Cells];
      expect(await state.told(operation, { rows, ...SENDERS[first] })).toEqual(['ok']);
      const after = await balancesIn(state);
      expect(await toldAll(operation, rows)).toEqual(['unchanged PAID_ALREADY']);
      expect(await balancesIn(state)).toEqual(after);
      expect(await faultsIn(state)).toEqual([]);
    },
  );

  test('a role granted since does not make it another', async () => {
    const send = () => state.told('funds.allocate', { rows: [ALLOCATION], actor: 'fox.a' });
    expect(await send()).toEqual(['ok']);
    await state.must('members.grant', { rows: [{ login: 'fox.a', role: 'eA', org: 'e_elk' }] });
    expect(await send()).toEqual(['unchanged PAID_ALREADY']);
    await state.must('members.grant', { rows: [{ login: 'fox.a', role: 'eC', org: 'e_fox' }] });
    expect(await send()).toEqual(['unchanged PAID_ALREADY']);
  });

  test('what was taken back is made again by nobody', async () => {
    const { batch } = await state.must('funds.allocate', { rows: [ALLOCATION], actor: 'fox.a' });
    await state.must('batches.undo', { options: { batch } });
    expect(await toldAll('funds.allocate', [ALLOCATION])).toEqual(['conflict REFERENCE_REVERSED']);
  });
});

describe('FUND-5: another movement under a reference that was used', () => {
  test('is a conflict for the same payer, whoever sends it', async () => {
    await state.must('funds.allocate', { rows: [ALLOCATION], actor: 'fox.a' });
    expect(await toldAll('funds.allocate', [{ ...ALLOCATION, holder: B }])).toEqual(['conflict REFERENCE_TAKEN']);
  });

  const OTHER: Cells = { account: B, amount: '5', day: '2026-01-04', reference: 'once' };
  test.each([
    ['an operator, by another', 'owner', 'operator'],
    ['a member, in another view', 'who is elsewhere too', 'who is elsewhere too, all that one is'],
    ['a member of all, in a narrower view', 'who is elsewhere too, all that one is', 'who is elsewhere too'],
    ['a member, by a colleague', 'admin', 'who is elsewhere too'],
  ])('is a conflict in one organisation: used by %s', async (_, first, then) => {
    await state.must('funds.consume', { rows: [MADE['funds.consume'] as Cells], ...SENDERS[first] });
    expect(await state.told('funds.consume', { rows: [OTHER], ...SENDERS[then] })).toEqual([
      'conflict REFERENCE_TAKEN',
    ]);
  });

  test('is a conflict for who pays by default out of another organisation, as a role was granted since', async () => {
    const [mine, row] = ['entity:e_elk', { holder: '20000401', amount: '5', reference: 'once' }] as const;
    await give(state, { holder: mine, kind: 'cash', amount: 1_000n }, { holder: FOX, kind: 'cash', amount: 1_000n });
    const send = () => state.told('funds.allocate', { rows: [row], actor: 'elk.a' });
    expect(await send()).toEqual(['ok']);
    await state.must('members.grant', { rows: [{ login: 'elk.a', role: 'aA', org: 'a_fox' }] });
    expect(await send()).toEqual(['conflict REFERENCE_TAKEN']);
  });

  test('is a conflict for who pays by default out of a group, having paid in the view of its entity', async () => {
    for (const holder of ['group:g_north', 'entity:e_ant'] as const)
      await give(state, { holder, kind: 'cash', amount: 1_000n });
    const rows = [{ holder: '20000001', amount: '5', reference: 'once' }];
    const send = (more: object = {}) => state.told('funds.allocate', { rows, actor: 'north.a', ...more });
    expect(await send({ narrow: { org: 'e_ant' } })).toEqual(['ok']);
    expect(await send()).toEqual(['conflict REFERENCE_TAKEN']);
  });

  test('is in nobody’s way whose money it is not', async () => {
    await state.must('funds.allocate', { rows: [ALLOCATION], actor: 'fox.a' });
    await give(state, { holder: 'entity:e_cat', kind: 'cash', amount: 1_000n });
    const row = { holder: '20000201', amount: '5', payer: 'entity:e_cat', reference: 'once' };
    expect(await state.told('funds.allocate', { rows: [row], actor: 'cat.p' })).toEqual(['ok']);
    expect(await state.told('funds.allocate', { rows: [row], actor: 'owner' })).toEqual(['unchanged PAID_ALREADY']);
    expect(await state.told('funds.allocate', { rows: [{ ...row, amount: '4' }], actor: 'owner' })).toEqual([
      'conflict REFERENCE_TAKEN',
    ]);
  });
});

test('FUND-5: a batch that goes on pays as who began it, whoever goes on with it', async () => {
  const rows = Array.from({ length: 3_500 }, () => ({ holder: A, amount: '0.01' }));
  const call = { rows, reference: 'bulk', actor: 'fox.a' };
  const first = await state.change('funds.allocate', { ...call, stopAt: ({ type }) => type === 'results' });
  expect(first.summary.state).toBe('interrupted');
  expect(first.summary.counts.not_run).toBeGreaterThan(0);
  // The owner acts for no organisation: the payer is who it was.
  const rest = await state.change('funds.allocate', { ...call, batch: first.batch, resume: true, actor: 'owner' });
  expect(rest.summary.counts).toEqual({ ok: 3_500 });
  expect((await balancesIn(state))[`${FOX} cash`]).toBe('965.00');
  const again = await state.change('funds.allocate', { rows, reference: 'bulk', actor: 'fox.a' });
  expect(again.summary.counts).toEqual({ unchanged: 3_500 });
});

test('FUND-5: a batch that goes on, which was begun again meanwhile, pays nothing twice', async () => {
  const rows = Array.from({ length: 3_500 }, () => ({ holder: A, amount: '0.01' }));
  const call = { rows, reference: 'bulk', actor: 'fox.a' };
  const { batch } = await state.change('funds.allocate', { ...call, stopAt: ({ type }) => type === 'results' });
  const whole = await state.change('funds.allocate', call);
  expect((whole.summary.counts.ok ?? 0) + (whole.summary.counts.unchanged ?? 0)).toBe(3_500);
  for (const actor of ['owner', 'fox.a'])
    await state.change('funds.allocate', { ...call, batch, resume: true, actor }).catch((error) => {
      expect(error).toMatchObject({ code: 'BATCH_STATE' });
    });
  expect((await balancesIn(state))[`${FOX} cash`]).toBe('965.00');
});

test.each(['', ' ', '\t'])(
  'FUND-5: a reference that says nothing (%j) is refused, and moves nothing',
  async (reference) => {
    const { reference: _, ...row } = ALLOCATION;
    const call = state.change('funds.allocate', { rows: [row], reference, actor: 'fox.a' });
    await expect(call).rejects.toMatchObject({ code: 'MISSING' });
    expect((await balancesIn(state))[`${FOX} cash`]).toBe('1000.00');
  },
);

test('FUND-5: a reference with half a character in it is refused: nothing could keep it', async () => {
  const call = state.change('funds.allocate', { rows: [{ ...ALLOCATION, reference: 'a\ud800' }], actor: 'fox.a' });
  // Over the wire no such text is a row at all.
  const told = await call.then(({ results }) => results[0]?.code).catch(({ code }) => code);
  expect(['VALUE_INVALID', 'REQUEST_INVALID']).toContain(told);
  expect((await balancesIn(state))[`${FOX} cash`]).toBe('1000.00');
  expect(await faultsIn(state)).toEqual([]);
});

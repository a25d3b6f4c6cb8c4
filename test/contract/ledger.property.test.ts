/**
 * FUND-1 to FUND-9 on random histories: a model of maps and arithmetic, driven side by side with the real program, agrees
 * with it on every balance and every refusal after every step. ADCTL_HISTORIES says how many (a long campaign: 50000).
 */
import '../helpers/seed.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fixture } from '../helpers/fixture.ts';
import { faultsIn } from '../helpers/ledger.ts';
import { Both, type Said, SENDERS, type Step, WALLETS_OF } from './ledger/drive.ts';

const ACCOUNTS = Object.keys(WALLETS_OF);
const [first = '', ...others] = ACCOUNTS;
/** Mostly one, so that histories are of the same money again and again. */
const account = fc.oneof({ weight: 4, arbitrary: fc.constant(first) }, fc.constantFrom(...others));
const agency = fc.constant('agency:a_fox');
const wallet = fc.constantFrom(...new Set(Object.values(WALLETS_OF).flat()));
const holder = fc.oneof({ weight: 4, arbitrary: account }, agency, wallet);
const kind = fc.constantFrom('cash', 'credit', 'bonus', 'traffic_bonus');
const lots = fc.constantFrom('bonus', 'traffic_bonus');
const amount = fc.constantFrom(1, 2, 100, 150, 300, 500, 800);
const much = fc.constantFrom(500, 1200, 2000);
const purse = fc.oneof({ weight: 9, arbitrary: fc.constant('general') }, fc.constant('external'));
const some = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
const order = fc.constantFrom('o1', 'o/2');
/** How many days ago; -1 has not come yet. */
const ago = fc.oneof({ weight: 9, arbitrary: fc.nat({ max: 3 }) }, fc.constant(-1));
const rarely = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined, freq: 4 });

const given = <T extends object>(row: T): T =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as T;
const line = { account, ago, purse, type: some(fc.constantFrom('search', 'brand/gd')), order: rarely(order) };
const spent = (more: object) => fc.record({ ...line, amount, ...more }).map((row) => given(row) as Said);
const kinds = fc
  .record({ cash: amount, credit: amount, bonus: amount, traffic_bonus: amount }, { requiredKeys: [] })
  .filter((one) => Object.keys(one).length > 0);
const stated = fc.oneof(spent({ amount: fc.oneof(amount, fc.constant(0)) }), spent({ kinds }));
const file = fc.tuple(
  fc.oneof({ weight: 4, arbitrary: fc.constant('tx') }, fc.constant('ali')),
  fc.array(stated, { minLength: 1, maxLength: 4 }),
);
/** Few fields tell what is meant, more are wrong. */
const back = spent({
  source: some(fc.constantFrom('tx', 'none')),
  type: some(fc.constantFrom('search', 'none')),
  order: rarely(fc.constantFrom('o1', 'none')),
});

const is = (name: Step['do'], fields: object, weight = 1) => ({
  weight,
  arbitrary: fc.record({ do: fc.constant(name), ...fields }) as unknown as fc.Arbitrary<Step>,
});
const stating = file.map(([source, rows]): Step => ({ do: 'file', rows: rows.map((row) => ({ ...row, source })) }));
const share = fc.oneof(
  fc.record({ holder, percent: fc.constantFrom(333_333, 333_334, 500_000, 10_001) }),
  fc.record({ holder, fixed: fc.constantFrom(1, 100, 150) }),
);
const receivers = fc.uniqueArray(share, { minLength: 1, maxLength: 3, selector: (one) => one.holder });
const step: fc.Arbitrary<Step> = fc.oneof(
  is('recharge', { holder, amount: much, purse }, 4),
  is('refund', { holder, amount, purse }),
  is('allocate', { account, agency, kinds }, 2),
  is('reclaim', { account, agency, kinds }),
  is('transfer', { payer: holder, payee: holder, kind, amount, to: purse }),
  is('limit', { holder: fc.oneof(account, agency), amount: fc.oneof(amount, fc.constant(0)) }, 2),
  is('repay', { holder: account, payer: fc.oneof(account, agency), amount, most: fc.boolean() }, 4),
  is(
    'grant',
    {
      holder: fc.oneof(account, agency),
      kind: lots,
      amount,
      from: fc.integer({ min: -3, max: 2 }),
      to: fc.integer({ min: -1, max: 3 }),
    },
    4,
  ),
  is('freeze', { holder: account, kind, order, amount, nth: fc.constant(0) }, 2),
  is('unfreeze', { holder: account, kind, order, amount, nth: fc.nat({ max: 2 }) }, 2),
  is('return-of', { nth: fc.nat({ max: 5 }), amount, whole: fc.boolean() }, 5),
  is('restate', { nth: fc.nat({ max: 5 }), amount: fc.oneof(amount, fc.constant(0)), whole: fc.boolean() }, 4),
  is('deposit-pay', { holder: agency, amount }),
  is('deposit-return', { holder: agency, amount }),
  is('hold', { payer: holder, payee: holder, kind, amount, days: fc.nat({ max: 2 }) }, 4),
  is('post', { nth: fc.nat({ max: 5 }), amount: some(amount) }, 2),
  is('void', { nth: fc.nat({ max: 5 }), amount: fc.constant(undefined) }, 2),
  is('split', { payer: holder, amount, to: receivers }, 3),
  is('split-refund', { nth: fc.nat({ max: 1 }), amount: fc.constantFrom(1, 2, 50) }, 5),
  is('wallet', { holder: wallet, on: fc.boolean() }, 2),
  is('consume', { rows: fc.array(spent({}), { minLength: 1, maxLength: 2 }) }, 4),
  is('return', { rows: fc.array(back, { minLength: 1, maxLength: 2 }) }),
  { weight: 5, arbitrary: stating },
  is('revoke', { nth: fc.nat({ max: 3 }), amount: some(amount) }),
  is('adjust', {
    holder: account,
    kind: fc.constantFrom('cash', 'credit', 'owed', 'overdraft', 'deposit'),
    amount,
    side: fc.constantFrom('add', 'take'),
  }),
  is('undo', { nth: fc.nat({ max: 6 }) }, 6),
  is('again', { nth: fc.nat({ max: 9 }), sender: fc.nat({ max: SENDERS.length - 1 }) }, 4),
  is('tomorrow', { sweep: fc.boolean() }, 4),
);

/** Days that have come, so that most consumption is of one of them; money, so that most of it can be paid. */
const began: readonly Step[] = [
  ...ACCOUNTS.flatMap((holder): Step[] => [
    { do: 'recharge', holder, amount: 300, purse: 'general' },
    { do: 'limit', holder, amount: 500 },
    { do: 'grant', holder, kind: 'traffic_bonus', amount: 150, from: 0, to: 2 },
  ]),
  { do: 'recharge', holder: 'agency:a_fox', amount: 3000, purse: 'general' },
  { do: 'limit', holder: 'agency:a_fox', amount: 2000 },
  { do: 'grant', holder: 'agency:a_fox', kind: 'bonus', amount: 800, from: 0, to: 3 },
  { do: 'wallet', holder: 'entity:e_ant', on: true },
  { do: 'tomorrow', sweep: false },
  { do: 'tomorrow', sweep: false },
];

const [FOX, ANT] = ['agency:a_fox', 'account:tencent:20000001'] as const;
const undone: Step = { do: 'undo', nth: 0 };
/** What once was told otherwise: a post that is undone, and that undone once its hold is over; a split that gives nothing, sent again. */
const MET: readonly Step[][] = [
  [
    { do: 'hold', payer: FOX, payee: ANT, kind: 'cash', amount: 1, days: 0 },
    { do: 'post', nth: 0, amount: undefined },
    undone,
    { do: 'tomorrow', sweep: false },
    undone,
  ],
  [
    { do: 'split', payer: ANT, amount: 1, to: [{ holder: 'unit:u_ant', percent: 333_333 }] },
    { do: 'again', nth: 0, sender: 0 },
  ],
];

const numRuns = Number(process.env['ADCTL_HISTORIES'] ?? 200);

describe('the ledger', () => {
  test('FUND-1 to FUND-9: the program and a model of it agree after every step of any history', {
    timeout: 0,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60, size: 'max' }), async (history) => {
        const state = await fixture();
        const both = new Both(state);
        try {
          for (const one of [...began, ...history]) await both.step(one);
          expect(faultsIn(state)).toEqual([]);
          expect((await state.query('funds.check')).rows).toEqual([]);
        } finally {
          both.close();
          state.close();
        }
      }),
      { numRuns, examples: MET.map((history) => [history]) },
    );
  });
});

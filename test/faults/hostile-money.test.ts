/** OWASP API3, API6 for money: bodies that no command line sends move nothing, and none is a fault of the server. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { balancesIn, faultsIn, give } from '../helpers/ledger.ts';
import { Attacked } from './attacked.ts';

const AGENCY = 'agency:a_fox';
const ACCOUNT = 'tencent:20000301';

let server: Attacked;
beforeAll(async () => {
  server = await Attacked.open();
  await give(server.state, { holder: AGENCY, kind: 'cash', amount: 100_000n });
});
afterAll(async () => void (await server.stop()));

/** What is said of it, and that nothing has moved. */
async function still(operation: string, body: object): Promise<string | undefined> {
  const before = balancesIn(server.state);
  const { status, code, text } = await server.operation(operation, body);
  expect([operation, body, status === 500, /BUG/.test(text)]).toEqual([operation, body, false, false]);
  expect([body, balancesIn(server.state)]).toEqual([body, before]);
  expect(faultsIn(server.state)).toEqual([]);
  return code ?? /"code":"(\w+)"/.exec(text)?.[1];
}

const AMOUNTS: readonly unknown[] = [
  ...['1e3', '-1', '+1', '0', '0.00', '0.001', '', ' ', '1,000', '１００', '٣', '1_0', '0x10', 'Infinity', 'NaN', '1.'],
  ...['.5', '1.2.3', '90071992547409.92', '9'.repeat(400), '1\u0000', '1\n2', '−1', ' 1e308'],
  ...[-1, 0, 1e21, 0.1, true, null, [], ['1'], { $gt: 0 }, [['1']]],
];

describe('amounts', () => {
  test.each(['funds.recharge', 'funds.allocate', 'funds.refund', 'funds.adjust'])('%s', async (operation) => {
    for (const amount of AMOUNTS) {
      const field = operation === 'funds.adjust' ? 'add' : 'amount';
      const row = { holder: operation === 'funds.allocate' ? ACCOUNT : AGENCY, payer: AGENCY, [field]: amount };
      const { payer: _, ...own } = row;
      const rows = [operation === 'funds.allocate' ? row : own];
      const code = await still(operation, { rows, reason: 'x' });
      expect([amount, code]).toEqual([
        amount,
        expect.stringMatching(/^(AMOUNT_INVALID|CALL_INVALID|MISSING|ADJUST_SIDE)$/),
      ]);
    }
  });
});

describe('what only the ledger may say', () => {
  test.each([
    { postings: '[]' },
    { postings: [{ book: `${AGENCY}/CNY/general/cash/available`, amount: '1' }] },
    { caps: 'a_bee|1|0' },
    { id: 't_mine' },
    { reverses: 't_other' },
    { movement: 'recharge' },
    { time: '0' },
    { __proto__x: '1' },
    { lot: 'l_x' },
  ])('%j is no column', async (more) => {
    const row = { holder: ACCOUNT, payer: AGENCY, amount: '1', ...more };
    expect(await still('funds.allocate', { rows: [row] })).toMatch(/^CALL_(UNKNOWN|INVALID)$/);
    expect(await still('funds.allocate', { rows: [{ holder: ACCOUNT }], options: { payer: AGENCY, ...more } })).toMatch(
      /^CALL_(UNKNOWN|INVALID)$/,
    );
  });

  test('the world pays nobody, and is paid by nobody, at anybody’s word', async () => {
    for (const world of ['world:platform', 'world:', 'world:platform/CNY', 'agency:a_fox/CNY/general/cash', 'account:'])
      for (const row of [
        { holder: ACCOUNT, payer: world, amount: '1' },
        { holder: world, payer: AGENCY, amount: '1' },
      ])
        expect(await still('funds.allocate', { rows: [row] })).toMatch(/^(NOT_FOUND|HOLDER_KIND|VALUE_INVALID)$/);
  });
});

test('lines of a statement that no file says are refused', async () => {
  const line = { at: '2', day: '2026-01-05', direction: 'in', amount: '1.00', currency: 'CNY', reference: 'R' };
  const wrong: readonly object[] = [
    ...['', '1', '1e3', '-', '1.000', 'NaN', '9'.repeat(30)].map((amount) => ({ amount })),
    ...['', 'XXX', 'cny', '__proto__'].map((currency) => ({ currency })),
    ...['', '2026-02-30', '2026-1-5', '99999999-01-01', 'today'].map((day) => ({ day })),
  ];
  for (const one of wrong)
    expect([one, await still('funds.reconcile', { input: { holder: AGENCY }, rows: [{ ...line, ...one }] })]).toEqual([
      one,
      'VALUE_INVALID',
    ]);
  for (const input of [
    { from: 'x', to: 'y' },
    { from: '2026-01-05', to: '2025-01-05' },
    { window: '-1d' },
    { window: '9'.repeat(50) },
    { faults: ['x', '__proto__'] },
    { direction: 'sideways' },
  ])
    await still('funds.reconcile', { input: { holder: AGENCY, ...input }, rows: [line] });
  for (const direction of ['', 'sideways', '__proto__'])
    await still('funds.reconcile', { input: { holder: AGENCY }, rows: [{ ...line, direction }] });
});

test('FUND-5 one reference in two rows of one body pays once, whatever its letters', async () => {
  for (const reference of ['同', 'a'.repeat(200), "'; DROP TABLE books; --", '%', '\u202e']) {
    const rows = [1, 2].map(() => ({ holder: ACCOUNT, payer: AGENCY, amount: '1.00', reference }));
    const before = server.state;
    const { text, status } = await server.operation('funds.allocate', { rows });
    expect([reference, status]).toEqual([reference, 200]);
    expect((text.match(/"status":"ok"/g) ?? []).length).toBe(1);
    expect(text).toContain('"status":"unchanged"');
    expect(faultsIn(before)).toEqual([]);
  }
});

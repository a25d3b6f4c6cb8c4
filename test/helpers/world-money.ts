/** Money in the world of names (world.ts): what went between its sides, and what waits. */
import type { Write } from '../../src/store/port.ts';
import type { Cells, ChangeInput, State } from './state.ts';
import { ACCOUNTS, MEMBERS, ORGS, type Thing, UNITS, type Who } from './world.ts';

/** Money of everybody, and what went between the sides: somebody who sees both arranged it. */
export async function moneyPast(state: State): Promise<void> {
  const account = (name: keyof typeof ACCOUNTS) => (ACCOUNTS[name] as Thing).key;
  const org = (name: keyof typeof ORGS) => {
    const { key } = ORGS[name] as Thing;
    return `${{ g: 'group', e: 'entity', a: 'agency' }[key[0] as 'g']}:${key}`;
  };
  const unit = (name: keyof typeof UNITS) => `unit:${(UNITS[name] as Thing).key}`;
  const run = async (operation: string, rows: readonly Cells[], more: ChangeInput = {}) =>
    await state.must(`funds.${operation}`, { rows, ...more });
  const holders = [
    ...(Object.keys(ORGS) as (keyof typeof ORGS)[]).map(org),
    ...(Object.keys(UNITS) as (keyof typeof UNITS)[]).map(unit),
    ...(Object.keys(ACCOUNTS) as (keyof typeof ACCOUNTS)[]).filter((name) => !/^[AB]2.4/.test(name)).map(account),
  ];
  await run(
    'recharge',
    holders.map((holder) => ({ holder, amount: '1000.00' })),
  );
  await run('allocate', [
    { holder: account('A1.1'), payer: org('X'), amount: '10.00' },
    { holder: account('B1.1'), payer: org('Y'), amount: '10.00' },
    { holder: account('A1.1'), payer: org('B1'), amount: '11.00' },
    { holder: account('B1.1'), payer: org('A1'), amount: '12.00' },
    { holder: account('S.1'), payer: org('X'), amount: '13.00' },
  ]);
  const { batch } = await run('allocate', [{ holder: account('B1.3'), payer: org('Y'), amount: '1.00' }]);
  await state.must('batches.undo', { options: { batch } });
  await run('transfer', [
    { payer: org('A'), payee: unit('A1u'), amount: '14.00' },
    { payer: unit('A1u'), payee: unit('B1u'), amount: '15.00' },
    { payer: account('A1.2'), payee: account('B1.2'), amount: '16.00' },
  ]);
  await run('hold', [
    { payer: account('A1.1'), payee: account('B1.1'), amount: '17.00' },
    { payer: org('X'), payee: org('A1'), amount: '18.00' },
    { payer: unit('A1u'), payee: org('B1'), amount: '19.00' },
  ]);
  await run('split', [{ holder: org('A1'), amount: '100.00' }], {
    options: { to: [`${org('B1')}=30%`, `${org('X')}=20%`, `${account('A1.2')}=10%`] },
  });
  await run('split', [{ holder: org('X'), amount: '100.00' }], {
    options: { to: [`${org('Y')}=30%`, `${account('A1.1')}=10%`] },
  });
  await run('freeze', [{ holder: account('A1.1'), order: 'PO-1', amount: '20.00' }]);
  for (const holder of [org('A'), org('A1'), org('B1'), org('S'), unit('A1u'), unit('Au'), unit('B1u')])
    await run('wallet-enable', [{ holder }]);
  const lot = { kind: 'bonus', valid_to: '2026-09-30', amount: '21.00' };
  await run('bonus-grant', [
    { holder: account('A1.1'), ...lot },
    { holder: org('Y'), ...lot },
  ]);
  await run('credit-limit', [
    { holder: account('A1.2'), amount: '22.00' },
    { holder: account('B1.2'), amount: '23.00' },
  ]);
  await run('consume', [
    { account: account('A1.1'), amount: '1100.00', day: '2026-01-02' },
    { account: account('A1.2'), amount: '1500.00', day: '2026-01-02' },
    { account: account('B1.1'), amount: '1200.00', day: '2026-01-02' },
    { account: account('S.1'), amount: '1200.00', day: '2026-01-02' },
  ]);
  await run('deposit-due', [
    { holder: org('X'), amount: '50.00' },
    { holder: org('Y'), amount: '60.00' },
  ]);
  await run('deposit-pay', [
    { holder: org('X'), amount: '24.00' },
    { holder: org('Y'), amount: '25.00' },
  ]);
  await run(
    'caps',
    (['A1', 'B1', 'X', 'S'] as const).map((name) => ({ org: org(name), per_movement: '200.00' })),
  );
  const planned = async (who: Who, operation: string, rows: readonly Cells[]) =>
    await state.change(`funds.${operation}`, { rows, actor: MEMBERS[who].key });
  await planned('A1.eP', 'recharge', [{ holder: account('A1.1'), amount: '250.00' }]);
  await planned('B1.eP', 'recharge', [{ holder: account('B1.1'), amount: '250.00' }]);
  await planned('X.aM', 'allocate', [
    { holder: account('A1.1'), payer: org('X'), amount: '250.00' },
    { holder: account('S.1'), payer: org('X'), amount: '1.00' },
  ]);
  await planned('X.aM', 'recharge', [{ holder: account('A1.2'), amount: '250.00' }]);
  await planned('A1u.uA', 'allocate', [{ holder: account('A1.1'), payer: unit('A1u'), amount: '250.00' }]);
  // Of both sides at once.
  await state.change('funds.allocate', {
    rows: [
      { holder: account('A1.1'), payer: org('A1'), amount: '250.00' },
      { holder: account('B1.1'), payer: org('B1'), amount: '250.00' },
    ],
  });
  const counts = { lines: 0, by_reference: 0, by_amount: 0, differing: 0, only_in_file: 0, only_here: 0, invalid: 0 };
  const kept = {
    source: '',
    file: '',
    sha256: '1',
    faults: [],
    fault_details: '[]',
    sums: '{}',
    digest: '',
    differences: '[]',
  };
  await state.store.write({ timeoutMs: 1_000 }, (tx) =>
    tx.apply(
      (
        [
          [org('A1'), 'A1.eA'],
          [org('B1'), 'B1.eA'],
          [org('X'), 'ops'],
          [`account:${account('A1.1')}`, 'X.aM'],
        ] as const
      ).map(
        ([holder, who], i): Write => ({
          op: 'insert',
          kind: 'reconciliation',
          key: `rc_${i}`,
          fields: { name: `kept${i}`, holder, member: MEMBERS[who].key, created: state.now, ...kept, ...counts },
        }),
      ),
    ),
  );
}

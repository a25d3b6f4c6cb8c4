/**
 * MEM-4 the other way round: two states that differ only in what an actor may not see give that actor the same bytes,
 * whatever is listed, filtered, searched, sorted or counted.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { AdctlError } from '../../src/domain/refusal.ts';
import { fixture, licence } from '../helpers/fixture.ts';
import type { ChangeInput, State } from '../helpers/state.ts';

/** None of them sees anything of g_north beyond the unit u_ant, or the members of g_south. */
const ACTORS = ['cat.c', 'unit.c', 'unit.a', 'fox.a', 'fox.e', 'fox.d', 'fox.v', 'elk.a', 'elk.c', 'ant.u', 'plain'];

async function common(): Promise<State> {
  const state = await fixture();
  await state.must('qualifications.submit', {
    rows: ['20000001', '20000201', '20000301', '20000401'],
    options: { kind: '许可证', number: '7' },
  });
  await state.must('assets.create', {
    rows: [
      { name: '资产一', kind: 'product', unit: 'u_ant' },
      { name: '资产二', kind: 'audience', account: '20000401' },
    ],
  });
  await state.must('accounts.claim', { rows: ['20000201'], actor: 'cat.c' });
  for (const [i, actor] of ['cat.c', 'fox.e', 'plain'].entries())
    await state.must('tokens.create', { rows: [{ name: '夜间', hash: String(i).repeat(64) }], actor });
  await state.must('accounts.claim', { rows: ['20000401', '20000404'], actor: 'fox.e' });
  for (const actor of ['plain', 'cat.c']) await state.change('orgs.join', { rows: ['e_elk'], actor });
  await seenMoney(state);
  return state;
}

const PAID = { day: '2026-01-02', amount: '1.00' };

/** Money where the actors see it: of a unit, clients of the agency, an entity, with hidden ones on the other side. */
async function seenMoney(state: State): Promise<void> {
  const recharged = ['unit:u_ant', 'agency:a_fox', 'entity:e_ant', 'entity:e_elk', 'entity:e_bee', 'group:g_north'];
  const accounts = ['20000001', '20000002', '20000007', '20000105', '20000301', '20000401', '20000201'];
  await state.must('funds.recharge', {
    rows: [...recharged, ...accounts].map((holder) => ({ holder, amount: '1000.00' })),
  });
  await state.must('funds.wallet-enable', {
    rows: ['entity:e_ant', 'entity:e_cat', 'entity:e_dog', 'group:g_north', 'unit:u_ant'],
  });
  await state.must('funds.allocate', {
    rows: [
      { holder: '20000001', payer: 'entity:e_bee', amount: '10.00' },
      { holder: '20000401', payer: 'entity:e_bee', amount: '11.00' },
      { holder: '20000105', payer: 'unit:u_ant', amount: '12.00' },
      { holder: '20000301', payer: 'agency:a_fox', amount: '13.00' },
    ],
  });
  await state.must('funds.hold', {
    rows: [
      { payer: '20000001', payee: 'entity:e_bee', amount: '14.00' },
      { payer: 'entity:e_bee', payee: '20000401', amount: '15.00' },
    ],
  });
  await state.must('funds.split', {
    rows: [{ holder: 'entity:e_bee', amount: '16.00' }],
    options: { to: ['20000001=50%', 'entity:e_elk=25%', '20000105=25%'] },
  });
  await state.must('funds.consume', { rows: accounts.map((account) => ({ account, ...PAID })) });
  await state.must('funds.caps', { rows: ['entity:e_ant', 'entity:e_bee'], options: { per_day: '9000' } });
  await state.must('funds.caps', { rows: ['entity:e_dog'], options: { per_day: '800' } });
}

/** The same of what is hidden: balances, holds, splits, wallets, plans, caps, deposits and lots of others. */
async function disturbMoney(state: State): Promise<void> {
  const hidden = [
    'entity:e_ant',
    'entity:e_bee',
    'group:g_north',
    '20000105',
    '20000007',
    'entity:e_cat',
    'entity:e_dog',
  ];
  await state.must('funds.recharge', { rows: hidden.map((holder) => ({ holder, amount: '777.00' })) });
  await state.must('funds.bonus-grant', {
    rows: ['20000105', 'entity:e_bee'],
    options: { kind: 'bonus', amount: '7.00', valid_to: '2026-09-09' },
  });
  await state.must('funds.credit-limit', { rows: ['20000105', 'entity:e_ant'], options: { amount: '70.00' } });
  const { results } = await state.must('funds.hold', {
    rows: ['1.00', '2.00', '3.00'].map((amount) => ({ payer: 'entity:e_bee', payee: '20000105', amount })),
  });
  await state.must('funds.post', { rows: [String(results[0]?.id)] });
  await state.must('funds.split', {
    rows: [{ holder: 'entity:e_bee', amount: '7.00' }],
    options: { to: ['20000105=100%'] },
  });
  await state.must('funds.freeze', { rows: ['20000105'], options: { order: 'PO-1', amount: '7.00' } });
  await state.must('funds.consume', {
    rows: ['20000105', '20000007'].map((account) => ({ account, day: '2026-01-02', amount: '7.00', type: 'search' })),
  });
  await state.must('funds.wallet-enable', { rows: ['unit:u_north', 'entity:e_bee'] });
  await state.change('funds.caps', { rows: ['entity:e_bee'], options: { per_movement: '5' } });
  await state.change('funds.recharge', { rows: ['20000105'], options: { amount: '50.00' }, actor: 'north.p' });
  const { batch } = await state.must('funds.allocate', {
    rows: [{ holder: '20000007', payer: 'entity:e_ant', amount: '7.00' }],
  });
  await state.must('batches.undo', { options: { batch } });
}

/** Everything that can be changed, on what is hidden: records, names, references from seen records to hidden ones. */
async function disturb(state: State): Promise<void> {
  await state.must('orgs.create', { rows: [{ kind: 'agency', entity: 'e_bee', name: '藏着的代理商', id: 'a_bee' }] });
  await state.must('accounts.import', {
    rows: [
      { id: '20000103', name: '改了名', login: 'changed', note: '改了', daily_budget: '999999' },
      { id: '39999999', platform: 'tencent', name: '账户20000201 又一个', entity: 'e_bee' },
      { id: '20000201', platform: 'alipay', name: '同号', entity: 'e_bee' },
    ],
  });
  await state.must('accounts.claim', { rows: ['20000104', '20000007'], actor: 'north.a', reason: 'hidden' });
  for (const [kind, rows] of [
    ['藏', ['20000105', '20000106']],
    ['许可证', ['20000007']],
  ] as const)
    await state.must('qualifications.submit', { rows, options: { kind, number: '7' } });
  await state.must('assets.create', { rows: [{ name: '资产藏', kind: 'product', unit: 'u_north' }] });
  await state.must('clients.authorize', {
    rows: ['20000007', '20000105'],
    options: { agency: 'a_bee' },
  });
  await state.must('accounts.tag', { rows: ['20000105'], options: { tag: ['重点', '藏'] } });
  await state.must('orgs.create', {
    rows: [{ kind: 'entity', name: '藏着的公司', licence: licence(70), group: 'g_north' }],
  });
  await state.must('units.create', { options: { name: '藏着的单元', org: 'e_bee' }, rows: ['20000106'] });
  await state.must('members.import', {
    rows: [
      { login: 'aaa.hidden', name: '藏', verified: 'x' },
      { login: 'zzz.hidden', name: '藏' },
    ],
  });
  await state.must('members.grant', { rows: ['aaa.hidden'], options: { role: 'gA', org: 'g_south' } });
  await state.must('tokens.create', { rows: [{ name: '夜间', member: 'aaa.hidden', hash: 'a'.repeat(64) }] });
  for (const actor of ['aaa.hidden', 'newbie']) await state.change('orgs.join', { rows: ['e_bee'], actor });
  await disturbMoney(state);
}

const LISTS: Readonly<Record<string, readonly Record<string, unknown>[]>> = {
  'accounts.list': [
    {},
    { count: 'true' },
    { sort: '-name' },
    { sort: 'manager,-id' },
    { sort: 'entity_name,unit_name,id' },
    { sort: '-daily_budget' },
    { search: '账户' },
    { search: '20000201' },
    { tag: '重点' },
    { mine: 'true' },
    { other: 'true' },
    { limit: '2' },
    { limit: '1', sort: '-created' },
    { where: ['manager is empty'] },
    { where: ['manager is not empty'] },
    { where: ['unit is empty'], count: 'true' },
    { where: ['entity is not empty'] },
    { where: ['agency is not empty'] },
    { where: ['manager_name is empty'] },
    { columns: ['id', 'balance', 'available', 'usable'] },
    { columns: ['id'], sort: '-usable,id' },
    { columns: ['id'], sort: '-balance,id' },
    { where: ['usable > 900'], count: 'true' },
    { where: ['balance > 900'] },
  ],
  'requests.list': [
    {},
    { count: 'true' },
    { sort: '-member' },
    { to_decide: 'true' },
    { search: 'e_' },
    { where: ['org is empty'] },
    { where: ['org = e_bee'], count: 'true' },
  ],
  'orgs.list': [
    {},
    { sort: '-accounts' },
    { sort: 'members,id' },
    { count: 'true' },
    { where: ['accounts > 3'] },
    { where: ['principal is empty'] },
  ],
  'units.list': [{}, { sort: '-members' }, { count: 'true' }, { where: ['accounts > 1'] }],
  'members.list': [
    {},
    { sort: '-name' },
    { count: 'true' },
    { unverified: 'true' },
    { role: 'gA' },
    { where: ['roles is not empty'] },
  ],
  'assets.list': [{}, { count: 'true' }, { sort: 'unit_name,account,id' }, { search: '资产' }],
  'clients.list': [
    {},
    { count: 'true' },
    { sort: 'account_name,id' },
    { sort: '-pid,entity_name' },
    { search: '账户' },
    { where: ['agency is not empty'] },
  ],
  'qualifications.list': [{}, { count: 'true' }, { sort: 'account_name' }],
  'funds.overview': [
    {},
    { count: 'true' },
    { sort: '-usable,holder' },
    { sort: '-total,holder' },
    { search: '2000' },
    { where: ['usable > 900'] },
    { where: ['name is empty'], count: 'true' },
    { columns: ['holder', 'credit', 'frozen_credit', 'external_cash', 'deposit', 'deposit_due', 'agency'] },
  ],
  'funds.statement': [
    {},
    { count: 'true' },
    { search: '2000' },
    { sort: 'counterparty,line' },
    { where: ['counterparty is empty'], count: 'true' },
    { where: ['cash > 5'] },
    { type: 'bonus' },
    { type: 'freeze' },
    { type: 'consumption' },
    { type: 'consumption', by: 'month', count: 'true' },
  ],
  'funds.holds': [{}, { count: 'true' }, { sort: 'payee,id' }, { where: ['payee is empty'] }, { state: 'open' }],
  'funds.splits': [{}, { count: 'true' }, { search: '2000' }],
  'funds.settlement': [{}, { count: 'true' }, { sort: 'payer,month' }],
  'funds.caps-list': [{}, { count: 'true' }, { sort: '-used_today' }, { where: ['left_today > 0'] }],
  'funds.wallets': [{}, { count: 'true' }, { sort: '-general' }],
  'funds.journal': [{}, { dialect: 'beancount' }],
  'tokens.list': [{}, { count: 'true' }, { sort: '-member_name' }, { search: '夜' }],
  'batches.list': [{}, { count: 'true' }, { operation: 'accounts.claim' }],
  'audit.list': [{}, { count: 'true' }, { search: '藏' }, { limit: '3' }],
};

let quiet: State;
let loud: State;
beforeAll(async () => {
  [quiet, loud] = [await common(), await common()];
  await disturb(loud);
});
const bytes = async (of: State, operation: string, input: Record<string, unknown>, actor: string) => {
  try {
    const { columns, rows, tail } = await of.query(operation, input, actor);
    // A cursor is opaque, and made for one state.
    return JSON.stringify([columns, rows, { ...tail, cursor: tail.cursor !== undefined }]);
  } catch (error) {
    if (!(error instanceof AdctlError)) throw error;
    return JSON.stringify([error.code, error.details]);
  }
};

/** What is tried with money beside which there is hidden money: what is said of it is the same. */
const MOVES: readonly (readonly [actor: string, operation: string, input: ChangeInput])[] = [
  // A wallet of the client's entity pays as well: how much is in it is not said.
  ['fox.a', 'funds.consume', { rows: [{ account: '20000301', amount: '999999.00', day: '2026-01-02' }] }],
  ['fox.a', 'funds.consume', { rows: [{ account: '20000301', amount: '1000.00', day: '2026-01-02' }] }],
  ['fox.a', 'funds.consume', { rows: [{ account: '20000401', amount: '999999.00', day: '2026-01-02' }] }],
  // Caps of the client's entity: what was moved under them today is not said.
  ['fox.m', 'funds.recharge', { rows: [{ holder: '20000301', amount: '900.00' }] }],
  ['unit.a', 'funds.allocate', { rows: [{ holder: '20000001', payer: 'unit:u_ant', amount: '999999.00' }] }],
  ['unit.a', 'funds.allocate', { rows: [{ holder: '20000001', payer: 'unit:u_ant', amount: '100.00' }] }],
  ['unit.a', 'funds.allocate', { rows: [{ holder: '20000001', payer: 'entity:e_ant', amount: '999999.00' }] }],
  ['elk.a', 'funds.hold', { rows: [{ payer: '20000401', payee: 'entity:e_elk', amount: '999999.00' }] }],
  ['elk.a', 'funds.reclaim', { rows: [{ holder: '20000401', payee: 'entity:e_elk', amount: '20.00' }] }],
];

describe('MEM-4 what is hidden is in no message about money', () => {
  for (const [actor, operation, input] of MOVES)
    test(`MEM-4 ${actor} ${operation} ${JSON.stringify(input.rows)}`, async () => {
      const told = async (of: State) =>
        JSON.stringify(await of.change(operation, { ...input, actor, dryRun: true, batch: 'b_SAME' }));
      expect(await told(loud)).toBe(await told(quiet));
    });
});

describe('MEM-4 what is hidden changes nothing', () => {
  for (const [operation, inputs] of Object.entries(LISTS))
    for (const input of inputs)
      test(`MEM-4 ${operation} ${JSON.stringify(input)}`, async () => {
        for (const actor of ACTORS)
          expect([actor, await bytes(loud, operation, input, actor)]).toEqual([
            actor,
            await bytes(quiet, operation, input, actor),
          ]);
      });

  test('MEM-4 for who sees it, the two states do differ', async () => {
    for (const operation of Object.keys(LISTS))
      expect(await bytes(loud, operation, {}, 'owner')).not.toBe(await bytes(quiet, operation, {}, 'owner'));
  });

  test('MEM-4 a seen account that refers to something hidden shows an empty reference, and is found as empty', async () => {
    await loud.must('accounts.assign', { rows: ['20000302'], options: { to: 'south.p' }, actor: 'south.p' });
    const [shown] = await loud.records(
      'accounts.list',
      { where: ['id = 20000302'], columns: ['id', 'manager', 'manager_name', 'entity_name'] },
      'fox.e',
    );
    const names = JSON.stringify(shown);
    expect(names).not.toContain('south.p');
    expect(names).not.toContain('南山');
    const found = async (where: string) =>
      (await loud.query('accounts.list', { where: ['id = 20000302', where], count: 'true' }, 'fox.e')).rows[0]?.[0];
    // Nobody else with that name would be found either.
    const refusal = async (manager: string) =>
      await found(`manager = ${manager}`).catch((error) => [error.code, error.details['nearest']]);
    expect(await refusal('south.p')).toEqual(['NOT_FOUND', []]);
    expect(await refusal('south.x')).toEqual(['NOT_FOUND', []]);
    expect(await found('manager_name ~ south')).toBe(0);
    expect(await found('entity_name ~ 南山')).toBe(0);
  });
});

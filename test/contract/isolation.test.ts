/**
 * MEM-4 as a contract of every query: under the real scope an answer holds nothing hidden; with the scope taken out of
 * the store the same check fails; and what is hidden answers, byte for byte, like what does not exist.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { operationNamed, REGISTRY } from '../../src/operations/registry.ts';
import { fixture, licence } from '../helpers/fixture.ts';
import { give } from '../helpers/ledger.ts';
import type { ChangeInput, State } from '../helpers/state.ts';
import { withoutScope } from '../helpers/unscoped.ts';

/** Sees one account of e_cat, the name of e_cat, and itself. Everything that follows is hidden from it. */
const NARROW = ['cat.c', 'plain', 'fox.d', 'elk.c'] as const;
/** Who sees money at all, and none of what is hidden. */
const NARROW_OF_FUNDS = ['cat.p', 'elk.a'] as const;
const HIDDEN = {
  account: '20000103',
  org: 'e_bee',
  name: '北辰饮料有限公司',
  unit: 'u_north',
  unitName: '北辰联合',
  member: 'north.a',
};
const MARKS = /2000010\d|e_bee|g_north|北辰|u_north|north\.|claimed-in-north/;

let state: State;
let batch: string;
/** Of what is hidden: an asset, a request. */
let asset: string;
let request: string;
/** A request to join what is hidden, and a plan to move its money. */
let asked: string;
let plan: string;
/** Of hidden money: a hold, a split. */
let hold: string;
let split: string;
beforeAll(async () => {
  state = await fixture();
  await state.must('accounts.claim', { rows: ['20000201'], actor: 'cat.c' });
  ({ batch } = await state.must('accounts.claim', {
    rows: ['20000103', '20000104'],
    actor: 'north.a',
    reason: 'claimed-in-north',
  }));
  const made = async (operation: string, input: ChangeInput) =>
    String((await state.change(operation, input)).results[0]?.id);
  asset = await made('assets.create', { rows: [{ name: '藏', kind: 'product', unit: HIDDEN.unit }] });
  await made('clients.authorize', { rows: ['tencent:20000109'], options: { agency: 'a_fox' } });
  request = await made('clients.authorize', {
    rows: ['tencent:20000104'],
    options: { agency: 'a_fox' },
    actor: 'fox.e',
  });
  await made('qualifications.submit', { rows: [HIDDEN.account], options: { kind: '执照', number: '1' } });
  const { results } = await state.change('orgs.join', { rows: [HIDDEN.org], actor: 'newbie' });
  asked = String(results[0]?.id);
  const holder = `account:tencent:${HIDDEN.account}`;
  await give(state, { holder, kind: 'bonus', amount: 500n, lot: { id: 'l_hidden', validTo: '2099-12-31' } });
  await made('funds.consume', { rows: [{ account: HIDDEN.account, amount: '1.00', day: '2026-01-02' }] });
  await hideMoney(made);
  await made('tokens.create', { rows: [{ name: 'x', hash: 'a'.repeat(64), member: HIDDEN.member }] });
});

async function hideMoney(made: (operation: string, input: ChangeInput) => Promise<string>) {
  const holder = `account:tencent:${HIDDEN.account}` as const;
  await give(
    state,
    { holder, kind: 'cash', amount: 90_000n },
    { holder: 'entity:e_bee', kind: 'cash', amount: 90_000n },
  );
  hold = await made('funds.hold', { rows: [{ payer: HIDDEN.account, payee: 'entity:e_bee', amount: '1.00' }] });
  split = await made('funds.split', {
    rows: [{ holder: HIDDEN.account, amount: '2.00' }],
    options: { to: ['entity:e_bee=100%'] },
  });
  await made('funds.freeze', { rows: [{ holder: HIDDEN.account, order: 'PO-1', amount: '3.00' }] });
  await made('funds.wallet-enable', { rows: [`unit:${HIDDEN.unit}`, 'entity:e_bee'] });
  await made('funds.caps', { rows: ['entity:e_bee'], options: { per_movement: '100' } });
  const planned = await state.change('funds.recharge', {
    rows: [{ holder: HIDDEN.account, amount: '150.00' }],
    actor: 'north.p',
  });
  plan = String(planned.results[0]?.id);
  const kept = {
    name: '北辰对账',
    holder,
    source: '',
    file: '',
    sha256: '1',
    sums: '{}',
    digest: '',
    differences: '[]',
  };
  const counts = { lines: 0, by_reference: 0, by_amount: 0, differing: 0, only_in_file: 0, only_here: 0, invalid: 0 };
  const fields = { ...kept, ...counts, faults: [], fault_details: '[]', member: HIDDEN.member, created: state.now };
  await state.store.write({ timeoutMs: 1_000 }, (tx) =>
    tx.apply([{ op: 'insert', kind: 'reconciliation', key: 'rc_hidden', fields }]),
  );
}

/** How a query would be asked by somebody who looks for what is hidden. */
const INPUTS: Readonly<Record<string, () => readonly Record<string, unknown>[]>> = {
  'accounts.diff': () => [{ only: 'only_here' }, { only: 'only_here', where: [`id = ${HIDDEN.account}`] }],
  'accounts.list': () => [{}, { sort: '-id' }, { search: '2000010' }, { where: [`id = ${HIDDEN.account}`] }],
  'accounts.open': () => [{ target: [HIDDEN.account] }, { target: [HIDDEN.account], page: 'data' }],
  'accounts.show': () => [{ id: [HIDDEN.account] }],
  'assets.access': () => [{ account: HIDDEN.account, asset: [asset] }],
  'assets.list': () => [{}, { search: '藏' }],
  'assets.show': () => [{ id: [asset] }],
  'audit.list': () => [{}, { search: 'north' }, { batch }, { target: `tencent:${HIDDEN.account}` }],
  'batches.list': () => [{}, { actor: HIDDEN.member }],
  'batches.results': () => [{ batch }],
  'batches.show': () => [{ batch }],
  'clients.list': () => [{}, { search: '2000010' }],
  'funds.journal': () => [{}, { dialect: 'beancount' }],
  'funds.overview': () => [{}, { holder: [HIDDEN.account] }, { account: HIDDEN.account }, { search: '2000010' }],
  'funds.statement': () => [
    {},
    ...['bonus', 'consumption'].map((type) => ({ type })),
    { type: 'consumption', by: 'month' },
    { holder: HIDDEN.account },
    { search: '2000010' },
  ],
  'funds.caps-list': () => [{}, { org: ['entity:e_bee'] }, { search: 'bee' }],
  'funds.holds': () => [{}, { payer: HIDDEN.account }, { search: '2000010' }],
  'funds.reconcile': () => [{ kept: true }],
  'funds.settlement': () => [{}, { receiver: 'entity:e_bee' }],
  'funds.splits': () => [{}, { payer: `account:tencent:${HIDDEN.account}` }],
  'funds.wallets': () => [{}, { holder: `unit:${HIDDEN.unit}` }, { where: ['general > 5'] }],
  'members.can': () => [
    { login: HIDDEN.member, operation: ['accounts.claim'] },
    { login: HIDDEN.member, operation: ['orgs', 'update', HIDDEN.org] },
  ],
  'members.list': () => [{}, { search: 'north' }, { role: 'gA' }],
  'members.show': () => [{ login: [HIDDEN.member] }],
  'orgs.list': () => [{}, { search: '北辰' }],
  'orgs.show': () => [{ org: [HIDDEN.org] }, { org: [HIDDEN.name] }],
  'orgs.tree': () => [{}, { find: '北辰' }, { org: HIDDEN.org }, { org: HIDDEN.unit }],
  'qualifications.list': () => [{}, { search: HIDDEN.account }],
  'requests.list': () => [{}, { search: '2000010' }, { org: HIDDEN.name }, { to_decide: 'true' }],
  'requests.plan': () => [{ id: plan }],
  'requests.show': () => [{ id: [request] }, { id: [asked] }, { id: [plan] }],
  'tokens.list': () => [{}, { search: 'north' }, { state: 'active' }],
  'units.list': () => [{}, { search: '联合' }],
  'units.show': () => [{ unit: [HIDDEN.unit] }, { unit: [HIDDEN.unitName] }],
};

/** The answer, or the code with which it was refused; what was asked may stand in the refusal's details. */
async function answered(of: State, operation: string, input: Record<string, unknown>, actor: string): Promise<string> {
  try {
    return JSON.stringify(await of.query(operation, input, actor));
  } catch (error) {
    return `refused ${(error as { code?: string }).code}`;
  }
}

describe('MEM-4 the scope', () => {
  for (const operation of Object.keys(INPUTS))
    test(`MEM-4 ${operation} hides what it must, and only the scope does it`, async () => {
      const open = state.beside(null, withoutScope);
      for (const input of INPUTS[operation]!())
        for (const actor of /^funds|plan$/.test(operation) ? NARROW_OF_FUNDS : NARROW) {
          const asked = `${actor} ${JSON.stringify(input)}`;
          expect(`${asked}: ${MARKS.exec(await answered(state, operation, input, actor))}`).toBe(`${asked}: null`);
          expect(`${asked}: ${MARKS.test(await answered(open, operation, input, actor))}`).toBe(`${asked}: true`);
        }
    });

  test('MEM-4 every query that is not marked scope: none is tried', async () => {
    const scoped: string[] = [];
    for (const name of Object.keys(REGISTRY)) {
      const op = await operationNamed(name);
      if (op.kind === 'query' && !op.scope) scoped.push(name);
    }
    expect(Object.keys(INPUTS).toSorted()).toEqual(scoped);
  });

  test('MEM-4 a change sees through the same scope', async () => {
    const told = (of: State) =>
      of.told('accounts.tag', { rows: [HIDDEN.account], options: { tag: ['x'] }, actor: 'cat.p', dryRun: true });
    expect(await told(state)).toEqual(['not_found NOT_FOUND']);
    expect(await told(state.beside(null, withoutScope))).toEqual(['forbidden FORBIDDEN']);
  });
});

/** A hidden thing, and one of the same shape that is nowhere. */
const PAIRS = {
  account: ['20000103', '29999103'],
  org: ['e_bee', 'e_bxx'],
  name: ['北辰饮料有限公司', '北辰饮食有限公司'],
  unit: ['u_north', 'u_nxxth'],
  unitName: ['北辰联合', '北辰联分'],
  member: ['north.a', 'north.z'],
  batch: ['', 'b_TEST9999000000000000000000'],
  hold: ['', 'h_nowhere'],
  split: ['', 't_nowhere'],
  plan: ['', 'r_nowhere'],
  lot: ['l_hidden', 'l_hixxen'],
} satisfies Record<string, readonly [string, string]>;

type Asks = (value: string) => Record<string, unknown>;
const QUERIES: readonly (readonly [of: keyof typeof PAIRS, operation: string, input: Asks])[] = [
  ['account', 'accounts.show', (v) => ({ id: [v] })],
  ['account', 'accounts.show', (v) => ({ id: [`tencent:${v}`, '20000201'] })],
  ['account', 'accounts.open', (v) => ({ target: [v] })],
  ['account', 'accounts.open', (v) => ({ target: [`tencent:${v}`, '20000201', 'miaosi'] })],
  ['account', 'accounts.list', (v) => ({ where: [`id = ${v}`] })],
  ['account', 'accounts.list', (v) => ({ where: [`id in ${v},20000201`] })],
  ['account', 'accounts.list', (v) => ({ search: v })],
  ['account', 'accounts.list', (v) => ({ search: `账户${v}`, count: 'true' })],
  ['account', 'accounts.list', (v) => ({ where: [`login ~ ${v}`] })],
  ['account', 'audit.list', (v) => ({ target: `tencent:${v}` })],
  ['account', 'audit.list', (v) => ({ search: v, count: 'true' })],
  ['org', 'accounts.list', (v) => ({ entity: v })],
  ['org', 'accounts.list', (v) => ({ where: [`entity != ${v}`] })],
  ['org', 'orgs.show', (v) => ({ org: [v] })],
  ['org', 'orgs.show', (v) => ({ org: [`entity:${v}`, 'e_cat'] })],
  ['org', 'orgs.list', (v) => ({ where: [`id = ${v}`], count: 'true' })],
  ['org', 'orgs.list', (v) => ({ parent: v })],
  ['org', 'units.list', (v) => ({ org: v })],
  ['name', 'accounts.list', (v) => ({ entity: v })],
  ['name', 'accounts.list', (v) => ({ where: [`entity_name = ${v}`] })],
  ['name', 'orgs.show', (v) => ({ org: [v] })],
  ['name', 'orgs.list', (v) => ({ search: v })],
  ['unit', 'accounts.list', (v) => ({ unit: v })],
  ['unit', 'units.show', (v) => ({ unit: [v] })],
  ['unitName', 'accounts.list', (v) => ({ where: [`unit_name ~ ${v}`] })],
  ['unitName', 'units.list', (v) => ({ search: v })],
  ...(
    [
      ['funds.overview', (v) => ({ holder: [v] })],
      ['funds.overview', (v) => ({ account: v })],
      ['funds.overview', (v) => ({ where: [`holder = account:tencent:${v}`], count: 'true' })],
      ['funds.overview', (v) => ({ where: [`name ~ ${v}`] })],
      ['funds.statement', (v) => ({ holder: v })],
      ['funds.statement', (v) => ({ account: v })],
      ['funds.statement', (v) => ({ where: [`counterparty ~ ${v}`], count: 'true' })],
      ['funds.statement', (v) => ({ holder: v, type: 'bonus' })],
      ['funds.statement', (v) => ({ holder: v, type: 'consumption' })],
      ['funds.statement', (v) => ({ holder: v, type: 'consumption', by: 'month' })],
      ['funds.holds', (v) => ({ payer: v })],
      ['funds.holds', (v) => ({ payee: `account:tencent:${v}`, count: 'true' })],
      ['funds.holds', (v) => ({ search: v })],
      ['funds.splits', (v) => ({ payer: `account:tencent:${v}` })],
      ['funds.splits', (v) => ({ search: v })],
      ['funds.settlement', (v) => ({ payer: `account:tencent:${v}` })],
      ['funds.reconcile', (v) => ({ holder: v, from: '2026-01-05', to: '2026-01-05' })],
      ['members.can', (v) => ({ login: 'cat.c', operation: ['funds.recharge', v] })],
    ] as const satisfies readonly (readonly [string, Asks])[]
  ).map(([operation, asks]) => ['account', operation, asks] as const),
  ['org', 'funds.overview', (v) => ({ holder: [`entity:${v}`] })],
  ['org', 'funds.overview', (v) => ({ holder: [v] })],
  ['org', 'funds.overview', (v) => ({ agency: v })],
  ['org', 'funds.statement', (v) => ({ holder: `entity:${v}` })],
  ['org', 'funds.caps-list', (v) => ({ org: [v] })],
  ['org', 'funds.caps-list', (v) => ({ where: [`org = ${v}`], count: 'true' })],
  ['org', 'funds.wallets', (v) => ({ holder: `entity:${v}` })],
  ['org', 'funds.settlement', (v) => ({ receiver: `entity:${v}` })],
  ['org', 'funds.reconcile', (v) => ({ holder: `entity:${v}`, from: '2026-01-05', to: '2026-01-05' })],
  ['unit', 'funds.wallets', (v) => ({ holder: `unit:${v}` })],
  ['unit', 'funds.overview', (v) => ({ holder: [`unit:${v}`] })],
  ['hold', 'funds.holds', (v) => ({ where: [`id = ${v}`] })],
  ['split', 'funds.splits', (v) => ({ where: [`id = ${v}`], count: 'true' })],
  ['split', 'audit.list', (v) => ({ target: v })],
  ['plan', 'requests.plan', (v) => ({ id: v })],
  ['plan', 'requests.show', (v) => ({ id: [v] })],
  ['lot', 'funds.statement', (v) => ({ type: 'bonus', where: [`lot = ${v}`] })],
  ['name', 'funds.reconcile', (v) => ({ show: v })],
  ['member', 'accounts.list', (v) => ({ manager: v })],
  ['member', 'accounts.list', (v) => ({ where: [`manager_name = 成员${v}`] })],
  ['member', 'members.show', (v) => ({ login: [v] })],
  ['member', 'members.list', (v) => ({ search: v })],
  ['member', 'batches.list', (v) => ({ actor: v })],
  ['member', 'audit.list', (v) => ({ actor: v })],
  ['member', 'tokens.list', (v) => ({ member: v })],
  ['batch', 'batches.show', (v) => ({ batch: v })],
  ['batch', 'batches.results', (v) => ({ batch: v })],
  ['batch', 'audit.list', (v) => ({ batch: v })],
];
const CHANGES: readonly (readonly [
  of: keyof typeof PAIRS,
  operation: string,
  rows: (value: string) => unknown[],
  options?: Asks,
])[] = [
  ['account', 'accounts.claim', (v) => [v, `tencent:${v}`]],
  ['account', 'accounts.claim', (v) => [v], () => ({ take_over: true })],
  ['account', 'accounts.release', (v) => [v]],
  ['account', 'accounts.unassign', (v) => [v]],
  ['account', 'accounts.tag', (v) => [{ id: v, tags: 'x' }]],
  ['account', 'accounts.untag', (v) => [v], () => ({ tag: ['x'] })],
  ['account', 'accounts.note', (v) => [v], () => ({ text: 'x' })],
  ['account', 'accounts.budget', (v) => [v], () => ({ amount: '5' })],
  ['account', 'accounts.import', (v) => [{ id: v, name: 'x' }]],
  ['account', 'accounts.import', (v) => [{ id: v, name: 'x', entity: 'e_cat' }]],
  ['org', 'accounts.create', (v) => [{ id: '5', platform: 'tencent', name: 'x', entity: v }]],
  ['org', 'orgs.create', (v) => [{ kind: 'agency', entity: v }]],
  ['org', 'orgs.create', (v) => [{ kind: 'group', name: 'x', entity: v }]],
  ['org', 'units.create', () => [], (v) => ({ name: 'x', org: v })],
  ['org', 'members.create', (v) => [{ login: 'x1', name: 'x', role: 'eU', org: v }]],
  ['unit', 'units.add-accounts', () => ['20000201'], (v) => ({ unit: v })],
  ['unit', 'units.remove-accounts', () => ['20000201'], (v) => ({ unit: v })],
  ['unit', 'members.grant', (v) => [{ login: 'cat.c', role: 'uC', org: v }]],
  ['unitName', 'units.add-accounts', () => ['20000201'], (v) => ({ unit: v })],
  ['member', 'accounts.assign', () => ['20000201'], (v) => ({ to: v })],
  ['member', 'members.grant', (v) => [v], () => ({ role: 'eC', org: 'e_cat' })],
  ['member', 'members.revoke', (v) => [v], () => ({ role: 'eC', org: 'e_cat' })],
  ['member', 'members.verify', (v) => [v], () => ({ method: 'x' })],
  ['member', 'tokens.create', (v) => [{ name: 'x', member: v, hash: 'b'.repeat(64) }]],
  ['batch', 'batches.undo', () => [], (v) => ({ batch: v })],
  ...['recharge', 'refund', 'credit-limit'].map(
    (verb) => ['account', `funds.${verb}`, (v: string) => [{ holder: v, amount: '1.00' }]] as const,
  ),
  ...['allocate', 'reclaim', 'repay'].flatMap(
    (verb) =>
      [
        ['account', `funds.${verb}`, (v: string) => [{ holder: v, amount: '1.00' }]],
        ['account', `funds.${verb}`, (v: string) => [{ holder: OWN, amount: '1.00', [otherOf(verb)]: v }]],
        ['org', `funds.${verb}`, (v: string) => [{ holder: OWN, amount: '1.00', [otherOf(verb)]: `entity:${v}` }]],
        ['unit', `funds.${verb}`, (v: string) => [{ holder: OWN, amount: '1.00', [otherOf(verb)]: v }]],
      ] as const,
  ),
  ...['transfer', 'hold'].flatMap(
    (verb) =>
      [
        ['account', `funds.${verb}`, (v: string) => [{ payer: v, payee: OWN, amount: '1.00' }]],
        ['org', `funds.${verb}`, (v: string) => [{ payer: OWN, payee: v, amount: '1.00' }]],
      ] as const,
  ),
  ...['freeze', 'unfreeze'].map(
    (verb) => ['account', `funds.${verb}`, (v: string) => [{ holder: v, order: 'PO-1', amount: '1.00' }]] as const,
  ),
  ...['post', 'void'].map((verb) => ['hold', `funds.${verb}`, (v: string) => [v]] as const),
  ['lot', 'funds.bonus-revoke', (v) => [{ lot: v }]],
  ['account', 'funds.bonus-grant', (v) => [{ holder: v, kind: 'bonus', amount: '1', valid_to: '2026-09-09' }]],
  ['account', 'funds.adjust', (v) => [{ holder: v, add: '1.00' }]],
  ['account', 'funds.consume', (v) => [{ account: v, amount: '1.00', day: '2026-01-02' }]],
  ['account', 'funds.consume-return', (v) => [{ account: v, amount: '1.00', day: '2026-01-02' }]],
  ['account', 'funds.split', (v) => [{ holder: v, amount: '1.00' }], () => ({ to: ['entity:e_cat=100%'] })],
  ['account', 'funds.split', () => [{ holder: OWN, amount: '1.00' }], (v) => ({ to: [`${v}=100%`] })],
  ['org', 'funds.split', () => [{ holder: OWN, amount: '1.00' }], (v) => ({ to: [`entity:${v}=100%`] })],
  ['split', 'funds.split', () => [{ holder: OWN, amount: '1.00' }], (v) => ({ refund: v })],
  ['org', 'funds.deposit-due', (v) => [{ holder: v, amount: '1.00' }]],
  ['org', 'funds.deposit-pay', (v) => [{ holder: v, amount: '1.00' }]],
  ['org', 'funds.deposit-return', (v) => [{ holder: v, amount: '1.00' }]],
  ...['wallet-enable', 'wallet-disable'].flatMap(
    (verb) =>
      [
        ['org', `funds.${verb}`, (v: string) => [`entity:${v}`]],
        ['unit', `funds.${verb}`, (v: string) => [`unit:${v}`]],
      ] as const,
  ),
  ['org', 'funds.caps', (v) => [{ org: v, per_movement: '1' }]],
  ['plan', 'requests.apply', () => [], (v) => ({ id: v })],
  ['plan', 'requests.reject', (v) => [v]],
  ['plan', 'requests.withdraw', (v) => [v]],
];

/** Of each who is tried something, so that the other side is what is looked for. */
const OWN = '20000201';
const otherOf = (verb: string) => (verb === 'reclaim' ? 'payee' : 'payer');

const ofPair = (of: keyof typeof PAIRS): readonly [hidden: string, absent: string] => {
  const made = { batch, hold, split, plan }[of as string];
  return made === undefined ? PAIRS[of] : [made, PAIRS[of][1]];
};

/** Rows, or code and details of the refusal, with the value that was asked for made the same. */
async function outcome(run: () => Promise<unknown>, value: string): Promise<string> {
  const text = await run().then(
    (answer) => JSON.stringify(answer),
    (error: { code?: string; details?: unknown }) => `refused ${error.code} ${JSON.stringify(error.details)}`,
  );
  return text.replaceAll(value, '?');
}

describe('MEM-4 hidden is absent', () => {
  const ACTORS = ['cat.c', 'cat.p', 'plain', 'fox.m', 'unit.a', 'unit.c', 'elk.a'];
  for (const [of, operation, input] of QUERIES)
    test(`MEM-4 ${operation} by ${of}: ${JSON.stringify(input('X'))}`, async () => {
      const [hidden, absent] = ofPair(of);
      for (const actor of ACTORS) {
        const real = await outcome(() => state.query(operation, input(hidden), actor), hidden);
        expect([actor, real]).toEqual([
          actor,
          await outcome(() => state.query(operation, input(absent), actor), absent),
        ]);
      }
    });

  for (const [of, operation, rows, options] of CHANGES)
    test(`MEM-4 ${operation} by ${of} ${JSON.stringify(rows('X'))}`, async () => {
      const [hidden, absent] = ofPair(of);
      const run = (value: string, actor: string) => () =>
        state.change(operation, {
          rows: rows(value) as string[],
          options: options?.(value) ?? {},
          actor,
          dryRun: true,
          batch: 'b_SAME',
        });
      for (const actor of ACTORS) {
        const real = await outcome(run(hidden, actor), hidden);
        expect([actor, real]).toEqual([actor, await outcome(run(absent, actor), absent)]);
      }
    });
});

/** Each sees the name of e_cat or e_ant, and no more of it than that. */
describe('MEM-4 a licence leads to nothing where only the name is seen', () => {
  const CASES = [
    ['cat.c', licence(3)],
    ['ant.c', licence(1)],
    ['unit.a', licence(1)],
  ] as const;
  const ABSENT = licence(99);
  const of = (value: string): Record<string, () => Promise<unknown>> => ({
    'orgs.show': () => state.query('orgs.show', { org: [value] }, actor),
    'orgs.show entity:': () => state.query('orgs.show', { org: [`entity:${value}`] }, actor),
    'orgs.tree': () => state.query('orgs.tree', { org: value }, actor),
    'orgs.list': () => state.query('orgs.list', { where: [`licence = ${value}`] }, actor),
    'accounts.list': () => state.query('accounts.list', { entity: value }, actor),
    'members.list': () => state.query('members.list', { org: value }, actor),
    'members.can': () => state.query('members.can', { login: actor, operation: ['accounts.create', value] }, actor),
    'orgs.update': () =>
      state.change('orgs.update', { rows: [value], options: { name: 'x' }, actor, dryRun: true, batch: 'b_SAME' }),
    'units.create': () =>
      state.change('units.create', { options: { name: 'x', org: value }, actor, dryRun: true, batch: 'b_SAME' }),
    'members.grant': () =>
      state.change('members.grant', {
        rows: [actor],
        options: { role: 'eU', org: value },
        actor,
        dryRun: true,
        batch: 'b_SAME',
      }),
  });
  let actor = '';
  for (const [login, hidden] of CASES)
    test(`MEM-4 ${login}`, async () => {
      actor = login;
      for (const [what, run] of Object.entries(of(hidden))) {
        const absent = of(ABSENT)[what] as () => Promise<unknown>;
        expect([what, await outcome(run, hidden)]).toEqual([what, await outcome(absent, ABSENT)]);
      }
    });

  test('MEM-4 who sees the organisation in full still names it so', async () => {
    expect((await state.records('orgs.show', { org: [licence(1)] }, 'ant.a'))[0]).toMatchObject({ id: 'e_ant' });
    expect((await state.query('accounts.list', { entity: licence(1) }, 'ant.a')).rows.length).toBeGreaterThan(0);
    const options = { name: 'x', org: licence(1) };
    expect(await state.told('units.create', { options, actor: 'ant.a', dryRun: true })).toEqual(['ok']);
  });
});

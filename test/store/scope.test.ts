import { beforeEach, describe, expect, test } from 'vitest';
import type { KindName } from '../../src/domain/kind.ts';
import { KINDS } from '../../src/domain/kinds.ts';
import type { Sight, Store } from '../../src/store/port.ts';
import {
  ALL,
  account,
  apply,
  authorisation,
  grant,
  ids,
  insert,
  list,
  load,
  member,
  NOW,
  open,
  org,
  reading,
  relation,
  sight,
  unit,
} from './states.ts';

let store: Store;

/** Two of everything: one that a narrow reader may see, and one that lies elsewhere. */
beforeEach(async () => {
  store = await open();
  await apply(
    store,
    org('g1', 'group'),
    org('g2', 'group'),
    org('e1', 'entity', { parent: 'g1', licence: 'LIC-1' }),
    org('e2', 'entity', { parent: 'g2', licence: 'LIC-2' }),
    org('a1', 'agency', { parent: 'e1' }),
    org('a2', 'agency', { parent: 'e2' }),
    unit('u1', 'e1'),
    unit('u2', 'e2'),
    member('me'),
    member('mate'),
    member('stranger'),
    grant('mate', 'eA', 'e1'),
    grant('stranger', 'eA', 'e2'),
    grant('mate', 'uC', 'u1'),
    account('1', { entity: 'e1', unit: 'u1', manager: 'mate', name: 'one' }),
    account('2', { entity: 'e2', unit: 'u2', manager: 'stranger', name: 'two' }),
    authorisation('z1', 'tencent:1', 'a1'),
    authorisation('z2', 'tencent:2', 'a2'),
    relation('tencent:1', 'mate', 'claimed'),
    relation('tencent:2', 'stranger', 'claimed'),
    insert('batch', 'b1', { operation: 'x', actor: 'mate', state: 'done' }),
    insert('batch', 'b2', { operation: 'x', actor: 'stranger', state: 'done' }),
  );
  await store.write({ timeoutMs: 0 }, async (tx) => {
    const result = {
      row: 1,
      reference: null,
      target: null,
      status: 'ok',
      code: null,
      details: null,
      id: null,
    } as const;
    await tx.saveResults('b1', [result]);
    await tx.saveResults('b2', [result]);
    const targets: [KindName, string][][] = [
      [
        ['account', 'tencent:1'],
        ['relation', 'tencent:1/mate/claimed/workbench'],
        ['authorisation', 'z1'],
        ['org', 'e1'],
        ['unit', 'u1'],
        ['member', 'mate'],
        ['grant', 'mate/eA/e1'],
      ],
      [
        ['account', 'tencent:2'],
        ['relation', 'tencent:2/stranger/claimed/workbench'],
        ['authorisation', 'z2'],
        ['org', 'e2'],
        ['unit', 'u2'],
        ['member', 'stranger'],
        ['grant', 'stranger/eA/e2'],
      ],
    ];
    for (const [i, entries] of targets.entries()) {
      const header = {
        time: NOW,
        actor: i === 0 ? 'mate' : 'stranger',
        identity: '',
        operation: 'x.y',
        batch: `b${i + 1}`,
        origin: 'test',
        reason: '',
      };
      await tx.log(
        header,
        entries.map(([kind, key]) => ({ row: 1, kind, key, before: null, after: { note: 'x' } })),
      );
    }
  });
});

/** What a list, its count and the load's visibility say must agree; so one helper asks all three. */
async function seen(kind: KindName, by: Sight): Promise<string[]> {
  const columns = KINDS[kind].key;
  const rows = (await list(store, { kind, columns, sort: [...columns] }, by)).rows;
  const question = { kind, columns, filters: [], sort: [] };
  expect(await reading(store, (tx) => tx.count(question, by))).toBe(rows.length);
  const limited = (await list(store, { kind, columns, sort: [...columns], limit: 50 }, by)).rows;
  expect(limited).toEqual(rows);
  return rows.map((row) => row.join(KINDS[kind].separator));
}

async function visibleKeys(kind: KindName, by: Sight): Promise<string[]> {
  const keys = await seen(kind, ALL);
  const loaded = await load(store, { kind, by: 'key', values: keys, fields: [] }, by);
  return loaded
    .filter(({ visible }) => visible)
    .map(({ key }) => key)
    .toSorted();
}

describe('accounts are seen (MEM-2)', () => {
  test.each([
    ['by their entity', { entities: ['e1'] }],
    ['by their unit', { units: ['u1'] }],
    ['by an agency that manages them', { agencies: ['a1'] }],
    ['one of many entities', { entities: ['e1', 'x1', 'x2', 'x3', 'x4', 'x5'] }],
    ['one of many units', { units: ['u1', 'x1', 'x2', 'x3', 'x4', 'x5'] }],
  ])('%s', async (_, scope) => {
    expect(await seen('account', sight(scope))).toEqual(['tencent:1']);
    expect(await visibleKeys('account', sight(scope))).toEqual(['tencent:1']);
  });

  test.each(['collaborator', 'self_run'])('by a relation %s alone', async (source) => {
    await apply(store, relation('tencent:1', 'me', source), relation('tencent:2', 'me', 'claimed'));
    expect(await seen('account', sight({}))).toEqual(['tencent:1']);
    expect(await visibleKeys('account', sight({}))).toEqual(['tencent:1']);
  });

  test('own: in the entity and related in any way, not one of the two', async () => {
    await apply(
      store,
      account('3', { entity: 'e1', manager: 'me' }),
      relation('tencent:3', 'me', 'claimed'),
      account('4', { entity: 'e1' }),
      relation('tencent:4', 'me', 'bound'),
      account('5', { entity: 'e2', manager: 'me' }),
      relation('tencent:5', 'me', 'claimed'),
    );
    expect(await seen('account', sight({ own: ['e1'] }))).toEqual(['tencent:3', 'tencent:4']);
    expect(await visibleKeys('account', sight({ own: ['e1'] }))).toEqual(['tencent:3', 'tencent:4']);
  });

  test('bound: a client of the agency and bound, not one of the two', async () => {
    await apply(
      store,
      account('3'),
      authorisation('z3', 'tencent:3', 'a1'),
      relation('tencent:3', 'me', 'bound'),
      relation('tencent:2', 'me', 'bound'),
    );
    expect(await seen('account', sight({ bound: ['a1'] }))).toEqual(['tencent:3']);
    expect(await visibleKeys('account', sight({ bound: ['a1'] }))).toEqual(['tencent:3']);
  });

  test('by an agency only while the authorisation is active', async () => {
    await apply(
      store,
      account('3'),
      authorisation('z3', 'tencent:3', 'a1', { due_at: NOW, due_state: 'expired' }),
      account('4'),
      authorisation('z4', 'tencent:4', 'a1', { state: 'pending' }),
    );
    const by = sight({ agencies: ['a1'] });
    expect(await seen('account', by)).toEqual(['tencent:1']);
    expect(await seen('account', { ...by, now: NOW - 1 })).toEqual(['tencent:1', 'tencent:3']);
    expect(await visibleKeys('account', by)).toEqual(['tencent:1']);
  });

  test('nothing without a role or relation', async () => {
    expect(await seen('account', sight({}))).toEqual([]);
    expect(await visibleKeys('account', sight({}))).toEqual([]);
  });
});

describe('other records are seen', () => {
  const admin = { orgs: ['e1', 'a1'], entities: ['e1'], unitsOf: ['e1'], membersOf: ['e1'] };
  const log = sight({ ...admin }).scope;
  test.each<[KindName, Parameters<typeof sight>[0], string[]]>([
    ['relation', admin, ['tencent:1/mate/claimed/workbench']],
    ['authorisation', admin, ['z1']],
    ['org', admin, ['a1', 'e1']],
    ['org', { names: ['e2'] }, ['e2']],
    ['unit', admin, ['u1']],
    ['unit', { units: ['u2'] }, ['u2']],
    ['member', admin, ['mate', 'me']],
    ['member', { unitsOf: ['e1'] }, ['mate', 'me']],
    ['member', { membersOf: ['u1'] }, ['mate', 'me']],
    ['member', { units: ['u1'] }, ['me']],
    ['grant', admin, ['mate/eA/e1', 'mate/uC/u1']],
    ['grant', { membersOf: ['u1'] }, ['mate/uC/u1']],
    ['batch', { ...admin, log }, ['b1']],
    ['batch', { ...admin, actor: 'stranger' }, ['b2']],
    ['batch', admin, []],
    ['batch', { log: { all: true } }, ['b1', 'b2']],
    ['result', { ...admin, log }, ['b1/1']],
    ['result', admin, []],
    ['entry', { ...admin, log }, ['1/1', '1/2', '1/3', '1/4', '1/5', '1/6', '1/7']],
    ['entry', { ...admin, actor: 'stranger' }, ['2/1', '2/2', '2/3', '2/4', '2/5', '2/6', '2/7']],
    ['entry', admin, []],
    [
      'entry',
      { log: { all: true } },
      ['1/1', '1/2', '1/3', '1/4', '1/5', '1/6', '1/7', '2/1', '2/2', '2/3', '2/4', '2/5', '2/6', '2/7'],
    ],
  ])('%s %j', async (kind, scope, expected) => {
    expect(await seen(kind, sight(scope))).toEqual(expected);
    expect(await visibleKeys(kind, sight(scope))).toEqual(expected.toSorted());
  });

  test("a relation of one's own is seen without the account, which stays hidden in it", async () => {
    await apply(store, relation('tencent:2', 'me', 'claimed'));
    const by = sight({});
    const { rows } = await list(store, { kind: 'relation', columns: ['account', 'account_name', 'member'] }, by);
    expect(rows).toEqual([[null, null, 'me']]);
  });

  test('sharing an account does not open its log', async () => {
    await apply(store, relation('tencent:1', 'me', 'collaborator'));
    expect(await seen('entry', sight({ log: sight({}).scope }))).toEqual([]);
  });

  test('every kind has an answer for everybody, and a narrow reader sees less of each (MEM-4)', async () => {
    const view = { owner: 'stranger', noun: 'accounts', name: 'all', options: '{}' };
    const token = { id: 't_1', name: 'n', member: 'stranger', hash: 'x', state: 'active', read_only: 'no' };
    await apply(
      store,
      { op: 'insert', kind: 'view', key: 'stranger/accounts/all', fields: view },
      { op: 'insert', kind: 'token', key: 't_1', fields: token },
      ...whatIsAskedAndOwned(),
      ...whatIsHeld(),
    );
    for (const kind of Object.keys(KINDS) as KindName[]) {
      if (kind === 'rules') continue;
      const [all, some] = [await seen(kind, ALL), await seen(kind, sight({}))];
      expect([kind, all.length > some.length]).toEqual([kind, true]);
    }
  });
});

/** One of each for the accounts, entities and agencies of either side. */
const whatIsAskedAndOwned = () =>
  [1, 2].flatMap((n) => {
    const [account, member] = [`tencent:${n}`, n === 1 ? 'mate' : 'stranger'];
    const request = (id: string, more: Record<string, string>) =>
      insert('request', `${id}${n}`, { state: 'pending', member, ...more });
    return [
      request('join', { type: 'join', org: `e${n}` }),
      request('claim', { type: 'claim', account }),
      request('client', { type: 'authorisation', side: 'client', account, org: `a${n}` }),
      request('agency', { type: 'authorisation', side: 'agency', account, org: `a${n}` }),
      insert('qualification', `q${n}`, { account, kind: 'icp', state: 'submitted' }),
      insert('asset', `s${n}`, { kind: 'creative', name: `s${n}`, unit: `u${n}`, status: 'active' }),
      insert('asset', `t${n}`, { kind: 'creative', name: `t${n}`, account, status: 'active' }),
      insert('asset_grant', `t${n}/tencent:3`, {}),
    ];
  });

/** Money of the account and the agency of either side: a bonus that was granted, part of it consumed, cash that came in, of which some was frozen and some split. */
const whatIsHeld = () =>
  [1, 2].flatMap((n) => {
    const holder = `account:tencent:${n}`;
    const books = (left: number, world: number, lot: string) => {
      const moved = left === 100 ? 100 : -40;
      return [
        `world:platform/CNY/general/bonus/available|${-moved}|${world}|${lot}|`,
        `${holder}/CNY/general/bonus/available|${moved}|${left}|${lot}|`,
      ];
    };
    const of = { time: NOW, currency: 'CNY', purse: 'general', holder };
    const lot = `l${n}|bonus|2026-01-01|2099-12-31`;
    const [granted, spent] = [books(100, n === 1 ? -100 : -160, `l${n}`), books(60, n === 1 ? -60 : -120, `l${n}`)];
    return [
      insert('transaction', `g${n}`, { ...of, movement: 'bonus_grant', amount: 100, lot, postings: granted }),
      insert('transaction', `c${n}`, { ...of, movement: 'consume', amount: 40, day: '2026-01-02', postings: spent }),
      insert('transaction', `r${n}`, {
        ...of,
        movement: 'recharge',
        amount: 70,
        postings: [
          `world:platform/CNY/general/cash/available|-70|${n === 1 ? -70 : -140}||`,
          `${holder}/CNY/general/cash/available|60|60||`,
          `${holder}/CNY/general/cash/order:o${n}|10|10||`,
        ],
      }),
      insert('transaction', `s${n}`, {
        ...of,
        movement: 'split',
        amount: 30,
        postings: [`${holder}/CNY/general/cash/available|-30|30||`, `agency:a${n}/CNY/general/cash/available|30|30||`],
      }),
      insert('split', `s${n}`, {
        payer: holder,
        currency: 'CNY',
        purse: 'general',
        amount: 30,
        refunded: 0,
        rule: [`agency:a${n}=100%`],
        created: NOW,
      }),
      insert('reconciliation', `rc${n}`, {
        name: 'x',
        holder,
        source: '',
        file: '',
        sha256: `${n}`,
        ...{ lines: 0, by_reference: 0, by_amount: 0, differing: 0, only_in_file: 0, only_here: 0, invalid: 0 },
        faults: [],
        fault_details: '[]',
        sums: '{}',
        digest: '',
        differences: '[]',
        member: n === 1 ? 'mate' : 'stranger',
        created: NOW,
      }),
      insert('hold', `h${n}`, {
        payer: holder,
        payee: 'agency:a9',
        currency: 'CNY',
        purse: 'general',
        kind: 'cash',
        amount: 1,
        state: 'open',
      }),
      insert('used_reference', `n${n}`, {
        ...{ reference: 'r', content: `${n}`, org: `e${n}`, movement: 'consume', holder, time: NOW },
      }),
      insert('wallet', `unit:u${n}/CNY`, { state: 'enabled' }),
      insert('deposit', `a${n}/CNY`, { required: 5 }),
      insert('caps', `e${n}/CNY`, { per_day: 5 }),
    ];
  });

describe('money (MEM-3 funds.see)', () => {
  /** Who sees an account of e1 with its money, an agency's manager, who sees the agency and is none, and who sees no money at all. */
  const entity = { entities: ['e1'], orgs: ['e1'] };
  const manager = { agencies: ['a1'], orgs: ['a1'] };
  const agency = { orgs: ['a1'] };
  const blind = { ...entity, funds: sight({}).scope };
  test.each<[KindName, Parameters<typeof sight>[0], string[]]>([
    ['transaction', entity, ['c1', 'g1', 'r1', 's1']],
    ['transaction', agency, []],
    ['statement', agency, ['agency:a1']],
    ['statement', entity, ['tencent:1', 'tencent:1', 'tencent:1', 'tencent:1']],
    ['lot_line', entity, ['tencent:1', 'tencent:1']],
    ['lot_line', agency, []],
    ['spent_day', entity, ['tencent:1']],
    ['spent_month', entity, ['tencent:1']],
    ['funds', entity, ['tencent:1']],
    ['funds', agency, ['agency:a1']],
    ['purse_funds', entity, ['tencent:1']],
    ['purse_funds', agency, ['agency:a1']],
    ['order_funds', entity, ['tencent:1']],
    ['order_funds', agency, []],
    ['hold', entity, ['h1']],
    ['hold', { orgs: ['a9'] }, ['h1', 'h2']],
    ['split', entity, ['s1']],
    ['split', agency, []],
    ['settlement', agency, ['agency:a1']],
    ['settlement', entity, ['agency:a1']],
    ['used_reference', entity, ['n1']],
    ['used_reference', agency, []],
    ['lot', entity, ['l1']],
    ['wallet', { units: ['u1'] }, ['unit:u1/CNY']],
    ['wallet', { names: ['e1'] }, []],
    ['deposit', manager, ['a1/CNY']],
    ['deposit', agency, []],
    ['caps', entity, ['e1/CNY']],
    ['caps', { names: ['e1'] }, []],
    ['reconciliation', entity, ['rc1']],
    ['posting', agency, ['s1']],
    ['posting', entity, ['c1', 'c1', 'g1', 'g1', 'r1', 'r1', 'r1', 's1', 's1']],
  ])('%s %j', async (kind, scope, expected) => {
    await apply(store, ...whatIsHeld());
    const named = {
      lot: 'lot',
      posting: 'transaction',
      funds: 'holder',
      purse_funds: 'holder',
      order_funds: 'holder',
      settlement: 'holder',
    }[kind as string];
    const shownBy: Record<string, string> = {
      statement: 'holder',
      lot_line: 'holder',
      spent_day: 'holder',
      spent_month: 'holder',
    };
    const column = named ?? shownBy[kind];
    const found = async (by: Sight) => {
      const keys = await seen(kind, by);
      if (column === undefined) return keys.toSorted();
      const { rows } = await list(store, { kind, columns: [column] }, by);
      return rows.map(([text]) => String(text).replace('account:', '')).toSorted();
    };
    expect(await found(sight(scope))).toEqual(expected);
    expect(await found(sight({ ...scope, funds: sight({}).scope }))).toEqual([]);
    expect(await found(sight(blind))).toEqual([]);
  });

  test("an agency's deposit is shown to its managers, and its lines are in no other statement", async () => {
    const of = { time: NOW, currency: 'CNY', purse: 'general', holder: 'agency:a1' };
    const book = (kind: string) => `agency:a1/CNY/general/${kind}/available`;
    const world = (kind: string) => `world:platform/CNY/general/${kind}/available`;
    await apply(
      store,
      insert('transaction', 'r', {
        ...of,
        movement: 'recharge',
        amount: 90,
        postings: [`${world('cash')}|-90|-90||`, `${book('cash')}|90|90||`],
      }),
      insert('transaction', 'd', {
        ...of,
        movement: 'deposit_pay',
        amount: 80,
        postings: [
          `${book('cash')}|-80|10||`,
          `${world('cash')}|80|-10||`,
          `${world('deposit')}|-80|-80||`,
          `${book('deposit')}|80|80||`,
        ],
      }),
      insert('deposit', 'a1/CNY', { required: 95 }),
    );
    const told = async (by: Parameters<typeof sight>[0]) => ({
      overview: (await list(store, { kind: 'funds', columns: ['deposit', 'deposit_due'] }, sight(by))).rows,
      statement: (await list(store, { kind: 'statement', columns: ['movement'] }, sight(by))).rows.flat(),
      journal: (await list(store, { kind: 'posting', columns: ['kind'] }, sight(by))).rows.flat().toSorted(),
      transactions: await seen('transaction', sight(by)),
    });
    expect(await told(manager)).toEqual({
      overview: [
        [null, null],
        ['0.80', '0.15'],
      ],
      statement: ['deposit_pay', 'recharge'],
      journal: ['cash', 'cash', 'cash', 'cash', 'deposit', 'deposit'],
      transactions: ['d', 'r'],
    });
    expect(await told(agency)).toEqual({
      overview: [[null, null]],
      statement: ['recharge'],
      journal: ['cash', 'cash', 'cash', 'cash'],
      transactions: ['r'],
    });
  });

  test('of a shared wallet that is not seen nothing is in what an account may use', async () => {
    await apply(
      store,
      insert('wallet', 'entity:e1/CNY', { state: 'enabled' }),
      insert('transaction', 'w', {
        time: NOW,
        currency: 'CNY',
        purse: 'general',
        holder: 'entity:e1',
        movement: 'recharge',
        amount: 500,
        postings: [
          'world:platform/CNY/general/cash/available|-500|-500||',
          'entity:e1/CNY/general/cash/available|500|500||',
        ],
      }),
    );
    const usable = async (by: Parameters<typeof sight>[0]) =>
      (await list(store, { kind: 'account', columns: ['usable'] }, sight(by))).rows;
    expect(await usable(entity)).toEqual([['5.00']]);
    expect(await usable(manager)).toEqual([['0.00']]);
    expect(await usable({ ...manager, entities: ['e1'] })).toEqual([['0.00']]);
  });

  test('who reconciled is named where the member is seen', async () => {
    await apply(store, ...whatIsHeld());
    const by = async (scope: Parameters<typeof sight>[0]) =>
      (await list(store, { kind: 'reconciliation', columns: ['id', 'member'] }, sight(scope))).rows;
    expect(await by(entity)).toEqual([['rc1', null]]);
    expect(await by({ ...entity, membersOf: ['e1'] })).toEqual([['rc1', 'mate']]);
  });

  test('a rule of a split is shown to whoever sees all that it paid', async () => {
    await apply(store, ...whatIsHeld());
    const rule = async (by: Parameters<typeof sight>[0]) =>
      (await list(store, { kind: 'split', columns: ['rule'] }, sight(by))).rows;
    expect(await rule(entity)).toEqual([[[]]]);
    expect(await rule({ ...entity, orgs: ['e1', 'a1'] })).toEqual([[['agency:a1=100%']]]);
  });
});

describe('what is asked for, and what accounts own', () => {
  const nowhere = {
    joins: [],
    claims: { entities: [], units: [], agencies: [] },
    clients: [],
    agencies: [],
    plans: [],
  };
  const deciding = (more: object) => ({ decides: { ...nowhere, ...more } });
  test.each<[KindName, Parameters<typeof sight>[0], string[]]>([
    ['request', { actor: 'mate' }, ['agency1', 'claim1', 'client1', 'join1']],
    ['request', deciding({}), []],
    ['request', deciding({ joins: ['e1'] }), ['join1']],
    ['request', deciding({ claims: { ...nowhere.claims, entities: ['e1'] } }), ['claim1']],
    ['request', deciding({ claims: { ...nowhere.claims, units: ['u1'] } }), ['claim1']],
    ['request', deciding({ claims: { ...nowhere.claims, agencies: ['a1'] } }), ['claim1']],
    ['request', deciding({ clients: ['e1'] }), ['client1']],
    ['request', deciding({ agencies: ['a1'] }), ['agency1']],
    ['qualification', { entities: ['e1'] }, ['q1']],
    ['asset', { entities: ['e1'] }, ['s1', 't1']],
    ['asset', { unitsOf: ['e1'] }, ['s1']],
    ['asset', { units: ['u1'] }, ['s1', 't1']],
    ['asset_grant', { entities: ['e1'] }, []],
    ['authorisation', { agencies: ['a1'] }, ['z1', 'z9']],
  ])('%s %j', async (kind, scope, expected) => {
    // Asked for, and of data: neither makes the account a client.
    const asked = [authorisation('z9', 'tencent:2', 'a1', { state: 'pending' })];
    const data = [authorisation('z8', 'tencent:2', 'a2', { data: 'leads' })];
    await apply(store, ...whatIsAskedAndOwned(), ...asked, ...data);
    expect(await seen(kind, sight(scope))).toEqual(expected);
    expect(await visibleKeys(kind, sight(scope))).toEqual(expected);
  });

  test('an asset is seen by an account that it is granted to', async () => {
    await apply(store, ...whatIsAskedAndOwned(), account('3', { entity: 'e1' }));
    const own = sight({ entities: ['e1'] });
    expect(await seen('asset', own)).toEqual(['s1', 't1', 't2']);
    expect(await seen('asset_grant', own)).toEqual(['t1/tencent:3', 't2/tencent:3']);
  });
});

describe('references to what is hidden (MEM-4)', () => {
  const by = sight({ units: ['u2'], names: [] });
  const columns = [
    'id',
    'entity',
    'entity_name',
    'unit',
    'unit_name',
    'manager',
    'manager_name',
    'agency',
    'agency_name',
  ];

  test('read as empty', async () => {
    const { rows } = await list(store, { kind: 'account', columns }, by);
    expect(rows).toEqual([['2', null, null, 'u2', 'u2', null, null, null, null]]);
    const wider = sight({ units: ['u2'], names: ['e2'], membersOf: ['e2'], orgs: ['a2'] });
    expect((await list(store, { kind: 'account', columns }, wider)).rows).toEqual([
      ['2', 'e2', 'e2', 'u2', 'u2', 'stranger', 'stranger', 'a2', 'a2'],
    ]);
  });

  test.each([
    ['entity', 'e2'],
    ['entity_name', 'e2'],
    ['manager', 'stranger'],
    ['manager_name', 'stranger'],
    ['agency', 'a2'],
    ['agency_name', 'a2'],
  ])('%s is not found by its value', async (field, value) => {
    for (const limit of [undefined, 10]) {
      const found = (op: '=' | 'in' | '~' | 'empty' | 'not_empty' | '!=', ...values: string[]) =>
        ids(store, { kind: 'account', filters: [{ field, op, values }], ...(limit && { limit }) }, by);
      expect(await found('=', value)).toEqual([]);
      expect(await found('in', value)).toEqual([]);
      expect(await found('~', value.slice(0, 1))).toEqual([]);
      expect(await found('not_empty')).toEqual([]);
      expect(await found('empty')).toEqual(['2']);
      expect(await found('!=', value)).toEqual(['2']);
    }
  });

  test('do not order a list', async () => {
    await apply(store, account('3', { entity: 'e1', unit: 'u2' }), account('4', { entity: 'e2', unit: 'u2' }));
    expect(await ids(store, { kind: 'account', sort: ['-entity'] }, by)).toEqual(['4', '3', '2']);
    expect(await ids(store, { kind: 'account', sort: ['entity'] }, by)).toEqual(['2', '3', '4']);
  });
});

describe('an organisation that is seen by its name', () => {
  const by = sight({ names: ['e1'], orgs: ['e2'] });
  test('shows nothing else but what is one’s own there, and is not found by anything else', async () => {
    const columns = ['id', 'kind', 'name', 'status', 'licence', 'parent', 'members', 'accounts', 'units', 'principal'];
    const { rows } = await list(store, { kind: 'org', columns, sort: ['id'] }, by);
    expect(rows).toEqual([
      ['e1', 'entity', 'e1', 'active', null, null, null, 0, null, null],
      ['e2', 'entity', 'e2', 'active', 'LIC-2', null, 1, 1, 1, null],
    ]);
    const found = (field: string, op: '=' | '>=', value: string | number) =>
      ids(store, { kind: 'org', filters: [{ field, op, values: [value] }] }, by);
    expect(await found('licence', '=', 'LIC-1')).toEqual([]);
    expect(await found('licence', '=', 'LIC-2')).toEqual(['e2']);
    expect(await found('members', '>=', 0)).toEqual(['e2']);
    expect(await ids(store, { kind: 'org', search: 'lic' }, by)).toEqual(['e2']);
    expect(await ids(store, { kind: 'org', sort: ['-licence'] }, by)).toEqual(['e2', 'e1']);
  });

  test("roles at places that are not seen are left out of a member's roles", async () => {
    await apply(store, grant('mate', 'eC', 'e2'));
    const roles = async (scope: Parameters<typeof sight>[0]) =>
      (
        await list(
          store,
          { kind: 'member', columns: ['login', 'roles'], filters: [{ field: 'login', op: '=', values: ['mate'] }] },
          sight(scope),
        )
      ).rows[0]?.[1];
    expect(await roles({ membersOf: ['e1'] })).toEqual(['eA@e1']);
    expect(await roles({ membersOf: ['e2'] })).toEqual(['eC@e2']);
    expect(await roles({ actor: 'mate' })).toEqual(['eA@e1', 'eC@e2', 'uC@u1']);
  });

  test('a cursor gives away nothing of the row it stands at', async () => {
    await apply(store, relation('tencent:1', 'stranger', 'claimed'), relation('tencent:1', 'me', 'collaborator'));
    const { tail } = await list(
      store,
      { kind: 'relation', columns: ['source'], limit: 1 },
      sight({ entities: ['e1'] }),
    );
    expect(tail.cursor).toBeDefined();
    expect(Buffer.from(tail.cursor ?? '', 'base64url').toString('latin1')).not.toMatch(/tencent|stranger|mate|claimed/);
  });
});

import { describe, expect, test } from 'vitest';
import type { KindName, Value } from '../../src/domain/kind.ts';
import { keyOf } from '../../src/domain/kind.ts';
import { KINDS } from '../../src/domain/kinds.ts';
import { UniqueViolation } from '../../src/store/port.ts';
import {
  ALL,
  account,
  apply,
  authorisation,
  grant,
  insert,
  list,
  load,
  member,
  NOW,
  open,
  org,
  reading,
  relation,
  remove,
  set,
  sight,
  unit,
} from './states.ts';

const VALUES: Partial<Record<string, Value>> = {
  text: 'text',
  id: '007',
  integer: 42,
  amount: 123456,
  instant: 5,
  day: '2026-01-02',
  json: '{"a":1}',
};

/** A record with every stored field filled, references left to what the test inserts before. */
function filled(kind: KindName, given: Record<string, Value>): Record<string, Value> {
  const row: Record<string, Value> = {};
  for (const [name, def] of Object.entries(KINDS[kind].fields)) {
    if (def.derived) continue;
    row[name] =
      def.type === 'list'
        ? ['一', 'two']
        : def.type === 'enum'
          ? (Object.keys(def.values ?? {})[0] ?? '')
          : (VALUES[def.type] ?? null);
    if (def.pii) row[`${name}_bi`] = `blind-${name}`;
  }
  return { ...row, due_at: null, due_state: null, ...given };
}

const RECORDS: readonly [KindName, Record<string, Value>][] = [
  ['org', { id: 'g1', kind: 'group', parent: null }],
  ['member', { login: 'li/a' }],
  ['unit', { id: 'u1', org: 'g1' }],
  ['account', { platform: 'tencent', id: '0042', entity: 'g1', unit: 'u1', manager: 'li/a' }],
  ['relation', { account: 'tencent:0042', member: 'li/a' }],
  ['authorisation', { id: 'z1', account: 'tencent:0042', agency: 'g1' }],
  ['grant', { member: 'owner', role: 'eA', place: 'g1' }],
  ['rules', { key: 'some' }],
  ['batch', { id: 'b_1', actor: 'owner', undoes: null }],
  [
    'request',
    {
      id: 'r_1',
      member: 'li/a',
      org: 'g1',
      account: 'tencent:0042',
      batch: 'b_1',
      authorisation: 'z1',
      decided_by: 'li/a',
    },
  ],
  ['qualification', { id: 'q_1', account: 'tencent:0042', submitted_by: 'li/a', reviewed_by: 'owner', replaces: null }],
  ['asset', { id: 's_1', account: 'tencent:0042', unit: null }],
  ['asset_grant', { asset: 's_1', account: 'tencent:0042' }],
  ['view', { owner: 'owner', noun: 'accounts', name: 'mine' }],
  ['token', { id: 't_1', member: 'li/a', created_by: 'owner' }],
  ['hold', { id: 'h_1', payer: 'account:tencent:0042', payee: 'agency:g1', currency: 'CNY' }],
  ['wallet', { holder: 'unit:u1', currency: 'CNY' }],
  ['deposit', { agency: 'g1', currency: 'CNY' }],
  ['caps', { org: 'g1', currency: 'CNY' }],
  ['split', { id: 't_2', payer: 'agency:g1', currency: 'CNY' }],
  ['used_reference', { id: 'u_1', holder: 'account:tencent:0042', org: 'g1' }],
  ['reconciliation', { id: 'rc_1', holder: 'agency:g1', member: 'li/a' }],
];
/** Kinds that nobody inserts so: they have tests of their own, or are read of what others wrote. */
const BESIDE: Readonly<Partial<Record<KindName, string>>> = {
  entry: 'written by the log alone: log.test.ts',
  result: 'written with its batch: log.test.ts',
  transaction: 'its entries are of books that its insertion makes: what it leaves is asked below',
  lot: 'what the ledger has of a lot in a book',
  statement: 'a view of the ledger',
  lot_line: 'a view of the ledger',
  posting: 'a view of the ledger',
  funds: 'a view of the ledger',
  purse_funds: 'a view of the ledger',
  order_funds: 'a view of the ledger',
  spent_day: 'a sum of the ledger',
  spent_month: 'a view of a sum of the ledger',
  settlement: 'a view of the ledger',
};

describe('records', () => {
  test('every kind is tried, or is written by something else', () => {
    const tried = RECORDS.map(([kind]) => kind);
    expect([...new Set([...tried, ...Object.keys(BESIDE)])].toSorted()).toEqual(Object.keys(KINDS).toSorted());
  });

  test('come back as they were written, every kind, every field', async () => {
    const store = await open();
    for (const [kind, given] of RECORDS) {
      const defs = KINDS[kind].fields;
      const row = Object.fromEntries(
        Object.entries(filled(kind, given)).filter(([name]) => name in defs || name.endsWith('_bi')),
      );
      const key = kind === 'relation' ? 'tencent:0042/li/a' : keyOf(KINDS[kind], row);
      if (kind === 'relation') continue;
      await apply(store, insert(kind, key, row));
      const [found] = await load(store, { kind, by: 'key', values: [key], fields: Object.keys(row) });
      expect([kind, found]).toEqual([kind, { at: key, key, row, visible: true, whole: true }]);
    }
  });

  test('a transaction comes back with its entries, and is in every view of them', async () => {
    const store = await open();
    await apply(store, org('g1', 'entity'), account('1', { entity: 'g1' }));
    const holder = 'account:tencent:1';
    const book = (of: string, kind: string) => `${of}/CNY/general/${kind}/available`;
    const row = { time: NOW, currency: 'CNY', purse: 'general', holder };
    const granted = [`${book('world:platform', 'bonus')}|-90|-90|l1|`, `${book(holder, 'bonus')}|90|90|l1|`];
    const spent = [`${book('world:platform', 'bonus')}|40|-50|l1|`, `${book(holder, 'bonus')}|-40|50|l1|`];
    await apply(
      store,
      insert('transaction', 't1', {
        ...row,
        movement: 'bonus_grant',
        amount: 90,
        lot: 'l1|bonus|2026-01-01|2099-12-31',
        postings: granted,
      }),
      insert('transaction', 't2', { ...row, movement: 'consume', amount: 40, day: '2026-01-02', postings: spent }),
    );
    const fields = ['movement', 'holder', 'amount', 'day'];
    const found = await load(store, { kind: 'transaction', by: 'key', values: ['t1', 't2'], fields }, ALL);
    expect(found.map((one) => one.row)).toMatchObject([
      { movement: 'bonus_grant', holder, amount: 90, day: null },
      { movement: 'consume', holder, amount: 40, day: '2026-01-02' },
    ]);
    const listed = async (kind: KindName, ...columns: string[]) => (await list(store, { kind, columns }, ALL)).rows;
    expect(await listed('statement', 'movement', 'bonus', 'bonus_after')).toEqual([
      ['consume', '-0.40', '0.50'],
      ['bonus_grant', '0.90', '0.90'],
    ]);
    expect(await listed('lot_line', 'lot', 'amount', 'after')).toEqual([
      ['l1', '-0.40', '0.50'],
      ['l1', '0.90', '0.90'],
    ]);
    expect(await listed('funds', 'holder', 'bonus', 'total')).toEqual([[holder, '0.50', '0.50']]);
    expect(await listed('purse_funds', 'purse', 'bonus', 'total')).toEqual([['general', '0.50', '0.50']]);
    expect(await listed('spent_day', 'day', 'bonus')).toEqual([['2026-01-02', '0.40']]);
    expect(await listed('spent_month', 'month', 'bonus')).toEqual([['2026-01', '0.40']]);
    expect(await listed('lot', 'lot', 'holder', 'amount')).toEqual([['l1', holder, 50]]);
    expect((await listed('posting', 'transaction', 'amount')).map(String)).toEqual([
      't1,-0.90',
      't1,0.90',
      't2,0.40',
      't2,-0.40',
    ]);
  });

  test('a relation is found by its account and member, whose keys hold other separators', async () => {
    const store = await open();
    await apply(
      store,
      member('ann'),
      member('bob'),
      account('1'),
      relation('tencent:1', 'bob', 'claimed'),
      relation('tencent:1', 'ann', 'bound'),
    );
    const fields = ['account', 'member', 'source', 'system'];
    const byKey = await load(store, {
      kind: 'relation',
      by: 'key',
      values: ['tencent:1/bob/claimed/workbench'],
      fields,
    });
    expect(byKey.map(({ row }) => row)).toEqual([
      { account: 'tencent:1', member: 'bob', source: 'claimed', system: 'workbench' },
    ]);
    const pair = await load(store, {
      kind: 'relation',
      by: 'pair',
      values: ['tencent:1/ann', 'tencent:1/nobody'],
      fields: [],
    });
    expect(pair).toEqual([
      { at: 'tencent:1/ann', key: 'tencent:1/ann/bound/workbench', row: {}, visible: true, whole: true },
    ]);
    const all = await load(store, { kind: 'relation', by: 'account', values: ['tencent:1'], fields: ['member'] });
    expect(all.map(({ row }) => row['member'])).toEqual(['ann', 'bob']);
  });

  test('a bare id finds accounts on every platform, in key order', async () => {
    const store = await open();
    await apply(store, account('7', {}, 'weibo'), account('7', {}, 'alipay'), account('07'));
    const found = await load(store, { kind: 'account', by: 'id', values: ['7', '8'], fields: ['platform'] });
    expect(found.map(({ at, key }) => [at, key])).toEqual([
      ['7', 'alipay:7'],
      ['7', 'weibo:7'],
    ]);
  });

  test('a set changes the named fields only, a remove takes the record, and neither passes over a missing one', async () => {
    const store = await open();
    await apply(store, account('1', { name: 'old', note: 'kept' }));
    await apply(store, set('account', 'tencent:1', { name: 'new', daily_budget: 5 }));
    const need = {
      kind: 'account',
      by: 'key',
      values: ['tencent:1'],
      fields: ['name', 'note', 'daily_budget'],
    } as const;
    expect((await load(store, need))[0]?.row).toEqual({ name: 'new', note: 'kept', daily_budget: 5 });
    await expect(apply(store, set('account', 'tencent:2', { name: 'x' }))).rejects.toThrow('no account tencent:2');
    await apply(store, remove('account', 'tencent:1'));
    expect(await load(store, need)).toEqual([]);
    await expect(apply(store, remove('account', 'tencent:1'))).rejects.toThrow('no account tencent:1');
  });

  test('a derived or unknown field is never written', async () => {
    const store = await open();
    await apply(store, account('1'));
    for (const field of ['agency', 'nonsense', 'name_bi'])
      await expect(apply(store, set('account', 'tencent:1', { [field]: 'x' }))).rejects.toThrow('cannot be written');
  });

  test.each([
    ['account', 'key', [account('1'), account('1')]],
    ['org', 'licence', [org('e1', 'entity', { licence: 'L' }), org('e2', 'entity', { licence: 'L' })]],
    [
      'org',
      'personal_number',
      [org('e1', 'entity', { personal_number_bi: 'b' }), org('e2', 'entity', { personal_number_bi: 'b' })],
    ],
    ['org', 'group_name', [org('g1', 'group', { name: 'G' }), org('g2', 'group', { name: 'G' })]],
    [
      'org',
      'agency',
      [org('e1', 'entity'), org('a1', 'agency', { parent: 'e1' }), org('a2', 'agency', { parent: 'e1' })],
    ],
    [
      'unit',
      'natural',
      [
        org('e1', 'entity'),
        unit('u1', 'e1'),
        insert('unit', 'u2', { name: 'u1', type: 'entity', org: 'e1', status: 'active' }),
      ],
    ],
    ['grant', 'key', [grant('owner', 'eA', 'e1'), grant('owner', 'eA', 'e1')]],
  ] as const)('%s: a second record is refused by the unique index %s', async (kind, index, writes) => {
    const store = await open();
    await apply(store, ...writes.slice(0, -1));
    const error = await apply(store, ...writes.slice(-1)).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(UniqueViolation);
    expect(error).toMatchObject({ kind, index });
  });

  test('two groups and an entity of one name: only groups are unique by name', async () => {
    const store = await open();
    await apply(
      store,
      org('g1', 'group', { name: 'G' }),
      org('e1', 'entity', { name: 'G' }),
      org('e2', 'entity', { name: 'G' }),
    );
    const found = await load(store, { kind: 'org', by: 'name', values: ['G'], fields: ['kind'] });
    expect(found.map(({ key }) => key)).toEqual(['e1', 'e2', 'g1']);
  });

  test('a reference to nothing is refused by the schema', async () => {
    const store = await open();
    await expect(apply(store, account('1', { entity: 'e_none' }))).rejects.toThrow('FOREIGN KEY');
  });

  test('TIME-2: a state that is due reads as its later state, from its time on', async () => {
    const store = await open();
    await apply(
      store,
      org('a1', 'agency'),
      account('1'),
      authorisation('z1', 'tencent:1', 'a1', { due_at: NOW, due_state: 'expired' }),
    );
    const stateAt = async (now: number) =>
      (await load(store, { kind: 'authorisation', by: 'key', values: ['z1'], fields: ['state'] }, { ...ALL, now }))[0]
        ?.row['state'];
    expect(await stateAt(NOW - 1)).toBe('active');
    expect(await stateAt(NOW)).toBe('expired');
    const agencyAt = async (now: number) =>
      (await load(store, { kind: 'account', by: 'key', values: ['tencent:1'], fields: ['agency'] }, { ...ALL, now }))[0]
        ?.row['agency'];
    expect(await agencyAt(NOW - 1)).toBe('a1');
    expect(await agencyAt(NOW)).toBe(null);
  });

  test('an attempt that throws leaves nothing, one inside another neither', async () => {
    const store = await open();
    await store.write({ timeoutMs: 0 }, async (tx) => {
      await tx.apply([account('1')]);
      await tx.attempt(async () => {
        await tx.apply([account('2')]);
        await expect(tx.attempt(async () => tx.apply([account('3'), account('1')]))).rejects.toBeInstanceOf(
          UniqueViolation,
        );
      });
    });
    const found = await load(store, {
      kind: 'account',
      by: 'key',
      values: ['tencent:1', 'tencent:2', 'tencent:3'],
      fields: [],
    });
    expect(found.map(({ key }) => key)).toEqual(['tencent:1', 'tencent:2']);
  });

  test('a write that throws leaves nothing, and the next one goes on', async () => {
    const store = await open();
    const failing = store.write({ timeoutMs: 0 }, async (tx) => {
      await tx.apply([account('1')]);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await apply(store, account('2'));
    const found = await load(store, { kind: 'account', by: 'key', values: ['tencent:1', 'tencent:2'], fields: [] });
    expect(found.map(({ key }) => key)).toEqual(['tencent:2']);
  });

  test('records that refer to another are named, up to the limit, roles by their place too', async () => {
    const store = await open();
    await apply(
      store,
      org('e1', 'entity'),
      org('e2', 'entity'),
      unit('u1', 'e1'),
      account('1', { entity: 'e1' }),
      account('2', { entity: 'e1' }),
      grant('owner', 'eA', 'e1'),
    );
    const found = await reading(store, (tx) => tx.referencing('org', ['e1', 'e2'], 10));
    expect(
      found
        .get('e1')
        ?.map(({ kind, key }) => `${kind} ${key}`)
        .toSorted(),
    ).toEqual(['account tencent:1', 'account tencent:2', 'grant owner/eA/e1', 'unit u1']);
    expect(found.get('e2')).toEqual([]);
    expect((await reading(store, (tx) => tx.referencing('org', ['e1'], 2))).get('e1')).toHaveLength(2);
  });

  test('results, inputs and person keys are kept', async () => {
    const store = await open();
    const result = (row: number, status: 'ok' | 'not_run') => ({
      row,
      reference: 'r',
      target: 't',
      status,
      code: null,
      details: null,
      id: null,
    });
    await store.write({ timeoutMs: 0 }, async (tx) => {
      await tx.saveResults('b1', [result(1, 'ok'), result(2, 'not_run')]);
      await tx.saveResults('b1', [result(2, 'ok')]);
      await tx.saveInputs('b1', 1, ['{"a":1}', '{"a":2}', '{"a":3}']);
      await tx.savePersonKeys(new Map([['li', new Uint8Array([1, 2])]]));
    });
    await reading(store, async (tx) => {
      expect(await tx.results('b1', 0, 10)).toEqual([result(1, 'ok'), result(2, 'ok')]);
      expect(await tx.results('b1', 1, 10)).toEqual([result(2, 'ok')]);
      expect(await tx.inputs('b1', 0, 2)).toEqual(['{"a":1}', '{"a":2}']);
      expect(await tx.inputs('b1', 2, 2)).toEqual(['{"a":3}']);
      expect([...((await tx.personKeys(['li', 'no'])).get('li') ?? [])]).toEqual([1, 2]);
    });
  });

  test('a load says of each row whether the reader sees it, in the same answer', async () => {
    const store = await open();
    await apply(
      store,
      org('e1', 'entity'),
      org('e2', 'entity'),
      account('1', { entity: 'e1' }),
      account('2', { entity: 'e2' }),
    );
    const need = { kind: 'account', by: 'key', values: ['tencent:1', 'tencent:2'], fields: ['entity'] } as const;
    const found = await load(store, need, sight({ entities: ['e1'] }));
    expect(found.map(({ key, row, visible }) => [key, row['entity'], visible])).toEqual([
      ['tencent:1', 'e1', true],
      ['tencent:2', 'e2', false],
    ]);
  });
});

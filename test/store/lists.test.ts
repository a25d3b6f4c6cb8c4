import Database from 'better-sqlite3';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Filter, Question } from '../../src/domain/question.ts';
import type { Store } from '../../src/store/port.ts';
import { sealCursor } from '../../src/store/sqlite/lists/cursor.ts';
import {
  ALL,
  type Asked,
  account,
  apply,
  authorisation,
  grant,
  ids,
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
  unit,
} from './states.ts';

let store: Store;

async function fill(): Promise<void> {
  store = await open();
  await apply(
    store,
    org('g1', 'group'),
    org('e1', 'entity', { parent: 'g1', name: '上海游戏' }),
    org('e2', 'entity'),
    org('a1', 'agency', { parent: 'e2' }),
    unit('u1', 'e1'),
    member('ann'),
    account('1', {
      name: '北京旗舰店',
      entity: 'e1',
      unit: 'u1',
      manager: 'ann',
      daily_budget: 50_000,
      tags: ['vip', '华东'],
      created: 10,
      login: 'ＡＢＣ',
    }),
    account('2', {
      name: '上海旗舰店',
      entity: 'e1',
      status: 'suspended',
      daily_budget: 60_000,
      tags: ['vip2'],
      created: 20,
      note: '' + 'n',
    }),
    account('3', { name: 'Beta', entity: 'e2', currency: 'JPY', daily_budget: 550, created: 30 }),
    account('4', { name: 'alpha', currency: 'KWD', daily_budget: 500_000 }),
    relation('tencent:2', 'ann', 'collaborator'),
    relation('tencent:1', 'ann', 'claimed'),
    grant('ann', 'eA', 'e1'),
    authorisation('z1', 'tencent:3', 'a1'),
    authorisation('z2', 'tencent:4', 'a1', { due_at: NOW - 1, due_state: 'expired' }),
  );
}

describe('filters on accounts', () => {
  beforeEach(fill);

  test.each<[string, Filter['op'], Filter['values'], string[]]>([
    ['status', '=', ['suspended'], ['2']],
    ['status', '!=', ['suspended'], ['1', '3', '4']],
    ['status', 'in', ['suspended', 'closed'], ['2']],
    ['id', '=', ['3'], ['3']],
    ['id', '>', ['2'], ['3', '4']],
    ['id', 'between', ['2', '3'], ['2', '3']],
    ['name', '~', ['旗舰'], ['1', '2']],
    ['name', '~', ['ALPHA'], ['4']],
    ['login', '~', ['abc'], ['1']],
    ['entity', '=', ['e1'], ['1', '2']],
    ['entity', '!=', ['e1'], ['3', '4']],
    ['entity', 'empty', [], ['4']],
    ['entity', 'not_empty', [], ['1', '2', '3']],
    ['entity_name', '~', ['游戏'], ['1', '2']],
    ['entity_name', '=', ['e2'], ['3']],
    ['unit', '!=', ['u1'], ['2', '3', '4']],
    ['manager', '=', ['ann'], ['1']],
    ['tags', '=', ['vip'], ['1']],
    ['tags', 'in', ['vip2', '华东'], ['1', '2']],
    ['tags', '~', ['VIP'], ['1', '2']],
    ['tags', '!=', ['vip'], ['2', '3', '4']],
    ['tags', 'empty', [], ['3', '4']],
    ['tags', 'not_empty', [], ['1', '2']],
    ['agency', '=', ['a1'], ['3']],
    ['agency', 'in', ['a1', 'a9'], ['3']],
    ['agency', '!=', ['a1'], ['1', '2', '4']],
    ['agency', 'empty', [], ['1', '2', '4']],
    ['agency_name', '=', ['a1'], ['3']],
    ['created', '>=', [20], ['2', '3']],
    ['created', '<', [20], ['1']],
    ['created', 'between', [10, 20], ['1', '2']],
    ['daily_budget', '=', ['500'], ['1', '4']],
    ['daily_budget', '>', ['500.00'], ['2', '3']],
    ['daily_budget', '>=', ['500'], ['1', '2', '3', '4']],
    ['daily_budget', '<', ['500.5'], ['1', '4']],
    ['daily_budget', '<=', ['550'], ['1', '3', '4']],
    ['daily_budget', '!=', ['550'], ['1', '2', '4']],
    ['daily_budget', 'in', ['550', '600'], ['2', '3']],
    ['daily_budget', 'between', ['500.001', '600'], ['2', '3']],
    ['daily_budget', '=', ['unlimited'], []],
  ])('%s %s %j', async (field, op, values, expected) => {
    const filters = [{ field, op, values }];
    expect(await ids(store, { kind: 'account', filters })).toEqual(expected);
    // The same rows whether an index leads to them or the order is walked, and the same number.
    expect(await ids(store, { kind: 'account', filters, limit: 10 })).toEqual(expected);
    expect((await ids(store, { kind: 'account', filters, sort: ['-name'] })).toSorted()).toEqual(expected);
    expect((await ids(store, { kind: 'account', filters, sort: [field], limit: 10 })).toSorted()).toEqual(expected);
    const question: Question = { kind: 'account', columns: ['id'], filters, sort: [] };
    expect(await reading(store, (tx) => tx.count(question, ALL))).toBe(expected.length);
  });

  test('unlimited is equal to itself, and no amount', async () => {
    await apply(store, set('account', 'tencent:1', { daily_budget: null }));
    const by = (op: Filter['op'], value: string) =>
      ids(store, { kind: 'account', filters: [{ field: 'daily_budget', op, values: [value] }] });
    expect(await by('=', 'unlimited')).toEqual(['1']);
    expect(await by('!=', 'unlimited')).toEqual(['2', '3', '4']);
    expect(await by('>', '0')).toEqual(['2', '3', '4']);
  });

  test('amounts are written with the places of their currency', async () => {
    await apply(store, set('account', 'tencent:1', { daily_budget: null }));
    const { rows } = await list(store, { kind: 'account', columns: ['id', 'daily_budget'] });
    expect(rows).toEqual([
      ['1', 'unlimited'],
      ['2', '600.00'],
      ['3', '550'],
      ['4', '500.000'],
    ]);
  });

  test('names behind references, lists and derived fields are columns', async () => {
    const columns = ['id', 'entity', 'entity_name', 'unit_name', 'manager_name', 'agency', 'tags'];
    const { rows } = await list(store, { kind: 'account', columns });
    expect(rows).toEqual([
      ['1', 'e1', '上海游戏', 'u1', 'ann', null, ['vip', '华东']],
      ['2', 'e1', '上海游戏', null, null, null, ['vip2']],
      ['3', 'e2', 'e2', null, null, 'a1', []],
      ['4', null, null, null, null, null, []],
    ]);
  });

  test('mine by any relation, other by sharing without a role in the entity or its group (ORG-8)', async () => {
    expect(await ids(store, { kind: 'account', mine: 'ann' })).toEqual(['1', '2']);
    expect(await ids(store, { kind: 'account', mine: 'nobody' })).toEqual([]);
    expect(await ids(store, { kind: 'account', other: 'ann' })).toEqual([]);
    await apply(store, remove('grant', 'ann/eA/e1'));
    expect(await ids(store, { kind: 'account', other: 'ann' })).toEqual(['2']);
    await apply(store, grant('ann', 'gA', 'g1'));
    expect(await ids(store, { kind: 'account', other: 'ann' })).toEqual([]);
  });
});

describe('search', () => {
  beforeEach(fill);

  test.each([
    ['北', ['1']],
    ['旗', ['1', '2']],
    ['海旗', ['2']],
    ['旗舰店', ['1', '2']],
    ['舰旗', []],
    ['BETA', ['3']],
    ['abc', ['1']],
    ['ａｌ', ['4']],
    ['bet a', ['3']],
    ['旗舰 上', ['2']],
    ['　店  海 ', ['2']],
    ['旗舰 广州', []],
    ['4', ['4']],
    ['%', []],
    ['"', []],
  ])('%s', async (search, expected) => {
    expect(await ids(store, { kind: 'account', search })).toEqual(expected);
    expect(await ids(store, { kind: 'account', search, limit: 9, sort: ['name'] })).toHaveLength(expected.length);
  });

  test('two grams that are there, apart from each other, are no hit', async () => {
    await apply(store, account('9', { name: '甲乙 乙丙' }));
    expect(await ids(store, { kind: 'account', search: '甲乙丙' })).toEqual([]);
    expect(await ids(store, { kind: 'account', search: '乙 乙' })).toEqual(['9']);
  });

  test('follows changes and removals', async () => {
    await apply(store, set('account', 'tencent:1', { name: '广州' }), remove('account', 'tencent:2'));
    expect(await ids(store, { kind: 'account', search: '旗舰' })).toEqual([]);
    expect(await ids(store, { kind: 'account', search: '州' })).toEqual(['1']);
    expect(await ids(store, { kind: 'account', search: 'abc' })).toEqual(['1']);
    await apply(store, set('account', 'tencent:1', { tags: ['neu'] }));
    const tagged = (tag: string) =>
      ids(store, { kind: 'account', filters: [{ field: 'tags', op: '=', values: [tag] }] });
    expect(await tagged('vip')).toEqual([]);
    expect(await tagged('neu')).toEqual(['1']);
  });

  test('finds organisations, units and members by part of a name', async () => {
    expect(await ids(store, { kind: 'org', search: '游' })).toEqual(['e1']);
    expect(await ids(store, { kind: 'unit', search: 'U' })).toEqual(['u1']);
    expect(await ids(store, { kind: 'member', columns: ['login'], search: 'NN' })).toEqual(['ann']);
  });
});

describe('derived fields', () => {
  beforeEach(fill);

  test("an entity counts its own, a group its entities' accounts, an agency its active clients", async () => {
    await apply(
      store,
      grant('ann', 'eP', 'e1'),
      grant('owner', 'eA', 'e1'),
      grant('ann', 'uA', 'u1'),
      grant('owner', 'uC', 'u1'),
    );
    const { rows } = await list(store, {
      kind: 'org',
      columns: ['id', 'principal', 'members', 'accounts', 'units'],
      sort: ['id'],
    });
    expect(rows).toEqual([
      ['a1', null, 0, 1, 0],
      ['e1', 'ann', 2, 2, 1],
      ['e2', null, 0, 1, 0],
      ['g1', null, 0, 2, 0],
    ]);
    const units = await list(store, { kind: 'unit', columns: ['id', 'admins', 'members', 'accounts'] });
    expect(units.rows).toEqual([['u1', 1, 2, 1]]);
    const members = await list(store, { kind: 'member', columns: ['login', 'roles'] });
    expect(members.rows).toEqual([
      ['ann', ['eA@e1', 'eP@e1', 'uA@u1']],
      ['owner', ['eA@e1', 'uC@u1']],
    ]);
    expect(
      await ids(store, { kind: 'member', columns: ['login'], filters: [{ field: 'roles', op: '~', values: ['uA@'] }] }),
    ).toEqual(['ann']);
  });
});

describe('order and cursor', () => {
  const SORTS = [
    [],
    ['platform', 'id'],
    ['id'],
    ['-id'],
    ['name'],
    ['-name'],
    ['created'],
    ['-created'],
    ['daily_budget'],
    ['-daily_budget'],
    ['status'],
    ['-status'],
    ['entity'],
    ['-entity'],
    ['entity_name', '-id'],
    ['-status', 'name'],
    ['login', '-created'],
    ['tags'],
    ['agency'],
  ];

  async function many(): Promise<void> {
    store = await open();
    await apply(store, org('e1', 'entity'), org('e2', 'entity'));
    const pick = <T>(i: number, values: readonly T[]) => values[(i * 7919) % values.length] as T;
    const writes = Array.from({ length: 1_103 }, (_, i) =>
      account(
        String(10_000 + ((i * 37) % 1_103)),
        {
          name: pick(i, ['a', 'b', null, '中', 'B']),
          created: pick(i, [1, 2, 3, null]),
          daily_budget: pick(i, [100, null, 200, 300]),
          status: pick(i, ['active', 'closed', 'suspended']),
          entity: pick(i, ['e1', null, 'e2']),
          login: pick(i, ['x', null]),
        },
        pick(i, ['tencent', 'alipay']),
      ),
    );
    await apply(store, ...writes);
  }

  test.each(SORTS.map((sort) => [sort]))('%j: pages by cursor are the whole list, each row once', async (sort) => {
    await many();
    const asked: Asked = { kind: 'account', columns: ['platform', 'id', 'name', 'entity'], sort };
    const whole = (await list(store, asked)).rows;
    expect(new Set(whole.map(([platform, id]) => `${platform}:${id}`)).size).toBe(1_103);
    const walked: unknown[] = [];
    let after: string | undefined;
    do {
      const { rows, tail } = await list(store, { ...asked, limit: 97, ...(after && { after }) });
      walked.push(...rows);
      after = tail.cursor;
      if (after) expect(tail.total).toBe(1_103);
    } while (after);
    expect(walked).toEqual(whole);
    // A writer reads in pieces and sees the same.
    const inside: unknown[] = [];
    await store.write({ timeoutMs: 0 }, async (tx) => {
      for await (const page of tx.list({ filters: [], ...asked } as Question, ALL)) inside.push(...page.rows);
    });
    expect(inside).toEqual(whole);
  });

  test.each(['name', 'daily_budget', 'entity', 'login', 'created'])(
    '%s: empty comes last in both directions',
    async (field) => {
      await many();
      for (const sort of [[field], [`-${field}`]]) {
        const values = (
          await list(store, {
            kind: 'account',
            columns: [field === 'daily_budget' ? 'id' : field, 'daily_budget'],
            sort,
          })
        ).rows.map(([first, budget]) => (field === 'daily_budget' ? (budget === 'unlimited' ? null : budget) : first));
        const filled = values.filter((value) => value !== null);
        expect(filled.length).toBeGreaterThan(0);
        expect(values.slice(filled.length).every((value) => value === null)).toBe(true);
        const compare = (a: unknown, b: unknown) => (a === b ? 0 : (a as string) < (b as string) ? -1 : 1);
        const sorted = filled.toSorted(compare);
        expect(filled).toEqual(sort[0]?.startsWith('-') ? sorted.toReversed() : sorted);
      }
    },
  );

  test('no cursor where the limit did not cut; a limit of none or one row', async () => {
    await many();
    expect((await list(store, { kind: 'account', limit: 1_103 })).tail).toEqual({});
    expect((await list(store, { kind: 'account', limit: 1_102 })).tail.total).toBe(1_103);
    expect((await list(store, { kind: 'account', limit: 1 })).rows).toHaveLength(1);
  });

  test('a cursor of another question, or none at all, is refused', async () => {
    await many();
    const { tail } = await list(store, { kind: 'account', limit: 5 });
    const code = async (asked: Partial<Question>) =>
      (await list(store, { kind: 'account', ...asked }).catch((error: unknown) => error)) as { code: string };
    expect(await code({ after: tail.cursor, sort: ['name'] })).toMatchObject({ code: 'CURSOR_INVALID' });
    expect(await code({ after: tail.cursor, search: 'a' })).toMatchObject({ code: 'CURSOR_INVALID' });
    expect(await code({ after: 'nonsense' })).toMatchObject({ code: 'CURSOR_INVALID' });
    expect(await code({ after: '' })).toMatchObject({ code: 'CURSOR_INVALID' });
  });

  test('MEM-4: a cursor can be read only where it holds nothing but the key of a row that its reader saw', async () => {
    await many();
    const plain = (await list(store, { kind: 'account', columns: ['platform', 'id'], limit: 5 })) as {
      rows: string[][];
      tail: { cursor: string };
    };
    const text = Buffer.from(plain.tail.cursor.slice(2), 'base64url').toString('utf8');
    expect(plain.tail.cursor.slice(0, 2) + text.slice(8)).toBe(`k.${JSON.stringify(plain.rows.at(-1))}`);
    for (const sort of [['name'], ['manager'], ['platform', 'name']]) {
      const { cursor } = (await list(store, { kind: 'account', sort, limit: 5 })).tail as { cursor: string };
      expect(cursor).not.toContain('.');
      // As many small letters as a platform has: so many in a row come about by chance once in a million.
      expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toMatch(/Account|[a-z]{7}/);
    }
  });

  test('a damaged or forged cursor is refused, never an error of the program', async () => {
    await many();
    const { cursor = '' } = (await list(store, { kind: 'account', limit: 5 })).tail;
    const values = Buffer.from(cursor.slice(2), 'base64url').toString('utf8');
    const forms = [values.replace('1', '2'), values.slice(0, 8), `${values} `, `x${values}`, values.slice(8)];
    for (const form of forms) {
      const after = `k.${Buffer.from(form).toString('base64url')}`;
      const asked = list(store, { kind: 'account', limit: 5, after });
      await expect(asked, form).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
    }
  });

  test.each([
    [[], 2],
    [['-id'], 2],
    [['name'], 3],
    [['manager', '-status'], 4],
  ])('a cursor that was forged for the order %j with other than its %i values is refused', async (sort, terms) => {
    await many();
    const db = new Database((await store.info()).file, { readonly: true });
    const secret = db.prepare('SELECT cursor_key FROM meta').pluck().get() as Buffer;
    db.close();
    for (const limit of [5, undefined])
      for (let length = 0; length < 6; length++) {
        const question = { kind: 'account' as const, columns: ['id'], filters: [], sort, ...(limit && { limit }) };
        const values = Array.from({ length }, () => 'a');
        const asked = list(store, { ...question, after: sealCursor(() => secret, question, values) });
        if (length === terms) await asked;
        else await expect(asked, `${length}`).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
      }
  });

  test('no page has more than 500 rows', async () => {
    await many();
    const sizes: number[] = [];
    for await (const page of store.read(async function* (tx) {
      return yield* tx.list({ kind: 'account', columns: ['id'], filters: [], sort: [] }, ALL);
    }))
      sizes.push(page.rows.length);
    expect(sizes).toEqual([500, 500, 103]);
  });

  test('a list is one snapshot, whatever is written meanwhile', async () => {
    await many();
    const pages = store.read(async function* (tx) {
      return yield* tx.list({ kind: 'account', columns: ['id'], filters: [], sort: ['id'] }, ALL);
    });
    let rows = ((await pages.next()).value as { rows: unknown[] }).rows.length;
    await apply(store, account('99999'));
    for await (const page of pages) rows += page.rows.length;
    expect(rows).toBe(1_103);
    expect(await load(store, { kind: 'account', by: 'key', values: ['tencent:99999'], fields: [] })).toHaveLength(1);
  });

  test('a reader that stops early lets go of its snapshot', async () => {
    await many();
    for (let i = 0; i < 5; i++) {
      for await (const _ of store.read(async function* (tx) {
        return yield* tx.list({ kind: 'account', columns: ['id'], filters: [], sort: [] }, ALL);
      }))
        break;
    }
    await apply(store, account('99998'));
    expect(await ids(store, { kind: 'account', filters: [{ field: 'id', op: '=', values: ['99998'] }] })).toEqual([
      '99998',
    ]);
  });
});

/** Lists of accounts: filters, search, sort, count, pages, and one account in full (ACC-2, ACC-5). */
import { beforeAll, describe, expect, test } from 'vitest';
import { ACCOUNT_COUNT, CLOSED, fixture, relation, SUSPENDED, TWICE, YEN } from '../helpers/fixture.ts';
import { codeOf, type State } from '../helpers/state.ts';

let state: State;
beforeAll(async () => {
  state = await fixture();
  await state.must('accounts.claim', { rows: ['20000007'], actor: 'ant.c' });
  await state.must('accounts.budget', { rows: ['20000101'], options: { amount: '6000' } });
  await state.must('accounts.note', { rows: ['20000102'], options: { text: '双十一 大促' } });
  const shared = [relation('20000601', 'ant.c', 'collaborator'), relation('20000602', 'ant.c', 'self_run')];
  await state.store.write({ timeoutMs: 5_000 }, (tx) => tx.apply(shared));
});
const ids = async (input: Record<string, unknown>, actor = 'owner') =>
  (await state.records('accounts.list', input, actor)).map(({ id }) => String(id));

describe('accounts.list', () => {
  const FILTERS: readonly (readonly [input: Record<string, unknown>, ids: readonly string[]])[] = [
    [{ status: 'suspended' }, [SUSPENDED]],
    [{ status: '已暂停' }, [SUSPENDED]],
    [{ status: 'suspended,closed' }, [SUSPENDED, CLOSED]],
    [{ unit: 'u_cat' }, ['20000201', '20000202', '20000203']],
    [{ unit: '游戏一部' }, ['20000201', '20000202', '20000203']],
    [{ entity: '蓝狐广告有限公司' }, ['20000501', '20000502', '20000503', '20000504']],
    [{ manager: 'ant.c' }, ['20000007']],
    [{ platform: 'alipay', entity: 'e_cat' }, [TWICE]],
    [{ where: ['currency = JPY'] }, [YEN]],
    [{ where: ['daily_budget > 5000'] }, ['20000101']],
    [{ where: ['daily_budget between 5999.99..6000.01'] }, ['20000101']],
    [{ where: ['note ~ 十一'] }, ['20000102']],
    [{ where: ['note is not empty', 'unit is not empty'] }, ['20000102']],
    [{ where: ['id in 20000001,20000002', 'tags = 重点'] }, ['20000001']],
    [{ where: ['unit_name = 食品一部', 'id >= 20000003'] }, ['20000003', '20000004']],
    [{ where: ['entity is empty'], sort: '-id', limit: '2' }, ['20000604', '20000603']],
    [{ search: '大促' }, []],
    [{ search: '户2000020', limit: '1' }, ['20000201']],
    [{ search: 'LOGIN20000502' }, ['20000502']],
    [{ agency: 'a_fox', where: ['agency = a_fox', 'entity = e_dog'] }, ['20000301', '20000302', '20000303']],
  ];
  for (const [input, wanted] of FILTERS)
    test(`ACC-5 list: ${JSON.stringify(input)}`, async () => {
      expect(await ids(input)).toEqual(wanted);
    });

  const REFUSED: readonly (readonly [input: Record<string, unknown>, code: string])[] = [
    [{ where: ['buget > 5'] }, 'FIELD_UNKNOWN'],
    [{ where: ['daily_budget'] }, 'WHERE_INVALID'],
    [{ where: ['daily_budget > viel'] }, 'WHERE_INVALID'],
    [{ where: ['status > active'] }, 'WHERE_INVALID'],
    [{ where: ['created = 2026-02-30'] }, 'WHERE_INVALID'],
    [{ status: 'activ' }, 'VALUE_INVALID'],
    [{ sort: 'nonsense' }, 'FIELD_UNKNOWN'],
    [{ entity: '没有这家公司' }, 'NOT_FOUND'],
    [{ after: 'nonsense' }, 'CURSOR_INVALID'],
    [{ limit: 'x' }, 'VALUE_INVALID'],
  ];
  for (const [input, code] of REFUSED)
    test(`ACC-5 list refuses ${JSON.stringify(input)}`, async () => {
      expect(await codeOf(state.query('accounts.list', input))).toBe(code);
    });

  test('ACC-5 list: sorts on every column, either way, with a total order', async () => {
    const { columns } = await state.query('accounts.list', { limit: '1' });
    for (const column of columns) {
      const up = await ids({ sort: column });
      expect(up).toHaveLength(ACCOUNT_COUNT);
      expect(new Set(await ids({ sort: `-${column}` }))).toEqual(new Set(up));
      expect(await ids({ sort: column })).toEqual(up);
    }
  });

  test('ACC-5 list: pages by cursor are the list, without a gap or a repeat', async () => {
    const all = await ids({ sort: '-manager,name' });
    const paged: string[] = [];
    let after: string | undefined;
    do {
      const { columns, rows, tail } = await state.query('accounts.list', {
        sort: '-manager,name',
        limit: '7',
        ...(after && { after }),
      });
      paged.push(...rows.map((row) => String(row[columns.indexOf('id')])));
      after = tail.cursor;
    } while (after);
    expect(paged).toEqual(all);
  });

  test('ACC-5 list: --count is the number of rows', async () => {
    expect((await state.query('accounts.list', { count: 'true' })).rows).toEqual([[ACCOUNT_COUNT]]);
    expect((await state.query('accounts.list', { count: 'true', unit: 'u_cat' })).rows).toEqual([[3]]);
  });

  test('ACC-2 list --mine: all relations over entities and sources; ORG-8 --other: not of my entity', async () => {
    expect(await ids({ mine: 'true' }, 'ant.c')).toEqual(['20000007', '20000601', '20000602']);
    expect(await ids({ other: 'true' }, 'ant.c')).toEqual(['20000601', '20000602']);
    expect(await ids({ mine: 'true' }, 'fox.d')).toEqual(['20000301', '20000401']);
  });
});

describe('accounts.show', () => {
  test('ACC-1 show: every field, in the order asked for, what is missing beside it', async () => {
    const { rows, columns, tail } = await state.query('accounts.show', { id: ['20000102', '99999999', '20000101'] });
    expect(rows.map((row) => row[columns.indexOf('id')])).toEqual(['20000102', '20000101']);
    expect(tail.missing).toEqual(['99999999']);
    expect(columns).toEqual(
      expect.arrayContaining(['entity', 'entity_name', 'agency', 'time_zone', 'created', 'note']),
    );
  });

  const REFUSED: readonly (readonly [why: string, id: string, actor: string, code: string])[] = [
    ['an id that is none', 'abc', 'owner', 'ID_INVALID'],
    ['a spoilt one', '2.0E+07', 'owner', 'ID_SPOILT'],
    ['an unknown one', '99999999', 'owner', 'NOT_FOUND'],
    ['a hidden one', '20000201', 'ant.a', 'NOT_FOUND'],
    ['one on two platforms', TWICE, 'owner', 'AMBIGUOUS'],
  ];
  for (const [why, id, actor, code] of REFUSED)
    test(`ACC-1 show: ${why}`, async () => {
      expect(await codeOf(state.query('accounts.show', { id: [id] }, actor))).toBe(code);
    });

  test('ACC-1 show: platform:id, and a bare id where only one platform is seen', async () => {
    expect((await state.account(`alipay:${TWICE}`))['entity']).toBe('e_cat');
    expect((await state.account(TWICE, 'ant.a'))['platform']).toBe('tencent');
  });
});

test('a bare list names each account so that a change finds it: with its platform only where the id is not enough', async () => {
  const state = await fixture();
  const bare = async (actor: string) =>
    (
      await state.query('accounts.list', { columns: ['address'], where: [`id in ${TWICE},20000001`] }, actor)
    ).rows.flat();
  expect((await bare('owner')).toSorted()).toEqual(['20000001', `alipay:${TWICE}`, `tencent:${TWICE}`]);
  // MEM-4: the other one is hidden, so the id is enough, and nothing tells that there is another.
  expect((await bare('ant.p')).toSorted()).toEqual(['20000001', TWICE]);
  expect(await bare('cat.p')).toEqual([TWICE]);
  const rows = (await bare('owner')).map(String);
  expect(await state.told('accounts.tag', { rows, options: { tag: ['x'] } })).toEqual(['ok', 'ok', 'ok']);
});

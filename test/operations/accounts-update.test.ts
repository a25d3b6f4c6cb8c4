/** Updating accounts by id, file and selection (ACC-1), and comparing a file with the state. */
import { beforeAll, describe, expect, test } from 'vitest';
import { fixture, TWICE, YEN } from '../helpers/fixture.ts';
import { type Cells, codeOf, type State } from '../helpers/state.ts';

let state: State;
beforeAll(async () => {
  state = await fixture();
});

/** An account with a daily budget in CNY. */
const BUDGETED = '20000004';

describe('accounts.update', () => {
  beforeAll(() => state.must('accounts.budget', { rows: [BUDGETED], options: { amount: '50' } }));
  const update = (id: string, cells: Record<string, string>, options = {}, actor = 'ant.a') =>
    state.told('accounts.update', { rows: [{ id, ...cells }], options, actor, dryRun: true });
  const TABLE: readonly (readonly [
    why: string,
    id: string,
    cells: Record<string, string>,
    options: object,
    told: string,
  ])[] = [
    ['nothing to set', '20000005', {}, {}, 'invalid NOTHING_TO_SET'],
    ['unknown', '99999999', { name: 'x' }, {}, 'not_found NOT_FOUND'],
    ['hidden', '20000201', { name: 'x' }, {}, 'not_found NOT_FOUND'],
    ['by option', '20000005', {}, { name: '新' }, 'ok'],
    ['what is typed comes before a cell', '20000005', { name: '账户20000005' }, { name: '新' }, 'ok'],
    ['what is typed comes before an empty cell', '20000005', { industry: '' }, { industry: '食品' }, 'ok'],
    ['--clear and an empty cell', '20000005', { login: '' }, { clear: ['登录名'] }, 'ok'],
    ['--clear without a cell', '20000005', {}, { clear: ['login'] }, 'ok'],
    ['--clear of what is empty', '20000005', {}, { clear: ['pid'] }, 'unchanged SAME'],
    ['--clear gives way to a cell', '20000005', { login: 'login20000005' }, { clear: ['login'] }, 'unchanged SAME'],
    ['an empty cell alone leaves as is', '20000005', { login: '', pid: '' }, {}, 'unchanged SAME'],
    ['an account without a budget takes another currency', YEN, {}, { currency: 'USD' }, 'ok'],
    ['a budget in the old currency', BUDGETED, {}, { currency: 'USD' }, 'invalid BUDGET_CURRENCY'],
    ['both at once, in any case', BUDGETED, {}, { currency: 'usd', daily_budget: '7.50' }, 'ok'],
    ['no budget any more', BUDGETED, {}, { currency: 'USD', daily_budget: 'unlimited' }, 'ok'],
    ['a currency that is none', '20000005', {}, { currency: 'XXQ' }, 'invalid VALUE_INVALID'],
    ['a zone that is none', '20000005', {}, { time_zone: 'Asia/Shanghi' }, 'invalid VALUE_INVALID'],
    ['an address that is none', '20000005', {}, { email: 'foo' }, 'invalid VALUE_INVALID'],
    ['a group for an entity', '20000005', { entity: '北辰集团' }, {}, 'not_found NOT_FOUND'],
    ['an unknown entity', '20000005', { entity: '无此公司' }, {}, 'not_found NOT_FOUND'],
    ['UNIT-1 a unit, of an account in none', '20000007', { unit: 'u_ant2' }, {}, 'ok'],
    ['UNIT-1 in another unit', '20000002', { unit: 'u_ant2' }, {}, 'conflict UNIT_TAKEN'],
    ['UNIT-1 in another unit, --move', '20000002', { unit: '食品二部' }, { move: true }, 'ok'],
    [
      'UNIT-1 --move without the right in the other',
      '20000005',
      { unit: 'u_ant2' },
      { move: true },
      'forbidden FORBIDDEN',
    ],
    ['a column with a right of its own', '20000005', { tags: '甲' }, {}, 'ok'],
  ];
  for (const [why, id, cells, options, told] of TABLE)
    test(`ACC-1 update: ${why}`, async () => expect(await update(id, cells, options)).toEqual([told]));

  describe('an account that goes to another entity', () => {
    const MANAGED = '20000007';
    const move = (cells: Record<string, string>, options = {}, actor = 'owner') =>
      state.change('accounts.update', { rows: [{ id: MANAGED, ...cells }], options, actor, dryRun: true });
    beforeAll(() => state.must('accounts.assign', { rows: [MANAGED], options: { to: 'ant.c' }, actor: 'ant.a' }));

    test('ACC-3 does not take along a manager who could not see it there', async () => {
      const [taken] = (await move({ entity: 'e_cat' })).results;
      expect(taken).toMatchObject({ status: 'conflict', code: 'MANAGER_OUTSIDE' });
      const [left] = (await move({ entity: 'e_cat', manager: '' }, { clear: ['manager'] })).results;
      expect(left).toMatchObject({ status: 'ok' });
    });

    test('BULK-4 says so where its actor loses the right to undo it', async () => {
      const gone = await move({ entity: '', manager: '' }, { clear: ['entity', 'manager'] }, 'ant.a');
      expect(gone.summary.notes).toMatchObject([{ code: 'UNDO_OUT_OF_REACH', count: 1 }]);
      const kept = await move({ entity: 'e_cat', manager: '' }, { clear: ['manager'] });
      expect(kept.summary.notes ?? []).toEqual([]);
    });
  });

  test('MEM-4 UNIT-1 the other unit is named to whoever sees it alone', async () => {
    const named = async (id: string) =>
      (await state.outcome('accounts.update', { rows: [{ id, unit: 'u_ant2' }], actor: 'ant.a' })).details['unit'];
    expect(await named('20000002')).toMatchObject({ en: 'business unit "食品一部"', zh: '业务单元“食品一部”' });
    expect(await named('20000005')).toMatchObject({ en: 'another business unit', zh: '其他业务单元' });
  });

  test('ACC-1 update: an empty option is most likely a variable that holds nothing: it is refused, and clears nothing', async () => {
    for (const field of ['login', 'entity', 'daily_budget', 'industry', 'name'])
      await expect(update('20000005', {}, { [field]: '' })).rejects.toMatchObject({ code: 'VALUE_EMPTY' });
  });

  test('ACC-1 update: --clear names columns that may be empty, for import too', async () => {
    for (const operation of ['accounts.update', 'accounts.import'])
      for (const clear of ['name', 'status', 'currency', 'kind', 'bogus'])
        expect(await codeOf(state.change(operation, { rows: [{ id: '20000005' }], options: { clear: [clear] } }))).toBe(
          'VALUE_INVALID',
        );
    const cleared = { rows: [{ id: '20000005', daily_budget: '' }], options: { clear: ['日预算'] } };
    await state.must('accounts.budget', { rows: ['20000005'], options: { amount: '100' } });
    await state.must('accounts.import', cleared);
    expect((await state.account('20000005'))['daily_budget']).toBe('unlimited');
  });

  test('ACC-1 update: a selection takes the options, and an undo gives back what was', async () => {
    const where = ['entity = e_bee'];
    const { batch, results } = await state.must('accounts.update', { where, options: { industry: '饮料' } });
    expect(results).toHaveLength(10);
    expect((await state.account('20000103'))['industry']).toBe('饮料');
    await state.must('batches.undo', { options: { batch } });
    expect((await state.account('20000103'))['industry']).toBeNull();
  });
});

describe('accounts.diff', () => {
  const diff = async (rows: readonly Cells[], input: Record<string, unknown> = {}, actor = 'owner') => {
    const raw = rows.map((cells, i) => ({ row: i + 1, cells }));
    const pages = state.link.query({
      operation: 'accounts.diff',
      input,
      actor,
      tz: 'UTC',
      rows: (async function* () {
        yield raw;
      })(),
    });
    const lines: string[] = [];
    for (;;) {
      const next = await pages.next();
      if (next.done) return { lines, found: next.value.found?.length ?? 0 };
      for (const row of next.value.rows) lines.push(row.map((cell) => cell ?? '').join(','));
    }
  };
  const here = { where: ['id in 20000101,20000102'] };

  test('accounts.diff: equal in whatever form the file says it', async () => {
    const rows: Cells[] = [
      {
        id: '20000101',
        entity: '北辰饮料有限公司',
        unit: 'u_north',
        daily_budget: '不限',
        tags: '重点',
        status: 'active',
      },
      { id: 'tencent:20000102', entity: 'entity:e_bee', unit_name: '北辰联合', currency: 'CNY', note: '' },
    ];
    expect(await diff(rows, here)).toEqual({ lines: [], found: 0 });
  });

  test('accounts.diff: what differs, is missing on either side, or cannot be read', async () => {
    const rows: Cells[] = [
      { id: '20000101', name: '别名', status: 'suspended', daily_budget: '5' },
      { id: '99999999', name: '新' },
      { id: '12x' },
      { id: TWICE, name: 'x' },
    ];
    expect(await diff(rows, here)).toEqual({
      lines: [
        'differs,1,tencent:20000101,name,别名,账户20000101,',
        'differs,1,tencent:20000101,status,suspended,active,',
        'differs,1,tencent:20000101,daily_budget,5,unlimited,',
        'only_in_file,2,99999999,,新,,',
        'invalid,3,12x,,,,ID_INVALID',
        `invalid,4,${TWICE},,,,AMBIGUOUS`,
        'only_here,,tencent:20000102,,,账户20000102,',
      ],
      found: 1,
    });
    expect((await diff(rows, { ...here, only: 'only_in_file' })).lines).toEqual(['only_in_file,2,99999999,,新,,']);
    expect((await diff(rows, { ...here, fields: ['状态'] })).lines).toContain(
      'differs,1,tencent:20000101,status,suspended,active,',
    );
    expect((await diff(rows, { ...here, fields: ['状态'] })).lines.join()).not.toContain('别名');
  });

  test('accounts.diff: a row with a bad cell or an ambiguous id is in the file all the same', async () => {
    const rows: Cells[] = [
      { id: '20000101', status: 'foo' },
      { id: TWICE, name: 'x' },
    ];
    const only = { only: 'only_here', where: [`id in 20000101,${TWICE}`] };
    expect(await diff(rows, only)).toEqual({ lines: [], found: 0 });
  });

  test('accounts.diff: --fields entity is the entity, by whichever column the file names it', async () => {
    const row = { id: '20000101', entity_name: '别的公司' };
    const told = await diff([row], { fields: ['entity'], only: 'differs' });
    expect(told.lines).toEqual(['differs,1,tencent:20000101,entity_name,别的公司,北辰饮料有限公司,']);
  });

  test('MEM-4 accounts.diff: what the reader may not see is only in the file', async () => {
    const rows = [{ id: '20000201', name: 'x' }];
    expect((await diff(rows, { only: 'only_in_file' }, 'ant.a')).lines).toEqual(['only_in_file,1,20000201,,x,,']);
    expect((await diff(rows, { only: 'only_here' }, 'ant.a')).lines.join()).not.toContain('2000020');
  });
});

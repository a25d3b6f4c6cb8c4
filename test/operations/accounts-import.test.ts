/** Creating and importing accounts: natural key, defaults, --only, --clear, the rights behind each column (ACC-1, inputs.md). */
import { beforeAll, describe, expect, test } from 'vitest';
import { CLOSED, fixture, SUSPENDED } from '../helpers/fixture.ts';
import type { Cells, ChangeInput, State } from '../helpers/state.ts';

let state: State;
beforeAll(async () => {
  state = await fixture();
});
const fresh = (more: Cells = {}): Cells => ({
  id: '30000001',
  platform: 'tencent',
  name: '新账户',
  entity: 'e_ant',
  ...more,
});

describe('accounts.create', () => {
  const TABLE: readonly (readonly [why: string, actor: string, row: Cells, told: string])[] = [
    ['an id that is none', 'ant.a', fresh({ id: '3e7' }), 'invalid ID_SPOILT'],
    ['21 digits', 'ant.a', fresh({ id: '1'.repeat(21) }), 'invalid ID_INVALID'],
    ['a platform that is no slug', 'ant.a', fresh({ platform: 'Tencent!' }), 'invalid VALUE_INVALID'],
    ['a platform called as holders are', 'ant.a', fresh({ platform: 'account' }), 'invalid VALUE_INVALID'],
    ['the same with the id', 'ant.a', fresh({ id: 'agency:30000001', platform: '' }), 'invalid VALUE_INVALID'],
    ['the same before the right to it', 'ant.c', fresh({ platform: 'unit' }), 'invalid VALUE_INVALID'],
    ['a kind that is none', 'ant.a', fresh({ kind: 'other' }), 'invalid VALUE_INVALID'],
    ['an unverified actor', 'newbie', fresh(), 'forbidden MEMBER_UNVERIFIED'],
    ['no platform', 'ant.a', { id: '30000001', name: 'x' }, 'invalid MISSING'],
    [
      'none, of an id with zeros where a spreadsheet leaves them',
      'ant.a',
      { id: '1234567890123450' },
      'invalid MISSING',
    ],
    ['an unknown entity', 'ant.a', fresh({ entity: 'e_none' }), 'not_found NOT_FOUND'],
    ['an entity that is hidden', 'ant.a', fresh({ entity: 'e_cat' }), 'not_found NOT_FOUND'],
    ['a group instead of an entity', 'north.a', fresh({ entity: 'g_north' }), 'invalid ORG_KIND'],
    ['an unknown agency', 'ant.a', fresh({ agency: 'a_none' }), 'not_found NOT_FOUND'],
    ['no right: collaborator', 'ant.c', fresh(), 'forbidden FORBIDDEN'],
    ['no right: unit admin', 'unit.a', fresh(), 'forbidden FORBIDDEN'],
    ['no right without an entity', 'ant.a', { id: '30000001', platform: 'tencent', name: 'x' }, 'forbidden FORBIDDEN'],
    ['no name', 'ant.a', fresh({ name: '' }), 'invalid MISSING'],
    ['a currency that is none', 'ant.a', fresh({ currency: 'yuan' }), 'invalid VALUE_INVALID'],
    ['a zone that is none', 'ant.a', fresh({ time_zone: 'Asia/Peking' }), 'invalid VALUE_INVALID'],
    ['a budget of 0', 'ant.a', fresh({ daily_budget: '0' }), 'invalid AMOUNT_INVALID'],
    ['an unknown unit', 'ant.a', fresh({ unit: 'u_none' }), 'not_found NOT_FOUND'],
    ['a unit of another entity', 'north.a', fresh({ entity: 'e_bee', unit: 'u_ant' }), 'conflict UNIT_FOREIGN'],
    ['an unknown manager', 'ant.a', fresh({ manager: 'nobody' }), 'not_found NOT_FOUND'],
    ['an unverified manager', 'ant.a', fresh({ manager: 'ant.u' }), 'forbidden MEMBER_UNVERIFIED'],
    ['one that exists elsewhere', 'ant.a', fresh({ id: '20000201' }), 'conflict ACCOUNT_TAKEN'],
    [
      'one that exists elsewhere, told only to who may create',
      'ant.c',
      fresh({ id: '20000201' }),
      'forbidden FORBIDDEN',
    ],
    ['one that exists, with other content', 'ant.a', fresh({ id: '20000002' }), 'conflict ACCOUNT_EXISTS'],
    ['one that exists so', 'ant.a', { id: '20000002', platform: 'tencent', name: '账户20000002' }, 'unchanged SAME'],
    ['in the entity', 'ant.a', fresh(), 'ok'],
    ['by the name of the entity', 'ant.a', fresh({ entity: '北辰食品有限公司' }), 'ok'],
    ['by the kind and id of the entity', 'ant.a', fresh({ entity: 'entity:e_ant' }), 'ok'],
    ['in its group unit', 'north.a', fresh({ entity: 'e_bee', unit: '北辰联合' }), 'ok'],
    ['by the agency, as its client', 'fox.a', fresh({ entity: '', agency: 'a_fox' }), 'ok'],
    ['by the agency, with a manager', 'fox.a', fresh({ entity: '', agency: 'a_fox', manager: 'fox.e' }), 'ok'],
    ['not by an employee of the agency', 'fox.e', fresh({ entity: '', agency: 'a_fox' }), 'forbidden FORBIDDEN'],
    ['for an agency, by the operator', 'ops', fresh({ agency: 'a_fox' }), 'ok'],
    ['without an entity, by the operator', 'ops', { id: '30000001', platform: 'tencent', name: 'x' }, 'ok'],
  ];
  for (const [why, actor, row, told] of TABLE)
    test(`ACC-1 create: ${why}`, async () => {
      expect(await state.told('accounts.create', { rows: [row], actor, dryRun: true })).toEqual([told]);
    });

  test('ACC-1 create: the defaults', async () => {
    await state.must('accounts.create', { rows: [{ id: '00000000000000000042', platform: 'kuaishou', name: '零' }] });
    expect(await state.account('00000000000000000042')).toMatchObject({
      platform: 'kuaishou',
      id: '00000000000000000042',
      kind: 'direct',
      status: 'active',
      currency: 'CNY',
      time_zone: 'Asia/Shanghai',
      daily_budget: 'unlimited',
      entity: null,
      manager: null,
      tags: [],
      created: state.now,
    });
  });

  test('ACC-7 create: an agency makes it a client at once', async () => {
    await state.must('accounts.create', { rows: [fresh({ id: '30000002', agency: 'a_fox' })] });
    expect((await state.account('30000002'))['agency']).toBe('a_fox');
    expect(await state.told('accounts.claim', { rows: ['30000002'], actor: 'fox.e' })).toEqual(['ok']);
  });

  test('ACC-1 create: a manager comes with the relation', async () => {
    await state.must('accounts.create', { rows: [fresh({ id: '30000003', manager: 'ant.c' })], actor: 'ant.a' });
    expect(await state.relations('tencent:30000003')).toEqual(['tencent:30000003/ant.c/assigned/workbench']);
  });
});

describe('accounts.import', () => {
  const run = (row: Cells, more: ChangeInput = {}) =>
    state.told('accounts.import', { rows: [row], actor: 'ant.a', dryRun: true, ...more });
  const ID = '20000002';

  const TABLE: readonly (readonly [why: string, row: Cells, more: ChangeInput, told: string])[] = [
    ['a hidden one, nothing shown', fresh({ id: '20000201' }), {}, 'conflict ACCOUNT_TAKEN'],
    ['a new one, only to update', fresh(), { options: { only: 'update' } }, 'not_found NOT_FOUND'],
    ['an old one, only to create', { id: ID, name: 'x' }, { options: { only: 'create' } }, 'conflict ACCOUNT_EXISTS'],
    ['a new one without platform', { id: '30000009', name: 'x' }, {}, 'invalid MISSING'],
    [
      'a new one, platform by option',
      { id: '30000009', name: 'x', entity: 'e_ant' },
      { options: { platform: 'tencent' } },
      'ok',
    ],
    ['no right', { id: ID, platform: 'tencent', name: 'x' }, { actor: 'unit.a' }, 'forbidden FORBIDDEN'],
    ['the operator may not tag', { id: ID, tags: '一' }, { actor: 'ops' }, 'forbidden FORBIDDEN'],
    ['the operator may not write notes', { id: ID, note: '一' }, { actor: 'ops' }, 'forbidden FORBIDDEN'],
    ['the operator may not set budgets', { id: ID, daily_budget: '1' }, { actor: 'ops' }, 'forbidden FORBIDDEN'],
    ['the operator may not suspend', { id: ID, status: 'suspended' }, { actor: 'ops' }, 'forbidden FORBIDDEN'],
    ['the operator may not assign', { id: ID, manager: 'ant.c' }, { actor: 'ops' }, 'forbidden FORBIDDEN'],
    ['the operator may not move units', { id: ID, unit: 'u_ant2' }, { actor: 'ops' }, 'forbidden FORBIDDEN'],
    ['the operator may rename', { id: ID, name: '改名' }, { actor: 'ops' }, 'ok'],
    ['closed to active', { id: CLOSED, status: 'active' }, {}, 'conflict ACCOUNT_STATUS'],
    ['active to pending review', { id: ID, status: 'pending_review' }, {}, 'conflict ACCOUNT_STATUS'],
    ['suspended to active', { id: SUSPENDED, status: 'active' }, {}, 'ok'],
    [
      'to an entity that its unit does not belong to',
      { id: ID, entity: 'e_cat' },
      { actor: 'ops' },
      'conflict UNIT_FOREIGN',
    ],
    ['to a hidden entity', { id: ID, entity: 'e_cat' }, {}, 'not_found NOT_FOUND'],
    ['another manager', { id: ID, manager: 'ant.c' }, {}, 'ok'],
    ['a unit by the name column of a list', { id: '20000007', unit_name: '食品二部' }, {}, 'ok'],
    ['UNIT-1 in another unit', { id: ID, unit: 'u_ant2' }, {}, 'conflict UNIT_TAKEN'],
    ['UNIT-1 in another unit, by name', { id: ID, unit_name: '食品二部' }, {}, 'conflict UNIT_TAKEN'],
    ['UNIT-1 in another unit, --move', { id: ID, unit: 'u_ant2' }, { options: { move: true } }, 'ok'],
    ['UNIT-1 in this unit', { id: ID, unit: 'u_ant' }, {}, 'unchanged SAME'],
    [
      'UNIT-1 --move, no right in the new one',
      { id: ID, unit: 'u_north' },
      { options: { move: true } },
      'not_found NOT_FOUND',
    ],
    [
      'UNIT-1 --move, no right in the old one',
      { id: '20000005', unit: 'u_ant2' },
      { options: { move: true }, actor: 'ant.a' },
      'forbidden FORBIDDEN',
    ],
    ['UNIT-1 out of a unit is no move', { id: ID, unit: '' }, { options: { clear: ['unit'] } }, 'ok'],
    ['words for values', { id: ID, status: '已暂停', kind: '子客' }, {}, 'ok'],
    ['nothing new', { id: ID, name: `账户${ID}`, entity_name: '北辰食品有限公司' }, {}, 'unchanged SAME'],
    ['only the id', { id: ID }, {}, 'unchanged SAME'],
    ['empty cells', { id: ID, login: '', note: '', tags: '', entity: '', daily_budget: '' }, {}, 'unchanged SAME'],
  ];
  for (const [why, row, more, told] of TABLE)
    test(`ACC-1 import: ${why}`, async () => {
      expect(await run(row, more)).toEqual([told]);
    });

  test('ACC-1 import: an absent column or empty cell leaves as is, --clear makes empty mean clear', async () => {
    const write = (row: Cells, clear?: string[]) =>
      state.told('accounts.import', { rows: [{ id: '20000103', ...row }], options: { ...(clear && { clear }) } });
    await write({ login: 'l', note: 'n', tags: 'a;b', industry: '游戏', email: 'e@example.com', pid: 'p' });
    expect(await write({ login: '', note: '', tags: '' })).toEqual(['unchanged SAME']);
    expect(await write({ login: '', note: '', tags: '', industry: '' }, ['note', 'tags'])).toEqual(['ok']);
    expect(await state.account('20000103')).toMatchObject({
      login: 'l',
      note: null,
      tags: [],
      industry: '游戏',
      pid: 'p',
    });
    expect(await write({ note: '' }, ['note'])).toEqual(['unchanged SAME']);
  });

  test('ACC-1 import: clearing manager and unit takes relation and membership with it', async () => {
    await state.must('accounts.claim', { rows: ['20000003'], actor: 'ant.c' });
    const row = { id: '20000003', manager: '', unit: '' };
    expect(
      await state.told('accounts.import', { rows: [row], options: { clear: ['manager', 'unit'] }, actor: 'ant.a' }),
    ).toEqual(['ok']);
    expect(await state.account('20000003')).toMatchObject({ manager: null, unit: null });
    expect(await state.relations('tencent:20000003')).toEqual([]);
  });

  test('ACC-1 import: the same file again changes nothing, and one more key in it is created once', async () => {
    const rows: Cells[] = [
      fresh({ id: '30000011', note: '一' }),
      fresh({ id: '30000011', note: '一' }),
      fresh({ id: '30000012' }),
    ];
    expect(await state.told('accounts.import', { rows })).toEqual(['ok', 'unchanged SAME_AS_ROW', 'ok']);
    expect(await state.told('accounts.import', { rows })).toEqual([
      'unchanged SAME',
      'unchanged SAME',
      'unchanged SAME',
    ]);
  });

  test('ACC-1 import: every list is valid input', async () => {
    const listed = await state.records('accounts.list', {}, 'ant.a');
    const rows = listed.map((record) =>
      Object.fromEntries(Object.entries(record).map(([name, value]) => [name, value === null ? '' : String(value)])),
    );
    const told = await state.told('accounts.import', { rows, actor: 'ant.a' });
    expect(new Set(told)).toEqual(new Set(['unchanged SAME']));
  });
});

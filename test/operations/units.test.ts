/** Business units: creating them whole, putting accounts in and taking them out (UNIT-1…4). */
import { beforeAll, describe, expect, test } from 'vitest';
import { CLOSED, fixture } from '../helpers/fixture.ts';
import { type Cells, codeOf, type State } from '../helpers/state.ts';

let state: State;
beforeAll(async () => {
  state = await fixture();
});
const unitOf = async (id: string, of = state) => (await of.account(id))['unit'];
const units = async (of: State) => (await of.records('units.list')).map(({ name }) => name);

describe('units.create', () => {
  const HEAD: readonly (readonly [why: string, actor: string, options: Record<string, unknown>, code: string])[] = [
    ['no organisation', 'ant.a', { name: '新单元' }, 'MISSING'],
    ['an unknown organisation', 'ant.a', { name: '新单元', org: 'e_none' }, 'NOT_FOUND'],
    ['a hidden organisation', 'ant.a', { name: '新单元', org: 'e_cat' }, 'NOT_FOUND'],
    ['an agency', 'fox.m', { name: '新单元', org: 'a_fox' }, 'ORG_KIND'],
  ];
  for (const [why, actor, options, code] of HEAD)
    test(`UNIT-3 create: ${why} ends the command`, async () => {
      expect(await codeOf(state.change('units.create', { options, actor }))).toBe(code);
    });

  type Row = readonly [
    why: string,
    actor: string,
    options: Record<string, unknown>,
    accounts: string[],
    told: string[],
  ];
  const OK = 'rolled_back';
  const TABLE: readonly Row[] = [
    ['ORG-4 an unverified actor', 'ant.u', { org: 'e_ant' }, [], ['forbidden MEMBER_UNVERIFIED']],
    ['no right', 'ant.c', { org: 'e_ant' }, [], ['forbidden FORBIDDEN']],
    ['an id that is no slug', 'ant.a', { org: 'e_ant', id: 'No' }, [], ['invalid VALUE_INVALID']],
    ['an id that is taken', 'ant.a', { org: 'e_ant', id: 'u_ant2' }, [], ['conflict UNIT_EXISTS']],
    [
      'a name that is taken, other content',
      'ant.a',
      { org: 'e_ant', name: '食品一部', track: 'x' },
      [],
      ['conflict UNIT_EXISTS'],
    ],
    ['the same again', 'ant.a', { org: 'e_ant', name: '食品一部' }, [], ['unchanged SAME']],
    ['the same name elsewhere', 'north.a', { org: 'e_bee', name: '食品一部' }, [], ['ok']],
    ['an unknown member', 'ant.a', { org: 'e_ant', admin: ['nobody'] }, [], [OK, 'not_found NOT_FOUND']],
    ['a hidden member', 'ant.a', { org: 'e_ant', member: ['cat.c'] }, [], [OK, 'not_found NOT_FOUND']],
    ['UNIT-4 an unverified admin', 'ant.a', { org: 'e_ant', admin: ['ant.u'] }, [], [OK, 'conflict ROLE_VERIFIED']],
    ['an unverified collaborator', 'ant.a', { org: 'e_ant', member: ['ant.u'] }, [], ['ok', 'ok']],
    ['an unknown account', 'ant.a', { org: 'e_ant' }, ['99999999'], [OK, 'not_found NOT_FOUND']],
    ['a hidden account', 'ant.a', { org: 'e_ant' }, ['20000201'], [OK, 'not_found NOT_FOUND']],
    ['a closed account', 'ant.a', { org: 'e_ant' }, [CLOSED], [OK, 'conflict ACCOUNT_CLOSED']],
    ['UNIT-2 an account of another entity', 'north.a', { org: 'e_ant' }, ['20000105'], [OK, 'conflict UNIT_FOREIGN']],
    [
      'UNIT-2 a group unit, an account without entity',
      'owner',
      { org: 'g_north' },
      ['20000601'],
      [OK, 'conflict UNIT_FOREIGN'],
    ],
    [
      'UNIT-2 a group unit, accounts of its entities',
      'north.a',
      { org: 'g_north' },
      ['20000007', '20000105'],
      ['ok', 'ok', 'ok'],
    ],
    ['UNIT-1 an account that is elsewhere', 'ant.a', { org: 'e_ant' }, ['20000001'], [OK, 'conflict UNIT_TAKEN']],
    ['UNIT-1 the same with --move', 'ant.a', { org: 'e_ant', move: true }, ['20000001'], ['ok', 'ok']],
    [
      'UNIT-1 --move without the right in the other',
      'ant.a',
      { org: 'e_ant', move: true },
      ['20000005'],
      [OK, 'forbidden FORBIDDEN'],
    ],
    ['an account twice', 'ant.a', { org: 'e_ant' }, ['20000007', '20000007'], ['ok', 'ok', 'unchanged SAME_AS_ROW']],
  ];
  for (const [why, actor, options, accounts, told] of TABLE)
    test(`UNIT-3 create: ${why}`, async () => {
      const run = state.change('units.create', {
        options: { name: '新单元', ...options },
        rows: accounts,
        actor,
        dryRun: true,
      });
      expect((await run).results.map(({ status, code }) => [status, code].join(' ').trim())).toEqual(told);
    });

  test('UNIT-3 create: all or nothing, however many rows', async () => {
    const own = await fixture();
    const before = await units(own);
    const options = { name: '大单元', org: 'e_ant', admin: ['ant.c'], member: ['ant.u'] };
    const failed = await own.change('units.create', {
      options,
      rows: ['20000007', '20000008', '20000201'],
      actor: 'ant.p',
    });
    expect(failed.results.map(({ status }) => status)).toEqual([...Array(5).fill('rolled_back'), 'not_found']);
    expect(await units(own)).toEqual(before);
    expect(await unitOf('20000007', own)).toBeNull();
    expect(await own.grants('ant.c')).toEqual(['ant.c/eC/e_ant']);

    const { results } = await own.must('units.create', { options, rows: ['20000007', '20000008'], actor: 'ant.p' });
    const id = String(results[0]?.id);
    expect(await unitOf('20000008', own)).toBe(id);
    expect(await own.grants('ant.c')).toEqual(['ant.c/eC/e_ant', `ant.c/uA/${id}`]);
    expect((await own.records('units.show', { unit: [id] }))[0]).toMatchObject({
      admins: 1,
      members: 2,
      accounts: 2,
      type: 'entity',
    });
    const again = await own.told('units.create', { options, rows: ['20000007', '20000008'], actor: 'ant.p' });
    expect(again).toEqual(Array(5).fill('unchanged SAME'));
  });

  test('UNIT-3 create: accounts by a filter', async () => {
    const own = await fixture();
    const where = ['entity = e_ant', 'platform = alipay'];
    const { results } = await own.must('units.create', {
      options: { name: '支付宝', org: 'e_ant' },
      where,
      actor: 'ant.a',
    });
    expect(results).toHaveLength(7);
    expect((await own.records('accounts.list', { unit: '支付宝' })).map(({ platform }) => platform)).toEqual(
      Array(6).fill('alipay'),
    );
  });

  test('UNIT-3 create: --from makes many, atomic too', async () => {
    const own = await fixture();
    const rows: Cells[] = [
      { name: '甲', org: 'e_ant' },
      { name: '乙', org: 'e_cat' },
    ];
    expect(await own.told('units.create', { rows, actor: 'ant.a' })).toEqual(['rolled_back', 'not_found NOT_FOUND']);
    expect(await own.told('units.create', { rows, actor: 'owner' })).toEqual(['ok', 'ok']);
  });
});

describe('units.add-accounts', () => {
  const HEAD: readonly (readonly [why: string, unit: string, actor: string, code: string])[] = [
    ['an unknown unit', 'u_none', 'ant.a', 'NOT_FOUND'],
    ['a hidden unit', 'u_cat', 'ant.a', 'NOT_FOUND'],
  ];
  for (const [why, unit, actor, code] of HEAD)
    test(`UNIT-1 add: ${why} ends the command`, async () => {
      expect(await codeOf(state.change('units.add-accounts', { options: { unit }, rows: ['20000007'], actor }))).toBe(
        code,
      );
    });

  type Row = readonly [why: string, actor: string, unit: string, id: string, told: string, move?: true];
  const TABLE: readonly Row[] = [
    ['an unknown account', 'ant.a', 'u_ant', '99999999', 'not_found NOT_FOUND'],
    ['a hidden account', 'ant.a', 'u_ant', '20000201', 'not_found NOT_FOUND'],
    ['no right', 'unit.c', 'u_ant', '20000002', 'forbidden FORBIDDEN'],
    ['closed', 'ant.a', 'u_ant', CLOSED, 'conflict ACCOUNT_CLOSED'],
    ['in it already', 'ant.a', 'u_ant', '20000002', 'unchanged SAME'],
    ['UNIT-2 of another entity', 'north.a', 'u_ant', '20000105', 'conflict UNIT_FOREIGN'],
    ['UNIT-2 of another group', 'owner', 'u_north', '20000205', 'conflict UNIT_FOREIGN'],
    ['elsewhere', 'ant.a', 'u_ant2', '20000002', 'conflict UNIT_TAKEN'],
    ['elsewhere, with --move', 'ant.a', 'u_ant2', '20000002', 'ok', true],
    ['elsewhere, --move without the right there', 'ant.a', 'u_ant2', '20000005', 'forbidden FORBIDDEN', true],
    ['elsewhere, --move with the right in both', 'north.a', 'u_ant2', '20000005', 'ok', true],
    ['by name', 'ant.a', '食品二部', '20000007', 'ok'],
    ['into a group unit', 'north.a', 'u_north', '20000007', 'ok'],
  ];
  for (const [why, actor, unit, id, told, move] of TABLE)
    test(`UNIT-1 add: ${why}`, async () => {
      const options = { unit, ...(move && { move }) };
      expect(await state.told('units.add-accounts', { options, rows: [id], actor, dryRun: true })).toEqual([told]);
    });

  test('UNIT-1 the unit in the way is named only to who sees it (MEM-4)', async () => {
    const inTheWay = async (actor: string, id: string) => {
      const { details } = await state.outcome('units.add-accounts', { options: { unit: 'u_ant2' }, rows: [id], actor });
      return (details['unit'] as { en: string }).en;
    };
    expect(await inTheWay('north.a', '20000005')).toBe('business unit "北辰联合"');
    expect(await inTheWay('ant.a', '20000005')).toBe('another business unit');
    expect(await inTheWay('ant.a', '20000002')).toBe('business unit "食品一部"');
  });
});

describe('units.remove-accounts', () => {
  type Row = readonly [why: string, actor: string, id: string, told: string];
  const TABLE: readonly Row[] = [
    ['an unknown account', 'ant.a', '99999999', 'not_found NOT_FOUND'],
    ['a hidden account', 'ant.a', '20000201', 'not_found NOT_FOUND'],
    ['no right', 'unit.c', '20000002', 'forbidden FORBIDDEN'],
    ['in no unit', 'ant.a', '20000007', 'unchanged UNIT_ABSENT'],
    ['in another unit', 'ant.a', '20000005', 'unchanged UNIT_ABSENT'],
    ['in it', 'unit.a', '20000002', 'ok'],
    ['in it, by the group admin', 'north.a', '20000002', 'ok'],
  ];
  for (const [why, actor, id, told] of TABLE)
    test(`UNIT-1 remove: ${why}`, async () => {
      const input = { options: { unit: 'u_ant' }, rows: [id], actor, dryRun: true };
      expect(await state.told('units.remove-accounts', input)).toEqual([told]);
    });

  test('UNIT-1 remove: an unknown unit ends the command', async () => {
    const call = state.change('units.remove-accounts', { options: { unit: 'u_none' }, rows: ['20000002'] });
    expect(await codeOf(call)).toBe('NOT_FOUND');
  });

  test('UNIT-1 moved accounts are counted where they are', async () => {
    const own = await fixture();
    const count = async (unit: string) => (await own.records('units.show', { unit: [unit] }))[0]?.['accounts'];
    await own.must('units.add-accounts', { options: { unit: 'u_ant2', move: true }, rows: ['20000001', '20000002'] });
    await own.must('units.remove-accounts', { options: { unit: 'u_ant' }, rows: ['20000003'] });
    expect([await count('u_ant'), await count('u_ant2')]).toEqual([1, 2]);
  });
});

describe('units.list and units.show', () => {
  test('MEM-2 list: what each role sees of units', async () => {
    const seen = async (actor: string) =>
      (await state.records('units.list', { sort: 'id' }, actor)).map(({ id }) => id);
    expect(await seen('owner')).toEqual(['u_ant', 'u_ant2', 'u_cat', 'u_north']);
    expect(await seen('north.a')).toEqual(['u_ant', 'u_ant2', 'u_north']);
    expect(await seen('ant.a')).toEqual(['u_ant', 'u_ant2']);
    expect(await seen('unit.a')).toEqual(['u_ant']);
    expect(await seen('unit.c')).toEqual(['u_ant']);
    expect(await seen('ant.c')).toEqual([]);
    expect(await seen('fox.m')).toEqual([]);
  });

  test('UNIT-5 show: by id or name, hidden is not found', async () => {
    expect((await state.records('units.show', { unit: ['食品一部'] }, 'unit.c'))[0]?.['id']).toBe('u_ant');
    expect(await codeOf(state.query('units.show', { unit: ['u_cat'] }, 'ant.a'))).toBe('NOT_FOUND');
    const filtered = await state.records('units.list', { type: 'group' });
    expect(filtered.map(({ id }) => id)).toEqual(['u_north']);
  });
});

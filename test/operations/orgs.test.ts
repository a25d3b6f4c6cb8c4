/** Creating organisations, singly and from a file, and listing them (ORG-1, ORG-2, ORG-5, ORG-6). */
import { beforeAll, describe, expect, test } from 'vitest';
import { creditCodeCheck } from '../../src/domain/licence.ts';
import { messageOf } from '../../src/render/messages.ts';
import { fixture, licence } from '../helpers/fixture.ts';
import { type Cells, codeOf, type State } from '../helpers/state.ts';

let state: State;
beforeAll(async () => {
  state = await fixture();
});

const PERSON = '11010519491231002X';
const entity = (more: Cells = {}): Cells => ({ kind: 'entity', name: '新主体有限公司', licence: licence(77), ...more });

describe('orgs.create', () => {
  const TABLE: readonly (readonly [why: string, actor: string, row: Cells, told: string])[] = [
    ['no kind', 'plain', { name: 'x' }, 'invalid MISSING'],
    ['a kind that is none', 'plain', entity({ kind: 'company' }), 'invalid VALUE_INVALID'],
    ['ORG-4 an unverified actor', 'newbie', entity(), 'forbidden MEMBER_UNVERIFIED'],
    ['an id that is no slug', 'plain', entity({ id: 'No Slug' }), 'invalid VALUE_INVALID'],
    ['somebody else as principal, not by the operator', 'plain', entity({ principal: 'ant.c' }), 'forbidden FORBIDDEN'],
    ['an entity without name', 'plain', entity({ name: '' }), 'invalid MISSING'],
    ['an entity without licence', 'plain', entity({ licence: '' }), 'invalid MISSING'],
    ['a licence too short', 'plain', entity({ licence: licence(77).slice(1) }), 'invalid LICENCE_INVALID'],
    [
      'a letter that is not in the alphabet',
      'plain',
      entity({ licence: licence(77).replace('M', 'I') }),
      'invalid LICENCE_INVALID',
    ],
    [
      'a wrong check character',
      'plain',
      entity({ licence: `${licence(77).slice(0, 17)}?` }),
      'invalid LICENCE_INVALID',
    ],
    ['a group that does not exist', 'plain', entity({ group: 'g_none' }), 'not_found NOT_FOUND'],
    ['a hidden group', 'plain', entity({ group: 'g_north' }), 'not_found NOT_FOUND'],
    ['ORG-1 a licence registered already', 'plain', entity({ licence: licence(1) }), 'conflict LICENCE_TAKEN'],
    ['an id that is taken', 'plain', entity({ id: 'e_cat' }), 'conflict ORG_EXISTS'],
    ['an unknown principal', 'ops', entity({ principal: 'nobody' }), 'not_found NOT_FOUND'],
    ['an unverified principal', 'ops', entity({ principal: 'newbie' }), 'forbidden MEMBER_UNVERIFIED'],
    ['any verified member', 'plain', entity(), 'ok'],
    ['into one’s own group', 'north.a', entity({ group: '北辰集团' }), 'ok'],
    ['a person, seen from the number', 'plain', entity({ licence: PERSON }), 'ok'],
    [
      'the same natural key and content',
      'ant.p',
      entity({ name: '北辰食品有限公司', licence: licence(1) }),
      'unchanged SAME',
    ],
    ['a group without a name', 'ops', { kind: 'group' }, 'invalid MISSING'],
    [
      'a group with an entity of somebody else',
      'elk.a',
      { kind: 'group', name: 'x', entity: 'e_ant' },
      'not_found NOT_FOUND',
    ],
    ['a group: not by an entity admin', 'elk.a', { kind: 'group', name: 'x', entity: 'e_elk' }, 'forbidden FORBIDDEN'],
    ['a group: an entity that has one', 'ant.p', { kind: 'group', name: 'x', entity: 'e_ant' }, 'conflict GROUP_TAKEN'],
    ['a group: a name that is taken, hidden', 'elk.a', { kind: 'group', name: '南山集团' }, 'forbidden FORBIDDEN'],
    [
      'a group: a name that is taken',
      'ops',
      { kind: 'group', name: '北辰集团', entity: 'e_elk' },
      'conflict ORG_EXISTS',
    ],
    ['a group: the same again', 'ops', { kind: 'group', name: '北辰集团', entity: 'e_ant' }, 'unchanged SAME'],
    ['a group: by the operator, empty', 'ops', { kind: 'group', name: 'x' }, 'ok'],
    ['an agency without entity', 'ops', { kind: 'agency' }, 'invalid MISSING'],
    ['an agency: not by an entity admin', 'ant.a', { kind: 'agency', entity: 'e_ant' }, 'forbidden FORBIDDEN'],
    ['an agency twice', 'ops', { kind: 'agency', entity: 'e_fox' }, 'unchanged SAME'],
    ['an agency by the principal admin', 'ant.p', { kind: 'agency', entity: 'e_ant' }, 'ok'],
  ];
  for (const [why, actor, row, told] of TABLE)
    test(`ORG-1 create: ${why}`, async () => {
      expect(await state.told('orgs.create', { rows: [row], actor, dryRun: true })).toEqual([told]);
    });

  test('ORG-1 the refusal of a licence says where, what, and which check character would fit', async () => {
    const reason = async (number: string) => {
      const { code, details } = await state.outcome('orgs.create', {
        rows: [entity({ licence: number })],
        dryRun: true,
      });
      return [code, (details['reason'] as { en: string }).en];
    };
    const good = licence(77);
    expect(await reason(`${good.slice(0, 10)}i${good.slice(11)}`)).toEqual([
      'LICENCE_INVALID',
      '"I" at position 11 is not in the alphabet',
    ]);
    const wrong = good[17] === 'A' ? 'B' : 'A';
    expect(await reason(good.slice(0, 17) + wrong)).toEqual([
      'LICENCE_INVALID',
      `the check character does not fit; ${good[17]} would`,
    ]);
    expect((await reason('110105194912310021'))[1]).toBe('the check character does not fit; X would');
  });

  test('ORG-1 lower case is folded', async () => {
    const row = entity({ licence: licence(78).toLowerCase(), name: '小写有限公司' });
    await state.must('orgs.create', { rows: [row], actor: 'plain' });
    expect((await state.records('orgs.list', { search: '小写' }))[0]?.['id']).toBeDefined();
    expect(await state.told('orgs.create', { rows: [{ ...row, licence: licence(78) }], actor: 'plain' })).toEqual([
      'unchanged SAME',
    ]);
  });

  test('ORG-1 LICENCE_TAKEN names the owner only to those who may see it', async () => {
    const taken = async (actor: string) =>
      JSON.stringify((await state.outcome('orgs.create', { rows: [entity({ licence: licence(1) })], actor })).details);
    expect(await taken('plain')).toBe('{}');
    expect(await taken('cat.p')).toBe('{}');
    expect(await taken('north.p')).toContain('北辰食品有限公司');
  });

  test('ORG-1 a personal number exists once, folded, whoever asks, and is said to nobody', async () => {
    const row = entity({ name: '张三', licence: PERSON });
    await state.must('orgs.create', { rows: [row], actor: 'plain' });
    const again = await state.outcome('orgs.create', {
      rows: [{ ...row, licence: PERSON.toLowerCase() }],
      actor: 'cat.p',
    });
    expect(again).toMatchObject({ status: 'conflict', code: 'LICENCE_TAKEN', details: {} });
  });

  test('ORG-2 who registers first becomes principal admin; operator and owner do not', async () => {
    const created = async (ordinal: number, actor: string, more: Cells = {}) => {
      const row = entity({ licence: licence(ordinal), name: `第${ordinal}公司`, ...more });
      const { results } = await state.must('orgs.create', { rows: [row], actor });
      return (await state.records('orgs.show', { org: [String(results[0]?.id)] }))[0]?.['principal'];
    };
    expect(await created(81, 'plain')).toBe('plain');
    expect(await created(82, 'ops')).toBeNull();
    expect(await created(83, 'owner')).toBeNull();
    expect(await created(84, 'ops', { principal: 'plain' })).toBe('plain');
    await state.must('orgs.create', { rows: [{ kind: 'agency', entity: 'e_cat' }], actor: 'cat.p' });
    expect(await state.grants('cat.p')).toEqual(['cat.p/aM/' + (await agencyOf('e_cat')), 'cat.p/eP/e_cat']);
  });
  const agencyOf = async (parent: string) =>
    String((await state.records('orgs.list', { kind: 'agency', parent }))[0]?.['id']);

  test('ORG-5 a group takes in its entities', async () => {
    await state.must('orgs.create', { rows: [{ kind: 'group', id: 'g_new', name: '新集团', entity: 'e_elk,e_fox' }] });
    const inside = await state.records('orgs.list', { parent: 'g_new' });
    expect(inside.map(({ id }) => id).toSorted()).toEqual(['e_elk', 'e_fox']);
  });
});

describe('orgs.import', () => {
  const rows: readonly Cells[] = [
    { kind: 'agency', name: '代理', entity: '甲有限公司' },
    { kind: 'entity', name: '甲有限公司', licence: licence(91), group: '甲集团', principal: 'plain' },
    { kind: '集团', name: '甲集团' },
    { kind: 'entity', name: '乙有限公司', licence: licence(92), group: '没有的集团' },
  ];
  const orders = [
    [0, 1, 2, 3],
    [3, 2, 1, 0],
    [1, 0, 3, 2],
  ];
  for (const order of orders)
    test(`inputs.md import: rows in the order ${order} may name each other, results come as the rows did`, async () => {
      const own = await fixture();
      const { results } = await own.change('orgs.import', { rows: order.map((i) => rows[i]!) });
      expect(results.map(({ row }) => row)).toEqual([1, 2, 3, 4]);
      expect(results.map(({ status }) => status)).toEqual(order.map((i) => (i === 3 ? 'not_found' : 'ok')));
      const list = await own.records('orgs.list', { search: '甲' });
      const by = (kind: string) => list.find((org) => org['kind'] === kind);
      expect(by('entity')).toMatchObject({ parent: by('group')?.['id'], principal: 'plain' });
      expect((await own.records('orgs.list', { parent: String(by('entity')?.['id']) }))[0]).toMatchObject({
        name: '代理',
      });
      const again = await own.told('orgs.import', { rows: order.map((i) => rows[i]!) });
      expect(again).toEqual(order.map((i) => (i === 3 ? 'not_found NOT_FOUND' : 'unchanged SAME')));
    });

  test('ORG-1 import: a short name names the row of a group, and is the group of an entity', async () => {
    const own = await fixture();
    const firm = { name: '万科企业股份有限公司', group_name: '万科' };
    const groups = [
      { ...firm, kind: 'group', group_type: 'customer' },
      { kind: 'group', name: '无简称有限公司' },
    ];
    const made = await own.must('orgs.import', { rows: groups });
    expect(made.results.map(({ target }) => target)).toEqual(['万科', '无简称有限公司']);
    const entity = { ...firm, kind: 'entity', licence: licence(94) };
    await own.must('orgs.import', { rows: [entity, { ...entity, licence: licence(95), group: '无简称有限公司' }] });
    const found = await own.records('orgs.list', { where: ['name = 万科企业股份有限公司'], columns: ['parent_name'] });
    expect(found.map(({ parent_name }) => parent_name).toSorted()).toEqual(['万科', '无简称有限公司']);
    const unknown = { ...entity, licence: licence(96), group_name: '无此集团' };
    expect(await own.told('orgs.import', { rows: [unknown] })).toEqual(['not_found GROUP_NAME_UNKNOWN']);
    const { results } = await own.change('orgs.import', { rows: [unknown], dryRun: true });
    expect(messageOf(results[0]?.code ?? '', results[0]?.details ?? {}, 'zh')).toContain('“集团名称”（简称、证券简称');
    const agency = { kind: 'agency', entity: 'e_bee', group_name: '北辰' };
    expect(await own.told('orgs.import', { rows: [agency] })).toEqual(['invalid GROUP_NAME_UNUSED']);
    // Left out, and written with a group of its own, the column is in nobody's way.
    const options = { ignore_short_names: 'true' };
    expect(await own.told('orgs.import', { rows: [unknown, agency], options })).toEqual(['ok NAME_ALIKE', 'ok']);
    const named = { ...unknown, licence: licence(97), group: '没有的集团' };
    expect(await own.told('orgs.import', { rows: [named] })).toEqual(['not_found NOT_FOUND']);
  });

  test('ORG-1 import: one licence twice in a file: the second is a conflict, or unchanged where it says the same', async () => {
    const row = { kind: 'entity', name: '丙有限公司', licence: licence(93) };
    const told = await state.told('orgs.import', { rows: [row, { ...row, name: '丁有限公司' }, row], actor: 'plain' });
    expect(told).toEqual(['ok', 'conflict LICENCE_TAKEN', 'unchanged SAME_AS_ROW']);
  });
});

describe('orgs.list and orgs.show', () => {
  test('ORG-6 list: with counts of members, accounts and units; an agency counts its clients', async () => {
    const own = await fixture();
    const org = async (id: string) => (await own.records('orgs.list', { where: [`id = ${id}`] }))[0];
    expect(await org('e_ant')).toMatchObject({ accounts: 20, units: 2, principal: 'ant.p', parent: 'g_north' });
    expect(await org('g_north')).toMatchObject({ accounts: 30, units: 1, principal: 'north.p' });
    expect(await org('a_fox')).toMatchObject({ accounts: 7, principal: 'fox.m' });
    expect((await org('e_elk'))?.['principal']).toBeNull();
  });

  test('inputs.md addressing: id, kind:id, licence, name; entity before agency of the same name', async () => {
    const shown = async (text: string) => (await state.records('orgs.show', { org: [text] })).map(({ id }) => id);
    expect(await shown('e_ant')).toEqual(['e_ant']);
    expect(await shown('entity:e_ant')).toEqual(['e_ant']);
    expect(await shown(licence(1))).toEqual(['e_ant']);
    expect(await shown('北辰食品有限公司')).toEqual(['e_ant']);
    await state.must('orgs.create', { rows: [{ kind: 'agency', id: 'a_bee', entity: 'e_bee' }] });
    expect(await shown('北辰饮料有限公司')).toEqual(['e_bee']);
    expect(await shown('agency:北辰饮料有限公司')).toEqual(['a_bee']);
    expect(await codeOf(shown('group:e_ant'))).toBe('ORG_KIND');
    expect(await codeOf(shown('没有'))).toBe('NOT_FOUND');
  });

  test('ORG-1 create: two of one name are told apart, and refused as AMBIGUOUS where one is meant', async () => {
    const check = (body: string) => body + creditCodeCheck(body);
    const row = { kind: 'entity', name: '同名有限公司' };
    await state.must('orgs.import', {
      rows: [
        { ...row, licence: check('91110000MADE90001') },
        { ...row, licence: check('91110000MADE90002') },
      ],
    });
    expect(await codeOf(state.query('orgs.show', { org: ['同名有限公司'] }))).toBe('AMBIGUOUS');
    const create = { id: '40000001', platform: 'tencent', name: 'x', entity: '同名有限公司' };
    expect(await state.told('accounts.create', { rows: [create] })).toEqual(['invalid AMBIGUOUS']);
  });
});

/** Members: creating, importing, verifying, listing (MEM-0, MEM-7, ORG-4). Roles are in members-roles.test.ts. */
import { beforeAll, describe, expect, test } from 'vitest';
import { CONTACT, fixture } from '../helpers/fixture.ts';
import { type Cells, codeOf, openState, type State } from '../helpers/state.ts';

let state: State;
beforeAll(async () => {
  state = await fixture();
});
const person = (more: Cells = {}): Cells => ({
  login: 'new.one',
  name: '新人',
  role: 'eC',
  org: 'e_ant',
  verified: '人脸',
  ...more,
});

for (const operation of ['members.create', 'members.import'])
  describe(operation, () => {
    const TABLE: readonly (readonly [why: string, actor: string, row: Cells, told: string])[] = [
      ['no login', 'ant.a', person({ login: '' }), 'invalid MISSING'],
      ['no name', 'ant.a', person({ name: '' }), 'invalid MISSING'],
      ['ORG-4 an unverified actor', 'newbie', person(), 'forbidden MEMBER_UNVERIFIED'],
      ['a login of somebody hidden', 'ant.a', person({ login: 'cat.c' }), 'conflict MEMBER_EXISTS'],
      ['no role, not by the operator', 'ant.a', person({ role: '', org: '' }), 'invalid MISSING'],
      ['a place without a role', 'ops', person({ role: '' }), 'invalid MISSING'],
      ['a role that is none', 'ant.a', person({ role: 'eX' }), 'invalid VALUE_INVALID'],
      ['a role without a place', 'ant.a', person({ org: '' }), 'invalid MISSING'],
      ['a hidden place', 'ant.a', person({ org: 'e_cat' }), 'not_found NOT_FOUND'],
      ['a role that does not belong there', 'ant.a', person({ role: 'uA' }), 'invalid ROLE_PLACE'],
      ['no right: collaborator', 'ant.c', person(), 'forbidden FORBIDDEN'],
      ['no right: group admin', 'north.a', person(), 'forbidden FORBIDDEN'],
      ['no right: unit admin', 'unit.a', person({ role: 'uC', org: 'u_ant' }), 'forbidden FORBIDDEN'],
      ['an agency admin never makes an admin', 'fox.a', person({ role: 'aA', org: 'a_fox' }), 'forbidden FORBIDDEN'],
      ['a login with capitals', 'ant.a', person({ login: 'New.One' }), 'invalid VALUE_INVALID'],
      ['a phone that is none', 'ant.a', person({ phone: '12ab' }), 'invalid VALUE_INVALID'],
      ['an e-mail that is none', 'ant.a', person({ email: 'a@b' }), 'invalid VALUE_INVALID'],
      ['an id number that is none', 'ant.a', person({ id_number: '110105194912310021' }), 'invalid VALUE_INVALID'],
      ['the same login, other content', 'ant.a', person({ login: 'ant.c2' }), 'conflict MEMBER_EXISTS'],
      ['the same login and content', 'ant.a', person({ login: 'ant.c2', name: '成员ant.c2' }), 'unchanged SAME'],
      ['there, with another role', 'ant.a', person({ login: 'ant.c2', role: 'eU' }), 'conflict MEMBER_EXISTS'],
      ['a principal admin', 'ant.p', person({ role: 'eP' }), 'forbidden FORBIDDEN'],
      ['MEM-1 a role for the verified only', 'ant.a', person({ verified: '' }), 'conflict ROLE_VERIFIED'],
      ['ORG-3 an unverified employee', 'ant.a', person({ verified: '', role: 'eU' }), 'ok'],
      ['by the long name of the role', 'ant.a', person({ role: 'collaborator' }), 'ok'],
      ['at a place by name', 'ant.a', person({ org: '北辰食品有限公司' }), 'ok'],
      ['staff, by the agency admin', 'fox.a', person({ role: 'aE', org: 'a_fox' }), 'ok'],
      ['an admin, by the agency master', 'fox.m', person({ role: 'aA', org: 'a_fox' }), 'ok'],
      ['without a role, by the operator', 'ops', { login: 'new.one', name: '新人' }, 'ok'],
    ];
    for (const [why, actor, row, told] of TABLE)
      test(`MEM-7 ${operation}: ${why}`, async () => {
        expect(await state.told(operation, { rows: [row], actor, dryRun: true })).toEqual([told]);
      });

    test('MEM-7 the natural key: run again, all is unchanged, contact data included', async () => {
      const own = await fixture();
      const rows = [person({ ...CONTACT, phone: '138 1234-5678' }), person({ login: 'new.two' })];
      expect(await own.told(operation, { rows })).toEqual(['ok', 'ok']);
      expect(await own.told(operation, { rows })).toEqual(['unchanged SAME', 'unchanged SAME']);
      expect(await own.told(operation, { rows: [person({ ...CONTACT, phone: '13812345679' })] })).toEqual([
        'conflict MEMBER_EXISTS',
      ]);
    });
  });

describe('members.verify', () => {
  const TABLE: readonly (readonly [why: string, actor: string, login: string, told: string])[] = [
    ['an unverified actor', 'newbie', 'newbie', 'forbidden MEMBER_UNVERIFIED'],
    ['an unknown member', 'ops', 'nobody', 'not_found NOT_FOUND'],
    ['a hidden member', 'cat.p', 'ant.u', 'not_found NOT_FOUND'],
    ['no right: group admin', 'north.a', 'ant.u', 'forbidden FORBIDDEN'],
    ['an agency admin, an admin', 'fox.a', 'fox.m', 'forbidden FORBIDDEN'],
    ['verified already', 'ant.a', 'ant.c', 'unchanged SAME'],
    ['by the entity admin', 'ant.a', 'ant.u', 'ok'],
    ['one who belongs nowhere, by the operator', 'ops', 'newbie', 'ok'],
  ];
  for (const [why, actor, login, told] of TABLE)
    test(`MEM-3 verify: ${why}`, async () => {
      const input = { rows: [login], options: { method: '人脸' }, actor, dryRun: true };
      expect(await state.told('members.verify', input)).toEqual([told]);
    });

  test('ORG-3 verify: records time and method, and makes nobody a collaborator by itself', async () => {
    const own = await fixture();
    await own.must('members.verify', { rows: ['ant.u'], options: { method: '企业对公' }, actor: 'ant.a' });
    const [shown] = await own.records('members.show', { login: ['ant.u'] });
    expect(shown).toMatchObject({ verified: own.now, verified_method: '企业对公', roles: ['eU@e_ant'] });
    expect(await codeOf(own.change('members.verify', { rows: ['newbie'] }))).toBe('MISSING');
  });

  test('ORG-4 an unverified member looks around what is theirs and changes nothing', async () => {
    const own = await fixture();
    expect((await own.records('members.show', { login: ['ant.u'] }, 'ant.u'))[0]?.['login']).toBe('ant.u');
    expect((await own.records('orgs.list', {}, 'ant.u')).map(({ id }) => id)).toEqual(['e_ant']);
    for (const [operation, input] of [
      ['accounts.claim', { rows: ['20000005'] }],
      ['accounts.tag', { rows: ['20000005'], options: { tag: ['x'] } }],
      ['orgs.create', { rows: [{ kind: 'group', name: 'x' }] }],
      ['members.grant', { rows: ['ant.u'], options: { role: 'eC', org: 'e_ant' } }],
    ] as const)
      expect(await own.told(operation, { ...input, actor: 'ant.u' })).toEqual(['forbidden MEMBER_UNVERIFIED']);
    const { details } = await own.outcome('accounts.claim', { rows: ['20000005'], actor: 'ant.u' });
    expect(details).toEqual({ member: 'ant.u' });
  });
});

describe('members.list and members.show', () => {
  const seen = async (input: Record<string, unknown>, actor = 'owner') =>
    (await state.records('members.list', input, actor)).map(({ login }) => String(login));

  test('MEM-0 a new state has one member, the owner, verified, who is the actor without --as', async () => {
    const empty = await openState();
    const [owner, ...others] = await empty.records('members.list');
    expect(others).toEqual([]);
    expect(owner).toMatchObject({ login: 'owner', status: 'active' });
    expect(owner?.['verified']).not.toBeNull();
    expect(await empty.told('accounts.create', { rows: [{ id: '1', platform: 'x', name: 'x' }] })).toEqual(['ok']);
  });

  test('MEM-7 list: by role, verified, text, and by the whole of a phone, never a part of it', async () => {
    expect(await seen({ role: 'eC' })).toEqual(['ant.c', 'ant.c2', 'audit', 'cat.c', 'elk.c']);
    expect(await seen({ role: 'auditor' })).toEqual(['audit']);
    expect(await seen({ unverified: 'true' })).toEqual(['ant.u', 'newbie']);
    expect(await seen({ search: 'fox.' })).toEqual(['fox.a', 'fox.c', 'fox.d', 'fox.e', 'fox.m', 'fox.v']);
    expect(await seen({ where: [`phone = ${CONTACT.phone}`] })).toEqual(['ant.c']);
    expect(await codeOf(seen({ where: ['phone ~ 138'] }))).toBe('WHERE_INVALID');
    expect(await seen({ search: '1381234' })).toEqual([]);
  });

  test('MEM-2 list: members of what one administers, and oneself', async () => {
    expect(await seen({}, 'ant.a')).toEqual([
      'ant.a',
      'ant.c',
      'ant.c2',
      'ant.p',
      'ant.u',
      'audit',
      'unit.a',
      'unit.c',
    ]);
    expect(await seen({}, 'ant.c')).toEqual(['ant.c']);
    expect(await seen({}, 'unit.a')).toEqual(['unit.a', 'unit.c']);
    expect(await seen({}, 'fox.m')).toEqual(['fox.a', 'fox.c', 'fox.d', 'fox.e', 'fox.m', 'fox.v']);
    expect(await seen({}, 'plain')).toEqual(['plain']);
  });

  test('MEM-4 show: a hidden member is not found', async () => {
    expect(await codeOf(state.query('members.show', { login: ['cat.c'] }, 'ant.a'))).toBe('NOT_FOUND');
    expect(await codeOf(state.query('members.show', { login: ['nobody'] }, 'ant.a'))).toBe('NOT_FOUND');
  });

  test('MEM-0 an actor who is none, or was removed, is refused', async () => {
    expect(await codeOf(state.query('members.list', {}, 'nobody'))).toBe('ACTOR_UNKNOWN');
    const call = state.change('accounts.claim', { rows: ['20000005'], actor: 'nobody' });
    expect(await codeOf(call)).toBe('ACTOR_UNKNOWN');
  });
});

/** Roles and flags: granted, revoked, handed over (MEM-1, MEM-3, MEM-6, ORG-2, UNIT-4). */
import { beforeAll, describe, expect, test } from 'vitest';
import { fixture } from '../helpers/fixture.ts';
import { type Cells, codeOf, type State } from '../helpers/state.ts';

let state: State;
beforeAll(async () => {
  state = await fixture();
});
type Row = readonly [why: string, actor: string, login: string, options: Record<string, unknown>, told: string];
const at = (role: string, org?: string) => ({ role, ...(org && { org }) });

describe('members.grant', () => {
  const TABLE: readonly Row[] = [
    ['an unverified actor', 'newbie', 'ant.c', at('eA', 'e_ant'), 'forbidden MEMBER_UNVERIFIED'],
    ['an unknown member', 'ant.p', 'nobody', at('eA', 'e_ant'), 'not_found NOT_FOUND'],
    ['a hidden member', 'ant.p', 'cat.c', at('eA', 'e_ant'), 'not_found NOT_FOUND'],
    ['neither role nor flag', 'ant.p', 'ant.c', { org: 'e_ant' }, 'invalid MISSING'],
    ['a role that is none', 'ant.p', 'ant.c', at('xx', 'e_ant'), 'invalid VALUE_INVALID'],
    ['letters in another case', 'ant.p', 'ant.c', at('EA', 'e_ant'), 'invalid VALUE_INVALID'],
    ['a flag that is none', 'ant.p', 'ant.c', { flag: 'xx', org: 'e_ant' }, 'invalid VALUE_INVALID'],
    ['no place', 'ant.p', 'ant.c', at('eA'), 'invalid MISSING'],
    ['an unknown place', 'ant.p', 'ant.c', at('eA', 'e_none'), 'not_found NOT_FOUND'],
    ['a hidden place', 'ant.p', 'ant.c', at('eA', 'e_cat'), 'not_found NOT_FOUND'],
    ['ROLE_PLACE a group role at an entity', 'ant.p', 'ant.c', at('gA', 'e_ant'), 'invalid ROLE_PLACE'],
    ['ROLE_PLACE an entity role at a group', 'north.p', 'ant.c', at('eA', 'g_north'), 'invalid ROLE_PLACE'],
    ['ROLE_PLACE an entity role at a unit', 'ant.p', 'ant.c', at('eA', 'u_ant'), 'invalid ROLE_PLACE'],
    ['ROLE_PLACE a unit role at an entity', 'ant.p', 'ant.c', at('uA', 'e_ant'), 'invalid ROLE_PLACE'],
    ['ROLE_PLACE an agency role at an entity', 'ant.p', 'ant.c', at('aE', 'e_ant'), 'invalid ROLE_PLACE'],
    ['ROLE_PLACE a viewer at an entity', 'ant.p', 'ant.c', at('cv', 'e_ant'), 'invalid ROLE_PLACE'],
    ['no right: collaborator', 'ant.c', 'ant.c', at('eA', 'e_ant'), 'forbidden FORBIDDEN'],
    ['a unit admin, an entity role', 'unit.a', 'unit.c', at('eC', 'e_ant'), 'forbidden FORBIDDEN'],
    ['an agency admin, an admin', 'fox.a', 'fox.e', at('aA', 'a_fox'), 'forbidden FORBIDDEN'],
    ['a flag, not by an admin', 'ant.a', 'ant.c', { flag: 'auditor', org: 'e_ant' }, 'forbidden FORBIDDEN'],
    ['held already', 'ant.p', 'ant.c', at('eC', 'e_ant'), 'unchanged SAME'],
    ['a flag without a role there', 'north.p', 'unit.a', { flag: 'auditor', org: 'e_ant' }, 'conflict FLAG_NEEDS_ROLE'],
    ['a principal role, not handed over', 'ant.p', 'ant.c', at('eP', 'e_ant'), 'conflict PRINCIPAL_HAND_OVER'],
    ['UNIT-4 an unverified unit admin', 'ant.a', 'ant.u', at('uA', 'u_ant'), 'conflict ROLE_VERIFIED'],
    ['ORG-3 an unverified collaborator', 'ant.a', 'ant.u', at('eC', 'e_ant'), 'conflict ROLE_VERIFIED'],
    ['a unit collaborator may be unverified', 'ant.a', 'ant.u', at('uC', 'u_ant'), 'ok'],
    ['one more role', 'ant.a', 'ant.c', at('entity-admin', 'e_ant'), 'ok'],
    ['a unit role, by the unit admin', 'unit.a', 'unit.c', at('uA', 'u_ant'), 'ok'],
    ['at the entity, by the group admin', 'north.a', 'ant.c', at('eA', 'e_ant'), 'ok'],
    ['staff, by the agency admin', 'fox.a', 'fox.e', at('aD', 'a_fox'), 'ok'],
    ['an admin, by the agency master', 'fox.m', 'fox.e', at('aA', 'a_fox'), 'ok'],
    ['a flag, by the principal admin', 'ant.p', 'ant.c', { flag: 'pii_viewer', org: 'e_ant' }, 'ok'],
    ['the operator, by the owner', 'owner', 'plain', at('op'), 'ok'],
    ['the operator, by an operator', 'ops', 'plain', at('op'), 'forbidden FORBIDDEN'],
  ];
  for (const [why, actor, login, options, told] of TABLE)
    test(`MEM-3 grant: ${why}`, async () => {
      expect(await state.told('members.grant', { rows: [login], options, actor, dryRun: true })).toEqual([told]);
    });

  test('MEM-1 grant: several roles per member, a row’s own place before the command’s', async () => {
    const own = await fixture();
    const rows: Cells[] = [{ login: 'ant.c' }, { login: 'ant.c', role: 'uA', org: 'u_ant' }, { login: 'ant.c' }];
    expect(await own.told('members.grant', { rows, options: at('uC', 'u_ant'), actor: 'ant.a' })).toEqual([
      'ok',
      'ok',
      'unchanged SAME_AS_ROW',
    ]);
    expect(await own.grants('ant.c')).toEqual(['ant.c/eC/e_ant', 'ant.c/uA/u_ant', 'ant.c/uC/u_ant']);
  });

  test('MEM-1 grant: rights are those of now, in the very next command', async () => {
    const own = await fixture();
    expect(
      await own
        .told('accounts.assign', { rows: ['20000005'], options: { to: 'ant.c' }, actor: 'plain' })
        .catch(codeless),
    ).toBe('NOT_FOUND');
    await own.must('members.grant', { rows: ['plain'], options: at('eA', 'e_ant') });
    expect(await own.told('accounts.assign', { rows: ['20000005'], options: { to: 'ant.c' }, actor: 'plain' })).toEqual(
      ['ok'],
    );
    await own.must('members.revoke', { rows: ['plain'], options: at('eA', 'e_ant') });
    expect(
      await codeOf(own.change('accounts.assign', { rows: ['20000005'], options: { to: 'ant.c' }, actor: 'plain' })),
    ).toBe('NOT_FOUND');
  });
  const codeless = (error: Error) => error.message;
});

describe('members.grant by the operator', () => {
  test('ORG-9 it nominates where nobody administers, and gives and takes nothing elsewhere', async () => {
    const own = await fixture();
    const told = (operation: string, login: string, role: string, org: string) =>
      own.told(operation, { rows: [login], options: at(role, org), actor: 'ops', reason: '空缺' });
    expect(await told('members.grant', 'ant.c', 'eA', 'e_ant')).toEqual(['forbidden FORBIDDEN']);
    expect(await told('members.revoke', 'ant.c', 'eC', 'e_ant')).toEqual(['forbidden FORBIDDEN']);
    expect(await told('members.grant', 'plain', 'eA', 'e_bee')).toEqual(['ok']);
    expect(await told('members.grant', 'ant.c', 'eA', 'e_bee')).toEqual(['forbidden FORBIDDEN']);
    expect(await told('members.revoke', 'plain', 'eA', 'e_bee')).toEqual(['forbidden FORBIDDEN']);
  });

  test('ORG-9 to nominate an admin it gives a reason, which the log keeps', async () => {
    const own = await fixture();
    const nominate = (reason: string, role = 'eA') =>
      own.change('members.grant', { rows: ['plain'], options: at(role, 'e_bee'), actor: 'ops', reason });
    const [none] = (await nominate(' ')).results;
    expect(none).toMatchObject({ status: 'invalid', code: 'REASON_NEEDED', details: { member: 'plain', role: 'eA' } });
    const created = { login: 'new.a', name: '新', verified: '人脸', role: 'eA', org: 'e_bee' };
    expect(await own.told('members.create', { rows: [created], actor: 'ops' })).toEqual(['invalid REASON_NEEDED']);
    const { batch } = await nominate('主管理员离职');
    const logged = await own.records('audit.list', { where: [`batch = ${batch}`], columns: ['actor', 'reason'] });
    expect(logged).toEqual([{ actor: 'ops', reason: '主管理员离职' }]);
    // Done already: nothing is nominated, so nothing is asked.
    expect(await own.told('members.grant', { rows: ['plain'], options: at('eA', 'e_bee'), actor: 'owner' })).toEqual([
      'unchanged SAME',
    ]);
  });

  const SILENT: readonly (readonly [why: string, actor: string, role: string, org: string])[] = [
    ['who is no admin', 'ops', 'eC', 'e_bee'],
    ['an admin of the place itself', 'elk.a', 'eA', 'e_elk'],
    ['an admin of the group', 'north.a', 'eA', 'e_bee'],
    ['the state owner, who has every right', 'owner', 'eA', 'e_bee'],
  ];
  for (const [why, actor, role, org] of SILENT)
    test(`ORG-9 no reason is needed of or for ${why}`, async () => {
      const login = actor === 'elk.a' ? 'elk.c' : actor === 'north.a' ? 'nunit.a' : 'plain';
      expect(await state.told('members.grant', { rows: [login], options: at(role, org), actor, dryRun: true })).toEqual(
        ['ok'],
      );
    });
});

describe('members.grant --hand-over', () => {
  const hand = (role: string, org: string) => ({ role, org, hand_over: true });
  const TABLE: readonly Row[] = [
    ['MEM-6 by its holder', 'ant.p', 'ant.c', hand('eP', 'e_ant'), 'ok'],
    ['by an admin', 'ant.a', 'ant.c', hand('eP', 'e_ant'), 'forbidden FORBIDDEN'],
    ['by the group principal, who does not hold it', 'north.p', 'ant.c', hand('eP', 'e_ant'), 'forbidden FORBIDDEN'],
    ['by the operator', 'ops', 'ant.c', hand('eP', 'e_ant'), 'forbidden FORBIDDEN'],
    ['to oneself', 'ant.p', 'ant.p', hand('eP', 'e_ant'), 'unchanged SAME'],
    ['to an unverified member', 'ant.p', 'ant.u', hand('eP', 'e_ant'), 'conflict ROLE_VERIFIED'],
    ['of the agency', 'fox.m', 'fox.a', hand('aM', 'a_fox'), 'ok'],
    ['of the group', 'north.p', 'north.a', hand('gP', 'g_north'), 'ok'],
    ['ORG-9 by the operator, where nobody administers', 'ops', 'plain', hand('eP', 'e_bee'), 'ok'],
    ['by an admin of the group, where nobody holds it', 'north.a', 'nunit.a', hand('eP', 'e_bee'), 'ok'],
    ['by an admin, where nobody holds it', 'elk.a', 'elk.c', hand('eP', 'e_elk'), 'forbidden FORBIDDEN'],
    ['by the owner, where nobody holds it', 'owner', 'elk.a', hand('eP', 'e_elk'), 'ok'],
    ['a role that is no principal’s is granted as it is', 'ant.p', 'ant.c', hand('eA', 'e_ant'), 'ok'],
  ];
  for (const [why, actor, login, options, told] of TABLE)
    test(`MEM-6 hand over: ${why}`, async () => {
      const reason = why.startsWith('ORG-9') ? '主管理员空缺' : '';
      expect(await state.told('members.grant', { rows: [login], options, actor, reason, dryRun: true })).toEqual([
        told,
      ]);
    });

  test('ORG-9 hand over: the operator says why it names a principal admin', async () => {
    const asked = { rows: ['plain'], options: hand('eP', 'e_bee'), actor: 'ops', dryRun: true };
    expect(await state.told('members.grant', asked)).toEqual(['invalid REASON_NEEDED']);
  });

  test('ORG-2 hand over: at most one, the role goes from one to the other', async () => {
    const own = await fixture();
    await own.must('members.grant', { rows: ['ant.c'], options: hand('eP', 'e_ant'), actor: 'ant.p' });
    // The former holder stays as an admin; undo takes all of it back.
    expect(await own.grants('ant.p')).toEqual(['ant.p/eA/e_ant']);
    expect(await own.grants('ant.c')).toEqual(['ant.c/eC/e_ant', 'ant.c/eP/e_ant']);
    expect((await own.records('orgs.show', { org: ['e_ant'] }))[0]?.['principal']).toBe('ant.c');
  });
});

describe('members.revoke', () => {
  const TABLE: readonly Row[] = [
    ['an unknown member', 'ant.p', 'nobody', at('eC', 'e_ant'), 'not_found NOT_FOUND'],
    ['a hidden member', 'ant.p', 'cat.c', at('eC', 'e_cat'), 'not_found NOT_FOUND'],
    ['no role named', 'ant.p', 'ant.c', { org: 'e_ant' }, 'invalid MISSING'],
    ['ROLE_PLACE', 'ant.p', 'ant.c', at('gA', 'e_ant'), 'invalid ROLE_PLACE'],
    ['no right', 'ant.c', 'ant.c', at('eC', 'e_ant'), 'forbidden FORBIDDEN'],
    ['an agency admin, an admin', 'fox.a', 'fox.a', at('aA', 'a_fox'), 'forbidden FORBIDDEN'],
    ['a flag, not by an admin', 'ant.a', 'audit', { flag: 'auditor', org: 'e_ant' }, 'forbidden FORBIDDEN'],
    ['not held', 'ant.p', 'ant.c', at('eA', 'e_ant'), 'unchanged SAME'],
    ['MEM-6 a principal role', 'ant.p', 'ant.p', at('eP', 'e_ant'), 'conflict PRINCIPAL_HAND_OVER'],
    ['a flag, by the principal admin', 'ant.p', 'audit', { flag: 'auditor', org: 'e_ant' }, 'ok'],
    ['a role', 'ant.a', 'ant.c', at('eC', 'e_ant'), 'ok'],
  ];
  for (const [why, actor, login, options, told] of TABLE)
    test(`MEM-6 revoke: ${why}`, async () => {
      expect(await state.told('members.revoke', { rows: [login], options, actor, dryRun: true })).toEqual([told]);
    });
});

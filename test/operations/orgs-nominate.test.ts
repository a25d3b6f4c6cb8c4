/** Break-glass: an admin is named where there is none, by the operator, with a reason (ORG-9). */
import { beforeAll, describe, expect, test } from 'vitest';
import { fixture } from '../helpers/fixture.ts';
import type { State } from '../helpers/state.ts';

describe('orgs.nominate', () => {
  let state: State;
  beforeAll(async () => {
    state = await fixture();
    await state.must('units.create', { options: { id: 'u_bee', name: '饮料组', org: 'e_bee' } });
    await state.must('units.create', { options: { id: 'u_fox', name: '狐组', org: 'e_fox' } });
    await state.must('units.create', { options: { id: 'u_fox2', name: '狐二组', org: 'e_fox' } });
    await state.must('units.add-members', { rows: ['plain'], options: { unit: 'u_fox2', role: 'uA' } });
  });

  type Case = readonly [why: string, actor: string, org: string, options: Record<string, string>, told: string];
  const TABLE: readonly Case[] = [
    ['no such member', 'ops', 'e_bee', { member: 'nobody' }, 'not_found NOT_FOUND'],
    ['no such organisation', 'ops', 'e_none', { member: 'plain' }, 'not_found NOT_FOUND'],
    ['no operator', 'north.p', 'e_bee', { member: 'north.a' }, 'forbidden FORBIDDEN'],
    ['it has an admin', 'ops', 'e_elk', { member: 'plain' }, 'conflict ORG_ADMINISTERED'],
    ['it has a principal admin', 'ops', 'e_ant', { member: 'plain' }, 'conflict ORG_ADMINISTERED'],
    ['even for the state owner', 'owner', 'e_ant', { member: 'plain' }, 'conflict ORG_ADMINISTERED'],
    ['not verified', 'ops', 'e_bee', { member: 'newbie' }, 'conflict ROLE_VERIFIED'],
    ['no role of an admin', 'ops', 'e_bee', { member: 'plain', role: 'eC' }, 'invalid VALUE_INVALID'],
    ['of another kind', 'ops', 'e_bee', { member: 'plain', role: 'gA' }, 'invalid VALUE_INVALID'],
    ['the principal admin', 'ops', 'e_bee', { member: 'plain' }, 'ok'],
    ['an admin', 'ops', 'e_bee', { member: 'plain', role: 'eA' }, 'ok'],
    [
      'a unit of an entity whose group has admins',
      'ops',
      'e_bee',
      { member: 'plain', unit: 'u_bee' },
      'conflict ORG_ADMINISTERED',
    ],
    ['a unit of an entity without', 'ops', 'e_fox', { member: 'ops', unit: 'u_fox' }, 'ok'],
    ['a unit that has an admin', 'ops', 'e_fox', { member: 'ops', unit: 'u_fox2' }, 'conflict ORG_ADMINISTERED'],
    ['who is that admin', 'ops', 'e_fox', { member: 'plain', unit: 'u_fox2' }, 'unchanged SAME'],
    ['a unit of another organisation', 'ops', 'e_fox', { member: 'plain', unit: 'u_bee' }, 'conflict UNIT_ELSEWHERE'],
    ['a new unit', 'ops', 'e_fox', { member: 'plain', new_unit: '新组' }, 'ok'],
    [
      'a new unit where there are admins',
      'ops',
      'g_north',
      { member: 'plain', new_unit: '新组' },
      'conflict ORG_ADMINISTERED',
    ],
    ['a new unit that is there', 'ops', 'e_fox', { member: 'plain', new_unit: '狐二组' }, 'unchanged SAME'],
    ['both', 'ops', 'e_fox', { member: 'plain', unit: 'u_fox', new_unit: 'x' }, 'invalid UNIT_OR_NEW'],
    ['an agency has no units', 'ops', 'a_fox', { member: 'plain', new_unit: 'x' }, 'invalid ROLE_PLACE'],
  ];
  test.each(TABLE)('ORG-9: %s', async (_, actor, org, options, told) => {
    const input = { rows: [org], options, actor, reason: '无管理员', dryRun: true };
    expect(await state.told('orgs.nominate', input)).toEqual([told]);
  });

  test('ORG-9: needs a reason, which stands in the log; the unit is made with its admin; undone as one', async () => {
    const options = { member: 'plain', new_unit: '新组' };
    const ask = { rows: ['e_fox'], options, actor: 'ops' };
    expect(await state.told('orgs.nominate', ask)).toEqual(['invalid REASON_NEEDED']);
    const { batch } = await state.must('orgs.nominate', { ...ask, reason: '主体无管理员' });
    const entries = await state.records('audit.list', { where: [`batch = ${batch}`] });
    expect(entries.map(({ actor, reason }) => [actor, reason])).toEqual([
      ['ops', '主体无管理员'],
      ['ops', '主体无管理员'],
    ]);
    const [unit] = await state.records('units.list', { where: ['name = 新组'] });
    expect(unit).toMatchObject({ org: 'e_fox', type: 'entity', admins: 1 });
    expect(await state.told('orgs.nominate', { ...ask, reason: '再次' })).toEqual(['unchanged SAME']);
    expect(await state.told('batches.undo', { options: { batch }, actor: 'ops' })).toEqual(['ok']);
    expect(await state.records('units.list', { where: ['name = 新组'] })).toEqual([]);
  });
});

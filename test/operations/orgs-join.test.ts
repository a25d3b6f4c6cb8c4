/** Asking to join an entity: who may, and how it is named (ORG-3, ORG-4, MEM-4). */
import { beforeAll, describe, expect, test } from 'vitest';
import { fixture, licence } from '../helpers/fixture.ts';
import type { State } from '../helpers/state.ts';

describe('orgs.join', () => {
  let state: State;
  beforeAll(async () => {
    state = await fixture();
    await state.must('orgs.import', {
      rows: [
        { kind: 'entity', id: 'e_gone', name: '已撤公司', licence: licence(41) },
        { kind: 'entity', id: 'e_twin1', name: '双生公司', licence: licence(42) },
        { kind: 'entity', id: 'e_twin2', name: '双生公司', licence: licence(43) },
        { kind: 'entity', id: 'e_person', name: '王某', licence: '11010519491231002X' },
      ],
    });
    await state.must('orgs.archive', { rows: ['e_gone'] });
    await state.change('orgs.join', { rows: ['e_cat'], actor: 'newbie' });
  });

  const TABLE: readonly (readonly [why: string, actor: string, org: string, told: string])[] = [
    ['nothing of that name', 'plain', '没有的公司', 'not_found NOT_FOUND'],
    ['a group that is hidden', 'plain', 'g_north', 'not_found NOT_FOUND'],
    ['a group that is seen', 'north.a', 'g_north', 'invalid JOIN_KIND'],
    ['an agency', 'plain', 'a_fox', 'not_found NOT_FOUND'],
    ['two of one name, both hidden', 'plain', '双生公司', 'invalid AMBIGUOUS'],
    ['archived', 'plain', 'e_gone', 'conflict ARCHIVED'],
    ['a member already', 'ant.c', 'e_ant', 'unchanged MEMBER_ALREADY'],
    ['asked already', 'newbie', 'e_cat', 'unchanged ASKED_ALREADY'],
    ['asked already, by another name of it', 'newbie', '南山游戏有限公司', 'unchanged ASKED_ALREADY'],
    ['by id, hidden', 'plain', 'e_ant', 'pending'],
    ['by kind and id', 'plain', 'entity:e_ant', 'pending'],
    ['by licence, hidden', 'plain', licence(1), 'pending'],
    ['by licence in lower case', 'plain', licence(1).toLowerCase(), 'pending'],
    ['by the full name, hidden', 'plain', '北辰食品有限公司', 'pending'],
    ['a part of the name', 'plain', '北辰食品', 'not_found NOT_FOUND'],
    ['a person by the number', 'plain', '11010519491231002x', 'pending'],
    ['not verified (ORG-4)', 'newbie', 'e_ant', 'pending'],
    ['a member of another entity', 'cat.c', 'e_ant', 'pending'],
  ];
  for (const [why, actor, org, told] of TABLE)
    test(`ORG-3 join: ${why}`, async () => {
      expect(await state.told('orgs.join', { rows: [org], actor, dryRun: true })).toEqual([told]);
    });

  test('MEM-4: a hidden entity is not named, a personal number nowhere', async () => {
    const { results } = await state.change('orgs.join', {
      rows: ['11010519491231002x', '双生公司', 'e_gone'],
      actor: 'plain',
    });
    const said = JSON.stringify(results);
    for (const word of ['11010519491231002', '王某', 'e_person', 'e_twin', '已撤公司'])
      expect(said).not.toContain(word);
    const shown = JSON.stringify(await state.records('requests.list', {}, 'plain'));
    for (const word of ['11010519491231002', '王某', 'e_person']) expect(shown).not.toContain(word);
  });
});

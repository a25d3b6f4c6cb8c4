/** Creating again what is there, but archived or removed (ORG-10, inputs.md "Natural keys"). */
import { beforeAll, describe, expect, test } from 'vitest';
import { fixture, licence } from '../helpers/fixture.ts';
import type { Cells, State } from '../helpers/state.ts';

const ENTITY = { kind: 'entity', name: '已归档有限公司', licence: licence(71) };
const PERSON = { kind: 'entity', name: '张三', licence: '11010519491231002X' };
const GROUP = { kind: 'group', name: '已归档集团' };
const UNIT = { name: '食品二部', org: 'e_ant' };

let state: State;
beforeAll(async () => {
  state = await fixture();
  const made = await state.must('orgs.import', {
    rows: [ENTITY, PERSON, GROUP, { ...ENTITY, id: 'e_own', licence: licence(72) }],
  });
  await state.must('orgs.archive', { rows: made.results.map(({ id }) => String(id)) });
  await state.must('orgs.create', { rows: [{ kind: 'agency', id: 'a_bee', entity: 'e_bee' }] });
  await state.must('orgs.archive', { rows: ['a_bee'] });
  await state.must('units.archive', { rows: ['u_ant2'] });
});

describe('archived', () => {
  const TABLE: readonly (readonly [why: string, operation: string, row: Cells, told: string])[] = [
    ['an entity, by its licence', 'orgs.create', ENTITY, 'conflict ARCHIVED'],
    ['an entity, with another name', 'orgs.create', { ...ENTITY, name: '别的' }, 'conflict ARCHIVED'],
    ['an entity, in a file', 'orgs.import', ENTITY, 'conflict ARCHIVED'],
    ['an entity, by its id', 'orgs.import', { ...ENTITY, id: 'e_own', licence: licence(72) }, 'conflict ARCHIVED'],
    ['a person, by its number', 'orgs.create', PERSON, 'conflict ARCHIVED'],
    ['a group, by its name', 'orgs.create', GROUP, 'conflict ARCHIVED'],
    ['a group, of another type', 'orgs.create', { ...GROUP, group_type: 'customer' }, 'conflict ARCHIVED'],
    ['an agency, by its entity', 'orgs.create', { kind: 'agency', entity: 'e_bee' }, 'conflict ARCHIVED'],
    ['a unit, by its name', 'units.create', UNIT, 'conflict ARCHIVED'],
    ['a unit, with other content', 'units.create', { ...UNIT, track: 'x' }, 'conflict ARCHIVED'],
    ['what is active', 'orgs.create', { kind: 'agency', entity: 'e_fox' }, 'unchanged SAME'],
  ];
  for (const [why, operation, row, told] of TABLE)
    test(`ORG-10 created again: ${why}`, async () => {
      expect(await state.told(operation, { rows: [row] })).toEqual([told]);
    });

  test('MEM-4 created again: whoever may not see it is told what it is told of any other', async () => {
    expect(await state.outcome('orgs.create', { rows: [ENTITY], actor: 'plain' })).toEqual({
      status: 'conflict',
      code: 'LICENCE_TAKEN',
      details: {},
    });
  });

  test('ORG-10 created again: undoing the archive brings it back, and the same again is unchanged', async () => {
    const own = await fixture();
    await own.must('orgs.create', { rows: [GROUP] });
    const { batch } = await own.must('orgs.archive', { rows: [GROUP.name] });
    expect(await own.told('orgs.create', { rows: [GROUP] })).toEqual(['conflict ARCHIVED']);
    await own.must('batches.undo', { options: { batch } });
    expect(await own.told('orgs.create', { rows: [GROUP] })).toEqual(['unchanged SAME']);
  });
});

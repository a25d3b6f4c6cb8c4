/** Units that change: updated, their members, archived (UNIT-1…4, ORG-10); and what `units create` refuses. */
import { beforeAll, describe, expect, test } from 'vitest';
import { fixture } from '../helpers/fixture.ts';
import type { ChangeInput, State } from '../helpers/state.ts';

let state: State;
beforeAll(async () => {
  state = await fixture();
});

type Row = readonly [why: string, actor: string, rows: ChangeInput['rows'], options: object, told: string];
const table = (operation: string, rule: string, rows: readonly Row[]) => {
  for (const [why, actor, input, options, told] of rows)
    test(`${rule} ${operation}: ${why}`, async () => {
      const all = { rows: input ?? [], options: { ...options }, actor, dryRun: true };
      expect(await state.told(operation, all)).toEqual([told]);
    });
};

table('units.update', 'MEM-3', [
  ['an unverified actor', 'newbie', ['u_ant'], { note: 'x' }, 'forbidden MEMBER_UNVERIFIED'],
  ['unknown', 'ant.a', ['u_none'], { note: 'x' }, 'not_found NOT_FOUND'],
  ['hidden', 'ant.a', ['u_cat'], { note: 'x' }, 'not_found NOT_FOUND'],
  ['no right', 'unit.c', ['u_ant'], { note: 'x' }, 'forbidden FORBIDDEN'],
  ['nothing to set', 'unit.a', ['u_ant'], {}, 'invalid NOTHING_TO_SET'],
  ['a name that another unit has', 'ant.a', ['u_ant'], { name: '食品二部' }, 'conflict UNIT_EXISTS'],
  ['a name that a unit elsewhere has', 'ant.a', ['u_ant'], { name: '游戏一部' }, 'ok'],
  ['the same', 'ant.a', ['u_ant'], { name: '食品一部', clear: ['note'] }, 'unchanged SAME'],
  ['its own unit', 'unit.a', ['食品一部'], { track: '零食', note: 'n' }, 'ok'],
  ['a row of its own', 'ant.a', [{ unit: 'u_ant', name: '零食部' }], { track: 'x' }, 'ok'],
]);
test('BULK-4 units.update: --clear empties, an empty option is refused, and undo brings it back', async () => {
  const own = await fixture();
  const unit = async () => (await own.records('units.show', { unit: ['u_ant'] }))[0];
  await own.must('units.update', { rows: ['u_ant'], options: { track: '零食', note: '备注' } });
  const { batch } = await own.must('units.update', { rows: ['u_ant'], options: { clear: ['track', 'note'] } });
  expect(await unit()).toMatchObject({ track: null, note: null, name: '食品一部' });
  await own.must('batches.undo', { options: { batch } });
  expect(await unit()).toMatchObject({ track: '零食', note: '备注' });
  const wrong = own.change('units.update', { rows: ['u_ant'], options: { clear: ['name'] } });
  await expect(wrong).rejects.toMatchObject({ code: 'VALUE_INVALID' });
  await expect(own.change('units.update', { rows: ['u_ant'], options: { track: '' } })).rejects.toMatchObject({
    code: 'VALUE_EMPTY',
  });
});

const inUnit = { unit: 'u_ant' };
table('units.add-members', 'UNIT-4', [
  ['an unknown member', 'ant.a', ['nobody'], inUnit, 'not_found NOT_FOUND'],
  ['a hidden member', 'ant.a', ['cat.c'], inUnit, 'not_found NOT_FOUND'],
  ['no right', 'unit.c', ['unit.c'], inUnit, 'forbidden FORBIDDEN'],
  ['an unverified admin', 'ant.a', ['ant.u'], { ...inUnit, role: 'uA' }, 'conflict ROLE_VERIFIED'],
  ['an unverified collaborator', 'ant.a', ['ant.u'], inUnit, 'ok'],
  ['there already', 'ant.a', ['unit.c'], inUnit, 'unchanged SAME'],
  ['one more role', 'unit.a', ['unit.c'], { ...inUnit, role: 'uA' }, 'ok'],
]);
table('units.remove-members', 'MEM-3', [
  ['a hidden member', 'ant.a', ['cat.c'], inUnit, 'not_found NOT_FOUND'],
  ['no right', 'unit.c', ['unit.c'], inUnit, 'forbidden FORBIDDEN'],
  ['not in it', 'ant.a', ['ant.c'], inUnit, 'unchanged UNIT_ABSENT'],
  ['not with this role', 'ant.a', ['unit.c'], { ...inUnit, role: 'uA' }, 'unchanged UNIT_ABSENT'],
  ['a member', 'unit.a', ['unit.c'], inUnit, 'ok'],
]);
test('BULK-4 units.remove-members: both roles in one row, and undone together', async () => {
  const own = await fixture();
  await own.must('units.add-members', { rows: ['unit.c'], options: { ...inUnit, role: 'uA' } });
  const { batch } = await own.must('units.remove-members', { rows: ['unit.c'], options: inUnit });
  expect(await own.grants('unit.c')).toEqual([]);
  await own.must('batches.undo', { options: { batch } });
  expect(await own.grants('unit.c')).toEqual(['unit.c/uA/u_ant', 'unit.c/uC/u_ant']);
});

table('units.archive', 'ORG-10', [
  ['hidden', 'ant.a', ['u_cat'], {}, 'not_found NOT_FOUND'],
  ['a unit admin', 'unit.a', ['u_ant'], {}, 'forbidden FORBIDDEN'],
  ['live accounts', 'ant.a', ['u_ant'], {}, 'conflict ARCHIVE_IN_USE'],
  ['empty', 'ant.a', ['u_ant2'], {}, 'ok'],
]);
test('ORG-10 units.archive: closed accounts and roles stay; nothing new comes in; undo brings it back', async () => {
  const own = await fixture();
  await own.must('accounts.close', { rows: ['20000001', '20000002', '20000003'] });
  const refused = await own.outcome('units.archive', { rows: ['u_ant'], actor: 'ant.a' });
  expect(refused.details['what']).toMatchObject({ en: '1 live account (tencent:20000004)' });
  await own.must('units.remove-accounts', { rows: ['20000004'], options: inUnit });
  const { batch } = await own.must('units.archive', { rows: ['u_ant'], actor: 'ant.a' });
  expect(await own.told('units.archive', { rows: ['u_ant'] })).toEqual(['unchanged SAME']);
  expect(await own.told('units.add-accounts', { rows: ['20000004'], options: inUnit })).toEqual(['conflict ARCHIVED']);
  expect(await own.told('units.add-members', { rows: ['ant.c'], options: inUnit })).toEqual(['conflict ARCHIVED']);
  expect(await own.grants('unit.a')).toEqual(['unit.a/uA/u_ant']);
  expect((await own.account('20000001'))['unit']).toBe('u_ant');
  await own.must('batches.undo', { options: { batch }, actor: 'ant.a' });
  expect(await own.told('units.add-accounts', { rows: ['20000004'], options: inUnit })).toEqual(['ok']);
});

describe('units.create', () => {
  test('UNIT-3 accounts without a unit to put them in are told so, in a row and as an option', async () => {
    expect(await state.told('units.create', { rows: ['20000008'], options: { org: 'e_ant' } })).toEqual([
      'invalid MISSING',
    ]);
    for (const options of [{ admin: ['ant.c'] }, { member: ['ant.c'] }, { id: 'u_x' }])
      await expect(
        state.change('units.create', { rows: [{ name: 'n', org: 'e_ant' }], options }),
      ).rejects.toMatchObject({ code: 'USAGE' });
  });
  test('UNIT-3 organisation, track and note of the command stand in for a row’s own', async () => {
    const own = await fixture();
    await own.must('units.create', {
      rows: [{ name: '甲' }, { name: '乙', org: 'e_bee', track: '饮料' }],
      options: { org: 'e_ant', track: '食品' },
    });
    const units = await own.records('units.list', { where: ['name in 甲,乙'], columns: ['name', 'org', 'track'] });
    expect(units.map(({ name, org, track }) => `${name} ${org} ${track}`).toSorted()).toEqual([
      '乙 e_bee 饮料',
      '甲 e_ant 食品',
    ]);
  });
  test('BULK-2 a row is told by its account, whatever column comes first', async () => {
    const rows = [{ platform: 'tencent', account: '99999999' }];
    const { results } = await state.change('units.create', { rows, options: { name: 'n', org: 'e_ant' } });
    expect(results.map(({ target }) => target)).toEqual(['n', '99999999']);
  });
});
test('BULK-2 rules.set: a value that is none is told by its rule', async () => {
  const { results } = await state.change('rules.set', { rows: ['abc'], options: { key: 'batch_interrupted_seconds' } });
  expect(results[0]).toMatchObject({ target: 'batch_interrupted_seconds', status: 'invalid', code: 'VALUE_INVALID' });
});

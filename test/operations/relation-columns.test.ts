/** ACC-2 with whom accounts are shared and bound, and how many a member has: as columns, filters and counts, in sight (MEM-4). */
import { beforeAll, describe, expect, test } from 'vitest';
import { fixture } from '../helpers/fixture.ts';
import { shell } from '../helpers/main.ts';
import { codeOf, type State } from '../helpers/state.ts';

let state: State;
beforeAll(async () => {
  state = await fixture();
  await state.must('accounts.share', { rows: ['20000001', '20000003'], options: { with: ['ant.c', 'ant.c2'] } });
  await state.must('accounts.share', { rows: ['20000001'], options: { with: ['ant.c'], relation: 'self_run' } });
  await state.must('accounts.bind', { rows: ['20000302'], options: { to: ['fox.d'] }, actor: 'fox.m' });
});

const columns = ['id', 'collaborators', 'self_run', 'bound'];
const list = async (where: readonly string[], actor = 'owner') =>
  (await state.records('accounts.list', { where, columns, sort: 'id' }, actor)).map((row) => Object.values(row));
const ids = async (where: string, actor = 'owner') => (await list([where], actor)).map(([id]) => id);

describe('accounts list', () => {
  test('ACC-2 shows them where they are asked for, and accounts show shows them all', async () => {
    expect(await list(['id in 20000001,20000002,20000003'])).toEqual([
      ['20000001', ['ant.c', 'ant.c2'], ['ant.c'], []],
      ['20000002', [], [], []],
      ['20000003', ['ant.c', 'ant.c2'], [], []],
    ]);
    const [shown] = await state.records('accounts.show', { id: ['20000302'] });
    expect(shown).toMatchObject({ collaborators: [], bound: expect.arrayContaining(['fox.d']) });
  });

  test('ACC-5 filters by them: one, several, none, other than', async () => {
    const where = async (expression: string) => (await ids(expression)).filter((id) => Number(id) < 20000004);
    expect(await where('collaborators = ant.c2')).toEqual(['20000001', '20000003']);
    expect(await where('collaborator in ant.c,ant.c2')).toEqual(['20000001', '20000003']);
    expect(await where('协作者 = ant.c2')).toEqual(['20000001', '20000003']);
    expect(await where('self_run = ant.c')).toEqual(['20000001']);
    expect(await where('collaborators is empty')).toEqual(['20000002']);
    expect(await where('collaborators != ant.c2')).toEqual(['20000002']);
    expect(await ids('bound = fox.d')).toContain('20000302');
    const count = await state.query('accounts.list', { where: ['self_run = ant.c'], count: 'true' });
    expect(count.rows[0]).toEqual([1]);
    const page = await state.records('accounts.list', { where: ['collaborators = ant.c'], columns: ['id'], limit: 1 });
    expect(page).toHaveLength(1);
  });

  test('MEM-4 members that the reader does not see are in no cell, and no filter finds by them', async () => {
    await state.must('accounts.share', { rows: ['20000001'], options: { with: ['cat.c'] } });
    const seen = async (actor: string) => (await list(['id = 20000001'], actor))[0]?.[1];
    expect(await seen('owner')).toEqual(['ant.c', 'ant.c2', 'cat.c']);
    expect(await seen('ant.a')).toEqual(['ant.c', 'ant.c2']);
    expect(await seen('ant.c')).toEqual(['ant.c']);
    expect(await codeOf(list(['collaborators = cat.c'], 'ant.a'))).toBe(
      await codeOf(list(['manager = cat.c'], 'ant.a')),
    );
    expect(await codeOf(list(['collaborators = ant.c2'], 'ant.c'))).toBe(
      await codeOf(list(['collaborators = nobody'], 'ant.c')),
    );
  });

  test('a list with them is input for a change of accounts as it is', async () => {
    const place = shell({ db: state.file });
    const listed = await place.run([
      'accounts',
      'list',
      '--where',
      'self_run = ant.c',
      '--columns',
      `+${columns.slice(1).join(',+')}`,
    ]);
    expect(listed.stdout).toContain('"ant.c,ant.c2');
    for (const words of ['accounts import', 'accounts claim', 'accounts note --text x']) {
      const run = await place.run([...words.split(' '), '--from', '-', '-n'], { stdin: listed.stdout });
      expect([words, run.code, run.stderr]).toEqual([words, 0, expect.not.stringContaining('UNKNOWN')]);
    }
  });
});

describe('members show', () => {
  test('counts accounts by how they belong to the member, and units', async () => {
    await state.must('accounts.claim', { rows: ['20000007', '20000008'], actor: 'ant.c' });
    const [ant] = await state.records('members.show', { login: ['ant.c'] });
    expect(ant).toMatchObject({ collaborated: 2, self_run: 1, bound: 0 });
    expect(ant?.['managed']).toBe((await ids('manager = ant.c')).length);
    const [unit] = await state.records('members.show', { login: ['unit.a'] });
    expect(unit).toMatchObject({ units: 1 });
    const [fox] = await state.records('members.show', { login: ['fox.d'] });
    expect(fox?.['bound']).toBe((await ids('bound = fox.d')).length);
  });

  test('MEM-4 what the reader does not see is not counted', async () => {
    await state.must('accounts.share', { rows: ['20000204'], options: { with: ['ant.c2'] } });
    const counted = async (actor: string) =>
      (await state.records('members.show', { login: ['ant.c2'] }, actor))[0]?.['collaborated'];
    expect([await counted('owner'), await counted('ant.a'), await counted('ant.c2')]).toEqual([3, 2, 3]);
  });
});

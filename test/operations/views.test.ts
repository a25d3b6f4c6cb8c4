/** Saved views: kept, replaced, taken back, and seen by their owner alone (cli.md "Lists", inputs.md). */
import { beforeAll, describe, expect, test } from 'vitest';
import { overView, viewCommand } from '../../src/domain/views.ts';
import { fixture } from '../helpers/fixture.ts';
import type { State } from '../helpers/state.ts';

let state: State;
beforeAll(async () => {
  state = await fixture();
});
const save = (name: string, options: unknown, { noun = 'accounts', force = false, actor = 'ant.a' } = {}) =>
  state.told('views.save', {
    rows: [{ noun, options: JSON.stringify(options) }],
    options: { name, ...(force && { force: 'true' }) },
    actor,
  });
const names = async (actor = 'ant.a') => (await state.records('views.list', {}, actor)).map(({ name }) => name);

describe('views', () => {
  test('are saved, found again, refused with other content, replaced, and taken back', async () => {
    expect(await save('停用', { status: 'suspended' })).toEqual(['ok']);
    expect(await save('停用', { status: 'suspended' })).toEqual(['unchanged SAME']);
    expect(await save('停用', { status: 'closed' })).toEqual(['conflict VIEW_EXISTS']);
    const { batch } = await state.must('views.save', {
      rows: [{ noun: 'accounts', options: '{"status":"closed"}' }],
      options: { name: '停用', force: 'true' },
      actor: 'ant.a',
    });
    const command = async () => (await state.records('views.show', { view: '停用' }, 'ant.a'))[0]?.['command'];
    expect(await command()).toBe('adctl accounts list --status closed');
    await state.must('batches.undo', { options: { batch }, actor: 'ant.a' });
    expect(await command()).toBe('adctl accounts list --status suspended');
    const removed = await state.must('views.remove', { rows: ['停用'], actor: 'ant.a' });
    expect(await names()).toEqual([]);
    await state.must('batches.undo', { options: { batch: removed.batch }, actor: 'ant.a' });
    expect(await command()).toBe('adctl accounts list --status suspended');
    expect((await state.records('audit.list', { kind: 'view' }, 'ant.a')).length).toBe(5);
  });

  test.each(['', '[]', 'null', '{', '{"status":1}', '{"where":[1]}', '{"where":{}}', '{"mine":false}'])(
    'what no command line would send is refused: %s',
    async (options) => {
      const sent = { rows: [{ noun: 'accounts', options }], options: { name: 'n' }, actor: 'ant.a' };
      expect(await state.told('views.save', sent)).toEqual([
        options === '' ? 'invalid MISSING' : 'invalid VALUE_INVALID',
      ]);
      expect(await save('n', { toString: 'x' })).toEqual(['conflict UNKNOWN_OPTION']);
      expect(await save('n', {}, { noun: 'constructor' })).toEqual(['invalid VALUE_INVALID']);
    },
  );

  test('ORG-4 an unverified member keeps none', async () => {
    expect(await save('我的', {}, { actor: 'newbie' })).toEqual(['forbidden MEMBER_UNVERIFIED']);
  });

  test('MEM-4 are seen by their owner alone, and two members may use one name', async () => {
    await save('mine', { search: 'x' });
    expect(await names('ant.p')).toEqual([]);
    expect(await names('owner')).toEqual([]);
    expect(await save('mine', { search: 'y' }, { actor: 'ant.p' })).toEqual(['ok']);
    expect(await state.told('views.remove', { rows: ['停用'], actor: 'ant.p' })).toEqual(['not_found NOT_FOUND']);
    expect(await state.records('audit.list', { kind: 'view', actor: 'ant.p' }, 'ant.a')).toEqual([]);
  });

  const REFUSED: readonly (readonly [options: unknown, code: string, noun?: string])[] = [
    [{ colour: 'red' }, 'UNKNOWN_OPTION'],
    [{ after: 'x' }, 'UNKNOWN_OPTION'],
    [{ where: ['nam = x'] }, 'FIELD_UNKNOWN'],
    [{ where: ['daily_budget'] }, 'WHERE_INVALID'],
    [{ status: 'red' }, 'VALUE_INVALID'],
    [{ sort: 'nam' }, 'FIELD_UNKNOWN'],
    [{ sort: 'phone' }, 'SORT_PERSONAL', 'members'],
    [{ columns: ['+nam'] }, 'FIELD_UNKNOWN'],
    [{ limit: 'many' }, 'VALUE_INVALID'],
    [{}, 'VALUE_INVALID', 'wallets'],
  ];
  for (const [options, code, noun] of REFUSED)
    test(`${JSON.stringify(options)} of ${noun ?? 'accounts'} ends with ${code}`, async () => {
      const [told] = await save('bad', options, noun ? { noun } : {});
      expect(told?.split(' ')[1]).toBe(code);
    });

  test('a name that could not be typed is refused', async () => {
    for (const name of ['-x', '.x', 'x'.repeat(61), 'a\u0007', 'a b', 'a/b', 'a,b', '大　额', "a'b"])
      expect(await save(name, {})).toEqual(['invalid VIEW_NAME']);
    for (const name of ['x', '大额_2026', 'v1.2-b']) expect(await save(name, {})).toEqual(['ok']);
  });

  test('one name of two nouns is told apart by NOUN/NAME', async () => {
    await save('two', {});
    await save('two', {}, { noun: 'orgs' });
    expect(await state.told('views.remove', { rows: ['two'], actor: 'ant.a' })).toEqual(['invalid AMBIGUOUS']);
    expect(await state.told('views.remove', { rows: ['orgs/two'], actor: 'ant.a' })).toEqual(['ok']);
    expect(await state.told('views.remove', { rows: [{ name: 'two', noun: 'accounts' }], actor: 'ant.a' })).toEqual([
      'ok',
    ]);
  });
});

test('the command of a view is what one would type', () => {
  expect(viewCommand('accounts', { where: ['name = a b', "note ~ it's"], columns: ['id', '名称'], mine: true })).toBe(
    "adctl accounts list --where 'name = a b' --where 'note ~ it'\\''s' --columns id,名称 --mine",
  );
});

test('what is typed besides a view: filters add, all else replaces', () => {
  const kept = { where: ['a = 1'], status: 'active', sort: 'name', mine: true } as const;
  expect(overView(kept, { where: ['b = 2'], sort: '-id', limit: '3' })).toEqual({
    where: ['a = 1', 'b = 2'],
    status: 'active',
    sort: '-id',
    limit: '3',
    mine: true,
  });
});

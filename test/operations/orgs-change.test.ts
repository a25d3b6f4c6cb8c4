/** Organisations that change: updated, attached and detached (ORG-5), archived (ORG-10). */
import { beforeAll, describe, expect, test } from 'vitest';
import { fixture, licence } from '../helpers/fixture.ts';
import type { ChangeInput, State } from '../helpers/state.ts';

let state: State;
beforeAll(async () => {
  state = await fixture();
  // Somebody on both sides, an entity and an agency without anything alive, an empty group and an archived one.
  await state.must('members.grant', { rows: ['elk.a'], options: { role: 'gA', org: 'g_north' } });
  await state.must('orgs.import', {
    rows: [
      { kind: 'group', id: 'g_empty', name: '空集团' },
      { kind: 'group', id: 'g_old', name: '旧集团' },
      { kind: 'entity', id: 'e_new', name: '新设有限公司', licence: licence(90) },
      { kind: 'agency', id: 'a_new', entity: 'e_new', name: '新设代理' },
    ],
  });
  await state.must('orgs.archive', { rows: ['g_old'] });
});

type Row = readonly [why: string, actor: string, rows: ChangeInput['rows'], options: object, told: string];
const table = (operation: string, rule: string, rows: readonly Row[]) => {
  for (const [why, actor, input, options, told] of rows)
    test(`${rule} ${operation}: ${why}`, async () => {
      const all = { rows: input ?? [], options: { ...options }, actor, dryRun: true };
      expect(await state.told(operation, all)).toEqual([told]);
    });
};

describe('orgs.update', () => {
  table('orgs.update', 'MEM-3', [
    ['an unverified actor', 'newbie', ['e_ant'], { name: 'x' }, 'forbidden MEMBER_UNVERIFIED'],
    ['unknown', 'ant.a', ['e_none'], { name: 'x' }, 'not_found NOT_FOUND'],
    ['hidden', 'ant.a', ['e_cat'], { name: 'x' }, 'not_found NOT_FOUND'],
    ['seen by its name alone', 'ant.c', ['e_ant'], { name: 'x' }, 'forbidden FORBIDDEN'],
    ['the agency, by an admin of its entity', 'owner', ['agency:e_fox'], { name: '蓝狐' }, 'ok'],
    ['the agency, by its admin', 'fox.a', ['a_fox'], { name: '蓝狐' }, 'forbidden FORBIDDEN'],
    ['nothing to set', 'ant.a', ['e_ant'], {}, 'invalid NOTHING_TO_SET'],
    ['a type that only a group has', 'ant.a', ['e_ant'], { group_type: 'customer' }, 'invalid VALUE_INVALID'],
    ['a name that another group has', 'north.a', ['g_north'], { name: '南山集团' }, 'conflict ORG_EXISTS'],
    ['an archived one', 'owner', ['g_old'], { name: 'x' }, 'conflict ARCHIVED'],
    ['the same', 'north.a', ['g_north'], { name: '北辰集团', group_type: 'policy' }, 'unchanged SAME'],
    ['a row of its own', 'ant.a', [{ org: '北辰食品有限公司', name: '北辰粮油' }], { name: 'x' }, 'ok'],
    ['by the agency’s master', 'fox.m', ['a_fox'], { name: '蓝狐' }, 'ok'],
  ]);

  test('BULK-4 orgs.update: by a filter, and taken back', async () => {
    const own = await fixture();
    const asked = { where: ['kind = group'], options: { group_type: 'customer' } };
    const { batch, results } = await own.change('orgs.update', asked);
    expect(results.map(({ target, status }) => [target, status]).toSorted()).toEqual([
      ['g_north', 'ok'],
      ['g_south', 'unchanged'],
    ]);
    await own.change('batches.undo', { options: { batch } });
    const types = (await own.records('orgs.list', { kind: 'group', columns: ['id', 'group_type'] })).map(
      ({ id, group_type }) => `${id} ${group_type}`,
    );
    expect(types).toContain('g_north policy');
  });
});

describe('orgs.attach and orgs.detach', () => {
  const to = (org: string) => ({ to: org });
  table('orgs.attach', 'ORG-5', [
    ['hidden', 'north.a', ['e_elk'], to('g_north'), 'not_found NOT_FOUND'],
    ['no entity', 'owner', ['a_fox'], to('g_north'), 'invalid ORG_KIND'],
    ['a group', 'owner', ['g_north'], to('g_north'), 'invalid ORG_KIND'],
    ['another group holds it', 'owner', ['e_cat'], to('g_north'), 'conflict GROUP_TAKEN'],
    ['an empty group', 'owner', ['e_elk'], to('g_empty'), 'ok'],
    ['there already', 'north.a', ['e_ant'], to('g_north'), 'unchanged SAME'],
    ['with a role on both sides', 'elk.a', ['e_elk'], to('g_north'), 'ok'],
  ]);
  test('ORG-5 orgs.attach: not into a group that the actor may not change, nor one that is archived or hidden', async () => {
    const ask = (actor: string, group: string) =>
      state.told('orgs.attach', { rows: ['e_elk'], options: to(group), actor, dryRun: true });
    await expect(ask('elk.c', 'g_north')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(ask('owner', 'g_old')).rejects.toMatchObject({ code: 'ARCHIVED' });
    await expect(ask('owner', 'e_ant')).rejects.toMatchObject({ code: 'ORG_KIND' });
  });

  table('orgs.detach', 'ORG-5', [
    ['an unverified actor', 'newbie', ['e_ant'], {}, 'forbidden MEMBER_UNVERIFIED'],
    ['hidden', 'ant.a', ['e_cat'], {}, 'not_found NOT_FOUND'],
    ['no right', 'ant.c', ['e_ant'], {}, 'forbidden FORBIDDEN'],
    ['in no group', 'elk.a', ['e_elk'], {}, 'unchanged SAME'],
    ['a group unit holds its accounts', 'ant.a', ['e_ant'], {}, 'conflict GROUP_UNITS'],
    ['free to go', 'owner', ['e_dog'], {}, 'ok'],
  ]);
  test('ORG-5 orgs.detach: the refusal counts and names the accounts that the actor sees', async () => {
    const told = await state.outcome('orgs.detach', { rows: ['e_ant'], actor: 'ant.a' });
    expect(told.details).toMatchObject({
      entity: '北辰食品有限公司',
      what: { en: '2 of its accounts (tencent:20000005, tencent:20000006)' },
    });
  });

  test('ORG-5 orgs.detach and attach: undone, and refused while the group has another unit of it', async () => {
    const own = await fixture();
    await own.must('units.remove-accounts', { rows: ['20000005', '20000006'], options: { unit: 'u_north' } });
    const { batch } = await own.must('orgs.detach', { rows: ['e_ant'], actor: 'ant.a' });
    const parent = async () => (await own.records('orgs.show', { org: ['e_ant'] }))[0]?.['parent'];
    expect(await parent()).toBe(null);
    await own.must('batches.undo', { options: { batch } });
    expect(await parent()).toBe('g_north');
  });
});

describe('orgs.archive', () => {
  table('orgs.archive', 'ORG-10', [
    ['hidden', 'ant.a', ['e_cat'], {}, 'not_found NOT_FOUND'],
    ['no right', 'ant.c', ['e_ant'], {}, 'forbidden FORBIDDEN'],
    ['the agency, by its admin', 'fox.a', ['a_fox'], {}, 'forbidden FORBIDDEN'],
    ['live accounts and units', 'ant.a', ['e_ant'], {}, 'conflict ARCHIVE_IN_USE'],
    ['entities in the group', 'south.p', ['g_south'], {}, 'conflict ARCHIVE_IN_USE'],
    ['clients of the agency', 'fox.m', ['a_fox'], {}, 'conflict ARCHIVE_IN_USE'],
    ['an active agency', 'owner', ['e_new'], {}, 'conflict ARCHIVE_IN_USE'],
    ['archived already', 'owner', ['g_old'], {}, 'unchanged SAME'],
    ['empty', 'owner', ['g_empty'], {}, 'ok'],
    ['an agency without clients', 'owner', ['agency:e_new'], {}, 'ok'],
  ]);
  test('ORG-10 orgs.archive: says what is in the way, with counts and samples', async () => {
    const what = async (org: string, actor: string) =>
      ((await state.outcome('orgs.archive', { rows: [org], actor })).details['what'] as { en: string }).en;
    expect(await what('e_ant', 'ant.a')).toBe(
      '19 live accounts (alipay:20000701, alipay:20000702, alipay:20000703, alipay:20000704, alipay:20000705, …); 2 active units (u_ant, u_ant2)',
    );
    expect(await what('g_north', 'north.a')).toBe('2 entities (e_ant, e_bee); 1 active unit (u_north)');
    expect(await what('a_fox', 'fox.m')).toBe('7 active authorisations');
  });

  test('ORG-10 an archived organisation takes nothing in; undo brings it back', async () => {
    const own = await fixture();
    await own.must('orgs.import', {
      rows: [
        { kind: 'group', id: 'g_x', name: '某集团' },
        { kind: 'entity', id: 'e_x', name: '某公司', licence: licence(91), group: 'g_x' },
      ],
    });
    await own.must('units.create', { options: { id: 'u_x', name: '某单元', org: 'e_x' } });
    expect(await own.told('orgs.archive', { rows: ['g_x', 'e_x'] })).toEqual([
      'conflict ARCHIVE_IN_USE',
      'conflict ARCHIVE_IN_USE',
    ]);
    await own.must('units.archive', { rows: ['u_x'] });
    const { batch } = await own.must('orgs.archive', { rows: ['e_x', 'g_x'] });
    const row = { id: '31000001', platform: 'tencent', name: 'n', entity: 'e_x' };
    const all: readonly (readonly [string, ChangeInput])[] = [
      ['accounts.create', { rows: [row] }],
      ['accounts.create', { rows: [{ ...row, status: 'closed' }] }],
      ['accounts.import', { rows: [{ id: '20000601', platform: 'tencent', entity: 'e_x' }] }],
      ['accounts.import', { rows: [{ id: '20000601', platform: 'tencent', unit: 'u_x' }] }],
      ['units.create', { options: { name: 'n', org: 'e_x' } }],
      ['units.create', { options: { name: 'n', org: 'g_x' } }],
      ['members.grant', { rows: ['plain'], options: { role: 'eA', org: 'e_x' } }],
      ['members.grant', { rows: ['plain'], options: { role: 'eP', org: 'e_x', hand_over: true } }],
      ['members.create', { rows: [{ login: 'neu', name: 'n', role: 'eU', org: 'e_x' }] }],
      ['units.add-members', { rows: ['plain'], options: { unit: 'u_x' } }],
      ['orgs.attach', { rows: ['e_x'], options: { to: 'g_south' } }],
      ['orgs.create', { rows: [{ kind: 'agency', entity: 'e_x' }] }],
      ['orgs.create', { rows: [{ kind: 'entity', name: 'n', licence: licence(92), group: 'g_x' }] }],
      ['orgs.update', { rows: ['e_x'], options: { name: 'n' } }],
      ['units.update', { rows: ['u_x'], options: { name: 'n' } }],
    ];
    for (const [operation, input] of all)
      expect([operation, input, await own.told(operation, { ...input, dryRun: true })]).toEqual([
        operation,
        input,
        [expect.stringMatching(/^(conflict ARCHIVED|unchanged SAME)$/)],
      ]);
    const status = async () =>
      (await own.records('orgs.list', { where: ['id in e_x,g_x'], columns: ['id', 'status'] })).map(
        (one) => one['status'],
      );
    expect(await status()).toEqual(['archived', 'archived']);
    await own.must('batches.undo', { options: { batch } });
    expect(await status()).toEqual(['active', 'active']);
    expect(await own.told('accounts.create', { rows: [row] })).toEqual(['ok']);
  });

  test('ORG-10 what was undone in between does not come back to life inside an archived organisation', async () => {
    const own = await fixture();
    await own.must('orgs.import', { rows: [{ kind: 'entity', id: 'e_x', name: '某公司', licence: licence(91) }] });
    await own.must('accounts.create', { rows: [{ id: '31000001', platform: 'tencent', name: 'n', entity: 'e_x' }] });
    const { batch } = await own.must('accounts.close', { rows: ['31000001'] });
    await own.must('orgs.archive', { rows: ['e_x'] });
    expect(await own.told('batches.undo', { options: { batch } })).toEqual(['conflict ARCHIVED']);
  });

  test('MEM-3 the master of an agency, not an admin of its entity, undoes its archiving', async () => {
    const own = await fixture();
    await own.must('orgs.create', { rows: [{ kind: 'agency', id: 'a_elk', entity: 'e_elk', principal: 'plain' }] });
    const { batch } = await own.must('orgs.archive', { rows: ['a_elk'], actor: 'plain' });
    await own.must('batches.undo', { options: { batch }, actor: 'plain' });
    expect((await own.records('orgs.show', { org: ['agency:e_elk'] }))[0]).toMatchObject({
      id: 'a_elk',
      status: 'active',
    });
  });
});

describe('addresses', () => {
  test('agency:X is the agency of entity X, wherever an organisation is named', async () => {
    expect((await state.records('orgs.show', { org: ['agency:e_fox'] }))[0]).toMatchObject({ id: 'a_fox' });
    const listed = await state.records('accounts.list', { where: ['agency = agency:e_fox'], columns: ['id'] });
    expect(listed.length).toBe(7);
    expect(await state.told('orgs.archive', { rows: ['agency:e_ant'] })).toEqual(['invalid ORG_KIND']);
  });
  test('ACC-1 a client’s entity reads and filters by its own agency, and by no other', async () => {
    const [row] = await state.records('accounts.show', { id: ['20000401'] }, 'elk.a');
    expect(row).toMatchObject({ agency: 'a_fox', agency_name: '蓝狐广告' });
    const by = async (agency: string, actor: string) =>
      (await state.records('accounts.list', { where: [`agency = ${agency}`], columns: ['id'] }, actor)).length;
    expect(await by('a_fox', 'elk.a')).toBe(4);
    await expect(by('a_fox', 'ant.a')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(by('a_none', 'elk.a')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

test('BULK-4 a redo is told by what it is about, as the first run was', async () => {
  const own = await fixture();
  const rows = [{ kind: 'group', id: 'g_x', name: '某集团', entity: 'e_elk' }];
  const { batch, results } = await own.must('orgs.create', { rows });
  const undone = await own.must('batches.undo', { options: { batch } });
  const redone = await own.must('batches.undo', { options: { batch: undone.batch } });
  expect([results[0]?.id, undone.results[0]?.target, redone.results[0]?.target]).toEqual(['g_x', 'g_x', 'g_x']);
});

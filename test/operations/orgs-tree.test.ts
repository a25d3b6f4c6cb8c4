/** The map and what the overview says beside its counts (ORG-6, ORG-7, ORG-8). */
import { beforeAll, describe, expect, test } from 'vitest';
import { AdctlError } from '../../src/domain/refusal.ts';
import { fixture, relation } from '../helpers/fixture.ts';
import { codeOf, type State } from '../helpers/state.ts';

let state: State;
beforeAll(async () => {
  state = await fixture();
});

describe('orgs.tree', () => {
  const tree = async (input: Record<string, unknown>, actor = 'owner') =>
    (await state.records('orgs.tree', input, actor)).map(
      ({ depth, id, parent, accounts, below }) => `${depth} ${id} <${parent ?? ''}> ${accounts} +${below}`,
    );

  test('ORG-7 group, entity, unit, and accounts counted', async () => {
    expect(await tree({ org: 'g_north' })).toEqual([
      '0 g_north <> 30 +0',
      '1 e_ant <g_north> 20 +0',
      '2 u_ant <e_ant> 4 +0',
      '2 u_ant2 <e_ant> 0 +0',
      '1 e_bee <g_north> 10 +0',
      '1 u_north <g_north> 4 +0',
    ]);
  });
  test('ORG-7 depth closes and counts', async () => {
    expect(await tree({ org: '北辰集团', depth: '1' })).toEqual(['0 g_north <> 30 +5']);
    expect(await tree({ org: 'e_ant', depth: '2' })).toEqual([
      '0 e_ant <> 20 +0',
      '1 u_ant <e_ant> 4 +0',
      '1 u_ant2 <e_ant> 0 +0',
    ]);
  });
  test('ORG-7 find keeps what leads to it, and counts the rest', async () => {
    expect(await tree({ find: '食品一部' })).toEqual([
      '0 g_north <> 30 +2',
      '1 e_ant <g_north> 20 +1',
      '2 u_ant <e_ant> 4 +0',
    ]);
    expect(await tree({ find: 'nothing like it' })).toEqual([]);
  });
  test('ORG-7 MEM-4 everybody sees their own part; agencies and accounts without entity stand beside', async () => {
    expect(await tree({}, 'ant.a')).toEqual(['0 e_ant <> 20 +0', '1 u_ant <e_ant> 4 +0', '1 u_ant2 <e_ant> 0 +0']);
    expect(await tree({}, 'unit.c')).toEqual(['0 e_ant <> 4 +0', '1 u_ant <e_ant> 4 +0']);
    expect(await tree({}, 'fox.e')).toEqual(['0 a_fox <> 7 +0']);
    const all = await tree({});
    expect(all.at(-1)).toBe('0 none <> 4 +0');
    expect(all).toContain('0 a_fox <> 7 +0');
  });
  test('ORG-8 accounts shared from outside are a place of their own', async () => {
    const own = await fixture();
    await own.store.write({ timeoutMs: 5_000 }, (tx) => tx.apply([relation('20000401', 'ant.a', 'collaborator')]));
    expect((await own.records('orgs.tree', {}, 'ant.a')).at(-1)).toMatchObject({ id: 'other', accounts: 1 });
  });
  test('MEM-4 a place that is hidden is not found', async () => {
    await expect(tree({ org: 'e_cat' }, 'ant.a')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(tree({ org: 'e_none' }, 'ant.a')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
  test('ORG-7 the map opens at a unit, too, by id, name or unit:X; an organisation of the name comes first', async () => {
    for (const org of ['u_ant', '食品一部', 'unit:u_ant']) expect(await tree({ org })).toEqual(['0 u_ant <> 4 +0']);
    expect(await tree({ org: 'u_ant' }, 'unit.c')).toEqual(['0 u_ant <> 4 +0']);
    const own = await fixture();
    await own.must('orgs.create', { rows: [{ kind: 'group', id: 'g_same', name: '食品一部' }] });
    const ids = async (org: string) => (await own.records('orgs.tree', { org })).map(({ id }) => id);
    expect([await ids('食品一部'), await ids('unit:食品一部')]).toEqual([['g_same'], ['u_ant']]);
  });
  test('MEM-4 a unit that is hidden is not found, as one that does not exist', async () => {
    const fault = async (org: string) => {
      const error = await tree({ org }, 'cat.p').catch((thrown: unknown) => thrown as AdctlError);
      return error instanceof AdctlError ? [error.code, error.details['nearest']] : error;
    };
    expect(await fault('u_ant')).toEqual(['NOT_FOUND', undefined]);
    expect(await fault('u_none')).toEqual(['NOT_FOUND', undefined]);
    await expect(tree({ org: 'u_amt' })).rejects.toMatchObject({
      details: { nearest: expect.arrayContaining(['u_ant']) },
    });
  });
  test('ORG-7 a depth is a whole number from 1 on', async () => {
    for (const depth of ['0', '-1', 'x', '1.5', ''])
      expect(await codeOf(tree({ depth }))).toMatch(/^VALUE_(INVALID|EMPTY)$/);
  });
  test('ORG-6 ORG-7 of an organisation seen by its name, list and tree count what is one’s own there', async () => {
    const listed = async (actor: string) =>
      (await state.records('orgs.list', { columns: ['id', 'accounts', 'members', 'units'] }, actor)).map((row) =>
        Object.values(row),
      );
    const own = (await state.records('accounts.list', { columns: ['id'] }, 'ant.c')).length;
    expect(await listed('ant.c')).toEqual([['e_ant', own, null, null]]);
    expect(await tree({}, 'ant.c')).toEqual([`0 e_ant <> ${own} +0`]);
    expect(await listed('unit.c')).toEqual([['e_ant', 4, null, null]]);
  });
});

describe('orgs.list', () => {
  test('ORG-8 says after the whole list how many other accounts there are, and only then', async () => {
    const own = await fixture();
    await own.store.write({ timeoutMs: 5_000 }, (tx) => tx.apply([relation('20000401', 'ant.a', 'collaborator')]));
    const others = async (input: Record<string, unknown>, actor = 'ant.a') =>
      (await own.query('orgs.list', input, actor)).tail.others;
    expect(await others({})).toBe(1);
    expect(await others({}, 'ant.p')).toBeUndefined();
    for (const part of [{ limit: '9' }, { search: '北' }, { mine: true }, { kind: 'group' }, { count: true }])
      expect(await others(part)).toBeUndefined();
  });
  test('ORG-6 spend and balance are there, empty, and no default columns', async () => {
    const { columns } = await state.query('orgs.list');
    expect(columns).not.toContain('spend');
    const money = { columns: ['id', 'spend', 'balance'], where: ['spend is empty'], sort: '-balance' };
    const rows = await state.records('orgs.list', money);
    expect(rows.length).toBe((await state.query('orgs.list')).rows.length);
    expect(new Set(rows.flatMap(({ spend, balance }) => [spend, balance]))).toEqual(new Set([null]));
    expect(await state.records('orgs.list', { where: ['balance > 0'] })).toEqual([]);
  });
});

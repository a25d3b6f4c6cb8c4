/** Assets of units and accounts: made, used at once in a unit, granted, taken back; who may use which, and why (ASSET-1…3, UNIT-5). */
import { beforeEach, describe, expect, test } from 'vitest';
import { fixture } from '../helpers/fixture.ts';
import type { State } from '../helpers/state.ts';

/** In u_ant, and of the same entity outside it. */
const IN = '20000001';
const OUT = '20000008';
let state: State;
beforeEach(async () => {
  state = await fixture();
});
const create = (row: Record<string, string>, actor = 'ant.a') =>
  state.change('assets.create', { rows: [{ name: '产品', kind: 'product', ...row }], actor });
const made = async (row: Record<string, string>, actor = 'ant.a') => String((await create(row, actor)).results[0]?.id);
const told = async (change: ReturnType<typeof create>) => {
  const [row] = (await change).results;
  return [row?.status, row?.code].join(' ').trim();
};
const grant = (id: string, to: string, actor = 'ant.a') =>
  state.told('assets.grant', { rows: [id], options: { to }, actor });
const revoke = (id: string, of: string, actor = 'ant.a') =>
  state.told('assets.revoke', { rows: [id], options: { of }, actor });
const access = async (account: string, id: string, actor = 'ant.a') => {
  const { rows, tail } = await state.query('assets.access', { account, asset: [id] }, actor);
  return [rows[0]?.[2], rows[0]?.[3], tail.exit].filter((cell) => cell !== null && cell !== undefined).join(' ');
};

describe('ASSET-1 a unit’s', () => {
  test('is used at once by every account in the unit, and no longer by who leaves it', async () => {
    const id = await made({ unit: 'u_ant' });
    expect(await access(IN, id)).toBe('yes unit');
    expect(await access(OUT, id)).toBe('no 4');
    await state.must('units.remove-accounts', { rows: [IN], options: { unit: 'u_ant' }, actor: 'ant.a' });
    expect(await access(IN, id)).toBe('no 4');
    await state.must('units.add-accounts', { rows: [OUT], options: { unit: 'u_ant' }, actor: 'ant.a' });
    expect(await access(OUT, id)).toBe('yes unit');
  });

  test('is granted to nobody', async () => {
    expect(await grant(await made({ unit: 'u_ant' }), OUT)).toEqual(['conflict ASSET_OF_UNIT']);
  });

  test('belongs to a unit or to an account', async () => {
    expect(await told(create({}))).toBe('invalid ASSET_OWNER');
    expect(await told(create({ unit: 'u_ant', account: IN }))).toBe('invalid ASSET_OWNER');
  });
});

describe('ASSET-2 a product', () => {
  test('is one in its unit by its external id', async () => {
    const row = { unit: 'u_ant', external_id: 'X1' };
    const id = await made(row);
    const again = (await create(row)).results[0];
    expect([again?.status, again?.id]).toEqual(['unchanged', id]);
    expect(await told(create({ ...row, name: '另一名称' }))).toBe('conflict ASSET_EXISTS');
    expect(await told(create({ ...row, kind: 'creative' }))).toBe('ok');
    expect(await told(create({ ...row, unit: 'u_north' }, 'north.p'))).toBe('ok');
  });

  test('and without one by its name, of a unit and of an account', async () => {
    for (const owner of [{ unit: 'u_ant' }, { account: IN }] as Record<string, string>[]) {
      expect(await told(create(owner))).toBe('ok');
      expect(await told(create(owner))).toBe('unchanged SAME');
    }
  });
});

describe('ASSET-3 an account’s', () => {
  test('is granted to another account and taken back, once', async () => {
    const id = await made({ account: IN });
    expect(await access(IN, id)).toBe('yes own');
    expect(await grant(id, IN)).toEqual(['unchanged SAME']);
    expect(await access(OUT, id)).toBe('no 4');
    expect(await grant(id, OUT)).toEqual(['ok']);
    expect(await grant(id, OUT)).toEqual(['unchanged SAME']);
    expect(await access(OUT, id)).toBe('yes grant');
    expect(await revoke(id, OUT)).toEqual(['ok']);
    expect(await revoke(id, OUT)).toEqual(['unchanged SAME']);
    expect(await access(OUT, id)).toBe('no 4');
  });

  test('by who manages it, not by who merely sees it; not to a closed account, nor to one that is not seen', async () => {
    const id = await made({ account: OUT });
    expect(await grant(id, IN, 'ant.c')).toEqual(['not_found NOT_FOUND']);
    await state.must('accounts.claim', { rows: [OUT], actor: 'ant.c' });
    expect(await told(create({ account: OUT, name: '新' }, 'ant.c'))).toBe('ok');
    await state.must('accounts.share', { rows: [IN], options: { with: ['ant.c'] }, actor: 'ant.a' });
    expect(await grant(id, IN, 'ant.c')).toEqual(['ok']);
    expect(await grant(id, '20000012')).toEqual(['conflict ACCOUNT_CLOSED']);
    expect(await grant(id, '20000201')).toEqual(['not_found NOT_FOUND']);
  });

  test('undo takes a grant back, and an asset only while nobody has it', async () => {
    const { batch, results } = await create({ account: IN });
    const id = String(results[0]?.id);
    const granted = await state.must('assets.grant', { rows: [id], options: { to: OUT }, actor: 'ant.a' });
    const undo = (one: string) => state.told('batches.undo', { options: { batch: one }, actor: 'ant.a' });
    expect((await undo(batch))[0]).toContain('conflict');
    expect(await undo(granted.batch)).toEqual(['ok']);
    expect(await access(OUT, id)).toBe('no 4');
    expect(await undo(batch)).toEqual(['ok']);
    expect(await state.records('assets.list', {}, 'ant.a')).toEqual([]);
  });
});

describe('ASSET-1, ASSET-3 lists', () => {
  const ids = async (usable_by: string, actor = 'ant.a') =>
    (await state.records('assets.list', { usable_by }, actor)).map(({ id }) => String(id)).toSorted();

  test('--usable-by: its own, those of its unit as it is now, and those granted to it', async () => {
    const [unit, own, lent] = [
      await made({ unit: 'u_ant' }),
      await made({ account: IN }),
      await made({ account: OUT, name: '借出' }),
    ];
    expect(await ids(IN)).toEqual([unit, own].toSorted());
    expect(await ids(OUT)).toEqual([lent]);
    expect(await grant(lent, IN)).toEqual(['ok']);
    expect(await ids(`tencent:${IN}`)).toEqual([unit, own, lent].toSorted());
    await state.must('units.remove-accounts', { rows: [IN], options: { unit: 'u_ant' }, actor: 'ant.a' });
    expect(await ids(IN)).toEqual([own, lent].toSorted());
    for (const id of [unit, own, lent])
      expect((await access(IN, id)).startsWith('yes')).toBe((await ids(IN)).includes(id));
  });

  test('granted_to: the accounts that use it, of those that the reader sees, in lists and shown', async () => {
    const id = await made({ account: OUT });
    await grant(id, IN);
    await grant(id, '20000002');
    const listed = async (actor: string) =>
      (await state.records('assets.list', {}, actor)).map(({ granted_to }) => granted_to);
    const all = [`tencent:${IN}`, 'tencent:20000002'];
    expect(await listed('ant.a')).toEqual([all]);
    const [row] = await state.records('assets.show', { id: [id] }, 'ant.a');
    expect(row?.['granted_to']).toEqual(all);
    const [held] = await state.records('assets.list', { where: [`granted_to = tencent:${IN}`] }, 'ant.a');
    expect(held?.['id']).toBe(id);
    await state.must('accounts.share', { rows: [IN], options: { with: ['cat.c'] } });
    expect(await listed('cat.c')).toEqual([[`tencent:${IN}`]]);
  });

  test('MEM-4 what a hidden account may use is not told', async () => {
    await made({ account: OUT });
    await expect(ids(OUT, 'cat.p')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(ids('29999999')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('MEM-4, UNIT-5', () => {
  test('an asset is seen where it belongs and where it is used, and is not there for others', async () => {
    const [unit, own] = [await made({ unit: 'u_ant' }), await made({ account: OUT })];
    const seen = async (actor: string) => (await state.records('assets.list', {}, actor)).map((row) => row['id']);
    expect((await seen('north.a')).toSorted()).toEqual([unit, own].toSorted());
    expect(await seen('unit.c')).toEqual([unit]);
    expect(await seen('nunit.a')).toEqual([]);
    expect(await seen('cat.p')).toEqual([]);
    await expect(access(IN, own, 'unit.c')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(access(OUT, unit, 'unit.c')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await access(IN, unit, 'unit.c')).toBe('yes unit');
    await state.must('accounts.share', { rows: [IN], options: { with: ['cat.c'] } });
    const [row] = await state.records('assets.list', { columns: ['id', 'unit', 'unit_name'] }, 'cat.c');
    expect(row).toEqual({ id: unit, unit: null, unit_name: null });
    expect(
      await state.told('assets.create', { rows: [{ name: 'n', kind: 'product', unit: 'u_ant' }], actor: 'cat.p' }),
    ).toEqual(['not_found NOT_FOUND']);
  });
});

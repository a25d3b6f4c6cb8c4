/** An undo or redo asks what the operation of the same effect asks (BULK-4): rights on both sides, ORG-5, ORG-10, MEM-5. */
import { beforeEach, expect, test } from 'vitest';
import { fixture } from '../helpers/fixture.ts';
import type { State } from '../helpers/state.ts';

let state: State;
beforeEach(async () => {
  state = await fixture();
});
const undo = (batch: string, actor = 'owner') => state.told('batches.undo', { options: { batch }, actor });

test('MEM-3 an undo of a detach needs the group as well as the entity', async () => {
  await state.must('units.remove-accounts', { rows: ['20000005', '20000006'], options: { unit: 'u_north' } });
  const { batch } = await state.must('orgs.detach', { rows: ['e_ant'], actor: 'north.p' });
  expect(await undo(batch, 'ant.p')).not.toEqual(['ok']);
  expect((await state.records('orgs.show', { org: ['e_ant'] }))[0]).toMatchObject({ parent: null });
  expect(await undo(batch, 'owner')).toEqual(['ok']);
});

test('MEM-3 a detach says beforehand that who is on one side alone cannot undo it; who is on both can', async () => {
  await state.must('units.remove-accounts', { rows: ['20000005', '20000006'], options: { unit: 'u_north' } });
  for (const actor of ['ant.p', 'north.p']) {
    const { summary } = await state.change('orgs.detach', { rows: ['e_ant'], actor, dryRun: true });
    expect(summary.notes).toMatchObject([{ status: 'ok', code: 'UNDO_NEEDS_BOTH', count: 1, names: ['e_ant'] }]);
    const { batch } = await state.must('orgs.detach', { rows: ['e_ant'], actor });
    const [refused] = await undo(batch, actor);
    expect(refused).toMatch(/^(forbidden FORBIDDEN|not_found NOT_FOUND)$/);
    expect(await undo(batch, 'owner')).toEqual(['ok']);
  }
  await state.must('members.grant', { rows: ['north.a'], options: { role: 'eA', org: 'e_ant' }, actor: 'north.p' });
  const { batch, summary } = await state.must('orgs.detach', { rows: ['e_ant'], actor: 'north.a' });
  expect(summary.notes).toEqual([]);
  expect(await undo(batch, 'north.a')).toEqual(['ok']);
});

test('ORG-5 an undo of an attach is refused while a unit of the group holds accounts', async () => {
  const { batch } = await state.must('orgs.attach', { rows: ['e_elk'], options: { to: 'g_south' } });
  await state.must('units.create', { options: { id: 'u_s', name: '南山联合', org: 'g_south' }, rows: ['20000405'] });
  expect(await undo(batch)).toEqual(['conflict GROUP_UNITS']);
  expect((await state.records('orgs.show', { org: ['e_elk'] }))[0]).toMatchObject({ parent: 'g_south' });
  await state.must('units.remove-accounts', { rows: ['20000405'], options: { unit: 'u_s' } });
  expect(await undo(batch)).toEqual(['ok']);
});

test('ORG-10 a redo of an archive is refused once something lives there again', async () => {
  await state.must('orgs.create', { rows: [{ kind: 'group', id: 'g_new', name: '新集团' }] });
  const { batch } = await state.must('orgs.archive', { rows: ['g_new'] });
  const undone = await state.must('batches.undo', { options: { batch } });
  await state.must('orgs.attach', { rows: ['e_elk'], options: { to: 'g_new' } });
  expect(await undo(undone.batch)).toEqual(['conflict ARCHIVE_IN_USE']);
  await state.must('units.create', { options: { id: 'u_e', name: '独立一部', org: 'e_elk' } });
  const unit = await state.must('units.archive', { rows: ['u_e'] });
  const back = await state.must('batches.undo', { options: { batch: unit.batch } });
  await state.must('units.add-accounts', { rows: ['20000405'], options: { unit: 'u_e' } });
  expect(await undo(back.batch)).toEqual(['conflict ARCHIVE_IN_USE']);
  expect(await state.query('state.check')).toMatchObject({ tail: { found: [] } });
});

test('MEM-5 an undo gives nothing back to somebody who was removed since', async () => {
  await state.must('members.create', { rows: [{ login: 'tmp', name: 'T', verified: 'x', role: 'eC', org: 'e_ant' }] });
  await state.must('accounts.assign', { rows: ['20000007'], options: { to: 'tmp' } });
  const unassigned = await state.must('accounts.unassign', { rows: ['20000007'] });
  const shared = await state.must('accounts.share', { rows: ['20000008'], options: { with: ['tmp'] } });
  const unshared = await state.must('accounts.unshare', { rows: ['20000008'], options: { with: ['tmp'] } });
  await state.must('units.add-members', { rows: ['tmp'], options: { unit: 'u_ant' } });
  const left = await state.must('units.remove-members', { rows: ['tmp'], options: { unit: 'u_ant' } });
  const removed = await state.must('members.remove', { rows: ['tmp'] });
  for (const { batch } of [unassigned, unshared, left]) expect(await undo(batch)).toEqual(['conflict MEMBER_REMOVED']);
  expect((await state.account('20000007'))['manager']).toBeNull();
  expect(await state.grants('tmp')).toEqual([]);
  // The removal itself comes back whole, and then the others do.
  expect(await undo(removed.batch)).toEqual(['ok']);
  expect(await undo(unassigned.batch)).toEqual(['ok']);
  expect(await undo(left.batch)).toEqual(['ok']);
  expect(shared.summary.undoable).toBe(true);
});

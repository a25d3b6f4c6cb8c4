/** PII-1 members.erase: what is kept of a person cannot be read any more, by anybody, in the records or in the log. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CONTACT, fixture } from '../helpers/fixture.ts';
import { shell } from '../helpers/main.ts';
import type { State } from '../helpers/state.ts';

const erase = (state: State, login: string, actor?: string) =>
  state.outcome('members.erase', { rows: [login], ...(actor && { actor }) });

/** A member with contact data in the entity, changed once. */
async function filled(): Promise<{ state: State; created: string; changed: string }> {
  const state = await fixture();
  const row = { login: 'gone', name: '离职', role: 'eU', org: 'e_ant', ...CONTACT };
  const { batch: created } = await state.must('members.create', { rows: [row] });
  const { batch: changed } = await state.must('members.update', { rows: ['gone'], options: { phone: '13700000001' } });
  return { state, created, changed };
}
const keyOf = async (state: State) =>
  await state.store.write({ timeoutMs: 1_000 }, (tx) => tx.personKeys(['member:gone']));
const bytesOf = (state: State) =>
  Buffer.concat(
    ['', '-wal'].map((end) => (existsSync(state.file + end) ? readFileSync(state.file + end) : Buffer.alloc(0))),
  );

describe('PII-1 members.erase', () => {
  test('the key is destroyed, down to its bytes; record, log and results show nothing; counts stay', async () => {
    const { state, changed } = await filled();
    const [key] = [...(await keyOf(state)).values()];
    expect(bytesOf(state).includes(Buffer.from(key as Uint8Array))).toBe(true);
    const count = (await state.records('members.list')).length;
    await state.must('members.erase', { rows: ['gone'], actor: 'ant.p' });
    expect((await keyOf(state)).size).toBe(0);
    expect(bytesOf(state).includes(Buffer.from(key as Uint8Array))).toBe(false);
    const [shown] = await state.records('members.show', { login: ['gone'] });
    expect(shown).toMatchObject({ login: 'gone', name: null, phone: null, email: null, wechat: null, id_number: null });
    expect(shown).toMatchObject({ status: 'erased', roles: [] });
    expect(await state.records('members.list')).toHaveLength(count);
    expect(await state.records('members.list', { where: ['phone = 13700000001'] })).toEqual([]);
    const log = JSON.stringify(await state.records('audit.list', { where: ['target = gone'] }));
    const kept = JSON.stringify(await state.query('batches.results', { batch: changed }));
    for (const text of [log, kept]) {
      expect(text).toContain('•••');
      expect(text).not.toMatch(/13[78]\*{4}/);
    }
    expect(await state.query('state.check')).toMatchObject({ rows: [] });
    expect((await state.query('audit.verify')).tail.found).toEqual([]);
  });

  test('what was done before is not undone: MEMBER_ERASED; the erasure itself neither', async () => {
    const { state, created, changed } = await filled();
    const { batch } = await state.must('members.erase', { rows: ['gone'] });
    for (const undone of [changed, created])
      expect(await state.outcome('batches.undo', { options: { batch: undone } })).toMatchObject({
        status: 'conflict',
        code: 'MEMBER_ERASED',
      });
    await expect(state.change('batches.undo', { options: { batch } })).rejects.toMatchObject({ code: 'UNDO_FINAL' });
  });

  test('a role, a removal of before do not come back either', async () => {
    const { state } = await filled();
    const { batch } = await state.must('members.revoke', { rows: ['gone'], options: { role: 'eU', org: 'e_ant' } });
    const { batch: removed } = await state.must('members.remove', { rows: ['gone'] });
    await state.must('members.erase', { rows: ['gone'], actor: 'ops' });
    for (const undone of [batch, removed])
      expect(await state.outcome('batches.undo', { options: { batch: undone } })).toMatchObject({
        code: 'MEMBER_ERASED',
      });
  });

  test('the login is not given to somebody else; nothing else is done to the record', async () => {
    const { state } = await filled();
    await state.must('members.erase', { rows: ['gone'] });
    const row = { login: 'gone', name: '新人', phone: CONTACT.phone };
    expect(await state.outcome('members.create', { rows: [row] })).toMatchObject({ code: 'MEMBER_ERASED' });
    expect(await erase(state, 'gone')).toMatchObject({ status: 'unchanged' });
    for (const [operation, input] of [
      ['members.update', { rows: ['gone'], options: { phone: '13700000002' } }],
      ['members.verify', { rows: ['gone'], options: { method: 'x' } }],
      ['members.grant', { rows: ['gone'], options: { role: 'eU', org: 'e_ant' } }],
    ] as const)
      expect([operation, await state.outcome(operation, input)]).toMatchObject([operation, { code: 'MEMBER_ERASED' }]);
    expect(await state.outcome('members.remove', { rows: ['gone'] })).toMatchObject({ status: 'unchanged' });
  });

  test('who still owns something is not erased (MEM-5), nor the state owner, nor a principal by itself', async () => {
    const state = await fixture();
    expect(await erase(state, 'ant.p')).toMatchObject({ code: 'MEMBER_OWNS' });
    expect(await erase(state, 'owner', 'ops')).toMatchObject({ code: 'FORBIDDEN' });
    expect(await erase(state, 'owner')).toMatchObject({ code: 'FORBIDDEN' });
    expect(await erase(state, 'ant.p', 'ant.p')).toMatchObject({ code: 'FORBIDDEN' });
    expect(await erase(state, 'nobody')).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('one who was removed is erased by the operator; others do not see it', async () => {
    const { state } = await filled();
    await state.must('members.remove', { rows: ['gone'], actor: 'ant.p' });
    expect(await erase(state, 'gone', 'ant.p')).toMatchObject({ code: 'NOT_FOUND' });
    expect(await erase(state, 'gone', 'ops')).toMatchObject({ status: 'ok' });
  });

  test('a rehearsal and an atomic run that fails leave the key', async () => {
    const { state } = await filled();
    await state.change('members.erase', { rows: ['gone'], dryRun: true });
    await state.change('members.erase', { rows: ['gone', 'nobody'], atomic: true });
    expect((await keyOf(state)).size).toBe(1);
    expect(await state.records('members.list', { where: ['phone = 13700000001'] })).toHaveLength(1);
    const { results } = await state.change('members.erase', { where: ['login = gone'] });
    expect(results).toMatchObject([{ target: 'gone', status: 'ok' }]);
  });

  test('on the command line it asks, takes --yes elsewhere, and says what backups still hold', async () => {
    const place = shell();
    await place.run(['members', 'create', 'gone', '--name', '离职', '--phone', '13700000001', '-q']);
    const asked = await place.run(['members', 'erase', 'gone']);
    expect([asked.code, asked.stderr]).toEqual([2, expect.stringContaining('cannot be undone')]);
    expect((await place.run(['members', 'erase', 'gone', '--dry-run'])).code).toBe(0);
    const selected = await place.run(['members', 'erase', '--where', 'login = gone']);
    expect(selected.code).toBe(2);
    const done = await place.run(['members', 'erase', '--from', '-', '--yes'], { stdin: 'login\ngone\n' });
    expect([done.code, done.stderr]).toEqual([0, expect.stringContaining('backups made before still hold')]);
    expect((await place.run(['members', 'list', '--columns', 'login,phone,status', '--csv'])).stdout).toContain(
      'gone,,erased',
    );
  });
});

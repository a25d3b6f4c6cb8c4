/** Another's batch, for who reads the log of what it changed (MEM-3 batch.read, undo; MEM-4). */
import { beforeAll, expect, test } from 'vitest';
import { fixture } from '../helpers/fixture.ts';
import { codeOf, type State } from '../helpers/state.ts';

let state: State;
let batch: string;
beforeAll(async () => {
  state = await fixture();
  // The owner belongs nowhere: only what the batch changed leads to it.
  ({ batch } = await state.must('accounts.tag', {
    rows: ['20000201', '20000005', '20000204'],
    options: { tag: ['x'] },
  }));
});

const READERS = ['ant.a', 'north.a', 'audit', 'cat.p', 'ops'];

test('MEM-3 batches: who finds a batch in the log finds it in every command about batches', async () => {
  for (const actor of READERS) {
    const logged = (await state.records('audit.list', { batch, columns: ['batch'] }, actor)).length > 0;
    const listed = (await state.records('batches.list', {}, actor)).some(({ id }) => id === batch);
    expect([actor, logged, listed]).toEqual([actor, true, true]);
    expect((await state.records('batches.show', { batch }, actor))[0]).toMatchObject({ id: batch, actor: 'owner' });
    expect((await state.link.batch(actor, batch.slice(0, 14))).id).toBe(batch);
    expect(await codeOf(state.change('batches.undo', { options: { batch }, actor, dryRun: true }))).toBe(undefined);
  }
  for (const actor of ['elk.a', 'fox.m', 'cat.c', 'unit.a', 'plain']) {
    expect((await state.records('batches.list', {}, actor)).some(({ id }) => id === batch)).toBe(false);
    for (const operation of ['batches.show', 'batches.results'])
      expect(await codeOf(state.query(operation, { batch }, actor))).toBe('NOT_FOUND');
    expect(await codeOf(state.change('batches.undo', { options: { batch }, actor, dryRun: true }))).toBe('NOT_FOUND');
  }
});

test('MEM-4 batches: of another’s batch only what the log shows, neither rows nor counts nor names of the rest', async () => {
  const [shown] = await state.records('batches.show', { batch }, 'ant.a');
  expect(shown).toMatchObject({ rows: null, ok: null, failed: null, counts: null, options: null });
  const results = await state.records('batches.results', { batch }, 'ant.a');
  expect(results.map(({ target }) => target)).toEqual(['tencent:20000005']);
  const undone = await state.change('batches.undo', { options: { batch }, actor: 'ant.a', dryRun: true });
  expect(undone.results.map(({ target, status }) => [target, status])).toEqual([
    ['', 'not_found'],
    ['tencent:20000005', 'ok'],
    ['', 'not_found'],
  ]);
  expect(JSON.stringify(undone)).not.toContain('2000020');
});

test('MEM-3 undo: an auditor reads the batch and needs the operation’s right to undo it', async () => {
  const own = await fixture();
  await own.must('members.revoke', { rows: ['audit'], options: { role: 'eC', org: 'e_ant' } });
  const run = await own.must('accounts.tag', { rows: ['20000005'], options: { tag: ['x'] } });
  const told = (actor: string) => own.told('batches.undo', { options: { batch: run.batch }, actor, dryRun: true });
  expect(await told('audit')).toEqual(['forbidden FORBIDDEN']);
  expect(await told('ant.a')).toEqual(['ok']);
});

test('MEM-3 batch.resume: who has the operation’s right nowhere ends nobody’s batch', async () => {
  const own = await fixture();
  await own.must('members.revoke', { rows: ['audit'], options: { role: 'eC', org: 'e_ant' } });
  const rows = Array.from({ length: 3_500 }, () => '20000005');
  const call = { rows, options: { tag: ['x'] } };
  const { batch } = await own.change('accounts.tag', { ...call, stopAt: ({ type }) => type === 'results' });
  const go = (actor: string) => own.change('accounts.tag', { ...call, batch, resume: true, actor });
  expect(await codeOf(go('audit'))).toBe('FORBIDDEN');
  expect((await own.records('batches.show', { batch }))[0]).toMatchObject({ state: 'interrupted' });
  expect((await go('ant.a')).summary.state).toBe('done');
});

test('BULK-4 a batch that nobody took anything of back is as it was', async () => {
  const own = await fixture();
  await own.must('members.revoke', { rows: ['audit'], options: { role: 'eC', org: 'e_ant' } });
  const { batch } = await own.must('accounts.tag', { rows: ['20000005'], options: { tag: ['x'] } });
  const stateOf = async () => (await own.records('batches.show', { batch }))[0]?.['state'];
  expect(await own.told('batches.undo', { options: { batch }, actor: 'audit' })).toEqual(['forbidden FORBIDDEN']);
  expect(await stateOf()).toBe('done');
  expect(await own.told('batches.undo', { options: { batch } })).toEqual(['ok']);
  expect(await stateOf()).toBe('undone');
});

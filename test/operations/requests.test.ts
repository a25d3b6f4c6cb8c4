/** Joining, claims under approval, and the inbox that both go to (ORG-3, ORG-9, ACC-3, MEM-4). */
import { beforeEach, describe, expect, test } from 'vitest';
import { hintOf } from '../../src/render/messages.ts';
import { fixture, licence } from '../helpers/fixture.ts';
import type { State } from '../helpers/state.ts';

const asked = async (state: State, operation: string, row: string, actor: string, options = {}): Promise<string> => {
  const { results } = await state.change(operation, { rows: [row], actor, options });
  expect(results.map(({ status, code }) => [status, code])).toEqual([['pending', undefined]]);
  return String(results[0]?.id);
};
const join = (state: State, org: string, actor: string) => asked(state, 'orgs.join', org, actor);
const claim = (state: State, account: string, actor: string) => asked(state, 'accounts.claim', account, actor);
const stateOf = async (state: State, id: string, actor = 'owner') =>
  (await state.records('requests.show', { id: [id] }, actor))[0]?.['state'];
const approval = (state: State, entity = 'e_ant') =>
  state.must('orgs.update', { rows: [entity], options: { claim_policy: 'approval' } });

describe('joins', () => {
  let state: State;
  beforeEach(async () => {
    state = await fixture();
  });

  test('ORG-3: pending, then approved: verified as collaborator, unverified as unverified employee', async () => {
    const [one, two] = [await join(state, 'e_ant', 'plain'), await join(state, 'e_ant', 'newbie')];
    const { results } = await state.change('requests.approve', { rows: [one, two], actor: 'ant.a' });
    expect(results.map(({ status, code }) => [status, code])).toEqual([
      ['ok', undefined],
      ['ok', undefined],
    ]);
    expect(await state.grants('plain')).toEqual(['plain/eC/e_ant']);
    expect(await state.grants('newbie')).toEqual(['newbie/eU/e_ant']);
    expect(await stateOf(state, one)).toBe('approved');
  });

  const ROLES: readonly (readonly [member: string, role: string, told: string])[] = [
    ['plain', 'eU', 'ok'],
    ['plain', 'eC', 'ok'],
    ['plain', 'eA', 'ok'],
    ['plain', 'eP', 'forbidden FORBIDDEN'],
    ['plain', 'uC', 'forbidden FORBIDDEN'],
    ['plain', 'boss', 'invalid VALUE_INVALID'],
    ['newbie', 'eU', 'ok'],
    ['newbie', 'eC', 'conflict JOINER_UNVERIFIED'],
  ];
  test.each(ROLES)('ORG-3: %s approved as %s: %s', async (member, role, told) => {
    const id = await join(state, 'e_ant', member);
    const actor = role === 'uC' ? 'ant.c' : 'ant.p';
    expect(await state.told('requests.approve', { rows: [id], actor, options: { role } })).toEqual([
      role === 'uC' ? 'not_found NOT_FOUND' : told,
    ]);
  });

  const DECIDERS: readonly (readonly [why: string, actor: string, told: string])[] = [
    ['an admin', 'ant.a', 'ok'],
    ['the principal admin', 'ant.p', 'ok'],
    ['of the group', 'north.a', 'ok'],
    ['a collaborator', 'ant.c', 'not_found NOT_FOUND'],
    ['of another entity', 'cat.p', 'not_found NOT_FOUND'],
    ['whoever asked', 'plain', 'forbidden FORBIDDEN'],
    ['the operator, where there is an admin', 'ops', 'forbidden FORBIDDEN'],
    ['the state owner', 'owner', 'ok'],
  ];
  test.each(DECIDERS)('MEM-3 member.approve: %s', async (_, actor, told) => {
    const id = await join(state, 'e_ant', 'plain');
    for (const verb of ['requests.approve', 'requests.reject'])
      expect(await state.told(verb, { rows: [id], actor, reason: '审批', dryRun: true })).toEqual([told]);
  });

  test('ORG-3: an unverified one is named, with what to do', async () => {
    const id = await join(state, 'e_ant', 'newbie');
    const { code, details } = await state.outcome('requests.approve', {
      rows: [id],
      actor: 'ant.a',
      options: { role: 'eC' },
    });
    expect([code, details['member']]).toEqual(['JOINER_UNVERIFIED', 'newbie']);
    expect(hintOf(code as string, details, 'en')).toContain('adctl members verify newbie');
    await state.must('requests.approve', { rows: [id], actor: 'ant.a' });
    await state.must('members.verify', { rows: ['newbie'], options: { method: '证件' }, actor: 'ant.a' });
  });

  test('ORG-3: approved already, but as another role: a conflict, and who says so is told', async () => {
    const id = await join(state, 'e_ant', 'plain');
    await state.must('requests.approve', { rows: [id], actor: 'ant.p', options: { role: 'eA' } });
    const again = (options = {}) => state.told('requests.approve', { rows: [id], actor: 'ant.p', options });
    expect(await again({ role: 'eC' })).toEqual(['conflict REQUEST_DECIDED']);
    expect(await again({ role: 'eA' })).toEqual(['unchanged SAME']);
    expect(await again()).toEqual(['unchanged SAME']);
  });

  test('MEM-3: a hint of a role that would not help is not given', async () => {
    const id = await join(state, 'e_ant', 'plain');
    const hint = async (operation: string, actor: string) => {
      const { code, details } = await state.outcome(operation, { rows: [id], actor });
      return hintOf(code as string, details, 'en');
    };
    expect(await hint('requests.withdraw', 'ant.a')).toContain('only who asked');
    expect(await hint('requests.approve', 'plain')).toContain('an admin there decides');
  });

  test('ORG-9: the operator confirms joiners where nobody administers, and says why', async () => {
    const id = await join(state, 'e_bee', 'plain');
    expect(await state.told('requests.approve', { rows: [id], actor: 'ops' })).toEqual(['invalid JOIN_REASON']);
    expect(await state.told('requests.approve', { rows: [id], actor: 'ops', reason: '无管理员' })).toEqual(['ok']);
  });

  test('MEM-4: the admin learns who asks, the asker not who decides', async () => {
    const id = await join(state, 'e_ant', 'plain');
    expect(await state.records('requests.list', { to_decide: true }, 'ant.a')).toMatchObject([
      { id, type: 'join', state: 'pending', member: 'plain', named: 'e_ant', org_name: '北辰食品有限公司' },
    ]);
    await state.must('requests.reject', { rows: [id], actor: 'ant.a', reason: '不认识' });
    const [mine] = await state.records('requests.show', { id: [id] }, 'plain');
    expect(mine).toMatchObject({ state: 'rejected', answer: '不认识', decided_by: null, org: null });
    expect(await state.records('requests.list', {}, 'cat.p')).toEqual([]);
  });

  test('ORG-3: what was decided is not decided again, and says by whom', async () => {
    const id = await join(state, 'e_ant', 'plain');
    await state.must('requests.reject', { rows: [id], actor: 'ant.a' });
    expect(await state.told('requests.reject', { rows: [id], actor: 'ant.p' })).toEqual(['unchanged SAME']);
    const { code, details } = await state.outcome('requests.approve', { rows: [id], actor: 'ant.p' });
    expect([code, details['by']]).toEqual(['REQUEST_DECIDED', 'ant.a']);
    expect(await state.told('requests.withdraw', { rows: [id], actor: 'plain' })).toEqual(['conflict REQUEST_DECIDED']);
    const again = await join(state, 'e_ant', 'plain');
    expect(again).not.toBe(id);
  });

  test('ORG-3: withdrawn by who asked alone', async () => {
    const id = await join(state, 'e_ant', 'newbie');
    expect(await state.told('requests.withdraw', { rows: [id], actor: 'ant.a' })).toEqual(['forbidden FORBIDDEN']);
    expect(await state.told('requests.withdraw', { rows: [id], actor: 'cat.p' })).toEqual(['not_found NOT_FOUND']);
    expect(await state.told('requests.withdraw', { rows: [id], actor: 'newbie' })).toEqual(['ok']);
    expect(await state.told('requests.withdraw', { rows: [id], actor: 'newbie' })).toEqual(['unchanged SAME']);
    expect(await state.told('requests.approve', { rows: [id], actor: 'ant.a' })).toEqual(['conflict REQUEST_ENDED']);
  });

  test('BULK-4: an approval undone gives the role back and waits again', async () => {
    const id = await join(state, 'e_ant', 'plain');
    const { batch } = await state.must('requests.approve', { rows: [id], actor: 'ant.a' });
    expect(await state.told('batches.undo', { options: { batch }, actor: 'ant.p' })).toEqual(['ok']);
    expect(await state.grants('plain')).toEqual([]);
    expect(await stateOf(state, id)).toBe('pending');
    const { batch: rejected } = await state.must('requests.reject', { rows: [id], actor: 'ant.a' });
    expect(await state.told('batches.undo', { options: { batch: rejected }, actor: 'ant.a' })).toEqual(['ok']);
    expect(await stateOf(state, id)).toBe('pending');
  });

  test('ORG-10: an open request to join is in the way of archiving', async () => {
    await state.must('orgs.import', { rows: [{ kind: 'entity', id: 'e_new', name: '新公司', licence: licence(44) }] });
    const id = await join(state, 'e_new', 'plain');
    const { code, details } = await state.outcome('orgs.archive', { rows: ['e_new'] });
    expect([code, JSON.stringify(details['what'])]).toEqual([
      'ARCHIVE_IN_USE',
      expect.stringContaining('open request'),
    ]);
    await state.must('requests.withdraw', { rows: [id], actor: 'plain' });
    await state.must('orgs.archive', { rows: ['e_new'] });
  });
});

describe('claims under approval', () => {
  let state: State;
  beforeEach(async () => {
    state = await fixture();
    await approval(state);
    await state.must('accounts.claim', { rows: ['20000007'], actor: 'ant.a' });
  });

  const TABLE: readonly (readonly [why: string, actor: string, id: string, told: string, takeOver?: true])[] = [
    ['not verified, before all else', 'newbie', '20000005', 'forbidden MEMBER_UNVERIFIED'],
    ['hidden', 'cat.c', '20000005', 'not_found NOT_FOUND'],
    ['no right', 'unit.c', '20000002', 'forbidden FORBIDDEN'],
    ['closed', 'ant.c', '20000012', 'conflict ACCOUNT_CLOSED'],
    ["another's", 'ant.c', '20000007', 'conflict ACCOUNT_MANAGED'],
    ["another's, taking over without the right", 'ant.c', '20000007', 'forbidden FORBIDDEN', true],
    ['mine', 'ant.a', '20000007', 'unchanged MINE_ALREADY'],
    ['a collaborator asks', 'ant.c', '20000005', 'pending'],
    ['who decides claims there claims at once', 'ant.p', '20000005', 'ok'],
    ['so does the admin of the unit', 'unit.a', '20000002', 'ok'],
    ['taking over takes the right to decide', 'ant.p', '20000007', 'ok', true],
    ['another entity keeps its own policy', 'cat.c', '20000204', 'ok'],
  ];
  for (const [why, actor, id, told, takeOver] of TABLE)
    test(`ACC-3 claim: ${why}`, async () => {
      const options = takeOver ? { take_over: true } : {};
      expect(await state.told('accounts.claim', { rows: [id], actor, options, dryRun: true })).toEqual([told]);
    });

  test('ACC-3: one pending per account and member', async () => {
    const id = await claim(state, '20000005', 'ant.c');
    const { results } = await state.change('accounts.claim', { rows: ['20000005'], actor: 'ant.c' });
    expect(results).toMatchObject([{ status: 'unchanged', code: 'ASKED_ALREADY', id, details: { request: id } }]);
    expect(await claim(state, '20000005', 'ant.c2')).not.toBe(id);
  });

  test('ACC-3: approving one rejects the others in the same row', async () => {
    const [one, two] = [await claim(state, '20000005', 'ant.c'), await claim(state, '20000005', 'ant.c2')];
    const { batch } = await state.must('requests.approve', { rows: [one], actor: 'ant.a' });
    expect((await state.account('20000005'))['manager']).toBe('ant.c');
    expect(await stateOf(state, two)).toBe('rejected');
    expect(await state.told('requests.approve', { rows: [two], actor: 'ant.a' })).toEqual(['conflict REQUEST_DECIDED']);
    expect(await state.told('batches.undo', { options: { batch }, actor: 'ant.a' })).toEqual(['ok']);
    expect((await state.account('20000005'))['manager']).toBeNull();
    expect([await stateOf(state, one), await stateOf(state, two)]).toEqual(['pending', 'pending']);
  });

  test('ACC-3: both approved in one batch: the second finds itself rejected', async () => {
    const [one, two] = [await claim(state, '20000005', 'ant.c'), await claim(state, '20000005', 'ant.c2')];
    expect(await state.told('requests.approve', { rows: [one, two], actor: 'ant.a' })).toEqual([
      'ok',
      'conflict REQUEST_DECIDED',
    ]);
  });

  const AGAIN: readonly (readonly [why: string, operation: string, options: Record<string, string>, told: string])[] = [
    ["another's by now", 'accounts.assign', { to: 'ant.c2' }, 'conflict ACCOUNT_MANAGED'],
    ['of another entity by now', 'accounts.update', { entity: 'e_bee' }, 'conflict MEMBER_OUTSIDE'],
  ];
  test.each(AGAIN)('ACC-3: approval decides again: %s', async (_, operation, options, told) => {
    const id = await claim(state, '20000008', 'ant.c');
    await state.must(operation, { rows: ['20000008'], options });
    expect(await state.told('requests.approve', { rows: [id], actor: 'north.a' })).toEqual([told]);
    expect(await state.told('requests.reject', { rows: [id], actor: 'north.a' })).toEqual(['ok']);
  });

  const CLOSERS: readonly (readonly [string, Record<string, string>])[] = [
    ['accounts.close', {}],
    ['accounts.import', { status: 'closed' }],
  ];
  test.each(CLOSERS)('ACC-3: %s voids, and its undo lets wait again', async (operation, cells) => {
    const id = await claim(state, '20000008', 'ant.c');
    const { batch } = await state.must(operation, { rows: [{ id: '20000008', ...cells }] });
    expect(await stateOf(state, id)).toBe('void');
    expect(await state.told('requests.approve', { rows: [id], actor: 'ant.a' })).toEqual(['conflict REQUEST_ENDED']);
    expect(await state.told('batches.undo', { options: { batch } })).toEqual(['ok']);
    expect(await stateOf(state, id)).toBe('pending');
  });

  test('ACC-3: suspending leaves it waiting, and a suspended account is given', async () => {
    const id = await claim(state, '20000008', 'ant.c');
    await state.must('accounts.suspend', { rows: ['20000008'] });
    expect(await state.told('requests.approve', { rows: [id], actor: 'ant.a' })).toEqual(['ok']);
  });

  test('BULK-4: a claim that waits is undone; one that was approved is not', async () => {
    const { batch } = await state.change('accounts.claim', { rows: ['20000005', '20000008'], actor: 'ant.c' });
    const waiting = await state.records('requests.list', { account: 'tencent:20000008' });
    await state.must('requests.approve', { rows: [String(waiting[0]?.['id'])], actor: 'ant.a' });
    expect(await state.told('batches.undo', { options: { batch }, actor: 'ant.c' })).toEqual(
      expect.arrayContaining(['ok', expect.stringMatching(/^conflict/)]),
    );
  });

  test('BULK-3: pending counts as done under --atomic', async () => {
    const { results, summary } = await state.change('accounts.claim', {
      rows: ['20000005', '20000008', '20000204'],
      actor: 'ant.c',
      atomic: true,
    });
    expect(results.map(({ status }) => status)).toEqual(['rolled_back', 'rolled_back', 'not_found']);
    expect(summary).toBeDefined();
    expect(
      await state.told('accounts.claim', { rows: ['20000005', '20000008'], actor: 'ant.c', atomic: true }),
    ).toEqual(['pending', 'pending']);
  });

  test('MEM-4: listed to who asked and who decides, and to nobody else', async () => {
    await claim(state, '20000005', 'ant.c');
    await claim(state, '20000002', 'ant.c');
    const seen = async (actor: string, input = {}) =>
      (await state.records('requests.list', input, actor)).map(({ named }) => String(named).slice(-2)).toSorted();
    expect(await seen('ant.c')).toEqual(['02', '05']);
    expect(await seen('ant.a', { to_decide: true })).toEqual(['02', '05']);
    expect(await seen('unit.a')).toEqual(['02']);
    expect(await seen('ant.c2')).toEqual([]);
    expect(await seen('cat.p')).toEqual([]);
    expect(await seen('owner', { mine: true })).toEqual([]);
  });

  test('ACC-3: found by the entity whose account it is, where the reader sees that', async () => {
    await claim(state, '20000005', 'ant.c');
    await approval(state, 'e_elk');
    await claim(state, '20000402', 'elk.c');
    await join(state, 'e_ant', 'newbie');
    const of = async (actor: string, entity: string) =>
      (await state.records('requests.list', { entity, columns: ['type', 'entity', 'entity_name'] }, actor)).map(
        (row) => `${row['type']} ${row['entity']} ${row['entity_name']}`,
      );
    expect((await of('owner', 'e_ant')).toSorted()).toEqual([
      'claim e_ant 北辰食品有限公司',
      'join e_ant 北辰食品有限公司',
    ]);
    expect(await of('owner', 'e_elk')).toEqual([expect.stringMatching(/^claim e_elk/)]);
    expect(await state.records('requests.list', { columns: ['entity'] }, 'newbie')).toEqual([{ entity: null }]);
  });

  test('BULK-1: the list feeds what decides', async () => {
    await claim(state, '20000005', 'ant.c');
    await claim(state, '20000008', 'ant.c2');
    expect(
      await state.told('requests.approve', { where: ['type = claim', 'state = pending'], actor: 'ant.a' }),
    ).toEqual(['ok', 'ok']);
  });
});

describe('ACC-3: claims end with the place they were made from', () => {
  let state: State;
  beforeEach(async () => {
    state = await fixture();
    await approval(state);
    await approval(state, 'e_elk');
  });

  const ENDS: readonly (readonly [why: string, operation: string, row: string, options: object])[] = [
    ['the role is taken', 'members.revoke', 'ant.c', { role: 'eC', org: 'e_ant' }],
    ['the member is removed', 'members.remove', 'ant.c', {}],
    ['the member is erased', 'members.erase', 'ant.c', {}],
    ['the roles are handed over', 'members.handover', '', { member: 'ant.c', to: ['ant.c2'] }],
  ];
  test.each(ENDS)('ACC-3 %s', async (_, operation, row, options) => {
    const [id, other] = [await claim(state, '20000005', 'ant.c'), await claim(state, '20000005', 'ant.c2')];
    const { batch } = await state.must(operation, {
      ...(row !== '' && { rows: [row] }),
      options: options as Record<string, string>,
    });
    expect([await stateOf(state, id), await stateOf(state, other)]).toEqual(['void', 'pending']);
    if (operation === 'members.erase') return;
    expect(await state.told('batches.undo', { options: { batch } })).toEqual(['ok']);
    expect(await stateOf(state, id)).toBe('pending');
  });

  test('ACC-3: a claim that another role allows stays', async () => {
    const own = await claim(state, '20000005', 'ant.c');
    await state.must('members.grant', { rows: ['ant.c'], options: { role: 'aE', org: 'a_fox' } });
    // With one agency role the agency's is the view by default (CTX-1).
    const client = await claim(state, '20000402', 'ant.c');
    await state.must('members.revoke', { rows: ['ant.c'], options: { role: 'eC', org: 'e_ant' } });
    expect([await stateOf(state, own), await stateOf(state, client)]).toEqual(['void', 'pending']);
  });

  test('MEM-5: a member who waits for an answer to join is removed, and the request with it', async () => {
    const id = await join(state, 'e_ant', 'plain');
    await state.must('members.remove', { rows: ['plain'] });
    expect(await stateOf(state, id)).toBe('void');
  });
});

describe('members.can', () => {
  test('MEM-3 who may decide, by the type of what is asked for, and where', async () => {
    const state = await fixture();
    await approval(state);
    const joins = await join(state, 'e_ant', 'newbie');
    const claims = await claim(state, '20000005', 'ant.c');
    const can = async (login: string, operation: string, key: string) => {
      const [answer] = await state.records('members.can', { login, operation: [operation, key] });
      return [answer?.['allowed'], answer?.['right'], answer?.['by'] ?? answer?.['code']];
    };
    expect(await can('ant.a', 'requests.approve', joins)).toEqual(['yes', 'member.approve', 'eA@e_ant']);
    expect(await can('north.a', 'requests.reject', claims)).toEqual(['yes', 'account.assign', 'gA@g_north']);
    expect(await can('ant.c', 'requests.approve', claims)).toEqual(['no', 'account.assign', 'FORBIDDEN']);
    expect(await can('cat.p', 'requests.approve', claims)).toEqual(['no', 'request.decide', 'NOT_FOUND']);
    expect(await can('newbie', 'requests.withdraw', joins)).toEqual(['yes', 'request.withdraw', 'everybody']);
    expect(await can('newbie', 'orgs.join', 'e_ant')).toEqual(['yes', 'org.join', 'everybody']);
    expect(await can('fox.m', 'clients.terminate', '20000301')).toEqual(['yes', 'client.terminate', 'aM@a_fox']);
  });
});

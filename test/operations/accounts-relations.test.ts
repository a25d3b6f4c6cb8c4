/** Sharing and binding: one row per answer (ACC-2, ACC-4, MEM-7). */
import { beforeEach, describe, expect, test } from 'vitest';
import { CLIENTS, CLOSED, fixture } from '../helpers/fixture.ts';
import { codeOf, type State } from '../helpers/state.ts';

const CLIENT = CLIENTS[1] as string;
let state: State;
beforeEach(async () => {
  state = await fixture();
});

describe('accounts.share', () => {
  const TABLE: readonly (readonly [why: string, actor: string, id: string, told: string])[] = [
    ['hidden', 'cat.p', '20000005', 'not_found NOT_FOUND'],
    ['without the right', 'ant.c', '20000007', 'not_found NOT_FOUND'],
    ['the operator', 'ops', '20000005', 'forbidden FORBIDDEN'],
    ['closed', 'ant.a', CLOSED, 'conflict ACCOUNT_CLOSED'],
    ['fine', 'ant.a', '20000005', 'ok'],
  ];
  for (const [why, actor, id, told] of TABLE)
    test(`ACC-4 share: ${why}`, async () => {
      const options = { with: [actor === 'cat.p' ? 'cat.c' : 'ant.c2'] };
      const call = state.told('accounts.share', { rows: [id], actor, options, dryRun: true });
      if (actor === 'ant.c') expect(await codeOf(call)).toBe('NOT_FOUND');
      else expect(await call).toEqual([told]);
    });

  test('ACC-4 share: with a hidden, unknown or unverified member the whole command is refused', async () => {
    const share = (login: string) =>
      codeOf(state.change('accounts.share', { rows: ['20000005'], actor: 'ant.a', options: { with: [login] } }));
    expect(await share('cat.c')).toBe('NOT_FOUND');
    expect(await share('nobody')).toBe('NOT_FOUND');
    expect(await share('ant.u')).toBe('MEMBER_UNVERIFIED');
  });

  test('ACC-2 shared is any number of relations beside the manager, seen and undone', async () => {
    const seen = async (login: string) => (await state.records('accounts.list', {}, login)).map(({ id }) => id);
    const before = await seen('cat.c');
    await state.must('accounts.claim', { rows: ['20000005'], actor: 'ant.c' });
    const { batch } = await state.must('accounts.share', {
      rows: ['20000005'],
      options: { with: ['ant.c2', 'cat.c'], relation: 'self_run', system: 'delivery' },
    });
    expect(await state.relations('tencent:20000005')).toEqual([
      'tencent:20000005/ant.c/claimed/workbench',
      'tencent:20000005/ant.c2/self_run/delivery',
      'tencent:20000005/cat.c/self_run/delivery',
    ]);
    expect((await state.account('20000005'))['manager']).toBe('ant.c');
    // ORG-8: an account of another's entity, by a relation.
    expect(await seen('cat.c')).toEqual(['20000005', ...before].toSorted());
    expect((await state.records('accounts.list', { other: true }, 'cat.c')).map(({ id }) => id)).toEqual(['20000005']);
    // MEM-2: it counts as a collaborator on that account alone.
    expect(
      await state.told('accounts.budget', { rows: ['20000005'], actor: 'cat.c', options: { amount: '9' } }),
    ).toEqual(['ok']);
    const again = { rows: ['20000005'], options: { with: ['cat.c'], relation: 'self_run', system: 'delivery' } };
    expect(await state.told('accounts.share', again)).toEqual(['unchanged SAME']);
    await state.must('batches.undo', { options: { batch } });
    expect(await seen('cat.c')).toEqual(before);
  });

  test('ACC-4 unshare: ends one kind or both, in every system, and says when there is none', async () => {
    const rows = ['20000005'];
    for (const relation of ['collaborator', 'self_run'])
      await state.must('accounts.share', { rows, options: { with: ['ant.c2'], relation, system: 'service' } });
    const unshare = (relation?: string) =>
      state.told('accounts.unshare', {
        rows,
        actor: 'ant.a',
        options: { with: ['ant.c2'], ...(relation && { relation }) },
      });
    expect(await unshare('self_run')).toEqual(['ok']);
    expect(await unshare('self_run')).toEqual(['unchanged SAME']);
    expect(await state.relations('tencent:20000005')).toEqual(['tencent:20000005/ant.c2/collaborator/service']);
    expect(await unshare()).toEqual(['ok']);
    expect(await state.relations('tencent:20000005')).toEqual([]);
  });
});

describe('accounts.bind', () => {
  const TABLE: readonly (readonly [why: string, actor: string, id: string, to: string, told: string])[] = [
    ['an employee may not', 'fox.e', CLIENT, 'fox.d', 'forbidden FORBIDDEN'],
    ['the client may not', 'elk.a', '20000402', 'elk.c', 'forbidden FORBIDDEN'],
    ['no client', 'owner', '20000005', 'fox.d', 'conflict NO_CLIENT'],
    ['to an employee who sees all clients', 'fox.m', CLIENT, 'fox.e', 'conflict NOT_BINDABLE'],
    ['to a dedicated employee', 'fox.m', CLIENT, 'fox.d', 'ok'],
    ['to a client employee', 'fox.a', CLIENT, 'fox.c', 'ok'],
    ['to a client viewer', 'fox.a', CLIENT, 'fox.v', 'ok'],
    ['bound already', 'fox.m', CLIENTS[0] as string, 'fox.d', 'unchanged SAME'],
  ];
  for (const [why, actor, id, to, told] of TABLE)
    test(`ACC-4 bind: ${why}`, async () => {
      expect(await state.told('accounts.bind', { rows: [id], actor, options: { to: [to] }, dryRun: true })).toEqual([
        told,
      ]);
    });

  test('MEM-7 clients and members are bound many to many, and unbound', async () => {
    const rows = [CLIENTS[1] as string, CLIENTS[2] as string];
    await state.must('accounts.bind', { rows, actor: 'fox.m', options: { to: ['fox.d', 'fox.v'] } });
    const seen = async (login: string) => (await state.records('accounts.list', {}, login)).map(({ id }) => id);
    for (const login of ['fox.d', 'fox.v']) expect(await seen(login)).toEqual(expect.arrayContaining(rows));
    await state.must('accounts.unbind', { rows, actor: 'fox.m', options: { to: ['fox.v'] } });
    expect(await seen('fox.d')).toEqual(expect.arrayContaining(rows));
    for (const id of rows) expect(await seen('fox.v')).not.toContain(id);
    expect(await state.told('accounts.unbind', { rows, actor: 'fox.m', options: { to: ['fox.v'] } })).toEqual([
      'unchanged SAME',
      'unchanged SAME',
    ]);
  });
});

/** Suspending, resuming, closing: one row per answer (ACC-1), whichever operation writes the status. */
import { beforeAll, describe, expect, test } from 'vitest';
import { CLIENTS, CLOSED, fixture, SUSPENDED } from '../helpers/fixture.ts';
import type { State } from '../helpers/state.ts';

const PENDING = '20000013';
const CLIENT = CLIENTS[1] as string;
let state: State;
beforeAll(async () => {
  state = await fixture();
  await state.must('accounts.import', {
    rows: [{ id: '30000001', platform: 'tencent', name: '待审', entity: 'e_ant', status: 'pending_review' }],
  });
  await state.must('accounts.claim', { rows: ['20000007'], actor: 'ant.c' });
  expect((await state.account(SUSPENDED))['status']).toBe('suspended');
});

describe('ACC-1 status', () => {
  /** Dry runs in the order of the checks. */
  const TABLE: readonly (readonly [why: string, verb: string, actor: string, id: string, told: string])[] = [
    ['hidden', 'accounts.suspend', 'cat.p', '20000005', 'not_found NOT_FOUND'],
    ['without the right', 'accounts.suspend', 'unit.c', '20000002', 'forbidden FORBIDDEN'],
    ['a collaborator, not its own', 'accounts.suspend', 'ant.c', '20000008', 'not_found NOT_FOUND'],
    ['a collaborator, its own', 'accounts.suspend', 'ant.c', '20000007', 'ok'],
    ['the operator', 'accounts.suspend', 'ops', '20000005', 'forbidden FORBIDDEN'],
    ['active', 'accounts.suspend', 'ant.a', '20000005', 'ok'],
    ['suspended already', 'accounts.suspend', 'ant.a', SUSPENDED, 'unchanged SAME'],
    ['closed', 'accounts.suspend', 'ant.a', CLOSED, 'conflict ACCOUNT_STATUS'],
    ['waiting for review', 'accounts.suspend', 'ant.a', '30000001', 'conflict ACCOUNT_STATUS'],
    ['suspended', 'accounts.resume', 'ant.a', SUSPENDED, 'ok'],
    ['suspended, by the operator', 'accounts.resume', 'ops', SUSPENDED, 'forbidden FORBIDDEN'],
    ['active already', 'accounts.resume', 'ant.a', '20000005', 'unchanged SAME'],
    ['waiting for review, by an admin', 'accounts.resume', 'ant.a', '30000001', 'forbidden FORBIDDEN'],
    ['waiting for review, by the operator', 'accounts.resume', 'ops', '30000001', 'ok'],
    ['waiting for review, by the owner', 'accounts.resume', 'owner', '30000001', 'ok'],
    ['closed comes back by undo only', 'accounts.resume', 'ant.a', CLOSED, 'conflict ACCOUNT_STATUS'],
    ['active', 'accounts.close', 'ant.a', '20000005', 'ok'],
    ['suspended', 'accounts.close', 'ant.a', SUSPENDED, 'ok'],
    ['waiting for review', 'accounts.close', 'ant.a', '30000001', 'ok'],
    ['closed already', 'accounts.close', 'ant.a', CLOSED, 'unchanged SAME'],
    ['an active authorisation', 'accounts.close', 'fox.e', CLIENT, 'conflict ACCOUNT_AUTHORISED'],
    ['spoilt', 'accounts.close', 'ant.a', '7.73E+016', 'invalid ID_SPOILT'],
  ];
  for (const [why, verb, actor, id, told] of TABLE)
    test(`ACC-1 ${verb}: ${why}`, async () => {
      expect(await state.told(verb, { rows: [id], actor, dryRun: true })).toEqual([told]);
    });

  test('ACC-1 an import and an update follow the same moves', async () => {
    const write = (verb: string, id: string, status: string, actor: string) =>
      state.told(`accounts.${verb}`, { rows: [{ id, status }], actor, dryRun: true });
    for (const verb of ['import', 'update']) {
      expect(await write(verb, CLOSED, 'active', 'ant.a')).toEqual(['conflict ACCOUNT_STATUS']);
      expect(await write(verb, SUSPENDED, 'active', 'ant.a')).toEqual(['ok']);
      expect(await write(verb, SUSPENDED, 'active', 'ops')).toEqual(['forbidden FORBIDDEN']);
      expect(await write(verb, '30000001', 'active', 'ops')).toEqual(['ok']);
      expect(await write(verb, '30000001', 'active', 'ant.a')).toEqual(['forbidden FORBIDDEN']);
    }
  });

  test('ACC-1 closed comes back by undo, with what it was', async () => {
    await state.must('accounts.suspend', { rows: [PENDING], actor: 'ant.a' });
    const { batch } = await state.must('accounts.close', { rows: [PENDING], actor: 'ant.a' });
    expect((await state.account(PENDING))['status']).toBe('closed');
    await state.must('batches.undo', { options: { batch }, actor: 'ant.a' });
    expect((await state.account(PENDING))['status']).toBe('suspended');
  });
});

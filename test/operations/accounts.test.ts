/** Claiming, assigning, releasing: one row per answer, in the order of the checks (ACC-2, ACC-3, ACC-4). */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Code } from '../../src/domain/errors.ts';
import { messageOf } from '../../src/render/messages.ts';
import { CLOSED, fixture, relation, TWICE } from '../helpers/fixture.ts';
import { codeOf, type State } from '../helpers/state.ts';

const CLIENT = '20000302';
const MANAGED = '20000007';

describe('accounts.claim', () => {
  let state: State;
  beforeAll(async () => {
    state = await fixture();
    await state.must('accounts.claim', { rows: [MANAGED, '20000008'], actor: 'ant.c2' });
    // Closed while ant.c manages it: closed comes before "mine already". In the unit of unit.c: forbidden comes before it.
    await state.must('accounts.claim', { rows: ['20000001'], actor: 'ant.c' });
    await state.must('accounts.import', { rows: [{ id: '20000001', status: 'closed' }] });
  });

  /** In the order of ACC-3. Nothing here changes the state: every row is a dry run. */
  const TABLE: readonly (readonly [why: string, actor: string, id: string, told: string, takeOver?: true])[] = [
    ['an id that is none, before all else', 'newbie', '12345x', 'invalid ID_INVALID'],
    ['an id that a spreadsheet spoilt', 'ant.c', '7.73E+016', 'invalid ID_SPOILT'],
    ['an unknown one with zeros where a spreadsheet leaves them', 'ant.c', '1234567890123450', 'invalid ID_SPOILT'],
    ['an unknown one of no more digits than are kept', 'ant.c', '123456789012340', 'not_found NOT_FOUND'],
    ['an unknown one with another digit among those', 'ant.c', '12345678901234010', 'not_found NOT_FOUND'],
    ['an unknown one with zeros ahead, which are text', 'ant.c', '0012345678901230', 'not_found NOT_FOUND'],
    ['an unverified actor, before unknown', 'newbie', '99999999', 'forbidden MEMBER_UNVERIFIED'],
    ['an unverified employee, before hidden', 'ant.u', '20000201', 'forbidden MEMBER_UNVERIFIED'],
    ['an unknown id', 'ant.c', '99999999', 'not_found NOT_FOUND'],
    ['an account of another entity', 'ant.c', '20000201', 'not_found NOT_FOUND'],
    ['one without entity', 'ant.p', '20000601', 'not_found NOT_FOUND'],
    ['hidden and closed: hidden wins', 'cat.c', CLOSED, 'not_found NOT_FOUND'],
    ['no role anywhere', 'plain', '20000005', 'not_found NOT_FOUND'],
    ['no client of the agency', 'fox.e', '20000405', 'not_found NOT_FOUND'],
    ['a client not bound to a dedicated employee', 'fox.d', CLIENT, 'not_found NOT_FOUND'],
    ['outside the unit of a unit admin', 'unit.a', '20000005', 'not_found NOT_FOUND'],
    ['seen but without the right: unit collaborator', 'unit.c', '20000002', 'forbidden FORBIDDEN'],
    ['without the right and closed: the right wins', 'unit.c', '20000001', 'forbidden FORBIDDEN'],
    ['seen but without the right: client employee', 'fox.c', '20000301', 'forbidden FORBIDDEN'],
    ['seen but without the right: client viewer', 'fox.v', '20000301', 'forbidden FORBIDDEN'],
    ['seen but without the right: operator', 'ops', '20000005', 'forbidden FORBIDDEN'],
    ['closed', 'ant.c', CLOSED, 'conflict ACCOUNT_CLOSED'],
    ['closed and mine: closed wins', 'ant.c', '20000001', 'conflict ACCOUNT_CLOSED'],
    ['closed, taking over', 'ant.p', CLOSED, 'conflict ACCOUNT_CLOSED', true],
    ['mine', 'ant.c2', MANAGED, 'unchanged MINE_ALREADY'],
    ['mine, taking over', 'ant.c2', MANAGED, 'unchanged MINE_ALREADY', true],
    ["another's", 'ant.c', MANAGED, 'conflict ACCOUNT_MANAGED'],
    ["another's, even for the principal admin", 'ant.p', MANAGED, 'conflict ACCOUNT_MANAGED'],
    ['taking over without the right', 'ant.c', MANAGED, 'forbidden FORBIDDEN', true],
    ['taking over with the right', 'ant.a', MANAGED, 'ok', true],
    ['by exact id, hidden in lists: collaborator of the entity', 'ant.c', '20000005', 'ok'],
    ['entity admin', 'ant.a', '20000005', 'ok'],
    ['group admin', 'north.a', '20000103', 'ok'],
    ['unit admin', 'unit.a', '20000002', 'ok'],
    ['admin of a group unit', 'nunit.a', '20000101', 'ok'],
    ['agency employee', 'fox.e', CLIENT, 'ok'],
    ['dedicated employee, bound', 'fox.d', '20000301', 'ok'],
    ['the state owner', 'owner', '20000601', 'ok'],
  ];
  for (const [why, actor, id, told, takeOver] of TABLE)
    test(`ACC-3 claim: ${why}`, async () => {
      const options = takeOver ? { take_over: true } : {};
      for (const row of [id, `tencent:${id}`])
        expect(await state.told('accounts.claim', { rows: [row], actor, options, dryRun: true })).toEqual([told]);
    });

  test("ACC-3 claim: another's is answered without naming who it is (MEM-4)", async () => {
    const { details } = await state.outcome('accounts.claim', { rows: [MANAGED], actor: 'ant.c' });
    expect(JSON.stringify(details)).not.toContain('ant.c2');
  });

  test('ACC-3 claim: becomes manager with one relation of source claimed, taking over ends the other', async () => {
    await state.must('accounts.claim', {
      rows: ['20000008'],
      actor: 'ant.a',
      options: { take_over: true, system: 'delivery' },
    });
    expect((await state.account('20000008'))['manager']).toBe('ant.a');
    expect(await state.relations('tencent:20000008')).toEqual(['tencent:20000008/ant.a/claimed/delivery']);
  });

  test('ACC-3 claim: other relations stay beside the one manager', async () => {
    await state.store.write({ timeoutMs: 5_000 }, (tx) => tx.apply([relation('20000013', 'ant.c2', 'collaborator')]));
    await state.must('accounts.claim', { rows: ['20000013'], actor: 'ant.c' });
    expect(await state.relations('tencent:20000013')).toEqual([
      'tencent:20000013/ant.c/claimed/workbench',
      'tencent:20000013/ant.c2/collaborator/workbench',
    ]);
  });

  test('of an id that is not found, only that a spreadsheet may have rounded it is said, be it hidden or not there', async () => {
    const [hidden, none] = ['1234567890123450', '1234567890123460'] as const;
    await state.must('accounts.create', { rows: [{ id: hidden, platform: 'tencent', name: 'x' }] });
    for (const id of [hidden, none]) {
      const [told] = (await state.change('accounts.claim', { rows: [id], actor: 'ant.c' })).results;
      const said = messageOf(told?.code as Code, told?.details ?? {}, 'en');
      expect(said).toBe(
        `no account "${id}"; beyond its first 15 digits all are 0, so a spreadsheet may have rounded it`,
      );
    }
    expect(await state.told('accounts.claim', { rows: [hidden], dryRun: true })).toEqual(['ok']);
  });

  test('ACC-1 an id on two platforms is ambiguous only to who sees both', async () => {
    const claim = (actor: string, row: string | { id: string; platform: string }) =>
      state.told('accounts.claim', { rows: [row], actor, dryRun: true });
    expect(await claim('owner', TWICE)).toEqual(['invalid AMBIGUOUS']);
    expect(await claim('owner', `alipay:${TWICE}`)).toEqual(['ok']);
    expect(await claim('owner', { id: TWICE, platform: 'tencent' })).toEqual(['ok']);
    expect(await claim('ant.p', TWICE)).toEqual(['ok']);
    expect(await claim('cat.p', TWICE)).toEqual(['ok']);
  });

  test('ACC-3 claim: in one file the second row sees the first', async () => {
    const rows = ['20000014', '20000014', { id: 'tencent:20000014' }];
    expect(await state.told('accounts.claim', { rows, actor: 'ant.c' })).toEqual([
      'ok',
      'unchanged SAME_AS_ROW',
      'unchanged SAME_AS_ROW',
    ]);
  });

  test('BULK-1 --where claims what the actor sees, and keeps the rows with the batch', async () => {
    const where = ['manager is empty', 'status = active', 'entity = e_bee'];
    const { results, batch } = await state.change('accounts.claim', { where, actor: 'north.a', dryRun: false });
    expect(results.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 'ok'));
    expect(await state.told('accounts.claim', { where, actor: 'north.a' })).toEqual([]);
    expect((await state.records('batches.show', { batch }, 'north.a'))[0]?.['rows']).toBe(10);
  });
});

describe('accounts.assign', () => {
  let state: State;
  beforeAll(async () => {
    state = await fixture();
    await state.must('accounts.claim', { rows: [MANAGED], actor: 'ant.c2' });
  });

  const HEAD: readonly (readonly [why: string, to: string, code: string])[] = [
    ['an unknown member', 'nobody', 'NOT_FOUND'],
    ['a member that the actor does not see', 'cat.c', 'NOT_FOUND'],
    ['an unverified member', 'ant.u', 'MEMBER_UNVERIFIED'],
  ];
  test.each(HEAD)('ACC-4 assign: %s ends the command', async (_, to, code) => {
    const call = state.change('accounts.assign', { rows: ['20000005'], options: { to }, actor: 'ant.p', dryRun: true });
    expect(await codeOf(call)).toBe(code);
  });

  const TABLE: readonly (readonly [
    why: string,
    actor: string,
    id: string,
    to: string,
    told: string,
    takeOver?: true,
  ])[] = [
    ['an unknown id', 'ant.p', '99999999', 'ant.c', 'not_found NOT_FOUND'],
    ['a hidden account', 'ant.p', '20000201', 'ant.c', 'not_found NOT_FOUND'],
    ['no right: agency employee', 'fox.e', CLIENT, 'fox.e', 'forbidden FORBIDDEN'],
    ['closed', 'ant.p', CLOSED, 'ant.c', 'conflict ACCOUNT_CLOSED'],
    ['assigned already', 'ant.p', MANAGED, 'ant.c2', 'unchanged SAME'],
    ['a member without a role there', 'north.p', '20000103', 'ant.c', 'conflict MEMBER_OUTSIDE'],
    ["another's", 'ant.p', MANAGED, 'ant.c', 'conflict ACCOUNT_MANAGED'],
    ["another's, taking over", 'ant.p', MANAGED, 'ant.c', 'ok', true],
    ['nobody manages it', 'ant.a', '20000005', 'ant.c', 'ok'],
    ['unit admin, to one of its own', 'unit.a', '20000002', 'unit.a', 'ok'],
    ['agency admin, to an employee', 'fox.a', CLIENT, 'fox.e', 'ok'],
  ];
  for (const [why, actor, id, to, told, takeOver] of TABLE)
    test(`ACC-4 assign: ${why}`, async () => {
      const options = { to, ...(takeOver && { take_over: true }) };
      expect(await state.told('accounts.assign', { rows: [id], options, actor, dryRun: true })).toEqual([told]);
    });

  test('ACC-2 assign: the relation is of source assigned, in the system named', async () => {
    const options = { to: 'ant.c', system: 'service' };
    await state.must('accounts.assign', { rows: ['20000005'], options, actor: 'ant.p' });
    expect(await state.relations('tencent:20000005')).toEqual(['tencent:20000005/ant.c/assigned/service']);
  });
});

describe('accounts.release', () => {
  test('ACC-4 release: hidden, unmanaged, another’s, mine', async () => {
    const state = await fixture();
    await state.must('accounts.claim', { rows: ['20000005'], actor: 'ant.c' });
    await state.must('accounts.claim', { rows: ['20000006', '20000013'], actor: 'ant.a' });
    const release = (id: string, actor: string) => state.told('accounts.release', { rows: [id], actor });
    expect(await release('20000201', 'ant.c')).toEqual(['not_found NOT_FOUND']);
    // By exact id a collaborator reaches what lists hide, as in a claim (ACC-4: the same way).
    expect(await release('20000008', 'ant.c')).toEqual(['unchanged UNMANAGED_ALREADY']);
    expect(await release('20000008', 'unit.a')).toEqual(['not_found NOT_FOUND']);
    expect(await release('20000002', 'unit.c')).toEqual(['forbidden FORBIDDEN']);
    expect(await release('20000008', 'ant.a')).toEqual(['unchanged UNMANAGED_ALREADY']);
    expect(await release('20000005', 'ant.a')).toEqual(['conflict ACCOUNT_MANAGED']);
    expect(await release('20000005', 'ant.c')).toEqual(['ok']);
    expect((await state.account('20000005'))['manager']).toBeNull();
    expect(await state.relations('tencent:20000005')).toEqual([]);
  });
});

describe('accounts.unassign', () => {
  test('ACC-4 unassign: hidden, no right, unmanaged, managed', async () => {
    const state = await fixture();
    await state.must('accounts.claim', { rows: ['20000005'], actor: 'ant.c' });
    const unassign = (id: string, actor: string) => state.told('accounts.unassign', { rows: [id], actor });
    expect(await unassign('20000201', 'ant.a')).toEqual(['not_found NOT_FOUND']);
    expect(await unassign('20000005', 'ant.c')).toEqual(['forbidden FORBIDDEN']);
    expect(await unassign('20000008', 'ant.a')).toEqual(['unchanged UNMANAGED_ALREADY']);
    expect(await unassign('20000005', 'ant.a')).toEqual(['ok']);
    expect(await state.relations('tencent:20000005')).toEqual([]);
  });
});

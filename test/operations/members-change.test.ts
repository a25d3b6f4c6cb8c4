/** Members that change and go (MEM-3, MEM-5, MEM-6, ORG-4), the matrix, and who can do what. */
import { beforeAll, describe, expect, test } from 'vitest';
import { FLAGS, ROLES } from '../../src/domain/members.ts';
import { RIGHTS } from '../../src/domain/rights.ts';
import { fixture, relation, SUSPENDED } from '../helpers/fixture.ts';
import { type ChangeInput, codeOf, type State } from '../helpers/state.ts';

let state: State;
beforeAll(async () => {
  state = await fixture();
});

type Row = readonly [why: string, actor: string, rows: ChangeInput['rows'], options: object, told: string];
const table = (operation: string, rule: string, rows: readonly Row[]) => {
  for (const [why, actor, input, options, told] of rows)
    test(`${rule} ${operation}: ${why}`, async () => {
      const all = { rows: input ?? [], options: { ...options }, actor, dryRun: true };
      expect(await state.told(operation, all)).toEqual([told]);
    });
};

describe('members.update', () => {
  table('members.update', 'MEM-3', [
    ['ORG-4 an unverified member, its own', 'newbie', ['newbie'], { name: '新' }, 'ok'],
    ['ORG-4 an unverified member, another’s', 'newbie', ['plain'], { name: '新' }, 'forbidden MEMBER_UNVERIFIED'],
    ['ORG-4 the same for one that is not there', 'newbie', ['nobody'], { name: '新' }, 'forbidden MEMBER_UNVERIFIED'],
    ['hidden', 'ant.a', ['cat.c'], { name: '新' }, 'not_found NOT_FOUND'],
    ['a colleague', 'audit', ['audit'], { name: '新' }, 'ok'],
    ['no right', 'fox.e', ['fox.d'], { name: '新' }, 'forbidden FORBIDDEN'],
    ['an admin, the principal’s', 'ant.a', ['ant.p'], { name: '新' }, 'forbidden FORBIDDEN'],
    ['the group, the principal’s of its entity', 'north.a', ['ant.p'], { name: '新' }, 'ok'],
    ['an agency admin, an admin’s', 'fox.a', ['fox.m'], { name: '新' }, 'forbidden FORBIDDEN'],
    ['an agency admin, an employee’s', 'fox.a', ['fox.e'], { name: '新' }, 'ok'],
    ['the operator, where others administer', 'ops', ['ant.c'], { name: '新' }, 'forbidden FORBIDDEN'],
    ['the operator, the state owner’s', 'ops', ['owner'], { name: '新' }, 'forbidden FORBIDDEN'],
    ['the state owner, its own', 'owner', ['owner'], { name: '新' }, 'ok'],
    ['the operator, who has no role', 'ops', ['plain'], { name: '新' }, 'ok'],
    ['a unit admin, one of its own', 'unit.a', ['unit.c'], { name: '新' }, 'ok'],
    ['nothing to set', 'ant.a', ['ant.c'], {}, 'invalid NOTHING_TO_SET'],
    ['a phone that is none', 'ant.a', ['ant.c'], { phone: '12' }, 'invalid VALUE_INVALID'],
    ['an id number that is none', 'ant.a', ['ant.c'], { id_number: '110105194912310021' }, 'invalid VALUE_INVALID'],
    ['the same', 'ant.a', ['ant.c'], { phone: '138 1234 5678' }, 'unchanged SAME'],
    ['from a row', 'ant.a', [{ login: 'ant.c', wechat: 'neu_77' }], {}, 'ok'],
  ]);

  test('MEM-3 members.update: every role of the member must be one that the actor looks after', async () => {
    const own = await fixture();
    await own.must('members.grant', { rows: ['ant.p', 'ant.a'], options: { role: 'uC', org: 'u_ant' } });
    const told = (actor: string, login: string) =>
      own.told('members.update', { rows: [login], options: { phone: '13900001111' }, actor, dryRun: true });
    expect(await told('unit.a', 'ant.p')).toEqual(['forbidden FORBIDDEN']);
    expect(await told('unit.a', 'ant.a')).toEqual(['forbidden FORBIDDEN']);
    expect(await told('ant.a', 'ant.p')).toEqual(['forbidden FORBIDDEN']);
    expect(await told('north.a', 'ant.p')).toEqual(['ok']);
    expect(await told('ant.p', 'ant.p')).toEqual(['ok']);
    const asked = { login: 'unit.a', operation: ['members.update', 'ant.p'] };
    expect((await own.records('members.can', asked))[0]).toMatchObject({ allowed: 'no', code: 'FORBIDDEN' });
  });

  test('PII-1 members.update: sealed, masked, cleared, and brought back by undo', async () => {
    const own = await fixture();
    const shown = async () => (await own.records('members.show', { login: ['ant.c'] }))[0];
    const { batch } = await own.must('members.update', {
      rows: ['ant.c'],
      options: { phone: '13900001111', clear: ['wechat'] },
      actor: 'ant.c',
    });
    expect(await shown()).toMatchObject({ phone: '139****1111', wechat: null });
    await own.must('batches.undo', { options: { batch }, actor: 'ant.c' });
    expect(await shown()).toMatchObject({ phone: '138****5678' });
    expect((await shown())?.['wechat']).not.toBe(null);
    await expect(own.change('members.update', { rows: ['ant.c'], options: { clear: ['name'] } })).rejects.toMatchObject(
      { code: 'VALUE_INVALID' },
    );
  });
});

describe('members.remove', () => {
  table('members.remove', 'MEM-5', [
    ['an unverified actor', 'newbie', ['ant.c'], {}, 'forbidden MEMBER_UNVERIFIED'],
    ['hidden', 'ant.a', ['cat.c'], {}, 'not_found NOT_FOUND'],
    ['no right', 'fox.e', ['fox.d'], {}, 'forbidden FORBIDDEN'],
    ['the owner of the state', 'ops', ['owner'], {}, 'forbidden FORBIDDEN'],
    ['MEM-6 a principal, by an admin', 'ant.a', ['ant.p'], {}, 'forbidden FORBIDDEN'],
    ['MEM-6 a principal, by the group', 'north.a', ['ant.p'], {}, 'conflict MEMBER_OWNS'],
    ['MEM-6 a principal, itself', 'ant.p', ['ant.p'], {}, 'conflict MEMBER_OWNS'],
    ['bound clients', 'fox.m', ['fox.d'], {}, 'conflict MEMBER_OWNS'],
    ['a flag goes with its role', 'ant.a', ['audit'], {}, 'ok'],
    ['free to go', 'ant.a', ['ant.c'], {}, 'ok'],
  ]);

  test('MEM-5 members.remove: who manages accounts is told how many, which, and how to hand them over', async () => {
    const own = await fixture();
    await own.must('accounts.claim', { rows: ['20000005', '20000006'], actor: 'ant.c' });
    const told = await own.outcome('members.remove', { rows: ['ant.c'], actor: 'ant.a' });
    expect(told.details).toMatchObject({
      what: { en: '2 managed accounts (tencent:20000005, tencent:20000006)' },
      advice: { en: 'adctl members handover ant.c --to LOGIN' },
    });
    const options = { member: 'ant.c', to: ['ant.c2'], only: ['accounts'] };
    await own.must('members.handover', { options, actor: 'ant.a' });
    expect(await own.told('members.remove', { rows: ['ant.c'], actor: 'ant.a' })).toEqual(['ok']);
  });

  test('MEM-4 members.remove: a role that the remover may not take keeps the member, without a word about it', async () => {
    const own = await fixture();
    await own.must('members.grant', { rows: ['ant.c'], options: { role: 'eC', org: 'e_cat' } });
    const told = await own.outcome('members.remove', { rows: ['ant.c'], actor: 'ant.a' });
    expect(told).toMatchObject({ code: 'FORBIDDEN', details: { right: 'member.remove', target: 'ant.c' } });
  });

  test('MEM-4 members.remove: an account shared where the remover sees nothing keeps the member, unnamed', async () => {
    const own = await fixture();
    await own.store.write({ timeoutMs: 5_000 }, (tx) =>
      tx.apply([relation('20000204', 'ant.c', 'collaborator'), relation('20000008', 'ant.c', 'self_run')]),
    );
    const told = await own.outcome('members.remove', { rows: ['ant.c'], actor: 'ant.a' });
    expect(told).toMatchObject({ code: 'MEMBER_OWNS', details: { what: { en: 'what you may not see' } } });
    expect(JSON.stringify(told)).not.toMatch(/20000204|e_cat/);
    expect(await own.told('members.remove', { rows: ['ant.c'] })).toEqual(['ok']);
    expect(await own.relations('tencent:20000204')).not.toContain('tencent:20000204/ant.c/collaborator/workbench');
    expect(await own.relations('tencent:20000008')).toEqual([]);
  });

  test('MEM-5 members.remove: roles, flags and shared accounts end in the same row, and undo restores them all', async () => {
    const own = await fixture();
    await own.store.write({ timeoutMs: 5_000 }, (tx) => tx.apply([relation('20000008', 'audit', 'collaborator')]));
    const { batch } = await own.must('members.remove', { rows: ['audit'], actor: 'ant.a' });
    expect(await own.grants('audit')).toEqual([]);
    expect(await own.relations('tencent:20000008')).toEqual([]);
    expect(await codeOf(own.query('accounts.list', {}, 'audit'))).toBe('ACTOR_UNKNOWN');
    // Again: done already to whoever still sees the member, nobody to whoever does not (MEM-4).
    expect(await own.told('members.remove', { rows: ['audit'] })).toEqual(['unchanged SAME']);
    expect(await own.told('members.remove', { rows: ['audit'], actor: 'ops' })).toEqual(['unchanged SAME']);
    for (const actor of ['ant.a', 'cat.p'])
      expect(await own.told('members.remove', { rows: ['audit'], actor })).toEqual(['not_found NOT_FOUND']);
    const undone = await own.must('batches.undo', { options: { batch }, actor: 'ant.a' });
    expect(await own.grants('audit')).toEqual(['audit/auditor/e_ant', 'audit/eC/e_ant']);
    expect(await own.relations('tencent:20000008')).toEqual(['tencent:20000008/audit/collaborator/workbench']);
    const redone = await own.must('batches.undo', { options: { batch: undone.batch }, actor: 'ant.a' });
    expect(redone.results[0]?.target).toBe('audit');
    expect(await own.grants('audit')).toEqual([]);
  });
});

describe('members.create of one who was removed', () => {
  const shown = async (own: State, login: string, actor: string) =>
    (await own.records('members.show', { login: [login] }, actor))[0];
  const role = { role: 'eC', org: 'e_ant' };

  test('MEM-5 members.create: the operator begins the login anew, logged, and undo takes it away again', async () => {
    const own = await fixture();
    await own.must('members.remove', { rows: ['ant.c'], actor: 'ant.a' });
    const { batch } = await own.must('members.create', { rows: [{ login: 'ant.c', name: '另一人' }], actor: 'ops' });
    const none = { verified: null, phone: null, email: null, wechat: null, id_number: null };
    expect(await shown(own, 'ant.c', 'ops')).toMatchObject({ name: '另一人', status: 'active', ...none });
    expect(await own.records('audit.list', { batch })).toHaveLength(1);
    await own.must('batches.undo', { options: { batch }, actor: 'ops' });
    expect(await shown(own, 'ant.c', 'ops')).toMatchObject({ status: 'removed', phone: '138****5678' });
    expect(await codeOf(own.query('accounts.list', {}, 'ant.c'))).toBe('ACTOR_UNKNOWN');
  });

  test('MEM-4 members.create: for everybody else the login is taken, and nothing of its holder is told', async () => {
    const own = await fixture();
    await own.must('members.remove', { rows: ['ant.c'], actor: 'ant.a' });
    for (const [actor, org] of [
      ['cat.p', 'e_cat'],
      ['ant.a', 'e_ant'],
    ] as const) {
      const row = { login: 'ant.c', name: '另一人', role: 'eU', org };
      for (const dryRun of [true, false]) {
        const { results } = await own.change('members.create', { rows: [row], actor, dryRun });
        expect(results).toMatchObject([{ status: 'conflict', code: 'MEMBER_EXISTS', details: { login: 'ant.c' } }]);
        expect(JSON.stringify(results)).not.toMatch(/138|成员ant.c/);
      }
    }
    expect(await shown(own, 'ant.c', 'ops')).toMatchObject({ status: 'removed', phone: '138****5678' });
  });

  test('MEM-3 members.create: with the rights of creating, no less', async () => {
    const own = await fixture();
    await own.must('members.remove', { rows: ['ant.c'], actor: 'ant.a' });
    const told = (actor: string, row: Record<string, string>) =>
      own.told('members.create', { rows: [{ login: 'ant.c', name: 'x', ...row }], actor, dryRun: true });
    expect(await told('ant.c2', role)).toEqual(['forbidden FORBIDDEN']);
    expect(await told('ant.a', {})).toEqual(['invalid MISSING']);
    expect(await told('ops', {})).toEqual(['ok']);
    expect(await told('ops', { phone: '139****1111' })).toEqual(['invalid VALUE_INVALID']);
  });
});

describe('members.matrix', () => {
  test('MEM-3 members.matrix: every right and every role and flag, as the one table says', async () => {
    const { columns, rows } = await state.query('members.matrix', {}, 'newbie');
    expect(rows.map(([right]) => right)).toEqual(Object.keys(RIGHTS));
    for (const name of [...Object.keys(ROLES), ...Object.keys(FLAGS)]) expect(columns).toContain(name);
    const cell = (right: string, role: string) => rows.find(([name]) => name === right)?.[columns.indexOf(role)];
    // By hand from domain.md.
    expect(cell('account.tag', 'eC')).toBe('own');
    expect(cell('account.claim', 'aD')).toBe('bound');
    expect(cell('account.claim', 'eU')).toBe('–');
    expect(cell('org.create_entity', 'uC')).toBe('verified');
    expect(cell('member.grant', 'op')).toBe('vacant');
    expect(cell('audit.read', 'auditor')).toBe('yes');
    expect(cell('member.update', 'member')).toBe('own');
    expect(cell('unit.archive', 'uA')).toBe('–');
    expect(rows.find(([name]) => name === 'org.attach')?.[columns.indexOf('operations')]).toEqual([
      'orgs.attach',
      'orgs.detach',
    ]);
  });
  test('MEM-3 members.matrix: of one operation, of some roles, and nothing for words that are none', async () => {
    const rights = async (input: Record<string, unknown>) =>
      (await state.records('members.matrix', input)).map(({ right }) => right);
    expect(await rights({ operation: 'members.grant' })).toEqual(['member.grant', 'flag.grant']);
    expect(await rights({ role: ['operator'] })).toContain('rules.set');
    expect(await rights({ role: ['eC'] })).not.toContain('rules.set');
    await expect(rights({ operation: 'accounts.clam' })).rejects.toMatchObject({
      code: 'UNKNOWN_OPERATION',
      details: { nearest: expect.arrayContaining(['accounts.claim']) },
    });
    await expect(rights({ role: ['xx'] })).rejects.toMatchObject({ code: 'VALUE_INVALID' });
  });
});

describe('members.can', () => {
  const can = async (login: string, operation: string, actor = 'owner') => {
    const { rows, columns, tail } = await state.query('members.can', { login, operation: operation.split(' ') }, actor);
    const row = Object.fromEntries(columns.map((column, i) => [column, rows[0]?.[i]]));
    return [row['allowed'], row['by'] ?? row['code'], tail.exit ?? 0].join(' ');
  };
  const TABLE: readonly (readonly [login: string, operation: string, told: string, actor?: string])[] = [
    ['ant.a', 'accounts.assign 20000005', 'yes eA@e_ant 0'],
    ['north.a', 'accounts assign 20000005', 'yes gA@g_north 0'],
    ['ant.c', 'accounts.assign 20000005', 'no NOT_FOUND 4'],
    ['ant.c', 'accounts.claim 20000005', 'yes eC@e_ant 0'],
    ['cat.c', 'accounts.claim 20000005', 'no NOT_FOUND 4'],
    ['unit.c', 'accounts.tag 20000002', 'no FORBIDDEN 4'],
    ['fox.d', 'accounts.claim 20000301', 'yes aD@a_fox 0'],
    ['fox.d', 'accounts.claim 20000302', 'no NOT_FOUND 4'],
    ['newbie', 'accounts.claim', 'no MEMBER_UNVERIFIED 4'],
    ['newbie', 'members.update newbie', 'yes everybody 0'],
    ['newbie', 'accounts.list', 'yes everybody 0'],
    ['ant.a', 'members.remove ant.p', 'no FORBIDDEN 4'],
    ['ant.a', 'members.remove ant.c', 'yes eA@e_ant 0'],
    ['ant.a', 'accounts.create e_ant', 'yes eA@e_ant 0'],
    ['ant.a', 'accounts.create e_cat', 'no NOT_FOUND 4'],
    ['unit.a', 'units.archive u_ant', 'no FORBIDDEN 4'],
    ['fox.m', 'orgs.archive agency:e_fox', 'yes aM@a_fox 0'],
    ['ops', 'rules set', 'yes op@* 0'],
    ['ant.a', 'rules set', 'no FORBIDDEN 4'],
    ['owner', 'state.check', 'yes owner 0'],
    ['ant.c', 'accounts.claim', 'yes eC@e_ant 0', 'ant.a'],
    // By exact id, as the claim itself (ACC-3).
    ['ant.c', 'accounts.claim 20000005', 'yes eC@e_ant 0', 'ant.c'],
    // Rights that no operation asks for by itself.
    ['owner', 'pii.reveal', 'no FORBIDDEN 4'],
    ['owner', 'audit.read', 'yes owner 0'],
    ['ant.p', 'member.handover', 'yes eP@e_ant 0'],
    ['ant.c', 'member.handover', 'no FORBIDDEN 4'],
    ['ant.c', 'orgs.create', 'yes verified 0', 'ant.c'],
    ['ops', 'accounts.resume 20000011', 'no FORBIDDEN 4'],
    ['ops', 'accounts.resume', 'yes op@* 0'],
    ['ant.a', 'accounts.resume 20000011', 'yes eA@e_ant 0'],
    ['elk.a', 'orgs.attach e_elk g_north', 'no NOT_FOUND 4'],
    ['ant.a', 'orgs.attach e_ant g_north', 'no NOT_FOUND 4'],
    ['north.a', 'orgs.attach e_ant g_north', 'yes gA@g_north 0'],
    ['north.a', 'orgs.attach e_elk g_north', 'no NOT_FOUND 4'],
    ['ops', 'orgs.attach e_elk g_north', 'no FORBIDDEN 4'],
  ];
  for (const [login, operation, told, actor] of TABLE)
    test(`MEM-3 members.can ${login} ${operation}: ${told}`, async () => {
      expect(await can(login, operation, actor)).toBe(told);
    });

  test('MEM-3 members.can says what the executor says, for every account operation and role', async () => {
    const logins = [
      'north.a',
      'ant.p',
      'ant.a',
      'ant.c',
      'unit.a',
      'unit.c',
      'fox.m',
      'fox.e',
      'fox.d',
      'fox.v',
      'plain',
      'ops',
    ];
    for (const operation of ['accounts.claim', 'accounts.unassign', 'accounts.close', 'accounts.resume'])
      for (const login of logins)
        for (const id of ['20000002', '20000301', '20000204', SUSPENDED]) {
          const [told] = await state.told(operation, { rows: [id], actor: login, dryRun: true });
          const refused = /^(not_found|forbidden)/.test(told ?? '');
          expect([operation, login, id, (await can(login, `${operation} ${id}`)).startsWith('no')]).toEqual([
            operation,
            login,
            id,
            refused,
          ]);
        }
  });

  test('MEM-3 members.can: what waits for review is resumed by the operator alone', async () => {
    const own = await fixture();
    await own.store.write({ timeoutMs: 5_000 }, (tx) =>
      tx.apply([{ op: 'set', kind: 'account', key: 'tencent:20000005', fields: { status: 'pending_review' } }]),
    );
    const told = async (login: string) =>
      (await own.records('members.can', { login, operation: ['accounts.resume', '20000005'] }))[0];
    expect(await told('ant.a')).toMatchObject({ allowed: 'no', code: 'FORBIDDEN', right: 'account.resume' });
    expect(await told('ops')).toMatchObject({ allowed: 'yes', by: 'op@*' });
  });

  test('MEM-3 members.can: the roles that have the right are marked as the matrix marks them', async () => {
    const roles = async (login: string, ...operation: string[]) =>
      (await state.records('members.can', { login, operation }))[0]?.['roles'];
    expect(await roles('fox.e', 'members.update', 'fox.d')).toEqual(
      'op:vacant gP gA eP eA uA aM aA everybody:own'.split(' '),
    );
    expect(await roles('unit.c', 'accounts.tag', '20000002')).toEqual(
      'gP gA eP eA uA aM aA aE eC:own aD:bound'.split(' '),
    );
  });

  test('MEM-4 members.can: what lists hide is judged for nobody who does not reach it by its id, nor for another operation', async () => {
    await expect(can('cat.c', 'accounts.claim 20000005', 'cat.c')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(can('ant.c', 'accounts.tag 20000005', 'ant.c')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('MEM-4 members.can: only of members and things that the asker sees, by roles that the asker sees', async () => {
    await expect(can('cat.c', 'accounts.claim', 'ant.a')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(can('nobody', 'accounts.claim', 'ant.a')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(can('ant.c', 'accounts.claim 20000204', 'ant.a')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const own = await fixture();
    await own.must('members.grant', { rows: ['ant.c'], options: { role: 'eA', org: 'e_cat' } });
    const asked = { login: 'ant.c', operation: ['units.archive'] };
    expect((await own.records('members.can', asked, 'ant.a'))[0]).toMatchObject({ allowed: 'no', by: null });
    expect((await own.records('members.can', asked, 'ant.c'))[0]).toMatchObject({ allowed: 'yes', by: 'eA@e_cat' });
  });

  test('members.can: an operation that is none suggests the nearest; too much is said', async () => {
    await expect(can('ant.a', 'accounts.clam')).rejects.toMatchObject({ code: 'UNKNOWN_OPERATION' });
    await expect(can('ant.a', 'accounts.claim 20000005 more')).rejects.toMatchObject({ code: 'USAGE' });
    await expect(can('ant.a', 'orgs.attach e_ant')).rejects.toMatchObject({ code: 'USAGE' });
    await expect(can('ant.a', 'orgs.attach e_ant g_north more')).rejects.toMatchObject({ code: 'USAGE' });
    await expect(can('ant.a', 'rules.set something')).rejects.toMatchObject({ code: 'USAGE' });
  });
});

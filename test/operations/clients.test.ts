/** Authorisations between agencies and clients: asked for, decided, listed, ended with what hangs on them (ACC-7). */
import { beforeEach, describe, expect, test } from 'vitest';
import { fixture } from '../helpers/fixture.ts';
import { type ChangeInput, codeOf, type State } from '../helpers/state.ts';

/** Of e_ant, no client; of e_elk, a client of a_fox. */
const FREE = 'tencent:20000001';
const CLIENT = 'tencent:20000402';
const DAY_MS = 86_400_000;
let state: State;
beforeEach(async () => {
  state = await fixture();
});
const authorize = (actor: string, options: Record<string, string> = {}, row = FREE) =>
  state.change('clients.authorize', { rows: [row], options: { agency: 'a_fox', ...options }, actor });
const told = async (change: Promise<{ results: readonly { status: string; code?: string | undefined }[] }>) => {
  const [row] = (await change).results;
  return [row?.status, row?.code].join(' ').trim();
};
const asked = async (actor: string, options = {}, row = FREE) =>
  String((await authorize(actor, options, row)).results[0]?.id);
const decide = async (verb: 'approve' | 'reject' | 'withdraw', id: string, actor: string) =>
  (await state.told(`requests.${verb}`, { rows: [id], actor })).map((row) => row.replace(' AUTHORISATION_GIVES', ''));
const states = async (actor: string, input = {}) =>
  (await state.records('clients.list', { search: '20000001', ...input }, actor)).map((row) => row['state']);
const terminate = (actor: string, rows: string[] = [CLIENT], more: Partial<ChangeInput> = {}) =>
  state.change('clients.terminate', { rows, options: { agency: 'a_fox' }, reason: '到期', actor, ...more });

describe('ACC-7 asking', () => {
  test.each([
    ['the agency', 'fox.e', ['ant.a', 'ant.p'], ['fox.m', 'north.a', 'ant.c', 'ant.u']],
    ['the client', 'ant.a', ['fox.e', 'fox.m'], ['ant.p', 'fox.d', 'cat.p']],
  ])('%s asks, the other side decides', async (_, asker, deciders, others) => {
    const id = await asked(asker);
    expect(await states(asker)).toEqual(['pending']);
    for (const one of others) expect(await decide('approve', id, one)).not.toEqual(['ok']);
    expect(await states(asker)).toEqual(['pending']);
    expect(await decide('approve', id, deciders[0] as string)).toEqual(['ok']);
    expect(await states(asker)).toEqual(['active']);
    expect((await state.account('20000001', 'fox.e'))['id']).toBe('20000001');
    expect(await told(authorize(asker))).toBe('unchanged SAME');
  });

  test('who has a say on both sides waits for nobody', async () => {
    expect(await told(authorize('owner'))).toBe('ok');
    expect(await states('fox.e')).toEqual(['active']);
  });

  test('who asks is told that the other side decides', async () => {
    const { details } = await state.outcome('requests.approve', { rows: [await asked('fox.e')], actor: 'fox.e' });
    expect(details['advice']).toMatchObject({ en: expect.stringContaining('the other side') });
  });

  test('again while it waits: unchanged, with the id of the request', async () => {
    const id = await asked('fox.e');
    const again = (await authorize('fox.a')).results[0];
    expect([again?.status, again?.id]).toEqual(['unchanged', id]);
  });

  test.each([
    ['rejected', 'reject', 'ant.a'],
    ['withdrawn', 'withdraw', 'fox.e'],
  ] as const)('%s, and asked for anew as a new record', async (to, verb, actor) => {
    expect(await decide(verb, await asked('fox.e'), actor)).toEqual(['ok']);
    expect(await states('fox.e')).toEqual([to]);
    expect(await told(authorize('fox.e'))).toBe('pending');
    expect((await states('fox.e')).toSorted()).toEqual(['pending', to].toSorted());
  });

  test('BULK-4: who withdrew takes that back, whoever else may not', async () => {
    const id = await asked('fox.e');
    const { batch } = await state.change('requests.withdraw', { rows: [id], actor: 'fox.e' });
    expect(await state.told('batches.undo', { options: { batch }, actor: 'fox.e' })).toEqual(['ok']);
    expect(await states('fox.e')).toEqual(['pending']);
    expect((await state.records('requests.list', {}, 'fox.e'))[0]).toMatchObject({ state: 'pending' });
    const { batch: again } = await state.change('requests.withdraw', { rows: [id], actor: 'fox.e' });
    expect(await state.told('batches.undo', { options: { batch: again }, actor: 'ant.a' })).not.toEqual(['ok']);
  });

  test('TIME-2 lapses after 30 days, authorisation and request together', async () => {
    const id = await asked('fox.e');
    state.now += 30 * DAY_MS - 1;
    expect(await states('fox.e')).toEqual(['pending']);
    state.now++;
    expect(await states('fox.e')).toEqual(['lapsed']);
    expect((await state.records('requests.list', {}, 'fox.e'))[0]).toMatchObject({ state: 'lapsed' });
    expect(await decide('approve', id, 'ant.a')).toEqual(['conflict REQUEST_ENDED']);
    await state.must('state.sweep', { actor: 'ops' });
    expect(await states('fox.e')).toEqual(['lapsed']);
  });

  test('TIME-2 expires after its last day where the account is', async () => {
    await decide('approve', await asked('fox.e', { until: '2026-01-31' }), 'ant.a');
    state.now = Date.UTC(2026, 0, 31, 15, 59, 59, 999);
    expect(await states('fox.e')).toEqual(['active']);
    state.now++;
    expect(await states('fox.e')).toEqual(['expired']);
    await expect(state.account('20000001', 'fox.e')).rejects.toThrow();
    // What has expired is in nobody's way, swept or not.
    expect(await told(authorize('owner'))).toBe('ok');
    expect((await states('owner')).toSorted()).toEqual(['active', 'expired']);
  });

  test.each([
    ['no role on either side', 'ant.c', {}, FREE, 'not_found NOT_FOUND'],
    ['another’s account by its bare id', 'fox.e', {}, '20000001', 'not_found ACCOUNT_UNSEEN'],
    ['no account by its bare id', 'fox.e', {}, '29999999', 'not_found ACCOUNT_UNSEEN'],
    ['no account by its bare id, for a client', 'ant.a', {}, '29999999', 'not_found NOT_FOUND'],
    ['no such account', 'fox.e', {}, 'tencent:29999999', 'not_found NOT_FOUND'],
    ['an admin of the group', 'north.a', {}, FREE, 'not_found NOT_FOUND'],
    ['a day that is over', 'fox.e', { until: '2026-01-04' }, FREE, 'invalid DAY_OVER'],
    ['a day that is none', 'fox.e', { until: '2026-02-30' }, FREE, 'invalid VALUE_INVALID'],
    ['a closed account', 'fox.e', {}, 'tencent:20000012', 'conflict ACCOUNT_CLOSED'],
    ['data of no client', 'fox.e', { data: 'leads' }, FREE, 'conflict NOT_CLIENT'],
    ['data, by the client', 'elk.a', { data: 'leads' }, CLIENT, 'forbidden FORBIDDEN'],
    ['an agency that there is not', 'ant.a', { agency: 'a_none' }, FREE, 'not_found NOT_FOUND'],
  ])('refused: %s', async (_, actor, options, row, expected) => {
    expect(await told(authorize(actor, options, row))).toBe(expected);
  });

  test('one client relation of an account; whose it is, is not said', async () => {
    await state.must('orgs.create', { rows: [{ kind: 'agency', entity: 'e_bee', name: '另一家', id: 'a_bee' }] });
    const { results } = await authorize('owner', { agency: 'a_bee' }, CLIENT);
    expect(results[0]).toMatchObject({ code: 'CLIENT_TAKEN', details: { account: CLIENT } });
    // Asked for of two, one is approved: then the other one is in the way.
    await state.must('members.grant', { rows: ['plain'], options: { role: 'aA', org: 'a_bee' } });
    const [one, other] = [await asked('fox.e'), await asked('plain', { agency: 'a_bee' })];
    expect(await states('plain')).toEqual(['pending']);
    expect(await decide('approve', one, 'ant.a')).toEqual(['ok']);
    expect(await decide('approve', other, 'ant.a')).toEqual(['conflict CLIENT_TAKEN']);
  });
});

describe('MEM-4 what each side sees', () => {
  test('until it is active the agency sees of the account what it typed; the client sees who asks', async () => {
    await asked('fox.e');
    const columns = [
      'account',
      'account_name',
      'pid',
      'email',
      'entity',
      'entity_name',
      'agency',
      'agency_name',
      'state',
    ];
    const [theirs] = await state.records('clients.list', { columns, search: '20000001' }, 'fox.e');
    expect(theirs).toMatchObject({
      account: FREE,
      account_name: null,
      entity: null,
      entity_name: null,
      state: 'pending',
    });
    const [ours] = await state.records('clients.list', { columns }, 'ant.a');
    expect(ours).toMatchObject({ account_name: '账户20000001', agency: 'a_fox', agency_name: '蓝狐广告' });
    for (const actor of ['ant.c', 'unit.a', 'cat.p', 'fox.d', 'plain']) expect(await states(actor)).toEqual([]);
    expect(await state.records('clients.list', { search: '账户20000001' }, 'fox.e')).toEqual([]);
    expect(await state.records('clients.list', { search: '账户20000001' }, 'ant.a')).toHaveLength(1);
  });

  test('an account is filtered by as it is named elsewhere; what is not seen by platform and id', async () => {
    const id = await asked('fox.e');
    const found = async (actor: string, account: string) =>
      (await state.records('requests.list', { account }, actor)).map((row) => row['id']);
    expect(await found('ant.a', '20000001')).toEqual([id]);
    expect(await found('ant.a', FREE)).toEqual([id]);
    expect(await found('fox.e', FREE)).toEqual([id]);
    const refused = async (operation: string, text: string, actor: string) =>
      await codeOf(state.records(operation, { where: [`account = ${text}`] }, actor));
    for (const operation of ['requests.list', 'clients.list']) {
      // Hidden or not there: the same.
      expect(await refused(operation, '20000001', 'fox.e')).toBe('ACCOUNT_UNSEEN');
      expect(await refused(operation, '29999999', 'fox.e')).toBe('ACCOUNT_UNSEEN');
      expect(await refused(operation, '29999999', 'owner')).toBe('NOT_FOUND');
      expect(await refused(operation, 'tencent:29999999', 'fox.e')).toBe('NOT_FOUND');
      expect(await refused(operation, FREE, 'cat.p')).toBe('NOT_FOUND');
    }
    for (const operation of ['qualifications.list', 'assets.list']) {
      expect(await refused(operation, '29999999', 'owner')).toBe('NOT_FOUND');
      expect(await refused(operation, '20000402', 'elk.a')).toBeUndefined();
    }
    await state.must('accounts.import', {
      rows: [{ platform: 'oceanengine', id: '20000001', name: '又一', entity: 'e_ant' }],
    });
    expect(await refused('clients.list', '20000001', 'ant.a')).toBe('AMBIGUOUS');
  });

  test('of one that ended the agency sees that it was', async () => {
    await terminate('elk.a');
    expect(await states('fox.e', { search: '20000402' })).toEqual(['terminated']);
    expect(await told(terminate('fox.e'))).toBe('unchanged SAME');
    expect(await told(terminate('elk.a'))).toBe('unchanged SAME');
  });
});

describe('ACC-7 data', () => {
  test('asked for by the agency of its client, decided by the client, ended with the client', async () => {
    const id = await asked('fox.e', { data: 'leads' }, CLIENT);
    expect(await decide('approve', id, 'fox.m')).not.toEqual(['ok']);
    expect(await decide('approve', id, 'elk.a')).toEqual(['ok']);
    const { results } = await terminate('fox.e');
    expect(results[0]).toMatchObject({ status: 'ok', code: 'CLIENT_ENDS', details: { data: 1 } });
    expect(await states('elk.a', { search: '20000402' })).toEqual(['terminated', 'terminated']);
  });

  test('whoever asks and whoever decides reads what is asked for, and the approval says it', async () => {
    const id = await asked('fox.e', { data: 'leads', until: '2026-06-30' }, CLIENT);
    const plainly = await asked('fox.e');
    for (const [actor, request, expected] of [
      ['fox.e', id, { named: CLIENT, account: CLIENT, data: 'leads', until: '2026-06-30' }],
      ['elk.a', id, { named: CLIENT, data: 'leads', until: '2026-06-30', entity: 'e_elk' }],
      ['fox.e', plainly, { named: FREE, account: FREE, account_name: null, entity: null, data: null }],
      ['ant.a', plainly, { named: FREE, data: null, entity: 'e_ant' }],
    ] as const)
      expect((await state.records('requests.show', { id: [request] }, actor))[0]).toMatchObject(expected);
    const [listed] = await state.records('requests.list', { search: '20000402' }, 'elk.a');
    expect(listed).toMatchObject({ named: CLIENT, data: 'leads' });
    const { results } = await state.change('requests.approve', { rows: [id], actor: 'elk.a', dryRun: true });
    expect(results[0]).toMatchObject({
      code: 'AUTHORISATION_GIVES',
      details: { what: { en: 'leads data' }, account: CLIENT, day: '2026-06-30' },
    });
  });

  test('its last day is the client’s where that comes first', async () => {
    await authorize('owner', { until: '2026-01-31' });
    const ends = async (data: string) =>
      (await state.records('clients.list', { search: '20000001', data }, 'ant.a')).map(({ until }) => until);
    await decide('approve', await asked('fox.e', { data: 'leads' }), 'ant.a');
    await decide('approve', await asked('fox.e', { data: 'audience', until: '2026-01-20' }), 'ant.a');
    await authorize('owner', { data: 'conversion', until: '2027-01-01' });
    expect([await ends('leads'), await ends('audience'), await ends('conversion')]).toEqual([
      ['2026-01-31'],
      ['2026-01-20'],
      ['2026-01-31'],
    ]);
  });

  test('is not left behind by an undo, and ends with the client by itself', async () => {
    const { batch, results } = await authorize('owner', { until: '2026-01-31' });
    expect(results[0]?.status).toBe('ok');
    await decide('approve', await asked('fox.e', { data: 'leads', until: '2027-01-01' }), 'ant.a');
    expect(await told(state.change('batches.undo', { options: { batch } }))).toBe('conflict CLIENT_DATA');
    state.now = Date.UTC(2026, 1, 1);
    expect(await states('ant.a')).toEqual(['expired', 'expired']);
  });
});

describe('ACC-7 terminating', () => {
  const LEADS = ['data = leads', 'state = active'];
  const byWhere = (where: string[], actor = 'fox.e') =>
    state.change('clients.terminate', { where, rows: [], reason: '到期', actor });
  const byState = async (data: string | null) =>
    (await state.records('clients.list', { search: '20000402', columns: ['data', 'state'] }, 'elk.a'))
      .filter((row) => row['data'] === data)
      .map((row) => row['state']);

  test('a selection of data ends that data and leaves the client; undo brings it back', async () => {
    for (const data of ['leads', 'audience']) await decide('approve', await asked('fox.e', { data }, CLIENT), 'elk.a');
    const { batch, results } = await byWhere(LEADS);
    expect(results.map(({ status, code }) => [status, code])).toEqual([['ok', undefined]]);
    expect([await byState('leads'), await byState('audience'), await byState(null)]).toEqual([
      ['terminated'],
      ['active'],
      ['active'],
    ]);
    expect(await state.told('batches.undo', { options: { batch }, actor: 'fox.e' })).toEqual(['ok']);
    expect(await byState('leads')).toEqual(['active']);
  });

  test('data in a row or for all rows; ended before, asked for, or never given', async () => {
    await decide('approve', await asked('fox.e', { data: 'leads' }, CLIENT), 'elk.a');
    await asked('fox.e', { data: 'audience' }, CLIENT);
    const end = (data: string) => told(terminate('elk.a', [CLIENT], { options: { agency: 'a_fox', data } }));
    const rows = [{ account: CLIENT, agency: 'a_fox', data: 'leads' }];
    expect(await told(state.change('clients.terminate', { rows, reason: 'r', actor: 'elk.a' }))).toBe('ok');
    expect(await end('leads')).toBe('unchanged SAME');
    expect(await end('audience')).toBe('conflict CLIENT_PENDING');
    expect(await end('conversion')).toBe('conflict NO_DATA');
    expect(await byState(null)).toEqual(['active']);
  });

  test('a selection of all ends the client once, its data with it', async () => {
    await decide('approve', await asked('fox.e', { data: 'leads' }, CLIENT), 'elk.a');
    const { results } = await byWhere(['account = tencent:20000402', 'state = active']);
    expect(results.every(({ status }) => status === 'ok' || status === 'unchanged')).toBe(true);
    expect([await byState('leads'), await byState(null)]).toEqual([['terminated'], ['terminated']]);
  });

  test('either side, with a reason; others not', async () => {
    await expect(terminate('fox.e', [CLIENT], { reason: '' })).rejects.toMatchObject({ code: 'MISSING' });
    expect(await told(terminate('elk.c'))).not.toBe('ok');
    expect(await told(terminate('fox.d'))).toBe('not_found NOT_FOUND');
    expect(await told(terminate('fox.e'))).toBe('ok');
    expect(await told(terminate('elk.a', ['20000401']))).toBe('ok CLIENT_ENDS');
    expect(await told(terminate('ant.a', [FREE]))).toBe('conflict NOT_CLIENT');
    await asked('fox.e');
    expect(await told(terminate('ant.a', [FREE]))).toBe('conflict CLIENT_PENDING');
  });

  test('ends what the agency’s members have by it, and undo brings it back', async () => {
    await state.must('accounts.claim', { rows: ['20000401'], actor: 'fox.e' });
    await state.must('accounts.share', {
      rows: ['20000401'],
      options: { with: ['fox.a', 'elk.c'], relation: 'collaborator' },
    });
    const before = await state.relations('tencent:20000401');
    const dry = await terminate('elk.a', ['20000401'], { dryRun: true });
    expect(dry.results[0]?.details).toMatchObject({ manager: 1, bound: 3, shared: 1, claims: 0, data: 0 });
    const { batch, results } = await terminate('elk.a', ['20000401']);
    expect(results[0]?.details).toEqual(dry.results[0]?.details);
    expect(await state.relations('tencent:20000401')).toEqual(['tencent:20000401/elk.c/collaborator/workbench']);
    expect((await state.account('20000401'))['manager']).toBeNull();
    await state.must('batches.undo', { options: { batch }, actor: 'elk.a' });
    expect((await state.relations('tencent:20000401')).toSorted()).toEqual([...before].toSorted());
    expect((await state.account('20000401'))['manager']).toBe('fox.e');
    expect(await states('fox.e', { search: '20000401' })).toEqual(['active']);
  });

  test('who reaches the account by another role too keeps it', async () => {
    await state.must('accounts.claim', { rows: ['20000402'], actor: 'fox.e' });
    await state.must('members.grant', { rows: ['fox.e'], options: { role: 'eC', org: 'e_elk' } });
    expect(await told(terminate('elk.a'))).toBe('ok');
    expect((await state.account('20000402'))['manager']).toBe('fox.e');
  });

  test('voids the claims of the agency’s members', async () => {
    await state.must('orgs.update', { rows: ['e_elk'], options: { claim_policy: 'approval' } });
    await state.change('accounts.claim', { rows: ['20000403'], actor: 'fox.e' });
    await state.change('accounts.claim', { rows: ['20000403'], actor: 'elk.c' });
    const { results } = await terminate('elk.a', ['20000403']);
    expect(results[0]?.details).toMatchObject({ claims: 1 });
    const left = await state.records('requests.list', { sort: 'member' });
    expect(left.map(({ member, state: now }) => `${member} ${now}`)).toEqual(['elk.c pending', 'fox.e void']);
  });

  test('the agency takes back its own', async () => {
    const { batch } = await terminate('fox.e');
    expect(await state.told('batches.undo', { options: { batch }, actor: 'fox.e' })).toEqual(['ok']);
    expect(await states('fox.e', { search: '20000402' })).toEqual(['active']);
  });

  test('not where another one has it by then', async () => {
    await state.must('orgs.create', { rows: [{ kind: 'agency', entity: 'e_bee', name: '另一家', id: 'a_bee' }] });
    const { batch } = await terminate('fox.e');
    await state.must('clients.authorize', { rows: [CLIENT], options: { agency: 'a_bee' } });
    expect(await told(state.change('batches.undo', { options: { batch }, actor: 'owner' }))).toBe(
      'conflict CLIENT_TAKEN',
    );
  });

  test('all of an agency by a filter, and as listed', async () => {
    const where = ['agency = a_fox', 'state = active'];
    const { results } = await state.change('clients.terminate', {
      where,
      rows: [],
      reason: 'r',
      dryRun: true,
      actor: 'fox.m',
    });
    expect(results.map(({ status }) => status)).toEqual(Array(7).fill('ok'));
  });
});

describe('ACC-11 the profile of an agency', () => {
  const options = { application_state: 'approved', certification: '金牌', certificate: 'C-1', merchant_mark: '蓝狐' };
  const update = (row: string, actor: string) => state.told('orgs.update', { rows: [row], options, actor });

  test('its master keeps it, it is shown and listed, and taken back', async () => {
    expect(await update('a_fox', 'fox.a')).toEqual(['forbidden FORBIDDEN']);
    const { batch } = await state.must('orgs.update', { rows: ['a_fox'], options, actor: 'fox.m' });
    expect(await update('a_fox', 'fox.m')).toEqual(['unchanged SAME']);
    expect((await state.records('orgs.show', { org: ['a_fox'] }, 'fox.m'))[0]).toMatchObject(options);
    const columns = ['id', 'application_state'];
    const listed = await state.records('orgs.list', { columns, where: ['application_state = approved'] }, 'fox.m');
    expect(listed).toEqual([{ id: 'a_fox', application_state: 'approved' }]);
    await state.must('batches.undo', { options: { batch }, actor: 'fox.m' });
    expect((await state.records('orgs.show', { org: ['a_fox'] }, 'fox.m'))[0]).toMatchObject({ certificate: null });
  });

  test('no other organisation has one', async () => {
    expect(await update('e_ant', 'ant.a')).toEqual(['invalid VALUE_INVALID']);
  });
});

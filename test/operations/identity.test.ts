/** CTX-1: in which view somebody acts, what is seen and allowed there, and what the log keeps of it. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Narrow } from '../../src/operations/define.ts';
import { BOUND, CLIENTS, fixture } from '../helpers/fixture.ts';
import { codeOf, type State } from '../helpers/state.ts';

let state: State;
/** Somebody of three organisations: admin of an entity, collaborator of another, employee of the agency. */
beforeAll(async () => {
  state = await fixture();
  await state.must('members.create', { rows: [{ login: 'trio', name: '三处', verified: '人脸' }] });
  await state.must('members.grant', {
    rows: [
      { login: 'trio', role: 'eA', org: 'e_elk' },
      { login: 'trio', role: 'eC', org: 'e_cat' },
      { login: 'trio', role: 'aE', org: 'a_fox' },
    ],
  });
  await state.must('accounts.assign', { rows: ['20000204'], options: { to: 'trio' } });
  await state.must('accounts.share', { rows: ['20000601'], options: { with: ['trio', 'ant.a'] } });
});

const seen = async (actor: string, narrow?: Narrow) =>
  (await state.query('accounts.list', { columns: ['id'] }, actor, narrow)).rows.map(([id]) => String(id));
const ELK = ['20000401', '20000402', '20000403', '20000404', '20000405', '20000406', '20000407', '20000408'];

describe('--as-org', () => {
  test.each<readonly [why: string, actor: string, narrow: Narrow | undefined, accounts: readonly string[]]>([
    ['one agency role is the default view, with what is shared', 'trio', undefined, [...CLIENTS, '20000601']],
    ['all that one has', 'trio', { org: 'all' }, [...new Set([...CLIENTS, ...ELK, '20000204', '20000601'])]],
    ['an entity that one administers', 'trio', { org: 'e_elk' }, ELK],
    ['by its name', 'trio', { org: '独立商贸有限公司' }, ELK],
    ['an entity that one works in: what is one’s own there', 'trio', { org: 'e_cat' }, ['20000204']],
    ['the agency, without what is shared', 'trio', { org: 'agency:a_fox' }, CLIENTS],
    [
      'an entity of one’s group',
      'north.a',
      { org: 'e_bee' },
      Array.from({ length: 10 }, (_, i) => String(20000101 + i)),
    ],
    ['what is shared from elsewhere is not in it', 'ant.a', { org: 'e_ant' }, []],
    ['the operator, as its principal would see it', 'owner', { org: 'e_elk' }, ELK],
    ['the operator, an agency', 'ops', { org: 'a_fox' }, CLIENTS],
  ])('CTX-1 %s (%s)', async (_, actor, narrow, accounts) => {
    const wanted = accounts.length > 0 ? accounts : (await seen(actor)).filter((id) => id !== '20000601');
    expect((await seen(actor, narrow)).toSorted()).toEqual([...wanted].toSorted());
  });

  test.each<readonly [why: string, actor: string, narrow: Narrow, code: string]>([
    ['one that there is not', 'trio', { org: 'e_none' }, 'NOT_FOUND'],
    ['one that is hidden', 'trio', { org: 'e_ant' }, 'NOT_FOUND'],
  ])('CTX-1 is refused: %s', async (_, actor, narrow, code) => {
    expect(await codeOf(state.query('accounts.list', {}, actor, narrow))).toBe(code);
  });

  test('CTX-1 a group that nobody is in yet shows nothing of any kind', async () => {
    await state.must('orgs.create', { rows: [{ kind: 'group', id: 'g_bare', name: '空集团' }] });
    for (const noun of ['accounts', 'orgs', 'units', 'members', 'requests', 'clients', 'assets', 'qualifications'])
      expect([noun, (await state.query(`${noun}.list`, {}, 'owner', { org: 'g_bare' })).rows.length]).toEqual([
        noun,
        // The group itself, and whoever asks.
        noun === 'orgs' || noun === 'members' ? 1 : 0,
      ]);
    await state.must('state.sweep', { narrow: { org: 'g_bare' } });
  });

  test('CTX-1 seen through its client, without a role there: says so', async () => {
    // The admin of a client's entity sees which agency has it.
    expect(await codeOf(state.query('accounts.list', {}, 'ant.p', { org: 'g_north' }))).toBe('NOT_FOUND');
    await state.must('orgs.create', { rows: [{ kind: 'agency', entity: 'e_elk', id: 'a_elk' }] });
    expect(await codeOf(state.query('accounts.list', {}, 'elk.a', { org: 'a_elk' }))).toBe('NO_ROLE_THERE');
  });

  test('CTX-1 rights are those of the view', async () => {
    const tag = (id: string, narrow?: Narrow) =>
      state.told('accounts.tag', {
        rows: [id],
        options: { tag: ['x'] },
        actor: 'trio',
        dryRun: true,
        ...(narrow && { narrow }),
      });
    expect(await tag('20000405')).toEqual(['not_found NOT_FOUND']);
    expect(await tag('20000405', { org: 'e_elk' })).toEqual(['ok']);
    expect(await tag('20000301', { org: 'e_elk' })).toEqual(['not_found NOT_FOUND']);
    const assign = (narrow: Narrow) =>
      state.told('accounts.assign', {
        rows: ['20000401'],
        options: { to: 'trio' },
        actor: 'trio',
        dryRun: true,
        narrow,
      });
    expect(await assign({ org: 'a_fox' })).toEqual(['forbidden FORBIDDEN']);
    expect(await assign({ org: 'e_elk' })).toEqual(['ok']);
    // A group's admin for one entity: what the group's admins may do there, and nothing elsewhere.
    const bee = { rows: ['20000103'], options: { tag: ['x'] }, actor: 'north.a', dryRun: true };
    expect(await state.told('accounts.tag', { ...bee, narrow: { org: 'e_bee' } })).toEqual(['ok']);
    expect(await state.told('accounts.tag', { ...bee, narrow: { org: 'e_ant' } })).toEqual(['not_found NOT_FOUND']);
    expect(await state.told('accounts.tag', { ...bee, actor: 'owner', narrow: { org: 'e_ant' } })).toEqual([
      'not_found NOT_FOUND',
    ]);
  });

  test.each<readonly [actor: string, narrow: Narrow | undefined, identity: string]>([
    ['trio', undefined, 'aE@a_fox'],
    ['trio', { org: 'e_elk' }, 'eA@e_elk'],
    ['trio', { org: 'all' }, 'trio'],
    ['owner', undefined, 'owner'],
    ['owner', { org: 'e_elk' }, 'owner@e_elk'],
    ['ops', { org: 'e_elk' }, 'op@e_elk'],
    ['north.a', { org: 'e_ant' }, 'gA@e_ant'],
  ])('CTX-1, AUD-1 the log keeps the identity: %s in %j is %s', async (actor, narrow, identity) => {
    const id = actor === 'north.a' ? '20000007' : '20000401';
    const operation = actor === 'ops' ? 'accounts.update' : 'accounts.note';
    const options = actor === 'ops' ? { name: `由${actor}` } : { text: `由${actor} ${JSON.stringify(narrow)}` };
    const { batch } = await state.must(operation, { rows: [id], options, actor, ...(narrow && { narrow }) });
    const [entry] = await state.records('audit.list', { batch });
    expect(entry?.['identity']).toBe(identity);
  });

  test('CTX-1 a batch goes on in the view in which it began', async () => {
    const rows = Array.from({ length: 2_100 }, (_, i) => ({
      id: String(73000000 + i),
      platform: 'tencent',
      name: 'x',
      entity: 'e_elk',
    }));
    await state.must('accounts.import', { rows });
    const input = { rows: rows.map(({ id }) => id), options: { tag: ['视图'] }, actor: 'trio' };
    const narrow = { org: 'e_elk' };
    const first = await state.change('accounts.tag', { ...input, narrow, stopAt: ({ type }) => type === 'results' });
    expect(first.summary.state).toBe('interrupted');
    const record = await state.link.batch('trio', first.batch, narrow);
    expect(record.call['narrow']).toEqual(narrow);
    state.now += 60_000;
    const second = await state.change('accounts.tag', {
      ...input,
      batch: first.batch,
      resume: true,
      narrow: record.call['narrow'] as Narrow,
    });
    expect(second.summary.counts).toEqual({ ok: 2_100 });
  });
});

describe('--as-client', () => {
  const client = { client: '20000302' };
  test('CTX-1 one account, and what hangs on it, is all there is', async () => {
    expect(await seen('fox.m', client)).toEqual(['20000302']);
    expect(await seen('fox.m', { client: 'tencent:20000302' })).toEqual(['20000302']);
    expect(await seen('owner', client)).toEqual(['20000302']);
    for (const operation of ['orgs.list', 'units.list'])
      expect((await state.query(operation, {}, 'fox.m', client)).rows.length).toBeLessThanOrEqual(1);
    expect((await state.query('accounts.list', { count: 'true' }, 'fox.m', client)).rows).toEqual([[1]]);
    expect((await state.query('accounts.list', { sort: '-name', limit: '5' }, 'fox.m', client)).rows).toHaveLength(1);
    expect((await state.query('accounts.list', { search: '20000303' }, 'fox.m', client)).rows).toEqual([]);
  });

  test.each<readonly [why: string, actor: string, account: string, code: string]>([
    ['not there', 'fox.m', '99999999', 'NOT_FOUND'],
    ['hidden', 'fox.m', '20000001', 'NOT_FOUND'],
    ['bound to others', 'fox.d', '20000302', 'NOT_FOUND'],
    ['nobody’s client', 'ant.a', '20000005', 'NO_CLIENT'],
  ])('CTX-1 an account that is %s is refused', async (_, actor, account, code) => {
    expect(await codeOf(state.query('accounts.list', {}, actor, { client: account }))).toBe(code);
  });

  test('CTX-1 it only shows, whoever looks', async () => {
    for (const actor of ['fox.m', 'owner'])
      expect(
        await codeOf(
          state.change('accounts.note', { rows: ['20000302'], options: { text: 'x' }, actor, narrow: client }),
        ),
      ).toBe('VIEW_READS_ONLY');
  });

  test('CTX-1 what it does not show is refused naming the view, for no role would help', async () => {
    const asked = state.query('funds.overview', {}, 'fox.m', client);
    await expect(asked).rejects.toMatchObject({
      code: 'FORBIDDEN',
      details: { advice: { en: expect.stringContaining('the view of the client tencent:20000302') } },
    });
    await expect(state.query('state.info', {}, 'fox.m')).rejects.not.toMatchObject({ details: { advice: {} } });
  });

  test('CTX-1 as the client viewer that is bound to it sees it', async () => {
    const [id] = BOUND;
    await state.must('accounts.unbind', { rows: BOUND.slice(1), options: { to: ['fox.v'] } });
    const columns = ['id', 'name', 'entity', 'agency', 'manager', 'status', 'daily_budget', 'unit'];
    const asked = ['accounts.list', { columns }] as const;
    expect((await state.query(...asked, 'fox.m', { client: id as string })).rows).toEqual(
      (await state.query(...asked, 'fox.v')).rows,
    );
  });
});

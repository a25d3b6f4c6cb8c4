/** Tokens: how members get in at a server (MEM-0, MEM-3). */
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { EVERYTHING } from '../../src/domain/scope.ts';
import { hashOf, newToken, TOKEN_AUTH_FIELDS } from '../../src/domain/tokens.ts';
import { fixture } from '../helpers/fixture.ts';
import type { Cells, ChangeInput, State } from '../helpers/state.ts';

const DAY_MS = 86_400_000;
/** 10:00 in Shanghai on 2026-01-05, and 90 days on. */
const LAST_DAY = '2026-04-05';
let state: State;
beforeEach(async () => {
  state = await fixture();
});

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const create = (cells: Cells = {}, input: ChangeInput = {}) =>
  state.change('tokens.create', {
    rows: [{ name: 'ci', hash: hash(JSON.stringify(cells)), ...cells }],
    actor: 'ant.a',
    ...input,
  });
const created = async (cells: Cells = {}, input: ChangeInput = {}) =>
  String((await create(cells, input)).results[0]?.id);
const told = async (change: ReturnType<typeof create>) => {
  const [row] = (await change).results;
  return [row?.status, row?.code].join(' ').trim();
};
const revoke = (rows: string[], actor = 'ant.a') => state.told('tokens.revoke', { rows, actor });
const list = async (columns: string[], actor = 'owner', input = {}) =>
  (await state.records('tokens.list', { columns, ...input }, actor)).map((row) => columns.map((name) => row[name]));
const undo = (batch: string, actor = 'ant.a') => state.told('batches.undo', { options: { batch }, actor });

describe('MEM-3 creating', () => {
  test('with a name, an end, what it may do and from where', async () => {
    await created({ read_only: 'true', address: '10.0.0.0/8,2001:db8::1' });
    await created({ name: 'plain', expires: 'never' });
    const columns = ['name', 'member', 'state', 'read_only', 'addresses', 'expires', 'last_used', 'created_by'];
    expect(await list(columns, 'ant.a')).toEqual([
      ['ci', 'ant.a', 'active', 'yes', ['10.0.0.0/8', '2001:db8::1'], LAST_DAY, null, 'ant.a'],
      ['plain', 'ant.a', 'active', 'no', [], null, null, 'ant.a'],
    ]);
  });

  const LONG = 'x'.repeat(61);
  /** In the order in which they are checked: each row would fail by all that follow as well. */
  test.each<[string, Cells, string, string]>([
    ['unverified', { member: 'nobody', expires: 'x' }, 'newbie', 'forbidden MEMBER_UNVERIFIED'],
    ['unknown member', { member: 'nobody', expires: 'x' }, 'ant.a', 'not_found NOT_FOUND'],
    ['hidden member', { member: 'cat.c', expires: 'x' }, 'ant.a', 'not_found NOT_FOUND'],
    ['gone', { member: 'elk.c', expires: 'x' }, 'ops', 'conflict MEMBER_REMOVED'],
    ['another’s', { member: 'ant.c', expires: 'x' }, 'ant.a', 'forbidden FORBIDDEN'],
    ['the owner’s, by the operator', { member: 'owner', expires: 'x' }, 'ops', 'forbidden FORBIDDEN'],
    ['of who is unverified', { member: 'newbie', expires: 'x' }, 'ops', 'forbidden MEMBER_UNVERIFIED'],
    ['name', { name: LONG, address: 'x', hash: 'x', expires: 'x' }, 'ant.a', 'invalid VALUE_INVALID'],
    ['address', { address: '10.0.0.1/8', hash: '', expires: 'x' }, 'ant.a', 'invalid VALUE_INVALID'],
    ['no hash', { hash: '', expires: '2026-01-04' }, 'ant.a', 'invalid MISSING'],
    ['no SHA-256', { hash: 'adctl_secret', expires: '2026-01-04' }, 'ant.a', 'invalid VALUE_INVALID'],
    ['no day', { name: 'old', expires: '2026-02-30' }, 'ant.a', 'invalid VALUE_INVALID'],
    ['over', { name: 'old', expires: '2026-01-04' }, 'ant.a', 'invalid DAY_OVER'],
    ['name taken', { name: 'old' }, 'ant.a', 'conflict TOKEN_EXISTS'],
    ['secret taken', { hash: hash('old') }, 'ant.a', 'conflict TOKEN_EXISTS'],
    ['sent again', { name: 'old', hash: hash('old') }, 'ant.a', 'unchanged SAME'],
    ['today', { expires: '2026-01-05' }, 'ant.a', 'ok'],
    ['another’s name', { name: 'old', member: 'ant.c' }, 'ops', 'ok'],
    ['the owner’s own', { name: 'old' }, 'owner', 'ok'],
  ])('refusals in their order: %s', async (_, cells, actor, expected) => {
    await create({ name: 'old', hash: hash('old') });
    await state.must('members.remove', { rows: ['elk.c'], actor: 'elk.a' });
    expect(await told(create(cells, { actor }))).toBe(expected);
  });

  test('what is wrong with a hash is said without it', async () => {
    const { results } = await create({ hash: 'adctl_secret' });
    expect(JSON.stringify(results)).not.toContain('adctl_secret');
  });

  test('a name is free again once its token has ended', async () => {
    const id = await created();
    expect(await revoke([id])).toEqual(['ok']);
    expect(await told(create({ hash: hash('2') }))).toBe('ok');
    state.now += 100 * DAY_MS;
    expect(await told(create({ hash: hash('3') }))).toBe('ok');
    expect(await list(['state'], 'ant.a', { sort: 'state' })).toEqual([['active'], ['expired'], ['revoked']]);
  });

  test('options stand for the cells that a file has not', async () => {
    const rows: Cells[] = [
      { name: 'a', hash: hash('a') },
      { name: 'b', hash: hash('b'), expires: '2026-01-06', read_only: 'no' },
    ];
    const options = { expires: 'never', read_only: 'true', address: ['::1'] };
    await state.must('tokens.create', { rows, options, actor: 'ant.a' });
    expect(await list(['name', 'expires', 'read_only', 'addresses'])).toEqual([
      ['a', null, 'yes', ['::1']],
      ['b', '2026-01-06', 'no', ['::1']],
    ]);
  });

  test('CTX-1 in the view of a client there are none, and none are made', async () => {
    await create({}, { actor: 'fox.m' });
    const narrow = { client: '20000301' };
    await expect(create({ name: 'b' }, { actor: 'fox.m', narrow })).rejects.toMatchObject({ code: 'VIEW_READS_ONLY' });
    expect(await state.records('tokens.list', {}, 'fox.m', narrow)).toEqual([]);
    expect(await state.records('tokens.list', {}, 'fox.m')).toHaveLength(1);
  });
});

describe('TIME-2 a token', () => {
  test.each([
    ['2026-01-05', Date.UTC(2026, 0, 5, 16)],
    [LAST_DAY, Date.UTC(2026, 3, 5, 16)],
  ])('works to the end of its last day where it was made: %s', async (expires, end) => {
    await create({ expires });
    state.now = end - 1;
    expect(await list(['state'])).toEqual([['active']]);
    state.now = end;
    expect(await list(['state'])).toEqual([['expired']]);
    expect(await list(['state'], 'owner', { state: 'active' })).toEqual([]);
    await state.must('state.sweep', { actor: 'owner' });
    expect(await list(['state', 'due_at'])).toEqual([['expired', null]]);
  });

  test('that never ends goes on', async () => {
    await create({ expires: 'never' });
    state.now += 10_000 * DAY_MS;
    expect(await list(['state'])).toEqual([['active']]);
  });
});

test('a server finds a token by the hash of what it is sent, with all that it asks of it', async () => {
  const token = newToken(new Uint8Array(32).fill(7));
  await created({ hash: hashOf(token), read_only: 'true', address: '::1', expires: '2026-01-05' });
  const found = async (text: string, now = state.now) => {
    const need = { kind: 'token', by: 'hash', values: [hashOf(text)], fields: TOKEN_AUTH_FIELDS } as const;
    for await (const rows of state.store.read(async function* (tx) {
      yield await tx.rows(need, { scope: EVERYTHING, now });
    }))
      return rows.map(({ row }) => row);
    return [];
  };
  const row = { member: 'ant.a', name: 'ci', read_only: 'yes', addresses: ['::1'], last_used: null };
  expect(await found(token)).toEqual([{ ...row, state: 'active' }]);
  expect(await found(token, state.now + DAY_MS)).toEqual([{ ...row, state: 'expired' }]);
  expect(await found(newToken(new Uint8Array(32)))).toEqual([]);
});

describe('MEM-4 who sees which', () => {
  test('everybody its own, the operator all', async () => {
    for (const [i, actor] of ['ant.a', 'ant.c', 'cat.p'].entries()) await create({ hash: hash(`${i}`) }, { actor });
    const owners = async (actor: string) => (await list(['member'], actor)).flat();
    expect(await owners('ant.a')).toEqual(['ant.a']);
    expect(await owners('ant.p')).toEqual([]);
    for (const actor of ['owner', 'ops']) expect(await owners(actor)).toEqual(['ant.a', 'ant.c', 'cat.p']);
    expect(await list(['member'], 'ops', { member: 'ant.c,cat.p', state: 'active' })).toEqual([['ant.c'], ['cat.p']]);
  });

  test('the hash is no column, no filter and no order, and stands in no log and no result', async () => {
    const made = await create();
    const secret = hash(JSON.stringify({}));
    await revoke([String(made.results[0]?.id)]);
    for (const input of [{ where: [`hash = ${secret}`] }, { sort: 'hash' }, { columns: ['hash'] }])
      await expect(state.query('tokens.list', input)).rejects.toMatchObject({ code: 'FIELD_UNKNOWN' });
    const told = [
      made,
      await state.records('audit.list', { columns: ['before', 'after'] }),
      await state.records('batches.results', { batch: made.batch }),
    ];
    expect(JSON.stringify(told)).not.toContain(secret);
  });
});

test.each([
  ['ant.a', 'create', '', 'yes'],
  ['ant.a', 'create', 'ant.a', 'yes'],
  ['ant.a', 'create', 'ant.c', 'no'],
  ['ops', 'create', 'ant.c', 'yes'],
  ['newbie', 'create', '', 'no'],
  ['ant.a', 'revoke', 't', 'yes'],
  ['ops', 'revoke', 't', 'yes'],
])('MEM-3 members can says of %s: tokens %s %s: %s', async (login, verb, target, expected) => {
  const id = await created();
  const operation = ['tokens', verb, ...(target === 't' ? [id] : target === '' ? [] : [target])];
  expect(await state.records('members.can', { login, operation })).toMatchObject([{ allowed: expected }]);
});

describe('revoking', () => {
  test('by id, or one’s own by name; again is unchanged', async () => {
    const id = await created();
    await create({ name: 'b' });
    expect(await revoke([id, 'b', 't_none', 'c'])).toEqual(['ok', 'ok', 'not_found NOT_FOUND', 'not_found NOT_FOUND']);
    expect(await revoke([id, 'ci', 'b'])).toEqual(['unchanged SAME', 'unchanged SAME', 'unchanged SAME']);
    await create({ name: 'b', hash: hash('b') });
    expect(await revoke(['b'])).toEqual(['ok']);
  });

  test('of others: hidden to all but the operator', async () => {
    const id = await created();
    expect(await revoke([id, 'ci'], 'ant.p')).toEqual(['not_found NOT_FOUND', 'not_found NOT_FOUND']);
    expect(await revoke([id], 'ops')).toEqual(['ok']);
    expect(await list(['state'], 'ant.a')).toEqual([['revoked']]);
  });

  test('what has run out is no change', async () => {
    const id = await created({ expires: '2026-01-05' });
    state.now += DAY_MS;
    expect(await revoke([id])).toEqual(['unchanged SAME']);
  });

  test('a selection', async () => {
    await create();
    await create({ name: 'b' });
    const where = { where: ['member = ant.a', 'state = active'], actor: 'ops' };
    expect(await state.told('tokens.revoke', where)).toEqual(['ok', 'ok']);
  });
});

describe('BULK-4 no undo brings a token back', () => {
  test('a revocation is for good', async () => {
    const id = await created();
    const { batch } = await state.must('tokens.revoke', { rows: [id], actor: 'ant.a' });
    await expect(undo(batch)).rejects.toMatchObject({ code: 'UNDO_FINAL' });
  });

  test('undoing its creation takes it away, used or not, and a redo makes none', async () => {
    const { batch, results } = await create();
    await state.store.write({ timeoutMs: 1_000 }, (tx) =>
      tx.apply([{ op: 'set', kind: 'token', key: String(results[0]?.id), fields: { last_used: state.now } }]),
    );
    const undone = await state.change('batches.undo', { options: { batch }, actor: 'ant.a' });
    expect(undone.results.map(({ status }) => status)).toEqual(['ok']);
    expect(await list(['id'])).toEqual([]);
    expect(await undo(undone.batch)).toEqual(['conflict TOKEN_ENDED']);
    expect(await list(['id'])).toEqual([]);
  });

  test('nobody undoes another’s', async () => {
    const { batch } = await create();
    await expect(undo(batch, 'ant.c')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await undo(batch, 'ops')).toEqual(['ok']);
  });
});

describe('MEM-5 tokens end with their member', () => {
  const active = async () => (await list(['member', 'state'])).filter(([, now]) => now === 'active');
  const remove = () => state.must('members.remove', { rows: ['ant.c2'], actor: 'ant.p' });
  beforeEach(async () => {
    await create({}, { actor: 'ant.c2' });
    await create({ name: 'other' }, { actor: 'ant.c' });
  });

  test.each([
    ['members.remove', { rows: ['ant.c2'], actor: 'ant.p' }],
    ['members.erase', { rows: ['ant.c2'], actor: 'ant.p' }],
    ['members.handover', { options: { member: 'ant.c2', to: ['ant.c'], remove: true }, actor: 'ant.p' }],
  ])('%s', async (operation, input) => {
    await state.change(operation, input);
    expect(await active()).toEqual([['ant.c', 'active']]);
  });

  test('undoing the removal says that they stay so', async () => {
    const { batch } = await remove();
    expect((await state.change('batches.undo', { options: { batch }, actor: 'ant.p' })).results).toMatchObject([
      { status: 'ok', code: 'TOKENS_STAY_ENDED' },
    ]);
    expect(await active()).toEqual([['ant.c', 'active']]);
    expect(await told(create({}, { actor: 'ant.c2' }))).toBe('unchanged SAME');
    expect(await told(create({ hash: hash('new') }, { actor: 'ant.c2' }))).toBe('ok');
  });

  test('a later member of the same login has none, whatever was undone and redone between', async () => {
    const { batch } = await remove();
    const undone = await state.must('batches.undo', { options: { batch }, actor: 'ant.p' });
    await create({ name: 'between' }, { actor: 'ant.c2' });
    await state.must('batches.undo', { options: { batch: undone.batch }, actor: 'ant.p' });
    await state.must('members.create', { rows: [{ login: 'ant.c2', name: '新人', verified: 'x' }], actor: 'owner' });
    expect(await active()).toEqual([['ant.c', 'active']]);
  });
});

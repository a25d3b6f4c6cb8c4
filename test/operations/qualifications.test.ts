/** Qualifications of accounts: submitted, reviewed, running out, replaced (ACC-9). */
import { beforeEach, describe, expect, test } from 'vitest';
import { fixture } from '../helpers/fixture.ts';
import type { State } from '../helpers/state.ts';

const ACCOUNT = '20000001';
const DAY_MS = 86_400_000;
let state: State;
beforeEach(async () => {
  state = await fixture();
});
const submit = (options: Record<string, string>, actor = 'ant.a', account = ACCOUNT) =>
  state.change('qualifications.submit', {
    rows: [account],
    options: { kind: '许可证', number: 'N1', ...options },
    actor,
  });
const submitted = async (options: Record<string, string> = {}) => String((await submit(options)).results[0]?.id);
const review = (rows: string[], decision: 'approve' | 'reject' = 'approve', more = {}) =>
  state.told('qualifications.review', { rows, options: { [decision]: 'true' }, actor: 'ops', ...more });
const states = async (input = {}, actor = 'ant.a') =>
  (await state.records('qualifications.list', { sort: 'created,id', ...input }, actor)).map(
    ({ number, state }) => `${number} ${state}`,
  );
const told = async (change: ReturnType<typeof submit>) => {
  const [row] = (await change).results;
  return [row?.status, row?.code].join(' ').trim();
};

describe('ACC-9 submitting', () => {
  test('once; the same again is unchanged, with another end a conflict, and after a rejection new', async () => {
    expect(await told(submit({}))).toBe('ok');
    expect(await told(submit({}))).toBe('unchanged SAME');
    expect(await told(submit({ valid_until: '2027-01-01' }))).toBe('conflict QUALIFICATION_EXISTS');
    const [{ id } = {}] = await state.records('qualifications.list', {}, 'ant.a');
    expect(await review([String(id)], 'reject', { reason: '不清晰' })).toEqual(['ok']);
    expect(await told(submit({}))).toBe('ok');
    expect((await states()).toSorted()).toEqual(['N1 rejected', 'N1 submitted']);
  });

  test.each([
    [{ valid_until: '2026-02-30' }, 'invalid VALUE_INVALID'],
    [{ valid_until: '2026-01' }, 'invalid VALUE_INVALID'],
    [{ valid_until: '2026-01-04' }, 'invalid DAY_OVER'],
    [{ valid_until: '2026-01-05' }, 'ok'],
    [{ valid_until: '2026/2/30' }, 'invalid VALUE_INVALID'],
    [{ valid_until: '1/2/2027' }, 'invalid VALUE_INVALID'],
    [{ valid_until: '2027/1-2' }, 'invalid VALUE_INVALID'],
  ])('its last day exists and is not over: %j %s', async (options, expected) => {
    expect(await told(submit(options))).toBe(expected);
  });

  test('of a closed account, or of one that is not seen, it is refused', async () => {
    expect(await told(submit({}, 'ant.a', '20000012'))).toBe('conflict ACCOUNT_CLOSED');
    expect(await told(submit({}, 'cat.p'))).toBe('not_found NOT_FOUND');
    expect(await told(submit({}, 'ant.c'))).toBe('not_found NOT_FOUND');
    expect(await told(submit({}, 'unit.a'))).toBe('forbidden FORBIDDEN');
    await state.must('accounts.claim', { rows: [ACCOUNT], actor: 'unit.a' });
    expect(await told(submit({}, 'unit.a'))).toBe('ok');
  });

  test.each(['2027/1/2', '2027-1-2', '2027/01/02'])(
    'a day as spreadsheets write it is kept as a day: %s',
    async (day) => {
      expect(await told(submit({ valid_until: day }))).toBe('ok');
      const rows = [{ account: ACCOUNT, kind: '执照', number: 'N2', valid_until: day }];
      expect(await state.told('qualifications.submit', { rows, actor: 'ant.a' })).toEqual(['ok']);
      const kept = await state.records('qualifications.list', { where: [`valid_until = ${day}`] });
      expect(kept.map(({ valid_until }) => valid_until)).toEqual(['2027-01-02', '2027-01-02']);
    },
  );

  test('from a file, and as it is listed', async () => {
    const rows = [
      { account: `tencent:${ACCOUNT}`, kind: '执照', number: '1', valid_until: '' },
      { account: '20000002', kind: '执照', number: '2', valid_until: '2026-01-09' },
    ];
    await state.must('qualifications.submit', { rows, actor: 'ant.a' });
    const listed = await state.records('qualifications.list', {
      columns: ['account', 'kind', 'number', 'valid_until'],
    });
    const again = listed.map((row) => Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== null)));
    expect(await state.told('qualifications.submit', { rows: again as never, actor: 'ant.a' })).toEqual([
      'unchanged SAME',
      'unchanged SAME',
    ]);
  });
});

describe('ACC-9 reviewing', () => {
  test('approved or rejected once; a decision made again is unchanged, another one a conflict', async () => {
    const id = await submitted();
    expect(await review([id])).toEqual(['ok']);
    expect(await review([id])).toEqual(['unchanged SAME']);
    expect(await review([id], 'reject', { reason: 'r' })).toEqual(['conflict QUALIFICATION_STATE']);
    expect(await review(['q_none'])).toEqual(['not_found NOT_FOUND']);
    expect(await review([id], 'approve', { actor: 'ant.p' })).toEqual(['forbidden FORBIDDEN']);
  });

  test('a rejection says why, and one decision is made', async () => {
    const id = await submitted();
    await expect(review([id], 'reject')).rejects.toMatchObject({ code: 'MISSING' });
    const both = { options: { approve: 'true', reject: 'true' } };
    await expect(review([id], 'approve', both)).rejects.toMatchObject({ code: 'DECISION_TWICE' });
    await expect(review([id], 'approve', { options: {} })).rejects.toMatchObject({ code: 'MISSING' });
  });

  test('what has run out while it waited is not approved', async () => {
    const id = await submitted({ valid_until: '2026-01-06' });
    state.now += 3 * DAY_MS;
    expect(await review([id])).toEqual(['conflict QUALIFICATION_OVER']);
  });

  test('TIME-2 ends with its last day where the account is, with or without a sweep', async () => {
    const id = await submitted({ valid_until: '2026-01-31' });
    await review([id]);
    expect(await states({ expiring: true })).toEqual(['N1 approved']);
    state.now = Date.UTC(2026, 0, 31, 15, 59, 59, 999);
    expect(await states()).toEqual(['N1 approved']);
    state.now++;
    expect(await states()).toEqual(['N1 expired']);
    expect(await states({ expired: true })).toEqual(['N1 expired']);
    expect(await states({ expiring: true })).toEqual([]);
    await state.must('state.sweep', { actor: 'ops' });
    expect(await states({ state: 'expired' })).toEqual(['N1 expired']);
  });

  test('what ends later than the rule says is not expiring, nor what does not end', async () => {
    await review([await submitted({ valid_until: '2026-02-04' }), await submitted({ number: 'N2' })]);
    expect(await states({ expiring: true })).toEqual([]);
    await state.must('rules.set', { rows: ['31'], options: { key: 'qualification_expiring_days' } });
    expect(await states({ expiring: true })).toEqual(['N1 approved']);
  });
});

describe('ACC-9 replacing', () => {
  const replace = (id: string, options: Record<string, string>) =>
    state.told('qualifications.replace', { rows: [id], options, actor: 'ant.a' });

  test('the old one holds until the new one is approved; undone, it holds again', async () => {
    const old = await submitted({ valid_until: '2026-01-31' });
    expect(await replace(old, { number: 'N2' })).toEqual(['conflict QUALIFICATION_STATE']);
    await review([old]);
    expect(await replace(old, { number: 'N2' })).toEqual(['ok']);
    expect(await replace(old, { number: 'N2' })).toEqual(['unchanged SAME']);
    expect(await replace(old, { number: 'N3' })).toEqual(['conflict QUALIFICATION_REPLACING']);
    expect((await states()).toSorted()).toEqual(['N1 approved', 'N2 submitted']);
    const [{ id } = {}] = await state.records('qualifications.list', { state: 'submitted' });
    const { batch } = await state.must('qualifications.review', {
      rows: [String(id)],
      options: { approve: 'true' },
      actor: 'ops',
    });
    expect((await states()).toSorted()).toEqual(['N1 replaced', 'N2 approved']);
    expect(await replace(old, { number: 'N4' })).toEqual(['conflict QUALIFICATION_STATE']);
    await state.must('batches.undo', { options: { batch }, actor: 'ops' });
    expect((await states()).toSorted()).toEqual(['N1 approved', 'N2 submitted']);
    state.now = Date.UTC(2026, 1, 1);
    expect((await states()).toSorted()).toEqual(['N1 expired', 'N2 submitted']);
  });

  test('what is typed comes before the columns of its own list', async () => {
    const old = await submitted({ valid_until: '2026-01-31' });
    await review([old]);
    const rows = [{ id: old, number: 'N1', valid_until: '2026-01-31' }];
    const told = (options: Record<string, string>) =>
      state.told('qualifications.replace', { rows, options, actor: 'ant.a' });
    expect(await told({})).toEqual(['unchanged SAME']);
    expect(await told({ number: 'R1', valid_until: '2027/1/31' })).toEqual(['ok']);
    const [row] = await state.records('qualifications.list', { state: 'submitted' });
    expect(row).toMatchObject({ number: 'R1', valid_until: '2027-01-31' });
  });

  test('an expired one is renewed too, and stays expired', async () => {
    const old = await submitted({ valid_until: '2026-01-31' });
    await review([old]);
    state.now = Date.UTC(2026, 1, 1);
    expect(await replace(old, { number: 'N1', valid_until: '2027-01-31' })).toEqual(['ok']);
    const [{ id } = {}] = await state.records('qualifications.list', { state: 'submitted' });
    expect(await review([String(id)])).toEqual(['ok']);
    expect((await states()).toSorted()).toEqual(['N1 approved', 'N1 expired']);
  });

  test('undoing a submission takes it back, not where it was replaced since', async () => {
    const { batch, results } = await submit({});
    await review([String(results[0]?.id)]);
    await replace(String(results[0]?.id), { number: 'N2' });
    expect(await state.told('batches.undo', { options: { batch }, actor: 'ant.a' })).toEqual([
      expect.stringContaining('conflict'),
    ]);
    const other = await submit({ number: 'N9' });
    await state.must('batches.undo', { options: { batch: other.batch }, actor: 'ant.a' });
    expect(await states({ search: 'N9' })).toEqual([]);
  });
});

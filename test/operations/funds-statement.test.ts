/** Statements, overview and journals: what moved and what is there, for whom it is (FUND-7, FUND-8, FUND-12, MEM-4). */
import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, test } from 'vitest';
import { historyText } from '../../src/domain/history.ts';
import { CLIENTS, fixture } from '../helpers/fixture.ts';
import { faultsIn, give } from '../helpers/ledger.ts';
import type { State } from '../helpers/state.ts';

const [A, B] = CLIENTS as [string, string];
const FOX = 'agency:a_fox';
const HUGE = 9_007_199_254_740_993n;
let state: State;

const moved = (operation: string, actor: string, ...rows: readonly Record<string, string>[]) =>
  state.must(operation, { rows, actor });
const statement = (input: Record<string, unknown>, actor = 'ops') => state.records('funds.statement', input, actor);
/** Of each line the cells named, as one text. */
const cells = async (input: Record<string, unknown>, columns: string, actor = 'ops') => {
  const records = await statement({ ...input, columns: columns.split(' ') }, actor);
  return records.map((record) =>
    columns
      .split(' ')
      .map((name) => record[name] ?? '-')
      .join(' '),
  );
};

/** An agency with cash, credit and a bonus; a client that gets some of each, consumes, is returned part of it. */
beforeAll(async () => {
  state = await fixture();
  await give(state, { holder: FOX, kind: 'cash', amount: 100_000n });
  await give(state, { holder: FOX, kind: 'bonus', amount: 5_000n, lot: { id: 'l_1', validTo: '2099-12-31' } });
  await moved('funds.credit-limit', 'ops', { holder: A, amount: '50.00' });
  await moved('funds.allocate', 'fox.a', { holder: A, cash: '100.00', bonus: '20.00', payer: FOX });
  const { batch } = await moved('funds.allocate', 'fox.a', { holder: B, cash: '5.00', payer: FOX });
  await state.must('batches.undo', { options: { batch }, actor: 'fox.a' });
  await moved('funds.consume', 'fox.a', { account: A, amount: '130.00', day: '2026-01-02', type: 'search' });
  state.now += 1;
  await moved('funds.consume-return', 'fox.a', { account: A, amount: '15.00', day: '2026-01-02', type: 'search' });
  await moved('funds.freeze', 'fox.a', { holder: FOX, order: 'o_1', amount: '7.00' });
});

const a = `account:tencent:${A}`;
const b = `account:tencent:${B}`;
type Line = readonly [type: string, input: Record<string, unknown>, columns: string, lines: readonly string[]];
const TYPES: readonly Line[] = [
  [
    'allocation',
    { type: 'allocation', holder: FOX },
    'counterparty cash bonus available_after mark',
    [`${b} 5.00 0.00 930.00 reversal`, `${b} -5.00 0.00 925.00 reversed`, `${a} -100.00 -20.00 930.00 -`],
  ],
  ['recharge', { type: 'recharge' }, 'holder cash available_after', [`${FOX} 1000.00 1000.00`]],
  ['refund', { type: 'refund' }, 'holder', []],
  [
    'bonus',
    { type: 'bonus', holder: A },
    'change lot amount after valid_to',
    ['consume l_1 -20.00 0.00 2099-12-31', 'allocate_in l_1 20.00 20.00 2099-12-31'],
  ],
  [
    'consumption by day',
    { type: 'consumption' },
    'day holder total cash bonus credit type',
    [`2026-01-02 ${a} 115.00 95.00 20.00 0.00 search`],
  ],
  ['consumption by month', { type: 'consumption', by: 'month' }, 'month total', ['2026-01 115.00']],
  ['consumption of other days', { type: 'consumption', range: '2026-01-03..2026-01-09' }, 'day', []],
  ['freeze', { type: 'freeze' }, 'order_id cash frozen frozen_after', ['o_1 -7.00 7.00 7.00']],
  [
    'postpaid',
    { type: 'postpaid' },
    'movement credit owed owed_after',
    ['consume_return 10.00 10.00 0.00', 'consume -10.00 -10.00 -10.00', 'credit_limit 50.00 0.00 0.00'],
  ],
];

describe('FUND-8: a statement', () => {
  test.each(TYPES)('of %s', async (_, input, columns, lines) => {
    expect(await cells(input, columns)).toEqual(lines);
  });

  test('marks restated days, and leaves out what was there at a manifest', async () => {
    const [day] = await statement({ type: 'consumption', columns: ['booked', 'restated', 'line'] });
    expect(Number(day?.['restated'])).toBe(Number(day?.['booked']) + 1);
    const since = (line: number) => statement({ type: 'consumption', since_line: String(line) });
    expect(await since(Number(day?.['line']) - 1)).toHaveLength(1);
    expect(await since(Number(day?.['line']))).toEqual([]);
  });

  test('goes on from a history that is its own, and from no other', async () => {
    const ask = (input: Record<string, unknown>) =>
      state.query('funds.statement', { columns: ['line'], ...input }, 'ops');
    const { history } = (await ask({ history: true, limit: 1 })).tail;
    if (!history) throw new Error('no history');
    const since = (one: typeof history) => ask({ since_line: '0', since_history: historyText(one) });
    expect((await since(history)).rows).not.toEqual([]);
    for (const other of [
      { state: 'st_other' },
      { seq: history.seq - 1 },
      { seq: history.seq + 1 },
      { head: 'f'.repeat(64) },
    ])
      await expect(since({ ...history, ...other })).rejects.toMatchObject({ code: 'MANIFEST_STATE' });
    await expect(ask({ since_history: 'x' })).rejects.toMatchObject({ code: 'MANIFEST_STATE' });
  });

  test('REP-12: an export goes on for who sees what its reader saw, and for nobody else', async () => {
    type Reader = Parameters<State['query']> extends [string, unknown?, ...infer R] ? R : never;
    const ask = async (input: Record<string, unknown>, reader: Reader) =>
      (await state.query('funds.statement', input, ...reader)).tail;
    const goesOn = async (first: Reader, then: Reader) => {
      const { history } = await ask({ history: true }, first);
      if (!history) throw new Error('no history');
      return await ask({ since_line: '1', since_history: historyText(history) }, then).then(
        () => 'ok',
        (error) => (error as { code: string }).code,
      );
    };
    const [owner, ops, admin, view]: [Reader, Reader, Reader, Reader] = [
      ['owner'],
      ['ops'],
      ['fox.a'],
      ['owner', { org: 'a_fox' }],
    ];
    const told = async (...pairs: readonly (readonly [Reader, Reader])[]) =>
      await Promise.all(pairs.map(([first, then]) => goesOn(first, then)));
    expect(await told([owner, ops], [admin, admin], [view, view])).toEqual(['ok', 'ok', 'ok']);
    expect(await told([admin, owner], [view, owner], [admin, view])).toEqual(Array(3).fill('MANIFEST_VIEW'));
  });

  test('of a holder goes on where it was cut, by a currency and a line that its reader saw', async () => {
    const input = { holder: FOX, limit: 2, columns: ['currency', 'line'] };
    const whole = await state.query('funds.statement', { ...input, limit: 100 });
    const rows: unknown[] = [];
    for (let after: string | undefined, more = true; more; ) {
      const page = await state.query('funds.statement', { ...input, ...(after && { after }) });
      rows.push(...page.rows);
      ({ cursor: after } = page.tail);
      more = after !== undefined;
      if (after === undefined) continue;
      const values = Buffer.from(after.slice(2), 'base64url').toString('utf8').slice(8);
      expect([after.slice(0, 2), JSON.parse(values).map(String)]).toEqual(['k.', page.rows.at(-1)?.map(String)]);
    }
    expect(rows).toEqual(whole.rows);
    expect(rows.length).toBeGreaterThan(4);
  });

  test('is by month of consumption alone', async () => {
    await expect(statement({ type: 'recharge', by: 'month' })).rejects.toMatchObject({ code: 'OPTION_VALUE' });
    await expect(statement({ by: 'day' })).rejects.toMatchObject({ code: 'OPTION_VALUE' });
  });

  test('finds accounts by id and name, and counts', async () => {
    const of = async (input: object) => (await statement({ count: true, ...input }))[0]?.['count'];
    expect(await of({ account: A })).toBe(await of({ search: `账户${A}` }));
    expect(await of({ where: [`name = '账户${B}'`] })).toBe(2);
    expect(await of({ pid: 'nobody' })).toBe(0);
    expect(await of({ range: 'today' })).toBe(await of({}));
    expect(await of({ range: 'yesterday' })).toBe(0);
  });

  test('MONEY-1: is exact beyond 2^53', async () => {
    await give(state, { holder: 'entity:e_cat', kind: 'cash', amount: HUGE });
    expect(await cells({ holder: 'entity:e_cat' }, 'cash cash_after')).toEqual(['90071992547409.93 90071992547409.93']);
    const [there] = await state.records('funds.overview', { holder: ['entity:e_cat'] }, 'ops');
    expect(there?.['total']).toBe('90071992547409.93');
  });
});

describe('FUND-7: the overview', () => {
  test('says what is there, and what an account may use', async () => {
    const found = await state.records('funds.overview', { holder: [FOX, A] }, 'ops');
    const told = found.map((one) => [
      one['holder'],
      one['total'],
      one['available'],
      one['frozen'],
      one['credit'],
      one['usable'],
    ]);
    expect(told).toEqual([
      [a, '5.00', '5.00', '0.00', '50.00', '55.00'],
      [FOX, '930.00', '923.00', '7.00', '0.00', null],
    ]);
  });

  test('TIME-2: takes off lots that are over by now', async () => {
    await give(state, {
      holder: 'entity:e_elk',
      kind: 'bonus',
      amount: 300n,
      lot: { id: 'l_2', validTo: '2026-02-01' },
    });
    const there = async () =>
      (await state.records('funds.overview', { holder: ['entity:e_elk'] }, 'ops'))[0]?.['available'];
    const before = state.now;
    expect(await there()).toBe('3.00');
    state.now = Date.UTC(2026, 11, 31);
    expect(await there()).toBe('0.00');
    state.now = before;
  });

  test('shows all clients of an agency, also those that never had anything', async () => {
    const clients = await state.records('funds.overview', { agency: 'a_fox' }, 'ops');
    const accounts = await state.records('accounts.list', { where: ['agency = a_fox'], columns: ['platform', 'id'] });
    expect(clients.map(({ holder }) => holder)).toEqual(
      accounts.map(({ platform, id }) => `account:${platform}:${id}`).toSorted(),
    );
  });

  test.each([
    ['holder', {}],
    ['-holder', {}],
    ['currency', {}],
    ['-available', {}],
    ['usable', {}],
    ['holder', { by: 'purse' }],
    ['-holder', { by: 'purse' }],
    ['-total', { by: 'purse' }],
    ['holder', { agency: 'a_fox' }],
  ])('pages by %s %j are the whole of it, accounts and others', async (sort, of) => {
    const input = { sort, ...of, columns: ['holder', 'currency', 'total', ...('by' in of ? ['purse'] : [])] };
    const whole = await state.query('funds.overview', input, 'ops');
    const rows: unknown[] = [];
    let after: string | undefined;
    do {
      const page = await state.query('funds.overview', { ...input, limit: 3, ...(after && { after }) }, 'ops');
      rows.push(...page.rows);
      after = page.tail.cursor;
    } while (after !== undefined);
    expect(rows).toEqual(whole.rows);
    expect(rows.length).toBeGreaterThan('agency' in of ? 4 : 10);
    expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(rows.length);
  });

  test('an account is told of from when it is there, in its currency, until it is gone', async () => {
    const told = async () =>
      (await state.records('funds.overview', { holder: ['tencent:31'] })).map(
        ({ currency, total, usable }) => `${total} ${currency} ${usable}`,
      );
    const { batch } = await state.must('accounts.create', { rows: [{ id: '31', platform: 'tencent', name: 'x' }] });
    expect(await told()).toEqual(['0.00 CNY 0.00']);
    const { batch: yen } = await state.must('accounts.update', { rows: ['31'], options: { currency: 'JPY' } });
    expect(await told()).toEqual(['0 JPY 0']);
    await state.must('batches.undo', { options: { batch: yen } });
    expect(await told()).toEqual(['0.00 CNY 0.00']);
    await state.must('batches.undo', { options: { batch } });
    await expect(told()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(faultsIn(state)).toEqual([]);
  });
});

describe('MEM-4: who sees money', () => {
  const MOVED = [a, b, FOX, 'entity:e_cat', 'entity:e_elk'];
  test.each([
    ['fox.a', [a, b, FOX]],
    ['elk.a', ['entity:e_elk']],
    ['cat.p', ['entity:e_cat']],
  ])('%s', async (actor, holders) => {
    const seen = (await state.records('funds.overview', {}, actor)).map(({ holder }) => holder);
    expect(seen.filter((holder) => MOVED.includes(String(holder)))).toEqual(holders);
    for (const type of [undefined, 'bonus', 'consumption', 'postpaid'])
      for (const { holder } of await statement({ type }, actor)) expect(holders).toContain(holder);
    const journal = JSON.stringify(await state.records('funds.journal', {}, actor));
    for (const one of MOVED) expect([one, journal.includes(one)]).toEqual([one, holders.includes(one)]);
  });
});

describe('MEM-3: the balance of an account', () => {
  test.each([
    ['fox.e', A, ['5.00']],
    ['fox.d', A, ['5.00']],
    ['elk.a', A, []],
    ['ops', A, ['5.00']],
    ['unit.a', '20000001', ['0.00']],
    ['unit.c', '20000001', [null]],
  ])('%s sees of %s: %j', async (actor, id, balances) => {
    const found = await state.records(
      'accounts.list',
      { where: [`id = ${id}`], columns: ['id', 'balance', 'usable'] },
      actor,
    );
    expect(found.map(({ balance }) => balance)).toEqual(balances);
    for (const { usable } of found) expect(usable).toBe(id === A ? '55.00' : balances[0]);
  });

  test('ORG-6: an organisation has a balance where the reader sees its money', async () => {
    const of = async (actor: string) =>
      (await state.records('orgs.list', { where: ['id = a_fox'], columns: ['balance'] }, actor))[0]?.['balance'];
    expect([await of('ops'), await of('fox.a'), await of('fox.e')]).toEqual(['930.00', '930.00', null]);
  });
});

describe('FUND-12: the journal', () => {
  test('hledger adds up what the overview says', async (context) => {
    if (spawnSync('hledger', ['--version']).status !== 0) context.skip('hledger is not installed');
    const rows = await state.records('funds.journal', { dialect: 'hledger' }, 'ops');
    const input = rows.map(({ text }) => `${text}\n`).join('');
    const { stdout, stderr } = spawnSync('hledger', ['-f', '-', 'bal', '--flat', '-N', '-O', 'csv', a, FOX], {
      input,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(stdout).toContain(`"${FOX}:general:bonus","30.00 ""CNY-BONUS"""`);
    expect(stdout).toContain(`"${FOX}:general:cash","893.00 ""CNY-CASH"""`);
    expect(stdout).toContain(`"${FOX}:general:cash:order:o_1","7.00 ""CNY-CASH"""`);
    expect(stdout).toContain(`"${a}:general:cash","5.00 ""CNY-CASH"""`);
  });

  test('beancount opens each account once, before it is used', async () => {
    const rows = await state.records('funds.journal', { dialect: 'beancount' }, 'ops');
    const text = rows.map((row) => row['text']).join('\n');
    const opened = [...text.matchAll(/^1970-01-01 open (\S+)$/gm)].map(([, name]) => name);
    expect(new Set(opened).size).toBe(opened.length);
    for (const [, name] of text.matchAll(/^ {2}(\S+) {2}-?\d/gm)) expect(opened).toContain(name);
  });

  test('a range has the days that the journal writes, in whatever zone it is asked for', async () => {
    const dates = async (range: string, tz: string) => {
      const call = { operation: 'funds.journal', input: { range }, actor: 'ops', narrow: {}, tz };
      const found = new Set<string>();
      for await (const { rows } of state.link.query(call))
        for (const [text] of rows) found.add(String(text).slice(0, 10));
      return [...found];
    };
    // It is the 5th in the zone of the books, and the 4th in Los Angeles still.
    for (const tz of ['Asia/Shanghai', 'America/Los_Angeles'])
      for (const range of ['2026-01-05', 'today'])
        expect([tz, range, await dates(range, tz)]).toEqual([tz, range, ['2026-01-05']]);
    expect(await dates('2026-01-04', 'America/Los_Angeles')).toEqual([]);
  });
});

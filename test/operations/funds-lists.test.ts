/**
 * FUND-7, FUND-8: lists of money, whoever reads them: by every column either way their pages are the whole list, what is
 * empty last, and filters of every column find what is shown in it.
 */
import '../helpers/seed.ts';
import { beforeAll, expect, test } from 'vitest';
import { STATEMENT_TYPES } from '../../src/domain/funds/statements.ts';
import type { KindName } from '../../src/domain/kind.ts';
import { KINDS } from '../../src/domain/kinds.ts';
import { columnsInFull } from '../../src/operations/showing.ts';
import type { State } from '../helpers/state.ts';
import { MEMBERS, ORGS, type Thing, world } from '../helpers/world.ts';
import { moneyPast } from '../helpers/world-money.ts';

let state: State;
beforeAll(async () => {
  state = await world();
  await moneyPast(state);
  const refunded = ['X', 'A1', 'B1'].map((name) => (ORGS[name as keyof typeof ORGS] as Thing).key);
  const rows = refunded.map((org) => ({
    holder: `${org.startsWith('a') ? 'agency' : 'entity'}:${org}`,
    amount: '1.00',
  }));
  await state.must('funds.refund', { rows });
}, 60_000);

const LISTS: readonly (readonly [list: string, kind: KindName, input: Readonly<Record<string, string>>])[] = [
  ['overview', 'funds', {}],
  ['overview', 'purse_funds', { by: 'purse' }],
  ['overview', 'order_funds', { by: 'order' }],
  ['statement', 'statement', {}],
  ...Object.keys(STATEMENT_TYPES)
    .filter((type) => type !== 'bonus' && type !== 'consumption')
    .map((type) => ['statement', 'statement', { type }] as const),
  ['statement', 'lot_line', { type: 'bonus' }],
  ['statement', 'spent_day', { type: 'consumption' }],
  ['statement', 'spent_month', { type: 'consumption', by: 'month' }],
  ['holds', 'hold', {}],
  ['splits', 'split', {}],
  ['settlement', 'settlement', {}],
  ['wallets', 'wallet', {}],
  ['caps-list', 'caps', {}],
];
const READERS = ['owner', MEMBERS['X.aM'].key, MEMBERS['A1.eA'].key];

const SEED = Number(process.env['ADCTL_SEED']);
/**
 * By the seed: readers take turns at the two ways of a column, so that both are tried, and of movements of one type, whose
 * columns are those of all movements, one reader tries each column. ADCTL_NAMES: everybody tries everything.
 */
const ALL = process.env['ADCTL_NAMES'] !== undefined;
beforeAll(() => console.log(ALL ? 'lists of money: all' : `lists of money: readers take turns, ADCTL_SEED=${SEED}`));
const tries = (kind: KindName, input: Readonly<Record<string, string>>, reader: number, column: number): boolean =>
  ALL || kind !== 'statement' || input['type'] === undefined || (column + SEED) % READERS.length === reader;
const waysOf = (name: string, reader: number, column: number): string[] =>
  [name, `-${name}`].filter((_, i) => ALL || (reader + column + SEED) % 2 === i);

test.each(LISTS)('pages of %s, %s %j', async (list, kind, input) => {
  const columns = columnsInFull(kind);
  let most = 0;
  for (const [reader, actor] of READERS.entries())
    for (const [column, name] of columns.entries()) {
      if (!tries(kind, input, reader, column)) continue;
      for (const sort of waysOf(name, reader, column)) {
        const asked = { ...input, sort, columns };
        const whole = (await state.query(`funds.${list}`, asked, actor)).rows;
        const rows: (readonly unknown[])[] = [];
        let after: string | undefined;
        do {
          const page = await state.query(
            `funds.${list}`,
            { ...asked, limit: Math.max(3, Math.ceil(whole.length / 4)), ...(after && { after }) },
            actor,
          );
          rows.push(...page.rows);
          after = page.tail.cursor;
        } while (after !== undefined);
        expect([sort, rows]).toEqual([sort, whole]);
        // Of an amount: of each currency.
        const at = columns.indexOf(KINDS[kind].fields[name]?.currency ?? '');
        for (const currency of new Set(whole.map((row) => row[at]))) {
          const block = whole.filter((row) => row[at] === currency);
          const filled = block.map((row) => row[columns.indexOf(name)] !== null);
          expect([sort, filled]).toEqual([sort, filled.toSorted((a, b) => Number(b) - Number(a))]);
        }
        most = Math.max(most, rows.length);
      }
    }
  expect(most).toBeGreaterThan(0);
});

test.each(LISTS)('filters of %s, %s %j find what is shown', async (list, kind, input) => {
  const columns = columnsInFull(kind);
  const { fields } = KINDS[kind];
  for (const [reader, actor] of READERS.entries()) {
    const whole = (await state.query(`funds.${list}`, { ...input, columns }, actor)).rows;
    for (const [at, name] of columns.entries()) {
      if (!tries(kind, input, reader, at)) continue;
      const finds = async (asked: string, meets: (value: unknown) => boolean) => {
        const where = `${name} ${asked}`;
        const { rows } = await state.query(`funds.${list}`, { ...input, columns, where: [where] }, actor);
        expect([where, rows]).toEqual([where, whole.filter((row) => meets(row[at]))]);
      };
      await finds('is empty', isEmpty);
      await finds('is not empty', (one) => !isEmpty(one));
      const values = [...new Set(whole.map((row) => row[at]))].filter((one) => !isEmpty(one) && !Array.isArray(one));
      for (const value of values.slice(0, 2)) {
        const text = fields[name]?.type === 'instant' ? new Date(Number(value)).toISOString() : String(value);
        await finds(`= "${text}"`, (one) => one === value);
        await finds(`!= "${text}"`, (one) => one !== value);
        if (fields[name]?.type === 'amount')
          await finds(`>= ${text}`, (one) => one !== null && Number(one) >= Number(value));
      }
    }
  }
});

test.each<[list: string, input: Record<string, unknown>, code: string]>([
  ['overview', { agency: 'nope' }, 'NOT_FOUND'],
  ['overview', { agency: 'nope', by: 'purse' }, 'NOT_FOUND'],
  ['overview', { agency: 'nope', by: 'order' }, 'NOT_FOUND'],
  ['overview', { where: ['agency = nope'] }, 'NOT_FOUND'],
  ['overview', { account: 'nope' }, 'NOT_FOUND'],
  ['overview', { currency: 'zzz' }, 'WHERE_INVALID'],
  ['overview', { where: ['currency != yuan'] }, 'WHERE_INVALID'],
  ['statement', { holder: 'nope' }, 'NOT_FOUND'],
  ['statement', { account: 'nope' }, 'NOT_FOUND'],
  ['holds', { payer: 'nope' }, 'NOT_FOUND'],
  ['holds', { payee: 'nope' }, 'NOT_FOUND'],
  ['holds', { where: ['payee = nope'] }, 'NOT_FOUND'],
  ['splits', { payer: 'nope' }, 'NOT_FOUND'],
  ['settlement', { payer: 'nope' }, 'NOT_FOUND'],
  ['settlement', { receiver: 'nope' }, 'NOT_FOUND'],
  ['wallets', { holder: 'nope' }, 'NOT_FOUND'],
  ['wallets', { currency: 'zzz' }, 'WHERE_INVALID'],
  ['caps-list', { org: ['nope'] }, 'NOT_FOUND'],
  ['caps-list', { currency: 'zzz' }, 'WHERE_INVALID'],
])('a filter of %s that names nothing is refused: %j', async (list, input, code) => {
  for (const actor of READERS) await expect(state.query(`funds.${list}`, input, actor)).rejects.toMatchObject({ code });
});

test('a currency is found in any case', async () => {
  const of = async (currency: string) => (await state.query('funds.overview', { currency })).rows;
  expect((await of('CNY')).length).toBeGreaterThan(0);
  expect(await of('cny')).toEqual(await of('CNY'));
});

test('requests are found by whoever they name, also one that is seen nowhere else', async () => {
  const reader = MEMBERS['A1.eA'].key;
  const plans = await state.records('requests.list', { type: 'plan', columns: ['id', 'member'] }, reader);
  const writer = MEMBERS['X.aM'].key;
  const own = plans.filter(({ member }) => member === writer);
  expect(own.length).toBeGreaterThan(0);
  const input = { type: 'plan', where: [`member = ${writer}`], columns: ['id', 'member'] };
  expect(await state.records('requests.list', input, reader)).toEqual(own);
  const unheard = { where: [`member = ${MEMBERS['Y.aM'].key}`] };
  await expect(state.records('requests.list', unheard, reader)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

const isEmpty = (one: unknown): boolean => one === null || one === '' || (Array.isArray(one) && one.length === 0);

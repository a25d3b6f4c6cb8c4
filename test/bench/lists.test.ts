/**
 * The first page of lists of accounts, in process: every named filter, the search and every sort, alone and in pairs,
 * for members who see about a hundred accounts, about 50,000 and all. CI runs it small, for function only;
 * `npm run bench` measures on 1,000,000 accounts, or on the state that ADCTL_BENCH_DB names, and prints the medians.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accountKind } from '../../src/domain/accounts.ts';
import type { Question, Tail } from '../../src/domain/question.ts';
import { EVERYTHING } from '../../src/domain/scope.ts';
import { parseWhere } from '../../src/domain/where.ts';
import { contextOf } from '../../src/execution/actor.ts';
import type { ReadTx, Sight, Store } from '../../src/store/port.ts';
import { openStore } from '../../src/store/sqlite/open.ts';
import { Place } from '../faults/processes.ts';

const FULL = process.env['ADCTL_BENCH'] === 'full';
const GIVEN = process.env['ADCTL_BENCH_DB'];
const ACCOUNTS = FULL ? 1_000_000 : 2_000;
const RUNS = FULL ? 5 : 1;
/** A part of the table, such as `sort` or `all`. */
const ONLY = process.env['ADCTL_BENCH_ONLY'];
const PAGE = 100;
const MUST = { named: 10, other: 1_000 };

type Asked = Partial<Pick<Question, 'filters' | 'search' | 'sort' | 'mine' | 'other'>>;
type Named = { readonly name: string; readonly asked: Asked };
type Reader = { readonly login: string; readonly sees: number; readonly sight: Sight };
type Figure = { readonly reader: Reader; readonly group: string; readonly name: string; readonly ms: number };

const place = new Place();
const figures: Figure[] = [];
const lines: string[] = [];
let store: Store;
let readers: readonly Reader[];

beforeAll(async () => {
  if (!GIVEN) expect((await place.run('demo', '--accounts', String(ACCOUNTS))).code).toBe(0);
  store = await openStore({ file: GIVEN ?? place.db, create: false });
  readers = await chosen();
}, 1_800_000);

afterAll(() => {
  store.close();
  place.remove();
  process.stdout.write(`${[...lines, ...table()].join('\n')}\n`);
});

async function reading<T>(f: (tx: ReadTx) => Promise<T>): Promise<T> {
  let answer: T | undefined;
  for await (const one of store.read(async function* (tx) {
    yield await f(tx);
  }))
    answer = one;
  return answer as T;
}

const question = (asked: Asked): Question => ({
  kind: 'account',
  columns: accountKind.columns,
  filters: [],
  sort: accountKind.sort,
  ...asked,
});

/** The members who see nearest to a hundred and to a twentieth of all, and the owner. */
async function chosen(): Promise<Reader[]> {
  const now = Date.now();
  const logins: string[] = [];
  await reading(async (tx) => {
    const members: Question = { kind: 'member', columns: ['login'], filters: [], sort: ['login'] };
    for await (const { rows } of tx.list(members, { scope: EVERYTHING, now })) logins.push(...rows.map(String));
  });
  const all: Reader[] = [];
  for (const login of logins) {
    const sight = await reading(async (tx) => ({ now, scope: (await contextOf(tx, login, now, { tz: 'UTC' })).scope }));
    const sees = await reading((tx) => tx.count(question({}), sight));
    all.push({ login, sees, sight });
  }
  const whole = Math.max(...all.map(({ sees }) => sees));
  const nearest = (wanted: number) =>
    all.toSorted((a, b) => Math.abs(Math.log((a.sees + 1) / wanted)) - Math.abs(Math.log((b.sees + 1) / wanted)))[0];
  const found = [nearest(PAGE), nearest(whole / 20), nearest(whole)].filter((reader) => reader !== undefined);
  return [...new Set(found)];
}

async function page(asked: Asked, { sight }: Reader): Promise<{ rows: number; tail: Tail; ms: number }> {
  let rows = 0;
  const start = performance.now();
  const pages = store.read(async function* (tx) {
    return yield* tx.list({ ...question(asked), limit: PAGE }, sight);
  });
  for (;;) {
    const next = await pages.next();
    if (next.done) return { rows, tail: next.value, ms: performance.now() - start };
    rows += next.value.rows.length;
  }
}

async function measure(group: string, reader: Reader, all: readonly Named[]): Promise<void> {
  if (ONLY && !`${group} ${reader.login}`.includes(ONLY)) return;
  for (const { name, asked } of all) {
    const first = await page(asked, reader);
    // A page is full where its list goes on.
    expect(first.rows, name).toBe(first.tail.cursor ? PAGE : first.rows);
    const times: number[] = [];
    while (times.length < RUNS && times.reduce((sum, ms) => sum + ms, 0) < 1_000)
      times.push((await page(asked, reader)).ms);
    const ms = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] as number;
    figures.push({ reader, group, name, ms });
  }
}

/** Each value is the commonest that the reader sees. */
async function namedFilters(reader: Reader): Promise<Named[]> {
  const count = new Map<string, Map<string, number>>();
  const fields = ['status', 'entity', 'unit', 'manager', 'platform', 'tags'];
  await reading(async (tx) => {
    const some = { ...question({ sort: ['id'] }), columns: fields, limit: 20_000 };
    for await (const { rows } of tx.list(some, reader.sight))
      for (const row of rows)
        row.forEach((cell, i) => {
          for (const value of Array.isArray(cell) ? cell : [cell]) {
            if (value === null) continue;
            const counts = count.get(fields[i] as string) ?? new Map<string, number>();
            counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
            count.set(fields[i] as string, counts);
          }
        });
  });
  const values = (field: string) =>
    [...(count.get(field) ?? [])].toSorted(([, a], [, b]) => b - a).map(([value]) => value);
  const is = (field: string, value: string | undefined): Named[] =>
    value === undefined
      ? []
      : [{ name: `${field}=${value}`, asked: { filters: [{ field, op: '=', values: [value] }] } }];
  return [
    ...fields.flatMap((field) => is(field, values(field)[0])),
    ...is('status', values('status')[1]),
    { name: 'mine', asked: { mine: reader.login } },
    { name: 'other', asked: { other: reader.login } },
    { name: 'search 格力', asked: { search: '格力' } },
    { name: 'search 视频', asked: { search: '视频' } },
    { name: 'search 00042', asked: { search: '00042' } },
  ];
}

const SORTED = ['id', 'name', 'created', 'daily_budget', 'status'];
const sorting = (...sort: string[]): Named => ({ name: `sort ${sort.join(',')}`, asked: { sort } });
const both = (a: Named, b: Named): Named => ({
  name: `${a.name}, ${b.name}`,
  asked: { ...a.asked, ...b.asked, filters: [...(a.asked.filters ?? []), ...(b.asked.filters ?? [])] },
});
const pairs = <T, U>(values: readonly T[], f: (a: T, b: T) => U): U[] =>
  values.flatMap((a, i) => values.slice(i + 1).map((b) => f(a, b)));
const directions = (name: string) => [name, `-${name}`];

const singles = SORTED.flatMap(directions).map((name) => sorting(name));
const sortPairs = SORTED.flatMap((a) =>
  SORTED.filter((b) => b !== a).flatMap((b) =>
    directions(a).flatMap((one) => directions(b).map((two) => sorting(one, two))),
  ),
);

test('named filters, the search and sorts, alone and in pairs', { timeout: 3_600_000 }, async () => {
  for (const reader of readers) {
    const filters = await namedFilters(reader);
    await measure('filter', reader, filters);
    await measure('sort', reader, singles);
    await measure('sort × sort', reader, sortPairs);
    await measure('filter × filter', reader, pairs(filters, both));
    await measure(
      'filter × sort',
      reader,
      filters.flatMap((filter) => singles.map((sort) => both(filter, sort))),
    );
  }
});

test('every other filter and sort', { timeout: 3_600_000 }, async () => {
  const expressions = [
    'name ~ 视频',
    'name ~ 格力-空调',
    'name ~ 00042',
    'name = x',
    'name > 格',
    'login ~ 0042',
    'pid = 2088900000000001',
    'pid ~ 0042',
    'email is not empty',
    'note ~ 周报',
    'note is not empty',
    'industry = 游戏',
    'kind = sub_client',
    'currency = USD',
    'time_zone != Asia/Shanghai',
    'created < 2020-01-01',
    'daily_budget > 5000',
    'daily_budget between 1..2',
    'tags ~ 重',
    'tags is empty',
    'unit is not empty',
    'manager is empty',
    'entity != e_gree',
    'entity_name ~ 格力',
    'agency is not empty',
    'manager_name ~ 李',
  ];
  const where = expressions.map(
    (text): Named => ({ name: text, asked: { filters: [parseWhere(accountKind, text, 'UTC')] } }),
  );
  const sorts = ['platform', 'login', 'pid', 'email', 'entity', 'unit', 'manager', 'industry', 'kind', 'currency'];
  const more = ['time_zone', 'tags', 'note', 'agency', 'entity_name', 'unit_name', 'manager_name'];
  for (const reader of readers) {
    await measure('other filter', reader, where);
    await measure(
      'other sort',
      reader,
      [...sorts, ...more].flatMap(directions).map((name) => sorting(name)),
    );
  }
});

/** Per reader and group: how many, the median and the worst; then whatever is over its limit. */
function table(): string[] {
  const out: string[] = [];
  const at = (values: readonly number[], part: number) =>
    values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0;
  const row = (cells: readonly string[]) =>
    cells.map((cell, i) => (i < 2 ? cell.padEnd(24) : cell.padStart(9))).join('');
  out.push(row(['reader', 'lists of accounts', 'asked', 'median', 'p90', 'worst', 'over']));
  const limit = (group: string) => (group.startsWith('other') ? MUST.other : MUST.named);
  for (const reader of readers)
    for (const group of new Set(figures.map((figure) => figure.group))) {
      const own = figures.filter((figure) => figure.reader === reader && figure.group === group);
      if (own.length === 0) continue;
      const ms = own.map((figure) => figure.ms);
      const over = ms.filter((value) => value > limit(group)).length;
      const times = [at(ms, 0.5), at(ms, 0.9), at(ms, 1)].map((value) => value.toFixed(1));
      out.push(row([`${reader.login} (${reader.sees})`, group, String(own.length), ...times, String(over)]));
    }
  const worst = figures.filter(({ ms, group }) => ms > limit(group)).toSorted((a, b) => b.ms - a.ms);
  if (FULL)
    for (const { ms, reader, group, name } of worst)
      out.push(`${ms.toFixed(1).padStart(9)} ms  ${reader.login}  ${group}: ${name}`);
  return out;
}

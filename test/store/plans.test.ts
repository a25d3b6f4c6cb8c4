/** Every way in which a page is found (plan.ts) gives the rows of the whole list, which one plain statement reads. */
import '../helpers/seed.ts';
import fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Filter, Question } from '../../src/domain/question.ts';
import type { Sight, Store } from '../../src/store/port.ts';
import { LIMITS } from '../../src/store/sqlite/lists/limits.ts';
import { openStore } from '../../src/store/sqlite/open.ts';
import {
  ALL,
  type Asked,
  account,
  apply,
  authorisation,
  grant,
  list,
  member,
  newFile,
  org,
  relation,
  sight,
  unit,
} from './states.ts';

const usual = { ...LIMITS };
/** So low that each way is met, and given up, in a state of some hundred accounts. */
const LOW = {
  fewRows: 12,
  fewEntries: 40,
  stretch: 10,
  walk: 50,
  cheap: 15,
  counting: 120,
  fewIds: 40,
  manyIds: 150,
  mostListed: 100,
  fewValues: 1,
  fewTies: 3,
  mostValues: 4,
  counted: 45,
  countedAsking: 30,
  countedReading: 20,
  round: [40, 10],
  small: 10,
};
const ROWS = 420;

let file: string;
let store: Store;

async function fill(): Promise<void> {
  await apply(
    store,
    ...['e1', 'e2', 'e3'].map((id) => org(id, 'entity')),
    org('a1', 'agency', { parent: 'e3' }),
    unit('u1', 'e1'),
    unit('u2', 'e2'),
    ...['me', 'ann', 'bob'].map((login) => member(login)),
    grant('me', 'eC', 'e2'),
  );
  const pick = <T>(i: number, values: readonly T[]) => values[(i * 7919) % values.length] as T;
  const keys = Array.from(
    { length: ROWS },
    (_, i) => [pick(i, ['tencent', 'alipay', 'a_b']), String(100 + i)] as const,
  );
  await apply(
    store,
    ...keys.map(([platform, id], i) =>
      account(
        id,
        {
          // Names begin with the entity, as companies do it.
          name: pick(i, [`${pick(i, ['e1', 'e2', 'e3'])}-格力${i % 90}`, null, `乙${i % 7}`, 'B']),
          created: pick(i, [1, 1, 1, 2, 3, null]),
          daily_budget: pick(i, [100, 100, null, 200, i]),
          status: pick(i, ['active', 'active', 'active', 'active', 'closed', 'suspended', 'pending_review']),
          entity: pick(i, ['e1', 'e1', null, 'e2', 'e3']),
          unit: pick(i, [null, null, null, null, 'u1', null, 'u2', null, null]),
          manager: pick(i, [null, 'ann', null, 'bob', null, 'me']),
          login: pick(i, ['x', null, 'y格力']),
          tags: pick(i, [['vip'], [], ['vip', 'new'], [], []]),
        },
        platform,
      ),
    ),
    ...keys.flatMap(([platform, id], i) =>
      i % 5 === 0 ? [relation(`${platform}:${id}`, pick(i, ['me', 'ann']), pick(i, ['collaborator', 'claimed']))] : [],
    ),
    ...keys.flatMap(([platform, id], i) => (i % 11 === 0 ? [authorisation(`z${i}`, `${platform}:${id}`, 'a1')] : [])),
  );
}

beforeAll(async () => {
  file = newFile();
});
beforeEach(async () => {
  Object.assign(LIMITS, usual, LOW);
  // Kept open over all tests of this file would outlive its folder; a state of this size is made in no time.
  file = newFile();
  store = await openStore({ file, create: true });
  await fill();
});
afterEach(() => {
  Object.assign(LIMITS, usual);
  store.close();
});

const is = (field: string, ...values: string[]): Filter => ({ field, op: values.length === 1 ? '=' : 'in', values });
const QUESTIONS: readonly Partial<Asked>[] = [
  {},
  { filters: [is('status', 'closed')] },
  { filters: [is('status', 'suspended', 'active')] },
  { filters: [is('platform', 'alipay')] },
  { filters: [is('platform', 'alipay'), is('status', 'active')] },
  { filters: [is('entity', 'e1')] },
  { filters: [is('entity', 'e2', 'e3'), is('tags', 'vip')] },
  { filters: [is('unit', 'u1')] },
  { filters: [is('manager', 'ann')] },
  { filters: [is('tags', 'vip', 'new')] },
  { filters: [is('agency', 'a1')] },
  { filters: [{ field: 'name', op: '~', values: ['格力1'] }] },
  { filters: [{ field: 'name', op: '>', values: ['e2'] }] },
  { filters: [{ field: 'daily_budget', op: '>', values: ['1'] }] },
  { filters: [{ field: 'created', op: 'between', values: [2, 3] }] },
  { filters: [{ field: 'unit', op: 'empty', values: [] }] },
  { search: '格力' },
  { search: '乙', filters: [is('status', 'active')] },
  { search: '格力1', filters: [is('tags', 'vip')] },
  { search: '格力', filters: [is('tags', 'vip')] },
  { search: '乙', filters: [is('tags', 'vip', 'new'), is('entity', 'e1')] },
  { filters: [is('entity', 'e1', 'e2', 'e3')] },
  { filters: [is('entity', 'e3', 'e1'), is('platform', 'tencent', 'alipay')] },
  { filters: [is('unit', 'u1', 'u2')] },
  { filters: [is('manager', 'ann', 'bob', 'me')] },
  { filters: [is('manager', 'bob', 'me'), is('entity', 'e1', 'e2')] },
  { filters: [is('status', 'active'), is('status', 'closed')] },
  { filters: [is('status', 'active', 'closed'), is('status', 'closed', 'suspended')] },
  { filters: [is('platform', 'alipay', 'a_b')] },
  { mine: 'me' },
  { mine: 'me', filters: [is('status', 'active')] },
  { other: 'me' },
];
const SIGHTS: readonly Sight[] = [
  ALL,
  sight({ entities: ['e1'], orgs: ['e1'] }),
  sight({ entities: ['e1', 'e3'], orgs: ['e1', 'e3'], units: ['u2'] }),
  sight({ units: ['u1', 'u2'] }),
  sight({ own: ['e1', 'e2'] }),
  sight({ agencies: ['a1'] }),
  sight({ entities: ['e2'], bound: ['a1'], own: ['e3'] }),
  sight({}),
];
const COLUMNS = [
  ...['platform', 'id', 'name', 'created', 'daily_budget', 'status', 'entity', 'unit', 'manager', 'login', 'agency'],
];
/** What leads an index: rows are walked value by value. */
const LEADS = ['entity', 'unit', 'manager', 'status', 'platform'];

const ids = (rows: readonly (readonly unknown[])[]) => rows.map(([platform, id]) => `${platform}:${id}`);

async function pagesAreTheList(
  asked: Partial<Asked>,
  seen: Sight,
  size: number,
  expected?: readonly string[],
): Promise<void> {
  const question: Asked = { kind: 'account', columns: ['platform', 'id'], ...asked };
  const whole = expected ?? ids((await list(store, question, seen)).rows);
  const paged: string[] = [];
  let after: string | undefined;
  do {
    const { rows, tail } = await list(store, { ...question, limit: size, ...(after && { after }) }, seen);
    paged.push(...ids(rows));
    after = tail.cursor;
    if (tail.atLeast) expect(tail.total).toBeLessThan(whole.length);
    else if (tail.total !== undefined) expect(tail.total).toBe(whole.length);
  } while (after && paged.length <= whole.length);
  expect(paged, JSON.stringify([asked, seen.scope])).toEqual(whole);
}

/** Sorted with no plan and no SQL: texts by their bytes, empty last, then the key in the direction of the last column. */
async function reference(asked: Partial<Asked>, sort: readonly string[], seen: Sight): Promise<string[]> {
  const terms = sort.map((text) => ({ name: text.replace('-', ''), sign: text.startsWith('-') ? -1 : 1 }));
  const sign = terms.at(-1)?.sign ?? 1;
  for (const name of ['platform', 'id']) if (!terms.some((term) => term.name === name)) terms.push({ name, sign });
  const columns = ['platform', 'id', ...terms.map(({ name }) => name)];
  const { rows } = await list(store, { kind: 'account', ...asked, columns, sort: [] }, seen);
  const compare = (a: readonly unknown[], b: readonly unknown[]) => {
    for (const [i, term] of terms.entries()) {
      const [one, other] = [a[i + 2], b[i + 2]];
      if (one === other) continue;
      if (one === null || other === null) return one === null ? 1 : -1;
      return term.sign * Buffer.compare(Buffer.from(String(one)), Buffer.from(String(other)));
    }
    return 0;
  };
  return ids(rows.toSorted(compare));
}

test('a writer, who reads in pieces, gets the whole list', async () => {
  const inside = async (question: Question, seen: Sight) => {
    const rows: unknown[] = [];
    await store.write({ timeoutMs: 0 }, async (tx) => {
      for await (const page of tx.list(question, seen)) rows.push(...page.rows);
    });
    return rows;
  };
  const people: Question = { kind: 'member', columns: ['login', 'name'], filters: [], sort: ['-name'] };
  Object.assign(LIMITS, { piece: 2 });
  expect(await inside(people, ALL)).toEqual((await list(store, people)).rows);
  Object.assign(LIMITS, { piece: 50 });
  for (const asked of QUESTIONS)
    for (const sort of [[], ['name'], ['-daily_budget', 'name'], ['entity']])
      for (const seen of SIGHTS.slice(0, 3)) {
        const question: Question = { kind: 'account', columns: ['id', 'name'], filters: [], ...asked, sort };
        expect(await inside(question, seen)).toEqual((await list(store, question, seen)).rows);
      }
});

describe('pages by cursor are the whole list', () => {
  const directed = fc
    .tuple(fc.constantFrom(...COLUMNS), fc.boolean())
    .map(([name, descending]) => (descending ? `-${name}` : name));
  const sorts = fc.uniqueArray(directed, { maxLength: 3, selector: (name) => name.replace('-', '') });

  test('for any question, sort and reader', { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...QUESTIONS),
        sorts,
        fc.constantFrom(...SIGHTS),
        fc.integer({ min: 1, max: 150 }),
        async (question, sort, seen, size) => pagesAreTheList({ ...question, sort }, seen, Math.max(size, 20)),
      ),
      { numRuns: 400 },
    );
  });

  test('for what leads an index before another column, any of its values asked for, by wide and narrow readers', {
    timeout: 300_000,
  }, async () => {
    const questions = QUESTIONS.filter(({ filters }) => !filters || filters.some(({ field }) => LEADS.includes(field)));
    for (const lead of LEADS)
      for (const then of ['name', 'daily_budget', 'manager']) {
        if (lead === then) continue;
        for (const sort of [
          [lead, then],
          [`-${lead}`, `-${then}`],
          [`-${lead}`, then],
        ])
          for (const question of questions)
            for (const seen of SIGHTS.slice(0, 3)) await pagesAreTheList({ ...question, sort }, seen, 97);
      }
  });

  test('by small pages, in an order that no statement has made', { timeout: 300_000 }, async () => {
    const readers = [ALL, ...SIGHTS.slice(1, 5)];
    const questions = [
      {},
      { filters: [is('entity', 'e1', 'e2', 'e3')] },
      { filters: [is('unit', 'u1', 'u2')] },
      { filters: [is('manager', 'ann', 'bob')] },
    ];
    const names = ['name', 'entity', 'unit', 'manager', 'status'];
    const pairs = names.flatMap((a) => names.filter((b) => a !== b).map((b) => [a, b] as const));
    let turn = 0;
    for (const [a, b] of pairs)
      for (const sort of [
        [a, b],
        [`-${a}`, b],
        [`-${a}`, `-${b}`],
      ])
        for (const question of questions)
          for (const seen of readers) {
            // The smallest pages are many: they take their turn.
            const size = turn++ % 29 === 0 ? 1 : turn % 5 === 0 ? 7 : 50;
            await pagesAreTheList({ ...question, sort }, seen, size, await reference(question, sort, seen));
          }
  });

  test('for every pair of sort columns, by a wide and a narrow reader', { timeout: 300_000 }, async () => {
    const names = ['id', 'name', 'created', 'daily_budget', 'status', 'entity', 'unit', 'manager'];
    for (const a of names)
      for (const b of names) {
        if (a === b) continue;
        for (const sort of [
          [a, b],
          [a, `-${b}`],
          [`-${a}`, b],
          [`-${a}`, `-${b}`],
        ])
          for (const seen of SIGHTS.slice(0, 3)) await pagesAreTheList({ sort }, seen, 97);
      }
  });
});

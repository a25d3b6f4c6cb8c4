/** FUND-7: a page of what holders have is read as a page, also by who sees many accounts and not all. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SqlTimes, Store } from '../../src/store/port.ts';
import { connect } from '../../src/store/sqlite/driver.ts';
import { LIMITS } from '../../src/store/sqlite/lists/limits.ts';
import { account, apply, list, newFile, open, org, sight } from './states.ts';

const usual = { ...LIMITS };
const ROWS = 30;
const reader = sight({ entities: ['e1'], orgs: ['e1'] });

let path: string;
let store: Store;
let ran: SqlTimes;
beforeEach(async () => {
  path = newFile();
  ran = new Map();
  store = await open(path, { sqlTimes: ran });
  const accounts = Array.from({ length: ROWS }, (_, i) => account(String(100 + i), { entity: i % 3 ? 'e1' : 'e2' }));
  await apply(store, org('e1', 'entity'), org('e2', 'entity'), ...accounts);
  LIMITS.fewIds = 5;
});
afterEach(() => {
  Object.assign(LIMITS, usual);
  store.close();
});

/** The statement that reads the page: what leads to its rows, and whether all of them are sorted to find it. */
function page(): { readonly led: boolean; readonly sorted: boolean } {
  const text = [...ran.keys()].find((one) => / t WHERE .* LIMIT /s.test(one) && !one.startsWith('SELECT count(')) ?? '';
  const db = connect(path, 'read');
  try {
    const values = Array.from(text.matchAll(/\?/g), () => '[]');
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...values) as { parent: number; detail: string }[];
    const sorted = plan.some(({ parent, detail }) => parent !== 0 && detail === 'USE TEMP B-TREE FOR ORDER BY');
    return { led: text.includes('IN (SELECT s.holder'), sorted };
  } finally {
    db.close();
  }
}

test.each([
  ['funds', 'holder'],
  ['funds', '-holder'],
  ['purse_funds', 'holder'],
] as const)('%s by %s: read in that order, no further than the page', async (kind, sort) => {
  const { rows } = await list(store, { kind, columns: ['holder', 'name'], sort: [sort], limit: 2 }, reader);
  const ids = sort === 'holder' ? ['101', '102'] : ['129', '128'];
  expect(rows.map(([holder]) => holder)).toEqual(ids.map((id) => `account:tencent:${id}`));
  expect(page()).toEqual({ led: false, sorted: false });
});

test('by what no index has the order of, no account is read that is not seen', async () => {
  const { rows } = await list(store, { kind: 'funds', columns: ['holder'], sort: ['-available'], limit: 2 }, reader);
  expect(rows).toHaveLength(2);
  expect(page()).toEqual({ led: true, sorted: true });
});

test('of few accounts that are seen, none else is looked at', async () => {
  LIMITS.fewIds = usual.fewIds;
  await list(store, { kind: 'funds', columns: ['holder'], sort: ['holder'], limit: 2 }, reader);
  expect(page().led).toBe(true);
});

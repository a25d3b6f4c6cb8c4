import Database from 'better-sqlite3';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Entry, FIRST_HEAD, type LogHeader } from '../../src/domain/audit.ts';
import type { Finding } from '../../src/domain/question.ts';
import type { Store } from '../../src/store/port.ts';
import { list, newFile, open, reading } from './states.ts';

const HEADER: LogHeader = {
  time: 1,
  actor: 'ann',
  identity: 'eA@e1',
  operation: 'accounts.note',
  batch: 'b1',
  origin: 'cli',
  reason: '',
};
const entry = (row: number, key: string): Entry => ({
  row,
  kind: 'account',
  key,
  before: { note: null },
  after: { note: `n${row}` },
});

let file: string;
let store: Store;
let heads: string[];

beforeEach(async () => {
  file = newFile();
  store = await open(file);
  heads = [];
  for (const [batch, rows] of [
    ['b1', [1, 2, 3]],
    ['b2', [1]],
    ['b1', [4, 5]],
  ] as const)
    heads.push(
      await store.write({ timeoutMs: 0 }, (tx) =>
        tx.log(
          { ...HEADER, batch },
          rows.map((row) => entry(row, `tencent:${row}`)),
        ),
      ),
    );
});

/** Changes the file behind the program's back. */
function tamper(...statements: string[]): void {
  const database = new Database(file);
  for (const statement of statements) database.exec(statement);
  database.close();
}

async function verify(head?: string): Promise<{ findings: Finding[]; end: unknown }> {
  const walk = store.read(async function* (tx) {
    return yield* tx.verifyLog(head);
  });
  const findings: Finding[] = [];
  for (;;) {
    const next = await walk.next();
    if (next.done) return { findings, end: next.value };
    findings.push(next.value);
  }
}

describe('the log chain (AUD-1)', () => {
  test('holds as written, and knows each head it ever had', async () => {
    for (const head of [...heads, FIRST_HEAD, undefined])
      expect(await verify(head)).toEqual({ findings: [], end: { head: heads[2], transactions: 3, entries: 6 } });
    expect(new Set(heads).size).toBe(3);
    expect(await reading(store, (tx) => tx.head())).toBe(heads[2]);
  });

  test.each<[string, string, string, Record<string, unknown>]>([
    [
      'an altered after',
      "UPDATE log_rows SET after = '{}' WHERE seq = 1 AND n = 2",
      'LOG_ENTRY_ALTERED',
      { transaction: 1, entry: 2, batch: 'b1', target: 'tencent:2' },
    ],
    [
      'an altered key',
      "UPDATE log_rows SET key = 'tencent:9' WHERE seq = 1 AND n = 2",
      'LOG_ENTRY_ALTERED',
      { transaction: 1, entry: 2, target: 'tencent:9' },
    ],
    [
      'an altered row number',
      'UPDATE log_rows SET row = 9 WHERE seq = 3 AND n = 1',
      'LOG_ENTRY_ALTERED',
      { transaction: 3, entry: 1 },
    ],
    [
      'a removed entry',
      'DELETE FROM log_rows WHERE seq = 1 AND n = 2',
      'LOG_ENTRY_REMOVED',
      { transaction: 1, entry: 2, batch: 'b1' },
    ],
    [
      'a removed last entry',
      'DELETE FROM log_rows WHERE seq = 1 AND n = 3',
      'LOG_LINK_BROKEN',
      { transaction: 1, batch: 'b1' },
    ],
    [
      'an added entry',
      'INSERT INTO log_rows SELECT seq, 4, row, kind, key, before, after, digest FROM log_rows WHERE seq = 1 AND n = 3',
      'LOG_LINK_BROKEN',
      { transaction: 1 },
    ],
    [
      'an altered digest',
      'UPDATE log_rows SET digest = zeroblob(32) WHERE seq = 2',
      'LOG_ENTRY_ALTERED',
      { transaction: 2, entry: 1 },
    ],
    [
      'an altered actor',
      "UPDATE log_transactions SET actor = 'bob' WHERE seq = 2",
      'LOG_LINK_BROKEN',
      { transaction: 2, batch: 'b2' },
    ],
    ['an altered time', 'UPDATE log_transactions SET time = 2 WHERE seq = 3', 'LOG_LINK_BROKEN', { transaction: 3 }],
    [
      'an altered head',
      `UPDATE log_transactions SET head = '${FIRST_HEAD}' WHERE seq = 3`,
      'LOG_LINK_BROKEN',
      { transaction: 3 },
    ],
    [
      'an entry without its transaction',
      'DELETE FROM log_transactions WHERE seq = 3',
      'LOG_ENTRY_STRAY',
      { transaction: 3, entry: 1 },
    ],
  ])('%s is found where it is', async (_, statement, code, details) => {
    tamper(statement);
    const { findings } = await verify();
    expect(findings.length).toBeGreaterThan(0);
    expect(findings[0]?.code).toBe(code);
    expect(findings[0]?.details).toMatchObject(details);
  });

  test.each(["'text'", '7', 'NULL'])('a digest that damage has made %s is an altered entry', async (value) => {
    store.close();
    // A column of this file takes any value, as a page does on which anything is written.
    const database = new Database(file);
    database.unsafeMode(true);
    database.exec('PRAGMA writable_schema = 1');
    database.exec(
      "UPDATE sqlite_schema SET sql = replace(replace(sql, 'digest BLOB NOT NULL', 'digest'), 'STRICT', '') WHERE name = 'log_rows'",
    );
    database.exec('PRAGMA writable_schema = RESET');
    database.close();
    tamper(`UPDATE log_rows SET digest = ${value} WHERE seq = 2`);
    store = await open(file);
    expect((await verify()).findings).toMatchObject([{ code: 'LOG_ENTRY_ALTERED', details: { transaction: 2 } }]);
  });

  test('a removed transaction in the middle is found where it was', async () => {
    tamper('DELETE FROM log_rows WHERE seq = 2', 'DELETE FROM log_transactions WHERE seq = 2');
    const { findings } = await verify();
    expect(findings.map(({ code, details }) => [code, details['transaction']])).toEqual([
      ['LOG_TRANSACTION_REMOVED', 2],
      ['LOG_LINK_BROKEN', 3],
    ]);
  });

  test('a cut-off tail is found by a head noted before', async () => {
    tamper('DELETE FROM log_rows WHERE seq = 3', 'DELETE FROM log_transactions WHERE seq = 3');
    expect((await verify()).findings).toEqual([]);
    expect((await verify(heads[1])).findings).toEqual([]);
    expect((await verify(heads[2])).findings).toEqual([
      { code: 'LOG_HEAD_UNKNOWN', details: { head: heads[2], transaction: 2 } },
    ]);
  });

  test('a rewritten entry with a digest that fits it still breaks the chain', async () => {
    const { entryDigest } = await import('../../src/domain/audit.ts');
    const digest = entryDigest(1, 'account', 'tencent:1', '{"note":null}', '{"note":"forged"}').toString('hex');
    tamper(`UPDATE log_rows SET after = '{"note":"forged"}', digest = x'${digest}' WHERE seq = 2`);
    expect((await verify()).findings.map(({ code }) => code)).toEqual(['LOG_LINK_BROKEN']);
  });
});

describe('the entries of a batch', () => {
  test('come back last first, in pages that go on where they ended', async () => {
    const rows: number[] = [];
    let after: string | undefined;
    do {
      const page = await reading(store, (tx) => tx.entries('b1', after, 2));
      rows.push(...page.entries.map(({ row }) => row));
      expect(page.entries.length).toBeLessThanOrEqual(2);
      after = page.next;
    } while (after);
    expect(rows).toEqual([5, 4, 3, 2, 1]);
  });

  test('are found by row, with before and after as canonical JSON', async () => {
    const found = await reading(store, (tx) => tx.entriesOf('b1', 3, 4));
    expect(found).toEqual([
      { row: 3, kind: 'account', key: 'tencent:3', before: '{"note":null}', after: '{"note":"n3"}' },
      { row: 4, kind: 'account', key: 'tencent:4', before: '{"note":null}', after: '{"note":"n4"}' },
    ]);
  });

  test('are listed by the transactions of some rows alone', async () => {
    const asked = { kind: 'entry', columns: ['row'], sort: ['row'] } as const;
    const of = (first: number, last: number) => reading(store, (tx) => tx.transactionsOf('b1', first, last));
    const held = await of(3, 4);
    const { rows } = await list(store, { ...asked, filters: [{ field: 'seq', op: 'in', values: held }] });
    expect(rows.flat()).toEqual(expect.arrayContaining([3, 4]));
    expect([(await of(1, 1)).length, (await of(1, 5)).length]).toEqual([1, 2]);
    expect(await of(6, 9)).toEqual([]);
  });

  test('are a list, newest first, filtered by target, operation and batch', async () => {
    const asked = { kind: 'entry', columns: ['seq', 'n', 'target', 'actor'] } as const;
    expect(
      (await list(store, { ...asked, filters: [{ field: 'target', op: '=', values: ['tencent:1'] }] })).rows,
    ).toEqual([
      [2, 1, 'tencent:1', 'ann'],
      [1, 1, 'tencent:1', 'ann'],
    ]);
    expect((await list(store, { ...asked, filters: [{ field: 'batch', op: '=', values: ['b2'] }] })).rows).toHaveLength(
      1,
    );
    expect((await list(store, { ...asked, search: 'N5' })).rows).toEqual([[3, 2, 'tencent:5', 'ann']]);
  });
});

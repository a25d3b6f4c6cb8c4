/** What the file itself refuses, whoever writes in it: entries that do not add up, and any change of what is written (FUND-1, FUND-2). */
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CLIENTS, fixture } from '../helpers/fixture.ts';
import { faultsIn } from '../helpers/ledger.ts';
import type { State } from '../helpers/state.ts';

const [A] = CLIENTS as [string];
const FOX = 'agency:a_fox';

let state: State;
let db: Database.Database;
beforeAll(async () => {
  state = await fixture();
  await state.must('funds.recharge', { rows: [{ holder: FOX, amount: '100' }], actor: 'fox.m' });
  const { batch } = await state.must('funds.recharge', { rows: [{ holder: FOX, amount: '1' }], reference: 'r' });
  await state.must('batches.undo', { options: { batch } });
  await state.must('funds.bonus-grant', {
    rows: [{ holder: FOX, kind: 'bonus', amount: '5', valid_to: '2027-01-31' }],
  });
  const limit = { rows: [{ holder: A, amount: '0' }], reference: 'so' };
  expect((await state.change('funds.credit-limit', limit)).results).toMatchObject([{ code: 'SAME' }]);
  await state.must('funds.allocate', { rows: [{ holder: A, cash: '10', bonus: '1', payer: FOX }], actor: 'fox.m' });
  db = new Database(state.file);
});
afterAll(() => db.close());

/** Columns of a table as they are, but these. */
function copyOf(table: string, but: Readonly<Record<string, string>>, where = 'TRUE'): string {
  const columns = (db.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name);
  const values = columns.map((name) => but[name] ?? name);
  return `INTO ${table} (${columns.join(', ')}) SELECT ${values.join(', ')} FROM ${table} WHERE ${where} LIMIT 1`;
}
const NEXT = '(SELECT max(seq) + 1 FROM ledger_transactions)';
const entry = (n: number, book: string, amount: number, balance: string): string =>
  `INSERT INTO ledger_entries (txn, n, book, amount, balance)
   SELECT ${NEXT}, ${n}, id, ${amount}, ${balance} FROM books WHERE ${book}`;
const WORLD = "holder = 1 AND kind = 'cash'";
const WORLD_BONUS = "holder = 1 AND kind = 'bonus'";
const OWN = "holder <> 1 AND kind = 'cash' AND balance = 1000";
const seal = (but: Readonly<Record<string, string>> = {}) =>
  `INSERT ${copyOf('ledger_transactions', { seq: NEXT, id: "'t_forged'", ...but })}`;

type Case = readonly [what: string, message: string, ...statements: (() => string)[]];
const CASES: readonly Case[] = [
  [
    'an entry of no book',
    'does not follow',
    () => `INSERT INTO ledger_entries (txn, n, book, amount, balance) VALUES (${NEXT}, 1, 999999, 1, 1)`,
  ],
  [
    'an entry of no lot',
    'no such lot',
    () =>
      `INSERT INTO ledger_entries (txn, n, book, amount, balance, lot) SELECT ${NEXT}, 1, id, 1, balance + 1, 'l_none' FROM books WHERE ${WORLD}`,
  ],
  ['a balance that does not follow', 'does not follow', () => entry(1, WORLD, 5, 'balance + 4')],
  ['a sum that is not zero', 'do not sum to zero', () => entry(1, WORLD, 5, 'balance + 5'), () => seal()],
  [
    'kinds that sum to zero only together',
    'do not sum to zero',
    () => entry(1, WORLD, 5, 'balance + 5'),
    () => entry(2, WORLD_BONUS, -5, 'balance - 5'),
    () => seal(),
  ],
  [
    'another currency',
    'do not sum to zero',
    () => entry(1, WORLD, 5, 'balance + 5'),
    () => entry(2, OWN, -5, 'balance - 5'),
    () => seal({ currency: "'USD'" }),
  ],
  [
    'a book below its floor',
    'below its floor',
    () => entry(1, WORLD, 5000, 'balance + 5000'),
    () => entry(2, OWN, -5000, 'balance - 5000'),
    () => seal(),
  ],
  ['a transaction without entries', 'without entries', () => seal()],
  [
    'what reverses nothing',
    'not there',
    () => entry(1, WORLD, 5, 'balance + 5'),
    () => entry(2, OWN, -5, 'balance - 5'),
    () => seal({ reverses: "'t_none'" }),
  ],
  [
    'an entry added to what is sealed',
    'sealed',
    () =>
      `INSERT INTO ledger_entries (txn, n, book, amount, balance) SELECT 1, 99, id, 1, balance + 1 FROM books WHERE ${WORLD}`,
  ],
  ['an entry changed', 'an entry is not changed', () => 'UPDATE ledger_entries SET amount = amount + 1'],
  ['an entry removed', 'an entry is not removed', () => 'DELETE FROM ledger_entries'],
  ['a transaction changed', 'a transaction is not changed', () => "UPDATE ledger_transactions SET note = 'x'"],
  ['a transaction removed', 'a transaction is not removed', () => 'DELETE FROM ledger_transactions'],
  [
    'a transaction replaced',
    'a transaction is not replaced',
    () => `INSERT OR REPLACE ${copyOf('ledger_transactions', { note: "'x'" })}`,
  ],
  [
    'a transaction replaced by its id',
    'a transaction is not replaced',
    () => `INSERT OR REPLACE ${copyOf('ledger_transactions', { seq: NEXT })}`,
  ],
  [
    'a transaction replaced by its reference',
    'a transaction is not replaced',
    () =>
      `INSERT OR REPLACE ${copyOf('ledger_transactions', { seq: NEXT, id: "'t_forged'" }, 'reference IS NOT NULL')}`,
  ],
  [
    'a reversal replaced by what it reverses',
    'a transaction is not replaced',
    () => `INSERT OR REPLACE ${copyOf('ledger_transactions', { seq: NEXT, id: "'t_forged'" }, 'reverses IS NOT NULL')}`,
  ],
  ['a line changed', 'a line is not changed', () => 'UPDATE ledger_parties SET cash = cash + 1'],
  ['a line removed', 'a line is not removed', () => 'DELETE FROM ledger_parties'],
  [
    'a line replaced',
    'a line is not replaced',
    () => `INSERT OR REPLACE ${copyOf('ledger_parties', { cash: 'cash + 1' })}`,
  ],
  ['a lot changed', 'a lot is not changed', () => "UPDATE lots SET valid_to = '2030-01-01'"],
  ['a lot removed', 'a lot is not removed', () => 'DELETE FROM lots'],
  [
    'a lot replaced',
    'a lot is not replaced',
    () => `INSERT OR REPLACE ${copyOf('lots', { valid_to: "'2030-01-01'" })}`,
  ],
  ['a used reference changed', 'is not changed', () => "UPDATE used_references SET content = 'x'"],
  ['a used reference removed', 'is not removed', () => 'DELETE FROM used_references'],
  [
    'a used reference replaced',
    'a used reference is not replaced',
    () => `INSERT OR REPLACE ${copyOf('used_references', { standing: "'t_other'" })}`,
  ],
  [
    'a used reference replaced by another',
    'a used reference is not replaced',
    () => `INSERT OR REPLACE ${copyOf('used_references', { id: "'u_other'" })}`,
  ],
  ['a book changed', 'a book stays what it is', () => "UPDATE books SET currency = 'USD'"],
  ['a book removed', 'a book is not removed', () => 'DELETE FROM books'],
  ['a book replaced', 'replaces none', () => `INSERT OR REPLACE ${copyOf('books', { balance: '0' }, OWN)}`],
  [
    'a book replaced by its name',
    'replaces none',
    () => `INSERT OR REPLACE ${copyOf('books', { id: 'NULL', balance: '0' }, OWN)}`,
  ],
  [
    'a book that begins with money',
    'begins with nothing',
    () => `INSERT ${copyOf('books', { id: 'NULL', state: "'order:x'" }, OWN)}`,
  ],
  [
    'a book of no holder',
    'FOREIGN KEY',
    () => `INSERT ${copyOf('books', { id: 'NULL', holder: '999999', balance: '0' }, OWN)}`,
  ],
  [
    'a line of no holder',
    'FOREIGN KEY',
    () =>
      `INSERT ${copyOf('ledger_parties', { line: '(SELECT max(line) + 1 FROM ledger_parties)', holder: '999999' })}`,
  ],
  ['a holder changed', 'stays who it is', () => "UPDATE holders SET place = 'a_other' WHERE id <> 1"],
  ['a holder removed', 'is not removed', () => 'DELETE FROM holders'],
];

describe('FUND-1: the file refuses', () => {
  test.each(CASES.map(([what, message, ...statements]) => ({ what, message, statements })))(
    '$what',
    ({ message, statements }) => {
      const before = db.serialize();
      const write = db.transaction(() => {
        for (const statement of statements) db.exec(statement());
      });
      expect(write).toThrow(message);
      if (db.inTransaction) db.exec('ROLLBACK');
      expect(db.serialize().equals(before)).toBe(true);
    },
  );

  test('and nothing of that was damage', () => {
    expect(faultsIn(state)).toEqual([]);
  });
});

/** Damage made by hand in a ledger's file is found by the name of the rule that it breaks; a sound ledger has none (FUND-10). */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, test } from 'vitest';
import { FINDINGS } from '../../src/domain/findings.ts';
import type { Finding } from '../../src/domain/question.ts';
import { connect } from '../../src/store/sqlite/driver.ts';
import { BookTable } from '../../src/store/sqlite/ledger/book-table.ts';
import { daysKept } from '../../src/store/sqlite/ledger/check-days.ts';
import { SpentSum } from '../../src/store/sqlite/ledger/check-spent.ts';
import { LedgerWalk } from '../../src/store/sqlite/ledger/check-walk.ts';
import { openStore } from '../../src/store/sqlite/open.ts';
import { Session } from '../../src/store/sqlite/session.ts';
import { fixture } from '../helpers/fixture.ts';
import { type Cells, newFolder, type State } from '../helpers/state.ts';

let state: State;
let folder: string;

/** Always the same numbers. */
function numbers(seed: number): (below: number) => number {
  let at = seed;
  return (below) => {
    at = (Math.imul(at, 1664525) + 1013904223) >>> 0;
    return Math.floor((at / 2 ** 32) * below);
  };
}

const AGENCY = 'agency:a_fox';
const CLIENTS = ['20000301', '20000302', '20000303'];
const DAY = 86_400_000;

/** Some hundred movements of every kind; many are refused, which is as it should be. */
async function history(seed: number, steps: number): Promise<void> {
  const pick = numbers(seed);
  const some = <T>(list: readonly T[]): T => list[pick(list.length)] as T;
  const amount = () => `${1 + pick(200)}.${String(pick(100)).padStart(2, '0')}`;
  const day = () => new Date(state.now - pick(3) * DAY).toISOString().slice(0, 10);
  const holds: string[] = [];
  const batches: string[] = [];
  const kind = () => some(['cash', 'cash', 'credit', 'bonus', 'traffic_bonus']);
  const run = async (operation: string, row: Cells, reference?: string): Promise<void> => {
    const { results, batch } = await state.change(operation, {
      rows: [row],
      reason: 'test',
      ...(reference && { reference }),
    });
    const [result] = results;
    if (result?.status !== 'ok') return;
    batches.push(batch);
    if (operation === 'funds.hold' && result.id) holds.push(result.id);
  };
  const acts: readonly (() => Promise<void>)[] = [
    () => run('funds.recharge', { holder: some([AGENCY, ...CLIENTS]), amount: amount() }, `pay${pick(40)}`),
    () => run('funds.refund', { holder: some([AGENCY, ...CLIENTS]), amount: amount() }),
    () => run('funds.allocate', { holder: some(CLIENTS), amount: amount(), kind: kind(), payer: AGENCY }),
    () => run('funds.allocate', { holder: some(CLIENTS), amount: amount(), payer: AGENCY }),
    () => run('funds.reclaim', { holder: some(CLIENTS), amount: amount(), kind: kind(), payee: AGENCY }),
    () => run('funds.credit-limit', { holder: AGENCY, amount: amount() }),
    () => run('funds.repay', { holder: some(CLIENTS), amount: amount(), payer: AGENCY }),
    () =>
      run('funds.bonus-grant', {
        holder: some([AGENCY, ...CLIENTS]),
        kind: some(['bonus', 'traffic_bonus']),
        amount: amount(),
        valid_to: new Date(state.now + (1 + pick(4)) * DAY).toISOString().slice(0, 10),
      }),
    () => run('funds.consume', { account: some(CLIENTS), amount: amount(), day: day(), type: some(['search', 'app']) }),
    () => run('funds.consume-return', { account: some(CLIENTS), amount: amount(), day: day() }),
    () => run('funds.freeze', { holder: some(CLIENTS), order: some(['o1', 'o2']), amount: amount() }),
    () => run('funds.unfreeze', { holder: some(CLIENTS), order: some(['o1', 'o2']), amount: amount() }),
    () => run('funds.hold', { payer: AGENCY, payee: some(CLIENTS), amount: amount() }),
    () => (holds.length > 0 ? run(some(['funds.post', 'funds.void']), { hold: some(holds) }) : Promise.resolve()),
    () => run('funds.adjust', { holder: some(CLIENTS), add: amount() }),
    async () => {
      if (batches.length > 0) await state.change('batches.undo', { options: { batch: some(batches) } });
    },
    async () => {
      state.now += DAY;
    },
  ];
  for (let step = 0; step < steps; step++) await some(acts)();
}

/** What must be there to be damaged, whatever else happened. */
async function certain(): Promise<void> {
  const to = new Date(state.now + 30 * DAY).toISOString().slice(0, 10);
  const day = new Date(state.now).toISOString().slice(0, 10);
  await state.must('funds.recharge', { rows: [{ holder: AGENCY, amount: '900.00' }], reference: 'sure' });
  await state.must('funds.bonus-grant', {
    rows: [{ holder: '20000301', kind: 'bonus', amount: '50.00', valid_to: to }],
  });
  await state.must('funds.hold', { rows: [{ payer: AGENCY, payee: '20000301', amount: '30.00' }] });
  await state.must('funds.allocate', { rows: [{ holder: '20000302', amount: '100.00', payer: AGENCY }] });
  await state.must('funds.consume', { rows: [{ account: '20000302', amount: '20.00', day, type: 'brand' }] });
  await state.must('funds.consume-return', { rows: [{ account: '20000302', amount: '5.00', day, type: 'brand' }] });
  const { batch } = await state.must('funds.allocate', {
    rows: [{ holder: '20000303', amount: '7.00', payer: AGENCY }],
  });
  await state.must('batches.undo', { options: { batch } });
  const held = await state.must('funds.hold', { rows: [{ payer: AGENCY, payee: '20000302', amount: '4.00' }] });
  await state.must('batches.undo', { options: { batch: held.batch } });
  const hold = await state.must('funds.hold', { rows: [{ payer: AGENCY, payee: '20000302', amount: '4.00' }] });
  await state.must('funds.post', { rows: [{ hold: String(hold.results[0]?.id), amount: '3.00' }] });
  await state.must('funds.deposit-due', { rows: [{ holder: AGENCY, amount: '50.00' }] });
  await state.must('funds.wallet-enable', { rows: [{ holder: 'entity:e_dog' }] });
  await state.must('funds.split', { rows: [{ holder: AGENCY, amount: '10.00' }], options: { to: ['20000303=10%'] } });
  await state.must('funds.caps', { rows: [AGENCY], options: { per_movement: '100000' } });
  await state.must('funds.caps', { rows: [AGENCY], options: { per_movement: '90000' } });
  await state.must('funds.consume', {
    rows: ['1.00', '2.00'].map((amount, i) => ({ account: CLIENTS[i] as string, amount, day, type: 'brand' })),
    options: { source: 'tencent' },
  });
  const half = await state.change('funds.allocate', {
    rows: ['1.00', '900000.00'].map((amount) => ({ holder: '20000303', amount, payer: AGENCY })),
  });
  expect(half.results).toMatchObject([{ status: 'ok' }, { status: 'conflict', code: 'FUNDS_INSUFFICIENT' }]);
  // What is so already has its references, too.
  await state.change('funds.consume', {
    rows: [{ account: CLIENTS[0] as string, amount: '1.00', day, type: 'brand' }],
    options: { source: 'tencent' },
    reference: 'so',
  });
  const planned = await state.change('funds.recharge', { rows: [{ holder: AGENCY, amount: '90001' }] });
  expect(planned.results).toMatchObject([{ code: 'PLAN_WAITS' }]);
}

beforeAll(async () => {
  state = await fixture();
  await history(7, 400);
  await certain();
  folder = newFolder();
});

let copies = 0;

/** A copy in which this was done, every trigger out of the way meanwhile. */
function damaged(...statements: readonly string[]): string {
  const file = join(folder, `${copies++}.db`);
  const source = new Database(state.file);
  source.pragma('wal_checkpoint(TRUNCATE)');
  source.close();
  copyFileSync(state.file, file);
  const db = new Database(file);
  db.pragma('foreign_keys = OFF');
  const triggers = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").raw().all() as string[][];
  for (const [name] of triggers) db.exec(`DROP TRIGGER ${name}`);
  for (const statement of statements) {
    const before = db.prepare('SELECT total_changes()').pluck().get() as number;
    db.exec(statement);
    if (!/^(DROP|CREATE)/.test(statement)) expect(db.prepare('SELECT total_changes()').pluck().get()).not.toBe(before);
  }
  const left = new Set(statements.flatMap((text) => /^CREATE TRIGGER (\w+)/.exec(text)?.[1] ?? []));
  for (const [name, text] of triggers) if (!left.has(name as string)) db.exec(text as string);
  db.close();
  return file;
}

async function found(file: string, how: 'ledger' | 'log' | 'all' = 'ledger'): Promise<Finding[]> {
  const store = await openStore({ file, create: false, now: () => state.now });
  const findings: Finding[] = [];
  try {
    const reading =
      how === 'all'
        ? store.check()
        : store.read((tx) => (how === 'log' ? tx.verifyLog() : tx.checkLedger()) as AsyncGenerator<Finding, unknown>);
    for await (const finding of reading) findings.push(finding);
  } finally {
    store.close();
  }
  return findings;
}

const codes = (findings: readonly Finding[]): string[] => findings.map(({ code }) => code);
const LAST = '(SELECT max(seq) FROM ledger_transactions)';
const ALLOCATION = "(SELECT max(seq) FROM ledger_transactions WHERE movement = 'allocate')";
const REVERSAL = "(SELECT max(seq) FROM ledger_transactions WHERE movement = 'reversal')";
const RETURN = "(SELECT max(seq) FROM ledger_transactions WHERE movement = 'consume_return')";
const LOT_BOOK = 'WHERE (book, lot) = (SELECT book, lot FROM lot_books WHERE amount > 0 LIMIT 1)';
const HOLD = "(SELECT id FROM holds WHERE state = 'open' LIMIT 1)";
const HOLDERS = `(SELECT b.holder FROM books b JOIN holders h ON h.id = b.holder WHERE h.holder = '${AGENCY}')`;

type Damage = readonly [what: string, code: string, ...statements: string[]];
const DAMAGES: readonly Damage[] = [
  [
    'an amount',
    'LEDGER_UNBALANCED',
    `UPDATE ledger_entries SET amount = amount + 1 WHERE txn = ${ALLOCATION} AND n = 1`,
  ],
  [
    'another currency',
    'LEDGER_UNBALANCED',
    `UPDATE ledger_transactions SET currency = 'USD' WHERE seq = ${ALLOCATION}`,
  ],
  ['an entry that is gone', 'LEDGER_UNBALANCED', `DELETE FROM ledger_entries WHERE txn = ${ALLOCATION} AND n = 2`],
  [
    "an entry's balance",
    'LEDGER_BALANCE',
    `UPDATE ledger_entries SET balance = balance + 1 WHERE txn = ${ALLOCATION} AND n = 2`,
  ],
  ["a book's balance", 'LEDGER_BALANCE', 'UPDATE books SET balance = balance + 1 WHERE id = 2'],
  [
    'an entry in another book',
    'LEDGER_BALANCE',
    `UPDATE ledger_entries SET book = 1 WHERE txn = ${ALLOCATION} AND n = 2`,
  ],
  [
    'a book below its floor',
    'LEDGER_FLOOR',
    `UPDATE ledger_entries SET amount = amount * 1000000 WHERE txn = ${ALLOCATION}`,
  ],
  ['a transaction that is gone', 'LEDGER_UNSEALED', `DELETE FROM ledger_transactions WHERE seq = ${ALLOCATION}`],
  [
    'entries of no transaction',
    'LEDGER_UNSEALED',
    `INSERT INTO ledger_entries (txn, n, book, amount, balance) SELECT ${LAST} + 1, 1, id, 0, balance FROM books LIMIT 1`,
  ],
  ['a transaction without entries', 'LEDGER_EMPTY', `DELETE FROM ledger_entries WHERE txn = ${RETURN}`],
  [
    'a transaction that was put there',
    'LEDGER_UNLOGGED',
    `INSERT INTO ledger_transactions (seq, id, movement, time, currency, purse, holder, amount) SELECT seq + 1, 't_strange', movement, time, currency, purse, holder, amount FROM ledger_transactions WHERE seq = ${LAST}`,
  ],
  ["a transaction's note", 'LEDGER_UNLOGGED', `UPDATE ledger_transactions SET note = 'x' WHERE seq = ${ALLOCATION}`],
  [
    "a transaction's time",
    'LEDGER_UNLOGGED',
    `UPDATE ledger_transactions SET time = time + 1 WHERE seq = ${ALLOCATION}`,
  ],
  [
    'what a transaction counts for caps',
    'LEDGER_UNLOGGED',
    `UPDATE ledger_transactions SET caps = 'a_fox|0|700' WHERE seq = ${REVERSAL}`,
  ],
  [
    'what counts for caps and cannot be read',
    'LEDGER_UNLOGGED',
    `UPDATE ledger_transactions SET caps = 'a_fox|x|0' WHERE seq = ${REVERSAL}`,
  ],
  [
    'a line of the log that is gone',
    'LEDGER_UNLOGGED',
    `DELETE FROM log_rows WHERE kind = 'transaction' AND key = (SELECT id FROM ledger_transactions WHERE seq = ${ALLOCATION})`,
  ],
  [
    'a line of the log that was altered',
    'LEDGER_UNLOGGED',
    `UPDATE log_rows SET after = replace(after, '100.00', '1') || ' ' WHERE key = (SELECT id FROM ledger_transactions WHERE seq = ${ALLOCATION}); UPDATE log_rows SET after = json_set(after, '$.amount', 1) WHERE key = (SELECT id FROM ledger_transactions WHERE seq = ${ALLOCATION})`,
  ],
  [
    'a transaction gone with its entries',
    'LEDGER_LOST',
    `DELETE FROM ledger_entries WHERE txn = ${ALLOCATION}`,
    `DELETE FROM ledger_transactions WHERE seq = ${ALLOCATION}`,
  ],
  [
    "a statement's line",
    'LEDGER_LINE',
    `UPDATE ledger_parties SET cash_after = cash_after + 1 WHERE line = (SELECT max(line) FROM ledger_parties)`,
  ],
  [
    "the purse of a statement's line",
    'LEDGER_LINE',
    `UPDATE ledger_parties SET purse = 'external' WHERE line = (SELECT max(line) FROM ledger_parties)`,
  ],
  [
    "a statement's line that is gone",
    'LEDGER_LINE',
    `DELETE FROM ledger_parties WHERE line = (SELECT max(line) FROM ledger_parties)`,
  ],
  [
    "a statement's line of no transaction",
    'LEDGER_LINE',
    'INSERT INTO ledger_parties SELECT line + 1, holder, movement, currency, cash, credit, bonus, traffic_bonus, deposit, owed, overdraft, frozen, cash_after, credit_after, bonus_after, traffic_bonus_after, deposit_after, owed_after, overdraft_after, frozen_after, purse FROM ledger_parties ORDER BY line DESC LIMIT 1',
  ],
  ['what a day counts for caps', 'LEDGER_CAP_DAY', 'UPDATE cap_days SET used = used + 1'],
  ['a day that counts for caps', 'LEDGER_CAP_DAY', 'DELETE FROM cap_days'],
  ['what a holder has in all', 'LEDGER_TOTAL', `UPDATE fund_totals SET cash = cash + 1 WHERE holder = ${HOLDERS}`],
  ['a holder that is told of no more', 'LEDGER_TOTAL', `DELETE FROM fund_totals WHERE holder = ${HOLDERS}`],
  [
    'a reference used twice',
    'LEDGER_REFERENCE',
    'DROP INDEX ledger_transactions_reference',
    `UPDATE ledger_transactions SET org = 'o', reference = 'r' WHERE movement IN ('allocate', 'recharge')`,
  ],
  [
    'what a reference stands for',
    'LEDGER_UNLOGGED',
    "UPDATE ledger_transactions SET content = 'another' WHERE reference = 'sure:1'",
  ],
  [
    'a reference that stands for nothing',
    'LEDGER_REFERENCE',
    "UPDATE ledger_transactions SET content = NULL WHERE reference = 'sure:1'",
  ],
  [
    'a reversal of something else',
    'LEDGER_REVERSAL',
    `UPDATE ledger_transactions SET reverses = (SELECT id FROM ledger_transactions WHERE reference = 'sure:1') WHERE seq = ${REVERSAL}`,
  ],
  [
    'a reversal that is reversed',
    'LEDGER_REVERSAL',
    `UPDATE ledger_transactions SET movement = 'reversal' WHERE id = (SELECT reverses FROM ledger_transactions WHERE seq = ${REVERSAL})`,
  ],
  [
    'two reversals of one',
    'LEDGER_REVERSAL',
    'DROP INDEX ledger_transactions_reverses',
    `UPDATE ledger_transactions SET reverses = (SELECT reverses FROM ledger_transactions WHERE seq = ${REVERSAL}) WHERE seq = ${ALLOCATION}`,
  ],
  ['what is left of a lot', 'LEDGER_LOT', `UPDATE lot_books SET amount = amount + 1 ${LOT_BOOK}`],
  ['what is expired of a lot', 'LEDGER_LOT', `UPDATE lot_books SET expired = expired + 1 ${LOT_BOOK}`],
  ['a lot that is gone from its book', 'LEDGER_LOT', `DELETE FROM lot_books ${LOT_BOOK}`],
  ['when a lot begins', 'LEDGER_LOT', `UPDATE lot_books SET begins = begins + 1 ${LOT_BOOK}`],
  ['when a lot is over', 'LEDGER_LOT', `UPDATE lot_books SET expires = expires + 1 ${LOT_BOOK}`],
  [
    "a lot's last day",
    'LEDGER_LOT',
    `UPDATE lots SET valid_to = '2099-12-31' WHERE id = (SELECT lot FROM lot_books WHERE amount > 0 LIMIT 1)`,
  ],
  [
    'an entry whose lot is lost',
    'LEDGER_LOT',
    `UPDATE ledger_entries SET lot = NULL WHERE lot = (SELECT lot FROM lot_books WHERE amount > 0 LIMIT 1)`,
  ],
  ['a book that is not its lots', 'LEDGER_LOTS', `UPDATE lot_books SET amount = amount + 1 ${LOT_BOOK}`],
  ["a hold's amount", 'LEDGER_HOLD', `UPDATE holds SET amount = amount + 1 WHERE id = ${HOLD}`],
  ['a hold that is over, with its money', 'LEDGER_HOLD', `UPDATE holds SET state = 'voided' WHERE id = ${HOLD}`],
  ['a hold that is gone', 'LEDGER_HOLD', `DELETE FROM holds WHERE id = ${HOLD}`],
  ['whom a hold is for', 'LEDGER_HOLD', `UPDATE holds SET payee = 'account:tencent:20000303' WHERE id = ${HOLD}`],
  ["a hold's last day", 'LEDGER_HOLD', `UPDATE holds SET expires = '2099-12-31' WHERE id = ${HOLD}`],
  ['when a hold is over', 'LEDGER_HOLD', `UPDATE holds SET due_at = due_at + 86400000 WHERE id = ${HOLD}`],
  ['when no hold is over', 'LEDGER_HOLD', `UPDATE holds SET due_at = NULL WHERE id = ${HOLD}`],
  ['what of an open hold is posted', 'LEDGER_HOLD', `UPDATE holds SET posted = 5 WHERE id = ${HOLD}`],
  ['what of a hold was posted', 'LEDGER_HOLD', "UPDATE holds SET posted = posted - 1 WHERE state = 'posted'"],
  ['how a hold ended', 'LEDGER_HOLD', "UPDATE holds SET state = 'expired' WHERE state = 'voided'"],
  ['a hold that has ended and is gone', 'LEDGER_HOLD', "DELETE FROM holds WHERE state = 'posted'"],
  [
    'a hold that nobody made',
    'LEDGER_HOLD',
    `INSERT INTO holds SELECT 'h_strange', payer, payee, currency, purse, kind, amount, posted, 'voided', expires, created, ended, NULL, NULL FROM holds WHERE id = ${HOLD}`,
  ],
  ['what a used reference stands for', 'LEDGER_RECORD', "UPDATE used_references SET content = 'other'"],
  ['by what it was so', 'LEDGER_RECORD', 'UPDATE used_references SET standing = NULL'],
  ['a used reference that is gone', 'LEDGER_RECORD', 'DELETE FROM used_references'],
  [
    'a reference that moved nothing, and something',
    'LEDGER_REFERENCE',
    "UPDATE used_references SET reference = 'sure:1', org = 'world:platform'",
  ],
  ['a cap', 'LEDGER_RECORD', 'UPDATE caps SET per_movement = per_movement * 100'],
  ['caps that are gone', 'LEDGER_RECORD', 'DELETE FROM caps'],
  ['what a deposit is due', 'LEDGER_RECORD', 'UPDATE deposits SET required = required + 1'],
  ['a shared wallet', 'LEDGER_RECORD', "UPDATE wallets SET state = 'disabled'"],
  ['what of a split came back', 'LEDGER_RECORD', 'UPDATE splits SET refunded = refunded + 1'],
  ['the rule of a split', 'LEDGER_RECORD', "UPDATE splits SET rule = replace(rule, '10', '20')"],
  ['an amount in a plan', 'LEDGER_PLAN', "UPDATE plan_rows SET input = replace(input, '90001', '91001')"],
  ['what a plan would change', 'LEDGER_PLAN', "UPDATE plan_rows SET after = replace(after, '9', '8')"],
  ['what a plan found', 'LEDGER_PLAN', "UPDATE plan_rows SET before = replace(before, '.', '0.')"],
  ['a row of a plan that is gone', 'LEDGER_PLAN', 'DELETE FROM plan_rows'],
  [
    'a row more in a plan',
    'LEDGER_PLAN',
    'INSERT INTO plan_rows SELECT plan, row + 1, reference, target, input, before, after, was, standing FROM plan_rows',
  ],
  ['rows of no plan', 'LEDGER_PLAN', "UPDATE plan_rows SET plan = 'r_strange'"],
  [
    'what a plan says of itself',
    'LEDGER_PLAN',
    "UPDATE requests SET plan = json_set(plan, '$.digest', 'x') WHERE type = 'plan'",
  ],
  ['who may apply a plan', 'LEDGER_PLAN', `UPDATE requests SET needs = '[["g_north"]]' WHERE type = 'plan'`],
  ['who may see a plan', 'LEDGER_PLAN', `UPDATE requests SET places = '["g_north"]' WHERE type = 'plan'`],
  ['a plan that cannot be read', 'LEDGER_PLAN', "UPDATE requests SET plan = '{' WHERE type = 'plan'"],
  [
    'a plan that the log does not have',
    'LEDGER_PLAN',
    "DELETE FROM log_rows WHERE kind = 'request' AND key = (SELECT id FROM requests WHERE type = 'plan')",
  ],
  ['the rule of a split, so that it cannot be read', 'LEDGER_RECORD', "UPDATE splits SET rule = '['"],
  [
    'a line of the log that cannot be read',
    'LEDGER_UNLOGGED',
    `UPDATE log_rows SET after = '{' WHERE key = (SELECT id FROM ledger_transactions WHERE seq = ${ALLOCATION})`,
  ],
  ['a key of the log that is shorter', 'LEDGER_RECORD', "UPDATE log_rows SET key = 'a_fox' WHERE kind = 'caps'"],
  [
    'what the log has of caps, so that it cannot be read',
    'LEDGER_RECORD',
    "UPDATE log_rows SET after = '{' WHERE kind = 'caps'",
  ],
  [
    'what became of a row',
    'LEDGER_BATCH',
    "UPDATE results SET status = 'conflict' WHERE (batch, row) = (SELECT r.batch, r.row FROM results r JOIN batches b ON b.id = r.batch WHERE b.operation = 'funds.allocate' AND r.status = 'ok' LIMIT 1)",
  ],
  [
    'a result that is gone',
    'LEDGER_BATCH',
    'DELETE FROM results WHERE row = 1 AND batch IN (SELECT batch FROM results WHERE row = 2)',
  ],
  [
    'what became of two rows of a batch, each of the other',
    'LEDGER_BATCH',
    `UPDATE results SET status = iif(status = 'ok', 'conflict', 'ok')
      WHERE batch = (SELECT batch FROM results WHERE code = 'FUNDS_INSUFFICIENT' AND row = 2)`,
  ],
  ['a line that was stated and is gone', 'LEDGER_BATCH', 'DELETE FROM batch_stated WHERE row = 2'],
  ['a line that another row stated', 'LEDGER_BATCH', 'UPDATE batch_stated SET row = 1 WHERE row = 2'],
  [
    'a line that no row stated',
    'LEDGER_BATCH',
    "INSERT INTO batch_stated SELECT batch, 'x', 3 FROM batch_stated LIMIT 1",
  ],
  [
    'more back than was consumed',
    'LEDGER_RETURN',
    `UPDATE ledger_transactions SET amount = amount * 1000 WHERE seq = ${RETURN}`,
  ],
  [
    "a day's consumption",
    'LEDGER_DAY',
    'UPDATE consumption_days SET total = total + 1 WHERE line = (SELECT max(line) FROM consumption_days)',
  ],
  ['what paid for a day', 'LEDGER_DAY', 'UPDATE consumption_days SET cash = cash + 1'],
  [
    'what paid for a day, one kind against another',
    'LEDGER_DAY',
    'UPDATE consumption_days SET cash = cash + 1, bonus = bonus - 1 WHERE line = (SELECT max(line) FROM consumption_days)',
  ],
  [
    'what paid for two days, each against the other',
    'LEDGER_DAY',
    "UPDATE consumption_days SET credit = credit + 7, wallet = wallet - 7 WHERE type = 'brand'",
  ],
  ['when a day was booked', 'LEDGER_DAY', 'UPDATE consumption_days SET booked = booked - 1'],
  [
    'when a day was restated',
    'LEDGER_DAY',
    'UPDATE consumption_days SET restated = restated + 1 WHERE restated IS NOT NULL',
  ],
  ['a day that was restated', 'LEDGER_DAY', 'UPDATE consumption_days SET restated = NULL WHERE restated IS NOT NULL'],
  ['which line changed a day last', 'LEDGER_DAY', 'UPDATE consumption_days SET line = line - 1'],
  [
    "a day's consumption that is gone",
    'LEDGER_DAY',
    'DELETE FROM consumption_days WHERE line = (SELECT max(line) FROM consumption_days)',
  ],
  [
    'a guard that is gone',
    'LEDGER_GUARD',
    'CREATE TRIGGER ledger_entries_keep BEFORE UPDATE ON ledger_entries WHEN 0 BEGIN SELECT 1; END',
  ],
  [
    'a guard of somebody else',
    'LEDGER_GUARD',
    'CREATE TRIGGER strange AFTER INSERT ON ledger_entries BEGIN SELECT 1; END',
  ],
  ['an index that is gone', 'LEDGER_GUARD', 'DROP INDEX ledger_transactions_reference'],
];

describe('FUND-10: damage by its name', () => {
  test('a sound ledger after a long history has none, and neither have the log and the state', async () => {
    const sound = damaged();
    expect(await found(sound)).toEqual([]);
    expect(await found(sound, 'log')).toEqual([]);
    expect(await found(sound, 'all')).toEqual([]);
    const db = new Database(sound, { readonly: true });
    const movements = db.prepare('SELECT movement, count(*) FROM ledger_transactions GROUP BY 1').raw().all();
    expect(movements.length).toBeGreaterThan(14);
    db.close();
  });

  test('what paid for the days of a sound ledger is added up once, and no day is made anew for it', () => {
    const file = damaged();
    const session = new Session(connect(file, 'read'), file);
    const books = new BookTable(session);
    const spent = new SpentSum(session, books);
    expect([...new LedgerWalk(session, books, spent, undefined).all()]).toEqual([]);
    expect(spent.same).toBe(false);
    expect([...daysKept(session, spent)]).toEqual([]);
    expect(spent.same).toBe(true);
  });

  test.for(DAMAGES)('%s: %s', async ([, code, ...statements]) => {
    const file = damaged(...statements);
    const findings = await found(file);
    expect(codes(findings)).toContain(code);
    // Each rule is named once.
    expect(new Set(codes(findings)).size).toBe(findings.length);
    expect(codes(await found(file, 'all'))).toContain(code);
  });

  test('every rule is broken here', () => {
    const warned = ['LEDGER_OVERDRAFT', 'LEDGER_SOURCES'];
    const rules = Object.keys(FINDINGS).filter((code) => code.startsWith('LEDGER_') && !warned.includes(code));
    expect([...new Set(DAMAGES.map(([, code]) => code))].toSorted()).toEqual(rules.toSorted());
  });

  test('a ledger and its log that were altered alike are told by audit verify', async () => {
    const id = `(SELECT id FROM ledger_transactions WHERE seq = ${ALLOCATION})`;
    const file = damaged(
      `UPDATE log_rows SET after = json_set(after, '$.note', 'x') WHERE key = ${id}`,
      `UPDATE ledger_transactions SET note = 'x' WHERE seq = ${ALLOCATION}`,
    );
    expect(await found(file)).toEqual([]);
    expect(codes(await found(file, 'log'))).toEqual(['LOG_ENTRY_ALTERED']);
  });

  test('state rebuild makes anew what follows from the entries, and nothing else', async () => {
    const file = damaged(
      'UPDATE books SET balance = balance + 1 WHERE id > 1',
      `UPDATE lot_books SET amount = amount + 1, begins = 1, expires = 0`,
      'DELETE FROM ledger_parties WHERE line % 3 = 0',
      'UPDATE fund_totals SET cash = 0',
      'DELETE FROM consumption_days',
      'DELETE FROM cap_days',
    );
    expect(codes(await found(file)).length).toBeGreaterThan(4);
    const store = await openStore({ file, create: false, now: () => state.now });
    await store.rebuild({ timeoutMs: 1_000 });
    store.close();
    expect(await found(file)).toEqual([]);
    const dump = (of: string) => {
      const db = new Database(of, { readonly: true });
      const tables = [
        'books',
        'lot_books',
        'ledger_parties',
        'fund_totals',
        'consumption_days',
        'cap_days',
        'ledger_entries',
      ];
      const all = tables.map((name) => db.prepare(`SELECT * FROM ${name} ORDER BY 1, 2, 3`).raw().all());
      db.close();
      return all;
    };
    expect(dump(file)).toEqual(dump(damaged()));
  });

  test('warnings: overdrafts and days that two sources told of', async () => {
    const day = new Date(state.now).toISOString().slice(0, 10);
    const other = await fixture();
    other.now = state.now;
    const consume = (source: string) =>
      other.must('funds.consume', {
        rows: [{ account: '20000001', amount: '10.00', day }],
        options: { source },
        reference: source,
      });
    await consume('tencent');
    expect((await other.query('funds.check', { warn: true })).rows.map(([code]) => code)).toEqual(['LEDGER_OVERDRAFT']);
    await consume('ocean');
    const { rows, tail } = await other.query('funds.check', { warn: true });
    expect(rows.map(([code]) => code)).toEqual(['LEDGER_OVERDRAFT', 'LEDGER_SOURCES']);
    expect(tail.found?.[1]?.details).toMatchObject({ day, sources: 'ocean, tencent' });
    expect((await other.query('funds.check')).rows).toEqual([]);
  });
});

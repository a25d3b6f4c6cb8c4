/**
 * A ledger of very many entries, put into a state as if it had been written there over a year: an agency that gives its
 * accounts cash, and accounts that consume it and a bonus, day by day. Books, totals, lots, lines and days follow from
 * the entries, as `funds check` has them; what guards single writes is taken off for as long as this takes.
 */
import Database from 'better-sqlite3';

export const AGENCY = 'agency:a_bluefocus';
const START = Date.UTC(2025, 0, 1);
const DAY = 86_400_000;
const GRANT = 1_000_000_000;
const CASH = 500;
const BONUS = 25;
/** What one account does on one day: an allocation of two entries, consumption of four; three lines of statements. */
export const ENTRIES_A_DAY = 6;

const ZEROS = ['deposit', 'owed', 'overdraft', 'frozen'] as const;
const LINE = `INSERT INTO ledger_parties (line, holder, movement, currency, cash, credit, bonus, traffic_bonus, ${ZEROS},
  cash_after, credit_after, bonus_after, traffic_bonus_after, ${ZEROS.map((name) => `${name}_after`)})
  VALUES (?, ?, ?, 'CNY', ?, 0, ?, 0, 0, 0, 0, 0, ?, 0, ?, 0, 0, 0, 0, 0)`;

const TABLES = [
  'ledger_entries',
  'ledger_transactions',
  'ledger_parties',
  'consumption_days',
  'fund_totals',
  'lot_books',
  'lots',
  'books',
  'holds',
];

/** Returns how many days of consumption there are. */
export function fillLedger(file: string, entries: number, accounts: number): number {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = OFF');
  db.pragma('foreign_keys = OFF');
  db.pragma('cache_size = -400000');
  const triggers = db
    .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND sql LIKE '%ledger:%'")
    .all() as { name: string; sql: string }[];
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
  const days = db.transaction(() => {
    // What the demo has moved would be in the way.
    for (const table of TABLES) db.exec(`DELETE FROM ${table}`);
    db.exec('DELETE FROM holders WHERE id <> 1');
    return fill(db, entries, accounts);
  })();
  for (const { sql } of triggers) db.exec(sql);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  return days;
}

function fill(db: Database.Database, entries: number, accounts: number): number {
  const keys = db
    .prepare("SELECT platform || ':' || id FROM accounts WHERE currency = 'CNY' ORDER BY seq LIMIT ?")
    .pluck()
    .all(accounts) as string[];
  const holder = db.prepare('INSERT INTO holders (holder, kind, place) VALUES (?, ?, ?)');
  const book = db.prepare(
    "INSERT INTO books (holder, currency, purse, kind, state, balance) VALUES (?, 'CNY', 'general', ?, 'available', 0)",
  );
  const bookOf = (owner: number, kind: string) => Number(book.run(owner, kind).lastInsertRowid);
  const holderOf = (kind: string, place: string) => Number(holder.run(`${kind}:${place}`, kind, place).lastInsertRowid);
  const entry = db.prepare(
    'INSERT INTO ledger_entries (txn, n, book, amount, balance, lot, part) VALUES (?, ?, ?, ?, ?, ?, NULL)',
  );
  const seal = db.prepare(`INSERT INTO ledger_transactions
    (seq, id, movement, time, currency, purse, holder, counterparty, amount, day, type, product)
    VALUES (?, ?, ?, ?, 'CNY', 'general', ?, ?, ?, ?, ?, ?)`);
  const line = db.prepare(LINE);
  const day = db.prepare(`INSERT INTO consumption_days (holder, currency, day, purse, type, product, total, cash, bonus,
    traffic_bonus, credit, wallet, overdraft, booked, restated, line)
    VALUES (?, 'CNY', ?, 'general', 'search', 'p1', ?, ?, ?, 0, 0, 0, 0, ?, NULL, ?)`);
  const lot = db.prepare(
    "INSERT INTO lots (id, kind, valid_from, valid_to) VALUES (?, 'bonus', '2025-01-01', '2099-12-31')",
  );

  const balances = new Map<number, number>();
  let seq = 0;
  const post = (n: number, id: number, amount: number, of: string | null = null): number => {
    const balance = (balances.get(id) ?? 0) + amount;
    balances.set(id, balance);
    entry.run(seq, n, id, amount, balance, of);
    return balance;
  };
  const world = { cash: bookOf(1, 'cash'), bonus: bookOf(1, 'bonus') };
  const agency = { holder: holderOf('agency', AGENCY.slice(7)), cash: 0 };
  agency.cash = bookOf(agency.holder, 'cash');
  const capital = entries * CASH;
  seq++;
  post(1, world.cash, -capital);
  const after = post(2, agency.cash, capital);
  seal.run(seq, `t_${seq}`, 'recharge', START, AGENCY, null, capital, null, null, null);
  line.run(seq * 65536 + 1, agency.holder, 'recharge', capital, 0, after, 0);
  const held = keys.map((key, i) => {
    const owner = holderOf('account', key);
    const books = { cash: bookOf(owner, 'cash'), bonus: bookOf(owner, 'bonus') };
    lot.run(`l_${i}`);
    seq++;
    post(1, world.bonus, -GRANT, `l_${i}`);
    post(2, books.bonus, GRANT, `l_${i}`);
    seal.run(seq, `t_${seq}`, 'bonus_grant', START, `account:${key}`, null, GRANT, null, null, null);
    line.run(seq * 65536 + 1, owner, 'bonus_grant', 0, GRANT, 0, GRANT);
    return { holder: `account:${key}`, owner, ...books, lot: `l_${i}` };
  });
  const rounds = Math.floor((entries - 2 - 2 * held.length) / ENTRIES_A_DAY);
  for (let i = 0; i < rounds; i++) {
    const one = held[i % held.length] as (typeof held)[number];
    const nth = Math.floor(i / held.length);
    const time = START + nth * DAY + (i % held.length);
    seq++;
    const left = post(1, agency.cash, -CASH);
    const cash = post(2, one.cash, CASH);
    seal.run(seq, `t_${seq}`, 'allocate', time, one.holder, AGENCY, CASH, null, null, null);
    line.run(seq * 65536 + 1, agency.holder, 'allocate', -CASH, 0, left, 0);
    line.run(seq * 65536 + 2, one.owner, 'allocate', CASH, 0, cash, balances.get(one.bonus) ?? 0);
    seq++;
    const on = new Date(START + nth * DAY).toISOString().slice(0, 10);
    const bonus = post(1, one.bonus, -BONUS, one.lot);
    post(2, world.bonus, BONUS, one.lot);
    const rest = post(3, one.cash, 1 - CASH);
    post(4, world.cash, CASH - 1);
    seal.run(seq, `t_${seq}`, 'consume', time + 1, one.holder, null, CASH - 1 + BONUS, on, 'search', 'p1');
    line.run(seq * 65536 + 1, one.owner, 'consume', 1 - CASH, -BONUS, rest, bonus);
    day.run(one.holder, on, CASH - 1 + BONUS, CASH - 1, BONUS, time + 1, seq * 65536 + 1);
  }
  const settled = db.prepare('UPDATE books SET balance = ? WHERE id = ?');
  for (const [id, balance] of balances) settled.run(balance, id);
  db.exec(`INSERT INTO lot_books (book, lot, amount, expired, expires)
      SELECT b.id, e.lot, b.balance, 0, 4102416000000 FROM books b JOIN (SELECT book, min(lot) AS lot FROM ledger_entries
        WHERE lot IS NOT NULL GROUP BY book) e ON e.book = b.id WHERE b.holder <> 1;
    INSERT INTO fund_totals (holder, currency, cash, credit, bonus, traffic_bonus, deposit, owed, overdraft, frozen)
      SELECT holder, currency, sum(iif(kind = 'cash', balance, 0)), 0, sum(iif(kind = 'bonus', balance, 0)), 0, 0, 0, 0, 0
        FROM books WHERE holder <> 1 GROUP BY holder, currency`);
  return rounds;
}

/**
 * A ledger of very many entries, put into a state as if it had been written there over a year: an organisation that gives
 * accounts cash, and accounts that consume it and a bonus, day by day. Books, totals, lots, lines, days and the log follow
 * from the entries, as `funds check` has them; what guards single writes is taken off for as long as this takes.
 */
import Database from 'better-sqlite3';
import { canonical, entryDigest, link } from '../../src/domain/audit.ts';

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

const HEADER = ['movement', 'time', 'holder', 'counterparty', 'amount', 'day', 'type', 'product'] as const;
const VALID_TO = '2099-12-31';

/** How many days of consumption there are, and whom a third of all lines is of. */
type Filled = { readonly days: number; readonly payer: string };

export function fillLedger(file: string, entries: number, accounts: number): Filled {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = OFF');
  db.pragma('foreign_keys = OFF');
  db.pragma('cache_size = -400000');
  const triggers = db
    .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND sql LIKE '%ledger:%'")
    .all() as { name: string; sql: string }[];
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
  const filled = db.transaction(() => fill(db, entries, accounts))();
  for (const { sql } of triggers) db.exec(sql);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  return filled;
}

/** What is written of a transaction besides its entries; null is left out of the log. */
type Sealed = Readonly<Record<(typeof HEADER)[number], string | number | null>>;

function fill(db: Database.Database, entries: number, accounts: number): Filled {
  const keys = db
    .prepare(`SELECT platform || ':' || id FROM accounts a WHERE currency = 'CNY'
      AND NOT EXISTS (SELECT 1 FROM holders WHERE kind = 'account' AND place = a.platform || ':' || a.id) ORDER BY seq LIMIT ?`)
    .pluck()
    .all(accounts) as string[];
  const holder = db.prepare('INSERT INTO holders (holder, kind, place) VALUES (?, ?, ?)');
  const known = db.prepare('SELECT id FROM holders WHERE holder = ?').pluck();
  const book = db.prepare(
    "INSERT INTO books (holder, currency, purse, kind, state, balance) VALUES (?, 'CNY', 'general', ?, 'available', 0)",
  );
  const open = db.prepare(`SELECT id, balance FROM books
    WHERE holder = ? AND currency = 'CNY' AND purse = 'general' AND kind = ? AND state = 'available'`);
  const balances = new Map<number, number>();
  const names = new Map<number, string>();
  const holderOf = (name: string): number => {
    const found = known.get(name) as number | undefined;
    const colon = name.indexOf(':');
    return found ?? Number(holder.run(name, name.slice(0, colon), name.slice(colon + 1)).lastInsertRowid);
  };
  const bookOf = (owner: number, name: string, kind: string): number => {
    const found = open.get(owner, kind) as { id: number; balance: number } | undefined;
    const id = found?.id ?? Number(book.run(owner, kind).lastInsertRowid);
    balances.set(id, found?.balance ?? 0);
    names.set(id, `${name}/CNY/general/${kind}/available`);
    return id;
  };
  const entry = db.prepare(
    'INSERT INTO ledger_entries (txn, n, book, amount, balance, lot, part) VALUES (?, ?, ?, ?, ?, ?, NULL)',
  );
  const sealing = db.prepare(`INSERT INTO ledger_transactions (seq, id, currency, purse, ${HEADER})
    VALUES (?, ?, 'CNY', 'general', ${HEADER.map(() => '?')})`);
  const line = db.prepare(LINE);
  const day = db.prepare(`INSERT INTO consumption_days (holder, currency, day, purse, type, product, total, cash, bonus,
    traffic_bonus, credit, wallet, overdraft, booked, restated, line)
    VALUES (?, 'CNY', ?, 'general', 'search', 'p1', ?, ?, ?, 0, 0, 0, 0, ?, NULL, ?)`);
  const lot = db.prepare(`INSERT INTO lots (id, kind, valid_from, valid_to) VALUES (?, 'bonus', '2025-01-01', ?)`);
  const log = new Log(db);

  let seq = Number(db.prepare('SELECT max(seq) FROM ledger_transactions').pluck().get());
  let postings: string[] = [];
  const begin = (): void => {
    seq++;
    postings = [];
  };
  const post = (id: number, amount: number, of = ''): number => {
    const balance = (balances.get(id) as number) + amount;
    balances.set(id, balance);
    postings.push([names.get(id), amount, balance, of, ''].join('|'));
    entry.run(seq, postings.length, id, amount, balance, of || null);
    return balance;
  };
  const seal = (said: Partial<Sealed>, made: { readonly lot?: string } = {}): void => {
    sealing.run(seq, `t_${seq}`, ...HEADER.map((name) => said[name] ?? null));
    log.add(`t_${seq}`, { ...said, ...made, currency: 'CNY', purse: 'general', postings });
  };
  const world = { cash: bookOf(1, 'world:platform', 'cash'), bonus: bookOf(1, 'world:platform', 'bonus') };
  const payer = { name: newPayer(db), holder: 0, cash: 0 };
  payer.holder = holderOf(payer.name);
  payer.cash = bookOf(payer.holder, payer.name, 'cash');
  const capital = entries * CASH;
  begin();
  post(world.cash, -capital);
  const after = post(payer.cash, capital);
  seal({ movement: 'recharge', time: START, holder: payer.name, amount: capital });
  line.run(seq * 65536 + 1, payer.holder, 'recharge', capital, 0, after, 0);
  const held = keys.map((key, i) => {
    const name = `account:${key}`;
    const owner = holderOf(name);
    const books = { cash: bookOf(owner, name, 'cash'), bonus: bookOf(owner, name, 'bonus') };
    const made = `l_${i}`;
    lot.run(made, VALID_TO);
    begin();
    post(world.bonus, -GRANT, made);
    post(books.bonus, GRANT, made);
    const said = { movement: 'bonus_grant', time: START, holder: name, amount: GRANT };
    seal(said, { lot: `${made}|bonus|2025-01-01|${VALID_TO}` });
    line.run(seq * 65536 + 1, owner, 'bonus_grant', 0, GRANT, 0, GRANT);
    return { holder: name, owner, ...books, lot: made };
  });
  const rounds = Math.floor((entries - 2 - 2 * held.length) / ENTRIES_A_DAY);
  for (let i = 0; i < rounds; i++) {
    const one = held[i % held.length] as (typeof held)[number];
    const nth = Math.floor(i / held.length);
    const time = START + nth * DAY + (i % held.length);
    begin();
    const left = post(payer.cash, -CASH);
    const cash = post(one.cash, CASH);
    seal({ movement: 'allocate', time, holder: one.holder, counterparty: payer.name, amount: CASH });
    line.run(seq * 65536 + 1, payer.holder, 'allocate', -CASH, 0, left, 0);
    line.run(seq * 65536 + 2, one.owner, 'allocate', CASH, 0, cash, balances.get(one.bonus) ?? 0);
    begin();
    const on = new Date(START + nth * DAY).toISOString().slice(0, 10);
    const spent = { movement: 'consume', day: on, type: 'search', product: 'p1', amount: CASH - 1 + BONUS };
    const bonus = post(one.bonus, -BONUS, one.lot);
    post(world.bonus, BONUS, one.lot);
    const rest = post(one.cash, 1 - CASH);
    post(world.cash, CASH - 1);
    seal({ ...spent, time: time + 1, holder: one.holder });
    line.run(seq * 65536 + 1, one.owner, 'consume', 1 - CASH, -BONUS, rest, bonus);
    day.run(one.holder, on, CASH - 1 + BONUS, CASH - 1, BONUS, time + 1, seq * 65536 + 1);
  }
  log.flush();
  const settled = db.prepare('UPDATE books SET balance = ? WHERE id = ?');
  for (const [id, balance] of balances) settled.run(balance, id);
  const lots = db.prepare(
    'INSERT INTO lot_books (book, lot, amount, expired, begins, expires) VALUES (?, ?, ?, 0, 1735660800000, 4102416000000)',
  );
  const total = db.prepare(`INSERT INTO fund_totals (holder, currency, cash, credit, bonus, traffic_bonus, ${ZEROS})
    VALUES (?, 'CNY', ?, 0, ?, 0, 0, 0, 0, 0)`);
  total.run(payer.holder, balances.get(payer.cash), 0);
  for (const { owner, lot: made, ...books } of held) {
    lots.run(books.bonus, made, balances.get(books.bonus));
    total.run(owner, balances.get(books.cash), balances.get(books.bonus));
  }
  return { days: rounds, payer: payer.name };
}

/** One that has no money yet: what its lines say is its own. */
function newPayer(db: Database.Database): string {
  const found = db
    .prepare("SELECT kind || ':' || id FROM orgs WHERE kind || ':' || id NOT IN (SELECT holder FROM holders) LIMIT 1")
    .pluck()
    .get();
  if (found === undefined) throw new Error('every organisation has money already');
  return String(found);
}

/** The log of what is written, a transaction of it for each thousand of the ledger. */
class Log {
  private readonly insert: Database.Statement;
  private readonly seal: Database.Statement;
  private readonly header = { time: START, actor: 'owner', identity: 'owner', origin: 'bench', reason: '' };
  private digests: Buffer[] = [];
  private seq: number;
  private head: string;

  constructor(db: Database.Database) {
    this.insert = db.prepare(
      "INSERT INTO log_rows (seq, n, row, kind, key, before, after, digest) VALUES (?, ?, ?, 'transaction', ?, NULL, ?, ?)",
    );
    this.seal = db.prepare(`INSERT INTO log_transactions
      (seq, time, actor, identity, operation, batch, origin, reason, first_row, last_row, head)
      VALUES (@seq, @time, @actor, @identity, @operation, @batch, @origin, @reason, 1, @last, @head)`);
    const last = db.prepare('SELECT seq, head FROM log_transactions ORDER BY seq DESC LIMIT 1').get();
    ({ seq: this.seq, head: this.head } = last as { seq: number; head: string });
    this.seq++;
  }

  add(key: string, after: Readonly<Record<string, unknown>>): void {
    const n = this.digests.length + 1;
    const text = canonical(after);
    const digest = entryDigest(n, 'transaction', key, null, text);
    this.insert.run(this.seq, n, n, key, text, digest);
    this.digests.push(digest);
    if (this.digests.length === 1_000) this.flush();
  }

  flush(): void {
    if (this.digests.length === 0) return;
    const said = { ...this.header, operation: 'funds.allocate', batch: `b_BENCH${this.seq}` };
    this.head = link(this.head, said, this.digests);
    this.seal.run({ ...said, seq: this.seq, last: this.digests.length, head: this.head });
    this.seq++;
    this.digests = [];
  }
}

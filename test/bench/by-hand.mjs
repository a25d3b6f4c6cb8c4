// What a user would write instead of `accounts claim` and `accounts import`: prepared statements in chunks of 1,000,
// nothing checked or logged.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';

const CHUNK = 1_000;

function open(file) {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  // As ours has them, or the peer would be slower by its settings: memory, and a log that grows to 128 MB before it is copied.
  db.pragma('cache_size = -98304');
  db.pragma('wal_autocheckpoint = 32768');
  return db;
}

/** Milliseconds, with closing, which copies the log into the file, and without opening. */
export function claimByHand(file, keys) {
  const db = open(file);
  const start = performance.now();
  const update = db.prepare("UPDATE accounts SET manager = 'owner' WHERE platform = ? AND id = ?");
  const insert = db.prepare(
    "INSERT INTO relations (account, member, source, system) VALUES (?, 'owner', 'claimed', 'workbench')",
  );
  for (let i = 0; i < keys.length; i += CHUNK) {
    db.transaction(() => {
      for (const key of keys.slice(i, i + CHUNK)) {
        const [platform, id] = key.split(':');
        update.run(platform, id);
        insert.run(key);
      }
    })();
  }
  db.close();
  return performance.now() - start;
}

/** The manager of each account, and what says so beside it; whoever managed it before does no more. */
export function handoverByHand(file, keys, to) {
  const db = open(file);
  const start = performance.now();
  const update = db.prepare('UPDATE accounts SET manager = ? WHERE platform = ? AND id = ?');
  const remove = db.prepare("DELETE FROM relations WHERE account = ? AND source IN ('claimed', 'assigned')");
  const insert = db.prepare(
    "INSERT INTO relations (account, member, source, system) VALUES (?, ?, 'assigned', 'workbench')",
  );
  for (let i = 0; i < keys.length; i += CHUNK) {
    db.transaction(() => {
      for (const key of keys.slice(i, i + CHUNK)) {
        const [platform, id] = key.split(':');
        update.run(to, platform, id);
        remove.run(key);
        insert.run(key, to);
      }
    })();
  }
  db.close();
  return performance.now() - start;
}

/** The entries of a movement of cash from one payer to each account, and what is then in every book and in all books of a holder. */
export function allocateByHand(file, keys, payer, amount) {
  const db = open(file);
  for (const name of db.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").pluck().all())
    db.exec(`DROP TRIGGER ${name}`);
  const start = performance.now();
  const holder = db.prepare('SELECT id FROM holders WHERE holder = ?').pluck();
  const newHolder = db.prepare('INSERT INTO holders (holder, kind, place) VALUES (?, ?, ?)');
  const book = db
    .prepare(
      "SELECT id FROM books WHERE holder = ? AND currency = 'CNY' AND state = 'available' AND purse = 'general' AND kind = 'cash'",
    )
    .pluck();
  const newBook = db.prepare(
    "INSERT INTO books (holder, currency, purse, kind, state, balance) VALUES (?, 'CNY', 'general', 'cash', 'available', 0)",
  );
  const newTotal = db.prepare("INSERT INTO fund_totals VALUES (?, 'CNY', 0, 0, 0, 0, 0, 0, 0, 0)");
  const move = db.prepare('UPDATE books SET balance = balance + ? WHERE id = ? RETURNING balance').pluck();
  const total = db
    .prepare("UPDATE fund_totals SET cash = cash + ? WHERE holder = ? AND currency = 'CNY' RETURNING cash")
    .pluck();
  const entry = db.prepare('INSERT INTO ledger_entries (txn, n, book, amount, balance) VALUES (?, ?, ?, ?, ?)');
  const transaction = db.prepare(`INSERT INTO ledger_transactions
    (seq, id, movement, time, currency, purse, holder, counterparty, amount, reference, org)
    VALUES (?, ?, 'allocate', ?, 'CNY', 'general', ?, ?, ?, ?, 'member:owner')`);
  const line = db.prepare(
    "INSERT INTO ledger_parties VALUES (?, ?, 'allocate', 'CNY', ?, 0, 0, 0, 0, 0, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, NULL)",
  );
  const idsOf = (name) => {
    let id = holder.get(name);
    if (id === undefined) {
      const colon = name.indexOf(':');
      id = newHolder.run(name, name.slice(0, colon), name.slice(colon + 1)).lastInsertRowid;
      newTotal.run(id);
    }
    return [id, book.get(id) ?? newBook.run(id).lastInsertRowid];
  };
  let seq = db.prepare('SELECT ifnull(max(seq), 0) FROM ledger_transactions').pluck().get();
  for (let i = 0; i < keys.length; i += CHUNK) {
    db.transaction(() => {
      for (const key of keys.slice(i, i + CHUNK)) {
        seq++;
        const payee = `account:${key}`;
        for (const [n, name, by] of [
          [1, payer, -amount],
          [2, payee, amount],
        ]) {
          const [owner, of] = idsOf(name);
          entry.run(seq, n, of, by, move.get(by, of));
          line.run(seq * 65_536 + n, owner, by, total.get(by, owner));
        }
        transaction.run(seq, `t_${seq}`, Date.now(), payee, payer, amount, `hand:${seq}`);
      }
    })();
  }
  db.close();
  return performance.now() - start;
}

/** The same rows into the same tables and indexes; the search grams are made by the program's own function, as it is built. */
export function importByHand(file, source, gramsOf) {
  const db = open(file);
  const start = performance.now();
  const lines = readFileSync(source, 'utf8').trim().split('\n');
  const names = lines[0].split(',');
  const at = Object.fromEntries(names.map((name, i) => [name, i]));
  const fixed = { kind: 'direct', status: 'active', currency: 'CNY', time_zone: 'Asia/Shanghai', created: 0 };
  const columns = [...names, ...Object.keys(fixed)];
  const insert = db.prepare(
    `INSERT INTO accounts (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  const grams = db.prepare('INSERT INTO account_grams (rowid, grams) VALUES (?, ?)');
  const tag = db.prepare('INSERT INTO account_tags (tag, seq) VALUES (?, ?)');
  const searched = ['name', 'login', 'pid', 'email', 'id'].map((name) => at[name]);
  for (let i = 1; i < lines.length; i += CHUNK) {
    db.transaction(() => {
      for (const line of lines.slice(i, i + CHUNK)) {
        const cells = line.split(',').map((cell) => cell || null);
        const tags = cells[at.tags];
        cells[at.daily_budget] = Math.round(Number(cells[at.daily_budget]) * 100);
        cells[at.tags] = tags && JSON.stringify([tags]);
        const { lastInsertRowid } = insert.run(...cells, ...Object.values(fixed));
        grams.run(BigInt(lastInsertRowid), gramsOf(searched.map((i) => cells[i])));
        if (tags) tag.run(tags, lastInsertRowid);
      }
    })();
  }
  db.close();
  return performance.now() - start;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [, , file, ids, payer] = process.argv;
  const keys = readFileSync(ids, 'utf8').trim().split('\n').slice(1);
  if (payer === undefined) claimByHand(file, keys);
  else allocateByHand(file, keys, payer, 1);
}

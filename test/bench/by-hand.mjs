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
  const [, , file, ids] = process.argv;
  claimByHand(file, readFileSync(ids, 'utf8').trim().split('\n').slice(1));
}

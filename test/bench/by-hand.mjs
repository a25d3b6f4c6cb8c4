// What a user would write instead of `accounts claim`: prepared statements, chunks of 1,000, nothing checked or logged.
import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';

const [, , file, ids] = process.argv;
const db = new Database(file);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
const update = db.prepare("UPDATE accounts SET manager = 'owner' WHERE platform = ? AND id = ?");
const insert = db.prepare(
  "INSERT INTO relations (account, member, source, system) VALUES (?, 'owner', 'claimed', 'workbench')",
);
const keys = readFileSync(ids, 'utf8').trim().split('\n').slice(1);
for (let i = 0; i < keys.length; i += 1000) {
  db.transaction(() => {
    for (const key of keys.slice(i, i + 1000)) {
      const [platform, id] = key.split(':');
      update.run(platform, id);
      insert.run(key);
    }
  })();
}
db.close();

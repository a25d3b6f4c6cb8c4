/** Makes derived rows and indexes anew from the records that they derive from; `check` compares the two. */
import { AccountRows, SEARCHED } from '../account-rows.ts';
import { listOf } from '../rows.ts';
import type { Session } from '../session.ts';
import { raw, sql } from '../sql.ts';

const PAGE = 2_000;

type Stored = [seq: number, tags: string | null, ...texts: (string | null)[]];

/** Within the caller's transaction. */
export function rebuild(session: Session, told: (done: number, total: number) => void): void {
  session.connection.exec('REINDEX');
  session.run(raw('DELETE FROM account_tags'));
  session.run(raw("INSERT INTO account_grams (account_grams) VALUES ('delete-all')"));
  session.run(raw('UPDATE meta SET accounts = (SELECT count(*) FROM accounts)'));
  const [total] = session.first<[number]>(raw('SELECT accounts FROM meta')) as [number];
  const accounts = new AccountRows(session);
  const texts = raw(SEARCHED.map((name) => `"${name}"`).join(', '));
  let done = 0;
  for (let after = 0; ; ) {
    const page = session.all<Stored>(
      sql`SELECT seq, tags, ${texts} FROM accounts WHERE seq > ${after} ORDER BY seq LIMIT ${PAGE}`,
    );
    if (page.length === 0) return;
    for (const [seq, tags, ...searched] of page) accounts.rebuilt(seq, listOf(tags), searched);
    done += page.length;
    told(done, total);
    after = (page.at(-1) as Stored)[0];
  }
}

/** Makes derived rows and indexes anew from the records that they derive from; `check` compares the two. */
import type { Watch } from '../../port.ts';
import { AccountRows, SEARCHED } from '../account-rows.ts';
import { rebuildKept } from '../kept-indexes.ts';
import { rebuildLedger } from '../ledger/rebuild.ts';
import { rebuildPlaces } from '../places.ts';
import { listOf } from '../rows.ts';
import type { Session } from '../session.ts';
import { raw, sql } from '../sql.ts';
import { pause } from './pause.ts';

const PAGE = 2_000;

type Stored = [seq: number, tags: string | null, ...texts: (string | null)[]];

/** Within the caller's transaction: whoever stops it has changed nothing. Returns how many accounts there are. */
export async function rebuild(session: Session, watch: Watch | undefined): Promise<number> {
  await reindex(session, watch);
  for (const _ of rebuildKept(session)) await pause(watch);
  await rebuildLedger(session, watch);
  rebuildPlaces(session);
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
    if (page.length === 0) return total;
    for (const [seq, tags, ...searched] of page) accounts.rebuilt(seq, listOf(tags), searched);
    done += page.length;
    watch?.told?.('accounts', done, total);
    await pause(watch);
    after = (page.at(-1) as Stored)[0];
  }
}

/** One by one: the largest takes two seconds of a million accounts, all of them many. */
async function reindex(session: Session, watch: Watch | undefined): Promise<void> {
  const names = session.all<[string]>(raw("SELECT name FROM sqlite_schema WHERE type = 'index' ORDER BY rowid")).flat();
  for (const [i, name] of names.entries()) {
    watch?.told?.('indexes', i, names.length);
    await pause(watch);
    session.connection.exec(`REINDEX "${name}"`);
  }
}

/**
 * Makes anew what follows from the entries: balances, what is left of lots, lines of statements, totals, days of
 * consumption and of caps. Entries and transactions are never touched.
 */

import { holderOf } from '../../../domain/funds/books.ts';
import { postedOf } from '../../../domain/funds/postings.ts';
import type { Value } from '../../../domain/kind.ts';
import type { Watch } from '../../port.ts';
import { pause } from '../maintenance/pause.ts';
import { LEDGER_GUARDS } from '../migrations/0009-ledger-guards.ts';
import type { Session } from '../session.ts';
import { raw, sql } from '../sql.ts';
import { CapDays } from './cap-days.ts';
import { LOTS_BY_ENTRIES } from './check-lots.ts';
import { Lines } from './lines.ts';
import { lotSpan } from './lot-span.ts';
import { zoneOf } from './zone.ts';

const PAGE = 2_000;

/** Within the caller's transaction. */
export async function rebuildLedger(session: Session, watch: Watch | undefined): Promise<void> {
  const sums = 'SELECT book, sum(amount) AS sum FROM ledger_entries GROUP BY book';
  session.run(raw(`UPDATE books SET balance = s.sum FROM (${sums}) s WHERE s.book = books.id AND balance <> s.sum`));
  session.run(raw('UPDATE books SET balance = 0 WHERE balance <> 0 AND id NOT IN (SELECT book FROM ledger_entries)'));
  await pause(watch);
  await lots(session, watch);
  const keep = ['ledger_parties_keep', 'ledger_parties_stay'];
  for (const name of keep) session.connection.exec(`DROP TRIGGER IF EXISTS ${name}`);
  for (const table of ['ledger_parties', 'fund_totals', 'consumption_days', 'cap_days'])
    session.run(raw(`DELETE FROM ${table}`));
  await lines(session, watch);
  known(session);
  for (const name of keep) {
    const [made] = new RegExp(`CREATE TRIGGER ${name}[\\s\\S]*?END;`).exec(LEDGER_GUARDS) ?? [];
    session.connection.exec(made as string);
  }
}

/** Whoever owes a deposit is told of, though it has nothing. */
function known(session: Session): void {
  const lines = new Lines(session);
  for (const [agency, currency] of session.all<[string, string]>(raw('SELECT agency, currency FROM deposits'))) {
    const holder = holderOf('agency', agency);
    const [owner] = session.first<[number]>(sql`SELECT id FROM holders WHERE holder = ${holder}`) ?? [];
    if (owner !== undefined) lines.know(owner, currency);
  }
  lines.flush();
}

async function lots(session: Session, watch: Watch | undefined): Promise<void> {
  session.run(raw('DELETE FROM lot_books'));
  const columns = 'book, lot, amount, expired, begins, expires';
  session.run(raw(`INSERT INTO lot_books (${columns}) SELECT *, 0, 0 FROM (${LOTS_BY_ENTRIES})`));
  const set = session.prepare('UPDATE lot_books SET begins = ?, expires = ? WHERE book = ? AND lot = ?');
  for (let after: [number, string] = [0, '']; ; ) {
    const [book, lot] = after;
    const page = session.all<[number, string, string, string, string]>(
      sql`SELECT l.book, l.lot, t.valid_from, t.valid_to, h.holder FROM lot_books l JOIN lots t ON t.id = l.lot
        JOIN books b ON b.id = l.book JOIN holders h ON h.id = b.holder
        WHERE (l.book, l.lot) > (${book}, ${lot}) ORDER BY l.book, l.lot LIMIT ${PAGE}`,
    );
    if (page.length === 0) return;
    for (const [of, id, validFrom, validTo, holder] of page) {
      const { begins, expires } = lotSpan(validFrom, validTo, zoneOf(session, holder));
      set.run(begins, expires, of, id);
    }
    await pause(watch);
    const last = page.at(-1) as [number, string, ...unknown[]];
    after = [last[0], last[1]];
  }
}

const FIELDS = [
  'movement',
  'time',
  'currency',
  'purse',
  'holder',
  'day',
  'type',
  'product',
  'reverses',
  'caps',
] as const;

async function lines(session: Session, watch: Watch | undefined): Promise<void> {
  const [total] = session.first<[number]>(raw('SELECT count(*) FROM ledger_transactions')) as [number];
  const entries =
    session.prepare(`SELECT b.holder, h.holder || '/' || b.currency || '/' || b.purse || '/' || b.kind || '/' || b.state || '|'
        || e.amount || '|' || e.balance || '|' || ifnull(e.lot, '') || '|' || ifnull(e.part, '')
      FROM ledger_entries e JOIN books b ON b.id = e.book JOIN holders h ON h.id = b.holder WHERE e.txn = ? ORDER BY e.n`);
  const written = new Lines(session);
  const capDays = new CapDays();
  let done = 0;
  for (let after = 0; ; ) {
    const page = session.all<[number, ...Value[]]>(
      sql`SELECT seq, ${raw(FIELDS.join(', '))} FROM ledger_transactions WHERE seq > ${after} ORDER BY seq LIMIT ${PAGE}`,
    );
    if (page.length === 0) return;
    written.begin();
    for (const [seq, ...values] of page) {
      const own = entries.all(seq) as [number, string][];
      const postings = postedOf(own.map(([, text]) => text));
      const owners = own.map(([owner]) => owner);
      const fields = Object.fromEntries(FIELDS.map((name, i) => [name, values[i] ?? null]));
      written.write(seq, fields, postings, owners);
      capDays.add(fields);
    }
    written.flush();
    capDays.flush(session);
    done += page.length;
    watch?.told?.('ledger', done, total);
    await pause(watch);
    after = (page.at(-1) as [number])[0];
  }
}

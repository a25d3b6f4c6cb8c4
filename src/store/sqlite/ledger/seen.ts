/** Whose books a reader sees (MEM-3, MEM-4): in lists and results where it has funds.see, in the log where that shows the holder. */
import type { BookName } from '../../../domain/funds/books.ts';
import type { Sight } from '../../port.ts';
import { Lens } from '../lens.ts';
import { holderSeen, visibleKey } from '../scope.ts';
import type { Session } from '../session.ts';
import { and, column, or, raw, type Sql, sql, TRUE } from '../sql.ts';
import { depositSeen } from './deposits.ts';

/** Whether the account, unit or organisation that holds money is seen itself: only then is it named. */
export function holderShown(lens: Lens, holder: Sql): Sql {
  if (lens.scope.all) return TRUE;
  const place = sql`substr(${holder}, instr(${holder}, ':') + 1)`;
  return sql`CASE substr(${holder}, 1, instr(${holder}, ':') - 1)
    WHEN 'account' THEN ${visibleKey(lens, 'account', place)}
    WHEN 'unit' THEN ${visibleKey(lens, 'unit', place)}
    WHEN 'world' THEN 1
    ELSE ${visibleKey(lens, 'org', place)} END`;
}

/** A posting's text, or the name of its book. */
export function bookSeen(lens: Lens, text: Sql): Sql {
  const { scope } = lens;
  if (scope.all) return TRUE;
  const holder = sql`substr(${text}, 1, instr(${text}, '/') - 1)`;
  const shown = (by: Lens) =>
    and([holderSeen(by, holder), or([sql`instr(${text}, '/deposit/') = 0`, depositSeen(by, holder)])]);
  const { log } = scope;
  if (!log) return shown(lens);
  return or([shown(lens), lens.throughLog(log, shown)]);
}

/** A rule names receivers as they were typed: it is shown to whoever sees all that it paid. */
export function receiversShown(lens: Lens, split: Sql): Sql {
  if (lens.scope.all) return TRUE;
  const [x, e, b, h] = [lens.alias(), lens.alias(), lens.alias(), lens.alias()];
  const shown = holderShown(lens, column(h, 'holder'));
  return sql`NOT EXISTS (SELECT 1 FROM ${raw(`ledger_transactions ${x} JOIN ledger_entries ${e} ON ${e}.txn = ${x}.seq
    JOIN books ${b} ON ${b}.id = ${e}.book JOIN holders ${h} ON ${h}.id = ${b}.holder`)}
    WHERE ${column(x, 'id')} = ${split} AND NOT ${shown})`;
}

/** The same question of books that are known. */
export function showingMoney(session: Session, books: readonly BookName[], sight: Sight): ReadonlySet<BookName> {
  if (sight.scope.all) return new Set(books);
  const book = raw('b.value');
  const shown = bookSeen(new Lens(sight, { point: true, exact: true }), book);
  const found = session.all<[BookName]>(sql`SELECT ${book} FROM json_each(${JSON.stringify(books)}) b WHERE ${shown}`);
  return new Set(found.map(([name]) => name));
}

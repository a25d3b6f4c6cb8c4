/**
 * One pass over all transactions with their entries and their lines in the log: sums, balances, floors, what is sealed,
 * who is a party, what is reversed (FUND-1, FUND-3, FUND-10). Memory grows with books, not with entries.
 */

import { LOT_KINDS } from '../../../domain/funds/words.ts';
import type { Finding } from '../../../domain/question.ts';
import type { Watch } from '../../port.ts';
import type { Session } from '../session.ts';
import { sql } from '../sql.ts';
import { Ahead, exact } from './ahead.ts';
import { type BookTable, bookText } from './book-table.ts';
import { CapDays } from './cap-days.ts';
import { capDaysKept } from './check-cap-days.ts';
import { LinesCheck } from './check-lines.ts';
import { LoggedLines } from './check-log.ts';
import { reversalFault } from './check-reversals.ts';
import type { SpentSum } from './check-spent.ts';

export type Found = Generator<Finding | undefined>;

type Header = [
  seq: bigint,
  id: string,
  movement: string,
  time: bigint,
  currency: string,
  purse: string,
  holder: string,
  counterparty: string | null,
  amount: bigint,
  day: string | null,
  type: string | null,
  product: string | null,
  order: string | null,
  source: string | null,
  reference: string | null,
  org: string | null,
  reverses: string | null,
  note: string | null,
  caps: string | null,
  content: string | null,
];
const HEADERS = `SELECT seq, id, movement, time, currency, purse, holder, counterparty, amount, day, type, product, order_id,
  source, reference, org, reverses, note, caps, content FROM ledger_transactions ORDER BY seq`;

type Entry = [
  txn: bigint,
  book: bigint,
  amount: bigint,
  balance: bigint,
  lot: string | null,
  /** As the log has it. */
  posted: string | null,
];
const ENTRIES = `SELECT e.txn, e.book, e.amount, e.balance, e.lot,
    h.holder || '/' || b.currency || '/' || b.purse || '/' || b.kind || '/' || b.state || '|' || e.amount || '|' || e.balance
      || '|' || ifnull(e.lot, '') || '|' || ifnull(e.part, '')
  FROM ledger_entries e LEFT JOIN books b ON b.id = e.book LEFT JOIN holders h ON h.id = b.holder ORDER BY e.txn, e.n`;

/** Entries between two moments at which it may stop. */
const MOMENT = 10_000;

export class LedgerWalk {
  private readonly session: Session;
  private readonly books: BookTable;
  private readonly logged: LoggedLines;
  private readonly watch: Watch | undefined;
  private readonly lines: LinesCheck;
  private readonly spent: SpentSum;
  private readonly capDays = new CapDays();
  private readonly sums = new Map<number, bigint>();

  constructor(session: Session, books: BookTable, spent: SpentSum, watch: Watch | undefined) {
    this.spent = spent;
    this.session = session;
    this.books = books;
    this.watch = watch;
    this.logged = new LoggedLines(session);
    this.lines = new LinesCheck(session, books);
  }

  *all(): Found {
    const { session } = this;
    const [total] = session.first<[number]>(sql`SELECT count(*) FROM ledger_entries`) ?? [0];
    const headers = new Ahead(exact<Header>(session, HEADERS));
    const entries = new Ahead(exact<Entry>(session, ENTRIES));
    let done = 0;
    let told = 0;
    try {
      for (;;) {
        const header = headers.next;
        const seq = entries.next && (!header || entries.next[0] < header[0]) ? entries.next[0] : header?.[0];
        if (seq === undefined) break;
        const own: Entry[] = [];
        for (; entries.next?.[0] === seq; entries.step()) own.push(entries.next);
        if (header?.[0] === seq) {
          yield* this.transaction(header, own);
          headers.step();
        } else yield* this.unsealed(seq, own);
        done += own.length || 1;
        if (done - told >= MOMENT) {
          told = done;
          this.watch?.told?.('ledger', Math.min(done, total), total);
          yield undefined;
        }
      }
      yield* this.logged.rest();
      yield* this.lines.rest();
    } finally {
      headers.close();
      entries.close();
      this.logged.close();
      this.lines.close();
    }
    yield* this.balances();
    yield* this.lines.totals();
    yield* capDaysKept(this.session, this.capDays);
  }

  private *unsealed(seq: bigint, entries: readonly Entry[]): Found {
    const [, book] = entries[0] as Entry;
    yield { code: 'LEDGER_UNSEALED', details: { transaction: `#${seq}`, book: bookText(this.session, Number(book)) } };
    yield* this.chain(`#${seq}`, entries);
  }

  private *transaction(header: Header, entries: readonly Entry[]): Found {
    const [seq, id, movement, , currency] = header;
    const fields = fieldsOf(header, entries);
    if (entries.length === 0) yield { code: 'LEDGER_EMPTY', details: { transaction: id } };
    yield* this.chain(id, entries);
    yield* this.zeroSum(id, currency, entries);
    yield* this.lines.of({ seq: Number(seq), id, movement, currency, purse: header[5], reverses: header[16] }, entries);
    if (header[9] !== null) this.spent.moved(consumptionIn(header), entries);
    if (movement === 'reversal') {
      const fault = reversalFault(this.session, { seq: Number(seq), reverses: header[16] });
      if (fault !== undefined) yield { code: 'LEDGER_REVERSAL', details: { transaction: id, reason: fault } };
    }
    this.capDays.add(fields);
    yield* this.logged.compare(id, Number(seq), fields);
  }

  /** Each balance follows from the one before; once all is entered no book is below its floor. */
  private *chain(id: string, entries: readonly Entry[]): Found {
    const { books } = this;
    for (const [, book, amount, balance, lot] of entries) {
      const place = books.place(Number(book));
      if (place === undefined) continue;
      const expected = (books.running[place] as bigint) + amount;
      books.running[place] = expected;
      const kind = books.kind(place);
      if (expected !== balance)
        yield {
          code: 'LEDGER_BALANCE',
          details: {
            transaction: id,
            book: books.name(place),
            expected: books.money(place, expected),
            found: books.money(place, balance),
          },
        };
      if (kind !== undefined && LOT_KINDS.has(kind) !== (lot !== null))
        yield { code: 'LEDGER_LOT', details: { transaction: id, book: books.name(place), lot } };
    }
    for (const [, book] of entries) {
      const place = books.place(Number(book));
      if (place === undefined || !books.belowFloor(place)) continue;
      const balance = books.money(place, books.running[place] as bigint);
      yield { code: 'LEDGER_FLOOR', details: { transaction: id, book: books.name(place), balance } };
      return;
    }
  }

  private *zeroSum(id: string, currency: string, entries: readonly Entry[]): Found {
    const { books, sums } = this;
    sums.clear();
    for (const [, book, amount] of entries) {
      const place = books.place(Number(book));
      if (place === undefined) continue;
      const sort = books.sort(place);
      sums.set(sort, (sums.get(sort) ?? 0n) + amount);
      if (books.currency(place) === currency) continue;
      yield { code: 'LEDGER_UNBALANCED', details: { transaction: id, currency: books.currency(place) } };
      return;
    }
    for (const sum of sums.values()) {
      if (sum === 0n) continue;
      const place = entries
        .map(([, book]) => books.place(Number(book)))
        .find((at) => at !== undefined && sums.get(books.sort(at)) === sum) as number;
      const kind = books.kind(place);
      yield { code: 'LEDGER_UNBALANCED', details: { transaction: id, currency, kind, sum: books.money(place, sum) } };
      return;
    }
  }

  private *balances(): Found {
    const { books } = this;
    for (let place = 0; place < books.size; place++) {
      const [expected, found] = [books.running[place] as bigint, books.stored[place] as bigint];
      if (expected === found) continue;
      const [is, was] = [books.money(place, expected), books.money(place, found)];
      yield { code: 'LEDGER_BALANCE', details: { book: books.name(place), expected: is, found: was } };
    }
  }
}

const consumptionIn = ([
  ,
  ,
  movement,
  ,
  currency,
  purse,
  holder,
  ,
  ,
  day,
  type,
  product,
  ,
  ,
  ,
  ,
  reverses,
]: Header) => ({
  movement,
  holder,
  currency,
  purse,
  day,
  type,
  product,
  reverses,
});

function fieldsOf(header: Header, entries: readonly Entry[]) {
  const [, , movement, time, currency, purse, holder, counterparty, amount, day, type, product, order] = header;
  const [source, reference, org, reverses, note, caps, content] = header.slice(13) as (string | null)[];
  const postings = `[${entries.map(([, , , , , posted]) => JSON.stringify(posted)).join(',')}]`;
  return {
    ...{ movement, time, currency, purse, holder, counterparty, amount, day, type, product, order_id: order },
    ...{ source, reference, org, content, reverses, note, caps, postings },
  } as const;
}

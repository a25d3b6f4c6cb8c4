/** Writes transactions: entries first, then the row that seals them (0009-ledger). A book is made when it is first met. */

import { type BookName, bookNamed, type Holder, holderParts, isWorld } from '../../../domain/funds/books.ts';
import { type Posted, postedOf } from '../../../domain/funds/postings.ts';
import { lotNamed } from '../../../domain/funds/transactions.ts';
import type { Value } from '../../../domain/kind.ts';
import type { Write } from '../../port.ts';
import type { Session } from '../session.ts';
import { ASKED } from '../sql.ts';
import { CapDays } from './cap-days.ts';
import { holderIds } from './holders.ts';
import { type HolderTotals, Lines } from './lines.ts';
import { lotSpan } from './lot-span.ts';
import { zoneOf } from './zone.ts';

type Fields = Readonly<Record<string, Value>>;
type Ids = { readonly book: number; readonly holder: number };

const HEADER = [
  'movement',
  'time',
  'currency',
  'purse',
  'holder',
  'counterparty',
  'amount',
  'day',
  'type',
  'product',
  'order_id',
  'source',
  'reference',
  'org',
  'content',
  'reverses',
  'caps',
  'note',
] as const;
/** Here and below, what fails has written nothing yet, and is told as such: SQLite need not keep each page as it was before (0009-ledger). */
const SEAL = `INSERT OR FAIL INTO ledger_transactions (seq, id, ${HEADER.join(', ')}) VALUES (?, ?, ${HEADER.map(() => '?').join(', ')})`;
const NEXT = `SELECT max((SELECT ifnull(max(seq), 0) FROM ledger_transactions), (SELECT ifnull(max(txn), 0) FROM ledger_entries)) + 1`;

const BOOKS = `SELECT asked.nth, b.id FROM ${ASKED} CROSS JOIN books b
  WHERE b.holder = asked.wanted ->> 0 AND b.currency = asked.wanted ->> 1 AND b.state = asked.wanted ->> 2
    AND b.purse = asked.wanted ->> 3 AND b.kind = asked.wanted ->> 4`;

const postingsIn = (fields: Fields): readonly Posted[] => postedOf(fields['postings'] as readonly string[]);
const booksOf = (write: Write): BookName[] =>
  write.op === 'insert' ? postingsIn(write.fields).map(({ book }) => book) : [];

export class LedgerWriter {
  private readonly session: Session;
  /** Ids of books met since `begin`: those that a rolled back transaction made are forgotten with it. */
  private books = new Map<BookName, Ids>();
  /** Nothing: of one that was looked for, and is not there. */
  private holders = new Map<Holder, number | undefined>();
  private readonly lines: Lines;
  private readonly capDays = new CapDays();
  private next: number | undefined;

  constructor(session: Session) {
    this.session = session;
    this.lines = new Lines(session);
  }

  /** What the transactions to come will meet is looked up at once. */
  begin(transactions: readonly Write[]): void {
    this.books = new Map();
    this.holders = new Map();
    this.lines.begin();
    this.capDays.begin();
    this.next = undefined;
    if (transactions.length > 0) this.meet([...new Set(transactions.flatMap(booksOf))]);
  }

  private meet(names: readonly BookName[]): void {
    const holders = [...new Set(names.map((name) => bookNamed(name).holder))];
    for (const [i, id] of holderIds(this.session, holders).entries()) this.holders.set(holders[i] as Holder, id);
    const asked: [id: number, ...of: string[]][] = [];
    const known: BookName[] = [];
    const met: HolderTotals[] = [];
    for (const name of names) {
      const { holder, currency, state, purse, kind } = bookNamed(name);
      const id = this.holders.get(holder);
      // Whoever was never met has no books, and nothing in them.
      if (id === undefined) continue;
      known.push(name);
      asked.push([id, currency, state, purse, kind]);
      if (!isWorld(holder)) met.push({ holder: id, currency });
    }
    const found = this.session.prepare(BOOKS).all(JSON.stringify(asked)) as [nth: number, id: number][];
    for (const [nth, book] of found)
      this.books.set(known[nth] as BookName, { book, holder: (asked[nth] as [number])[0] });
    this.lines.meet(met);
  }

  /** What is known of holders as a whole is written once, however many transactions touched them. */
  flush(): void {
    this.lines.flush();
    this.capDays.flush(this.session);
  }

  insert(id: string, fields: Fields): void {
    const { session } = this;
    this.next ??= (session.prepare(NEXT).get() as [number])[0];
    const seq = this.next++;
    if (typeof fields['lot'] === 'string') this.makeLot(fields['lot']);
    const entry = session.prepare(
      'INSERT OR FAIL INTO ledger_entries (txn, n, book, amount, balance, lot, part) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
    const postings = postingsIn(fields);
    const owners = postings.map((posted, n) => {
      const { book, holder } = this.idsOf(posted.book);
      entry.run(seq, n + 1, book, posted.amount, posted.balance, posted.lot ?? null, posted.part ?? null);
      if (holder !== 1 && posted.lot !== undefined) this.moveLot(book, posted.lot, posted);
      return holder;
    });
    session.prepare(SEAL).run(seq, id, ...HEADER.map((name) => (fields[name] ?? null) as string | number | null));
    this.lines.write(seq, fields, postings, owners);
    this.capDays.add(fields);
  }

  /** It is told of from now on, though nothing has moved yet. */
  know(holder: string, currency: string): void {
    this.lines.know(this.holderId(holder) ?? this.makeHolder(holder), currency);
  }

  private makeLot(text: string): void {
    const { id, kind, validFrom, validTo } = lotNamed(text);
    this.session
      .prepare('INSERT OR FAIL INTO lots (id, kind, valid_from, valid_to) VALUES (?, ?, ?, ?)')
      .run(id, kind, validFrom, validTo);
  }

  private idsOf(name: BookName): Ids {
    let ids = this.books.get(name);
    if (!ids) {
      ids = this.makeBook(name);
      this.books.set(name, ids);
    }
    return ids;
  }

  private makeBook(name: BookName): Ids {
    const { holder, currency, purse, kind, state } = bookNamed(name);
    const owner = this.holderId(holder) ?? this.makeHolder(holder);
    const { lastInsertRowid } = this.session
      .prepare('INSERT OR FAIL INTO books (holder, currency, purse, kind, state, balance) VALUES (?, ?, ?, ?, ?, 0)')
      .run(owner, currency, purse, kind, state);
    return { book: Number(lastInsertRowid), holder: owner };
  }

  private holderId(holder: string): number | undefined {
    if (isWorld(holder)) return 1;
    if (this.holders.has(holder)) return this.holders.get(holder);
    const known = this.session.prepare('SELECT id FROM holders WHERE holder = ?').get(holder) as [number] | undefined;
    return known?.[0];
  }

  private makeHolder(holder: string): number {
    const { kind, place } = holderParts(holder);
    const made = this.session
      .prepare('INSERT INTO holders (holder, kind, place) VALUES (?, ?, ?)')
      .run(holder, kind, place);
    const id = Number(made.lastInsertRowid);
    this.holders.set(holder, id);
    this.lines.isNew(id);
    return id;
  }

  private moveLot(book: number, lot: string, { amount, part, book: name }: Posted): void {
    const expired = part === undefined || part === 'settle' ? 0n : -amount;
    const { changes } = this.session
      .prepare('UPDATE lot_books SET amount = amount + ?, expired = expired + ? WHERE book = ? AND lot = ?')
      .run(amount, expired, book, lot);
    if (changes === 1) return;
    const days = this.session.prepare('SELECT valid_from, valid_to FROM lots WHERE id = ?').get(lot);
    const { begins, expires } = lotSpan(...(days as [string, string]), zoneOf(this.session, bookNamed(name).holder));
    this.session
      .prepare('INSERT INTO lot_books (book, lot, amount, expired, begins, expires) VALUES (?, ?, ?, ?, ?, ?)')
      .run(book, lot, amount, expired, begins, expires);
  }
}

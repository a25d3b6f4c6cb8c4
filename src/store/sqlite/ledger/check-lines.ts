/** Lines of statements and what holders have in all: both follow from the entries, and are kept so that none is added up. */

import { formatMinor } from '../../../domain/money.ts';
import type { Finding } from '../../../domain/question.ts';
import type { Session } from '../session.ts';
import { raw, sql } from '../sql.ts';
import { Ahead } from './ahead.ts';
import type { BookTable } from './book-table.ts';
import type { Found } from './check-walk.ts';
import { firstLine, LINE_AMOUNTS } from './lines.ts';

const WIDTH = LINE_AMOUNTS.length;
const AMOUNTS = LINE_AMOUNTS.join(', ');
const AFTER = LINE_AMOUNTS.map((name) => `${name}_after`).join(', ');

/** Amounts as numbers: what lies beyond 2^53 is rounded on both sides alike, and exact in the books. */
type Line = [
  line: number,
  holder: number,
  movement: string,
  currency: string,
  purse: string | null,
  ...amounts: number[],
];
const LINES = raw(
  `SELECT line, holder, movement, currency, purse, ${AMOUNTS}, ${AFTER} FROM ledger_parties ORDER BY line`,
);
type Total = [holder: number, currency: string, ...amounts: number[]];
const TOTALS = raw(`SELECT holder, currency, ${AMOUNTS} FROM fund_totals ORDER BY holder, currency`);

type Transaction = {
  readonly seq: number;
  readonly id: string;
  readonly movement: string;
  readonly currency: string;
  readonly purse: string;
  readonly reverses: string | null;
};
/** In one purse of a holder. */
type Change = { readonly holder: number; readonly purse: string | null; readonly by: bigint[] };
type Moved = readonly [txn: bigint, book: bigint, amount: bigint, ...unknown[]];

export class LinesCheck {
  private readonly session: Session;
  private readonly books: BookTable;
  private readonly lines: Ahead<Line>;
  /** By holder and currency, where its amounts begin in `sums`. */
  private readonly places = new Map<string, number>();
  private sums = new BigInt64Array(WIDTH * 1024);

  constructor(session: Session, books: BookTable) {
    this.session = session;
    this.books = books;
    this.lines = new Ahead(session.iterate<Line>(LINES));
  }

  *of(transaction: Transaction, entries: readonly Moved[]): Found {
    const { seq, id, currency } = transaction;
    yield* this.strays(firstLine(seq));
    const changes = this.changes(transaction, entries);
    let line = firstLine(seq);
    let faulty: number | undefined;
    for (const change of changes) {
      const { holder, by } = change;
      const at = this.placeOf(holder, currency);
      for (let i = 0; i < WIDTH; i++) this.sums[at + i] = (this.sums[at + i] as bigint) + (by[i] as bigint);
      line++;
      const kept = this.lines.next;
      if (kept?.[0] !== line) {
        faulty ??= holder;
        continue;
      }
      if (!this.same(kept, transaction, change, at)) faulty ??= holder;
      this.lines.step();
    }
    if (faulty !== undefined)
      yield { code: 'LEDGER_LINE', details: { transaction: id, holder: holderText(this.session, faulty) } };
    yield* this.strays(firstLine(seq + 1));
  }

  /** In the order in which the entries meet them. */
  private changes(transaction: Transaction, entries: readonly Moved[]): Iterable<Change> {
    const { books } = this;
    const changes = new Map<number | string, Change>();
    for (const [, book, amount] of entries) {
      const place = books.place(Number(book));
      if (place === undefined || books.isWorld(place)) continue;
      const holder = books.holders[place] as number;
      const of = books.purse(place) ?? transaction.purse;
      const purse = of === transaction.purse ? null : of;
      const party = purse === null ? holder : `${holder} ${purse}`;
      let change = changes.get(party);
      if (!change) {
        change = { holder, purse, by: LINE_AMOUNTS.map(() => 0n) };
        changes.set(party, change);
      }
      const at = books.isFrozen(place) ? FROZEN : LINE_AMOUNTS.indexOf(books.kind(place) as 'cash');
      if (at >= 0) change.by[at] = (change.by[at] as bigint) + amount;
    }
    return changes.values();
  }

  private same(kept: Line, { movement, currency, reverses }: Transaction, { holder, purse, by }: Change, at: number) {
    const [, whose, what, of, where, ...amounts] = kept;
    if (whose !== holder || of !== currency || where !== purse) return false;
    if (what !== (reverses === null ? movement : (this.movementOf(reverses) ?? movement))) return false;
    for (let i = 0; i < WIDTH; i++)
      if (amounts[i] !== Number(by[i]) || amounts[WIDTH + i] !== Number(this.sums[at + i])) return false;
    return true;
  }

  private movementOf(id: string): string | undefined {
    return this.session.first<[string]>(sql`SELECT movement FROM ledger_transactions WHERE id = ${id}`)?.[0];
  }

  private placeOf(holder: number, currency: string): number {
    const name = `${holder} ${currency}`;
    let at = this.places.get(name);
    if (at === undefined) {
      at = this.places.size * WIDTH;
      this.places.set(name, at);
      if (at >= this.sums.length) {
        const wider = new BigInt64Array(this.sums.length * 2);
        wider.set(this.sums);
        this.sums = wider;
      }
    }
    return at;
  }

  /** Lines below this one that no transaction has. */
  private *strays(below: number): Found {
    for (let kept = this.lines.next; kept && kept[0] <= below; kept = this.lines.next) {
      const [line, holder] = kept;
      yield stray(this.session, Math.floor(line / firstLine(1)), holder);
      this.lines.step();
    }
  }

  *rest(): Found {
    yield* this.strays(Number.POSITIVE_INFINITY);
  }

  close(): void {
    this.lines.close();
  }

  /** Who has nothing may be told of all the same. */
  *totals(): Found {
    const met = new Set<string>();
    let n = 0;
    for (const [holder, currency, ...found] of this.session.iterate<Total>(TOTALS)) {
      if (++n % MOMENT === 0) yield undefined;
      const name = `${holder} ${currency}`;
      met.add(name);
      const at = this.places.get(name);
      const wrong = LINE_AMOUNTS.findIndex((_, i) => found[i] !== (at === undefined ? 0 : Number(this.sums[at + i])));
      if (wrong < 0) continue;
      const expected = at === undefined ? 0n : (this.sums[at + wrong] as bigint);
      yield total(this.session, holder, currency, wrong, expected, BigInt(found[wrong] as number));
    }
    for (const [name, at] of this.places) {
      if (met.has(name)) continue;
      const [holder = '', currency = ''] = name.split(' ');
      yield total(this.session, Number(holder), currency, 0, this.sums[at] as bigint, undefined);
    }
  }
}

const FROZEN = LINE_AMOUNTS.indexOf('frozen');
const MOMENT = 10_000;

const stray = (session: Session, seq: number, holder: number): Finding => {
  const found = session.first<[string]>(sql`SELECT id FROM ledger_transactions WHERE seq = ${seq}`);
  return {
    code: 'LEDGER_LINE',
    details: { transaction: found?.[0] ?? `#${seq}`, holder: holderText(session, holder) },
  };
};

const total = (
  session: Session,
  holder: number,
  currency: string,
  at: number,
  expected: bigint,
  found: bigint | undefined,
): Finding => ({
  code: 'LEDGER_TOTAL',
  details: {
    holder: holderText(session, holder),
    of: LINE_AMOUNTS[at],
    expected: formatMinor(expected, currency),
    found: found === undefined ? null : formatMinor(found, currency),
    currency,
  },
});

function holderText(session: Session, id: number): string {
  return session.first<[string]>(sql`SELECT holder FROM holders WHERE id = ${id}`)?.[0] ?? `#${id}`;
}

/**
 * What paid for each day of consumption follows from the entries, by kind. All days are compared with all entries at once:
 * both are added up to one number in which each day and kind has a weight of its own, so that what is kept of a million
 * days takes no memory. Only where the two differ is every day made anew from its entries, to name the one that is wrong.
 */
import { isWorld } from '../../../domain/funds/books.ts';
import { isConsumption, type Part } from '../../../domain/funds/words.ts';
import { formatMinor } from '../../../domain/money.ts';
import type { Session } from '../session.ts';
import { sql } from '../sql.ts';
import { exact } from './ahead.ts';
import type { BookTable } from './book-table.ts';
import type { Found } from './check-walk.ts';
import { PAID_AS } from './lines.ts';

const SPENT_BY = ['cash', 'bonus', 'traffic_bonus', 'credit', 'wallet', 'overdraft'] as const;
type SpentBy = (typeof SPENT_BY)[number];

/** Numbers that have nothing in common: what is taken from one kind and given to another shows. */
const WEIGHTS: Readonly<Partial<Record<string, bigint>>> = {
  cash: 15485863n,
  bonus: 7368787n,
  traffic_bonus: 3256841n,
  credit: 1299709n,
  wallet: 611953n,
  overdraft: 1n,
};
/** Of a day that is kept: what paid for it in all, and weighed. */
export const PAID = SPENT_BY.join(' + ');
export const WEIGHED = SPENT_BY.map((name) => `${name} * ${WEIGHTS[name]}`).join(' + ');

/** Of a line of a day: purse, type, product. */
export type DayKey = readonly [holder: string, currency: string, day: string, ...line: readonly (string | null)[]];

/** 64 bits of a text, that fit in two numbers. */
function weightOf(text: string): bigint {
  let [a, b] = [0x811c9dc5, 0x9747b28c];
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    a = Math.imul(a ^ c, 0x01000193);
    b = Math.imul(b ^ c ^ (b >>> 15), 0x5bd1e995);
  }
  return (BigInt(a >>> 0) << 32n) | BigInt(b >>> 0);
}

const nameOf = ([holder, currency, day, purse, type, product]: DayKey): string =>
  `${holder}/${currency}/${day}/${purse}/${type ?? ''}/${product ?? ''}`;

type Consumption = {
  readonly movement: string;
  readonly holder: string;
  readonly currency: string;
  readonly purse: string;
  readonly day: string | null;
  readonly type: string | null;
  readonly product: string | null;
  readonly reverses: string | null;
};
/** `posted`: as the log has it, with the holder first and the part last. */
type Moved = readonly [txn: bigint, book: bigint, amount: bigint, balance: bigint, lot: unknown, posted: string | null];

export class SpentSum {
  private readonly session: Session;
  private readonly books: BookTable;
  private sum = 0n;
  private beyond = false;

  constructor(session: Session, books: BookTable) {
    this.session = session;
    this.books = books;
  }

  /** Of a transaction that takes consumption back the same counts, by its own entries, on the day of what it takes back. */
  moved(one: Consumption, entries: readonly Moved[]): void {
    if (one.day === null) return;
    const of = one.reverses === null ? one : this.takenBack(one, one.reverses);
    if (!of || !isConsumption(of.movement)) return;
    const { holder, currency, purse } = one;
    this.add([holder, currency, one.day, purse, of.type, of.product], this.weighed(`${holder}/`, entries));
  }

  /** `weighed`: no integer where it is beyond all of them. Then each day is looked at by itself. */
  kept(key: DayKey, weighed: unknown): void {
    if (typeof weighed === 'bigint') this.add(key, -weighed);
    else this.beyond = true;
  }

  get same(): boolean {
    return this.sum === 0n && !this.beyond;
  }

  private add(key: DayKey, amount: bigint): void {
    this.sum = BigInt.asUintN(64, this.sum + amount * weightOf(nameOf(key)));
  }

  private weighed(own: string, entries: readonly Moved[]): bigint {
    const { books } = this;
    let sum = 0n;
    for (const [, book, amount, , , posted] of entries) {
      const place = books.place(Number(book));
      if (place === undefined || posted === null) continue;
      const world = books.isWorld(place);
      // What the account itself paid the world has got.
      if (!world && posted.startsWith(own)) continue;
      const part = posted.endsWith('|') ? undefined : (posted.slice(posted.lastIndexOf('|') + 1) as Part);
      const weight = WEIGHTS[columnOf(part, books.kind(place)) ?? ''];
      if (weight === undefined) continue;
      sum += amount * (world ? weight : weight - (WEIGHTS['wallet'] as bigint));
    }
    return sum;
  }

  private takenBack(one: Consumption, reverses: string): Consumption | undefined {
    const found = this.session.first<[string, string | null, string | null]>(
      sql`SELECT movement, type, product FROM ledger_transactions WHERE id = ${reverses}`,
    );
    return found && { ...one, movement: found[0], type: found[1], product: found[2] };
  }
}

/** The column that an entry counts in; none where it follows by itself from others. */
function columnOf(part: Part | undefined, kind: string | undefined): string | undefined {
  if (part === undefined) return kind;
  return PAID_AS[part];
}

type Kept = [...key: [string, string, string, string, string, string], ...amounts: bigint[]];
const DAYS = `SELECT holder, currency, day, purse, type, product, ${SPENT_BY.join(', ')} FROM consumption_days
  ORDER BY holder, currency, day DESC, purse, type, product`;
const ENTRIES = `SELECT t.purse, ifnull(o.type, ifnull(t.type, '')), ifnull(o.product, ifnull(t.product, '')),
    h.holder, b.kind, e.part, e.amount
  FROM ledger_transactions t LEFT JOIN ledger_transactions o ON o.id = t.reverses
  CROSS JOIN ledger_entries e ON e.txn = t.seq CROSS JOIN books b ON b.id = e.book CROSS JOIN holders h ON h.id = b.holder
  WHERE t.holder = ? AND t.currency = ? AND t.day = ? AND ifnull(o.movement, t.movement) IN ('consume', 'consume_return')`;
type Spent = Record<string, bigint>;

/** Each day by its entries: the first that is not as they say. */
export function* spentAnew(session: Session): Found {
  let day = { name: '', lines: new Map<string, Spent>() };
  let n = 0;
  for (const [holder, currency, on, purse, type, product, ...amounts] of exact<Kept>(session, DAYS)) {
    if (++n % MOMENT === 0) yield undefined;
    const name = `${holder}/${currency}/${on}`;
    if (day.name !== name) day = { name, lines: linesOf(session, holder, currency, on) };
    const spent = day.lines.get(JSON.stringify([purse, type, product])) ?? {};
    const wrong = SPENT_BY.findIndex((column, i) => (spent[column] ?? 0n) !== amounts[i]);
    if (wrong < 0) continue;
    const field = SPENT_BY[wrong] as SpentBy;
    const [expected, found] = [spent[field] ?? 0n, amounts[wrong] as bigint].map((one) => formatMinor(one, currency));
    yield { code: 'LEDGER_DAY', details: { holder, day: on, currency, field, expected, found } };
    return;
  }
}

function linesOf(session: Session, ...[account, currency, on]: [string, string, string]): Map<string, Spent> {
  const lines = new Map<string, Spent>();
  const found = session.prepare(ENTRIES).safeIntegers(true).iterate(account, currency, on);
  for (const row of found as Iterable<[string, string, string, string, string, Part | null, bigint]>) {
    const [purse, type, product, holder, kind, part, amount] = row;
    const column = columnOf(part ?? undefined, kind);
    const name = JSON.stringify([purse, type, product]);
    const spent = lines.get(name) ?? {};
    lines.set(name, spent);
    if (column === undefined || !(column in WEIGHTS) || holder === account) continue;
    spent[column] = (spent[column] ?? 0n) + amount;
    if (!isWorld(holder)) spent['wallet'] = (spent['wallet'] ?? 0n) - amount;
  }
  return lines;
}

const MOMENT = 5_000;

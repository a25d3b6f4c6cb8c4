/**
 * All books, as plain columns: what is asked of a book for each of millions of entries is then a look into an array. It
 * takes some forty bytes a book, however many entries there are.
 */

import { FUND_KINDS, type FundKind, PURSES } from '../../../domain/funds/words.ts';
import { formatMinor } from '../../../domain/money.ts';
import type { Session } from '../session.ts';
import { sql } from '../sql.ts';

const KINDS = Object.keys(FUND_KINDS) as FundKind[];
const PURSE_NAMES = Object.keys(PURSES);
const UP = KINDS.map((kind) => FUND_KINDS[kind].floor === 'positive');
/** A kind that nobody knows: no floor is known of it either. */
const STRANGE = 255;

type Stored = [
  id: bigint,
  holder: bigint,
  currency: string,
  purse: string,
  kind: string,
  balance: bigint,
  frozen: bigint,
];

export class BookTable {
  readonly size: number;
  /** Where a book's columns are, by its id; ids that leave gaps are kept apart. */
  private readonly places: Map<number, number> | undefined;
  private readonly ids: Float64Array;
  readonly holders: Float64Array;
  private readonly kinds: Uint8Array;
  private readonly purses: Uint8Array;
  private readonly currencies: Uint16Array;
  private readonly frozen: Uint8Array;
  private readonly names: string[] = [];
  /** As it is stored, and as the entries met so far make it. */
  readonly stored: BigInt64Array;
  readonly running: BigInt64Array;
  private readonly session: Session;

  constructor(session: Session) {
    this.session = session;
    const [count, largest] = session.first<[number, number]>(sql`SELECT count(*), ifnull(max(id), 0) FROM books`) ?? [
      0, 0,
    ];
    this.size = count;
    this.places = largest === count ? undefined : new Map();
    this.ids = new Float64Array(count);
    this.holders = new Float64Array(count);
    this.kinds = new Uint8Array(count);
    this.purses = new Uint8Array(count);
    this.currencies = new Uint16Array(count);
    this.frozen = new Uint8Array(count);
    this.stored = new BigInt64Array(count);
    this.running = new BigInt64Array(count);
    const codes = new Map<string, number>();
    let place = 0;
    const books = session
      .prepare("SELECT id, holder, currency, purse, kind, balance, state <> 'available' FROM books ORDER BY id")
      .safeIntegers(true)
      .iterate() as IterableIterator<Stored>;
    for (const [number, holder, currency, purse, kind, balance, frozen] of books) {
      let code = codes.get(currency);
      if (code === undefined) {
        code = codes.size;
        codes.set(currency, code);
        this.names.push(currency);
      }
      const known = KINDS.indexOf(kind as FundKind);
      const at = Number(number);
      this.places?.set(at, place);
      this.ids[place] = at;
      this.holders[place] = Number(holder);
      this.purses[place] = PURSE_NAMES.indexOf(purse);
      this.kinds[place] = known < 0 ? STRANGE : known;
      this.currencies[place] = code;
      this.frozen[place] = Number(frozen);
      this.stored[place] = balance;
      place++;
    }
  }

  /** Undefined where there is no such book. */
  place(id: number): number | undefined {
    if (this.places) return this.places.get(id);
    return id >= 1 && id <= this.size ? id - 1 : undefined;
  }

  isWorld(place: number): boolean {
    return this.holders[place] === 1;
  }

  /** For an order or a hold. */
  isFrozen(place: number): boolean {
    return this.frozen[place] === 1;
  }

  currency(place: number): string {
    return this.names[this.currencies[place] as number] ?? '';
  }

  /** Undefined where nobody knows such a purse. */
  purse(place: number): string | undefined {
    return PURSE_NAMES[this.purses[place] as number];
  }

  kind(place: number): FundKind | undefined {
    return KINDS[this.kinds[place] as number];
  }

  /** One number for currency and kind: in each of them a transaction sums to zero. */
  sort(place: number): number {
    return (this.currencies[place] as number) * 256 + (this.kinds[place] as number);
  }

  belowFloor(place: number): boolean {
    const up = UP[this.kinds[place] as number];
    if (up === undefined || this.isWorld(place)) return false;
    const balance = this.running[place] as bigint;
    return up ? balance < 0n : balance > 0n;
  }

  money(place: number, minor: bigint): string {
    return formatMinor(minor, this.currency(place));
  }

  /** As a finding names it. */
  name(place: number): string {
    return bookText(this.session, this.ids[place] as number);
  }
}

export function bookText(session: Session, id: number): string {
  const found = session.first<[string]>(
    sql`SELECT h.holder || '/' || b.currency || '/' || b.purse || '/' || b.kind || '/' || b.state
      FROM books b JOIN holders h ON h.id = b.holder WHERE b.id = ${id}`,
  );
  return found?.[0] ?? `#${id}`;
}

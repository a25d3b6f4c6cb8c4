/**
 * The row ids of a condition, read in their order and no further than they are wanted, as a byte for each row: SQL looks
 * a row up in them (`holds`) at half the cost of a function, and one text of many ids is handed over in far less time
 * than a row for each.
 */
import type { Session } from '../session.ts';
import { type Sql, sql } from '../sql.ts';

/** A state whose row ids went beyond this is not looked up in memory. */
const HIGHEST = 1 << 26;

export class Gathered {
  private bytes = Buffer.alloc(1 << 10);
  private last = 0;
  private ended = false;
  size = 0;

  /** Reads on until there are `most`, and says how many there are. */
  upTo(session: Session, ids: Sql, most: number): number {
    const more = most - this.size;
    if (this.ended || more <= 0) return this.ended ? this.size : most;
    const next = sql`SELECT seq FROM (${ids}) WHERE seq > ${this.last} ORDER BY seq LIMIT ${more}`;
    const [text] = session.first<[string | null]>(sql`SELECT group_concat(seq) FROM (${next})`) ?? [];
    const found = text ? this.take(text) : 0;
    this.size += found;
    this.ended = found < more;
    return this.size;
  }

  /** All of them are known. */
  get whole(): boolean {
    return this.ended && this.last <= HIGHEST;
  }

  /** How many there are, if they lie as close from here on as so far among `accounts`. */
  likely(accounts: number): number {
    return this.ended || this.last === 0 ? this.size : Math.max(this.size, (this.size / this.last) * accounts);
  }

  /** Whether the row at `t` is one of them. */
  get holds(): Sql {
    return sql`substr(${this.bytes}, t.seq, 1) = x'01'`;
  }

  /** The ids that all of them hold, of one gathered alone too. */
  static common(all: readonly Gathered[]): number[] {
    const [first, ...others] = all.toSorted((a, b) => a.size - b.size);
    const ids: number[] = [];
    if (first)
      for (let at = first.bytes.indexOf(1); at >= 0; at = first.bytes.indexOf(1, at + 1))
        if (others.every(({ bytes }) => bytes[at] === 1)) ids.push(at + 1);
    return ids;
  }

  /** The text is read as JSON, which is quick from the first one on: a loop over its characters is not, in a short command. */
  private take(text: string): number {
    const ids = JSON.parse(`[${text}]`) as number[];
    const last = ids.at(-1) ?? 0;
    if (last > this.bytes.length && last <= HIGHEST) {
      const wider = Buffer.alloc(Math.max(last, this.bytes.length * 2));
      this.bytes.copy(wider);
      this.bytes = wider;
    }
    for (const id of ids) if (id <= HIGHEST) this.bytes[id - 1] = 1;
    this.last = last;
    return ids.length;
  }
}

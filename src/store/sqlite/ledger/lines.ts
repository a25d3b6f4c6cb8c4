/**
 * Lines of statements, written with their transaction: what it brought to each holder and purse it touches and what the holder had then,
 * and what an account consumed by day. They follow from the entries, and are kept so that a statement is read, not added up.
 */
import { bookNamed, type Holder, isWorld } from '../../../domain/funds/books.ts';
import type { Posted } from '../../../domain/funds/postings.ts';
import { isConsumption, type Movement, type Part, type Purse } from '../../../domain/funds/words.ts';
import type { Value } from '../../../domain/kind.ts';
import type { Session } from '../session.ts';
import { ASKED } from '../sql.ts';

type Fields = Readonly<Record<string, Value>>;

/** Of a line, in the order of the table: a kind is what is available of it, frozen what orders and holds have of all. */
export const LINE_AMOUNTS = [
  'cash',
  'credit',
  'bonus',
  'traffic_bonus',
  'deposit',
  'owed',
  'overdraft',
  'frozen',
] as const;
const NOTHING = LINE_AMOUNTS.map(() => 0n);
const nothing = (): bigint[] => NOTHING.slice();
const AMOUNTS = [...LINE_AMOUNTS, ...LINE_AMOUNTS.map((name) => `${name}_after`)];
const inserts = new Map<number, string>();

/** Most amounts of most lines are nothing: only others are bound. A bit of `some` for each amount that is not. */
function insertOf(some: number): string {
  let text = inserts.get(some);
  if (text === undefined) {
    const amounts = AMOUNTS.map((_, at) => (some & (1 << at) ? '?' : '0'));
    text = `INSERT OR FAIL INTO ledger_parties (line, holder, movement, currency, purse, ${AMOUNTS.join(', ')})
      VALUES (?, ?, ?, ?, ?, ${amounts.join(', ')})`;
    inserts.set(some, text);
  }
  return text;
}
const TOTALS = `SELECT ${LINE_AMOUNTS.map((name) => `t.${name}`).join(', ')} FROM ${ASKED}
  LEFT JOIN fund_totals t ON t.holder = asked.wanted ->> 0 AND t.currency = asked.wanted ->> 1 ORDER BY asked.nth`;
const MAKE = `INSERT INTO fund_totals (holder, currency, ${LINE_AMOUNTS.join(', ')}) VALUES (?, ?, ${LINE_AMOUNTS.map(() => '?').join(', ')})`;
const SET = `UPDATE fund_totals SET ${LINE_AMOUNTS.map((name) => `${name} = ?`).join(', ')} WHERE holder = ? AND currency = ?`;

/** So many lines has a transaction room for. */
const MOST_LINES = 2 ** 16;
export const firstLine = (seq: number): number => seq * MOST_LINES;

const SPENT = ['total', 'cash', 'bonus', 'traffic_bonus', 'credit', 'wallet', 'overdraft'] as const;
type Spent = Record<(typeof SPENT)[number], bigint>;
const DAY = `INSERT INTO consumption_days (holder, currency, day, purse, type, product, ${SPENT.join(', ')}, booked, restated, line)
  VALUES (?, ?, ?, ?, ?, ?, ${SPENT.map(() => '?').join(', ')}, ?, NULL, ?)
  ON CONFLICT DO UPDATE SET ${SPENT.map((name) => `${name} = ${name} + excluded.${name}`).join(', ')},
    restated = CASE WHEN excluded.booked > booked THEN excluded.booked ELSE restated END, line = excluded.line`;
const TAKEN_BACK = 'SELECT movement, day, type, product FROM ledger_transactions WHERE id = ?';

/** What a transaction does to one holder in one purse, which is told where it is not the transaction's. */
type Change = { readonly owner: number; readonly purse: Purse | null; readonly by: bigint[] };

export type HolderTotals = { readonly holder: number; readonly currency: string };
/** What a holder has in a currency as it is by now, and whether the table says so. */
type Totals = { readonly amounts: bigint[]; readonly stored: boolean; changed: boolean };

export class Lines {
  private readonly session: Session;
  /** By holder and currency: whoever pays a thousand others is read and written once. */
  private totals = new Map<string, Totals>();
  private readonly fresh = new Set<number>();

  constructor(session: Session) {
    this.session = session;
  }

  begin(): void {
    this.totals = new Map();
    this.fresh.clear();
  }

  /** A holder that was just made has nothing. */
  isNew(holder: number): void {
    this.fresh.add(holder);
  }

  /** What they have is looked up at once. */
  meet(holders: readonly HolderTotals[]): void {
    const asked = JSON.stringify(holders.map(({ holder, currency }) => [holder, currency]));
    const found = this.session.prepare(TOTALS).safeIntegers(true).all(asked) as (bigint[] | null[])[];
    for (const [i, amounts] of found.entries()) {
      const { holder, currency } = holders[i] as HolderTotals;
      const stored = amounts[0] !== null;
      const known: Totals = { amounts: stored ? (amounts as bigint[]) : nothing(), stored, changed: false };
      this.totals.set(`${holder} ${currency}`, known);
    }
  }

  /** `owners`: the holder of each posting. */
  write(seq: number, fields: Fields, postings: readonly Posted[], owners: readonly number[]): void {
    const { session } = this;
    const { reverses } = fields;
    const currency = String(fields['currency']);
    const before =
      typeof reverses === 'string' ? (session.prepare(TAKEN_BACK).get(reverses) as TakenBack | undefined) : undefined;
    const movement = before ? before[0] : fields['movement'];
    const changes = new Map<number | string, Change>();
    for (let n = 0; n < postings.length; n++) {
      const { book, amount } = postings[n] as Posted;
      const { holder, kind, purse, state } = bookNamed(book);
      if (isWorld(holder)) continue;
      const owner = owners[n] as number;
      const at = LINE_AMOUNTS.indexOf(state === 'available' ? kind : 'frozen');
      // What moves between two purses of one holder is a line of each.
      const own = purse === fields['purse'];
      const party = own ? owner : `${owner} ${purse}`;
      let change = changes.get(party);
      if (!change) changes.set(party, (change = { owner, purse: own ? null : purse, by: nothing() }));
      change.by[at] = (change.by[at] as bigint) + amount;
    }
    if (changes.size >= MOST_LINES) throw new Error(`a transaction has ${changes.size} lines`);
    let line = firstLine(seq);
    for (const { owner, purse, by: change } of changes.values()) {
      const totals = this.totalsOf(owner, currency);
      totals.changed = true;
      const bound: bigint[] = [];
      let some = 0;
      for (let i = 0; i < change.length; i++) {
        const by = change[i] as bigint;
        if (by === 0n) continue;
        totals.amounts[i] = (totals.amounts[i] as bigint) + by;
        some |= 1 << i;
        bound.push(by);
      }
      for (let i = 0; i < change.length; i++) {
        const after = totals.amounts[i] as bigint;
        if (after === 0n) continue;
        some |= 1 << (i + change.length);
        bound.push(after);
      }
      session.prepare(insertOf(some)).run(++line, owner, movement, currency, purse, ...bound);
    }
    if (!isConsumption(String(movement))) return;
    const [, day, type, product] = before ?? [movement, fields['day'], fields['type'], fields['product']];
    const spent = spentBy(String(fields['holder']), postings);
    const amounts = SPENT.map((name) => spent[name]);
    const key = [fields['holder'], currency, day, fields['purse'], type ?? '', product ?? ''];
    session.prepare(DAY).run(...key, ...amounts, fields['time'], line);
  }

  /** A holder that is told of though it has nothing yet. */
  know(owner: number, currency: string): void {
    const totals = this.totalsOf(owner, currency);
    totals.changed ||= !totals.stored;
  }

  flush(): void {
    for (const [name, { amounts, stored, changed }] of this.totals) {
      if (!changed) continue;
      const [owner, currency] = name.split(' ');
      if (stored) this.session.prepare(SET).run(...amounts, owner, currency);
      else this.session.prepare(MAKE).run(owner, currency, ...amounts);
    }
  }

  private totalsOf(owner: number, currency: string): Totals {
    const name = `${owner} ${currency}`;
    let totals = this.totals.get(name);
    if (!totals) {
      if (this.fresh.has(owner)) this.totals.set(name, { amounts: nothing(), stored: false, changed: false });
      else this.meet([{ holder: owner, currency }]);
      totals = this.totals.get(name) as Totals;
    }
    return totals;
  }
}

type TakenBack = [movement: Movement, day: string | null, type: string | null, product: string | null];

/** What came back as cash was of another kind when it paid (FUND-4): it is that kind of which less was consumed. */
export const PAID_AS: Readonly<Partial<Record<Part, keyof Spent>>> = { repaid: 'credit', cleared: 'overdraft' };

/** What the world got of each kind; of cash, what shared wallets paid of it apart. */
function spentBy(account: Holder, postings: readonly Posted[]): Spent {
  const spent: Spent = { total: 0n, cash: 0n, bonus: 0n, traffic_bonus: 0n, credit: 0n, wallet: 0n, overdraft: 0n };
  for (const { book, amount, part } of postings) {
    const paidAs = part && PAID_AS[part];
    if (part !== undefined && paidAs === undefined) continue;
    const { holder, kind } = bookNamed(book);
    if (kind === 'owed' || kind === 'deposit') continue;
    if (isWorld(holder)) {
      spent[paidAs ?? kind] += amount;
      spent.total += amount;
    } else if (holder !== account) {
      spent.wallet -= amount;
      spent[kind] += amount;
    }
  }
  return spent;
}

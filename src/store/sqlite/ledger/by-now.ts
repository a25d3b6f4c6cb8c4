/**
 * What a holder has by now, once what is due is taken off (TIME-2): in all purses together, or in one. `t`: a row of the
 * overview, of `party` and `currency`; of one purse where it has a `purse`.
 */
import type { Purse } from '../../../domain/funds/words.ts';
import { accountIs, type Lens } from '../lens.ts';
import { holderSeen } from '../scope.ts';
import { column, raw, type Sql, sql } from '../sql.ts';

type Kept = 'cash' | 'credit' | 'bonus' | 'traffic_bonus';
const OWN = ['cash', 'bonus', 'traffic_bonus'] as const;

/** Behind `account:`. */
const ACCOUNT_AT = 9;
export const accountOf = (holder: Sql): Sql => sql`substr(${holder}, ${raw(String(ACCOUNT_AT))})`;
export const isAccount = (holder: Sql): Sql => sql`substr(${holder}, 1, 8) = 'account:'`;
const ofHolder = (t: string): Sql => raw(`b.holder = ${t}.party AND b.currency = ${t}.currency`);
const ifFrozen = (t: string, amount: Sql): Sql =>
  sql`(CASE WHEN ${raw(`${t}.frozen_booked = 0`)} THEN 0 ELSE ${amount} END)`;

export class ByNow {
  private readonly table: string;
  private readonly each: boolean;

  /** `purse`: of each apart. */
  constructor(of: 'all' | 'purse') {
    this.each = of === 'purse';
    this.table = this.each ? 'booked_purses' : 'booked_funds';
  }

  private in(row: string, t: string): Sql {
    return raw(this.each ? ` AND ${row}.purse = ${t}.purse` : '');
  }

  /** Holds past their time, whose amounts are the payer's again. */
  private dueHolds(lens: Lens, t: string, what = ''): Sql {
    return sql`FROM holds d WHERE ${raw(`d.payer = ${t}.holder AND d.state = 'open' AND d.due_at <=`)} ${lens.sight.now} AND ${raw(`d.currency = ${t}.currency${what}`)}${this.in('d', t)}`;
  }

  private due(lens: Lens, t: string, what = ''): Sql {
    return sql`(SELECT coalesce(sum(d.amount), 0) ${this.dueHolds(lens, t, what)})`;
  }

  /** What nobody froze cannot come back, and what has no lots cannot be over. `begun`: without lots that are not valid yet. */
  kind(lens: Lens, t: string, kind: Kept, begun = false): Sql {
    const booked = raw(`${t}.${kind}_booked`);
    if (kind === 'cash' || kind === 'credit')
      return sql`(${booked} + ${ifFrozen(t, this.due(lens, t, ` AND d.kind = '${kind}'`))})`;
    // By state, as the index of books is.
    const lots = (state: Sql) =>
      sql`(SELECT coalesce(sum(l.amount), 0) FROM books b INDEXED BY books_key CROSS JOIN lot_books l ON l.book = b.id
        WHERE ${ofHolder(t)} AND ${raw(`b.kind = '${kind}'`)}${this.in('b', t)} AND ${state}
          AND l.amount > 0 AND l.expires > ${lens.sight.now}${begun ? sql` AND l.begins <= ${lens.sight.now}` : raw('')})`;
    const back = lots(sql`b.state IN (SELECT 'hold:' || d.id ${this.dueHolds(lens, t)})`);
    const amount = sql`${lots(raw("b.state = 'available'"))} + ${ifFrozen(t, back)}`;
    return sql`(CASE WHEN ${booked} = 0 AND ${raw(`${t}.frozen_booked = 0`)} THEN 0 ELSE ${amount} END)`;
  }

  cashIn(lens: Lens, t: string, purse: Purse): Sql {
    const booked = sql`(SELECT coalesce(sum(b.balance), 0) FROM books b WHERE ${ofHolder(t)} AND ${raw(`b.state = 'available' AND b.purse = '${purse}' AND b.kind = 'cash'`)})`;
    const due = this.due(lens, t, ` AND d.kind = 'cash' AND d.purse = '${purse}'`);
    return sql`(${booked} + ${ifFrozen(t, due)})`;
  }

  available(lens: Lens, t: string, begun = false): Sql {
    const [cash, bonus, traffic] = OWN.map((kind) => this.kind(lens, t, kind, begun)) as [Sql, Sql, Sql];
    return sql`(${cash} + ${bonus} + ${traffic})`;
  }

  /** Of what is its own: what is available, as far as it is valid yet, and credit. */
  usableOwn(lens: Lens, t: string): Sql {
    return sql`(${this.available(lens, t, true)} + ${this.kind(lens, t, 'credit')})`;
  }

  own(lens: Lens, t: string): Sql {
    return sql`(${this.available(lens, t)} + ${this.frozen(lens, t)})`;
  }

  private creditFrozen(lens: Lens, t: string): Sql {
    return sql`(SELECT coalesce(sum(b.balance), 0) FROM books b INDEXED BY books_frozen
      WHERE b.balance <> 0 AND ${ofHolder(t)} AND b.kind = 'credit' AND b.state <> 'available'${this.in('b', t)})
        - ${this.due(lens, t, " AND d.kind = 'credit'")}`;
  }

  frozenCredit(lens: Lens, t: string): Sql {
    return ifFrozen(t, this.creditFrozen(lens, t));
  }

  /** Of what is the holder's own, as is what is available: credit is not (FUND-7). */
  frozen(lens: Lens, t: string): Sql {
    return ifFrozen(t, sql`${raw(`${t}.frozen_booked`)} - ${this.due(lens, t)} - (${this.creditFrozen(lens, t)})`);
  }

  /**
   * Cash of the shared wallets that an account uses: of its unit, of the group where its unit is one of a group, of its
   * entity (FUND-9); what is in those that the reader does not see is not told (MEM-4).
   */
  wallets(lens: Lens, t: string, account: Sql): Sql {
    const o = lens.alias();
    const there = sql`${raw(`${o}.holder = w.holder AND ${o}.currency = w.currency`)}${this.in(o, t)}`;
    return sql`(SELECT coalesce(sum(${this.kind(lens, o, 'cash')}), 0) FROM accounts a LEFT JOIN units u ON u.id = a.unit
      CROSS JOIN wallets w ON w.holder IN ('unit:' || a.unit, 'entity:' || a.entity, 'group:' || u.org)
        AND w.currency = ${column(t, 'currency')} AND w.state = 'enabled'
      CROSS JOIN ${raw(`${this.table} ${o}`)} ON ${there}
      WHERE ${accountIs('a', account)} AND ${holderSeen(lens, raw('w.holder'))})`;
  }

  /** Whether a purse is told of: it has books, or the account may use a shared wallet's, as far as the reader sees that. */
  used(lens: Lens, t: string): Sql {
    return sql`(${column(t, 'own')} OR ${this.wallets(lens, t, accountOf(column(t, 'holder')))} <> 0)`;
  }

  /** Neither overdraft nor what is frozen can be used; what is owed has been. */
  usable(lens: Lens, t: string): Sql {
    const holder = column(t, 'holder');
    return sql`CASE WHEN ${isAccount(holder)} THEN ${this.usableOwn(lens, t)} + ${this.wallets(lens, t, accountOf(holder))} END`;
  }
}

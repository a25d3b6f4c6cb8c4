/** What counts for the cap of a day (FUND-6). */
import { bookDayBegan } from '../../../domain/zone.ts';
import type { Derived } from '../derived.ts';
import type { Lens } from '../lens.ts';
import { column, type Sql, sql } from '../sql.ts';

/** Of one organisation in one currency, since an instant: by indexes of just this. */
export const capUsed = (org: Sql, currency: Sql, from: Sql): Sql =>
  sql`((SELECT ifnull(sum(amount), 0) FROM ledger_transactions INDEXED BY ledger_transactions_caps
    WHERE cap_org = ${org} AND currency = ${currency} AND time >= ${from})
    - (SELECT ifnull(sum(freed), 0) FROM ledger_transactions INDEXED BY ledger_transactions_freed
    WHERE freed_org = ${org} AND currency = ${currency} AND time >= ${from}))`;

const usedToday = ({ sight }: Lens, t: string): Sql =>
  capUsed(column(t, 'org'), column(t, 'currency'), sql`${bookDayBegan(sight.now)}`);

/** A second person may have moved beyond the cap: then nothing is left of it, and not less than nothing. */
export const CAP_DERIVED: Readonly<Record<string, Derived>> = {
  used_today: { value: usedToday },
  left_today: {
    value: (lens, t) =>
      sql`CASE WHEN ${column(t, 'per_day')} IS NOT NULL THEN max(${column(t, 'per_day')} - ${usedToday(lens, t)}, 0) END`,
  },
};

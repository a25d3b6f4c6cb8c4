/** Of a line of a statement that something was frozen or released by: for which order or hold, and what that has by now. */
import type { Derived } from '../derived.ts';
import type { Lens } from '../lens.ts';
import { raw, type Sql, sql } from '../sql.ts';

/** As the index of such lines says it, of a line `t` (0009-ledger): by it those of one holder are found, though all others are walked past. */
export const freezes = (t: string): Sql => raw(`(${t}.frozen <> 0 OR ${t}.movement = 'post')`);
/** All such lines. */
export const FREEZING = sql`SELECT line FROM ledger_parties l INDEXED BY ledger_parties_frozen WHERE ${freezes('l')}`;

/** A transaction freezes and releases for one order or hold; of the payee of a hold, that of the payer. */
const state = (t: string): string => `(SELECT b.state FROM ledger_entries e CROSS JOIN books b ON b.id = e.book
  WHERE e.txn = (${t}.line >> 16) AND b.state <> 'available' LIMIT 1)`;
const ifFreezes = (t: string, value: Sql): Sql => sql`CASE WHEN ${freezes(t)} THEN ${value} END`;

const hold = (_: Lens, t: string): Sql =>
  ifFreezes(t, raw(`(SELECT substr(s.state, 6) FROM (SELECT ${state(t)} AS state) s WHERE s.state LIKE 'hold:%')`));

/** What a hold that is over had is its payer's again, whether or not that is written yet (TIME-2). */
const frozenNow = (lens: Lens, t: string): Sql =>
  sql`CASE WHEN ${raw(t)}.frozen <> 0 THEN (SELECT coalesce(sum(b.balance), 0)
    FROM (SELECT ${raw(state(t))} AS state) s CROSS JOIN books b
      ON ${raw(`b.holder = ${t}.party AND b.currency = ${t}.currency`)} AND b.state = s.state
    WHERE NOT EXISTS (SELECT 1 FROM holds d WHERE 'hold:' || d.id = s.state AND d.id = substr(s.state, 6)
      AND d.state = 'open' AND d.due_at <= ${lens.sight.now})) END`;

export const FROZEN_DERIVED: Readonly<Record<'freezes' | 'hold' | 'frozen_now', Derived>> = {
  freezes: { value: (_, t) => freezes(t) },
  hold: { value: hold },
  frozen_now: { value: frozenNow },
};

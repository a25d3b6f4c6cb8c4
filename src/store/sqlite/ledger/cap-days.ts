/** What counts of a day for an organisation's caps (FUND-6): kept as a sum, so that no chunk of a batch adds up the day. */
import { capUsesIn } from '../../../domain/funds/caps.ts';
import { bookDay } from '../../../domain/zone.ts';
import type { Derived } from '../derived.ts';
import type { Lens } from '../lens.ts';
import type { Session } from '../session.ts';
import { column, type Sql, sql } from '../sql.ts';

type Counts = Readonly<Record<string, unknown>>;
export const capDay = (org: string, currency: string, day: string): string => `${org}/${currency}/${day}`;

const ADD = `INSERT INTO cap_days (org, currency, day, used) VALUES (?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET used = used + excluded.used`;

/** What transactions count, by organisation, currency and day. */
export class CapDays {
  readonly used = new Map<string, bigint>();

  add({ caps, currency, time }: Counts): void {
    if (typeof caps !== 'string') return;
    for (const { org, counted, freed } of capUsesIn(caps)) {
      const name = capDay(org, String(currency), bookDay(Number(time)));
      this.used.set(name, (this.used.get(name) ?? 0n) + counted - freed);
    }
  }

  begin(): void {
    this.used.clear();
  }

  flush(session: Session): void {
    for (const [name, used] of this.used) session.prepare(ADD).run(...name.split('/'), used);
    this.used.clear();
  }
}

/** Of one organisation in one currency, on one day. */
export const capUsed = (org: Sql, currency: Sql, day: Sql): Sql =>
  sql`ifnull((SELECT used FROM cap_days WHERE org = ${org} AND currency = ${currency} AND day = ${day}), 0)`;

const usedToday = ({ sight }: Lens, t: string): Sql =>
  capUsed(column(t, 'org'), column(t, 'currency'), sql`${bookDay(sight.now)}`);

/** A second person may have moved beyond the cap: then nothing is left of it, and not less than nothing. */
export const CAP_DERIVED: Readonly<Record<string, Derived>> = {
  used_today: { value: usedToday },
  left_today: {
    value: (lens, t) =>
      sql`CASE WHEN ${column(t, 'per_day')} IS NOT NULL THEN max(${column(t, 'per_day')} - ${usedToday(lens, t)}, 0) END`,
  },
};

/** Rows of plans, and what counts for caps. */
import type { PlanRow } from '../../domain/plans.ts';
import { capUsed } from './ledger/cap-days.ts';
import type { Session } from './session.ts';
import { sql } from './sql.ts';

export const capped = (session: Session): ReadonlySet<string> =>
  new Set((session.prepare("SELECT org || '/' || currency FROM caps").all() as [string][]).flat());

export function capUse(session: Session, org: string, currency: string, day: string): bigint {
  const { text, values } = sql`SELECT ${capUsed(sql`${org}`, sql`${currency}`, sql`${day}`)}`;
  const [sum] = session
    .prepare(text)
    .safeIntegers(true)
    .get(...values) as [bigint];
  return sum;
}

type Stored = [number, string | null, string, string, string | null, string | null, string | null, string];

export function planRows(session: Session, plan: string, after: number, limit: number): PlanRow[] {
  const text = `SELECT row, reference, target, input, before, after, was, standing FROM plan_rows
    WHERE plan = ? AND row > ? ORDER BY row LIMIT ?`;
  const found = session.prepare(text).all(plan, after, limit) as Stored[];
  return found.map(([row, reference, target, input, before, changed, was, standing]) => ({
    row,
    reference,
    target,
    input,
    before,
    after: changed,
    was,
    standing,
  }));
}

export function savePlanRows(session: Session, plan: string, rows: readonly PlanRow[]): void {
  const text = `INSERT INTO plan_rows (plan, row, reference, target, input, before, after, was, standing)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;
  const insert = session.prepare(text);
  for (const { row, reference, target, input, before, after, was, standing } of rows)
    insert.run(plan, row, reference, target, input, before, after, was, standing);
}

/** Plans are as the log has them, and their rows are those that it says they have (FUND-6), those that ended too. */
import { PlanDigest } from '../../../domain/plan-digest.ts';
import { type PlanHead, WRITTEN_FIELDS } from '../../../domain/plans.ts';
import type { Finding } from '../../../domain/question.ts';
import { readable } from '../../../domain/stored.ts';
import { planRows } from '../plans.ts';
import type { Session } from '../session.ts';
import { raw, sql } from '../sql.ts';
import type { Found } from './check-walk.ts';

const MOMENT = 5_000;
const PAGE = 1_000;

export function* plansKept(session: Session): Found {
  const requests = raw(`SELECT id, type = 'plan', ${WRITTEN_FIELDS.join(', ')} FROM requests ORDER BY id`);
  let n = 0;
  for (const [id, isPlan, ...written] of session.iterate<[string, 0 | 1, ...(string | null)[]]>(requests)) {
    if (++n % MOMENT === 0) yield undefined;
    if (isPlan) yield* asWritten(session, id, written);
  }
  // One look-up for each plan that there is.
  for (let last = ''; ; ) {
    const next = session.first<[string | null]>(sql`SELECT min(plan) FROM plan_rows WHERE plan > ${last}`)?.[0];
    if (next == null) return;
    if (!session.first(sql`SELECT 1 FROM requests WHERE id = ${next} AND type = 'plan'`)) yield altered(next, null);
    last = next;
  }
}

function* asWritten(session: Session, id: string, written: readonly (string | null)[]): Found {
  const made = sql`SELECT after FROM log_rows WHERE key = ${id} AND kind = 'request' AND before IS NULL`;
  const [after] = session.first<[string | null]>(made) ?? [];
  const logged = after == null ? undefined : readable<Readonly<Record<string, unknown>>>(after);
  if (logged?.['plan'] === undefined) return yield altered(id, null);
  const other = WRITTEN_FIELDS.find((name, i) => asStored(logged[name]) !== written[i]);
  if (other !== undefined) return yield altered(id, other);
  const plan = written[WRITTEN_FIELDS.indexOf('plan')] ?? '';
  const digest = new PlanDigest();
  for (let after = 0; ; ) {
    const rows = planRows(session, id, after, PAGE);
    const last = rows.at(-1);
    if (!last) break;
    for (const row of rows) digest.add(row);
    yield undefined;
    after = last.row;
  }
  if (digest.end() !== readable<PlanHead>(plan)?.digest) yield altered(id, 'rows');
}

const asStored = (value: unknown): string | null =>
  value == null || typeof value === 'string' ? (value ?? null) : JSON.stringify(value);

/** Without a field: the log does not have it. */
const altered = (plan: string, field: string | null): Finding => ({
  code: 'LEDGER_PLAN',
  details: { plan, ...(field !== null && { field }) },
});

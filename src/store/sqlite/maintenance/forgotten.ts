/** What a restore takes away: movements of money, and references, that the state has and its backup has not (FUND-5). */
import { AdctlError } from '../../../domain/refusal.ts';
import type { Forgotten } from '../../port.ts';
import type { Session } from '../session.ts';
import { raw, sql } from '../sql.ts';
import { mapped } from '../sqlite-errors.ts';

/** A damaged state may not be able to tell: it is what backups are for, and no reason not to restore one. */
export function forgottenIn(current: Session, backup: Session): Forgotten {
  try {
    return countedIn(current, backup);
  } catch (thrown) {
    const error = mapped(thrown, current.file);
    if (!(error instanceof AdctlError) || error.code !== 'STATE_DAMAGED') throw error;
    return { movements: 0, references: 0, untold: true };
  }
}

function countedIn(current: Session, backup: Session): Forgotten {
  const common = commonOf(current, backup);
  const [movements, moved, since] = current.first<[number, number, number | null]>(
    sql`SELECT count(*), count(t.reference), min(t.time) FROM log_rows r CROSS JOIN ledger_transactions t ON t.id = r.key
      WHERE r.seq > ${common} AND r.kind = 'transaction' AND r.before IS NULL`,
  ) ?? [0, 0, null];
  const [besides, and] = current.first<[number, number | null]>(
    sql`SELECT count(*), min(u.time) FROM log_rows r CROSS JOIN used_references u ON u.id = r.key
      WHERE r.seq > ${common} AND r.kind = 'used_reference'`,
  ) ?? [0, null];
  const first = Math.min(since ?? Number.POSITIVE_INFINITY, and ?? Number.POSITIVE_INFINITY);
  return { movements, references: moved + besides, ...(Number.isFinite(first) && { since: first }) };
}

/** How far both logs are one: where their heads are the same, all before is. */
function commonOf(current: Session, backup: Session): number {
  const head = (session: Session, seq: number) =>
    session.first<[string]>(sql`SELECT head FROM log_transactions WHERE seq = ${seq}`)?.[0];
  let [same, other] = [0, Math.min(lastOf(current), lastOf(backup)) + 1];
  while (other - same > 1) {
    const middle = same + Math.floor((other - same) / 2);
    if (head(current, middle) === head(backup, middle)) same = middle;
    else other = middle;
  }
  return same;
}

const lastOf = (session: Session): number =>
  session.first<[number | null]>(raw('SELECT max(seq) FROM log_transactions'))?.[0] ?? 0;

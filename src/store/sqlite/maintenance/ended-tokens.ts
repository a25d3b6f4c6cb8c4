/** What was revoked after a backup stays revoked when the backup is restored: who was kept out is not let in again. */
import type { Entry } from '../../../domain/audit.ts';
import { AdctlError } from '../../../domain/refusal.ts';
import type { Session } from '../session.ts';
import { raw, sql } from '../sql.ts';
import { mapped } from '../sqlite-errors.ts';

/** None where a damaged state cannot say: it is to be restored all the same. */
export function revokedTokens(session: Session): string[] {
  try {
    return session.all<[string]>(raw("SELECT id FROM tokens WHERE state = 'revoked'")).flat();
  } catch (error) {
    const known = mapped(error, session.file);
    if (known instanceof AdctlError && known.code === 'STATE_DAMAGED') return [];
    throw known;
  }
}

export const activeTokens = (session: Session): number =>
  session.first<[number]>(raw("SELECT count(*) FROM tokens WHERE state = 'active'"))?.[0] ?? 0;

/** Ends those of them that would work again; what the log says of it. */
export function endTokens(session: Session, ids: readonly string[]): Entry[] {
  return ids.flatMap((key) => {
    const [due] =
      session.all<[number | null, string | null]>(
        sql`SELECT due_at, due_state FROM tokens WHERE id = ${key} AND state = 'active'`,
      ) ?? [];
    if (!due) return [];
    session.run(sql`UPDATE tokens SET state = 'revoked', due_at = NULL, due_state = NULL WHERE id = ${key}`);
    const [due_at, due_state] = due;
    const before = { state: 'active', due_at, due_state };
    return [{ row: 0, kind: 'token', key, before, after: { state: 'revoked', due_at: null, due_state: null } }];
  });
}

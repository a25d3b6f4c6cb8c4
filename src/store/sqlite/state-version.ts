/** Which state a file holds, for whoever writes to notice that it became another. */
import { STATE_MARK } from '../port.ts';
import type { Session } from './session.ts';
import { sql } from './sql.ts';

/** Which state a file holds: a restore raises the epoch, another state key leaves another mark. */
export type StateVersion = { readonly epoch: number; mark: Buffer | null };

export function stateVersion(session: Session): StateVersion {
  const [epoch, mark] = session.first<[number, Buffer | null]>(
    sql`SELECT epoch, (SELECT key FROM person_keys WHERE person = ${STATE_MARK}) FROM meta`,
  ) ?? [0, null];
  return { epoch, mark };
}

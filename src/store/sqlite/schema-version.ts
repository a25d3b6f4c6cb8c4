/** What a file says of itself: whose it is and how old its schema. Apart from the schema's text, which only a new or an old state needs. */
import type { Session } from './session.ts';
import { sql } from './sql.ts';

/** Marks the file as a state of this program. */
export const APPLICATION_ID = 0x61646374;

/** How many migrations this program knows. */
export const SCHEMA = 9;

export function versionOf(session: Session): {
  readonly application: number;
  readonly schema: number;
  readonly empty: boolean;
} {
  const [application, schema, objects] = session.first<[number, number, number]>(
    sql`SELECT application_id, user_version, (SELECT count(*) FROM sqlite_schema) FROM pragma_application_id, pragma_user_version`,
  ) as [number, number, number];
  return { application, schema, empty: objects === 0 && application === 0 && schema === 0 };
}

/** What makes an account a client, or shared with somebody: for the conditions of one record and for what leads to many. */
import { SHARED_SOURCES } from '../../domain/accounts.ts';
import { among, effectiveState, type Lens } from './lens.ts';
import { column, raw, type Sql, sql } from './sql.ts';

/** Sources of the relations by which an account is shared beyond its entity. */
export const SHARED = SHARED_SOURCES.map((source) => `'${source}'`).join(', ');

export function client(lens: Lens, agencies: readonly string[], account: Sql): Sql {
  const z = lens.alias();
  return sql`EXISTS (SELECT 1 FROM authorisations ${raw(z)} WHERE ${column(z, 'account')} = ${account} AND ${among(lens, agencies, column(z, 'agency'))} AND ${isClient(lens, z)})`;
}

/** The authorisation makes the account a client: it is active, and of the account itself, not of data (ACC-7). */
export function isClient(lens: Lens, z: string): Sql {
  return sql`${column(z, 'data')} IS NULL AND ${effectiveState(lens, z)} = 'active'`;
}

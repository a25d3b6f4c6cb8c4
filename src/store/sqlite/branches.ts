/** What the reader sees of accounts as branches that each start from an index, for lists and counts (scope.ts says the same of one record). */
import { MANAGING_SOURCES } from '../../domain/accounts.ts';
import { client, isClient, SHARED } from './clients.ts';
import { accountIs, among, type Lens } from './lens.ts';
import { column, raw, type Sql, sql, valuesOf } from './sql.ts';

/** Sources of the relations that an account's manager has, and nobody else (domain/accounts.ts). */
const MANAGING = MANAGING_SOURCES.map((source) => `'${source}'`).join(', ');

type Led = { readonly column: 'entity' | 'unit' | 'manager'; readonly values: readonly string[] };
/** Accounts that one index leads to: all with one of these values in a column, or those with these row ids. */
export type Branch =
  | Led
  | {
      readonly rows: Sql;
      /** A row for each of them or of more, found with less. */
      readonly most?: Sql;
      /** They all have one of these values. */
      readonly within?: Led;
      /** The same without those that the reader manages, which an index of their own leads to. */
      readonly unmanaged?: Sql;
    };

export function branchRows(branch: Branch): Sql {
  if ('rows' in branch) return branch.rows;
  return sql`SELECT seq FROM accounts WHERE ${raw(branch.column)} IN ${valuesOf(branch.values)}`;
}

/** All accounts that are seen, as branches that each start from an index; undefined: all of them. */
export function accountBranches(lens: Lens): readonly Branch[] | undefined {
  const s = lens.scope;
  if (s.all) return undefined;
  const branches: Branch[] = [];
  if (s.entities.length > 0) branches.push({ column: 'entity', values: s.entities });
  if (s.units.length > 0) branches.push({ column: 'unit', values: s.units });
  if (s.agencies.length > 0) branches.push({ rows: clientsOf(lens, s.agencies) });
  const [a, r] = [lens.alias(), lens.alias()];
  const mine = sql`SELECT ${column(a, 'seq')} FROM relations ${raw(r)} JOIN accounts ${raw(a)} ON ${accountIs(a, column(r, 'account'))} WHERE ${column(r, 'member')} = ${s.actor}`;
  const relations = sql`SELECT 1 FROM relations ${raw(r)} WHERE ${column(r, 'member')} = ${s.actor}`;
  const from = (sources: Sql) => ({ rows: sql`${mine} AND ${sources}`, most: sql`${relations} AND ${sources}` });
  if (!s.alone) branches.push(from(raw(`${r}.source IN (${SHARED})`)));
  if (s.client !== undefined)
    branches.push({
      rows: sql`SELECT ${column(a, 'seq')} FROM accounts ${raw(a)} WHERE ${accountIs(a, sql`${s.client}`)}`,
    });
  if (s.own.length > 0) {
    const own = sql`${mine} AND ${among(lens, s.own, column(a, 'entity'))}`;
    const unmanaged = sql`${own} AND ${raw(`${r}.source NOT IN (${MANAGING})`)}`;
    branches.push({ rows: own, most: relations, within: { column: 'entity', values: s.own }, unmanaged });
  }
  if (s.bound.length > 0) {
    const { rows, most } = from(raw(`${r}.source = 'bound'`));
    branches.push({ rows: sql`${rows} AND ${client(lens, s.bound, column(r, 'account'))}`, most });
  }
  // A group that nobody is in yet shows none: whoever asks still asks by something.
  if (branches.length === 0) branches.push({ rows: sql`SELECT seq FROM accounts WHERE 0` });
  return branches;
}

/** The row ids of the clients of agencies, by their active authorisations. */
export function clientsOf(lens: Lens, agencies: readonly string[]): Sql {
  const [a, z] = [lens.alias(), lens.alias()];
  return sql`SELECT ${column(a, 'seq')} FROM authorisations ${raw(z)} JOIN accounts ${raw(a)} ON ${accountIs(a, column(z, 'account'))} WHERE ${column(z, 'agency')} IN ${valuesOf(agencies)} AND ${isClient(lens, z)}`;
}

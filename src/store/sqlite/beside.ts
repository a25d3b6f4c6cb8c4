/**
 * What leads a reader of few accounts to the records that lie beside them, by the indexes on account, unit, member and
 * organisation. All that scope.ts shows is among these rows, and perhaps more: whoever reads them tests each.
 */
import type { KindName } from '../../domain/kind.ts';
import { accountBranches, branchRows, clientsOf } from './branches.ts';
import { accountKey, type Lens, type Narrow } from './lens.ts';
import { column, join, raw, type Sql, sql, valuesOf } from './sql.ts';

export type Beside = {
  /** The ids of the records. */
  readonly ids: Sql;
  /** A row for each account or record that has to be looked at to find them. */
  readonly most: Sql;
};

const all = (queries: readonly Sql[]): Sql =>
  queries.length === 0 ? sql`SELECT NULL WHERE 0` : join(queries, ' UNION ALL ');

/** Undefined: nothing leads there. */
export function rowsBeside(lens: Lens, kind: KindName): Beside | undefined {
  const s = lens.scope;
  if (s.all) return undefined;
  switch (kind) {
    case 'qualification': {
      const accounts = seenAccounts(lens);
      return { ids: ofAccounts(lens, 'qualifications', 'id', accounts), most: accounts };
    }
    case 'asset':
      return assets(lens, s);
    case 'request':
      return requests(lens, s);
    case 'authorisation':
      return authorisations(lens, s);
    default:
      return undefined;
  }
}

const seenAccounts = (lens: Lens): Sql => all((accountBranches(lens) ?? []).map(branchRows));

/** The accounts come first: left alone, SQLite may read the whole table to ask of each row whether its account is one. */
function ofAccounts(lens: Lens, table: string, id: string, accounts: Sql): Sql {
  const [a, r] = [lens.alias(), lens.alias()];
  return sql`SELECT ${column(r, id)} FROM (${accounts}) d CROSS JOIN accounts ${raw(a)} ON ${column(a, 'seq')} = d.seq CROSS JOIN ${raw(`${table} ${r}`)} ON ${column(r, 'account')} = ${accountKey(a)}`;
}

const having = (table: string, name: string, values: readonly string[]): Sql[] =>
  values.length === 0 ? [] : [sql`SELECT id FROM ${raw(table)} WHERE ${raw(`"${name}"`)} IN ${valuesOf(values)}`];

function assets(lens: Lens, s: Narrow): Beside {
  const accounts = seenAccounts(lens);
  const places = sql`SELECT id FROM units WHERE id IN ${valuesOf(s.units)} OR org IN ${valuesOf(s.unitsOf)}`;
  const inUnits = sql`SELECT id FROM assets WHERE unit IN (${places} UNION ${unitsOf(accounts)})`;
  return {
    ids: all([
      ofAccounts(lens, 'assets', 'id', accounts),
      ofAccounts(lens, 'asset_grants', 'asset', accounts),
      inUnits,
    ]),
    most: all([accounts, sql`SELECT 1 FROM assets WHERE unit IN (${places})`]),
  };
}

const unitsOf = (accounts: Sql): Sql =>
  sql`SELECT a.unit FROM (${accounts}) d CROSS JOIN accounts a ON a.seq = d.seq WHERE a.unit IS NOT NULL`;

function requests(lens: Lens, s: Narrow): Beside {
  const { joins = [], claims, clients = [], agencies = [], plans = [], capped } = s.decides ?? {};
  const planned = plans.some(({ orgs, units }) => orgs.length + units.length > 0) || (capped?.orgs ?? []).length > 0;
  const direct = [
    sql`SELECT id FROM requests WHERE member = ${s.actor}`,
    ...having('requests', 'org', [...joins, ...agencies]),
    ...(planned ? [sql`SELECT id FROM requests WHERE type = 'plan'`] : []),
  ];
  const led = (name: string, values: readonly string[]) =>
    values.length === 0 ? [] : [sql`SELECT seq FROM accounts WHERE ${raw(name)} IN ${valuesOf(values)}`];
  const accounts = [
    ...led('entity', [...(claims?.entities ?? []), ...clients]),
    ...led('unit', claims?.units ?? []),
    ...(claims && claims.agencies.length > 0 ? [clientsOf(lens, claims.agencies)] : []),
  ];
  const decided = accounts.length > 0 ? [ofAccounts(lens, 'requests', 'id', all(accounts))] : [];
  return { ids: all([...direct, ...decided]), most: all([...direct, ...accounts]) };
}

function authorisations(lens: Lens, s: Narrow): Beside {
  const direct = having('authorisations', 'agency', [...s.agencies, ...s.bound]);
  const client = s.client === undefined ? [] : [sql`SELECT id FROM authorisations WHERE account = ${s.client}`];
  const accounts =
    s.entities.length === 0 ? [] : [sql`SELECT seq FROM accounts WHERE entity IN ${valuesOf(s.entities)}`];
  const theirs = accounts.length > 0 ? [ofAccounts(lens, 'authorisations', 'id', all(accounts))] : [];
  return { ids: all([...direct, ...client, ...theirs]), most: all([...direct, ...client, ...accounts]) };
}

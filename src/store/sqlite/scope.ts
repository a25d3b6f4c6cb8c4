/**
 * The one place that turns what an actor may see (MEM-2, MEM-4) into SQL: per record as a condition, for lists of
 * accounts as a union of indexed branches. Every read of the store goes through here with the sight it was given;
 * with `EVERYTHING` each function answers TRUE, and the conditions are gone.
 */
import type { KindName } from '../../domain/kind.ts';
import { KINDS } from '../../domain/kinds.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Sight } from '../port.ts';
import { handleOf } from './sets.ts';
import { and, column, FALSE, join, or, raw, type Sql, sql, TRUE, valuesOf } from './sql.ts';

type Narrow = Extract<Scope, { all: false }>;

/** A sight, and fresh table aliases for the conditions that are built with it. */
export class Lens {
  readonly sight: Sight;
  /** The scope is that of the operation log: places only, since a relation to an account does not open its log. */
  readonly log: boolean;
  /** The statement runs once for each of many keys. */
  readonly point: boolean;
  /** The statement is about a single record, which may be looked at closely. */
  readonly exact: boolean;
  private count = 0;
  constructor(sight: Sight, { log = false, point = false, exact = false } = {}) {
    this.sight = sight;
    this.log = log;
    this.point = point;
    this.exact = exact;
  }
  alias(): string {
    this.count++;
    return `z${this.count}`;
  }
  get scope(): Scope {
    return this.sight.scope;
  }
  throughLog<T>(scope: Scope, f: (lens: Lens) => T): T {
    return this.with(scope, true, f);
  }
  /** What the reader sees in lists or in the log: an auditor knows from the log what no list shows. */
  withLog<T>(f: (lens: Lens) => T): T {
    const { scope } = this;
    if (scope.all || !scope.log || scope.log.all) return f(this);
    return this.with({ ...united(scope, scope.log), log: scope.log }, this.log, f);
  }
  private with<T>(scope: Scope, log: boolean, f: (lens: Lens) => T): T {
    const other = new Lens({ scope, now: this.sight.now }, { log, point: this.point, exact: this.exact });
    other.count = this.count;
    const result = f(other);
    this.count = other.count;
    return result;
  }
}

function united(scope: Narrow, log: Narrow): Narrow {
  const united: Record<string, unknown> = { ...scope };
  for (const [name, places] of Object.entries(log))
    if (Array.isArray(places)) united[name] = [...new Set([...(scope[name as 'orgs'] ?? []), ...places])];
  return united as Narrow;
}

/** State as it is at the time of the read, whether or not a sweep has written it yet (TIME-2). */
export function effectiveState(lens: Lens, t: string): Sql {
  return sql`CASE WHEN ${column(t, 'due_at')} <= ${lens.sight.now} THEN ${column(t, 'due_state')} ELSE ${column(t, 'state')} END`;
}

export function accountKey(t: string): Sql {
  return raw(`(${t}.platform || ':' || ${t}.id)`);
}

/** The account that a key names, found by the unique index. */
export function accountIs(t: string, key: Sql): Sql {
  return sql`(${column(t, 'id')} = substr(${key}, instr(${key}, ':') + 1) AND ${column(t, 'platform')} = substr(${key}, 1, instr(${key}, ':') - 1))`;
}

/**
 * `+` keeps the condition from choosing the index: a point condition follows a row, it never leads to it. A statement
 * that runs once for each key asks a set in memory; one that walks many rows has SQLite build its own.
 */
function among(lens: Lens, list: readonly string[], value: Sql): Sql {
  if (list.length === 0) return FALSE;
  if (list.length <= 4)
    return sql`+${value} IN (${join(
      list.map((item) => sql`${item}`),
      ', ',
    )})`;
  return lens.point ? sql`within(${handleOf(list)}, ${value})` : sql`+${value} IN ${valuesOf(list)}`;
}

function placeSeen(lens: Lens, s: Narrow, place: Sql): Sql {
  const u = lens.alias();
  const unit = sql`EXISTS (SELECT 1 FROM units ${raw(u)} WHERE ${column(u, 'id')} = ${place} AND ${among(lens, s.unitsOf, column(u, 'org'))})`;
  return or([among(lens, s.membersOf, place), s.unitsOf.length > 0 ? unit : FALSE]);
}

function memberSeen(lens: Lens, s: Narrow, login: Sql): Sql {
  const g = lens.alias();
  const seen = placeSeen(lens, s, column(g, 'place'));
  const granted = sql`EXISTS (SELECT 1 FROM grants ${raw(g)} WHERE ${column(g, 'member')} = ${login} AND ${seen})`;
  return or([lens.log ? FALSE : sql`${login} = ${s.actor}`, seen === FALSE ? FALSE : granted]);
}

function client(lens: Lens, agencies: readonly string[], account: Sql): Sql {
  const z = lens.alias();
  return sql`EXISTS (SELECT 1 FROM authorisations ${raw(z)} WHERE ${column(z, 'account')} = ${account} AND ${among(lens, agencies, column(z, 'agency'))} AND ${effectiveState(lens, z)} = 'active')`;
}

function related(lens: Lens, s: Narrow, account: Sql, sources: string): Sql {
  const r = lens.alias();
  return sql`EXISTS (SELECT 1 FROM relations ${raw(r)} WHERE ${column(r, 'account')} = ${account} AND ${column(r, 'member')} = ${s.actor}${raw(sources && ` AND ${r}.source IN (${sources})`)})`;
}

const SHARED = "'collaborator', 'self_run'";

function accountSeen(lens: Lens, s: Narrow, t: string): Sql {
  const key = accountKey(t);
  const { entities, units, agencies, bound, own } = s;
  return or([
    among(lens, entities, column(t, 'entity')),
    among(lens, units, column(t, 'unit')),
    agencies.length > 0 ? client(lens, agencies, key) : FALSE,
    bound.length > 0 ? and([related(lens, s, key, "'bound'"), client(lens, bound, key)]) : FALSE,
    own.length > 0 ? and([among(lens, own, column(t, 'entity')), related(lens, s, key, '')]) : FALSE,
    lens.log ? FALSE : related(lens, s, key, SHARED),
  ]);
}

/** Whether the row of the kind at alias `t` is seen. */
export function visible(lens: Lens, kind: KindName, t: string): Sql {
  const s = lens.scope;
  if (s.all) return TRUE;
  switch (kind) {
    case 'account':
      return accountSeen(lens, s, t);
    case 'relation':
      return or([sql`${column(t, 'member')} = ${s.actor}`, visibleKey(lens, 'account', column(t, 'account'))]);
    case 'authorisation':
      return visibleKey(lens, 'account', column(t, 'account'));
    case 'org':
      return visibleKey(lens, 'org', column(t, 'id'));
    case 'unit':
      return or([among(lens, s.units, column(t, 'id')), among(lens, s.unitsOf, column(t, 'org'))]);
    case 'member':
      return memberSeen(lens, s, column(t, 'login'));
    case 'grant':
      return or([sql`${column(t, 'member')} = ${s.actor}`, placeSeen(lens, s, column(t, 'place'))]);
    case 'rules':
      return TRUE;
    case 'batch':
      return batchSeen(lens, s, t);
    case 'result':
      return visibleKey(lens, 'batch', column(t, 'batch'));
    case 'entry':
      return entrySeen(lens, s, t);
    case 'view':
      return sql`${column(t, 'owner')} = ${s.actor}`;
  }
}

/** Whether the record that a key names is seen: by itself, and wherever another record refers to it. */
export function visibleKey(lens: Lens, kind: KindName, key: Sql): Sql {
  const s = lens.scope;
  if (s.all) return TRUE;
  if (kind === 'org') return or([among(lens, s.orgs, key), among(lens, s.names, key)]);
  if (kind === 'member') return memberSeen(lens, s, key);
  const t = lens.alias();
  const is = kind === 'account' ? accountIs(t, key) : sql`${column(t, KINDS[kind].key[0] as string)} = ${key}`;
  return sql`EXISTS (SELECT 1 FROM ${raw(KINDS[kind].table)} ${raw(t)} WHERE ${is} AND ${visible(lens, kind, t)})`;
}

/** An agency is seen where it is a client's own: by who sees all accounts of that client's entity. */
export function agencySeen(lens: Lens, t: string, agency: Sql): Sql {
  const s = lens.scope;
  return s.all ? TRUE : or([visibleKey(lens, 'org', agency), among(lens, s.entities, column(t, 'entity'))]);
}

/** An organisation that is seen with its data, not by its name alone. */
export function orgSeenInFull(lens: Lens, id: Sql): Sql {
  const s = lens.scope;
  return s.all ? TRUE : among(lens, s.orgs, id);
}

/** How many people and clients an agency has is for who sees them, whoever's entity it is of. */
export function peopleSeen(lens: Lens, t: string): Sql {
  const s = lens.scope;
  if (s.all) return TRUE;
  return sql`(${column(t, 'kind')} <> 'agency' OR ${among(lens, s.agencies, column(t, 'id'))})`;
}

/** Whether the members of a place are shown. */
export function membersShown(lens: Lens, place: Sql): Sql {
  const s = lens.scope;
  return s.all ? TRUE : placeSeen(lens, s, place);
}

/** A place that is shown in a list of roles. */
export function placeShown(lens: Lens, member: Sql, place: Sql): Sql {
  const s = lens.scope;
  return s.all ? TRUE : or([sql`${member} = ${s.actor}`, placeSeen(lens, s, place)]);
}

/** Of a batch in a list this many entries are looked at; one that is asked for by its id is looked through. */
const PROBED_ENTRIES = 50;

/** One's own; of others, what members in the log's places ran, and what changed a record that the log shows (MEM-3). */
function batchSeen(lens: Lens, s: Narrow, t: string): Sql {
  const actor = column(t, 'actor');
  const own = sql`${actor} = ${s.actor}`;
  if (!s.log) return own;
  if (s.log.all) return TRUE;
  const { log } = s;
  const e = lens.alias();
  const seen = lens.throughLog(log, (inner) => targetSeen(inner, log, e));
  const most = lens.exact ? sql`` : sql` LIMIT ${PROBED_ENTRIES}`;
  const entries = sql`SELECT kind, target FROM log_entries WHERE batch = ${column(t, 'id')}${most}`;
  const touched = sql`EXISTS (SELECT 1 FROM (${entries}) ${raw(e)} WHERE ${seen})`;
  return or([own, lens.throughLog(log, (inner) => memberSeen(inner, log, actor)), touched]);
}

/** One's own acts, and what happened to the records that the operation log shows (`scope.log`). */
function entrySeen(lens: Lens, s: Narrow, t: string): Sql {
  const own = sql`${column(t, 'actor')} = ${s.actor}`;
  const { log } = s;
  if (!log) return own;
  if (log.all) return TRUE;
  return lens.throughLog(log, (inner) => sql`(${own} OR ${targetSeen(inner, log, t)})`);
}

/** Whether the log shows what happened to the record that an entry is about. */
function targetSeen(lens: Lens, log: Narrow, t: string): Sql {
  const target = column(t, 'target');
  const part = (after: Sql) => sql`substr(${after}, 1, instr(${after}, '/') - 1)`;
  const rest = (after: Sql) => sql`substr(${after}, instr(${after}, '/') + 1)`;
  return sql`CASE ${column(t, 'kind')}
      WHEN 'account' THEN ${visibleKey(lens, 'account', target)}
      WHEN 'relation' THEN ${visibleKey(lens, 'account', part(target))}
      WHEN 'authorisation' THEN ${visibleKey(lens, 'authorisation', target)}
      WHEN 'org' THEN ${among(lens, log.orgs, target)}
      WHEN 'unit' THEN ${visibleKey(lens, 'unit', target)}
      WHEN 'member' THEN ${visibleKey(lens, 'member', target)}
      WHEN 'grant' THEN ${placeSeen(lens, log, rest(rest(target)))}
      ELSE 0 END`;
}

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
  branches.push(from(raw(`${r}.source IN (${SHARED})`)));
  if (s.own.length > 0) {
    const own = sql`${mine} AND ${among(lens, s.own, column(a, 'entity'))}`;
    branches.push({ rows: own, most: relations, within: { column: 'entity', values: s.own } });
  }
  if (s.bound.length > 0) {
    const { rows, most } = from(raw(`${r}.source = 'bound'`));
    branches.push({ rows: sql`${rows} AND ${client(lens, s.bound, column(r, 'account'))}`, most });
  }
  return branches;
}

/** The row ids of the clients of agencies, by their active authorisations. */
export function clientsOf(lens: Lens, agencies: readonly string[]): Sql {
  const [a, z] = [lens.alias(), lens.alias()];
  return sql`SELECT ${column(a, 'seq')} FROM authorisations ${raw(z)} JOIN accounts ${raw(a)} ON ${accountIs(a, column(z, 'account'))} WHERE ${column(z, 'agency')} IN ${valuesOf(agencies)} AND ${effectiveState(lens, z)} = 'active'`;
}

/** How a read is looked at: whose sight it is, whether it follows the log, and the aliases of its conditions. */
import type { Scope } from '../../domain/scope.ts';
import type { Sight } from '../port.ts';
import { handleOf } from './sets.ts';
import { column, FALSE, join, raw, type Sql, sql, valuesOf } from './sql.ts';

export type Narrow = Extract<Scope, { all: false }>;

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
  /** Where the reader sees money; of a scope that is narrowed already, all of it. */
  throughFunds<T>(f: (lens: Lens, scope: Narrow) => T): T | undefined {
    const { scope } = this;
    if (scope.all || scope.funds?.all) return undefined;
    const narrow = scope.funds ?? scope;
    return this.with(narrow, this.log, (lens) => f(lens, narrow));
  }
  /** Where the reader sees what is in accounts. */
  throughBalances<T>(f: (lens: Lens) => T): T | undefined {
    const { scope } = this;
    if (scope.all || scope.balances?.all) return undefined;
    return scope.balances ? this.with(scope.balances, this.log, f) : f(this);
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
export function among(lens: Lens, list: readonly string[], value: Sql): Sql {
  if (list.length === 0) return FALSE;
  if (list.length <= 4)
    return sql`+${value} IN (${join(
      list.map((item) => sql`${item}`),
      ', ',
    )})`;
  return lens.point ? sql`within(${handleOf(list)}, ${value})` : sql`+${value} IN ${valuesOf(list)}`;
}

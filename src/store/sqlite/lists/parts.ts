/**
 * A sorted list as parts that follow each other, each of which one walk can serve. Empty values are the last part.
 *
 * For a page of accounts (`partsOf`), where a sort column has many rows of one value (a status, a usual budget), each
 * value is a part of its own, sorted by the columns after it: otherwise all rows of the first value would be sorted for
 * the sake of a page. A stream (`halvesOf`) reads them all anyway.
 */

import type { Session } from '../session.ts';
import { raw, sql } from '../sql.ts';
import { LIMITS } from './limits.ts';
import type { Order, Term } from './sorting.ts';
import { type Fixed, indexOn, waysOf } from './walks.ts';

export type Part = {
  readonly fixed: Fixed;
  readonly terms: readonly Term[];
  /** The row after which the part begins, as values of its terms. */
  readonly after?: readonly unknown[];
  /** Only rows that have a value of the first term. */
  readonly filled: boolean;
  /** Only rows whose first term lies beyond this value. */
  readonly beyond?: unknown;
};

const NONE: Fixed = new Map();

/** The rows with a value in the column that leads, then those without, where the walk needs them apart. */
export function halvesOf({ terms, lead }: Order, past: readonly unknown[] | undefined): readonly Part[] {
  const [first, ...rest] = terms;
  const from = past && { after: past };
  if (lead === undefined || !first?.nullable) return [{ fixed: NONE, terms, filled: false, ...from }];
  const passed = past !== undefined && past[0] === null;
  const empty = { fixed: new Map([[lead, null]]), terms: rest, filled: false, ...(passed && { after: past.slice(1) }) };
  return passed ? [empty] : [{ fixed: NONE, terms, filled: true, ...from }, empty];
}

/** `listed`: the only values of a column that the filters let through. */
export function* partsOf(
  session: Session,
  listed: ReadonlyMap<string, readonly (string | number)[]>,
  order: readonly Term[],
  past: readonly unknown[] | undefined,
  fixed: Fixed,
): Generator<Part> {
  const free = order.map(({ column }) => column === undefined || !fixed.has(column));
  const terms = order.filter((_, i) => free[i]);
  const after = past?.filter((_, i) => free[i]);
  const from = after && { after };
  const [first, ...rest] = terms;
  if (!first) return yield { fixed, terms, filled: false, ...from };
  const { column } = first;
  if (column === undefined || !indexOn(column)) return yield { fixed, terms, filled: false, ...from };
  const within = (value: string | number | null, later: readonly unknown[] | undefined) =>
    partsOf(session, listed, rest, later, new Map([...fixed, [column, value]]));
  const passed = after !== undefined && after[0] === null;
  const only = listed.get(column);
  if (!passed) {
    const whole = waysOf(terms, fixed).some((way) => way.whole);
    if (only || (!whole && tied(session, column, first.descending, after?.[0]))) {
      let last: unknown;
      let count = 0;
      for (const value of only
        ? sorted(only, first.descending)
        : valuesIn(session, column, first.descending, after?.[0])) {
        if (only && after && before(value, after[0], first.descending)) continue;
        yield* within(value, after && value === after[0] ? after.slice(1) : undefined);
        last = value;
        if (++count === LIMITS.mostValues && !only) {
          yield { fixed, terms, filled: true, beyond: last };
          break;
        }
      }
    } else yield { fixed, terms, filled: first.nullable, ...from };
  }
  if (first.nullable && !only) yield* within(null, passed ? after.slice(1) : undefined);
}

function sorted(values: readonly (string | number)[], descending: boolean): readonly (string | number)[] {
  return [...new Set(values)].sort((a, b) => (before(a, b, descending) ? -1 : 1));
}

/** Texts as SQLite compares them. */
function before(a: unknown, b: unknown, descending: boolean): boolean {
  const order =
    typeof a === 'string' && typeof b === 'string'
      ? Buffer.compare(Buffer.from(a), Buffer.from(b))
      : (a as number) - (b as number);
  return descending ? order > 0 : order < 0;
}

function from(column: string, descending: boolean, value: unknown, including: boolean) {
  const compare = raw((descending ? '<' : '>') + (including ? '=' : ''));
  const bound = value === undefined ? sql`IS NOT NULL` : sql`${compare} ${value}`;
  const index = raw(`accounts INDEXED BY ${indexOn(column)}`);
  return sql`SELECT ${raw(column)} AS v FROM ${index} WHERE ${raw(column)} ${bound} ORDER BY ${raw(column + (descending ? ' DESC' : ''))}`;
}

/** Whether rows that lie next to each other mostly share their value. */
function tied(session: Session, column: string, descending: boolean, start: unknown): boolean {
  const near = sql`${from(column, descending, start, true)} LIMIT ${LIMITS.sample}`;
  const [rows, values] = session.first<[number, number]>(sql`SELECT count(*), count(DISTINCT v) FROM (${near})`) ?? [];
  return (rows ?? 0) > LIMITS.fewTies * (values ?? 0);
}

export function* valuesIn(
  session: Session,
  column: string,
  descending: boolean,
  start: unknown,
): Generator<string | number> {
  let at = start;
  for (let including = true; ; including = false) {
    const [value] = session.first<[string | number]>(sql`${from(column, descending, at, including)} LIMIT 1`) ?? [];
    if (value === undefined) return;
    yield value;
    at = value;
  }
}

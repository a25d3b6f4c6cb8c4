/** The pieces of the statements that find a page (plan.ts). */

import type { Branch } from '../branches.ts';
import { column, join, raw, type Sql, sql, valuesOf } from '../sql.ts';
import type { Part } from './parts.ts';
import type { Term } from './sorting.ts';
import { BRANCHES } from './walks.ts';

export function is(name: string, value: string | number | null, free = ''): Sql {
  return value === null
    ? sql`${raw(free)}${column('t', name)} IS NULL`
    : sql`${raw(free)}${column('t', name)} = ${value}`;
}

export const indexed = (index: string): Sql => raw(`accounts t INDEXED BY ${index}`);

export function entriesOf(branch: Branch): [Sql, Sql[]] {
  if ('rows' in branch) return [sql`accounts t`, [sql`t.seq IN (${branch.rows})`]];
  return [indexed(BRANCHES[branch.column].index), [sql`${column('t', branch.column)} IN ${valuesOf(branch.values)}`]];
}

export const valuesOfTerms = (terms: readonly Term[]): Sql =>
  join(
    terms.map(({ value }) => value),
    ', ',
  );
export const bind = (values: readonly unknown[]): Sql =>
  join(
    values.map((value) => sql`${value}`),
    ', ',
  );
export const named = (terms: readonly Term[]): Sql =>
  join(
    terms.map(({ value }, i) => sql`, ${value} AS ${raw(`o${i}`)}`),
    '',
  );
export const unled = (term: Term): Term => (term.column === undefined ? term : { ...term, value: sql`+${term.value}` });
export const direction = ({ descending, nullable }: Term): string =>
  (descending ? ' DESC' : '') + (nullable ? ' NULLS LAST' : '');

/** A part with no empty values in its first term is in the order of the index. */
export function orderOfPart(part: Part, terms: readonly Term[]): Sql {
  if (terms.length === 0) return raw('1');
  return join(
    terms.map(
      (term, i) => sql`${term.value}${raw(direction(i === 0 && part.filled ? { ...term, nullable: false } : term))}`,
    ),
    ', ',
  );
}

/** Queries whose columns are `seq` and the terms (`named`), in one order; each of them is read no further than it is needed. */
export function merged(
  queries: readonly Sql[],
  by: ' UNION ' | ' UNION ALL ',
  terms: readonly Term[],
  most: number,
): Sql {
  const order = terms.map((term, i) => raw(`o${i}${direction(term)}`));
  return sql`${join(queries, by)} ORDER BY ${join(order, ', ')} LIMIT ${most}`;
}

export const among = (ids: readonly number[]): Sql =>
  sql`t.seq IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;

/**
 * A list read from its first row to its last, in the order of an index where one gives it: rows of cells followed by
 * the values of the order. A reader streams from its snapshot. A writer takes its rows in pieces (`hold` false),
 * because no statement may stay open while it writes.
 */
import type { KindDef } from '../../domain/kind.ts';
import { LIMITS } from './limits.ts';
import { is, orderOfPart, valuesOfTerms } from './page-sql.ts';
import { halvesOf, type Part } from './parts.ts';
import type { Session } from './session.ts';
import { chain, type Order, rowAfter } from './sorting.ts';
import { and, FALSE, join, raw, type Sql, sql } from './sql.ts';

export type Stream = {
  readonly kind: KindDef;
  readonly cells: readonly Sql[];
  readonly order: Order;
  readonly where: Sql;
};

export function* streamed(
  session: Session,
  stream: Stream,
  after: readonly unknown[] | undefined,
  limit: number | undefined,
  hold: boolean,
): Generator<readonly unknown[]> {
  let left = limit === undefined ? undefined : limit + 1;
  if (stream.where === FALSE) return;
  for (const part of halvesOf(stream.order, after)) {
    for (const row of hold ? session.iterate(statement(stream, part, left)) : pieces(session, stream, part, left)) {
      yield row;
      if (left !== undefined) left--;
    }
    if (left === 0) return;
  }
}

function* pieces(
  session: Session,
  stream: Stream,
  part: Part,
  wanted: number | undefined,
): Generator<readonly unknown[]> {
  const { cells, order } = stream;
  let left = wanted ?? Number.POSITIVE_INFINITY;
  let from = part;
  while (left > 0) {
    const size = Math.min(left, LIMITS.piece);
    const rows = session.all(statement(stream, from, size));
    yield* rows;
    left -= rows.length;
    if (rows.length < size) return;
    from = { ...part, after: rows.at(-1)?.slice(cells.length + order.terms.length - part.terms.length) ?? [] };
  }
}

/** With a limit the rows are chosen first and their cells computed after, for those alone. */
function statement({ kind, cells: asked, order, where: asks }: Stream, part: Part, limit: number | undefined): Sql {
  const { lead, terms } = order;
  const [first] = part.terms;
  const { after } = part;
  const where = and([
    ...[...part.fixed].map(([name, value]) => is(name, value)),
    ...(part.filled && first ? [sql`${first.value} IS NOT NULL`] : []),
    ...(after ? [lead === undefined ? chain(part.terms, after) : rowAfter(part.terms, after)] : []),
    asks,
  ]);
  const cells = join([...asked, valuesOfTerms(terms)], ', ');
  const sorted = orderOfPart(part, part.terms);
  const table = raw(kind.table);
  if (limit === undefined) return sql`SELECT ${cells} FROM ${table} t WHERE ${where} ORDER BY ${sorted}`;
  const identity = kind.name === 'account' ? ['seq'] : kind.key;
  const chosen = raw(identity.map((name) => `t."${name}" AS "${name}"`).join(', '));
  const same = raw(identity.map((name) => `t."${name}" = p."${name}"`).join(' AND '));
  return sql`SELECT ${cells} FROM (SELECT ${chosen} FROM ${table} t WHERE ${where} ORDER BY ${sorted} LIMIT ${limit}) p CROSS JOIN ${table} t ON ${same} ORDER BY ${sorted}`;
}

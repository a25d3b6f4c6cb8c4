/**
 * A list read from its first row to its last, in the order of an index where one gives it: rows of cells followed by
 * the values of the order. A reader streams from its snapshot. A writer takes its rows in pieces (`hold` false),
 * because no statement may stay open while it writes.
 */
import type { KindDef } from '../../../domain/kind.ts';
import type { Session } from '../session.ts';
import { and, FALSE, join, raw, type Sql, sql } from '../sql.ts';
import { LIMITS } from './limits.ts';
import { is, orderOfPart, valuesOfTerms } from './page-sql.ts';
import { halvesOf, type Part } from './parts.ts';
import { chain, type Order, rowAfter } from './sorting.ts';

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

function pieces(
  session: Session,
  stream: Stream,
  part: Part,
  wanted: number | undefined,
): Iterable<readonly unknown[]> {
  return stream.kind.name === 'account'
    ? chosenPieces(session, stream, part, wanted)
    : continued(session, stream, part, wanted);
}

/** All row ids at once, so that what leads to many rows is not gone through, and sorted, again for each piece. */
function* chosenPieces(
  session: Session,
  stream: Stream,
  part: Part,
  wanted: number | undefined,
): Generator<readonly unknown[]> {
  const limit = wanted === undefined ? sql`` : sql` LIMIT ${wanted}`;
  const found = session.all<[number]>(
    sql`SELECT t.seq FROM accounts t WHERE ${meets(stream, part)} ORDER BY ${orderOfPart(part, part.terms)}${limit}`,
  );
  const values = join([...stream.cells, valuesOfTerms(stream.order.terms)], ', ');
  for (let at = 0; at < found.length; at += LIMITS.piece) {
    const ids = JSON.stringify(found.slice(at, at + LIMITS.piece).map(([seq]) => seq));
    yield* session.all(
      sql`SELECT ${values} FROM json_each(${ids}) p CROSS JOIN accounts t ON t.seq = p.value ORDER BY p.key`,
    );
  }
}

function* continued(
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

function meets({ order, where }: Stream, { fixed, terms, filled, after }: Part): Sql {
  const [first] = terms;
  return and([
    ...[...fixed].map(([name, value]) => is(name, value)),
    ...(filled && first ? [sql`${first.value} IS NOT NULL`] : []),
    ...(after ? [order.lead === undefined ? chain(terms, after) : rowAfter(terms, after)] : []),
    where,
  ]);
}

/** With a limit the rows are chosen first and their cells computed after, for those alone. */
function statement(stream: Stream, part: Part, limit: number | undefined): Sql {
  const { kind, order } = stream;
  const where = meets(stream, part);
  const cells = join([...stream.cells, valuesOfTerms(order.terms)], ', ');
  const sorted = orderOfPart(part, part.terms);
  const table = raw(kind.table);
  // Nobody goes on from within a list that is read to its end.
  if (limit === undefined)
    return sql`SELECT ${join(stream.cells, ', ')} FROM ${table} t WHERE ${where} ORDER BY ${sorted}`;
  const plain = sql`SELECT ${cells} FROM ${table} t WHERE ${where} ORDER BY ${sorted}`;
  if (kind.grouped || limit > LIMITS.mostPlanned) return sql`${plain} LIMIT ${limit}`;
  const identity = kind.name === 'account' ? ['seq'] : kind.key;
  const chosen = raw(identity.map((name) => `t."${name}" AS "${name}"`).join(', '));
  const same = raw(identity.map((name) => `t."${name}" = p."${name}"`).join(' AND '));
  return sql`SELECT ${cells} FROM (SELECT ${chosen} FROM ${table} t WHERE ${where} ORDER BY ${sorted} LIMIT ${limit}) p CROSS JOIN ${table} t ON ${same} ORDER BY ${sorted}`;
}

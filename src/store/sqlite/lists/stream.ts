/**
 * A list read from its first row to its last, in the order of an index where one gives it: rows of cells, the values of
 * the order among them. A reader streams from its snapshot. A writer takes its rows in pieces (`hold` false),
 * because no statement may stay open while it writes.
 */
import type { KindDef, KindName } from '../../../domain/kind.ts';
import type { Session } from '../session.ts';
import { and, FALSE, join, raw, type Sql, sql } from '../sql.ts';
import { LIMITS } from './limits.ts';
import { is, orderOfPart } from './page-sql.ts';
import { halvesOf, type Part } from './parts.ts';
import { chain, notBefore, type Order, rowAfter } from './sorting.ts';

export type Stream = {
  readonly kind: KindDef;
  readonly cells: readonly Sql[];
  /** Where among the cells the values of the order are; nowhere where the list is read to its end in one go. */
  readonly places: readonly number[];
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
  const values = join(stream.cells, ', ');
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
  const places = stream.places.slice(stream.order.terms.length - part.terms.length);
  let left = wanted ?? Number.POSITIVE_INFINITY;
  let from = part;
  while (left > 0) {
    const size = Math.min(left, LIMITS.piece);
    const rows = session.all(statement(stream, from, size));
    yield* rows;
    left -= rows.length;
    if (rows.length < size) return;
    const last = rows.at(-1) ?? [];
    from = { ...part, after: places.map((at) => last[at]) };
  }
}

/** Of rows of several tables: SQLite reads no more of each than it needs, unless they are joined again. */
export const UNITED: ReadonlySet<KindName> = new Set<KindName>(['funds', 'purse_funds']);

function meets({ kind, order, where }: Stream, { fixed, terms, filled, after }: Part): Sql {
  const [first] = terms;
  return and([
    ...[...fixed].map(([name, value]) => is(name, value)),
    ...(filled && first ? [sql`${first.value} IS NOT NULL`] : []),
    ...(after ? [order.lead === undefined ? chain(terms, after) : rowAfter(terms, after)] : []),
    ...(after && first && UNITED.has(kind.name) ? [notBefore(first, after[0])] : []),
    where,
  ]);
}

/** With a limit the rows are chosen first and their cells computed after, for those alone. */
function statement(stream: Stream, part: Part, limit: number | undefined): Sql {
  const { kind } = stream;
  const where = meets(stream, part);
  const cells = join(stream.cells, ', ');
  const sorted = orderOfPart(part, part.terms);
  const table = raw(kind.table);
  const plain = sql`SELECT ${cells} FROM ${table} t WHERE ${where} ORDER BY ${sorted}`;
  if (limit === undefined) return plain;
  if (kind.grouped || limit > LIMITS.mostPlanned) return sql`${plain} LIMIT ${limit}`;
  if (UNITED.has(kind.name))
    return sql`SELECT ${cells} FROM (SELECT * FROM ${table} t WHERE ${where} ORDER BY ${sorted} LIMIT ${limit}) t ORDER BY ${sorted}`;
  const identity = kind.name === 'account' ? ['seq'] : kind.key;
  const chosen = raw(identity.map((name) => `t."${name}" AS "${name}"`).join(', '));
  const same = raw(identity.map((name) => `t."${name}" = p."${name}"`).join(' AND '));
  return sql`SELECT ${cells} FROM (SELECT ${chosen} FROM ${table} t WHERE ${where} ORDER BY ${sorted} LIMIT ${limit}) p CROSS JOIN ${table} t ON ${same} ORDER BY ${sorted}`;
}

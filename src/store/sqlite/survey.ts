/** Counts and samples what stands by a value of an index, in the reader's sight. The index leads; all else is tested. */
import { KINDS } from '../../domain/kinds.ts';
import { EVERYTHING } from '../../domain/scope.ts';
import type { Sight, Survey, Surveyed } from '../port.ts';
import { fieldOf, keyText } from './fields.ts';
import { Lens, visible } from './scope.ts';
import type { Session } from './session.ts';
import { and, FALSE, join, raw, type Sql, sql, TRUE } from './sql.ts';

export function survey(session: Session, asked: Survey, sight: Sight): Map<string, Surveyed> {
  const kind = KINDS[asked.kind];
  const by = kind.indexes[asked.by]?.fields;
  if (!by) throw new Error(`${kind.name} has no index ${asked.by}`);
  const further = asked.and ?? [];
  const everything = new Lens({ scope: EVERYTHING, now: sight.now });
  const value = (name: string) => fieldOf(everything, kind, 't', name).value;
  const seen = visible(new Lens(sight, { point: true }), kind.name, 't');
  const found = new Map<string, Surveyed>();
  for (const at of asked.values) {
    const parts = at.split('/');
    const where = and([
      ...by.map((name, i) => sql`${raw(`t."${name}"`)} = ${parts[i] ?? ''}`),
      ...further.map((name, i) => sql`+${value(name)} = ${parts[by.length + i] ?? ''}`),
      ...Object.entries(asked.except ?? {}).map(([name, other]) => sql`+${value(name)} IS NOT ${other}`),
    ]);
    found.set(at, one(session, asked, where, seen));
  }
  return found;
}

function one(session: Session, { kind, sample }: Survey, where: Sql, seen: Sql): Surveyed {
  const { table, key } = KINDS[kind];
  const from = (condition: Sql) => sql`FROM ${raw(table)} t WHERE ${and([where, condition])}`;
  const [count] = session.first<[number]>(sql`SELECT count(*) ${from(seen)}`) ?? [0];
  const order = join(
    key.map((name) => raw(`t."${name}"`)),
    ', ',
  );
  const keys =
    count === 0 || sample === 0
      ? []
      : session.all<[string]>(sql`SELECT ${keyText(KINDS[kind], 't')} ${from(seen)} ORDER BY ${order} LIMIT ${sample}`);
  const hidden = seen === TRUE ? FALSE : sql`NOT coalesce(${seen}, 0)`;
  const others = hidden === FALSE ? undefined : session.first(sql`SELECT 1 ${from(hidden)} LIMIT 1`);
  return { seen: count, hidden: others !== undefined, sample: keys.map(([name]) => name) };
}

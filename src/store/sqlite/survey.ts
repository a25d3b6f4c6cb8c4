/** Counts and samples what stands by a value of an index, in the reader's sight. The index leads; all else is tested. */
import { KINDS } from '../../domain/kinds.ts';
import { EVERYTHING } from '../../domain/scope.ts';
import type { Sight, Survey, Surveyed } from '../port.ts';
import { fieldOf, keyText } from './fields.ts';
import { Lens } from './lens.ts';
import { visible } from './scope.ts';
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
  const present = presentIn(session, asked, by, further.map(value));
  for (const at of asked.values) {
    if (present && !present.has(at)) {
      found.set(at, { seen: 0, hidden: false, sample: [] });
      continue;
    }
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

/**
 * Which of many combinations occur at all, where several share the value of the index: each of its values is gone
 * through once, however many others are asked for with it.
 */
function presentIn(
  session: Session,
  { kind, values }: Survey,
  by: readonly string[],
  further: readonly Sql[],
): ReadonlySet<string> | undefined {
  const leads = new Set(values.map((at) => at.split('/', 1)[0] as string));
  if (by.length !== 1 || further.length !== 1 || leads.size === values.length) return undefined;
  const present = new Set<string>();
  const [name] = by;
  for (const lead of leads) {
    const found = sql`SELECT DISTINCT ${further[0]} FROM ${raw(KINDS[kind].table)} t WHERE ${raw(`t."${name}"`)} = ${lead}`;
    for (const [value] of session.all<[unknown]>(found)) present.add(`${lead}/${value}`);
  }
  return present;
}

function one(session: Session, { kind, sample, most }: Survey, where: Sql, seen: Sql): Surveyed {
  const { table, key } = KINDS[kind];
  const from = (condition: Sql) => sql`FROM ${raw(table)} t WHERE ${and([where, condition])}`;
  const limit = most === undefined ? sql`` : sql` LIMIT ${most + 1}`;
  const [count] = session.first<[number]>(sql`SELECT count(*) FROM (SELECT 1 ${from(seen)}${limit})`) ?? [0];
  if (most !== undefined && count > most) {
    const some = session.all<[string]>(sql`SELECT ${keyText(KINDS[kind], 't')} ${from(seen)} LIMIT ${sample}`);
    return { seen: most, more: true, hidden: false, sample: some.map(([name]) => name) };
  }
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

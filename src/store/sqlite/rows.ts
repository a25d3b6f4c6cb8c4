/** Loads rows by key or index, unscoped, each with the bit that says whether the reader sees it. */
import { type Key, type KindDef, keptTable, type Value } from '../../domain/kind.ts';
import { KINDS } from '../../domain/kinds.ts';
import { EVERYTHING } from '../../domain/scope.ts';
import { fromStored } from '../../domain/stored.ts';
import type { LoadedRow, Need, Pointer, Sight } from '../port.ts';
import { fieldOf, keyText } from './fields.ts';
import { Lens } from './lens.ts';
import { orgSeenInFull, visible } from './scope.ts';
import type { Session } from './session.ts';
import { ASKED, column, join, raw, type Sql, sql } from './sql.ts';

export function loadRows(session: Session, need: Need, sight: Sight): LoadedRow[] {
  const kind = KINDS[need.kind];
  const index = need.by === 'key' ? { fields: kind.key } : kind.indexes[need.by];
  if (!index) throw new Error(`${need.kind} has no index ${need.by}`);
  const kept = index.kept && keptTable(kind, need.by);
  const by = kept === undefined ? index.fields : [need.by];
  const separator = need.by === 'key' ? kind.separator : '/';
  const query = selection(kind, kept === undefined ? fieldsAre(kind, by) : isKept(kind, kept), need.fields, sight);
  const asked = JSON.stringify(
    by.length === 1 ? need.values : need.values.map((at) => split(at, by.length, separator)),
  );
  const lists = need.fields.map((name) => kind.fields[name]?.type === 'list');
  const width = kind.key.length;
  const rows = session.prepare(query.text).all(...query.values, asked) as unknown[][];
  return rows.map((found) => {
    const row: Record<string, Value> = {};
    for (let i = 0; i < need.fields.length; i++) {
      const value = found[width + i] as Value;
      row[need.fields[i] as string] = lists[i] ? listOf(value) : value;
    }
    const key = width === 1 ? String(found[0]) : found.slice(0, width).join(kind.separator);
    const [nth, seen, whole = seen] = found.slice(width + need.fields.length) as [number, number, number?];
    return { at: need.values[nth] as string, key, row, visible: seen === 1, whole: whole === 1 };
  });
}

/** The values asked for are bound last. Fields are what they are, whoever asks: only `visible` and `whole` know the reader. */
function selection(kind: KindDef, found: string, fields: readonly string[], sight: Sight): Sql {
  const everything = new Lens({ scope: EVERYTHING, now: sight.now });
  const lens = new Lens(sight, { point: true, exact: true });
  const cells = [
    ...kind.key.map((name) => column('t', name)),
    ...fields.map((name) => fieldOf(everything, kind, 't', name).value),
    raw('asked.nth'),
    visible(lens, kind.name, 't'),
    ...(kind.name === 'org' ? [orgSeenInFull(lens, column('t', 'id'))] : []),
  ];
  const order = kind.key.map((name) => `t."${name}"`).join(', ');
  return sql`SELECT ${join(cells, ', ')} FROM ${raw(ASKED)} CROSS JOIN ${raw(found)} ORDER BY asked.nth, ${raw(order)}`;
}

/** Of several fields, each value that is asked for is a list with a part for each. */
function fieldsAre(kind: KindDef, by: readonly string[]): string {
  const tests = by.map((name, i) => {
    const part = by.length === 1 ? 'asked.wanted' : `asked.wanted ->> ${i}`;
    return `t."${kind.fields[name]?.pii ? `${name}_bi` : name}" = ${part}`;
  });
  return `${kind.table} t WHERE ${tests.join(' AND ')}`;
}
const isKept = (kind: KindDef, table: string): string =>
  `${table} kept CROSS JOIN ${kind.table} t WHERE kept.value = asked.wanted AND t."${kind.key[0]}" = kept.key`;

/** As many values as the index has fields; the last keeps any further separators. */
function split(text: string, count: number, separator: string): string[] {
  const parts: string[] = [];
  let rest = text;
  while (parts.length < count - 1) {
    const at = rest.indexOf(separator);
    if (at < 0) break;
    parts.push(rest.slice(0, at));
    rest = rest.slice(at + 1);
  }
  parts.push(rest);
  while (parts.length < count) parts.push('');
  return parts;
}

export function listOf(value: unknown): readonly string[] {
  return typeof value === 'string' ? fromStored<string[]>(value) : [];
}

/** Fields that name a record of the kind; a role's place is an organisation or a unit without saying which. */
function referrers(target: string): { kind: KindDef; field: string }[] {
  return Object.values(KINDS).flatMap((kind) =>
    Object.entries(kind.fields)
      .filter(
        ([name, def]) =>
          !def.derived &&
          (def.ref === target ||
            (kind.name === 'grant' && name === 'place' && (target === 'org' || target === 'unit'))),
      )
      .map(([field]) => ({ kind, field })),
  );
}

export function referencing(
  session: Session,
  target: string,
  keys: readonly Key[],
  limit: number,
): Map<Key, Pointer[]> {
  const found = new Map<Key, Pointer[]>(keys.map((key) => [key, []]));
  for (const { kind, field } of referrers(target)) {
    // One's own row is no reference, and what follows a full answer is not asked for.
    const text = `SELECT ${keyText(kind, 't').text} FROM ${kind.table} t WHERE t."${field}" = ? LIMIT ?`;
    for (const [key, pointers] of found) {
      if (pointers.length >= limit) continue;
      const rows = session.prepare(text).all(key, limit - pointers.length) as [string][];
      for (const [other] of rows) pointers.push({ kind: kind.name, key: String(other) });
    }
  }
  return found;
}

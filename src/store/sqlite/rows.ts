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
import { column, join, raw, type Sql, sql } from './sql.ts';

export function loadRows(session: Session, need: Need, sight: Sight): LoadedRow[] {
  const kind = KINDS[need.kind];
  const index = need.by === 'key' ? { fields: kind.key } : kind.indexes[need.by];
  if (!index) throw new Error(`${need.kind} has no index ${need.by}`);
  const kept = index.kept && keptTable(kind, need.by);
  const by = kept === undefined ? index.fields : [need.by];
  const query = selection(kind, kept === undefined ? fieldsAre(kind, by) : isKept(kind, kept), need.fields, sight);
  const statement = session.prepare(query.text);
  const lists = need.fields.map((name) => kind.fields[name]?.type === 'list');
  const width = kind.key.length;
  const loaded: LoadedRow[] = [];
  for (const at of need.values) {
    const asked = split(at, by.length, need.by === 'key' ? kind.separator : '/');
    for (const found of statement.all(...query.values, ...asked) as unknown[][]) {
      const row: Record<string, Value> = {};
      for (let i = 0; i < need.fields.length; i++) {
        const value = found[width + i] as Value;
        row[need.fields[i] as string] = lists[i] ? listOf(value) : value;
      }
      const key = width === 1 ? String(found[0]) : found.slice(0, width).join(kind.separator);
      const seen = found[width + need.fields.length];
      const whole = found[width + need.fields.length + 1] ?? seen;
      loaded.push({ at, key, row, visible: seen === 1, whole: whole === 1 });
    }
  }
  return loaded;
}

/** The values asked for are bound last. Fields are what they are, whoever asks: only `visible` and `whole` know the reader. */
function selection(kind: KindDef, where: string, fields: readonly string[], sight: Sight): Sql {
  const everything = new Lens({ scope: EVERYTHING, now: sight.now });
  const lens = new Lens(sight, { point: true, exact: true });
  const cells = [
    ...kind.key.map((name) => column('t', name)),
    ...fields.map((name) => fieldOf(everything, kind, 't', name).value),
    visible(lens, kind.name, 't'),
    ...(kind.name === 'org' ? [orgSeenInFull(lens, column('t', 'id'))] : []),
  ];
  const order = kind.key.map((name) => `t."${name}"`).join(', ');
  return sql`SELECT ${join(cells, ', ')} FROM ${raw(kind.table)} t WHERE ${raw(where)} ORDER BY ${raw(order)}`;
}

const fieldsAre = (kind: KindDef, by: readonly string[]): string =>
  by.map((name) => `t."${kind.fields[name]?.pii ? `${name}_bi` : name}" = ?`).join(' AND ');
const isKept = (kind: KindDef, table: string): string =>
  `t."${kind.key[0]}" IN (SELECT key FROM ${table} WHERE value = ?)`;

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

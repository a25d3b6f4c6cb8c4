/** What changed of a record, as the log keeps it. */
import type { Entry } from '../domain/audit.ts';
import type { Key, KindName, Row, Value } from '../domain/kind.ts';
import { KINDS } from '../domain/kinds.ts';

/** Only what the kind's key does not already say is kept in an entry of an insert or removal. */
function withoutKey(kind: KindName, row: Row): Row {
  const { key } = KINDS[kind];
  const kept: Record<string, Value> = {};
  for (const field in row) {
    const value = row[field] as Value;
    if (value !== null && !key.includes(field)) kept[field] = value;
  }
  return kept;
}

export function difference(
  row: number,
  kind: KindName,
  key: Key,
  before: Row | undefined,
  after: Row | undefined,
): Entry | undefined {
  if (!before && !after) return undefined;
  if (!before || !after) {
    return {
      row,
      kind,
      key,
      before: before ? withoutKey(kind, before) : null,
      after: after ? withoutKey(kind, after) : null,
    };
  }
  const was: Record<string, Value> = {};
  const is: Record<string, Value> = {};
  for (const field in after) {
    if (same(before[field], after[field])) continue;
    was[field] = before[field] ?? null;
    is[field] = after[field] ?? null;
    // An amount means nothing without its currency, to a reader of the log and to an undo alike.
    const currency = KINDS[kind].fields[field]?.currency;
    if (currency && !KINDS[kind].key.includes(currency)) {
      was[currency] = before[currency] ?? null;
      is[currency] = after[currency] ?? null;
    }
  }
  for (const _ in is) return { row, kind, key, before: was, after: is };
  return undefined;
}

function same(a: Value | undefined, b: Value | undefined): boolean {
  if (a === b) return true;
  if (!Array.isArray(a) || !Array.isArray(b)) return false;
  return a.length === b.length && a.every((item, i) => item === b[i]);
}

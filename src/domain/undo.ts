/**
 * Taking back what a batch wrote (BULK-4), field by field: a field that still holds what was written goes back, one
 * that was changed since stays and is a conflict, one that is back already is no change.
 */
import type { Fields } from './audit.ts';
import type { Key, KindName, Row, Value } from './kind.ts';
import { isUnlogged, KINDS, keyFields } from './kinds.ts';
import { named } from './references.ts';
import { type Refusal, refuse } from './refusal.ts';

export type Logged = {
  readonly kind: KindName;
  readonly key: Key;
  readonly before: Fields | null;
  readonly after: Fields | null;
};
export type Inverse =
  | { readonly do: 'insert'; readonly row: Row }
  | { readonly do: 'remove' }
  | { readonly do: 'set'; readonly fields: Record<string, Value> }
  | { readonly do: 'nothing' };

function same(a: Value | undefined, b: Value | undefined): boolean {
  return a === b || JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}

/** What takes the entry back from the record as it is now, and what cannot be taken back. */
export function inverse(
  entry: Logged,
  now: Row | undefined,
  referenced: () => boolean,
): { readonly act: Inverse; readonly refusal?: Refusal } {
  const target = named(entry.kind, entry.key);
  // A column is called by its key, and in Chinese as its header is.
  const called = (field: string) => ({ en: field, zh: KINDS[entry.kind].fields[field]?.label.zh ?? field });
  const later = (field: string) => refuse('UNDO_LATER', { target, field: called(field) });
  if (!entry.before) {
    if (!now) return { act: { do: 'nothing' } };
    const touched = changedSince(entry, now);
    if (touched) return { act: { do: 'nothing' }, refusal: later(touched) };
    return referenced()
      ? { act: { do: 'nothing' }, refusal: refuse('UNDO_REFERENCED', { target }) }
      : { act: { do: 'remove' } };
  }
  if (!entry.after) {
    if (!now) return { act: { do: 'insert', row: { ...entry.before, ...keyFields(entry.kind, entry.key) } } };
    const other = Object.keys(entry.before).find((field) => !same(now[field], entry.before?.[field]));
    return other ? { act: { do: 'nothing' }, refusal: later(other) } : { act: { do: 'nothing' } };
  }
  if (!now)
    return { act: { do: 'nothing' }, refusal: refuse('UNDO_LATER', { target, field: KINDS[entry.kind].label }) };
  const fields: Record<string, Value> = {};
  let refusal: Refusal | undefined;
  for (const [field, before] of Object.entries(entry.before)) {
    if (same(now[field], before)) continue;
    if (same(now[field], entry.after[field])) fields[field] = before;
    else refusal ??= later(field);
  }
  const act: Inverse = Object.keys(fields).length > 0 ? { do: 'set', fields } : { do: 'nothing' };
  return refusal ? { act, refusal } : { act };
}

/** The first field of an inserted record that no longer is as it was inserted. */
function changedSince(entry: Logged, now: Row): string | undefined {
  const { key } = KINDS[entry.kind];
  for (const [field, value] of Object.entries(now)) {
    if (key.includes(field) || isUnlogged(entry.kind, field)) continue;
    const written = entry.after?.[field] ?? null;
    if (
      !same(
        Array.isArray(value) && value.length === 0 ? null : value,
        Array.isArray(written) && written.length === 0 ? null : written,
      )
    )
      return field;
  }
  return undefined;
}

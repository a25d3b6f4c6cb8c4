/** Personal fields on their way into the state: sealed, blind-indexed, and logged without the index (PII-1). */
import type { Entry } from '../domain/audit.ts';
import type { Key, KindName, Value } from '../domain/kind.ts';
import { KINDS, PARTLY_LOGGED, PERSONAL_KINDS, withoutUnlogged } from '../domain/kinds.ts';
import type { Vault } from './vault.ts';
import { personOf } from './view.ts';

export function sealAll(
  vault: Vault,
  person: string,
  fields: Readonly<Record<string, string | null>>,
): Record<string, string | null> {
  const sealed: Record<string, string | null> = {};
  for (const [field, value] of Object.entries(fields)) {
    sealed[field] = value === null ? null : vault.seal(person, field, value);
    sealed[`${field}_bi`] = value === null ? null : vault.blind(field, value);
  }
  return sealed;
}

/** The same fields with the blind indexes of the personal ones, which are sealed already. */
export function blindAll(
  vault: Vault,
  kind: KindName,
  key: Key,
  fields: Readonly<Record<string, Value>>,
): Readonly<Record<string, Value>> {
  if (!PERSONAL_KINDS.has(kind)) return fields;
  const whole: Record<string, Value> = { ...fields };
  for (const [field, sealed] of Object.entries(fields))
    if (KINDS[kind].fields[field]?.pii)
      whole[`${field}_bi`] = sealed === null ? null : vault.blindOf(personOf(kind, key), field, String(sealed));
  return whole;
}

/** The log is for ever: what a value could be guessed by once its person is erased has no place in it. */
export function logged(entry: Entry): Entry {
  const { kind, before, after } = entry;
  if (!PARTLY_LOGGED.has(kind)) return entry;
  return { ...entry, before: before && withoutUnlogged(kind, before), after: after && withoutUnlogged(kind, after) };
}

/** Before and after of a row as they are shown: the first record's fields plain, further records under their name, personal data masked. */
import type { Entry, Fields } from '../domain/audit.ts';
import { isInstant, type Key, type KindName, type Value } from '../domain/kind.ts';
import { KINDS, keyFields } from '../domain/kinds.ts';
import { formatMinor } from '../domain/money.ts';
import { balancesOf } from './balances.ts';
import { maskValue } from './mask-value.ts';
import type { Vault } from './vault.ts';

type Imaged = Pick<Entry, 'kind' | 'key' | 'before' | 'after'>;

export function imageOf(
  entries: readonly Imaged[],
  vault: Vault,
  target?: string,
): { readonly before: unknown; readonly after: unknown } {
  const before: Record<string, unknown> = {};
  const after: Record<string, unknown> = {};
  const main = entries.find((entry) => entry.key === target) ?? entries[0];
  const met = new Map<string, number>();
  // Keys with a covered part may be alike: no record may take the place of another.
  const further = (name: string) => {
    const nth = (met.get(name) ?? 0) + 1;
    met.set(name, nth);
    return nth === 1 ? name : `${name} (${nth})`;
  };
  entries.forEach((entry) => {
    if (entry.kind === 'transaction') return;
    const was = masked(entry.kind, entry.key, entry.before, vault);
    const is = masked(entry.kind, entry.key, entry.after, vault);
    if (entry === main) {
      const of = currencyIn(entry.kind, entry.key);
      Object.assign(before, was && { ...of, ...was });
      Object.assign(after, is && { ...of, ...is });
    } else {
      const name = further(`${entry.kind} ${entry.key}`);
      if (was) before[name] = was;
      if (is) after[name] = is;
    }
  });
  const moved = balancesOf(entries);
  return { before: { ...before, ...moved.before }, after: { ...after, ...moved.after } };
}

/** Of which currency a record is that a holder has one of in each: in its key alone, which no field says. */
function currencyIn(kind: KindName, key: Key): Record<string, string> {
  const { key: names, fields } = KINDS[kind];
  const currencies = new Set(Object.values(fields).flatMap(({ currency }) => currency ?? []));
  const own = names.slice(1).filter((name) => currencies.has(name));
  if (own.length === 0) return {};
  const parts = keyFields(kind, key);
  return Object.fromEntries(own.map((name) => [name, parts[name] ?? '']));
}

function amountText(value: Value, currency: string, unlimited: true | undefined): Value {
  if (typeof value === 'number') return formatMinor(value, currency);
  return value === null && unlimited ? 'unlimited' : value;
}

/** The fields of one image without blind indexes, personal values masked. */
export function masked(
  kind: KindName,
  key: Key,
  fields: Fields | null,
  vault: Vault,
): Record<string, unknown> | undefined {
  if (!fields) return undefined;
  const shown: Record<string, unknown> = {};
  const defs = KINDS[kind].fields;
  for (const [field, value] of Object.entries(fields)) {
    const def = defs[field];
    if (!def || def.unlogged || def.hidden) continue;
    const currency = def.currency && (fields[def.currency] ?? keyFields(kind, key)[def.currency]);
    if (def.type === 'instant' && isInstant(value)) shown[field] = new Date(value).toISOString();
    else if (typeof currency === 'string') shown[field] = amountText(value, currency, def.unlimited);
    else shown[field] = maskValue(kind, key, field, value, def.pii, vault);
  }
  // A record that is all key says what it is by its key.
  return Object.keys(shown).length > 0 ? shown : keyFields(kind, key);
}

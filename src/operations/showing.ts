/** `show`: records in full, in the order asked for; one that is missing does not keep the others back. */
import type { Key, KindName } from '../domain/kind.ts';
import { keyParts } from '../domain/kind.ts';
import { KINDS } from '../domain/kinds.ts';
import { withoutNumber } from '../domain/licence.ts';
import type { Page, Tail } from '../domain/question.ts';
import { AdctlError } from '../domain/refusal.ts';
import type { Pointer } from '../store/port.ts';
import { addressed, loadAddresses, notFound } from './address.ts';
import type { ScopedTx } from './define.ts';
import { nearestSeen } from './nearest-seen.ts';

export function columnsInFull(kind: KindName): string[] {
  return Object.entries(KINDS[kind].fields).flatMap(([name, def]) => {
    if (def.hidden) return [];
    return def.ref && !def.noName ? [name, `${name}_name`] : [name];
  });
}

export async function* showRecords(
  tx: ScopedTx,
  kind: KindName,
  keys: readonly Key[],
  missing: readonly string[],
): AsyncGenerator<Page, Tail> {
  if (keys.length === 0) {
    const near =
      missing.length === 1 ? await nearestSeen((question) => tx.list(question), kind, missing[0] as string) : [];
    const details = { kind: KINDS[kind].label, value: missing.join(', ') };
    throw new AdctlError('NOT_FOUND', near.length > 0 ? { ...details, nearest: near } : details);
  }
  const def = KINDS[kind];
  const columns = columnsInFull(kind);
  for (const key of keys) {
    const parts = keyParts(def, key);
    const filters = def.key.map((field, i) => ({ field, op: '=' as const, values: [parts[i] as string] }));
    yield* tx.list({ kind, columns, filters, sort: def.sort });
  }
  return { keys, ...(missing.length > 0 && { missing }) };
}

/** The keys that texts name among what the actor sees (inputs.md "Addressing"). */
export async function seenAs(
  tx: Pick<ScopedTx, 'look'>,
  kind: KindName,
  texts: readonly string[],
): Promise<{ readonly keys: Key[]; readonly missing: string[] }> {
  const look = tx.look();
  const placed = kind === 'org' || kind === 'unit';
  if (placed) await loadAddresses(look, kind, texts);
  else await look.need({ kind, by: 'key', values: texts, fields: KINDS[kind].key });
  const keys: Key[] = [];
  const missing: string[] = [];
  for (const text of texts) {
    const found = placed ? addressed(look.view, kind, text) : look.view.sees(kind, text) ? text : notFound(kind, text);
    if (typeof found === 'string') keys.push(found);
    else if (found.refuse === 'NOT_FOUND' || (found.refuse === 'ORG_KIND' && texts.length > 1))
      missing.push(kind === 'org' ? withoutNumber(text) : text);
    else throw new AdctlError(found.refuse, found.details);
  }
  return { keys, missing };
}

/** The one that is meant, or the refusal as an error. */
export async function oneSeen(tx: Pick<ScopedTx, 'look'>, kind: KindName, text: string): Promise<Key> {
  const { keys, missing } = await seenAs(tx, kind, [text]);
  if (keys[0] === undefined) throw new AdctlError('NOT_FOUND', { kind: KINDS[kind].label, value: missing[0] });
  return keys[0];
}

const PLACE = { en: 'organisation or unit', zh: '组织或业务单元' } as const;

/** The organisation that the text names, or else the unit; `unit:X` is the unit alone. */
export async function placeSeen(tx: Pick<ScopedTx, 'look' | 'list'>, text: string): Promise<Pointer> {
  for (const kind of text.startsWith('unit:') ? (['unit'] as const) : (['org', 'unit'] as const)) {
    const [key] = (await seenAs(tx, kind, [text])).keys;
    if (key !== undefined) return { kind, key };
  }
  const near: string[] = [];
  for (const kind of ['org', 'unit'] as const) near.push(...(await nearestSeen((asked) => tx.list(asked), kind, text)));
  throw new AdctlError('NOT_FOUND', {
    kind: PLACE,
    value: withoutNumber(text),
    ...(near.length > 0 && { nearest: near }),
  });
}

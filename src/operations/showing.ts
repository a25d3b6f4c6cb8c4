/** `show`: records in full, in the order asked for; one that is missing does not keep the others back. */
import type { Key, KindName } from '../domain/kind.ts';
import { keyParts } from '../domain/kind.ts';
import { KINDS } from '../domain/kinds.ts';
import type { Page, Tail } from '../domain/question.ts';
import { AdctlError } from '../domain/refusal.ts';
import type { Ctx, ScopedTx } from './define.ts';

export function columnsInFull(kind: KindName): string[] {
  return Object.entries(KINDS[kind].fields).flatMap(([name, def]) =>
    def.ref && !def.noName ? [name, `${name}_name`] : [name],
  );
}

export async function* showRecords(
  tx: ScopedTx,
  _ctx: Ctx,
  kind: KindName,
  keys: readonly Key[],
  missing: readonly string[],
): AsyncGenerator<Page, Tail> {
  if (keys.length === 0) throw new AdctlError('NOT_FOUND', { kind: KINDS[kind].label, value: missing.join(', ') });
  const def = KINDS[kind];
  const columns = columnsInFull(kind);
  for (const key of keys) {
    const parts = keyParts(def, key);
    const filters = def.key.map((field, i) => ({ field, op: '=' as const, values: [parts[i] as string] }));
    yield* tx.list({ kind, columns, filters, sort: def.sort });
  }
  return { keys, ...(missing.length > 0 && { missing }) };
}

/** The keys that texts name among what the actor sees: by key, then by each index in turn. */
export async function seenAs(
  tx: ScopedTx,
  kind: KindName,
  texts: readonly string[],
  by: readonly string[],
): Promise<{ readonly keys: Key[]; readonly missing: string[] }> {
  const keys: Key[] = [];
  const missing: string[] = [];
  for (const text of texts) {
    const found = await firstSeen(tx, kind, text, by);
    if (found.length > 1) throw new AdctlError('AMBIGUOUS', { value: text, candidates: found.slice(0, 5) });
    if (found[0]) keys.push(found[0]);
    else missing.push(text);
  }
  return { keys, missing };
}

async function firstSeen(tx: ScopedTx, kind: KindName, text: string, by: readonly string[]): Promise<Key[]> {
  const wanted = /^(group|entity|agency|unit):(.*)$/.exec(text);
  const fields = kind === 'org' ? ['kind'] : KINDS[kind].key;
  for (const index of by) {
    const rows = (await tx.rows({ kind, by: index, values: [wanted?.[2] ?? text], fields })).filter(
      // A hidden licence leads nowhere (MEM-4).
      ({ visible, whole, row }) =>
        (index === 'licence' ? whole : visible) && (kind !== 'org' || !wanted || row['kind'] === wanted[1]),
    );
    const entities = rows.filter(({ row }) => row['kind'] === 'entity');
    const chosen = rows.length > 1 && entities.length === 1 ? entities : rows;
    if (chosen.length > 0) return chosen.map(({ key }) => key);
    if (index === 'key' && wanted?.[1] === 'agency') {
      const agency = (await tx.rows({ kind, by: 'parent', values: [wanted[2] as string], fields })).find(
        ({ visible, row }) => visible && row['kind'] === 'agency',
      );
      if (agency) return [agency.key];
    }
  }
  return [];
}

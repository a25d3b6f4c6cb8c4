/** How organisations, units and members are named on the command line and in files (inputs.md "Addressing"). */
import type { Key, KindName } from '../domain/kind.ts';
import { KINDS } from '../domain/kinds.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Loader, ReadView } from './define.ts';

type Addressed = 'org' | 'unit';
const FIELDS: Readonly<Record<Addressed, readonly string[]>> = {
  org: ['kind', 'name', 'parent', 'status', 'group_type'],
  unit: ['type', 'name', 'org', 'status', 'track', 'note'],
};
const PREFIX = /^(group|entity|agency|unit):/;

/** An id, `kind:id`, a licence, or a name; `agency:X` is also the agency of entity X. */
export async function loadAddresses(l: Loader, kind: Addressed, texts: readonly (string | undefined)[]): Promise<void> {
  const values = [...new Set(texts.filter((text) => text !== undefined && text !== ''))].map((text) =>
    bare(text as string),
  );
  const fields = FIELDS[kind];
  await l.need({ kind, by: 'key', values, fields }, { kind, by: 'name', values, fields });
  if (kind !== 'org') return;
  const agencies = texts.filter((text) => text?.startsWith('agency:')).map((text) => bare(text as string));
  await l.need({ kind, by: 'licence', values, fields }, { kind, by: 'parent', values: agencies, fields });
}

function bare(text: string): string {
  return text.replace(PREFIX, '');
}

/** The one record that the text names among what the actor sees; a bare name that is entity and agency means the entity. */
export function addressed(v: ReadView, kind: Addressed, text: string, only?: readonly string[]): Key | Refusal {
  const value = bare(text);
  const wanted = PREFIX.exec(text)?.[1];
  const fits = (key: Key): boolean => {
    const row = v.get(kind, key);
    if (!row || !v.sees(kind, key)) return false;
    if (kind === 'unit') return true;
    return (!wanted || row['kind'] === wanted) && (!only || only.includes(String(row['kind'])));
  };
  if (v.get(kind, value) && fits(value)) return value;
  const agency = wanted === 'agency' ? v.list(kind, 'parent', value).find(fits) : undefined;
  if (agency) return agency;
  for (const index of kind === 'org' ? ['licence', 'name'] : ['name']) {
    // Of an organisation seen by its name only, the licence is hidden, and so leads nowhere (MEM-4).
    const keys = v.list(kind, index, value).filter((key) => fits(key) && (index === 'name' || v.seesWhole(kind, key)));
    const entities = keys.filter((key) => v.get(kind, key)?.['kind'] === 'entity');
    const found = keys.length > 1 && entities.length === 1 ? entities : keys;
    if (found.length > 1) return refuse('AMBIGUOUS', { value: text, candidates: found.slice(0, 5) });
    if (found.length === 1) return found[0] as Key;
  }
  return notFound(kind, text);
}

export function notFound(kind: KindName, value: string): Refusal {
  return refuse('NOT_FOUND', { kind: KINDS[kind].label, value });
}

/** A member by login, active and seen by the actor. */
export function memberNamed(v: ReadView, login: string): Refusal | undefined {
  const row = v.get('member', login);
  return row && v.sees('member', login) && row['status'] === 'active' ? undefined : notFound('member', login);
}

export const MEMBER_FIELDS = ['login', 'name', 'verified', 'status'] as const;
export const GRANT_FIELDS = ['member', 'role', 'place'] as const;

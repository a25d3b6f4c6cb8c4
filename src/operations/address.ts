/** How organisations, units and members are named on the command line and in files (inputs.md "Addressing"). */
import type { Key, KindName } from '../domain/kind.ts';
import { KINDS } from '../domain/kinds.ts';
import { withoutNumber } from '../domain/licence.ts';
import { ORG_KINDS } from '../domain/orgs.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Text } from '../domain/text.ts';
import type { Loader, ReadView } from './define.ts';

type Addressed = 'org' | 'unit';
const FIELDS: Readonly<Record<Addressed, readonly string[]>> = {
  org: ['kind', 'name', 'parent', 'status', 'group_type'],
  unit: ['type', 'name', 'org', 'status', 'track', 'note'],
};
const PREFIX = /^(group|entity|agency|unit):/;

/**
 * An id, `kind:id`, a licence, or a name; an agency also by whatever names its entity (its natural key). `only`: the
 * kinds that `addressed` will be asked for.
 */
export async function loadAddresses(
  l: Loader,
  kind: Addressed,
  texts: readonly (string | undefined)[],
  only?: Only,
): Promise<void> {
  const given = texts.filter((text): text is string => text !== undefined && text !== '');
  const values = [...new Set(given)].map((text) => bare(text));
  const fields = FIELDS[kind];
  await l.need({ kind, by: 'key', values, fields }, { kind, by: 'name', values, fields });
  if (kind !== 'org') return;
  await l.need({ kind, by: 'licence', values, fields });
  const agencies = given.filter((text) => wantsAgency(text, only));
  const entities = agencies.map((text) => oneOf(l.view, 'org', bare(text), ['entity'], text));
  await l.need({ kind, by: 'parent', values: entities.filter((key) => typeof key === 'string'), fields });
}

type Only = readonly string[];

function bare(text: string): string {
  return text.replace(PREFIX, '');
}

function wantsAgency(text: string, only: Only | undefined): boolean {
  const prefix = PREFIX.exec(text)?.[1];
  return (prefix ?? only?.join()) === 'agency' && (!only || only.includes('agency'));
}

/** The one record that the text names among what the actor sees; a bare name that is entity and agency means the entity. */
export function addressed(v: ReadView, kind: Addressed, text: string, only?: Only): Key | Refusal {
  const prefix = PREFIX.exec(text)?.[1];
  if (kind === 'unit') {
    const found = prefix === undefined || prefix === 'unit' ? oneOf(v, kind, bare(text), undefined, text) : undefined;
    return found ?? notFound(kind, text);
  }
  const wanted = prefix === undefined ? only : !only || only.includes(prefix) ? [prefix] : [];
  return oneOf(v, kind, bare(text), wanted, text) ?? agencyOf(v, text, only) ?? wrongKind(v, text, only);
}

function agencyOf(v: ReadView, text: string, only: Only | undefined): Key | Refusal | undefined {
  if (!wantsAgency(text, only)) return undefined;
  const entity = oneOf(v, 'org', bare(text), ['entity'], text);
  if (typeof entity !== 'string') return entity;
  return v.list('org', 'parent', entity).find((key) => is(v, key, ['agency']) && v.sees('org', key));
}

const is = (v: ReadView, key: Key, kinds: Only): boolean => kinds.includes(String(v.get('org', key)?.['kind']));

/** By id, then licence, then name. */
function oneOf(
  v: ReadView,
  kind: Addressed,
  value: string,
  wanted: Only | undefined,
  text: string,
): Key | Refusal | undefined {
  const fits = (key: Key): boolean =>
    v.get(kind, key) !== undefined && v.sees(kind, key) && (kind === 'unit' || !wanted || is(v, key, wanted));
  if (fits(value)) return value;
  for (const index of kind === 'org' ? ['licence', 'name'] : ['name']) {
    // Of an organisation seen by its name only, the licence is hidden, and so leads nowhere (MEM-4).
    const keys = v.list(kind, index, value).filter((key) => fits(key) && (index === 'name' || v.seesWhole(kind, key)));
    const entities = keys.filter((key) => v.get(kind, key)?.['kind'] === 'entity');
    const found = keys.length > 1 && entities.length === 1 ? entities : keys;
    if (found.length > 1) return refuse('AMBIGUOUS', { value: text, candidates: found.slice(0, 5) });
    if (found.length === 1) return found[0];
  }
  return undefined;
}

/** There, but of another kind: say so rather than "not found". */
function wrongKind(v: ReadView, text: string, only: Only | undefined): Refusal {
  const there = oneOf(v, 'org', bare(text), undefined, text);
  if (typeof there !== 'string') return notFound('org', text);
  const prefix = PREFIX.exec(text)?.[1];
  const wanted = prefix === undefined || is(v, there, [prefix]) ? only : [prefix];
  const labelOf = (kind: string): Text | string => ORG_KINDS[kind as keyof typeof ORG_KINDS] ?? kind;
  const found = labelOf(String(v.get('org', there)?.['kind']));
  return refuse('ORG_KIND', { value: text, found, wanted: wanted?.map(labelOf) });
}

export function notFound(kind: KindName, value: string): Refusal {
  const shown = kind === 'org' ? withoutNumber(value) : value;
  return refuse('NOT_FOUND', { record: kind, kind: KINDS[kind].label, value: shown });
}

/** A member by login, active and seen by the actor. That one is gone is said to who still sees it (MEM-4). */
export function memberNamed(v: ReadView, login: string): Refusal | undefined {
  const status = v.sees('member', login) ? v.get('member', login)?.['status'] : undefined;
  if (status === 'active') return undefined;
  if (status === undefined) return notFound('member', login);
  return refuse(status === 'erased' ? 'MEMBER_ERASED' : 'MEMBER_REMOVED', { member: login });
}

export const MEMBER_FIELDS = ['login', 'name', 'verified', 'status'] as const;
export const GRANT_FIELDS = ['member', 'role', 'place'] as const;

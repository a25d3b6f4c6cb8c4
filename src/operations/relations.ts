/** Relations beside the one manager (ACC-2): shared with collaborators and self-run admins, bound to agency staff. */
import { RELATION_SOURCES, SYSTEMS } from '../domain/accounts.ts';
import type { Key } from '../domain/kind.ts';
import { keyOf } from '../domain/kind.ts';
import { KINDS } from '../domain/kinds.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Schema } from '../domain/schema.ts';
import type { Text } from '../domain/text.ts';
import { GRANT_FIELDS, MEMBER_FIELDS, memberNamed } from './address.ts';
import type { Decision, Loader, Patch, ReadView } from './define.ts';

const { collaborator, self_run } = RELATION_SOURCES;

export const SYSTEM_OPTION = {
  system: {
    type: 'enum',
    values: SYSTEMS,
    default: 'workbench',
    label: { en: 'system', zh: '系统' },
    help: { en: 'in which system the relation holds', zh: '关系所属的系统' },
  },
} as const satisfies Schema;

export const SHARED_RELATIONS = { collaborator, self_run } as const;
export const RELATION_LABEL = { en: 'relation', zh: '关系' } as const;

/** Whom a relation is with: one member or several. */
const SEVERAL = { en: '; repeatable, or a,b', zh: '；可重复，或用逗号分隔' };

export const membersOption = (label: Text, help: Text) =>
  ({ type: 'list', required: true, label, help, several: SEVERAL, metavar: 'LOGIN' }) as const;

export async function loadRelationMembers(l: Loader, logins: readonly string[]): Promise<void> {
  await l.need(
    { kind: 'member', by: 'key', values: [...new Set(logins)], fields: MEMBER_FIELDS },
    { kind: 'grant', by: 'member', values: [...new Set(logins)], fields: GRANT_FIELDS },
  );
}

/** The members asked for, each seen and active; who is not verified gets no relation that lets it change accounts (ORG-4). */
export function relationMembers(v: ReadView, logins: readonly string[]): { readonly logins: string[] } | Refusal {
  if (logins.length === 0) return refuse('MISSING', { field: { en: 'member', zh: '成员' } });
  const missing = missingMember(v, logins);
  if (missing) return missing;
  for (const member of logins) {
    if (v.get('member', member)?.['verified'] === null) return refuse('MEMBER_UNVERIFIED', { member });
  }
  return { logins: [...new Set(logins)] };
}

/** The first of the members that there is not, as far as the actor sees. */
export function missingMember(v: ReadView, logins: readonly string[]): Refusal | undefined {
  for (const login of logins) {
    const missing = memberNamed(v, login);
    if (missing) return missing;
  }
  return undefined;
}

/** Relations that are there already stay as they are. */
export function addRelations(
  v: ReadView,
  account: Key,
  logins: readonly string[],
  source: string,
  system: string,
): Decision {
  if (v.get('account', account)?.['status'] === 'closed') return refuse('ACCOUNT_CLOSED', { account });
  const held = new Set(v.list('relation', 'account', account));
  const wanted = logins.map((member) => ({ account, member, source, system }));
  const relations = wanted.map((row) => ({ kind: 'relation' as const, key: keyOf(KINDS.relation, row), row }));
  const patches = relations
    .filter(({ key }) => !held.has(key))
    .map(({ kind, key, row }): Patch => ({ insert: kind, key, row }));
  return patches.length === 0 ? { unchanged: 'SAME', of: relations } : { ok: patches };
}

/** In every system, and whether or not the account is closed. */
export function removeRelations(
  v: ReadView,
  account: Key,
  logins: readonly string[],
  sources: readonly string[],
): Decision {
  const patches = v.list('relation', 'account', account).flatMap((key): Patch[] => {
    const row = v.get('relation', key);
    const fits = sources.includes(String(row?.['source'])) && logins.includes(String(row?.['member']));
    return fits ? [{ remove: 'relation', key }] : [];
  });
  if (patches.length > 0) return { ok: patches };
  const gone = logins.flatMap((member) =>
    sources.flatMap((source) => Object.keys(SYSTEMS).map((system) => ({ account, member, source, system }))),
  );
  return { unchanged: 'SAME', of: gone.map((row) => ({ kind: 'relation', key: keyOf(KINDS.relation, row) })) };
}

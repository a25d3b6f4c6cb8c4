/** Companies that may be there already under another licence, by their names: told, never refused, never merged. */
import { companyName, isAlike, likeness } from '../domain/company-names.ts';
import type { Key } from '../domain/kind.ts';
import { named } from '../domain/references.ts';
import type { Decision, Loader, ReadView } from './define.ts';
import type { OrgRow } from './org-row.ts';

export async function loadAlike(l: Loader, rows: readonly OrgRow[]): Promise<void> {
  const values = rows.map(({ kind, name }) => (kind === 'entity' && name ? likeness(name) : ''));
  const fields = ['kind', 'licence_kind', 'name', 'status'];
  await l.need({ kind: 'org', by: 'likeness', values: values.filter((value) => value !== ''), fields });
}

/** Of those that the actor sees, the one that is most like it. */
export function alikeThere(v: ReadView, name: string): Partial<Extract<Decision, { ok: unknown }>> {
  const company = companyName(name);
  if (!company) return {};
  let best: Key | undefined;
  for (const key of v.list('org', 'likeness', company.own)) {
    const there = v.get('org', key);
    if (!v.sees('org', key) || there?.['status'] !== 'active') continue;
    const other = companyName(String(there['name']));
    if (!other || !isAlike(company, other)) continue;
    if (other.core === company.core) return alike(v, key);
    best ??= key;
  }
  return best === undefined ? {} : alike(v, best);
}

const alike = (v: ReadView, key: Key): Partial<Extract<Decision, { ok: unknown }>> => ({
  note: 'NAME_ALIKE',
  details: { like: named('org', key, v.get('org', key)?.['name']) },
});

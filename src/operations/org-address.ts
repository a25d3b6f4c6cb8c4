/** Operations about organisations that exist: how a row names one, what is loaded around it, who may. */
import type { Key } from '../domain/kind.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Subject } from '../domain/rights.ts';
import { addressed, loadAddresses } from './address.ts';
import type { Loader, ReadView } from './define.ts';

export const ORG_FIELDS = ['kind', 'name', 'parent', 'status', 'group_type'];

export const ORG_REF_ROW = {
  org: {
    type: 'text',
    required: true,
    label: { en: 'organisation', zh: '组织' },
    help: { en: 'id, kind:id, licence or name', zh: '编号、类型:编号、证照号码或名称' },
    headers: ['id', 'entity', '编号', '主体'],
    metavar: 'ORG',
  },
} as const;

export const WHERE_ORGS = { kind: 'org', fields: { org: 'id' } } as const;

type OrgRow = { readonly org: string };

/** The organisations named, and what stands above each. */
export async function loadOrgRows(l: Loader, rows: readonly OrgRow[], kinds?: readonly string[]): Promise<Key[]> {
  await loadAddresses(
    l,
    'org',
    rows.map((row) => row.org),
  );
  const keys = rows.map((row) => addressed(l.view, 'org', row.org, kinds)).filter((key) => typeof key === 'string');
  const parents = keys.map((key) => l.view.get('org', key)?.['parent']).filter((key) => typeof key === 'string');
  await l.need({ kind: 'org', by: 'key', values: parents, fields: ORG_FIELDS });
  return keys;
}

/** An entity is administered from its group too; an agency is not by the admins of its entity. */
export function orgPlaces(v: ReadView, key: Key): Key[] {
  const row = v.get('org', key);
  const group = row?.['kind'] === 'entity' ? row['parent'] : undefined;
  return [key, ...(typeof group === 'string' ? [group] : [])];
}

export function orgSubject(v: ReadView, row: OrgRow, kinds?: readonly string[]): Subject | Refusal {
  const key = addressed(v, 'org', row.org, kinds);
  return typeof key === 'string' ? { target: key, places: orgPlaces(v, key) } : key;
}

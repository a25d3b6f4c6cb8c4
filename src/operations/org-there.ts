/** Rows about organisations that exist already, as a list gives them back. */
import { archivedRefusal } from '../domain/invariants.ts';
import type { Key } from '../domain/kind.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { addressed } from './address.ts';
import type { Decision, Pure, ReadView } from './define.ts';
import { entitiesOf, licenceOf, type OrgRow, PRINCIPAL } from './org-row.ts';

/** A row that names by its id what exists, as a list does: the same, as far as it tells, or another. */
export function decideThere(v: ReadView, ctx: Pure, row: OrgRow, id: Key): Decision {
  const closed = archivedThere(v, id);
  if (closed) return closed;
  const there = v.get('org', id);
  const parent = row.kind === 'agency' ? entitiesOf(row)[0] : row.kind === 'entity' ? row.group : undefined;
  const licence = licenceOf(row);
  if (licence && 'refuse' in licence) return licence;
  const numbered =
    !licence ||
    (licence.kind === 'business'
      ? there?.['licence'] === licence.number
      : there?.['personal_number_bi'] === ctx.blind('org', 'personal_number', licence.number));
  const same =
    there?.['kind'] === row.kind &&
    (row.name === undefined || there['name'] === row.name) &&
    (parent === undefined || there['parent'] === addressed(v, 'org', parent)) &&
    (row.group_type === undefined || there['group_type'] === row.group_type) &&
    (row.principal === undefined ||
      v.list('grant', 'place', id).includes(`${row.principal}/${PRINCIPAL[row.kind as 'group']}/${id}`)) &&
    numbered;
  return same ? { unchanged: 'SAME', id } : refuse('ORG_EXISTS', { name: row.name ?? id });
}

/** What is archived is there no more for whoever asks for it: it is not made again, nor taken for the one wanted (ORG-10). */
export function archivedThere(v: ReadView, id: Key): Refusal | undefined {
  const there = v.get('org', id);
  return there?.['status'] === 'archived' ? archivedRefusal('org', id, there) : undefined;
}

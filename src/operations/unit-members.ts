/** Members of one unit: who is added or removed, with which of the unit's two roles. */
import { ROLES } from '../domain/members.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Subject } from '../domain/rights.ts';
import { GRANT_FIELDS, MEMBER_FIELDS, memberNamed } from './address.ts';
import type { Loader, ReadView } from './define.ts';
import { GRANT_ROW } from './grants.ts';
import { unitPlaces } from './unit-accounts.ts';
import { loadUnit } from './unit-head.ts';

export const UNIT_ROLES = { uA: ROLES.uA, uC: ROLES.uC } as const;

export const UNIT_MEMBER_ROW = { login: GRANT_ROW.login } as const;

type Row = { readonly login: string };

export async function loadUnitMembers(l: Loader, rows: readonly Row[], unit: string): Promise<void> {
  await loadUnit(l, unit);
  await l.need(
    { kind: 'grant', by: 'place', values: [unit], fields: GRANT_FIELDS },
    { kind: 'member', by: 'key', values: rows.map((row) => row.login), fields: MEMBER_FIELDS },
  );
}

export function unitMemberSubject(v: ReadView, row: Row, unit: string): Subject | Refusal {
  return memberNamed(v, row.login) ?? { target: row.login, places: unitPlaces(v, unit) };
}

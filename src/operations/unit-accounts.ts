/** Accounts in units (UNIT-1, UNIT-2): one account, one unit. */
import { archivedRefusal } from '../domain/invariants.ts';
import type { Key } from '../domain/kind.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Subject } from '../domain/rights.ts';
import type { Decision, Pure, ReadView } from './define.ts';

/** The unit, its organisation, and that one's group: where a role may give the right to change it. */
export function unitPlaces(v: ReadView, unit: Key): Key[] {
  const org = v.get('unit', unit)?.['org'];
  const group = typeof org === 'string' ? v.get('org', org)?.['parent'] : undefined;
  return [unit, org, group].filter((place): place is string => typeof place === 'string');
}

export function unitSubject(v: ReadView, unit: Key, target: string): Subject {
  return { target, places: unitPlaces(v, unit) };
}

export function addToUnit(v: ReadView, ctx: Pure, account: Key, unit: Key, move: boolean): Decision {
  const row = v.get('account', account);
  const old = row?.['unit'] as Key | null | undefined;
  if (row?.['status'] === 'closed') return refuse('ACCOUNT_CLOSED', { account });
  if (old === unit) return { unchanged: 'SAME' };
  const there = v.get('unit', unit);
  if (there?.['status'] === 'archived') return archivedRefusal('unit', there);
  const foreign = foreignTo(v, account, unit);
  if (foreign) return foreign;
  if (old != null) {
    const name = v.sees('unit', old)
      ? { en: `unit "${v.get('unit', old)?.['name']}"`, zh: `业务单元“${v.get('unit', old)?.['name']}”` }
      : { en: 'another unit', zh: '其他业务单元' };
    if (!move) return refuse('UNIT_TAKEN', { account, unit: name });
    if (!ctx.may('unit.update', unitSubject(v, old, old)))
      return refuse('FORBIDDEN', { right: 'unit.update', target: account });
  }
  return { ok: [{ set: 'account', key: account, fields: { unit } }] };
}

function foreignTo(v: ReadView, account: Key, unit: Key): Refusal | undefined {
  const entity = v.get('account', account)?.['entity'];
  const home =
    v.get('unit', unit)?.['type'] === 'group' && typeof entity === 'string' ? v.get('org', entity)?.['parent'] : entity;
  return home === v.get('unit', unit)?.['org']
    ? undefined
    : refuse('UNIT_FOREIGN', { account, unit: v.get('unit', unit)?.['name'] });
}

/** Accounts in units (UNIT-1, UNIT-2): one account, one unit. */
import { archivedRefusal } from '../domain/invariants.ts';
import type { Key } from '../domain/kind.ts';
import { named } from '../domain/references.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Subject } from '../domain/rights.ts';
import type { Schema } from '../domain/schema.ts';
import type { Decision, Pure, ReadView } from './define.ts';

export const MOVE_OPTION = {
  move: {
    type: 'flag',
    label: { en: 'move', zh: '移动' },
    help: { en: 'take accounts from other units', zh: '从其他业务单元移入账户' },
  },
} as const satisfies Schema;

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
  if (old === unit) return { unchanged: 'SAME', of: [{ kind: 'account', key: account }] };
  const there = v.get('unit', unit);
  if (there?.['status'] === 'archived') return archivedRefusal('unit', unit, there);
  const foreign = foreignTo(v, account, unit);
  if (foreign) return foreign;
  const held = old == null ? undefined : moveFault(v, ctx, account, old, move);
  if (held) return held;
  return { ok: [{ set: 'account', key: account, fields: { unit } }] };
}

/** Out of one unit into another an account goes only by `--move`, with the right in both (UNIT-1). */
export function moveFault(
  v: ReadView,
  ctx: Pure,
  account: Key,
  old: Key,
  move: boolean | undefined,
): Refusal | undefined {
  return move
    ? unitFault(v, ctx, account, old)
    : refuse('UNIT_TAKEN', { account, unit: named('unit', old, v.get('unit', old)?.['name']) });
}

/** Putting in and taking out need the right in that unit. */
export function unitFault(v: ReadView, ctx: Pure, account: Key, unit: Key): Refusal | undefined {
  return ctx.may('unit.update', unitSubject(v, unit, unit))
    ? undefined
    : refuse('FORBIDDEN', { right: 'unit.update', target: account });
}

function foreignTo(v: ReadView, account: Key, unit: Key): Refusal | undefined {
  const entity = v.get('account', account)?.['entity'];
  const home =
    v.get('unit', unit)?.['type'] === 'group' && typeof entity === 'string' ? v.get('org', entity)?.['parent'] : entity;
  return home === v.get('unit', unit)?.['org']
    ? undefined
    : refuse('UNIT_FOREIGN', { account, unit: named('unit', unit, v.get('unit', unit)?.['name']) });
}

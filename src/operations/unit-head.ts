/** The unit that a command is about, found once. */
import type { Key } from '../domain/kind.ts';
import type { Refusal } from '../domain/refusal.ts';
import { addressed, loadAddresses } from './address.ts';
import type { Loader, ReadView } from './define.ts';

export const UNIT_OPTION = {
  unit: {
    type: 'unit',
    required: true,
    label: { en: 'unit', zh: '业务单元' },
    help: { en: 'id or name of the unit', zh: '业务单元编号或名称' },
    metavar: 'UNIT',
  },
} as const;

export function unitHead(v: ReadView, text: string): { readonly keep: Key } | Refusal {
  const key = addressed(v, 'unit', text);
  return typeof key === 'string' ? { keep: key } : key;
}

/** The unit with its organisation and group, for every chunk. */
export async function loadUnit(l: Loader, unit: string): Promise<void> {
  await loadAddresses(l, 'unit', [unit]);
  const org = l.view.get('unit', unit)?.['org'];
  if (typeof org === 'string')
    await l.need({ kind: 'org', by: 'key', values: [org], fields: ['kind', 'name', 'parent', 'status'] });
}

/** Units that accounts are in now may be others: their organisations, for the right to take from them. */
export async function loadOrgsOfUnits(l: Loader, accounts: readonly Key[]): Promise<void> {
  await loadOrgsOf(
    l,
    accounts.map((key) => l.view.get('account', key)?.['unit']),
  );
}

/** The organisations of units; what is no unit's key is passed over. */
export async function loadOrgsOf(l: Loader, units: readonly unknown[]): Promise<void> {
  const orgs = units
    .map((unit) => (typeof unit === 'string' ? l.view.get('unit', unit)?.['org'] : undefined))
    .filter((org): org is string => typeof org === 'string');
  await l.need({ kind: 'org', by: 'key', values: orgs, fields: ['kind', 'name', 'parent', 'status'] });
}

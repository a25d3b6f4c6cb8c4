/** Operations about units that exist: how a row names one, and who may. */
import type { Key } from '../domain/kind.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Subject } from '../domain/rights.ts';
import { addressed, loadAddresses } from './address.ts';
import type { Loader, ReadView } from './define.ts';
import { unitSubject } from './unit-accounts.ts';
import { loadOrgsOf } from './unit-head.ts';

export const UNIT_REF_ROW = {
  unit: {
    type: 'text',
    required: true,
    label: { en: 'unit', zh: '业务单元' },
    help: { en: 'id or name of the unit', zh: '业务单元编号或名称' },
    headers: ['id', '编号'],
    metavar: 'UNIT',
  },
} as const;

export const WHERE_UNITS = { kind: 'unit', fields: { unit: 'id' } } as const;

type UnitRow = { readonly unit: string };

export async function loadUnitRows(l: Loader, rows: readonly UnitRow[]): Promise<Key[]> {
  await loadAddresses(
    l,
    'unit',
    rows.map((row) => row.unit),
  );
  const keys = rows.map((row) => addressed(l.view, 'unit', row.unit)).filter((key) => typeof key === 'string');
  await loadOrgsOf(l, keys);
  return keys;
}

export function subjectOfUnitRow(v: ReadView, row: UnitRow): Subject | Refusal {
  const key = addressed(v, 'unit', row.unit);
  return typeof key === 'string' ? unitSubject(v, key, key) : key;
}

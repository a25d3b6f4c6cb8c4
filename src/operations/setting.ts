/** What an update sets: what is typed, for every row, else a cell of the row; `--clear COL,…` empties a field. */
import type { Key, KindName, Row, Value } from '../domain/kind.ts';
import { nearest } from '../domain/nearest.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Decision } from './define.ts';

export const CLEAR_OPTION = {
  clear: {
    type: 'list',
    label: { en: 'clear', zh: '清空' },
    help: { en: 'fields to empty where the row has no value', zh: '该行没有值时要清空的字段' },
    metavar: 'COL',
  },
} as const;

type Values = Readonly<Record<string, unknown>>;

export function notClearable(
  options: Values & { readonly clear?: readonly string[] },
  clearable: readonly string[],
): Refusal | undefined {
  const wrong = (options.clear ?? []).find((name) => !clearable.includes(name));
  return wrong === undefined
    ? undefined
    : refuse('VALUE_INVALID', {
        field: CLEAR_OPTION.clear.label,
        value: wrong,
        expected: clearable,
        nearest: nearest(wrong, clearable),
      });
}

/** The fields that this row sets; null empties. */
export function settingOf<F extends string>(
  row: { readonly [K in F]?: string },
  options: { readonly [K in F]?: string } & { readonly clear?: readonly string[] },
  fields: readonly F[],
): { readonly [K in F]?: string | null } {
  const set: { [K in F]?: string | null } = {};
  for (const field of fields) {
    const typed = options[field];
    const value = typed ?? row[field];
    if (value) set[field] = value;
    else if (options.clear?.includes(field)) set[field] = null;
  }
  return set;
}

/** What differs from the record, if anything does. */
export function setWhatDiffers(
  kind: KindName,
  key: Key,
  old: Row | undefined,
  wanted: Readonly<Record<string, Value>>,
): Decision {
  const fields = Object.fromEntries(Object.entries(wanted).filter(([field, value]) => old?.[field] !== value));
  return Object.keys(fields).length === 0
    ? { unchanged: 'SAME', ...(Object.keys(wanted).length === 0 && { of: [] }) }
    : { ok: [{ set: kind, key, fields }] };
}

export function nothingToSet(fields: readonly string[]): Refusal {
  return refuse('NOTHING_TO_SET', { options: fields.map((field) => `--${field.replaceAll('_', '-')}`) });
}

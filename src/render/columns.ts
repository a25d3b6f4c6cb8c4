/** The columns that a list of a kind can show, and the choice among them (`--columns`). */
import { type KindDef, nameLabel, type ValueType } from '../domain/kind.ts';
import { nearest } from '../domain/nearest.ts';
import { AdctlError } from '../domain/refusal.ts';
import type { Lang, Text } from '../domain/text.ts';
import { displayWidth, pad } from './width.ts';

export type Column = {
  readonly key: string;
  readonly label: Text;
  readonly type: ValueType;
  readonly help?: Text;
  /** Where absent: numbers right, all else left. */
  readonly align?: 'left' | 'right';
  /** The column that holds an amount's currency. */
  readonly currency?: string;
  /** Labels of an enum's values. */
  readonly values?: Readonly<Record<string, Text>>;
};

/** Every field in its order, and after a reference the name behind it. */
export function columnsOf(kind: KindDef): Column[] {
  const columns: Column[] = [];
  for (const [key, field] of Object.entries(kind.fields)) {
    const { label, type, help, currency, values } = field;
    columns.push({
      key,
      label,
      type,
      ...(help && { help }),
      ...(currency && { currency }),
      ...(values && { values }),
    });
    if (field.ref && !field.noName) {
      columns.push({
        key: `${key}_name`,
        label: nameLabel(field),
        type: 'text',
      });
    }
  }
  return columns;
}

/**
 * `a,b,c` are these columns in this order; `+note,-unit` starts from the defaults. One rule serves both: a choice that
 * begins with a plain name starts from nothing.
 */
export function chooseColumns(all: readonly Column[], defaults: readonly string[], spec: string | undefined): string[] {
  const words = (spec ?? '').split(/[,，]/).map((word) => word.trim());
  const asked = words.filter((word) => word !== '');
  if (asked.length === 0) return [...defaults];
  const known = new Set(all.map((column) => column.key));
  let chosen = /^[+-]/.test(asked[0]!) ? [...defaults] : [];
  for (const word of asked) {
    const key = word.replace(/^[+-]/, '');
    if (!known.has(key)) throw new AdctlError('FIELD_UNKNOWN', { field: key, nearest: nearest(key, known) });
    if (word.startsWith('-')) chosen = chosen.filter((other) => other !== key);
    else if (!chosen.includes(key)) chosen.push(key);
  }
  if (chosen.length === 0) {
    throw new AdctlError('OPTION_VALUE', {
      option: '--columns',
      value: spec,
      expected: { en: 'at least one column must remain', zh: '至少要保留一列' },
    });
  }
  return chosen;
}

export function pickColumns(all: readonly Column[], keys: readonly string[]): Column[] {
  const byKey = new Map(all.map((column) => [column.key, column]));
  return keys.map((key) => {
    const column = byKey.get(key);
    if (!column) throw new Error(`no column ${key}`);
    return column;
  });
}

/** A line for each column: its key, its label, and what it is. */
export function columnsHelp(all: readonly Column[], lang: Lang): string[] {
  const width = Math.max(0, ...all.map((column) => displayWidth(column.key)));
  return all.map((column) => {
    const help = column.help ? (lang === 'zh' ? `（${column.help.zh}）` : ` (${column.help.en})`) : '';
    return `${pad(column.key, width)}  ${column.label[lang]}${help}`;
  });
}

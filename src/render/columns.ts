/** The columns that a list of a kind can show, and the choice among them (`--columns`). */
import { type KindDef, nameLabel, type ValueType } from '../domain/kind.ts';
import { nearest, spelled } from '../domain/nearest.ts';
import { AdctlError } from '../domain/refusal.ts';
import type { Lang, Text } from '../domain/text.ts';
import { displayWidth, pad } from './width.ts';

export type Column = {
  readonly key: string;
  readonly label: Text;
  readonly type: ValueType;
  readonly help?: Text;
  /** Further words for it. */
  readonly also?: readonly string[];
  /** Where absent: numbers right, all else left. */
  readonly align?: 'left' | 'right';
  /** The column that holds an amount's currency. */
  readonly currency?: string;
  /** Rows of one currency add up. */
  readonly sums?: true;
  /** Labels of an enum's values. */
  readonly values?: Readonly<Record<string, Text>>;
};

/** Every field in its order, and after a reference the name behind it. */
export function columnsOf(kind: KindDef): Column[] {
  const columns: Column[] = [];
  for (const [key, field] of Object.entries(kind.fields)) {
    if (field.hidden) continue;
    const { label, type, help, also, currency, values, sums } = field;
    columns.push({
      key,
      label,
      type,
      ...(help && { help }),
      ...(also && { also }),
      ...(currency && { currency }),
      ...(sums && { sums }),
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
 * begins with a plain name starts from nothing. A column may be named by its label, too.
 */
export function chooseColumns(all: readonly Column[], defaults: readonly string[], spec: string | undefined): string[] {
  const words = (spec ?? '').split(/[,，]/).map((word) => word.trim());
  const asked = words.filter((word) => word !== '');
  if (asked.length === 0) return [...defaults];
  let chosen = /^[+-]/.test(asked[0]!) ? [...defaults] : [];
  for (const word of asked) {
    const key = columnNamed(all, word.replace(/^[+-]\s*/, ''));
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

/** By key or by label in either language; case, width, blanks, `-` and `_` make no difference. */
function columnNamed(all: readonly Column[], text: string): string {
  const wanted = spelled(text);
  const named =
    all.find(({ key }) => spelled(key) === wanted) ??
    all.find(({ label, also }) => [label.en, label.zh, ...(also ?? [])].some((name) => spelled(name) === wanted));
  if (named) return named.key;
  const chinese = /\p{Script=Han}/u.test(text);
  const words = all.map(({ key, label }) => (chinese ? label.zh : key));
  throw new AdctlError('FIELD_UNKNOWN', { field: text, nearest: nearest(text, words) });
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

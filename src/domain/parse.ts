/** Text into typed input, once, at the edge. What passes here cannot be wrong in form. */
import { WITHHELD } from './covered.ts';
import { dayWritten } from './days.ts';
import { nearest } from './nearest.ts';
import type { Refusal } from './refusal.ts';
import { refuse } from './refusal.ts';
import type { InputField, Schema } from './schema.ts';
import type { Text } from './text.ts';

/** Blanks of every width, zero-width characters and byte order marks around a value mean nothing. */
const EDGES = /^[\s\u00a0\u200b-\u200d\u2060\u3000\ufeff]+|[\s\u00a0\u200b-\u200d\u2060\u3000\ufeff]+$/g;
export function trim(text: string): string {
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  // Nearly every cell is clean already; the expression is for the others.
  if (first > 32 && first < 127 && last > 32 && last < 127) return text;
  return text.replace(EDGES, '');
}

const DIGITS = /^\d{1,20}$/;
const SPOILT = /^[+-]?\d+(\.\d+)?[eE][+-]?\d+$|^\d+\.0*$|^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/;
export const PLATFORM = /^[a-z][a-z0-9_]*$/;

/** An account id, or `platform:id`; the number that a spreadsheet made of an id is told apart from a typing error. */
export function accountRef(value: string): Refusal | undefined {
  if (DIGITS.test(value)) return undefined;
  const colon = value.indexOf(':');
  const id = value.slice(colon + 1);
  if (colon > 0 && PLATFORM.test(value.slice(0, colon)) && DIGITS.test(id)) return undefined;
  return SPOILT.test(id) ? refuse('ID_SPOILT', { value }) : refuse('ID_INVALID', { value });
}

/** What a spreadsheet made of an account's id, alone or behind its platform. Other holders are called by words. */
const spoiltId = (text: string): boolean => SPOILT.test(text.replace(/^[a-z][a-z0-9_]*:/, ''));

/** Of a number a spreadsheet keeps so many digits. */
export const DIGITS_KEPT = 15;
/** A long id with zeros wherever a spreadsheet would have put them. One in ten of 16 digits ends so by itself. */
export const isRounded = (id: string): boolean => /^[1-9]\d{14}0{1,5}$/.test(id);

/** An address that mail could reach: one `@`, a dot behind it, no blanks. */
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
export const isEmail = (text: string): boolean => EMAIL.test(text);

export const EMAIL_EXPECTED = { en: 'an address such as name@example.com', zh: '形如 name@example.com 的地址' };

const expected = {
  one: { en: 'one value, not several', zh: '单个值' },
  characters: { en: 'whole characters (half of one is in it)', zh: '完整的字符（其中含有半个字符）' },
  platform: {
    en: 'a platform such as tencent: a–z, digits and _',
    zh: '平台代码，例如 tencent：小写字母、数字和下划线',
  },
} satisfies Record<string, Text>;

const wholeNumber = (least: number): Text => ({
  en: `a whole number, ${least} or more, of at most 15 digits`,
  zh: `不小于 ${least} 的整数，最多 15 位`,
});

const FLAG_WORDS: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  1: true,
  是: true,
  false: false,
  no: false,
  0: false,
  否: false,
};

/** Nothing could write half a character to a file and find it there again. */
export const halfCharacter = (label: Text, value: string): Refusal | undefined =>
  value.isWellFormed()
    ? undefined
    : refuse('VALUE_INVALID', { field: label, value: value.toWellFormed(), expected: expected.characters });

export function parseField(field: InputField, text: string): { readonly value: unknown } | Refusal {
  const value = trim(text);
  const half = halfCharacter(field.label, value);
  if (half) return half;
  switch (field.type) {
    case 'account': {
      return accountRef(value) ?? { value };
    }
    case 'holder':
      return spoiltId(value) ? refuse('ID_SPOILT', { value }) : { value };
    case 'platform':
      return PLATFORM.test(value)
        ? { value }
        : refuse('VALUE_INVALID', { field: field.label, value, expected: expected.platform });
    case 'integer':
      return /^\d{1,15}$/.test(value) && Number(value) >= (field.least ?? 0)
        ? { value: Number(value) }
        : refuse('VALUE_INVALID', { field: field.label, value, expected: wholeNumber(field.least ?? 0) });
    case 'enum': {
      const chosen = enumValue(field.values ?? {}, value);
      if (chosen !== undefined) return { value: chosen };
      const words = Object.keys(field.values ?? {});
      return refuse('VALUE_INVALID', { field: field.label, value, expected: words, nearest: nearest(value, words) });
    }
    case 'flag': {
      const truth = FLAG_WORDS[value.toLowerCase()];
      return truth === undefined
        ? refuse('VALUE_INVALID', { field: field.label, value, expected: ['true', 'false'] })
        : { value: truth };
    }
    case 'list':
      return {
        value: [
          ...new Set(
            value
              .split(/[,，;；|]/)
              .map(trim)
              .filter(Boolean),
          ),
        ],
      };
    case 'day':
      return { value: dayWritten(value) };
    default:
      return value.length > 1000
        ? refuse('VALUE_INVALID', {
            field: field.label,
            value: `${value.slice(0, 20)}…`,
            expected: { en: 'at most 1000 characters', zh: '最多 1000 个字符' },
          })
        : { value };
  }
}

/** An enum's value by key, by either label, or in another case. */
function enumValue(values: Readonly<Record<string, Text>>, text: string): string | undefined {
  const folded = text.toLowerCase().replaceAll('-', '_');
  for (const [key, label] of Object.entries(values)) {
    if (key.toLowerCase() === folded || label.zh === text || label.en.toLowerCase() === text.toLowerCase()) return key;
  }
  return undefined;
}

/** A row's cells into its typed input. The first field that does not pass decides. */
export function parseRow(
  schema: Schema,
  cells: Readonly<Record<string, string>>,
  positional?: string,
): { readonly input: Record<string, unknown> } | Refusal {
  const input: Record<string, unknown> = {};
  for (const name in schema) {
    const field = schema[name] as InputField;
    const text = cells[name];
    if (text === undefined || trim(text) === '') {
      if (text !== undefined && field.keepEmpty) input[name] = field.type === 'list' ? [] : '';
      else if (field.default !== undefined) input[name] = field.default;
      else if (field.type === 'flag') input[name] = false;
      else if (field.required)
        return refuse('MISSING', {
          field: field.label,
          option: name === positional ? wordOf(name, field) : flagOf(name),
        });
      continue;
    }
    const parsed = parseField(field, text);
    if ('refuse' in parsed) return field.pii ? refuse(parsed.refuse, { ...parsed.details, value: WITHHELD }) : parsed;
    input[name] = parsed.value;
  }
  return { input };
}

/** Options arrive as text, text lists or true; the same rules as for cells. */
export function parseOptions(
  schema: Schema,
  given: Readonly<Record<string, unknown>>,
  positional?: string,
): { readonly input: Record<string, unknown> } | Refusal {
  const cells: Record<string, string> = {};
  const lists: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || !(name in schema)) continue;
    const texts = (Array.isArray(value) ? value : [value]).map((item) => trim(String(item)));
    // Most likely a variable of a script that holds nothing: no filter, no value, and not what was meant.
    const field = schema[name] as InputField;
    if (texts.includes('') && !field.clears) return refuse('VALUE_EMPTY', { field: field.label });
    if (Array.isArray(value) && field.type !== 'list')
      return refuse('VALUE_INVALID', { field: field.label, value: WITHHELD, expected: expected.one });
    if (Array.isArray(value)) lists[name] = texts;
    else cells[name] = String(value);
  }
  const parsed = parseRow(
    Object.fromEntries(Object.entries(schema).filter(([name]) => !(name in lists))),
    cells,
    positional,
  );
  return 'refuse' in parsed ? parsed : { input: { ...parsed.input, ...lists } };
}

const flagOf = (name: string): string => `--${name.replaceAll('_', '-')}`;
const wordOf = (name: string, { metavar }: InputField): string => metavar ?? name.toUpperCase();

/** Whether a text could be an account id: then a file whose first cells all are has no header. */
export function looksLikeAccount(text: string): boolean {
  return accountRef(trim(text))?.refuse !== 'ID_INVALID';
}

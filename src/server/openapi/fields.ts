/** Inputs, cells of rows and columns of answers as JSON Schema, from the fields that the definitions have. */
import type { ValueType } from '../../domain/kind.ts';
import type { InputField, InputType, Schema } from '../../domain/schema.ts';
import type { ColumnDef } from '../../operations/define.ts';

export type Json = Readonly<Record<string, unknown>>;

/** The longest text that is read. */
const MOST_TEXT = 1_000;
const ACCOUNT = '^([a-z][a-z0-9_]*:)?[0-9]{1,20}$';
const text = (more: Json = {}): Json => ({ type: 'string', maxLength: MOST_TEXT, ...more });

/** A value as it is best sent; what is typed on a command line is understood as well. */
const VALUES: Readonly<Record<InputType, Json>> = {
  text: text(),
  account: { type: 'string', pattern: ACCOUNT },
  holder: text(),
  platform: { type: 'string', pattern: '^[a-z][a-z0-9_]*$' },
  org: text(),
  unit: text(),
  member: text(),
  batch: text(),
  amount: text({ description: 'decimal, in major units of the currency' }),
  day: { type: 'string', format: 'date' },
  enum: { type: 'string' },
  integer: { type: 'integer', maximum: 999_999_999_999_999 },
  flag: { type: 'boolean' },
  list: { type: 'array', items: { type: 'string' } },
  file: text(),
};
/** The same in a cell, where everything is text. */
const CELLS: Partial<Record<InputType, Json>> = {
  integer: { type: 'string', pattern: '^[0-9]{1,15}$' },
  flag: { type: 'string', enum: ['true', 'false'] },
  list: { type: 'string', description: 'several, joined by ,' },
};

/** Of the form that a batch's id has. */
export const SAMPLE_BATCH = 'b_01M7Z0Q4X2V9S8R7P6N5M4K3J2';

type As = 'input' | 'cell';

function fieldSchema(field: InputField, as: As): Json {
  const { description: form, ...schema } = (as === 'cell' && CELLS[field.type]) || VALUES[field.type];
  return {
    ...schema,
    title: field.label.en,
    description: form === undefined ? field.help.en : `${field.help.en}; ${form}`,
    ...(field.type === 'enum' && { enum: Object.keys(field.values ?? {}) }),
    ...(field.type === 'integer' && as === 'input' && { minimum: field.least ?? 0 }),
    ...(field.default !== undefined && { default: field.default }),
  };
}

/** `more`: besides the fields; `open`: those that an option stands for are not asked of each row. */
export function objectOf(fields: Schema, as: As, more: Json = {}, filled: readonly string[] = []): Json {
  const named = Object.entries(fields);
  const required = named.filter(([name, { required }]) => required && !filled.includes(name)).map(([name]) => name);
  return {
    type: 'object',
    additionalProperties: false,
    properties: { ...Object.fromEntries(named.map(([name, field]) => [name, fieldSchema(field, as)])), ...more },
    ...(required.length > 0 && { required }),
  };
}

/** By name, where not every text of the type will do. */
const NAMED: Readonly<Record<string, string>> = {
  address: '10.0.0.0/8',
  agency: 'a_bluefocus',
  approve: 'true',
  at: '2',
  currency: 'CNY',
  day: '2026-01-04',
  direction: 'in',
  expires: '2099-12-31',
  hash: '0'.repeat(64),
  holder: 'agency:a_bluefocus',
  login: 'wang.wei',
  noun: 'accounts',
  operation: 'accounts.claim',
  options: '{}',
  order: 'PO-2026-0301',
  org: 'e_gree',
  payee: 'tencent:20000001',
  payer: 'agency:a_bluefocus',
  role: 'eC',
  tags: 'spring',
  target: 'tencent:20000001',
  to: 'li.na',
  with: 'li.na',
};
const TYPED: Readonly<Record<InputType, string>> = {
  text: 'example',
  account: 'tencent:20000001',
  holder: 'agency:a_bluefocus',
  platform: 'tencent',
  org: 'e_gree',
  unit: 'u_example',
  member: 'wang.wei',
  batch: SAMPLE_BATCH,
  amount: '8000',
  day: '2099-12-31',
  enum: '',
  integer: '1',
  flag: 'true',
  list: 'example',
  file: 'example.csv',
};
/** Of those that are typed by id alone. */
const KEYS: Readonly<Record<string, string>> = { accounts: 'tencent:20000001', orgs: 'e_gree', members: 'wang.wei' };
/** The same by what help calls the value. */
const CALLED: Readonly<Record<string, string>> = {
  ACCOUNT: 'tencent:20000001',
  HOLD: 'h_example',
  LOT: 'l_example',
  SHARE: 'entity:e_haier=50%',
  WALLET: 'entity:e_haier',
  X: '8000',
};
/** An option of several of which one must be there. */
const CHOSEN = ['approve', 'target', 'SHARE'];
/** Of two of which a row has one: the other is shown. */
const OTHERWISE = ['account', 'flag', 'take'];
/** So many fields are shown all. */
const FEW = 6;

function sample(name: string, field: InputField, noun: string): string {
  if (field.type === 'enum') return Object.keys(field.values ?? {})[0] ?? '';
  const called = CALLED[field.metavar ?? ''];
  if (called !== undefined) return called;
  if (field.type === 'day') return NAMED[name] ?? TYPED.day;
  // As a file has it, with every place of its currency.
  if (name === 'amount' && field.type === 'text') return '8000.00';
  if (['text', 'list', 'org', 'holder'].includes(field.type))
    return NAMED[name] ?? (['id', 'org'].includes(name) ? KEYS[noun] : undefined) ?? TYPED[field.type];
  return TYPED[field.type];
}

/** Of a call: what it asks for. */
export function inputSample(fields: Schema, noun: string, besides: readonly string[] = []): Json {
  const wanted = Object.entries(fields).filter(
    ([name, { required, metavar = '' }]) =>
      required || besides.includes(name) || CHOSEN.includes(name) || CHOSEN.includes(metavar),
  );
  return Object.fromEntries(
    wanted.map(([name, field]) => {
      const value = sample(name, field, noun);
      if (field.type === 'list') return [name, [value]];
      return [name, field.type === 'flag' ? true : field.type === 'integer' ? Number(value) : value];
    }),
  );
}

/** Of a row: all of few cells; of many those that it must have. */
export function rowSample(fields: Schema, noun: string, besides: readonly string[] = []): Json {
  const all = Object.entries(fields).filter(
    ([, { internal, required, linesOf }]) => (!internal && linesOf === undefined) || required,
  );
  const few = all.length <= FEW;
  const wanted = Object.entries(fields).filter(
    ([name, { required, internal, pii }]) =>
      required || besides.includes(name) || (few && !internal && !pii && !OTHERWISE.includes(name)),
  );
  return Object.fromEntries(wanted.map(([name, field]) => [name, sample(name, field, noun)]));
}

const CELL_TYPES: Readonly<Record<ValueType, string>> = {
  text: 'text',
  id: 'text: an id, leading zeros count',
  integer: 'number',
  amount: 'text: decimal, in major units of the currency',
  instant: 'number: milliseconds since 1970 in UTC',
  day: 'text: YYYY-MM-DD',
  enum: 'text: one of a closed list',
  list: 'list of texts',
  json: 'text: JSON',
};

export type AnswerColumn = Pick<ColumnDef, 'key' | 'type' | 'label' | 'values'>;

/** A column by its name; each says what its cells hold. */
export const columnSchema = (columns: readonly AnswerColumn[]): Json => ({
  type: 'string',
  oneOf: columns.map(({ key, type, label, values }) => ({
    const: key,
    title: label.en,
    description: CELL_TYPES[type],
    ...(values && { 'x-values': Object.keys(values) }),
  })),
});

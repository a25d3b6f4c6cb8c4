/**
 * Calls as they come from outside, into calls that a link takes. Everything is checked against the definition of the
 * operation: what it does not know is refused by name, so that nothing is set that nobody asked for, and nothing that was
 * asked for is passed over.
 */
import { nearest } from '../domain/nearest.ts';
import { AdctlError } from '../domain/refusal.ts';
import type { BadRow, RawRow, Schema } from '../domain/schema.ts';
import type { Text } from '../domain/text.ts';
import { isZone } from '../domain/zone.ts';
import type { ChangeHead, LinkHead, QueryHead } from '../execution/codec.ts';
import type { Source } from '../execution/link.ts';
import type { Change, Query } from '../operations/define.ts';
import { listOf } from '../operations/lists.ts';

type Check = (value: unknown) => boolean;
type Values = Readonly<Record<string, unknown>>;

/** No shell hands over a longer word. */
export const MOST_TEXT = 131_072;
/** What `--lock-timeout` takes. */
export const MOST_MS = 999_999_999;
const text: Check = (value) => typeof value === 'string' && value.length <= MOST_TEXT && value.isWellFormed();
const flag: Check = (value) => typeof value === 'boolean';
const whole =
  (most = Number.MAX_SAFE_INTEGER): Check =>
  (value) =>
    Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= most;
const oneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    words.includes(value as string);
const isObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
/** More than a command line holds. */
const MOST_TEXTS = 200_000;
const texts: Check = (value) => Array.isArray(value) && value.length <= MOST_TEXTS && value.every(text);
/** What an option or input may be: it is read as text. */
const input: Check = (value) => text(value) || flag(value) || texts(value) || whole()(value);
const inputs: Check = (value) => isObject(value) && Object.values(value).every(input);
const shape =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isObject(value) && Object.entries(value).every(([name, one]) => Object.hasOwn(fields, name) && fields[name]?.(one));

/** `b_` and a ULID. */
export const isBatchId: Check = (value) => typeof value === 'string' && /^b_[0-9A-HJKMNP-TV-Z]{26}$/.test(value);

const narrow = shape({ org: text, client: text });
const source = shape({
  type: oneOf('file', 'stdin', 'arguments', 'where', 'none'),
  path: text,
  bytes: whole(),
  sha256: text,
  rows: whole(),
  sheet: text,
  ignoreUnknown: flag,
});
const zone: Check = (value) => text(value) && isZone(value as string);

const QUERY_HEAD: { readonly [K in keyof Required<QueryHead>]: Check } = {
  input: inputs,
  narrow,
  tz: zone,
  printed: texts,
  lockTimeoutMs: whole(MOST_MS),
};
const CHANGE_HEAD: { readonly [K in keyof Required<ChangeHead>]: Check } = {
  batch: isBatchId,
  options: inputs,
  source,
  selection: inputs,
  narrow,
  tz: zone,
  dryRun: flag,
  atomic: flag,
  reference: text,
  reason: text,
  maxRows: whole(),
  brief: flag,
  chunk: shape({ after: whole(), end: oneOf('done', 'interrupted') }),
  resume: flag,
  lockTimeoutMs: whole(MOST_MS),
};
const LINK_HEAD: { readonly [K in keyof Required<LinkHead>]: Check } = { narrow, batch: text, after: whole() };

export const invalid = (en: string, zh: string): AdctlError => new AdctlError('CALL_INVALID', { reason: { en, zh } });

const WORDS = {
  member: { en: 'member of a call', zh: '调用成员' },
  input: { en: 'input', zh: '输入' },
  option: { en: 'option', zh: '选项' },
  column: { en: 'column', zh: '列' },
} satisfies Record<string, Text>;

/** As much of a name as is told again. */
const MOST_NAME = 200;

function unknown(operation: string, what: keyof typeof WORDS, name: string, known: readonly string[]): AdctlError {
  const told = { name: name.slice(0, MOST_NAME), nearest: nearest(name, known) };
  return new AdctlError('CALL_UNKNOWN', { operation, what: WORDS[what], ...told });
}

function assertKnown(operation: string, what: keyof typeof WORDS, values: Values, schema: object): void {
  const stranger = Object.keys(values).find((name) => !Object.hasOwn(schema, name));
  if (stranger !== undefined) throw unknown(operation, what, stranger, Object.keys(schema));
}

function checked(operation: string, head: unknown, checks: Readonly<Record<string, Check>>): Values {
  if (!isObject(head)) throw invalid('it is no object', '不是对象');
  assertKnown(operation, 'member', head, checks);
  for (const [name, value] of Object.entries(head))
    if (!checks[name]?.(value)) throw invalid(`"${name}" is not what it must be`, `“${name}”格式不正确`);
  return head;
}

export function linkHead(name: string, head: unknown): LinkHead {
  return checked(name, head, LINK_HEAD);
}

export function queryHead(op: Query, head: unknown): QueryHead {
  const { input: asked = {}, ...rest } = checked(op.name, head, QUERY_HEAD) as Partial<QueryHead>;
  assertKnown(op.name, 'input', asked, op.input);
  return { tz: 'UTC', ...rest, input: asked };
}

/** Its rows come from the state. */
export const findsRows = (op: Change, { selection }: Pick<ChangeHead, 'selection'>): boolean =>
  selection !== undefined || op.expand !== undefined || op.selects !== undefined;

/** `newBatch`: for a caller that named none, and then cannot send it again. */
export async function changeHead(op: Change, head: unknown, newBatch: () => string): Promise<ChangeHead> {
  const given = checked(op.name, head, CHANGE_HEAD) as Partial<ChangeHead>;
  const { options = {}, selection, chunk } = given;
  assertKnown(op.name, 'option', options, op.options);
  if (selection) {
    const list = op.where && (await listOf(op.where.kind));
    if (!list) throw invalid(`${op.name} takes no selection`, `${op.name} 不支持按条件选择`);
    assertKnown(op.name, 'input', selection, list.input);
  }
  const rowsOfItsOwn = findsRows(op, given);
  if (chunk && (rowsOfItsOwn || given.dryRun || given.atomic || op.atomic === 'always' || op.rank))
    throw invalid(`${op.name} does not come in chunks so`, `${op.name} 此时不能分段发送`);
  const from: Source = given.source ?? { type: rowsOfItsOwn ? 'where' : 'arguments' };
  const selected = selection !== undefined || op.selects !== undefined;
  if (selected !== (from.type === 'where') && !op.expand && !(given.resume && from.type === 'where'))
    throw invalid('"source" and "selection" contradict each other', '“source”与“selection”矛盾');
  return {
    lockTimeoutMs: 60_000,
    tz: 'UTC',
    ...given,
    batch: given.batch ?? newBatch(),
    options,
    source: from,
  };
}

const BAD_CODES: ReadonlySet<string> = new Set<BadRow['code']>([
  'ROW_SHAPE',
  'ROW_JSON',
  'ID_SPOILT',
  'CELL_ERROR',
  'STATEMENT_LINE',
  'LINE_TWICE',
]);
/** In both languages. */
const isSpoken: Check = (one) =>
  isObject(one) && Object.keys(one).toSorted().join() === 'en,zh' && Object.values(one).every(text);
/** Why a row could not be read is told in texts and numbers. */
const isTold: Check = (details) =>
  isObject(details) && Object.values(details).every((one) => text(one) || whole()(one) || isSpoken(one));
/** Row numbers are counted, not told. */
const ALWAYS: Schema = { reference: { type: 'text', label: WORDS.column, help: WORDS.column } };

/** The columns that a caller may fill: not those of rows that the operation makes itself, of its options; what is fed to it stands in them. */
export function filledBy({ row, lead, feed }: Pick<Change, 'row' | 'lead' | 'feed'>): Schema {
  if (!lead) return row;
  const fed = new Set(Object.values(feed?.map ?? {}));
  return Object.fromEntries(Object.entries(row).filter(([name, { internal }]) => !internal || fed.has(name)));
}

/** One row: an object of texts by column; in an array with why it could not be read, where that is so. */
export function rowFrom(operation: string, schema: Schema, value: unknown, row: number): RawRow {
  const [cells, bad] = Array.isArray(value) ? value : [value, undefined];
  if (!isObject(cells) || !Object.values(cells).every((cell) => typeof cell === 'string'))
    throw invalid(`row ${row} is no object of texts`, `第 ${row} 行不是由文本组成的对象`);
  for (const name in cells)
    if (!Object.hasOwn(schema, name) && !Object.hasOwn(ALWAYS, name))
      throw unknown(operation, 'column', name, Object.keys(schema));
  if (bad === undefined) return { row, cells: cells as RawRow['cells'] };
  if (!isObject(bad) || !BAD_CODES.has(String(bad['code'])) || !isTold(bad['details']))
    throw invalid(`row ${row} is not told as it should be`, `第 ${row} 行的错误说明格式不正确`);
  return { row, cells: cells as RawRow['cells'], bad: bad as unknown as BadRow };
}

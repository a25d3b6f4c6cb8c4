/** What the columns of a file are: fields of the operation, what an earlier run added, or unknown. */

import { GENERATED_ID } from '../domain/addresses.ts';
import { editDistance, nearest } from '../domain/nearest.ts';
import { AdctlError } from '../domain/refusal.ts';
import type { InputField, Schema } from '../domain/schema.ts';
import type { Text } from '../domain/text.ts';
import { cleanCell } from './cells.ts';

/** What --failed adds to the input's columns; ignored when fed back, the reference apart. */
export const RESULT_COLUMNS: readonly string[] = ['reference', 'status', 'code', 'reason'];

export type HeaderRules = {
  readonly schema: Schema;
  /** Result columns of a --failed file; `reference` becomes the field of that name. */
  readonly extraIgnored?: readonly string[];
  /** Unknown columns are refused, unless they are ignored on request. */
  readonly writing: boolean;
  readonly ignoreUnknown: boolean;
  /** The columns that lists of such records have: those that cannot be written are left out, so that a list is a fit input. */
  readonly listed?: readonly { readonly key: string; readonly label: Text }[];
  /** The columns of a file of results, which names what each row was about as its target. */
  readonly results?: HeaderRules['listed'];
  /** What else the column `reference` is called. */
  readonly referred?: readonly string[];
  /** Rows say amounts, which a file of results does not keep. */
  readonly amounts?: boolean;
  /** The field that says what a row is about: without a column of it no row can be decided. */
  readonly needs?: string | undefined;
};
export type Column = {
  /** Undefined: not read. */
  readonly field?: string;
  /** Added by an earlier run: not part of what the user gave. */
  readonly result?: true;
};
export type Columns = { readonly columns: readonly Column[]; readonly ignored: readonly string[] };

/** Headers that differ in case, width, blanks, `_` or `-` are the same. */
export const headerKey = (text: string): string =>
  cleanCell(text)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-\u200b-\u200d\u2060\ufeff]+/g, '');

/** Every spelling of every field. A field's own name wins over another's label, a label over a further header. */
export function spellings(schema: Schema): ReadonlyMap<string, string> {
  const known = new Map(ownSpellings(Object.entries(schema).map(([key, { label }]) => ({ key, label }))));
  for (const [name, field] of Object.entries(schema)) for (const text of field.headers ?? []) learn(known, text, name);
  return known;
}

function learn(known: Map<string, string>, text: string, name: string): void {
  const key = headerKey(text);
  if (key !== '' && !known.has(key)) known.set(key, name);
}

function ownSpellings(fields: NonNullable<HeaderRules['listed']>): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  for (const { key } of fields) learn(known, key, key);
  for (const { key, label } of fields) for (const text of [label.en, label.zh]) learn(known, text, key);
  return known;
}

type Named = { readonly known: ReadonlyMap<string, string>; readonly unwritten: ReadonlySet<string> };

/**
 * What each header means, and which of them are a list's columns that the operation does not write: those it has no
 * field for, and those that a field knows by a further header only, where the field's own column is there too. A list's
 * label for a column counts as the own label of the field of that name.
 */
function meanings(keys: readonly string[], { schema, listed = [] }: HeaderRules): Named {
  const own = new Map(ownSpellings(Object.entries(schema).map(([key, { label }]) => ({ key, label }))));
  const columns = ownSpellings(listed);
  const further = spellings(schema);
  for (const [spelling, column] of columns) if (column in schema && !further.has(spelling)) own.set(spelling, column);
  const there = new Set(keys.map((key) => own.get(key)));
  const unwritten = keys.filter((key) => {
    if (!columns.has(key) || own.has(key)) return false;
    const field = further.get(key);
    return field === undefined || (there.has(field) && columns.get(key) !== field);
  });
  return { known: new Map([...further, ...own]), unwritten: new Set(unwritten) };
}

export function mapHeader(file: string | Text, header: readonly string[], rules: HeaderRules): Columns {
  const results = resultsHeader(file, header, rules);
  if (results) return results;
  const extra = (rules.extraIgnored ?? []).map(headerKey);
  const keys = header.map(keyIn(rules));
  // Where all of them stand at the end, an earlier run has put them there, whatever the schema calls `status`.
  const tail = keys.length - extra.length;
  const fedBack = extra.length > 1 && tail > 0 && extra.every((name, i) => keys[tail + i] === name);
  const { known, unwritten } = meanings(keys, rules);
  // Where all are there and none of the others is a field of ours, a reason is what became of the row, too.
  const moved =
    extra.length > 1 && extra.every((name) => keys.includes(name) && (name === 'reason' || !known.has(name)));
  const isAdded = (i: number) => (fedBack && i >= tail) || (moved && keys.lastIndexOf(keys[i] as string) === i);
  // One alone that lists have, too, is a list's: left out like its other columns, whatever its language.
  const lone = keys.filter((key) => extra.includes(key)).length === 1;
  const taken = new Map<string, string>();
  const ignored: string[] = [];
  const columns = header.map((text, i): Column => {
    const key = keys[i]!;
    const field = known.get(key);
    const isExtra = extra.includes(key);
    const added = isExtra && !(lone && unwritten.has(key)) && (field === undefined || taken.has(field) || isAdded(i));
    if (added) {
      if (key !== 'reference') return { result: true };
      const other = taken.get(key);
      if (other !== undefined) throw new AdctlError('FILE_HEADER', { file, reason: twice(other, text, key) });
      taken.set(key, text);
      return { field: key, result: true };
    }
    if (unwritten.has(key)) {
      ignored.push(text);
      return {};
    }
    if (field === undefined) {
      if (rules.writing && !rules.ignoreUnknown) refuseUnknown(file, header, i, rules);
      ignored.push(text === '' ? `#${i + 1}` : text);
      return {};
    }
    const other = taken.get(field);
    if (other !== undefined) throw new AdctlError('FILE_HEADER', { file, reason: twice(other, text, field) });
    taken.set(field, text);
    return { field };
  });
  if (rules.needs !== undefined && !columns.some(({ field }) => field === rules.needs))
    throw new AdctlError('FILE_HEADER', {
      file,
      reason: noAddress(header, columns, rules.needs, rules.schema),
      ...alone(header, rules.needs),
    });
  if (!columns.some((column) => column.field !== undefined && !column.result)) {
    throw new AdctlError('FILE_HEADER', {
      file,
      reason: noneKnown(header, rules.schema),
      ...alone(header, rules.needs ?? Object.keys(rules.schema)[0]),
    });
  }
  return { columns, ignored };
}

/** What a header is told apart by; the reference's is the same in every spelling. */
function keyIn({ extraIgnored = [], referred = [], schema }: HeaderRules): (text: string) => string {
  const own = spellings(schema);
  const references = new Set(extraIgnored.includes('reference') ? referred.map(headerKey) : []);
  return (text) => {
    const key = headerKey(text);
    return references.has(key) && !own.has(key) ? 'reference' : key;
  };
}

/** What the only column of a file would be called, for it to be given a header. */
const alone = (header: readonly string[], column: string | undefined) =>
  header.length === 1 && column !== undefined ? { column } : {};

/** Whether one word alone is a header, known or mistyped, and no id: digits are no slips, and every part of it is a word of ours. */
export function likeHeader(text: string, { schema, listed = [], extraIgnored = [] }: HeaderRules): boolean {
  if (GENERATED_ID.test(text)) return false;
  const known = new Set([...spellings(schema).keys(), ...ownSpellings(listed).keys(), ...extraIgnored.map(headerKey)]);
  const key = headerKey(text);
  if (known.has(key) || text.split(/[\s_-]+/).every((part) => known.has(headerKey(part)))) return true;
  if (/\d/.test(key)) return false;
  const allowed = Math.max(1, Math.floor(key.length / 3));
  return key.length > 2 && [...known].some((word) => word.length > 2 && editDistance(key, word) <= allowed);
}

/** What an earlier run wrote about its rows: their targets are addresses, the reference stays theirs, the rest is its own. */
function resultsHeader(
  file: string | Text,
  header: readonly string[],
  { schema, results = [], needs, amounts }: HeaderRules,
): Columns | undefined {
  const known = ownSpellings(results);
  const names = header.map((text) => known.get(headerKey(text)));
  if ('target' in schema || names.includes(undefined)) return undefined;
  if (!['target', 'status', 'code', 'reason'].every((name) => names.includes(name))) return undefined;
  if (amounts) throw new AdctlError('FILE_RESULTS', { file });
  if (!needs) return undefined;
  const columns = names.map((name): Column => {
    if (name === 'target') return { field: needs };
    return name === 'reference' ? { field: 'reference', result: true } : { result: true };
  });
  return { columns, ignored: [] };
}

function refuseUnknown(file: string | Text, header: readonly string[], i: number, rules: HeaderRules): never {
  const { schema } = rules;
  const text = header[i] as string;
  if (headerKey(text) === '') {
    const reason = { en: `column ${i + 1} has no name`, zh: `第 ${i + 1} 列没有名称` };
    throw new AdctlError('FILE_HEADER', { file, reason });
  }
  const unknown = unknownColumn(file, text, rules);
  // The only column, and like none of ours: most likely there is no header at all.
  if (header.length > 1 || (unknown.details['nearest'] as string[]).length > 0) throw unknown;
  throw new AdctlError('FILE_HEADER', {
    file,
    reason: noneKnown(header, schema),
    ...alone(header, Object.keys(schema)[0]),
  });
}

function unknownColumn(file: string | Text, text: string, { schema, referred = [] }: HeaderRules): AdctlError {
  const names = Object.entries(schema).flatMap(([name, field]) => [name, field.label.zh, ...(field.headers ?? [])]);
  const near = nearest(text, [...names, ...referred]);
  const left = { en: 'or add --ignore-unknown to leave it out', zh: '或加上 --ignore-unknown 忽略该列' };
  const advice =
    near.length === 0
      ? { en: left.en.replace('or ', ''), zh: left.zh.replace('或', '') }
      : { en: `nearest: ${near.join(', ')}; ${left.en}`, zh: `相近的列：${near.join('、')}；${left.zh}` };
  return new AdctlError('COLUMN_UNKNOWN', { file, column: text, nearest: near, advice });
}

const twice = (one: string, other: string, field: string): Text => ({
  en: one === other ? `column "${one}" stands twice` : `columns "${one}" and "${other}" both mean ${field}`,
  zh: one === other ? `列“${one}”重复` : `列“${one}”与“${other}”均表示 ${field}`,
});

/** A header in a message: its first columns, none of them long. */
export function few(texts: readonly string[]): string {
  const shown = texts.slice(0, 6).map((text) => (text.length > 30 ? `${text.slice(0, 30)}…` : text));
  return shown.join(', ') + (texts.length > 6 ? ', …' : '');
}

function noAddress(header: readonly string[], columns: readonly Column[], needs: string, schema: Schema): Text {
  const field = schema[needs] as InputField;
  const names = [...new Set([needs, field.label.zh, ...(field.headers ?? [])])];
  const near = header.filter((text, i) => columns[i]!.field === undefined && nearest(text, names).length > 0);
  const found = few(header);
  const meant = few(near);
  return {
    en: `found: ${found}; none of them is ${few(names)}${meant && `: is it ${meant}?`}`,
    zh: `文件中为：${found}；缺少 ${few(names)}${meant && `：是否即“${meant}”？`}`,
  };
}

function noneKnown(header: readonly string[], schema: Schema): Text {
  const found = few(header);
  const wanted = few(Object.keys(schema).filter((name) => !schema[name]?.internal));
  return {
    en: `found: ${found}; expected some of: ${wanted}`,
    zh: `文件中为：${found}；应包含：${wanted}`,
  };
}

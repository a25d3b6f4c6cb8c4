/** `FIELD OP VALUE` and the named filters into typed filters (ACC-5, cli.md "Lists"). */

import { currencyNamed, MOST_PLACES } from './currencies.ts';
import { dayWritten } from './days.ts';
import { type FieldDef, type KindDef, nameLabel } from './kind.ts';
import { nearest, spelled } from './nearest.ts';
import { trim } from './parse.ts';
import type { Filter, Operator } from './question.ts';
import { AdctlError } from './refusal.ts';
import { operatorProblem, type Problem, problemOf } from './where-problems.ts';
import { spanOf } from './zone.ts';

const shapeOf = (expression: string): RegExpExecArray | null =>
  /^([\p{L}_][\p{L}\p{N}_-]*?)\s*(is\s+not\s+empty\b|is\s+empty\b|!=|>=|<=|=|>|<|~|(?<=\s)in[\s(]|(?<=\s)between\s|[！≠≥≤＝＞＜～]=?)\s*(.*)$/isu.exec(
    expression.trim(),
  );

/** Operators as an input method writes them. */
const WIDE: Readonly<Record<string, Operator>> = {
  '！=': '!=',
  '≠': '!=',
  '≥': '>=',
  '≤': '<=',
  '＝': '=',
  '＞': '>',
  '＞=': '>=',
  '＜': '<',
  '＜=': '<=',
  '～': '~',
};

/** The fields that a filter may name: stored and derived ones, and the names behind references. */
export function filterFields(kind: KindDef): Map<string, FieldDef> {
  const fields = new Map<string, FieldDef>();
  for (const [name, def] of Object.entries(kind.fields)) {
    if (def.hidden) continue;
    fields.set(name, def);
    if (def.ref && !def.noName) fields.set(`${name}_name`, { type: 'text', label: nameLabel(def) });
  }
  return fields;
}

/** By key, by label in either language, by another word for it. A key wins over a label, a label over other words. */
export function fieldNamed(kind: KindDef, name: string): { readonly name: string; readonly def: FieldDef } {
  const fields = [...filterFields(kind)];
  const wanted = spelled(name);
  const named =
    fields.find(([key]) => spelled(key) === wanted) ??
    fields.find(([, { label }]) => spelled(label.en) === wanted || spelled(label.zh) === wanted) ??
    fields.find(([, { also }]) => also?.some((text) => spelled(text) === wanted));
  if (named) return { name: named[0], def: named[1] };
  throw new AdctlError('FIELD_UNKNOWN', { field: name, nearest: nearest(name, wordsFor(kind, name)) });
}

/** What to suggest for a word: keys, and to who writes Chinese the labels. */
export function wordsFor(kind: KindDef, name: string): string[] {
  const fields = [...filterFields(kind)];
  if (!/\p{Script=Han}/u.test(name)) return fields.map(([key]) => key);
  return fields.flatMap(([, { label, also }]) => [label.zh, ...(also ?? [])]);
}

/** The columns of `--sort`. What is personal has no order that anybody may see. */
export function sortKeys(kind: KindDef, text: string): string[] {
  const parts = text.split(/[,，]/).map(trim).filter(Boolean);
  if (parts.length === 0 || parts.some((part) => /^[-+]+$/.test(part)))
    throw new AdctlError('OPTION_VALUE', {
      option: '--sort',
      value: text,
      expected: {
        en: 'columns separated by commas, - before one for descending',
        zh: '以逗号分隔的列，列前加 - 为降序',
      },
    });
  return parts.map((part) => {
    const descending = part.startsWith('-');
    const { name, def } = fieldNamed(kind, part.replace(/^[-+]/, ''));
    if (def.pii) throw new AdctlError('SORT_PERSONAL', { field: def.label });
    return descending ? `-${name}` : name;
  });
}

type Fault = (name: Parameters<typeof problemOf>[0], values?: readonly string[]) => never;

export function parseWhere(kind: KindDef, expression: string, zone: string): Filter {
  const problem = (details: Problem): never => {
    throw new AdctlError('WHERE_INVALID', { expression, ...details });
  };
  const match = shapeOf(expression);
  if (!match) return problem(operatorProblem(expression, startsWithField(kind, expression)));
  const { name, def } = fieldNamed(kind, match[1] as string);
  const typedOp = (match[2] as string).toLowerCase().replace('(', '').trim().replace(/\s+/g, ' ');
  const rest = (match[2] as string).endsWith('(') ? `(${match[3]}` : (match[3] as string);
  if (/^[~=<>!]/.test(rest)) problem(operatorProblem(expression, true));
  if (typedOp.startsWith('is ')) {
    const op = typedOp === 'is empty' ? 'empty' : 'not_empty';
    if (rest !== '') problem(problemOf('after', name, def, op));
    return { field: name, op, values: [] };
  }
  const op = WIDE[typedOp] ?? (typedOp as Operator);
  const fault: Fault = (what, values) => problem(problemOf(what, name, def, op, values));
  const texts = op === 'in' ? splitCsv(rest, fault) : op === 'between' ? splitRange(rest, fault) : [unquote(rest)];
  if (texts.some((text) => text === '')) fault('value');
  return typed(name, def, op, texts, zone, fault);
}

function startsWithField(kind: KindDef, expression: string): boolean {
  const word = /^([\p{L}_][\p{L}\p{N}_-]*)/u.exec(expression)?.[1];
  try {
    return word !== undefined && fieldNamed(kind, word) !== undefined;
  } catch {
    return false;
  }
}

/** A named filter (`--status active,suspended`): equality with one of the values. */
export function namedFilter(kind: KindDef, field: string, text: string, zone: string, op?: Operator): Filter {
  const { name, def } = fieldNamed(kind, field);
  const fault: Fault = (what, values) => {
    const expression = `${field} ${op ?? '='} ${text}`;
    throw new AdctlError('WHERE_INVALID', { expression, ...problemOf(what, name, def, op ?? '=', values) });
  };
  if (op) return typed(name, def, op, [trim(text)], zone, fault);
  const values = splitCsv(text, fault);
  if (values.some((value) => value === '')) fault('value');
  return typed(name, def, values.length === 1 ? '=' : 'in', values, zone, fault);
}

function typed(
  field: string,
  def: FieldDef,
  op: Operator,
  texts: readonly string[],
  zone: string,
  fault: Fault,
): Filter {
  const ordered = op === '>' || op === '>=' || op === '<' || op === '<=' || op === 'between';
  if (def.pii && op !== '=' && op !== '!=' && op !== 'in') fault('personal');
  const measured = def.type === 'instant' || def.type === 'integer' || def.type === 'amount';
  if (op === '~' && measured) fault('contains');
  if (op === '~') {
    const [text] = texts as [string];
    // What is kept by a word of its own is found by each word for it, and by what was typed.
    return def.type === 'enum'
      ? labelled(def, field, text)
      : { field, op, values: [...new Set([text, def.stored?.(text) ?? text])] };
  }
  switch (def.type) {
    case 'integer': {
      if (texts.some((text) => !/^-?\d{1,15}$/.test(text))) fault('number');
      if (op === 'between' && Number(texts[0]) > Number(texts[1])) fault('swapped', texts);
      return { field, op, values: texts.map(Number) };
    }
    case 'amount': {
      const fits = (text: string) => /^-?\d{1,15}(\.\d{1,3})?$/.test(text) || (def.unlimited && text === 'unlimited');
      if (!texts.every(fits)) fault('amount');
      if (ordered && texts.includes('unlimited')) fault('unlimited');
      if (op === 'between' && thousandths(texts[0]!) > thousandths(texts[1]!)) fault('swapped', texts);
      return { field, op, values: texts };
    }
    case 'instant':
      return instants(field, op, texts, zone, fault);
    case 'day': {
      const days = texts.map((text) => dayOf(text) ?? fault('date'));
      if (op === 'between' && beyond(days[0]!, days[1]!)) fault('swapped', texts);
      return { field, op, values: days };
    }
    case 'enum': {
      if (ordered) fault('order');
      return { field, op, values: texts.map((text) => enumKey(def, field, text)) };
    }
    case 'list':
      if (ordered) fault('order');
      return { field, op, values: texts };
    default: {
      if (def.month && !texts.every((text) => /^\d{4}-(0[1-9]|1[0-2])$/.test(text))) fault('month');
      const values = texts.map((text) => wordIn(def, text) ?? fault('currency'));
      if (op === 'between' && beyond(values[0]!, values[1]!)) fault('swapped', texts);
      return { field, op, values };
    }
  }
}

/** A text as it is stored; undefined where a currency is asked for and none has such a code. */
const wordIn = (def: FieldDef, text: string): string | undefined =>
  def.currencyCode ? currencyNamed(text) : (def.stored?.(text) ?? text);

/** A day as it is stored, however its parts are parted; undefined where there is none such. */
function dayOf(text: string): string | undefined {
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? [];
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const instant = year === '' ? Number.NaN : Date.parse(`${iso}T00:00:00Z`);
  // 31 February would be a day in March.
  return Number.isNaN(instant) || new Date(instant).getUTCDate() !== Number(day) ? undefined : iso;
}

/** Amounts that are written with other numbers of decimals; -0 is 0. */
function thousandths(text: string): bigint {
  const [whole = '', places = ''] = text.split('.');
  return BigInt(whole + places.padEnd(MOST_PLACES, '0'));
}

/** Texts in the order of their characters, as the store has them. */
function beyond(a: string, b: string): boolean {
  const [left, right] = [[...a], [...b]];
  const at = left.findIndex((character, i) => character !== right[i]);
  return at >= 0 && (left[at]!.codePointAt(0) ?? 0) > (right[at]?.codePointAt(0) ?? -1);
}

/** A day or minute stands for its whole span: `= 2026-03-05` is that day, `> 2026-03-05` begins after it. */
function instants(field: string, op: Operator, texts: readonly string[], zone: string, fault: Fault): Filter {
  const spans = texts.map((text) => spanOf(dayWritten(text), zone) ?? fault('date'));
  const first = spans[0]!;
  const last = spans.at(-1)!;
  switch (op) {
    case '=':
      return { field, op: 'between', values: [first.from, first.to] };
    case '!=':
      return { field, op: 'not_between', values: [first.from, first.to] };
    case 'in':
      return { field, op: 'between', values: spans.flatMap(({ from, to }) => [from, to]) };
    case 'between':
      if (first.from > last.to) fault('swapped', texts);
      return { field, op, values: [first.from, last.to] };
    case '>':
    case '<=':
      return { field, op, values: [first.to] };
    case '>=':
    case '<':
      return { field, op, values: [first.from] };
    default:
      return fault('order');
  }
}

function enumKey(def: FieldDef, field: string, text: string): string {
  const wanted = spelled(text);
  for (const [key, label] of Object.entries(def.values ?? {}))
    if ([key, label.en, label.zh].some((one) => spelled(one) === wanted)) return key;
  throw noSuchValue(def, field, text);
}

/** Contains, of a closed set: the values whose key or label, in either language, holds the text. */
function labelled(def: FieldDef, field: string, text: string): Filter {
  const part = spelled(text);
  const values = Object.entries(def.values ?? {}).flatMap(([key, label]) =>
    [key, label.en, label.zh].some((one) => spelled(one).includes(part)) ? [key] : [],
  );
  if (values.length === 0) throw noSuchValue(def, field, text);
  return { field, op: 'in', values };
}

function noSuchValue(def: FieldDef, field: string, text: string): AdctlError {
  const entries = Object.entries(def.values ?? {});
  const chinese = /\p{Script=Han}/u.test(text);
  const words = chinese ? entries.map(([, label]) => label.zh) : entries.map(([key]) => key);
  return new AdctlError('VALUE_INVALID', { field, value: text, expected: words, nearest: nearest(text, words) });
}

function unquote(text: string): string {
  const match = /^(["'])(.*)\1$/s.exec(text);
  return match ? (match[2] as string) : text;
}

/** Values separated by commas; a value with a comma is quoted as in CSV. */
function splitCsv(text: string, fault: Fault): string[] {
  const values: string[] = [];
  let rest = trim(text).replace(/^\((.*)\)$/s, '$1');
  if (rest === '') return [''];
  while (rest !== '') {
    if (rest.startsWith('"')) {
      const match = /^"((?:[^"]|"")*)"\s*(?:,\s*|$)/.exec(rest) ?? fault('quote');
      values.push((match[1] as string).replaceAll('""', '"'));
      rest = rest.slice(match[0].length);
    } else {
      const comma = rest.indexOf(',');
      values.push(trim(comma < 0 ? rest : rest.slice(0, comma)));
      rest = comma < 0 ? '' : trim(rest.slice(comma + 1));
    }
  }
  return values;
}

function splitRange(text: string, fault: Fault): string[] {
  const at = text.indexOf('..');
  if (at < 0) return fault('between');
  return [unquote(trim(text.slice(0, at))), unquote(trim(text.slice(at + 2)))];
}

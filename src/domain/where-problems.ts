/** What is wrong with a filter, and what is accepted instead. */
import type { FieldDef } from './kind.ts';
import { nearest } from './nearest.ts';
import type { Operator } from './question.ts';
import type { Text } from './text.ts';

export type Problem = { readonly reason: Text; readonly hint: Text };

const OPERATORS = ['=', '!=', '>', '>=', '<', '<=', '~', 'in', 'between', 'is empty', 'is not empty'] as const;

/** What others write for an operator. */
const MEANT: Readonly<Record<string, (typeof OPERATORS)[number]>> = {
  '==': '=',
  '===': '=',
  ':': '=',
  ':=': '=',
  is: '=',
  eq: '=',
  equals: '=',
  等于: '=',
  '<>': '!=',
  '!==': '!=',
  '=!': '!=',
  '!': '!=',
  ne: '!=',
  'is not': '!=',
  not: '!=',
  'not in': '!=',
  不等于: '!=',
  '=>': '>=',
  gt: '>',
  gte: '>=',
  ge: '>=',
  大于: '>',
  '=<': '<=',
  lt: '<',
  lte: '<=',
  le: '<=',
  小于: '<',
  '~~': '~',
  '=~': '~',
  '~=': '~',
  like: '~',
  has: '~',
  contains: '~',
  matches: '~',
  包含: '~',
  null: 'is empty',
  empty: 'is empty',
  'is null': 'is empty',
  'is blank': 'is empty',
  'is none': 'is empty',
  为空: 'is empty',
  'not empty': 'is not empty',
  'not null': 'is not empty',
  'is not null': 'is not empty',
  不为空: 'is not empty',
  from: 'between',
};

const ALL: Text = {
  en: `write it as 'FIELD OP VALUE', e.g. 'status = active'; operators: ${OPERATORS.join(', ')}`,
  zh: `请写成“字段 运算符 值”，例如 'status = active'；运算符：${OPERATORS.join('、')}`,
};

const both = (f: (lang: 'en' | 'zh') => string): Text => ({ en: f('en'), zh: f('zh') });

/** Signs, or up to three words where the first of them is `is` or `not`. */
const attemptIn = (expression: string): RegExpExecArray | null =>
  /^\s*[\p{L}_][\p{L}\p{N}_-]*\s*([~=<>!:&|]+|(?<=\s)(?:(?:is|not)(?:\s+\p{L}+){0,2}|\p{L}+))/iu.exec(expression);

/** `known`: what stands before it is a field. */
export function operatorProblem(expression: string, known: boolean): Problem {
  const typed = attemptIn(expression)?.[1]?.replace(/\s+/g, ' ');
  if (typed === undefined || !known) return { reason: { en: 'no operator found', zh: '缺少运算符' }, hint: ALL };
  const words = typed.toLowerCase().split(' ');
  for (let count = words.length; count > 0; count--) {
    const word = words.slice(0, count).join(' ');
    const shown = typed.split(' ').slice(0, count).join(' ');
    // `name in` and `created between` end where their values would begin.
    if (word === 'in' || word === 'between') return valueMissing(word);
    // `is` alone is the last guess: `is emty` is nearer to `is empty`.
    const meant = MEANT[word] ?? nearest(word, OPERATORS, 1)[0];
    if (meant === undefined) continue;
    const reason = { en: `"${shown}" is no operator`, zh: `“${shown}”不是运算符` };
    return { reason, hint: { en: `did you mean ${meant}?`, zh: `您是否想输入 ${meant}？` } };
  }
  return { reason: { en: `"${typed}" is no operator`, zh: `“${typed}”不是运算符` }, hint: ALL };
}

function valueMissing(op: 'in' | 'between'): Problem {
  const example = op === 'in' ? 'in a,b' : 'between a..b';
  return { reason: PLAIN.value, hint: { en: `write '${example}'`, zh: `请写成 '${example}'` } };
}

const PLAIN = {
  value: { en: 'a value is missing', zh: '缺少值' },
  quote: { en: 'a quote is not closed', zh: '引号未闭合' },
  after: { en: 'nothing may follow it', zh: '其后不能再有内容' },
  between: { en: "between needs 'a..b'", zh: 'between 需要写成 a..b' },
  swapped: { en: 'the range ends before it begins', zh: '区间的终点在起点之前' },
  order: { en: 'this field has no order', zh: '该字段不支持大小比较' },
  unlimited: { en: 'unlimited has no place among amounts', zh: '不限没有大小之分' },
  contains: { en: '~ looks into texts only', zh: '~ 只能用于文本字段' },
  personal: { en: 'contact data is compared as a whole only', zh: '联系信息只支持整体比较' },
  number: { en: 'a number is expected', zh: '应为数字' },
  amount: { en: 'a plain amount is expected', zh: '应为普通金额' },
  date: { en: 'a date is expected', zh: '应为日期' },
  month: { en: 'a month is expected', zh: '应为月份' },
  currency: { en: 'an ISO 4217 currency code is expected', zh: '应为 ISO 4217 币种代码' },
} satisfies Record<string, Text>;

/** The problem with a value of the field, or with the operator on such a field. */
export function problemOf(
  name: keyof typeof PLAIN,
  field: string,
  def: FieldDef,
  op: Operator,
  values: readonly string[] = [],
): Problem {
  return { reason: PLAIN[name], hint: hintFor(name, field, def, op, values) };
}

function hintFor(
  name: keyof typeof PLAIN,
  field: string,
  def: FieldDef,
  op: Operator,
  values: readonly string[],
): Text {
  const ask = (text: string) => both((lang) => (lang === 'en' ? `write '${text}'` : `请写成 '${text}'`));
  switch (name) {
    case 'value':
      return ask(`${field} ${example(def, op)}`);
    case 'quote':
      return {
        en: 'a quote inside a quoted value is written twice: "say ""hi"""',
        zh: '引号内的引号请写两次："say ""hi"""',
      };
    case 'after':
      return ask(`${field} ${op === 'empty' ? 'is empty' : 'is not empty'}`);
    case 'between':
      return ask(`${field} ${example(def, 'between')}`);
    case 'swapped':
      if (def.type !== 'amount' && def.type !== 'integer' && Number(values[0]) < Number(values[1]))
        return {
          en: `${field} is compared character by character: ${values[1]} comes before ${values[0]}`,
          zh: `${field} 按字符逐个比较：${values[1]} 在 ${values[0]} 之前`,
        };
      return ask(`${field} between ${values.toReversed().join('..')}`);
    case 'order':
      return { en: 'it can be asked with =, !=, in, ~, is empty', zh: '可用 =、!=、in、~、is empty' };
    case 'unlimited':
      return ask(`${field} = unlimited`);
    case 'contains':
      return ask(`${field} ${example(def, 'between')}`);
    case 'personal':
      return { en: 'use =, != or in', zh: '请使用 =、!= 或 in' };
    case 'number':
      return { en: 'digits alone, e.g. 100', zh: '仅数字，例如 100' };
    case 'amount':
      return {
        en: `digits with at most three decimals, no separators or currency, e.g. -4.29, 1000 or 1000.50${def.unlimited ? '; or unlimited' : ''}`,
        zh: `数字，最多三位小数，不带分隔符和币种，例如 -4.29、1000 或 1000.50${def.unlimited ? '；或 unlimited' : ''}`,
      };
    case 'date':
      return {
        en: 'a day, a minute or a moment: 2026-03-05, 2026-03-05T10:30, 2026-03-05T10:30:00+08:00',
        zh: '日期、分钟或时刻：2026-03-05、2026-03-05T10:30、2026-03-05T10:30:00+08:00',
      };
    case 'month':
    case 'currency':
      return ask(`${field} ${example(def, op)}`);
  }
}

/** The operator with values that such a field takes. */
function example(def: FieldDef, op: Operator): string {
  const [a, b] = sampleOf(def);
  if (op === 'between') return `between ${a}..${b}`;
  return op === 'in' ? `in ${a},${b}` : `${op} ${a}`;
}

function sampleOf(def: FieldDef): readonly [string, string] {
  if (def.type === 'instant' || def.type === 'day') return ['2026-03-01', '2026-03-31'];
  if (def.currencyCode) return ['CNY', 'USD'];
  if (def.month) return ['2026-01', '2026-03'];
  if (def.type === 'amount' || def.type === 'integer') return ['100', '500'];
  const [a = 'a', b = 'b'] = Object.keys(def.values ?? {});
  return [a, b];
}

/** How a field's value is compared by each operator, as SQL: amounts on one scale, lists by their items. */
import { EXPONENTS, MOST_PLACES } from '../../../domain/currencies.ts';
import type { Filter } from '../../../domain/question.ts';
import { AdctlError } from '../../../domain/refusal.ts';
import type { Field } from '../fields.ts';
import { fold } from '../fold.ts';
import { and, FALSE, join, or, raw, type Sql, sql, valuesOf } from '../sql.ts';

export function equals(value: Sql, filter: Filter): Sql {
  return filter.op === '=' ? sql`${value} = ${filter.values[0]}` : sql`${value} IN ${valuesOf(filter.values)}`;
}

export const isList = (field: Field) => field.def.type === 'list';

export function comparison(field: Field, value: Sql, filter: Filter): Sql {
  const { op, values } = filter;
  const [first] = values;
  if (op === 'empty' || op === 'not_empty') {
    // A part of a key has no NULL: there nothing is written as ''.
    const none = isList(field) ? '[]' : field.def.full ? '' : undefined;
    if (none === undefined) return sql`${value} ${raw(op === 'empty' ? 'IS NULL' : 'IS NOT NULL')}`;
    return sql`coalesce(${value}, ${none}) ${raw(op === 'empty' ? '=' : '<>')} ${none}`;
  }
  if (isList(field)) return listComparison(value, filter);
  if (op === '~') return or(values.map((part) => sql`instr(fold(${value}), ${fold(String(part))}) > 0`));
  if (field.def.type === 'amount') return amountComparison(field, value, filter);
  switch (op) {
    case '=':
    case 'in':
      return equals(value, filter);
    case '!=':
      // Who is not in a unit is not in this unit either.
      return sql`${value} IS NOT ${first}`;
    case 'between':
      return or(pairs(values).map(([from, to]) => sql`${value} BETWEEN ${from} AND ${to}`));
    case 'not_between':
      return and(pairs(values).map(([from, to]) => sql`(${value} BETWEEN ${from} AND ${to}) IS NOT 1`));
    default:
      return sql`${value} ${raw(op)} ${first}`;
  }
}

function pairs(values: Filter['values']): [from: string | number, to: string | number][] {
  return values.flatMap((from, i) => (i % 2 === 0 ? [[from, values[i + 1] as string | number]] : []));
}

function listComparison(value: Sql, { op, values }: Filter): Sql {
  const item = op === '~' ? sql`instr(fold(value), ${fold(String(values[0]))}) > 0` : sql`value IN ${valuesOf(values)}`;
  const held = sql`EXISTS (SELECT 1 FROM json_each(${value}) WHERE ${item})`;
  return op === '!=' ? sql`NOT ${held}` : held;
}

/** Amounts of every currency on one scale: thousandths, the finest unit that a currency has. */
function amountComparison(field: Field, value: Sql, { op, values }: Filter): Sql {
  const currency = field.currency ?? raw('NULL');
  const factors = Object.entries(EXPONENTS).map(([code, places]) =>
    raw(`WHEN '${code}' THEN ${10 ** (MOST_PLACES - places)}`),
  );
  const scaled = sql`((${value}) * CASE ${currency} ${join(factors, ' ')} ELSE ${raw(String(10 ** (MOST_PLACES - 2)))} END)`;
  const one = (text: string | number, compare: string): Sql => {
    if (field.def.unlimited && text === 'unlimited') return unlimited(value, compare);
    return sql`${scaled} ${raw(compare)} ${thousandths(String(text))}`;
  };
  switch (op) {
    case 'in':
      return or(values.map((text) => one(text, '=')));
    case '!=':
      return sql`(${one(values[0] ?? '', '=')}) IS NOT 1`;
    case 'between':
      return and([one(values[0] ?? '', '>='), one(values[1] ?? '', '<=')]);
    default:
      return one(values[0] ?? '', op);
  }
}

/** Unlimited is equal to itself and has no place among amounts. */
function unlimited(value: Sql, compare: string): Sql {
  return compare === '=' ? sql`${value} IS NULL` : FALSE;
}

function thousandths(text: string): bigint {
  const match = /^(-?\d{1,16})(?:\.(\d{1,3}))?$/.exec(text);
  if (!match) throw new AdctlError('AMOUNT_INVALID', { value: text, reason: '' });
  return BigInt((match[1] as string) + (match[2] ?? '').padEnd(MOST_PLACES, '0'));
}

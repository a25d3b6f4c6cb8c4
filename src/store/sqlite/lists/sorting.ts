/**
 * The total order of a list: the columns asked for, then the key in the direction of the last of them, so that one
 * index serves the whole order in either direction. Empty comes last in both.
 */
import type { KindDef } from '../../../domain/kind.ts';
import { fieldOf, shown } from '../fields.ts';
import type { Lens } from '../lens.ts';
import { and, FALSE, join, or, raw, type Sql, sql, TRUE } from '../sql.ts';

export type Term = {
  readonly value: Sql;
  readonly descending: boolean;
  readonly nullable: boolean;
  /** The column of the table that the value is, seen by every reader. */
  readonly column?: string;
};
export type Order = {
  readonly terms: readonly Term[];
  /** The column whose index yields the rows in this order. */
  readonly lead?: string;
};

/** Sort columns of accounts that have an index ending in the key. */
const WALKED: ReadonlySet<string> = new Set(['platform', 'id', 'name', 'created', 'daily_budget', 'status']);

export function orderOf(lens: Lens, kind: KindDef, sort: readonly string[]): Order {
  const names = (sort.length > 0 ? sort : kind.sort).flatMap((text) => {
    const [name, descending] = text.startsWith('-') ? [text.slice(1), true] : [text, false];
    return [...currencyFirst(kind, name), { name, descending }];
  });
  const descending = names.at(-1)?.descending ?? false;
  for (const name of kind.key) if (!names.some((term) => term.name === name)) names.push({ name, descending });
  const fields = names.map(({ name }) => {
    const field = fieldOf(lens, kind, 't', name);
    // The usual order, and what ends any other, may go by what nobody sees: it tells which comes first, and its cursors are sealed.
    return field.def.hidden && (sort.length === 0 || kind.key.includes(name))
      ? { ...field, guard: TRUE, stored: true }
      : field;
  });
  const terms = fields.map((field, i) => ({
    value: shown(field),
    descending: names[i]?.descending ?? false,
    nullable: field.guard !== TRUE || !(kind.key.includes(field.name) || field.def.full || field.name === 'status'),
    ...(field.stored && field.guard === TRUE && !field.masked && { column: field.name }),
  }));
  const [first] = fields;
  const walked =
    kind.name === 'account' &&
    first !== undefined &&
    WALKED.has(first.name) &&
    first.guard === TRUE &&
    names.slice(1).every(({ name }) => kind.key.includes(name)) &&
    terms.every((term) => term.descending === descending);
  return { terms, ...(walked && { lead: first.name }) };
}

/** Amounts of two currencies are not compared: each has a block of its own (MONEY-2), but where an index has the order of a million accounts. */
function currencyFirst(kind: KindDef, name: string): { readonly name: string; readonly descending: boolean }[] {
  const { type, currency } = kind.fields[name] ?? {};
  const walked = kind.name === 'account' && WALKED.has(name);
  return type === 'amount' && currency !== undefined && !walked ? [{ name: currency, descending: false }] : [];
}

export function rowAfter(terms: readonly Term[], values: readonly unknown[]): Sql {
  const left = join(
    terms.map(({ value }) => value),
    ', ',
  );
  const right = join(
    values.map((value) => sql`${value}`),
    ', ',
  );
  return sql`(${left}) ${raw(terms[0]?.descending ? '<' : '>')} (${right})`;
}

export function chain(terms: readonly Term[], values: readonly unknown[]): Sql {
  const steps: Sql[] = [];
  const same: Sql[] = [];
  terms.forEach((term, i) => {
    const value = values[i];
    const { descending, nullable } = term;
    const beyond = sql`${term.value} ${raw(descending ? '<' : '>')} ${value}`;
    const after = nullable ? sql`(${beyond} OR ${term.value} IS NULL)` : beyond;
    steps.push(and([...same, value === null ? FALSE : after]));
    same.push(value === null ? sql`${term.value} IS NULL` : sql`${term.value} = ${value}`);
  });
  return or(steps);
}

/** Of what `chain` finds, for an index that it does not lead into. */
export function notBefore({ value, descending, nullable }: Term, last: unknown): Sql {
  return nullable ? TRUE : sql`${value} ${raw(descending ? '<=' : '>=')} ${last}`;
}

/** Every list takes the same inputs; a noun adds its named filters. */

import type { KindDef, KindName } from '../domain/kind.ts';
import { KINDS } from '../domain/kinds.ts';
import { mapPages } from '../domain/pages.ts';
import type { Filter, Page, Question, Tail } from '../domain/question.ts';
import { AdctlError } from '../domain/refusal.ts';
import type { Right } from '../domain/rights.ts';
import type { InputField, InputOf, Schema } from '../domain/schema.ts';
import { fieldNamed, filterFields, namedFilter, parseWhere, sortKeys } from '../domain/where.ts';
import { type AskingNow, type Ctx, defineQuery, type Query, type ScopedTx } from './define.ts';

export const LIST_INPUT = {
  where: {
    type: 'list',
    label: { en: 'filter', zh: '筛选条件' },
    help: { en: "'FIELD OP VALUE', repeatable; all must hold", zh: '“字段 运算符 值”，可重复，全部满足' },
    metavar: 'EXPR',
  },
  search: {
    type: 'text',
    label: { en: 'search', zh: '搜索' },
    help: { en: 'text to look for, any part of a word', zh: '搜索文字，可为任意部分' },
    metavar: 'TEXT',
    repeats: ' ',
  },
  sort: {
    type: 'text',
    label: { en: 'sort', zh: '排序' },
    help: { en: 'columns to sort by, - before one for descending', zh: '排序列，前加 - 为降序' },
    metavar: 'COLUMNS',
    repeats: ',',
  },
  limit: {
    type: 'integer',
    label: { en: 'limit', zh: '数量上限' },
    help: { en: 'at most this many', zh: '最多返回的条数' },
    metavar: 'N',
    least: 1,
  },
  after: {
    type: 'text',
    label: { en: 'cursor', zh: '游标' },
    help: { en: 'go on where a limited list ended', zh: '从上次截断处继续' },
    metavar: 'CURSOR',
  },
  count: { type: 'flag', label: { en: 'count', zh: '计数' }, help: { en: 'the number alone', zh: '只输出数量' } },
  columns: {
    type: 'list',
    label: { en: 'columns', zh: '列' },
    help: { en: 'which columns', zh: '输出哪些列' },
  },
} as const satisfies Schema;

export type ListInput = {
  readonly where?: readonly string[];
  readonly search?: string;
  readonly sort?: string;
  readonly limit?: number;
  readonly after?: string;
  readonly columns?: readonly string[];
};

export const REVEAL = {
  type: 'flag',
  label: { en: 'reveal', zh: '显示原文' },
  help: {
    en: 'contact data in clear, where you may; each is logged',
    zh: '显示联系信息原文，需有权限，逐条记入日志',
  },
} as const satisfies InputField;

/** A named filter for a field: `--status active,suspended`. */
export function filterFlag(kind: KindDef, field: string, metavar?: string): InputField {
  const def = KINDS[kind.name].fields[field];
  if (!def) throw new Error(`${kind.name} has no field ${field}`);
  // Of a list, one of its values is asked for: a tag, not tags.
  const [one = def.label.en.toLowerCase()] = def.type === 'list' ? (def.also ?? []) : [];
  return {
    type: 'text',
    label: def.label,
    help: {
      en: `only this ${one} (several: a,b, or repeated)`,
      zh: `按${def.label.zh}筛选（多个用逗号分隔或重复）`,
    },
    metavar: metavar ?? field.toUpperCase(),
    repeats: ',',
  };
}

/** A database nests its conditions, and not without end. */
const MOST_FILTERS = 500;
const TOO_MANY_FILTERS = {
  value: `${MOST_FILTERS + 1}…`,
  expected: { en: `at most ${MOST_FILTERS} of them`, zh: `最多 ${MOST_FILTERS} 个` },
};

/** Those that a list shows, each once, by their keys or labels: what is stored besides is nobody's to ask for. */
function columnsAsked(kind: KindDef, asked: readonly string[]): string[] {
  const known = filterFields(kind);
  const keyOf = (name: string) => (known.has(name) || name === kind.address ? name : fieldNamed(kind, name).name);
  return [...new Set(asked.map(keyOf))];
}

/** The question that a list's inputs ask. `named` are the inputs that filter a field of the same or another name. */
export function questionOf(
  kindName: KindName,
  input: ListInput & Readonly<Record<string, unknown>>,
  ctx: Pick<Ctx, 'tz'>,
  named: Readonly<Record<string, string>> = {},
): Question {
  const kind = KINDS[kindName];
  const { where = [] } = input;
  if (where.length > MOST_FILTERS) throw new AdctlError('OPTION_VALUE', { option: '--where', ...TOO_MANY_FILTERS });
  const filters = where.map((expression) => parseWhere(kind, expression, ctx.tz));
  for (const [name, field] of Object.entries(named)) {
    const value = input[name];
    if (typeof value === 'string') filters.push(namedFilter(kind, field, value, ctx.tz));
  }
  return {
    kind: kindName,
    // Of a count none is shown.
    columns: input.columns && !input['count'] ? columnsAsked(kind, input.columns) : kind.columns,
    filters,
    ...(input.search && { search: input.search }),
    sort: input.sort ? sortKeys(kind, input.sort) : kind.sort,
    ...(input.limit !== undefined && { limit: input.limit }),
    ...(input.after && { after: input.after }),
  };
}

export const MINE = {
  type: 'flag',
  label: { en: 'mine', zh: '我的' },
  help: { en: 'only what I have to do with myself', zh: '只看与我本人有关的' },
} as const satisfies InputField;

const day = (en: string, zh: string) =>
  ({ type: 'text', label: { en, zh }, help: { en: `${en} this day or minute`, zh }, metavar: 'TIME' }) as const;
export const SINCE = day('since', '从此日期或时刻起');
export const UNTIL = day('until', '至此日期或时刻止');

/** `--since` and `--until`, both included. */
export function timeFilters(
  kind: KindDef,
  field: string,
  input: { readonly since?: string | undefined; readonly until?: string | undefined },
  ctx: Pick<Ctx, 'tz'>,
): Filter[] {
  return [
    ...(input.since ? [namedFilter(kind, field, input.since, ctx.tz, '>=')] : []),
    ...(input.until ? [namedFilter(kind, field, input.until, ctx.tz, '<=')] : []),
  ];
}

type List<S extends Schema> = Pick<Query, 'name' | 'summary' | 'examples' | 'scope' | 'reveals'> & {
  readonly kind: KindName;
  readonly right: Right;
  /** Inputs beyond those of every list. */
  readonly filters: S;
  /** Those that are the named filter of a field, and which. */
  readonly named: Readonly<Record<string, string>>;
  /** What the others ask for. */
  more?(
    input: InputOf<S>,
    ctx: AskingNow,
  ): Partial<Pick<Question, 'filters' | 'mine' | 'other' | 'holding' | 'usableBy'>>;
  /** What is told after the whole list: one that is neither filtered nor cut. */
  beside?(tx: ScopedTx, ctx: Ctx): Promise<Partial<Tail>>;
};

export function defineList<S extends Schema>(list: List<S>): Query {
  const question = (input: ListInput & Readonly<Record<string, unknown>>, ctx: AskingNow): Question => {
    const base = questionOf(list.kind, input, ctx, list.named);
    const more = list.more?.(input as never, ctx) ?? {};
    return { ...base, ...more, filters: [...base.filters, ...(more.filters ?? [])] };
  };
  return defineQuery({
    kind: 'query',
    name: list.name,
    summary: list.summary,
    input: { ...LIST_INPUT, ...list.filters, ...(list.reveals && { reveal: REVEAL }) } as typeof LIST_INPUT,
    columns: { kind: list.kind },
    right: list.right,
    ...(list.scope && { scope: list.scope }),
    ...(list.reveals && { reveals: true }),
    examples: list.examples,
    question,
    async *run(tx, ctx, input) {
      const asked = question(input, ctx);
      const tail = yield* answer(tx, asked, input);
      const whole = !input.count && asked.limit === undefined && asked.after === undefined && !narrowed(asked);
      return whole && list.beside ? { ...tail, ...(await list.beside(tx, ctx)) } : tail;
    },
  });
}

const narrowed = ({ filters, search, mine, other, holding, usableBy }: Question): boolean =>
  filters.length > 0 || [search, mine, other, holding, usableBy].some((asked) => asked !== undefined);

/** The list, or with `--count` the number alone. */
export async function* answer(
  tx: ScopedTx,
  question: Question,
  input: { readonly count: boolean },
): AsyncGenerator<Page, Tail> {
  if (input.count) {
    const count = await tx.count(question);
    yield { columns: ['count'], rows: [[count]] };
    return count === 0 ? { unseen: await tx.unseen(question) } : {};
  }
  let rows = 0;
  const tail = yield* mapPages(tx.list(question), (page) => {
    rows += page.rows.length;
    return page;
  });
  return rows === 0 && question.after === undefined ? { ...tail, unseen: await tx.unseen(question) } : tail;
}

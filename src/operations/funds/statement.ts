import { STATEMENT_TYPES, type StatementType } from '../../domain/funds/statements.ts';
import type { KindName } from '../../domain/kind.ts';
import { KINDS } from '../../domain/kinds.ts';
import type { Filter, Question } from '../../domain/question.ts';
import type { DayRange } from '../../domain/ranges.ts';
import { AdctlError } from '../../domain/refusal.ts';
import type { InputOf, Schema } from '../../domain/schema.ts';
import { namedFilter } from '../../domain/where.ts';
import { type AskingNow, defineQuery } from '../define.ts';
import { assertSameHistory, assertSameRows, looked } from '../fund-going-on.ts';
import { HOLDER_FIELD, namesAccount } from '../fund-holders.ts';
import { ACCOUNT_OF_FUNDS, holdersAsked, RANGE, rangeIn, timeIn } from '../fund-lists.ts';
import { answer, LIST_INPUT, questionOf } from '../listing.ts';

const INPUT = {
  holder: HOLDER_FIELD,
  type: {
    type: 'enum',
    label: { en: 'type', zh: '明细类型' },
    help: { en: 'what it is about', zh: '明细类型' },
    values: STATEMENT_TYPES,
  },
  by: {
    type: 'enum',
    label: { en: 'by', zh: '汇总方式' },
    help: { en: 'of consumption: by day (default) or by whole month', zh: '消耗明细：按日（默认）或按整月' },
    values: { day: { en: 'day', zh: '日' }, month: { en: 'month', zh: '月' } },
  },
  range: RANGE,
  ...ACCOUNT_OF_FUNDS,
  ...LIST_INPUT,
  /** Only what was written after this line: what `--since` reads in a manifest. */
  since_line: {
    type: 'integer',
    internal: true,
    label: { en: 'since line', zh: '起始行' },
    help: { en: 'only later lines', zh: '仅此行之后' },
  },
  /** What there was at that line, as the manifest has it; and what there is now is answered, for the next one. */
  since_history: {
    type: 'text',
    internal: true,
    label: { en: 'since history', zh: '起始历史' },
    help: { en: 'what the manifest was written of', zh: '清单所依据的历史' },
  },
  /** Which rows were there to be seen then, and of which days. */
  since_seen: {
    type: 'text',
    internal: true,
    label: { en: 'since seen', zh: '起始所见' },
    help: { en: 'what was seen then', zh: '当时所见' },
  },
  since_range: { ...RANGE, internal: true },
  history: {
    type: 'flag',
    internal: true,
    label: { en: 'history', zh: '历史' },
    help: { en: 'tell it', zh: '返回历史' },
  },
} as const satisfies Schema;
type Input = InputOf<typeof INPUT>;

function kindOf({ type, by }: { readonly type?: unknown; readonly by?: unknown }): KindName {
  if (type === 'bonus') return 'lot_line';
  if (type === 'consumption') return by === 'month' ? 'spent_month' : 'spent_day';
  return 'statement';
}

const LINE = ['time', 'movement', 'holder', 'counterparty'];
const MONEY = ['cash', 'credit', 'bonus', 'traffic_bonus'];
const END = ['currency', 'reference', 'note', 'mark', 'transaction'];
/** What a type has to say beyond every line. */
const SHOWN: Readonly<Partial<Record<StatementType, readonly string[]>>> = {
  // The payer of a hold that is posted gave it when it was frozen.
  allocation: [...LINE, 'purse', ...MONEY, 'frozen', 'cleared', 'available_after', ...END],
  recharge: [...LINE, 'purse', 'cash', 'cleared', 'available_after', ...END],
  refund: [...LINE, 'purse', 'cash', 'available_after', ...END],
  freeze: [...LINE, 'order_id', 'hold', 'frozen', 'frozen_after', 'frozen_now', ...MONEY, ...END],
  postpaid: [...LINE, 'credit', 'credit_after', 'owed', 'owed_after', 'cash', ...END],
};

function ofType(kind: KindName, type: string | undefined): Filter[] {
  if (kind !== 'statement') return [];
  if (type === 'postpaid' || type === 'freeze')
    return [{ field: type === 'freeze' ? 'freezes' : type, op: '=', values: [1] }];
  const { movements = [] } = STATEMENT_TYPES[type as StatementType] ?? {};
  return type === undefined || movements.length === 0 ? [] : [{ field: 'movement', op: 'in', values: movements }];
}

/** Consumption has days of its own, those of its account; all else a time. */
function within(kind: KindName, range: DayRange, tz: string): Filter[] {
  const days = (field: string, length: number): Filter[] => [
    { field, op: 'between', values: [range.from.slice(0, length), range.to.slice(0, length)] },
  ];
  if (kind === 'spent_day') return days('day', 10);
  return kind === 'spent_month' ? days('month', 7) : timeIn(range, tz);
}

/** Beside whoever is no account itself, accounts are those on the other side: its own lines are of none. */
const isFacing = (kind: KindName, { holder }: Input): boolean =>
  holder !== undefined && !namesAccount(holder) && (kind === 'statement' || kind === 'lot_line');

function otherSide(
  kind: KindName,
  { account, pid, search }: Partial<Record<'account' | 'pid' | 'search', string | undefined>>,
  { tz }: AskingNow,
): Filter[] {
  const named = (field: string, like: string, text: string | undefined): Filter[] =>
    text === undefined ? [] : [{ ...namedFilter(KINDS[kind], like, text, tz), field }];
  return [
    ...named('other', 'counterparty', account),
    ...named('other_pid', 'pid', pid),
    ...(search === undefined ? [] : [{ field: 'other_words', op: '~', values: [search] } as const]),
  ];
}

const CONSUMPTION_ALONE = { en: 'with --type consumption alone', zh: '仅可与 --type consumption 同用' };

function question(input: Input, ctx: AskingNow): Question {
  if (input.by !== undefined && input.type !== 'consumption')
    throw new AdctlError('OPTION_VALUE', { option: '--by', value: input.by, expected: CONSUMPTION_ALONE });
  const kind = kindOf(input);
  const shown = SHOWN[input.type as StatementType];
  const asked = { ...(shown && { columns: shown }), ...input };
  const facing = isFacing(kind, input);
  const { search, ...base } = questionOf(kind, asked, ctx, facing ? {} : { account: 'holder', pid: 'pid' });
  const range = rangeIn(input, ctx);
  return {
    ...base,
    ...(search !== undefined && !facing && { search }),
    // One currency after the other, since balances run within one.
    ...(input.holder !== undefined && !input.sort && kind !== 'spent_day' && kind !== 'spent_month'
      ? { sort: ['currency', ...base.sort] }
      : {}),
    filters: [
      ...holdersAsked(input.holder),
      ...base.filters,
      ...(facing ? otherSide(kind, { ...input, search }, ctx) : []),
      ...ofType(kind, input.type),
      ...(range ? within(kind, range, ctx.tz) : []),
      ...(input.since_line === undefined ? [] : [{ field: 'line', op: '>', values: [input.since_line] } as const]),
    ],
  };
}

/** All that is covered by now, wherever an export before it ended. */
function covered(input: Input, ctx: AskingNow, range = input.range): Question {
  const { since_line: _, limit: __, after: ___, range: ____, ...rest } = input;
  return question({ ...rest, ...(range !== undefined && { range }) }, ctx);
}

export const statementFunds = defineQuery({
  kind: 'query',
  name: 'funds.statement',
  summary: { en: 'What moved, with running balances', zh: '资金明细，含余额' },
  input: INPUT,
  argument: { field: 'holder' },
  columns: { kind: 'statement', by: kindOf },
  right: 'funds.see',
  manifest: true,
  examples: [
    {
      command: 'adctl funds statement agency:a_bluefocus --limit 5',
      does: { en: 'the last movements of an agency', zh: '代理商最近的资金变动' },
    },
    {
      command: 'adctl funds statement --type consumption --by month --range last180 --format csv',
      does: { en: 'what accounts consumed, by month', zh: '各账户按月消耗' },
    },
    {
      command: 'adctl funds statement --type consumption --format csv --manifest march.json',
      does: {
        en: 'an export with its sums; later --since march.json',
        zh: '导出并附清单；之后可用 --since march.json',
      },
    },
  ],
  shown(input) {
    const { type } = input as Input;
    return kindOf(input) === 'statement' && type !== undefined ? SHOWN[type as StatementType] : undefined;
  },
  // Of the kinds it tells what moved of the available, which is not what is frozen.
  unsummed: ({ type }) => (type === 'freeze' ? MONEY : []),
  question,
  // What was consumed is not over.
  lines: (input, ctx) => (input.type === 'consumption' ? undefined : question(input, ctx)),
  async *run(tx, ctx, input) {
    if (input.since_history !== undefined) await assertSameHistory(tx, ctx, input.since_history);
    if (input.since_seen !== undefined)
      await assertSameRows(tx, covered(input, ctx, input.since_range), input.since_seen);
    const pages = answer(tx, question(input, ctx), input);
    return yield* input.history ? looked(tx, ctx, covered(input, ctx), pages, input.since_line) : pages;
  },
});

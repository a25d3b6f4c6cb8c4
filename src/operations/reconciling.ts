/** The two sides of a reconciliation as they travel and are shown: lines of a file, and the holder's cash in the books. */

import { currencyNamed, exponentOf } from '../domain/currencies.ts';
import { type Compared, DIFFERENCES, type DifferenceKind } from '../domain/funds/reconciliations.ts';
import { formatMinor } from '../domain/money.ts';
import type { Cell } from '../domain/question.ts';
import { type Item, itemOfLine, reconcile } from '../domain/reconcile.ts';
import { AdctlError } from '../domain/refusal.ts';
import type { Schema } from '../domain/schema.ts';
import { dayNumber } from '../domain/statement-days.ts';
import { DIRECTIONS, type Direction, type StatementLine } from '../domain/statement-lines.ts';
import type { Text } from '../domain/text.ts';
import { spanOf } from '../domain/zone.ts';
import type { ColumnDef, QueryRow } from './define.ts';
import { sumsOf } from './reconcile-outcome.ts';

const text = (en: string, zh: string) =>
  ({ type: 'text', label: { en, zh }, help: { en: 'as the file has it', zh: '按文件' } }) as const;

/** A line as `lineCells` writes it. */
export const LINE_ROW = {
  reference: text('reference', '参考号'),
  merchant_reference: text('merchant reference', '商户单号'),
  at: text('place', '位置'),
  time: text('time', '时间'),
  day: text('day', '日期'),
  clock: text('clock', '时刻'),
  direction: text('direction', '收支'),
  amount: text('amount', '金额'),
  currency: text('currency', '币种'),
  counterparty: text('counterparty', '对方'),
  note: text('note', '备注'),
  status: text('status', '状态'),
  balance: text('balance', '余额'),
  refunded: text('refunded', '已退款'),
  unmoved: text('unmoved', '未动账'),
} as const satisfies Schema;

export type FileLine = { readonly row: number; readonly line: StatementLine; readonly item: Item };

/** Minor units of a decimal with exactly the currency's places. */
const minor = (decimal: string, currency: string): number => {
  const [whole = '0', fraction = ''] = decimal.replace('-', '').split('.');
  const value = Number(whole + fraction.padEnd(exponentOf(currency), '0'));
  return decimal.startsWith('-') ? -value : value;
};

const EXPECTED = {
  amount: { en: 'a decimal with exactly the places of its currency', zh: '小数位与币种一致的小数' },
  currency: { en: 'an ISO 4217 code, as CNY', zh: 'ISO 4217 币种代码，如 CNY' },
  day: { en: 'a day that exists, as 2026-12-31', zh: '实际存在的日期，如 2026-12-31' },
} satisfies Readonly<Record<string, Text>>;

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && spanOf(text, 'UTC') !== undefined;

/** The days that a file says it covers. */
export function daysSaid(from: string | undefined, to: string | undefined): Sides['days'] {
  if (!from || !to) return undefined;
  for (const value of [from, to])
    if (!isDay(value))
      throw new AdctlError('VALUE_INVALID', { field: LINE_ROW.day.label, value, expected: EXPECTED.day });
  return { from, to };
}

/** Whoever calls by hand may send what no file says. */
function assertLine(cells: Readonly<Record<'amount' | 'currency' | 'day', string>>): void {
  const { amount, currency, day } = cells;
  const known = currencyNamed(currency) === currency;
  const places = known ? exponentOf(currency) : 0;
  const shape = places === 0 ? /^-?\d+$/ : new RegExp(`^-?\\d+\\.\\d{${places}}$`);
  const sound = {
    currency: known,
    day: isDay(day),
    amount: shape.test(amount) && Number.isSafeInteger(minor(amount, currency)),
  };
  for (const name of ['currency', 'day', 'amount'] as const)
    if (!sound[name]) {
      const { label } = LINE_ROW[name];
      throw new AdctlError('VALUE_INVALID', { field: label, value: cells[name], expected: EXPECTED[name] });
    }
}

/** Without an item where no money moved. */
export function fileLine(
  { row, input }: QueryRow,
  opposite: boolean,
): FileLine | (Omit<FileLine, 'item'> & { readonly item?: never }) {
  const cell = (name: keyof typeof LINE_ROW): string => String(input?.[name] ?? '');
  const currency = cell('currency');
  assertLine({ currency, day: cell('day'), amount: cell('amount') });
  const line: StatementLine = {
    line: row,
    at: Number(cell('at')),
    time: cell('time'),
    day: cell('day'),
    direction: cell('direction') as Direction,
    amount: minor(cell('amount'), currency),
    currency,
    reference: cell('reference'),
    merchantReference: cell('merchant_reference'),
    counterparty: cell('counterparty'),
    note: cell('note'),
    status: cell('status'),
    ...(cell('unmoved') === 'true' && { unmoved: true as const }),
  };
  const item = itemOfLine(line);
  if (!item) return { row, line };
  return { row, line, item: opposite && !item.either ? { ...item, amount: -item.amount } : item };
}

export type BookedLine = {
  readonly transaction: string;
  readonly day: string;
  readonly movement: string;
  readonly amount: string;
  readonly currency: string;
  readonly reference: string;
  readonly reverses: string;
};

/** A single row's reference is the one that was given, or that one with its number (FUND-5). */
export function itemOfBooked({ day, currency, amount, reference }: BookedLine): Item {
  const bare = reference.replace(/:\d+$/, '');
  const references = [...new Set([reference, bare])].filter(Boolean);
  return { day, currency, amount: minor(amount, currency), references };
}

/** What was taken back and what took it back never left these books. */
export function withoutReversed(booked: readonly BookedLine[]): BookedLine[] {
  const there = new Set(booked.map(({ transaction }) => transaction));
  const gone = new Set<string>();
  for (const { transaction, reverses } of booked)
    if (reverses !== '' && there.has(reverses)) gone.add(transaction).add(reverses);
  return booked.filter(({ transaction }) => !gone.has(transaction));
}

export const RECONCILE_COLUMNS: readonly ColumnDef[] = [
  { key: 'difference', type: 'enum', label: { en: 'Difference', zh: '差异' }, values: DIFFERENCES },
  { key: 'row', type: 'integer', label: { en: 'Row', zh: '行' } },
  { key: 'day', type: 'day', label: { en: 'Day in the file', zh: '文件日期' } },
  { key: 'amount', type: 'amount', label: { en: 'In the file', zh: '文件金额' } },
  { key: 'direction', type: 'enum', label: { en: 'Direction', zh: '收支' }, values: DIRECTIONS },
  { key: 'booked_day', type: 'day', label: { en: 'Day here', zh: '入账日期' } },
  { key: 'booked', type: 'amount', label: { en: 'Here', zh: '账本金额' } },
  { key: 'currency', type: 'text', label: { en: 'Currency', zh: '币种' } },
  { key: 'reference', type: 'text', label: { en: 'Reference', zh: '参考号' } },
  { key: 'counterparty', type: 'text', label: { en: 'Counterparty', zh: '对方' } },
  { key: 'movement', type: 'text', label: { en: 'Movement', zh: '交易类型' } },
  { key: 'transaction', type: 'id', label: { en: 'Transaction', zh: '交易' } },
  {
    key: 'by',
    type: 'enum',
    label: { en: 'Matched by', zh: '匹配依据' },
    values: { reference: { en: 'reference', zh: '参考号' }, amount: { en: 'amount and day', zh: '金额与日期' } },
  },
  { key: 'code', type: 'text', label: { en: 'Code', zh: '代码' } },
  // As code and details, which become words where they are shown.
  { key: 'reason', type: 'text', label: { en: 'Reason', zh: '原因' } },
];
export const RECONCILE_KEYS = RECONCILE_COLUMNS.map(({ key }) => key);

/** The file's lines and bad rows against the books; `days`: what of the books the file must have. */
export type Sides = {
  readonly lines: readonly FileLine[];
  readonly unmoved: readonly StatementLine[];
  readonly bad: readonly QueryRow[];
  readonly booked: readonly BookedLine[];
  readonly window: number;
  readonly days: { readonly from: string; readonly to: string } | undefined;
};

export function compared({ lines, unmoved, bad, booked, window, days }: Sides): {
  readonly rows: Cell[][];
  readonly matched: Cell[][];
  readonly result: Compared;
} {
  const items = booked.map(itemOfBooked);
  const { matches, onlyInFile, onlyHere } = reconcile(
    lines.map(({ item }) => item),
    items,
    window,
  );
  const within = ({ day }: { readonly day: string }) => days !== undefined && day >= days.from && day <= days.to;
  const missing = onlyHere.map((i) => booked[i] as BookedLine).filter(within);
  // A statement is of one currency, mostly: what its holder has in others stands in other files (MONEY-2).
  const own = new Set([...lines.map(({ line }) => line.currency), ...unmoved.map(({ currency }) => currency)]);
  const here = missing.filter(({ currency }) => own.size === 0 || own.has(currency));
  const apart = missing.filter(({ currency }) => own.size > 0 && !own.has(currency));
  const rows: { readonly at: number; readonly cells: Cell[] }[] = [];
  const matched: Cell[][] = [];
  for (const { line, entry, by, differs } of matches) {
    const [file, ours] = [lines[line] as FileLine, booked[entry] as BookedLine];
    if (differs) rows.push({ at: file.row, cells: rowOf('differs', file, ours, by) });
    else matched.push(rowOf('matched', file, ours, by));
  }
  for (const i of onlyInFile) {
    const file = lines[i] as FileLine;
    rows.push({ at: file.row, cells: rowOf('only_in_file', file, undefined) });
  }
  for (const { row, bad: why } of bad) rows.push({ at: row, cells: badRow(row, why) });
  const ofMatches = (how: string) => matches.filter(({ by, differs }) => by === how && !differs).length;
  const outside = lines.filter(({ line }) => !within(line)).length;
  const ours = new Set([...matches.map(({ entry }) => booked[entry] as BookedLine), ...here]);
  return {
    rows: [
      ...rows.toSorted((a, b) => a.at - b.at).map(({ cells }) => cells),
      ...here.map((one) => rowOf('only_here', undefined, one)),
    ],
    matched,
    result: {
      lines: lines.length + bad.length,
      by_reference: ofMatches('reference'),
      by_amount: ofMatches('amount'),
      differing: matches.filter(({ differs }) => differs).length,
      only_in_file: onlyInFile.length,
      only_here: here.length,
      invalid: bad.length,
      sums: sumsOf(
        lines.map(({ item }) => item),
        unmoved,
        [...ours].map(itemOfBooked),
      ),
      ...(days && outside > 0 && { outside: { lines: outside, ...days } }),
      ...(apart.length > 0 && {
        apart: { movements: apart.length, currencies: [...new Set(apart.map(({ currency }) => currency))].toSorted() },
      }),
    },
  };
}

const BLANK = RECONCILE_KEYS.slice(4).map(() => null);
const badRow = (row: number, why: QueryRow['bad']): Cell[] => [
  'invalid',
  row,
  ...BLANK,
  why?.refuse ?? null,
  why ? JSON.stringify([why.refuse, why.details ?? {}]) : null,
];

/** What the file counts as neither goes the way of what it is matched with; else its direction says that it has no sign. */
function amountOf({ item, line }: FileLine, ours: BookedLine | undefined): string {
  const out = item.either && ours?.amount.startsWith('-');
  return formatMinor(out ? -item.amount : item.amount, line.currency);
}
const directionOf = ({ item }: FileLine): Direction => (item.either ? 'neutral' : item.amount < 0 ? 'out' : 'in');

function rowOf(what: DifferenceKind, file?: FileLine, ours?: BookedLine, by?: string): Cell[] {
  return [
    what,
    file?.row ?? null,
    file?.line.day ?? null,
    file ? amountOf(file, ours) : null,
    file ? directionOf(file) : null,
    ours?.day ?? null,
    ours?.amount ?? null,
    currencies(file?.line.currency, ours?.currency),
    file?.line.reference || file?.line.merchantReference || ours?.reference || null,
    file?.line.counterparty || null,
    ours?.movement ?? null,
    ours?.transaction ?? null,
    by ?? null,
    null,
    null,
  ];
}

const currencies = (one?: string, other?: string): string =>
  [...new Set([one, other])].filter((text) => text !== undefined).join('/');

/** The days of the lines, where the file itself says none. */
export function daysOf(lines: readonly FileLine[]): Sides['days'] {
  const [first] = lines;
  if (!first) return undefined;
  let [from, to] = [first.line.day, first.line.day];
  for (const { line } of lines) {
    if (line.day < from) from = line.day;
    if (line.day > to) to = line.day;
  }
  return { from, to };
}

export const shifted = (day: string, days: number): string =>
  new Date((dayNumber(day) + days) * 86_400_000).toISOString().slice(0, 10);

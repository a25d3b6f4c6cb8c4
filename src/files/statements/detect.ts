/** Whose statement a file is: by the header that stands somewhere in its beginning, whatever order its columns have. */
import { parseWhen } from '../../domain/statement-days.ts';
import { cleanValue, isNothing, parseStatementAmount } from '../../domain/statement-money.ts';
import type { Text } from '../../domain/text.ts';
import { cleanCell } from '../cells.ts';
import { few, headerKey } from '../headers.ts';
import { BANK_LAYOUTS, GENERIC, HEADERLESS } from './banks.ts';
import { type Columns, columnsOf, isColumnWord, ROLES } from './columns.ts';
import type { Layout } from './layouts.ts';
import { PLATFORM_LAYOUTS } from './platforms.ts';
import type { Cells } from './records.ts';

const LAYOUTS: readonly Layout[] = [...PLATFORM_LAYOUTS, ...BANK_LAYOUTS];
const ALL: readonly Layout[] = [...LAYOUTS, HEADERLESS, GENERIC];

export type Detected = {
  readonly layout: Layout;
  readonly columns: Columns;
  readonly header: readonly string[];
  readonly keys: readonly string[];
  /** How many records stand before the first line. */
  readonly skip: number;
};

export const cellText = (cell: string | undefined): string => (cell === undefined ? '' : cleanValue(cleanCell(cell)));
const keysOf = (cells: readonly string[]): string[] => cells.map((cell) => headerKey(cleanValue(cell)));

/** What a source may be called: the name of a bank or platform, or of one of its layouts. */
export const sourceNames = (): readonly string[] => [...new Set(ALL.flatMap(({ source, id }) => [source, id]))];
/** By its short name, or by its name in either language. */
export function sourceNamed(text: string): string | undefined {
  const wanted = text.toLowerCase();
  const by = (layout: Layout) => [layout.name.en.toLowerCase(), layout.name.zh].includes(wanted);
  return sourceNames().find((name) => name === wanted) ?? ALL.find(by)?.source;
}
export const sourceTexts = (): Text[] => [...new Map(ALL.map(({ source, name }) => [source, name])).values()];

const wantedBy = (source: string | undefined) => (layout: Layout) =>
  source === undefined ||
  layout.source === source ||
  layout.id === source ||
  (source === 'bank' && !PLATFORM_LAYOUTS.includes(layout));

export function detect(head: readonly Cells[], source: string | undefined): Detected | undefined {
  const wanted = wantedBy(source);
  const rows = head.map(({ cells }) => keysOf(cells));
  const layouts = LAYOUTS.filter(wanted);
  for (const [i, keys] of rows.entries()) {
    const here = new Set(keys);
    const fitting = layouts.filter(({ marks }) => marks.every((mark) => here.has(headerKey(mark))));
    // The one that says most about the header: others may be content with less.
    const layout = fitting.toSorted((a, b) => b.marks.length - a.marks.length)[0];
    if (layout) return found(layout, head[i] as Cells, keys, i + 1);
  }
  if (wanted(GENERIC)) {
    const i = rows.findIndex(isHeader);
    if (i >= 0 && !isSpoiltPlatform(rows[i] as string[]))
      return found(generic(rows[i] as string[]), head[i] as Cells, rows[i] as string[], i + 1);
  }
  if (wanted(HEADERLESS) && isHeaderless(head)) return headerless();
  return undefined;
}

function found(layout: Layout, { cells }: Cells, keys: readonly string[], skip: number): Detected {
  const columns = columnsOf(keys, layout.columns ?? {});
  return { layout, columns, header: cells.map(cellText), keys, skip };
}

/** A platform's header that lacks a column or two: read in general words, its amounts would all go one way. */
function isSpoiltPlatform(keys: readonly string[]): boolean {
  const here = new Set(keys);
  return PLATFORM_LAYOUTS.some(
    ({ marks }) => marks.filter((mark) => here.has(headerKey(mark))).length * 3 >= marks.length * 2,
  );
}

const CARD = ['卡号后四位', '卡号末四位', '卡末四位', '卡号', 'card#', 'cardnumber'];

/** A card's list without balances tells what was spent; with balances, or of an account, what came in. */
function generic(keys: readonly string[]): Layout {
  const { direction, balance, in: paidIn } = columnsOf(keys, {});
  const card = keys.some((key) => CARD.includes(key)) && [direction, balance, paidIn].every((at) => at.length === 0);
  return card ? { ...GENERIC, sign: 'card' } : GENERIC;
}

/** At least three columns that are known, one of them a day, and an amount or one each for in and out. */
function isHeader(keys: readonly string[]): boolean {
  if (keys.filter(isColumnWord).length < 3) return false;
  const columns = columnsOf(keys, {});
  const any = (...roles: (keyof Columns)[]) => roles.some((role) => columns[role].length > 0);
  return any('day', 'time') && (any('amount') || (any('in') && any('out')));
}

function headerless(): Detected {
  const at: Partial<Record<(typeof ROLES)[number], number>> = { day: 0, note: 1, out: 2, in: 3, balance: 4 };
  const columns = Object.fromEntries(
    ROLES.map((role) => [role, at[role] === undefined ? [] : [at[role]]]),
  ) as unknown as Columns;
  return { layout: HEADERLESS, columns, header: ['day', 'note', 'out', 'in', 'balance'], keys: [], skip: 0 };
}

function isHeaderless(head: readonly Cells[]): boolean {
  const amount = (text: string) => 'minor' in parseStatementAmount(text, HEADERLESS.currency);
  return (
    head.length > 0 &&
    head.every(({ cells }) => {
      const [day = '', , out = '', paidIn = '', balance = ''] = cells.map(cellText);
      const one = isNothing(out) ? amount(paidIn) : isNothing(paidIn) && amount(out);
      return cells.length === 5 && parseWhen(day, 'mdy') !== undefined && one && amount(balance);
    })
  );
}

/** For a refusal: the row that is most like a header, and the headers that were looked for. */
export function expectation(
  head: readonly Cells[],
  source: string | undefined,
): { readonly expected: Text; readonly found: string } {
  const rows = head.map(({ cells }) => keysOf(cells));
  const words = (keys: readonly string[]) => keys.filter(isColumnWord).length;
  const most = Math.max(0, ...rows.map(words));
  const like = most > 1 ? rows.findIndex((keys) => words(keys) === most) : 0;
  const here = new Set(rows[like] ?? []);
  const lacks = ({ marks }: Layout) => marks.filter((mark) => !here.has(headerKey(mark)));
  const share = (layout: Layout) => lacks(layout).length / layout.marks.length;
  const near = LAYOUTS.filter(wantedBy(source)).toSorted((a, b) => share(a) - share(b))[0];
  const found = head[like] ? few(head[like].cells.map(cellText).filter(Boolean)) : '';
  if (!near || (source === undefined && share(near) > 0.5)) return { expected: ANY, found };
  const [marks, missing] = [near.marks.join(', '), lacks(near).join(', ')];
  const expected = {
    en: `the header of ${near.name.en}: ${marks} (missing: ${missing})`,
    zh: `${near.name.zh}的表头：${marks}（缺少：${missing}）`,
  };
  return { expected, found };
}

const ANY: Text = {
  en: 'a header with a day (交易日期, Date) and an amount (交易金额, Amount), or columns for in and out (收入 and 支出, Credit and Debit)',
  zh: '含日期（交易日期、Date）与金额（交易金额、Amount）的表头，或收入与支出分列（收入与支出、Credit 与 Debit）',
};

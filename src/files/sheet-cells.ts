/**
 * A sheet's cell as text, as its writer meant it. Ids are texts that a spreadsheet may have taken for numbers: whole
 * numbers are read digit by digit, with the zeros that the cell's format puts before them; digits that are lost are told.
 */
import type { CellObject, WorkSheet } from '@e965/xlsx';
import type { BadRow } from '../domain/schema.ts';

export type SheetCell = { readonly text: string; readonly bad?: BadRow };
/** The part of the library that knows date formats. */
export type DateFormats = {
  is_date(format: string): boolean;
  parse_date_code(value: number, options?: { readonly date1904?: boolean }): DateParts | null;
};
type DateParts = {
  readonly y: number;
  readonly m: number;
  readonly d: number;
  readonly H: number;
  readonly M: number;
  readonly S: number;
};

const EMPTY: SheetCell = { text: '' };
const ERRORS: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
  43: '#GETTING_DATA',
};
const ERROR_TEXT = /^#(?:NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A)$/;

/** Beyond 15 digits spreadsheets keep zeros; other programs write whole numbers exactly up to 2^53. */
const DIGITS_KEPT = 1e15;
const EXACT = 2 ** 53;

export function sheetCell(cell: CellObject | undefined, column: number, dates: DateFormats, date1904: boolean) {
  if (!cell) return EMPTY;
  const { t, v, z } = cell;
  if (t === 'e') {
    const value = typeof v === 'number' ? (ERRORS[v] ?? `#${v}`) : cell.f === undefined ? '#N/A' : `=${cell.f}`;
    return errorCell(value, column);
  }
  if (v === undefined || v === null || t === 'z') return cell.f ? errorCell(`=${cell.f}`, column) : EMPTY;
  if (typeof v === 'boolean') return { text: String(v) };
  if (typeof v === 'number') return numberCell(v, String(z ?? 'General'), dates, date1904);
  const text = v instanceof Date ? v.toISOString() : String(v);
  // A cell that is declared to be text means what it says; elsewhere a formula's error was pasted as one.
  return ERROR_TEXT.test(text) && z !== '@' ? errorCell(text, column) : { text };
}

const errorCell = (value: string, column: number): SheetCell => ({
  text: value,
  bad: { code: 'CELL_ERROR', details: { value, column } },
});

function numberCell(value: number, format: string, dates: DateFormats, date1904: boolean): SheetCell {
  if (format !== 'General' && dates.is_date(format)) {
    const parts = dates.parse_date_code(value, { date1904 });
    if (parts) return { text: dateText(parts, value) };
  }
  // 0.5 that is shown as 50 % was never meant to be 0.50 of anything: said as it is shown, no amount is read from it.
  if (isPercent(format)) return { text: `${decimal(Number((value * 100).toPrecision(15)))}%` };
  if (!Number.isInteger(value)) return { text: decimal(value) };
  const size = Math.abs(value);
  // A number of 16 digits that ends with 0 may be one whose last digit is gone.
  if (size >= DIGITS_KEPT && (size > EXACT || size % 10 === 0)) {
    const text = value.toExponential().toUpperCase();
    return { text, bad: { code: 'ID_SPOILT', details: { value: text } } };
  }
  const zeros = /^0{2,20}$/.test(format) ? format.length : 0;
  return { text: (value < 0 ? '-' : '') + String(size).padStart(zeros, '0') };
}

/** What a format shows as it stands (quoted, escaped, a colour or condition) says nothing of the number. */
const isPercent = (format: string): boolean => format.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '').includes('%');

/** What a sum of floating numbers leaves in the last places is not the user's. */
function decimal(value: number): string {
  const rounded = Number(value.toPrecision(15));
  const text = String(rounded);
  return text.includes('e') ? rounded.toFixed(15).replace(/\.?0+$/, '') : text;
}

const two = (n: number): string => String(n).padStart(2, '0');

function dateText({ y, m, d, H, M, S }: DateParts, value: number): string {
  const time = `${two(H)}:${two(M)}${S > 0 ? `:${two(Math.floor(S))}` : ''}`;
  if (value < 1) return time;
  const day = `${y}-${two(m)}-${two(d)}`;
  return Number.isInteger(value) ? day : `${day} ${time}`;
}

/** A cell merged over several rows holds for each of them: a spreadsheet keeps it in the first only. */
export function fillMerged(rows: (CellObject | undefined)[][], merges: WorkSheet['!merges']): void {
  for (const { s, e } of merges ?? []) {
    const value = rows[s.r]?.[s.c];
    if (!value) continue;
    for (let r = s.r + 1; r <= Math.min(e.r, rows.length - 1); r++) {
      const row = rows[r];
      if (row?.some((cell) => cell?.v !== undefined)) row[s.c] = value;
    }
  }
}

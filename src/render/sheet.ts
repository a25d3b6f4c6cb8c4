/**
 * A list as a workbook of one sheet: ids, names and times are text, whatever they look like; amounts and whole numbers are
 * numbers, where a number holds them exactly. The data is the same as in CSV.
 */
import type { CellObject } from '@e965/xlsx';
import { SHEET_CELL, SHEET_FULL, SHEET_LONG, SHEET_ROWS, sheetText } from '../domain/formats.ts';
import type { Cell } from '../domain/question.ts';
import { AdctlError } from '../domain/refusal.ts';
import type { Text } from '../domain/text.ts';
import { cellText, headerOf, isNumeric } from './cells.ts';
import type { Column } from './columns.ts';
import type { WriteOptions } from './options.ts';
import { displayWidth } from './width.ts';

const [NARROW, WIDE] = [8, 60];
/** Later rows seldom change how wide a column must be. */
const MEASURED_ROWS = 1_000;

export async function sheetWriter({ columns, labels, lang, tz, late }: WriteOptions) {
  const { utils, write } = await import('@e965/xlsx');
  const cells = columns.map((column) => sheetCell(column, cellText(column, tz)));
  const header = columns.map((column) => headerOf(column, labels, lang));
  const widths = header.map((text) => displayWidth(text));
  const data: (CellObject | undefined)[][] = [header.map(textCell)];
  let fault: Text | undefined;
  const refuse = (): never => {
    throw new AdctlError('SHEET_TOO_LARGE', { file: '-o xlsx', reason: fault });
  };
  return {
    head: (): string => '',
    page(rows: readonly (readonly Cell[])[]): string {
      if (data.length - 1 + rows.length > SHEET_ROWS) fault ??= SHEET_FULL;
      if (fault) return late ? '' : refuse();
      for (const row of rows) {
        const made = row.map((cell, i) => cells[i]!(cell));
        if (made.some((cell) => typeof cell?.v === 'string' && cell.v.length > SHEET_CELL)) fault ??= SHEET_LONG;
        if (data.length <= MEASURED_ROWS)
          made.forEach((cell, i) => {
            widths[i] = Math.max(widths[i]!, displayWidth(String(cell?.v ?? '')));
          });
        data.push(made);
      }
      return '';
    },
    end(): Uint8Array {
      if (fault) refuse();
      const sheet = utils.aoa_to_sheet([], { dense: true });
      const range = utils.encode_range({
        s: { r: 0, c: 0 },
        e: { r: data.length - 1, c: Math.max(0, columns.length - 1) },
      });
      sheet['!data'] = data as CellObject[][];
      sheet['!ref'] = range;
      sheet['!autofilter'] = { ref: range };
      sheet['!cols'] = widths.map((width) => ({ wch: Math.min(WIDE, Math.max(NARROW, width + 2)) }));
      const book = utils.book_new();
      utils.book_append_sheet(book, sheet, 'adctl');
      return write(book, { type: 'buffer', bookType: 'xlsx', bookSST: true, compression: true }) as Uint8Array;
    },
  };
}

function textCell(text: string): CellObject | undefined {
  return text === '' ? undefined : { t: 's', v: sheetText(text), z: '@' };
}

const NUMBER = /^-?(\d+)(?:\.(\d+))?$/;
/** More digits than these a spreadsheet does not keep. */
const DIGITS = 15;

function sheetCell(column: Column, textOf: (cell: Cell) => string): (cell: Cell) => CellObject | undefined {
  if (!isNumeric(column)) return (cell) => textCell(textOf(cell));
  return (cell) => {
    const text = textOf(cell);
    const parts = NUMBER.exec(text);
    if (!parts || parts[1]!.length + (parts[2]?.length ?? 0) > DIGITS) return textCell(text);
    const decimals = parts[2] === undefined ? '' : `.${'0'.repeat(parts[2].length)}`;
    return { t: 'n', v: Number(text), z: column.type === 'amount' ? `#,##0${decimals}` : '0' };
  };
}

/** A workbook of one sheet in which every cell is text: what came in comes back, and no spreadsheet makes a number of an id. */
import type { CellObject } from '@e965/xlsx';
import { SHEET_FULL, SHEET_ROWS } from '../domain/formats.ts';
import { AdctlError } from '../domain/refusal.ts';

/** What a cell of a workbook can hold. */
const LONGEST_CELL = 32_767;

/** `_x0041_` is how a workbook spells a character that XML lacks: a text that only looks so is spelled out. */
export const sheetText = (text: string): string =>
  text.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_').slice(0, LONGEST_CELL);

export async function sheetOfTexts(file: string, rows: AsyncIterable<readonly string[]>): Promise<Uint8Array> {
  const { utils, write } = await import('@e965/xlsx');
  const data: (CellObject | undefined)[][] = [];
  let width = 0;
  let full = false;
  for await (const row of rows) {
    // Taken to the end all the same: whoever writes the rows is at work.
    full ||= data.length > SHEET_ROWS;
    if (full) continue;
    width = Math.max(width, row.length);
    data.push(row.map((text) => (text === '' ? undefined : { t: 's', v: sheetText(text), z: '@' })));
  }
  if (full) throw new AdctlError('SHEET_TOO_LARGE', { file, reason: SHEET_FULL });
  const sheet = utils.aoa_to_sheet([], { dense: true });
  sheet['!data'] = data as CellObject[][];
  sheet['!ref'] = utils.encode_range({
    s: { r: 0, c: 0 },
    e: { r: Math.max(0, data.length - 1), c: Math.max(0, width - 1) },
  });
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, 'adctl');
  return write(book, { type: 'buffer', bookType: 'xlsx', bookSST: true, compression: true }) as Uint8Array;
}

/** A workbook of one sheet in which every cell is text: what came in comes back, and no spreadsheet makes a number of an id. */
import type { CellObject } from '@e965/xlsx';
import { SHEET_CELL, SHEET_FULL, SHEET_LONG, SHEET_ROWS, sheetText } from '../domain/formats.ts';
import { AdctlError } from '../domain/refusal.ts';
import type { Text } from '../domain/text.ts';

export async function sheetOfTexts(file: string, rows: AsyncIterable<readonly string[]>): Promise<Uint8Array> {
  const { utils, write } = await import('@e965/xlsx');
  const data: (CellObject | undefined)[][] = [];
  let width = 0;
  let fault: Text | undefined;
  for await (const row of rows) {
    // Taken to the end all the same: whoever writes the rows is at work.
    if (data.length > SHEET_ROWS) fault ??= SHEET_FULL;
    if (row.some((text) => text.length > SHEET_CELL)) fault ??= SHEET_LONG;
    if (fault) continue;
    width = Math.max(width, row.length);
    data.push(row.map((text) => (text === '' ? undefined : { t: 's', v: sheetText(text), z: '@' })));
  }
  if (fault) throw new AdctlError('SHEET_TOO_LARGE', { file, reason: fault });
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

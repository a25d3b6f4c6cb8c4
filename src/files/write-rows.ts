/** What a batch leaves behind as files: its results, and the rows to be corrected and fed back (BULK-2). */
import { csvLine } from './csv-text.ts';
import { RESULT_COLUMNS } from './headers.ts';
import { isSheetName, writeFile } from './write-file.ts';

export type FailedRow = {
  readonly cells: readonly string[];
  readonly reference: string;
  readonly status: string;
  readonly code: string;
  readonly reason: string;
};
/** `bom`: as the input had it. */
export type WriteOptions = { readonly bom?: boolean };

/**
 * The input's columns as they came in, then what became of the row. A row with too few cells stays short, and what a row
 * has too many stands behind everything: nothing is lost, and the row is still refused when fed back.
 */
export async function writeFailed(
  path: string,
  header: readonly string[],
  rows: AsyncIterable<FailedRow>,
  options: WriteOptions = {},
): Promise<void> {
  await write(path, failedRows(header, rows), options);
}

async function* failedRows(header: readonly string[], rows: AsyncIterable<FailedRow>): AsyncGenerator<string[]> {
  const width = header.length;
  yield [...header, ...RESULT_COLUMNS];
  for await (const { cells, reference, status, code, reason } of rows) {
    if (cells.length < width) yield [...cells];
    else yield [...cells.slice(0, width), reference, status, code, reason, ...cells.slice(width)];
  }
}

/** Results, masked already by the caller. */
export async function writeResults(
  path: string,
  header: readonly string[],
  rows: AsyncIterable<readonly string[]>,
  options: WriteOptions = {},
): Promise<void> {
  await write(path, under(header, rows), options);
}

async function* under(header: readonly string[], rows: AsyncIterable<readonly string[]>) {
  yield header;
  yield* rows;
}

/** A workbook where the name says so, else CSV. */
async function write(path: string, rows: AsyncIterable<readonly string[]>, { bom }: WriteOptions): Promise<void> {
  if (isSheetName(path)) return await writeFile(path, false, workbook(path, rows));
  await writeFile(path, bom ?? false, lines(rows));
}

async function* lines(rows: AsyncIterable<readonly string[]>): AsyncGenerator<string> {
  for await (const cells of rows) yield csvLine(cells);
}

async function* workbook(path: string, rows: AsyncIterable<readonly string[]>): AsyncGenerator<Uint8Array> {
  const { sheetOfTexts } = await import('./sheet-text.ts');
  yield await sheetOfTexts(path, rows);
}

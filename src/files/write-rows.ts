/** What a batch leaves behind as files: its results, and the rows to be corrected and fed back (BULK-2). */
import { csvLine } from './csv-text.ts';
import { RESULT_COLUMNS } from './headers.ts';
import { writeFile } from './write-file.ts';

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
 * The input's columns as they came in, then what became of the row. A row with too few cells gets empty ones; what a row
 * has too many stands behind everything, so that nothing is lost and the row is still refused when fed back.
 */
export async function writeFailed(
  path: string,
  header: readonly string[],
  rows: AsyncIterable<FailedRow>,
  options: WriteOptions = {},
): Promise<void> {
  await writeFile(path, options.bom ?? false, failedLines(header, rows));
}

async function* failedLines(header: readonly string[], rows: AsyncIterable<FailedRow>): AsyncGenerator<string> {
  const width = header.length;
  yield csvLine([...header, ...RESULT_COLUMNS]);
  for await (const { cells, reference, status, code, reason } of rows) {
    const own = Array.from({ length: width }, (_, i) => cells[i] ?? '');
    yield csvLine([...own, reference, status, code, reason, ...cells.slice(width)]);
  }
}

/** Results, masked already by the caller. */
export async function writeResults(
  path: string,
  header: readonly string[],
  rows: AsyncIterable<readonly string[]>,
  options: WriteOptions = {},
): Promise<void> {
  await writeFile(path, options.bom ?? false, resultLines(header, rows));
}

async function* resultLines(header: readonly string[], rows: AsyncIterable<readonly string[]>): AsyncGenerator<string> {
  yield csvLine(header);
  for await (const cells of rows) yield csvLine(cells);
}

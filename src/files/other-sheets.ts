/** A sheet without a header that fits is most often a cover: which of the others has one is said (BULK-1). */
import { AdctlError } from '../domain/refusal.ts';
import { headerKey, spellings } from './headers.ts';
import type { Reading } from './reader.ts';
import type { Sheet } from './sheet.ts';
import { openTable } from './table.ts';

const WITHOUT_HEADER: ReadonlySet<string> = new Set(['FILE_HEADER', 'COLUMN_UNKNOWN']);

/** The same error, or one that says so where nothing in the sheet's first row is a column of ours. */
export async function withOtherSheets(error: unknown, reading: Reading, sheet: Sheet): Promise<unknown> {
  const { name, table, others } = sheet;
  if (!(error instanceof AdctlError) || !WITHOUT_HEADER.has(error.code)) return error;
  const known = spellings(reading.schema);
  if (table?.first.some((cell) => known.has(headerKey(cell)))) return error;
  for (const other of others()) {
    const fits = await openTable(reading, other.table).then(
      () => true,
      () => false,
    );
    if (fits) return new AdctlError('SHEET_OTHER', { file: reading.file, sheet: name, other: other.name });
  }
  return error;
}

/** A sheet without a header that fits is most often a cover: which of the others has one is said (BULK-1). */
import { AdctlError } from '../domain/refusal.ts';
import { headerKey, spellings } from './headers.ts';
import type { Reading } from './reader.ts';
import type { Other, Sheet } from './sheet.ts';
import { openTable } from './table.ts';

const WITHOUT_HEADER: ReadonlySet<string> = new Set(['FILE_HEADER', 'COLUMN_UNKNOWN']);

/** Undefined where its header does not fit. */
const rowsOf = (reading: Reading, { table }: Other): Promise<number | undefined> =>
  openTable(reading, table).then(
    ({ rows }) => rows,
    () => undefined,
  );

/**
 * The names of others that have rows. Where the sheet itself has none, the rows that are meant are there: of a sheet with
 * a header, only where theirs fits too.
 */
export async function besides(reading: Reading, { name, table, others }: Sheet, rows = 0): Promise<string[]> {
  const all = [...others()];
  const counts = await Promise.all(all.map((other) => rowsOf(reading, other)));
  if (rows === 0) {
    const other = all.find((_, i) => (counts[i] ?? 0) > 0) ?? (table ? undefined : all[0]);
    if (other) throw new AdctlError('SHEET_OTHER', { file: reading.file, sheet: name, other: other.name, empty: true });
  }
  // A header alone, of whatever columns, is no row.
  return all.filter(({ table: { records } }, i) => (counts[i] ?? records - 1) > 0).map((other) => other.name);
}

/** The same error, or one that says so where nothing in the sheet's first row is a column of ours. */
export async function withOtherSheets(error: unknown, reading: Reading, sheet: Sheet): Promise<unknown> {
  const { name, table, others } = sheet;
  if (!(error instanceof AdctlError) || !WITHOUT_HEADER.has(error.code)) return error;
  const known = spellings(reading.schema);
  if (table?.first.some((cell) => known.has(headerKey(cell)))) return error;
  for (const other of others()) {
    if ((await rowsOf(reading, other)) !== undefined)
      return new AdctlError('SHEET_OTHER', { file: reading.file, sheet: name, other: other.name });
  }
  return error;
}

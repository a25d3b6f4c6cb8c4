/**
 * One sheet of a workbook (XLSX, XLSB, XLS, ODS, and what old systems save as .xls: XML and HTML tables) as rows of text.
 * The whole sheet is held in memory, so what is too large is refused, with the way to CSV, before memory runs out.
 */
import type { CellObject, WorkBook } from '@e965/xlsx';
import { SHEET_FULL, SHEET_ROWS } from '../domain/formats.ts';
import { AdctlError } from '../domain/refusal.ts';
import type { BadRow } from '../domain/schema.ts';
import type { Text } from '../domain/text.ts';
import { type DateFormats, fillMerged, sheetCell } from './sheet-cells.ts';
import { ZIP } from './sheet-kind.ts';
import type { Table } from './table.ts';

const FILE_BYTES = 256 * 1024 * 1024;
/** The longest text that Node holds is a little more. */
const PART_BYTES = 400 * 1024 * 1024;

/** `others`: the beginnings of those beside it that are not hidden. */
export type Sheet = { readonly name: string; readonly table: Table | undefined; others(): Generator<Other> };
export type Other = { readonly name: string; readonly table: Table };
/** Enough to tell whether a sheet has a header. */
const BEGINNING = 25;

export async function readSheet(
  file: string | Text,
  bytes: AsyncIterable<Buffer>,
  kind: 'binary' | 'text',
  wanted: string | undefined,
): Promise<Sheet> {
  const data = await allOf(file, bytes);
  if (data.toString('hex', 0, 4) === ZIP) checkZip(file, data);
  const xlsx = await import('@e965/xlsx');
  const read = (more: { readonly sheetRows?: number; readonly sheets?: string | string[] | number[] }): WorkBook => {
    const options = { dense: true, cellNF: true, cellText: false, cellHTML: false, raw: kind === 'text', ...more };
    return parsed(file, () =>
      kind === 'text'
        ? xlsx.read(data.toString(), { ...options, type: 'string' })
        : xlsx.read(data, { ...options, type: 'buffer' }),
    );
  };
  const whole = read({ sheets: [] });
  const name = chosen(file, whole, wanted);
  // A little more than may be, so that a sheet with a million rows is not read to its end to be refused.
  let book = read({ sheets: name, sheetRows: SHEET_ROWS + 2 });
  const sheet = () => book.Sheets[name] ?? {};
  let rows = tidied(book, sheet(), xlsx.SSF as DateFormats);
  if (rows.records.length <= SHEET_ROWS + 1 && sheet()['!fullref'] !== undefined) {
    // Blank lines may stand between: rows beyond the part that was read would be lost.
    book = read({ sheets: name });
    rows = tidied(book, sheet(), xlsx.SSF as DateFormats);
  }
  const { records, faults } = rows;
  if (records.length > SHEET_ROWS + 1) throw tooLarge(file, SHEET_FULL);
  return {
    name,
    table: tableOf({ records, faults }),
    *others() {
      const names = shownIn(whole).filter((other) => other !== name);
      if (names.length === 0) return;
      // In one go: for each by itself all of the file would be unpacked again.
      const beginnings = read({ sheets: names, sheetRows: BEGINNING });
      for (const other of names) {
        const table = tableOf(tidied(beginnings, beginnings.Sheets[other] ?? {}, xlsx.SSF as DateFormats));
        if (table) yield { name: other, table };
      }
    },
  };
}

function tableOf({ records, faults }: Tidied): Table | undefined {
  const [first] = records;
  return (
    first && {
      format: 'sheet',
      first,
      records: records.length,
      ragged: true,
      read: async function* (skip) {
        yield records.slice(skip);
      },
      faultOf: (record, column) => faults.get(record)?.[column],
    }
  );
}

const shownIn = (book: WorkBook): string[] => book.SheetNames.filter((_, i) => !book.Workbook?.Sheets?.[i]?.Hidden);

const tooLarge = (file: string | Text, reason: Text): AdctlError => new AdctlError('SHEET_TOO_LARGE', { file, reason });

async function allOf(file: string | Text, bytes: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of bytes) {
    parts.push(part);
    length += part.length;
    if (length > FILE_BYTES) throw tooLarge(file, { en: 'a workbook of more than 256 MiB', zh: '工作簿超过 256 MiB' });
  }
  return Buffer.concat(parts);
}

/** What the directory of a ZIP says before anything is unpacked: that it is whole, and how large its parts are. */
function checkZip(file: string | Text, data: Buffer): void {
  const end = data.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end < 0 || end + 22 > data.length) throw new AdctlError('SHEET_DAMAGED', { file });
  let at = data.readUInt32LE(end + 16);
  for (let left = data.readUInt16LE(end + 10); left > 0; left--) {
    if (at + 46 > data.length || data.readUInt32LE(at) !== 0x02014b50) throw new AdctlError('SHEET_DAMAGED', { file });
    if ((data.readUInt16LE(at + 8) & 1) !== 0) throw new AdctlError('SHEET_PROTECTED', { file });
    if (data.readUInt32LE(at + 24) > PART_BYTES) throw tooLarge(file, SHEET_FULL);
    at += 46 + data.readUInt16LE(at + 28) + data.readUInt16LE(at + 30) + data.readUInt16LE(at + 32);
  }
}

/** The library throws plain errors of its own for whatever it cannot read. */
function parsed(file: string | Text, read: () => WorkBook): WorkBook {
  let book: WorkBook;
  try {
    book = read();
  } catch (cause) {
    const locked = /password|encrypt/i.test(cause instanceof Error ? cause.message : '');
    throw new AdctlError(locked ? 'SHEET_PROTECTED' : 'SHEET_DAMAGED', { file }, { cause });
  }
  if (book.SheetNames.length === 0) throw new AdctlError('SHEET_DAMAGED', { file });
  return book;
}

/** By name, else by number from 1; without either the first that is not hidden. */
function chosen(file: string | Text, book: WorkBook, wanted: string | undefined): string {
  const names = book.SheetNames;
  if (wanted === undefined) {
    return (shownIn(book)[0] ?? names[0])!;
  }
  const found =
    names.find((name) => name === wanted) ??
    names.find((name) => name.toLowerCase() === wanted.trim().toLowerCase()) ??
    (/^\d{1,4}$/.test(wanted) ? names[Number(wanted) - 1] : undefined);
  if (found === undefined) throw new AdctlError('SHEET_UNKNOWN', { file, sheet: wanted, sheets: names });
  return found;
}

type Tidied = { readonly records: string[][]; readonly faults: ReadonlyMap<string[], (BadRow | undefined)[]> };

/** Rows with anything in them, each up to its last cell that is not blank. */
function tidied(book: WorkBook, sheet: WorkBook['Sheets'][string], dates: DateFormats): Tidied {
  const rows = (sheet['!data'] ?? []) as (CellObject | undefined)[][];
  fillMerged(rows, sheet['!merges']);
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  const records: string[][] = [];
  const faults = new Map<string[], (BadRow | undefined)[]>();
  for (const row of rows) {
    if (!row) continue;
    const record: string[] = [];
    let wrong: (BadRow | undefined)[] | undefined;
    for (let column = 0; column < row.length; column++) {
      const { text, bad } = sheetCell(row[column], column, dates, date1904);
      if (text.trim() === '') continue;
      while (record.length < column) record.push('');
      record.push(text);
      if (bad) (wrong ??= [])[column] = bad;
    }
    if (record.length === 0) continue;
    records.push(record);
    if (wrong) faults.set(record, wrong);
  }
  return { records, faults };
}

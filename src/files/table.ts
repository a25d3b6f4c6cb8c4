/** Rows of cells under a header, or a single column of ids without: what CSV and sheets have in common once cells are text. */
import { AdctlError } from '../domain/refusal.ts';
import type { BadRow, RawRow } from '../domain/schema.ts';
import { cleanCell } from './cells.ts';
import { type Column, few, headerKey, likeHeader, mapHeader, spellings } from './headers.ts';
import type { Format, Reader, Reading } from './reader.ts';

export type Table = {
  readonly format: Format;
  /** The first record: a header, or ids already. */
  readonly first: readonly string[];
  /** How many records there are, the first among them. */
  readonly records: number;
  /** Without the first `skip` of them. */
  read(skip: number): AsyncGenerator<string[][]>;
  /** Where a record ends with its last cell that is not empty, a short one has all its cells. */
  readonly ragged?: true;
  /** What is wrong with one cell of a record. */
  faultOf?(record: string[], column: number): BadRow | undefined;
};

/** How far down a header is looked for under titles and notes. */
const MOST_TITLES = 20;

export async function openTable(reading: Reading, table: Table): Promise<Reader<string[]>> {
  const below = await headerBelow(reading, table);
  if (below) throw new AdctlError('FILE_TITLE', { file: reading.file, ...below });
  return tableReader(reading, table);
}

/** The row that looks like a header where the first holds nothing of one: a title stands above it. */
async function headerBelow(reading: Reading, table: Table): Promise<{ row: number; found: string } | undefined> {
  const known = spellings(reading.schema);
  const hits = (record: readonly string[]) => record.filter((cell) => known.has(headerKey(cell))).length;
  if (hits(table.first) > 0 || isHeaderless(reading, table.first)) return undefined;
  let row = 0;
  for await (const records of table.read(0)) {
    for (const record of records) {
      if (++row > MOST_TITLES) return undefined;
      const cells = record.filter((cell) => cleanCell(cell) !== '');
      // One cell among many may be a value that happens to be called as a column is.
      const [named, all] = [hits(cells), cells.length];
      if (row > 1 && named * 2 >= all && (named > 1 || all === 1) && named > 0) return { row, found: few(cells) };
    }
  }
  return undefined;
}

function tableReader(reading: Reading, table: Table): Reader<string[]> {
  const { ragged, faultOf } = table;
  const cells = withoutEmptyEnd(table.first);
  const named = !isHeaderless(reading, cells);
  const header = named ? cells : [reading.idField];
  const { columns, ignored } = named ? mapHeader(reading.file, header, reading) : idColumns(reading, cells);
  const read = columns.flatMap(({ field }, i) => (field === undefined ? [] : [{ field, i }]));
  const added = new Set(columns.flatMap(({ result }, i) => (result ? [i] : [])));
  const width = columns.length;
  const shapeOf = (record: string[]): BadRow | undefined => {
    if (!named || record.length === width || (ragged && record.length < width)) return undefined;
    if (withoutEmptyEnd(record, width).length === width) return undefined;
    return { code: 'ROW_SHAPE', details: { found: record.length, expected: width } };
  };
  return {
    format: table.format,
    header: header.filter((_, i) => !added.has(i)),
    ignored,
    referenced: columns.some(({ field }) => field === 'reference'),
    rows: table.records - (named ? 1 : 0),
    records: () => table.read(named ? 1 : 0),
    row(record, row): RawRow {
      const shape = shapeOf(record);
      if (shape) return { row, cells: {}, bad: shape };
      const values: Record<string, string> = {};
      let bad: BadRow | undefined;
      for (const { field, i } of read) {
        values[field] = cleanCell(record[i] ?? '');
        if (faultOf) bad ??= faultHere(reading, field, faultOf(record, i));
      }
      if (bad?.code === 'CELL_ERROR') bad = { ...bad, details: { ...bad.details, column: headerOf(header, bad) } };
      return { row, cells: values, ...(bad && { bad }) };
    },
    cells(record) {
      if (!named) return record.slice(0, 1);
      const own = withoutEmptyEnd(record, width);
      if (ragged) while (own.length < width) own.push('');
      return added.size === 0 ? own : own.filter((_, i) => !added.has(i));
    },
  };
}

/** A number with too many digits spoils an id. As an amount it is read, and says itself what is wrong with it. */
const faultHere = ({ schema }: Reading, field: string, fault: BadRow | undefined): BadRow | undefined =>
  fault?.code === 'ID_SPOILT' && schema[field]?.type === 'amount' ? undefined : fault;

const headerOf = (header: readonly string[], bad: BadRow): string => header[Number(bad.details['column'])] ?? '';

/**
 * No header: the first line begins with an id, and nothing in it is a header that we know. Where a word could be an id,
 * it stands alone in its line and is not like a header either: a mistyped one is no id.
 */
export function isHeaderless(reading: Reading, first: readonly string[]): boolean {
  const id = cleanCell(first[0] ?? '');
  if (!reading.ids.matches(id)) return false;
  const known = spellings(reading.schema);
  if (first.some((cell) => known.has(headerKey(cell)))) return false;
  return reading.ids.certain(id) || (withoutEmptyEnd(first).length === 1 && !likeHeader(id, reading));
}

function idColumns(reading: Reading, first: readonly string[]): { columns: Column[]; ignored: string[] } {
  const ignored = first.slice(1).map((_, i) => `#${i + 2}`);
  if (ignored.length > 0 && reading.writing && !reading.ignoreUnknown) {
    const reason = {
      en: 'the first line holds values, and only a single column of ids needs no header',
      zh: '首行即为数据；只有单列账户ID的文件可以没有表头',
    };
    throw new AdctlError('FILE_HEADER', { file: reading.file, reason });
  }
  return { columns: [{ field: reading.idField }], ignored };
}

/** A run of empty cells at the end, which spreadsheets leave behind, says nothing; never below `least`. */
function withoutEmptyEnd(record: readonly string[], least = 0): string[] {
  let end = record.length;
  while (end > least && cleanCell(record[end - 1]!) === '') end--;
  return record.slice(0, end);
}

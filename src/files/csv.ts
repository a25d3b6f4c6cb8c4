/** CSV with any separator, and one id per line, which is a CSV without header. */
import { type Options, parse } from 'csv-parse/sync';
import { AdctlError } from '../domain/refusal.ts';
import type { RawRow } from '../domain/schema.ts';
import { cleanCell } from './cells.ts';
import { CsvScan, type Delimiter } from './csv-scan.ts';
import { type Column, headerKey, mapHeader, spellings } from './headers.ts';
import { placeOf } from './place.ts';
import type { Reader, Reading } from './reader.ts';

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t'];

export async function csvReader(
  reading: Reading,
  head: Buffer,
  complete: boolean,
): Promise<Reader<string[]> | undefined> {
  const { file, text } = reading;
  const { delimiter, first } = firstRecord(reading, head, complete);
  const scan = new CsvScan(delimiter);
  for await (const chunk of text()) {
    scan.feed(chunk);
    if (scan.fault) break;
  }
  scan.end();
  if (scan.fault) {
    const { offset, reason } = scan.fault;
    throw new AdctlError('FILE_STRUCTURE', { file, ...(await placeOf(text(), offset)), reason });
  }
  if (scan.records === 0) return undefined;
  if (!first) {
    const reason = { en: 'the first line is longer than 64 KiB', zh: '首行超过 64 KiB' };
    throw new AdctlError('FILE_HEADER', { file, reason });
  }
  const cells = withoutEmptyEnd(first);
  const named = !isHeaderless(reading, cells);
  const header = named ? cells : [reading.idField];
  const { columns, ignored } = named ? mapHeader(file, header, reading) : idColumns(reading, cells);
  const read = columns.flatMap(({ field }, i) => (field === undefined ? [] : [{ field, i }]));
  const added = new Set(columns.flatMap(({ result }, i) => (result ? [i] : [])));
  const width = columns.length;
  return {
    format: named ? (delimiter === '\t' ? 'tsv' : 'csv') : 'ids',
    header: header.filter((_, i) => !added.has(i)),
    ignored,
    rows: scan.records - (named ? 1 : 0),
    records: () => records(text(), delimiter, scan.padded, named ? 1 : 0),
    row(record, row): RawRow {
      if (named && record.length !== width && withoutEmptyEnd(record, width).length !== width) {
        return { row, cells: {}, bad: { code: 'ROW_SHAPE', details: { found: record.length, expected: width } } };
      }
      const values: Record<string, string> = {};
      for (const { field, i } of read) values[field] = cleanCell(record[i]!);
      return { row, cells: values };
    },
    cells(record) {
      if (!named) return record.slice(0, 1);
      const own = withoutEmptyEnd(record, width);
      return added.size === 0 ? own : own.filter((_, i) => !added.has(i));
    },
  };
}

/** The separator by which most of the first line's cells are headers that we know; else the one that finds most cells. */
function firstRecord(
  reading: Reading,
  head: Buffer,
  complete: boolean,
): { readonly delimiter: Delimiter; readonly first?: string[] } {
  const known = spellings(reading.schema);
  let best: { delimiter: Delimiter; first: string[]; score: number } | undefined;
  for (const delimiter of DELIMITERS) {
    const scan = new CsvScan(delimiter);
    scan.feed(head);
    if (complete) scan.end();
    if (scan.firstEnd === undefined) continue;
    const first = parseBlock(head.subarray(0, scan.firstEnd), delimiter, scan.padded)[0];
    if (!first) continue;
    const score = first.filter((cell) => known.has(headerKey(cell))).length * 10_000 + first.length;
    if (!best || score > best.score) best = { delimiter, first, score };
  }
  return best ?? { delimiter: ',' };
}

/** No header: the first line begins with an id, and nothing in it is a header that we know. */
function isHeaderless(reading: Reading, first: readonly string[]): boolean {
  if (!reading.looksLikeId(cleanCell(first[0] ?? ''))) return false;
  const known = spellings(reading.schema);
  return !first.some((cell) => known.has(headerKey(cell)));
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

/** Records in blocks, as many as a chunk of bytes completes; the first `skip` left out. */
async function* records(
  chunks: AsyncIterable<Buffer>,
  delimiter: Delimiter,
  padded: boolean,
  skip: number,
): AsyncGenerator<string[][]> {
  const scan = new CsvScan(delimiter);
  let left = skip;
  let rest: Buffer[] = [];
  const block = (bytes: Buffer): string[][] => {
    const found = parseBlock(bytes, delimiter, padded);
    if (left === 0) return found;
    const dropped = Math.min(left, found.length);
    left -= dropped;
    return found.slice(dropped);
  };
  for await (const chunk of chunks) {
    const ended = scan.feed(chunk);
    if (ended === 0) {
      rest.push(chunk);
      continue;
    }
    yield block(Buffer.concat([...rest, chunk.subarray(0, ended)]));
    rest = [chunk.subarray(ended)];
  }
  yield block(Buffer.concat(rest));
}

/** Whole records; those of blanks only do not count, as the scan does not count them. */
function parseBlock(bytes: Buffer, delimiter: Delimiter, padded: boolean): string[][] {
  const options: Options = {
    delimiter,
    // All three, so that a file of mixed origin is read as it is meant.
    record_delimiter: ['\r\n', '\n', '\r'],
    // The scan has refused what is broken; what is left are quotes in plain text.
    relax_quotes: true,
    relax_column_count: true,
    rtrim: padded,
  };
  const found = parse(bytes, options) as string[][];
  return found.filter((record) => record.some((cell) => !/^[ \t\r\n]*$/.test(cell)));
}

/** A run of empty cells at the end, which spreadsheets leave behind, says nothing; never below `least`. */
function withoutEmptyEnd(record: readonly string[], least = 0): string[] {
  let end = record.length;
  while (end > least && cleanCell(record[end - 1]!) === '') end--;
  return record.slice(0, end);
}

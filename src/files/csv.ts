/** CSV with any separator, and one id per line, which is a CSV without header. */
import { type Options, parse } from 'csv-parse/sync';
import { AdctlError } from '../domain/refusal.ts';
import { CsvScan, type Delimiter } from './csv-scan.ts';
import { headerKey, spellings } from './headers.ts';
import { placeOf } from './place.ts';
import type { Reader, Reading } from './reader.ts';
import { isHeaderless, openTable } from './table.ts';

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
  const named = !isHeaderless(reading, first);
  return await openTable(reading, {
    format: named ? (delimiter === '\t' ? 'tsv' : 'csv') : 'ids',
    first,
    records: scan.records,
    read: (skip) => records(text(), delimiter, scan.padded, skip),
  });
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

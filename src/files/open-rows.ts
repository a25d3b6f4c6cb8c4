/**
 * Rows from a file or from standard input, whatever form and encoding they are in. A first pass over the whole input
 * refuses what is wrong in structure, before anything is decided; then the rows can be read in chunks, several times,
 * in little memory.
 */
import type { IdForm } from '../domain/addresses.ts';
import { AdctlError } from '../domain/refusal.ts';
import type { RawRow, Schema } from '../domain/schema.ts';
import type { Text } from '../domain/text.ts';
import { csvReader } from './csv.ts';
import { decoded, Undecodable, undecodable } from './decode.ts';
import { type Encoding, encodingOf, type Survey, survey } from './encoding.ts';
import { unpacked } from './gunzip.ts';
import type { HeaderRules } from './headers.ts';
import { jsonReader } from './json.ts';
import { besides, withOtherSheets } from './other-sheets.ts';
import type { Format, Reader, Reading } from './reader.ts';
import type { Sheet } from './sheet.ts';
import { sheetKind } from './sheet-kind.ts';
import { openSource, type Source } from './source.ts';
import { openTable } from './table.ts';

export type OpenOptions = {
  /** A path, or `-` for standard input. */
  readonly file: string;
  readonly stdin: AsyncIterable<Buffer | string>;
  /** Whoever waits for standard input may give up. */
  readonly signal?: AbortSignal | undefined;
  readonly schema: Schema;
  /** The field that a file of one id per line, without header, is about. */
  readonly idField: string;
  readonly ids: IdForm;
  /** The field that says what a row is about: a header without it is of no use. */
  readonly needs?: string | undefined;
  /** Refuse unknown columns, because one of them may be a mistyped field; otherwise they are reported as ignored. */
  readonly writing: boolean;
  readonly ignoreUnknown: boolean;
  /** The result columns of a --failed file, which are not the user's: `reference` is kept as a field of that name. */
  readonly extraIgnored?: readonly string[];
  /** Of a workbook: the name of the sheet, or its number from 1. */
  readonly sheet?: string;
  /** The columns of the lists that such files may come from. */
  readonly listed?: HeaderRules['listed'];
  /** The columns of a file of results. */
  readonly results?: HeaderRules['listed'];
  readonly referred?: HeaderRules['referred'];
  readonly amounts?: HeaderRules['amounts'];
  readonly chunkRows?: number;
};

export type OriginalRow = { readonly row: number; readonly cells: string[] };

export type OpenedRows = {
  readonly source: { readonly path: string; readonly bytes: number; readonly sha256: string; readonly stdin: boolean };
  readonly format: Format;
  readonly encoding: Encoding;
  readonly bom: boolean;
  /** The input's own headers as they came in; of a file without, the id field. */
  readonly header: readonly string[];
  readonly ignored: readonly string[];
  /** Rows have a column `reference`, whatever it is called. */
  readonly referenced: boolean;
  readonly rows: number;
  /** Of a workbook: the sheet that was read. */
  readonly sheet?: string;
  /** The sheets beside it that have rows, where none was named. */
  readonly unread: readonly string[];
  read(): AsyncGenerator<RawRow[]>;
  /** The same rows in the order of `header`, untouched, for --failed. */
  original(): AsyncGenerator<OriginalRow[]>;
  close(): Promise<void>;
};

export async function openRows(options: OpenOptions): Promise<OpenedRows> {
  const source = await openSource(options.file, options.stdin, options.signal);
  try {
    return await look(options, await unpacked(source));
  } catch (error) {
    await source.close();
    throw error;
  }
}

async function look(options: OpenOptions, source: Source): Promise<OpenedRows> {
  const seen = await survey(source.bytes());
  const file = source.name;
  const { encoding, bom } = encodingOf(seen);
  const kind = sheetKind(seen.head, bom);
  const text = (): AsyncGenerator<Buffer> => decoded(source.bytes(), encoding, bom);
  let reader: Reader<unknown> | undefined;
  let sheet: string | undefined;
  let unread: readonly string[] = [];
  if (kind) {
    const { readSheet } = await import('./sheet.ts');
    const found = await readSheet(file, kind === 'text' ? text() : source.bytes(), kind, options.sheet);
    sheet = found.name;
    const reading: Reading = { ...options, file, text };
    const read = await sheetReader(reading, found);
    if (options.sheet === undefined) unread = await besides(reading, found, read?.rows);
    reader = read as Reader<unknown> | undefined;
  } else {
    if (options.sheet !== undefined) throw new AdctlError('OPTION_VALUE', noSheets(options.sheet));
    await refuseDamagedUtf8(source, seen, encoding, bom);
    try {
      reader = await readerOf({ ...options, file, text });
    } catch (error) {
      if (!(error instanceof Undecodable)) throw error;
      throw await badBytes(source, encoding, bom);
    }
  }
  const { path, stdin } = source;
  const chunkRows = options.chunkRows ?? 1000;
  return {
    source: { path, bytes: seen.bytes, sha256: seen.sha256, stdin },
    format: reader?.format ?? 'csv',
    encoding: kind ? 'utf-8' : encoding,
    // What comes back as CSV will be opened by the spreadsheet that it came from, which takes UTF-8 by its BOM only.
    bom: bom > 0 || kind !== undefined,
    ...(sheet !== undefined && { sheet }),
    unread,
    header: reader?.header ?? [],
    ignored: reader?.ignored ?? [],
    referenced: reader?.referenced ?? false,
    rows: reader?.rows ?? 0,
    read: () => inChunks(reader, chunkRows, (from, record, row) => from.row(record, row)),
    original: () => inChunks(reader, chunkRows, (from, record, row) => ({ row, cells: from.cells(record) })),
    close: () => source.close(),
  };
}

async function sheetReader(reading: Reading, sheet: Sheet): Promise<Reader<string[]> | undefined> {
  try {
    return sheet.table && (await openTable(reading, sheet.table));
  } catch (error) {
    throw await withOtherSheets(error, reading, sheet);
  }
}

/** JSON begins with a brace or a bracket, which no header does. Undefined: nothing but blanks. */
async function readerOf(reading: Reading): Promise<Reader<unknown> | undefined> {
  let head: Buffer = Buffer.alloc(0);
  let complete = true;
  for await (const chunk of reading.text()) {
    head = Buffer.concat([head, chunk]);
    if (head.length < HEAD) continue;
    complete = false;
    break;
  }
  const first = /[^\s\ufeff]/.exec(head.toString('utf8', 0, HEAD))?.[0];
  if (first === '{' || first === '[') return (await jsonReader(reading, first)) as Reader<unknown> | undefined;
  return (await csvReader(reading, head, complete)) as Reader<unknown> | undefined;
}

const HEAD = 64 * 1024;

const noSheets = (value: string) => ({
  option: '--sheet',
  value,
  expected: { en: 'only a spreadsheet has sheets', zh: '仅电子表格有工作表' },
});

/** So many characters in a row are UTF-8 by chance only in a text that is UTF-8. */
const SURELY_UTF8 = 8;

/** A UTF-8 file with one broken byte must not be taken for GB18030: it would be read, as nonsense. */
export async function refuseDamagedUtf8(source: Source, seen: Survey, encoding: Encoding, bom: number): Promise<void> {
  if (seen.utf8 || (encoding !== 'utf-8' && encoding !== 'gb18030') || (encoding === 'gb18030' && bom > 0)) return;
  const bad = await undecodable(source.bytes(), 'utf-8', bom);
  if (!bad || (encoding === 'gb18030' && bad.wide < SURELY_UTF8)) return;
  const { line, column } = bad;
  throw new AdctlError('FILE_STRUCTURE', { file: source.name, line, column, reason: undecodableReason('UTF-8') });
}

export async function badBytes(source: Source, encoding: Encoding, bom: number): Promise<AdctlError> {
  const { line, column } = (await undecodable(source.bytes(), encoding, bom)) ?? { line: 1, column: 1 };
  const name = encoding === 'gb18030' && bom === 0 ? 'UTF-8, GB18030' : encoding.toUpperCase();
  return new AdctlError('FILE_STRUCTURE', { file: source.name, line, column, reason: undecodableReason(name) });
}

const undecodableReason = (name: string): Text => ({
  en: `a byte that is no text in ${name}`,
  zh: `存在无法按 ${name} 解码的字节`,
});

/** Chunks of one size, whatever sizes the blocks of records have. */
async function* inChunks<T>(
  reader: Reader<unknown> | undefined,
  size: number,
  make: (reader: Reader<unknown>, record: unknown, row: number) => T,
): AsyncGenerator<T[]> {
  if (!reader) return;
  let row = 0;
  let chunk: T[] = [];
  for await (const records of reader.records()) {
    for (const record of records) {
      chunk.push(make(reader, record, ++row));
      if (chunk.length < size) continue;
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}

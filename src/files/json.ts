/**
 * JSON as rows: NDJSON (one object per line), an array of objects, or objects laid out over several lines. The columns are
 * the names that occur anywhere, in order of appearance.
 */
import { AdctlError } from '../domain/refusal.ts';
import type { RawRow } from '../domain/schema.ts';
import { cleanCell } from './cells.ts';
import { FAULTS, LONGEST } from './csv-scan.ts';
import { type Columns, mapHeader } from './headers.ts';
import { JsonFault, jsonValues } from './json-values.ts';
import { placeOf } from './place.ts';
import type { Reader, Reading } from './reader.ts';

/** A text that is no object is kept as it is. `nested`: cells that are themselves objects, as JSON. */
type JsonRecord = { readonly cells: Readonly<Record<string, string>>; readonly nested?: ReadonlySet<string> } | string;

/** `first`: the first character that is not blank. */
export async function jsonReader(reading: Reading, first: '{' | '['): Promise<Reader<JsonRecord> | undefined> {
  const perLine = first === '{' && (await isPerLine(reading));
  const texts = (): AsyncGenerator<string[]> => (perLine ? lines(reading) : located(reading, first === '['));
  const { file } = reading;
  const names = new Set<string>();
  let rows = 0;
  for await (const block of texts()) {
    for (const text of block) {
      const record = parseRecord(text);
      rows++;
      if (typeof record !== 'string') for (const name in record.cells) names.add(name);
    }
  }
  if (rows === 0) return undefined;
  const header = [...names];
  const { columns, ignored }: Columns = mapHeader(file, header, reading);
  const read = columns.flatMap(({ field }, i) => (field === undefined ? [] : [{ field, name: header[i]! }]));
  const own = header.filter((_, i) => !columns[i]!.result);
  return {
    format: perLine ? 'ndjson' : 'json',
    header: own,
    ignored,
    referenced: columns.some(({ field }) => field === 'reference'),
    rows,
    records: async function* () {
      for await (const block of texts()) yield block.map(parseRecord);
    },
    row(record, row): RawRow {
      const bad = { code: 'ROW_JSON', details: {} } as const;
      if (typeof record === 'string') return { row, cells: {}, bad };
      const values: Record<string, string> = {};
      for (const { field, name } of read) {
        if (record.nested?.has(name)) return { row, cells: {}, bad };
        if (Object.hasOwn(record.cells, name)) values[field] = cleanCell(record.cells[name]!);
      }
      return { row, cells: values };
    },
    cells: (record) => (typeof record === 'string' ? [record] : own.map((name) => record.cells[name] ?? '')),
  };
}

/** The first line is an object by itself; else the objects are laid out over lines. */
async function isPerLine(reading: Reading): Promise<boolean> {
  for await (const [line] of lines(reading)) if (line !== undefined) return typeof parseRecord(line) !== 'string';
  return true;
}

async function* located({ file, text }: Reading, array: boolean): AsyncGenerator<string[]> {
  try {
    yield* jsonValues(text(), array);
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    const { offset, reason } = error.fault;
    throw new AdctlError('FILE_STRUCTURE', { file, ...(await placeOf(text(), offset)), reason });
  }
}

const NUMBER_OR_TEXT = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

/** A number is kept as it is written: an id of 20 digits does not survive being a number. */
function parseRecord(text: string): JsonRecord {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(NUMBER_OR_TEXT, (token) => (token.startsWith('"') ? token : `"${token}"`)));
  } catch {
    return text;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return text;
  const cells: Record<string, string> = Object.create(null);
  let nested: Set<string> | undefined;
  for (const [name, item] of Object.entries(value)) {
    if (isPlain(item)) cells[name] = String(item ?? '');
    else if (Array.isArray(item) && item.every(isPlain)) cells[name] = item.join(',');
    else {
      cells[name] = JSON.stringify(item);
      nested ??= new Set();
      nested.add(name);
    }
  }
  return nested ? { cells, nested } : { cells };
}

const isPlain = (value: unknown): boolean => value === null || typeof value !== 'object';

/** Lines that are not blank, as many as a chunk of bytes completes. */
async function* lines({ file, text }: Pick<Reading, 'file' | 'text'>): AsyncGenerator<string[]> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  const fault = (reason: (typeof FAULTS)[keyof typeof FAULTS], before: string): AdctlError => {
    const above = before.split(/\r\n|\n|\r/);
    return new AdctlError('FILE_STRUCTURE', {
      file,
      line: line + above.length - 1,
      column: [...above.at(-1)!].length + 1,
      reason,
    });
  };
  const split = (bytes: Buffer): string[] => {
    const nul = bytes.indexOf(0);
    if (nul >= 0) throw fault(FAULTS.nul, bytes.toString('utf8', 0, nul));
    const all = bytes.toString().split(/\r\n|\n|\r/);
    line += all.length - 1;
    return all.filter((one) => one.trim() !== '');
  };
  for await (const chunk of text()) {
    const whole = Buffer.concat([rest, chunk]);
    // A CR at the very end may be half of a line end: it waits for the next chunk.
    const end = Math.max(whole.lastIndexOf(0x0a), whole.lastIndexOf(0x0d, -2)) + 1;
    rest = whole.subarray(end);
    if (end > 0) yield split(whole.subarray(0, end));
    if (rest.length > LONGEST) throw fault(FAULTS.long, '');
  }
  yield split(rest);
}

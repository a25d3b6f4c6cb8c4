/** NDJSON: one object of plain values per line. Its columns are the names that occur anywhere, in order of appearance. */
import { AdctlError } from '../domain/refusal.ts';
import type { RawRow } from '../domain/schema.ts';
import { cleanCell } from './cells.ts';
import { FAULTS, LONGEST } from './csv-scan.ts';
import { type Columns, mapHeader } from './headers.ts';
import type { Reader, Reading } from './reader.ts';

/** A line that is no object of plain values is kept as it is. */
export type JsonRecord = Readonly<Record<string, string>> | string;

export async function ndjsonReader(reading: Reading): Promise<Reader<JsonRecord> | undefined> {
  const { file, text } = reading;
  const names = new Set<string>();
  let rows = 0;
  for await (const block of lines(reading)) {
    for (const line of block) {
      const record = parseLine(line);
      rows++;
      if (typeof record !== 'string') for (const name in record) names.add(name);
      else if (rows === 1) {
        const reason = {
          en: 'not one JSON object of plain values per line',
          zh: '不是每行一个由普通值组成的 JSON 对象',
        };
        throw new AdctlError('FILE_STRUCTURE', { file, line: 1, column: 1, reason });
      }
    }
  }
  if (rows === 0) return undefined;
  const header = [...names];
  const { columns, ignored }: Columns = mapHeader(file, header, reading);
  const read = columns.flatMap(({ field }, i) => (field === undefined ? [] : [{ field, name: header[i]! }]));
  const own = header.filter((_, i) => !columns[i]!.result);
  return {
    format: 'ndjson',
    header: own,
    ignored,
    rows,
    records: async function* () {
      for await (const block of lines({ file, text })) yield block.map(parseLine);
    },
    row(record, row): RawRow {
      if (typeof record === 'string') return { row, cells: {}, bad: { code: 'ROW_JSON', details: {} } };
      const values: Record<string, string> = {};
      for (const { field, name } of read) if (Object.hasOwn(record, name)) values[field] = cleanCell(record[name]!);
      return { row, cells: values };
    },
    cells: (record) => (typeof record === 'string' ? [record] : own.map((name) => record[name] ?? '')),
  };
}

const NUMBER_OR_TEXT = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

/** A number is kept as it is written: an id of 20 digits does not survive being a number. */
export function parseLine(line: string): JsonRecord {
  let value: unknown;
  try {
    value = JSON.parse(line.replace(NUMBER_OR_TEXT, (token) => (token.startsWith('"') ? token : `"${token}"`)));
  } catch {
    return line;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return line;
  const cells: Record<string, string> = Object.create(null);
  for (const [name, item] of Object.entries(value)) {
    const text =
      Array.isArray(item) && item.every(isPlain) ? item.join(',') : isPlain(item) ? String(item ?? '') : undefined;
    if (text === undefined) return line;
    cells[name] = text;
  }
  return cells;
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

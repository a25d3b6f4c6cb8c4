/** The records of a statement file with the line that each begins in, from text of any separator or from a sheet. */
import { type Options, parse } from 'csv-parse/sync';
import { AdctlError } from '../../domain/refusal.ts';
import type { Text } from '../../domain/text.ts';
import { CsvScan, type Delimiter } from '../csv-scan.ts';
import { placeOf } from '../place.ts';
import type { Table } from '../table.ts';

export type Cells = {
  readonly at: number;
  readonly cells: readonly string[];
  /** Of a sheet: what its program did to a cell. */
  fault?(column: number): Text | undefined;
};
/** `whole`: the last record is closed by a line end, as a file that was written to its end is. */
export type RecordsEnd = { readonly whole: boolean };
export type Records = () => AsyncGenerator<readonly Cells[], RecordsEnd>;

const CR = 0x0d;
const LF = 0x0a;

export function textRecords(file: string | Text, text: () => AsyncIterable<Buffer>, delimiter: Delimiter): Records {
  return async function* () {
    const scan = new CsvScan(delimiter);
    let rest: Buffer[] = [];
    let at = 1;
    let last = LF;
    const block = (bytes: Buffer): Cells[] => {
      // The two halves of a line end may lie in two blocks.
      const halved = last === CR && bytes[0] === LF;
      const found: Cells[] = [];
      for (const cells of parsed(halved ? bytes.subarray(1) : bytes, delimiter, scan.padded)) {
        found.push({ at, cells });
        at += linesIn(cells);
      }
      last = bytes.at(-1) ?? last;
      return found.filter(({ cells }) => cells.some((cell) => !/^[ \t\r\n]*$/.test(cell)));
    };
    for await (const chunk of text()) {
      const ended = scan.feed(chunk);
      if (scan.fault) break;
      if (ended === 0) {
        rest.push(chunk);
        continue;
      }
      yield block(Buffer.concat([...rest, chunk.subarray(0, ended)]));
      rest = [chunk.subarray(ended)];
    }
    scan.end();
    if (scan.fault) {
      const { offset, reason } = scan.fault;
      throw new AdctlError('FILE_STRUCTURE', { file, ...(await placeOf(text(), offset)), reason });
    }
    yield block(Buffer.concat(rest));
    return { whole: last === LF || last === CR };
  };
}

/** The whole records at the beginning of a text, as far as they can be told apart. */
export function headRecords(head: Buffer, complete: boolean, delimiter: Delimiter): Cells[] {
  const scan = new CsvScan(delimiter);
  let ended = scan.feed(head);
  if (complete) scan.end();
  if (scan.fault) ended = new CsvScan(delimiter).feed(head.subarray(0, scan.fault.offset));
  const bytes = complete && !scan.fault ? head : head.subarray(0, ended);
  let at = 1;
  return parsed(bytes, delimiter, scan.padded).flatMap((cells) => {
    const here = at;
    at += linesIn(cells);
    return cells.some((cell) => cell.trim() !== '') ? [{ at: here, cells }] : [];
  });
}

export function sheetRecords({ read, faultOf }: Table): Records {
  return async function* () {
    let at = 0;
    for await (const records of read(0))
      yield records.map((cells) => ({
        at: ++at,
        cells,
        fault: (column) => (faultOf?.(cells, column) ? SPOILT : undefined),
      }));
    return { whole: true };
  };
}

const SPOILT: Text = { en: 'the spreadsheet has spoilt it', zh: '该单元格已被表格软件损坏' };

function parsed(bytes: Buffer, delimiter: Delimiter, padded: boolean): string[][] {
  const options: Options = {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    // The scan has refused what is broken; what is left are quotes in plain text.
    relax_quotes: true,
    relax_column_count: true,
    rtrim: padded,
  };
  return parse(bytes, options) as string[][];
}

function linesIn(cells: readonly string[]): number {
  let lines = 1;
  for (const cell of cells) if (/[\r\n]/.test(cell)) lines += cell.match(/\r\n|\r|\n/g)?.length ?? 0;
  return lines;
}

/** `--results` and `--failed`: what became of the rows, written beside the run in a stream. */
import { FINE } from '../domain/batches.ts';
import type { RowResult } from '../execution/link.ts';
import type { OpenedRows, OriginalRow } from '../files/open-rows.ts';
import { type FailedRow, writeFailed, writeResults } from '../files/write-rows.ts';
import type { InputRows } from './input-rows.ts';
import { Pipe } from './pipe.ts';
import { RESULT_KEYS, resultCells } from './result-rows.ts';
import type { Session } from './session.ts';

export type Keeper = {
  readonly file: string;
  take(results: readonly RowResult[]): Promise<void>;
  end(): Promise<void>;
  /** The run has come to nothing: what was written so far is cleared away. */
  abandon(): Promise<void>;
};

/** What `--results` and `--failed` ask for. `argument`: what the only column is called where there is no file. */
export function keepersOf(session: Session, input: InputRows, argument: string, leadRows: number): Keeper[] {
  const { results, failed } = session.options;
  return [
    ...(typeof results === 'string' ? [resultsKeeper(session, results)] : []),
    ...(typeof failed === 'string' ? [failedKeeper(session, failed, input, argument, leadRows)] : []),
  ];
}

function piped<T>(write: (items: AsyncIterable<T>) => Promise<void>): {
  push(item: T): Promise<void>;
  end(): Promise<void>;
  abandon(): Promise<void>;
} {
  const pipe = new Pipe<T>();
  // A writer that fails must not leave the run waiting for it; the failure is told at the end.
  const written = write(pipe).then(
    () => undefined,
    (error: unknown) => {
      pipe.drop();
      return error ?? new Error('unknown');
    },
  );
  return {
    push: (item) => pipe.push(item),
    async end() {
      pipe.end();
      const error = await written;
      if (error) throw error;
    },
    async abandon() {
      pipe.break(new Error('abandoned'));
      await written;
    },
  };
}

function resultsKeeper(session: Session, path: string): Keeper {
  const writer = piped<readonly string[]>((rows) => writeResults(path, RESULT_KEYS, rows));
  return {
    file: path,
    async take(results) {
      for (const result of results)
        await writer.push(resultCells(result, session.keptLang).map((cell) => (cell === null ? '' : String(cell))));
    },
    end: writer.end,
    abandon: writer.abandon,
  };
}

/** Rows as they came in: from the file once more, else the one cell that named the row. */
function failedKeeper(session: Session, path: string, input: InputRows, argument: string, leadRows: number): Keeper {
  const header = input.file ? input.file.header : [argument];
  const writer = piped<FailedRow>((rows) =>
    writeFailed(path, header, rows, {
      bom: input.file !== undefined && (input.file.bom || input.file.encoding === 'gb18030'),
    }),
  );
  const original = input.file ? originals(input.file) : undefined;
  const rows = input.file ? input.file.rows + leadRows : 0;
  const told = new Uint8Array(rows + 1);
  const failed = async (result: RowResult) => {
    const cells = original ? ((await original(result.row - leadRows)) ?? []) : [result.target];
    const [, reference, , status, code, reason] = resultCells(result, session.keptLang).map((cell) =>
      String(cell ?? ''),
    );
    await writer.push({
      cells,
      reference: reference as string,
      status: status as string,
      code: code as string,
      reason: reason as string,
    });
  };
  return {
    file: path,
    async take(results) {
      for (const result of results) {
        told[result.row] = 1;
        if (!FINE.has(result.status)) await failed(result);
      }
    },
    async end() {
      for (let row = 1; row <= rows; row++) {
        if (!told[row]) await failed({ row, target: '', status: 'not_run', code: 'INTERRUPTED' });
      }
      await writer.end();
    },
    abandon: writer.abandon,
  };
}

/** Reads forward to the row asked for; where rows were run in another order than they stand, from the start again. */
function originals(file: OpenedRows) {
  let chunks = file.original();
  let held: readonly OriginalRow[] = [];
  return async (row: number): Promise<readonly string[] | undefined> => {
    if (row < (held[0]?.row ?? 1)) {
      await chunks.return(undefined);
      chunks = file.original();
    }
    for (;;) {
      const found = held.find((one) => one.row === row);
      if (found) return found.cells;
      const next = await chunks.next();
      if (next.done) return undefined;
      held = next.value;
    }
  };
}

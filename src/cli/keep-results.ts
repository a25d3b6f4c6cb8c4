/** `--results` and `--failed`: what became of the rows, written beside the run in a stream. */
import { FINE } from '../domain/batches.ts';
import type { RowResult } from '../execution/link.ts';
import { type FailedRow, writeFailed, writeResults } from '../files/write-rows.ts';
import type { InputRows } from './input-rows.ts';
import { Pipe } from './pipe.ts';
import { RESULT_KEYS, resultCells } from './result-rows.ts';
import type { Session } from './session.ts';

export type Keeper = { take(results: readonly RowResult[]): Promise<void>; end(): Promise<void> };

function piped<T>(write: (items: AsyncIterable<T>) => Promise<void>): {
  push(item: T): Promise<void>;
  end(): Promise<void>;
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
  };
}

export function resultsKeeper(session: Session, path: string): Keeper {
  const writer = piped<readonly string[]>((rows) => writeResults(path, RESULT_KEYS, rows));
  return {
    async take(results) {
      for (const result of results)
        await writer.push(resultCells(result, session.lang).map((cell) => (cell === null ? '' : String(cell))));
    },
    end: writer.end,
  };
}

/** Rows as they came in: from the file once more, else the one cell that named the row. */
export function failedKeeper(
  session: Session,
  path: string,
  input: InputRows,
  argument: string,
  leadRows: number,
): Keeper {
  const header = input.file ? input.file.header : [argument];
  const writer = piped<FailedRow>((rows) =>
    writeFailed(path, header, rows, {
      bom: input.file !== undefined && (input.file.bom || input.file.encoding === 'gb18030'),
    }),
  );
  const original = input.file ? originals(input.file.original()) : undefined;
  let last = 0;
  const failed = async (result: RowResult) => {
    const cells = original ? ((await original(result.row - leadRows)) ?? []) : [result.target];
    const [, reference, , status, code, reason] = resultCells(result, session.lang).map((cell) => String(cell ?? ''));
    await writer.push({
      cells,
      reference: reference as string,
      status: status as string,
      code: code as string,
      reason: reason as string,
    });
  };
  return {
    async take(results) {
      for (const result of results) {
        last = Math.max(last, result.row);
        if (!FINE.has(result.status)) await failed(result);
      }
    },
    async end() {
      const rows = input.file?.rows ?? 0;
      for (let row = last + 1; row <= rows + leadRows && input.file; row++) {
        await failed({ row, target: '', status: 'not_run', code: 'INTERRUPTED' });
      }
      await writer.end();
    },
  };
}

/** Reads forward to the row asked for; results come in the order of the rows. */
function originals(chunks: AsyncGenerator<readonly { readonly row: number; readonly cells: readonly string[] }[]>) {
  let held: readonly { readonly row: number; readonly cells: readonly string[] }[] = [];
  return async (row: number): Promise<readonly string[] | undefined> => {
    for (;;) {
      const found = held.find((one) => one.row === row);
      if (found) return found.cells;
      const next = await chunks.next();
      if (next.done) return undefined;
      held = next.value;
    }
  };
}

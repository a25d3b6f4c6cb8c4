/** A batch's rows on their way to be decided: typed, in the order in which they may run, in chunks of the right size. */
import { trim } from '../domain/parse.ts';
import { refuse } from '../domain/refusal.ts';
import type { RawRow } from '../domain/schema.ts';
import type { Change } from '../operations/define.ts';
import type { WriteTx } from '../store/port.ts';
import type { InputRow } from './chunk.ts';
import { type Begun, CHUNK_ROWS, type Job } from './job.ts';
import type { ChangeCall } from './link.ts';
import { needsReference, referencing } from './referencing.ts';
import { rechunk, replayRows, storedRows } from './rows.ts';
import { typedRow } from './typed-row.ts';

/** While others wait to write, and a while after: short transactions, so that whoever comes next waits for little. */
const SMALL_CHUNK_ROWS = 200;
const LINGER_MS = 3_000;

/** All rows of the batch that are still to be decided, typed, in chunks. */
export async function* inputs(job: Job, begun: Begun, tx?: WriteTx): AsyncGenerator<InputRow[]> {
  const { op, call } = job;
  const lead = (op.lead?.(job.options as never) ?? []) as Record<string, unknown>[];
  const raw: AsyncIterable<readonly RawRow[]> =
    call.source.type === 'where' || op.selects ? storedRows(job.env.store, call.batch, tx) : call.rows;
  const stream = op.expand
    ? replayRows(op, job.env.store, job.options, tx)
    : typedRows(op, call, raw, lead, job.options);
  let until = 0;
  const size = () => {
    if (tx) return CHUNK_ROWS;
    const now = performance.now();
    if (job.env.store.contended()) until = now + LINGER_MS;
    return now < until ? SMALL_CHUNK_ROWS : CHUNK_ROWS;
  };
  const alone = (row: InputRow) => row.input !== undefined && op.alone?.(row.input as never) === true;
  if (!op.rank) return yield* rechunk(stream, begun.done, size, alone);
  // A rank is through before the next begins, so that its rows count for the next one's rights.
  let before = 0;
  for await (const rank of ranked(op, stream)) {
    yield* rechunk(once(rank), Math.max(0, begun.done - before), size);
    before += rank.length;
  }
}

async function* once(rows: InputRow[]): AsyncGenerator<InputRow[]> {
  yield rows;
}

/** Rows that may depend on each other in any order: all of them, the lower ranks first. */
async function* ranked(op: Change, stream: AsyncIterable<InputRow[]>): AsyncGenerator<InputRow[]> {
  const rows: InputRow[] = [];
  for await (const chunk of stream) rows.push(...chunk);
  const rank = (row: InputRow) => (row.input && op.rank ? op.rank(row.input as never) : 0);
  for (const wanted of [...new Set(rows.map(rank))].toSorted((a, b) => a - b))
    yield rows.filter((row) => rank(row) === wanted);
}

async function* typedRows(
  op: Change,
  call: ChangeCall,
  raw: AsyncIterable<readonly RawRow[]>,
  lead: Record<string, unknown>[],
  options: Readonly<Record<string, unknown>>,
): AsyncGenerator<InputRow[]> {
  const nameOf = referencing(op, call);
  const lacking = needsReference(op, call, options);
  // They stand before the first chunk's rows.
  if (lead.length > 0 && !call.chunk?.after) {
    yield lead.map((input, i) => ({
      row: i + 1,
      target: String(input['name'] ?? input['member'] ?? ''),
      input,
    }));
  }
  const filled = filler(op, call.options);
  for await (const rows of raw) {
    yield rows.map((given) => {
      const raw = filled(given);
      const row = raw.row + lead.length;
      const typed = typedRow(op.row, targetField(op, raw), raw);
      const input = typed.input && op.shape ? op.shape(typed.input as never, options as never) : typed.input;
      const named = nameOf(raw, input);
      // Of a row that could not be read nobody knows whether it has one.
      const reference =
        raw.bad && typeof named !== 'string'
          ? undefined
          : (named ?? (lacking ? refuse('REFERENCE_REQUIRED') : undefined));
      if (typeof reference === 'object') return { row, target: typed.target, input: undefined, bad: reference };
      return { ...typed, input, row, ...(reference !== undefined && { reference }) };
    });
  }
}

/** The cell that names what a row is about: the argument's, else the one that a feed fills or a single one is named by. */
export function targetField(op: Change, raw: RawRow): string | undefined {
  return op.argument ?? [op.feed?.map['id'], op.first].find((field) => field && raw.cells[field] !== undefined);
}

/** Gives a row the cells that options stand for, where it has none of its own. */
function filler({ fills = [] }: Change, options: Readonly<Record<string, unknown>>): (raw: RawRow) => RawRow {
  const cells = fills.flatMap((name) => (options[name] === undefined ? [] : [[name, String(options[name])] as const]));
  if (cells.length === 0) return (raw) => raw;
  return (raw) => {
    const absent = cells.filter(([name]) => trim(raw.cells[name] ?? '') === '');
    return absent.length === 0 ? raw : { ...raw, cells: { ...raw.cells, ...Object.fromEntries(absent) } };
  };
}

/** Where a batch's rows come from besides the caller: a selection, kept with the batch, or the log. */
import { KINDS } from '../domain/kinds.ts';
import { parseOptions } from '../domain/parse.ts';
import type { Question } from '../domain/question.ts';
import { AdctlError } from '../domain/refusal.ts';
import type { RawRow } from '../domain/schema.ts';
import { fromStored } from '../domain/stored.ts';
import type { Change, Ctx } from '../operations/define.ts';
import { listOf } from '../operations/lists.ts';
import type { ReadTx, Store, WriteTx } from '../store/port.ts';
import { breathe } from './breathe.ts';
import type { InputRow } from './chunk.ts';
import type { Job } from './job.ts';
import type { ChangeCall } from './link.ts';
import { readOnce } from './read-once.ts';
import { resolve } from './resolve.ts';

const PAGE = 1_000;

/** What a selection asks: the question of the list that it holds inputs of. */
export async function selectionOf(op: Change, { selection }: ChangeCall, ctx: Ctx): Promise<Question | undefined> {
  if (!selection) return undefined;
  const list = op.where && (await listOf(op.where.kind));
  if (!op.where || !list?.question) throw new Error(`${op.name} takes no selection`);
  const parsed = parseOptions(list.input, selection);
  if ('refuse' in parsed) throw new AdctlError(parsed.refuse, parsed.details);
  return { ...list.question(parsed.input as never, ctx), columns: Object.values(op.where.fields) };
}

/** Keeps the keys that the selection stands for now, so that a resumed batch works on the same rows (BULK-1). */
export async function whereRows(
  { op, call, vault, emit }: Job,
  tx: WriteTx,
  ctx: Ctx,
  asked: Question,
): Promise<number> {
  const fields = Object.keys(op.where?.fields ?? {});
  const sight = { scope: ctx.scope, now: ctx.now };
  const question = await resolve(tx, sight, async () => vault, asked);
  const most = call.maxRows;
  const rows =
    most === undefined ? 0 : Math.min(await tx.count(question, sight), question.limit ?? Number.POSITIVE_INFINITY);
  if (most !== undefined && rows > most) throw new AdctlError('TOO_MANY_ROWS', { rows, most });
  let row = 0;
  for await (const page of tx.list(question, sight)) {
    // What a record has not is not in its row either, as an empty cell of a file.
    const texts = page.rows.map((cells) => {
      const named = fields.map((field, i) => [field, cells[i]] as const);
      return JSON.stringify(Object.fromEntries(named.filter(([, cell]) => cell != null)));
    });
    await tx.saveInputs(call.batch, row + 1, texts);
    row += texts.length;
    await emit({ type: 'selected', rows: row });
    await breathe();
  }
  await emit({ type: 'selected', rows: row, all: true });
  return row;
}

/** Keeps what the operation itself looks for, as its rows. */
export async function selectedRows(tx: WriteTx, questions: readonly Question[], call: ChangeCall, ctx: Ctx) {
  let row = 0;
  for (const question of questions) {
    const kind = KINDS[question.kind];
    for await (const page of tx.list({ ...question, columns: kind.key }, { scope: ctx.scope, now: ctx.now })) {
      const texts = page.rows.map((cells, i) =>
        JSON.stringify({ kind: kind.name, key: cells.join(kind.separator), turn: String(row + i + 1) }),
      );
      await tx.saveInputs(call.batch, row + 1, texts);
      row += texts.length;
    }
  }
  if (call.maxRows !== undefined && row > call.maxRows)
    throw new AdctlError('TOO_MANY_ROWS', { rows: row, most: call.maxRows });
  return row;
}

/** How many rows there are in a batch that goes on: a selection's rows are those that were kept with it (BULK-1). */
export async function priorRows({ op, call, options }: Job, tx: WriteTx): Promise<number | undefined> {
  if (op.expand) return await op.expanded?.(tx, options as never);
  return call.source.type === 'where' || op.selects ? await tx.inputCount(call.batch) : call.source.rows;
}

/** The kept rows of a selection, through the running transaction or page by page. */
export async function* storedRows(store: Store, batch: string, tx?: ReadTx): AsyncGenerator<RawRow[]> {
  for (let after = 0; ; ) {
    const texts = tx
      ? await tx.inputs(batch, after, PAGE)
      : await readOnce(store, (read) => read.inputs(batch, after, PAGE));
    if (texts.length === 0) return;
    yield texts.map((text, i) => ({ row: after + i + 1, cells: fromStored<Record<string, string>>(text) }));
    after += texts.length;
  }
}

/** Rows made from the log, numbered as they come. The log is append-only, so running again makes the same rows. */
export async function* replayRows(
  op: Change,
  store: Store,
  options: Record<string, unknown>,
  tx?: ReadTx,
): AsyncGenerator<InputRow[]> {
  if (!op.expand) return;
  const source = {
    entries: (batch: string, after: string | undefined, limit: number) =>
      tx ? tx.entries(batch, after, limit) : readOnce(store, (read) => read.entries(batch, after, limit)),
    planRows: (plan: string, after: number, limit: number) =>
      tx ? tx.planRows(plan, after, limit) : readOnce(store, (read) => read.planRows(plan, after, limit)),
  };
  let row = 0;
  for await (const inputs of op.expand(source, options as never)) {
    yield (inputs as readonly Record<string, unknown>[]).map((input) => ({
      row: ++row,
      target: String(input['target'] ?? ''),
      input,
      ...(typeof input['reference'] === 'string' && { reference: input['reference'] }),
    }));
  }
}

/** The same rows in chunks of the size that is right at the moment, without those that are done. */
export async function* rechunk(
  stream: AsyncIterable<readonly InputRow[]>,
  done: number,
  size: () => number,
  alone: (row: InputRow) => boolean = () => false,
): AsyncGenerator<InputRow[]> {
  let seen = 0;
  let held: InputRow[] = [];
  for await (const rows of stream) {
    // One by one: a ranked file comes as one piece, too many to be arguments.
    for (const row of rows.slice(Math.max(0, done - seen))) {
      if (held.length > 0 && alone(row)) {
        for (const part of parted(held, size)) yield part;
        held = [];
      }
      held.push(row);
    }
    seen += rows.length;
    for (let take = size(); held.length >= take; take = size()) {
      yield held.slice(0, take);
      held = held.slice(take);
    }
  }
  if (held.length > 0) yield held;
}

function* parted(rows: readonly InputRow[], size: () => number): Generator<InputRow[]> {
  for (let from = 0; from < rows.length; ) {
    const take = size();
    yield rows.slice(from, from + take);
    from += take;
  }
}

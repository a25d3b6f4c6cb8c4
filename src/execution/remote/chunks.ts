/**
 * A batch sent in numbered chunks. The server keeps each with its results, so one whose answer was lost is sent again as
 * it was; what stays unanswered is `unknown`, and nothing is sent behind it.
 */
import { randomUUID } from 'node:crypto';
import { AdctlError } from '../../domain/refusal.ts';
import type { Change } from '../../operations/define.ts';
import { bodyOf, type ChangeHead } from '../codec.ts';
import type { BatchRecord, ChangeCall, Event, RowResult, Summary } from '../link.ts';
import { Lost } from './lost.ts';
import { type Packed, packed } from './pack.ts';
import { askPatiently, LostForGood, patiently } from './patience.ts';
import { stopWith } from './stop.ts';
import { unknownRows } from './unknown.ts';
import { unreachable } from './unreachable.ts';
import type { Wire } from './wire.ts';

/** Whoever was stopped does not wait long for others, to say so in the record. */
const STOPPED_WAIT_MS = 1_000;

export type Sending = {
  readonly wire: Wire;
  readonly op: Change;
  readonly call: ChangeCall;
  /** Rows that the options make, before the given ones. */
  readonly lead: number;
  readonly signal: AbortSignal | undefined;
};

export async function* sendChunks(sending: Sending): AsyncGenerator<Event, Summary> {
  const { wire, call, signal } = sending;
  const start = call.resume ? await rowsDone(sending) : 0;
  let take = wire.chunkRows;
  let last: Summary | undefined;
  let done = start;
  const chunks = packed(call.rows, start, () => take);
  // The next one is read and packed while the server works on this one.
  let next = ahead(chunks);
  try {
    for (;;) {
      const { value: chunk } = await next;
      if (!chunk) throw new Error('a batch has a last chunk');
      if (signal?.aborted) return await stopped(sending, done, last);
      if (!chunk.last) next = ahead(chunks);
      try {
        last = (yield* patiently(wire, () => sendOne(sending, chunk, start), signal)) as Summary;
      } catch (error) {
        if (!(error instanceof LostForGood)) throw error;
        // Stopped while it waited for others: then nothing of it was done.
        if (signal?.aborted && !error.reached) return await stopped(sending, done, last);
        if (!error.reached && done === 0) throw unreachable(wire, error);
        return yield* unanswered(sending, error.reached ? chunk : undefined, last);
      }
      if (last.state !== 'running') return last;
      done = chunk.after + chunk.rows.length;
      take = Math.min(last.take ?? wire.chunkRows, wire.chunkRows);
    }
  } catch (error) {
    // Rows that cannot be read, a refusal: what was done so far can be gone on with at once.
    if (last) await end(sending, done).catch(() => {});
    throw error;
  } finally {
    await chunks.return(undefined);
  }
}

/** Whoever does not come to wait for it is not told by the process that it failed. */
function ahead(chunks: AsyncGenerator<Packed>): Promise<IteratorResult<Packed, undefined>> {
  const next = chunks.next() as Promise<IteratorResult<Packed, undefined>>;
  next.catch(() => {});
  return next;
}

async function rowsDone({ wire, call, lead, signal }: Sending): Promise<number> {
  try {
    const head = { batch: call.batch, narrow: call.narrow };
    const { rows } = await askPatiently<BatchRecord>(wire, 'link.batch', head, signal);
    return Math.max(0, rows - lead);
  } catch (error) {
    throw error instanceof LostForGood ? unreachable(wire, error) : error;
  }
}

async function* sendOne(
  sending: Sending,
  { after, texts, last }: Packed,
  start: number,
): AsyncGenerator<Event, Summary> {
  const { wire, call, signal } = sending;
  const head = headOf(call, after === start, { after, ...(last && { end: 'done' as const }) });
  const body = bodyOf(head, texts);
  const name = randomUUID();
  const over = stopWith(wire, name, signal);
  try {
    const answer = wire.exchange(call.operation, body, name);
    // What an answer says counts once it is there as a whole: half of it would be said again with the next one.
    const said: Event[] = [];
    for (;;) {
      const next = await answer.next();
      if (next.done) {
        yield* said;
        return next.value as Summary;
      }
      if (!('event' in next.value)) continue;
      if (next.value.event.type === 'waiting') yield next.value.event;
      else said.push(next.value.event);
    }
  } finally {
    over();
  }
}

function headOf(call: ChangeCall, first: boolean, chunk: NonNullable<ChangeHead['chunk']>): ChangeHead {
  const { operation: _, rows: __, actor: ___, origin: ____, resume, ...head } = call;
  return { ...head, tz: call.tz, chunk, ...(resume && first && { resume }) };
}

/** Says in the record that no more rows come for now. */
async function end({ wire, call }: Sending, done: number): Promise<Summary> {
  const head = headOf(call, false, { after: done, end: 'interrupted' });
  return await wire.ask<Summary>(call.operation, { ...head, lockTimeoutMs: STOPPED_WAIT_MS });
}

async function stopped(sending: Sending, done: number, last: Summary | undefined): Promise<Summary> {
  try {
    return await end(sending, done);
  } catch (error) {
    // The record says `interrupted` when it is due.
    if (!(error instanceof Lost) && !(error instanceof AdctlError && error.code === 'LOCKED')) throw error;
    return notRun(sending, last, 'interrupted', []);
  }
}

async function* unanswered(
  sending: Sending,
  chunk: Packed | undefined,
  last: Summary | undefined,
): AsyncGenerator<Event, Summary> {
  const { op, call, lead, signal } = sending;
  const rows = chunk ? unknownRows(op, call, chunk.rows, lead) : [];
  if (rows.length > 0) yield { type: 'results', rows };
  return notRun(sending, last, signal?.aborted ? 'interrupted' : 'unknown', rows);
}

/** As far as it is known here. */
function notRun(
  { call, op, lead }: Sending,
  last: Summary | undefined,
  state: 'unknown' | 'interrupted',
  unknown: readonly RowResult[],
): Summary {
  const counts = { ...last?.counts, ...(unknown.length > 0 && { unknown: unknown.length }) };
  const told = Object.values(counts).reduce((sum, count) => sum + (count ?? 0), 0);
  const all = call.source.rows === undefined ? undefined : call.source.rows + lead;
  const rest = all === undefined ? 0 : all - told;
  const reason = { status: 'unknown', code: 'OUTCOME_UNKNOWN', details: { batch: call.batch } } as const;
  return {
    batch: call.batch,
    operation: op.name,
    state,
    counts: { ...counts, ...(rest > 0 && { not_run: rest }) },
    reasons: [...(last?.reasons ?? []), ...(unknown.length > 0 ? [{ ...reason, count: unknown.length }] : [])],
    notes: last?.notes ?? [],
    ...(last?.head !== undefined && { head: last.head }),
    ...(last?.moved && { moved: last.moved }),
    undoable: last?.undoable ?? false,
  };
}

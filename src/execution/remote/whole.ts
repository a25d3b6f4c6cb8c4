/**
 * A change that the server runs as a whole: its rows come from the state, or all are needed before the first. Where the
 * answer is lost, the record of the batch says what became of it; what was interrupted goes on, what was not begun is sent
 * again, and results that were missed are fetched.
 */

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AdctlError } from '../../domain/refusal.ts';
import { canUndo } from '../../operations/can-undo.ts';
import { type ChangeHead, linesOfBody } from '../codec.ts';
import type { BatchRecord, ChangeCall, Event, RowResult, Summary } from '../link.ts';
import type { Sending } from './chunks.ts';
import { Lost } from './lost.ts';
import { askPatiently, LostForGood, patiently } from './patience.ts';
import { stopWith } from './stop.ts';
import { unknownRows } from './unknown.ts';
import { unreachable } from './unreachable.ts';
import type { Wire } from './wire.ts';

/** Whoever stops it waits so long to hear what was done. */
const STOPPED_MS = 10_000;

type Run = Sending & {
  /** Results up to this row have been told. */
  told: number;
  /** How many of each status. */
  readonly counts: Partial<Record<RowResult['status'], number>>;
  rows: number | undefined;
  /** Rows that were through before it was gone on with. */
  before: number;
  /** An answer was lost: results are fetched at the end, in their order. */
  lost: boolean;
};

export async function* sendWhole(sending: Sending): AsyncGenerator<Event, Summary> {
  const run: Run = { ...sending, told: 0, counts: {}, rows: undefined, before: 0, lost: false };
  const { wire, call, signal } = sending;
  try {
    if (call.resume) run.before = (await askPatiently<BatchRecord>(wire, 'link.batch', recordHead(call), signal)).rows;
    return (yield* patiently(wire, (nth) => (nth === 0 ? sendOnce(run, call) : settle(run)), signal)) as Summary;
  } catch (error) {
    if (!(error instanceof LostForGood)) throw error;
    if (!error.reached || call.dryRun) throw signal?.aborted ? new AdctlError('INTERRUPTED') : unreachable(wire, error);
    return yield* unknown(run, signal?.aborted === true);
  }
}

async function* sendOnce(run: Run, call: ChangeCall): AsyncGenerator<Event, Summary> {
  const { wire, signal } = run;
  const name = randomUUID();
  const over = stopWith(wire, name, signal, STOPPED_MS);
  try {
    const answer = wire.exchange(call.operation, () => linesOfCall(call), name);
    for (;;) {
      const next = await answer.next();
      if (next.done) return ended(run, next.value as Summary);
      if ('event' in next.value) yield* heard(run, next.value.event);
    }
  } catch (error) {
    // It came twice: the record says what became of the other one.
    if (isTwice(error, call) && (!call.resume || run.lost)) {
      run.lost = true;
      throw new Lost('it came twice', { reached: true });
    }
    if (error instanceof Lost) {
      if (signal?.aborted && error.said?.code === 'INTERRUPTED') throw error.said;
      // A rehearsal leaves nothing behind, and is told from its beginning.
      run.lost ||= error.reached && !call.dryRun;
    }
    throw error;
  } finally {
    over();
  }
}

function isTwice(error: unknown, { dryRun, resume }: ChangeCall): boolean {
  return error instanceof AdctlError && error.code === (resume ? 'BATCH_STATE' : 'BATCH_NAMED_TWICE') && !dryRun;
}

function* heard(run: Run, event: Event): Generator<Event> {
  if (event.type === 'started') run.rows = event.rows ?? run.rows;
  if (event.type !== 'results') yield event;
  else if (!run.lost) {
    const rows = event.rows.filter(({ row }) => row > run.told);
    if (rows.length > 0) yield tell(run, rows);
  }
}

function tell(run: Run, rows: readonly RowResult[]): Event {
  run.told = rows.at(-1)?.row ?? run.told;
  for (const { status } of rows) run.counts[status] = (run.counts[status] ?? 0) + 1;
  return { type: 'results', rows };
}

/** A server that is stopped ends what it runs: it goes on there, or at the next one. */
function ended({ signal, call }: Run, summary: Summary): Summary {
  if (summary.state === 'interrupted' && !signal?.aborted && !call.dryRun)
    throw new Lost('the server was stopped', { reached: true });
  return summary;
}

/** After an answer was lost. */
async function* settle(run: Run): AsyncGenerator<Event, Summary> {
  const { wire, op, call, signal } = run;
  if (call.dryRun) return yield* sendOnce(run, call);
  // Where ranks run in their own order, rows of before are not the first ones.
  if (!op.rank) run.told = Math.max(run.told, run.before);
  for (;;) {
    const record = await recordOf(wire, call);
    if (!record) {
      // Nothing of it was done, so nothing of it was missed.
      run.lost = false;
      return yield* sendOnce(run, call);
    }
    if (record.state === 'interrupted') {
      const summary = yield* sendOnce(run, { ...call, resume: true });
      if (run.lost) yield* missed(run);
      return summary;
    }
    if (record.state !== 'running') {
      yield* missed(run);
      return summaryOf(run, record);
    }
    if (signal?.aborted) throw new Lost('it still runs', { reached: true });
    await sleep(wire.lookEveryMs);
  }
}

const recordHead = ({ batch, narrow }: ChangeCall) => ({ batch, narrow });

async function recordOf(wire: Wire, call: ChangeCall): Promise<BatchRecord | undefined> {
  try {
    return await wire.ask<BatchRecord>('link.batch', recordHead(call));
  } catch (error) {
    if (error instanceof AdctlError && error.code === 'NOT_FOUND') return undefined;
    throw error;
  }
}

/** Results that were not told yet. */
async function* missed(run: Run): AsyncGenerator<Event, void> {
  const { wire, call } = run;
  const head = { batch: call.batch, after: run.told, narrow: call.narrow };
  for await (const message of wire.exchange('link.results', JSON.stringify(head))) {
    if (!('event' in message) || message.event.type !== 'results') continue;
    yield tell(run, message.event.rows);
  }
}

function summaryOf(
  { op }: Run,
  { id, operation, counts, reasons, notes, reversed, moved, head }: BatchRecord,
): Summary {
  return {
    batch: id,
    operation,
    state: 'done',
    counts,
    reasons,
    notes,
    ...(head !== undefined && { head }),
    ...(moved && { moved }),
    undoable: canUndo(op) && reversed !== true && (counts.ok ?? 0) > 0,
  };
}

function linesOfCall(call: ChangeCall): AsyncGenerator<string> {
  const { operation: _, rows, actor: __, origin: ___, ...head } = call;
  // What a selection or the state gives is not sent.
  return linesOfBody({ ...head, tz: call.tz } satisfies ChangeHead, call.source.type === 'where' ? none() : rows);
}

async function* none(): AsyncGenerator<never> {}

async function* unknown(run: Run, stopped: boolean): AsyncGenerator<Event, Summary> {
  const { call, op, lead, told } = run;
  const details = { batch: call.batch };
  let count = 0;
  // Those that the caller gave are told one by one; of others it is not even known how many there are.
  if (call.source.type === 'where' || op.expand) count = Math.max(1, (run.rows ?? 1) - told);
  else
    for await (const some of call.rows) {
      const rows = unknownRows(op, call, some, lead).filter(({ row }) => row > told);
      count += rows.length;
      if (rows.length > 0) yield { type: 'results', rows };
    }
  return {
    batch: call.batch,
    operation: op.name,
    state: stopped ? 'interrupted' : 'unknown',
    counts: { ...run.counts, ...(count > 0 && { unknown: count }) },
    reasons: count > 0 ? [{ status: 'unknown', code: 'OUTCOME_UNKNOWN', details, count }] : [],
    notes: [],
    undoable: false,
  };
}

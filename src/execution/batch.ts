/** The record of a batch: begun before the first row, carried forward in every chunk's own transaction (BULK-4). */
import type { BatchState, RowStatus } from '../domain/batches.ts';
import { FINE } from '../domain/batches.ts';
import { briefDetails, type Code, insteadOf, isTold } from '../domain/errors.ts';
import type { ActsAs } from '../domain/plans.ts';
import { AdctlError, type Details } from '../domain/refusal.ts';
import { EVERYTHING } from '../domain/scope.ts';
import { fromStored } from '../domain/stored.ts';
import type { ReadTx, Write, WriteTx } from '../store/port.ts';
import type { ChunkOutcome } from './chunk.ts';
import type { BatchRecord, NoteCount, ReasonCount, RowResult, Source } from './link.ts';
import { type MovedSums, Sums } from './moved.ts';

const FIELDS = [
  'operation',
  'state',
  'actor',
  'options',
  'source',
  'keep',
  'rows',
  'counts',
  'started',
  'resumed',
  'due_at',
  'head',
  'undoes',
  'reason',
];

export type StoredBatch = BatchRecord & {
  readonly keep: unknown;
  /** Of what moves money: as who began it. */
  readonly as?: ActsAs;
  /** Refused for lack of rights and not logged yet. */
  readonly refused: Refused | undefined;
  readonly started: number;
  readonly resumed: number | null;
  /** When it counts as interrupted, should nothing more be heard of it. */
  readonly dueAt: number | null;
  readonly reason: string;
};

type Told = Pick<StoredBatch, 'counts' | 'reasons' | 'notes' | 'refused' | 'reversed' | 'moved'>;
const NONE_REFUSED: Refused = { count: 0, targets: [] };
const MOST_REASONS = 100;
const MOST_NAMES = 5;

/** Rows refused for lack of rights, and the first of them. */
export type Refused = { readonly count: number; readonly targets: readonly string[] };

function reasonKey(status: RowStatus, code: Code, details: Details | undefined): string {
  const said = briefDetails(code, details).map((name) => details?.[name]);
  const what = `${status} ${code} ${insteadOf(code, details) ?? ''}`;
  return said.length === 0 ? what : `${what} ${JSON.stringify(said)}`;
}

/** Counts by status and by reason, in the order in which they were met. */
export class Tally {
  readonly counts: Partial<Record<RowStatus, number>>;
  rows: number;
  changed = 0;
  reversed: boolean;
  private readonly sums: Sums;
  /** For the log, which is told of them once. */
  refused: Refused;
  private readonly byReason: Map<string, { status: RowStatus; code: Code; details?: Details; count: number }>;

  private readonly byNote: Map<
    Code,
    { status: RowStatus; code: Code; details?: Details; count: number; names: string[] }
  >;

  constructor({ counts = {}, reasons = [], notes = [], refused, reversed, moved }: Partial<Told> = {}) {
    this.sums = new Sums(moved);
    this.refused = refused ?? NONE_REFUSED;
    this.reversed = reversed === true;
    this.byNote = new Map(notes.map((note) => [note.code, { ...note, names: [...note.names] }]));
    this.counts = { ...counts };
    this.rows = Object.values(counts).reduce((sum, count) => sum + count, 0);
    this.byReason = new Map(
      reasons.map((reason) => [reasonKey(reason.status, reason.code, reason.details), { ...reason }]),
    );
  }

  take({ results, changed, reversed }: Pick<ChunkOutcome, 'results' | 'changed' | 'reversed'>): void {
    this.add(results);
    this.changed += changed;
    this.reversed ||= reversed === true;
  }

  add(results: readonly RowResult[]): void {
    for (const { status, code, details, target, moved } of results) {
      this.rows++;
      if (moved && (status === 'ok' || status === 'pending')) this.sums.take(moved);
      if (status === 'forbidden') this.refuse(target);
      this.counts[status] = (this.counts[status] ?? 0) + 1;
      if (code && isTold(code)) this.note(status, code, target, details);
      if (!code || FINE.has(status)) continue;
      const name = this.nameOf(status, code, details);
      const known = this.byReason.get(name);
      if (known) known.count++;
      else this.byReason.set(name, { status, code, ...(details && { details }), count: 1 });
    }
  }

  /** The log says it: what is refused from now on is told anew. */
  told(): void {
    this.refused = NONE_REFUSED;
  }

  private refuse(target: string): void {
    const { count, targets } = this.refused;
    this.refused = { count: count + 1, targets: count < MOST_NAMES ? [...targets, target] : targets };
  }

  private note(status: RowStatus, code: Code, target: string, details: Details | undefined): void {
    const known = this.byNote.get(code);
    const note = known ?? { status, code, ...(details && { details }), count: 0, names: [] };
    // What is told of one is not true of several.
    if (known && JSON.stringify(known.details) !== JSON.stringify(details)) delete known.details;
    this.byNote.set(code, note);
    note.count++;
    if (note.names.length < MOST_NAMES && !note.names.includes(target)) note.names.push(target);
  }

  /** Rows count together that are told in the same words; beyond many different ones, by code alone. */
  private nameOf(status: RowStatus, code: Code, details: Details | undefined): string {
    const name = reasonKey(status, code, details);
    return this.byReason.has(name) || this.byReason.size < MOST_REASONS ? name : `${status} ${code}`;
  }

  /** By currency, where money moved or waits to. */
  get moved(): MovedSums | undefined {
    return this.sums.any ? this.sums.told : undefined;
  }

  get failed(): number {
    return this.rows - [...FINE].reduce((sum, status) => sum + (this.counts[status] ?? 0), 0);
  }

  get notes(): NoteCount[] {
    return [...this.byNote.values()];
  }

  get reasons(): ReasonCount[] {
    return [...this.byReason.values()].sort((a, b) => b.count - a.count);
  }
}

export async function batchOf(tx: ReadTx, id: string, now: number): Promise<StoredBatch> {
  const found = await knownBatch(tx, id, now);
  if (!found) throw new AdctlError('NOT_FOUND', { kind: { en: 'batch', zh: '批次' }, value: id });
  return found;
}

/** Whosever it is. */
export async function knownBatch(tx: ReadTx, id: string, now: number): Promise<StoredBatch | undefined> {
  const [found] = await tx.rows({ kind: 'batch', by: 'key', values: [id], fields: FIELDS }, { scope: EVERYTHING, now });
  if (!found) return undefined;
  const { row } = found;
  const json = <T>(field: string) => fromStored<T>(String(row[field] ?? 'null'));
  const tally = json<Partial<Told> | null>('counts') ?? {};
  return {
    id,
    operation: String(row['operation']),
    state: row['state'] as BatchState,
    actor: String(row['actor']),
    ...json<Pick<StoredBatch, 'options' | 'call' | 'as'>>('options'),
    source: json<Source>('source'),
    keep: json<unknown>('keep'),
    rows: Number(row['rows'] ?? 0),
    counts: tally.counts ?? {},
    reasons: tally.reasons ?? [],
    notes: tally.notes ?? [],
    refused: tally.refused,
    ...(tally.reversed && { reversed: true }),
    ...(tally.moved && { moved: tally.moved }),
    ...(row['head'] && { head: String(row['head']) }),
    started: Number(row['started']),
    resumed: row['resumed'] as number | null,
    dueAt: row['due_at'] as number | null,
    reason: String(row['reason'] ?? ''),
  };
}

/** What the record says after a chunk. The reasons are kept with the counts, so that a resumed run sums up the whole. */
export function progress(id: string, tally: Tally, more: Readonly<Record<string, string | number | null>>): Write {
  return {
    op: 'set',
    kind: 'batch',
    key: id,
    fields: {
      rows: tally.rows,
      ok: tally.counts.ok ?? 0,
      failed: tally.failed,
      counts: JSON.stringify({
        counts: tally.counts,
        reasons: tally.reasons.slice(0, MOST_REASONS),
        notes: tally.notes,
        ...(tally.refused.count > 0 && { refused: tally.refused }),
        ...(tally.reversed && { reversed: true }),
        moved: tally.moved,
      }),
      ...more,
    },
  };
}

/** Refuses to go on where another process has taken the batch over since. */
export async function assertMine(
  tx: WriteTx,
  id: string,
  rows: number,
  resumed: number | null,
  now: number,
): Promise<void> {
  const fields = ['rows', 'resumed'];
  const [found] = await tx.rows({ kind: 'batch', by: 'key', values: [id], fields }, { scope: EVERYTHING, now });
  if (found?.row['rows'] !== rows || found.row['resumed'] !== resumed)
    throw new AdctlError('BATCH_TAKEN', { batch: id });
}

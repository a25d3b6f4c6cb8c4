/** A state in a temporary file behind the real link, and short ways to change and ask it as the command line would. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RowStatus } from '../../src/domain/batches.ts';
import type { Code } from '../../src/domain/errors.ts';
import type { Cell, Tail } from '../../src/domain/question.ts';
import { AdctlError, type Details } from '../../src/domain/refusal.ts';
import type { RawRow } from '../../src/domain/schema.ts';
import { EVERYTHING } from '../../src/domain/scope.ts';
import type { Event, Link, RowResult, Summary } from '../../src/execution/link.ts';
import { localLink } from '../../src/execution/local.ts';
import { Vault } from '../../src/execution/vault.ts';
import type { Narrow } from '../../src/operations/define.ts';
import { operationNamed } from '../../src/operations/registry.ts';
import type { Store } from '../../src/store/port.ts';
import { openStore } from '../../src/store/sqlite/open.ts';

import { ends } from './ends.ts';
import { overTheWire } from './served.ts';

/** 10:00 in Shanghai on a Monday. */
export const NOW = Date.UTC(2026, 0, 5, 2, 0, 0);
export const TZ = 'Asia/Shanghai';
export const KEY = createHash('sha256').update('test').digest();

/** ADCTL_LINK=remote: every call goes to a real server, in this process. */
export const OVER_THE_WIRE = process.env['ADCTL_LINK'] === 'remote';

export type Cells = Readonly<Record<string, string>>;
export type ChangeInput = {
  /** Cells by field; a text stands for the one field that arguments fill. */
  readonly rows?: readonly (Cells | string)[];
  readonly options?: Readonly<Record<string, unknown>>;
  readonly actor?: string;
  readonly narrow?: Narrow;
  /** Expressions, as `--where` takes them. */
  readonly where?: readonly string[];
  readonly dryRun?: boolean;
  readonly brief?: boolean;
  readonly atomic?: boolean;
  readonly reference?: string;
  readonly reason?: string;
  readonly maxRows?: number;
  readonly batch?: string;
  readonly resume?: boolean;
  /** Called with each event; returning true stops the run as Ctrl-C does. */
  readonly stopAt?: (event: Event) => boolean;
};
export type Changed = { readonly results: readonly RowResult[]; readonly summary: Summary; readonly batch: string };
export type Answer = {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  readonly tail: Tail;
};
export type Outcome = { readonly status: RowStatus; readonly code: Code | undefined; readonly details: Details };

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'adctl-test-'));
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export class State {
  readonly file: string;
  readonly store: Store;
  readonly link: Link;
  /** What the executor reads as the wall clock. */
  now = NOW;
  private batches = 0;
  private closed = false;

  constructor(file: string, store: Store, key: Buffer | null = KEY, through: (store: Store) => Store = (same) => same) {
    this.file = file;
    this.store = store;
    const local = localLink(
      { store: through(store), vault: async () => new Vault(key ?? undefined), clock: () => this.now },
      operationNamed,
    );
    // Every test of an operation holds over both links.
    this.link = OVER_THE_WIRE ? overTheWire(local) : local;
    // Before its folder goes.
    ends.unshift(() => this.close());
  }

  /** The same state and clock, its reads and writes led through something else (another key, no scope). */
  beside(key: Buffer | null, through?: (store: Store) => Store): State {
    const other = new State(this.file, this.store, key, through);
    other.now = this.now;
    other.batches = 900;
    return other;
  }

  skipBatches(count: number): void {
    this.batches += count;
  }

  newBatch(): string {
    this.batches++;
    return `b_TEST${String(this.batches).padStart(4, '0')}${'0'.repeat(18)}`;
  }

  async change(operation: string, input: ChangeInput = {}): Promise<Changed> {
    const op = await operationNamed(operation);
    if (op.kind !== 'change') throw new Error(`${operation} is not a change`);
    const argument = op.feed ? Object.values(op.feed.map)[0] : op.argument;
    const cells = (input.rows ?? []).map((row) => (typeof row === 'string' ? { [argument as string]: row } : row));
    const raw = cells.map((row, i): RawRow => ({ row: i + 1, cells: row }));
    const batch = input.batch ?? this.newBatch();
    const stop = new AbortController();
    const events = this.link.change(
      {
        operation,
        batch,
        options: input.options ?? {},
        rows: pages(raw),
        source: input.where || op.selects ? { type: 'where' } : { type: 'arguments', rows: raw.length },
        ...(input.where && { selection: { where: input.where } }),
        actor: input.actor ?? 'owner',
        narrow: input.narrow,
        tz: TZ,
        origin: 'test',
        dryRun: input.dryRun === true,
        ...(input.brief && { brief: true }),
        atomic: input.atomic === true,
        ...(input.reference !== undefined && { reference: input.reference }),
        ...(input.reason !== undefined && { reason: input.reason }),
        ...(input.maxRows !== undefined && { maxRows: input.maxRows }),
        ...(input.resume && { resume: true }),
        lockTimeoutMs: 5_000,
      },
      stop.signal,
    );
    const results: RowResult[] = [];
    for (;;) {
      const next = await events.next();
      if (next.done) return { results, summary: next.value, batch };
      if (next.value.type === 'results') results.push(...next.value.rows);
      if (input.stopAt?.(next.value)) stop.abort();
    }
  }

  /** A change of which every row must succeed. */
  async must(operation: string, input: ChangeInput = {}): Promise<Changed> {
    const changed = await this.change(operation, input);
    const bad = changed.results.find(({ status }) => status !== 'ok');
    if (bad) throw new Error(`${operation}: ${JSON.stringify(bad)}`);
    return changed;
  }

  /** What became of the only row, or the code with which the whole command was refused. */
  async outcome(operation: string, input: ChangeInput = {}): Promise<Outcome> {
    const { results } = await this.change(operation, input);
    const last = results.at(-1);
    if (!last) throw new Error(`${operation} has no results`);
    return { status: last.status, code: last.code, details: last.details ?? {} };
  }

  /** `status CODE` of each row, for tables. */
  async told(operation: string, input: ChangeInput = {}): Promise<string[]> {
    return (await this.change(operation, input)).results.map(({ status, code }) => [status, code].join(' ').trim());
  }

  async query(
    operation: string,
    input: Readonly<Record<string, unknown>> = {},
    actor = 'owner',
    narrow?: Narrow,
  ): Promise<Answer> {
    const answers = this.link.query({ operation, input, actor, narrow, tz: TZ });
    const rows: (readonly Cell[])[] = [];
    let columns: readonly string[] = [];
    for (;;) {
      const next = await answers.next();
      if (next.done) return { columns, rows, tail: next.value };
      columns = next.value.columns;
      rows.push(...next.value.rows);
    }
  }

  async records(
    operation: string,
    input: Readonly<Record<string, unknown>> = {},
    actor = 'owner',
    narrow?: Narrow,
  ): Promise<Record<string, Cell>[]> {
    const { columns, rows } = await this.query(operation, input, actor, narrow);
    return rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i] ?? null])));
  }

  /** Every stored field of one account. */
  async account(id: string, actor = 'owner'): Promise<Record<string, Cell>> {
    const [found] = await this.records('accounts.show', { id: [id] }, actor);
    if (!found) throw new Error(`no account ${id}`);
    return found;
  }

  async relations(account: string): Promise<string[]> {
    return this.keys('relation', account);
  }
  async grants(member: string): Promise<string[]> {
    return (await this.loaded('grant', 'member', member)).map(({ key }) => key);
  }
  /** Ids of all authorisations. */
  async authorisations(): Promise<string[]> {
    const { store, now } = this;
    const list = store.read((tx) =>
      tx.list({ kind: 'authorisation', columns: ['id'], filters: [], sort: ['id'] }, { scope: EVERYTHING, now }),
    );
    const found: string[] = [];
    for await (const { rows } of list) found.push(...rows.map(([id]) => String(id)));
    return found;
  }
  private async keys(kind: 'relation', account: string): Promise<string[]> {
    return (await this.loaded(kind, 'account', account)).map(({ key }) => key);
  }
  private async loaded(kind: 'relation' | 'grant', by: string, value: string) {
    const { store, now } = this;
    const reading = store.read(async function* (tx) {
      yield await tx.rows({ kind, by, values: [value], fields: ['member'] }, { scope: EVERYTHING, now });
    });
    for await (const rows of reading) return rows;
    return [];
  }

  close(): void {
    if (!this.closed) {
      this.link.close();
      this.store.close();
    }
    this.closed = true;
  }
}

/** As many rows as the executor takes at once. */
const PAGE = 1_000;

/** Read as often as wanted, as those of a command are. */
const pages = (rows: readonly RawRow[]): AsyncIterable<readonly RawRow[]> => ({
  async *[Symbol.asyncIterator]() {
    for (let i = 0; i < rows.length; i += PAGE) yield rows.slice(i, i + PAGE);
  },
});

export async function openState(file = join(newFolder(), 'state.db')): Promise<State> {
  return new State(file, await openStore({ file, create: true, now: () => NOW }));
}

/** The code of the error that a call ends with. */
export async function codeOf(call: Promise<unknown>): Promise<Code | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    if (error instanceof AdctlError) return error.code;
    throw error;
  }
}

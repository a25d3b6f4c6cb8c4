/** A call that was let in: decoded, run through the link, and its answer said line by line. No rules: those are the executor's. */
import type { IncomingMessage } from 'node:http';
import { parseOptions } from '../domain/parse.ts';
import { AdctlError } from '../domain/refusal.ts';
import type { LinkHead, QueryHead } from '../execution/codec.ts';
import type { BatchRecord, Summary } from '../execution/link.ts';
import type { ServingLink } from '../execution/local.ts';
import type { Change, Operation, Query } from '../operations/define.ts';
import type { Answer } from './answer.ts';
import { readBody } from './body.ts';
import { changeHead, filledBy, findsRows, invalid, linkHead, queryHead, rowFrom } from './decode.ts';
import type { Doors } from './doors.ts';
import type { Identity } from './identity.ts';
import type { Limits } from './limits.ts';
import { unhurried } from './unhurried.ts';

const MOST_CHUNK_ROWS = 5_000;

export type Called = {
  readonly request: IncomingMessage;
  readonly answer: Answer;
  readonly who: Identity;
  /** For the log: what called. */
  readonly origin: string;
  /** Aborted when the caller has gone or stops the call, and when the server stops. */
  readonly signal: AbortSignal;
  readonly doors: Doors;
};

export type Serving = {
  readonly link: ServingLink;
  readonly limits: Limits;
  /** For a batch that its caller did not name. */
  readonly newBatch: () => string;
};

/** How many rows came and went. */
export type Counted = { readonly rowsIn: number; readonly rowsOut: number };

export async function callOperation(serving: Serving, op: Operation, called: Called): Promise<Counted> {
  return op.kind === 'query' ? await callQuery(serving, op, called) : await callChange(serving, op, called);
}

async function callQuery({ link, limits }: Serving, op: Query, called: Called): Promise<Counted> {
  const { answer, who, signal } = called;
  const { head, rows } = await readBody(called.request, limits, async (value) => {
    const head = queryHead(op, value);
    const asked = op.rows;
    return {
      head,
      ...(asked && { rowOf: (one: unknown, row: number) => rowFrom(op.name, asked.schema, one, row) }),
    };
  });
  try {
    if (reveals(op, head)) assertWrites(who, 'pii.reveal');
    if (keeps(op, head)) assertWrites(who, op.name);
    const rowsOut = await called.doors.work('query', async (gate) => {
      let sent = 0;
      const { origin } = called;
      const call = { ...head, operation: op.name, actor: who.member, origin, ...(op.rows && { rows: rows.read() }) };
      const pages = link.query(call, signal, (...told) => answer.mention({ told }));
      const read = unhurried(pages, limits.snapshotMs);
      try {
        for (;;) {
          const next = await read.next();
          if (next.done) {
            await answer.end(next.value);
            return sent;
          }
          sent += next.value.rows.length;
          await answer.say({ page: next.value }, gate);
          await gate.step();
        }
      } finally {
        await read.return({});
      }
    });
    return { rowsIn: rows.count, rowsOut };
  } finally {
    await rows.close();
  }
}

async function callChange({ link, limits, newBatch }: Serving, op: Change, called: Called): Promise<Counted> {
  const { answer, who, signal } = called;
  assertWrites(who, op.name);
  // Else whoever came by it would make one that works from everywhere.
  if (op.secret && who.bound) throw new AdctlError('TOKEN_BOUND', { operation: op.name });
  const columns = filledBy(op);
  const { head, rows } = await readBody(called.request, limits, async (value) => {
    const head = await changeHead(op, value, newBatch);
    return {
      head,
      after: head.chunk?.after ?? 0,
      // What finds its rows itself takes none.
      ...(!findsRows(op, head) && { rowOf: (one: unknown, row: number) => rowFrom(op.name, columns, one, row) }),
    };
  });
  try {
    const { chunk, ...rest } = head;
    if (chunk && rows.count > MOST_CHUNK_ROWS)
      throw invalid(`a chunk has at most ${MOST_CHUNK_ROWS} rows`, `每段最多 ${MOST_CHUNK_ROWS} 行`);
    const { source } = head;
    const call = {
      ...rest,
      operation: op.name,
      actor: who.member,
      origin: called.origin,
      rows: rows.read(),
      // How many there are is known here, unless they come in chunks.
      source: !chunk && source.type !== 'where' && !op.expand ? { ...source, rows: rows.count } : source,
      ...(chunk && { chunk: { ...chunk, digest: rows.digest } }),
    };
    const rowsOut = await called.doors.work('change', async (gate) => {
      let sent = 0;
      const events = link.change(call, signal);
      try {
        for (;;) {
          const next = await events.next();
          if (next.done) {
            await answer.end(next.value satisfies Summary);
            return sent;
          }
          // Within a transaction nobody's reading is waited for.
          if (next.value.type !== 'results') answer.mention({ event: next.value });
          else {
            sent += next.value.rows.length;
            await answer.say({ event: next.value }, gate);
          }
        }
      } finally {
        // Whoever listened is gone: it stops at the next edge.
        await events.return(undefined as never);
      }
    });
    return { rowsIn: rows.count, rowsOut };
  } finally {
    await rows.close();
  }
}

/** As the executor will read it: there are many words for yes. */
function reveals(op: Query, { input }: QueryHead): boolean {
  const parsed = parseOptions(op.input, input);
  return 'input' in parsed && parsed.input['reveal'] === true;
}

/** The answer leaves a record behind. */
const keeps = (op: Query, { input }: QueryHead): boolean => 'keep' in op.input && input['keep'] !== undefined;

function assertWrites(who: Identity, operation: string): void {
  if (who.readOnly) throw new AdctlError('TOKEN_READ_ONLY', { operation });
}

/** What a link asks besides operations, by the last word of its path. */
export const LINK_CALLS = ['hello', 'actor', 'batch', 'results', 'stop'] as const;
export type LinkCall = (typeof LINK_CALLS)[number];

type LinkServing = Serving & {
  readonly version: string;
  /** Stops a call of the same member by the name that its caller gave it. */
  stop(who: Identity, call: string): boolean;
};

export async function callLink(serving: LinkServing, name: LinkCall, called: Called): Promise<Counted> {
  const { link, limits } = serving;
  const { answer, who } = called;
  const { head } = await readBody(called.request, limits, async (value) => ({ head: linkHead(`link.${name}`, value) }));
  const { narrow } = head;
  switch (name) {
    case 'hello':
      await answer.end(hello(serving, who));
      return NOTHING;
    case 'actor':
      await answer.end(await link.actor(who.member, narrow));
      return NOTHING;
    case 'batch':
      await answer.end(recordOf(await link.batch(who.member, named(head), narrow)));
      return NOTHING;
    case 'stop':
      await answer.end(serving.stop(who, named(head)));
      return NOTHING;
    case 'results': {
      const call = { batch: named(head), after: head.after ?? 0, actor: who.member, narrow };
      return await called.doors.work('query', async (gate) => {
        let rowsOut = 0;
        for await (const rows of link.results(call)) {
          rowsOut += rows.length;
          await answer.say({ event: { type: 'results', rows } }, gate);
          await gate.step();
        }
        await answer.end(rowsOut);
        return { rowsIn: 0, rowsOut };
      });
    }
  }
}

const NOTHING: Counted = { rowsIn: 0, rowsOut: 0 };

function named({ batch }: LinkHead): string {
  if (batch === undefined) throw invalid('"batch" is missing', '缺少“batch”');
  return batch;
}

const hello = ({ version }: LinkServing, { member, name, expires, readOnly }: Identity) => ({
  version,
  member,
  token: { name, expires, readOnly },
});

/** What a resume needs to know, and nothing that only the executor does. */
function recordOf({ id, operation, state, actor, options, call, source, rows, ...more }: BatchRecord): BatchRecord {
  const { counts, reasons, notes, reversed, moved, head } = more;
  const told = {
    counts,
    reasons,
    notes,
    ...(reversed && { reversed }),
    ...(moved && { moved }),
    ...(head !== undefined && { head }),
  };
  return { id, operation, state, actor, options, call, source, rows, ...told };
}

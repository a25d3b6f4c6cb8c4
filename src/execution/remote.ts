/** The link to an executor behind a server: the same calls, over HTTP, with nothing lost and nothing done twice. */
import { randomUUID } from 'node:crypto';
import { parseOptions } from '../domain/parse.ts';
import type { Page, Tail } from '../domain/question.ts';
import { AdctlError } from '../domain/refusal.ts';
import type { Actor } from '../domain/rights.ts';
import type { Change, View } from '../operations/define.ts';
import type { Watch } from '../store/port.ts';
import { linesOfBody, type QueryHead } from './codec.ts';
import type { BatchRecord, ChangeCall, Event, Link, QueryCall, Summary } from './link.ts';
import type { LoadOperation } from './local.ts';
import { apart } from './remote/apart.ts';
import { type Sending, sendChunks } from './remote/chunks.ts';
import { Lost } from './remote/lost.ts';
import { askPatiently, LostForGood, patiently } from './remote/patience.ts';
import { stopWith } from './remote/stop.ts';
import { unreachable } from './remote/unreachable.ts';
import { sendWhole } from './remote/whole.ts';
import { type Server, Wire } from './remote/wire.ts';

export type { Server };

export type Hello = {
  readonly version: string;
  readonly member: string;
  readonly token: { readonly name: string; readonly expires: number | null; readonly readOnly: boolean };
};
export type RemoteLink = Link & { hello(): Promise<Hello> };

export function remoteLink(server: Server, load: LoadOperation): RemoteLink {
  const wire = new Wire(server);
  return {
    query: (call, signal, told) => query(wire, call, signal, told),
    async *change(call, signal) {
      const op = await load(call.operation);
      if (op.kind !== 'change') throw new Error(`${call.operation} is not a change`);
      const parsed = parseOptions(op.options, call.options);
      if ('refuse' in parsed) throw new AdctlError(parsed.refuse, parsed.details);
      const lead = op.lead?.(parsed.input as never).length ?? 0;
      const sending = { wire, op, call, lead, signal };
      return yield* asWhole(op, call) ? sendWhole(sending) : inChunks(sending);
    },
    batch: (_actor, batch, narrow) => ask<BatchRecord>(wire, 'link.batch', { batch, narrow }),
    actor: (_login, narrow) => ask<Actor & { readonly view: View }>(wire, 'link.actor', { narrow }),
    hello: () => ask<Hello>(wire, 'link.hello', {}),
    close: () => wire.close(),
  };
}

/** Its rows come from the state, or no row may be decided before all have come. */
const asWhole = (op: Change, call: ChangeCall): boolean =>
  call.dryRun === true ||
  call.atomic === true ||
  op.atomic === 'always' ||
  op.rank !== undefined ||
  op.expand !== undefined ||
  call.source.type === 'where';

async function ask<T>(wire: Wire, name: string, head: unknown): Promise<T> {
  try {
    return await askPatiently<T>(wire, name, head);
  } catch (error) {
    throw error instanceof LostForGood ? unreachable(wire, error) : error;
  }
}

/** Whoever stops it waits so long to hear why. */
const STOPPED_MS = 3_000;

/** Under caps the server wants all rows of what moves money at once, and says so of the first. */
async function* inChunks(sending: Sending): AsyncGenerator<Event, Summary> {
  try {
    return yield* sendChunks(sending);
  } catch (error) {
    if (!(error instanceof AdctlError) || error.code !== 'WHOLE_ONLY') throw error;
  }
  return yield* sendWhole(sending);
}

async function* query(
  wire: Wire,
  call: QueryCall,
  signal: AbortSignal | undefined,
  told: Watch['told'],
): AsyncGenerator<Page, Tail> {
  let shown = false;
  // What was revealed is in the log, and what is kept is kept: neither is done twice for one answer.
  const again = call.input['reveal'] !== true && call.input['keep'] === undefined;
  const name = randomUUID();
  if (signal?.aborted) throw new AdctlError('INTERRUPTED');
  const over = stopWith(wire, name, signal, STOPPED_MS);
  const once = async function* (): AsyncGenerator<Page, Tail> {
    const answer = wire.exchange(call.operation, bodyOf(call), name);
    try {
      for (;;) {
        const next = await answer.next();
        if (next.done) return next.value as Tail;
        if (signal?.aborted && 'page' in next.value) throw new AdctlError('INTERRUPTED');
        if ('told' in next.value) told?.(...next.value.told);
        if (!('page' in next.value)) continue;
        shown = true;
        yield next.value.page;
      }
    } catch (error) {
      if (!(error instanceof Lost)) throw error;
      if (signal?.aborted) throw error.said ?? new AdctlError('INTERRUPTED');
      if (shown || !again) throw new LostForGood(error, error.reached);
      throw error;
    } finally {
      await answer.return(undefined);
    }
  };
  try {
    const pages = patiently(wire, once, signal);
    for (;;) {
      const next = await pages.next();
      if (next.done) return next.value;
      if ('rows' in next.value && 'columns' in next.value) yield next.value;
    }
  } catch (error) {
    if (error instanceof LostForGood) throw unreachable(wire, error);
    const { columns } = call.input;
    if (error instanceof AdctlError && Array.isArray(columns)) throw apart(error, wire.versions, columns);
    throw error;
  } finally {
    over();
  }
}

function bodyOf(call: QueryCall) {
  const { operation: _, rows, actor: __, origin: ___, ...asked } = call;
  const head: QueryHead = { ...asked, tz: call.tz };
  if (!rows) return JSON.stringify(head);
  return () => linesOfBody(head, rows);
}

/** The routes: each operation of the registry, the calls of a link, and what watches a server. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import { isLoopback } from '../domain/ip-ranges.ts';
import { nearest } from '../domain/nearest.ts';
import { AdctlError } from '../domain/refusal.ts';
import { CALL_HEADER, PROTOCOL, PROTOCOL_HEADER, VERSION_HEADER } from '../execution/codec.ts';
import type { LoadOperation, ServingLink } from '../execution/local.ts';
import { Answer, Gone, type Tell } from './answer.ts';
import { type Called, type Counted, callLink, callOperation, LINK_CALLS, type LinkCall } from './calls.ts';
import { Doors, type Work } from './doors.ts';
import type { Authenticate, Identity } from './identity.ts';
import type { Limits } from './limits.ts';
import { Metrics } from './metrics.ts';

export type Entry = {
  readonly time: string;
  readonly request: string;
  readonly method: string;
  readonly operation: string;
  readonly status: number;
  readonly ms: number;
  readonly rowsIn: number;
  readonly rowsOut: number;
  readonly bytesOut: number;
  /** Of the token, which is no secret. */
  readonly token?: string;
  readonly code?: string;
};

export type AppOptions = {
  readonly link: ServingLink;
  readonly load: LoadOperation;
  /** Names of all operations. */
  readonly operations: readonly string[];
  readonly authenticate: Authenticate;
  /** A state can be read. */
  readonly ready: () => Promise<boolean>;
  readonly newBatch: () => string;
  readonly tell: Tell;
  /** What to answer where something went wrong that must not; its own words are for the server's log. */
  readonly unexpected: (error: unknown, request: string) => AdctlError;
  readonly openApi: () => Promise<unknown>;
  readonly log: (entry: Entry) => void;
  readonly clock: () => number;
  readonly version: string;
  readonly limits: Limits;
  /** The last hop before this server is a proxy of one's own, which says who called it. */
  readonly behindProxy: boolean;
};

/** Of every answer: it is kept nowhere on its way, and no browser takes it for a page. */
const GUARDED = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

type Bindings = { readonly Bindings: HttpBindings };
type Running = {
  readonly who: Identity;
  readonly name: string | undefined;
  /** A list is read to its end, as long as there is time. */
  readonly changes: boolean;
  readonly stop: AbortController;
};

export class App {
  readonly hono = new Hono<Bindings>();
  private readonly options: AppOptions;
  private readonly doors: Doors;
  private readonly metrics = new Metrics();
  private readonly known: ReadonlySet<string>;
  /** Of operations that have been called. */
  private readonly kinds = new Map<string, Work>();
  private readonly running = new Set<Running>();
  /** Made when it is first asked for, and the same ever after. */
  private document: Promise<string> | undefined;
  private stopping = false;

  constructor(options: AppOptions) {
    this.options = options;
    this.doors = new Doors(options.limits);
    this.known = new Set(options.operations);
    const { hono } = this;
    hono.get('/healthz', (c) => c.text('ok\n', 200, GUARDED));
    hono.get('/readyz', async (c) =>
      (await this.ready()) ? c.text('ready\n', 200, GUARDED) : c.text('not ready\n', 503, GUARDED),
    );
    hono.get('/metrics', async (c) => await this.tellMetrics(c));
    hono.get('/v1/openapi.json', async (c) => {
      this.document ??= options.openApi().then((document) => JSON.stringify(document));
      this.document.catch(() => (this.document = undefined));
      return c.body(await this.document, 200, { ...GUARDED, 'content-type': 'application/json' });
    });
    hono.all('*', async (c) => {
      await this.call(c.env);
      return RESPONSE_ALREADY_SENT;
    });
  }

  /** Calls that run. */
  get open(): number {
    return this.running.size;
  }

  /** No new calls; changes that run stop at the next edge of a chunk. */
  stop(): void {
    this.stopping = true;
    for (const { stop, changes } of this.running) if (changes) stop.abort();
  }

  private async ready(): Promise<boolean> {
    return !this.stopping && (await this.options.ready());
  }

  /** For who is on this machine, and who has a token: it tells how much is done, and nothing of whom. */
  private async tellMetrics(c: Context<Bindings>): Promise<Response> {
    const { incoming } = c.env;
    const own = isLoopback(incoming.socket.remoteAddress ?? '') && incoming.headers['x-forwarded-for'] === undefined;
    if (!own && !(await this.identify(incoming).catch(() => undefined))) return c.text('unauthorized\n', 401, GUARDED);
    const text = this.metrics.text(this.doors, this.options.version);
    return c.text(text, 200, { ...GUARDED, 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
  }

  private async call({ incoming, outgoing }: HttpBindings): Promise<void> {
    const { options } = this;
    const began = performance.now();
    const request = randomUUID();
    for (const [name, value] of Object.entries(GUARDED)) outgoing.setHeader(name, value);
    outgoing.setHeader('x-request-id', request);
    outgoing.setHeader(VERSION_HEADER, options.version);
    outgoing.setHeader(PROTOCOL_HEADER, String(PROTOCOL));
    const callName = callNameOf(incoming);
    // The caller sees that the answer is to this call.
    if (callName !== undefined) outgoing.setHeader(CALL_HEADER, callName);
    const answer = new Answer(outgoing, options.limits.beginAfterMs);
    const path = (incoming.url ?? '').split('?', 1)[0] as string;
    const name = path.startsWith('/v1/') ? path.slice(4) : '';
    const operation = this.known.has(name) || isLinkCall(name) ? name : 'other';
    let counted: Counted = { rowsIn: 0, rowsOut: 0 };
    let who: Identity | undefined;
    let code: string | undefined;
    try {
      if (this.stopping) throw new AdctlError('SERVER_STOPPING');
      this.assertUnderstood(incoming);
      const kind = this.kinds.get(name);
      if (kind) this.doors.assertRoom(kind);
      who = await this.identify(incoming);
      const caller = who;
      counted = await this.doors.admit(who.token, () => {
        if (operation === 'other')
          throw new AdctlError('OPERATION_UNKNOWN', { operation: name || path, nearest: nearest(name, this.known) });
        if (incoming.method !== 'POST') throw new AdctlError('METHOD_WRONG', { path, method: 'POST' });
        return this.answered(caller, { incoming, outgoing }, answer, name);
      });
    } catch (error) {
      if (error instanceof Gone || answer.gone) code = 'GONE';
      else {
        const known = error instanceof AdctlError ? error : options.unexpected(error, request);
        code = known.code;
        answer.fail(known, options.tell);
      }
    } finally {
      answer.over();
    }
    const ms = performance.now() - began;
    const { status, bytes: bytesOut } = answer;
    this.metrics.see({ operation, status: status || 499, seconds: ms / 1000, ...counted, bytesOut });
    options.log({
      time: new Date(options.clock()).toISOString(),
      request,
      method: incoming.method ?? '',
      operation,
      status: status || 499,
      ms: Math.round(ms * 10) / 10,
      ...counted,
      bytesOut,
      ...(who && { token: who.token }),
      ...(code && { code }),
    });
  }

  private async answered(who: Identity, { incoming, outgoing }: HttpBindings, answer: Answer, name: string) {
    const { options, doors } = this;
    const stop = new AbortController();
    const op = isLinkCall(name) ? undefined : await options.load(name);
    if (op) this.kinds.set(name, op.kind);
    const running: Running = { who, name: callNameOf(incoming), changes: op?.kind === 'change', stop };
    this.running.add(running);
    const gone = () => stop.abort();
    outgoing.once('close', gone);
    try {
      const origin = String(incoming.headers['user-agent'] ?? '').startsWith('adctl/') ? 'cli' : 'api';
      const call: Called = { request: incoming, answer, who, origin, signal: stop.signal, doors };
      if (op) return await callOperation(options, op, call);
      const serving = { ...options, stop: (by: Identity, which: string) => this.stopCall(by, which) };
      return await callLink(serving, name.slice(LINK.length) as LinkCall, call);
    } finally {
      outgoing.off('close', gone);
      this.running.delete(running);
    }
  }

  private stopCall(by: Identity, which: string): boolean {
    let found = false;
    for (const { who, name, stop } of this.running) {
      if (name !== which || who.member !== by.member) continue;
      stop.abort();
      found = true;
    }
    return found;
  }

  /** An older side would take a newer one's words for something else. */
  private assertUnderstood({ headers }: IncomingMessage): void {
    const told = headers[PROTOCOL_HEADER];
    if (told === undefined || told === String(PROTOCOL)) return;
    const [client, server] = [String(headers[VERSION_HEADER] ?? '?'), this.options.version];
    const older =
      Number(told) < PROTOCOL
        ? { en: 'adctl on this machine', zh: '本机的 adctl' }
        : { en: 'the server', zh: '服务器' };
    throw new AdctlError('PROTOCOL_OTHER', { client, server, older });
  }

  private async identify(incoming: IncomingMessage): Promise<Identity> {
    const { authorization = '' } = incoming.headers;
    const token = /^Bearer ([\w.~+/-]{1,200}=*)$/i.exec(authorization)?.[1];
    const address = this.addressOf(incoming);
    const who = token === undefined ? undefined : await this.options.authenticate(token, address);
    if (who) return who;
    this.metrics.wrongTokens++;
    this.doors.wrongFrom(address);
    throw new AdctlError('TOKEN_INVALID');
  }

  private addressOf({ socket, headers }: IncomingMessage): string {
    const own = socket.remoteAddress ?? '';
    if (!this.options.behindProxy) return own;
    const told =
      String(headers['x-forwarded-for'] ?? '')
        .split(',')
        .at(-1)
        ?.trim() ?? '';
    return isIP(told) ? told : own;
  }
}

function callNameOf({ headers }: IncomingMessage): string | undefined {
  const { [CALL_HEADER]: name } = headers;
  return typeof name === 'string' && /^[\w-]{1,64}$/.test(name) ? name : undefined;
}

const LINK = 'link.';
const isLinkCall = (name: string): boolean =>
  name.startsWith(LINK) && (LINK_CALLS as readonly string[]).includes(name.slice(LINK.length));

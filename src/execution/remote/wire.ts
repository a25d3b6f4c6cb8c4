/**
 * Single exchanges with a server: one request, one answer. An error that the server tells is thrown as it would be at
 * home; whatever else keeps the answer from being whole is `Lost`.
 */
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import type { Dispatcher } from 'undici';
import { type Code, ERRORS } from '../../domain/errors.ts';
import { AdctlError, type Details } from '../../domain/refusal.ts';
import {
  CALL_HEADER,
  CONTENT_DIGEST,
  contentDigest,
  Garbled,
  type Message,
  messagesOf,
  NDJSON,
  PROTOCOL,
  PROTOCOL_HEADER,
  VERSION_HEADER,
} from '../codec.ts';
import { apart, type Versions } from './apart.ts';
import { Lost } from './lost.ts';

export type Server = {
  readonly url: string;
  readonly token: string | undefined;
  /** Of this program. */
  readonly version: string;
  readonly verbose?: (line: string) => void;
  /** Proxies that the environment names, and for whom none. */
  readonly proxied?:
    | { readonly httpProxy?: string; readonly httpsProxy?: string; readonly noProxy?: string }
    | undefined;
  /** How long a server that has answered before is tried again, and one that never has; milliseconds. */
  readonly patienceMs?: number;
  readonly firstPatienceMs?: number;
  /** How long nothing at all may be heard, how often a batch is looked after, and rows of a chunk at most; for tests. */
  readonly silenceMs?: number;
  readonly lookEveryMs?: number;
  readonly chunkRows?: number;
};

export type Body = string | (() => AsyncIterable<string>);
type Said = Exclude<Message, { readonly end: unknown } | { readonly error: unknown }>;

/** Nothing at all is heard for so long: the server tells every few seconds that it works. */
const SILENCE_MS = 30_000;
const CONNECT_MS = 10_000;
/** While another run of a batch is still at work. */
const LOOK_EVERY_MS = 500;
const FULL_CHUNK_ROWS = 1_000;

/** The server turned the call away before anything was done. */
const AGAIN: ReadonlySet<string> = new Set<Code>([
  'TOO_MANY_CALLS',
  'SERVER_STOPPING',
  'CALL_DAMAGED',
  // Of a server that was stopped: who stops a call of one's own does not ask again.
  'INTERRUPTED',
]);
/** Nobody was there to hear it. */
const NOT_REACHED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** The connection is not made: what answers is not who it should be, or speaks otherwise. */
const UNTRUSTED = /CERT|SELF_SIGNED|^UNABLE_TO_|^ERR_TLS_|^ERR_SSL_WRONG_VERSION_NUMBER$|^HOSTNAME_MISMATCH$/;

/** What an answer ends with, of whose messages none matter. */
export async function endOf<T>(answer: AsyncGenerator<unknown, T>): Promise<T> {
  for (;;) {
    const next = await answer.next();
    if (next.done) return next.value;
  }
}

export class Wire {
  private readonly server: Server;
  private opened: Promise<Dispatcher> | undefined;
  private readonly cuts = new Map<string, AbortController>();
  /** A server of this program has answered. */
  met = false;
  /** Its version, as it last said it. */
  private other: string | undefined;

  constructor(server: Server) {
    this.server = server;
  }

  get url(): string {
    return this.server.url;
  }

  get versions(): Versions {
    return { client: this.server.version, server: this.other };
  }

  get patienceMs(): number {
    const { patienceMs = 60_000, firstPatienceMs = 3_000 } = this.server;
    return this.met ? patienceMs : firstPatienceMs;
  }

  get lookEveryMs(): number {
    return this.server.lookEveryMs ?? LOOK_EVERY_MS;
  }

  get chunkRows(): number {
    return this.server.chunkRows ?? FULL_CHUNK_ROWS;
  }

  /** `call` names it, to stop it by. Ends with what the answer ends with. */
  async *exchange(name: string, body: Body, call: string = randomUUID()): AsyncGenerator<Said, unknown> {
    const began = performance.now();
    const cut = new AbortController();
    this.cuts.set(call, cut);
    const answer = await this.send(name, body, call, cut.signal).catch((error) => {
      this.cuts.delete(call);
      throw error;
    });
    const version = answer.headers[VERSION_HEADER];
    if (typeof version === 'string') this.other = version;
    this.server.verbose?.(`POST /v1/${name} ${answer.statusCode} ${Math.round(performance.now() - began)} ms`);
    // Where it is not read to its end, nobody is there to hear that it was given up.
    answer.body.on('error', () => {});
    try {
      // What goes wrong on the way can give one call the answer of another.
      const ours = answer.statusCode === 200 || answer.headers[PROTOCOL_HEADER] !== undefined;
      if (ours && answer.headers[CALL_HEADER] !== call) throw new Garbled('the answer is not one to this call');
      if (answer.statusCode !== 200) throw await this.refusal(answer);
      let last: Exclude<Message, Said> | undefined;
      for await (const message of messagesOf(answer.body)) {
        if (last) throw new Garbled('something follows the end of the answer');
        this.met = true;
        if ('error' in message || 'end' in message) last = message;
        else yield message;
      }
      if (!last) throw new Garbled('the answer has no end');
      if ('error' in last) throw failureOf(last.error, this.versions);
      return last.end;
    } catch (error) {
      throw error instanceof AdctlError || error instanceof Lost ? error : lost(error);
    } finally {
      this.cuts.delete(call);
      answer.body.destroy();
    }
  }

  async ask<T>(name: string, head: unknown): Promise<T> {
    return (await endOf(this.exchange(name, JSON.stringify(head)))) as T;
  }

  /** Gives up an exchange. */
  cut(call: string): void {
    this.cuts.get(call)?.abort();
  }

  close(): void {
    void this.opened?.then((dispatcher) => dispatcher.destroy());
  }

  private open(): Promise<Dispatcher> {
    const { proxied, silenceMs = SILENCE_MS } = this.server;
    const how = { connect: { timeout: CONNECT_MS }, headersTimeout: silenceMs, bodyTimeout: silenceMs };
    this.opened ??= import('undici').then(({ Agent, EnvHttpProxyAgent }) => {
      // What parses HTTP is compiled again where it runs long, and an end waits for that: a short command never needs it.
      // Set before the library is loaded, V8 would pass over what was compiled of it at the build.
      setFlagsFromString('--wasm-tiering-budget=50000000');
      return proxied ? new EnvHttpProxyAgent({ ...proxied, ...how }) : new Agent(how);
    });
    return this.opened;
  }

  private async send(name: string, body: Body, call: string, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    const { url, token, version } = this.server;
    const dispatcher = await this.open();
    const { origin, pathname } = new URL(`${url.replace(/\/$/, '')}/v1/${name}`);
    try {
      return await dispatcher.request({
        origin,
        path: pathname,
        method: 'POST',
        signal,
        headers: {
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          'user-agent': `adctl/${version}`,
          [PROTOCOL_HEADER]: String(PROTOCOL),
          [VERSION_HEADER]: version,
          [CALL_HEADER]: call,
          ...(typeof body === 'string'
            ? { 'content-type': 'application/json', [CONTENT_DIGEST]: contentDigest(body) }
            : { 'content-type': NDJSON }),
        },
        body: typeof body === 'string' ? body : Readable.from(body()),
      });
    } catch (error) {
      const gone = lost(error);
      if (!UNTRUSTED.test(gone.message)) throw gone;
      throw new AdctlError('SERVER_UNTRUSTED', { url, reason: gone.message }, { cause: error });
    }
  }

  /** An answer that is no 200: what an adctl server says, or something that stands before it or in its place. */
  private async refusal({ statusCode, headers, body }: Dispatcher.ResponseData): Promise<Error> {
    const text = await body.text();
    const told = toldIn(text);
    if (told && headers[PROTOCOL_HEADER] !== undefined) {
      const digest = headers[CONTENT_DIGEST];
      if (digest !== undefined && digest !== contentDigest(text))
        throw new Garbled('the answer was damaged on its way');
      this.met = true;
      return failureOf(told, this.versions);
    }
    const afterMs = Number(headers['retry-after']) * 1000;
    // What stands before a server answers in its place, also when the server has done what was asked.
    const how = { reached: statusCode !== 429, ...(afterMs >= 0 && { afterMs }) };
    const passes = this.met || statusCode >= 500 || statusCode === 429 || statusCode === 408;
    return passes
      ? new Lost(`status ${statusCode}`, how)
      : new AdctlError('SERVER_OTHER', { url: this.url, status: statusCode });
  }
}

function toldIn(text: string): Parameters<typeof failureOf>[0] | undefined {
  try {
    const { error } = JSON.parse(text) as { readonly error?: { readonly code?: unknown } };
    return typeof error?.code === 'string' ? (error as Parameters<typeof failureOf>[0]) : undefined;
  } catch {
    return undefined;
  }
}

type Told = { readonly code: string; readonly message?: string; readonly details?: Details };

function failureOf({ code, message = '', details = {} }: Told, versions: Versions): Error {
  if (!Object.hasOwn(ERRORS, code)) return new AdctlError('SERVER_SAYS', { said: code, message });
  const said = new AdctlError(code as Code, details);
  if (!AGAIN.has(code)) return apart(said, versions);
  const { seconds } = details;
  return new Lost(code, {
    reached: false,
    said,
    ...(typeof seconds === 'number' && { afterMs: seconds * 1000 }),
  });
}

function lost(error: unknown): Lost {
  if (error instanceof Garbled) return new Lost(error.message, { reached: true });
  const { code, message, cause } = error as NodeJS.ErrnoException;
  const reason = code ?? (cause as NodeJS.ErrnoException | undefined)?.code ?? message;
  return new Lost(reason, { reached: !NOT_REACHED.has(reason) });
}

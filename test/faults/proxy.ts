/**
 * A bad network between a client and a server on loopback: it takes requests whole, decides by a plan what becomes of each
 * and of its answer, and can deliver again later what it has seen. What it does depends on the plan alone.
 */
import { once } from 'node:events';
import { type AddressInfo, createConnection, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from './campaign.ts';

export type Fault =
  | { readonly kind: 'none' }
  /** Nothing reaches the server; the caller sees a reset, or nothing at all. */
  | { readonly kind: 'refused' | 'swallowed' }
  | { readonly kind: 'delayed'; readonly ms: number }
  /** The server gets the beginning, for as long as `ms`. */
  | { readonly kind: 'request cut'; readonly at: number; readonly ms: number }
  | { readonly kind: 'request garbled' | 'answer garbled'; readonly at: number; readonly how: Garble }
  /** The server gets it piece by piece. */
  | { readonly kind: 'slow writer' | 'slow reader'; readonly pieces: number; readonly ms: number }
  /** Both go at once; the caller hears the first or the second. */
  | { readonly kind: 'twice'; readonly hears: 0 | 1; readonly apartMs: number }
  /** Delivered once more when so many other requests have come. */
  | { readonly kind: 'again later'; readonly after: number }
  /** The caller is turned away, and the server gets it all the same, when so many others have come. */
  | { readonly kind: 'late'; readonly after: number }
  /** Said in the server's place, without asking it. */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter: number | undefined }
  /** The server did it; something before it says otherwise. */
  | { readonly kind: 'status after'; readonly status: number }
  | { readonly kind: 'answer dropped' | 'answer swallowed' }
  /** The beginning of the answer comes, then an end, a reset or silence. */
  | { readonly kind: 'answer cut'; readonly at: number; readonly by: 'end' | 'reset' | 'silence' }
  /** The answer to an earlier request. */
  | { readonly kind: 'answer of another' };
type Garble =
  | { readonly flip: number }
  | { readonly insert: number; readonly byte: number }
  | { readonly remove: number };

const FIN = 'connection: close\r\ncontent-length: ';
const PAGE = '<html><body><h1>Bad things happened</h1></body></html>';
/** An answer that does not end is given up at last. */
const LONGEST_MS = 15_000;

function garbled(bytes: Buffer, at: number, how: Garble): Buffer {
  const place = Math.min(bytes.length - 1, Math.floor(at * bytes.length));
  const [before, after] = [bytes.subarray(0, place), bytes.subarray(place)];
  if ('insert' in how) return Buffer.concat([before, Buffer.alloc(how.insert, how.byte), after]);
  if ('remove' in how) return Buffer.concat([before, after.subarray(how.remove)]);
  const flipped = Buffer.from(bytes);
  flipped[place] = (flipped[place] as number) ^ how.flip;
  return flipped;
}

/** How long the first message in these bytes is, where it is there as a whole. */
function lengthOfFirst(bytes: Buffer): number | undefined {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const head = bytes.subarray(0, headEnd).toString('latin1');
  let at = headEnd + 4;
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) return bytes.length >= at + Number(length) ? at + Number(length) : undefined;
  if (!/\r\ntransfer-encoding: *chunked/i.test(head)) return at;
  for (;;) {
    const line = bytes.indexOf('\r\n', at);
    if (line < 0) return undefined;
    const size = Number.parseInt(bytes.subarray(at, line).toString('latin1'), 16);
    at = line + 2 + size + 2;
    if (Number.isNaN(size) || bytes.length < at) return undefined;
    if (size === 0) return at;
  }
}

type Held = { left: number; deliver(): Promise<void> };

export class FaultProxy {
  /** Where the server listens now. */
  upstream = 0;
  /** Requests that have come. */
  seen = 0;
  /** What became of each, in words, for whoever looks for a mistake. */
  readonly told: string[] = [];
  private readonly plan: (nth: number) => Fault;
  private readonly server: Server;
  private readonly open = new Set<Socket>();
  private held: Held[] = [];
  private readonly answers: Buffer[] = [];
  private readonly pending = new Set<Promise<unknown>>();
  private readonly copies: Buffer[] = [];
  private calm = false;

  constructor(plan: (nth: number) => Fault) {
    this.plan = plan;
    this.server = createServer((client) => this.accept(client));
  }

  async listen(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Some of the requests with this text in them were delivered more than once. */
  copied(text: string): boolean {
    return this.copies.some((request) => request.includes(text));
  }

  /** All that is held back is delivered, and from now on nothing goes wrong. */
  async settle(): Promise<void> {
    this.calm = true;
    const held = this.held.splice(0);
    await Promise.all(held.map((one) => one.deliver()));
    await Promise.all(this.pending);
  }

  /** As where one of the machines dies. */
  cutAll(): void {
    for (const socket of this.open) socket.resetAndDestroy();
  }

  async close(): Promise<void> {
    for (const socket of this.open) socket.destroy();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
    await Promise.all(this.pending);
  }

  private accept(client: Socket): void {
    this.track(client);
    let held = Buffer.alloc(0);
    client.on('data', (part: Buffer) => {
      held = Buffer.concat([held, part]);
      const length = lengthOfFirst(held);
      if (length === undefined) return;
      const request = Buffer.from(held.subarray(0, length));
      held = held.subarray(length);
      this.wait(this.handle(client, request));
    });
  }

  private track(socket: Socket): void {
    this.open.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => {});
    socket.on('close', () => this.open.delete(socket));
  }

  private wait(work: Promise<unknown>): void {
    const settled = work.catch(() => {}).finally(() => this.pending.delete(settled));
    this.pending.add(settled);
  }

  private async handle(client: Socket, request: Buffer): Promise<void> {
    const nth = this.seen++;
    const due = this.held.filter((one) => --one.left <= 0);
    this.held = this.held.filter((one) => one.left > 0);
    for (const one of due) this.wait(one.deliver());
    const fault: Fault = this.calm ? { kind: 'none' } : this.plan(nth);
    const path = /^\S+ (\S+)/.exec(request.subarray(0, 200).toString('latin1'))?.[1];
    this.told.push(`${nth} ${path} ${request.length}: ${JSON.stringify(fault)}`);
    await this.apply(fault, client, request);
  }

  private async apply(fault: Fault, client: Socket, request: Buffer): Promise<void> {
    const pass = async () => void client.write(await this.forward(request, client));
    switch (fault.kind) {
      case 'none':
        return await pass();
      case 'refused':
        return void client.resetAndDestroy();
      case 'swallowed':
        return;
      case 'delayed':
        await sleep(fault.ms);
        return await pass();
      case 'request cut': {
        const beginning = request.subarray(0, Math.max(1, Math.floor(request.length * fault.at)));
        void this.forward(beginning, client, { endAfterMs: fault.ms });
        await sleep(fault.ms);
        return void client.resetAndDestroy();
      }
      case 'request garbled':
        return void client.write(await this.forward(garbled(request, fault.at, fault.how), client));
      case 'slow writer':
        return void client.write(await this.forward(request, client, fault));
      case 'slow reader':
        return await drip(client, await this.forward(request, client), fault);
      case 'twice': {
        this.copies.push(request);
        const first = this.forward(request);
        await sleep(fault.apartMs);
        const second = this.forward(request);
        this.wait(Promise.all([first, second]));
        return void client.write(await [first, second][fault.hears]!);
      }
      case 'again later':
        this.copies.push(request);
        this.hold(request, fault.after);
        return await pass();
      case 'late':
        this.hold(request, fault.after);
        return void client.resetAndDestroy();
      case 'status':
        return void client.end(statusOf(fault.status, fault.retryAfter));
      case 'status after':
        await this.forward(request);
        return void client.end(statusOf(fault.status));
      case 'answer dropped':
        await this.forward(request);
        return void client.resetAndDestroy();
      case 'answer swallowed':
        return void (await this.forward(request));
      case 'answer cut': {
        const answer = await this.forward(request);
        client.write(answer.subarray(0, Math.floor(answer.length * fault.at)));
        if (fault.by === 'end') client.end();
        // What was written gets there before.
        if (fault.by === 'reset') setTimeout(() => client.resetAndDestroy(), 5);
        return;
      }
      case 'answer garbled':
        return void client.write(garbled(await this.forward(request), fault.at, fault.how));
      case 'answer of another': {
        const other = this.answers[0];
        return void client.write((await this.forward(request)) && (other ?? statusOf(502)));
      }
    }
  }

  private hold(request: Buffer, left: number): void {
    this.held.push({ left, deliver: async () => void (await this.forward(request)) });
  }

  /** The whole answer, or what came of it until the connection ended. `client`: if it goes, the server sees it go. */
  private async forward(
    request: Buffer,
    client?: Socket,
    how: { readonly pieces?: number; readonly ms?: number; readonly endAfterMs?: number } = {},
  ): Promise<Buffer> {
    const server = createConnection({ port: this.upstream, host: '127.0.0.1' });
    this.track(server);
    const gone = () => server.destroy();
    client?.once('close', gone);
    let answer = Buffer.alloc(0);
    const ended = new Promise<void>((resolve) => {
      const timer = setTimeout(gone, how.endAfterMs ?? LONGEST_MS);
      server.once('close', () => {
        clearTimeout(timer);
        resolve();
      });
      server.on('data', (part: Buffer) => {
        answer = Buffer.concat([answer, part]);
        if (lengthOfFirst(answer) !== undefined) server.destroy();
      });
    });
    await drip(server, request, how);
    await ended;
    client?.off('close', gone);
    if (answer.length > 0) this.answers.push(answer);
    else client?.resetAndDestroy();
    return answer;
  }
}

/** In so many pieces, with a pause behind each. */
async function drip(to: Socket, bytes: Buffer, how: { readonly pieces?: number; readonly ms?: number }): Promise<void> {
  const size = Math.max(1, Math.ceil(bytes.length / (how.pieces ?? 1)));
  for (let at = 0; at < bytes.length && !to.destroyed; at += size) {
    if (at > 0) await sleep(how.ms ?? 0);
    to.write(bytes.subarray(at, at + size));
  }
}

const statusOf = (status: number, retryAfter?: number): string =>
  `HTTP/1.1 ${status} Something\r\ncontent-type: text/html\r\n${
    retryAfter === undefined ? '' : `retry-after: ${retryAfter}\r\n`
  }${FIN}${PAGE.length}\r\n\r\n${PAGE}`;

const oneOf = <T>(random: Random, all: readonly T[]): T => all[random(all.length)] as T;
const part = (random: Random): number => random(1_000) / 1_000;

const GARBLES: readonly ((random: Random) => Garble)[] = [
  (random) => ({ flip: 1 << random(8) }),
  (random) => ({ insert: 1 + random(20), byte: random(256) }),
  (random) => ({ remove: 1 + random(20) }),
];

/** Each kind as often as the others. */
const FAULTS: readonly ((random: Random) => Fault)[] = [
  () => ({ kind: 'refused' }),
  () => ({ kind: 'swallowed' }),
  (random) => ({ kind: 'delayed', ms: random(150) }),
  (random) => ({ kind: 'request cut', at: part(random), ms: random(30) }),
  (random) => ({ kind: 'request garbled', at: part(random), how: oneOf(random, GARBLES)(random) }),
  (random) => ({ kind: 'slow writer', pieces: 2 + random(8), ms: random(20) }),
  (random) => ({ kind: 'slow reader', pieces: 2 + random(8), ms: random(20) }),
  (random) => ({ kind: 'twice', hears: random(2) as 0 | 1, apartMs: random(2) * random(20) }),
  (random) => ({ kind: 'again later', after: 1 + random(6) }),
  (random) => ({ kind: 'late', after: 1 + random(4) }),
  (random) => ({ kind: 'status', status: 429, retryAfter: oneOf(random, [undefined, 0, 1]) }),
  (random) => ({ kind: 'status', status: oneOf(random, [500, 502, 503, 504, 408]), retryAfter: undefined }),
  (random) => ({ kind: 'status after', status: oneOf(random, [500, 502, 503, 504]) }),
  () => ({ kind: 'answer dropped' }),
  () => ({ kind: 'answer swallowed' }),
  (random) => ({ kind: 'answer cut', at: part(random), by: oneOf(random, ['end', 'reset', 'silence'] as const) }),
  (random) => ({ kind: 'answer garbled', at: part(random), how: oneOf(random, GARBLES)(random) }),
  () => ({ kind: 'answer of another' }),
];

/** `often`: of a thousand requests. */
export function faultOf(random: Random, often: number): Fault {
  return random(1_000) < often ? oneOf(random, FAULTS)(random) : { kind: 'none' };
}

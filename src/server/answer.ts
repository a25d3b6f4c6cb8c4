/**
 * One answer on its way out, line by line. An error that is known before the first line has its own HTTP status; later it
 * is a line. Whoever reads slowly is waited for, for a while; whoever waits long hears that somebody works.
 */
import type { ServerResponse } from 'node:http';
import { ERRORS } from '../domain/errors.ts';
import type { AdctlError } from '../domain/refusal.ts';
import { CONTENT_DIGEST, contentDigest, type Failure, type Message, NDJSON, Writing } from '../execution/codec.ts';
import type { Gate } from './gate.ts';

export type Tell = (error: AdctlError) => Failure;

const ALIVE_EVERY_MS = 5_000;
/** Whoever takes nothing for so long has gone. */
const STALLED_MS = 120_000;

/** Whoever read the answer is gone. */
export class Gone extends Error {}

export class Answer {
  private readonly out: ServerResponse;
  private readonly writing = new Writing();
  private readonly timer: NodeJS.Timeout;
  private heard = performance.now();
  private draining = false;
  status = 0;
  bytes = 0;

  /** `beginAfterMs`: so long an error is waited for, to be told by the status. */
  constructor(out: ServerResponse, beginAfterMs: number) {
    this.out = out;
    const began = performance.now();
    this.timer = setInterval(() => {
      const now = performance.now();
      if (this.draining || (this.status === 0 && now - began < beginAfterMs)) return;
      if (now - this.heard >= ALIVE_EVERY_MS || this.status === 0) this.write({ alive: true });
    }, 500);
    this.timer.unref();
  }

  get gone(): boolean {
    return this.out.destroyed || this.out.closed;
  }

  /** `gate`: its place is given up while the reader is waited for. */
  async say(message: Message, gate?: Gate): Promise<void> {
    if (this.gone) throw new Gone();
    if (this.write(message)) return;
    await (gate ? gate.away(() => this.drained()) : this.drained());
  }

  /** What need not be heard, and waits for nobody. */
  mention(message: Message): void {
    if (!this.gone && !this.out.writableNeedDrain) this.write(message);
  }

  async end(value: unknown): Promise<void> {
    await this.say({ end: value });
    this.finish();
  }

  fail(error: AdctlError, tell: Tell): void {
    if (this.gone) return;
    if (this.status === 0) this.refuse(error, tell(error));
    else {
      this.write({ error: tell(error) });
      this.finish();
    }
  }

  private refuse(error: AdctlError, failure: Failure): void {
    this.status = ERRORS[error.code].http;
    const text = JSON.stringify({ error: failure });
    this.bytes = Buffer.byteLength(text);
    const seconds = error.details['seconds'];
    this.out.writeHead(this.status, {
      'content-type': 'application/json',
      'content-length': this.bytes,
      [CONTENT_DIGEST]: contentDigest(text),
      ...(error.code === 'TOKEN_INVALID' && { 'www-authenticate': 'Bearer' }),
      ...(typeof seconds === 'number' && { 'retry-after': String(seconds) }),
      ...(error.code === 'METHOD_WRONG' && { allow: String(error.details['method']) }),
      // A body that was not read to its end would be taken for the next request.
      ...(!this.out.req.complete && { connection: 'close' }),
    });
    this.out.end(text);
  }

  private finish(): void {
    this.over();
    this.out.end();
  }

  /** Nothing more is said. */
  over(): void {
    clearInterval(this.timer);
  }

  private write(message: Message): boolean {
    const text = this.writing.line(message) + this.writing.vouch();
    if (this.status === 0) {
      this.status = 200;
      this.out.writeHead(200, { 'content-type': NDJSON });
    }
    this.heard = performance.now();
    this.bytes += Buffer.byteLength(text);
    return this.out.write(text);
  }

  private async drained(): Promise<void> {
    this.draining = true;
    try {
      await new Promise<void>((resolve, reject) => {
        const { out } = this;
        const timer = setTimeout(() => out.destroy(), STALLED_MS);
        const done = (settle: () => void) => () => {
          clearTimeout(timer);
          out.off('drain', drain).off('close', close);
          settle();
        };
        const drain = done(resolve);
        const close = done(() => reject(new Gone()));
        out.once('drain', drain).once('close', close);
      });
    } finally {
      this.draining = false;
    }
  }
}

/**
 * What goes over the wire between a remote link and a server: JSON, one value a line. A request is a head and rows; an
 * answer is any number of messages, the last of them an end or an error, and behind each the SHA-256 of all messages so
 * far: nothing that was cut off or damaged on its way is taken for what was said. Only this file knows how a message looks.
 */
import { createHash } from 'node:crypto';
import type { Page } from '../domain/question.ts';
import type { Details } from '../domain/refusal.ts';
import type { RawRow } from '../domain/schema.ts';
import type { Step } from '../domain/steps.ts';
import type { Narrow } from '../operations/define.ts';
import { linesOf } from './lines.ts';
import type { ChangeCall, Chunk, Event, QueryCall } from './link.ts';

/** Raised when an older side would misunderstand a newer one. */
export const PROTOCOL = 1;

/** Names of HTTP headers: which protocol and version speaks, and how the caller names its call, to stop it by. */
export const PROTOCOL_HEADER = 'adctl-protocol';
export const VERSION_HEADER = 'adctl-version';
export const CALL_HEADER = 'adctl-call';

export const NDJSON = 'application/x-ndjson';

export type QueryHead = Omit<QueryCall, 'operation' | 'rows' | 'actor' | 'origin'>;
export type ChangeHead = Omit<ChangeCall, 'operation' | 'rows' | 'actor' | 'origin' | 'chunk'> & {
  readonly chunk?: Omit<Chunk, 'digest'>;
};
/** Of the calls that a link makes besides operations. */
export type LinkHead = { readonly narrow?: Narrow | undefined; readonly batch?: string; readonly after?: number };

/** An error as it is told: the reader has the words where it knows the code. */
export type Failure = {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly details: Details;
};

export type Message =
  | { readonly page: Page }
  | { readonly event: Event }
  | { readonly told: readonly [step: Step, done?: number, total?: number] }
  /** Nothing to say yet: whoever waits sees that somebody works. */
  | { readonly alive: true }
  | { readonly end: unknown }
  | { readonly error: Failure };

export const lineOf = (message: unknown): string => `${JSON.stringify(message)}\n`;

/** The cells of a row; with why it could not be read, where that is so. */
export const rowText = ({ cells, bad }: RawRow): string => JSON.stringify(bad ? [cells, bad] : cells);

/** A head and rows, each as text, as one JSON value. */
export const bodyOf = (head: object, rows: readonly string[]): string =>
  `${JSON.stringify(head).slice(0, -1)},"rows":[${rows.join(',')}]}`;

/** A head and rows, one a line, and the line that vouches for them. */
export async function* linesOfBody(head: object, rows: AsyncIterable<readonly RawRow[]>): AsyncGenerator<string> {
  const writing = new Writing();
  yield writing.line(head);
  for await (const some of rows) {
    const text = some.map((row) => `${rowText(row)}\n`).join('');
    writing.text(text);
    yield text;
  }
  yield writing.vouch();
}

export const digestOf = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');

/** The header that lets a body that was damaged on its way be told (RFC 9530). */
export const CONTENT_DIGEST = 'content-digest';
export const contentDigest = (text: string | Uint8Array): string =>
  `sha-256=:${createHash('sha256').update(text).digest('base64')}:`;

/** Lines as they are written, and the one that vouches for them. */
export class Writing {
  private readonly hash = createHash('sha256');

  line(message: unknown): string {
    const text = lineOf(message);
    this.hash.update(text);
    return text;
  }

  /** A line that is written as it is. */
  text(line: string): void {
    this.hash.update(line);
  }

  /** A line as it came, without its end. */
  bytes(line: Uint8Array): void {
    this.hash.update(line).update('\n');
  }

  digest(): string {
    return this.hash.copy().digest('hex');
  }

  /** That all lines so far are whole. */
  vouch(): string {
    return lineOf({ digest: this.digest() });
  }
}

/** The answer is not whole, or not what a server of this program says. */
export class Garbled extends Error {}

/** The longest line of an answer: a page of 500 rows. */
const MOST_BYTES = 64 * 1024 * 1024;

/** The messages of an answer, each once it is vouched for. Ends only where the last one is; else `Garbled`. */
export async function* messagesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Message> {
  const hash = createHash('sha256');
  let held: Message[] = [];
  for await (const line of linesOf(bytes, MOST_BYTES)) {
    const message = parsed(line);
    if (!('digest' in message)) {
      hash.update(line).update('\n');
      held.push(message as Message);
      continue;
    }
    if (message['digest'] !== hash.copy().digest('hex')) throw new Garbled('the answer was damaged on its way');
    yield* held;
    held = [];
  }
  if (held.length > 0) throw new Garbled('the answer ended early');
}

function parsed(line: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line.toString());
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Told below.
  }
  throw new Garbled('the answer is not what adctl answers');
}

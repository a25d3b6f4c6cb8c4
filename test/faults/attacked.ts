/** The real server as a process on the fixture's state, real tokens for its members, and calls that no friend would make. */
import { createHash, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createConnection } from 'node:net';
import { dirname, join } from 'node:path';
import { hashOf, newToken } from '../../src/domain/tokens.ts';
import { fixture } from '../helpers/fixture.ts';
import { KEY, type State } from '../helpers/state.ts';
import { type Running, serving, stopped } from '../server/processes.ts';
import { Place } from './processes.ts';

export type Answered = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** Code of the error, by the status or in the last line. */
  readonly code: string | undefined;
  readonly lines: readonly Record<string, unknown>[];
};
export type Asked = {
  readonly method?: string;
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Where the call comes from, of this machine's addresses. */
  readonly from?: string;
};

function linesOf(text: string): Record<string, unknown>[] {
  try {
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  } catch {
    return [];
  }
}

export class Attacked {
  readonly state: State;
  readonly running: Running;
  readonly tokens = new Map<string, string>();
  private readonly place: Place;

  private constructor(state: State, place: Place, running: Running) {
    this.state = state;
    this.place = place;
    this.running = running;
  }

  static async open(args: readonly string[] = ['--rate', '100000']): Promise<Attacked> {
    const state = await fixture();
    const place = new Place();
    const keyFile = join(dirname(state.file), 'key');
    writeFileSync(keyFile, KEY, { mode: 0o600 });
    const running = await serving(place, args, { env: { ADCTL_DB: state.file, ADCTL_KEY_FILE: keyFile } });
    return new Attacked(state, place, running);
  }

  /** A token of a member, made as the member's own client would make it. */
  async token(member: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
    const known = this.tokens.get(member);
    if (known !== undefined && Object.keys(more).length === 0) return known;
    const token = newToken(randomBytes(32));
    const name = createHash('sha256').update(token).digest('hex').slice(0, 12);
    await this.state.must('tokens.create', {
      rows: [{ name, member, hash: hashOf(token), expires: '2099-12-31', ...more }],
    });
    if (Object.keys(more).length === 0) this.tokens.set(member, token);
    return token;
  }

  async call(path: string, { method = 'POST', token, headers = {}, body = {}, from }: Asked = {}): Promise<Answered> {
    const bearer = token === undefined ? await this.token('owner') : token;
    const text = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
    return await new Promise((resolve, reject) => {
      const calling = request(
        {
          host: '127.0.0.1',
          port: this.running.port,
          path,
          method,
          ...(from !== undefined && { localAddress: from }),
          headers: {
            'content-type': 'application/json',
            ...(bearer !== null && { authorization: `Bearer ${bearer}` }),
            ...(method === 'POST' && { 'content-length': Buffer.byteLength(text) }),
            ...headers,
          },
        },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('error', reject);
          answer.on('end', () => {
            const said = Buffer.concat(parts).toString();
            const lines = linesOf(said);
            const error = lines.find((line) => 'error' in line)?.['error'] as { code?: string } | undefined;
            resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: said, lines, code: error?.code });
          });
        },
      );
      calling.on('error', reject);
      if (method === 'POST') calling.write(text);
      calling.end();
    });
  }

  operation(name: string, body: unknown, more: Omit<Asked, 'body'> = {}): Promise<Answered> {
    return this.call(`/v1/${name}`, { ...more, body });
  }

  /** Bytes as they are, and all that comes back until the server ends it or `ms` are over. */
  async raw(bytes: string | Buffer, ms = 1_500): Promise<{ readonly text: string; readonly ended: boolean }> {
    return await new Promise((resolve) => {
      const socket = createConnection({ port: this.running.port, host: '127.0.0.1' });
      let text = '';
      const done = (ended: boolean) => {
        clearTimeout(timer);
        socket.destroy();
        resolve({ text, ended });
      };
      const timer = setTimeout(() => done(false), ms);
      socket.on('data', (part) => (text += part));
      socket.on('error', () => done(true));
      socket.on('close', () => done(true));
      socket.write(bytes);
    });
  }

  /** How many entries the log has, to see that nothing was done. */
  async entries(): Promise<number> {
    return Number((await this.state.query('audit.list', { count: 'true' })).rows[0]?.[0]);
  }

  async stop(): Promise<{ readonly stdout: string; readonly stderr: string }> {
    const ended = await stopped(this.running);
    this.place.remove();
    return ended;
  }
}

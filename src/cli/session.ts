/** What one command works with: its settings, the link to its state, and how it speaks. Opened when first needed. */

import { configDir } from '../config/paths.ts';
import { readProfiles } from '../config/profile-file.ts';
import { type Resolved, type ResolveOptions, resolveSettings, wantsColor } from '../config/settings.ts';
import type { Format } from '../domain/formats.ts';
import type { Page } from '../domain/question.ts';
import { AdctlError } from '../domain/refusal.ts';
import type { Lang, Text } from '../domain/text.ts';
import type { Environment } from '../execution/job.ts';
import type { Link, QueryCall } from '../execution/link.ts';
import type { ServingLink } from '../execution/local.ts';
import type { RemoteLink } from '../execution/remote.ts';
import type { Narrow } from '../operations/define.ts';
import type { Column } from '../render/columns.ts';
import type { WriteOptions } from '../render/options.ts';
import type { Sink } from '../render/write.ts';
import type { SqlTimes, Store } from '../store/port.ts';
import { assertForm } from './form.ts';
import { type Io, put } from './io.ts';
import { narrowOf } from './narrow.ts';

export type Options = Readonly<Record<string, unknown>>;
/** A link to an executor in this process, with the store for the commands that are about the file itself. */
export type LocalLink = ServingLink & { readonly store: Store };
/** `look`: never make or change anything, and do without the key. */
export type LinkOptions = Partial<Pick<Environment, 'clock'>> & { readonly look?: true };
/** How a state is opened: a file here, or behind a server with the token that is kept for it. */
export type Links = {
  readonly local: (file: string, session: Session, more?: LinkOptions) => Promise<LocalLink>;
  readonly serve: (link: LocalLink, session: Session, how: ServeHow) => Promise<Served>;
  readonly remote: (url: string, token: string | undefined, session: Session) => Promise<RemoteLink>;
};

/** Where to listen, in which way, and what to do with a line of the request log. */
export type ServeHow = {
  readonly host: string;
  readonly port: number;
  readonly tls?: { readonly cert: string; readonly key: string };
  readonly behindProxy: boolean;
  readonly callsPerSecond?: number;
  /** `code`: of a call that failed. */
  readonly log: (line: string, code?: string) => void;
};
/** Until it is stopped. */
export type Served = { readonly url: string; stop(): Promise<void> };

export class Session {
  readonly io: Io;
  readonly options: Options;
  readonly settings: Resolved;
  private readonly links: Links;
  private opened: Promise<Link> | undefined;
  private acts: Promise<string> | undefined;
  /** With -v: what the state is asked, and how long that takes. */
  readonly sqlTimes: SqlTimes | undefined;

  private constructor(io: Io, options: Options, settings: Resolved, links: Links) {
    this.io = io;
    this.options = options;
    this.settings = settings;
    this.links = links;
    this.sqlTimes = options['verbose'] === true ? new Map() : undefined;
  }

  static async of(io: Io, options: Options, links: Links, how?: ResolveOptions): Promise<Session> {
    const file = await readProfiles(configDir(io.env));
    return new Session(io, options, resolveSettings(options, io.env, file, how), links);
  }

  get lang(): Lang {
    return this.settings.values.lang;
  }
  /** Of words inside data: chosen, or English. A machine's locale changes what is said, never the data (cli.md, For shells). */
  get keptLang(): Lang {
    return this.settings.origin.lang === 'locale' ? 'en' : this.lang;
  }
  get dataLang(): Lang {
    return this.format === 'table' ? this.lang : this.keptLang;
  }
  /** Where the state is behind a server. */
  get url(): string | undefined {
    return this.settings.values.url;
  }
  /** Who acts, for a call: nobody is named to a server, which knows by the token (MEM-0). `login` says who it is. */
  get actor(): string {
    return this.url === undefined ? (this.settings.values.as ?? 'owner') : '';
  }
  /** Who acts, by name. */
  login(): Promise<string> {
    if (this.url === undefined) return Promise.resolve(this.actor);
    this.acts ??= this.link().then(async (link) => (await link.actor('')).login);
    return this.acts;
  }
  /** The view that was asked for (CTX-1). */
  get narrow(): Narrow | undefined {
    return narrowOf(this.settings.values);
  }
  /** The time zone is asked for only where one is needed: finding the machine's costs a fifth of a start. */
  get tz(): string {
    return this.settings.values.tz;
  }
  get tty(): boolean {
    return this.io.stdout.isTTY === true;
  }
  /** May questions be asked? */
  get asks(): boolean {
    return this.io.stdin.isTTY === true && this.io.stderr.isTTY === true && !this.settings.values.no_input;
  }
  get yes(): boolean {
    return this.options['yes'] === true;
  }
  get quiet(): boolean {
    return this.options['quiet'] === true;
  }
  get format(): Format {
    return this.settings.values.format ?? (this.tty ? 'table' : 'csv');
  }
  get excel(): boolean {
    return this.options['excel'] === true;
  }
  private get gb18030(): boolean {
    return String(this.options['encoding'] ?? '').toLowerCase() === 'gb18030';
  }
  get formatTyped(): boolean {
    return this.settings.origin.format === 'option';
  }
  get debug(): boolean {
    return this.settings.values.debug;
  }
  get lockTimeoutMs(): number {
    return this.settings.values.lock === 'fail' ? 0 : Math.round(this.settings.values.lock_timeout * 1000);
  }

  /** How an error is told. */
  get speech(): { readonly lang: Lang; readonly color: boolean; readonly format?: Format } {
    const { color, format } = this.settings.values;
    return { lang: this.lang, color: wantsColor(color, this.io.stderr, this.io.env), ...(format && { format }) };
  }

  /** The same session as if other options had been typed. */
  with(options: Options): Session {
    return Object.create(this, { options: { value: options } }) as Session;
  }

  /** A text that is part of the data. */
  word(text: Text): string {
    return text[this.dataLang];
  }

  say(text: Text): string {
    return text[this.lang];
  }

  /** The state that the settings name, wherever it is. */
  link(): Promise<Link> {
    this.opened ??= this.url === undefined ? this.openFile() : this.openServer(this.url);
    return this.opened;
  }

  /** For commands about the file itself, which a server does not hand out. */
  stateLink(command: string): Promise<LocalLink> {
    const { url } = this;
    if (url !== undefined) return Promise.reject(new AdctlError('LOCAL_ONLY', { command, url }));
    return this.link() as Promise<LocalLink>;
  }

  /** Serves a state to others. */
  serve(link: LocalLink, how: ServeHow): Promise<Served> {
    return this.links.serve(link, this, how);
  }

  /** The server that the settings name, with the token that is kept for it. */
  serverLink(): Promise<RemoteLink> {
    if (this.url === undefined) throw new Error('the state is a file');
    return this.link() as Promise<RemoteLink>;
  }

  private openFile(): Promise<LocalLink> {
    const { db } = this.settings.values;
    if (db === undefined) throw new Error('the state is behind a server');
    return this.links.local(db, this);
  }

  private async openServer(url: string): Promise<RemoteLink> {
    const { tokenFor } = await import('./server-token.ts');
    return await this.links.remote(url, await tokenFor(this, url), this);
  }

  /** Another state than the settings name, closed by who asked for it. */
  linkTo(file: string, more: LinkOptions): Promise<LocalLink> {
    return this.links.local(file, this, more);
  }
  /** A server with a token that is not kept, closed by who asked for it. */
  serverWith(url: string, token: string | undefined): Promise<RemoteLink> {
    return this.links.remote(url, token, this);
  }

  async close(): Promise<void> {
    const link = await this.opened?.catch(() => undefined);
    link?.close();
    if (!this.sqlTimes || this.sqlTimes.size === 0) return;
    const { sqlTimes } = await import('./sql-times.ts');
    for (const line of sqlTimes(this.sqlTimes)) await this.note(line);
  }

  /** For answers: there is no use in going on when nobody reads them. */
  get sink(): Sink {
    return this.sinkSeen();
  }
  /** The same; `seen`: told of all that leaves, as it leaves. */
  sinkSeen(seen?: (part: string | Uint8Array) => void): Sink {
    return {
      write: async (part) => {
        const bytes = await this.encoded(part);
        seen?.(bytes);
        await put(this.io.stdout, bytes);
        if (this.io.stdout.closed) throw Object.assign(new Error('nobody reads'), { code: 'EPIPE' });
      },
    };
  }
  /** For what is said about work: the work is done whether or not anybody reads. */
  get telling(): Sink {
    return { write: async (part) => await put(this.io.stdout, await this.encoded(part)) };
  }

  private async encoded(part: string | Uint8Array): Promise<string | Uint8Array> {
    if (typeof part !== 'string' || !this.gb18030) return part;
    const { encodeGb18030 } = await import('../files/gb18030.ts');
    return encodeGb18030(part);
  }

  query(operation: string, input: Options, rows?: QueryCall['rows']): QueryCall {
    const session = this;
    return {
      operation,
      input,
      ...(rows && { rows }),
      actor: this.actor,
      narrow: this.narrow,
      lockTimeoutMs: this.lockTimeoutMs,
      get tz() {
        return session.tz;
      },
    };
  }

  /** The first page of an answer; the rest is not read, and no snapshot of the state is kept for it. */
  async firstPage(operation: string, input: Options): Promise<Page | undefined> {
    const pages = (await this.link()).query(this.query(operation, input));
    const first = await pages.next();
    if (first.done) return undefined;
    await pages.return({});
    return first.value;
  }

  /** A line on stderr: everything that is not data. */
  async note(line: string): Promise<void> {
    await put(this.io.stderr, `${line}\n`);
  }

  writing(columns: readonly Column[], more: Partial<WriteOptions> = {}): WriteOptions {
    const { io, settings } = this;
    if (more.format === undefined) assertForm(this);
    const width = io.stdout.columns;
    return {
      format: this.format,
      columns,
      labels: this.options['labels'] === true,
      lang: this.lang,
      tz: columns.some(({ type }) => type === 'instant') ? this.tz : 'UTC',
      ...(this.tty && width !== undefined && { width }),
      color: wantsColor(settings.values.color, io.stdout, io.env),
      ...(this.excel && { excel: true, bom: !this.gb18030 }),
      ...more,
    };
  }
}

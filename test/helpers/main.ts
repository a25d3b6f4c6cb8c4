/** The real `main` with streams of its own: a terminal or a pipe, a config folder and a state of its own, stdin as text. */
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Io } from '../../src/cli/io.ts';
import { completing } from '../../src/completing.ts';
import { main } from '../../src/main.ts';
import { NOW, newFolder } from './state.ts';

export type Shell = {
  /** Holds the config folder and, unless `db` says otherwise, the state. */
  readonly folder: string;
  readonly db: string;
  /** Runs one command line; `env` comes on top of the shell's. */
  run(argv: readonly string[], more?: RunOptions): Promise<Ran>;
};
export type RunOptions = {
  /** Columns of the terminal that stdout is; absent: a pipe. */
  readonly columns?: number;
  /** Whether stderr and stdin are a terminal; default: as stdout. */
  readonly tty?: boolean;
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly now?: number | (() => number);
  /** What batch ids and secrets are made of; default: the system's own. */
  readonly random?: (bytes: number) => Uint8Array;
  readonly signal?: AbortSignal;
  /** Called with every write to stdout, in the middle of the work. */
  readonly onWrite?: () => void;
  /** Called with every text that is written to stderr. */
  readonly onNote?: (text: string) => void;
};
export type Ran = { readonly code: number; readonly stdout: string; readonly stderr: string; readonly bytes: Buffer };

class Buffered {
  private readonly parts: Buffer[] = [];
  onWrite: ((text: string) => void) | undefined;
  readonly isTTY: boolean;
  readonly columns: number | undefined;
  constructor(isTTY: boolean, columns?: number) {
    this.isTTY = isTTY;
    this.columns = columns;
  }
  get bytes(): Buffer {
    return Buffer.concat(this.parts);
  }
  get text(): string {
    return this.bytes.toString();
  }
  write(part: string | Uint8Array): boolean {
    const bytes = Buffer.from(part as Uint8Array);
    this.onWrite?.(bytes.toString());
    this.parts.push(bytes);
    return true;
  }
  once(): this {
    return this;
  }
}

export function shell(given: { readonly db?: string; readonly folder?: string } = {}): Shell {
  const folder = given.folder ?? newFolder();
  const db = given.db ?? join(folder, 'state.db');
  const base = {
    ADCTL_CONFIG_DIR: join(folder, 'config'),
    ADCTL_DB: db,
    HOME: folder,
    ADCTL_LANG: 'en',
    ADCTL_TZ: 'Asia/Shanghai',
    NO_COLOR: '1',
  };
  return {
    folder,
    db,
    async run(
      argv,
      { columns, tty = columns !== undefined, stdin = '', env = {}, now = NOW, random, signal, onWrite, onNote } = {},
    ) {
      const stdout = new Buffered(columns !== undefined, columns);
      stdout.onWrite = onWrite;
      const stderr = new Buffered(tty, columns);
      stderr.onWrite = onNote;
      const input = Object.assign(Readable.from(stdin.length > 0 ? [Buffer.from(stdin)] : []), { isTTY: tty });
      const io: Io = {
        env: { ...base, ...env },
        stdin: input,
        stdout,
        stderr,
        clock: typeof now === 'number' ? () => now : now,
        ...(random && { random }),
        ...(signal && { signal }),
      };
      // As the launcher does.
      const code = argv[0] === '__complete' ? await completing(argv.slice(1), io) : await main(argv, io);
      return { code, stdout: stdout.text, stderr: stderr.text, bytes: stdout.bytes };
    },
  };
}

/** A shell on a demo of so many accounts. */
export async function demoShell(accounts: number): Promise<Shell> {
  const on = shell();
  const made = await on.run(['demo', '--accounts', String(accounts)]);
  if (made.code !== 0) throw new Error(made.stderr);
  return on;
}

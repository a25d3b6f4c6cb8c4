/** Real processes of the built program, so that they can be killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const LAUNCHER = resolve(import.meta.dirname, '../../bin/adctl.js');

export type Ended = {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  /** The same, of what is no text. */
  readonly bytes: Buffer;
  readonly stderr: string;
};

export type Started = { readonly child: ChildProcess; readonly ended: Promise<Ended> };
export type Launch = {
  readonly node?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly program?: string;
};

/** A folder with a state of its own, removed at the end. */
export class Place {
  readonly folder = mkdtempSync(join(tmpdir(), 'adctl-faults-'));
  readonly db = join(this.folder, 'state.db');
  readonly env = {
    PATH: process.env['PATH'],
    HOME: this.folder,
    ADCTL_CONFIG_DIR: join(this.folder, 'config'),
    ADCTL_DB: this.db,
    TZ: 'UTC',
  };

  start(...args: string[]): Started {
    return this.launch(args);
  }

  /** `node`: options of Node itself; `env` comes on top of the place's. */
  launch(args: readonly string[], { node = [], env = {}, program = LAUNCHER }: Launch = {}): Started {
    const child = spawn(process.execPath, [...node, program, ...args], {
      cwd: this.folder,
      env: { ...this.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout?.on('data', (data: Buffer) => out.push(data));
    child.stderr?.on('data', (data: Buffer) => err.push(data));
    const ended = new Promise<Ended>((done) =>
      child.on('close', (code, signal) => {
        const bytes = Buffer.concat(out);
        done({ code, signal, stdout: bytes.toString(), bytes, stderr: Buffer.concat(err).toString() });
      }),
    );
    return { child, ended };
  }

  async run(...args: string[]): Promise<Ended> {
    return await this.start(...args).ended;
  }

  /** The rows of a command's JSON output. */
  async json<T = Record<string, unknown>>(...args: string[]): Promise<T[]> {
    const { stdout, stderr, code } = await this.run(...args, '--format', 'json');
    if (code !== 0) throw new Error(`adctl ${args.join(' ')} ended with ${code}: ${stderr}`);
    return JSON.parse(stdout) as T[];
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

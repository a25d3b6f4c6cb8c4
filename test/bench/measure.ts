/**
 * Whole processes against what a user would pick instead, in turn and in one run, as ratios with the memory of ours.
 * CI runs them small, for function only; `npm run bench` measures on 1,000,000 accounts and prints the tables.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, copyFileSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from 'vitest';
import { Place } from '../faults/processes.ts';

export const FULL = process.env['ADCTL_BENCH'] === 'full';
export const ACCOUNTS = FULL ? 1_000_000 : 2_000;
export const ROWS = FULL ? 100_000 : 200;
export const RUNS = FULL ? 5 : 1;
/** A state made before, to save making one. */
const GIVEN = process.env['ADCTL_BENCH_DB'];
const GIVEN_CONFIG = process.env['ADCTL_BENCH_CONFIG'];
const ROOT = resolve(import.meta.dirname, '../..');
export const ADCTL = [process.execPath, join(ROOT, 'bin', 'adctl.js')];
const MEMORY = join(import.meta.dirname, 'memory.cjs');

export type Server = {
  readonly url: string;
  /** Of as many as may be asked by at a time. */
  readonly tokens: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly child: ChildProcess;
};

export type Run = { readonly ms: number; readonly megabytes: number };
/** Ours and theirs, in milliseconds. */
export type Pair = readonly [ours: number, theirs: number];
type Goal = { readonly must?: number; readonly aim?: number };

/** Each may have so many calls open; what is measured is the server, not that. */
const TOKENS = 64;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;

export class Bench {
  private readonly place = new Place();
  private readonly lines: string[] = [];
  private servers = 0;
  readonly folder = this.place.folder;
  db = this.place.db;

  /** A state of `ACCOUNTS` accounts, with all that belongs to them. */
  async demo(): Promise<void> {
    if (GIVEN) this.db = GIVEN;
    else expect((await this.place.run('demo', '--accounts', String(ACCOUNTS))).code).toBe(0);
  }

  file(name: string, text: string): string {
    const file = join(this.folder, name);
    writeFileSync(file, text);
    return file;
  }

  /** A copy of the state, to be changed. */
  copy(name = 'copy.db'): string {
    const copy = join(this.folder, name);
    for (const end of ['', '-wal', '-shm']) rmSync(copy + end, { force: true });
    copyFileSync(this.db, copy);
    return copy;
  }

  /** Runs to the end; another exit code than 0 fails the test. Standard output goes nowhere. */
  run(command: readonly string[], env: Readonly<Record<string, string>> = {}): number {
    const [file, ...args] = command as [string, ...string[]];
    // What Node gives a child as a pipe is a socket, which no shell does.
    const told = join(this.folder, 'stderr');
    const stderr = openSync(told, 'w');
    const start = performance.now();
    const { status } = spawnSync(file, args, { cwd: ROOT, stdio: ['ignore', 'ignore', stderr], env: this.env(env) });
    const ms = performance.now() - start;
    closeSync(stderr);
    expect(status, readFileSync(told, 'utf8')).toBe(0);
    return ms;
  }

  output(args: readonly string[], more: Readonly<Record<string, string>> = {}): string {
    const [file, ...first] = ADCTL as [string, ...string[]];
    const options = { cwd: ROOT, env: this.env(more), maxBuffer: 1 << 28 };
    return String(spawnSync(file, [...first, ...args], options).stdout);
  }

  /** The same, with its peak memory: what tells that takes no time that shows in a run of seconds. */
  measured(command: readonly string[], env: Readonly<Record<string, string>> = {}): Run {
    const told = join(this.folder, 'memory');
    const ms = this.run(command, { ...env, NODE_OPTIONS: `--require ${MEMORY}`, ADCTL_BENCH_MEMORY: told });
    return { ms, megabytes: Number(readFileSync(told, 'utf8')) / 1024 };
  }

  /** A server of a state, and what a command needs to ask it. */
  async serve(db: string): Promise<Server> {
    const names = Array.from({ length: TOKENS }, (_, i) => `bench-${this.servers}-${i}`);
    this.servers++;
    const tokens = this.output(['tokens', 'create', ...names], { ADCTL_DB: db })
      .trim()
      .split('\n');
    expect(tokens).toHaveLength(TOKENS);
    const [token] = tokens as [string];
    const [file, ...first] = ADCTL as [string, ...string[]];
    const args = [...first, 'serve', '--listen', '127.0.0.1:0', '--rate', '1000000'];
    const child = spawn(file, args, {
      cwd: ROOT,
      env: this.env({ ADCTL_DB: db }),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let told = '';
    for await (const text of child.stderr) {
      told += text;
      const [url] = /http:\/\/[\d.:]+/.exec(told) ?? [];
      if (url === undefined) continue;
      child.stderr.resume();
      return { url, tokens, env: { ADCTL_DB: '', ADCTL_URL: url, ADCTL_TOKEN: token }, child };
    }
    throw new Error(told);
  }

  /** A figure that is no ratio of ours and theirs. */
  say(what: string, text: string): void {
    this.lines.push(`${what.padEnd(58)} ${text}`);
  }

  private env(more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
    const config = GIVEN_CONFIG ?? join(this.folder, 'config');
    return {
      PATH: process.env['PATH'],
      HOME: this.folder,
      ADCTL_CONFIG_DIR: config,
      ADCTL_DB: this.db,
      TZ: 'UTC',
      ...more,
    };
  }

  /** Both in turn, so that a slower moment of the machine meets both; the first pair warms up. */
  compare(what: string, ours: () => number, theirs: () => number, goal: Goal = {}, runs = RUNS): void {
    const all = Array.from({ length: runs + (FULL && runs > 3 ? 1 : 0) }, () => [ours(), theirs()] as const);
    this.ratio(what, all.slice(-runs), goal);
  }

  ratio(what: string, pairs: readonly Pair[], goal: Goal): void {
    const ratio = median(pairs.map(([a, b]) => a / b));
    this.tell(what, ratio, goal, `${ms(pairs, 0)} / ${ms(pairs, 1)} ms`);
  }

  peak(what: string, megabytes: number, goal: Goal = { must: 300, aim: 200 }): void {
    this.tell(`${what}: peak memory, MB`, megabytes, goal, '');
  }

  private tell(what: string, value: number, { must, aim }: Goal, more: string): void {
    const goal = must === undefined || !FULL ? '' : `must ${must}, aim ${aim}${value > must ? '  MISSED' : ''}`;
    this.lines.push(`${what.padEnd(58)} ${value.toFixed(2).padStart(8)}  ${goal.padEnd(24)} ${more}`.trimEnd());
  }

  end(): void {
    this.place.remove();
    process.stdout.write(`${this.lines.join('\n')}\n`);
  }
}

const ms = (pairs: readonly Pair[], side: 0 | 1): string => median(pairs.map((pair) => pair[side])).toFixed(0);

export const bareNode = (bench: Bench) => () => bench.run([process.execPath, '-e', '0']);

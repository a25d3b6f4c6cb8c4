/** Console blocks of a document, run by a real shell on a real demo. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import type { main } from '../../src/main.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** Words of a line in which a shell finds nothing but words and quotes; absent: it takes a shell. */
function plainWords(line: string): string[] | undefined {
  if (/[|<>;&$`"\\*?~#]/.test(line.replace(/'[^']*'/g, ''))) return undefined;
  const words = [...line.matchAll(/(?:[^\s']|'[^']*')+/g)].map(([word]) => word.replaceAll("'", ''));
  return words[0] === 'adctl' ? words.slice(1) : undefined;
}

export class Shell {
  readonly folder = mkdtempSync(join(tmpdir(), 'adctl-shell-'));
  readonly work: string;
  private readonly running: ChildProcess[] = [];

  constructor() {
    const bin = join(this.folder, 'bin');
    mkdirSync(bin);
    writeFileSync(
      join(bin, 'adctl'),
      `#!/bin/sh\nexec "${process.execPath}" "${join(ROOT, 'bin', 'adctl.js')}" "$@"\n`,
      { mode: 0o755 },
    );
    this.work = join(this.folder, 'data', 'adctl', 'demo');
    mkdirSync(this.work, { recursive: true });
  }

  /** What a terminal would show: both streams, in the order written. */
  run(command: string): { readonly output: string; readonly code: number | null } {
    const { stdout, status } = spawnSync('sh', ['-c', `{ ${command}\n} 2>&1`], { ...this.where(), encoding: 'utf8' });
    return { output: stdout, code: status };
  }

  /** The same; what takes no shell is run by the built program within this process, most of a short command being its start. */
  async runHere(command: string): Promise<{ readonly output: string; readonly code: number | null }> {
    const words = plainWords(command);
    if (!words) return this.run(command);
    const { load } = createRequire(import.meta.url)(join(ROOT, 'bin', 'adctl.js')) as {
      load(name: string): { readonly main: typeof main };
    };
    const parts: Buffer[] = [];
    const out = {
      write: (part: string | Uint8Array) => parts.push(Buffer.from(part as Uint8Array)) > 0,
      once: () => undefined,
    };
    const { cwd, env } = this.where();
    const before = process.cwd();
    process.chdir(cwd);
    try {
      const io = { env, stdin: Readable.from([]), stdout: out, stderr: out, clock: Date.now };
      const code = await load('main.cjs').main(words, io);
      return { output: Buffer.concat(parts).toString(), code };
    } finally {
      process.chdir(before);
    }
  }

  private where() {
    return {
      cwd: this.work,
      env: {
        PATH: `${join(this.folder, 'bin')}${delimiter}${process.env['PATH']}`,
        HOME: this.folder,
        XDG_DATA_HOME: join(this.folder, 'data'),
        XDG_CONFIG_HOME: join(this.folder, 'config'),
        ADCTL_TZ: 'Asia/Shanghai',
        LANG: 'C.UTF-8',
      },
    };
  }

  /** One that goes on in the background until the end: what it says first. */
  start(command: string): { readonly output: string } {
    const said = join(this.folder, `said-${this.running.length}`);
    const out = openSync(said, 'w');
    this.running.push(
      spawn('sh', ['-c', `exec ${command.replace(/ &$/, '')}`], { ...this.where(), stdio: ['ignore', out, out] }),
    );
    const until = performance.now() + 30_000;
    while (performance.now() < until) {
      const output = readFileSync(said, 'utf8');
      if (output.endsWith('\n')) return { output };
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    }
    throw new Error(`${command} says nothing`);
  }

  /** A demo in its own place, as its profile. */
  demo(accounts?: number): void {
    const { code, output } = this.run(
      `adctl demo${accounts === undefined ? '' : ` --accounts ${accounts}`} && adctl profile use demo`,
    );
    if (code !== 0) throw new Error(output);
  }

  remove(): void {
    for (const child of this.running) child.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** What differs from run to run: batch ids, log heads, times of now. */
export function settled(output: string): string {
  return output
    .replace(/\bb_[0-9A-HJKMNP-TV-Z]{26}\b/g, 'b_01M7Z0Q4…')
    .replace(/\br_[a-z2-9]{16}\b/g, 'r_tfhdy74a…')
    .replace(/\b[0-9a-f]{64}\b/g, '8f0c2e…')
    .replace(/--after [\w-]{20,}/g, '--after AjA1mBoJISiRPZeZ…')
    .replace(/20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+]08:00/g, '2026-11-24T21:23:52.697+08:00');
}

export type Step = { readonly command: string; readonly output: string };

/** The steps of a document's console blocks, and a way to write them anew. */
export function stepsOf(text: string): { readonly steps: Step[]; write(outputs: readonly string[]): string } {
  const blocks = /```console\n([\s\S]*?)```/g;
  const split = (block: string) =>
    block
      .split(/^(?=\$ )/m)
      .filter((part) => part.startsWith('$ '))
      .map((part) => ({ command: part.slice(2, part.indexOf('\n')), output: part.slice(part.indexOf('\n') + 1) }));
  const steps = [...text.matchAll(blocks)].flatMap(([, block]) => split(block as string));
  return {
    steps,
    write(outputs) {
      let i = 0;
      return text.replace(
        blocks,
        (_, block: string) =>
          `\`\`\`console\n${split(block)
            .map(({ command }) => `$ ${command}\n${outputs[i++]}`)
            .join('')}\`\`\``,
      );
    },
  };
}

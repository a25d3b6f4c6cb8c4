import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { onTestFinished } from 'vitest';
import type { Code } from '../../src/domain/errors.ts';
import { AdctlError } from '../../src/domain/refusal.ts';

export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'adctl-config-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The error that a promise or function ends with; fails where it ends well or with a bug. */
export async function refusalOf(f: () => unknown): Promise<AdctlError> {
  try {
    await f();
  } catch (error) {
    if (error instanceof AdctlError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

export async function codeOf(f: () => unknown): Promise<Code> {
  return (await refusalOf(f)).code;
}

/** A script that real processes can run: `body` sees what `src` exports as `lib`, and its arguments as `args`. */
export function scriptOf(folder: string, src: string, body: string): string {
  const entry = join(folder, 'entry.ts');
  const script = join(folder, 'script.mjs');
  const from = JSON.stringify(join(import.meta.dirname, '../../src', src));
  writeFileSync(entry, `import * as lib from ${from};\nconst args = process.argv.slice(2);\n${body}`);
  const banner = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
  buildSync({
    entryPoints: [entry],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: { js: banner },
  });
  return script;
}

export function runScript(script: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.on('data', (part) => {
      out += part;
    });
    child.stderr.on('data', (part) => {
      err += part;
    });
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(out) : reject(new Error(`exit ${code}: ${err}`))));
  });
}

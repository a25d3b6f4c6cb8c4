/** The README shows what the program prints: every console block is run on a fresh demo. ADCTL_WRITE=1 writes it anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../server/processes.ts';
import { Shell, settled, stepsOf } from './console.ts';

const README = resolve(import.meta.dirname, '../../README.md');
const shell = new Shell();

beforeAll(() => shell.demo());
afterAll(() => shell.remove());

test('README: every command prints what it says there', { timeout: 120_000 }, async () => {
  const address = `127.0.0.1:${await freePort()}`;
  const document = stepsOf(readFileSync(README, 'utf8'));
  // An id is never the same twice: there stands the beginning of the one that stands above it, here it is the last one.
  const last = () => shell.run('adctl batches list -q --limit 1 --as wang.wei').output.split('\n')[0] as string;
  const run = (typed: string) => {
    const command = typed.replace(/\bb_01M7Z0Q4\b/, last).replaceAll('127.0.0.1:7420', address);
    const { output } = command.endsWith(' &') ? shell.start(command) : shell.run(command);
    return output
      .replaceAll(address, '127.0.0.1:7420')
      .replaceAll(join(shell.folder, 'data'), '/home/me/.local/share')
      .replace(/(?<=^logged in .*, until )\S+/m, '2027-02-22');
  };
  const outputs = document.steps.map(({ command }) => settled(run(command)));
  if (process.env['ADCTL_WRITE']) writeFileSync(README, document.write(outputs));
  expect(outputs.length).toBeGreaterThan(15);
  document.steps.forEach(({ command, output }, i) => {
    if (!process.env['ADCTL_WRITE']) expect(`$ ${command}\n${outputs[i]}`).toBe(`$ ${command}\n${output}`);
    expect(outputs[i]).not.toMatch(/BUG|this is a bug/);
  });
});

/** Tasks of a day, run by a real shell on a fresh demo, one after the other. ADCTL_WRITE=1 writes what they print anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Shell, settled, stepsOf } from './console.ts';

const TASKS = resolve(import.meta.dirname, 'tasks.md');
const shell = new Shell();
beforeAll(() => shell.demo(), 120_000);
afterAll(() => shell.remove());

test('tasks: each prints what is kept here', { timeout: 240_000 }, () => {
  const document = stepsOf(readFileSync(TASKS, 'utf8'));
  const outputs = document.steps.map(({ command }) => settled(shell.run(command).output));
  if (process.env['ADCTL_WRITE']) writeFileSync(TASKS, document.write(outputs));
  expect(readFileSync(TASKS, 'utf8').match(/^## /gm)?.length).toBe(20);
  document.steps.forEach(({ command, output }, i) => {
    if (!process.env['ADCTL_WRITE']) expect(`$ ${command}\n${outputs[i]}`).toBe(`$ ${command}\n${output}`);
    expect(`$ ${command}\n${outputs[i]}`).not.toMatch(/BUG|this is a bug/);
  });
});

/** A disk that is full where the output goes: said in words, and the work that was done is told. */
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Place } from './processes.ts';

const BIN = resolve(import.meta.dirname, '../../bin/adctl.js');
const place = new Place();
afterAll(() => place.remove());

test.skipIf(!existsSync('/dev/full'))('standard output that takes nothing is an error in words', async () => {
  expect((await place.run('accounts', 'create', '1', '--platform', 'tencent', '--name', 'a')).code).toBe(0);
  for (const [words, told] of [
    [['accounts', 'list'], ''],
    [['accounts', 'note', '1', '--text', 'x'], 'noted 1 · batch '],
  ] as const) {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [BIN, ...words], {
      stdio: ['ignore', full, 'pipe'],
      env: place.env,
      encoding: 'utf8',
    });
    closeSync(full);
    expect(stderr).toContain(told);
    expect(stderr).toContain('error: standard output could not be written: no room left on its disk (OUTPUT_LOST)\n');
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(status).toBe(1);
  }
});

import { accessSync, constants, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 2 * 1024 ** 3;

/** Where there is room for them, states lie in memory: what a disk does to them is the matter of test/faults alone. */
function fastest(): string {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    accessSync(MEMORY, constants.W_OK);
    if (Math.min(bavail * bsize, freemem()) > ENOUGH_BYTES) return MEMORY;
  } catch {
    // There is none here.
  }
  return tmpdir();
}

/** All that this run leaves while it runs; removed at its end (test/helpers/run.ts). */
const folder = join(fastest(), `adctl-run-${process.pid}`);
const env = {
  // One seed for all that is random, printed with what it did: ADCTL_SEED repeats a run.
  ADCTL_SEED: process.env['ADCTL_SEED'] ?? String(Date.now() % 1_000_000),
  ADCTL_TEST_RUN: folder,
};
process.env['ADCTL_TEST_RUN'] = folder;
const inMemory = { ...env, TMPDIR: folder };

const FAULTS = 'test/faults/**/*.test.ts';
const BENCH = 'test/bench/**/*.test.ts';
/** The library for tables as it is shipped: with the detours that the build leaves out it takes hundreds of times longer. */
const TABLES = fileURLToPath(new URL('../dist/libraries/cli-table3.cjs', import.meta.url));

export default defineConfig({
  test: {
    alias: { 'cli-table3': TABLES },
    server: { deps: { external: [TABLES] } },
    root: new URL('..', import.meta.url).pathname,
    globalSetup: ['test/helpers/run.ts'],
    setupFiles: ['test/helpers/leftovers.ts'],
    // Of what hangs, not of what is slow: random histories take minutes on a busy machine.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    maxWorkers: 2,
    // No file leaves anything behind in what it imports: that is loaded once for all, and saves each a second and more.
    isolate: false,
    // They run in the order of their names, so that what takes seconds comes last and both workers end at about one time.
    projects: [
      {
        extends: true,
        test: { name: 'in memory', include: ['test/**/*.test.ts'], exclude: [FAULTS, BENCH], env: inMemory },
      },
      { extends: true, test: { name: 'on disk', include: [FAULTS], env } },
      { extends: true, test: { name: 'timed', include: [BENCH], env } },
    ],
  },
});

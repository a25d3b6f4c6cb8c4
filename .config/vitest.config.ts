import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    // Of what hangs, not of what is slow: random histories take minutes on a busy machine.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    maxWorkers: 2,
    // One seed for all that is random, printed with what it did: ADCTL_SEED repeats a run.
    env: { ADCTL_SEED: process.env['ADCTL_SEED'] ?? String(Date.now() % 1_000_000) },
  },
});

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // One seed for all that is random, printed with what it did: ADCTL_SEED repeats a run.
    env: { ADCTL_SEED: process.env['ADCTL_SEED'] ?? String(Date.now() % 1_000_000) },
  },
});

/** BULK-2, ERR-1: whatever the network does, every row is done once or not at all, and nobody is told otherwise. */
import { test } from 'vitest';
import { SEED } from './campaign.ts';
import { schedule } from './network.ts';

/** `ADCTL_SCHEDULES=10000` for a campaign; `ADCTL_SCHEDULE=N` repeats one. */
const COUNT = Number(process.env['ADCTL_SCHEDULES'] ?? 150);
const ONE = process.env['ADCTL_SCHEDULE'];
const LANES = 16;

test('BULK-2 a bad network', { timeout: Math.max(60_000, COUNT * 2_000) }, async () => {
  const seeds = ONE === undefined ? Array.from({ length: COUNT }, (_, i) => SEED * 100_000 + i) : [Number(ONE)];
  const failed: string[] = [];
  const outcomes: Record<string, number> = {};
  const faults: Record<string, number> = {};
  let done = 0;
  const lane = async () => {
    for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
      const ran = await schedule(seed).catch((error) => ({ found: [String(error.stack)], outcomes: [], faults: [] }));
      for (const one of ran.outcomes) outcomes[one] = (outcomes[one] ?? 0) + 1;
      for (const one of ran.faults) {
        const kind = /"kind":"([^"]+)"/.exec(one)?.[1] as string;
        faults[kind] = (faults[kind] ?? 0) + 1;
      }
      if (ran.found.length > 0) failed.push([`schedule ${seed}`, ...ran.found, ...ran.faults].join('\n  '));
      done++;
    }
  };
  await Promise.all(Array.from({ length: ONE === undefined ? LANES : 1 }, lane));
  console.info(`bad network: ${done} schedules, seed ${SEED}`, { outcomes, faults });
  if (failed.length > 0) throw new Error([`${failed.length} schedules failed`, ...failed.slice(0, 20)].join('\n'));
});

/** Makes the demo through the executor, as an operator would: the same seed gives the same records, batches and log times. */
import { chmod, writeFile } from 'node:fs/promises';
import { FINE } from '../../domain/batches.ts';
import type { Text } from '../../domain/text.ts';
import type { ChangeCall, Link } from '../../execution/link.ts';
import { claimRows, claimsFile } from './claims.ts';
import { CLAIMER } from './members.ts';
import { randomOf, ulidOf } from './random.ts';
import { type DemoStep, stepsOf } from './steps.ts';

/** When the demo's state was made, for whoever makes the link: 10:00 in Shanghai on a Monday. */
export const DEMO_NOW = Date.UTC(2026, 0, 5, 2, 0, 0);

export type DemoOptions = {
  readonly link: Link;
  readonly accounts: number;
  readonly seed: number;
  /** Where the claim file goes. */
  readonly claimsFile: string;
  /** Told as rows go through a step: `done` of `total`. */
  onStep(text: Text, done: number, total: number): void;
};
export type Demo = { readonly accounts: number; readonly claims: number; readonly claimer: string };

const BATCH_SALT = 37;
/** So far apart that the first eight characters of a batch's id are its own. */
const APART_MS = 30 * 60_000;

function batchOf(seed: number, step: number, steps: number): string {
  return `b_${ulidOf(DEMO_NOW - (steps - step) * APART_MS, randomOf(seed, BATCH_SALT, step))}`;
}

export async function buildDemo(options: DemoOptions): Promise<Demo> {
  const { link, accounts, seed } = options;
  const steps = stepsOf(seed, accounts);
  for (const [i, step] of steps.entries()) {
    if (step.count === 0) continue;
    await run(link, step, batchOf(seed, i, steps.length), (done) => options.onStep(step.text, done, step.count));
  }
  const claims = claimRows(seed, accounts);
  await writeFile(options.claimsFile, claimsFile(claims), { mode: 0o600 });
  // `mode` counts for a new file only.
  await chmod(options.claimsFile, 0o600);
  return { accounts, claims: claims.length, claimer: CLAIMER };
}

async function run(link: Link, step: DemoStep, batch: string, told: (done: number) => void): Promise<void> {
  const call: ChangeCall = {
    operation: step.operation,
    batch,
    options: step.options ?? {},
    rows: step.rows(),
    source: { type: step.selection ? 'where' : 'none' },
    ...(step.selection && { selection: step.selection }),
    ...(step.reference !== undefined && { reference: step.reference }),
    actor: step.actor ?? 'owner',
    tz: 'Asia/Shanghai',
    origin: 'demo',
    dryRun: false,
    lockTimeoutMs: 60_000,
  };
  let done = 0;
  told(done);
  for await (const event of link.change(call)) {
    if (event.type !== 'results') continue;
    const failed = event.rows.find(({ status }) => !FINE.has(status));
    if (failed) {
      const { row, target, status, code, details } = failed;
      throw new Error(
        `demo: ${step.operation} row ${row} ${target}: ${status} ${code ?? ''} ${JSON.stringify(details ?? {})}`,
      );
    }
    done += event.rows.length;
    told(done);
  }
}

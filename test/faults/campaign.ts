/** Kills of real processes by plan: at a step of the driver, or at a moment; each on a fresh copy of one state. */
import { copyFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import { type Ran, shell } from '../helpers/main.ts';
import { type Ended, Place } from './processes.ts';

export const HOOK = resolve(import.meta.dirname, 'kill-at.cjs');

export const SEED = Number(process.env['ADCTL_SEED']);
/** In full 1,000 (`npm run faults`); of these 60 % are claims, 15 % resumes, 15 % undos and 10 % migrations. */
export const KILLS = Number(process.env['ADCTL_KILLS'] ?? 7);
const LANES = 2;
/** A lane makes a ground of its own first, which costs as much as some kills. */
const KILLS_PER_LANE = 4;

export type Plan = { readonly step: string } | { readonly afterMs: number };
export type Random = (below: number) => number;

/** The same numbers for the same seed. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A place with a base state, of which each kill gets a copy. */
export class Ground {
  readonly place = new Place();
  private readonly base = join(this.place.folder, 'base.db');

  /** The log's last transaction before the rows that are counted. */
  since = 0;

  /** What is counted in the log begins here. */
  count(): void {
    this.since = this.query<{ seq: number }>('SELECT max(seq) AS seq FROM log_transactions')[0]?.seq ?? 0;
  }

  /** What the state is now is the base from now on. */
  keep(): void {
    const database = new Database(this.place.db);
    database.pragma('wal_checkpoint(TRUNCATE)');
    database.close();
    copyFileSync(this.place.db, this.base);
  }

  fresh(): void {
    const { folder, db } = this.place;
    for (const name of readdirSync(folder)) if (name.startsWith('state.db')) rmSync(join(folder, name));
    copyFileSync(this.base, db);
  }

  /** The program in this process, `later` milliseconds from now. */
  async soon(argv: readonly string[], later = 0): Promise<Ran> {
    const { folder, db } = this.place;
    return shell({ folder, db }).run(argv, { now: Date.now() + later });
  }

  async kill(plan: Plan, argv: readonly string[]): Promise<Ended> {
    if ('step' in plan)
      return await this.place.launch(argv, { node: ['--require', HOOK], env: { ADCTL_TEST_KILL: plan.step } }).ended;
    const { child, ended } = this.place.start(...argv);
    const timer = setTimeout(() => child.kill('SIGKILL'), plan.afterMs);
    const end = await ended;
    clearTimeout(timer);
    return end;
  }

  /** Nothing was heard for long of a batch that was running. */
  overdue(): void {
    const database = new Database(this.place.db);
    database.exec("UPDATE batches SET due_at = 1 WHERE state = 'running'");
    database.close();
  }

  query<T>(sql: string, ...values: unknown[]): T[] {
    const database = new Database(this.place.db, { readonly: true });
    try {
      return database.prepare(sql).all(...values) as T[];
    } finally {
      database.close();
    }
  }

  /** The check is silent, but for contact data where its key is not at hand, and the log holds. */
  async whole(): Promise<void> {
    const check = await this.soon(['state', 'check']);
    expect(check.stdout + check.stderr).toMatch(/^(warning: contact data was not checked: .*\(KEY_MISSING\)\n)?$/);
    expect(check.code).toBe(0);
    const verified = await this.soon(['audit', 'verify', '--format', 'csv']);
    expect(verified.stdout).toMatch(/,0\n$/);
    expect(verified.code).toBe(0);
  }
}

export type Counts = { kills: number; hit: number; atStep: number; byPlan: Record<string, number> };

/**
 * Runs `count` kills in lanes, each with a ground of its own; every second one at a step, the others at a moment within
 * the command's usual time. `verify` sees the state after each.
 */
export async function campaign(given: {
  readonly name: string;
  readonly count: number;
  readonly ground: () => Promise<Ground>;
  readonly argv: (ground: Ground) => readonly string[];
  readonly steps: readonly (readonly [step: string, most: number])[];
  readonly verify: (ground: Ground, killed: Ended) => Promise<void>;
}): Promise<Counts> {
  const { count, steps } = given;
  const counts: Counts = { kills: 0, hit: 0, atStep: 0, byPlan: {} };
  /** Every pair of a side and a step has its turn, whatever the lanes do. */
  const pairs = steps.flatMap(([step, most]) => ['before', 'after'].map((side) => ({ name: `${side} ${step}`, most })));
  const todo = Array.from({ length: count }, (_, i) => i);
  const lane = async () => {
    const ground = await given.ground();
    try {
      ground.fresh();
      const start = performance.now();
      expect((await ground.place.run(...given.argv(ground))).code).toBe(0);
      const usual = performance.now() - start;
      for (let i = todo.shift(); i !== undefined; i = todo.shift()) {
        const random = randomOf(SEED * 10_007 + given.name.length * 1_009 + i);
        random(1);
        const turn = Math.floor(i / 2);
        const { name, most } = pairs[turn % pairs.length] as (typeof pairs)[number];
        const plan: Plan =
          i % 2 === 0
            ? // The first round is always met: a hook that no longer bites is noticed.
              { step: `${name} ${turn < pairs.length ? 1 : 1 + random(most)}` }
            : { afterMs: 60 + random(usual) };
        ground.fresh();
        const killed = await ground.kill(plan, given.argv(ground));
        const what = JSON.stringify(plan);
        try {
          await given.verify(ground, killed);
        } catch (error) {
          throw new Error(`${given.name}, seed ${SEED}, kill ${i}, ${what}: ${String(error)}`, { cause: error });
        }
        counts.kills++;
        const of = 'step' in plan ? plan.step.replace(/ \d+$/, '') : 'moment';
        if (killed.signal === 'SIGKILL') {
          counts.hit++;
          if ('step' in plan) counts.atStep++;
          counts.byPlan[of] = (counts.byPlan[of] ?? 0) + 1;
        }
      }
    } finally {
      ground.place.remove();
    }
  };
  await Promise.all(Array.from({ length: Math.min(LANES, Math.ceil(count / KILLS_PER_LANE)) }, lane));
  if (count >= 2 * pairs.length)
    expect(Object.keys(counts.byPlan)).toEqual(expect.arrayContaining(pairs.map(({ name }) => name)));
  console.info(`kills: ${given.name}: ${counts.kills} kills, ${counts.hit} while it ran, seed ${SEED}`, counts.byPlan);
  return counts;
}

export function idsFile(folder: string, ids: readonly string[]): string {
  const file = join(folder, 'ids.csv');
  writeFileSync(file, `id\n${ids.join('\n')}\n`);
  return file;
}

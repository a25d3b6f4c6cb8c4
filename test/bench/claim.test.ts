/**
 * Claiming many accounts, and undoing that, against the same UPDATE and INSERT by prepared statements that check and log
 * nothing: chunk for chunk in one process, and as whole processes.
 */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RawRow } from '../../src/domain/schema.ts';
import { localLink } from '../../src/execution/local.ts';
import { Vault } from '../../src/execution/vault.ts';
import { operationNamed } from '../../src/operations/registry.ts';
import { openStore } from '../../src/store/sqlite/open.ts';
import { claimByHand } from './by-hand.mjs';
import { ADCTL, Bench, type Pair, ROWS } from './measure.ts';

const BY_HAND = [process.execPath, join(import.meta.dirname, 'by-hand.mjs')];
const CHUNK = 1_000;
const bench = new Bench();
type Order = 'in order' | 'random';

/** The ids of nobody's accounts as sets of `ROWS`, which share none: one copy of a large state serves all runs. */
const sets: Record<Order, string[][]> = { 'in order': [], random: [] };

beforeAll(async () => {
  await bench.demo();
  const where = ['--where', 'manager is empty', '--where', 'status != closed'];
  const list = bench.output(['accounts', 'list', ...where, '--limit', String(8 * ROWS), '--columns', 'platform,id']);
  const keys = list
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.replace(',', ':'));
  expect(keys).toHaveLength(8 * ROWS);
  const cut = (all: readonly string[]) => [0, 1, 2, 3].map((i) => all.slice(i * ROWS, (i + 1) * ROWS));
  sets['in order'] = cut(keys.slice(0, 4 * ROWS));
  sets['random'] = cut(shuffled(keys.slice(4 * ROWS)));
}, 1_800_000);
afterAll(() => bench.end());

/** The same order at every run. */
function shuffled(keys: readonly string[]): string[] {
  let seed = 1;
  const next = () => (seed = (seed * 48_271) % 2_147_483_647);
  return keys
    .map((key) => [next(), key] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, key]) => key);
}

async function claimed(file: string, keys: readonly string[], run: number): Promise<number> {
  const store = await openStore({ file, create: false });
  const link = localLink({ store, vault: async () => new Vault(undefined), clock: () => 0 }, operationNamed);
  const rows = (async function* () {
    for (let i = 0; i < keys.length; i += CHUNK)
      yield keys.slice(i, i + CHUNK).map((id, n): RawRow => ({ row: i + n + 1, cells: { id } }));
  })();
  const batch = `b_BENCH${String(run).padStart(21, '0')}`;
  const source = { type: 'arguments', rows: keys.length } as const;
  const call = { operation: 'accounts.claim', batch, options: {}, rows, source, actor: 'owner', tz: 'UTC' };
  const start = performance.now();
  const events = link.change({ ...call, origin: 'bench', lockTimeoutMs: 1_000 });
  let next = await events.next();
  while (!next.done) next = await events.next();
  store.close();
  const took = performance.now() - start;
  expect(next.value.counts).toEqual({ ok: keys.length });
  return took;
}

/** Two pairs, in either order, so that a slower moment and a file that grows meet both. */
async function pairs(
  [a, b, c, d]: readonly string[][],
  ours: (keys: readonly string[]) => Promise<number> | number,
  theirs: (keys: readonly string[]) => number,
): Promise<Pair[]> {
  const first = [await ours(a as string[]), theirs(b as string[])] as const;
  const hand = theirs(c as string[]);
  return [first, [await ours(d as string[]), hand]];
}

test('accounts claim in one process', { timeout: 3_600_000 }, async () => {
  const copy = bench.copy();
  let run = 0;
  const ours = (keys: readonly string[]) => claimed(copy, keys, ++run);
  const theirs = (keys: readonly string[]) => claimByHand(copy, keys);
  for (const [order, must, aim] of [
    ['in order', 2.5, 1.8],
    ['random', 2, 1.5],
  ] as const) {
    const found = await pairs(sets[order], ours, theirs);
    bench.ratio(`accounts claim, ${ROWS} ids ${order}, in one process`, found, { must, aim });
  }
});

test('accounts claim and its undo, as processes', { timeout: 3_600_000 }, async () => {
  const ADCTL_DB = bench.copy();
  for (const [order, must, aim] of [
    ['in order', 4, 3],
    ['random', 2, 1.6],
  ] as const) {
    const undos: Pair[] = [];
    const megabytes = { claim: 0, undo: 0 };
    const file = (keys: readonly string[]) => bench.file('ids.csv', `id\n${keys.join('\n')}\n`);
    const ours = (keys: readonly string[]) => {
      const claim = bench.measured([...ADCTL, 'accounts', 'claim', '--from', file(keys), '-q'], { ADCTL_DB });
      const undo = bench.measured([...ADCTL, 'undo', '--last', '--yes', '-q'], { ADCTL_DB });
      undos.push([undo.ms, claim.ms]);
      megabytes.claim = Math.max(megabytes.claim, claim.megabytes);
      megabytes.undo = Math.max(megabytes.undo, undo.megabytes);
      return claim.ms;
    };
    const theirs = (keys: readonly string[]) => bench.run([...BY_HAND, ADCTL_DB, file(keys)]);
    const found = await pairs(sets[order], ours, theirs);
    bench.ratio(`accounts claim, ${ROWS} ids ${order}, process`, found, { must, aim });
    bench.ratio(`undo of it, against the claim, ids ${order}`, undos, { must: 1.5, aim: 1 });
    bench.peak(`accounts claim, ids ${order}`, megabytes.claim);
    bench.peak(`undo, ids ${order}`, megabytes.undo);
  }
});

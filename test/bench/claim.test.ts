/**
 * Claiming many accounts, and undoing that, against the same UPDATE and INSERT by prepared statements that check and log
 * nothing: chunk for chunk in one process, and as whole processes.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RawRow } from '../../src/domain/schema.ts';
import { localLink } from '../../src/execution/local.ts';
import { Vault } from '../../src/execution/vault.ts';
import { operationNamed } from '../../src/operations/registry.ts';
import { openStore } from '../../src/store/sqlite/open.ts';
import { claimByHand } from './by-hand.mjs';
import { ADCTL, Bench, FULL, ROWS } from './measure.ts';

const BY_HAND = [process.execPath, join(import.meta.dirname, 'by-hand.mjs')];
const CHUNK = 1_000;
const bench = new Bench();
const files: Record<string, string> = {};

beforeAll(async () => {
  await bench.demo();
  const where = ['--where', 'manager is empty', '--where', 'status != closed'];
  const list = bench.output('accounts', 'list', ...where, '--limit', String(ROWS), '--columns', 'platform,id');
  const keys = list
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.replace(',', ':'));
  expect(keys).toHaveLength(ROWS);
  const file = (name: string, ids: readonly string[]) => bench.file(`${name}.csv`, `id\n${ids.join('\n')}\n`);
  files['in order'] = file('order', keys);
  files['random'] = file('random', shuffled(keys));
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

async function claimed(file: string, keys: readonly string[]): Promise<number> {
  const store = await openStore({ file, create: false });
  const link = localLink({ store, vault: async () => new Vault(undefined), clock: () => 0 }, operationNamed);
  const rows = (async function* () {
    for (let i = 0; i < keys.length; i += CHUNK)
      yield keys.slice(i, i + CHUNK).map((id, n): RawRow => ({ row: i + n + 1, cells: { id } }));
  })();
  const batch = `b_BENCH${'0'.repeat(21)}`;
  const source = { type: 'arguments', rows: keys.length } as const;
  const call = { operation: 'accounts.claim', batch, options: {}, rows, source, actor: 'owner', tz: 'UTC' };
  const start = performance.now();
  const events = link.change({ ...call, origin: 'bench', lockTimeoutMs: 1_000 });
  let next = await events.next();
  while (!next.done) next = await events.next();
  const took = performance.now() - start;
  expect(next.value.counts).toEqual({ ok: keys.length });
  store.close();
  return took;
}

test.each([
  ['in order', 2.5, 1.8],
  ['random', 2, 1.5],
])('accounts claim, ids %s, in one process', { timeout: 3_600_000 }, async (order, must, aim) => {
  const keys = readFileSync(files[order] as string, 'utf8')
    .trim()
    .split('\n')
    .slice(1);
  const times: [number, number][] = [];
  for (let run = 0; run < (FULL ? 3 : 1); run++)
    times.push([await claimed(bench.copy('ours.db'), keys), claimByHand(bench.copy('theirs.db'), keys)]);
  let at = 0;
  const next = (side: 0 | 1) => () => (times[side === 0 ? at : at++] as [number, number])[side];
  bench.compare(`accounts claim, ${ROWS} ids ${order}, in one process`, next(0), next(1), { must, aim }, times.length);
});

test.each([
  ['in order', 4, 3],
  ['random', 2, 1.6],
])('accounts claim and its undo, ids %s, as processes', { timeout: 3_600_000 }, (order, must, aim) => {
  const file = files[order] as string;
  const claim = [...ADCTL, 'accounts', 'claim', '--from', file, '-q'];
  const undo = [...ADCTL, 'undo', '--last', '--yes', '-q'];
  const ADCTL_DB = bench.copy();
  const runs = FULL ? 3 : 1;
  const hand = () => bench.run([...BY_HAND, bench.copy('theirs.db'), file]).ms;
  const claims: number[] = [];
  const undos: number[] = [];
  for (let run = 0; run < runs; run++) {
    bench.copy();
    claims.push(bench.run(claim, { ADCTL_DB }).ms);
    undos.push(bench.run(undo, { ADCTL_DB }).ms);
  }
  let at = 0;
  bench.compare(
    `accounts claim, ${ROWS} ids ${order}, process`,
    () => claims[at++] as number,
    hand,
    { must, aim },
    runs,
  );
  at = 0;
  const undone = () => undos[at] as number;
  bench.compare(
    `undo of it, against the claim, ids ${order}`,
    undone,
    () => claims[at++] as number,
    { must: 1.5, aim: 1 },
    runs,
  );
  bench.copy();
  bench.peak(`accounts claim, ids ${order}`, bench.memory(claim, { ADCTL_DB }));
  bench.peak(`undo, ids ${order}`, bench.memory(undo, { ADCTL_DB }));
});

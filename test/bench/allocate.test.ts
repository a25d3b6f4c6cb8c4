/**
 * Allocating money to many accounts, and undoing that, against the same entries and balances by prepared statements that
 * check and log nothing and on which no trigger lies: pair by pair in one process, and as whole processes.
 */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RawRow } from '../../src/domain/schema.ts';
import { localLink } from '../../src/execution/local.ts';
import { Vault } from '../../src/execution/vault.ts';
import { operationNamed } from '../../src/operations/registry.ts';
import { openStore } from '../../src/store/sqlite/open.ts';
import { allocateByHand } from './by-hand.mjs';
import { ADCTL, Bench, type Pair, ROWS } from './measure.ts';

const BY_HAND = [process.execPath, join(import.meta.dirname, 'by-hand.mjs')];
const CHUNK = 1_000;
const PAYER = 'agency:a_bluefocus';
const bench = new Bench();

let keys: readonly string[] = [];

beforeAll(async () => {
  await bench.demo();
  const where = ['--where', 'currency = CNY', '--where', 'status = active'];
  const list = bench.output(['accounts', 'list', ...where, '--limit', String(ROWS), '--columns', 'platform,id']);
  keys = list
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.replace(',', ':'));
  expect(keys).toHaveLength(ROWS);
}, 1_800_000);
afterAll(() => bench.end());

/** A copy of the state in which the payer has enough; each run has its own, so that none has books of another. */
function funded(): string {
  const copy = bench.copy();
  const recharge = ['funds', 'recharge', PAYER, '--amount', '1000000000.00', '--reference', 'bench', '--yes', '-q'];
  bench.run([...ADCTL, ...recharge], { ADCTL_DB: copy });
  return copy;
}

async function allocated(file: string): Promise<number> {
  const store = await openStore({ file, create: false });
  const link = localLink({ store, vault: async () => new Vault(undefined), clock: () => Date.now() }, operationNamed);
  const rows = (async function* () {
    for (let i = 0; i < keys.length; i += CHUNK)
      yield keys
        .slice(i, i + CHUNK)
        .map((holder, n): RawRow => ({ row: i + n + 1, cells: { holder, cash: '100.00', payer: PAYER } }));
  })();
  const source = { type: 'arguments', rows: keys.length } as const;
  const call = {
    operation: 'funds.allocate',
    options: {},
    rows,
    source,
    actor: 'owner',
    tz: 'UTC',
    reference: 'k',
    brief: true,
  };
  const batch = 'b_BENCH000000000000000000001';
  const start = performance.now();
  const events = link.change({ ...call, batch, origin: 'bench', lockTimeoutMs: 1_000 });
  let next = await events.next();
  while (!next.done) next = await events.next();
  store.close();
  const took = performance.now() - start;
  expect(next.value.counts).toEqual({ ok: keys.length });
  return took;
}

test('funds allocate in one process', { timeout: 3_600_000 }, async () => {
  const found: Pair[] = [];
  for (const first of ['ours', 'theirs', 'ours']) {
    const hand = first === 'theirs' ? allocateByHand(funded(), keys, PAYER, 10_000) : undefined;
    const ours = await allocated(funded());
    found.push([ours, hand ?? allocateByHand(funded(), keys, PAYER, 10_000)]);
  }
  bench.ratio(`funds allocate, ${ROWS} rows, in one process`, found, { must: 3, aim: 2 });
});

test('funds allocate and its undo, as processes', { timeout: 3_600_000 }, async () => {
  const file = bench.file('clients.csv', `holder,cash\n${keys.map((key) => `${key},100.00`).join('\n')}\n`);
  const listed = bench.file('ids.csv', `holder\n${keys.join('\n')}\n`);
  const ADCTL_DB = funded();
  const command = ['funds', 'allocate', '--from', file, '--payer', PAYER, '--reference', 'k', '--yes', '-q'];
  const allocate = bench.measured([...ADCTL, ...command], { ADCTL_DB });
  const undo = bench.measured([...ADCTL, 'undo', '--last', '--yes', '-q'], { ADCTL_DB });
  const hand = bench.run([...BY_HAND, funded(), listed, PAYER]);
  bench.ratio(`funds allocate, ${ROWS} rows, process`, [[allocate.ms, hand]], { must: 4, aim: 3 });
  bench.ratio('undo of it, against the allocation', [[undo.ms, allocate.ms]], { must: 1.5, aim: 1 });
  bench.peak('funds allocate', allocate.megabytes);
  bench.peak('undo of it', undo.megabytes);
});

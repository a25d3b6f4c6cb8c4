/** MEM-5: handing over what one member manages, against the same rows by prepared statements that check and log nothing. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { handoverByHand } from './by-hand.mjs';
import { ADCTL, Bench, type Pair, ROWS } from './measure.ts';

const LEAVER = 'ada.leaves';
const bench = new Bench();
let ADCTL_DB = '';
let keys: readonly string[] = [];

beforeAll(async () => {
  await bench.demo();
  ADCTL_DB = bench.copy();
  bench.run([...ADCTL, 'members', 'create', LEAVER, '--name', 'Ada', '--verified', 'passport'], { ADCTL_DB });
  const where = ['--where', 'manager is empty', '--where', 'status != closed'];
  const list = ['accounts', 'list', ...where, '--limit', String(ROWS), '--columns', 'platform,id'];
  keys = bench
    .output(list, { ADCTL_DB })
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.replace(',', ':'));
  expect(keys).toHaveLength(ROWS);
}, 1_800_000);
afterAll(() => bench.end());

test('members handover and its undo', { timeout: 3_600_000 }, () => {
  const theirs = (to: string) => handoverByHand(ADCTL_DB, keys, to);
  const hand = [...ADCTL, 'members', 'handover', LEAVER, '--to', 'owner', '-q'];
  const handovers: Pair[] = [];
  const undos: Pair[] = [];
  let megabytes = 0;
  for (let i = 0; i < 2; i++) {
    const byHand = theirs(LEAVER);
    const ours = bench.measured(hand, { ADCTL_DB });
    const undo = bench.measured([...ADCTL, 'undo', '--last', '--yes', '-q'], { ADCTL_DB });
    handovers.push([ours.ms, byHand]);
    undos.push([undo.ms, ours.ms]);
    megabytes = Math.max(megabytes, ours.megabytes, undo.megabytes);
  }
  bench.ratio(`members handover, ${ROWS} accounts, process`, handovers, { must: 4, aim: 3 });
  bench.ratio('undo of it, against the handover', undos, { must: 1.5, aim: 1 });
  bench.peak('members handover and undo', megabytes);
});

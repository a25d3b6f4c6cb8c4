/**
 * Importing accounts from a CSV into an empty state, against prepared statements into the same tables and indexes. One
 * pair of four minutes: work beside it on the machine has moved the ratio from 1.9 to 3.1. ADCTL_BENCH_IMPORT says a
 * smaller number of rows.
 */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { gramsOf } from '../../src/store/sqlite/fold.ts';
import { importByHand } from './by-hand.mjs';
import { ACCOUNTS, ADCTL, Bench } from './measure.ts';

const IMPORTED = Number(process.env['ADCTL_BENCH_IMPORT'] ?? ACCOUNTS);
const bench = new Bench();
afterAll(() => bench.end());

const INDUSTRIES = ['家电', '食品', '游戏', '教育', '汽车'];
const COLUMNS = 'platform,id,name,login,pid,email,industry,daily_budget,tags,note';

async function sourceFile(): Promise<string> {
  const file = join(bench.folder, 'accounts.csv');
  const out = createWriteStream(file);
  out.write(`${COLUMNS}\n`);
  for (let i = 0; i < IMPORTED; i++) {
    const id = String(300_000_000 + i);
    const cells = [`星河网络科技${i % 5000}号店${i}`, `login${id}`, `p${id}`, `a${id}@example.com`, INDUSTRIES[i % 5]];
    const line = ['tencent', id, ...cells, 100 + (i % 900), i % 10 ? '' : '重点', ''].join(',');
    if (!out.write(`${line}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  return file;
}

test('accounts import into an empty state', { timeout: 7_200_000 }, async () => {
  const source = await sourceFile();
  const fresh = (name: string) => {
    const ADCTL_DB = join(bench.folder, name);
    bench.run([...ADCTL, 'state', 'info'], { ADCTL_DB });
    return ADCTL_DB;
  };
  const command = [...ADCTL, 'accounts', 'import', '--from', source, '-q'];
  const ADCTL_DB = fresh('ours.db');
  const ours = bench.measured(command, { ADCTL_DB });
  const theirs = importByHand(fresh('theirs.db'), source, gramsOf);
  bench.ratio(
    `accounts import, ${IMPORTED} rows${IMPORTED < ACCOUNTS ? ` (not ${ACCOUNTS})` : ''}`,
    [[ours.ms, theirs]],
    { must: 3, aim: 2 },
  );
  bench.peak('accounts import', ours.megabytes);
  expect(bench.output(['accounts', 'list', '--count'], { ADCTL_DB }).trim()).toBe(String(IMPORTED));
});

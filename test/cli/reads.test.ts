/** A verb that sets what its options say lists what is set where none of them is typed (cli.md "Shape"). */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { demoShell, type Shell } from '../helpers/main.ts';

const AGENCY = 'agency:a_bluefocus';
let on: Shell;
beforeAll(async () => {
  on = await demoShell(300);
  const set = await on.run(['funds', 'caps', AGENCY, '--per-day', '500', '--as', 'cao.yang']);
  expect(set.code).toBe(0);
}, 60_000);

const LISTED = 'a_bluefocus,500.00';
const LISTS: readonly (readonly string[])[] = [
  [],
  [AGENCY],
  [AGENCY, 'e_gree'],
  ['--currency', 'CNY'],
  ['--where', 'left_today > 0'],
  ['--sort', '-per_day', '--limit', '5'],
  ['--as', 'cao.yang'],
];
test.each(LISTS.map((args) => [args]))('funds caps %j lists', async (args) => {
  const { code, stdout } = await on.run(['funds', 'caps', ...args, '--columns', 'org,per_day', '--csv']);
  expect([code, stdout]).toEqual([0, `org,per_day\n${LISTED}\n`]);
});

const CHANGES: readonly (readonly [args: readonly string[], code: number, said: string])[] = [
  [[AGENCY, '--per-day=400', '--dry-run'], 0, 'dry run: set 1'],
  [[AGENCY, '--per_day', '400', '-n'], 0, 'dry run: set 1'],
  [[AGENCY, '--dry-run'], 2, 'NOTHING_TO_SET'],
  [[AGENCY, '--reason', 'x'], 2, 'NOTHING_TO_SET'],
  [['--template'], 0, ''],
  [[AGENCY, '--per-dya', '400'], 2, '--per-day'],
  [[AGENCY, '--wheer', 'x'], 2, '--where'],
  [['agency:nope'], 3, 'NOT_FOUND'],
  [[AGENCY, '--per-day', '400', '--sort', 'org'], 2, '--sort'],
];
test.each(CHANGES)('funds caps %j: %s %s', async (args, code, said) => {
  const told = await on.run(['funds', 'caps', ...args]);
  expect([told.code, told.stderr]).toEqual([code, expect.stringContaining(said)]);
});

test('what is listed is read back', async () => {
  const file = join(on.folder, 'caps.csv');
  writeFileSync(file, (await on.run(['funds', 'caps', '--csv'])).stdout);
  const { code, stderr } = await on.run(['funds', 'caps', '--from', file]);
  expect(code).toBe(0);
  expect(stderr).toContain('set 0 · unchanged 1');
});

const WRONG: readonly (readonly [args: readonly string[], en: string, zh: string])[] = [
  [['--per-day', 'unlimited'], 'most in a day "unlimited": it is not a plain decimal', '每日限额“unlimited”'],
  [['--per-movement', '0'], 'most in one movement "0": 0 moves nothing', '单笔限额“0”'],
  [['--per-day', '1e3', '--currency', 'JPY'], 'most in a day "1e3": an exponent', '每日限额“1e3”'],
  [['--per-batch', 'unlimited'], 'most rows in a batch: "unlimited" is not valid', '单批行数上限：“unlimited”无效'],
];
test.each(WRONG)('funds caps %j is refused, and none told of', async (args, en, zh) => {
  for (const [lang, said, none] of [
    ['en', en, 'or none: without a cap'],
    ['zh', zh, 'none 为不限'],
  ] as const) {
    const { code, stderr } = await on.run(['funds', 'caps', AGENCY, ...args, '--lang', lang]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(said)]);
    expect(stderr).toContain(none);
  }
});

test('so it is of a file whose rows are refused', async () => {
  const file = join(on.folder, 'wrong.csv');
  writeFileSync(file, `org,per_day,per_batch\n${AGENCY},unlimited,\n${AGENCY},0,\n`);
  const { code, stderr } = await on.run(['funds', 'caps', '--from', file]);
  expect(code).toBe(6);
  expect(stderr).toContain('invalid 2: most in a day not valid 2');
  expect(stderr).toContain('or none: without a cap');
});

test('an option of the list beside one of the change is told as such', async () => {
  const { code, stderr } = await on.run(['funds', 'caps', AGENCY, '--per-day', '5', '--limit', '2']);
  expect([code, stderr]).toEqual([2, expect.stringContaining('this command lists, or it sets')]);
});

/** Manifests of exports, and what a later export brings since one (REP-12, FUND-8). */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Shell, shell } from '../helpers/main.ts';
import { NOW } from '../helpers/state.ts';

let on: Shell;
beforeAll(async () => {
  on = shell();
  expect(await on.run(['demo', '--accounts', '200'])).toMatchObject({ code: 0 });
}, 60_000);

const DAYS = ['2026-01-01', '2026-01-02', '2026-01-03'];
const LIST = ['funds', 'statement', '--type', 'consumption', '--account', '20000005', '--csv'];
const COLUMNS = ['--columns', 'day,total,restated'];
const at = (name: string) => join(on.folder, name);
const manifest = (name: string) => JSON.parse(readFileSync(at(name), 'utf8')) as Record<string, unknown>;
const rows = (stdout: string) => stdout.trimEnd().split('\n').slice(1);

let now = NOW;
async function book(day: string, amount: string): Promise<void> {
  const csv = `account,day,amount\n20000005,${day},${amount}\n`;
  const argv = ['funds', 'consume', '--from', '-', '--source', 'tencent', '--reference', `${day} ${amount}`, '--yes'];
  expect(await on.run(argv, { stdin: csv, now: (now += 60_000) })).toMatchObject({ code: 0 });
}

describe('REP-12: --manifest', () => {
  test('has rows, sums, digest and the days as they were', async () => {
    for (const [i, day] of DAYS.entries()) await book(day, `${i + 1}.50`);
    const asked = [...LIST, ...COLUMNS, '--range', '2026-01-01..2026-01-02', '--manifest', at('first.json')];
    const { stdout, code } = await on.run(asked);
    expect(code).toBe(0);
    expect(manifest('first.json')).toMatchObject({
      operation: 'funds.statement',
      range: '2026-01-01..2026-01-02',
      rows: 2,
      whole: true,
      sums: { CNY: { total: '4.00' } },
      sha256: createHash('sha256').update(stdout).digest('hex'),
      bytes: Buffer.byteLength(stdout),
    });
  });

  test('a range by name is kept as the days that it was', async () => {
    await on.run([...LIST, '--range', 'last7', '--manifest', at('named.json')]);
    expect(manifest('named.json')['range']).toMatch(/^\d{4}-\d\d-\d\d\.\.\d{4}-\d\d-\d\d$/);
  });

  test('is written of ids alone, too; a count has none', async () => {
    expect(await on.run([...LIST, '-q', '--manifest', at('quiet.json')])).toMatchObject({ code: 0 });
    expect(manifest('quiet.json')).toMatchObject({ rows: 3, whole: true });
    expect(await on.run([...LIST, '--count', '--manifest', at('count.json')])).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('REP-12: --since', () => {
  test('brings days restated since, of the days that the export had', async () => {
    await book('2026-01-01', '9.00');
    await book('2026-01-03', '7.00');
    const since = [...LIST, ...COLUMNS, '--since', at('first.json')];
    const { stdout } = await on.run([...since, '--manifest', at('second.json')]);
    expect(rows(stdout)).toEqual([expect.stringMatching(/^2026-01-01,9\.00,2/)]);
    expect(manifest('second.json')).toMatchObject({ range: '2026-01-01..2026-01-02', rows: 1 });
    expect(rows((await on.run([...LIST, ...COLUMNS, '--since', at('second.json')])).stdout)).toEqual([]);
    await book('2026-01-02', '8.00');
    const { stdout: next } = await on.run([...LIST, ...COLUMNS, '--since', at('second.json')]);
    expect(rows(next)).toEqual([expect.stringMatching(/^2026-01-02,8\.00,2/)]);
  });

  const code = async (...more: string[]) => {
    const { stdout, stderr, code } = await on.run([...LIST, ...more]);
    return [code, stdout, /\(([A-Z_]+)\)/.exec(stderr)?.[1]];
  };

  test.each([
    ['2026-01-02..2026-01-03', 'MANIFEST_RANGE'],
    ['2025-12-31..2026-01-02', 'MANIFEST_RANGE'],
    ['today', 'MANIFEST_RANGE'],
  ])('days that the export did not have are refused: %s', async (range, refused) => {
    expect(await code('--since', at('first.json'), '--range', range)).toEqual([2, '', refused]);
  });

  test('fewer days are what was asked', async () => {
    const { stdout } = await on.run([...LIST, ...COLUMNS, '--since', at('first.json'), '--range', '2026-01-02']);
    expect(rows(stdout)).toEqual([expect.stringMatching(/^2026-01-02,8\.00/)]);
  });

  test.each([
    ['--limit', '1'],
    ['--limit', '1', '--sort', 'day'],
  ])('a list that was cut is nothing to go on from: %s', async (...cut) => {
    await on.run([...LIST, ...cut, '--manifest', at('cut.json')]);
    expect(manifest('cut.json')).toMatchObject({ whole: false });
    expect(await code('--since', at('cut.json'))).toEqual([2, '', 'MANIFEST_CUT']);
  });

  test('another question is refused, and so is what is no manifest', async () => {
    const other = ['funds', 'statement', '--type', 'recharge', '--since', at('first.json')];
    expect(await on.run(other)).toMatchObject({ code: 2, stderr: expect.stringContaining('MANIFEST_OTHER') });
    expect(await code('--since', at('state.db'))).toEqual([2, '', 'MANIFEST_INVALID']);
    expect(await code('--since', at('nowhere.json'))).toMatchObject([3, '', expect.any(String)]);
  });
});

describe('REP-12: a manifest of another history', () => {
  const SPENT = ['funds', 'statement', '--type', 'consumption', '--csv', '--columns', 'day,total'];
  const refused = { code: 5, stdout: '', stderr: expect.stringContaining('(MANIFEST_STATE)') };

  test('is refused where a backup was restored since, however many lines were written after it', async () => {
    const restore = async (name: string, ...more: string[]) => {
      const told = await on.run(['state', 'restore', at(name), '--yes', ...more], { now: (now += 60_000) });
      expect(told).toMatchObject({ code: 0 });
      return told;
    };
    await on.run(['state', 'backup', at('early.db')]);
    await book('2026-01-04', '10.00');
    await book('2026-01-04', '20.00');
    expect(await on.run([...SPENT, '--manifest', at('before.json')])).toMatchObject({ code: 0 });
    await on.run(['state', 'backup', at('late.db')]);
    const { stderr } = await restore('early.db');
    expect(stderr).toMatch(
      /newer than the backup and forgotten: 2 movements of money since 2026-01-05T\S+, 2 references;/,
    );
    for (const amount of ['33.00', '34.00', '35.00', '36.00']) await book('2026-01-04', amount);
    expect(await on.run([...SPENT, '--since', at('before.json')])).toMatchObject(refused);
    expect(await on.run([...SPENT, '--since', at('before.json'), '--count'])).toMatchObject(refused);
    const dry = await restore('late.db', '--dry-run', '--lang', 'zh');
    expect(dry.stderr).toMatch(/不再识别（自 2026-01-05T\S+ 起的 4 笔资金变动、4 个参考号）/);
    await restore('late.db');
    expect((await restore('late.db')).stderr).not.toContain('forgotten');
    await book('2026-01-04', '21.00');
    const { stdout, code } = await on.run([...SPENT, '--since', at('before.json')]);
    expect([code, rows(stdout)]).toEqual([0, ['2026-01-04,21.00']]);
  });

  test('is refused by another state, and so is one that does not say of which it is', async () => {
    await on.run([...SPENT, '--manifest', at('here.json')]);
    const other = shell();
    await other.run(['demo', '--accounts', '100']);
    const argv = [...SPENT, '--since', at('here.json')];
    expect(await other.run(argv)).toMatchObject(refused);
    const { history: _, ...rest } = manifest('here.json');
    writeFileSync(at('here.json'), JSON.stringify(rest));
    expect(await on.run(argv)).toMatchObject({ code: 2, stderr: expect.stringContaining('(MANIFEST_INVALID)') });
  });
});

describe('REP-12: a filter that a later line changes', () => {
  test.each([
    ['consumption', 'total > 5'],
    ['consumption', 'restated is empty'],
    ['recharge', 'mark is empty'],
    ['freeze', 'frozen_now > 5'],
  ])('%s where %s is refused before anything is written, and so is going on from it', async (type, where) => {
    const argv = ['funds', 'statement', '--type', type, '--csv', '--where', where];
    const refused = { code: 2, stdout: '', stderr: expect.stringContaining('(MANIFEST_FILTER)') };
    expect(await on.run([...argv, '--manifest', at('filtered.json')])).toMatchObject(refused);
    expect(existsSync(at('filtered.json'))).toBe(false);
    expect(await on.run([...argv, '--since', at('first.json')])).toMatchObject(refused);
    expect(await on.run(argv)).toMatchObject({ code: 0 });
  });

  test('what stays as it is may be asked for', async () => {
    const argv = ['funds', 'statement', '--type', 'recharge', '--csv', '--where', 'cash > 5'];
    expect(await on.run([...argv, '--manifest', at('lasting.json')])).toMatchObject({ code: 0 });
    expect(await on.run([...argv, '--since', at('lasting.json')])).toMatchObject({ code: 0 });
  });
});

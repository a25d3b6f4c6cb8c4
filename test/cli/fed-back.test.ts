/** What a command prints is input for the next one: ids alone, and files of results; a mistyped header is neither (BULK-1). */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { RESULT_COLUMNS } from '../../src/operations/results.ts';
import { type Shell, shell } from '../helpers/main.ts';

let on: Shell;
beforeAll(async () => {
  on = shell();
  for (const argv of [
    ['demo', '--accounts', '200'],
    ['views', 'save', '我的', '--', 'accounts', 'list', '--status', 'active'],
  ])
    expect(await on.run(argv)).toMatchObject({ code: 0 });
}, 60_000);

type Result = { readonly target: string; readonly status: string; readonly code: string | null };
async function told(argv: readonly string[], stdin: string): Promise<Result[]> {
  const { stdout, stderr, code } = await on.run([...argv, '--from', '-', '--dry-run', '-o', 'json'], { stdin });
  if (code === 2) throw new Error(stderr);
  return JSON.parse(stdout) as Result[];
}
const unread = (results: readonly Result[]) => results.filter(({ code }) => code === 'NOT_FOUND' || code === 'MISSING');

describe('BULK-1: ids alone, one per line', () => {
  test.each([
    [
      ['units', 'list'],
      ['units', 'archive'],
    ],
    [
      ['orgs', 'list'],
      ['orgs', 'archive'],
    ],
    [
      ['members', 'list'],
      ['members', 'verify', '--method', 'M'],
    ],
    [
      ['accounts', 'list'],
      ['accounts', 'note', '--text', 'T'],
    ],
    [
      ['requests', 'list'],
      ['requests', 'reject'],
    ],
    [
      ['views', 'list'],
      ['views', 'remove'],
    ],
  ])('%j | %j', async (list, change) => {
    const { stdout } = await on.run([...list, '-q']);
    const ids = stdout.trimEnd().split('\n');
    expect(ids[0]).not.toBe('');
    const results = await told(change, stdout);
    expect(results).toHaveLength(ids.length);
    expect(unread(results)).toEqual([]);
  });

  test.each(['east', 'team_1', 'unit1', 'east-unit', 'u_visxcqnm'])('%s is an id of a unit', async (id) => {
    expect(await told(['units', 'archive'], `${id}\n`)).toMatchObject([{ target: id, code: 'NOT_FOUND' }]);
  });
  test.each(['unti', 'units', 'unit_id', 'naem', '业务单元编号'])(
    '%s is a header that is not known',
    async (header) => {
      await expect(told(['units', 'archive'], `${header}\nu_visxcqnm\n`)).rejects.toThrow('no usable header');
    },
  );
});

describe('inputs.md: a header without the id is refused before the first row, with what may be meant', () => {
  test.each([
    ['acount_id,note', /none of them is id, .*: is it acount_id\?/],
    ['idd,note', /none of them is id, .*: is it idd\?/],
    ['客户ID,标签', /none of them is id, 账户ID, .*: is it 客户ID\?/],
    ['账户编号,标签', /none of them is id, 账户ID, /],
  ])('%s', async (header, words) => {
    const refused = told(['accounts', 'claim'], `${header}\n20000001,x\n`);
    await expect(refused).rejects.toThrow(words);
  });
  test('in JSON as well', async () => {
    await expect(told(['members', 'verify', '--method', 'M'], '{"logn":"ops","name":"x"}\n')).rejects.toThrow(
      /none of them is login, .*: is it logn\?/,
    );
  });
});

describe('a file of results is input: its rows are about their targets', () => {
  test.each([
    ['accounts', ['note', '--text', 'T'], ['claim', '--take-over'], 'csv'],
    ['accounts', ['note', '--text', 'T'], ['tag', '--tag', 'T'], 'ndjson'],
    ['units', ['update', '--note', 'T'], ['archive'], 'csv'],
    ['members', ['verify', '--method', 'M'], ['verify', '--method', 'M'], 'csv'],
  ] as const)('%s %j, then %j (%s)', async (noun, first, then, form) => {
    const { stdout: ids } = await on.run([noun, 'list', '-q', '--limit', '5']);
    const results = join(on.folder, `${noun}-${then[0]}.${form}`);
    await on.run([noun, ...first, '--from', '-', '--dry-run', '--results', results], { stdin: ids });
    const again = await on.run([noun, ...then, '--from', results, '--dry-run', '-o', 'json']);
    const rows = JSON.parse(again.stdout) as Result[];
    expect(rows).toHaveLength(5);
    expect(unread(rows)).toEqual([]);
    expect(again.stderr).not.toContain('ignored');
  });

  test('by its labels, and what failed of it once more', async () => {
    const failed = join(on.folder, 'failed.csv');
    const results = join(on.folder, 'labels.csv');
    const labels = RESULT_COLUMNS.map(({ label }) => label.zh).join();
    writeFileSync(results, `${labels}\n1,,999,failed,NOT_FOUND,x,,,\n`);
    expect(await on.run(['accounts', 'claim', '--from', results, '--failed', failed])).toMatchObject({ code: 6 });
    const again = await on.run(['accounts', 'claim', '--from', failed, '--dry-run', '-o', 'json']);
    expect(JSON.parse(again.stdout)).toMatchObject([{ target: '999', code: 'NOT_FOUND' }]);
  });
});

describe('rules: a file names the rule of each row', () => {
  test('rules show, changed, is what rules set takes', async () => {
    const at = shell();
    const shown = async () => (await at.run(['rules', 'show', '-o', 'csv'])).stdout;
    const before = await shown();
    const key = 'batch_interrupted_seconds';
    const changed = before.replace(new RegExp(`${key},\\d+`), `${key},77`);
    const set = ['rules', 'set', '--from', '-', '-o', 'json'];
    const first = JSON.parse((await at.run(set, { stdin: changed })).stdout) as Result[];
    expect(first.filter(({ status }) => status === 'ok').map(({ target }) => target)).toEqual([key]);
    expect(first.filter(({ status }) => status !== 'ok' && status !== 'unchanged')).toEqual([]);
    expect(await shown()).toBe(changed);
    // A rule that is named is that of every row.
    const named = await at.run(['rules', 'set', key, ...set.slice(2)], { stdin: `key,value\n${key},60\nother,61\n` });
    expect(JSON.parse(named.stdout)).toMatchObject([{ status: 'ok' }, { status: 'invalid', code: 'VALUE_INVALID' }]);
    expect((await at.run(['rules', 'set', key, ...set.slice(2)], { stdin: 'value\n61\n' })).code).toBe(0);
    expect(await at.run(['rules', 'set', '--template'])).toMatchObject({ code: 0, stdout: 'key,value\n' });
    expect(await at.run(['rules', 'set', '--from', '-'], { stdin: 'value\n61\n' })).toMatchObject({ code: 6 });
  });
});

test('half a character is no text: the row that has it is invalid', async () => {
  const stdin = '{"platform":"tencent","id":"20000001","name":"a\\ud83d"}\n';
  expect(await told(['accounts', 'import'], stdin)).toMatchObject([{ status: 'invalid', code: 'VALUE_INVALID' }]);
});

test('an option that overrides a column of the file says so', async () => {
  const { stdout: ids } = await on.run(['accounts', 'list', '-q', '--limit', '1']);
  const update = ['accounts', 'update', '--from', '-', '--dry-run'];
  const stdin = `账户ID,账户名称,note\n${ids.trim()},X,N\n`;
  const { code, stderr } = await on.run([...update, '--name', 'Y'], { stdin });
  expect(code).toBe(0);
  expect(stderr).toContain("--name Y is for all rows; the file's column 账户名称 is ignored\n");
  expect((await on.run([...update, '--industry', 'Y'], { stdin })).stderr).not.toContain('ignored');
});

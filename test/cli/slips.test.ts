/** What is mistyped, left empty or looked for in the wrong place is told in one line, with what to do in another (ERR-1). */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { demoShell, type Shell, shell } from '../helpers/main.ts';

let on: Shell;
beforeAll(async () => {
  on = await demoShell(300);
}, 60_000);

const LONG = 'x'.repeat(20_000);

describe('slips', () => {
  const TABLE: readonly (readonly [args: readonly string[], code: number, error: string, hint: string, zh: string])[] =
    [
      [['accounts', 'list', '--columns', ''], 2, 'VALUE_EMPTY', 'give a value', '请填写值'],
      [['accounts', 'list', '--columns', ' , '], 2, 'VALUE_EMPTY', 'give a value', '请填写值'],
      [['accounts', 'list', '--sort', '-'], 2, 'OPTION_VALUE', '--help of the command', '以逗号分隔的列'],
      [['funds', 'reconcile'], 2, 'USAGE', 'with --holder; --kept lists', '并加 --holder'],
      [['funds', 'check', 'x'], 2, 'USAGE', '--help shows what it takes', '用 --help 查看'],
      [['funds', 'holds', '--state', 'x'], 2, 'VALUE_INVALID', 'give one as it is shown', '请按所示填写'],
      [['funds', 'statement', '--range', 'x'], 2, 'OPTION_VALUE', 'give one as it is shown', '请按所示填写'],
      [
        ['funds', 'consume', '20000001', '--amount', '1', '--day', '2026-02-30', '-q'],
        2,
        'VALUE_INVALID',
        'give one as it is shown',
        '请按所示填写',
      ],
      [
        ['funds', 'recharge', '20000001', '--amount', '1', '--currency', 'XX', '-q'],
        2,
        'VALUE_INVALID',
        'give one',
        '请按',
      ],
      [['accounts', 'list', '--sort', 'id,-'], 2, 'OPTION_VALUE', '', '以逗号分隔的列'],
      [['accounts', 'list', '--sort', ','], 2, 'OPTION_VALUE', '', '以逗号分隔的列'],
      [
        ['accounts', 'list', '--where', 'colour = x'],
        2,
        'FIELD_UNKNOWN',
        '--columns help lists the fields',
        '--columns help',
      ],
      [['accounts', 'list', '--where', 'manager = li'], 3, 'NOT_FOUND', 'nearest: li.na, li.wei', 'li.na'],
      [['accounts', 'list', '--manager', '李'], 3, 'NOT_FOUND', 'nearest: li.wei, li.na', 'li.na'],
      [['units', 'show', '华东'], 3, 'NOT_FOUND', 'nearest: 华东大区', '相近的有：华东大区'],
      [['units', 'add-accounts', '华东', '20000001'], 3, 'NOT_FOUND', 'nearest: 华东大区', '相近的有：华东大区'],
      [['orgs', 'attach', 'e_gree', '--to', '华夏'], 3, 'NOT_FOUND', 'nearest: 华夏', '华夏'],
      [['orgs', 'show', '格力'], 3, 'NOT_FOUND', 'nearest: 珠海格力电器股份有限公司', '珠海格力'],
      [['members', 'show', 'wang.wie'], 3, 'NOT_FOUND', 'nearest: wang.wei', 'wang.wei'],
      [
        ['accounts', 'update', '20000001', '--status', 'closed'],
        2,
        'UNKNOWN_OPTION',
        'suspend | resume | close',
        'suspend',
      ],
      [
        ['accounts', 'update', '20000001', '--status=closed'],
        2,
        'UNKNOWN_OPTION',
        'suspend | resume | close',
        'suspend',
      ],
      [['accounts', 'update', '20000001', '--tag', 'x'], 2, 'UNKNOWN_OPTION', 'accounts tag', 'accounts tag'],
      [['accounts', 'update', '20000001', '--nmae', 'x'], 2, 'UNKNOWN_OPTION', 'did you mean --name', '--name'],
      [
        ['views', 'save', 'n', 'accounts', 'list', '--status', 'active'],
        2,
        'UNKNOWN_OPTION',
        'put -- before',
        '前加 --',
      ],
      [['accounts', 'list', '--db', '/proc/x'], 2, 'FILE_UNREADABLE', 'no file can be made there', '无法创建文件'],
      [['accounts', 'tag', '--from', 'nowhere.csv', '--tag', 'x'], 3, 'FILE_NOT_FOUND', 'look at the path', '检查路径'],
      [['orgs', 'update', 'e_gree', '--policy', 'auto'], 2, 'UNKNOWN_OPTION', '--claim-policy', '--claim-policy'],
    ];
  for (const [args, code, error, hint, zh] of TABLE)
    test(`ERR-1 ${args.join(' ')}`, async () => {
      const told = await on.run(args);
      expect([told.code, told.stdout]).toEqual([code, '']);
      expect(told.stderr).toContain(`(${error})`);
      expect(told.stderr).toContain(hint);
      expect((await on.run([...args, '--lang', 'zh'])).stderr).toContain(zh);
    });

  test('MEM-4 the nearest names are those that the actor sees', async () => {
    expect((await on.run(['units', 'show', '华东', '--as', 'wang.wei'])).stderr).not.toContain('游戏');
  });

  test('ERR-1 very long values are cut in messages', async () => {
    for (const args of [
      ['accounts', 'list', '--where', `name=${LONG}`],
      ['accounts', 'list', '--where', LONG],
      ['accounts', 'list', '--sort', LONG],
      ['accounts', 'list', '--columns', LONG],
      ['accounts', 'list', '--status', LONG],
      ['accounts', 'list', `--${LONG}`],
      ['accounts', 'list', LONG],
      ['accounts', LONG],
      [LONG],
      ['units', 'show', LONG],
      ['undo', LONG],
    ])
      expect((await on.run(args)).stderr.length, args.slice(0, 2).join(' ').slice(0, 40)).toBeLessThan(600);
  });

  test('cli.md accounts diff takes several kinds of difference', async () => {
    const file = join(on.folder, 'some.csv');
    writeFileSync(file, 'id,name\n20000001,新名\n99999999,x\n1.0E+07,y\n');
    const kinds = async (...only: string[]) => {
      const { stdout } = await on.run([
        'accounts',
        'diff',
        '--from',
        file,
        ...only,
        '--columns',
        'difference',
        '--csv',
      ]);
      return [...new Set(stdout.trim().split('\n').slice(1))];
    };
    expect(await kinds('--only', 'differs,invalid')).toEqual(['differs', 'invalid']);
    expect(await kinds('--only', '仅在文件中', '--only', 'differs')).toEqual(['differs', 'only_in_file']);
    const refused = await on.run(['accounts', 'diff', '--from', file, '--only', 'differs,a']);
    expect([refused.code, refused.stderr]).toEqual([
      2,
      expect.stringContaining('differs, only_in_file, only_here, invalid'),
    ]);
  });

  test('ACC-6 tags that an update replaces are told, with the command that adds', async () => {
    const tagged = await on.run(['accounts', 'tag', '20000001', '20000002', '--tag', '原有']);
    expect(tagged.code).toBe(0);
    const file = join(on.folder, 'old-tags.csv');
    writeFileSync(file, '账户ID,标签\n20000001,旧工作台\n20000002,原有；旧工作台\n20000003,旧工作台\n');
    for (const verb of [['update'], ['import', '--only', 'update']])
      expect((await on.run(['accounts', ...verb, '--from', file, '--dry-run'])).stderr).toContain(
        'tags held before are replaced; to add instead: adctl accounts tag --from FILE (tencent:20000001)',
      );
    const added = await on.run(['accounts', 'tag', '--from', file, '--dry-run']);
    expect(added.stderr).toBe('dry run: tagged 3\n');
  });
});

test('undo --last after nothing was changed names the last batch that can be undone, no erasure', async () => {
  const state = shell();
  let now = Date.UTC(2030, 0, 1);
  // Each a second after the one before.
  const run = async (...argv: string[]) => {
    now += 1_000;
    return await state.run(argv, { now });
  };
  await run('members', 'create', 'gone', '--name', '甲');
  const made = /b_\w+/.exec((await run('members', 'create', 'stays', '--name', '乙')).stderr)?.[0];
  await run('members', 'erase', 'gone', '-y');
  await run('members', 'update', 'stays', '--name', '乙');
  const { code, stderr } = await run('undo', '--last', '-y');
  expect([code, stderr]).toEqual([5, expect.stringContaining('NOTHING_TO_UNDO')]);
  expect(stderr).toContain(`adctl undo ${made}`);
});

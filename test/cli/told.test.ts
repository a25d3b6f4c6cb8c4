/** What the program says of what is missing, refused or too wide, through the real command in both languages. */
import { beforeAll, describe, expect, test } from 'vitest';
import { fixture } from '../helpers/fixture.ts';
import { type Shell, shell } from '../helpers/main.ts';
import type { State } from '../helpers/state.ts';

let state: State;
let place: Shell;
beforeAll(async () => {
  state = await fixture();
  place = shell({ db: state.file });
});
const said = async (line: string, lang = 'en') => {
  const { code, stderr } = await place.run([...line.split(' '), '--lang', lang]);
  return `${code} ${stderr}`;
};

describe('what is missing is named as it is typed', () => {
  test.each([
    ['members can', 'missing argument LOGIN', '缺少参数 LOGIN'],
    ['batches resume', '--help shows what it takes', '用 --help 查看参数与示例'],
    ['funds split --refund t_x --amount 1', 'of a refund gets it back', '退回时也是收款方'],
    ['members can owner', 'missing argument OPERATION', '缺少参数 OPERATION'],
    ['rules set', 'KEY VALUE: give one or more, --from FILE', '请提供 KEY VALUE、--from 文件'],
    ['units create', 'NAME: give one or more', '请提供 NAME'],
    ['accounts assign 20000001', 'give --to', '请提供 --to'],
  ])('%s', async (line, en, zh) => {
    expect(await said(line)).toMatch(new RegExp(`^2 .*${en}`, 's'));
    expect(await said(line, 'zh')).toMatch(new RegExp(`^2 .*${zh}`, 's'));
  });

  test('an argument that is empty is no option', async () => {
    const { stderr, code } = await place.run(['accounts', 'tag', '', '--tag', 'x']);
    expect([code, stderr]).toEqual([2, 'error: account id is missing (MISSING)\n  hint: give ACCOUNT\n']);
  });
});

test('MEM-3 who has the right, and is refused for roles that it may not give, is told that', async () => {
  await state.must('members.grant', { rows: ['ant.c'], options: { role: 'eA', org: 'e_cat' } });
  const line = 'members remove ant.c --yes --as ant.p';
  expect(await said(line)).toMatch(
    /^4 .*FORBIDDEN.*hint: the member holds roles that you may not give, perhaps elsewhere/s,
  );
  expect(await said(line, 'zh')).toMatch(/^4 .*提示[：:] ?该成员持有您无权授予的角色/s);
  expect(await said('members remove fox.d --yes --as fox.e')).toMatch(
    /hint: ask an admin for a role that has member\.remove/,
  );
});

test('help permissions says every word of its table, and every long name of a role', async () => {
  const { stdout } = await place.run(['help', 'permissions', '--lang', 'zh']);
  for (const word of [
    'everybody +所有成员',
    'verified +任何已实名成员',
    ':own',
    ':vacant',
    'eA .*entity_admin',
    'uC .*unit_collaborator',
  ])
    expect(stdout).toMatch(new RegExp(`^${word}`, 'm'));
  expect((await place.run(['members', 'grant', '--help'])).stdout).toContain('adctl help permissions lists them');
});

test('the matrix is a table on a terminal, and says what it leaves out', async () => {
  for (const columns of [80, 120, 160]) {
    const { stdout, stderr } = await place.run(['members', 'matrix'], { columns });
    expect(stdout).toMatch(/^right +op +gP +gA +eP +eA /);
    expect(stderr).toMatch(/no room for .*operations; --columns chooses/);
  }
  const { stdout } = await place.run(['members', 'matrix', '--role', 'eA', '--role', 'auditor'], { columns: 80 });
  expect(stdout).toMatch(/^right .*eA .*auditor/);
});

test('ORG-7 what is looked for in the tree is shown however deep it lies', async () => {
  const shown = await place.run(['orgs', 'tree', '--find', 'u_ant', '--depth', '1', '--csv']);
  expect(
    shown.stdout
      .split('\n')
      .slice(1, -1)
      .map((line) => line.split(',')[0]),
  ).toEqual(['g_north', 'e_ant', 'u_ant', 'u_ant2']);
});

describe('PII-1 no contact data is kept in clear', () => {
  test.each(['13900001111', '+86 139-0000-1111', 'a@example.com', '11010519491231002X'])(
    'views save refuses %s',
    async (text) => {
      const { code, stderr } = await place.run(['views', 'save', 'v', '--', 'members', 'list', '--search', text]);
      expect([code, stderr]).toEqual([2, expect.stringContaining('(VIEW_PERSONAL)')]);
    },
  );
  test('nor with a batch of what was selected by it; names, logins and the ids of accounts are kept', async () => {
    await place.run(['members', 'verify', '--search', '13900001111', '--method', 'x', '--yes']);
    const records = await state.records('batches.list', { columns: ['operation', 'options'] });
    expect(records.find(({ operation }) => operation === 'members.verify')).toBeDefined();
    expect(JSON.stringify(records)).not.toContain('13900001111');
    expect((await place.run(['views', 'save', 'v', '--', 'members', 'list', '--search', '王 ant.c'])).code).toBe(0);
    expect((await place.run(['views', 'save', 'w', '--', 'accounts', 'list', '--search', '20000001'])).code).toBe(0);
  });
});

test('completion knows platforms, and what an operation may be about', async () => {
  const words = async (...asked: string[]) =>
    (await place.run(['__complete', ...asked])).stdout.split('\n').map((line) => line.split('\t')[0]);
  expect(await words('platform', '')).toContain('tencent');
  expect(await words('platform', 'zz')).toEqual(['']);
  expect(await words('target', '2000000')).toContain('20000001');
  expect(await words('target', 'e_a')).toContain('e_ant');
  expect(await words('target', 'ant.')).toContain('ant.c');
  expect(await words('target', '')).toEqual(['']);
});

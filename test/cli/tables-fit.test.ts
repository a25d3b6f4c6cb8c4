/** A table of a terminal stays one: what has no room is left out and named; how many there are is said with separators. */
import { beforeAll, expect, test } from 'vitest';
import { RIGHTS } from '../../src/domain/rights.ts';
import { type Shell, shell } from '../helpers/main.ts';

let on: Shell;
beforeAll(async () => {
  on = shell();
  expect((await on.run(['demo', '--accounts', '1500'])).code).toBe(0);
}, 60_000);

test('members matrix on 80 columns is a line for each right', async () => {
  const { stdout, stderr } = await on.run(['members', 'matrix'], { columns: 80 });
  const lines = stdout.trimEnd().split('\n');
  expect(lines[0]).toMatch(/^right +op +gP/);
  expect(lines.length).toBeLessThan(Object.keys(RIGHTS).length + 10);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
  expect(stderr).toContain('--columns chooses');
});

test('members can says in words why not, in either language', async () => {
  const asked = ['members', 'can', 'wang.wei', 'accounts.assign', '20000001', '-o', 'table'];
  expect((await on.run(asked)).stdout).toMatch(/does not see it|no such right/);
  expect((await on.run([...asked, '--lang', 'zh'])).stdout).toMatch(/看不到该对象|没有此权限/);
});

test('a limited list says how many with separators', async () => {
  const { stderr } = await on.run(['accounts', 'list', '--limit', '1200', '--csv']);
  expect(stderr).toMatch(/^1,200 of 1,500; go on with --after /m);
});

test('a filter of tags asks for one tag', async () => {
  expect((await on.run(['accounts', 'list', '--help'])).stdout).toContain('only this tag (');
});

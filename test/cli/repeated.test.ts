/** A filter given several times is one of several, as `help filters` says; none is lost (ACC-5, cli.md "Lists"). */
import { beforeAll, describe, expect, test } from 'vitest';
import { operationNamed, REGISTRY } from '../../src/operations/registry.ts';
import { demoShell, type Shell } from '../helpers/main.ts';

let on: Shell;
beforeAll(async () => {
  on = await demoShell(300);
}, 60_000);

const printed = async (...args: string[]) => {
  const { stdout, stderr, code } = await on.run([...args]);
  return code === 0 ? stdout : stderr;
};

describe('repeated filters', () => {
  const SAME: readonly (readonly [why: string, twice: readonly string[], once: readonly string[]])[] = [
    ['status', ['--status', 'suspended', '--status', 'closed'], ['--status', 'suspended,closed']],
    ['platform', ['--platform', 'alipay', '--platform', 'tencent'], ['--platform', 'alipay,tencent']],
    ['entity', ['--entity', 'e_gree', '--entity', 'e_midea'], ['--entity', 'e_gree,e_midea']],
    ['unit', ['--unit', '华东大区', '--unit', '华南大区'], ['--unit', '华东大区,华南大区']],
    ['manager', ['--manager', 'zhou.jie', '--manager', 'lv.bin'], ['--manager', 'zhou.jie,lv.bin']],
    ['tag', ['--tag', '重点', '--tag', '测试'], ['--tag', '重点,测试']],
    ['search: all words', ['--search', '2000', '--search', '01'], ['--search', '2000 01']],
    ['sort', ['--sort', 'platform', '--sort', '-id'], ['--sort', 'platform,-id']],
    [
      'several in one, repeated',
      ['--status', 'suspended,closed', '--status', 'active'],
      ['--status', 'suspended,closed,active'],
    ],
  ];
  for (const [why, twice, once] of SAME)
    test(`ACC-5 ${why}`, async () => {
      const both = await printed('accounts', 'list', ...twice, '--csv');
      expect(both).toBe(await printed('accounts', 'list', ...once, '--csv'));
      expect(both).not.toBe(await printed('accounts', 'list', ...twice.slice(2), '--csv'));
    });

  test('ACC-5 an empty one is refused, not lost among the others', async () => {
    for (const [first, second] of [
      ['active', ''],
      ['', 'active'],
    ] as const)
      expect(await printed('accounts', 'list', '--status', first, '--status', second)).toContain('(VALUE_EMPTY)');
  });

  test('ACC-5 a view keeps them, and a change selects by them', async () => {
    const list = ['accounts', 'list', '--status', 'suspended', '--status', 'closed'];
    expect(await printed('views', 'save', 'both', '--', ...list, '--search', '2', '--search', '0')).toContain('both');
    const kept = await printed('views', 'show', 'both', '--csv');
    expect(kept).toContain("--search '2 0' --status suspended,closed");
    const count = (await printed('accounts', 'list', '--view', 'both', '--count')).trim();
    expect(Number(count)).toBeGreaterThan(0);
    const note = ['accounts', 'note', '--text', 'x', '--search', '2', '--search', '0', '--dry-run', '-q'];
    expect((await on.run(note)).stderr).toContain(
      `noted ${(await printed('accounts', 'list', '--search', '2 0', '--count')).trim()}`,
    );
  });

  test('cli.md every filter of a list that takes several takes them repeated, too', async () => {
    for (const name of Object.keys(REGISTRY).filter((name) => name.endsWith('.list'))) {
      const op = await operationNamed(name);
      if (op.kind !== 'query') continue;
      for (const [field, { help, repeats }] of Object.entries(op.input))
        expect([name, field, repeats === ',' && field !== 'sort']).toEqual([name, field, help.en.includes('a,b')]);
    }
  });
});

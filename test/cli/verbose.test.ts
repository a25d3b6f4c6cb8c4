/** cli.md: `-v` says on stderr what SQL ran and how long it took, and nothing of what was in it; the data are the same. */
import { describe, expect, test } from 'vitest';
import { fixture } from '../helpers/fixture.ts';
import { shell } from '../helpers/main.ts';

const LINE = /^sql +[\d.]+ ms +[\d,]+× {2}(.+)$/;

describe('-v', () => {
  test.each([
    [['accounts', 'list', '--search', '机密词语', '--limit', '3'], 'SELECT'],
    [['accounts', 'note', 'tencent:20000005', '--text', '机密词语'], 'UPDATE'],
    [['accounts', 'show', 'tencent:99999999'], 'SELECT'],
  ])('%j', async (args, verb) => {
    const on = shell({ db: (await fixture()).file });
    const dry = args[1] === 'note' ? ['--dry-run'] : [];
    const quiet = await on.run([...args, ...dry]);
    const told = await on.run([...args, ...dry, '-v']);
    expect([told.code, told.stdout.length]).toEqual([quiet.code, quiet.stdout.length]);
    expect(quiet.stderr).not.toMatch(/^sql /m);
    const lines = told.stderr.split('\n').filter((line) => line.startsWith('sql '));
    const texts = lines.map((line) => LINE.exec(line)?.[1]);
    expect(texts.at(-1)).toBe('total');
    expect(texts.filter((text) => text?.startsWith(verb)).length).toBeGreaterThan(0);
    expect(lines.join('\n')).not.toMatch(/机密词语|20000005|99999999/);
  });
});

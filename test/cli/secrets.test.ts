/** A secret is shown once, to whoever asked for it: on stdout, as it is, and nowhere else. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { hashOf, looksLikeToken } from '../../src/domain/tokens.ts';
import { type Shell, shell } from '../helpers/main.ts';

let on: Shell;
beforeEach(() => {
  on = shell();
});
const create = (argv: string, more = {}) => on.run(['tokens', 'create', ...argv.split(' ')], more);
const linesOf = (text: string) => text.split('\n').filter(Boolean);
const SECRET = /adctl_[\w-]{40,}/g;
/** Everything that was written anywhere. */
const kept = () =>
  readdirSync(on.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');

test('in a pipe: the token alone, so that a shell takes it as it is', async () => {
  const { code, stdout, stderr } = await create('ci');
  expect(code).toBe(0);
  expect(looksLikeToken(stdout.trimEnd())).toBe(true);
  expect(stdout).toBe(`${stdout.trimEnd()}\n`);
  expect(stderr).toContain('created 1');
  expect(stderr).not.toMatch(SECRET);
});

test('a format in the environment changes nothing of that', async () => {
  const { stdout } = await create('ci', { env: { ADCTL_FORMAT: 'json' } });
  expect(looksLikeToken(stdout.trimEnd())).toBe(true);
});

test('several: one a line, in the order of the rows, of those that were made', async () => {
  await create('b');
  const { code, stdout } = await create('a b c');
  expect(code).toBe(6);
  expect(linesOf(stdout).map(looksLikeToken)).toEqual([true, true]);
  const rows = JSON.parse((await create('d b e --json')).stdout) as { target: string; token: string | null }[];
  expect(rows.map(({ target, token }) => [target, token === null ? null : looksLikeToken(token)])).toEqual([
    ['d', true],
    ['b', null],
    ['e', true],
  ]);
});

test('on a terminal: with its name where there are several, and that it is shown once', async () => {
  const one = await create('ci', { columns: 80 });
  expect(looksLikeToken(one.stdout.trimEnd())).toBe(true);
  expect(one.stderr).toContain('shown once');
  const two = await create('a b', { columns: 80 });
  expect(linesOf(two.stdout).map((line) => line.replace(SECRET, '?'))).toEqual(['a  ?', 'b  ?']);
});

test('each is the one whose hash the state holds, whatever the chunks', async () => {
  const file = join(on.folder, 'names.csv');
  writeFileSync(file, `name\n${Array.from({ length: 2_500 }, (_, i) => `n${i}`).join('\n')}\n`);
  for (const atomic of [[], ['--atomic']]) {
    const { stdout } = await on.run(['tokens', 'create', '--from', file, '--format', 'json', ...atomic]);
    const rows = JSON.parse(stdout) as { token: string }[];
    expect(new Set(rows.map(({ token }) => token)).size).toBe(2_500);
    const state = kept();
    for (const { token } of [rows[0]!, rows[1_700]!, rows[2_499]!]) {
      expect(looksLikeToken(token)).toBe(true);
      expect(state).toContain(hashOf(token));
      expect(state).not.toContain(token);
    }
    await on.run(['tokens', 'revoke', '--where', 'state = active', '--yes']);
  }
});

test('it stands in no file, no results, no log', async () => {
  const results = join(on.folder, 'results.csv');
  const { stdout, stderr } = await create(`a b --results ${results} --failed ${join(on.folder, 'failed.csv')}`);
  const batch = /b_[0-9A-Z]{26}/.exec(stderr)?.[0] as string;
  const later = [
    ['batches', 'results', batch],
    ['batches', 'show', batch],
    ['audit', 'list'],
    ['tokens', 'list'],
  ];
  const told = await Promise.all(later.map(async (argv) => (await on.run([...argv, '--json'])).stdout));
  for (const secret of linesOf(stdout)) {
    for (const text of [kept(), ...told]) expect(text).not.toContain(secret);
    for (const text of [readFileSync(results, 'utf8'), ...told]) expect(text).not.toContain(hashOf(secret));
  }
});

test.each(['ci --dry-run', 'ci --dry-run --json', 'ci --expires 2000-01-01', 'ci --atomic --address x', 'ci -q'])(
  'nothing is shown of what was not made: %s',
  async (argv) => {
    const { stdout, stderr } = await create(argv);
    expect(stdout + stderr).not.toMatch(SECRET);
    expect((await on.run(['tokens', 'list', '--count'])).stdout).toBe('0\n');
  },
);

test('all or none: of rows that were rolled back nothing is shown', async () => {
  await create('b');
  const { stdout } = await create('a b c --atomic');
  expect(stdout).toBe('');
});

test('--quiet is refused before anything is made; a rehearsal may be quiet', async () => {
  expect((await create('ci -q')).code).toBe(2);
  expect(await create('ci -q --dry-run')).toMatchObject({ code: 0, stdout: '' });
});

test('a batch that was stopped goes on, and shows the rest', async () => {
  const file = join(on.folder, 'names.csv');
  writeFileSync(file, `name\n${Array.from({ length: 2_500 }, (_, i) => `n${i}`).join('\n')}\n`);
  const stop = new AbortController();
  const first = await on.run(['tokens', 'create', '--from', file], {
    signal: stop.signal,
    onWrite: () => stop.abort(),
  });
  expect(first.code).toBe(130);
  const again = /batches resume (b_\w+)/.exec(first.stderr)?.[1] as string;
  const second = await on.run(['batches', 'resume', again]);
  expect(second.code).toBe(0);
  const all = [...linesOf(first.stdout), ...linesOf(second.stdout)];
  expect(all).toHaveLength(2_500);
  const state = kept();
  for (const token of [all[0]!, all[1_500]!, all[2_499]!]) expect(state).toContain(hashOf(token));
});

test('a Tab after tokens revoke offers those that work, each with what it is', async () => {
  await create('a b');
  await on.run(['tokens', 'revoke', 'a']);
  const [id] = linesOf((await on.run(['tokens', 'list', '--state', 'active', '-q'])).stdout);
  const offered = await on.run(['__complete', 'token', 't_', 'tokens', 'revoke', 't_']);
  expect(offered.stdout).toBe(`${id}\tb · owner\n`);
});

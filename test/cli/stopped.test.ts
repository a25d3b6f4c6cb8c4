/** Ctrl-C on work on the whole state: said in either language, with what was done and how to go on (ERR-1, 130). */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, test } from 'vitest';
import { fixture } from '../helpers/fixture.ts';
import { type Shell, shell } from '../helpers/main.ts';
import { NOW } from '../helpers/state.ts';

let place: Shell;
beforeAll(async () => {
  const state = await fixture();
  place = shell({ db: state.file });
  expect((await place.run(['state', 'backup', join(place.folder, 'whole.db')])).code).toBe(0);
});
const stopped = (argv: readonly string[], lang: string) =>
  place.run([...argv, '--lang', lang], { signal: AbortSignal.abort() });

const TOLD: readonly (readonly [command: string, en: string, zh: string])[] = [
  [
    'state check',
    'interrupted: the check found nothing as far as it went (WORK_INTERRUPTED)',
    '已中断：检查未完成，目前未发现问题 (WORK_INTERRUPTED)',
  ],
  [
    'audit verify',
    'interrupted: the check found nothing as far as it went (WORK_INTERRUPTED)',
    '已中断：检查未完成，目前未发现问题 (WORK_INTERRUPTED)',
  ],
  [
    'state rebuild',
    'interrupted: nothing was rebuilt, the state is as it was (WORK_INTERRUPTED)',
    '已中断：未做任何重建，状态保持原样 (WORK_INTERRUPTED)',
  ],
  [
    'state compact',
    'interrupted: dropped 0 results of 0 batches that ended more than 30 days ago; no space was given back (WORK_INTERRUPTED)',
    '已中断：已清理 30 天前结束的 0 个批次的 0 条结果；未释放空间 (WORK_INTERRUPTED)',
  ],
  [
    'state backup COPY',
    'interrupted: no backup was made, COPY is not there (WORK_INTERRUPTED)',
    '已中断：未生成备份，COPY 不存在 (WORK_INTERRUPTED)',
  ],
  [
    'state restore WHOLE --yes',
    'interrupted: nothing was restored, the state is as it was (WORK_INTERRUPTED)',
    '已中断：未恢复任何内容，状态保持原样 (WORK_INTERRUPTED)',
  ],
];

test('what does it again may be copied: quoted, on the same state, by the same member, for the same reason', async () => {
  const whole = join(place.folder, "it's  a whole.db");
  expect((await place.run(['state', 'backup', whole])).code).toBe(0);
  const quoted = `'${whole.replace("'", "'\\''")}'`;
  const own = ['--db', place.db, '--as', 'owner'];
  const again = async (...argv: string[]) =>
    /to do it again: (.*)\n/.exec((await stopped([...argv, ...own], 'en')).stderr)?.[1];
  const kept = own.join(' ');
  const long = 'why '.repeat(40).trim();
  expect(await again('state', 'restore', whole, '--yes', '--reason', long)).toBe(
    `adctl state restore ${quoted} --reason '${long}' ${kept}`,
  );
  expect(await again('state', 'backup', `${whole} 2`)).toBe(`adctl state backup ${quoted.slice(0, -1)} 2' ${kept}`);
  for (const command of ['state rebuild', 'state compact', 'state check', `audit verify --head ${'0'.repeat(64)}`])
    expect(await again(...command.split(' '))).toBe(`adctl ${command} ${kept}`);
});

describe('stopped while another process writes', () => {
  test.each([
    'state rebuild',
    'state compact',
    'accounts note ID --text x',
    'accounts note ID --text x --dry-run',
    'accounts note ID --text x --atomic',
    'accounts note --where status=active --text x',
    'accounts note --where status=active --text x --dry-run',
  ])('%s', async (command) => {
    const argv = command.replace('ID', 'tencent:20000005').split(' ');
    const other = new Database(place.db);
    other.exec('BEGIN IMMEDIATE');
    try {
      const start = performance.now();
      const ran = await place.run([...argv, '--yes'], { signal: AbortSignal.timeout(150) });
      expect(ran.code, ran.stderr).toBe(130);
      expect(ran.stderr).toMatch(/interrupted/);
      expect(ran.stderr).not.toMatch(/batches resume|no rows/);
      expect(performance.now() - start).toBeLessThan(5_000);
    } finally {
      other.exec('ROLLBACK');
      other.close();
    }
    const { stdout } = await place.run(['accounts', 'list', '--where', 'note=x', '--count']);
    expect(stdout).toBe('0\n');
  });
});

test('state compact that fails on its way says what went', async () => {
  expect((await place.run(['accounts', 'note', 'tencent:20000005', '--text', 'old'])).code).toBe(0);
  const other = new Database(place.db);
  const left = other.prepare('SELECT count(*) FROM results').pluck();
  const before = left.get();
  const later = { now: NOW + 40 * 86_400_000 };
  const compacting = place.run(['state', 'compact', '--lock', 'fail'], later);
  while (left.get() !== 0) await new Promise((resolve) => setTimeout(resolve, 1));
  other.exec('BEGIN IMMEDIATE');
  const { code, stderr } = await compacting;
  other.close();
  expect(code, stderr).toBe(9);
  expect(stderr).toMatch(
    /^dropped \d+ results of \d+ batches that ended more than 30 days ago; no space was given back$/m,
  );
  expect(stderr).toContain(`dropped ${before} results`);
  expect(stderr).toContain('(LOCKED)');
});

describe('stopped before its end', () => {
  const files = () => ({ COPY: join(place.folder, 'copy.db'), WHOLE: join(place.folder, 'whole.db') });
  const spelled = (text: string) => text.replace('COPY', files().COPY).replace('WHOLE', files().WHOLE);
  test.each(TOLD)('%s', async (command, en, zh) => {
    const argv = command.split(' ').map(spelled);
    const again = `adctl ${argv.filter((word) => word !== '--yes').join(' ')}`;
    const english = await stopped(argv, 'en');
    expect(english).toMatchObject({ code: 130, stdout: '' });
    expect(english.stderr).toBe(`error: ${spelled(en)}\n  hint: to do it again: ${again}\n`);
    const chinese = await stopped(argv, 'zh');
    expect(chinese.code).toBe(130);
    expect(chinese.stderr.replaceAll(/[（）]/g, (mark) => (mark === '（' ? ' (' : ')'))).toContain(spelled(zh));
    expect(chinese.stderr).toContain(again);
    expect(existsSync(files().COPY)).toBe(false);
    expect(readdirSync(dirname(place.db)).filter((name) => /restor|backup/.test(name))).toEqual([]);
    expect((await place.run(['state', 'check'])).code).toBe(0);
  });
});

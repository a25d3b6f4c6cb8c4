/** Signals, closed pipes and closed streams, by real processes. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Place } from './processes.ts';

const LAUNCHER = resolve(import.meta.dirname, '../../bin/adctl.js');
const place = new Place();
const file = join(place.folder, 'ids.csv');
beforeAll(async () => {
  expect((await place.run('demo', '--accounts', '6000')).code).toBe(0);
  const ids = await place.json<{ platform: string; id: string }>('accounts', 'list', '--where', 'status != closed');
  writeFileSync(file, `id\n${ids.map(({ platform, id }) => `${platform}:${id}`).join('\n')}\n`);
});
afterAll(() => place.remove());

/** A line of a shell, with `$A` for the program; the codes of its parts come last. */
function sh(line: string, env: Readonly<Record<string, string>> = {}) {
  const { stdout, stderr, status } = spawnSync('bash', ['-c', line], {
    cwd: place.folder,
    encoding: 'utf8',
    env: {
      A: `${process.execPath} ${LAUNCHER}`,
      PATH: process.env['PATH'] ?? '',
      HOME: place.folder,
      ADCTL_CONFIG_DIR: join(place.folder, 'config'),
      ADCTL_DB: place.db,
      TZ: 'UTC',
      ...env,
    },
  });
  expect(stdout + stderr, line).not.toMatch(/\n\s+at |node:internal/);
  return { stdout, stderr, code: status };
}

describe('a signal stops a batch at a row boundary, and the program says how to go on', () => {
  const CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
  test.each(Object.entries(CODES))('%s ends with %i', async (signal, expected) => {
    const { child, ended } = place.start('accounts', 'note', '--from', file, '--text', signal);
    child.stdout?.once('data', () => child.kill(signal as keyof typeof CODES));
    const { code, stderr } = await ended;
    expect(code, stderr).toBe(expected);
    const batch = /adctl batches resume (b_\w+)/.exec(stderr)?.[1];
    expect(stderr).toMatch(/^noted [\d,]+ · .*not run [\d,]+/m);
    const resumed = await place.run('batches', 'resume', batch as string, '-q');
    expect(resumed.code, resumed.stderr).toBe(0);
  });

  test('a second one ends it at once', async () => {
    const { child, ended } = place.start('accounts', 'note', '--from', file, '--text', 'twice', '--atomic');
    // It hears signals before it opens the state. An atomic run stops at its next row boundary too; both come before that.
    while (!existsSync(`${place.db}-wal`)) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGINT');
    child.kill('SIGTERM');
    expect([130, 143]).toContain((await ended).code);
    expect((await place.run('state', 'check')).code).toBe(0);
  });
});

describe('whoever reads may leave', () => {
  test('a list ends quietly', () => {
    const { stderr, stdout } = sh('$A accounts list | head -1; echo "$PIPESTATUS"');
    expect(stdout).toBe('platform,id,name,entity_name,unit_name,manager,status,daily_budget,currency\n0\n');
    expect(stderr).toBe('');
  });

  test('a change is done all the same, also when nobody reads what it says', async () => {
    const { stdout } = sh(`$A accounts note --from ${file} --text pipe 2>&1 | head -1; echo "$PIPESTATUS"`);
    expect(stdout.split('\n').at(-2)).toBe('0');
    const left = sh("$A accounts list --where 'note != pipe' --where 'status != closed' --count");
    expect(left.stdout).toBe('0\n');
    expect(sh('$A accounts note tencent:20000001 --text q 2>&1 | true; echo "$PIPESTATUS"').stdout).toBe('0\n');
  });

  test('a reader that is slow gets all, and one that has stopped keeps no signal away', () => {
    sh('$A accounts list > whole; $A accounts list | (sleep 1; cat) > piped; cmp whole piped');
    expect(sh('cmp whole piped && test $(wc -c < whole) -gt 200000').code).toBe(0);
    const line =
      'mkfifo p; sleep 20 < p & r=$!; $A accounts list > p & a=$!; sleep 2; kill $a; sleep 0.3; kill $a; wait $a; echo $?; kill $r';
    expect(sh(line).stdout).toBe('143\n');
  });

  test('streams may be closed from the start', () => {
    expect(sh('$A accounts list --limit 1 >&-').code).toBe(0);
    expect(sh('$A accounts list --limit 1 2>&-').code).toBe(0);
    expect(sh('$A accounts list --count <&-').code).toBe(0);
    expect(sh('$A accounts claim < /dev/null').code).toBe(2);
    expect(sh('$A accounts claim --from - <&-').stderr).toContain('no rows');
  });
});

describe('a home that cannot be used is an error with a code', () => {
  test('no HOME, and one that is no folder', () => {
    expect(sh('env -u HOME $A accounts list --count').stdout).toBe('6000\n');
    const own = { ADCTL_CONFIG_DIR: '', ADCTL_DB: '', HOME: '/dev/null' };
    for (const line of ['$A accounts list', '$A profile add x --db y.db', '$A whoami']) {
      const { code, stderr } = sh(line, own);
      expect(stderr, line).toMatch(/\(FILE_UNREADABLE\)/);
      expect(code).toBe(2);
    }
  });

  test('a folder that nobody can make ends at once', () => {
    const own = { ADCTL_CONFIG_DIR: '/proc/adctl/config' };
    for (const line of ['$A profile add x --db y.db', '$A members create p --name p --phone 13900001111']) {
      const { code, stderr } = sh(`timeout -s KILL 20 ${line}`, own);
      expect(stderr, line).toMatch(/\((FILE_UNREADABLE|KEY_\w+)\)/);
      expect([2, 5], stderr).toContain(code);
    }
    expect(sh('timeout -s KILL 20 $A accounts list', { ADCTL_DB: '/proc/adctl/state.db' }).code).toBe(2);
  });

  test('a configuration that is none', () => {
    const config = join(place.folder, 'damaged');
    mkdirSync(config);
    writeFileSync(join(config, 'config.json'), '{"profiles":');
    const { code, stderr } = sh('$A accounts list --lang zh', { ADCTL_CONFIG_DIR: config });
    expect(stderr).toMatch(/无法读取配置 .*config\.json.*\(CONFIG_DAMAGED\)/);
    expect(code).toBe(1);
  });
});

/** Completion as the shells do it: the kept scripts are fresh, real shells complete with them, and nothing is written. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { manual } from '../../src/cli/completion/manual.ts';
import { outlineOf } from '../../src/cli/completion/outline.ts';
import { SCRIPT_FILES, SHELLS, script } from '../../src/cli/completion/script.ts';
import { shell as mainShell } from '../helpers/main.ts';
import { Shell } from './console.ts';

const KEPT = resolve(import.meta.dirname, '../../completions');
const shell = new Shell();
beforeAll(() => {
  shell.demo(600);
  for (const list of ['accounts list --status active', 'orgs list --kind group', 'members list --unverified'])
    expect(shell.run(`adctl views save mine -- ${list}`).code).toBe(0);
  expect(shell.run('adctl views save 暂停 -- accounts list --status suspended').code).toBe(0);
});
afterAll(() => shell.remove());

const has = (program: string) => spawnSync(program, ['--version']).error === undefined;
const lines = (text: string) => text.split('\n').filter(Boolean);

describe('what is generated', () => {
  test.each(SHELLS)(
    'completions/ holds the script of %s as it is made now (node .config/build.js --force)',
    async (name) => {
      const kept = readFileSync(join(KEPT, SCRIPT_FILES[name]), 'utf8');
      expect(kept).toBe(script(name, await outlineOf('en')));
    },
  );

  test('completions/adctl.1 is the manual as it is made now', async () => {
    expect(readFileSync(join(KEPT, 'adctl.1'), 'utf8')).toBe(manual(await outlineOf('en')));
  });

  test.skipIf(!has('mandoc') && spawnSync('mandoc').error !== undefined)('the manual is sound', async () => {
    for (const lang of ['en', 'zh'] as const) {
      const file = join(shell.folder, `adctl.${lang}.1`);
      writeFileSync(file, manual(await outlineOf(lang)));
      const { stdout, stderr } = spawnSync('mandoc', ['-Tlint', '-W', 'warning', file], { encoding: 'utf8' });
      // A page made from tables has no date of its own.
      expect(lines(stdout + stderr).filter((line) => !line.includes('missing date'))).toEqual([]);
    }
  });

  test('every command, option and argument says what it takes, and what is asked live is known', async () => {
    const outline = await outlineOf('zh');
    expect(outline.commands.length).toBeGreaterThan(50);
    const asked = new Set<string>();
    for (const { path, options, places } of outline.commands) {
      expect(
        options.filter(({ flags, takes }) => flags.includes('<') === (takes.type === 'nothing')),
        path,
      ).toEqual([]);
      for (const takes of [...options.map((option) => option.takes), ...places])
        if (takes.type === 'live') asked.add(takes.what.replace(/^where-.*/, 'where').replace(/^view-.*/, 'view-NOUN'));
    }
    expect([...asked].toSorted()).toEqual([
      'account',
      'agency',
      'batch',
      'entity',
      'group',
      'hold',
      'holder',
      'holder-agency',
      'holder-wallet',
      'member',
      'opened',
      'org',
      'place',
      'platform',
      'profile',
      'split',
      'tag',
      'target',
      'token',
      'unit',
      'view',
      'view-NOUN',
      'where',
    ]);
  });
});

/** The words before the cursor, the last one the one that is typed; what must be among the candidates, what must not. */
const CASES: readonly (readonly [words: readonly string[], among: readonly string[], not: readonly string[]])[] = [
  [['acc'], ['accounts'], ['orgs']],
  [['accounts', 's'], ['share', 'show', 'suspend'], ['list']],
  [['acct', 'ls', '--stat'], ['--status'], ['--sort']],
  [['accounts', 'list', '--status', ''], ['active', 'closed'], []],
  [['accounts', 'list', '--status', 'active,s'], ['active,suspended'], ['active,active']],
  [['accounts', 'list', '--columns', '+no'], ['+note'], []],
  [['accounts', 'list', '--sort', '-daily'], ['-daily_budget'], []],
  [['accounts', 'list', '--lang', ''], ['en', 'zh'], []],
  [['accounts', 'list', '--entity', '万'], ['万科企业股份有限公司'], ['e_vanke']],
  [['accounts', 'list', '--entity', 'e_v'], ['e_vanke'], ['e_gree']],
  [['accounts', 'show', '2000000'], ['20000001', '20000002'], []],
  [['accounts', 'list', '--where', 'stat'], ['status'], []],
  [['units', 'show', '厨'], ['厨房电器'], []],
  [['members', 'grant', 'wang'], ['wang.wei'], ['li.na']],
  [['members', 'grant', 'wang.wei', '--role', 'e'], ['eP', 'eA', 'eC'], ['gP']],
  [['accounts', 'list', '--view', ''], ['mine', '暂停'], ['accounts/mine']],
  [['accounts', 'tag', '--view', ''], ['mine', '暂停'], []],
  [['orgs', 'list', '--view', ''], ['mine'], ['暂停']],
  [
    ['views', 'show', ''],
    ['accounts/mine', 'orgs/mine', '暂停'],
    ['mine', 'accounts/暂停'],
  ],
  [['views', 'remove', 'acc'], ['accounts/mine'], ['orgs/mine', '暂停']],
  [['orgs', 'attach', 'e_gree', '--to', ''], ['华夏消费集团'], ['珠海格力电器股份有限公司', '厨房电器']],
  [['orgs', 'list', '--group', ''], ['华夏消费集团'], ['珠海格力电器股份有限公司']],
  [['accounts', 'list', '--entity', ''], ['珠海格力电器股份有限公司'], ['华夏消费集团']],
  [
    ['members', 'list', '--org', ''],
    ['华夏消费集团', '厨房电器'],
    ['ORG', 'UNIT'],
  ],
  [['accounts', 'tag', '--sheet', ''], [], ['NAME', 'N']],
  [['rules', 'set', ''], ['batch_interrupted_seconds'], []],
  [['profile', 'use', ''], ['demo', 'default'], []],
  [['funds', 'allocate', '2000000'], ['20000001'], []],
  [
    ['funds', 'allocate', '20000001', '--payer', ''],
    ['agency:a_bluefocus', 'entity:e_gree', 'unit:u_kitchen', '20000001'],
    ['a_bluefocus'],
  ],
  [['funds', 'allocate', '20000001', '--kind', ''], ['cash', 'credit', 'bonus', 'traffic_bonus'], ['owed']],
  [['funds', 'recharge', 'entity:e_gree', '--purse', ''], ['general', 'external'], []],
  [['funds', 'deposit-pay', ''], ['agency:a_bluefocus'], ['entity:e_gree', '20000001']],
  [
    ['funds', 'wallet-enable', ''],
    ['unit:u_kitchen', 'entity:e_gree'],
    ['agency:a_bluefocus', '20000001'],
  ],
  [['help', 'ex'], ['exit-codes'], []],
  [['--as', 'wang.wei', 'orgs', 'show', ''], ['珠海格力电器股份有限公司'], ['万科企业股份有限公司']],
  [['--as', 'nobody', 'orgs', 'show', ''], [], ['珠海格力电器股份有限公司']],
  [['nonsense', 'list', ''], [], ['accounts']],
];

/** bash hands the words over as it has cut them. */
function bash(words: readonly string[]): string[] {
  const list = ['adctl', ...words].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  const text = `source ${join(KEPT, 'adctl.bash')}; COMP_WORDS=(${list}); COMP_CWORD=${words.length}; _adctl; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return lines(shell.run(`LC_ALL=C.UTF-8 bash --norc -c '${text.replaceAll("'", "'\\''")}'`).output);
}

describe('bash', () => {
  test.each(CASES)('%j', (words, among, not) => {
    const found = bash(words);
    expect(found).toEqual(expect.arrayContaining([...among]));
    for (const word of not) expect(found).not.toContain(word);
  });

  test('takes words together that it has cut at : and =, and replaces what follows the cut', () => {
    expect(bash(['accounts', 'show', 'tencent', ':', '2000000'])).toContain('20000001');
    expect(bash(['accounts', 'list', '--status', '=', 'su'])).toEqual(['suspended']);
    expect(bash(['funds', 'allocate', '20000001', '--payer', 'agency', ':', 'a_'])).toEqual(['a_bluefocus']);
  });

  test('leaves quotes to the shell', () => {
    expect(bash(['accounts', 'list', '--where', "'status = a"])).toEqual(['status = active']);
    expect(bash(['accounts', 'list', '--where', 'status\\ ', '=', '\\ a'])).toEqual(['\\ active']);
  });

  test('files where a file is meant', () => {
    expect(bash(['accounts', 'claim', '--from', 'cl'])).toEqual(['claims.csv']);
  });
});

describe('fish', () => {
  test.skipIf(!has('fish')).each(CASES)('%j', (words, among, not) => {
    const line = ['adctl', ...words].join(' ');
    const { output } = shell.run(
      `LC_ALL=C.UTF-8 fish --no-config -c "source ${join(KEPT, 'adctl.fish')}; complete -C '${line}'"`,
    );
    const found = lines(output).map((one) => one.split('\t')[0]);
    expect(found).toEqual(expect.arrayContaining([...among]));
    for (const word of not) expect(found).not.toContain(word);
  });

  test.skipIf(!has('fish'))('shows what a candidate is', () => {
    const { output } = shell.run(
      `LC_ALL=C.UTF-8 fish --no-config -c "source ${join(KEPT, 'adctl.fish')}; complete -C 'adctl units show u_kit'"`,
    );
    expect(output).toBe('u_kitchen\t厨房电器 · group\n');
  });
});

/** Types into a real zsh on a terminal and prints what is seen, a line of dashes after each. */
const TYPING = `
import os, pty, select, sys, time, re, fcntl, termios, struct
pid, fd = pty.fork()
if pid == 0:
    os.environ.update(TERM='xterm', LC_ALL='C.UTF-8')
    os.execvp('zsh', ['zsh', '-f', '-i'])
fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack('HHHH', 60, 200, 0, 0))
def read(wanted, seconds):
    seen = ''
    end = time.time() + seconds
    while time.time() < end and wanted not in seen:
        if select.select([fd], [], [], 0.1)[0]:
            seen += os.read(fd, 65536).decode('utf8', 'replace')
            seen = re.sub(r'\\x1b[\\[\\]?][0-9;?]*[a-zA-Z]|\\x1b[=>]', '', seen)
    return seen
os.write(fd, b"autoload -U compinit; compinit -u -D; source " + sys.argv[1].encode() + b"; echo REA''DY\\n")
read('READY', 20)
for pair in sys.argv[2:]:
    line, wanted = pair.split('|')
    os.write(fd, (line + '\\t').encode())
    print(line, '->', 'yes' if wanted in read(wanted, 10) else 'no', wanted)
    os.write(fd, b'\\x15')
    read('nothing', 0.3)
os.kill(pid, 9)
`;

test.skipIf(!has('zsh') || !has('python3'))('zsh', { timeout: 120_000 }, () => {
  writeFileSync(join(shell.work, 'typing.py'), TYPING);
  const pairs = [
    'adctl acco|unts',
    'adctl accounts s|-- Show accounts in full',
    'adctl accounts list --stat|us ',
    'adctl accounts list --status active,s|uspended',
    'adctl accounts list --status=su|spended',
    'adctl accounts list --entity 万|科企业股份有限公司',
    'adctl accounts show tencent:2000000|tencent:20000001  -- ',
    "adctl accounts list --where 'status = a|ctive",
    'adctl --as wang.wei orgs show |珠海格力电器股份有限公司',
    'adctl members grant wang|.wei',
  ];
  const args = pairs.map((pair) => `"${pair}"`).join(' ');
  const { output } = shell.run(`python3 typing.py ${join(KEPT, '_adctl')} ${args}`);
  expect(lines(output)).toEqual(pairs.map((pair) => pair.replace('|', ' -> yes ')));
});

describe('adctl __complete', () => {
  const contents = (folder: string) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.includes('.'))
      .toSorted()
      .map((name) => {
        try {
          return `${name} ${createHash('sha256')
            .update(readFileSync(join(folder, name)))
            .digest('hex')}`;
        } catch {
          return name;
        }
      });

  test('needs nothing of the program but a small file of its own', () => {
    const bare = join(shell.folder, 'bare');
    for (const name of ['bin', 'dist']) mkdirSync(join(bare, name), { recursive: true });
    for (const name of ['bin/adctl.js', 'bin/package.json', 'dist/completing.cjs', 'package.json'])
      cpSync(resolve(KEPT, '..', name), join(bare, name));
    symlinkSync(resolve(KEPT, '../node_modules'), join(bare, 'node_modules'));
    const asked = `"${process.execPath}" ${join(bare, 'bin', 'adctl.js')} __complete`;
    for (const what of ['account', 'org', 'group', 'place', 'unit', 'member', 'batch', 'tag', 'profile', 'view'])
      expect(shell.run(`${asked} ${what} ''`).output, what).not.toBe('');
    // Compiling the whole program would cost more than all that it does; the driver's own code is part of it.
    expect(statSync(join(bare, 'dist/completing.cjs')).size).toBeLessThan(330_000);
    rmSync(bare, { recursive: true });
  });

  test('changes no file, and leaves none behind', () => {
    // Whoever may write and goes last takes away what SQLite keeps beside the state.
    shell.run('adctl views remove 暂停');
    const before = contents(shell.folder);
    for (const what of ['account', 'org', 'unit', 'member', 'batch', 'tag', 'view', 'profile', 'where-account'])
      expect(shell.run(`adctl __complete ${what} ''`).output, what).not.toBe('');
    expect(contents(shell.folder)).toEqual(before);
  });

  test('says nothing and makes nothing where there is nothing to read', async () => {
    const { run, folder, db } = mainShell();
    for (const what of ['account', 'org', 'where-account', 'nonsense', '']) {
      const { code, stderr } = await run(['__complete', what, '']);
      expect([code, stderr]).toEqual([0, '']);
    }
    expect(existsSync(db)).toBe(false);
    expect(existsSync(join(folder, 'config'))).toBe(false);
    mkdirSync(join(folder, 'config'));
    writeFileSync(join(folder, 'config', 'config.json'), '{');
    writeFileSync(db, 'this is no state');
    expect(await run(['__complete', 'account', ''])).toMatchObject({ code: 0, stdout: '', stderr: '' });
    rmSync(folder, { recursive: true });
  });

  test('offers at most a hundred, and only what begins so', () => {
    const found = lines(shell.run('adctl __complete account 2000').output);
    expect(found.length).toBeGreaterThan(90);
    expect(found.length).toBeLessThanOrEqual(100);
    expect(found.filter((line) => !line.startsWith('2000'))).toEqual([]);
  });

  test('shows a member what its lists show, and no more', () => {
    const listed = lines(shell.run('adctl accounts list -q --as chen.jing').output);
    const found = lines(shell.run("adctl __complete account '' --as chen.jing").output).map(
      (line) => line.split('\t')[0],
    );
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((id) => !listed.includes(id as string))).toEqual([]);
    expect(shell.run('adctl __complete org 万 --as chen.jing').output).toBe('');
  });

  test('holds and splits, with who pays how much', () => {
    expect(shell.run("adctl __complete hold ''").output).toMatch(/^h_\w+\tagency:a_bluefocus · 100\.00 · CNY$/m);
    expect(shell.run('adctl __complete split t_').output).toMatch(/^t_\w+\tagency:a_bluefocus · 300\.00 · CNY$/m);
  });

  test('goes through a filter step by step', () => {
    const at = (start: string) =>
      lines(shell.run(`adctl __complete where-account '${start}'`).output).map((line) => line.split('\t')[0]);
    expect(at('daily')).toEqual(['daily_budget']);
    expect(at('daily_budget ')).toContain('daily_budget between');
    expect(at('daily_budget ')).not.toContain('daily_budget ~');
    expect(at('status in active,s')).toEqual(['status in active,suspended']);
    expect(at('entity = e_v')).toEqual(['entity = e_vanke']);
    expect(at('nonsense = ')).toEqual([]);
    expect(lines(shell.run("adctl __complete where-funds 'holder_kind = a'").output)).toEqual([
      expect.stringMatching(/^holder_kind = account\t/),
      expect.stringMatching(/^holder_kind = agency\t/),
    ]);
  });
});

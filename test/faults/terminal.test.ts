/** Questions and progress on a real terminal (cli.md "Changes"). */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Place } from './processes.ts';
import { onTerminal, python } from './terminal.ts';

const place = new Place();
const file = join(place.folder, 'ids.csv');
beforeAll(async () => {
  expect((await place.run('demo', '--accounts', '18000')).code).toBe(0);
  const ids = await place.json<{ platform: string; id: string }>('accounts', 'list', '--where', 'status != closed');
  writeFileSync(file, `id\n${ids.map(({ platform, id }) => `${platform}:${id}`).join('\n')}\n`);
});
afterAll(() => place.remove());

describe.skipIf(!python)('questions', () => {
  test('the rows of a change and a required option are asked for, one after the other: what it is about comes first', async () => {
    const { code, text } = await onTerminal(place, ['accounts', 'assign', '--dry-run'], {
      steps: [
        ['account id', 'tencent:20000001\r'],
        ['who becomes the manager', 'dong.mei\r'],
      ],
    });
    expect(text).toContain('dry run: assigned 1');
    expect(code).toBe(0);
  });

  test.each([
    ['en', '? platform'],
    ['zh', '? 平台'],
  ])('an input is asked for by what it is, not by what help says of it: %s', async (lang, asked) => {
    const args = ['accounts', 'create', '555', '--name', 'x', '--lang', lang];
    expect((await onTerminal(place, args, { steps: [[asked, '\u0003']], env: { NO_COLOR: '1' } })).code).toBe(130);
  });

  test('an enumeration is a list to choose from', async () => {
    const { code, text } = await onTerminal(place, ['orgs', 'create', '--group', 'x', '--dry-run', '新集团'], {
      steps: [['group', '\r']],
    });
    expect(text).toMatch(/❯ group/);
    expect(text).toContain('dry run: created');
    expect(code).toBe(0);
  });

  test('rows may be a file', async () => {
    const { text, code } = await onTerminal(place, ['accounts', 'note', '--text', 'x', '--dry-run'], {
      steps: [['@FILE', `@${file}\r`]],
    });
    expect(text).toMatch(/dry run: noted [\d,]{5,}/);
    expect(code).toBe(0);
  });

  test('a missing argument of a query or a local command is asked for', async () => {
    const shown = await onTerminal(place, ['accounts', 'show', '--columns', 'id'], {
      steps: [['account id', '20000001\r']],
    });
    expect(shown.text).toContain('log of tencent:20000001');
    const used = await onTerminal(place, ['profile', 'use'], { steps: [['NAME', 'default\r']] });
    expect(used.text).toContain('current profile: default');
  });

  test('whom a question is about, and what it asks, are asked for in their order', async () => {
    const { code, text } = await onTerminal(place, ['members', 'can'], {
      steps: [
        ['login', 'owner\r'],
        ['accounts.claim, accounts claim', 'accounts.assign\r'],
      ],
    });
    expect(text).toMatch(/accounts\.assign[\s\S]*yes/);
    expect(code).toBe(0);
  });

  test('Ctrl-D at a question does nothing, says so and ends with 130', async () => {
    const { code, text } = await onTerminal(place, ['members', 'erase', 'sun.li'], { steps: [['Go on?', '\x04']] });
    expect(code).toBe(130);
    expect(text).toContain('INTERRUPTED');
  });

  test('the first Ctrl-C ends the wait for rows that are typed', async () => {
    for (const [typed, lang, told] of [
      [[], 'en', 'error: interrupted: nothing was changed (INTERRUPTED)'],
      [['id\r'], 'zh', '错误：已中断，未做任何更改 (INTERRUPTED)'],
    ] as const) {
      const steps = [...typed, '\u0003'].map((keys) => ['', keys] as const);
      const args = ['accounts', 'tag', '--from', '-', '--tag', 'x', '--lang', lang];
      const { code, text } = await onTerminal(place, args, { steps, pauseMs: 800 });
      expect(code, text).toBe(130);
      expect(text.split('\n'), text).toContainEqual(expect.stringContaining(told));
    }
  });

  test('a confirmation is asked for; Ctrl-C at a question does nothing and ends with 130', async () => {
    const refused = await onTerminal(place, ['accounts', 'note', '--where', 'id = 20000001', '--text', 'y'], {
      steps: [['Go on?', 'n\r']],
    });
    expect(refused.code).toBe(2);
    const left = await onTerminal(place, ['accounts', 'note', '--where', 'id = 20000001', '--text', 'y'], {
      steps: [['Go on?', '\u0003']],
    });
    expect(left.code).toBe(130);
    expect(left.text).not.toMatch(/\n\s+at |BUG/);
    expect((await place.run('accounts', 'list', '--where', 'note = y', '--count')).stdout).toBe('0\n');
  });

  test.each([
    [['accounts', 'note', '20000001'], 'the note', 'hallo', 'noted 1'],
    [['accounts', 'tag', '20000001', '20000002', '--lang', 'zh'], '标签', '重点,待查', '已打标签 2'],
    [['accounts', 'tag', '--where', 'id = 20000001', '--yes'], 'tag', '重点', 'tagged 1'],
    [['accounts', 'budget', '20000001', '--lang', 'zh'], '每日金额', '612.5', '已设置 1'],
    [['orgs', 'create', '--entity', 'e_gree', '甲代理'], 'group, entity or agency', '\x1b[B\x1b[B', 'created 1'],
    [['units', 'create', '新单元'], 'organisation', 'e_gree', 'created 1'],
    [['units', 'create', '--org', 'e_gree'], 'name of the unit', '新单元', 'created 1'],
  ])('%j: what its rules miss is asked for', async (args, asked, typed, done) => {
    const { code, text } = await onTerminal(place, [...args, '--dry-run'], { steps: [[asked, `${typed}\r`]] });
    expect(text).toContain(done);
    expect(code).toBe(0);
  });

  test('an entity is asked for its licence, a group is not', async () => {
    const kind = 'group, entity or agency';
    const entity = await onTerminal(place, ['orgs', 'create', '新主体', '--dry-run'], {
      steps: [
        [kind, '\x1b[B\r'],
        ['unified social credit code', '91440400192548256N\r'],
      ],
    });
    expect(entity.text).toMatch(/number 91440400192548256N/);
    const group = await onTerminal(place, ['orgs', 'create', '新集团', '--dry-run'], { steps: [[kind, '\r']] });
    expect(group.text).toContain('dry run: created 1');
    expect(group.text).not.toContain('unified social');
  });

  test('an update that names nothing to set says what could be, before it asks anything', async () => {
    const { code, text } = await onTerminal(place, ['accounts', 'update', '--where', 'status = active']);
    expect(text).toMatch(/^error: nothing to set \(NOTHING_TO_SET\)\n {2}hint: give one or more of --name/);
    expect(code).toBe(2);
  });

  test('No, wherever it is answered, changes nothing, says so and ends with the same code', async () => {
    expect((await place.run('profile', 'add', 'other', '--db', file)).code).toBe(0);
    expect((await place.run('state', 'backup', 'kept.db')).code).toBe(0);
    const counted = (await place.run('batches', 'list', '--count')).stdout;
    for (const [args, asked] of [
      [['accounts', 'note', '--where', 'id = 20000001', '--text', 'y'], '(y/N)'],
      [['undo', '--last'], '(y/N)'],
      [['profile', 'remove', 'other'], '(y/N)'],
      [['state', 'restore', 'kept.db'], '(y/N)'],
    ] as const)
      for (const [lang, told] of [
        ['en', 'error: cancelled: nothing was changed (CANCELLED)'],
        ['zh', '错误：已取消，未做任何更改 (CANCELLED)'],
      ] as const) {
        if (lang === 'zh' && args[0] !== 'undo') continue;
        const { code, text } = await onTerminal(place, [...args, '--lang', lang], { steps: [[asked, 'n\r']] });
        expect(text.trimEnd().split('\n').at(-1), args.join(' ')).toBe(told);
        expect(code).toBe(2);
      }
    expect((await place.run('batches', 'list', '--count')).stdout).toBe(counted);
    expect((await place.run('profile', 'list')).stdout).toContain('other');
  });

  test('a terminal that can only print is asked line by line, without a control sequence', async () => {
    const env = { TERM: 'dumb' };
    const done = await onTerminal(place, ['accounts', 'tag', '--where', 'id = 20000001', '--lang', 'zh'], {
      steps: [
        ['标签:', '待查\r'],
        ['继续？ (y/N)', 'n\r'],
      ],
      env,
    });
    expect(done.raw).not.toContain('\x1b');
    expect(done.code).toBe(2);
    const chosen = await onTerminal(place, ['orgs', 'create', '新集团', '--dry-run'], {
      steps: [
        ['(group | entity | agency):', 'gruop\r'],
        ['gruop\r\ngroup, entity', 'group\r'],
      ],
      env,
    });
    expect(chosen.text).toContain('dry run: created 1');
    const left = await onTerminal(place, ['accounts', 'note', '20000001'], { steps: [['the note', '\u0003']], env });
    expect([left.code, left.raw.includes('\x1b')]).toEqual([130, false]);
  });

  test('NO_COLOR holds for questions, too', async () => {
    const { raw, text } = await onTerminal(place, ['accounts', 'tag', '--where', 'id = 20000001'], {
      steps: [
        ['? tag', 'x\r'],
        ['Go on?', 'n\r'],
      ],
      env: { NO_COLOR: '1' },
    });
    expect(raw).not.toMatch(/\x1b\[[0-9;]*m/);
    expect(text).toContain('nothing was changed');
  });

  test('--no-input asks nothing: what is missing is an error', async () => {
    const { code, text } = await onTerminal(place, ['accounts', 'assign', '--no-input']);
    expect(text).toContain('is missing (MISSING)');
    expect(code).toBe(2);
  });

  test('questions go to stderr: stdout stays data', async () => {
    const { text } = await onTerminal(place, ['accounts', 'show', '--columns', 'id', '--csv'], {
      steps: [['account id', '20000001\r']],
    });
    expect(text.trimEnd().split('\n').slice(-2)).toEqual(['id', '20000001']);
  });

  test('ORG-9 the operator is asked for the reason of a nomination; --no-input makes it an error', async () => {
    expect((await place.run('orgs', 'create', '--kind', 'group', '无人集团', '--id', 'g_none')).code).toBe(0);
    expect(
      (await place.run('members', 'create', 'the.op', '--name', 'x', '--role', 'op', '--verified', 'x')).code,
    ).toBe(0);
    const grant = ['members', 'grant', 'wang.wei', '--role', 'gA', '--org', 'g_none', '--as', 'the.op'];
    const refused = await onTerminal(place, [...grant, '--no-input']);
    expect(refused.text).toContain('(REASON_NEEDED)\n  hint: add --reason TEXT');
    expect(refused.code).toBe(2);
    const asked = await onTerminal(place, grant, { steps: [['why, for the operation log', '空缺\r']] });
    expect(asked.text).toContain('granted 1');
    const logged = await place.run('audit', 'list', '--actor', 'the.op', '--columns', 'reason', '--csv');
    expect(logged.stdout).toBe('reason\n空缺\n');
  });
});

/** Long enough for progress to be shown. */
const LONG = ['accounts', 'note', '--from', file, '--dry-run', '--text', 'z'];

describe.skipIf(!python)('progress', () => {
  test('shows rows, rate and time left, and is gone at the end', async () => {
    const { code, raw, text } = await onTerminal(place, LONG);
    expect(code).toBe(0);
    expect(text).toMatch(/noted [\d,]+ \/ [\d,]+ · [\d,]+\/s · \d+ s left/);
    expect(raw).toContain('\x1b[?25h');
    // The last one is wiped before anything else is said.
    expect(raw.slice(raw.lastIndexOf(' left'), raw.indexOf('dry run'))).toMatch(/\x1b\[0?K/);
  });

  test('takes no line back where the width is not known, and ends', async () => {
    const { code, raw } = await onTerminal(place, LONG, { width: 0 });
    expect(code).toBe(0);
    expect(raw).not.toContain('\x1b[');
  });

  test.each([20, 40])('fits a terminal of %i columns', async (width) => {
    const { raw } = await onTerminal(place, LONG, { width });
    const drawn = raw.split(/\r?\n|\x1b\[\d*[GK]|\r/).filter((part) => part.includes('noted') && !part.includes('dry'));
    expect(drawn.length).toBeGreaterThan(0);
    if (width === 40) expect(drawn.some((line) => /\d s left/.test(line))).toBe(true);
    for (const line of drawn) expect(line.replace(/\x1b\[[0-9;?]*[a-zA-Z]/g, '').length).toBeLessThanOrEqual(width);
  });

  test('TERM=dumb gets no control sequence', async () => {
    const { code, raw } = await onTerminal(place, LONG, { env: { TERM: 'dumb' } });
    expect(code).toBe(0);
    expect(raw).not.toContain('\x1b');
  });

  test('NO_COLOR takes the colour, -q the progress', async () => {
    expect((await onTerminal(place, LONG, { env: { NO_COLOR: '1' } })).raw).not.toMatch(/\x1b\[[0-9;]*m/);
    expect((await onTerminal(place, [...LONG, '-q'])).text).not.toContain('/s');
  });
});

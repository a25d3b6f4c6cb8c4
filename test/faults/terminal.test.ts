/** Questions and progress on a real terminal (cli.md "Changes"). */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Place } from './processes.ts';
import { onTerminal, python } from './terminal.ts';

const place = new Place();
const file = join(place.folder, 'ids.csv');
beforeAll(async () => {
  expect((await place.run('demo', '--accounts', '20000')).code).toBe(0);
  const ids = await place.json<{ platform: string; id: string }>('accounts', 'list', '--where', 'status != closed');
  writeFileSync(file, `id\n${ids.map(({ platform, id }) => `${platform}:${id}`).join('\n')}\n`);
});
afterAll(() => place.remove());

describe.skipIf(!python)('questions', () => {
  test('a required option and the rows of a change are asked for, one after the other', async () => {
    const { code, text } = onTerminal(place, ['accounts', 'assign', '--dry-run'], {
      steps: [
        ['who becomes the manager', 'dong.mei\r'],
        ['account id', 'tencent:20000001\r'],
      ],
    });
    expect(text).toContain('dry run: assigned 1');
    expect(code).toBe(0);
  });

  test('an enumeration is a list to choose from', () => {
    const { code, text } = onTerminal(place, ['orgs', 'create', '--group', 'x', '--dry-run', '新集团'], {
      steps: [['group', '\r']],
    });
    expect(text).toMatch(/❯ group/);
    expect(text).toContain('dry run: created');
    expect(code).toBe(0);
  });

  test('rows may be a file', () => {
    const { text, code } = onTerminal(place, ['accounts', 'note', '--text', 'x', '--dry-run'], {
      steps: [['@FILE', `@${file}\r`]],
    });
    expect(text).toMatch(/dry run: noted [\d,]{5,}/);
    expect(code).toBe(0);
  });

  test('a missing argument of a query or a local command is asked for', () => {
    const shown = onTerminal(place, ['accounts', 'show', '--columns', 'id'], { steps: [['account id', '20000001\r']] });
    expect(shown.text).toContain('log of tencent:20000001');
    const used = onTerminal(place, ['profile', 'use'], { steps: [['NAME', 'default\r']] });
    expect(used.text).toContain('current profile: default');
  });

  test('a confirmation is asked for; Ctrl-C at a question does nothing and ends with 130', async () => {
    const refused = onTerminal(place, ['accounts', 'note', '--where', 'id = 20000001', '--text', 'y'], {
      steps: [['Go on?', 'n\r']],
    });
    expect(refused.code).toBe(0);
    const left = onTerminal(place, ['accounts', 'note', '--where', 'id = 20000001', '--text', 'y'], {
      steps: [['Go on?', '\u0003']],
    });
    expect(left.code).toBe(130);
    expect(left.text).not.toMatch(/\n\s+at |BUG/);
    expect((await place.run('accounts', 'list', '--where', 'note = y', '--count')).stdout).toBe('0\n');
  });

  test('--no-input asks nothing: what is missing is an error', () => {
    const { code, text } = onTerminal(place, ['accounts', 'assign', '--no-input']);
    expect(text).toContain('is missing (MISSING)');
    expect(code).toBe(2);
  });

  test('questions go to stderr: stdout stays data', () => {
    const { text } = onTerminal(place, ['accounts', 'show', '--columns', 'id', '--csv'], {
      steps: [['account id', '20000001\r']],
    });
    expect(text.trimEnd().split('\n').slice(-2)).toEqual(['id', '20000001']);
  });
});

/** Long enough for progress to be shown. */
const LONG = ['accounts', 'note', '--from', file, '--dry-run', '--text', 'z'];

describe.skipIf(!python)('progress', () => {
  test('shows rows, rate and time left, and is gone at the end', () => {
    const { code, raw, text } = onTerminal(place, LONG);
    expect(code).toBe(0);
    expect(text).toMatch(/noted [\d,]+ \/ [\d,]+ · [\d,]+\/s · \d+ s left/);
    expect(raw).toContain('\x1b[?25h');
    // The last one is wiped before anything else is said.
    expect(raw.slice(raw.lastIndexOf(' left'), raw.indexOf('dry run'))).toMatch(/\x1b\[0?K/);
  });

  test.each([20, 40])('fits a terminal of %i columns', (width) => {
    const { raw } = onTerminal(place, LONG, { width });
    const drawn = raw.split(/\r?\n|\x1b\[\d*[GK]|\r/).filter((part) => part.includes('noted') && !part.includes('dry'));
    expect(drawn.length).toBeGreaterThan(0);
    for (const line of drawn) expect(line.replace(/\x1b\[[0-9;?]*[a-zA-Z]/g, '').length).toBeLessThanOrEqual(width);
  });

  test('TERM=dumb gets no control sequence', () => {
    const { code, raw } = onTerminal(place, LONG, { env: { TERM: 'dumb' } });
    expect(code).toBe(0);
    expect(raw).not.toContain('\x1b');
  });

  test('NO_COLOR takes the colour, -q the progress', () => {
    expect(onTerminal(place, LONG, { env: { NO_COLOR: '1' } }).raw).not.toMatch(/\x1b\[[0-9;]*m/);
    expect(onTerminal(place, [...LONG, '-q']).text).not.toContain('/s');
  });
});

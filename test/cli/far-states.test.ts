/** A profile whose state is behind a server: what needs the file itself says so, and no token leaves this machine unasked. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { LOCALS } from '../../src/cli/local/registry.ts';
import { newToken } from '../../src/domain/tokens.ts';
import { shell } from '../helpers/main.ts';

const FAR = 'https://adctl.invalid';
const TOKEN = newToken(new Uint8Array(32).fill(7));

/** A shell whose profile `far` is for a server, with a token kept for `keptFor`. */
function farShell(keptFor = FAR, mode = 0o600) {
  const on = shell();
  const config = join(on.folder, 'config');
  mkdirSync(config, { recursive: true });
  writeFileSync(join(config, 'config.json'), JSON.stringify({ current: 'far', profiles: { far: { url: FAR } } }));
  const credentials = { far: { url: keptFor, token: TOKEN, member: 'pat', name: 'laptop', expires: null } };
  writeFileSync(join(config, 'credentials.json'), JSON.stringify({ credentials }), { mode });
  const far = (args: readonly string[], more: Parameters<typeof on.run>[1] = {}) =>
    on.run([...args, '--profile', 'far'], more);
  return { ...on, config, far };
}

describe('ERR-1 commands about the file itself are refused on a server, and say where they run', () => {
  const commands = Object.keys(LOCALS).filter((name) => name.startsWith('state.'));
  test.each(commands)('%s', async (name) => {
    const { far, folder } = farShell();
    const words = [...name.split('.'), ...(/backup|restore/.test(name) ? ['copy.db'] : [])];
    for (const lang of ['en', 'zh']) {
      const { code, stdout, stderr } = await far([...words, '--yes', '--lang', lang]);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain(`adctl ${words.slice(0, 2).join(' ')} `);
      expect(stderr).toContain('(LOCAL_ONLY)');
    }
    expect(readdirSync(folder)).toEqual(['config']);
  });

  test('a demo has a place of its own, unless a server is typed', async () => {
    const { run, far, folder } = farShell();
    expect(await run(['demo', '--url', FAR])).toMatchObject({ code: 2, stderr: expect.stringContaining('LOCAL_ONLY') });
    const env = { ADCTL_DB: '', XDG_DATA_HOME: join(folder, 'data') };
    expect((await far(['demo', '--accounts', '100'], { env })).code).toBe(0);
    expect(existsSync(join(folder, 'data', 'adctl', 'demo', 'state.db'))).toBe(true);
  });
});

describe('a token goes to the address that it was kept for, and nowhere else', () => {
  const refused = async (on: ReturnType<typeof farShell>, args: readonly string[], env = {}) => {
    const { code, stdout, stderr } = await on.run([...args, '--json'], { env: { ADCTL_DB: '', ...env } });
    expect(stdout + stderr).not.toContain(TOKEN);
    const { error } = JSON.parse(stderr) as { error: { code: string; message: string } };
    return { exit: code, ...error };
  };

  test('of a profile whose address was changed since', async () => {
    const error = await refused(farShell('https://other.invalid'), ['accounts', 'list']);
    expect(error).toMatchObject({ exit: 4, code: 'NOT_LOGGED_IN' });
    expect(error.message).toContain('https://other.invalid');
  });

  test('never the one of a profile to an address that is typed or in the environment', async () => {
    expect(await refused(farShell(), ['accounts', 'list', '--url', FAR])).toMatchObject({ code: 'NOT_LOGGED_IN' });
    const env = { ADCTL_URL: 'https://third.invalid' };
    expect(await refused(farShell(), ['accounts', 'list'], env)).toMatchObject({ code: 'NOT_LOGGED_IN' });
  });

  test('never ADCTL_TOKEN to the server of a profile', async () => {
    const env = { ADCTL_TOKEN: TOKEN };
    const error = await refused(farShell('https://other.invalid'), ['accounts', 'list'], env);
    expect(error).toMatchObject({ code: 'NOT_LOGGED_IN' });
  });

  test.each(['hunter2', TOKEN.slice(0, -1), `${TOKEN.slice(0, -1)}!`, '令牌'])(
    'nor anything that is no token: %s',
    async (text) => {
      const error = await refused(farShell(), ['accounts', 'list', '--url', FAR], { ADCTL_TOKEN: text });
      expect(error).toMatchObject({ exit: 4, code: 'TOKEN_INVALID' });
      const { code, stderr } = await farShell().run(['login', '--url', FAR, '--with-token'], { stdin: `${text}\n` });
      expect([code, stderr]).toEqual([4, expect.stringContaining('TOKEN_INVALID')]);
      expect(stderr).not.toContain(text);
    },
  );

  test('never in clear to another machine', async () => {
    const env = { ADCTL_TOKEN: TOKEN };
    const error = await refused(farShell(), ['accounts', 'list', '--url', 'http://adctl.invalid'], env);
    expect(error).toMatchObject({ exit: 2, code: 'URL_IN_CLEAR' });
  });
});

test('the file of tokens is no place for results', async () => {
  const { far, config } = farShell();
  const file = join(config, 'credentials.json');
  const before = readFileSync(file, 'utf8');
  const { code, stderr } = await far(['accounts', 'note', '1', '--text', 'x', '--results', file]);
  expect([code, stderr]).toEqual([2, expect.stringContaining('OUTPUT_FILE')]);
  expect(readFileSync(file, 'utf8')).toBe(before);
});

test('profile show and list say who is logged in, never the token', async () => {
  const { far } = farShell();
  const shown = await far(['profile', 'show']);
  const listed = await far(['profile', 'list', '--json']);
  expect(JSON.parse(listed.stdout)).toContainEqual(expect.objectContaining({ name: 'far', url: FAR, member: 'pat' }));
  expect(shown.stdout).toContain(`url,${FAR},profile`);
  expect(shown.stdout + shown.stderr + listed.stdout + listed.stderr).not.toContain(TOKEN);
});

describe('profile test', () => {
  test('of a server that is not there ends with 8 and a row that says so', async () => {
    const closed = createServer();
    const port = await new Promise<number>((resolve) =>
      closed.listen(0, '127.0.0.1', () => resolve((closed.address() as { port: number }).port)),
    );
    await new Promise((resolve) => closed.close(resolve));
    const { code, stdout, stderr } = await shell().run(['profile', 'test', '--url', `http://127.0.0.1:${port}`]);
    expect([code, stderr]).toEqual([8, '']);
    expect(stdout).toContain('reachable,no: ECONNREFUSED\n');
  });

  test('without a token says that as well', async () => {
    const open = createServer((socket) => socket.on('error', () => {}));
    onTestFinished(() => void open.close());
    const port = await new Promise<number>((resolve) =>
      open.listen(0, '127.0.0.1', () => resolve((open.address() as { port: number }).port)),
    );
    const { code, stdout, stderr } = await shell().run(['profile', 'test', '--url', `http://127.0.0.1:${port}`]);
    expect([code, stderr]).toEqual([8, '']);
    expect(stdout).toMatch(/\nreachable,"yes, in \d+ ms"\ntls,none\nerror,.*\(NOT_LOGGED_IN\)\n$/);
  });
});

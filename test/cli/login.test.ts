/** Login and work on a real server: who acts is the token's member (MEM-0), and no token is seen anywhere but in its file. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { newToken } from '../../src/domain/tokens.ts';
import { DAY_MS } from '../../src/domain/zone.ts';
import { Place, type Started } from '../faults/processes.ts';
import { onTerminal, python } from '../faults/terminal.ts';
import { type Ran, type RunOptions, shell } from '../helpers/main.ts';

const LAUNCHER = resolve(import.meta.dirname, '../../bin/adctl.js');
/** Of an agency, with accounts to see. */
const MEMBER = 'cao.yang';
const place = new Place();
let server: Started;
let url = '';
/** Every token that was made: none of them may be read anywhere. */
const tokens: string[] = [];

beforeAll(async () => {
  const made = await place.run('demo', '--accounts', '300');
  expect([made.code, made.stderr]).toEqual([0, expect.stringContaining('300')]);
  server = place.start('serve', '--listen', '127.0.0.1:0');
  let said = '';
  while (url === '') {
    const [part] = (await once(server.child.stderr!, 'data')) as [Buffer];
    said += part;
    url = /http:\/\/\S+?(?=;)/.exec(said)?.[0] ?? '';
  }
}, 60_000);

afterAll(async () => {
  server.child.kill('SIGTERM');
  const { stdout, stderr } = await server.ended;
  for (const token of tokens) expect(stdout + stderr).not.toContain(token);
  place.remove();
});

async function tokenFor(name: string, ...options: string[]): Promise<string> {
  const { code, stdout, stderr } = await place.run('tokens', 'create', name, '--member', MEMBER, ...options);
  expect([code, stderr]).toEqual([0, expect.anything()]);
  const token = stdout.trim();
  tokens.push(token);
  return token;
}

/** Somebody's machine: a configuration of its own, and no state. */
function machine() {
  const folder = mkdtempSync(join(tmpdir(), 'adctl-login-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const on = shell({ folder });
  const env = { ADCTL_DB: '', XDG_DATA_HOME: join(folder, 'data') };
  const run = async (args: readonly string[], more: RunOptions = {}): Promise<Ran> => {
    const ran = await on.run(args, { now: Date.now(), ...more, env: { ...env, ...more.env } });
    for (const token of tokens) expect(ran.stdout + ran.stderr).not.toContain(token);
    return ran;
  };
  const login = (token: string, profile = 'far') =>
    run(['login', '--url', url, '--profile', profile, '--with-token'], { stdin: `${token}\n` });
  return {
    folder,
    config: join(folder, 'config'),
    credentials: join(folder, 'config', 'credentials.json'),
    run,
    login,
  };
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());

describe('a life of a login', () => {
  test('in, at work, and out again', async () => {
    const token = await tokenFor('laptop');
    const { run, login, credentials, folder } = machine();
    const day = new Date(Date.now() + 90 * DAY_MS).toISOString().slice(0, 4);
    const first = await login(token);
    expect([first.code, first.stdout]).toEqual([0, '']);
    expect(first.stderr).toMatch(new RegExp(`^logged in to ${url} as ${MEMBER}, until ${day}-..-..\n`));
    // Nothing else is used there: the next command goes to the server.
    expect(first.stderr).toContain('added profile far, which is used from now on\n');
    expect((await run(['whoami', '--columns', 'server'])).stdout).toContain(url);
    expect(statSync(credentials).mode & 0o777).toBe(0o600);
    expect((await login(token)).stderr).not.toContain('added profile');

    const who = await run(['whoami', '--json']);
    expect([who.code, who.stderr]).toEqual([0, '']);
    expect(JSON.parse(who.stdout)).toMatchObject({
      member: MEMBER,
      member_from: 'token',
      profile: 'far',
      server: url,
      server_from: 'profile',
      token: 'laptop',
      read_only: 'no',
    });
    const listed = await run(['accounts', 'list', '--sort', 'id']);
    const here = await place.run('accounts', 'list', '--sort', 'id', '--as', MEMBER);
    expect([listed.code, listed.stdout]).toEqual([0, here.stdout]);

    const out = await run(['logout']);
    expect([out.code, out.stderr]).toEqual([0, expect.stringContaining('adctl tokens revoke laptop')]);
    expect(await run(['logout'])).toMatchObject({ code: 0, stderr: 'profile far was not logged in\n' });
    expect(await run(['whoami'])).toMatchObject({ code: 4, stderr: expect.stringContaining('(NOT_LOGGED_IN)') });
    const still = await run(['whoami', '--columns', 'member'], { env: { ADCTL_URL: url, ADCTL_TOKEN: token } });
    expect([still.code, still.stdout]).toEqual([0, `member\n${MEMBER}\n`]);
    // Nothing was made here but the configuration.
    expect(readdirSync(folder)).toEqual(['config']);
  });

  test('no file holds a token but the one for them, on either side', async () => {
    const token = await tokenFor('searched');
    const { folder, credentials, login, run } = machine();
    await login(token);
    await run(['accounts', 'list', '--profile', 'far', '-v', '--debug']);
    const found = [...filesIn(folder), ...filesIn(place.folder)].filter((file) => readFileSync(file).includes(token));
    expect(found).toEqual([credentials]);
  });

  test('a profile that is removed takes its token with it', async () => {
    const { run, login, credentials } = machine();
    await login(await tokenFor('removed'));
    await run(['profile', 'remove', 'far', '--yes']);
    expect(JSON.parse(readFileSync(credentials, 'utf8'))).toEqual({ credentials: {} });
  });

  test('one that ends within a week is told at login and by whoami, and one that only reads says so', async () => {
    const day = new Date(Date.now() + 3 * DAY_MS).toISOString().slice(0, 10);
    const { run, login } = machine();
    const warning = new RegExp(`^warning: the token expires on ${day.slice(0, 7)}-..;`, 'm');
    const first = await login(await tokenFor('short', '--expires', day, '--read-only'));
    expect([first.code, first.stderr]).toEqual([0, expect.stringMatching(warning)]);
    const who = await run(['whoami', '--profile', 'far', '--json']);
    expect(who.stderr).toMatch(warning);
    expect(JSON.parse(who.stdout)).toMatchObject({ read_only: 'yes' });
  });
});

describe('what is no valid token gets one answer, and nothing is kept', () => {
  test('unknown', async () => {
    const { login, config } = machine();
    const { code, stderr } = await login(newToken(new Uint8Array(32)));
    expect([code, stderr]).toEqual([4, expect.stringContaining('(TOKEN_INVALID)')]);
    expect(existsSync(config)).toBe(false);
  });

  test('revoked', async () => {
    const token = await tokenFor('gone');
    const { login, run, config } = machine();
    await login(token);
    const ids = await place.run('tokens', 'list', '--where', 'name = gone', '-q');
    expect((await place.run('tokens', 'revoke', ids.stdout.trim(), '--yes')).code).toBe(0);
    const refused = await run(['accounts', 'list', '--profile', 'far']);
    expect([refused.code, refused.stdout, refused.stderr]).toEqual([4, '', expect.stringContaining('(TOKEN_INVALID)')]);
    const tested = await run(['profile', 'test', '--profile', 'far']);
    expect([tested.code, tested.stderr]).toEqual([8, '']);
    expect(tested.stdout).toMatch(/\nerror,"?the token .*\(TOKEN_INVALID\)"?\n$/);
    const before = filesIn(config).map((file) => readFileSync(file, 'utf8'));
    expect((await login(token)).code).toBe(4);
    expect(filesIn(config).map((file) => readFileSync(file, 'utf8'))).toEqual(before);
  });

  test('a server that does not answer', async () => {
    const { run, config } = machine();
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as { port: number };
    closed.close();
    const args = ['login', '--url', `http://127.0.0.1:${port}`, '--with-token'];
    const { code, stderr } = await run(args, { stdin: newToken(new Uint8Array(32)) });
    expect([code, stderr]).toEqual([7, expect.stringContaining('(SERVER_UNREACHABLE)')]);
    expect(existsSync(config)).toBe(false);
  });
});

test('several processes log in at once, to profiles of their own, and lose nothing', async () => {
  const { folder, credentials, config } = machine();
  const names = ['a', 'b', 'c', 'd'];
  const made = await Promise.all(names.map((name) => tokenFor(`many-${name}`)));
  const ended = names.map((name, i) => {
    const args = [LAUNCHER, 'login', '--url', url, '--profile', name, '--with-token'];
    const env = { PATH: process.env['PATH'], HOME: folder, ADCTL_CONFIG_DIR: config };
    const child = spawn(process.execPath, args, { env, stdio: ['pipe', 'ignore', 'ignore'] });
    child.stdin.end(`${made[i]}\n`);
    return once(child, 'close');
  });
  expect((await Promise.all(ended)).map(([code]) => code)).toEqual([0, 0, 0, 0]);
  const kept = JSON.parse(readFileSync(credentials, 'utf8')) as { credentials: Record<string, { token: string }> };
  expect(names.map((name) => kept.credentials[name]?.token)).toEqual(made);
  expect(Object.keys(JSON.parse(readFileSync(join(config, 'config.json'), 'utf8')).profiles).toSorted()).toEqual(names);
  expect(readdirSync(config).toSorted()).toEqual(['config.json', 'credentials.json']);
});

test.skipIf(!python)('on a terminal the token is asked for, and what is typed is not shown', async () => {
  const token = await tokenFor('typed');
  const { folder } = machine();
  const here = { folder, db: '' } as Place;
  const seen = await onTerminal(here, ['login', '--url', url], { steps: [['not shown', `${token}\r`]] });
  expect([seen.code, seen.text]).toEqual([0, expect.stringContaining(`logged in to ${url} as ${MEMBER}`)]);
  expect(seen.raw).not.toContain(token.slice(0, 12));
});

test('a file of tokens that others may read is told each time, beside the same data', async () => {
  const { run, login, credentials } = machine();
  await login(await tokenFor('open'));
  const args = ['accounts', 'list', '--limit', '2', '--profile', 'far'];
  const before = await run(args);
  chmodSync(credentials, 0o644);
  const { code, stdout, stderr } = await run(args);
  expect([code, stdout]).toEqual([0, before.stdout]);
  expect(stderr.replace(before.stderr, '')).toMatch(/^warning: others on this machine may read .*chmod 600/);
  expect(stderr.match(/warning:/g)).toHaveLength(1);
});

describe('at work on a server', () => {
  let on: ReturnType<typeof machine>;
  const far = (...args: string[]) => on.run([...args, '--profile', 'far']);
  const ready = async (name: string) => {
    on = machine();
    await on.login(await tokenFor(name));
  };

  test('profile test says what there is', async () => {
    await ready('tested');
    const { code, stdout, stderr } = await far('profile', 'test');
    expect([code, stderr]).toEqual([0, '']);
    for (const item of ['reachable,"yes, in ', 'tls,none', `member,${MEMBER}`, 'token,"tested, until ', 'read_only,no'])
      expect(stdout).toContain(`\n${item}`);
  });

  test('MEM-0 the last batch is the one of the token’s member, and undone as theirs', async () => {
    await ready('undoing');
    const [id = ''] = (await place.run('accounts', 'list', '-q', '--as', MEMBER)).stdout.split('\n');
    expect((await far('accounts', 'note', id, '--text', 'mine')).code).toBe(0);
    expect((await place.run('accounts', 'tag', id, '--tag', 'of another')).code).toBe(0);
    const undone = await far('undo', '--last', '--yes');
    expect([undone.code, undone.stderr]).toEqual([0, expect.stringMatching(/^restored 1 /)]);
  });

  test('CTX-1 a view is kept and used there', async () => {
    await ready('viewing');
    expect(
      (await on.run(['views', 'save', 'few', '--profile', 'far', '--', 'accounts', 'list', '--status', 'active'])).code,
    ).toBe(0);
    const seen = await far('accounts', 'list', '--view', 'few', '--count');
    const here = await place.run('accounts', 'list', '--status', 'active', '--count', '--as', MEMBER);
    expect([seen.code, seen.stdout]).toEqual([0, here.stdout]);
  });

  test('-v tells the requests on stderr, and the data are the same', async () => {
    await ready('verbose');
    const quiet = await far('accounts', 'list', '--limit', '2');
    const told = await far('accounts', 'list', '--limit', '2', '-v');
    expect(told.stdout).toBe(quiet.stdout);
    expect(told.stderr).toMatch(/^POST \/v1\/accounts\.list 200 \d+ ms$/m);
    expect(told.stderr).not.toMatch(/^sql /m);
  });

  test('completion offers what the token’s member sees', async () => {
    await ready('completing');
    const { code, stdout, stderr } = await on.run(['__complete', 'account', '2', '--', '--profile', 'far']);
    const here = await place.run('__complete', 'account', '2', '--', '--as', MEMBER);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toBe(here.stdout);
    expect(stdout.split('\n').length).toBeGreaterThan(1);
  });
});

test('completion waits for a server that says nothing no longer than whoever types, and keeps silent', async () => {
  const mute = createServer((socket) => socket.on('error', () => {})).listen(0, '127.0.0.1');
  onTestFinished(() => void mute.close());
  await once(mute, 'listening');
  const { port } = mute.address() as { port: number };
  const { run } = machine();
  const began = performance.now();
  const { code, stdout, stderr } = await run(
    ['__complete', 'account', '2', '--', '--url', `http://127.0.0.1:${port}`],
    {
      env: { ADCTL_TOKEN: newToken(new Uint8Array(32)) },
    },
  );
  expect([code, stdout, stderr]).toEqual([0, '', '']);
  expect(performance.now() - began).toBeLessThan(2_500);
});

/** adctl serve as a process: where it listens, what it refuses, how it stops, and what it says of its work. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ConnectionOptions, connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Place } from '../faults/processes.ts';
import { certificate, freePort, has, type Running, serving, stopped } from './processes.ts';

const place = new Place();
let server: Running;
let owner = '';
/** As it would be on another machine: a configuration of its own, and no state. */
const far = (url: string, token = owner) => ({
  ADCTL_DB: '',
  ADCTL_CONFIG_DIR: join(place.folder, 'far'),
  XDG_DATA_HOME: join(place.folder, 'far-data'),
  ADCTL_URL: url,
  ADCTL_TOKEN: token,
});
const remote = (args: readonly string[], env = far(server.url)) => place.launch(args, { env });

beforeAll(async () => {
  const made = await place.run('demo', '--accounts', '300');
  expect([made.code, made.stderr]).toEqual([0, expect.stringContaining('300')]);
  owner = (await place.run('tokens', 'create', 'test')).stdout.trim();
  server = await serving(place);
}, 60_000);
afterAll(async () => {
  if (server.child.exitCode === null) await stopped(server);
  place.remove();
});

describe('it starts', () => {
  test('says where, and is well and ready', async () => {
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    for (const [path, text] of [
      ['healthz', 'ok\n'],
      ['readyz', 'ready\n'],
    ]) {
      const answer = await fetch(`${server.url}/${path}`);
      expect([path, answer.status, await answer.text()]).toEqual([path, 200, text]);
    }
  });

  const refused = (name: string, code: number, why: string, ...args: (string | (() => string))[]) =>
    test(name, async () => {
      const words = args.map((word) => (typeof word === 'string' ? word : word()));
      const ended = await place.run('serve', ...words);
      expect([ended.code, ended.stdout, ended.stderr]).toEqual([code, '', expect.stringContaining(`(${why})`)]);
    });
  const file = (name: string, text: string) => () => {
    const path = join(place.folder, name);
    writeFileSync(path, text);
    return path;
  };
  const port = () => `127.0.0.1:${server.port}`;
  refused('not a state that is not there', 3, 'STATE_ABSENT', '--db', 'mistyped.db');
  refused('not where tokens would travel in clear', 2, 'LISTEN_INSECURE', '--listen', '0.0.0.0:0');
  refused('not on the other half of the world either', 2, 'LISTEN_INSECURE', '--listen', '[::]:0');
  refused('not with half of what TLS needs', 2, 'MISSING', '--tls-cert', file('c.pem', ''));
  refused('nor the other half', 2, 'MISSING', '--tls-key', file('k.pem', ''));
  refused('not with a file that is none', 2, 'FILE_UNREADABLE', '--tls-cert', 'none.pem', '--tls-key', 'none.pem');
  refused(
    'not with what is no certificate',
    2,
    'TLS_UNUSABLE',
    '--tls-cert',
    file('c.pem', 'x'),
    '--tls-key',
    file('k.pem', 'y'),
  );
  refused('not where somebody else listens', 1, 'LISTEN_FAILED', '--listen', port);
  refused('not at what is no address', 2, 'OPTION_VALUE', '--listen', '7420');
});

describe.skipIf(!has('openssl', 'version'))('with a certificate (made by openssl, where it is installed)', () => {
  let own: { readonly cert: string; readonly key: string };
  let secure: Running;
  beforeAll(async () => {
    own = certificate(place.folder);
    secure = await serving(place, ['--tls-cert', own.cert, '--tls-key', own.key]);
  });
  afterAll(() => stopped(secure));

  test('whoever trusts it gets in, whoever does not is told, and no token was sent', async () => {
    const url = secure.url.replace('127.0.0.1', 'localhost');
    const before = secure.log().length;
    const doubted = await remote(['accounts', 'list', '--count'], far(url)).ended;
    expect([doubted.code, doubted.stdout]).toEqual([7, '']);
    expect(doubted.stderr).toContain('SERVER_UNTRUSTED');
    // Nothing was sent, so nothing of a change is unknown.
    const change = await remote(['accounts', 'note', '20000001', '--text', 'x'], far(url)).ended;
    expect([change.code, change.stdout, change.stderr]).toEqual([7, '', expect.stringContaining('SERVER_UNTRUSTED')]);
    expect(secure.log().length).toBe(before);
    const trusted = await remote(['accounts', 'list', '--count'], {
      ...far(url),
      NODE_EXTRA_CA_CERTS: own.cert,
    } as never).ended;
    expect([trusted.code, trusted.stdout, trusted.stderr]).toEqual([0, '300\n', '']);
  });

  const spoken = (options: ConnectionOptions) =>
    new Promise<string>((done) => {
      const socket = connect({ port: secure.port, host: '127.0.0.1', rejectUnauthorized: false, ...options }, () => {
        done(socket.getProtocol() ?? '');
        socket.destroy();
      }).on('error', (error: NodeJS.ErrnoException) => done(error.code ?? error.message));
    });
  test('nothing older than TLS 1.2 is spoken', async () => {
    const old = { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    expect(await spoken({ ...old, maxVersion: 'TLSv1.1' })).toMatch(/PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|ECONNRESET/);
    expect(await spoken({ ...old, maxVersion: 'TLSv1.2' })).toBe('TLSv1.2');
    expect(await spoken({})).toBe('TLSv1.3');
  });

  test('a key of another certificate is refused', async () => {
    const other = certificate(place.folder, 'other');
    const ended = await place.run('serve', '--tls-cert', own.cert, '--tls-key', other.key);
    expect([ended.code, ended.stderr]).toEqual([2, expect.stringContaining('(TLS_UNUSABLE)')]);
  });
});

describe('it stops', () => {
  const rows = 30_000;
  const rowsFile = (first: number) => {
    const file = join(place.folder, `new-${first}.csv`);
    const lines = Array.from({ length: rows }, (_, i) => `tencent,${first + i},新户 ${i}`);
    writeFileSync(file, `platform,id,name\n${lines.join('\n')}\n`);
    return file;
  };
  const rowsDone = (one: Running) =>
    one
      .log()
      .map((line) => JSON.parse(line) as { operation: string; rowsOut: number })
      .filter(({ operation }) => operation === 'accounts.import')
      .reduce((sum, { rowsOut }) => sum + rowsOut, 0);

  test.each([
    ['SIGTERM', 70_000_000],
    ['SIGINT', 80_000_000],
    ['SIGKILL', 90_000_000],
  ] as const)(
    'by %s in an import: whoever sends it goes on when the server is back, each row once',
    { timeout: 120_000 },
    async (signal, first) => {
      const listen = `127.0.0.1:${await freePort()}`;
      const one = await serving(place, ['--listen', listen]);
      const results = join(place.folder, `results-${first}.csv`);
      const importing = remote(
        ['accounts', 'import', '--from', rowsFile(first), '--results', results, '-q'],
        far(one.url),
      );
      while (rowsDone(one) < 2_000) await new Promise((resolve) => setTimeout(resolve, 20));
      const began = performance.now();
      const ended = await stopped(one, signal);
      const took = performance.now() - began;
      expect(ended.code).toBe(signal === 'SIGKILL' ? null : 0);
      expect(took).toBeLessThan(10_000);
      if (signal !== 'SIGKILL') expect(ended.stderr).toContain('stopping: what runs is finished first');
      const done = rowsDone({ ...one, log: () => ended.stdout.split('\n').filter(Boolean) });
      expect(done).toBeLessThan(rows);
      await new Promise((resolve) => setTimeout(resolve, 500));
      const back = await serving(place, ['--listen', listen]);
      const imported = await importing.ended;
      expect([imported.code, imported.stderr]).toEqual([0, expect.stringContaining('imported 30,000 ·')]);
      const batch = /\bb_[0-9A-Z]{26}\b/.exec(imported.stderr)?.[0] as string;
      const counted = await place.run('audit', 'list', '--batch', batch, '--kind', 'account', '--count');
      expect([counted.code, counted.stdout]).toEqual([0, `${rows}\n`]);
      expect(
        (await place.run('batches', 'results', batch, '--columns', 'status', '--csv')).stdout
          .split('\n')
          .filter((line) => line === 'ok'),
      ).toHaveLength(rows);
      expect(await stopped(back)).toMatchObject({ code: 0 });
    },
  );

  test('with -v it says then which statements took how long, and no value of them', async () => {
    const one = await serving(place, ['-v']);
    const { code } = await remote(['accounts', 'list', '--search', '格力', '--count'], far(one.url)).ended;
    expect(code).toBe(0);
    const { stderr } = await stopped(one);
    expect(stderr).toMatch(/^sql +[\d.]+ ms +\d+× {2}SELECT/m);
    expect(stderr).toMatch(/^sql .* total$/m);
    expect(stderr).not.toContain('格力');
  });
});

/** What a server says of its work to whoever watches it, and how it lives beside others on the same state. */
import { closeSync, copyFileSync, ftruncateSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { Place } from '../faults/processes.ts';
import { type Running, serving, stopped } from './processes.ts';

const place = new Place();
let server: Running;
let owner = '';
const far = (url: string, token = owner) => ({
  ADCTL_DB: '',
  ADCTL_CONFIG_DIR: join(place.folder, 'far'),
  ADCTL_URL: url,
  ADCTL_TOKEN: token,
});
const remote = (args: readonly string[], one = server) => place.launch(args, { env: far(one.url) }).ended;

beforeAll(async () => {
  const made = await place.run('demo', '--accounts', '300');
  expect([made.code, made.stderr]).toEqual([0, expect.stringContaining('300')]);
  owner = (await place.run('tokens', 'create', 'test')).stdout.trim();
  server = await serving(place);
}, 60_000);
afterAll(async () => {
  await stopped(server);
  place.remove();
});

async function another(args: readonly string[] = [], of = place): Promise<Running> {
  const one = await serving(of, args);
  onTestFinished(async () => {
    if (one.child.exitCode === null) await stopped(one);
  });
  return one;
}

describe('the log of requests', () => {
  test('is one line of JSON each on stdout, and nothing else; no value, no name, no token is in it', async () => {
    const one = await another();
    const phone = '13800001234';
    const asked: readonly (readonly [string[], number])[] = [
      [['members', 'create', 'neu.er', '--name', '新成员', '--phone', phone, '-q'], 0],
      [['members', 'list', '--search', '新成员', '--csv'], 0],
      [['accounts', 'show', '31415926'], 3],
    ];
    for (const [args, code] of asked) expect([args, (await remote(args, one)).code]).toEqual([args, code]);
    await fetch(`${one.url}/v1/accounts.list?phone=${phone}`, {
      method: 'POST',
      headers: { authorization: 'Bearer nonsense' },
    });
    await fetch(`${one.url}/v1/${phone}`, { headers: { authorization: `Bearer ${owner}` } });
    const { stdout, code } = await stopped(one);
    expect([code, stdout.endsWith('\n')]).toEqual([0, true]);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const known = [
      'time',
      'request',
      'method',
      'operation',
      'status',
      'ms',
      'rowsIn',
      'rowsOut',
      'bytesOut',
      'token',
      'code',
    ];
    for (const line of lines) {
      expect(Object.keys(line).filter((name) => !known.includes(name))).toEqual([]);
      expect(line).toMatchObject({
        time: expect.stringMatching(/^20\d\d-.*Z$/),
        request: expect.stringMatching(/^[0-9a-f-]{36}$/),
      });
    }
    expect(lines).toContainEqual(
      expect.objectContaining({
        operation: 'members.create',
        status: 200,
        rowsIn: 1,
        rowsOut: 1,
        token: expect.stringMatching(/^t_/),
      }),
    );
    expect(lines).toContainEqual(
      expect.objectContaining({ operation: 'accounts.show', status: 404, code: 'NOT_FOUND' }),
    );
    expect(lines).toContainEqual(
      expect.objectContaining({ operation: 'accounts.list', status: 401, code: 'TOKEN_INVALID' }),
    );
    expect(lines).toContainEqual(expect.objectContaining({ operation: 'other', method: 'GET', status: 404 }));
    for (const word of [owner, owner.slice(-12), phone, '新成员', 'neu.er', '31415926', 'nonsense'])
      expect(stdout).not.toContain(word);
  });
});

type Sample = { readonly name: string; readonly labels: Readonly<Record<string, string>>; readonly value: number };

/** The text format 0.0.4: comments that name a family and its type, then its samples; anything else is an error. */
function parsed(text: string): { readonly types: ReadonlyMap<string, string>; readonly samples: readonly Sample[] } {
  const types = new Map<string, string>();
  const samples: Sample[] = [];
  expect(text.endsWith('\n')).toBe(true);
  for (const line of text.trimEnd().split('\n')) {
    const comment = /^# (HELP|TYPE) ([a-z_]+) (.+)$/.exec(line);
    if (comment) {
      const [, what, name = '', rest = ''] = comment;
      if (what === 'TYPE') types.set(name, rest);
      continue;
    }
    const sample = /^([a-z_]+)(?:\{(.*)\})? (-?[\d.e+]+)$/.exec(line);
    expect([line, sample !== null]).toEqual([line, true]);
    const [, name = '', labels = '', value] = sample as RegExpExecArray;
    const family = types.get(name) ?? types.get(name.replace(/_(bucket|sum|count)$/, ''));
    expect([name, family]).toEqual([name, expect.stringMatching(/^(counter|gauge|histogram)$/)]);
    samples.push({
      name,
      labels: Object.fromEntries([...labels.matchAll(/([a-z]+)="([^"]*)"(?:,|$)/g)].map(([, k, v]) => [k, v])),
      value: Number(value),
    });
  }
  return { types, samples };
}

describe('metrics', () => {
  const metrics = async () => parsed(await (await fetch(`${server.url}/metrics`)).text());

  test('are what Prometheus reads, and count what was asked', async () => {
    const answer = await fetch(`${server.url}/metrics`);
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const before = parsed(await answer.text());
    expect((await remote(['accounts', 'list', '--limit', '7', '--csv'])).code).toBe(0);
    const after = await metrics();
    const sum = ({ samples }: typeof before, name: string, labels: Record<string, string> = {}) =>
      samples
        .filter((one) => one.name === name && Object.entries(labels).every(([key, value]) => one.labels[key] === value))
        .reduce((total, { value }) => total + value, 0);
    const more = (name: string, labels?: Record<string, string>) =>
      sum(after, name, labels) - sum(before, name, labels);
    expect(more('adctl_requests_total', { operation: 'accounts.list', status: '200' })).toBe(1);
    expect(more('adctl_request_seconds_count', { operation: 'accounts.list' })).toBe(1);
    expect(more('adctl_request_seconds_bucket', { operation: 'accounts.list', le: '+Inf' })).toBe(1);
    expect(more('adctl_rows_out_total')).toBe(7);
    expect(sum(after, 'process_resident_memory_bytes')).toBeGreaterThan(1e7);
    // A series of each bucket is never less than the one before it.
    const buckets = after.samples.filter(
      ({ name, labels }) => name === 'adctl_request_seconds_bucket' && labels['operation'] === 'accounts.list',
    );
    expect(buckets.map(({ value }) => value)).toEqual(buckets.map(({ value }) => value).toSorted((a, b) => a - b));
  });

  test('whatever is called, there are no more series than operations and statuses', async () => {
    const headers = { authorization: `Bearer ${owner}` };
    for (let i = 0; i < 20; i++) await fetch(`${server.url}/v1/made.up${i}`, { method: 'POST', headers });
    const { samples } = await metrics();
    const named = samples
      .filter(({ labels }) => labels['operation'] !== undefined)
      .map(({ labels }) => labels['operation']);
    expect(named.filter((name) => name?.startsWith('made'))).toEqual([]);
    expect(named).toContain('other');
  });

  test('are for this machine; through a proxy only with a token', async () => {
    const status = async (headers: Record<string, string>) =>
      (await fetch(`${server.url}/metrics`, { headers })).status;
    const through = { 'x-forwarded-for': '203.0.113.9' };
    expect(await status({})).toBe(200);
    expect(await status(through)).toBe(401);
    expect(await status({ ...through, authorization: 'Bearer wrong' })).toBe(401);
    expect(await status({ ...through, authorization: `Bearer ${owner}` })).toBe(200);
  });
});

test('it is not ready where its state cannot be read, and says so, but runs', async () => {
  const broken = new Place();
  onTestFinished(() => broken.remove());
  expect((await broken.run('demo', '--accounts', '300')).code).toBe(0);
  const one = await another([], broken);
  const status = async (path: string) => (await fetch(`${one.url}/${path}`)).status;
  expect([await status('readyz'), await status('healthz')]).toEqual([200, 200]);
  copyFileSync(broken.db, join(broken.folder, 'kept.db'));
  const file = openSync(broken.db, 'r+');
  ftruncateSync(file, 100);
  closeSync(file);
  expect([await status('readyz'), await status('healthz')]).toEqual([503, 200]);
  copyFileSync(join(broken.folder, 'kept.db'), broken.db);
  expect(await status('readyz')).toBe(200);
});

describe('beside others on the same state', () => {
  test('two servers: what one did the other knows, and nothing is done twice', { timeout: 60_000 }, async () => {
    const other = await another();
    const file = join(place.folder, 'both.csv');
    writeFileSync(file, `id\n${Array.from({ length: 200 }, (_, i) => 20000001 + i).join('\n')}\n`);
    const tagged = await remote(['accounts', 'tag', 'tencent:20000001', '--tag', 'one', '-q']);
    expect(tagged.code).toBe(0);
    expect((await remote(['accounts', 'list', '--tag', 'one', '--count'], other)).stdout).toBe('1\n');
    const tags = ['audit', 'list', '--operation', 'accounts.tag', '--kind', 'account', '--count'];
    const before = Number((await place.run(...tags)).stdout);
    // The same at both, at once: each row is done by one, and found done by the other.
    const same = ['accounts', 'tag', '--from', file, '--tag', 'both', '--reference', 'r1', '-q'];
    const [left, right] = await Promise.all([remote(same), remote(same, other)]);
    expect([left.code, right.code]).toEqual([6, 6]);
    const done = ({ stderr }: { readonly stderr: string }) =>
      Number(/tagged ([\d,]+)/.exec(stderr)?.[1]?.replace(',', ''));
    const count = Number((await place.run('accounts', 'list', '--tag', 'both', '--count')).stdout);
    expect(count).toBeGreaterThan(50);
    const entries = Number((await place.run(...tags)).stdout) - before;
    expect([done(left) + done(right), entries]).toEqual([count, count]);
    // A token that is revoked at one is worth nothing at the other.
    const token = (await place.run('tokens', 'create', 'short')).stdout.trim();
    const who = () => place.launch(['whoami', '--columns', 'member'], { env: far(other.url, token) }).ended;
    expect((await who()).code).toBe(0);
    expect((await remote(['tokens', 'revoke', 'short', '-q'])).code).toBe(0);
    expect((await who()).stderr).toContain('TOKEN_INVALID');
    expect(await stopped(other)).toMatchObject({ code: 0 });
  });

  test('commands of this machine: both see what the other did, in an import too', { timeout: 60_000 }, async () => {
    expect((await place.run('accounts', 'note', 'tencent:20000002', '--text', 'here', '-q')).code).toBe(0);
    const shown = await remote(['accounts', 'show', 'tencent:20000002', '--columns', 'note', '--csv']);
    expect(shown.stdout).toBe('note\nhere\n');
    const file = join(place.folder, 'many.csv');
    writeFileSync(
      file,
      `platform,id,name\n${Array.from({ length: 20_000 }, (_, i) => `tencent,${60000001 + i},户 ${i}`).join('\n')}\n`,
    );
    const importing = remote(['accounts', 'import', '--from', file, '-q']);
    const times: number[] = [];
    let ended = false;
    void importing.then(() => {
      ended = true;
    });
    for (let i = 0; !ended; i++) {
      const began = performance.now();
      const noted = await place.run('accounts', 'note', 'tencent:20000003', '--text', `n${i}`, '-q');
      expect([noted.code, noted.stderr]).toEqual([0, expect.stringMatching(/^noted 1|^waiting|^set 1/)]);
      times.push(performance.now() - began);
    }
    expect((await importing).code).toBe(0);
    expect(times.length).toBeGreaterThan(2);
    expect((await place.run('accounts', 'list', '--count')).stdout).toBe('20300\n');
    expect(await place.run('state', 'check')).toMatchObject({ code: 0, stdout: '' });
  });

  test('a state that was restored under it: who writes is told, and it ends to be begun again', {
    timeout: 60_000,
  }, async () => {
    const own = new Place();
    onTestFinished(() => own.remove());
    expect((await own.run('demo', '--accounts', '300')).code).toBe(0);
    const one = await another([], own);
    const listen = `127.0.0.1:${one.port}`;
    const token = async (name: string) => (await own.run('tokens', 'create', name)).stdout.trim();
    const tokens = { kept: await token('kept'), leaked: await token('leaked') };
    const copy = join(own.folder, 'copy.db');
    expect((await own.run('state', 'backup', copy)).code).toBe(0);
    expect((await own.run('tokens', 'revoke', 'leaked', '-q')).code).toBe(0);
    const restored = await own.run('state', 'restore', copy, '--yes');
    expect([restored.code, restored.stderr]).toEqual([
      0,
      expect.stringContaining('work now: 1; revoked since and not brought back: 1'),
    ]);
    const note = (name: keyof typeof tokens) =>
      own.launch(['accounts', 'note', 'tencent:20000001', '--text', 'x', '-q'], { env: far(one.url, tokens[name]) })
        .ended;
    expect(await note('leaked')).toMatchObject({ code: 4, stderr: expect.stringContaining('TOKEN_INVALID') });
    expect(await note('kept')).toMatchObject({ code: 9, stderr: expect.stringContaining('STATE_RESTORED') });
    expect(await one.ended).toMatchObject({ code: 9, stderr: expect.stringContaining('(STATE_RESTORED)') });
    // As a service manager begins it again, which the unit of adctl help deploy asks for.
    await another(['--listen', listen], own);
    expect(await note('kept')).toMatchObject({ code: 0 });
    expect(await note('leaked')).toMatchObject({ code: 4 });
    expect(await own.run('state', 'check')).toMatchObject({ code: 0, stdout: '' });
  });
});

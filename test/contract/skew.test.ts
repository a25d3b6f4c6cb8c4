/**
 * An older or a newer program on the other side: what it does not know, or says in words of its own, is told in one line,
 * with one line that says what to do, and never by a stack trace (ERR-1, version skew).
 */

import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newToken } from '../../src/domain/tokens.ts';
import { VERSION } from '../../src/domain/version.ts';
import { CALL_HEADER, NDJSON, PROTOCOL, PROTOCOL_HEADER, VERSION_HEADER, Writing } from '../../src/execution/codec.ts';
import type { ServingLink } from '../../src/execution/local.ts';
import type { Operation } from '../../src/operations/define.ts';
import { operationNamed, REGISTRY } from '../../src/operations/registry.ts';
import type { ServeOptions } from '../../src/server/serve.ts';
import { fixture } from '../helpers/fixture.ts';
import { type RunOptions, shell } from '../helpers/main.ts';
import { type Serving, served } from '../helpers/served.ts';

const TOKEN = newToken(new Uint8Array(32));
const NEWER = '99.0.0';
const OLDER = '0.0.1';
const on = shell();
const ends: (() => unknown)[] = [];
afterAll(async () => {
  for (const end of ends) await end();
});

const run = (url: string, line: string, more: RunOptions = {}) =>
  on.run(line.split(' '), { ...more, env: { ADCTL_DB: '', ADCTL_URL: url, ADCTL_TOKEN: TOKEN, ...more.env } });

/** One line what is wrong, one what to do, the same code in both languages; nothing else. */
async function told(url: string, line: string, exit: number, code: string, says: string, hint: string) {
  const { code: ended, stdout, stderr } = await run(url, line);
  expect([ended, stdout]).toEqual([exit, '']);
  expect(stderr).toMatch(new RegExp(`^error: .*\\(${code}.*\\n {2}hint: .*\\n$`));
  expect(stderr).toContain(says);
  expect(stderr).toContain(hint);
  const chinese = await run(url, line, { env: { ADCTL_LANG: 'zh' } });
  expect([chinese.code, chinese.stderr]).toEqual([exit, expect.stringMatching(/^错误：.*\n {2}提示：.*\n$/)]);
  expect(chinese.stderr).not.toContain(hint);
}

describe('a real server of another version', () => {
  let link: ServingLink;
  beforeAll(async () => {
    link = (await fixture()).link as ServingLink;
  });
  const without: Partial<Record<string, (op: never) => object>> = {
    'accounts.tag': ({ options: { tag: _, ...options } }: { options: { tag: unknown } }) => ({ options }),
    'accounts.list': ({ input: { search: _, ...input } }: { input: { search: unknown } }) => ({ input }),
    'accounts.create': ({ row: { note: _, ...row } }: { row: { note: unknown } }) => ({ row }),
  };
  const server = async (version: string, more: Partial<ServeOptions> = {}): Promise<Serving> => {
    const one = await served(link, {}, {
      version,
      operations: Object.keys(REGISTRY).filter((name) => name !== 'accounts.claim'),
      load: async (name) => {
        const op = await operationNamed(name);
        return { ...op, ...without[name]?.(op as never) } as Operation;
      },
      authenticate: async () => ({ member: 'owner', token: 't_x', name: 'x', expires: null, readOnly: false }),
      ...more,
    } as Partial<ServeOptions>);
    ends.push(one.stop);
    return one;
  };

  const LACKS = [
    ['an operation', 'accounts claim 20000001', 'operation "accounts.claim"'],
    ['an option', 'accounts tag 20000001 --tag x', 'option "tag"'],
    ['an input', 'accounts list --search x', 'input "search"'],
    ['a column of rows', 'accounts create 1 --platform tencent --name x --note y', 'column "note"'],
  ] as const;
  test.each(LACKS)('that is older lacks %s: the server is to be updated', async (_, line, what) => {
    const { url } = await server(OLDER);
    const says = `the server (${OLDER}) knows no ${what}, which adctl ${VERSION} asks for`;
    await told(url, line, 7, 'VERSIONS_APART', says, 'update the server');
  });

  test.each(LACKS)('that is newer has no more %s: this adctl is to be updated', async (_, line, what) => {
    const { url } = await server(NEWER);
    const says = `the server (${NEWER}) knows no ${what}`;
    await told(url, line, 7, 'VERSIONS_APART', says, 'update adctl on this machine');
  });

  test('of the same version says what is near: then it is a slip', async () => {
    const { url } = await server(VERSION);
    const { code, stderr } = await run(url, 'accounts claim 20000001');
    expect([code, stderr]).toEqual([2, expect.stringContaining('(OPERATION_UNKNOWN)')]);
  });

  test.each([
    ['an older', PROTOCOL - 1, 'adctl on this machine'],
    ['a newer', PROTOCOL + 1, 'the server'],
  ])('is asked by %s link: it says which of the two to update', async (_, protocol, older) => {
    const { url } = await server(VERSION);
    const answer = await fetch(`${url}/v1/accounts.list`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, [PROTOCOL_HEADER]: String(protocol), [VERSION_HEADER]: '7.7.7' },
      body: '{}',
    });
    const { error } = (await answer.json()) as { error: { code: string; details: Record<string, { en: string }> } };
    expect([answer.status, error.code, error.details['client'], error.details['older']?.en]).toEqual([
      426,
      'PROTOCOL_OTHER',
      '7.7.7',
      older,
    ]);
  });
});

type Script = Readonly<Record<string, (out: ServerResponse) => void>>;

/** A server of a version that there is not yet: it answers by path what it is told to. */
async function scripted(script: Script): Promise<string> {
  const server = createServer((request, out) => {
    request.resume();
    request.on('end', () => {
      out.setHeader(PROTOCOL_HEADER, String(PROTOCOL));
      out.setHeader(VERSION_HEADER, NEWER);
      out.setHeader(CALL_HEADER, String(request.headers[CALL_HEADER]));
      const answer = script[(request.url ?? '').replace('/v1/', '')];
      if (answer) answer(out);
      else error(404, 'OPERATION_UNKNOWN', { operation: request.url })(out);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => server.close().closeAllConnections());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const error =
  (status: number, code: string, details: object = {}, message = code) =>
  (out: ServerResponse): void => {
    out.writeHead(status, { 'content-type': 'application/json' });
    out.end(JSON.stringify({ error: { code, message, details } }));
  };
const lines =
  (...messages: readonly object[]) =>
  (out: ServerResponse): void => {
    const writing = new Writing();
    out.writeHead(200, { 'content-type': NDJSON });
    for (const message of messages) out.write(writing.line(message));
    out.end(writing.vouch());
  };

const ACTOR = { login: 'owner', verified: true, grants: [], view: { of: 'everything' } };
const BATCH = 'b_00000000000000000000000000';
const results = (...rows: readonly (readonly [string, string])[]) =>
  lines(
    { event: { type: 'started', batch: BATCH, rows: rows.length } },
    { event: { type: 'moonrise', at: 1 } },
    { novel: [1, 2] },
    {
      event: {
        type: 'results',
        rows: rows.map(([status, code], i) => ({
          row: i + 1,
          target: `x${i}`,
          status,
          code,
          details: { phase: 'new', of: { en: 'moon', zh: '月' } },
          mood: 'blue',
        })),
      },
    },
    {
      end: {
        batch: BATCH,
        operation: 'accounts.tag',
        state: 'done',
        counts: Object.fromEntries(rows.map(([status]) => [status, rows.filter(([one]) => one === status).length])),
        reasons: rows.map(([status, code]) => ({ status, code, count: 1 })),
        notes: rows.map(([status, code]) => ({ status, code, count: 1, names: ['x0'] })),
        undoable: false,
        weather: 'fine',
      },
    },
  );

describe('an answer of a newer server', () => {
  test('is an error with a code of its own: its words, and who is to be updated', async () => {
    const url = await scripted({ 'accounts.list': error(409, 'QUOTA_SPENT', { left: 0 }, 'the quota is spent') });
    await told(url, 'accounts list', 1, 'QUOTA_SPENT', 'the quota is spent', 'update adctl on this machine');
  });

  test('is such an error after it has begun', async () => {
    const page = { page: { columns: ['id'], rows: [['1']] } };
    const bad = { error: { code: 'QUOTA_SPENT', message: 'the quota is spent', details: {} } };
    const url = await scripted({ 'accounts.list': lines(page, bad) });
    const { code, stderr } = await run(url, 'accounts list --columns id');
    expect([code, stderr]).toEqual([1, expect.stringContaining('hint: update adctl on this machine')]);
  });

  test('is in another protocol', async () => {
    const older = { en: 'adctl on this machine', zh: '本机的 adctl' };
    const details = { client: VERSION, server: NEWER, older };
    const url = await scripted({ 'accounts.list': error(426, 'PROTOCOL_OTHER', details) });
    await told(url, 'accounts list', 7, 'PROTOCOL_OTHER', NEWER, 'update adctl on this machine');
  });

  test('lacks a column that is asked for', async () => {
    const url = await scripted({ 'accounts.list': error(400, 'FIELD_UNKNOWN', { field: 'industry', nearest: [] }) });
    const says = `the server (${NEWER}) knows no column "industry"`;
    await told(url, 'accounts list --columns id,industry', 7, 'VERSIONS_APART', says, 'update adctl on this machine');
    // A filter is read by the server alone: there it is a slip.
    const { code, stderr } = await run(url, 'accounts list --columns id --where industry=x');
    expect([code, stderr]).toEqual([2, expect.stringContaining('(FIELD_UNKNOWN)')]);
  });

  test.each([
    ['conflict', 5],
    ['invalid', 2],
    ['forbidden', 4],
    ['not_found', 3],
  ])('has a row with a code of its own: it counts as what its status says (%s)', async (status, exit) => {
    const url = await scripted({
      'accounts.tag': results([status, 'MOON_PHASE']),
      'link.actor': lines({ end: ACTOR }),
    });
    const one = await run(url, 'accounts tag 1 --tag x --csv');
    expect([one.code, one.stdout]).toEqual([exit, expect.stringContaining(`,x0,${status},MOON_PHASE,MOON_PHASE,`)]);
    expect(one.stderr).toMatch(/^error: MOON_PHASE \(MOON_PHASE\)\n {2}hint: .*update adctl on this machine\n$/);
    const json = await run(url, 'accounts tag 1 --tag x --json');
    expect([json.code, JSON.parse(json.stderr).error.code]).toEqual([exit, 'MOON_PHASE']);
  });

  test('has several such rows, kept in files and on a terminal', async () => {
    const rows = [
      ['ok', 'FULL_MOON'],
      ['conflict', 'MOON_PHASE'],
    ] as const;
    const url = await scripted({ 'accounts.tag': results(...rows) });
    const all = join(on.folder, 'all.csv');
    const some = await run(url, `accounts tag 1 2 --tag x --results ${all}`, { columns: 80 });
    expect(some.code).toBe(6);
    expect(some.stdout + some.stderr).toContain('MOON_PHASE');
    expect(some.stderr).not.toMatch(/\(BUG\)|\n\s+at /);
    expect(readFileSync(all, 'utf8')).toContain('2,,x1,conflict,MOON_PHASE,MOON_PHASE');
  });

  test('has a status, columns, events and members of its own: they are passed over', async () => {
    const url = await scripted({
      'accounts.tag': results(['deferred', 'LATER'], ['ok', 'FULL_MOON']),
      'accounts.show': lines(
        { novel: true },
        { page: { columns: ['mood', 'id', 'name'], rows: [['blue', '1', 'x']] } },
        { told: ['moonrise', 1, 2] },
        { end: { weather: 'fine' } },
      ),
    });
    const tagged = await run(url, 'accounts tag 1 2 --tag x --csv');
    expect(tagged.code).toBe(6);
    expect(tagged.stderr).toContain('tagged 1 · deferred 1 · batch');
    expect(tagged.stderr).toContain('deferred 1: LATER 1');
    const shown = await run(url, 'accounts show 1 --columns id,name,industry --csv');
    expect([shown.code, shown.stdout]).toEqual([0, 'id,name,industry\n1,x,\n']);
  });

  test('tells of a batch of an operation that is not known here', async () => {
    const record = {
      id: BATCH,
      operation: 'moons.paint',
      state: 'interrupted',
      actor: 'owner',
      options: {},
      call: { tz: 'UTC', origin: 'cli' },
      source: { type: 'arguments', rows: 1 },
      rows: 0,
      counts: {},
      reasons: [],
      notes: [],
    };
    const url = await scripted({
      'link.batch': lines({ end: record }),
      'link.actor': lines({ end: ACTOR }),
      'batches.list': lines(
        {
          page: {
            columns: ['id', 'operation', 'rows', 'ok', 'counts'],
            rows: [
              [BATCH, 'accounts.tag', 1, 0, '{}'],
              [BATCH, 'moons.paint', 1, 1, '{}'],
            ],
          },
        },
        { end: {} },
      ),
    });
    await told(url, `batches resume ${BATCH}`, 7, 'BATCH_NEWER', 'moons.paint', 'update adctl on this machine');
    const { code, stderr } = await run(url, 'undo --last --yes');
    expect([code, stderr]).toEqual([5, expect.stringContaining('(NOTHING_TO_UNDO)')]);
  });
});

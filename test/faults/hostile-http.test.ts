/**
 * OWASP API8 and API10 (2023), and what is older than that list: other verbs, other spellings of a path, requests of two
 * lengths, headers of other people, callers that never end; and, to a client, a server that is none.
 */
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcp } from 'node:net';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { AdctlError } from '../../src/domain/refusal.ts';
import { remoteLink } from '../../src/execution/remote.ts';
import { operationNamed } from '../../src/operations/registry.ts';
import { CONTACT } from '../helpers/fixture.ts';
import { TZ } from '../helpers/state.ts';
import { Attacked } from './attacked.ts';
import { Place } from './processes.ts';

let server: Attacked;
let token: string;
beforeAll(async () => {
  server = await Attacked.open();
  token = await server.token('owner');
});
afterAll(async () => {
  if (server.running.child.exitCode === null) await server.stop();
});

const note = JSON.stringify({ options: { text: 'x' }, rows: [{ id: '20000001' }] });
const HEAD = () => `Host: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\n`;
const statusesOf = (text: string) => [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status));

describe('API8 verbs', () => {
  for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'LINK', 'PURGE'])
    test(`${method} does nothing, and is told what does`, async () => {
      const before = await server.entries();
      for (const name of ['accounts.note', 'accounts.list', 'link.hello']) {
        const headers = { 'x-http-method-override': 'POST', 'x-http-method': 'POST', 'x-method-override': 'POST' };
        const { status, headers: told, text } = await server.call(`/v1/${name}?_method=POST`, { method, headers });
        expect([status, told['allow']]).toEqual([405, 'POST']);
        // TRACE gives nothing back of what was sent.
        expect(text).not.toContain(token);
      }
      expect(await server.entries()).toBe(before);
    });

  test('what watches is asked by GET alone', async () => {
    for (const path of ['/healthz', '/readyz', '/metrics', '/v1/openapi.json'])
      for (const method of ['POST', 'PUT', 'DELETE', 'TRACE', 'OPTIONS'])
        expect([path, method, (await server.call(path, { method, token: null, from: '127.0.5.1' })).status]).toEqual([
          path,
          method,
          expect.toBeOneOf([401, 404, 429]),
        ]);
  });

  test('it is no proxy and no socket', async () => {
    expect(await server.raw('CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: x\r\n\r\n')).toEqual({ text: '', ended: true });
    const upgrade = await server.raw(
      `GET /v1/accounts.list HTTP/1.1\r\n${HEAD()}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
      500,
    );
    expect(statusesOf(upgrade.text)).toEqual([405]);
  });
});

describe('API8 paths', () => {
  const PATHS = [
    '//v1/accounts.note',
    '/v1//accounts.note',
    '/v1/../v1/accounts.note',
    '/./v1/accounts.note',
    '/v1/%2e%2e/v1/accounts.note',
    '/v1/..%2fv1/accounts.note',
    '/v1/accounts%2enote',
    '/%76%31/accounts.note',
    '/V1/accounts.note',
    '/v1/Accounts.Note',
    '/v1/accounts.note/',
    '/v1/accounts.note;a=b',
    '/v1;a/accounts.note',
    '/v1/accounts.note%00',
    '/v1/accounts.note%0a',
    '/v1/accounts.note.json',
    '/v1/accounts/note',
    '/v1/accounts.note%20',
    '/v1\\accounts.note',
    '/v1/accounts.list/../accounts.note',
    'http://other.example/v1/accounts.note',
    '/healthz/../v1/accounts.note',
    '/v1/../../../../etc/passwd',
    '/v1/accounts.note%23',
  ];
  /** Node itself, or what stands on it, refuses some before they are looked at. */
  const REFUSED: readonly (number | undefined)[] = [400, 404];
  test('an operation has one path; no other spelling reaches it', async () => {
    const before = await server.entries();
    for (const path of PATHS) {
      const { status, text } = await server.call(path, { body: note });
      expect([path, REFUSED.includes(status), text.includes('root:')]).toEqual([path, true, false]);
    }
    expect(await server.entries()).toBe(before);
  });

  test('nor does one without a token reach anything', async () => {
    for (const [i, path] of PATHS.entries())
      expect([path, (await server.call(path, { body: note, token: null, from: `127.0.6.${1 + i}` })).status]).toEqual([
        path,
        expect.toBeOneOf([400, 401]),
      ]);
  });
});

describe('API8 requests of two minds', () => {
  const P = 'POST /v1/accounts.note HTTP/1.1\r\n';
  const body = () => `${note}POST /v1/accounts.note HTTP/1.1\r\n${HEAD()}Content-Length: ${note.length}\r\n\r\n${note}`;
  const CASES: readonly (readonly [what: string, request: () => string])[] = [
    [
      'a length and chunks',
      () => `${P}${HEAD()}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${body()}`,
    ],
    [
      'chunks and a length',
      () => `${P}${HEAD()}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n${body()}`,
    ],
    ['two lengths', () => `${P}${HEAD()}Content-Length: ${note.length}\r\nContent-Length: 400\r\n\r\n${body()}`],
    [
      'two encodings',
      () => `${P}${HEAD()}Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n${body()}`,
    ],
    ['an encoding nearly', () => `${P}${HEAD()}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${body()}`],
    ['a blank before the colon', () => `${P}${HEAD()}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${body()}`],
    ['a tab in the encoding', () => `${P}${HEAD()}Transfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n${body()}`],
    [
      'lines of the old kind',
      () => `${P}${HEAD()}`.replaceAll('\r\n', '\n') + `Content-Length: ${note.length}\n\n${note}`,
    ],
    ['a folded header', () => `${P}${HEAD()}X-A: b\r\n c\r\nContent-Length: ${note.length}\r\n\r\n${note}`],
    ['a negative length', () => `${P}${HEAD()}Content-Length: -1\r\n\r\n${note}`],
    ['a signed length', () => `${P}${HEAD()}Content-Length: +${note.length}\r\n\r\n${note}`],
    ['a length in words', () => `${P}${HEAD()}Content-Length: 0x10\r\n\r\n${note}`],
    ['a chunk of no number', () => `${P}${HEAD()}Transfer-Encoding: chunked\r\n\r\nZZ\r\n${note}\r\n0\r\n\r\n`],
    [
      'a chunk beyond all numbers',
      () => `${P}${HEAD()}Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n${note}\r\n0\r\n\r\n`,
    ],
    [
      'a chunk with much to say',
      () => `${P}${HEAD()}Transfer-Encoding: chunked\r\n\r\n2;${'a'.repeat(20_000)}\r\n{}\r\n0\r\n\r\n`,
    ],
    ['a zero in a header', () => `${P}${HEAD()}X: a\u0000b\r\nContent-Length: ${note.length}\r\n\r\n${note}`],
    ['no host', () => `${P}Authorization: Bearer ${token}\r\nContent-Length: ${note.length}\r\n\r\n${note}`],
    [
      'headers without end',
      () => `${P}${HEAD()}X: ${'a'.repeat(20_000)}\r\nContent-Length: ${note.length}\r\n\r\n${note}`,
    ],
    ['another protocol', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['no protocol', () => `POST /v1/accounts.note\r\n${HEAD()}\r\n${note}`],
    ['a handshake in clear', () => '\u0016\u0003\u0001\u0000\u0001'],
  ];
  for (const [what, request] of CASES)
    test(`${what}: refused once, the connection ends, nothing is done`, async () => {
      const before = await server.entries();
      const { text, ended } = await server.raw(request());
      expect([ended, statusesOf(text).filter((status) => status < 400), statusesOf(text).length]).toEqual([
        true,
        [],
        1,
      ]);
      expect(text).not.toMatch(/\bat .*:\d+:\d+|node_modules|dist\/|\/tmp\/|src\//);
      expect(await server.entries()).toBe(before);
    });

  test('a body that does not come as it was announced does nothing', async () => {
    const before = await server.entries();
    await server.raw(`${P}${HEAD()}Content-Length: 1000\r\n\r\n${note}`, 300);
    await server.raw(`${P}${HEAD()}Transfer-Encoding: chunked\r\n\r\n${note.length.toString(16)}\r\n${note}\r\n`, 300);
    const lines = HEAD().replace('application/json', 'application/x-ndjson');
    await server.raw(`${P}${lines}Transfer-Encoding: chunked\r\n\r\n19\r\n{"options":{"text":"x"}}\n\r\n`, 300);
    expect(await server.entries()).toBe(before);
  });

  test('one behind the other are answered one by one', async () => {
    const ask = `POST /v1/link.hello HTTP/1.1\r\n${HEAD()}Content-Length: 2\r\n\r\n{}`;
    expect(statusesOf((await server.raw(ask + ask + ask, 700)).text)).toEqual([200, 200, 200]);
  });

  test('a body of a refused call is not taken for the next one', async () => {
    const smuggled = `POST /v1/link.hello HTTP/1.1\r\n${HEAD()}Content-Length: 2\r\n\r\n{}`;
    const wrong = `POST /v1/accounts.note HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer wrong\r\nContent-Length: ${smuggled.length}\r\n\r\n${smuggled}`;
    expect(statusesOf((await server.raw(wrong, 700)).text)).toEqual([401]);
  });
});

describe('API4 callers without end', () => {
  test('headers that never end, and connections that say nothing, are closed', { timeout: 60_000 }, async () => {
    const began = performance.now();
    const dripped = server.raw('POST /v1/accounts.list HTTP/1.1\r\nHost: x\r\nX-A: ', 40_000);
    const silent = server.raw('', 40_000);
    const [one, other] = await Promise.all([dripped, silent]);
    expect([one.ended, other.ended]).toEqual([true, true]);
    expect(performance.now() - began).toBeLessThan(30_000);
  });

  test('a body without end is cut off at the limit', { timeout: 60_000 }, async () => {
    const part = 'a'.repeat(1024 * 1024);
    const chunk = `${part.length.toString(16)}\r\n${part}\r\n`;
    const { text, ended } = await server.raw(
      `POST /v1/accounts.list HTTP/1.1\r\n${HEAD()}Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(20)}`,
      20_000,
    );
    expect([ended, statusesOf(text)]).toEqual([true, expect.toBeOneOf([[413], []])]);
    expect((await server.call('/healthz', { method: 'GET' })).status).toBe(200);
  });
});

describe('API8 what an answer gives away', () => {
  const answers = async () => [
    await server.operation('accounts.list', { input: { limit: 1 } }),
    await server.operation('accounts.list', 'no JSON'),
    await server.operation('accounts.list', {}, { token: null, from: '127.0.7.1' }),
    await server.call('/v1/nothing'),
    await server.call('/nothing', { method: 'GET' }),
    await server.call('/healthz', { method: 'GET' }),
    await server.call('/readyz', { method: 'GET' }),
    await server.call('/metrics', { method: 'GET' }),
    await server.call('/v1/openapi.json', { method: 'GET' }),
    await server.call('/v1/accounts.list', {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    }),
  ];

  test('no page of another site may read it, it is kept nowhere, and it says nothing of what it is made of', async () => {
    for (const { headers, text, status } of await answers()) {
      const names = Object.keys(headers);
      expect([status, names.filter((name) => name.startsWith('access-control-'))]).toEqual([status, []]);
      expect(names.filter((name) => /^(server|x-powered-by|set-cookie|via)$/.test(name))).toEqual([]);
      expect([headers['x-content-type-options'], headers['cache-control']]).toEqual(['nosniff', 'no-store']);
      expect(String(headers['content-type'])).not.toContain('text/html');
      expect(text).not.toMatch(/\bat .*:\d+:\d+|node_modules|\/dist\/|\/tmp\/|SQLITE|better-sqlite3|SELECT /);
    }
  });

  test('a name that a caller gives its call comes back as it was or not at all', async () => {
    for (const [given, back] of [
      ['a-1', 'a-1'],
      ['a b', undefined],
      ['<script>', undefined],
      ['a'.repeat(100), undefined],
    ] as const)
      expect(
        (await server.operation('accounts.list', { input: { limit: 1 } }, { headers: { 'adctl-call': given } }))
          .headers['adctl-call'],
      ).toBe(back);
  });

  test('what a caller says of where it is or comes from counts for nothing', async () => {
    const { status } = await server.call('/metrics', {
      method: 'GET',
      token: null,
      headers: { 'x-forwarded-for': '127.0.0.1' },
      from: '127.0.7.2',
    });
    expect(status).toBe(401);
    for (const host of ['evil.example', 'localhost', '127.0.0.1:1', '[::1]'])
      expect((await server.operation('link.hello', {}, { headers: { host } })).status).toBe(200);
    const bound = await server.token('owner', { name: 'far', address: '192.0.2.0/24' });
    for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'true-client-ip', 'cf-connecting-ip'])
      expect(
        (
          await server.operation(
            'link.hello',
            {},
            { token: bound, from: '127.0.7.3', headers: { [name]: '192.0.2.1' } },
          )
        ).status,
      ).toBe(401);
  });

  test('behind a proxy the last hop counts, whatever the caller put before it', async () => {
    const behind = await Attacked.open(['--insecure-behind-proxy']);
    onTestFinished(async () => void (await behind.stop()));
    const bound = await behind.token('owner', { name: 'far', address: '192.0.2.0/24' });
    const from = async (told: string) =>
      (await behind.operation('link.hello', {}, { token: bound, headers: { 'x-forwarded-for': told } })).status;
    expect([
      await from('192.0.2.1'),
      await from('203.0.113.5, 192.0.2.1'),
      await from('192.0.2.1, 203.0.113.5'),
      await from('192.0.2.1, nonsense'),
      await from(''),
    ]).toEqual([200, 200, 401, 401, 401]);
  });
});

describe('API10 a server that is none', () => {
  async function listening(other: Server | ReturnType<typeof createTcp>): Promise<string> {
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    return `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  }
  const linkTo = (url: string) => {
    const link = remoteLink(
      { url, token: 'secret-token', version: '0.0.0', patienceMs: 300, firstPatienceMs: 200, silenceMs: 300 },
      operationNamed,
    );
    onTestFinished(() => link.close());
    return link;
  };
  const askedOf = async (url: string): Promise<AdctlError> => {
    try {
      const answer = linkTo(url).query({ operation: 'accounts.list', input: {}, actor: 'owner', tz: TZ });
      for (;;) if ((await answer.next()).done) break;
    } catch (error) {
      if (error instanceof AdctlError) return error;
      throw error;
    }
    throw new Error('it was taken for an answer');
  };

  test('that sends elsewhere is not followed, and the token goes nowhere', async () => {
    const seen: unknown[] = [];
    const elsewhere = await listening(
      createServer((request, answer) => {
        seen.push(request.headers);
        answer.end();
      }),
    );
    for (const status of [301, 302, 303, 307, 308]) {
      const url = await listening(
        createServer((_, answer) => void answer.writeHead(status, { location: `${elsewhere}/v1/accounts.list` }).end()),
      );
      expect((await askedOf(url)).code).toBe('SERVER_OTHER');
    }
    expect(seen).toEqual([]);
  });

  const ANSWERS: readonly (readonly [what: string, status: number, headers: Record<string, string>, body: string])[] = [
    ['a page', 200, { 'content-type': 'text/html' }, '<html></html>'],
    ['an empty answer', 200, {}, ''],
    ['an end that nobody vouches for', 200, { 'adctl-protocol': '1' }, '{"end":{}}\n'],
    [
      'a digest of nothing',
      200,
      { 'adctl-protocol': '1' },
      '{"digest":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}\n',
    ],
    ['prototypes', 200, { 'adctl-protocol': '1' }, '{"__proto__":{"end":{}}}\n'],
    ['lists', 200, { 'adctl-protocol': '1' }, '[[[[]]]]\n'],
    ['an error of no code', 400, { 'adctl-protocol': '1' }, '{"error":{"code":{}}}'],
    ['an error as deep as can be', 400, { 'adctl-protocol': '1' }, `{"error":${'['.repeat(100_000)}`],
    ['a packed answer', 200, { 'content-encoding': 'gzip' }, '\u001f\u008b'],
  ];
  for (const [what, status, headers, body] of ANSWERS)
    test(`${what} is an error and no answer`, async () => {
      const url = await listening(createServer((_, answer) => void answer.writeHead(status, headers).end(body)));
      expect((await askedOf(url)).code).toBeOneOf(['SERVER_UNREACHABLE', 'ANSWER_LOST', 'SERVER_OTHER']);
    });

  test('that talks without end or says nothing is given up', async () => {
    const silent = await listening(createTcp(() => {}));
    expect((await askedOf(silent)).code).toBe('SERVER_UNREACHABLE');
    const endless = await listening(
      createServer((_, answer) => {
        answer.writeHead(200, {});
        const timer = setInterval(() => answer.write('{"alive":true}'), 5);
        answer.on('close', () => clearInterval(timer));
        setTimeout(() => answer.destroy(), 1_000);
      }),
    );
    expect((await askedOf(endless)).code).toBeOneOf(['SERVER_UNREACHABLE', 'ANSWER_LOST']);
  });

  test('its words do nothing to a terminal', async () => {
    const place = new Place();
    onTestFinished(() => place.remove());
    const said = '\u001b]0;owned\u0007\u001b[2J\u001b[31mred\u009b\r\nerror: fine';
    const url = await listening(
      createServer((request, answer) => {
        const text = JSON.stringify({ error: { code: 'NEWER_CODE', message: said, details: { a: said } } });
        answer.writeHead(400, { 'adctl-protocol': '1', 'adctl-call': String(request.headers['adctl-call']) }).end(text);
      }),
    );
    const ended = await place.launch(['accounts', 'list'], {
      env: { ADCTL_DB: '', ADCTL_URL: url, ADCTL_TOKEN: token },
    }).ended;
    expect(ended.code).toBe(1);
    expect(ended.stderr).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
    expect(ended.stdout).toBe('');
  });
});

describe('what is written of all that', () => {
  test('PII-1 neither log nor metrics nor notes hold a token, a name or a value', async () => {
    const phone = '13900002222';
    const rows = [{ login: 'zeng.yi', name: '曾毅密', phone, email: 'hidden@example.org' }];
    expect((await server.operation('members.create', { rows })).text).toContain('"status":"ok"');
    await server.operation('members.list', { input: { search: '曾毅密', reveal: true } });
    await server.operation('accounts.list', { input: { where: ['note = 秘密备注'] } });
    await server.call(`/v1/${phone}?token=${token}`, {
      headers: { 'x-request-id': phone, 'adctl-call': phone, 'user-agent': phone },
    });
    await server.operation('accounts.note', '{"options":{"text":"秘密备注"},"rows":[{"id":');
    const metrics = (await server.call('/metrics', { method: 'GET' })).text;
    const { stdout, stderr } = await server.stop();
    const secrets = [
      token,
      token.slice(6, 30),
      phone,
      'zeng.yi',
      '曾毅密',
      'hidden@',
      '秘密备注',
      'Bearer',
      ...Object.values(CONTACT),
      ...server.tokens.values(),
    ];
    for (const [what, text] of Object.entries({ metrics, stdout, stderr }))
      expect([what, secrets.filter((secret) => text.includes(secret))]).toEqual([what, []]);
    // Nothing of all this was a surprise to the server.
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

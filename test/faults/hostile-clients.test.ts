/**
 * What the OWASP API Security Top 10 (2023) warns of, tried on the real server with real tokens: whose records, whose
 * rights, which fields, how much, from where. What goes over one connection in a strange form is in hostile-http.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { InputField } from '../../src/domain/schema.ts';
import type { Change, Operation } from '../../src/operations/define.ts';
import { operationNamed, REGISTRY } from '../../src/operations/registry.ts';
import { LINK_CALLS } from '../../src/server/calls.ts';
import { CONTACT } from '../helpers/fixture.ts';
import { type Answered, Attacked } from './attacked.ts';
import { SEED } from './campaign.ts';

type Body = { readonly input?: object; readonly options?: object; readonly rows?: readonly object[] };

const names = Object.keys(REGISTRY);
const BATCH = 'b_HSTC0000000000000000000000';
let server: Attacked;
let operations: Operation[];
/** As the server's own document shows them. */
const examples = new Map<string, Body>();
/** Hidden from those below, and what looks like it and is not there. */
let pairs: Readonly<Record<string, readonly [hidden: string, absent: string]>>;
const STRANGERS = ['cat.c', 'plain', 'fox.d', 'elk.c'] as const;

beforeAll(async () => {
  server = await Attacked.open();
  operations = await Promise.all(names.map((name) => operationNamed(name)));
  const document = JSON.parse((await server.call('/v1/openapi.json', { method: 'GET' })).text) as {
    paths: Record<string, { post?: { requestBody?: { content: Record<string, { example: Body }> } } }>;
  };
  for (const [path, { post }] of Object.entries(document.paths)) {
    const example = post?.requestBody?.content['application/json']?.example;
    if (example) examples.set(path.slice(4), example);
  }
  const { state } = server;
  const north = await state.must('accounts.claim', { rows: ['20000103'], actor: 'north.a' });
  const made = async (operation: string, input: Parameters<typeof state.change>[1]) =>
    String((await state.change(operation, input)).results[0]?.id);
  const asset = await made('assets.create', { rows: [{ name: '藏', kind: 'product', unit: 'u_north' }] });
  const request = await made('clients.authorize', { rows: ['tencent:20000109'], options: { agency: 'a_fox' } });
  await server.token('north.a');
  const [token] = await state.records('tokens.list', { member: 'north.a' });
  pairs = {
    account: ['20000103', '29999103'],
    org: ['e_bee', 'e_bxx'],
    unit: ['u_north', 'u_nxxth'],
    member: ['north.a', 'north.z'],
    batch: [north.batch, 'b_TEST9999000000000000000000'],
    asset: [asset, `${asset.slice(0, -2)}00`],
    request: [request, `${request.slice(0, -2)}00`],
    token: [String(token?.['id']), `${String(token?.['id']).slice(0, -2)}00`],
  };
});
afterAll(async () => void (await server.stop()));

/** What a field of an operation can name; a plain id is one of what the noun is about. */
function kindOf(op: Operation, name: string, { type }: InputField): string | undefined {
  if (type in pairs) return type;
  const noun = op.name.split('.')[0]?.slice(0, -1) ?? '';
  return name === 'id' && noun in pairs ? noun : undefined;
}

/** Every place of a call where somebody's record can be named. */
function* placesIn(op: Operation): Generator<{ readonly of: string; readonly body: (value: string) => unknown }> {
  const example = examples.get(op.name) ?? {};
  const cellOf = ({ type }: InputField, value: string) => (type === 'list' ? [value] : value);
  const fields = Object.entries(op.kind === 'query' ? op.input : op.options);
  for (const [name, field] of fields) {
    const of = kindOf(op, name, field);
    if (!of) continue;
    const at = op.kind === 'query' ? 'input' : 'options';
    const given = (value: string) => ({ ...example[at], [name]: cellOf(field, value) });
    yield { of, body: (value) => ({ ...example, [at]: given(value), ...(op.kind === 'change' && DRY) }) };
  }
  for (const [name, field] of op.kind === 'change' && example.rows ? Object.entries(op.row) : []) {
    const of = field.internal ? undefined : kindOf(op, name, field);
    if (of) yield { of, body: (value) => ({ ...example, rows: [{ ...example.rows?.[0], [name]: value }], ...DRY }) };
  }
}
const DRY = { dryRun: true, batch: BATCH };

/** Without what every call has of its own, and with the value that was asked for made the same. */
const told = ({ status, lines }: Answered, value: string): string =>
  `${status} ${JSON.stringify(lines.filter((line) => !('digest' in line))).replaceAll(value, '?')}`;

describe('API1 records of others', () => {
  test('MEM-4 wherever one can be named, on every route, it answers as what is not there', {
    timeout: 120_000,
  }, async () => {
    let tried = 0;
    for (const op of operations)
      for (const { of, body } of placesIn(op))
        for (const member of STRANGERS) {
          const [hidden, absent] = pairs[of] as readonly [string, string];
          const token = await server.token(member);
          const asked = [op.name, of, member];
          const real = await server.operation(op.name, body(hidden), { token });
          expect([...asked, real.status]).not.toEqual([...asked, 500]);
          const none = await server.operation(op.name, body(absent), { token });
          expect([...asked, told(real, hidden)]).toEqual([...asked, told(none, absent)]);
          tried++;
        }
    expect(tried).toBeGreaterThan(250);
  });

  test('the batch of another is not gone on with, not answered, and tells no results', async () => {
    const rows = [{ id: '20000201' }];
    const options = { tag: ['x'] };
    const mine = { options, rows, batch: BATCH, chunk: { after: 0 } };
    await server.operation('accounts.tag', mine, { token: await server.token('cat.c') });
    const token = await server.token('cat.p');
    expect((await server.operation('accounts.tag', mine, { token })).code).toBe('BATCH_NAMED_TWICE');
    const other = await server.token('elk.c');
    for (const call of ['batch', 'results'])
      expect([call, (await server.call(`/v1/link.${call}`, { token: other, body: { batch: BATCH } })).code]).toEqual([
        call,
        'NOT_FOUND',
      ]);
    // Seen is not owned.
    expect((await server.call('/v1/link.results', { body: { batch: BATCH } })).code).toBe('NOT_FOUND');
  });

  test('the call of another is not stopped', async () => {
    const slow = server.operation('accounts.list', { input: {} }, { headers: { 'adctl-call': 'mine' } });
    const { lines } = await server.call('/v1/link.stop', {
      token: await server.token('cat.c'),
      body: { batch: 'mine' },
    });
    expect(lines[0]).toEqual({ end: false });
    expect((await slow).status).toBe(200);
  });
});

describe('API2 who calls', () => {
  const refused = async (token: string | null, from: string) => {
    const { status, text, headers } = await server.operation('accounts.list', {}, { token, from });
    return { status, text, headers: Object.keys(headers).toSorted(), scheme: headers['www-authenticate'] };
  };

  test('every token that is not accepted has the same answer, to the byte', async () => {
    const revoked = await server.token('ant.c', { name: 'revoked' });
    const used = await server.operation('accounts.list', { input: { limit: 1 } }, { token: revoked });
    expect(used.status).toBe(200);
    const { state } = server;
    const [named] = await state.records('tokens.list', { search: 'revoked' });
    await state.must('tokens.revoke', { rows: [{ id: String(named?.['id']) }] });
    const gone = await server.token('audit', { name: 'of one who goes' });
    await state.must('members.remove', { rows: ['audit'] });
    const good = await server.token('owner');
    const wrong: Record<string, string | null> = {
      none: null,
      empty: '',
      garbled: 'garbled',
      unknown: (await server.token('cat.c')).replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
      cut: good.slice(0, -1),
      twice: `${good}${good}`,
      'in another case': good.toUpperCase(),
      revoked,
      expired: await server.token('ant.c', { name: 'expired', expires: '2026-02-01' }),
      'of another address': await server.token('ant.c', { name: 'bound', address: '192.0.2.0/24' }),
      'of one who went': gone,
      long: 'a'.repeat(5_000),
      'of another tongue': `${good}é`.normalize('NFD'),
    };
    const expected = await refused('x', '127.0.1.1');
    expect(expected).toMatchObject({ status: 401, scheme: 'Bearer' });
    for (const [what, token] of Object.entries(wrong))
      expect([what, await refused(token, '127.0.1.1').catch(String)]).toEqual([
        what,
        // Node itself sends no such header.
        what === 'of another tongue' ? expect.stringMatching(/Invalid character/) : expected,
      ]);
    // Played again from elsewhere, and claimed to come from where it would work.
    for (const name of ['x-forwarded-for', 'x-real-ip', 'forwarded', 'client-ip', 'x-client-ip'])
      expect(
        (
          await server.operation(
            'accounts.list',
            {},
            { token: wrong['of another address']!, from: '127.0.1.2', headers: { [name]: '192.0.2.7' } },
          )
        ).status,
      ).toBe(401);
  });

  test('guesses are slowed down by the address they come from, and nobody else is', async () => {
    const codes: (string | undefined)[] = [];
    for (let i = 0; i < 30; i++)
      codes.push((await server.operation('accounts.list', {}, { token: `g${i}`, from: '127.0.2.1' })).code);
    expect(codes.filter((code) => code === 'TOKEN_INVALID').length).toBeLessThanOrEqual(21);
    expect(codes.at(-1)).toBe('TOO_MANY_CALLS');
    expect((await refused('x', '127.0.2.2')).status).toBe(401);
    expect((await server.operation('accounts.list', { input: { limit: 1 } }, { from: '127.0.2.1' })).status).toBe(200);
  });

  test('how long an answer takes does not say which tokens are known', async () => {
    const tokens = {
      unknown: (await import('../../src/domain/tokens.ts')).newToken(Buffer.alloc(32, 7)),
      expired: await server.token('ant.c', { name: 'late', expires: '2026-02-01' }),
    };
    const times: Record<string, number[]> = { unknown: [], expired: [] };
    for (let i = 0; i < 60; i++)
      for (const [what, token] of Object.entries(tokens)) {
        const began = performance.now();
        await server.operation('accounts.list', {}, { token, from: `127.0.3.${1 + i}` });
        times[what]?.push(performance.now() - began);
      }
    const median = (all: number[] = []) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] as number;
    // Both look it up; a token has 256 random bits, so this is about plain mistakes.
    expect(Math.abs(median(times['unknown']) - median(times['expired']))).toBeLessThan(5);
  });

  test('a token is read from its header alone', async () => {
    const token = await server.token('owner');
    for (const path of [`/v1/accounts.list?token=${token}`, `/v1/accounts.list?access_token=${token}`])
      expect((await server.call(path, { token: null, from: '127.0.1.3' })).status).toBe(401);
    for (const headers of <Record<string, string>[]>[
      { cookie: `token=${token}` },
      { 'x-api-key': token },
      { authorization: `Basic ${token}` },
      { authorization: token },
    ])
      expect((await server.operation('accounts.list', {}, { token: null, from: '127.0.1.3', headers })).status).toBe(
        401,
      );
  });
});

describe('API3 fields that are nobody’s to set or see', () => {
  const strange = (body: string | object) => server.operation('accounts.note', body);
  const good = { options: { text: 'x' }, rows: [{ id: '20000001' }] };

  test('what a call does not know is refused by name, and nothing is done', async () => {
    const before = await server.entries();
    const strangers = [
      'actor',
      'operation',
      'now',
      'clock',
      'identity',
      'scope',
      'member',
      'right',
      'digest',
      'constructor',
      'toString',
    ];
    for (const name of strangers)
      expect([name, (await strange({ ...good, [name]: 'owner' })).code]).toEqual([name, 'CALL_UNKNOWN']);
    const texts = [
      '{"__proto__":{"dryRun":false},"options":{"text":"x"},"rows":[{"id":"20000001"}]}',
      '{"options":{"text":"x","__proto__":"x"},"rows":[{"id":"20000001"}]}',
      '{"options":{"text":"x"},"rows":[{"id":"20000001","__proto__":"x"}]}',
      '{"options":{"text":"x"},"rows":[{"id":"20000001","constructor":"x"}]}',
      '{"options":{"text":"x"},"rows":[{"id":"20000001","manager":"owner"}]}',
      '{"options":{"text":"x"},"source":{"type":"arguments","__proto__":1},"rows":[]}',
      '{"options":{"text":"x"},"narrow":{"org":"e_ant","actor":"owner"},"rows":[]}',
      '{"options":{"text":"x"},"chunk":{"after":0,"digest":"0"},"rows":[]}',
    ];
    for (const text of texts) expect([text, (await strange(text)).status]).toEqual([text, 400]);
    // What called is seen, not told.
    for (const origin of ['system', 'cli', 5]) expect((await strange({ ...good, origin })).code).toBe('CALL_UNKNOWN');
    expect(await server.entries()).toBe(before);
  });

  test('no route takes a member, an option or a column that is not in its definition', async () => {
    for (const op of operations) {
      const example = examples.get(op.name) ?? {};
      const at = op.kind === 'query' ? 'input' : 'options';
      const bodies: object[] = [
        { ...example, actor: 'owner' },
        { ...example, [at]: { ...example[at], is_admin: 'true' } },
      ];
      if (example.rows) bodies.push({ ...example, rows: [{ ...example.rows[0], is_admin: 'true' }] });
      for (const body of bodies)
        expect([op.name, (await server.operation(op.name, body)).code]).toEqual([op.name, 'CALL_UNKNOWN']);
    }
  });

  test('rows that an operation makes itself are not taken from a caller', async () => {
    const before = await server.entries();
    const own: readonly (readonly [string, object])[] = [
      ['batches.undo', { options: { batch: pairs['batch']?.[0] }, rows: [{ target: 'x', entries: '[]' }] }],
      ['batches.undo', { options: { batch: pairs['batch']?.[0] }, rows: [{}] }],
      [
        'members.handover',
        { options: { member: 'ant.c', to: ['ant.c2'] }, rows: [{ kind: 'grant', key: 'owner/st/*', turn: '0' }] },
      ],
      ['state.sweep', { rows: [{ kind: 'token' }] }],
      [
        'accounts.note',
        { options: { text: 'x' }, selection: { where: ['id = 20000001'] }, rows: [{ id: '20000201' }] },
      ],
      ['units.create', { options: { name: '新', org: 'e_ant' }, rows: [{ member: 'ant.c', role: 'uA' }] }],
      ['units.create', { rows: [{ name: '新', org: 'e_ant', account: '20000001' }] }],
    ];
    for (const [operation, body] of own) {
      const { status, text } = await server.operation(operation, body);
      expect([operation, status === 500, text.includes('"status":"ok"')]).toEqual([operation, false, false]);
    }
    expect(await server.entries()).toBe(before);
  });

  test('PII-1 no list shows what is stored besides its columns', async () => {
    for (const [operation, column] of [
      ['members.list', 'phone_bi'],
      ['members.list', 'email_bi'],
      ['orgs.list', 'personal_number_bi'],
      ['tokens.list', 'hash'],
      ['accounts.list', 'seq'],
      ['accounts.list', 'rowid'],
      ['accounts.list', 'id, (SELECT hash FROM tokens)'],
      ['accounts.list', '__proto__'],
    ] as const)
      for (const input of [{ columns: [column] }, { where: [`${column} = x`] }, { sort: column }]) {
        const { status, text } = await server.operation(operation, { input });
        expect([operation, input, status, text.includes('"page"')]).toEqual([operation, input, 400, false]);
      }
  });

  test('PII-1 contact data is masked for who may not reveal it, and not revealed by a token that reads', async () => {
    const reads = await server.token('ops', { name: 'reads', read_only: 'yes' });
    const input = { columns: ['login', 'phone', 'email', 'wechat', 'id_number'] };
    for (const token of [await server.token('ant.c2'), reads, await server.token('owner')]) {
      const { text } = await server.operation('members.list', { input }, { token });
      for (const value of Object.values(CONTACT)) expect(text).not.toContain(value);
    }
    for (const reveal of [true, 'true', 'yes', 'TRUE', '是', 1])
      expect((await server.operation('members.list', { input: { ...input, reveal } }, { token: reads })).code).toBe(
        'TOKEN_READ_ONLY',
      );
  });

  test('where a file is said to have come from is told, and counts for nothing', async () => {
    const source = { type: 'file', path: '/a', bytes: 0, sha256: '', rows: 1_000_000 };
    const { lines } = await server.operation('accounts.note', { ...good, source, dryRun: true });
    expect(lines.find((line) => 'end' in line)).toMatchObject({ end: { counts: { ok: 1 } } });
    for (const more of [
      { source: { type: 'where' } },
      { source: { type: 'none', owner: 'x' } },
      { source: { type: 'url', path: 'http://x' } },
    ])
      expect((await strange({ ...good, ...more })).status).toBe(400);
  });
});

describe('API4 without end', () => {
  const quick = async (what: string, most: number, call: () => Promise<Answered>) => {
    const began = performance.now();
    const { status, code, text } = await call();
    const ms = performance.now() - began;
    expect([what, status < 500, ms < most ? 'in time' : `${ms} ms`, text.length < 1_000_000]).toEqual([
      what,
      true,
      'in time',
      true,
    ]);
    return code;
  };
  const list = (input: object | string) => () =>
    server.operation('accounts.list', typeof input === 'string' ? input : { input });
  const repeated = (times: number, made: (i: number) => unknown) => Array.from({ length: times }, (_, i) => made(i));
  const CASES: readonly (readonly [what: string, code: string | undefined, call: () => Promise<Answered>])[] = [
    ['a body beyond the limit', 'CALL_TOO_LARGE', list('x'.repeat(17 * 1024 * 1024))],
    ['a deep list', 'CALL_INVALID', list(`{"input":${'['.repeat(200_000)}${']'.repeat(200_000)}}`)],
    ['a deep object', 'CALL_INVALID', list(`{"input":${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}}`)],
    ['a long name', 'CALL_UNKNOWN', list(`{"${'a'.repeat(10_000_000)}":1}`)],
    ['many names', 'CALL_UNKNOWN', list(`{"input":{${repeated(300_000, (i) => `"a${i}":"1"`).join()}}}`)],
    ['many filters', 'OPTION_VALUE', list({ where: repeated(5_000, (i) => `id = ${i}`) })],
    ['many columns', undefined, list({ columns: repeated(5_000, () => 'id'), limit: 1 })],
    ['many ids', 'CALL_INVALID', () => server.operation('accounts.show', { input: { id: repeated(250_000, String) } })],
    ['a long text', 'CALL_INVALID', list({ search: 'a'.repeat(1_000_000) })],
    [
      'many rows in one value',
      'CALL_INVALID',
      () =>
        server.operation(
          'accounts.note',
          `{"options":{"text":"x"},"dryRun":true,"rows":[${'{},'.repeat(1_000_000)}{}]}`,
        ),
    ],
    [
      'many rows of a chunk',
      'CALL_INVALID',
      () =>
        server.operation('accounts.note', {
          options: { text: 'x' },
          chunk: { after: 0 },
          rows: repeated(6_000, () => ({ id: '1' })),
        }),
    ],
    [
      'a deep reason of a row',
      'CALL_INVALID',
      () =>
        server.operation(
          'accounts.note',
          `{"options":{"text":"x"},"rows":[[{"id":"1"},{"code":"ROW_SHAPE","details":{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}}]]}`,
        ),
    ],
    [
      'a packed body',
      'CALL_INVALID',
      () =>
        server.operation('accounts.list', Buffer.from('1f8b08000000000000ff', 'hex'), {
          headers: { 'content-encoding': 'gzip' },
        }),
    ],
    ['a long name of an operation', 'OPERATION_UNKNOWN', () => server.call(`/v1/${'a'.repeat(10_000)}`)],
  ];
  for (const [what, code, call] of CASES)
    test(`${what}: ${code ?? 'is answered'}`, async () => expect(await quick(what, 5_000, call)).toBe(code));

  /** Long texts that keep a careless pattern busy for minutes. */
  const LONG = 60_000;
  const EVIL = [
    `a${' '.repeat(LONG)}b`,
    `name = a${' '.repeat(LONG)}b`,
    `"${'\\"'.repeat(LONG / 2)}`,
    `name in (${'a '.repeat(LONG / 2)}`,
    `x${','.repeat(LONG)}y`,
    `${'2026-'.repeat(LONG / 5)}`,
  ];
  // What reads a text is the same for many fields: each is sent a third of these in a run, by the seed; ADCTL_NAMES: all.
  const turn = process.env['ADCTL_NAMES'] === undefined ? 3 : 1;
  test('no input, option or column of any operation keeps the server busy', { timeout: 120_000 }, async () => {
    console.log(`long texts: every one in ${turn}, ADCTL_SEED=${SEED}`);
    let asked = 0;
    for (const op of operations) {
      const at = op.kind === 'query' ? 'input' : 'options';
      const rows = op.kind === 'change' && !op.expand && !op.selects;
      const fields = Object.entries(op.kind === 'query' ? op.input : op.options);
      const bodies = (evil: string): object[] => [
        ...fields.map(([name, { type }]) => ({
          [at]: { [name]: type === 'list' ? [evil] : evil },
          ...(op.kind === 'change' && { dryRun: true, ...(rows && { rows: [{}] }) }),
        })),
        ...(rows ? Object.keys((op as Change).row).map((name) => ({ rows: [{ [name]: evil }], dryRun: true })) : []),
      ];
      for (const [nth, evil] of EVIL.entries())
        for (const [i, body] of bodies(evil).entries())
          if ((nth + i + asked + SEED) % turn === 0)
            await quick(`${op.name} ${JSON.stringify(body).slice(0, 60)}`, 3_000, () =>
              server.operation(op.name, body),
            );
      asked++;
    }
  });

  test('one token has so many calls at a time; the others are served', async () => {
    const one = await Attacked.open(['--rate', '1000']);
    onTestFinished(async () => void (await one.stop()));
    const token = await one.token('owner');
    const other = await one.token('cat.c');
    const head = `POST /v1/accounts.list HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`;
    const held = Array.from({ length: 16 }, () => one.raw(head, 3_000));
    await new Promise((resolve) => setTimeout(resolve, 500));
    const { status, code, headers } = await one.operation('accounts.list', {}, { token });
    expect([status, code, Number(headers['retry-after'])]).toEqual([429, 'TOO_MANY_CALLS', 1]);
    expect((await one.operation('accounts.list', {}, { token: other })).status).toBe(200);
    await Promise.all(held);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await one.operation('accounts.list', {}, { token })).status).toBe(200);
  });

  test('one token has so many calls in a second', async () => {
    const one = await Attacked.open(['--rate', '1']);
    onTestFinished(async () => void (await one.stop()));
    const token = await one.token('owner');
    const codes = await Promise.all(Array.from({ length: 14 }, () => one.operation('accounts.list', {}, { token })));
    expect(codes.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(3);
  });
});

describe('API5 what one may do', () => {
  test('a token that reads changes nothing, whatever it calls, in whatever form', async () => {
    const token = await server.token('owner', { name: 'only reads', read_only: 'yes' });
    const before = await server.entries();
    for (const op of operations) {
      if (op.kind !== 'change') continue;
      for (const body of [examples.get(op.name), {}, { ...examples.get(op.name), dryRun: true }, 'no JSON'])
        expect([op.name, (await server.operation(op.name, body, { token })).code]).toEqual([
          op.name,
          'TOKEN_READ_ONLY',
        ]);
    }
    expect(await server.entries()).toBe(before);
  });

  /** What whoever has no rights may do of itself: its own views, tokens and wishes. */
  const OWN: ReadonlySet<string> = new Set([
    'views.save',
    'views.remove',
    'orgs.join',
    'tokens.create',
    'tokens.revoke',
    'requests.withdraw',
    'orgs.create',
  ]);
  for (const member of ['plain', 'fox.v'])
    test(`${member}, who has next to no rights, does no more by HTTP than it may`, async () => {
      const token = await server.token(member);
      for (const op of operations) {
        if (op.kind !== 'change' || OWN.has(op.name)) continue;
        const { lines, status } = await server.operation(op.name, { ...examples.get(op.name), ...DRY }, { token });
        const done = lines.some((line) => JSON.stringify(line).includes('"status":"ok"'));
        expect([op.name, done, status === 500]).toEqual([op.name, false, false]);
      }
    });

  test('who is not verified has no token, and one of before does no more', async () => {
    const hash = 'e'.repeat(64);
    const { text } = await server.operation('tokens.create', { rows: [{ name: 'x', member: 'ant.u', hash }] });
    expect(text).toContain('MEMBER_UNVERIFIED');
  });

  test('a view that is narrowed grants nothing', async () => {
    const token = await server.token('cat.c');
    for (const narrow of [
      { org: '*' },
      { org: 'e_ant' },
      { org: 'g_north' },
      { client: '*' },
      { client: 'tencent:20000103' },
    ]) {
      const { code, text } = await server.operation(
        'accounts.list',
        { narrow, input: { where: ['id = 20000103'] } },
        { token },
      );
      expect([narrow, code !== undefined || !text.includes('"rows":[[')]).toEqual([narrow, true]);
    }
  });
});

describe('API6 flows that are worth something', () => {
  test('a token that is bound to an address makes no other, and one never shows its text or hash', async () => {
    const bound = await server.token('owner', { name: 'here', address: '127.0.0.0/8' });
    const row = { name: 'for good', hash: 'c'.repeat(64) };
    expect((await server.operation('tokens.create', { rows: [row] }, { token: bound })).code).toBe('TOKEN_BOUND');
    const { text } = await server.operation('tokens.create', { rows: [row] });
    expect(text).toContain('"status":"ok"');
    for (const said of [
      text,
      (await server.operation('tokens.list', { input: {} })).text,
      (await server.operation('audit.list', { input: {} })).text,
    ])
      expect(said).not.toContain(row.hash);
  });

  test('a token of one’s own for somebody else is not made by who may not', async () => {
    const { text } = await server.operation(
      'tokens.create',
      { rows: [{ name: 'x', member: 'owner', hash: 'd'.repeat(64) }] },
      { token: await server.token('cat.c') },
    );
    expect(text).not.toContain('"status":"ok"');
  });
});

describe('API7 what a call names is never fetched or read', () => {
  test('neither addresses nor files', async () => {
    const hits: string[] = [];
    const canary = createServer((request, answer) => {
      hits.push(request.url ?? '');
      answer.end();
    });
    await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void canary.close());
    const url = `http://127.0.0.1:${(canary.address() as AddressInfo).port}/`;
    for (const path of [
      url,
      `${url}../x`,
      '/etc/passwd',
      '../../../../etc/passwd',
      'file:///etc/passwd',
      '\\\\127.0.0.1\\c$',
      '/dev/zero',
    ]) {
      const source = { type: 'file', path, bytes: 1, sha256: '0', rows: 1 };
      const { text } = await server.operation('accounts.note', {
        options: { text: path },
        rows: [{ id: '20000001', note: path }],
        source,
        dryRun: true,
      });
      expect(text).not.toContain('root:');
      for (const op of operations) {
        const at = op.kind === 'query' ? 'input' : 'options';
        const fields = Object.entries(op.kind === 'query' ? op.input : op.options);
        const given = Object.fromEntries(fields.map(([name, { type }]) => [name, type === 'list' ? [path] : path]));
        const answer = await server.operation(
          op.name,
          { [at]: given, ...(op.kind === 'change' && { dryRun: true }) },
          { headers: { host: url, referer: url, 'x-forwarded-host': url } },
        );
        expect([op.name, path, answer.text.includes('root:'), answer.status === 500]).toEqual([
          op.name,
          path,
          false,
          false,
        ]);
      }
    }
    expect(hits).toEqual([]);
  });
});

describe('API9 what there is', () => {
  test('the document lists what is served, and what it does not list is not', async () => {
    const document = JSON.parse((await server.call('/v1/openapi.json', { method: 'GET' })).text) as {
      paths: Record<string, object>;
    };
    const listed = Object.keys(document.paths).filter((path) => path.startsWith('/v1/'));
    for (const path of listed) {
      const { code } = await server.call(path, { body: 'no JSON' });
      if (path !== '/v1/openapi.json') expect([path, code]).toEqual([path, 'CALL_INVALID']);
    }
    const served = [...names, ...LINK_CALLS.map((call) => `link.${call}`)].map((name) => `/v1/${name}`);
    expect(listed.filter((path) => path !== '/v1/openapi.json').toSorted()).toEqual(served.toSorted());
    const elsewhere = [
      '/',
      '/v1',
      '/v1/',
      '/v2/accounts.list',
      '/admin',
      '/debug',
      '/.env',
      '/.git/config',
      '/v1/link.',
      '/v1/link.open',
      '/v1/state.backup',
      '/v1/state.restore',
      '/v1/state.key',
      '/v1/serve',
      '/v1/login',
      '/v1/demo',
      '/v1/jobs.run',
      '/docs',
      '/openapi.json',
      '/server-status',
      '/v1/constructor',
      '/v1/__proto__',
      '/v1/hasOwnProperty',
    ];
    for (const path of elsewhere) expect([path, (await server.call(path)).code]).toEqual([path, 'OPERATION_UNKNOWN']);
  });

  test('without a token there is nothing but signs of life and the document', async () => {
    for (const path of ['/healthz', '/readyz', '/v1/openapi.json'])
      expect([path, (await server.call(path, { method: 'GET', token: null })).status]).toEqual([path, 200]);
    for (const name of [...names, 'link.hello', 'link.batch', 'nothing'])
      expect([name, (await server.operation(name, {}, { token: null, from: '127.0.4.1' })).status]).toEqual([
        name,
        expect.toBeOneOf([401, 429]),
      ]);
  });
});

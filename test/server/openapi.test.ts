/** What the server says of itself is valid, whole, and true of the server that runs. */
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allColumns } from '../../src/cli/columns.ts';
import { ERRORS } from '../../src/domain/errors.ts';
import { NDJSON } from '../../src/execution/codec.ts';
import { localLink } from '../../src/execution/local.ts';
import { Vault } from '../../src/execution/vault.ts';
import { operationNamed, REGISTRY } from '../../src/operations/registry.ts';
import { LINK_CALLS } from '../../src/server/calls.ts';
import { openApi } from '../../src/server/openapi/document.ts';
import { openStore } from '../../src/store/sqlite/open.ts';
import { demoShell } from '../helpers/main.ts';
import { type Serving, served, tokenOf } from '../helpers/served.ts';
import { KEY } from '../helpers/state.ts';

type Body = { readonly schema: Record<string, unknown>; readonly example: unknown };
type Call = {
  readonly operationId: string;
  readonly requestBody?: { readonly content: Readonly<Record<string, Body>> };
  readonly responses: Readonly<Record<string, unknown>>;
  readonly 'x-kind'?: string;
};
type Document = {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Call>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
};

let server: Serving;
let document: Document;
let made = 0;
let stop = async () => {};

beforeAll(async () => {
  const { db } = await demoShell(300);
  const store = await openStore({ file: db, create: false, now: () => Date.now(), timeoutMs: 5_000 });
  const link = localLink({ store, vault: async () => new Vault(KEY), clock: () => Date.now() }, operationNamed);
  const openApiOnce = async () => {
    made++;
    return await openApi('1.2.3', allColumns);
  };
  server = await served(link, {}, { openApi: openApiOnce });
  document = (await (await fetch(`${server.url}/v1/openapi.json`)).json()) as Document;
  stop = async () => {
    await server.stop();
    link.close();
  };
});
afterAll(() => stop());

const post = (path: string, type: string, body: string) =>
  fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tokenOf('owner')}`, 'content-type': type },
    body,
  });

const calls = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, call]) => ({ path, method, call })),
  );

describe('the document', () => {
  test('is OpenAPI 3.1, by a validator that is not ours', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone(document));
    expect([valid, errors]).toEqual([true, undefined]);
    expect([document.openapi, validator.version]).toEqual(['3.1.0', '3.1']);
  });

  test('refers to nothing that is not there', () => {
    const refs = new Set([...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path));
    expect(refs.size).toBeGreaterThan(30);
    for (const ref of refs) {
      const found = (ref as string)
        .split('/')
        .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], document);
      expect([ref, found !== undefined]).toEqual([ref, true]);
    }
  });

  test('lists what is served, and nothing else', async () => {
    const served = ['/healthz', '/readyz', '/metrics', '/v1/openapi.json'];
    const posted = [...Object.keys(REGISTRY), ...LINK_CALLS.map((name) => `link.${name}`)].map((name) => `/v1/${name}`);
    expect(Object.keys(document.paths).toSorted()).toEqual([...served, ...posted].toSorted());
    for (const { path, method } of calls())
      expect([path, method]).toEqual([path, served.includes(path) ? 'get' : 'post']);
    for (const path of served) expect([path, (await fetch(`${server.url}${path}`)).status]).toEqual([path, 200]);
    const names = calls().map(({ call }) => call.operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  test('is made once', async () => {
    await Promise.all([1, 2].map(() => fetch(`${server.url}/v1/openapi.json`).then((answer) => answer.text())));
    expect(made).toBe(1);
  });

  test('has every input, option and column of the definitions', async () => {
    for (const name of Object.keys(REGISTRY)) {
      const op = await operationNamed(name);
      const call = document.paths[`/v1/${name}`]?.['post'] as Call;
      const text = JSON.stringify(call) + JSON.stringify(document.components.schemas[`${name}.input`] ?? '');
      const fields = op.kind === 'query' ? op.input : { ...op.options, ...(!op.selects && !op.expand && op.row) };
      for (const field of Object.keys(fields)) expect(text, `${name} ${field}`).toContain(`"${field}":`);
      if (op.kind === 'query')
        for (const { key } of allColumns(op)) expect(text, `${name} ${key}`).toContain(`"const":"${key}"`);
    }
  });

  test('says of each status of a call which codes it has', () => {
    for (const { call, method } of calls()) {
      if (method === 'post')
        expect(Object.keys(call.responses)).toEqual(expect.arrayContaining(['200', '400', '401', '403', '429', '503']));
    }
    const text = JSON.stringify(document);
    for (const code of Object.keys(ERRORS)) expect(text).toContain(code);
  });
});

describe('its examples', () => {
  /** It was not understood: what an example must never meet. */
  const NOT_UNDERSTOOD = [
    'CALL_INVALID',
    'CALL_UNKNOWN',
    'MISSING',
    'VALUE_INVALID',
    'VALUE_EMPTY',
    'OPTION_VALUE',
    'BUG',
  ];

  test('are taken by the server, as JSON and as lines, to the last value', { timeout: 60_000 }, async () => {
    const answered: string[] = [];
    for (const { path, method, call } of calls()) {
      if (method === 'get') continue;
      for (const [type, { example }] of Object.entries(call.requestBody?.content ?? {})) {
        const body = typeof example === 'string' ? example : JSON.stringify(example);
        const answer = await post(path, type, body);
        const text = await answer.text();
        const codes = [...text.matchAll(/"code":"(\w+)"/g)].map(([, code]) => code as string);
        expect([path, type, codes.filter((code) => NOT_UNDERSTOOD.includes(code)), text.slice(0, 300)]).toEqual([
          path,
          type,
          [],
          expect.any(String),
        ]);
        answered.push(`${answer.status}`);
      }
    }
    // Most of them find something.
    expect(answered.filter((status) => status === '200').length).toBeGreaterThan(answered.length * 0.7);
    expect(server.bugs).toEqual([]);
  });

  test('and their answers are what the document says', { timeout: 60_000 }, async () => {
    const schemas = new Ajv2020({ strict: false, validateFormats: false });
    schemas.addSchema({ $id: 'document', ...document });
    const check = (schema: unknown, value: unknown, what: string) => {
      const valid = schemas.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"document#/')));
      valid(value);
      expect([what, valid.errors]).toEqual([what, null]);
    };
    for (const { path, method, call } of calls()) {
      const body = call.requestBody?.content['application/json'];
      if (method === 'get' || !body) continue;
      check(body.schema, body.example, path);
      const answer = await post(path, 'application/json', JSON.stringify(body.example));
      const text = await answer.text();
      if (answer.status === 200) {
        const { content } = call.responses['200'] as { readonly content: Readonly<Record<string, Body>> };
        for (const line of text.trimEnd().split('\n'))
          check(content[NDJSON]?.schema, JSON.parse(line), `${path} ${line}`);
      } else {
        check({ $ref: '#/components/schemas/Error' }, JSON.parse(text), path);
        expect(Object.keys(call.responses)).toContain(String(answer.status));
      }
    }
  });

  test('change nothing', async () => {
    const changes = calls().filter(({ call }) => call['x-kind'] === 'change');
    expect(changes.length).toBeGreaterThan(40);
    for (const { path, call } of changes)
      expect([path, call.requestBody?.content['application/json']?.example]).toEqual([
        path,
        expect.objectContaining({ dryRun: true }),
      ]);
    const written = await post(
      '/v1/audit.list',
      'application/json',
      '{"input":{"count":true,"where":["actor = owner"]}}',
    );
    expect(written.status).toBe(200);
  });

  test('are what their schema describes; what it does not know is refused', async () => {
    for (const { path, method, call } of calls()) {
      const body = call.requestBody?.content['application/json'];
      if (method === 'get' || !body) continue;
      const { properties, additionalProperties } = body.schema as { properties: object; additionalProperties: boolean };
      expect([path, additionalProperties]).toEqual([path, false]);
      expect(Object.keys(properties)).toEqual(expect.arrayContaining(Object.keys(body.example as object)));
      const stranger = JSON.stringify({ ...(body.example as object), stranger: 1 });
      const answer = (await (await post(path, 'application/json', stranger)).json()) as { error: { code: string } };
      expect([path, answer.error.code]).toEqual([path, 'CALL_UNKNOWN']);
    }
    expect((await post('/v1/accounts.list', NDJSON, '{"input":{}}\n{}\n')).status).toBe(400);
  });
});

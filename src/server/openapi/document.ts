/** What the server knows, as OpenAPI 3.1: made of the definitions that it runs, so that it cannot say anything else. */

import type { Schema } from '../../domain/schema.ts';
import { NDJSON } from '../../execution/codec.ts';
import type { Change, Operation, Query } from '../../operations/define.ts';
import { LISTS } from '../../operations/lists.ts';
import { operationNamed, REGISTRY } from '../../operations/registry.ts';
import { rightsOf } from '../../operations/rights-of.ts';
import { LINK_CALLS } from '../calls.ts';
import {
  type AnswerColumn,
  columnSchema,
  inputSample,
  type Json,
  objectOf,
  rowSample,
  SAMPLE_BATCH,
} from './fields.ts';
import { CHANGE_MEMBERS, COMPONENTS, FAILURES, LINK_MEMBERS, QUERY_MEMBERS, schemaRef } from './parts.ts';

export type ColumnsOf = (op: Pick<Query, 'columns'>) => readonly AnswerColumn[];

const ABOUT = `Every operation is a POST of one JSON object, or of lines (${NDJSON}): the object without its rows, then a row a
line, then, as one wishes, {"digest": SHA-256 of the lines before}; more than 100,000 rows come as lines. It is answered by
lines, each a JSON object: pages of a query or events of a change, then "end" or "error", then "digest". An answer without
the last was cut off. What is known to be wrong before the first line is told by the HTTP status instead. An answer has the
adctl-call header of its call. Members that are not listed here are refused.`;

const closed = (properties: Json, required: readonly string[] = []): Json => ({
  type: 'object',
  additionalProperties: false,
  properties,
  ...(required.length > 0 && { required }),
});

const nounOf = ({ name }: Operation): string => name.split('.', 1)[0] as string;
/** Rows come with a change unless it finds them itself. */
const takesRows = (op: Change): boolean => !op.selects && !op.expand;
const inputName = (name: string): string => `${name}.input`;
const LISTED: ReadonlySet<string> = new Set(Object.values(LISTS));
/** Of each row, whatever it is about. */
const REFERENCE: Json = {
  reference: {
    type: 'string',
    description: 'a name of one’s own; a row whose reference was done before is answered again, not done again',
  },
};

function queryBody(op: Query): { readonly schema: Json; readonly example: Json } {
  const input = LISTED.has(op.name) ? schemaRef(inputName(op.name)) : objectOf(op.input, 'input');
  const asked = Object.values(op.input).some(({ required }) => required);
  const list = 'limit' in op.input ? { limit: 10 } : {};
  return {
    schema: closed(
      {
        input,
        ...QUERY_MEMBERS,
        ...(op.rows && { rows: { type: 'array', items: objectOf(op.rows.schema, 'cell', REFERENCE) } }),
      },
      asked ? ['input'] : [],
    ),
    example: {
      input: { ...inputSample(op.input, nounOf(op), op.rows?.statement ? ['holder'] : []), ...list },
      tz: 'Asia/Shanghai',
      ...(op.rows && {
        rows: [rowSample(op.rows.schema, nounOf(op), [op.rows.argument, ...(op.rows.statement ? STATED : [])])],
      }),
    },
  };
}

/** What every line of a statement says. */
const STATED = ['at', 'day', 'direction', 'amount', 'currency'];

/** What a terminal asks for where it is not said: a row of money that lacks it is refused. */
const askedFor = (fields: Schema): string[] =>
  Object.keys(fields).filter((name) => fields[name]?.question && !['platform', 'take'].includes(name));

function changeBody(op: Change): { readonly schema: Json; readonly example: Json } {
  const asked = Object.values(op.options).some(({ required }) => required);
  const list = op.where && LISTS[op.where.kind];
  const needed = [
    op.argument ?? 'name',
    ...(op.sets?.slice(0, 1) ?? []),
    ...(op.secret ? [op.secret.hash] : []),
    ...(op.money ? askedFor(op.row) : []),
  ];
  return {
    schema: closed(
      {
        options: objectOf(op.options, 'input'),
        ...(list !== undefined && { selection: schemaRef(inputName(list)) }),
        ...CHANGE_MEMBERS,
        ...(takesRows(op) && {
          rows: { type: 'array', items: objectOf(op.row, 'cell', REFERENCE, op.fills) },
        }),
      },
      asked ? ['options'] : [],
    ),
    example: {
      options: inputSample(op.options, nounOf(op), op.sets?.slice(0, 1)),
      dryRun: true,
      reason: 'example',
      ...(takesRows(op) && { rows: [rowSample(op.row, nounOf(op), needed)] }),
    },
  };
}

const pageSchema = (columns: readonly AnswerColumn[]): Json => ({
  description: 'A line of the answer: at most 500 rows, the cells of each in the order of columns',
  oneOf: [
    closed({
      page: {
        ...closed({
          columns: { type: 'array', items: columnSchema(columns) },
          rows: { type: 'array', items: { type: 'array' } },
        }),
      },
    }),
    closed({ end: schemaRef('Tail') }),
    schemaRef('Line'),
  ],
});

const lines = (description: string, schema: Json): Json => ({ description, content: { [NDJSON]: { schema } } });

function operationPath(op: Operation, columnsOf: ColumnsOf): Json {
  const { schema, example } = op.kind === 'query' ? queryBody(op) : changeBody(op);
  const rights = rightsOf(op);
  const { rows, ...head } = example;
  const asLines = [head, ...((rows as readonly Json[] | undefined) ?? [])].map((line) => `${JSON.stringify(line)}\n`);
  return {
    operationId: op.name,
    tags: [nounOf(op)],
    summary: op.summary.en,
    'x-right': rights.length === 1 ? rights[0] : rights,
    'x-kind': op.kind,
    ...(op.kind === 'change' && { 'x-effect': op.effect }),
    'x-commands': op.examples.map(({ command, does }) => ({ command, does: does.en })),
    requestBody: {
      content: {
        'application/json': { schema, example },
        [NDJSON]: { schema: { type: 'string' }, example: asLines.join('') },
      },
    },
    responses: {
      200:
        op.kind === 'query'
          ? lines('Pages, then the end', pageSchema(columnsOf(op)))
          : lines('Events, then the summary', schemaRef('ChangeLine')),
      ...FAILURES,
    },
  };
}

const LINK_LINE: Json = { oneOf: [closed({ event: { type: 'object' } }), closed({ end: {} }), schemaRef('Line')] };

const linkPath = (call: string): Json => ({
  operationId: `link.${call}`,
  tags: ['link'],
  summary: 'For the command line of the same version; it may change with it',
  requestBody: { content: { 'application/json': { schema: closed(LINK_MEMBERS), example: linkSample(call) } } },
  responses: { 200: lines('Events, then the end', LINK_LINE), ...FAILURES },
});

const NAMED: ReadonlySet<string> = new Set(['batch', 'results', 'stop']);
const linkSample = (call: string): Json => (NAMED.has(call) ? { batch: SAMPLE_BATCH } : {});

const plain = (description: string): Json => ({
  description,
  content: { 'text/plain': { schema: { type: 'string' } } },
});
const WATCHED: Json = {
  '/healthz': {
    get: {
      operationId: 'healthz',
      tags: ['server'],
      summary: 'It runs',
      security: [],
      responses: { 200: plain('ok') },
    },
  },
  '/readyz': {
    get: {
      operationId: 'readyz',
      tags: ['server'],
      summary: 'It can read its state, and takes calls',
      security: [],
      responses: { 200: plain('ready'), 503: plain('not ready') },
    },
  },
  '/metrics': {
    get: {
      operationId: 'metrics',
      tags: ['server'],
      summary: 'What is counted, for Prometheus; without a token from the same machine only',
      security: [{}, { token: [] }],
      responses: { 200: plain('text format 0.0.4'), 401: plain('unauthorized') },
    },
  },
  '/v1/openapi.json': {
    get: {
      operationId: 'openapi',
      tags: ['server'],
      summary: 'This document',
      security: [],
      responses: {
        200: { description: 'OpenAPI 3.1', content: { 'application/json': { schema: { type: 'object' } } } },
      },
    },
  },
};

export async function openApi(version: string, columnsOf: ColumnsOf): Promise<Json> {
  const operations = await Promise.all(Object.keys(REGISTRY).map(operationNamed));
  const lists = operations.filter((op): op is Query => op.kind === 'query' && LISTED.has(op.name));
  return {
    openapi: '3.1.0',
    info: {
      title: 'adctl',
      version,
      description: ABOUT.replaceAll('\n', ' '),
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    paths: {
      ...WATCHED,
      ...Object.fromEntries(operations.map((op) => [`/v1/${op.name}`, { post: operationPath(op, columnsOf) }])),
      ...Object.fromEntries(LINK_CALLS.map((call) => [`/v1/link.${call}`, { post: linkPath(call) }])),
    },
    components: {
      ...COMPONENTS,
      schemas: {
        ...COMPONENTS.schemas,
        ...Object.fromEntries(lists.map((op) => [inputName(op.name), objectOf(op.input, 'input')])),
      },
    },
  };
}

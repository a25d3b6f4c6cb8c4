/** What every call and answer has in common, as components that the paths refer to. */
import { ROW_STATUSES } from '../../domain/batches.ts';
import { ERRORS } from '../../domain/errors.ts';
import type { ChangeHead, LinkHead, QueryHead } from '../../execution/codec.ts';
import { MOST_MS, MOST_TEXT } from '../decode.ts';
import type { Json } from './fields.ts';

export const schemaRef = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

const text = (description: string): Json => ({ type: 'string', maxLength: MOST_TEXT, description });
const count = (description: string, maximum?: number): Json => ({
  type: 'integer',
  minimum: 0,
  ...(maximum !== undefined && { maximum }),
  description,
});
const flag = (description: string): Json => ({ type: 'boolean', default: false, description });
const object = (properties: Json, required: readonly string[] = Object.keys(properties)): Json => ({
  type: 'object',
  properties,
  required,
});
const list = (items: Json): Json => ({ type: 'array', items });

const MEMBERS = {
  narrow: {
    ...object({ org: text('one of my organisations, or all'), client: text('an account: its view') }, []),
    additionalProperties: false,
    description: 'the view to act in',
  },
  tz: { type: 'string', default: 'UTC', description: 'IANA time zone in which days are meant' },
  printed: { ...list({ type: 'string' }), description: 'with reveal: only these columns are revealed, and logged' },
  lockTimeoutMs: count('how long to wait for other writers', MOST_MS),
  batch: {
    type: 'string',
    pattern: '^b_[0-9A-HJKMNP-TV-Z]{26}$',
    description:
      'b_ and a ULID, named by the caller so that a call sent again is done once; without, the server names it',
  },
  source: {
    ...object(
      {
        type: { type: 'string', enum: ['file', 'stdin', 'arguments', 'where', 'none'] },
        path: text('of a file'),
        bytes: count('of a file'),
        sha256: text('of a file'),
        rows: count('how many there are'),
        sheet: text('of a workbook'),
        ignoreUnknown: { type: 'boolean', description: 'columns that are not known were left out' },
      },
      [],
    ),
    additionalProperties: false,
    description: 'where the rows come from, for the record; where with a selection',
  },
  dryRun: flag('rehearse: answers as if it were done, and changes nothing'),
  atomic: flag('all rows or none'),
  reference: text('of all rows, each with its number behind it, where it has none of its own'),
  reason: text('why, for the log'),
  maxRows: count('refuse more rows than these'),
  brief: flag('results without before and after'),
  chunk: {
    ...object({ after: count('rows sent before it'), end: { type: 'string', enum: ['done', 'interrupted'] } }, [
      'after',
    ]),
    additionalProperties: false,
    description: 'these rows are a part of the batch, a transaction of its own; at most 5,000',
  },
  resume: flag('go on with a batch that was interrupted'),
  after: count('results of rows behind this one'),
} as const satisfies Json;

const memberRef = (name: keyof typeof MEMBERS): Json => schemaRef(`call.${name}`);

/** Of a query, besides `input`; the types say when one is missing. */
export const QUERY_MEMBERS: { readonly [K in keyof Required<Omit<QueryHead, 'input'>>]: Json } = {
  narrow: memberRef('narrow'),
  tz: memberRef('tz'),
  printed: memberRef('printed'),
  lockTimeoutMs: memberRef('lockTimeoutMs'),
};
/** Of a change, besides `options` and `selection`. */
export const CHANGE_MEMBERS: { readonly [K in keyof Required<Omit<ChangeHead, 'options' | 'selection'>>]: Json } = {
  batch: memberRef('batch'),
  source: memberRef('source'),
  narrow: memberRef('narrow'),
  tz: memberRef('tz'),
  dryRun: memberRef('dryRun'),
  atomic: memberRef('atomic'),
  reference: memberRef('reference'),
  reason: memberRef('reason'),
  maxRows: memberRef('maxRows'),
  brief: memberRef('brief'),
  chunk: memberRef('chunk'),
  resume: memberRef('resume'),
  lockTimeoutMs: memberRef('lockTimeoutMs'),
};
export const LINK_MEMBERS: { readonly [K in keyof Required<LinkHead>]: Json } = {
  narrow: memberRef('narrow'),
  batch: {
    type: 'string',
    description: 'a batch by its id or the beginning of it; of link.stop: the name of the call',
  },
  after: memberRef('after'),
};

const CELL: Json = { type: ['string', 'number', 'null', 'array'], items: { type: 'string' } };
const COUNTS: Json = {
  type: 'object',
  propertyNames: { enum: Object.keys(ROW_STATUSES) },
  additionalProperties: count('rows'),
};
const DETAILS: Json = { type: 'object', description: 'what the message speaks of, by name' };

const ANSWERS: Json = {
  Code: { type: 'string', enum: Object.keys(ERRORS), description: 'stable; a newer server may answer others' },
  Failure: object(
    { code: schemaRef('Code'), message: { type: 'string' }, hint: { type: 'string' }, details: DETAILS },
    ['code', 'message', 'details'],
  ),
  Error: object({ error: schemaRef('Failure') }),
  RowResult: object(
    {
      row: count('from 1'),
      reference: { type: 'string' },
      target: { type: 'string' },
      status: { type: 'string', enum: Object.keys(ROW_STATUSES) },
      code: schemaRef('Code'),
      details: DETAILS,
      id: { type: 'string', description: 'of what was made' },
      before: { description: 'changed fields, personal ones masked' },
      after: { description: 'changed fields, personal ones masked' },
      moved: { type: 'object', description: 'by currency, in minor units' },
    },
    ['row', 'target', 'status'],
  ),
  Page: object({ columns: list({ type: 'string' }), rows: list(list(CELL)) }),
  Tail: object(
    {
      cursor: { type: 'string', description: 'where a limit cut the list: input after goes on there' },
      total: count('of all, where it was counted'),
      totals: list({ type: 'object', description: 'of a plan: currency, amount, and how many rows' }),
      found: list({ type: 'object' }),
      warning: { type: 'object', description: 'code and details of what must be known of the answer' },
    },
    [],
  ),
  Summary: object(
    {
      batch: { type: 'string' },
      operation: { type: 'string' },
      state: { type: 'string' },
      counts: COUNTS,
      reasons: list({ type: 'object' }),
      notes: list({ type: 'object' }),
      head: { type: 'string', description: 'of the log, after it' },
      moved: { type: 'object', description: 'by currency, in minor units' },
      undoable: { type: 'boolean' },
    },
    ['batch', 'operation', 'state', 'counts', 'reasons', 'notes', 'undoable'],
  ),
  Line: {
    description:
      'What may come besides: progress, a sign of life every 5 s, an error, and last the SHA-256 of all lines before',
    oneOf: [
      object({ told: { type: 'array' } }),
      object({ alive: { const: true } }),
      schemaRef('Error'),
      object({ digest: { type: 'string', pattern: '^[0-9a-f]{64}$' } }),
    ],
  },
  ChangeLine: {
    description: 'A line of the answer of a change',
    oneOf: [
      object({
        event: {
          ...object({ type: { type: 'string' }, batch: { type: 'string' }, rows: {} }, ['type']),
          description: 'started, waiting, selected, progress, and results with a list of RowResult in rows',
        },
      }),
      object({ end: schemaRef('Summary') }),
      schemaRef('Line'),
    ],
  },
};

/** What a status can mean, one response each: those that a call of an operation can meet. */
const STATUSES: readonly number[] = [...new Set(Object.values(ERRORS).map(({ http }) => http))]
  .filter((status) => status >= 400 && status !== 405 && (status < 502 || status === 503))
  .toSorted((a, b) => a - b);

export const FAILURES: Json = Object.fromEntries(
  STATUSES.map((status) => [String(status), { $ref: `#/components/responses/Error${status}` }]),
);

const RETRY: Json = { 'Retry-After': { description: 'seconds', schema: { type: 'integer' } } };

export const COMPONENTS = {
  schemas: {
    ...Object.fromEntries(Object.entries(MEMBERS).map(([name, schema]) => [`call.${name}`, schema])),
    ...ANSWERS,
  },
  responses: Object.fromEntries(
    STATUSES.map((status) => [
      `Error${status}`,
      {
        description: Object.entries(ERRORS)
          .filter(([, { http }]) => http === status)
          .map(([code]) => code)
          .join(', '),
        ...(status === 429 && { headers: RETRY }),
        content: { 'application/json': { schema: schemaRef('Error') } },
      },
    ]),
  ),
  securitySchemes: {
    token: { type: 'http', scheme: 'bearer', description: 'made by adctl tokens create; acts as its member' },
  },
};

/** The body of a call: one JSON value, or a head and rows, one a line. Rows that are many wait in a spool, never in memory. */
import type { IncomingMessage } from 'node:http';
import { AdctlError } from '../domain/refusal.ts';
import type { RawRow } from '../domain/schema.ts';
import { CONTENT_DIGEST, contentDigest, digestOf, NDJSON, Writing } from '../execution/codec.ts';
import { LineTooLong, linesOf } from '../execution/lines.ts';
import { Spool } from '../execution/spool.ts';
import { invalid } from './decode.ts';
import type { Limits } from './limits.ts';

const PAGE = 1_000;
/** Of one JSON value, which is read as a whole; lines have no such end. */
const MOST_JSON_ROWS = 100_000;

export type Rows = {
  readonly count: number;
  /** SHA-256 of them as JSON: of the list, or of the lines as they came. */
  readonly digest: string;
  read(): AsyncIterable<readonly RawRow[]>;
  close(): Promise<void>;
};
export type RowOf = (value: unknown, row: number) => RawRow;

const BODY = { en: 'a body', zh: '请求体' };
const ROW = { en: 'a row', zh: '一行' };
const tooLarge = (what: typeof BODY, most: number) => new AdctlError('CALL_TOO_LARGE', { what, most });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Its own words would quote what was sent.
    throw invalid('it is not JSON', '不是 JSON');
  }
}

/** `head` is checked before any row is read; `rowOf` by what it says. */
export async function readBody<H>(
  request: IncomingMessage,
  limits: Limits,
  headOf: (value: unknown) => Promise<{ readonly head: H; readonly rowOf?: RowOf; readonly after?: number }>,
): Promise<{ readonly head: H; readonly rows: Rows }> {
  const timer = setTimeout(() => request.destroy(), limits.bodyMs);
  try {
    const type = String(request.headers['content-type'] ?? 'application/json')
      .split(';', 1)[0]
      ?.trim();
    if (type === 'application/json') return await fromJson(request, limits, headOf);
    if (type === NDJSON) return await fromLines(request, limits, headOf);
    throw invalid(`its type is neither application/json nor ${NDJSON}`, `类型既非 application/json 也非 ${NDJSON}`);
  } catch (error) {
    if (error instanceof LineTooLong) throw tooLarge(ROW, limits.rowBytes);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

type HeadOf<H> = Parameters<typeof readBody<H>>[2];

async function fromJson<H>(request: IncomingMessage, limits: Limits, headOf: HeadOf<H>) {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > limits.bodyBytes) throw tooLarge(BODY, limits.bodyBytes);
    parts.push(part);
  }
  const bytes = Buffer.concat(parts);
  assertWhole(request, bytes);
  const value = length === 0 ? {} : parsed(bytes.toString());
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const { rows: listed = [], ...rest } = isObject ? (value as { readonly rows?: unknown }) : { rows: [] };
  if (!Array.isArray(listed)) throw invalid('"rows" is no list', '“rows”不是列表');
  if (listed.length > MOST_JSON_ROWS)
    throw invalid(`more than ${MOST_JSON_ROWS} rows are sent as lines`, `超过 ${MOST_JSON_ROWS} 行须逐行发送`);
  const { head, rowOf, after = 0 } = await headOf(isObject ? rest : value);
  if (listed.length > 0 && !rowOf) throw invalid('it takes no rows', '不接受行');
  const rows = listed.map((one, i) => (rowOf as RowOf)(one, after + i + 1));
  return { head, rows: inMemory(rows, digestOf(JSON.stringify(listed))) };
}

function assertWhole({ headers }: IncomingMessage, bytes: Buffer): void {
  const told = headers[CONTENT_DIGEST];
  if (told !== undefined && told !== contentDigest(bytes)) throw new AdctlError('CALL_DAMAGED');
}

const inMemory = (rows: readonly RawRow[], digest: string): Rows => ({
  count: rows.length,
  digest,
  async *read() {
    for (let i = 0; i < rows.length; i += PAGE) yield rows.slice(i, i + PAGE);
  },
  async close() {},
});

/** The last line may say the digest of those before it. */
async function fromLines<H>(request: IncomingMessage, limits: Limits, headOf: HeadOf<H>) {
  const spool = new Spool<RawRow>();
  const all = new Writing();
  const own = new Writing();
  let told: string | undefined;
  let asked: Awaited<ReturnType<HeadOf<H>>> | undefined;
  let count = 0;
  let bytes = 0;
  let held: RawRow[] = [];
  let after = 0;
  try {
    for await (const line of linesOf(request as AsyncIterable<Buffer>, limits.rowBytes)) {
      bytes += line.length + 1;
      if (bytes > limits.spoolBytes) throw tooLarge(BODY, limits.spoolBytes);
      if (told !== undefined) throw invalid('something follows its end', '结尾之后还有内容');
      const value = parsed(line.toString());
      told = digestIn(value);
      if (told !== undefined) continue;
      all.bytes(line);
      if (!asked) {
        asked = await headOf(value);
        after = asked.after ?? 0;
      } else if (!asked.rowOf) throw invalid('it takes no rows', '不接受行');
      else {
        own.bytes(line);
        held.push(asked.rowOf(value, after + ++count));
      }
      if (held.length < PAGE) continue;
      await spool.push(held);
      held = [];
    }
    await spool.push(held);
    if (told !== undefined && told !== all.digest()) throw new AdctlError('CALL_DAMAGED');
    if (!asked) throw invalid('it is empty', '内容为空');
    const rows: Rows = { count, digest: own.digest(), read: () => spool.drain(PAGE), close: () => spool.close() };
    return { head: asked.head, rows };
  } catch (error) {
    await spool.close();
    throw error;
  }
}

function digestIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const [[name, digest] = [], ...more] = Object.entries(value);
  const alone = name === 'digest' && more.length === 0;
  return alone && typeof digest === 'string' && /^[0-9a-f]{64}$/.test(digest) ? digest : undefined;
}

/**
 * Rows of a file that each say how much something was in all, and say it of the same: none of them is the whole, and which
 * one stands first decides nothing. All of them are refused, so that nothing is booked by half and what is fed back, as it
 * is or added up, says the same as the file (FUND-4). The whole file is looked through before any of it is sent.
 */
import { hash } from 'node:crypto';
import { parseRow } from '../domain/parse.ts';
import type { RawRow } from '../domain/schema.ts';
import type { OpenedRows } from '../files/open-rows.ts';
import { bareId } from '../operations/account-rows.ts';
import type { Change, Stated } from '../operations/define.ts';

/** Of the number of each such row, that of another, and what is told of the line. */
export type Twice = ReadonlyMap<number, Readonly<Record<string, unknown>>>;
type Stating = Pick<Change, 'row' | 'argument' | 'states'>;

/** `line`: what is stated, and the id of its account. */
type InFile = Stated & { readonly row: number; readonly platform: string | undefined };

/** Which platform an id alone is of, and in which currency an account is kept, is not known before the state is asked. */
const OPEN = ['platform', 'currency'] as const;
const mayBeOne = (one: InFile, other: InFile): boolean =>
  OPEN.every((name) => one[name] === undefined || other[name] === undefined || one[name] === other[name]);
const writtenAlike = (one: InFile, other: InFile): boolean =>
  one.unread === other.unread && OPEN.every((name) => one[name] === other[name]);

async function* statements(
  { row: schema, argument = '', states }: Stating,
  options: Readonly<Record<string, unknown>>,
  file: OpenedRows,
): AsyncGenerator<InFile> {
  // An amount that cannot be read is a part of the whole all the same.
  const naming = Object.fromEntries(Object.entries(schema).filter(([, { type }]) => type !== 'amount'));
  for await (const rows of file.read())
    for (const { row, cells } of rows) {
      const whole = parseRow(schema, cells, argument);
      const parsed = 'refuse' in whole ? parseRow(naming, cells, argument) : whole;
      if ('refuse' in parsed) continue;
      const { input } = parsed;
      const what = states?.(input as never, options as never);
      if (what === undefined) continue;
      const unread = what.unread || 'refuse' in whole;
      // An account as `ID`, as `platform:ID` or with its platform beside it.
      const account = String(input[argument]);
      const platform = account.includes(':') ? account.slice(0, account.indexOf(':')) : input['platform'];
      const line = JSON.stringify([bareId(account), what.line]);
      yield { ...what, row, line, unread, platform: platform as string | undefined };
    }
}

/** 48 bits: two lines that share one by chance are only compared in full. */
const digestOf = (line: string): number => hash('sha256', line, 'buffer').readUIntBE(0, 6);

/** Hardly a line stands twice in a file of a million: eight bytes are kept of each, and only those that do are kept whole. */
async function repeatedIn(all: AsyncIterable<InFile>, rows: number): Promise<ReadonlySet<number>> {
  const digests = new Float64Array(rows);
  let n = 0;
  for await (const { line } of all) digests[n++] = digestOf(line);
  const sorted = digests.subarray(0, n).toSorted();
  return new Set(sorted.filter((digest, i) => digest === sorted[i - 1]));
}

export async function statedTwice(
  op: Stating,
  options: Readonly<Record<string, unknown>>,
  file: OpenedRows,
): Promise<Twice> {
  const twice = new Map<number, Readonly<Record<string, unknown>>>();
  if (!op.states) return twice;
  const repeated = await repeatedIn(statements(op, options, file), file.rows);
  if (repeated.size === 0) return twice;
  const met = new Map<string, InFile[]>();
  for await (const one of statements(op, options, file)) {
    if (!repeated.has(digestOf(one.line))) continue;
    const before = met.get(one.line) ?? [];
    for (const other of before) {
      if (!mayBeOne(one, other)) continue;
      if (!one.unread && !twice.has(one.row)) twice.set(one.row, { row: other.row, ...one.told });
      if (!other.unread && !twice.has(other.row)) twice.set(other.row, { row: one.row, ...other.told });
    }
    // One for each way to write it, however often it stands there.
    if (!before.some((other) => writtenAlike(one, other))) met.set(one.line, [...before, one]);
  }
  return twice;
}

export async function* refusing(rows: AsyncIterable<RawRow[]>, twice: Twice | undefined): AsyncGenerator<RawRow[]> {
  for await (const chunk of rows) yield twice?.size ? chunk.map((row) => refused(row, twice)) : chunk;
}

function refused(row: RawRow, twice: Twice): RawRow {
  const details = twice.get(row.row);
  return details === undefined || row.bad ? row : { ...row, bad: { code: 'LINE_TWICE', details } };
}

/**
 * A manifest of an export (REP-12): what was asked, how many rows it had and what they sum to, the digest of its bytes,
 * and the last line of the ledger in it. An export with `--since` gives the rows alone that were written or changed after
 * that line: new movements, new and restated days.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { canonical } from '../domain/audit.ts';
import { historyText } from '../domain/history.ts';
import { KINDS } from '../domain/kinds.ts';
import { parseOptions } from '../domain/parse.ts';
import type { Seen } from '../domain/question.ts';
import { type DayRange, rangeOf, shiftedDay } from '../domain/ranges.ts';
import { AdctlError } from '../domain/refusal.ts';
import { BOOKS_ZONE } from '../domain/zone.ts';
import { fileError } from '../files/handle.ts';
import { writeFile } from '../files/write-file.ts';
import type { AskingNow, Query } from '../operations/define.ts';
import { formatInstant } from '../render/zone.ts';
import type { Sums } from './sums.ts';

export type Asked = Readonly<Record<string, unknown>>;

const SINCE = ['since_line', 'since_history', 'since_seen', 'since_range'];
/** A later export of the same goes on from the line, whatever days, columns and form it has. */
const FREE: ReadonlySet<string> = new Set(['range', 'limit', 'after', 'columns', 'sort', 'count', 'history', ...SINCE]);
const filtersOf = (input: Asked): Asked =>
  Object.fromEntries(Object.entries(input).filter(([name, value]) => value !== undefined && !FREE.has(name)));

/** Of a later export: from which line on, and which days where none are typed. */
export type Since = {
  readonly since_line: string;
  readonly since_history: string;
  readonly since_seen: string;
  readonly since_range?: string;
  readonly range?: string;
};

/** What a later line may change can leave a filter, and then a later export has nothing to say so. */
export function assertLasting(op: Query, input: Asked, asking: AskingNow): void {
  const parsed = parseOptions(op.input, input);
  if ('refuse' in parsed) throw new AdctlError(parsed.refuse, parsed.details);
  const question = op.question?.(parsed.input as never, asking);
  if (!question) return;
  const { fields } = KINDS[question.kind];
  const changing = question.filters.map(({ field }) => fields[field]).find((field) => field?.restated);
  if (changing) throw new AdctlError('MANIFEST_FILTER', { field: changing.label });
}

/** Where the manifest's export ended. What that export left out, a later one would not bring: it is refused. */
export async function sinceOf(file: string, operation: string, input: Asked): Promise<Since> {
  let found: Asked;
  try {
    found = JSON.parse(await readFile(file, 'utf8')) as Asked;
  } catch (error) {
    if (error instanceof SyntaxError) throw new AdctlError('MANIFEST_INVALID', { file });
    throw fileError(file, error);
  }
  const last = found?.['last_line'];
  const history = found?.['history'];
  const seen = found?.['seen'];
  if (!Number.isSafeInteger(last) || typeof history !== 'string' || typeof seen !== 'string')
    throw new AdctlError('MANIFEST_INVALID', { file });
  if (found['operation'] !== operation || canonical(found['filters']) !== canonical(filtersOf(input)))
    throw new AdctlError('MANIFEST_OTHER', { file });
  if (found['whole'] !== true) throw new AdctlError('MANIFEST_CUT', { file });
  const covered = typeof found['range'] === 'string' ? daysOf(found['range']) : undefined;
  const asked = typeof input['range'] === 'string' ? daysOf(input['range']) : covered;
  if (covered && !(asked && within(asked, covered, String(found['as_of']).slice(0, 10))))
    throw new AdctlError('MANIFEST_RANGE', { file, ...covered });
  return {
    since_line: String(last),
    since_history: history,
    since_seen: seen,
    ...(covered && { since_range: `${covered.from}..${covered.to}` }),
    ...(asked && { range: `${asked.from}..${asked.to}` }),
  };
}

/** A range as it was made of days (`fixedRange`). */
const daysOf = (range: string): DayRange => rangeOf(range, BOOKS_ZONE, undefined) as DayRange;

/** Nothing was booked yet of days that had not begun anywhere. */
const within = (asked: DayRange, covered: DayRange, day: string): boolean =>
  asked.from >= covered.from && (asked.to <= covered.to || covered.to >= shiftedDay(day, 2));

/** A range by name becomes days once, so that what the manifest says of it stays true. */
export function fixedRange(input: Asked, tz: string, now: number): Asked {
  const { range } = input;
  const days = typeof range === 'string' ? rangeOf(range, tz, now) : undefined;
  return days ? { ...input, range: `${days.from}..${days.to}` } : input;
}

export class Manifest {
  private readonly file: string;
  private readonly hash = createHash('sha256');
  private bytes = 0;

  constructor(file: string) {
    this.file = file;
  }

  /** What left, as it left. */
  readonly seen = (part: string | Uint8Array): void => {
    this.hash.update(part);
    this.bytes += typeof part === 'string' ? Buffer.byteLength(part) : part.length;
  };

  async write(of: {
    readonly operation: string;
    readonly input: Asked;
    readonly format: string;
    readonly columns: readonly string[];
    readonly zone: string;
    readonly asOf: number;
    readonly sums: Sums;
    readonly lastLine: number | undefined;
    readonly history: Seen | undefined;
    readonly whole: boolean;
  }): Promise<void> {
    const { input } = of;
    const text = JSON.stringify(
      {
        operation: of.operation,
        filters: filtersOf(input),
        ...(input['range'] !== undefined && { range: input['range'] }),
        ...(input['since_line'] !== undefined && { since_line: input['since_line'] }),
        as_of: formatInstant(of.asOf, of.zone),
        zone: of.zone,
        format: of.format,
        columns: of.columns,
        rows: of.sums.rows,
        // False: a limit cut it.
        whole: of.whole,
        sums: of.sums.all,
        bytes: this.bytes,
        sha256: this.hash.digest('hex'),
        ...(of.lastLine !== undefined && { last_line: of.lastLine }),
        // What all lines up to the last follow from: proves to a later export that nothing of it was done anew since.
        ...(of.history && { history: historyText(of.history) }),
        // How many rows there were to be seen, which, and up to where: what comes into view later is told by it.
        ...(of.history?.rows !== undefined && { seen: of.history.rows }),
      },
      null,
      2,
    );
    await writeFile(this.file, false, one(`${text}\n`));
  }
}

async function* one(text: string): AsyncGenerator<string> {
  yield text;
}

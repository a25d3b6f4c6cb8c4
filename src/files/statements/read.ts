/**
 * A statement file: whose it is, and its lines. What is foreign is refused with what was expected, before a line is
 * read; what a single line has wrong stays with that line; what the file as a whole has wrong is a finding at the end.
 */
import { currencyNamed } from '../../domain/currencies.ts';
import { AdctlError } from '../../domain/refusal.ts';
import { type DayOrder, orderShown } from '../../domain/statement-days.ts';
import type { StatementRow } from '../../domain/statement-lines.ts';
import { parseStatementAmount } from '../../domain/statement-money.ts';
import type { Text } from '../../domain/text.ts';
import type { Delimiter } from '../csv-scan.ts';
import { decoded, Undecodable } from '../decode.ts';
import { encodingOf, survey } from '../encoding.ts';
import { unpacked } from '../gunzip.ts';
import { badBytes, refuseDamagedUtf8 } from '../open-rows.ts';
import { sheetKind } from '../sheet-kind.ts';
import { openSource, type Source } from '../source.ts';
import { cellText, type Detected, detect, expectation, sourceNamed, sourceNames, sourceTexts } from './detect.ts';
import { DIRECTION_WORDS } from './layouts.ts';
import type { LineRules } from './line.ts';
import { type StatementEnd, statementLines } from './lines.ts';
import { type Cells, headRecords, type Records, sheetRecords, textRecords } from './records.ts';
import { hear, type Said } from './said.ts';

export type StatementOptions = {
  /** A path, or `-` for standard input. */
  readonly file: string;
  readonly stdin: AsyncIterable<Buffer | string>;
  readonly signal?: AbortSignal | undefined;
  /** Whose file it must be; without, the header says it. */
  readonly source?: string | undefined;
  /** Of a workbook: the name of the sheet, or its number from 1. */
  readonly sheet?: string | undefined;
  /** The order of day and month, where the file does not show it. */
  readonly days?: DayOrder | undefined;
  /** Where the file does not say it. */
  readonly currency?: string | undefined;
};

export type OpenedStatement = {
  readonly file: { readonly path: string; readonly bytes: number; readonly sha256: string; readonly stdin: boolean };
  readonly source: string;
  readonly layout: string;
  readonly name: Text;
  readonly header: readonly string[];
  /** What stands above the header, one text per record. */
  readonly preamble: readonly string[];
  readonly period: Said['period'];
  readonly currency: string;
  readonly sheet?: string;
  /** In chunks, as often as wanted; the end tells what the file says of itself and what is wrong with it. */
  read(): AsyncGenerator<StatementRow[], StatementEnd>;
  close(): Promise<void>;
};

export async function readStatement(asked: StatementOptions): Promise<OpenedStatement> {
  const { source: wanted, currency } = asked;
  const named = wanted === undefined ? undefined : sourceNamed(wanted);
  if (wanted !== undefined && named === undefined)
    throw new AdctlError('OPTION_VALUE', { option: '--source', value: wanted, expected: sourceNames() });
  const options = { ...asked, source: named };
  if (currency !== undefined && !currencyNamed(currency))
    throw new AdctlError('OPTION_VALUE', { option: '--currency', value: currency, expected: 'CNY, USD, HKD, …' });
  const source = await openSource(options.file, options.stdin, options.signal);
  try {
    return await look(options, await unpacked(source));
  } catch (error) {
    await source.close();
    throw error;
  }
}

const HEAD = 64 * 1024;
const DELIMITERS: readonly Delimiter[] = [',', '\t', ';'];

type Opened = {
  readonly head: readonly Cells[];
  readonly records: Records;
  readonly found: Detected | undefined;
  readonly sheet?: string;
};

async function look(options: StatementOptions, source: Source): Promise<OpenedStatement> {
  const seen = await survey(source.bytes());
  const { encoding, bom } = encodingOf(seen);
  const kind = sheetKind(seen.head, bom);
  const text = () => decoded(source.bytes(), encoding, bom);
  let opened: Opened;
  if (kind) {
    const { readSheet } = await import('../sheet.ts');
    const { name, table } = await readSheet(
      source.name,
      kind === 'text' ? text() : source.bytes(),
      kind,
      options.sheet,
    );
    const records: Records = table ? sheetRecords(table) : NONE;
    const head = (await records().next()).value as readonly Cells[];
    opened = { head, records, found: detect(head.slice(0, MOST_HEAD), options.source), sheet: name };
  } else {
    await refuseDamagedUtf8(source, seen, encoding, bom);
    try {
      opened = await openText(options, source, text);
    } catch (error) {
      if (!(error instanceof Undecodable)) throw error;
      throw await badBytes(source, encoding, bom);
    }
  }
  const { head, records, found, sheet } = opened;
  const file = source.name;
  if (!found) throw foreign(file, head, options.source);
  const preamble = head.slice(0, Math.max(0, found.skip - 1)).map(({ cells }) => textOf(cells));
  const said: Said = { claims: [] };
  for (const one of preamble) hear(said, one);
  const rules = rulesOf(options, file, head, found, said);
  const { layout } = found;
  const { path, stdin } = source;
  return {
    file: { path, bytes: seen.bytes, sha256: seen.sha256, stdin },
    source: layout.source,
    layout: layout.id,
    name: layout.name,
    header: found.header,
    preamble,
    period: said.period,
    currency: rules.currency,
    ...(sheet !== undefined && { sheet }),
    read: () => statementLines(records, rules, said),
    close: () => source.close(),
  };
}

/** A header does not stand further down than this. */
const MOST_HEAD = 1000;

const NONE: Records = async function* () {
  yield [];
  return { whole: true };
};

const textOf = (cells: readonly string[]): string => cells.map(cellText).filter(Boolean).join(',').replace(/^#\s*/, '');

async function openText(options: StatementOptions, source: Source, text: () => AsyncIterable<Buffer>): Promise<Opened> {
  let bytes: Buffer = Buffer.alloc(0);
  let complete = true;
  for await (const chunk of text()) {
    bytes = Buffer.concat([bytes, chunk]);
    if (bytes.length < HEAD) continue;
    complete = false;
    break;
  }
  let most: { readonly head: readonly Cells[]; readonly delimiter: Delimiter } | undefined;
  const width = (head: readonly Cells[]) => Math.max(0, ...head.map(({ cells }) => cells.length));
  for (const delimiter of DELIMITERS) {
    const head = headRecords(bytes, complete, delimiter);
    const found = detect(head, options.source);
    if (found) return { head, found, records: textRecords(source.name, text, delimiter) };
    if (!most || width(head) > width(most.head)) most = { head, delimiter };
  }
  // A file that is broken further down is told as that, whatever it is.
  const records = textRecords(source.name, text, most?.delimiter ?? ',');
  for await (const _ of records());
  return { head: most?.head ?? [], found: undefined, records };
}

function foreign(file: string | Text, head: readonly Cells[], source: string | undefined): AdctlError {
  const { expected, found } = expectation(head, source);
  const said = found === '' ? { en: 'nothing', zh: '无内容' } : found;
  if (source !== undefined) return new AdctlError('STATEMENT_SOURCE', { file, source, expected, found: said });
  return new AdctlError('STATEMENT_FOREIGN', { file, expected, found: said, sources: sourceTexts() });
}

function rulesOf(
  options: StatementOptions,
  file: string | Text,
  head: readonly Cells[],
  found: Detected,
  said: Said,
): LineRules {
  const { layout, columns, skip, header } = found;
  const lines = head.slice(skip).map(({ cells }) => cells);
  const days = lines.map((cells) =>
    cellText(cells[columns.day.find((i) => cellText(cells[i]) !== '') ?? columns.time[0] ?? -1]),
  );
  const shown = orderShown(days);
  const order = options.days ?? layout.days ?? (shown === 'either' ? undefined : (shown ?? 'ymd'));
  if (!order) throw new AdctlError('STATEMENT_DAYS', { file, value: days.find((day) => orderShown([day])) });
  const inChinese = header.some((text) => /\p{Script=Han}/u.test(text));
  const named = options.currency === undefined ? undefined : currencyNamed(options.currency);
  const currency = (said.currency ?? named ?? layout.currency) || (inChinese ? 'CNY' : '');
  if (currency === '' && columns.currency.length === 0) throw new AdctlError('STATEMENT_CURRENCY', { file });
  return { ...found, order, closing: said.closing, currency, signedWords: areSigned(lines, found) };
}

/** Whether no line that is out by its word is without a minus: then the minus says the same once more. */
function areSigned(lines: readonly (readonly string[])[], { columns, layout }: Detected): boolean {
  const [word, amount] = [columns.direction[0], columns.amount[0]];
  if (word === undefined || amount === undefined) return false;
  return !lines.some((cells) => {
    const text = cellText(cells[word]);
    const value = parseStatementAmount(cellText(cells[amount]), layout.currency);
    return DIRECTION_WORDS[text.toLowerCase()] === 'out' && 'minor' in value && value.minor > 0;
  });
}

/** Where a change's rows come from: arguments, a file or standard input, a selection. Exactly one of them. */

import { resolve } from 'node:path';
import { idForm } from '../domain/addresses.ts';
import { numbering } from '../domain/funds/row-references.ts';
import { parseOptions, trim } from '../domain/parse.ts';
import { AdctlError } from '../domain/refusal.ts';
import type { RawRow, Schema } from '../domain/schema.ts';
import { overView } from '../domain/views.ts';
import type { Source } from '../execution/link.ts';
import { headerKey, spellings } from '../files/headers.ts';
import { type OpenedRows, openRows } from '../files/open-rows.ts';
import type { Change, ColumnDef } from '../operations/define.ts';
import { listOf } from '../operations/lists.ts';
import { REFERENCE_SPELLINGS, RESULT_COLUMNS } from '../operations/results.ts';
import { listedColumns } from './columns.ts';
import { given } from './flags.ts';
import { refuseRounded } from './rounded-ids.ts';
import type { Session } from './session.ts';
import { refusing, statedTwice, type Twice } from './stated-twice.ts';
import { tellUnread } from './unread.ts';
import { usage } from './usage.ts';

export type InputRows = {
  readonly rows: AsyncIterable<readonly RawRow[]>;
  readonly source: Source;
  /** Inputs of the list that shows what is selected. */
  readonly selection?: Readonly<Record<string, unknown>>;
  readonly file?: OpenedRows;
  /** A single id as argument: the command ends with the code of its status. */
  readonly one: boolean;
};

const ADDED = ['reference', 'status', 'code', 'reason'];
const CHUNK = 1_000;

/** Read as often as wanted: a rehearsal reads them too. */
export function chunks(rows: readonly RawRow[]): AsyncIterable<readonly RawRow[]> {
  return {
    async *[Symbol.asyncIterator]() {
      for (let i = 0; i < rows.length; i += CHUNK) yield rows.slice(i, i + CHUNK);
    },
  };
}

/** `lead`: rows that the command's own options make. */
export async function inputRows(session: Session, op: Change, args: readonly string[], lead = 0): Promise<InputRows> {
  const { options } = session;
  const feed = op.feed;
  const name = feed ? feed.flag : undefined;
  const where = texts(options[name ? `${name}Where` : 'where']);
  const fed = name
    ? texts(options[name])
        .flatMap((text) => text.split(/[,，]/))
        .map(trim)
        .filter(Boolean)
    : [];
  const from = options[name ? `${name}From` : 'from'] ?? options['from'];
  const picked = where.length > 0 || (!feed && (options['search'] !== undefined || options['view'] !== undefined));
  const files = [options['from'], name && options[`${name}From`]].filter((file) => file !== undefined).length;
  const ways = [args.length > 0, fed.length > 0, picked].filter(Boolean).length + files;
  if (ways > 1)
    throw usage(session, { en: 'give ids, --from or --where: one of them', zh: '编号、--from、--where 只能使用其一' });
  if (typeof from !== 'string' && session.options['sheet'] !== undefined)
    throw usage(session, {
      en: '--sheet goes with a spreadsheet in --from',
      zh: '--sheet 须与 --from 电子表格一起使用',
    });
  if (feed && options['from'] !== undefined && lead > 0)
    throw usage(session, {
      en: `--from makes one of each row: give a name or --from, not both (--${name}-from fills the one named)`,
      zh: `--from 每行创建一个：名称与 --from 只能使用其一（--${name}-from 用于填充所命名的）`,
    });
  if (typeof from === 'string')
    return fromFile(session, op, from, feed && options[`${name}From`] !== undefined ? feed : undefined);
  if (picked && op.where) return fromWhere(session, op, op.where, where);
  if (feed && fed.length > 0) return fromFed(feed.map, fed);
  return fromArguments(session, op, args, lead);
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : [];
}

function fromArguments(session: Session, op: Change, args: readonly string[], lead: number): InputRows {
  const flags = op.rowFlags ? cellsOf(given(op.row, session.options)) : {};
  const ids = args.length > 0 ? args : op.rowFlags && Object.keys(flags).length > 0 ? [undefined] : [];
  const field = op.argument;
  if (op.selects) return { rows: chunks([]), source: { type: 'where' }, one: false };
  if (ids.length + lead === 0 && !op.expand) {
    const leads = op.first !== undefined && (!field || op.fills?.includes(op.first));
    const before = leads ? op.options[op.first ?? '']?.metavar : undefined;
    const flagged = field
      ? []
      : Object.entries(op.row).filter(([name, { required }]) => required && name in op.options);
    const what =
      [before, field && (op.row[field]?.metavar ?? field), ...flagged.map(([name]) => `--${name}`)]
        .filter(Boolean)
        .join(' ') || 'rows';
    const help = field ? op.row[field]?.help : undefined;
    throw usage(
      session,
      {
        en: `${what}: give one or more, --from FILE${op.where ? ' or --where' : ''}`,
        zh: `请提供 ${what}、--from 文件${op.where ? '或 --where' : ''}`,
      },
      {
        en: `${help ? `${help.en}; ` : ''}--help has examples`,
        zh: `${help ? `${help.zh}；` : ''}示例见 --help`,
      },
    );
  }
  const rows = ids.map((id, i) => ({
    row: i + 1,
    cells: { ...flags, ...(id !== undefined && field && { [field]: id }) },
  }));
  return { rows: chunks(rows), source: { type: 'arguments', rows: rows.length }, one: rows.length + lead === 1 };
}

function cellsOf(values: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : String(value)]),
  );
}

function fromFed(map: Readonly<Record<string, string>>, ids: readonly string[]): InputRows {
  const field = map['id'] as string;
  const rows = ids.map((id, i) => ({ row: i + 1, cells: { [field]: id } }));
  return { rows: chunks(rows), source: { type: 'arguments', rows: rows.length }, one: false };
}

/** What a file of rows is read by: a change, or a query that is asked about rows. */
type FileOf = Pick<
  Change,
  'name' | 'row' | 'argument' | 'where' | 'writes' | 'sets' | 'reads' | 'money' | 'sure' | 'states'
>;

export async function fromFile(
  session: Session,
  op: FileOf,
  file: string,
  feed?: Change['feed'],
): Promise<InputRows & { readonly file: OpenedRows }> {
  const schema: Schema = Object.fromEntries(Object.entries(feed?.row ?? op.row).filter(([, field]) => !field.internal));
  const idField = feed ? 'id' : (op.argument ?? Object.keys(schema)[0] ?? 'id');
  const opened = await openRows({
    file,
    stdin: session.io.stdin,
    signal: session.io.signal,
    schema,
    idField,
    // Of two sides that a row has, ids alone do not say which they are.
    ids: idForm(op.argument === undefined && schema[idField]?.type === 'holder' ? undefined : schema[idField]),
    needs: schema[idField]?.required && (feed ?? op.argument) ? idField : undefined,
    writing: op.writes === true && !feed,
    ignoreUnknown: session.options['ignoreUnknown'] === true,
    extraIgnored: ADDED,
    results: RESULT_COLUMNS,
    referred: REFERENCE_SPELLINGS,
    amounts: !feed && saysAmounts(session, op),
    ...(typeof session.options['sheet'] === 'string' && { sheet: session.options['sheet'] }),
    listed: feed ? [] : await listedFor(op),
  });
  let twice: Twice | undefined;
  try {
    if (lacksReferences(session, op, opened)) throw new AdctlError('REFERENCE_REQUIRED');
    if (op.money) await refuseRounded(schema, opened);
    if (op.money) await refuseMixed(session, opened);
    twice = await statedTwice(op, session.options, opened);
  } catch (error) {
    await opened.close();
    throw error;
  }
  await tellUnread(session, opened);
  await tellOverridden(session, op, opened);
  const { path, bytes, sha256, stdin } = opened.source;
  const source: Source = stdin
    ? { type: 'stdin', rows: opened.rows }
    : {
        type: 'file',
        path: resolve(path),
        bytes,
        sha256,
        rows: opened.rows,
        ...(opened.sheet !== undefined && { sheet: opened.sheet }),
        ...(session.options['ignoreUnknown'] === true && { ignoreUnknown: true }),
      };
  // Read as often as wanted: what a connection lost is sent again.
  const rows = again(() => (feed ? renamed(opened.read(), feed.map) : refusing(opened.read(), twice)));
  return { rows, source, file: opened, one: false };
}

/** Of money the column `reference` is the row's own, whatever lists of such records show by that name. */
async function listedFor(op: FileOf): Promise<readonly ColumnDef[]> {
  const listed = await listedColumns(op);
  return op.money ? listed.filter(({ key }) => key !== 'reference') : listed;
}

/** A file that is run twice must not pay twice (FUND-5). */
function lacksReferences(session: Session, { money, sure }: FileOf, { referenced, rows }: OpenedRows): boolean {
  if (!money || rows === 0 || session.options['reference'] !== undefined || sure?.(session.options as never))
    return false;
  return !referenced;
}

/** All of it is looked through before any of it is sent: what is wrong with one row may stand in another. */
async function refuseMixed({ options }: Session, opened: OpenedRows): Promise<void> {
  if (!opened.referenced || typeof options['reference'] !== 'string') return;
  const faultOf = numbering(options['reference']);
  for await (const rows of opened.read())
    for (const { row, cells, bad } of rows) {
      const fault = bad ? undefined : faultOf(row, cells['reference']);
      if (fault) throw new AdctlError(fault.refuse, fault.details);
    }
}

/** Whether each row has to say how much: not where one amount is given for all, nor where all of it is meant without. */
function saysAmounts({ options }: Session, { money, row, argument }: FileOf): boolean {
  if (!money || (argument !== undefined && row[argument]?.type === 'text')) return false;
  return !Object.keys(given(row, options)).some((name) => row[name]?.type === 'amount');
}

const again = <T>(read: () => AsyncIterable<T>): AsyncIterable<T> => ({
  [Symbol.asyncIterator]: () => read()[Symbol.asyncIterator](),
});

/** An option that sets a field sets it for every row: whoever gives a column of it as well may not have meant that. */
async function tellOverridden(session: Session, { row, sets = [] }: FileOf, { header }: OpenedRows): Promise<void> {
  if (sets.length === 0) return;
  const known = spellings(row);
  const typed = given(row, session.options);
  for (const text of header) {
    const field = known.get(headerKey(text));
    if (field === undefined || !sets.includes(field) || typed[field] === undefined) continue;
    const value = row[field]?.pii ? '•••' : String(typed[field]);
    const option = `--${field.replaceAll('_', '-')} ${value}`;
    await session.note(
      session.say({
        en: `${option} is for all rows; the file's column ${text} is ignored`,
        zh: `${option} 用于所有行；已忽略文件中的列 ${text}`,
      }),
    );
  }
}

async function* renamed(
  rows: AsyncIterable<readonly RawRow[]>,
  map: Readonly<Record<string, string>>,
): AsyncGenerator<readonly RawRow[]> {
  for await (const chunk of rows) {
    yield chunk.map((row) => ({
      ...row,
      cells: Object.fromEntries(Object.entries(row.cells).map(([name, value]) => [map[name] ?? name, value])),
    }));
  }
}

/** The records that a list with these inputs would show; a view's options are among them. */
async function fromWhere(
  session: Session,
  op: Change,
  { kind }: NonNullable<Change['where']>,
  expressions: readonly string[],
): Promise<InputRows> {
  const list = await listOf(kind);
  const { search, view } = session.options;
  const typed = {
    ...(expressions.length > 0 && { where: expressions }),
    ...(typeof search === 'string' && { search }),
  };
  let selection: Readonly<Record<string, unknown>> = typed;
  if (typeof view === 'string' && !op.feed) {
    const { viewOptions } = await import('./views.ts');
    const { columns: _columns, ...kept } = await viewOptions(session, list.name.split('.')[0] as string, view);
    selection = overView(kept, typed);
  }
  const parsed = parseOptions(list.input, selection);
  if ('refuse' in parsed) throw new AdctlError(parsed.refuse, parsed.details);
  // An expression that cannot be read is told before anything is opened.
  list.question?.(parsed.input as never, { tz: session.tz, actor: { login: session.actor } });
  return { rows: chunks([]), source: { type: 'where' }, selection, one: false };
}

export function oneRow(cells: Readonly<Record<string, string>>): InputRows {
  return { rows: chunks([{ row: 1, cells }]), source: { type: 'arguments', rows: 1 }, one: true };
}

/** Runs a query and writes what it answers: data to stdout, all else to stderr. */

import type { KindDef } from '../domain/kind.ts';
import { mapPages } from '../domain/pages.ts';
import type { Finding, Page, Tail } from '../domain/question.ts';
import type { Link, QueryCall } from '../execution/link.ts';
import type { Query } from '../operations/define.ts';
import type { Column } from '../render/columns.ts';
import { writePages } from '../render/write.ts';
import { askedColumns, listed } from './columns.ts';
import { ending, tellUnseen, tellUnwritten } from './ending.ts';
import { Exported } from './exported.ts';
import type { InputRows } from './input-rows.ts';
import type { Session } from './session.ts';
import { showBlocks } from './show.ts';
import { usage } from './usage.ts';

const TABLE_ROWS = 100;
const NARROW = 80;
/** Their column `reason` travels as code and details. */
const REASONED: ReadonlySet<string> = new Set(['batches.results', 'funds.reconcile']);

export async function runQuery(session: Session, op: Query, typed: Readonly<Record<string, unknown>>): Promise<number> {
  const input = await since(session, op, typed);
  const asking = await askedColumns(session, op, input, op.shown?.(input as never));
  if (!asking) return 0;
  const columns = treeColumns(session, op, asking);
  const asked = op.rows && (await askedRows(session, op.name, op.rows, input));
  try {
    return await answerQuery(session, op, { ...input, ...asked?.input }, columns, asked);
  } finally {
    await asked?.close();
  }
}

/** Reasons in words, which are loaded for this list alone. */
async function readably(session: Session, pages: AsyncGenerator<Page, Tail>): Promise<AsyncGenerator<Page, Tail>> {
  const { readable } = await import('./result-rows.ts');
  return readable(pages, session.dataLang);
}

/** With `--since`, from where the manifest ended. */
async function since(session: Session, op: Query, input: Readonly<Record<string, unknown>>) {
  const { since: file, manifest } = session.options;
  if (!op.manifest || (typeof manifest !== 'string' && typeof file !== 'string')) return input;
  if (typeof manifest === 'string' && input['count'] === true)
    throw usage(session, {
      en: '--manifest tells of an export: it has nothing to tell of --count',
      zh: '--manifest 说明导出内容，不能与 --count 同用',
    });
  const { assertLasting, fixedRange, sinceOf } = await import('./manifest.ts');
  const told = typeof manifest === 'string' && 'history' in op.input ? { ...input, history: true } : input;
  const now = session.io.clock();
  if ('since_line' in op.input) assertLasting(op, input, { tz: session.tz, now, actor: { login: session.actor } });
  const fixed = fixedRange(told, session.tz, now);
  return typeof file === 'string' ? { ...fixed, ...(await sinceOf(file, op.name, fixed)) } : fixed;
}

/** What a query is asked about, always from a file; of a statement what the file says of itself besides. */
type Asked = Pick<InputRows, 'rows'> & {
  readonly input?: Readonly<Record<string, unknown>>;
  readonly findings?: readonly Finding[];
  close(): Promise<void>;
};

async function askedRows(
  session: Session,
  name: string,
  { schema, argument, statement }: NonNullable<Query['rows']>,
  input: Readonly<Record<string, unknown>>,
): Promise<Asked | undefined> {
  if (statement) {
    if (statement.without.some((option) => input[option] !== undefined)) return undefined;
    return await (await import('./statement-rows.ts')).statementRows(session, input['file']);
  }
  const { fromFile } = await import('./input-rows.ts');
  const { from } = session.options;
  if (typeof from !== 'string')
    throw usage(session, {
      en: '--from FILE is missing: what to compare with',
      zh: '缺少 --from 文件：请指定要比较的文件',
    });
  const { rows, file } = await fromFile(session, { name, row: schema, argument, writes: true }, from);
  return { rows, close: () => file.close() };
}

async function answerQuery(
  session: Session,
  op: Query,
  input: Readonly<Record<string, unknown>>,
  columns: readonly Column[],
  asked: Asked | undefined,
): Promise<number> {
  const link = await session.link();
  if (input['count'] === true) {
    const pages = link.query(session.query(op.name, input), session.io.signal);
    const first = await pages.next();
    await session.sink.write(`${first.done ? 0 : first.value.rows[0]?.[0]}\n`);
    const last = await pages.next();
    if (last.done) await tellUnseen(session, last.value);
    if (last.done) await tellUnwritten(session, last.value);
    return 0;
  }
  const asks = revealed(session, op, input);
  const quiet = session.quiet || (op.text && !session.formatTyped) ? quietColumn(op, input) : undefined;
  const keys = quiet ? [quiet] : columns.map(({ key }) => key);
  const exported =
    quiet && session.options['manifest'] === undefined
      ? undefined
      : await Exported.of(session, op, input, quiet ? [] : columns);
  const wanted = [...keys, ...(exported?.besides(keys) ?? [])];
  const call = {
    ...session.query(op.name, 'columns' in op.input ? { ...asks, columns: wanted } : asks, asked?.rows),
    printed: keys,
  };
  const { opens } = op;
  const opened = opens !== undefined && input['browser'] === true ? await import('./open-browser.ts') : undefined;
  opened?.assertBrowser(session);
  const answer = op.long
    ? (await import('./watched.ts')).watchedQuery(session, call)
    : op.lines
      ? afterEndings(session, link, call)
      : link.query(call, session.io.signal);
  const pages = opened ? opened.opening(session, answer, opens as string) : answer;
  const tree = drawn(session, op);
  const told = REASONED.has(op.name) ? await readably(session, pages) : pages;
  const rows = tree
    ? (await import('../render/tree.ts')).drawTree(told, tree, columns, session.lang, TABLE_ROWS)
    : told;
  const quietly = op.silent ? await unlessEmpty(rows) : rows;
  if (!('next' in quietly)) return await ending(session, op, input, { ...quietly, shown: 0, more: false, hidden: [] });
  if (op.single && session.format === 'table' && !quiet) return await showBlocks(session, op, quietly, columns);
  const written = await writePages(
    'columns' in op.input ? (exported?.watch(quietly) ?? quietly) : picked(quietly, keys),
    exported?.sink ?? session.sink,
    session.writing(columns, {
      ...(quiet && { quiet }),
      ...(session.tty && { tableLimit: TABLE_ROWS }),
      // What was compared or checked ends with what it came to.
      ...((op.rows || op.silent || op.toTheEnd) && { toTheEnd: true }),
      ...(session.options['columns'] === undefined && { optional: optionalOf(op, input) }),
      ...(op.single && { single: many(input, op) === false }),
    }),
  );
  const found = [...(written.found ?? []), ...(asked?.findings ?? [])];
  const code = await ending(session, op, input, { ...written, found });
  await exported?.end(written);
  return code;
}

/** Before lines of the ledger are read, what is over is written: most often nothing, and told of where it takes long. */
async function* afterEndings(session: Session, link: Link, call: QueryCall): AsyncGenerator<Page, Tail> {
  let telling: Promise<ReturnType<typeof import('./watched.ts')['progressOf']>> | undefined;
  const pages = link.query(call, session.io.signal, (...at) => {
    telling ??= import('./watched.ts').then(({ progressOf }) => progressOf(session));
    void telling.then(({ told }) => told(...at));
  });
  try {
    for (;;) {
      const next = await pages.next();
      (await telling)?.stop();
      if (next.done) return next.value;
      yield next.value;
    }
  } finally {
    (await telling)?.stop();
    await pages.return({});
  }
}

/** What a terminal has no room for is not revealed: it would be logged as seen. */
function revealed(session: Session, op: Query, input: Readonly<Record<string, unknown>>) {
  const all = !session.tty || session.format !== 'table' || session.quiet || !('limit' in op.input);
  if (input['reveal'] !== true || all) return input;
  return { ...input, limit: Math.min(Number(input['limit'] ?? TABLE_ROWS), TABLE_ROWS) };
}

/** The same pages; where there are none, what follows them alone. */
async function unlessEmpty(pages: AsyncGenerator<Page, Tail>): Promise<AsyncGenerator<Page, Tail> | Tail> {
  const first = await pages.next();
  if (first.done) return first.value;
  return (async function* () {
    try {
      yield first.value;
      return yield* pages;
    } finally {
      await pages.return({});
    }
  })();
}

/** A tree is drawn in a table, its name first; in every other form its rows are data. */
function drawn(session: Session, op: Query): Query['tree'] {
  return session.format === 'table' && !session.quiet ? op.tree : undefined;
}

function treeColumns(session: Session, op: Query, columns: readonly Column[]): readonly Column[] {
  const tree = drawn(session, op);
  if (!tree || session.options['columns'] !== undefined) return columns;
  // On a narrow terminal the names need the room.
  const narrow = (session.writing(columns).width ?? NARROW) < NARROW;
  const rest = columns.filter(
    ({ key }) => key !== tree.name && !(narrow ? [...tree.drop, ...tree.narrow] : tree.drop).includes(key),
  );
  return [...columns.filter(({ key }) => key === tree.name), ...rest];
}

const optionalOf = (op: Query, input: Readonly<Record<string, unknown>>): readonly string[] =>
  ('columns' in op.columns ? op.columns.optional : listed(op, input)?.optional) ?? [];

function many(input: Readonly<Record<string, unknown>>, op: Query): boolean {
  const value = op.argument && input[op.argument.field];
  return Array.isArray(value) && value.length > 1;
}

function quietColumn(op: Query, input: Readonly<Record<string, unknown>>): string {
  if ('columns' in op.columns) return op.columns.columns[0]?.key ?? '';
  const { key, address } = listed(op, input) as KindDef;
  return address ?? (key.at(-1) as string);
}

/** A `show` answers with all columns; those asked for are taken out, in their order. */
function picked(pages: AsyncGenerator<Page, Tail>, keys: readonly string[]): AsyncGenerator<Page, Tail> {
  return mapPages(pages, ({ columns, rows }) => {
    const at = keys.map((key) => columns.indexOf(key));
    return { columns: keys, rows: rows.map((row) => at.map((i) => row[i] ?? null)) };
  });
}

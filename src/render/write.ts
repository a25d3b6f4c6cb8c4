/**
 * From pages of cells to a stream of text, in every form. Pages are asked for only when the sink took the one before,
 * so that a million rows need the memory of one page. The data is the same in csv, tsv, json and ndjson whatever the
 * terminal, language or machine.
 */
import type { Cell, Page, Tail } from '../domain/question.ts';
import type { WriteOptions } from './options.ts';

/** A promise resolves when there is room for more. */
export type Sink = { readonly write: (part: string | Uint8Array) => Promise<void> | void };

/** `more`: the table stopped at its limit though there were further rows. The pages' own tail is not known then. */
export type Written = Tail & {
  readonly shown: number;
  readonly more: boolean;
  /** Columns that had no room. */
  readonly hidden: readonly string[];
};

type Rows = readonly (readonly Cell[])[];
type Writer = {
  readonly head: () => string | Promise<string>;
  readonly page: (rows: Rows) => string | Promise<string>;
  readonly end: () => string | Uint8Array;
};

const nothing = (): string => '';

async function writerFor(options: WriteOptions, onHidden: (keys: readonly string[]) => void): Promise<Writer> {
  const { format, columns, tz } = options;
  if (options.quiet !== undefined) {
    return { head: nothing, page: (rows) => rows.map((row) => `${row[0] ?? ''}\n`).join(''), end: nothing };
  }
  if (format === 'table') {
    const { tableWriter } = await import('./table.ts');
    return { head: nothing, page: await tableWriter({ ...options, onHidden }), end: nothing };
  }
  if (format === 'csv' || format === 'tsv') {
    const { csvWriter } = await import('./csv.ts');
    return { ...csvWriter({ ...options, delimiter: format === 'csv' ? ',' : '\t' }), end: nothing };
  }
  if (format === 'xlsx') {
    const { sheetWriter } = await import('./sheet.ts');
    return await sheetWriter(options);
  }
  if (format === 'html') {
    const { htmlWriter } = await import('./html.ts');
    return htmlWriter(options);
  }
  const { jsonRecord } = await import('./json.ts');
  const record = jsonRecord(columns, tz);
  if (format === 'ndjson') {
    return { head: nothing, page: (rows) => rows.map((row) => record(row) + '\n').join(''), end: nothing };
  }
  let count = 0;
  if (options.single) {
    const pretty = (row: readonly Cell[]) => JSON.stringify(JSON.parse(record(row)), null, 2) + '\n';
    return {
      head: nothing,
      page: (rows) => (rows.length > 0 && count++ === 0 ? pretty(rows[0]!) : ''),
      end: () => (count === 0 ? 'null\n' : ''),
    };
  }
  return {
    head: nothing,
    page: (rows) => rows.map((row) => (count++ === 0 ? '[\n' : ',\n') + record(row)).join(''),
    end: () => (count === 0 ? '[]\n' : '\n]\n'),
  };
}

/** Puts a page's cells in the order of the columns asked for; a column that it lacks is empty. */
function ordered(page: Page, keys: readonly string[]): Rows {
  const at = keys.map((key) => page.columns.indexOf(key));
  if (at.length === page.columns.length && at.every((from, to) => from === to)) return page.rows;
  return page.rows.map((row) => at.map((from) => (from < 0 ? null : row[from]!)));
}

async function tailOf(pages: AsyncGenerator<Page, Tail>): Promise<Tail> {
  for (;;) {
    const step = await pages.next();
    if (step.done) return step.value;
  }
}

export async function writePages(
  pages: AsyncGenerator<Page, Tail>,
  sink: Sink,
  options: WriteOptions,
): Promise<Written> {
  const keys = options.quiet === undefined ? options.columns.map((column) => column.key) : [options.quiet];
  const limit =
    options.format === 'table' && options.quiet === undefined && options.tableLimit
      ? options.tableLimit
      : Number.POSITIVE_INFINITY;
  let shown = 0;
  let writer: Writer | undefined;
  const hidden: string[] = [];
  // Loaded with the first page, so that a refused question writes nothing, not even a header.
  const put = async (part: string | Uint8Array): Promise<void> => {
    if (part.length > 0) await sink.write(part);
  };
  const start = async (): Promise<{ writer: Writer; head: string }> => {
    if (writer) return { writer, head: '' };
    writer = await writerFor(options, (keys) => hidden.push(...keys));
    return { writer, head: await writer.head() };
  };
  try {
    for (;;) {
      const step = await pages.next();
      if (step.done) {
        const { writer: last, head } = await start();
        const end = last.end();
        await put(typeof end === 'string' ? head + end : end);
        return { ...step.value, shown, more: false, hidden };
      }
      const rows = ordered(step.value, keys);
      const some = shown + rows.length > limit ? rows.slice(0, limit - shown) : rows;
      const { writer: current, head } = await start();
      await put(head + (await current.page(some)));
      shown += some.length;
      if (some.length < rows.length) {
        await put(current.end() as string);
        const tail = options.toTheEnd ? await tailOf(pages) : {};
        return { ...tail, shown, more: true, hidden };
      }
    }
  } finally {
    // Lets the snapshot go when a table stops early or the reader has gone; after the end it does nothing.
    await pages.return({});
  }
}

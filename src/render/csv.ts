/** CSV and TSV: a header always, one line per record, quoted where needed so that every cell reads back. */
import type { Cell } from '../domain/question.ts';
import type { Lang } from '../domain/text.ts';
import { cellText, headerOf } from './cells.ts';
import type { Column } from './columns.ts';

export type CsvOptions = {
  readonly delimiter: ',' | '\t';
  readonly columns: readonly Column[];
  readonly labels: boolean;
  readonly lang: Lang;
  readonly tz: string;
};

export async function csvWriter(options: CsvOptions) {
  const { stringify } = await import('csv-stringify/sync');
  const { delimiter, columns, labels, lang, tz } = options;
  const texts = columns.map((column) => cellText(column, tz));
  const write = (rows: readonly (readonly string[])[]): string =>
    stringify(rows as string[][], {
      delimiter,
      // A line with nothing on it would be skipped by readers, and the row lost.
      quoted_empty: columns.length === 1,
    });
  return {
    head: (): string => write([columns.map((column) => headerOf(column, labels, lang))]),
    page: (rows: readonly (readonly Cell[])[]): string => write(rows.map((row) => row.map((c, i) => texts[i]!(c)))),
  };
}

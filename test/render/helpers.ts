import type { Cell, Page, Tail } from '../../src/domain/question.ts';
import type { Column } from '../../src/render/columns.ts';
import type { WriteOptions } from '../../src/render/options.ts';
import { type Written, writePages } from '../../src/render/write.ts';

export async function* pagesOf(
  keys: readonly string[],
  rows: readonly (readonly Cell[])[],
  tail: Tail = {},
  size = 500,
): AsyncGenerator<Page, Tail> {
  for (let from = 0; from < rows.length; from += size) yield { columns: keys, rows: rows.slice(from, from + size) };
  return tail;
}

export const column = (key: string, more: Partial<Column> = {}): Column => ({
  key,
  label: { en: `The ${key}`, zh: `列${key}` },
  type: 'text',
  ...more,
});

/** Writes rows that come in the order of the columns; answers the whole text. */
export async function written(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  options: Partial<WriteOptions> = {},
): Promise<Written & { text: string }> {
  let text = '';
  const result = await writePages(
    pagesOf(
      columns.map((c) => c.key),
      rows,
    ),
    {
      write: (part) => {
        text += part;
      },
    },
    { format: 'csv', columns, labels: false, lang: 'en', tz: 'UTC', color: false, ...options },
  );
  return { ...result, text };
}

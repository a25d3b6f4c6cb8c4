/** Rows of a few columns that are no list of the state: who acts, profiles, settings. */
import type { Cell } from '../../domain/question.ts';
import type { Text } from '../../domain/text.ts';
import type { ColumnDef } from '../../operations/define.ts';
import { renderRecord } from '../../render/record.ts';
import { writePages } from '../../render/write.ts';
import { askedColumns } from '../columns.ts';
import type { Session } from '../session.ts';

type Named = readonly [key: string, label: Text];

/** `single`: one record, a block on a terminal and an object in JSON. */
export async function writeRows(
  session: Session,
  columns: readonly (Named | ColumnDef)[],
  rows: readonly (readonly Cell[])[],
  more: { readonly single?: true } = {},
): Promise<void> {
  const all = columns.map((column): ColumnDef => {
    if ('key' in column) return column;
    const [key, label] = column;
    return { key, label, type: 'text' };
  });
  const asked = await askedColumns(session, { columns: { columns: all }, ...more });
  if (!asked) return;
  const at = asked.map(({ key }) => all.findIndex((column) => column.key === key));
  const picked = rows.map((row) => at.map((i) => row[i] ?? null));
  const writing = session.writing(asked, more);
  if (more.single && session.format === 'table' && picked[0]) {
    await session.sink.write(`${renderRecord(picked[0], writing)}\n`);
    return;
  }
  const pages = (async function* () {
    yield { columns: asked.map(({ key }) => key), rows: picked };
    return {};
  })();
  await writePages(pages, session.sink, writing);
}

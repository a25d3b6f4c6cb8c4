/** Rows of a few columns that are no list of the state: profiles and settings. */
import type { Cell } from '../../domain/question.ts';
import type { Text } from '../../domain/text.ts';
import type { Column } from '../../render/columns.ts';
import { writePages } from '../../render/write.ts';
import type { Session } from '../session.ts';

export async function writeRows(
  session: Session,
  columns: readonly (readonly [key: string, label: Text])[],
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  const typed: Column[] = columns.map(([key, label]) => ({ key, label, type: 'text' }));
  const pages = (async function* () {
    yield { columns: typed.map(({ key }) => key), rows };
    return {};
  })();
  await writePages(pages, session.sink, session.writing(typed));
}

/** The columns of an operation, and which of them were asked for. */
import { KINDS } from '../domain/kinds.ts';
import type { Query } from '../operations/define.ts';
import { type Column, chooseColumns, columnsHelp, columnsOf, pickColumns } from '../render/columns.ts';
import { assertForm } from './form.ts';
import type { Session } from './session.ts';

export function allColumns(op: Pick<Query, 'columns'>): Column[] {
  return 'kind' in op.columns ? columnsOf(KINDS[op.columns.kind]) : op.columns.columns.map((column) => ({ ...column }));
}

/** Undefined where `--columns help` was asked for: then it is printed. */
export async function askedColumns(
  session: Session,
  op: Pick<Query, 'columns' | 'single'>,
): Promise<Column[] | undefined> {
  assertForm(session);
  const all = allColumns(op);
  const spec = session.options['columns'];
  if (spec === 'help') {
    await session.sink.write(`${columnsHelp(all, session.lang).join('\n')}\n`);
    return undefined;
  }
  const defaults = 'kind' in op.columns && !op.single ? KINDS[op.columns.kind].columns : all.map(({ key }) => key);
  return pickColumns(all, chooseColumns(all, defaults, typeof spec === 'string' ? spec : undefined));
}

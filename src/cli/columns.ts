/** The columns of an operation, and which of them were asked for. */
import type { KindDef } from '../domain/kind.ts';
import { KINDS } from '../domain/kinds.ts';
import { AdctlError } from '../domain/refusal.ts';
import type { Change, Operation, Query } from '../operations/define.ts';
import { LISTS } from '../operations/lists.ts';
import { operationNamed, REGISTRY } from '../operations/registry.ts';
import { type Column, chooseColumns, columnsHelp, columnsOf, pickColumns } from '../render/columns.ts';
import { assertForm } from './form.ts';
import type { Session } from './session.ts';

/** The kind that is listed: of some lists it depends on what is asked for. */
export function listed(
  { columns }: Pick<Query, 'columns'>,
  input: Readonly<Record<string, unknown>> = {},
): KindDef | undefined {
  const name = columns.by?.(input) ?? ('kind' in columns ? columns.kind : undefined);
  return name && KINDS[name];
}

export function allColumns(op: Pick<Query, 'columns'>, input: Readonly<Record<string, unknown>> = {}): Column[] {
  const kind = listed(op, input);
  if (kind) return columnsOf(kind);
  return 'columns' in op.columns ? op.columns.columns.map((column) => ({ ...column })) : [];
}

/** Undefined where `--columns help` was asked for: then it is printed. */
export async function askedColumns(
  session: Session,
  op: Pick<Query, 'columns' | 'single'>,
  input: Readonly<Record<string, unknown>> = {},
  shown?: readonly string[],
): Promise<Column[] | undefined> {
  assertForm(session);
  const all = allColumns(op, input);
  const spec = session.options['columns'];
  // Most likely a variable that holds nothing.
  if (typeof spec === 'string' && !/[^\s,，]/.test(spec)) throw new AdctlError('VALUE_EMPTY', { field: '--columns' });
  if (spec === 'help') {
    await session.sink.write(`${columnsHelp(all, session.lang).join('\n')}\n`);
    return undefined;
  }
  const kind = op.single ? undefined : listed(op, input);
  const own = kind ? kind.columns : all.map(({ key }) => key);
  const defaults = shown ?? own;
  return pickColumns(all, chooseColumns(all, defaults, typeof spec === 'string' ? spec : undefined));
}

/** What a list of the records that an operation is about may print. */
export async function listedColumns(op: Pick<Operation, 'name'> & Pick<Change, 'where' | 'reads'>): Promise<Column[]> {
  const own = op.reads ?? `${op.name.split('.')[0]}.list`;
  const name = own in REGISTRY ? own : op.where && LISTS[op.where.kind];
  if (name === undefined) return [];
  const list = await operationNamed(name);
  return list.kind === 'query' ? allColumns(list) : [];
}

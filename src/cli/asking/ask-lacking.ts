/**
 * What a change needs is not always an option that must be there: an entity needs a licence, a group none. On a terminal
 * its own rules are asked, by a rehearsal of the first row, and what they miss is asked for before the work begins.
 */
import { AdctlError, type Details } from '../../domain/refusal.ts';
import type { InputField, RawRow } from '../../domain/schema.ts';
import type { RowResult } from '../../execution/link.ts';
import type { Change } from '../../operations/define.ts';
import { listOf } from '../../operations/lists.ts';
import { chunks, type InputRows, inputRows } from '../input-rows.ts';
import type { Options, Session } from '../session.ts';
import { answer, camel, textOf } from './ask-missing.ts';
import { rehearsal } from './rehearsal.ts';

type Ready = { readonly session: Session; readonly options: Options };

const REASON: InputField = {
  type: 'text',
  label: { en: 'reason', zh: '原因' },
  help: { en: 'why, for the operation log', zh: '原因，写入操作日志' },
};

export async function askLacking(given: Ready, op: Change, args: readonly string[], lead: number): Promise<Ready> {
  let { session, options } = given;
  // A file says what it says row by row.
  const from = session.options['from'] ?? (op.feed && session.options[`${op.feed.flag}From`]);
  if (from !== undefined || op.expand || op.selects) return given;
  for (;;) {
    const input = await inputRows(session, op, args, lead);
    const rows = await firstRow(session, op, input);
    if (rows.length + lead === 0) return { session, options };
    const { code, details = {} } = (await firstRehearsed(session, op, options, rows)) ?? {};
    if (code === 'REASON_NEEDED') {
      session = session.with({ ...session.options, reason: await answer(session, REASON) });
      continue;
    }
    const name = code === 'MISSING' ? lacking(details) : '';
    const field = op.options[name] ?? (op.rowFlags ? op.row[name] : undefined);
    if (!field || field.internal) return { session, options };
    const value = textOf(field, await answer(session, field));
    if (op.options[name]) options = { ...options, [name]: value };
    else session = session.with({ ...session.options, ...camel({ [name]: value }) });
  }
}

/** The input that is lacking: as the refusal says, where its option is told in words, else as the option is typed. */
function lacking({ input, option }: Details): string {
  const text = typeof input === 'string' ? input : typeof option === 'string' ? option : '';
  return text.replace(/^--/, '').replaceAll('-', '_').toLowerCase();
}

async function firstRow(session: Session, op: Change, input: InputRows): Promise<readonly RawRow[]> {
  if (!input.selection || !op.where) {
    for await (const [row] of input.rows) return row ? [row] : [];
    return [];
  }
  const { name } = await listOf(op.where.kind);
  const { fields } = op.where;
  const page = await session.firstPage(name, { ...input.selection, limit: 1, columns: Object.values(fields) });
  return (page?.rows ?? []).map((cells) => ({
    row: 1,
    cells: Object.fromEntries(Object.keys(fields).map((field, i) => [field, String(cells[i] ?? '')])),
  }));
}

async function firstRehearsed(
  session: Session,
  op: Change,
  options: Options,
  rows: readonly RawRow[],
): Promise<Pick<RowResult, 'code' | 'details'> | undefined> {
  try {
    for await (const result of rehearsal(session, op, { options, rows: chunks(rows) })) return result;
  } catch (error) {
    if (!(error instanceof AdctlError)) throw error;
    if (error.code === 'MISSING') return error;
    // Whoever has to wait is told so by the work itself.
    if (error.code !== 'LOCKED') throw error;
  }
  return undefined;
}

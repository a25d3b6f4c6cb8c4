/**
 * Rows that are the whole statement of something: of two in one batch the second is refused. Which were met is kept with the
 * batch, so that it holds across chunks, for rows that changed nothing and after a resume.
 */
import { createHash } from 'node:crypto';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Pure, Stated } from '../operations/define.ts';
import type { WriteTx } from '../store/port.ts';
import type { InputRow, Run } from './chunk.ts';
import type { View } from './view.ts';

/** By the number of a row. */
export type Twice = ReadonlyMap<number, Refusal>;

export async function statedTwice(
  { op, options, keep, batch }: Run,
  tx: WriteTx,
  view: View,
  pure: Pure,
  rows: readonly InputRow[],
): Promise<Twice> {
  const twice = new Map<number, Refusal>();
  if (!op.states) return twice;
  const stated: { readonly row: number; readonly key: string; readonly of: Stated }[] = [];
  for (const { row, input } of rows) {
    if (!input) continue;
    const subject = op.subject(view, input as never, options as never, keep as never, pure);
    if ('refuse' in subject) continue;
    const { target } = subject;
    const found = op.states(input as never, options as never, { view, target });
    if (!found) continue;
    const { line, currency } = found;
    stated.push({ row, key: digestOf(JSON.stringify([target, line, currency])), of: found });
  }
  const first = new Map(
    await tx.statedRows(
      batch,
      stated.map(({ key }) => key),
    ),
  );
  const met = new Map<string, number>();
  for (const { row, key, of } of stated) {
    const before = first.get(key);
    if (before !== undefined) {
      if (!of.unread) twice.set(row, refuse('LINE_TWICE', { row: before, ...of.told }));
    } else {
      first.set(key, row);
      met.set(key, row);
    }
  }
  if (met.size > 0) await tx.saveStated(batch, met);
  return twice;
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);

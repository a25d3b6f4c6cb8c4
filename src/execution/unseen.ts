/**
 * Why a list of accounts is empty: a word that no account seen has is most likely mistyped. It is asked only then, so
 * that nothing is slower for it; what is hidden is as what does not exist (MEM-4). It is told and not refused: a tag that
 * says what is left to do is on no account once all is done.
 */
import { nearest } from '../domain/nearest.ts';
import type { Question, Unseen } from '../domain/question.ts';
import type { Text } from '../domain/text.ts';
import type { ReadTx, Sight } from '../store/port.ts';

const WORDS: Readonly<Record<string, Text>> = {
  tags: { en: 'tag', zh: '标签' },
  industry: { en: 'industry', zh: '行业' },
  currency: { en: 'currency', zh: '币种' },
};
/** So many accounts are looked through for the nearest words, and so many words are told where none is near. */
const LOOKED_THROUGH = 20_000;
const TOLD = 5;

export async function unseenIn(tx: ReadTx, sight: Sight, question: Question): Promise<readonly Unseen[]> {
  const found: Unseen[] = [];
  if (question.kind !== 'account') return found;
  for (const { field, op, values } of question.filters) {
    const kind = WORDS[field];
    if (!kind || (op !== '=' && op !== 'in')) continue;
    for (const text of values.map(String)) {
      const filters = [{ field, op: '=', values: [text] }] as const;
      const asked: Question = { kind: 'account', columns: ['id'], filters, sort: [], limit: 1 };
      if (!(await isEmpty(tx, sight, asked))) continue;
      const seen = await wordsSeen(tx, sight, field);
      const near = nearest(text, seen);
      found.push({ kind, value: text, nearest: near.length > 0 ? near : seen.slice(0, TOLD) });
    }
  }
  return found;
}

async function isEmpty(tx: ReadTx, sight: Sight, question: Question): Promise<boolean> {
  for await (const { rows } of tx.list(question, sight)) if (rows.length > 0) return false;
  return true;
}

async function wordsSeen(tx: ReadTx, sight: Sight, field: string): Promise<string[]> {
  const seen = new Set<string>();
  const asked: Question = { kind: 'account', columns: [field], filters: [], sort: [], limit: LOOKED_THROUGH };
  for await (const { rows } of tx.list(asked, sight))
    for (const [cell] of rows) for (const word of String(cell ?? '').split(',')) if (word !== '') seen.add(word);
  return [...seen];
}

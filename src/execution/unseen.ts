/**
 * Why a list of accounts is empty: a word that no account seen has is most likely mistyped. It is asked only then, so
 * that nothing is slower for it; what is hidden is as what does not exist (MEM-4).
 */
import { KINDS } from '../domain/kinds.ts';
import { nearest } from '../domain/nearest.ts';
import type { Question } from '../domain/question.ts';
import { AdctlError } from '../domain/refusal.ts';
import type { ReadTx, Sight } from '../store/port.ts';

const WORDS: ReadonlySet<string> = new Set(['tags', 'industry', 'currency']);
/** So many accounts are looked through for the nearest words, and so many words are told where none is near. */
const LOOKED_THROUGH = 20_000;
const TOLD = 5;

export async function refuseUnseen(tx: ReadTx, sight: Sight, question: Question): Promise<void> {
  if (question.kind !== 'account') return;
  for (const { field, op, values } of question.filters) {
    if (!WORDS.has(field) || (op !== '=' && op !== 'in')) continue;
    for (const text of values.map(String)) {
      const filters = [{ field, op: '=', values: [text] }] as const;
      const asked: Question = { kind: 'account', columns: ['id'], filters, sort: [], limit: 1 };
      if (!(await isEmpty(tx, sight, asked))) continue;
      const seen = await wordsSeen(tx, sight, field);
      const near = nearest(text, seen);
      const { label } = KINDS.account.fields[field]!;
      throw new AdctlError('NOT_FOUND', {
        kind: label,
        value: text,
        nearest: near.length > 0 ? near : seen.slice(0, TOLD),
      });
    }
  }
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

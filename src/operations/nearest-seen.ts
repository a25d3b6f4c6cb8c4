/** What a text may have meant that names nothing its reader sees: the nearest of the names that the reader does see. */
import type { KindName } from '../domain/kind.ts';
import { KINDS } from '../domain/kinds.ts';
import { nearest } from '../domain/nearest.ts';
import type { Page, Question, Tail } from '../domain/question.ts';

/** So many names are looked through for the nearest; more would only make a typing error slow. */
const LOOKED_THROUGH = 20_000;

/**
 * A member is told by its login, a place as it was nearly typed. Accounts and batches are told by numbers: none is nearer
 * than another. `only`: organisations of this kind.
 */
export async function nearestSeen(
  list: (question: Question) => AsyncGenerator<Page, Tail>,
  kind: KindName,
  text: string,
  only?: string,
): Promise<string[]> {
  const { key, nameField, sort } = KINDS[kind];
  const [id] = key;
  if (id === undefined || key.length > 1 || nameField === undefined) return [];
  const columns = [id, nameField, ...(kind === 'org' ? ['kind'] : [])];
  const meant = new Map<string, string>();
  for await (const { rows } of list({ kind, columns, filters: [], sort, limit: LOOKED_THROUGH }))
    for (const [own, name, is] of rows) {
      if (only !== undefined && is !== only) continue;
      meant.set(String(own), String(own));
      if (name) meant.set(String(name), String(kind === 'member' ? own : name));
    }
  const near = nearest(text.slice(text.indexOf(':') + 1), meant.keys());
  return [...new Set(near.map((name) => meant.get(name) as string))];
}

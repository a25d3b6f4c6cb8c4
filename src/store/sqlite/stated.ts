/** What rows of a batch have stated as a whole, kept with the batch. */
import type { Session } from './session.ts';

export function statedRows(session: Session, batch: string, keys: readonly string[]): Map<string, number> {
  const one = session.prepare('SELECT row FROM batch_stated WHERE batch = ? AND key = ?');
  const found = new Map<string, number>();
  for (const key of keys) {
    const row = one.get(batch, key) as [number] | undefined;
    if (row) found.set(key, row[0]);
  }
  return found;
}

export function saveStated(session: Session, batch: string, rows: ReadonlyMap<string, number>): void {
  const insert = session.prepare('INSERT INTO batch_stated (batch, key, row) VALUES (?, ?, ?)');
  for (const [key, row] of rows) insert.run(batch, key, row);
}

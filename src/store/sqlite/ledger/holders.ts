/** By which numbers books know their holders. */
import type { Holder } from '../../../domain/funds/books.ts';
import type { Session } from '../session.ts';
import { ASKED } from '../sql.ts';

const IDS = `SELECT asked.nth, h.id FROM ${ASKED} CROSS JOIN holders h WHERE h.holder = asked.wanted`;

/** At one look, in the order in which they are asked for. Undefined: of one that was never met. */
export function holderIds(session: Session, holders: readonly Holder[]): (number | undefined)[] {
  const ids = holders.map((): number | undefined => undefined);
  for (const [nth, id] of session.prepare(IDS).all(JSON.stringify(holders)) as [number, number][]) ids[nth] = id;
  return ids;
}

/** In which zone a holder's days begin: an account's own, everybody else's is that of the state's books. */
import { holderParts } from '../../../domain/funds/books.ts';
import { BOOKS_ZONE } from '../../../domain/zone.ts';
import type { Session } from '../session.ts';
import { ASKED } from '../sql.ts';

/** `id`: of one that was met before. */
export type HolderAt = { readonly id: number | undefined; readonly zone: string };

const HOLDERS = `SELECT h.id, a.time_zone FROM ${ASKED} LEFT JOIN holders h ON h.holder = asked.wanted ->> 0
  LEFT JOIN accounts a ON a.platform = asked.wanted ->> 1 AND a.id = asked.wanted ->> 2 ORDER BY asked.nth`;

/** At one look, in the order in which they are asked for. */
export function holdersAt(session: Session, holders: readonly string[]): HolderAt[] {
  const asked = holders.map((holder) => {
    const { kind, place } = holderParts(holder);
    if (kind !== 'account') return [holder];
    const colon = place.indexOf(':');
    return [holder, place.slice(0, colon), place.slice(colon + 1)];
  });
  const found = session.prepare(HOLDERS).all(JSON.stringify(asked)) as [id: number | null, zone: string | null][];
  return found.map(([id, zone]) => ({ id: id ?? undefined, zone: zone ?? BOOKS_ZONE }));
}

export const zoneOf = (session: Session, holder: string): string => (holdersAt(session, [holder])[0] as HolderAt).zone;

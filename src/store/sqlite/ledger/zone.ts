/** In which zone a holder's days begin: an account's own, everybody else's is that of the state's books. */
import { holderParts } from '../../../domain/funds/books.ts';
import { BOOKS_ZONE } from '../../../domain/zone.ts';
import type { Session } from '../session.ts';

type Found = [id: number | null, zone: string | null];
const ACCOUNT = `SELECT h.id, a.time_zone FROM (SELECT 1) LEFT JOIN holders h ON h.holder = ?
  LEFT JOIN accounts a ON a.id = ? AND a.platform = ?`;
const OTHER = 'SELECT id, NULL FROM holders WHERE holder = ?';

/** A holder that was met before, and its zone: at one look. */
export function holderAt(session: Session, holder: string): { readonly id: number | undefined; readonly zone: string } {
  const { kind, place } = holderParts(holder);
  const colon = place.indexOf(':');
  const [id, zone] =
    kind === 'account'
      ? (session.prepare(ACCOUNT).get(holder, place.slice(colon + 1), place.slice(0, colon)) as Found)
      : ((session.prepare(OTHER).get(holder) ?? [null, null]) as Found);
  return { id: id ?? undefined, zone: zone ?? BOOKS_ZONE };
}

export const zoneOf = (session: Session, holder: string): string => holderAt(session, holder).zone;

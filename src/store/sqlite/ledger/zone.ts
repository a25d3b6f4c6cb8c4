/** In which zone a holder's days begin: an account's own, everybody else's is that of the state's books. */
import { holderParts } from '../../../domain/funds/books.ts';
import { BOOKS_ZONE } from '../../../domain/zone.ts';
import type { Session } from '../session.ts';

export function zoneOf(session: Session, holder: string): string {
  const { kind, place } = holderParts(holder);
  if (kind !== 'account') return BOOKS_ZONE;
  const colon = place.indexOf(':');
  const found = session
    .prepare('SELECT time_zone FROM accounts WHERE id = ? AND platform = ?')
    .get(place.slice(colon + 1), place.slice(0, colon)) as [string | null] | undefined;
  return found?.[0] ?? BOOKS_ZONE;
}

/** In which zone a holder's days begin: an account's own, everybody else's is that of the state's books. */
import { type Holder, holderParts } from '../../../domain/funds/books.ts';
import { BOOKS_ZONE } from '../../../domain/zone.ts';
import type { Session } from '../session.ts';
import { ASKED } from '../sql.ts';

const ZONES = `SELECT asked.nth, a.time_zone FROM ${ASKED}
  CROSS JOIN accounts a WHERE a.platform = asked.wanted ->> 0 AND a.id = asked.wanted ->> 1`;

/** At one look; whoever is not there, or has none, has the books' zone. */
export function zonesOf(session: Session, holders: readonly Holder[]): ReadonlyMap<Holder, string> {
  const zones = new Map(holders.map((holder) => [holder, BOOKS_ZONE]));
  const accounts = holders.map(holderParts).flatMap(({ kind, place }) => (kind === 'account' ? [place] : []));
  if (accounts.length === 0) return zones;
  const asked = accounts.map((place) => {
    const colon = place.indexOf(':');
    return [place.slice(0, colon), place.slice(colon + 1)];
  });
  const found = session.prepare(ZONES).all(JSON.stringify(asked)) as [nth: number, zone: string | null][];
  for (const [nth, zone] of found) if (zone !== null) zones.set(`account:${accounts[nth]}`, zone);
  return zones;
}

export const zoneOf = (session: Session, holder: Holder): string => zonesOf(session, [holder]).get(holder) as string;

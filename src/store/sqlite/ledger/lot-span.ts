/** From when on a lot can be used, and from when on it is over: days of its holder's zone, which are few. */
import { lastOf } from '../../../domain/days.ts';
import { spanOf } from '../../../domain/zone.ts';

type Span = { readonly begins: number; readonly expires: number };

const MOST_KNOWN = 10_000;
const known = new Map<string, Span>();

export function lotSpan(validFrom: string, validTo: string, zone: string): Span {
  const name = `${validFrom} ${validTo} ${zone}`;
  let span = known.get(name);
  if (span === undefined) {
    const begins = spanOf(validFrom, zone)?.from ?? 0;
    span = { begins, expires: lastOf(validTo, zone) ?? Number.MAX_SAFE_INTEGER };
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(name, span);
  }
  return span;
}

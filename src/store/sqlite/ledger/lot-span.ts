/** From when on a lot can be used, and from when on it is over: days of its holder's zone, which are few. */
import { lastOf } from '../../../domain/days.ts';
import { remembered } from '../../../domain/remembered.ts';
import { spanOf } from '../../../domain/zone.ts';

type Span = { readonly begins: number; readonly expires: number };

export const lotSpan = (validFrom: string, validTo: string, zone: string): Span =>
  spanNamed(`${zone} ${validFrom} ${validTo}`);

const spanNamed = remembered(10_000, (name): Span => {
  // The zone first: days are whatever a damaged state has.
  const [zone = '', validFrom = '', validTo = ''] = name.split(' ');
  return { begins: spanOf(validFrom, zone)?.from ?? 0, expires: lastOf(validTo, zone) ?? Number.MAX_SAFE_INTEGER };
});

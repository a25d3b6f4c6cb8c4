/** What a batch moves under caps, and whether that is within them, as the transaction sees it that moves it (FUND-6). */
import type { Entry } from '../domain/audit.ts';
import { addTo, beyondCap, CAP_FIELDS, capUsesIn, type Moved } from '../domain/funds/caps.ts';
import type { Key } from '../domain/kind.ts';
import { AdctlError } from '../domain/refusal.ts';
import { EVERYTHING } from '../domain/scope.ts';
import type { Text } from '../domain/text.ts';
import { bookDay } from '../domain/zone.ts';
import type { Sight, WriteTx } from '../store/port.ts';

/** By organisation and currency, in all that was counted before and these. */
export function movedBy(entries: readonly Entry[], moved = new Map<string, Moved>()): Map<string, Moved> {
  for (const { kind, after } of entries)
    if (kind === 'transaction' && typeof after?.['caps'] === 'string')
      for (const { org, counted, freed } of capUsesIn(after['caps'])) {
        if (counted === 0n) continue;
        const name = `${org}/${after['currency']}`;
        moved.set(name, addTo(moved.get(name), counted, freed > counted ? freed - counted : 0n));
      }
  return moved;
}

export const orgsIn = (moved: ReadonlyMap<string, Moved>): Key[] => [
  ...new Set([...moved.keys()].map((name) => name.split('/', 1)[0] as Key)),
];

/** A cap that is in the way, and whose it is. */
type Beyond = { readonly org: Key; readonly why: Text };

/**
 * Which cap is in the way first; undefined: none. `before`: rows of the batch that moved something before it was
 * interrupted, for whichever of the organisations.
 */
export async function beyondCaps(
  tx: WriteTx,
  moved: ReadonlyMap<string, Moved>,
  sight: Sight,
  before = 0,
): Promise<Beyond | undefined> {
  const { now } = sight;
  const today = bookDay(now);
  for (const [key, one] of moved) {
    const [org = '', currency = ''] = key.split('/');
    const need = { kind: 'caps', by: 'key', values: [key], fields: CAP_FIELDS } as const;
    const [caps] = await tx.rows(need, { scope: EVERYTHING, now });
    const used = caps?.row['per_day'] == null ? 0n : await tx.capUse(org, currency, today);
    const book = `entity:${org}/${currency}`;
    const shown = (await tx.showingMoney([book], sight)).has(book);
    const why = beyondCap(caps?.row, { ...one, rows: one.rows + before, org, currency, used, shown });
    if (why) return { org, why };
  }
  return undefined;
}

/**
 * Of what is written already: thrown before it is committed, so that it is not. How many rows a batch may have is said of
 * what moves anew: `anew` is not what is undone.
 */
export async function assertWithinCaps(
  tx: WriteTx,
  moved: ReadonlyMap<string, Moved>,
  sight: Sight,
  anew: boolean,
): Promise<void> {
  if (moved.size === 0) return;
  const counted = anew ? moved : new Map([...moved].map(([key, one]) => [key, { ...one, rows: 0 }]));
  const beyond = await beyondCaps(tx, counted, sight);
  if (beyond) throw new AdctlError('CAPS_REACHED', { why: beyond.why });
}

/** What a batch moves in all, by currency (MONEY-2), as rehearsals and sums tell it (BULK-3). In minor units, as text. */
import type { Entry } from '../domain/audit.ts';
import type { Change } from '../operations/define.ts';

export type MovedSums = Readonly<Record<string, string>>;

/** Of a row. What a file says was consumed in all is booked as a difference: what comes back counts against it. */
export function movedOf({ states }: Change, made: readonly Entry[]): { readonly moved?: MovedSums } {
  let sums: Record<string, string> | undefined;
  for (const { kind, after } of made) {
    if (kind !== 'transaction' || !after) continue;
    const amount = BigInt(Number(after['amount']));
    const by = states && after['movement'] === 'consume_return' ? -amount : amount;
    sums = added(sums ?? {}, { [String(after['currency'])]: String(by) });
  }
  return sums ? { moved: sums } : {};
}

export function added(sums: MovedSums, more: MovedSums): Record<string, string> {
  const both = { ...sums };
  for (const [currency, by] of Object.entries(more)) both[currency] = String(BigInt(both[currency] ?? 0) + BigInt(by));
  return both;
}

/** What a batch moves in all, by currency (MONEY-2), as rehearsals and sums tell it (BULK-3). */
import type { Entry } from '../domain/audit.ts';
import type { Change } from '../operations/define.ts';

/** In minor units, as text, for sums may be beyond what numbers hold. */
export type MovedSums = Readonly<Record<string, string>>;

/** Of a row. What a file says was consumed in all is booked as a difference: what comes back counts against it. */
export function movedOf({ states }: Change, made: readonly Entry[]): MovedSums | undefined {
  let sums: Sums | undefined;
  for (const { kind, after } of made) {
    if (kind !== 'transaction' || !after) continue;
    const amount = BigInt(Number(after['amount']));
    sums ??= new Sums();
    sums.add(String(after['currency']), states && after['movement'] === 'consume_return' ? -amount : amount);
  }
  return sums?.told;
}

export class Sums {
  private readonly by = new Map<string, bigint>();

  constructor(told: MovedSums = {}) {
    this.take(told);
  }

  add(currency: string, amount: bigint): void {
    this.by.set(currency, (this.by.get(currency) ?? 0n) + amount);
  }

  take(told: MovedSums): void {
    for (const currency in told) this.add(currency, BigInt(told[currency] as string));
  }

  get told(): MovedSums {
    const told: Record<string, string> = {};
    for (const [currency, sum] of this.by) told[currency] = String(sum);
    return told;
  }

  get any(): boolean {
    return this.by.size > 0;
  }
}

/**
 * Rows that have no reference of their own are known by their number (FUND-5). Where others bring such a one of another
 * file along, as a file of failed rows does, a number might stand for two rows, and the second would be taken for paid.
 */
import { type Refusal, refuse } from '../refusal.ts';

/** What is wrong with a row among those before it; asked of each in turn. */
export function numbering(key: string): (row: number, own: string | undefined) => Refusal | undefined {
  const numbers = `${key}:`;
  let [numbered, brought]: (number | undefined)[] = [];
  return (row, own) => {
    if (!own) numbered ??= row;
    else if (own.startsWith(numbers) && /^\d+$/.test(own.slice(numbers.length))) brought ??= row;
    else return undefined;
    if (numbered === undefined || brought === undefined) return undefined;
    return refuse('REFERENCE_MIXED', { row: numbered, other: brought, key });
  };
}

/** A row of a plan, as it was tried and as it is kept. */
import type { Key } from '../domain/kind.ts';
import type { PlanRow } from '../domain/plans.ts';
import type { InputRow } from './chunk.ts';
import type { RowResult } from './link.ts';

/** A row as it was tried: with its input where it would have moved something. */
export type Kept = { readonly result: RowResult; readonly input?: InputRow['input'] } & Partial<
  Pick<PlanRow, 'standing' | 'was'>
> & {
    /** Under whose caps it moves something, or whose it sets. */
    readonly orgs?: readonly Key[];
    /** In one of each of which its right is needed, first where it lies. */
    readonly needs?: readonly (readonly Key[])[];
  };

const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));

export const planRow = ({ result, input, was = null, standing = '' }: Kept): PlanRow => ({
  row: result.row,
  reference: result.reference ?? null,
  target: result.target,
  input: JSON.stringify(input),
  before: json(result.before),
  after: json(result.after),
  was,
  standing,
});

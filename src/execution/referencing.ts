/** What rows are known by to whoever gives them, and which must be known so (FUND-5). */
import { numbering } from '../domain/funds/row-references.ts';
import { halfCharacter } from '../domain/parse.ts';
import { AdctlError, type Refusal } from '../domain/refusal.ts';
import type { RawRow } from '../domain/schema.ts';
import type { Change } from '../operations/define.ts';
import { REFERENCE_FIELD } from '../operations/results.ts';
import type { InputRow } from './chunk.ts';
import type { ChangeCall } from './link.ts';

type Referencing = (raw: RawRow, input: InputRow['input']) => string | Refusal | undefined;

/** A row's own reference, else the call's with the row's number, or with what a selection found there (FUND-5). */
export function referencing({ money, argument }: Change, { reference, source }: ChangeCall): Referencing {
  const found = money && source.type === 'where' ? argument : undefined;
  const faultOf = money && reference && source.type !== 'where' ? numbering(reference) : undefined;
  return (raw, input) => {
    const own = raw.cells['reference'];
    const fault = faultOf?.(raw.row, own);
    if (fault) return fault;
    if (own) return halfCharacter(REFERENCE_FIELD.label, own) ?? own;
    if (!reference) return undefined;
    return `${reference}:${(found && input?.[found]) ?? raw.row}`;
  };
}

/** A reference that says nothing, of a variable that is not set, say, would let the same command pay again. */
export function assertReference({ money }: Change, { reference }: Pick<ChangeCall, 'reference'>): void {
  if (money && reference !== undefined && reference.trim() === '')
    throw new AdctlError('MISSING', { field: REFERENCE_FIELD.label, option: '--reference' });
}

/** Whether rows come from where they might come again. */
export const needsReference = (
  { money, sure }: Change,
  { source }: Pick<ChangeCall, 'source'>,
  options: Readonly<Record<string, unknown>>,
): boolean => money === true && source.type !== 'arguments' && sure?.(options as never) !== true;

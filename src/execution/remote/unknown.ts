/** Rows whose answer was lost: they may have been done or not (BULK-2). */
import type { RawRow } from '../../domain/schema.ts';
import type { Change } from '../../operations/define.ts';
import { targetField } from '../inputs.ts';
import type { ChangeCall, RowResult } from '../link.ts';
import { typedRow } from '../typed-row.ts';

export function unknownRows(op: Change, call: ChangeCall, rows: readonly RawRow[], lead: number): RowResult[] {
  return rows.map((raw) => {
    const { target } = typedRow(op.row, targetField(op, raw), raw);
    const reference = raw.cells['reference'] || (call.reference && `${call.reference}:${raw.row}`);
    return {
      row: raw.row + lead,
      ...(reference && { reference }),
      target,
      status: 'unknown',
      code: 'OUTCOME_UNKNOWN',
      details: { batch: call.batch },
    };
  });
}

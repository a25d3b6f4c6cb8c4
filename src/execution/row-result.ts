/** A row's result: as it is begun, as it fails, as it is kept. */
import type { RowStatus } from '../domain/batches.ts';
import { ERRORS } from '../domain/errors.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { StoredResult } from '../store/port.ts';
import type { InputRow } from './chunk.ts';
import type { RowResult } from './link.ts';

/** Filled in where it is made: a row's result is put together once for each of very many rows. */
type OwnResult = { -readonly [K in keyof RowResult]: RowResult[K] };

type Row = Pick<InputRow, 'row' | 'reference'>;

export function resultOf({ row, reference }: Row, target: string, status: RowStatus): OwnResult {
  return reference === undefined ? { row, target, status } : { row, reference, target, status };
}

export function failed(row: Row, target: string, refusal: Refusal): RowResult {
  const result = resultOf(row, target, ERRORS[refusal.refuse].status ?? 'conflict');
  result.code = refusal.refuse;
  result.details = refusal.details;
  return result;
}

export function stored(result: RowResult): StoredResult {
  return {
    row: result.row,
    reference: result.reference ?? null,
    target: result.target || null,
    status: result.status,
    code: result.code ?? null,
    details: result.details && Object.keys(result.details).length > 0 ? JSON.stringify(result.details) : null,
    id: result.id ?? null,
  };
}

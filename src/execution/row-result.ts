/** A row's result: as it is begun, as it fails, as it is kept. */
import { FINE, type RowStatus } from '../domain/batches.ts';
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

/** Of a batch of which nothing is done since a row of it failed (BULK-3). */
export function rolledBack(result: RowResult): RowResult {
  if (!FINE.has(result.status)) return result;
  const { before: _, after: __, id: ___, code: ____, details: _____, moved: ______, ...rest } = result;
  return { ...rest, status: 'rolled_back' };
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

/** The columns of row results, live and kept alike (inputs.md). */
import { resultKind } from '../domain/batches.ts';
import type { ColumnDef } from './define.ts';

const { row, reference, target, status, code, id } = resultKind.fields;

export const RESULT_COLUMNS: readonly ColumnDef[] = [
  { key: 'row', type: 'integer', label: row!.label },
  { key: 'reference', type: 'text', label: reference!.label },
  { key: 'target', type: 'text', label: target!.label },
  { key: 'status', type: 'enum', label: status!.label, values: status!.values },
  { key: 'code', type: 'text', label: code!.label },
  { key: 'reason', type: 'text', label: { en: 'Reason', zh: '原因' } },
  { key: 'id', type: 'id', label: id!.label },
  { key: 'before', type: 'json', label: { en: 'Before', zh: '变更前' } },
  { key: 'after', type: 'json', label: { en: 'After', zh: '变更后' } },
];

/** The columns of row results, live and kept alike (inputs.md). */
import { resultKind } from '../domain/batches.ts';
import type { InputField, Schema } from '../domain/schema.ts';
import type { Change, ColumnDef } from './define.ts';

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

/** The column by which a row of money says what it is known by (FUND-5), as people call theirs. */
export const REFERENCE_FIELD = {
  type: 'text',
  label: { en: 'reference', zh: '参考号' },
  help: { en: 'the same once more moves nothing', zh: '幂等号，相同者不重复入账' },
  headers: ['参考编号', '幂等号', '流水号', '业务单号', '业务流水号', 'reference_no', 'idempotency_key'],
} as const satisfies InputField;

export const REFERENCE_SPELLINGS: readonly string[] = [REFERENCE_FIELD.label.zh, ...REFERENCE_FIELD.headers];

/** What the file of an operation may hold: of money the reference too, and last why. */
export function fileFields({ row, money }: Pick<Change, 'row' | 'money'>): Schema {
  if (!money) return row;
  const { note, ...fields } = row;
  return { ...fields, reference: REFERENCE_FIELD, ...(note && { note }) };
}

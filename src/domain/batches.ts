/** Batches, their row results, and the rules document: the executor's own records (BULK-2, BULK-4). */
import type { KindDef } from './kind.ts';

export const BATCH_STATES = {
  running: { en: 'running', zh: '执行中' },
  interrupted: { en: 'interrupted', zh: '已中断' },
  done: { en: 'done', zh: '已完成' },
  undone: { en: 'undone', zh: '已撤销' },
  partly_undone: { en: 'partly undone', zh: '部分撤销' },
  redone: { en: 'redone', zh: '已重做' },
} as const;
export type BatchState = keyof typeof BATCH_STATES;

/** In the order in which a summary names them (BULK-2). */
export const ROW_STATUSES = {
  ok: { en: 'ok', zh: '成功' },
  unchanged: { en: 'unchanged', zh: '未变化' },
  pending: { en: 'pending', zh: '待审批' },
  conflict: { en: 'conflict', zh: '冲突' },
  forbidden: { en: 'forbidden', zh: '无权限' },
  not_found: { en: 'not found', zh: '未找到' },
  invalid: { en: 'invalid', zh: '无效' },
  rolled_back: { en: 'rolled back', zh: '已回滚' },
  not_run: { en: 'not run', zh: '未执行' },
  unknown: { en: 'unknown', zh: '结果未知' },
} as const;
export type RowStatus = keyof typeof ROW_STATUSES;

/** A row that `--failed` leaves out and that does not make a batch end with 6. */
export const FINE: ReadonlySet<RowStatus> = new Set(['ok', 'unchanged', 'pending']);

export const batchKind: KindDef = {
  name: 'batch',
  table: 'batches',
  label: { en: 'batch', zh: '批次' },
  key: ['id'],
  separator: '/',
  fields: {
    id: { type: 'id', label: { en: 'Batch', zh: '批次' } },
    operation: { type: 'text', label: { en: 'Operation', zh: '操作' } },
    actor: { type: 'text', ref: 'member', noName: true, label: { en: 'Actor', zh: '操作人' } },
    state: { type: 'enum', values: BATCH_STATES, label: { en: 'State', zh: '状态' } },
    started: { type: 'instant', label: { en: 'Started', zh: '开始时间' } },
    resumed: { type: 'instant', label: { en: 'Resumed', zh: '续跑时间' } },
    ended: { type: 'instant', label: { en: 'Ended', zh: '结束时间' } },
    due_at: { type: 'instant', label: { en: 'Interrupted after', zh: '视为中断的时间' } },
    due_state: { type: 'text', hidden: true, label: { en: 'State when due', zh: '到期后状态' } },
    rows: { type: 'integer', label: { en: 'Rows', zh: '行数' } },
    ok: { type: 'integer', label: { en: 'OK', zh: '成功' } },
    failed: { type: 'integer', label: { en: 'Failed', zh: '失败' } },
    counts: { type: 'json', label: { en: 'Counts', zh: '各状态计数' } },
    options: { type: 'json', label: { en: 'Options', zh: '选项' } },
    source: { type: 'json', label: { en: 'Input', zh: '输入' } },
    keep: { type: 'json', label: { en: 'Kept', zh: '保留数据' } },
    undoes: { type: 'id', ref: 'batch', noName: true, label: { en: 'Undoes', zh: '撤销的批次' } },
    reason: { type: 'text', label: { en: 'Reason', zh: '原因' } },
    head: { type: 'text', label: { en: 'Log head', zh: '日志链头' } },
    /** In which order they began, whatever the clock said. It tells how many others began: for nobody to see. */
    seq: { type: 'integer', hidden: true, full: true, label: { en: 'Sequence', zh: '序号' } },
  },
  indexes: { actor: { fields: ['actor'] }, undoes: { fields: ['undoes'] } },
  search: ['id', 'operation'],
  columns: ['id', 'started', 'actor', 'operation', 'state', 'rows', 'ok', 'failed'],
  optional: ['ok', 'rows', 'actor', 'failed'],
  sort: ['-seq'],
  clock: true,
  audited: false,
};

/** One row's result. `details` is what a message is made of; before and after come from the log. */
export const resultKind: KindDef = {
  name: 'result',
  table: 'results',
  label: { en: 'row result', zh: '行结果' },
  key: ['batch', 'row'],
  separator: '/',
  fields: {
    batch: { type: 'id', ref: 'batch', noName: true, label: { en: 'Batch', zh: '批次' } },
    row: { type: 'integer', label: { en: 'Row', zh: '行号' } },
    reference: { type: 'text', label: { en: 'Reference', zh: '参考号' } },
    target: { type: 'text', label: { en: 'Target', zh: '对象' } },
    status: { type: 'enum', values: ROW_STATUSES, label: { en: 'Status', zh: '结果' } },
    code: { type: 'text', label: { en: 'Code', zh: '代码' } },
    details: { type: 'json', label: { en: 'Details', zh: '详情' } },
    id: { type: 'id', label: { en: 'ID', zh: '编号' } },
  },
  indexes: {},
  columns: ['row', 'reference', 'target', 'status', 'code', 'id'],
  sort: ['row'],
  audited: false,
};

export const rulesKind: KindDef = {
  name: 'rules',
  table: 'rules',
  label: { en: 'rules', zh: '规则' },
  key: ['key'],
  separator: '/',
  fields: {
    key: { type: 'text', label: { en: 'Rule', zh: '规则' } },
    value: { type: 'integer', label: { en: 'Value', zh: '值' } },
  },
  indexes: {},
  columns: ['key', 'value'],
  sort: ['key'],
  audited: true,
};

/** Batches, their rows, and what cannot be undone. */
import { errors } from './define.ts';

export const BATCH_ERRORS = errors({
  BATCH_NAMED_TWICE: {
    exit: 5,
    http: 409,
    message: { en: 'another batch has the name {batch}', zh: '批次编号 {batch} 已被占用' },
    hint: { en: 'send it under a name of its own', zh: '请使用新的批次编号' },
  },
  CHUNK_CHANGED: {
    exit: 5,
    http: 409,
    message: {
      en: 'batch {batch} has had other rows under number {after}; nothing was done',
      zh: '批次 {batch} 序号 {after} 的内容与之前不同；未作任何更改',
    },
    hint: {
      en: 'send the same rows as before, or begin another batch',
      zh: '请发送与之前相同的行，或另起一个批次',
    },
  },
  CHUNK_AHEAD: {
    exit: 5,
    http: 409,
    message: {
      en: 'of batch {batch} {have} rows have come; those behind {after} are not next',
      zh: '批次 {batch} 已收到 {have} 行；序号 {after} 不是下一段',
    },
    hint: { en: 'go on with number {have}', zh: '请从序号 {have} 继续' },
  },
  TOO_MANY_ROWS: {
    exit: 2,
    http: 400,
    message: { en: '{rows} rows, but --max-rows is {most}', zh: '共 {rows} 行，超过 --max-rows {most}' },
    hint: { en: 'narrow the selection or raise --max-rows', zh: '请缩小范围或调大 --max-rows' },
  },
  BATCH_STATE: {
    exit: 5,
    http: 409,
    message: { en: 'batch {batch} is {state}', zh: '批次 {batch} 的状态为 {state}' },
    hint: { en: '{advice}', zh: '{advice}' },
  },
  NOTHING_TO_UNDO: {
    exit: 5,
    http: 409,
    message: {
      en: 'your last batch {batch} ({operation}) changed nothing',
      zh: '您的上一个批次 {batch}（{operation}）没有更改任何内容',
    },
    hint: { en: '{advice}', zh: '{advice}' },
  },
  NO_BATCH: {
    exit: 3,
    http: 404,
    message: { en: 'you have run no batch that could be undone', zh: '您没有可撤销的批次' },
    hint: { en: 'adctl batches list shows what was run', zh: '用 adctl batches list 查看已执行的批次' },
  },
  RESULTS_DROPPED: {
    exit: 3,
    http: 410,
    message: { en: 'the row results of batch {batch} are kept no longer', zh: '批次 {batch} 的逐行结果已过保留期' },
    hint: {
      en: 'the log still has what it changed: adctl audit list --batch {batch}',
      zh: '日志中仍有其更改：adctl audit list --batch {batch}',
    },
  },
  BATCH_TAKEN: {
    exit: 5,
    http: 409,
    message: { en: 'batch {batch} was continued by another process', zh: '批次 {batch} 已由另一进程继续执行' },
    hint: { en: 'adctl batches show {batch}', zh: 'adctl batches show {batch}' },
  },
  SOURCE_CHANGED: {
    exit: 5,
    http: 409,
    message: {
      en: 'the input of batch {batch} cannot be used again: {reason}',
      zh: '批次 {batch} 的输入无法再次使用：{reason}',
    },
    hint: { en: 'run the command again: done rows are unchanged', zh: '请重新执行原命令：已完成的行不会变化' },
  },
  UNDO_LATER: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: '{target}: {field} was changed since', zh: '{target}：“{field}”之后已被修改' },
    brief: { en: 'changed since', zh: '之后已被修改' },
    hint: {
      en: 'adctl audit list shows what changed it since; undo that first',
      zh: '用 adctl audit list 查看其后的更改，请先撤销该更改',
    },
  },
  UNDO_REFERENCED: {
    exit: 5,
    http: 409,
    status: 'conflict',
    message: { en: '{target} is in use by now', zh: '{target} 已被引用' },
    brief: { en: 'in use by now', zh: '已被引用' },
    hint: { en: 'take it out of use, then undo again', zh: '请先解除引用，再撤销' },
  },
  UNDO_FINAL: {
    exit: 5,
    http: 409,
    message: { en: '{operation} cannot be undone', zh: '{operation} 无法撤销' },
  },
  CANCELLED: {
    exit: 2,
    http: 499,
    message: { en: 'cancelled: nothing was changed', zh: '已取消，未做任何更改' },
  },
  INTERRUPTED: {
    exit: 130,
    http: 499,
    status: 'not_run',
    message: { en: 'interrupted: nothing was changed', zh: '已中断，未做任何更改' },
  },
  WHOLE_ONLY: {
    exit: 5,
    http: 409,
    message: {
      en: 'batch {batch} moves money under caps: its rows have to come in one call',
      zh: '批次 {batch} 受资金限额约束，各行须在一次调用中提交',
    },
    hint: { en: 'send all rows in one body, without chunk', zh: '请在同一请求体中提交全部行，不分块' },
  },
});

/** What a check can find (exit code 8), in words; `adctl help errors` lists them after the errors. */
import type { Text } from './text.ts';

export const FINDINGS: Readonly<Record<string, Text>> = {
  LOG_ENTRY_ALTERED: { en: 'an entry of the log was altered', zh: '日志条目被改动' },
  LOG_ENTRY_REMOVED: { en: 'an entry of the log was removed', zh: '日志条目被删除' },
  LOG_ENTRY_STRAY: { en: 'an entry of the log belongs to no transaction', zh: '日志条目不属于任何事务' },
  LOG_TRANSACTION_REMOVED: { en: 'a transaction of the log was removed', zh: '日志事务被删除' },
  LOG_LINK_BROKEN: { en: 'a transaction does not fit the chain of the log', zh: '事务与日志链不符' },
  LOG_UNREADABLE: { en: 'the log cannot be read on from here', zh: '日志自此处起无法读取' },
  LOG_HEAD_UNKNOWN: {
    en: 'the head that was noted is not in the chain: its end was cut off or replaced',
    zh: '链中没有所记的链头：日志尾部被截断或替换',
  },
  STATE_PAGES: { en: 'the state file is damaged', zh: '状态文件损坏' },
  STATE_REFERENCE: { en: 'a record refers to one that is not there', zh: '记录引用了不存在的记录' },
  STATE_DERIVED: {
    en: 'what is kept for searching and counting differs from the records; state rebuild makes it anew',
    zh: '搜索或计数用的派生数据与记录不符；可用 state rebuild 重建',
  },
  STATE_BLIND: {
    en: 'contact data is not found by its value; state key --rotate makes what finds it anew',
    zh: '联系信息无法按值查找；可用 state key --rotate 重建',
  },
  STATE_RESULTS: { en: 'a batch has more or fewer results than rows', zh: '批次的结果数与行数不符' },
  STATE_UNLOGGED: { en: 'a record is not as the log left it', zh: '记录与日志不符' },
};

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
  STATE_RESULTS: { en: 'a batch has other results than it counted', zh: '批次的结果与其计数不符' },
  STATE_UNLOGGED: { en: 'a record is not as the log left it', zh: '记录与日志不符' },
  LEDGER_UNBALANCED: { en: 'a transaction does not balance', zh: '交易借贷不平' },
  LEDGER_BALANCE: {
    en: 'a balance is not the sum of the entries; state rebuild sums them anew',
    zh: '余额与分录之和不符；可用 state rebuild 重新汇总',
  },
  LEDGER_FLOOR: { en: 'a book went below its floor', zh: '科目余额越过下限' },
  LEDGER_UNSEALED: { en: 'entries without their transaction', zh: '分录缺少所属交易' },
  LEDGER_EMPTY: { en: 'a transaction without entries', zh: '交易没有分录' },
  LEDGER_LINE: {
    en: 'a line of a statement is not what the entries say; state rebuild writes it anew',
    zh: '明细行与分录不符；可用 state rebuild 重建',
  },
  LEDGER_TOTAL: {
    en: 'what a holder has in all is not what the entries say; state rebuild sums it anew',
    zh: '持有方汇总与分录不符；可用 state rebuild 重新汇总',
  },
  LEDGER_DAY: {
    en: "a day's consumption is not what the entries say; state rebuild sums it anew",
    zh: '日消耗与分录不符；可用 state rebuild 重新汇总',
  },
  LEDGER_CAP_DAY: {
    en: "what a day counts for an organisation's caps is not what the transactions say; state rebuild sums it anew",
    zh: '计入组织当日限额的金额与交易不符；可用 state rebuild 重新汇总',
  },
  LEDGER_REFERENCE: { en: 'a reference was used twice', zh: '参考号被重复使用' },
  LEDGER_UNLOGGED: { en: 'a transaction is not as the log has it', zh: '交易与日志不符' },
  LEDGER_LOST: { en: 'a transaction that the log has is gone', zh: '日志中的交易已不存在' },
  LEDGER_REVERSAL: { en: 'a reversal is not right', zh: '冲正交易有误' },
  LEDGER_LOT: {
    en: 'what is left of a lot is not what the entries say; state rebuild sums it anew',
    zh: '红包批次余额与分录不符；可用 state rebuild 重新汇总',
  },
  LEDGER_LOTS: { en: 'a book is not the sum of its lots', zh: '科目余额与其红包批次之和不符' },
  LEDGER_HOLD: {
    en: 'a hold is not as the log has it, or differs from what is frozen for it',
    zh: '预占与日志不符，或与其冻结金额不符',
  },
  LEDGER_RECORD: {
    en: 'a shared wallet, deposit, cap or split is not as the log has it',
    zh: '共享钱包、保证金、限额或分账与日志不符',
  },
  LEDGER_PLAN: {
    en: 'a plan or one of its rows is not as it was written; it is not applied',
    zh: '方案或其中某行与提出时不符；该方案不予执行',
  },
  LEDGER_BATCH: {
    en: 'results of a batch that moves money are not those that it counted, or not kept as stated',
    zh: '资金批次的结果与其计数不符，或与已登记的明细行不符',
  },
  LEDGER_RETURN: { en: 'more came back than was consumed', zh: '退回超过已消耗金额' },
  LEDGER_GUARD: {
    en: 'what keeps the ledger whole in the database is not as it was made',
    zh: '数据库中的账本约束与初始不符',
  },
  LEDGER_OVERDRAFT: { en: 'consumed beyond everything, and not covered yet', zh: '消耗超出全部资金，尚未补足' },
  LEDGER_SOURCES: { en: 'one day has consumption from several sources', zh: '同一天的消耗来自多个来源' },
};

import type { Cell, Finding, Page } from '../../domain/question.ts';
import { defineQuery } from '../define.ts';
import { stoppedCheck } from '../stopped-check.ts';

const COLUMNS = ['code', 'transaction', 'book', 'details'];

export const checkFunds = defineQuery({
  kind: 'query',
  name: 'funds.check',
  summary: { en: 'Check the ledger; silent when all is well', zh: '核对账本；无问题则无输出' },
  input: {
    warn: {
      type: 'flag',
      label: { en: 'warn', zh: '提醒' },
      help: {
        en: 'also what is worth a look: overdrafts, days with two sources',
        zh: '同时列出值得留意之处：透支、同日多来源',
      },
    },
  },
  columns: {
    columns: [
      { key: 'code', type: 'text', label: { en: 'Finding', zh: '问题' } },
      { key: 'transaction', type: 'id', label: { en: 'Transaction', zh: '交易' } },
      { key: 'book', type: 'id', label: { en: 'Book', zh: '科目' } },
      { key: 'details', type: 'json', label: { en: 'Details', zh: '详情' } },
    ],
  },
  right: 'funds.check',
  scope: { none: { en: 'for the operator, who sees everything', zh: '仅供行业运营查看' } },
  silent: true,
  long: true,
  examples: [
    {
      command: 'adctl funds check',
      does: {
        en: 'exit code 0, or 8 with the first offence of each rule',
        zh: '退出码为 0；有问题为 8，并列出每条规则的首个违反处',
      },
    },
    {
      command: 'adctl funds check --warn --format json',
      does: { en: 'overdrafts and days with two sources too', zh: '同时列出透支与同日多来源' },
    },
  ],
  async *run(tx, _ctx, input) {
    const found: Finding[] = [];
    const again = input.warn ? 'adctl funds check --warn' : 'adctl funds check';
    try {
      for await (const finding of tx.checkLedger()) found.push(finding);
    } catch (error) {
      throw stoppedCheck(error, found, again);
    }
    if (found.length > 0) yield pageOf(found);
    if (!input.warn) return { found };
    let count = 0;
    let page: Finding[] = [];
    for await (const finding of tx.ledgerWarnings()) {
      if (count++ < MOST_SAID) found.push(finding);
      page.push(finding);
      if (page.length < PAGE) continue;
      yield pageOf(page);
      page = [];
    }
    if (page.length > 0) yield pageOf(page);
    return { found };
  },
});

const PAGE = 500;
/** The rest stands in the answer. */
const MOST_SAID = 20;

const pageOf = (findings: readonly Finding[]): Page => ({
  columns: COLUMNS,
  rows: findings.map(({ code, details: { transaction, book, ...details } }) => [
    code,
    (transaction ?? null) as Cell,
    (book ?? null) as Cell,
    JSON.stringify(details),
  ]),
});

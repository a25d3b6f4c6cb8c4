import type { Finding } from '../../domain/question.ts';
import { AdctlError } from '../../domain/refusal.ts';
import { defineQuery } from '../define.ts';
import { stoppedCheck } from '../stopped-check.ts';

export const verifyAudit = defineQuery({
  kind: 'query',
  name: 'audit.verify',
  summary: { en: 'Verify that the log is whole', zh: '校验操作日志的完整性' },
  input: {
    head: {
      type: 'text',
      label: { en: 'head', zh: '链头' },
      help: { en: 'a head noted before: it must be in the chain', zh: '先前记下的链头，必须在链中' },
      metavar: 'HASH',
    },
  },
  columns: {
    columns: [
      { key: 'head', type: 'id', label: { en: 'Head', zh: '链头' } },
      { key: 'transactions', type: 'integer', label: { en: 'Transactions', zh: '事务数' } },
      { key: 'entries', type: 'integer', label: { en: 'Entries', zh: '条目数' } },
      { key: 'findings', type: 'integer', label: { en: 'Findings', zh: '问题数' } },
    ],
  },
  right: 'audit.verify',
  scope: { none: { en: 'for the operator, who sees everything', zh: '仅供行业运营使用' } },
  single: true,
  long: true,
  examples: [
    { command: 'adctl audit verify', does: { en: 'the whole chain', zh: '校验整条链' } },
    { command: 'adctl audit verify --format json', does: { en: 'for a script', zh: '供脚本使用' } },
  ],
  async *run(tx, _ctx, input) {
    if (input.head !== undefined && !/^[0-9a-f]{64}$/.test(input.head)) {
      throw new AdctlError('OPTION_VALUE', {
        option: '--head',
        value: input.head,
        expected: { en: '64 hexadecimal digits', zh: '应为 64 位十六进制数' },
      });
    }
    const found: Finding[] = [];
    const walk = tx.verifyLog(input.head);
    for (;;) {
      const next = await walk.next().catch((error) => {
        const head = input.head === undefined ? '' : ` --head ${input.head}`;
        throw stoppedCheck(error, found, `adctl audit verify${head}`);
      });
      if (!next.done) {
        found.push(next.value);
        continue;
      }
      const { head, transactions, entries } = next.value;
      yield {
        columns: ['head', 'transactions', 'entries', 'findings'],
        rows: [[head, transactions, entries, found.length]],
      };
      return { found };
    }
  },
});

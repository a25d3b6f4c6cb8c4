import type { Finding } from '../../domain/question.ts';
import { defineQuery } from '../define.ts';
import { stoppedCheck } from '../stopped-check.ts';

export const checkState = defineQuery({
  kind: 'query',
  name: 'state.check',
  summary: { en: 'Check the state for damage; silent when all is well', zh: '检查状态是否损坏；无问题则无输出' },
  input: {},
  columns: {
    columns: [
      { key: 'code', type: 'text', label: { en: 'Finding', zh: '问题' } },
      { key: 'details', type: 'json', label: { en: 'Details', zh: '详情' } },
    ],
  },
  right: 'state.check',
  scope: { none: { en: 'for the operator, who sees everything', zh: '仅供行业运营查看' } },
  silent: true,
  long: true,
  examples: [
    { command: 'adctl state check', does: { en: 'exit code 0 or 8', zh: '退出码为 0 或 8' } },
    { command: 'adctl state check --format json', does: { en: 'findings for a script', zh: '供脚本使用' } },
  ],
  async *run(tx) {
    const found: Finding[] = [];
    let unchecked: Finding | undefined;
    try {
      for await (const finding of tx.check()) {
        if (finding.code.startsWith('KEY_')) unchecked = finding;
        else found.push(finding);
      }
      for await (const finding of tx.verifyLog()) found.push(finding);
    } catch (error) {
      throw stoppedCheck(error, found, 'adctl state check');
    }
    if (found.length > 0)
      yield { columns: ['code', 'details'], rows: found.map(({ code, details }) => [code, JSON.stringify(details)]) };
    return { found, ...(unchecked && { unchecked }) };
  },
});

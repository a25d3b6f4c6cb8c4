import { defineQuery } from '../define.ts';
import { REQUEST_ROW } from '../request-decisions.ts';
import { seenAs, showRecords } from '../showing.ts';

export const showRequests = defineQuery({
  kind: 'query',
  name: 'requests.show',
  summary: { en: 'Show requests in full', zh: '查看申请详情' },
  input: { id: { ...REQUEST_ROW.id, type: 'list' } },
  argument: { field: 'id', many: true },
  columns: { kind: 'request' },
  right: 'request.read',
  single: true,
  examples: [
    {
      command: 'adctl requests show $(adctl requests list --limit 1 -q)',
      does: { en: 'the newest', zh: '查看最新的一条' },
    },
    {
      command: 'adctl requests show $(adctl requests list --limit 2 -q) --format json',
      does: { en: 'two, for a script', zh: '两条，供脚本使用' },
    },
  ],
  async *run(tx, _ctx, input) {
    const { keys, missing } = await seenAs(tx, 'request', input.id);
    return yield* showRecords(tx, 'request', keys, missing);
  },
});

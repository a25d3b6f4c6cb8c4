import { AdctlError } from '../../domain/refusal.ts';
import { notFound } from '../address.ts';
import { defineQuery } from '../define.ts';
import { headOf } from '../plan-requests.ts';
import { REQUEST_ROW } from '../request-decisions.ts';

const PAGE = 500;

export const planRequests = defineQuery({
  kind: 'query',
  name: 'requests.plan',
  summary: { en: 'Show what a plan would change, row by row', zh: '逐行查看资金方案的变更' },
  input: { id: { ...REQUEST_ROW.id, help: { en: 'id of a plan', zh: '方案编号' } } },
  argument: { field: 'id' },
  columns: {
    columns: [
      { key: 'row', type: 'integer', label: { en: 'Row', zh: '行号' } },
      { key: 'reference', type: 'text', label: { en: 'Reference', zh: '参考号' } },
      { key: 'target', type: 'id', label: { en: 'Target', zh: '对象' } },
      { key: 'before', type: 'json', label: { en: 'Before', zh: '变更前' } },
      { key: 'after', type: 'json', label: { en: 'After', zh: '变更后' } },
    ],
    optional: ['reference'],
  },
  toTheEnd: true,
  right: 'request.read',
  examples: [
    {
      command: 'plan=$(adctl requests list --type plan --limit 1 -q); test -z "$plan" || adctl requests plan "$plan"',
      does: { en: 'the newest plan', zh: '最新的方案' },
    },
    {
      command:
        'plan=$(adctl requests list --type plan --limit 1 -q); test -z "$plan" || adctl requests plan "$plan" -o xlsx > plan.xlsx',
      does: { en: 'the same as a workbook', zh: '同上，存为工作簿' },
    },
  ],
  async *run(tx, _ctx, input) {
    const need = { kind: 'request', by: 'key', values: [input.id], fields: ['type', 'plan'] } as const;
    const [request] = await tx.rows(need);
    if (!request?.visible) throw new AdctlError('NOT_FOUND', notFound('request', input.id).details);
    if (request.row['type'] !== 'plan') throw new AdctlError('PLAN_NONE', { request: input.id });
    const { totals } = headOf(request.row, input.id);
    const columns = ['row', 'reference', 'target', 'before', 'after'];
    for (let after = 0; ; ) {
      const rows = await tx.planRows(input.id, after, PAGE);
      if (rows.length === 0) {
        const altered = { code: 'PLAN_ALTERED', details: { plan: input.id } };
        return { ...(totals.length > 0 && { totals }), ...(!(await tx.planKept(input.id)) && { warning: altered }) };
      }
      yield { columns, rows: rows.map((one) => [one.row, one.reference, one.target, one.before, one.after]) };
      after = rows.at(-1)?.row ?? after;
    }
  },
});

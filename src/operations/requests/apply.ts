import {
  decidePlanned,
  endPlan,
  headOfPlan,
  type Keep,
  loadPlan,
  loadPlanned,
  type PlannedRow,
  plannedSubject,
} from '../applying.ts';
import { defineChange } from '../define.ts';
import { REQUEST_ROW } from '../request-decisions.ts';

const PAGE = 1_000;
const rowOf = (row: Record<string, unknown>) => row as unknown as PlannedRow;

export const applyRequests = defineChange({
  kind: 'change',
  name: 'requests.apply',
  summary: { en: 'Apply a plan of somebody else: all its rows, or none', zh: '执行他人提出的资金方案：全部或全不' },
  past: { en: 'applied', zh: '已执行' },
  options: { id: { ...REQUEST_ROW.id, help: { en: 'id of a plan', zh: '方案编号' } } },
  first: 'id',
  row: {},
  money: true,
  seconded: true,
  right: 'plan.apply',
  effect: 'compensated',
  atomic: 'always',
  examples: [
    {
      command:
        'plan=$(adctl requests list --type plan --state pending --to-decide --limit 1 -q); test -z "$plan" || adctl requests apply "$plan" --dry-run',
      does: { en: 'rehearse the newest that waits for me', zh: '预演等待本人执行的最新方案' },
    },
    {
      command:
        'plan=$(adctl requests list --type plan --state pending --to-decide --limit 1 -q); test -z "$plan" || adctl requests apply "$plan" --reason 已核对',
      does: { en: 'apply it, and say why', zh: '执行并注明理由' },
    },
  ],
  loadHead: (l, _ctx, options) => loadPlan(l, options.id),
  head: (v, ctx, options) => headOfPlan(v, ctx, options.id),
  plan: ({ id }) => id,
  async *expand(source, options) {
    for (let after = 0; ; ) {
      const rows = await source.planRows(options.id, after, PAGE);
      if (rows.length === 0) return;
      yield rows.map(
        ({ target, reference, input, was, standing }) =>
          ({ target, input, was, standing, ...(reference !== null && { reference }) }) as never,
      );
      after = rows.at(-1)?.row ?? after;
    }
  },
  load: (l, rows, options, keep: Keep, ctx) => loadPlanned(l, { plan: options.id, rows: rows.map(rowOf) }, keep, ctx),
  subject: (v, row, options, keep: Keep, ctx) => plannedSubject(v, { plan: options.id, row: rowOf(row) }, keep, ctx),
  decide: (v, ctx, row, _options, keep: Keep, subject) => decidePlanned(v, ctx, rowOf(row), keep, subject),
  settle: (v, _counts, options, _keep, ctx) => endPlan(v, ctx, options.id, 'applied'),
  unsettled: (v, counts, options, _keep, ctx) => (counts['conflict'] ? endPlan(v, ctx, options.id, 'drifted') : []),
});

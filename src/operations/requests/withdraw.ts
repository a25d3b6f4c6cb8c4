import { defineChange } from '../define.ts';
import { askedSubject, loadRequestRows, REQUEST_ROW, WHERE_REQUESTS, withdrawRequest } from '../request-decisions.ts';

export const withdrawRequests = defineChange({
  kind: 'change',
  name: 'requests.withdraw',
  summary: { en: "Withdraw one's own requests", zh: '撤回本人的申请' },
  past: { en: 'withdrawn', zh: '已撤回' },
  options: {},
  row: REQUEST_ROW,
  argument: 'id',
  where: WHERE_REQUESTS,
  right: 'request.withdraw',
  effect: 'reversible',
  unverified: true,
  examples: [
    {
      command: 'adctl requests list --mine --state pending -q | adctl requests withdraw --from - --dry-run',
      does: { en: 'rehearse withdrawing all I asked for', zh: '预演撤回本人全部待审批申请' },
    },
    {
      command: "adctl requests withdraw --where 'member = owner' --where 'state = pending' --dry-run",
      does: { en: 'the same by a filter', zh: '按筛选条件撤回' },
    },
  ],
  load: (l, rows) => loadRequestRows(l, rows),
  subject: (v, row, _options, _keep, ctx) => askedSubject(v, row, ctx),
  decide: (v, ctx, row) => withdrawRequest(v, ctx, row),
});

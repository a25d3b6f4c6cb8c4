import { defineChange } from '../define.ts';
import { decideRequest, deciding } from '../request-decisions.ts';

export const rejectRequests = defineChange({
  kind: 'change',
  name: 'requests.reject',
  summary: { en: 'Reject requests', zh: '拒绝申请' },
  past: { en: 'rejected', zh: '已拒绝' },
  options: {},
  ...deciding,
  examples: [
    {
      command: "adctl requests reject --where 'type = join' --where 'state = pending' --reason 非本公司员工 --dry-run",
      does: { en: 'rehearse turning away who asks to join', zh: '预演拒绝全部加入申请' },
    },
    {
      command: 'adctl requests list --to-decide -q | adctl requests reject --from - --reason 重复申请 --dry-run',
      does: { en: 'rehearse rejecting all that waits', zh: '预演拒绝全部待审批申请' },
    },
  ],
  decide: (v, ctx, row) => decideRequest(v, ctx, row, 'rejected'),
});

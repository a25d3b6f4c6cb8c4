import { defineChange } from '../define.ts';
import { GRANT_ROW } from '../grants.ts';
import { decideRequest, deciding } from '../request-decisions.ts';

export const approveRequests = defineChange({
  kind: 'change',
  name: 'requests.approve',
  summary: { en: 'Approve requests: what they ask for is done', zh: '通过申请：所申请的事项随即生效' },
  past: { en: 'approved', zh: '已通过' },
  options: {
    role: {
      ...GRANT_ROW.role,
      help: {
        en: 'of who joins: eC, eU or eA; default eC, eU for who is not verified',
        zh: '加入者的角色：eC、eU 或 eA；默认 eC，未实名为 eU',
      },
    },
  },
  ...deciding,
  examples: [
    {
      command: "adctl requests approve --where 'type = claim' --where 'state = pending' --dry-run",
      does: { en: 'rehearse approving all claims', zh: '预演通过全部认领申请' },
    },
    {
      command: 'adctl requests list --to-decide --type join -q | adctl requests approve --from - --role eC --dry-run',
      does: { en: 'rehearse letting in whoever waits', zh: '预演通过所有待审批的加入申请' },
    },
  ],
  decide: (v, ctx, row, options) => decideRequest(v, ctx, row, 'approved', options),
});

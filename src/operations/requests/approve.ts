import { defineChange } from '../define.ts';
import { GRANT_ROW } from '../grants.ts';
import {
  decidedSubject,
  decideRequest,
  loadRequestRows,
  REQUEST_ROW,
  requestRight,
  WHERE_REQUESTS,
} from '../request-decisions.ts';

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
  row: REQUEST_ROW,
  argument: 'id',
  where: WHERE_REQUESTS,
  right: requestRight,
  rights: ['request.decide'],
  effect: 'reversible',
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
  load: (l, rows) => loadRequestRows(l, rows),
  subject: (v, row, _options, _keep, ctx) => decidedSubject(v, row, ctx),
  decide: (v, ctx, row, options) => decideRequest(v, ctx, row, 'approved', options),
});

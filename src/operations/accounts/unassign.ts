import { ACCOUNT_ROW, loadAccounts, visibleAccount, WHERE_ACCOUNTS } from '../account-rows.ts';
import { defineChange } from '../define.ts';
import { clearManager } from '../manager.ts';

export const unassignAccounts = defineChange({
  kind: 'change',
  name: 'accounts.unassign',
  summary: { en: 'Take accounts from their manager', zh: '取消账户的管理人' },
  past: { en: 'unassigned', zh: '已取消分配' },
  options: {},
  row: ACCOUNT_ROW,
  argument: 'id',
  where: WHERE_ACCOUNTS,
  right: 'account.assign',
  effect: 'reversible',
  examples: [
    {
      command: 'adctl accounts unassign --from claims.csv --dry-run',
      does: { en: 'rehearse it for a file', zh: '预演文件中的账户' },
    },
    {
      command: "adctl accounts unassign --where 'manager = owner' --dry-run",
      does: { en: 'all of one manager', zh: '某管理人的全部账户' },
    },
  ],
  load: async (l, rows) => void (await loadAccounts(l, rows, [])),
  subject: (v, row, _options, _keep, ctx) => visibleAccount(v, row, ctx),
  decide(v, _ctx, _row, _options, _keep, subject) {
    if (v.get('account', subject.target)?.['manager'] == null) return { unchanged: 'UNMANAGED_ALREADY' };
    return { ok: clearManager(v, subject.target) };
  },
});

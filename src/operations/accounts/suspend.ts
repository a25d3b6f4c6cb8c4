import { ACCOUNT_ROW, loadAccounts, visibleAccount, WHERE_ACCOUNTS } from '../account-rows.ts';
import { decideStatus, statusRight } from '../account-status.ts';
import { defineChange } from '../define.ts';

export const suspendAccounts = defineChange({
  kind: 'change',
  name: 'accounts.suspend',
  summary: { en: 'Suspend accounts', zh: '暂停账户' },
  past: { en: 'suspended', zh: '已暂停' },
  options: {},
  row: ACCOUNT_ROW,
  argument: 'id',
  where: WHERE_ACCOUNTS,
  right: statusRight('suspended'),
  effect: 'reversible',
  examples: [
    {
      command: 'adctl accounts suspend 20000001 --reason 预算用尽 --dry-run',
      does: { en: 'one account, and why', zh: '暂停一个账户并写明原因' },
    },
    {
      command: "adctl accounts suspend --where 'manager is empty' --where 'status = active' --dry-run",
      does: { en: 'whatever nobody manages', zh: '暂停无人管理的账户' },
    },
  ],
  load: async (l, rows) => void (await loadAccounts(l, rows, [])),
  subject: (v, row, _options, _keep, ctx) => visibleAccount(v, row, ctx),
  decide: (v, ctx, _row, _options, _keep, subject) => decideStatus(v, ctx, subject, 'suspended'),
});

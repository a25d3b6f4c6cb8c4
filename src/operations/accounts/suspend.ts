import { statusChange } from '../account-status.ts';
import { defineChange } from '../define.ts';

export const suspendAccounts = defineChange({
  kind: 'change',
  name: 'accounts.suspend',
  summary: { en: 'Suspend accounts', zh: '暂停账户' },
  past: { en: 'suspended', zh: '已暂停' },
  ...statusChange('suspended'),
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
});

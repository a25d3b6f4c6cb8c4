import { statusChange } from '../account-status.ts';
import { defineChange } from '../define.ts';

export const closeAccounts = defineChange({
  kind: 'change',
  name: 'accounts.close',
  summary: { en: 'Close accounts; only an undo brings them back', zh: '注销账户；只能通过撤销恢复' },
  past: { en: 'closed', zh: '已注销' },
  ...statusChange('closed'),
  examples: [
    {
      command: 'adctl accounts close 20000002 --reason 主体注销 --dry-run',
      does: { en: 'rehearse closing one', zh: '预演注销一个账户' },
    },
    {
      command: "adctl accounts close --where 'status = suspended' --where 'agency is empty' --dry-run",
      does: { en: 'all suspended ones without an agency', zh: '注销无代理商的已暂停账户' },
    },
  ],
});

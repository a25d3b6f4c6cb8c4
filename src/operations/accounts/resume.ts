import { statusChange } from '../account-status.ts';
import { defineChange } from '../define.ts';

export const resumeAccounts = defineChange({
  kind: 'change',
  name: 'accounts.resume',
  summary: {
    en: 'Resume suspended accounts, and as operator those that wait for review',
    zh: '恢复账户；行业运营可通过待审核账户',
  },
  past: { en: 'resumed', zh: '已恢复' },
  ...statusChange('active'),
  examples: [
    {
      command: 'adctl accounts resume 20000001 --dry-run',
      does: { en: 'one account', zh: '恢复一个账户' },
    },
    {
      command: "adctl accounts resume --where 'status = suspended' --dry-run",
      does: { en: 'all that are suspended', zh: '恢复全部已暂停账户' },
    },
  ],
});

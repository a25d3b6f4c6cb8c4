import { ACCOUNT_WRITE_ROW } from '../account-columns.ts';
import { decideWrite, loadForWrite, subjectForWrite } from '../account-write.ts';
import { defineChange } from '../define.ts';

const MODE = { existing: 'conflict' } as const;

export const createAccounts = defineChange({
  kind: 'change',
  name: 'accounts.create',
  summary: { en: 'Create an account', zh: '创建账户' },
  past: { en: 'created', zh: '已创建' },
  options: {},
  row: ACCOUNT_WRITE_ROW,
  argument: 'id',
  rowFlags: true,
  writes: true,
  right: 'account.create',
  effect: 'reversible',
  examples: [
    {
      command: 'adctl accounts create 99000001 --platform tencent --name 测试账户',
      does: { en: 'one account', zh: '创建一个账户' },
    },
    {
      command: 'adctl accounts create 99000002 --platform alipay --name 测试账户二 --daily-budget 500 --dry-run',
      does: { en: 'rehearse one with a budget', zh: '预演带预算的账户' },
    },
  ],
  load: (l, rows) => loadForWrite(l, rows, MODE),
  subject: (v, row, _options, _keep, ctx) => subjectForWrite(v, row, MODE, ctx),
  decide: (v, ctx, row, _options, _keep, subject) => decideWrite(v, ctx, row, MODE, subject),
});

import { refuse } from '../../domain/refusal.ts';
import { ACCOUNT_ROW, loadAccounts, reachedAccount, WHERE_ACCOUNTS } from '../account-rows.ts';
import { defineChange } from '../define.ts';
import { clearManager } from '../manager.ts';

export const releaseAccounts = defineChange({
  kind: 'change',
  name: 'accounts.release',
  summary: { en: 'Release accounts that you manage', zh: '释放自己管理的账户' },
  past: { en: 'released', zh: '已释放' },
  options: {},
  row: ACCOUNT_ROW,
  argument: 'id',
  where: WHERE_ACCOUNTS,
  right: 'account.claim',
  effect: 'reversible',
  examples: [
    {
      command: "adctl accounts release --where 'manager = owner' --dry-run",
      does: { en: 'rehearse giving all back', zh: '预演全部释放' },
    },
    {
      command: 'adctl accounts release --from claims.csv',
      does: { en: 'release what a file names', zh: '释放文件中的账户' },
    },
  ],
  load: async (l, rows) => void (await loadAccounts(l, rows, [])),
  subject: (v, row, _options, _keep, ctx) => reachedAccount(v, row, ctx),
  decide(v, ctx, _row, _options, _keep, subject) {
    const manager = v.get('account', subject.target)?.['manager'];
    if (manager == null) return { unchanged: 'UNMANAGED_ALREADY' };
    if (manager !== ctx.actor.login) return refuse('ACCOUNT_MANAGED', { account: subject.target });
    return { ok: clearManager(v, subject.target) };
  },
});

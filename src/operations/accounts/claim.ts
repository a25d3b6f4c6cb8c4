import { refuse } from '../../domain/refusal.ts';
import { ACCOUNT_ROW, loadAccounts, reachedAccount, WHERE_ACCOUNTS } from '../account-rows.ts';
import { asksFirst, askToClaim, loadPolicies } from '../claim-asked.ts';
import { defineChange } from '../define.ts';
import { setManager } from '../manager.ts';
import { SYSTEM_OPTION } from '../relations.ts';

export const claimAccounts = defineChange({
  kind: 'change',
  name: 'accounts.claim',
  summary: { en: 'Claim accounts: become their manager', zh: '认领账户：成为账户管理人' },
  past: { en: 'claimed', zh: '已认领' },
  options: {
    take_over: {
      type: 'flag',
      label: { en: 'take over', zh: '接管' },
      help: { en: 'also from another manager, where you may assign', zh: '从其他管理人处接管（需分配权限）' },
    },
    ...SYSTEM_OPTION,
  },
  row: ACCOUNT_ROW,
  argument: 'id',
  where: WHERE_ACCOUNTS,
  right: 'account.claim',
  effect: 'reversible',
  examples: [
    {
      command: 'adctl accounts claim --from claims.csv --dry-run',
      does: { en: 'what a file would do', zh: '预演文件认领' },
    },
    {
      command: 'adctl accounts claim --from claims.csv --failed failed.csv',
      does: { en: 'claim, and keep what failed', zh: '认领并保存失败行' },
    },
  ],
  async load(l, rows) {
    await loadPolicies(l, await loadAccounts(l, rows, []));
  },
  subject(v, row, _options, _keep, ctx) {
    return reachedAccount(v, row, ctx);
  },
  decide(v, ctx, _row, options, _keep, subject) {
    const key = subject.target;
    const account = v.get('account', key);
    const me = ctx.actor.login;
    if (account?.['status'] === 'closed') return refuse('ACCOUNT_CLOSED', { account: key });
    if (account?.['manager'] === me) return { unchanged: 'MINE_ALREADY' };
    if (account?.['manager'] != null) {
      if (!options.take_over) return refuse('ACCOUNT_MANAGED', { account: key });
      if (!ctx.may('account.assign', subject)) return refuse('FORBIDDEN', { right: 'account.assign', target: key });
    }
    // Who decides about claims there needs nobody's leave.
    if (asksFirst(v, account?.['entity']) && !ctx.may('account.assign', subject))
      return askToClaim(v, ctx, key, options.system);
    return { ok: setManager(v, key, me, 'claimed', options.system) };
  },
});

import { ACCOUNT_ROW, loadAccounts, visibleAccount, WHERE_ACCOUNTS } from '../account-rows.ts';
import { defineChange } from '../define.ts';
import { loadRelationMembers, membersOption, missingMember, removeRelations } from '../relations.ts';

export const unbindAccounts = defineChange({
  kind: 'change',
  name: 'accounts.unbind',
  summary: { en: 'Take bound client accounts from members', zh: '解除商家账户与成员的绑定' },
  past: { en: 'unbound', zh: '已解除绑定' },
  options: {
    to: membersOption({ en: 'member', zh: '成员' }, { en: 'to whom no longer', zh: '解除绑定的成员' }),
  },
  row: ACCOUNT_ROW,
  argument: 'id',
  where: WHERE_ACCOUNTS,
  right: 'account.bind',
  effect: 'reversible',
  examples: [
    {
      command: "adctl accounts unbind --where 'agency is not empty' --to wei.dong --max-rows 100000 --dry-run",
      does: { en: 'all clients of one member', zh: '解除某成员的全部商家' },
    },
    {
      command: 'adctl accounts unbind --from claims.csv --to wei.dong --dry-run',
      does: { en: 'the clients in a file', zh: '解除文件中的商家' },
    },
  ],
  loadHead: (l, _ctx, options) => loadRelationMembers(l, options.to),
  head(v, _ctx, options) {
    return missingMember(v, options.to) ?? { keep: null };
  },
  load: async (l, rows) => void (await loadAccounts(l, rows, [])),
  subject: (v, row, _options, _keep, ctx) => visibleAccount(v, row, ctx),
  decide: (v, _ctx, _row, options, _keep, subject) => removeRelations(v, subject.target, options.to, ['bound']),
});

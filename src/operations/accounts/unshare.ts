import { ACCOUNT_ROW, loadAccounts, visibleAccount, WHERE_ACCOUNTS } from '../account-rows.ts';
import { defineChange } from '../define.ts';
import {
  loadRelationMembers,
  membersOption,
  missingMember,
  RELATION_LABEL,
  removeRelations,
  SHARED_RELATIONS,
} from '../relations.ts';

export const unshareAccounts = defineChange({
  kind: 'change',
  name: 'accounts.unshare',
  summary: { en: 'Stop sharing accounts with members', zh: '取消共享账户' },
  past: { en: 'unshared', zh: '已取消共享' },
  options: {
    with: membersOption({ en: 'member', zh: '成员' }, { en: 'with whom no longer', zh: '取消共享的成员' }),
    relation: {
      type: 'enum',
      values: SHARED_RELATIONS,
      label: RELATION_LABEL,
      help: { en: 'only this one; both if not given', zh: '只取消该关系；不填则全部取消' },
      question: { en: 'relation', zh: '关系' },
    },
  },
  row: ACCOUNT_ROW,
  argument: 'id',
  where: WHERE_ACCOUNTS,
  right: 'account.assign',
  effect: 'reversible',
  examples: [
    {
      command: 'adctl accounts unshare 20000001 --with li.na --dry-run',
      does: { en: 'one account', zh: '取消共享一个账户' },
    },
    {
      command: "adctl accounts unshare --where 'status = suspended' --with li.na --dry-run",
      does: { en: 'whatever is suspended', zh: '取消共享已暂停的账户' },
    },
  ],
  loadHead: (l, _ctx, options) => loadRelationMembers(l, options.with),
  head(v, _ctx, options) {
    return (
      missingMember(v, options.with) ?? { keep: options.relation ? [options.relation] : Object.keys(SHARED_RELATIONS) }
    );
  },
  load: async (l, rows) => void (await loadAccounts(l, rows, [])),
  subject: (v, row, _options, _keep, ctx) => visibleAccount(v, row, ctx),
  decide: (v, _ctx, _row, options, sources: readonly string[], subject) =>
    removeRelations(v, subject.target, options.with, sources),
});

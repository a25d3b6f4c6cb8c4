import { ACCOUNT_ROW, loadAccounts, visibleAccount, WHERE_ACCOUNTS } from '../account-rows.ts';
import { defineChange } from '../define.ts';
import {
  addRelations,
  loadRelationMembers,
  membersOption,
  RELATION_LABEL,
  relationMembers,
  SHARED_RELATIONS,
  SYSTEM_OPTION,
} from '../relations.ts';

export const shareAccounts = defineChange({
  kind: 'change',
  name: 'accounts.share',
  summary: { en: 'Share accounts with collaborators or self-run admins', zh: '与协作者或自理投放管理员共享账户' },
  past: { en: 'shared', zh: '已共享' },
  options: {
    with: membersOption({ en: 'member', zh: '成员' }, { en: 'with whom', zh: '共享给谁' }),
    relation: {
      type: 'enum',
      values: SHARED_RELATIONS,
      default: 'collaborator',
      label: RELATION_LABEL,
      help: { en: 'as what', zh: '以何种关系' },
    },
    ...SYSTEM_OPTION,
  },
  row: ACCOUNT_ROW,
  argument: 'id',
  where: WHERE_ACCOUNTS,
  right: 'account.assign',
  effect: 'reversible',
  examples: [
    {
      command: 'adctl accounts share 20000001 --with li.na --dry-run',
      does: { en: 'with a collaborator', zh: '共享给一位协作者' },
    },
    {
      command: 'adctl accounts share --from claims.csv --with li.na,zhang.min --relation self_run --dry-run',
      does: { en: 'a file with two self-run admins', zh: '将文件中的账户共享给两位自理投放管理员' },
    },
  ],
  loadHead: (l, _ctx, options) => loadRelationMembers(l, options.with),
  head(v, _ctx, options) {
    const members = relationMembers(v, options.with);
    return 'refuse' in members ? members : { keep: members.logins };
  },
  load: async (l, rows) => void (await loadAccounts(l, rows, [])),
  subject: (v, row, _options, _keep, ctx) => visibleAccount(v, row, ctx),
  decide: (v, _ctx, _row, options, logins: readonly string[], subject) =>
    addRelations(v, subject.target, logins, options.relation, options.system),
});

import { refuse } from '../../domain/refusal.ts';
import { BOUND_ROLES } from '../../domain/rights.ts';
import { ACCOUNT_ROW, activeAgency, loadAccounts, visibleAccount, WHERE_ACCOUNTS } from '../account-rows.ts';
import { defineChange } from '../define.ts';
import { grantsOf } from '../member-places.ts';
import { addRelations, loadRelationMembers, membersOption, relationMembers } from '../relations.ts';

export const bindAccounts = defineChange({
  kind: 'change',
  name: 'accounts.bind',
  summary: {
    en: 'Bind client accounts to dedicated employees, client employees and client viewers',
    zh: '将商家账户绑定给专职员工、商家员工或客户门户',
  },
  past: { en: 'bound', zh: '已绑定' },
  options: {
    to: membersOption({ en: 'member', zh: '成员' }, { en: 'to whom', zh: '绑定给谁' }),
  },
  row: ACCOUNT_ROW,
  argument: 'id',
  where: WHERE_ACCOUNTS,
  right: 'account.bind',
  effect: 'reversible',
  examples: [
    {
      command: "adctl accounts bind --where 'agency is not empty' --to wei.dong --max-rows 100000 --dry-run",
      does: { en: 'every client of the agency', zh: '绑定代理商的全部商家' },
    },
    {
      command: 'adctl accounts bind --from claims.csv --to wei.dong --dry-run',
      does: { en: 'the clients in a file', zh: '绑定文件中的商家' },
    },
  ],
  loadHead: (l, _ctx, options) => loadRelationMembers(l, options.to),
  head(v, _ctx, options) {
    const members = relationMembers(v, options.to);
    if ('refuse' in members) return members;
    const at = (login: string) =>
      grantsOf(v, login)
        .filter(({ role }) => BOUND_ROLES.has(role))
        .map(({ place }) => place);
    return { keep: members.logins.map((login) => ({ login, agencies: at(login) })) };
  },
  load: async (l, rows) => void (await loadAccounts(l, rows, [])),
  subject: (v, row, _options, _keep, ctx) => visibleAccount(v, row, ctx),
  decide(v, _ctx, _row, _options, members: readonly { login: string; agencies: readonly string[] }[], subject) {
    const account = subject.target;
    const agency = activeAgency(v, account);
    if (!agency) return refuse('NO_CLIENT', { account });
    // Bound to an agency's account are that agency's people whom bindings give their clients (MEM-2).
    const outside = members.find(({ agencies }) => !agencies.includes(agency));
    if (outside) return refuse('NOT_BINDABLE', { member: outside.login, account });
    return addRelations(
      v,
      account,
      members.map(({ login }) => login),
      'bound',
      'service',
    );
  },
});

import { refuse } from '../../domain/refusal.ts';
import { ACCOUNT_ROW, loadAccounts, visibleAccount, WHERE_ACCOUNTS } from '../account-rows.ts';
import { GRANT_FIELDS, MEMBER_FIELDS, memberNamed } from '../address.ts';
import { defineChange } from '../define.ts';
import { managesAt, managingPlaces, setManager } from '../manager.ts';
import { SYSTEM_OPTION } from '../relations.ts';

export const assignAccounts = defineChange({
  kind: 'change',
  name: 'accounts.assign',
  summary: { en: 'Assign accounts to a member', zh: '将账户分配给成员' },
  past: { en: 'assigned', zh: '已分配' },
  options: {
    to: {
      type: 'member',
      required: true,
      label: { en: 'member', zh: '成员' },
      help: { en: 'who becomes the manager', zh: '新的管理人' },
      metavar: 'LOGIN',
    },
    take_over: {
      type: 'flag',
      label: { en: 'take over', zh: '接管' },
      help: { en: 'also where another member is the manager', zh: '已有其他管理人时也分配' },
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
      command: 'adctl accounts assign --to owner --from claims.csv --dry-run',
      does: { en: 'rehearse an assignment', zh: '预演分配' },
    },
    {
      command:
        "adctl accounts assign --to owner --where 'manager is empty' --where 'status != closed' --max-rows 50000 --dry-run",
      does: { en: 'everything without a manager', zh: '分配所有无管理人的账户' },
    },
  ],
  loadHead: (l, _ctx, options) =>
    l.need(
      { kind: 'member', by: 'key', values: [options.to], fields: MEMBER_FIELDS },
      { kind: 'grant', by: 'member', values: [options.to], fields: GRANT_FIELDS },
    ),
  head(v, _ctx, options) {
    const missing = memberNamed(v, options.to);
    if (missing) return missing;
    if (v.get('member', options.to)?.['verified'] === null) return refuse('MEMBER_UNVERIFIED', { member: options.to });
    return { keep: managingPlaces(v, options.to) };
  },
  load: async (l, rows) => void (await loadAccounts(l, rows, [])),
  subject: (v, row, _options, _keep, ctx) => visibleAccount(v, row, ctx),
  decide(v, _ctx, _row, options, keep: readonly string[], subject) {
    const key = subject.target;
    const account = v.get('account', key);
    if (account?.['status'] === 'closed') return refuse('ACCOUNT_CLOSED', { account: key });
    if (account?.['manager'] === options.to) return { unchanged: 'SAME' };
    if (!managesAt(keep, options.to, subject.places))
      return refuse('MEMBER_OUTSIDE', { member: options.to, account: key });
    if (account?.['manager'] != null && !options.take_over) return refuse('ACCOUNT_MANAGED', { account: key });
    return { ok: setManager(v, key, options.to, 'assigned', options.system) };
  },
});

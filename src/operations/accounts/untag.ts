import { ACCOUNT_ROW, loadAccounts, visibleAccount, WHERE_ACCOUNTS } from '../account-rows.ts';
import { defineChange } from '../define.ts';
import { TAG_OPTION, TAG_ROW, tagsToRemove } from '../tags.ts';

export const untagAccounts = defineChange({
  kind: 'change',
  name: 'accounts.untag',
  summary: { en: 'Remove tags from accounts', zh: '移除账户标签' },
  past: { en: 'untagged', zh: '已移除标签' },
  options: TAG_OPTION,
  row: { ...ACCOUNT_ROW, ...TAG_ROW },
  argument: 'id',
  where: WHERE_ACCOUNTS,
  right: 'account.tag',
  effect: 'reversible',
  examples: [
    {
      command: 'adctl accounts untag --from claims.csv --tag 重点 --dry-run',
      does: { en: 'rehearse it for a file', zh: '预演文件中的账户' },
    },
    {
      command: "adctl accounts untag --where 'tags = 大预算' --tag 大预算 --yes",
      does: { en: 'a tag from everywhere', zh: '在所有账户上移除某标签' },
    },
  ],
  load: async (l, rows) => void (await loadAccounts(l, rows, ['tags'])),
  subject: (v, row, _options, _keep, ctx) => visibleAccount(v, row, ctx),
  decide(v, _ctx, row, options, _keep, subject) {
    const wanted = tagsToRemove(row, options);
    if ('refuse' in wanted) return wanted;
    const held = v.get('account', subject.target)?.['tags'] as readonly string[];
    const tags = held.filter((tag) => !wanted.tags.includes(tag));
    if (tags.length === held.length) return { unchanged: 'SAME' };
    return { ok: [{ set: 'account', key: subject.target, fields: { tags } }] };
  },
});

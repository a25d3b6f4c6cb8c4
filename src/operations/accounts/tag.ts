import { ACCOUNT_ROW, loadAccounts, visibleAccount, WHERE_ACCOUNTS } from '../account-rows.ts';
import { defineChange } from '../define.ts';
import { TAG_OPTION, TAG_ROW, tagsToAdd } from '../tags.ts';

export const tagAccounts = defineChange({
  kind: 'change',
  name: 'accounts.tag',
  summary: { en: 'Add tags to accounts', zh: '为账户添加标签' },
  past: { en: 'tagged', zh: '已打标签' },
  options: TAG_OPTION,
  row: { ...ACCOUNT_ROW, ...TAG_ROW },
  argument: 'id',
  where: WHERE_ACCOUNTS,
  right: 'account.tag',
  effect: 'reversible',
  examples: [
    {
      command: 'adctl accounts tag --from claims.csv --tag 重点 --dry-run',
      does: { en: 'rehearse a tag', zh: '预演打标签' },
    },
    {
      command: "adctl accounts tag --where 'daily_budget > 5000' --tag 大预算 --yes",
      does: { en: 'tag a selection', zh: '为筛选结果打标签' },
    },
  ],
  load: async (l, rows) => void (await loadAccounts(l, rows, ['tags'])),
  subject: (v, row, _options, _keep, ctx) => visibleAccount(v, row, ctx),
  decide(v, _ctx, row, options, _keep, subject) {
    const wanted = tagsToAdd(row, options);
    if ('refuse' in wanted) return wanted;
    const held = v.get('account', subject.target)?.['tags'] as readonly string[];
    const tags = [...new Set([...held, ...wanted.tags])];
    if (tags.length === held.length) return { unchanged: 'SAME' };
    return { ok: [{ set: 'account', key: subject.target, fields: { tags } }] };
  },
});

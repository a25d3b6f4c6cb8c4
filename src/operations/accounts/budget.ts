import { currencyNamed } from '../../domain/currencies.ts';
import { refuse } from '../../domain/refusal.ts';
import { ACCOUNT_ROW, loadAccounts, visibleAccount, WHERE_ACCOUNTS } from '../account-rows.ts';
import { BUDGET_ROW, budgetOf } from '../budgets.ts';
import { defineChange } from '../define.ts';

export const budgetAccounts = defineChange({
  kind: 'change',
  name: 'accounts.budget',
  summary: { en: 'Set the daily budget of accounts', zh: '设置账户日预算' },
  past: { en: 'set', zh: '已设置' },
  options: {
    amount: {
      type: 'amount',
      label: { en: 'amount', zh: '金额' },
      help: { en: "per day in the account's currency, or unlimited", zh: '每日金额（账户币种），或 unlimited（不限）' },
      question: { en: 'amount per day, or unlimited', zh: '每日金额，或 unlimited（不限）' },
      metavar: 'A',
    },
  },
  row: {
    ...ACCOUNT_ROW,
    ...BUDGET_ROW,
    currency: {
      type: 'text',
      label: { en: 'currency', zh: '币种' },
      help: { en: "in which the amount is; must be the account's", zh: '金额的币种，须与账户币种一致' },
    },
  },
  argument: 'id',
  where: WHERE_ACCOUNTS,
  right: 'account.budget',
  effect: 'reversible',
  examples: [
    {
      command: 'adctl accounts budget --from claims.csv --amount 500 --dry-run',
      does: { en: 'rehearse a budget', zh: '预演预算' },
    },
    {
      command:
        "adctl accounts budget --where 'daily_budget > 5000' --where 'status != closed' --amount unlimited --dry-run",
      does: { en: 'lift the largest', zh: '取消大预算的上限' },
    },
  ],
  load: async (l, rows) => void (await loadAccounts(l, rows, ['daily_budget', 'currency'])),
  subject: (v, row, _options, _keep, ctx) => visibleAccount(v, row, ctx),
  decide(v, _ctx, row, options, _keep, subject) {
    const account = v.get('account', subject.target);
    if (account?.['status'] === 'closed') return refuse('ACCOUNT_CLOSED', { account: subject.target });
    const kept = String(account?.['currency']);
    if (row.currency && currencyNamed(row.currency) !== kept) {
      const expected = { en: `${kept}, in which the account is kept`, zh: `账户币种 ${kept}` };
      return refuse('VALUE_INVALID', { field: { en: 'currency', zh: '币种' }, value: row.currency, expected });
    }
    // What is typed is for every row; the column of a list that is fed back says only what was.
    const text = options.amount ?? row.daily_budget;
    if (text === undefined) return refuse('MISSING', { field: BUDGET_ROW.daily_budget.label, option: '--amount' });
    const budget = budgetOf(text, kept);
    if ('refuse' in budget) return budget;
    if (account?.['daily_budget'] === budget.minor) return { unchanged: 'SAME' };
    return { ok: [{ set: 'account', key: subject.target, fields: { daily_budget: budget.minor } }] };
  },
});

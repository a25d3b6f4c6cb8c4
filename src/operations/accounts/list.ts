import { accountKind } from '../../domain/accounts.ts';
import type { InputOf, Schema } from '../../domain/schema.ts';
import type { Asking } from '../define.ts';
import { defineList, filterFlag, LIST_INPUT, questionOf } from '../listing.ts';

const NAMED = {
  status: 'status',
  entity: 'entity',
  unit: 'unit',
  manager: 'manager',
  platform: 'platform',
  tag: 'tags',
  agency: 'agency',
  industry: 'industry',
  kind: 'kind',
  currency: 'currency',
} as const;

const FILTERS = {
  status: filterFlag(accountKind, 'status'),
  entity: filterFlag(accountKind, 'entity'),
  unit: filterFlag(accountKind, 'unit'),
  manager: filterFlag(accountKind, 'manager', 'LOGIN'),
  platform: filterFlag(accountKind, 'platform'),
  tag: filterFlag(accountKind, 'tags', 'TAG'),
  agency: filterFlag(accountKind, 'agency'),
  industry: filterFlag(accountKind, 'industry'),
  kind: filterFlag(accountKind, 'kind'),
  currency: filterFlag(accountKind, 'currency'),
  mine: {
    type: 'flag',
    label: { en: 'mine', zh: '我的' },
    help: { en: 'only accounts with a relation to me', zh: '只看与我有关系的账户' },
  },
  other: {
    type: 'flag',
    label: { en: 'other accounts', zh: '其他账户' },
    help: { en: 'mine, though I am not in their entity', zh: '与我有关系但不属于我所在主体的账户' },
  },
} as const satisfies Schema;

export const ACCOUNT_FILTERS = { ...LIST_INPUT, ...FILTERS } as const;

const related = (input: InputOf<typeof FILTERS>, ctx: Asking) => ({
  ...(input.mine && { mine: ctx.actor.login }),
  ...(input.other && { other: ctx.actor.login }),
});

/** The same selection for what compares accounts with a file. */
export function accountQuestion(input: InputOf<typeof ACCOUNT_FILTERS>, ctx: Asking) {
  return { ...questionOf('account', input, ctx, NAMED), ...related(input, ctx) };
}

export const listAccounts = defineList({
  name: 'accounts.list',
  summary: { en: 'List accounts', zh: '列出账户' },
  kind: 'account',
  right: 'account.read',
  filters: FILTERS,
  named: NAMED,
  more: related,
  examples: [
    {
      command: 'adctl accounts list --status active --limit 5',
      does: { en: 'five active accounts', zh: '列出五个有效账户' },
    },
    {
      command: "adctl accounts list --where 'daily_budget > 5000' --sort -daily_budget --limit 5",
      does: { en: 'the largest budgets', zh: '按日预算从高到低' },
    },
    {
      command: 'adctl accounts list --search 格力 --count',
      does: { en: 'how many mention a word', zh: '统计包含某词的账户数' },
    },
  ],
});

import { creditLimit } from '../../domain/funds/moving.ts';
import { defineChange } from '../define.ts';
import { AMOUNT, limitOf, NOTE, PURSE_CURRENCY } from '../fund-change.ts';
import { HOLDER_ROW, WHERE_HOLDERS, withPlatform } from '../fund-moves.ts';
import { type OwnRow, ownMovement } from '../fund-own.ts';

const FIELDS = {
  amount: {
    ...AMOUNT,
    label: { en: 'limit', zh: '授信额度' },
    help: {
      en: 'the new limit: unused credit and what is owed together',
      zh: '新的授信额度，即未使用授信与待还金额之和',
    },
    question: { en: 'new limit', zh: '新的授信额度' },
    headers: ['limit', '金额', '授信额度', '额度'],
  },
  ...PURSE_CURRENCY,
  ...NOTE,
} as const;

export const creditLimitFunds = defineChange({
  kind: 'change',
  name: 'funds.credit-limit',
  summary: { en: 'Set the credit limit of holders', zh: '设置授信额度' },
  past: { en: 'set', zh: '已设置' },
  options: FIELDS,
  row: { ...HOLDER_ROW, ...FIELDS },
  fills: ['amount', 'purse', 'currency', 'note'],
  argument: 'holder',
  where: WHERE_HOLDERS,
  shape: (row) => withPlatform(row),
  writes: true,
  money: true,
  right: 'funds.credit_limit',
  effect: 'compensated',
  examples: [
    {
      command: 'adctl funds credit-limit agency:a_bluefocus --amount 50000 --dry-run',
      does: { en: 'rehearse a new limit', zh: '预演设置新额度' },
    },
    {
      command:
        "printf 'holder,amount\\nagency:a_bluefocus,120000\\n' | adctl funds credit-limit --from - --reference limits-2026q1 --dry-run",
      does: { en: 'rehearse limits from a file', zh: '预演从文件设置额度' },
    },
  ],
  ...ownMovement<OwnRow & { readonly amount?: string }>({
    movement: 'credit_limit',
    frozen: true,
    plan(row, { holder, currency }) {
      const limit = limitOf(row.amount, currency);
      if (typeof limit !== 'bigint') return limit;
      return {
        amounts: [['credit', limit]],
        compose(draft) {
          const there = draft.balance(draft.book(holder, 'credit'));
          const refused = creditLimit(draft, holder, limit);
          if (refused) return refused;
          const change = draft.balance(draft.book(holder, 'credit')) - there;
          return { amount: change < 0n ? -change : change };
        },
      };
    },
  }),
});

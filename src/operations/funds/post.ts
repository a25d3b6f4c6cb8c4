import { postHold } from '../../domain/funds/moving.ts';
import { defineChange } from '../define.ts';
import { AMOUNT, amountOf } from '../fund-change.ts';
import { endHold, HOLD_ROW, holdSubject, loadHolds, stateOfHold } from '../fund-holds.ts';

const FIELDS = {
  amount: {
    ...AMOUNT,
    help: {
      en: 'how much of it; the rest is the payer’s again. Default: all',
      zh: '入账金额，余额退回付款方；默认全部',
    },
  },
  note: HOLD_ROW.note,
} as const;

export const postFunds = defineChange({
  kind: 'change',
  name: 'funds.post',
  summary: { en: 'Post holds: what is held goes to the payee', zh: '预占入账：资金转给收款方' },
  past: { en: 'posted', zh: '已入账' },
  options: FIELDS,
  row: { ...HOLD_ROW, ...FIELDS },
  fills: ['amount', 'note'],
  argument: 'hold',
  where: { kind: 'hold', fields: { hold: 'id' } },
  writes: true,
  money: true,
  right: 'funds.hold',
  effect: 'compensated',
  examples: [
    {
      command: 'adctl funds holds --state open --limit 5',
      does: { en: 'which holds there are', zh: '查看有效的预占' },
    },
    {
      command: "adctl funds post --where 'state = open' --reference posts-1 --dry-run",
      does: { en: 'rehearse posting all of them', zh: '预演全部入账' },
    },
  ],
  load: (l, rows) => loadHolds(l, rows),
  subject: (v, row, _options, _keep, ctx) => holdSubject(v, row, ctx),
  decide: (v, ctx, row) =>
    endHold(v, ctx, row, {
      movement: 'post',
      to: 'posted',
      amount: ({ currency }) => (row.amount === undefined ? undefined : amountOf(row.amount, currency)),
      move(draft, hold, all) {
        const asked = row.amount === undefined ? all : amountOf(row.amount, hold.currency);
        if (typeof asked !== 'bigint') return asked;
        return postHold(draft, { ...hold, state: stateOfHold(hold.id) }, asked) ?? { posted: asked };
      },
    }),
});

import { returnDeposit } from '../../domain/funds/moving.ts';
import { defineChange } from '../define.ts';
import { AMOUNT, NOTE, PURSE_CURRENCY } from '../fund-change.ts';
import { AGENCY_ROW } from '../fund-deposits.ts';
import { worldMove } from '../fund-world.ts';

const FIELDS = { amount: AMOUNT, ...PURSE_CURRENCY, ...NOTE } as const;

export const depositReturnFunds = defineChange({
  kind: 'change',
  name: 'funds.deposit-return',
  summary: { en: 'Return a deposit to cash of the agency', zh: '退还保证金至代理商现金' },
  past: { en: 'returned', zh: '已退还' },
  options: FIELDS,
  row: { ...AGENCY_ROW, ...FIELDS },
  fills: ['amount', 'purse', 'currency', 'note'],
  argument: 'holder',
  writes: true,
  money: true,
  moves: 'deposit_return',
  right: 'funds.deposit',
  effect: 'compensated',
  examples: [
    {
      command: 'adctl funds deposit-return agency:a_bluefocus --amount 50.00 --dry-run',
      does: { en: 'rehearse part of it', zh: '预演部分退还' },
    },
    {
      command: 'adctl funds deposit-return agency:a_bluefocus --amount 50.00 --reference deposit-back-1 --dry-run',
      does: { en: 'rehearse one that cannot be returned twice', zh: '预演带参考号的退还，避免重复' },
    },
  ],
  ...worldMove('deposit_return', returnDeposit, ['agency']),
});

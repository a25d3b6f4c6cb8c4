import { payDeposit } from '../../domain/funds/moving.ts';
import { defineChange } from '../define.ts';
import { AMOUNT, NOTE, PURSE_CURRENCY } from '../fund-change.ts';
import { AGENCY_ROW } from '../fund-deposits.ts';
import { worldMove } from '../fund-world.ts';

const FIELDS = { amount: AMOUNT, ...PURSE_CURRENCY, ...NOTE } as const;

export const depositPayFunds = defineChange({
  kind: 'change',
  name: 'funds.deposit-pay',
  summary: { en: 'Pay a deposit out of cash of the agency', zh: '以代理商现金缴纳保证金' },
  past: { en: 'paid', zh: '已缴纳' },
  options: FIELDS,
  row: { ...AGENCY_ROW, ...FIELDS },
  fills: ['amount', 'purse', 'currency', 'note'],
  argument: 'holder',
  writes: true,
  money: true,
  moves: 'deposit_pay',
  right: 'funds.deposit',
  effect: 'compensated',
  examples: [
    {
      command: 'adctl funds deposit-pay agency:a_bluefocus --amount 100.00 --dry-run',
      does: { en: 'rehearse one', zh: '预演缴纳' },
    },
    {
      command: 'adctl funds deposit-pay agency:a_bluefocus --amount 100.00 --reference deposit-2026 --dry-run',
      does: { en: 'rehearse one that cannot be paid twice', zh: '预演带参考号的缴纳，避免重复' },
    },
  ],
  ...worldMove('deposit_pay', payDeposit, ['agency']),
});

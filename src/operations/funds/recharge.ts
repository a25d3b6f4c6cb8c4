import { recharge } from '../../domain/funds/moving.ts';
import { defineChange } from '../define.ts';
import { AMOUNT, NOTE, PURSE_CURRENCY } from '../fund-change.ts';
import { HOLDER_ROW, WHERE_HOLDERS, withPlatform } from '../fund-moves.ts';
import { worldMove } from '../fund-world.ts';

const FIELDS = { amount: AMOUNT, ...PURSE_CURRENCY, ...NOTE } as const;

export const rechargeFunds = defineChange({
  kind: 'change',
  name: 'funds.recharge',
  summary: { en: 'Record cash that came in from outside', zh: '登记充值' },
  past: { en: 'recharged', zh: '已充值' },
  options: FIELDS,
  row: { ...HOLDER_ROW, ...FIELDS },
  fills: ['amount', 'purse', 'currency', 'note'],
  argument: 'holder',
  where: WHERE_HOLDERS,
  shape: (row) => withPlatform(row),
  writes: true,
  money: true,
  moves: 'recharge',
  right: 'funds.recharge',
  effect: 'compensated',
  examples: [
    {
      command: 'adctl funds recharge agency:a_bluefocus --amount 100000.00 --reference bank-20260301-17',
      does: { en: 'a bank transfer to an agency', zh: '代理商银行转账充值' },
    },
    {
      command: 'adctl funds recharge agency:a_bluefocus --amount 2500 --purse external --dry-run',
      does: { en: 'rehearse one for external spend', zh: '预演外投钱包充值' },
    },
  ],
  ...worldMove('recharge', recharge),
});

import { refund } from '../../domain/funds/moving.ts';
import { defineChange } from '../define.ts';
import { AMOUNT, NOTE, PURSE_CURRENCY } from '../fund-change.ts';
import { HOLDER_ROW, WHERE_HOLDERS, withPlatform } from '../fund-moves.ts';
import { worldMove } from '../fund-world.ts';

const FIELDS = { amount: AMOUNT, ...PURSE_CURRENCY, ...NOTE } as const;

export const refundFunds = defineChange({
  kind: 'change',
  name: 'funds.refund',
  summary: { en: 'Record cash that went out again (withdrawal)', zh: '登记退款（提现）' },
  past: { en: 'refunded', zh: '已退款' },
  options: FIELDS,
  row: { ...HOLDER_ROW, ...FIELDS },
  fills: ['amount', 'purse', 'currency', 'note'],
  argument: 'holder',
  where: WHERE_HOLDERS,
  shape: (row) => withPlatform(row),
  writes: true,
  money: true,
  moves: 'refund',
  right: 'funds.refund',
  effect: 'compensated',
  examples: [
    {
      command: 'adctl funds refund agency:a_bluefocus --amount 100.00 --reference refund-20260302-1 --dry-run',
      does: { en: 'rehearse paying back to an agency', zh: '预演向代理商退款' },
    },
    {
      command:
        "printf 'holder,amount\\nagency:a_bluefocus,100.00\\n' | adctl funds refund --from - --reference march-refunds --dry-run",
      does: { en: 'rehearse a file of them', zh: '预演从文件退款' },
    },
  ],
  ...worldMove('refund', refund),
});

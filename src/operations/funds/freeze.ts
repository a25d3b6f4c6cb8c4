import { freeze } from '../../domain/funds/moving.ts';
import { defineChange } from '../define.ts';
import { HOLDER_ROW, WHERE_HOLDERS, withPlatform } from '../fund-moves.ts';
import { ORDER_FIELDS, orderMove } from '../fund-orders.ts';

export const freezeFunds = defineChange({
  kind: 'change',
  name: 'funds.freeze',
  summary: { en: 'Freeze funds of a holder for an order', zh: '为订单冻结资金' },
  past: { en: 'frozen', zh: '已冻结' },
  options: ORDER_FIELDS,
  row: { ...HOLDER_ROW, ...ORDER_FIELDS },
  fills: ['order', 'amount', 'kind', 'purse', 'currency', 'note'],
  argument: 'holder',
  where: WHERE_HOLDERS,
  shape: (row) => withPlatform(row),
  writes: true,
  money: true,
  right: 'funds.freeze',
  effect: 'compensated',
  examples: [
    {
      command: 'adctl funds freeze agency:a_bluefocus --order PO-2026-0301 --amount 100.00 --dry-run',
      does: { en: 'rehearse cash for an order', zh: '预演为订单冻结现金' },
    },
    {
      command: 'adctl funds freeze agency:a_bluefocus --order PO-2026-0301 --amount 20 --kind credit --dry-run',
      does: { en: 'rehearse credit for it', zh: '预演为订单冻结授信' },
    },
  ],
  ...orderMove('freeze', freeze),
});

import { unfreeze } from '../../domain/funds/moving.ts';
import { defineChange } from '../define.ts';
import { HOLDER_ROW, WHERE_HOLDERS, withPlatform } from '../fund-moves.ts';
import { ORDER_FIELDS, orderMove } from '../fund-orders.ts';

export const unfreezeFunds = defineChange({
  kind: 'change',
  name: 'funds.unfreeze',
  summary: { en: 'Release what is frozen for an order, whole or in part', zh: '解冻订单资金，可全部或部分' },
  past: { en: 'released', zh: '已解冻' },
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
      command: 'adctl funds unfreeze agency:a_bluefocus --order PO-2026-0301 --amount 40.00 --dry-run',
      does: { en: 'rehearse part of it', zh: '预演部分解冻' },
    },
    {
      command: 'adctl funds unfreeze agency:a_bluefocus --order PO-2026-0301 --amount 60.00 --kind credit --dry-run',
      does: { en: 'rehearse credit', zh: '预演解冻授信' },
    },
  ],
  ...orderMove('unfreeze', unfreeze),
});

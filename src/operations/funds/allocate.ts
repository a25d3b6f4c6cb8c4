import { defineChange } from '../define.ts';
import { holderNamed } from '../fund-holders.ts';
import {
  ACCOUNT_HOLDER_ROW,
  AMOUNTS,
  decideMove,
  loadMoves,
  otherSide,
  PAYER,
  WHERE_HOLDERS,
  withPlatform,
} from '../fund-moves.ts';
import { ownSubject } from '../fund-own.ts';

const FIELDS = { ...AMOUNTS, payer: PAYER } as const;

export const allocateFunds = defineChange({
  kind: 'change',
  name: 'funds.allocate',
  summary: { en: 'Allocate funds to accounts', zh: '向账户划拨资金' },
  past: { en: 'allocated', zh: '已划拨' },
  options: FIELDS,
  row: { ...ACCOUNT_HOLDER_ROW, ...FIELDS },
  fills: ['amount', 'kind', 'cash', 'credit', 'bonus', 'traffic_bonus', 'purse', 'currency', 'payer', 'note'],
  argument: 'holder',
  where: WHERE_HOLDERS,
  shape: (row) => withPlatform(row),
  writes: true,
  money: true,
  moves: 'allocate',
  right: 'funds.allocate',
  effect: 'compensated',
  examples: [
    {
      command: 'adctl funds allocate 20000001 --amount 500.00 --payer agency:a_bluefocus --dry-run',
      does: { en: 'rehearse one', zh: '预演一笔' },
    },
    {
      command:
        "printf 'account,cash,bonus\\n20000001,500.00,20.00\\n' | adctl funds allocate --from - --payer agency:a_bluefocus --reference march-1 --dry-run",
      does: { en: 'rehearse a file, several kinds in a row', zh: '预演从文件划拨，可含多种资金' },
    },
  ],
  load: (l, rows, _options, _keep, ctx) => loadMoves(l, ctx, rows),
  subject: (v, row, _options, _keep, ctx) => ownSubject(v, row, ctx, ['account']),
  decide(v, ctx, row) {
    const payee = holderNamed(v, row.holder, ['account']);
    if (typeof payee !== 'string') return payee;
    const payer = otherSide(v, ctx, row.payer, 'payer');
    if (typeof payer !== 'string') return payer;
    return decideMove(v, ctx, row, { movement: 'allocate', payer, payee, about: payee });
  },
});

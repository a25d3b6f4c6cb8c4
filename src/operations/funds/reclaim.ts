import { defineChange } from '../define.ts';
import { holderNamed } from '../fund-holders.ts';
import {
  ACCOUNT_HOLDER_ROW,
  AMOUNTS,
  decideMove,
  loadMoves,
  otherSide,
  PAYEE,
  WHERE_HOLDERS,
  withPlatform,
} from '../fund-moves.ts';
import { ownSubject } from '../fund-own.ts';

const FIELDS = { ...AMOUNTS, payee: PAYEE } as const;

export const reclaimFunds = defineChange({
  kind: 'change',
  name: 'funds.reclaim',
  summary: { en: 'Take funds back from accounts', zh: '从账户回收资金' },
  past: { en: 'reclaimed', zh: '已回收' },
  options: FIELDS,
  row: { ...ACCOUNT_HOLDER_ROW, ...FIELDS },
  fills: ['amount', 'kind', 'cash', 'credit', 'bonus', 'traffic_bonus', 'purse', 'currency', 'payee', 'note'],
  argument: 'holder',
  where: WHERE_HOLDERS,
  shape: (row) => withPlatform(row),
  writes: true,
  money: true,
  moves: 'reclaim',
  right: 'funds.reclaim',
  effect: 'compensated',
  examples: [
    {
      command: 'adctl funds reclaim 20000001 --amount 50.00 --payee agency:a_bluefocus --dry-run',
      does: { en: 'rehearse one', zh: '预演一笔' },
    },
    {
      command:
        "printf 'account,cash,bonus\\n20000001,50.00,1.00\\n' | adctl funds reclaim --from - --payee agency:a_bluefocus --reference april-1 --dry-run",
      does: { en: 'rehearse a file, several kinds in a row', zh: '预演从文件回收，可含多种资金' },
    },
  ],
  load: (l, rows, _options, _keep, ctx) => loadMoves(l, ctx, rows),
  subject: (v, row, _options, _keep, ctx) => ownSubject(v, row, ctx, ['account']),
  decide(v, ctx, row) {
    const payer = holderNamed(v, row.holder, ['account']);
    if (typeof payer !== 'string') return payer;
    const payee = otherSide(v, ctx, row.payee, 'payee');
    if (typeof payee !== 'string') return payee;
    return decideMove(v, ctx, row, { movement: 'reclaim', payer, payee, about: payer });
  },
});

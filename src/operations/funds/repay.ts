import type { Holder } from '../../domain/funds/books.ts';
import { repay } from '../../domain/funds/moving.ts';
import { defineChange } from '../define.ts';
import { AMOUNT, NOTE, PURSE_CURRENCY } from '../fund-change.ts';
import { holderNamed } from '../fund-holders.ts';
import { decideSided, HOLDER_ROW, loadMoves, otherSide, PAYER, WHERE_HOLDERS, withPlatform } from '../fund-moves.ts';
import { ownSubject } from '../fund-own.ts';

const FIELDS = { amount: AMOUNT, payer: PAYER, ...PURSE_CURRENCY, ...NOTE } as const;

export const repayFunds = defineChange({
  kind: 'change',
  name: 'funds.repay',
  summary: { en: 'Repay what was used on credit', zh: '归还已使用的授信' },
  past: { en: 'repaid', zh: '已还款' },
  options: FIELDS,
  row: { ...HOLDER_ROW, ...FIELDS },
  fills: ['amount', 'payer', 'purse', 'currency', 'note'],
  argument: 'holder',
  where: WHERE_HOLDERS,
  shape: (row) => withPlatform(row),
  writes: true,
  money: true,
  moves: 'repay',
  right: 'funds.repay',
  effect: 'compensated',
  examples: [
    {
      command: 'adctl funds repay 20000001 --payer agency:a_bluefocus --amount 60.00 --dry-run',
      does: { en: 'rehearse an agency repaying for a client', zh: '预演代理商为商家还款' },
    },
    {
      command:
        "printf 'account,amount\\n20000001,60.00\\n' | adctl funds repay --from - --payer agency:a_bluefocus --reference repay-202603 --dry-run",
      does: { en: 'rehearse a file of them', zh: '预演从文件还款' },
    },
  ],
  load: (l, rows, _options, _keep, ctx) => loadMoves(l, ctx, rows),
  subject: (v, row, _options, _keep, ctx) => ownSubject(v, row, ctx),
  decide(v, ctx, row) {
    const debtor = holderNamed(v, row.holder) as Holder;
    const payer = otherSide(v, ctx, row.payer, 'payer');
    if (typeof payer !== 'string') return payer;
    return decideSided(v, ctx, row, {
      movement: 'repay',
      about: debtor,
      other: payer,
      amounts: (amount) => [['owed', amount]],
      compose: (draft, amount) => repay(draft, payer, debtor, amount),
    });
  },
});

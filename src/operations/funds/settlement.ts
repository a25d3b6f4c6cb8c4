import { settlementKind } from '../../domain/funds/split-records.ts';
import { defineList, filterFlag } from '../listing.ts';

export const settlementFunds = defineList({
  name: 'funds.settlement',
  summary: { en: 'Show what receivers of splits got, by month', zh: '按月查看各收款方的分账结算' },
  kind: 'settlement',
  right: 'funds.see',
  filters: {
    receiver: {
      ...filterFlag(settlementKind, 'holder', 'HOLDER'),
      help: { en: 'only this receiver', zh: '按收款方筛选' },
    },
    payer: filterFlag(settlementKind, 'payer', 'HOLDER'),
    month: filterFlag(settlementKind, 'month', 'YYYY-MM'),
  },
  named: { receiver: 'holder', payer: 'payer', month: 'month' },
  examples: [
    { command: 'adctl funds settlement', does: { en: 'all that I see', zh: '全部结算' } },
    {
      command: "adctl funds settlement --where 'month >= 2026-01' --csv",
      does: { en: 'since a month, for finance', zh: '自某月起，供财务使用' },
    },
  ],
});

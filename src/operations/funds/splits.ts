import { splitKind } from '../../domain/funds/split-records.ts';
import { defineList, filterFlag } from '../listing.ts';

export const splitsFunds = defineList({
  name: 'funds.splits',
  summary: { en: 'List splits, newest first, with what was refunded', zh: '列出分账及已退回金额，最新在前' },
  kind: 'split',
  right: 'funds.see',
  filters: { payer: filterFlag(splitKind, 'payer', 'HOLDER') },
  named: { payer: 'payer' },
  examples: [
    { command: 'adctl funds splits --limit 10', does: { en: 'the last ones', zh: '最近的分账' } },
    {
      command: "adctl funds splits --where 'refunded > 0'",
      does: { en: 'those that something came back of', zh: '有退回的分账' },
    },
  ],
});

import { walletKind } from '../../domain/funds/records.ts';
import { defineList, filterFlag } from '../listing.ts';

export const walletsFunds = defineList({
  name: 'funds.wallets',
  summary: { en: 'List shared wallets and what is in them', zh: '列出共享钱包及余额' },
  kind: 'wallet',
  right: 'funds.see',
  filters: {
    holder: filterFlag(walletKind, 'holder'),
    currency: filterFlag(walletKind, 'currency'),
    state: filterFlag(walletKind, 'state'),
  },
  named: { holder: 'holder', currency: 'currency', state: 'state' },
  examples: [
    { command: 'adctl funds wallets', does: { en: 'all that you see', zh: '查看全部共享钱包' } },
    {
      command: 'adctl funds wallets --state enabled --sort -general --limit 5',
      does: { en: 'the fullest', zh: '余额最多的钱包' },
    },
  ],
});

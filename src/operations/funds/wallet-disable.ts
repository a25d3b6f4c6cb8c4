import { defineChange } from '../define.ts';
import { walletChange } from '../fund-wallets.ts';

export const walletDisableFunds = defineChange({
  kind: 'change',
  name: 'funds.wallet-disable',
  summary: { en: 'Switch shared wallets off that are empty', zh: '停用余额为零的共享钱包' },
  past: { en: 'disabled', zh: '已停用' },
  ...walletChange('disabled'),
  examples: [
    {
      command: 'adctl funds wallet-disable unit:u_huadong --dry-run',
      does: { en: 'rehearse one of a unit', zh: '预演停用业务单元的钱包' },
    },
    {
      command: 'adctl funds wallet-disable entity:e_haier --currency USD --dry-run',
      does: { en: 'rehearse one in another currency', zh: '预演停用其他币种的钱包' },
    },
  ],
});
